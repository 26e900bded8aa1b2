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
        /// What the documents since the last step say.
        fresh: &'a [Extraction],
    },
}

/// Reads the documents at the paths that are not known, on every thread there is. `watch` sees
/// every step and may break off.
pub fn read_all(
    paths: &[PathBuf],
    knowledge: &Knowledge,
    is_known: impl Fn(&Document) -> bool,
    mut watch: impl FnMut(Step<'_>) -> ControlFlow<()>,
) -> Reading {
    let mut reading = Reading::default();
    let mut documents = corpus::documents(paths).peekable();
    reading.stopped = watch(Step::Read { documents: 0, bytes: 0, fresh: &[] }).is_break();
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
        let before = reading.extractions.len();
        reading.extractions.extend(extract_all(&batch, knowledge));
        let (documents, fresh) = (reading.extractions.len(), &reading.extractions[before..]);
        reading.stopped |= watch(Step::Read { documents, bytes, fresh }).is_break();
    }
    reading
}
