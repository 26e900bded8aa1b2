//! Paths in, what every document there says out, with progress shown and what is skipped named.

use super::Terminal;
use crate::corpus::Document;
use crate::error::Error;
use crate::extract::{Extraction, Far, Step, digest, read_each};
use crate::graph::{self, KnowledgeGraph, Spool, Totals};
use crate::knowledge::Knowledge;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::cell::{Cell, RefCell};
use std::io::Write;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What was read.
pub(super) struct Read {
    /// What the documents say.
    pub(super) extractions: Vec<Extraction>,
    /// Documents that were known and not read again.
    pub(super) known: usize,
    /// How many could not be read. They have been named.
    pub(super) skipped: usize,
}

impl Read {
    /// An error that says how many documents could not be read, if any.
    pub(super) fn complete(&self) -> Result<(), Error> {
        match self.skipped {
            0 => Ok(()),
            count => Err(Error::Skipped { count }),
        }
    }
}

/// Reads the documents at the paths that are not known, on every thread there is.
pub(super) fn read(
    paths: &[PathBuf],
    knowledge: &Knowledge,
    is_known: impl FnMut(&Document) -> bool,
    terminal: &mut Terminal,
) -> Result<Read, Error> {
    let mut extractions = Vec::new();
    let take = |fresh| {
        extractions.extend(fresh);
        Ok(())
    };
    let read = read_in_batches(paths, knowledge, is_known, take, terminal)?;
    Ok(Read { extractions, ..read })
}

/// Reads the documents at the paths into a spool; what stands there already is not read again.
pub(super) fn spool(
    paths: &[PathBuf],
    knowledge: &Knowledge,
    spool: &mut Spool,
    terminal: &mut Terminal,
) -> Result<Read, Error> {
    let spool = RefCell::new(spool);
    let is_known =
        |document: &Document| spool.borrow_mut().takes(&document.id, &digest(&document.text));
    let take = |fresh| spool.borrow_mut().add(fresh);
    read_in_batches(paths, knowledge, is_known, take, terminal)
}

/// Reads batch by batch; the first that cannot be taken ends it.
fn read_in_batches(
    paths: &[PathBuf],
    knowledge: &Knowledge,
    is_known: impl FnMut(&Document) -> bool,
    mut take: impl FnMut(Vec<Extraction>) -> Result<(), graph::Error>,
    terminal: &mut Terminal,
) -> Result<Read, Error> {
    let progress = progress(terminal.progress);
    let (mut told, taken) = (Ok(()), Cell::new(Ok(())));
    let keep = |fresh| {
        if let Err(error) = take(fresh) {
            taken.set(Err(error));
        }
    };
    let reading = read_each(paths, knowledge, is_known, keep, |step| {
        match step {
            Step::Skipped(problem) => told = progress.suspend(|| terminal.warn(problem)),
            Step::Read(far) => draw(&progress, far),
        }
        let stored = taken.replace(Ok(()));
        let goes_on = told.is_ok() && stored.is_ok();
        taken.set(stored);
        if goes_on { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    progress.finish_and_clear();
    told?;
    taken.into_inner()?;
    let skipped = reading.skipped.iter().filter(|problem| problem.is_failure()).count();
    Ok(Read { extractions: Vec::new(), known: reading.known, skipped })
}

/// Text of a saved graph that is opened once it is saved, so that its index is there.
const OPENED: u64 = 64 << 20;

/// Saves the graph of the documents in a spool and says what is in it; how many documents were left
/// out because another has their id, each of which is named.
pub(super) fn save(
    spool: &mut Spool,
    knowledge: &Knowledge,
    path: &Path,
    terminal: &mut Terminal,
) -> Result<usize, Error> {
    let decisions = graph::load_decisions(path)?;
    let (archive, totals, clashes) = spool.archive(knowledge);
    for id in &clashes {
        terminal
            .warn(&format_args!("two documents have the id `{id}`: one of them is left out"))?;
    }
    graph::save_archive(&archive, path)?;
    let Totals { documents, entities, facts, figures } = totals;
    let saved = std::fs::metadata(path).ok().filter(std::fs::Metadata::is_file);
    let length = saved.map_or(0, |file| file.len());
    let mut told = entities;
    if !decisions.is_empty() || (graph::LEAST_INDEXED..OPENED).contains(&length) {
        let graph = graph::load(path)?;
        told = graph.nodes().len();
        warn_of_unfollowed(&graph, terminal)?;
    }
    writeln!(
        terminal.out,
        "{}: {documents} documents, {told} entities, {facts} facts, {figures} figures",
        path.display(),
    )?;
    Ok(clashes.len())
}

/// Names the corrections that could not be followed.
pub(super) fn warn_of_unfollowed(
    graph: &KnowledgeGraph,
    terminal: &mut Terminal,
) -> Result<(), Error> {
    for unfollowed in graph.unfollowed() {
        terminal.warn(unfollowed)?;
    }
    Ok(())
}

/// Draws how far reading has come.
pub(super) fn draw(progress: &ProgressBar, far: Far) {
    progress.set_message(format!("{} documents", far.documents));
    progress.set_length(far.all);
    progress.set_position(far.bytes);
}

/// A line on standard error, when that is a terminal.
pub(super) fn progress(shown: bool) -> ProgressBar {
    if !shown {
        return ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
    }
    let bar = ProgressBar::new_spinner();
    let style = ProgressStyle::with_template(
        "{spinner} {msg}, {bytes} of {total_bytes} at {bytes_per_sec}, {eta} left",
    );
    if let Ok(style) = style {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(120));
    bar
}
