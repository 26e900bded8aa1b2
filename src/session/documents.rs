//! Paths in, a graph with or without their documents out: the commands that read documents.

use super::command::with_reason;
use super::{Error, Reply, Session};
use crate::corpus::Skipped;
use crate::extract::{Far, Reading, Step, read_all};
use crate::graph::{Archive, Decisions, KnowledgeGraph};
use std::fmt::Write as _;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;

/// Told how much was read; told nothing when reading has come to its end.
type Watch = Box<dyn FnMut(Option<Far>) + Send + Sync>;

/// Who is told how far reading has come.
#[derive(Default)]
pub(super) struct Progress(Option<Watch>);

impl std::fmt::Debug for Progress {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Progress")
    }
}

impl Session {
    /// Tells how far reading documents has come, and nothing at the end.
    pub fn on_progress(&mut self, watch: impl FnMut(Option<Far>) + Send + Sync + 'static) {
        self.progress = Progress(Some(Box::new(watch)));
    }

    /// `build`: a new graph of documents in the place of the open one.
    pub(super) fn build(&mut self, words: &[String]) -> Result<Reply, Error> {
        if words.is_empty() {
            return Err(Error::WrongUse { name: "", usage: "" });
        }
        self.keep_changes()?;
        let mut reading = self.read(words, None)?;
        if reading.extractions.is_empty() {
            return Err(Error::NothingRead {
                skipped: reading.skipped.iter().map(Skipped::to_string).collect(),
            });
        }
        let (mut archive, clashes) = Archive::new(std::mem::take(&mut reading.extractions));
        archive.learn(&self.knowledge);
        self.take(KnowledgeGraph::new(archive), None, true);
        let mut page = self.counts();
        for id in clashes {
            let _ = writeln!(page, "two documents have the id `{id}`: one of them is left out");
        }
        Ok(Reply::Text(page + &left_out(&reading)))
    }

    /// `add`: documents, a link or an entity into the open graph.
    pub(super) fn add(&mut self, words: &[String]) -> Result<Reply, Error> {
        let (names, _) = with_reason(words);
        let is_path = |word: &String| Path::new(word).exists();
        let links = match names {
            [_, relation, _] => self.knowledge.schema().relation(relation).is_some(),
            [entity] => !is_path(entity) && self.new_entity(entity).is_some(),
            _ => false,
        };
        if links { self.add_by_hand(words) } else { self.add_documents(words) }
    }

    fn add_documents(&mut self, words: &[String]) -> Result<Reply, Error> {
        if words.is_empty() {
            return Err(Error::WrongUse { name: "", usage: "" });
        }
        let read = Arc::clone(self.whole.as_read());
        let mut reading = self.read(words, Some(&read))?;
        let new = reading.extractions.len();
        if new == 0 && reading.known == 0 {
            return Err(Error::NothingRead {
                skipped: reading.skipped.iter().map(Skipped::to_string).collect(),
            });
        }
        if new > 0 {
            let mut archive = Archive::clone(&read);
            archive.read_in(std::mem::take(&mut reading.extractions), &self.knowledge);
            self.put(Arc::new(archive), self.whole.decisions().clone());
        }
        let told = format!("{new} read, {} known before; now {}", reading.known, self.counts());
        Ok(Reply::Text(told + &left_out(&reading)))
    }

    /// `forget`: documents out of the open graph.
    pub(super) fn forget(&mut self, words: &[String]) -> Result<Reply, Error> {
        if words.is_empty() {
            return Err(Error::WrongUse { name: "", usage: "" });
        }
        let mut archive = Archive::clone(self.whole.as_read());
        for id in words {
            archive.forget(id)?;
        }
        self.put(Arc::new(archive), self.whole.decisions().clone());
        Ok(Reply::Text(format!("forgotten; now {}", self.counts())))
    }

    /// Reads what is not known, until Ctrl-C stops it.
    fn read(&mut self, words: &[String], known: Option<&Archive>) -> Result<Reading, Error> {
        let paths: Vec<PathBuf> = words.iter().map(PathBuf::from).collect();
        let is_known = |document: &_| known.is_some_and(|archive| archive.holds(document));
        let (cancel, progress) = (&self.cancel, &mut self.progress.0);
        let reading = read_all(&paths, &self.knowledge, is_known, |step| {
            if let (Step::Read(far), Some(watch)) = (step, progress.as_mut()) {
                watch(Some(far));
            }
            match cancel.load(Ordering::Relaxed) {
                true => ControlFlow::Break(()),
                false => ControlFlow::Continue(()),
            }
        });
        if let Some(watch) = &mut self.progress.0 {
            watch(None);
        }
        if reading.stopped {
            return Err(Error::Stopped { documents: reading.extractions.len() });
        }
        Ok(reading)
    }

    /// The graph of what was read and decided in the place of the open one; not saved yet.
    pub(super) fn put(&mut self, read: Arc<Archive>, decisions: Decisions) {
        let path = self.path.take();
        let (undo, filter) = (std::mem::take(&mut self.undo), self.filter.clone());
        // Nothing else should hold the graph, so that it need not be copied to be changed.
        self.look_at(Arc::default());
        let whole = Arc::unwrap_or_clone(std::mem::take(&mut self.whole));
        self.take(whole.changed(read, decisions), path, true);
        self.undo = undo;
        self.refilter(filter);
    }

    /// How much the graph holds, in one line.
    pub(super) fn counts(&self) -> String {
        let documents = self.whole.as_read().documents().len();
        let (entities, links) = (self.whole.nodes().len(), self.whole.links().len());
        format!("{documents} documents, {entities} entities, {links} links\n")
    }
}

/// What could not be read, a line each.
fn left_out(reading: &Reading) -> String {
    let lost = reading.skipped.iter().filter(|skipped| skipped.is_failure());
    lost.fold(String::new(), |mut page, skipped| {
        let _ = writeln!(page, "not read: {skipped}");
        page
    })
}
