//! Paths in, what every document there says out, with progress shown and what is skipped named.

use super::Terminal;
use crate::corpus::Document;
use crate::error::Error;
use crate::extract::{Extraction, Step, read_all};
use crate::graph::{self, Archive, KnowledgeGraph};
use crate::knowledge::Knowledge;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
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

/// Reads the documents at the paths that are not known, on every thread there is; `note` is told
/// of each batch.
pub(super) fn read(
    paths: &[PathBuf],
    knowledge: &Knowledge,
    is_known: impl Fn(&Document) -> bool,
    mut note: impl FnMut(&[Extraction]),
    terminal: &mut Terminal,
) -> Result<Read, Error> {
    let progress = progress(terminal.progress);
    let mut told = Ok(());
    let reading = read_all(paths, knowledge, is_known, |step| {
        match step {
            Step::Skipped(problem) => told = progress.suspend(|| terminal.warn(problem)),
            Step::Read { documents, bytes, fresh } => {
                note(fresh);
                progress.set_message(format!("{documents} documents"));
                progress.inc(bytes as u64);
            }
        }
        if told.is_err() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    progress.finish_and_clear();
    told?;
    let skipped = reading.skipped.iter().filter(|problem| problem.is_failure()).count();
    Ok(Read { extractions: reading.extractions, known: reading.known, skipped })
}

/// Saves the graph of these extractions and says what is in it; how many documents were left out
/// because another has their id, each of which is named.
pub(super) fn save(
    extractions: Vec<Extraction>,
    knowledge: &Knowledge,
    path: &Path,
    terminal: &mut Terminal,
) -> Result<usize, Error> {
    let (mut archive, clashes) = Archive::new(extractions);
    for id in &clashes {
        terminal
            .warn(&format_args!("two documents have the id `{id}`: one of them is left out"))?;
    }
    archive.learn(knowledge);
    let graph = KnowledgeGraph::decided(archive, graph::load_decisions(path)?);
    graph::save(&graph, path)?;
    let counts = graph.statistics();
    writeln!(
        terminal.out,
        "{}: {} documents, {} entities, {} facts, {} figures",
        path.display(),
        counts.documents,
        counts.entities.values().sum::<usize>(),
        counts.facts,
        counts.figures,
    )?;
    warn_of_unfollowed(&graph, terminal)?;
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

/// A line on standard error, when that is a terminal.
pub(super) fn progress(shown: bool) -> ProgressBar {
    if !shown {
        return ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
    }
    let bar = ProgressBar::new_spinner();
    let style = ProgressStyle::with_template("{spinner} {msg}, {bytes} at {bytes_per_sec}");
    if let Ok(style) = style {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(120));
    bar
}
