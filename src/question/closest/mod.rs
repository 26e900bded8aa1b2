//! A question and what the graph answers in, what the sentences say that come closest to the
//! question's own words out, where they come closer than what stands behind the answer.
//!
//! Not everything that a sentence says becomes a link. Where none answers, who is named in the
//! sentence that speaks of nearly all that the question speaks of does, told as not sure.

mod amount;
mod below;
mod duty;
mod former;
mod listed;
mod named;
mod ordinal;
mod terms;
mod things;
mod weigh;

use super::answer::Finding;
use super::ask::Asked;
use super::reading::Wanted;
use super::reading::manner::asks_for_what_is_sought;
use super::rows::search::Sought;
use super::tell::Told;
use rayon::prelude::*;
use std::ops::Range;
use weigh::{Close, Weighed};

/// How much of a question the closest sentence must speak of to answer where nothing else does.
const ENOUGH: f64 = 0.15;
/// The same where the question names nothing.
const NAMELESS: f64 = 0.3;
/// The same where something is only named beside what is asked about.
const MORE: f64 = 0.12;
/// What stands behind other answers comes less close than this part of the closest sentence.
const FARTHER: f64 = 0.6;
/// Where the question names a relation, what comes so near to the closest sentence stays: it may state it.
const BETWEEN: Range<f64> = 0.6..0.95;
/// Answers stay whose sentence comes so close as a part of the best of them.
const KEPT: f64 = 0.4;
/// Characters of a name that was not understood.
const LEAST_NAME: usize = 4;
/// Characters of a long subject.
const LONG: usize = 6;
/// So many things named beside what is asked about are no answer.
const LISTING: usize = 8;
/// Answers whose sentences are weighed.
const MOST: usize = 5;

/// What answers a question.
pub(super) enum Closest {
    /// What was found in the graph.
    Found(Told),
    /// What the closest sentences say.
    Said(Vec<Finding>),
}

impl Asked<'_, '_> {
    /// What was found, without what no close sentence ties to the subject of the question; or what the
    /// closest sentences say, where they come closer.
    pub(super) fn closest(&self, told: Told) -> Closest {
        if self.asks_for_former() {
            let former = self.former();
            if !former.is_empty() {
                return Closest::Said(former);
            }
        }
        if self.asks_for_posts() {
            let posts = self.posts_told();
            if !posts.is_empty() {
                return Closest::Said(posts);
            }
        }
        let stated = told.answers.iter().any(|finding| !finding.beside);
        if self.reading.wanted == Wanted::List && !stated && self.is_done_by_bodies() {
            let listed = self.below_headings();
            if listed.len() > 1 {
                return Closest::Said(self.told(listed));
            }
        }
        if self.asks_for_a_post_untold() {
            return Closest::Found(Told::default());
        }
        // The question's words are looked for in all sentences last.
        let readable = self.may_be_read_off(&told) && !self.names_what_no_text_does();
        if !readable && !self.lists_on_a_subject(&told) || self.asks_the_press() {
            return Closest::Found(told);
        }
        let Some(weighed) = self.weighed() else { return Closest::Found(told) };
        let closer = weighed.best().is_some_and(|best| self.comes_closer(best, &told, &weighed));
        let said = if readable && closer { self.said_in(&weighed) } else { Vec::new() };
        if said.is_empty() {
            return Closest::Found(self.kept_close(told, &weighed));
        }
        Closest::Said(said)
    }

    /// What the closest sentences say of the sort asked for.
    fn said_in(&self, weighed: &Weighed) -> Vec<Finding> {
        if self.asks_for_things() && (!self.asks_for_amount() || self.asks_for_names()) {
            let things = self.things_in(weighed);
            if !things.is_empty() {
                return things;
            }
        }
        if self.asks_for_ordinal() {
            self.ordinal_in(weighed)
        } else if self.asks_for_amount() {
            self.amount_in(weighed)
        } else {
            let mut named = self.named_in(weighed);
            self.keep_paired(&mut named, true);
            let listed = self.unnamed_beside(&named);
            let mut told = self.told(named);
            told.extend(listed);
            told
        }
    }

    /// Whether who holds a post is asked for of which no text tells.
    fn asks_for_a_post_untold(&self) -> bool {
        let post = |topic: &&Vec<String>| {
            let ends = &self.words.manner.post_ends;
            topic.iter().all(|word| {
                let long = word.chars().count() > 2;
                long && ends.iter().any(|end| word.ends_with(end.as_str()))
            })
        };
        let mut posts = self.reading.topics.iter().filter(post);
        self.reading.by_who
            && posts.any(|post| !post.iter().any(|word| self.ground.is_said(self.graph, word)))
    }

    /// Whether what things are called is asked beside how many there are.
    fn asks_for_names(&self) -> bool {
        let mut words = self.words.manner.called.iter();
        words.any(|word| self.question.contains(word.as_str()))
    }

    /// Whether several things are listed on a subject that is none of the graph.
    fn lists_on_a_subject(&self, told: &Told) -> bool {
        self.reading.wanted == Wanted::List
            && self.reading.most.is_none()
            && !self.reading.topics.is_empty()
            && told.answers.len() >= 2
    }

    /// Of things listed on a subject, those that a sentence nearly as close as the best of theirs ties
    /// to it.
    fn kept_close(&self, mut told: Told, weighed: &Weighed) -> Told {
        if self.lists_on_a_subject(&told) {
            let score = |finding: &Finding| weighed.score_of(self, finding.evidence.iter());
            let scores: Vec<f64> = told.answers.iter().map(score).collect();
            let least = KEPT * scores.iter().copied().fold(0.0, f64::max);
            let mut scores = scores.into_iter();
            told.answers.retain(|_| scores.next().is_some_and(|score| score >= least));
        }
        told
    }

    /// Whether what is asked may be read off one sentence, and no link answers it.
    fn may_be_read_off(&self, told: &Told) -> bool {
        let reading = self.reading;
        let sought = || asks_for_what_is_sought(self.question, &self.words.manner);
        if reading.among.is_some() || !told.answers.is_empty() && sought() {
            return false;
        }
        if self.asks_for_ordinal() {
            let counted = reading.wanted == Wanted::Count;
            return counted || told.answers.iter().all(|finding| finding.kind.is_some());
        }
        let stated = || told.answers.iter().any(|finding| !finding.beside);
        // Trades, places and firms and how they hang together are what the graph knows best.
        let more =
            !reading.topics.is_empty() || reading.unknown.iter().any(|word| self.is_everyday(word));
        let related_not = reading.relations.is_empty();
        match reading.wanted {
            Wanted::YesNo | Wanted::Compare | Wanted::When | Wanted::Highest => false,
            Wanted::About | Wanted::Passages => true,
            // That nothing ties two things is an answer too.
            Wanted::Path | Wanted::Common => more,
            Wanted::List => {
                // Who is only named all around what the question names answers nothing.
                let listing = told.answers.len() >= LISTING;
                reading.most.is_none()
                    && (!stated() || related_not && more)
                    && (more || told.answers.is_empty() || listing)
            }
            Wanted::Figure if more => true,
            Wanted::Post | Wanted::Place if more => true,
            _ => told.answers.is_empty() && told.near.is_empty(),
        }
    }

    /// Whether the question has a name that was not understood, or a long subject, of which no text says
    /// a good part.
    fn names_what_no_text_does(&self) -> bool {
        let han = |word: &String| if word.is_ascii() { 0 } else { word.chars().count() };
        let unknown = self.reading.unknown.iter();
        let mut foreign = unknown.clone().filter(|word| han(word) == 0);
        let long = |topic: &&[String]| topic.iter().map(han).min().unwrap_or_default() >= LONG;
        let topics = self.reading.topics.iter().map(Vec::as_slice).filter(long);
        let names = unknown.filter(|word| han(word) >= LEAST_NAME).map(std::slice::from_ref);
        let told = |word: &str| self.ground.is_said(self.graph, word);
        foreign.any(|word| {
            word.starts_with(char::is_uppercase) && !self.is_everyday(word) && !told(word)
        }) || topics.chain(names).any(|words| {
            let sought = Sought::of(words.iter().map(String::as_str));
            let all = 0..self.ground.sentences.all().len() as u32;
            !all.into_par_iter().any(|at| sought.is_partly_in(self.text(at)))
        })
    }

    /// Whether the closest sentence answers rather than what stands behind the answers.
    fn comes_closer(&self, best: Close, told: &Told, weighed: &Weighed) -> bool {
        if told.answers.is_empty() || self.asks_for_ordinal() {
            let names = !self.reading.anchors.is_empty();
            return best.share >= if names { ENOUGH } else { NAMELESS };
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
