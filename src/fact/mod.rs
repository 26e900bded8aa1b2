//! Mentions in, facts out: what a sentence states of them, and where it says so.

mod block;
mod figure;
mod matcher;
mod modality;
mod parallel;
mod relations;
mod scene;
mod standin;
mod subject;
mod text;
mod time;

use standin::StandIns;
use text::Text;

use crate::corpus::{Date, Document};
use crate::knowledge::{Knowledge, Relation};
use crate::mention::Mention;
use crate::text::{Sentence, Span};
use serde::{Deserialize, Serialize};

/// How the text says it.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Modality {
    /// As a fact: 已, 建成, or no hedge at all.
    #[default]
    Stated,
    /// As an intention: 拟, 计划, 力争, 将.
    Planned,
    /// As not so: 未, 终止, 否认.
    Negated,
}

/// One thing that a sentence states of two of its mentions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Index of the head's mention in the document.
    pub head: u32,
    /// What is stated.
    pub relation: Relation,
    /// Index of the tail's mention in the document.
    pub tail: u32,
    /// Sentence that states it.
    pub sentence: u32,
    /// The words that state it, in characters of that sentence; `None` where apposition does.
    pub trigger: Option<Span>,
    /// The rule that read it: `located_in/3`.
    pub rule: &'static str,
    /// How it is stated.
    pub modality: Modality,
    /// When it was or will be so, if the text says.
    pub date: Option<Date>,
    /// The title or quality that goes with it (市长 for `holds_post`), in characters of the sentence.
    pub detail: Option<Span>,
}

/// A number that a sentence states of an entity: the output value of an industry in a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// Index of the mention it is stated of.
    pub entity: u32,
    /// Sentence that states it.
    pub sentence: u32,
    /// What is measured: 产值, 增速, 占比, 排名, 数量, 投资额, …
    pub measure: String,
    /// The number in the text's own form: `1140`, `近4000`, `38%`.
    pub value: String,
    /// Unit: 亿元, 家, %, 位.
    pub unit: String,
    /// The number as one value in the plain unit (1140亿元 is 114000000000), as decimal digits.
    pub normalised: Option<String>,
    /// The time it is stated for.
    pub period: Option<Date>,
    /// What it is compared with or a part of: 全省, 同比.
    pub scope: Option<String>,
    /// Number and unit, in characters of the sentence.
    pub span: Span,
    /// How it is stated.
    pub modality: Modality,
}

/// A number with its unit, whosever it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quantity {
    /// Number, words of degree before it, and unit: 超56.8万辆.
    pub text: String,
    /// Number and unit, in characters of the text.
    pub span: Span,
}

/// The numbers of a text that have a unit, in order.
#[must_use]
pub fn quantities(text: &str, knowledge: &Knowledge) -> Vec<Quantity> {
    let chars: Vec<char> = text.chars().collect();
    let mut signs = scene::sign::Signs::default();
    signs.read(&chars);
    let numbers = figure::numbers(&chars, &signs, knowledge.measures()).into_iter();
    numbers.filter_map(|number| number.quantity()).collect()
}

/// All that a document states.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Relations, by sentence and then in the order in which they stand in it.
    pub facts: Vec<Fact>,
    /// Figures, in the same order.
    pub figures: Vec<Figure>,
}

/// The facts of a document. Total: any sentences and mentions give facts or none.
pub fn facts(
    document: &Document,
    sentences: &[Sentence],
    mentions: &[Mention],
    knowledge: &Knowledge,
) -> Facts {
    let text = Text { sentences, mentions };
    let Some(parties) = StandIns::of(text) else {
        return relations::read(document, text, knowledge);
    };
    let read = Text { sentences, mentions: &parties.mentions };
    parties.name(relations::read(document, read, knowledge), text)
}
