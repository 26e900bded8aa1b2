//! Sentences in, mentions out: spans with a kind, and why we believe it.

mod candidate;
mod company;
mod compose;
mod echo;
mod gazetteer;
mod industry;
mod institution;
mod list;
mod person;
mod place;
mod program;
mod quotation;
mod reach;
mod scan;
pub mod tagger;
#[cfg(test)]
mod tests;
mod words;

use crate::knowledge::{Kind, Knowledge};
use crate::text::{Sentence, Span};
use candidate::Candidate;
use echo::{Echoes, Seen};
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
///
/// Every sentence is read alone first. What is named there surely is then looked for in all of
/// them, with its short forms.
pub fn mentions(sentences: &[Sentence], knowledge: &Knowledge) -> Vec<Mention> {
    let scans: Vec<Scan<'_>> =
        sentences.iter().map(|sentence| Scan::new(&sentence.chars, knowledge)).collect();
    let read: Vec<Vec<Candidate>> = scans.iter().map(candidates).collect();
    let chosen: Vec<Vec<Candidate>> = read.iter().map(|found| candidate::best(found)).collect();
    let mut seen = Vec::new();
    for (scan, found) in scans.iter().zip(&chosen) {
        seen.extend(found.iter().map(|&found| Seen { chars: scan.chars, found }));
    }
    let echoes = Echoes::of(&seen, knowledge);
    let mut mentions = Vec::new();
    for (number, ((scan, mut found), first)) in scans.iter().zip(read).zip(chosen).enumerate() {
        let again = echoes.candidates(scan);
        let mut names = first;
        if !again.is_empty() {
            found.extend(again);
            names = candidate::best(&found);
        }
        let listed = list::listed(scan, &names);
        if !listed.is_empty() {
            found.extend(listed);
            names = candidate::best(&found);
        }
        mentions.extend(names.into_iter().map(|name| Mention {
            sentence: number as u32,
            span: name.span,
            kind: name.kind,
            because: name.because,
            entry: name.entry,
        }));
    }
    mentions
}

/// Every reading of a sentence that a grammar or the lexicon proposes.
fn candidates(scan: &Scan<'_>) -> Vec<Candidate> {
    let mut out = Vec::new();
    gazetteer::candidates(scan, &mut out);
    place::candidates(scan, &mut out);
    institution::candidates(scan, &mut out);
    company::candidates(scan, &mut out);
    compose::compounds(scan, &mut out);
    program::candidates(scan, &mut out);
    quotation::candidates(scan, &mut out);
    industry::candidates(scan, &mut out);
    person::candidates(scan, &mut out);
    out
}
