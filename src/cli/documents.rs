//! Paths in, what every document there says out, with progress shown and what is skipped named.

use super::Terminal;
use crate::corpus::{self, Document};
use crate::error::Error;
use crate::extract::{Extraction, extract_all};
use crate::graph::KnowledgeGraph;
use crate::knowledge::Knowledge;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::path::PathBuf;

/// Bytes of text held in memory at a time.
const BATCH: usize = 16 << 20;

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
    is_known: impl Fn(&Document) -> bool,
    terminal: &mut Terminal,
) -> Result<Read, Error> {
    let mut read = Read { extractions: Vec::new(), known: 0, skipped: 0 };
    let mut documents = corpus::documents(paths).peekable();
    let progress = progress(terminal.progress);
    while documents.peek().is_some() {
        let mut batch = Vec::new();
        let mut bytes = 0;
        while bytes < BATCH
            && let Some(found) = documents.next()
        {
            match found {
                Ok(document) if is_known(&document) => read.known += 1,
                Ok(document) => {
                    bytes += document.text.len();
                    batch.push(document);
                }
                Err(problem) => {
                    progress.suspend(|| terminal.warn(&problem))?;
                    read.skipped += usize::from(problem.is_failure());
                }
            }
        }
        read.extractions.extend(extract_all(&batch, knowledge));
        progress.inc(bytes as u64);
        progress.set_message(format!("{} documents", read.extractions.len()));
    }
    progress.finish_and_clear();
    Ok(read)
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
fn progress(shown: bool) -> ProgressBar {
    if !shown {
        return ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
    }
    let bar = ProgressBar::new_spinner();
    let style = ProgressStyle::with_template("{spinner} {msg}, {bytes} at {bytes_per_sec}");
    if let Ok(style) = style {
        bar.set_style(style);
    }
    bar
}
