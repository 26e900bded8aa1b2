//! Paths in, an open or saved graph out: the commands that read and write files.

use super::{Error, Reply, Session};
use crate::graph;
use std::fmt::Write as _;
use std::path::PathBuf;

impl Session {
    /// `open`: a saved graph in the place of the open one; with the number of a result, its card.
    pub(super) fn open(&mut self, words: &[String]) -> Result<Reply, Error> {
        let [path] = words else { return Err(Error::WrongUse { name: "", usage: "" }) };
        if self.numbered(path).is_some() {
            return self.show(words);
        }
        self.keep_changes()?;
        let path = PathBuf::from(path);
        let graph = graph::load(&path)?;
        self.take(graph, Some(path.clone()), false);
        let mut told = format!("{}: {}", path.display(), self.counts());
        for unfollowed in self.whole.unfollowed() {
            let _ = writeln!(told, "correction: {unfollowed}");
        }
        Ok(Reply::Text(told))
    }

    /// `save`: the open graph with its corrections to its file or another. Corrections that stand
    /// beside the other file are kept.
    pub(super) fn save(&mut self, words: &[String]) -> Result<Reply, Error> {
        let path = match words {
            [] => self.path.clone().ok_or(Error::NoFile)?,
            [path] => PathBuf::from(path),
            _ => return Err(Error::WrongUse { name: "", usage: "" }),
        };
        let mut told = format!("saved {}", path.display());
        if self.path.as_deref() != Some(&*path) {
            let own = self.whole.decisions().clone();
            let mut all = graph::load_decisions(&path)?;
            all.extend(&own);
            let more = all.len() - own.len();
            if more > 0 {
                self.replace_decisions(all);
                let _ = write!(told, "; {more} corrections that stand beside it are followed too");
            }
        }
        graph::save(&self.whole, &path)?;
        let decisions = self.whole.decisions().len();
        if decisions > 0 {
            let beside = graph::decisions_path(&path);
            let _ = write!(told, "; {decisions} corrections in {}", beside.display());
        }
        self.path = Some(path);
        self.unsaved = false;
        Ok(Reply::Text(told))
    }

    /// Refuses once when changes would be lost; told the same again, goes on.
    pub(super) fn keep_changes(&mut self) -> Result<(), Error> {
        if self.unsaved && self.warned.take().is_none() {
            self.warned = Some(self.line.clone());
            return Err(Error::Unsaved);
        }
        Ok(())
    }
}
