//! Paths in, an open or saved graph out: the commands that read and write files.

use super::{Error, Reply, Session};
use crate::graph;
use std::path::PathBuf;

impl Session {
    /// `open`: a saved graph in the place of the open one.
    pub(super) fn open(&mut self, words: &[String]) -> Result<Reply, Error> {
        let [path] = words else { return Err(Error::WrongUse { name: "", usage: "" }) };
        self.keep_changes()?;
        let path = PathBuf::from(path);
        let graph = graph::load(&path)?;
        let told = format!("{}: {}", path.display(), counts(&graph));
        self.take(graph, Some(path), false);
        Ok(Reply::Text(told))
    }

    /// `save`: the open graph to its file or another.
    pub(super) fn save(&mut self, words: &[String]) -> Result<Reply, Error> {
        let path = match words {
            [] => self.path.clone().ok_or(Error::NoFile)?,
            [path] => PathBuf::from(path),
            _ => return Err(Error::WrongUse { name: "", usage: "" }),
        };
        graph::save(&self.graph, &path)?;
        let told = format!("saved {}", path.display());
        self.path = Some(path);
        self.unsaved = false;
        Ok(Reply::Text(told))
    }

    /// Refuses once when changes would be lost; told again, goes on.
    fn keep_changes(&mut self) -> Result<(), Error> {
        if std::mem::take(&mut self.unsaved) { Err(Error::Unsaved) } else { Ok(()) }
    }
}

/// How much a graph holds, in one line.
fn counts(graph: &graph::KnowledgeGraph) -> String {
    let counts = graph.statistics();
    let entities: usize = counts.entities.values().sum();
    format!("{} documents, {entities} entities, {} links", counts.documents, graph.links().len())
}
