//! A Cypher statement in, its table out.

use super::{Error, Reply, Session, Table};
use crate::query::{self, Options, Vocabulary};
use std::sync::Arc;

/// Rows shown before a table is cut with a word on how many are left out.
const MOST_ROWS: usize = 200;

impl Session {
    /// The answer to a Cypher statement.
    pub(super) fn cypher(&mut self, text: &str) -> Result<Reply, Error> {
        let graph = &self.graph;
        let view = self.view.get_or_insert_with(|| graph.view());
        let options = Options {
            vocabulary: Vocabulary::of(&self.knowledge),
            cancel: Some(Arc::clone(&self.cancel)),
            ..Options::default()
        };
        let found = query::query(view, text, &self.params, &options).map_err(|error| {
            Error::Cypher { excerpt: error.excerpt(text), error: Box::new(error) }
        })?;
        if found.rows.is_empty() && !found.notes.is_empty() {
            return Ok(Reply::Text(found.notes.join("\n")));
        }
        let mut table = Table::new(found.columns);
        for row in &found.rows {
            table.push(row.iter().map(|value| query::shown(view, value)).collect());
        }
        if table.columns.is_empty() {
            return Ok(Reply::Text("done; this lasts as long as the session".to_owned()));
        }
        Ok(self.listed(table, MOST_ROWS))
    }
}
