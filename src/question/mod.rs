//! A question in Chinese or English in, a reading and an answer out.
//!
//! `spot` says what each word was taken for, `reading` what the whole asks, one file for each sort
//! of answer finds it, and `answer` is how it is told. Nothing is invented: every answer stands on
//! sentences of the documents.

mod alternative;
mod amount;
mod answer;
mod apposition;
mod around;
mod as_said;
mod ask;
mod asked_for;
mod between;
mod called;
mod companions;
mod compare;
mod count;
mod counted_one;
mod cypher;
mod decide;
mod desk;
mod direction;
mod elsewhere;
mod entry;
mod figure;
mod folded;
mod follow;
mod ground;
mod headed;
mod heard;
mod holder;
mod hop;
mod joined;
mod latin;
mod list;
mod manner;
mod most;
mod names;
mod nearby;
mod nearest;
mod of_body;
mod owned;
mod passages;
mod pattern;
mod period;
mod phrases;
mod place;
mod post;
mod procedure;
mod quoted;
mod rank;
mod reading;
mod relating;
mod respective;
mod rows;
mod said;
mod search;
mod several;
mod sharing;
mod sorts;
mod sought;
mod sound;
mod spot;
mod stance;
mod tell;
mod tenure;
#[cfg(test)]
mod tests;
mod tie;
mod told_kinds;
mod verdict;
mod weak;
mod weighing;
mod when;
mod wording;

pub use answer::{Answer, Finding, Quote, Word};
pub use ask::Question;
pub use desk::Desk;
pub use follow::Context;
pub use ground::Ground;
pub use names::{Named, Names};
