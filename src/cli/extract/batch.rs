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

/// How answers are made.
pub(super) struct Form {
    /// What is known.
    pub(super) knowledge: &'static Knowledge,
    /// What sees names that no rule knows.
    pub(super) tagger: &'static Tagger,
    /// What a line holds of its document.
    pub(super) shape: Shape,
}

/// What a line holds of its document.
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
            Ok(document) => answer(&document, form),
            Err(unread) => error_line(unread.id.as_deref(), &unread.problem),
        })
        .collect()
}

/// One line for each document.
pub(super) fn lines(documents: &[Document], form: &Form) -> Vec<String> {
    documents.par_iter().map(|document| answer(document, form)).collect()
}

/// The line of a document. Extraction is total, so a panic is a mistake of ours; it costs the user
/// this document and no other.
fn answer(document: &Document, form: &Form) -> String {
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
