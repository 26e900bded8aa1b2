//! What a question was read as and found, as it is told: the nouns of an answer.

use crate::entity::EntityId;
use crate::knowledge::Kind;
use serde::Serialize;

/// The answer to a question. When nothing was found `answers` is empty, and `passages` and
/// `suggestions` are what help there is.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Answer {
    /// The question as asked.
    pub question: String,
    /// What it was understood as, in the language of the question.
    pub reading: String,
    /// Every way to understand it, the likeliest first, where there are several.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub readings: Vec<String>,
    /// The query it became; of a question that asks several things the query of each, one below the
    /// other, with `;` between.
    pub cypher: String,
    /// What was found, best first.
    pub answers: Vec<Finding>,
    /// What comes near without answering: figures of other years than the one asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub near: Vec<Finding>,
    /// Sentences that speak to the question, best first.
    pub passages: Vec<Quote>,
    /// Why the answer may be wrong, if it may.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unsure: Option<String>,
    /// What each word of the question was taken for.
    pub words: Vec<Word>,
    /// Words that were not understood.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unknown: Vec<String>,
    /// Names in the graph that come near those words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub suggestions: Vec<String>,
}

/// A word of a question and what it was taken for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Word {
    /// The word as asked.
    pub text: String,
    /// What it was taken for, in the language of the question.
    pub taken: String,
}

/// One thing found.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Finding {
    /// Its name; for a figure the value with its unit.
    pub name: String,
    /// What it is; nothing for figures and verdicts.
    pub kind: Option<Kind>,
    /// How well it is supported, comparable within one answer.
    pub score: f64,
    /// Why it is there, in a few words.
    pub why: String,
    /// The sentences that say so, best first.
    pub evidence: Vec<Quote>,
    /// No link states it: sentences only name it near what is asked about.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub beside: bool,
    /// The entity; nothing for figures and verdicts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<EntityId>,
    /// A link or a sentence says so, not only a neighbour.
    #[serde(skip)]
    pub sure: bool,
}

impl Finding {
    /// A value, a date or a verdict: what is no entity.
    pub(super) fn value(name: String, score: f64, why: String, evidence: Vec<Quote>) -> Self {
        Self { name, kind: None, score, why, evidence, beside: false, id: None, sure: true }
    }
}

/// A sentence of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Quote {
    /// The document's id.
    pub document: String,
    /// The sentence as it stands there.
    pub sentence: String,
    /// Where it starts in the document, in code points.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
}
