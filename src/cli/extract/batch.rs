//! A batch of lines or documents in, their answers in the same order out, on every thread.

use super::queue::Line;
use super::row::{Unread, document};
use crate::corpus::Document;
use crate::extract::{
    Extraction, error_line, extract_together, extract_with, groups, line, summary_line,
};
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
    pub(super) tagger: Option<&'static Tagger>,
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
    let mut documents = Vec::with_capacity(lines.len());
    let read: Vec<_> = lines.par_iter().map(document).collect();
    let unread: Vec<Option<Unread>> =
        read.into_iter().map(|read| read.map(|document| documents.push(document)).err()).collect();
    let mut answers = self::lines(documents, form).into_iter();
    let answer = |unread: Option<Unread>| match unread {
        None => answers.next().unwrap_or_default(),
        Some(Unread { id, problem }) => error_line(id.as_deref(), &problem),
    };
    unread.into_iter().map(answer).collect()
}

/// One line for each document.
pub(super) fn lines(documents: Vec<Document>, form: &Form) -> Vec<String> {
    if form.limit.is_some() {
        return documents.into_par_iter().map(|document| answer(document, form)).collect();
    }
    groups(&documents).into_par_iter().flat_map_iter(|group| together(group, form)).collect()
}

/// The lines of documents that are read together; where that fails, of each alone.
fn together(group: &[Document], form: &Form) -> Vec<String> {
    catch_unwind(AssertUnwindSafe(|| {
        let found = extract_together(group, form.knowledge, form.tagger);
        found.iter().map(|extraction| written(extraction, form)).collect()
    }))
    .unwrap_or_else(|_| group.iter().map(|document| read(document, form)).collect())
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
        let extraction = extract_with(document, form.knowledge, form.tagger);
        written(&extraction, form)
    }))
    .unwrap_or_else(|_| error_line(Some(&document.id), "the document could not be worked on"))
}

/// The line that tells of an extraction.
fn written(extraction: &Extraction, form: &Form) -> String {
    match &form.shape {
        Shape::Found => line(extraction),
        Shape::Summary => summary_line(extraction),
        Shape::Record(knowledge) => row(extraction, knowledge),
    }
}
