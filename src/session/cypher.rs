//! A Cypher statement in, its table out; what it writes is decided from then on.

use super::change::{Written, written};
use super::{Error, Reply, Session, Table};
use crate::graph::property::{Map, PropertyGraph};
use crate::query::{self, Prepared, QueryError};
use std::sync::Arc;

/// Rows shown before a table is cut with a word on how many are left out.
const MOST_ROWS: usize = 200;
/// Most characters of a statement that are kept as a reason.
const LONGEST_REASON: usize = 400;

impl Session {
    /// The answer to a Cypher statement.
    pub(super) fn cypher(&mut self, text: &str) -> Result<Reply, Error> {
        let shown = |view: &PropertyGraph, found: query::Table| {
            let mut table = Table::new(found.columns);
            for row in &found.rows {
                table.push(row.iter().map(|value| query::shown(view, value)).collect());
            }
            (table, found.notes)
        };
        let params = self.params.clone();
        let ((table, notes), told) = self.queried(text, &params, shown).map_err(|error| {
            Error::Cypher { excerpt: error.excerpt(text), error: Box::new(error) }
        })?;
        if table.rows.is_empty() && !notes.is_empty() {
            return Ok(Reply::Text(notes.join("\n")));
        }
        if table.columns.is_empty() {
            let nothing = || "done; nothing is different".to_owned();
            return Ok(Reply::Text(told.unwrap_or_else(nothing)));
        }
        Ok(self.listed(table, MOST_ROWS))
    }

    /// Runs a statement and makes something of its table; where it wrote, says what came of it.
    pub(super) fn queried<T>(
        &mut self,
        text: &str,
        params: &Map,
        shown: impl Fn(&PropertyGraph, query::Table) -> T,
    ) -> Result<(T, Option<String>), QueryError> {
        let graph = Arc::clone(&self.graph);
        let view = self.view.get_or_insert_with(|| graph.view());
        let options = &self.options;
        let tree = query::parse(text, &options.procedures)?;
        let prepared = Prepared::new(view, &tree, params, options)?;
        let schema = self.knowledge.schema();
        let (shown, acts) = prepared.write_and(view, params, options, |view, table| {
            let acts = written(view, &graph, schema)?;
            Ok((shown(view, table), acts))
        })?;
        let told = if acts.is_empty() { None } else { Some(self.decided(acts, text)) };
        Ok((shown, told))
    }

    /// Follows what a statement wrote, and says what it changed.
    fn decided(&mut self, written: Vec<Written>, text: &str) -> String {
        let statement: Vec<&str> = text.split_whitespace().collect();
        let statement: String = statement.join(" ").chars().take(LONGEST_REASON).collect();
        let acts: Vec<_> = written
            .into_iter()
            .map(|(act, why)| (act, why.unwrap_or_else(|| statement.clone())))
            .collect();
        self.follow(&acts)
    }
}
