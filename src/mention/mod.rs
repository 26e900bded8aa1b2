//! Sentences in, mentions out: spans with a kind, and why we believe it.

mod candidate;
mod company;
mod gazetteer;
mod industry;
mod institution;
mod person;
mod place;
mod program;
mod reach;
mod scan;
pub mod tagger;
mod words;

use crate::knowledge::{Kind, Knowledge};
use crate::text::{Sentence, Span};
use candidate::Candidate;
use scan::Scan;

/// A name in a sentence.
///
/// Invariants: `span` is not empty and lies within its sentence; the mentions of one sentence
/// stand in order and do not overlap (the longest right reading wins).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Index of the sentence in the document.
    pub sentence: u32,
    /// Characters of that sentence (`Sentence::chars`).
    pub span: Span,
    /// What is named.
    pub kind: Kind,
    /// Why it was taken for a name: `lexicon/county`, `grammar/company.legal_form`, `tagger`, …
    pub because: &'static str,
    /// The rows of the lexicon that this name may mean, when it was found there.
    pub entry: Option<u32>,
}

/// The names in a document's sentences, in order. Total: any sentences give names or none.
pub fn mentions(sentences: &[Sentence], knowledge: &Knowledge) -> Vec<Mention> {
    let mut mentions = Vec::new();
    for (number, sentence) in sentences.iter().enumerate() {
        let scan = Scan::new(&sentence.chars, knowledge);
        for found in candidate::best(candidates(&scan)) {
            mentions.push(Mention {
                sentence: number as u32,
                span: found.span,
                kind: found.kind,
                because: found.because,
                entry: found.entry,
            });
        }
    }
    mentions
}

/// Every reading that a grammar or the lexicon proposes.
fn candidates(scan: &Scan<'_>) -> Vec<Candidate> {
    let mut out = Vec::new();
    gazetteer::candidates(scan, &mut out);
    place::candidates(scan, &mut out);
    institution::candidates(scan, &mut out);
    company::candidates(scan, &mut out);
    program::candidates(scan, &mut out);
    program::quotations(scan, &mut out);
    industry::candidates(scan, &mut out);
    person::candidates(scan, &mut out);
    out
}
