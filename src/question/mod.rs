//! A question in Chinese or English in, a reading and an answer out.
//!
//! `pieces` says what each word was taken for, `reading` what the whole asks, `rows` asks the graph
//! for it; `list`, `figures` and `ties` find the sorts of answers in what comes back, and `tell` makes
//! an `answer` of them. Nothing is invented: every answer stands on sentences of the documents.

mod answer;
mod ask;
mod closest;
mod desk;
mod figures;
mod ground;
mod headed;
mod list;
mod pieces;
mod reading;
mod rows;
mod tell;
#[cfg(test)]
mod tests;
mod ties;

pub use answer::{Answer, Finding, Quote, Word};
pub use ask::Question;
pub use desk::Desk;
pub use ground::Ground;
pub use pieces::names::{Named, Names};
pub use reading::follow::Context;
