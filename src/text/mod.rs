//! Documents in, sentences out.

mod span;

pub use span::Span;

use crate::corpus::Document;

/// One sentence, normalised, with the way back to the document it was cut from.
///
/// Normalising folds full- and half-width forms (letters and digits to half width, punctuation in
/// Chinese text to full width), drops line breaks and stray spaces inside Chinese text, and never
/// adds a character.
///
/// Invariants: `chars` holds the characters of `text`; `origin` has the same length and is strictly
/// increasing; `origin[i]` is the place in the document's text of `chars[i]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Normalised text.
    pub text: String,
    /// The characters of `text`.
    pub chars: Vec<char>,
    /// For each character its code point offset in the document.
    pub origin: Vec<u32>,
    /// The sentence in the document, from its first to past its last character.
    pub span: Span,
    /// Which paragraph of the document it belongs to, counted from 0.
    pub paragraph: u32,
    /// The same sentence was seen before in this document: a reprint, not new evidence.
    pub reprint: bool,
}

impl Sentence {
    /// The place in the document of a span of this sentence's characters.
    ///
    /// `span` must be non-empty and lie within the sentence.
    pub fn source(&self, span: Span) -> Span {
        let last = self.origin[span.end as usize - 1];
        Span { start: self.origin[span.start as usize], end: last + 1 }
    }
}

/// The sentences of a document, in order. Total: any text gives sentences or none.
pub fn sentences(document: &Document) -> Vec<Sentence> {
    let _ = document;
    Vec::new()
}
