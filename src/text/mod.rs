//! Documents in, sentences out.

mod character;
mod few;
mod furniture;
mod line;
mod mark;
mod normal;
mod phrase;
mod quote;
mod reprint;
mod span;
mod split;
#[cfg(test)]
mod tests;
mod traditional;
mod wrap;

pub use character::{is_han, written};
pub use few::Few;
pub use quote::quote;
pub use span::Span;
pub(crate) use traditional::simplified;

use crate::corpus::Document;
use serde::{Deserialize, Serialize};

/// What a sentence is on the page.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Running text.
    #[default]
    Body,
    /// A title, or a short line without a stop (a speaker, a cell of a table).
    Heading,
    /// Who wrote or published it, and when.
    Byline,
    /// What a picture shows.
    Caption,
}

/// One sentence, normalised, with the way back to the document it was cut from.
///
/// Normalising folds full- and half-width forms (letters and digits to half width, punctuation in
/// Chinese text to full width) and traditional characters to simplified ones, drops line breaks and
/// stray spaces inside Chinese text, and never adds a character. A space that stays divides words:
/// in Latin text, between a name and its title, between the columns of a table.
///
/// Invariants: `origin` is as long as `chars` and strictly increasing; `origin[i]` is the place in
/// the document's text of `chars[i]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Normalised characters.
    pub chars: Vec<char>,
    /// For each character its code point offset in the document.
    pub origin: Vec<u32>,
    /// The sentence in the document, from its first to past its last character.
    pub span: Span,
    /// Which paragraph of the document it belongs to, counted from 0.
    pub paragraph: u32,
    /// Its clauses were seen before in this document: a reprint, not new evidence.
    pub reprint: bool,
    /// What it is on the page.
    pub role: Role,
}

impl Sentence {
    /// Normalised text.
    pub fn text(&self) -> String {
        self.chars.iter().collect()
    }

    /// The place in the document of a span of this sentence's characters.
    ///
    /// `span` must be non-empty and lie within the sentence.
    pub fn source(&self, span: Span) -> Span {
        let last = self.origin[span.end as usize - 1];
        Span { start: self.origin[span.start as usize], end: last + 1 }
    }
}

/// The sentences of a document, in order. Total: any text gives sentences or none.
///
/// Page furniture is left out: menus, file names, page numbers, share buttons, web addresses.
/// Headings, bylines and captions are sentences of their own. Takes time linear in the text.
pub fn sentences(document: &Document) -> Vec<Sentence> {
    // Most characters have three bytes: counting them first would cost more than this room.
    let mut chars = Vec::with_capacity(document.text.len() / 2);
    chars.extend(document.text.chars());
    let marks = mark::marks(&chars);
    let lines = line::lines(&chars, &marks);
    let mut normal = normal::Normal::default();
    let mut read = reprint::Read::default();
    let mut ranges = Vec::new();
    let mut sentences = Vec::with_capacity(chars.len() / 50);
    for (paragraph, joined) in wrap::paragraphs(&lines, &chars).iter().enumerate() {
        normal.fill(&chars, &marks, joined);
        split::split(&normal.chars, &normal.marks, joined.role, &mut ranges);
        for range in ranges.drain(..) {
            let text = &normal.chars[range.clone()];
            let marks = &normal.marks[range.clone()];
            let origin = &normal.origin[range];
            let (Some(first), Some(last)) = (origin.first(), origin.last()) else { continue };
            sentences.push(Sentence {
                reprint: read.is_reprint(text, marks),
                span: Span { start: *first, end: last + 1 },
                chars: text.to_vec(),
                origin: origin.to_vec(),
                paragraph: paragraph as u32,
                role: joined.role,
            });
        }
    }
    sentences
}
