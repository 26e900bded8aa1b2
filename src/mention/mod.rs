//! Sentences in, mentions out: spans with a kind, and why we believe it.

use crate::knowledge::Kind;
use crate::text::Span;

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
