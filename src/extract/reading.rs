//! Paths in, what every document there says out, a few megabytes at a time.

use super::{Extraction, extract_all};
use crate::corpus::{self, Document, Skipped};
use crate::knowledge::Knowledge;
use std::ops::ControlFlow;
use std::path::PathBuf;

/// Bytes of text held in memory at a time.
const BATCH: usize = 2 << 20;

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
    /// So much was read.
    Read(Far),
}

/// How much was read of how much there is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Far {
    /// Documents so far.
    pub documents: usize,
    /// Bytes of files so far.
    pub bytes: u64,
    /// Bytes of all files.
    pub all: u64,
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
    let mut documents = corpus::documents(paths);
    let mut far = Far { all: documents.bytes(), ..Far::default() };
    reading.stopped = watch(Step::Read(far)).is_break();
    let mut is_over = false;
    while !reading.stopped && !is_over {
        let (mut batch, mut bytes) = (Vec::new(), 0);
        while bytes < BATCH && !is_over {
            match documents.next() {
                Some(Ok(document)) => {
                    far.documents += 1;
                    bytes += document.text.len();
                    if is_known(&document) {
                        reading.known += 1;
                    } else {
                        batch.push(document);
                    }
                }
                Some(Err(problem)) => {
                    reading.stopped |= watch(Step::Skipped(&problem)).is_break();
                    reading.skipped.push(problem);
                }
                None => is_over = true,
            }
        }
        take(extract_all(&batch, knowledge));
        far.bytes = documents.bytes_read();
        reading.stopped |= watch(Step::Read(far)).is_break();
    }
    reading
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_tells_how_much_of_all_was_read_whatever_the_files_hold() {
        let folder = tempfile::tempdir().unwrap();
        let long = format!("{{\"text\": \"{}\"}}\n", "江".repeat(BATCH / 3 + 1));
        let files =
            [("a.jsonl", long.repeat(2)), ("b.txt", "苏州市。".into()), ("c", String::new())];
        for (name, text) in &files {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        let mut steps = Vec::new();
        let (paths, knowledge) = ([folder.path().to_owned()], Knowledge::embedded());
        let known = read_each(
            &paths,
            knowledge,
            |_| true,
            drop,
            |step| {
                if let Step::Read(far) = step {
                    steps.push(far);
                }
                ControlFlow::Continue(())
            },
        );
        assert_eq!((known.known, known.skipped.len()), (3, 1));
        let all = files.iter().map(|(_, text)| text.len() as u64).sum();
        let expected = [(0, 0), (1, long.len() as u64), (2, 2 * long.len() as u64), (3, all)];
        let expected = expected.map(|(documents, bytes)| Far { documents, bytes, all });
        assert_eq!(steps, expected);
    }
}
