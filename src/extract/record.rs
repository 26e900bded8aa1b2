//! What reading one document yields, and nothing else: the unit that is saved, merged and shipped.
//!
//! Every offset counts code points of the document's text. The graph is a function of a set of
//! these records: it can be built from them in any order, on any number of machines.

use crate::corpus::Date;
use crate::entity::Entity;
use crate::fact::Modality;
use crate::knowledge::{Kind, Relation};
use crate::text::Span;

/// Everything read out of one document.
///
/// Invariants: `entities` is sorted by id; `passages` and `mentions` stand in text order; every
/// index points into the vector it names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extraction {
    /// Which document.
    pub source: Source,
    /// What its mentions refer to.
    pub entities: Vec<Entity>,
    /// The sentences: those that name something, and what else is said for the first time.
    pub passages: Vec<Passage>,
    /// The mentions, with their passage.
    pub mentions: Vec<Found>,
    /// The relations it states.
    pub facts: Vec<Stated>,
    /// The figures it states.
    pub figures: Vec<Measured>,
}

/// A document as the graph remembers it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Stable name.
    pub id: String,
    /// Title, if the text states one.
    pub title: Option<String>,
    /// Date, if the text states one.
    pub date: Option<Date>,
    /// SHA-256 of the text, in hexadecimal.
    pub digest: String,
    /// Length in code points.
    pub characters: u32,
}

/// A sentence of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Where it stands.
    pub span: Span,
    /// The source text at `span`, to the letter (line breaks included).
    pub text: String,
    /// It repeats an earlier sentence of this document.
    pub reprint: bool,
}

/// A mention and what it refers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Index of its passage.
    pub passage: u32,
    /// Where it stands in the document.
    pub span: Span,
    /// What is named.
    pub kind: Kind,
    /// Index of its entity.
    pub entity: u32,
}

/// A stated relation between two mentions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    /// Index of the head's mention.
    pub head: u32,
    /// What is stated.
    pub relation: Relation,
    /// Index of the tail's mention.
    pub tail: u32,
    /// Index of the passage that states it.
    pub passage: u32,
    /// The words that state it.
    pub trigger: Option<Span>,
    /// The rule that read it.
    pub rule: String,
    /// How it is stated.
    pub modality: Modality,
    /// When.
    pub date: Option<Date>,
    /// The title or quality that goes with it (市长).
    pub detail: Option<String>,
}

/// A stated figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measured {
    /// Index of the mention it is stated of.
    pub entity: u32,
    /// Index of the passage that states it.
    pub passage: u32,
    /// What is measured.
    pub measure: String,
    /// The number in the text's own form.
    pub value: String,
    /// Its unit.
    pub unit: String,
    /// The number as one value in the plain unit, in decimal digits.
    pub normalised: Option<String>,
    /// The time it is stated for.
    pub period: Option<Date>,
    /// What it is compared with or a part of.
    pub scope: Option<String>,
    /// Number and unit in the document.
    pub span: Span,
    /// How it is stated.
    pub modality: Modality,
}
