//! Paths in, what every document there says out, a few megabytes at a time.

use super::{Extraction, extract_all};
use crate::corpus::{self, Document, Skipped};
use crate::knowledge::Knowledge;
use std::ops::ControlFlow;
use std::path::PathBuf;

/// Bytes of text held in memory at a time.
const BATCH: usize = 1 << 20;

/// What was read.
#[derive(Debug, Default)]
pub struct Reading {
    /// What the documents say.
    pub extractions: Vec<Extraction>,
    /// Documents that were known and not read again.
    pub known: usize,
    /// What could not be read.
    pub skipped: Vec<Skipped>,
    /// It was stopped before the end.
    pub stopped: bool,
}

/// How far reading has come.
#[derive(Debug)]
pub enum Step<'a> {
    /// This could not be read.
    Skipped(&'a Skipped),
    /// So many documents were read, and so many bytes since the last step.
    Read {
        /// Documents so far.
        documents: usize,
        /// Bytes since the last step.
        bytes: usize,
    },
}

/// Reads the documents at the paths that are not known, on every thread there is. `watch` sees
/// every step and may break off.
pub fn read_all(
    paths: &[PathBuf],
    knowledge: &Knowledge,
    is_known: impl FnMut(&Document) -> bool,
    watch: impl FnMut(Step<'_>) -> ControlFlow<()>,
) -> Reading {
    let mut extractions = Vec::new();
    let take = |fresh| extractions.extend(fresh);
    let reading = read_each(paths, knowledge, is_known, take, watch);
    Reading { extractions, ..reading }
}

/// The same, but what the documents say is handed over batch by batch and not kept.
pub fn read_each(
    paths: &[PathBuf],
    knowledge: &Knowledge,
    mut is_known: impl FnMut(&Document) -> bool,
    mut take: impl FnMut(Vec<Extraction>),
    mut watch: impl FnMut(Step<'_>) -> ControlFlow<()>,
) -> Reading {
    let mut reading = Reading::default();
    let mut read = 0;
    let mut documents = corpus::documents(paths).peekable();
    reading.stopped = watch(Step::Read { documents: 0, bytes: 0 }).is_break();
    while !reading.stopped && documents.peek().is_some() {
        let mut batch = Vec::new();
        let mut bytes = 0;
        while bytes < BATCH
            && let Some(found) = documents.next()
        {
            match found {
                Ok(document) if is_known(&document) => reading.known += 1,
                Ok(document) => {
                    bytes += document.text.len();
                    batch.push(document);
                }
                Err(problem) => {
                    reading.stopped |= watch(Step::Skipped(&problem)).is_break();
                    reading.skipped.push(problem);
                }
            }
        }
        read += batch.len();
        take(extract_all(&batch, knowledge));
        reading.stopped |= watch(Step::Read { documents: read, bytes }).is_break();
    }
    reading
}
