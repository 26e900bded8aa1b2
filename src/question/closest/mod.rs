//! A question and what the graph answers in, what the sentences say that come closest to the
//! question's own words out, where they come closer than what stands behind the answer.
//!
//! Not everything that a sentence says becomes a link. Where none answers, who is named in the
//! sentence that speaks of nearly all that the question speaks of does, told as not sure.

mod amount;
mod named;
mod terms;
mod weigh;

use super::answer::Finding;
use super::ask::Asked;
use super::reading::{Language, Wanted};
use super::rows::search::Sought;
use super::tell::Told;
use rayon::prelude::*;
use std::ops::Range;
use weigh::{Close, Weighed};

/// How much of a question the closest sentence must speak of to answer where nothing else does.
const ENOUGH: f64 = 0.15;
/// The same where something is only named beside what is asked about.
const MORE: f64 = 0.2;
/// What stands behind other answers comes less close than this part of the closest sentence.
const FARTHER: f64 = 0.6;
/// Where the question names a relation, what comes so near to the closest sentence stays: it may state it.
const BETWEEN: Range<f64> = 0.4..0.95;
/// Characters of a long subject.
const LONG: usize = 6;
/// Answers whose sentences are weighed.
const MOST: usize = 5;

impl Asked<'_, '_> {
    /// What the closest sentences say, where they come closer than what was found.
    pub(super) fn told_closer(&self, told: &Told) -> Option<Vec<Finding>> {
        if !self.may_be_read_off(told) {
            return None;
        }
        let weighed = self.weighed()?;
        weighed.best().filter(|&best| self.comes_closer(best, told, &weighed))?;
        let said = if self.asks_for_amount() {
            self.amount_in(&weighed)
        } else {
            self.told(self.named_in(&weighed))
        };
        (!said.is_empty()).then_some(said)
    }

    /// Whether what is asked may be read off one sentence, and no link answers it.
    fn may_be_read_off(&self, told: &Told) -> bool {
        let reading = self.reading;
        if reading.among.is_some() || self.names_what_no_text_does() {
            return false;
        }
        let stated = || told.answers.iter().any(|finding| !finding.beside);
        // Trades, places and firms and how they hang together are what the graph knows best.
        let more = !reading.topics.is_empty();
        match reading.wanted {
            Wanted::YesNo | Wanted::Compare | Wanted::When | Wanted::Highest => false,
            Wanted::About | Wanted::Passages | Wanted::Path | Wanted::Common => true,
            Wanted::List => {
                reading.most.is_none() && !stated() && (more || told.answers.is_empty())
            }
            _ => told.answers.is_empty() && told.near.is_empty(),
        }
    }

    /// Whether the question has a name that was not understood, or a long subject of which no text says
    /// a good part.
    fn names_what_no_text_does(&self) -> bool {
        let name = |word: &String| {
            self.reading.language == Language::Chinese || word.starts_with(char::is_uppercase)
        };
        let long = |topic: &&Vec<String>| {
            let length = |word: &String| if word.is_ascii() { 0 } else { word.chars().count() };
            topic.iter().map(length).min().unwrap_or_default() >= LONG
        };
        let mut subjects = self.reading.topics.iter().filter(long);
        self.reading.unknown.iter().any(name)
            || subjects.any(|topic| {
                let sought = Sought::of(topic.iter().map(String::as_str));
                let all = 0..self.ground.sentences.all().len() as u32;
                !all.into_par_iter().any(|at| sought.is_partly_in(self.text(at)))
            })
    }

    /// Whether the closest sentence answers rather than what stands behind the answers.
    fn comes_closer(&self, best: Close, told: &Told, weighed: &Weighed) -> bool {
        if told.answers.is_empty() {
            return best.share >= ENOUGH;
        }
        let quotes = told.answers.iter().take(MOST).flat_map(|finding| &finding.evidence);
        let behind = weighed.score_of(self, quotes) / best.score;
        if self.reading.wanted != Wanted::List {
            return best.share >= ENOUGH && behind < FARTHER;
        }
        let related = !self.reading.relations.is_empty();
        best.share >= MORE && (!related || !BETWEEN.contains(&behind))
    }
}
