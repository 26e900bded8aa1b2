//! A batch of lines or documents in, their answers in the same order out, on every thread.

use super::queue::Line;
use super::row::document;
use crate::corpus::Document;
use crate::extract::{error_line, extract_with, line, summary_line};
use crate::graph::row;
use crate::knowledge::Knowledge;
use crate::mention::tagger::Tagger;
use rayon::prelude::*;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc;
use std::time::Duration;

/// How answers are made.
#[derive(Clone)]
pub(super) struct Form {
    /// What is known.
    pub(super) knowledge: &'static Knowledge,
    /// What sees names that no rule knows.
    pub(super) tagger: &'static Tagger,
    /// What a line holds of its document.
    pub(super) shape: Shape,
    /// How long reading one document may take.
    pub(super) limit: Option<Duration>,
}

/// What a line holds of its document.
#[derive(Clone)]
pub(super) enum Shape {
    /// Everything that was found, for programs to read.
    Found,
    /// Each entity and each link once.
    Summary,
    /// Everything that a graph is made of; the digest of what is known stands with it.
    Record(String),
}

/// One answer for each line.
pub(super) fn answers(lines: &[Line], form: &Form) -> Vec<String> {
    lines
        .par_iter()
        .map(|line| match document(line) {
            Ok(document) => answer(document, form),
            Err(unread) => error_line(unread.id.as_deref(), &unread.problem),
        })
        .collect()
}

/// One line for each document.
pub(super) fn lines(documents: Vec<Document>, form: &Form) -> Vec<String> {
    documents.into_par_iter().map(|document| answer(document, form)).collect()
}

/// The line of a document, or of an error when it takes too long: the thread that reads it is then
/// left behind, and the others go on.
fn answer(document: Document, form: &Form) -> String {
    let Some(limit) = form.limit else { return read(&document, form) };
    let (id, form) = (document.id.clone(), form.clone());
    let (send, receive) = mpsc::channel();
    std::thread::spawn(move || {
        // Nobody waits any more for what comes too late.
        let _late = send.send(read(&document, &form));
    });
    receive.recv_timeout(limit).unwrap_or_else(|_| {
        let seconds = limit.as_secs();
        error_line(Some(&id), &format!("reading it took longer than {seconds} s"))
    })
}

/// The line of a document. Extraction is total, so a panic is a mistake of ours; it costs the user
/// this document and no other.
fn read(document: &Document, form: &Form) -> String {
    catch_unwind(AssertUnwindSafe(|| {
        let extraction = extract_with(document, form.knowledge, Some(form.tagger));
        match &form.shape {
            Shape::Found => line(&extraction),
            Shape::Summary => summary_line(&extraction),
            Shape::Record(knowledge) => row(&extraction, knowledge),
        }
    }))
    .unwrap_or_else(|_| error_line(Some(&document.id), "the document could not be worked on"))
}
