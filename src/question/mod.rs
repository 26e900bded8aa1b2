//! A question in Chinese or English in, a reading and an answer out.
//!
//! `spot` says what each word was taken for, `reading` what the whole asks, one file for each sort
//! of answer finds it, and `answer` is how it is told. Nothing is invented: every answer stands on
//! sentences of the documents.

mod alternative;
mod answer;
mod ask;
mod between;
mod cypher;
mod direction;
mod figure;
mod follow;
mod ground;
mod latin;
mod list;
mod names;
mod nearby;
mod passages;
mod phrases;
mod place;
mod post;
mod reading;
mod sound;
mod spot;
mod tell;
#[cfg(test)]
mod tests;
mod wording;

pub use answer::{Answer, Finding, Quote, Word};
pub use ask::{Question, ask, ask_after};
pub use follow::Context;
pub use ground::Ground;
pub use names::{Named, Names};
