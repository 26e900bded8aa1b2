//! A reading and what was asked last in, the reading that goes on from it out.

use super::{Anchor, Lookup, Reading, Wanted};
use crate::knowledge::{Kind, QuestionWords};
use crate::question::ground::Ground;
use crate::question::pieces::phrases::Cue;
use crate::question::pieces::spot::{Piece, has_cue};

/// What was asked last and what was found, for the next question to go on from.
#[derive(Clone, Debug)]
pub struct Context {
    pub(in crate::question) reading: Reading,
    /// Entities that answered, best first.
    pub(in crate::question) found: Vec<u32>,
}

/// A question that may go on from the last one.
pub(in crate::question) struct Turn<'a> {
    pub question: &'a str,
    pub pieces: &'a [Piece],
    pub words: &'a QuestionWords,
    pub ground: &'a Ground,
}

impl Turn<'_> {
    /// How the question is read as going on from the last; `None` where it stands by itself.
    pub(in crate::question) fn after(&self, reading: &Reading, last: &Context) -> Option<Reading> {
        let follow = &self.words.follow;
        let several = last.reading.anchors.len() > 1 && reading.anchors.is_empty();
        if several && self.says(&follow.among) && has_cue(self.pieces, Cue::Common) {
            return Some(self.of_the_same(reading, last));
        }
        if self.says(&follow.among) && !last.found.is_empty() {
            return Some(self.among(reading, last));
        }
        let person = |node: &&u32| self.ground.kind(**node) == Kind::PERSON;
        if self.says(&follow.person)
            && let Some(&node) = last.found.iter().find(person)
        {
            return Some(self.about(reading, node));
        }
        if self.says(&follow.it)
            && let Some(node) = self.one_meant(last)
        {
            return Some(self.about(reading, node));
        }
        self.same_of_another(reading, last)
    }

    /// Whether the question holds one of these words, as a whole word where it is English.
    fn says(&self, words: &[String]) -> bool {
        let lower = format!(" {} ", self.question.to_lowercase());
        let lower = lower.replace(|c: char| c.is_ascii_punctuation(), " ");
        words.iter().any(|word| match word.is_ascii() {
            true => lower.contains(&format!(" {word} ")),
            false => lower.contains(word.as_str()),
        })
    }

    /// The one thing found last, else the first that was named.
    fn one_meant(&self, last: &Context) -> Option<u32> {
        let thing = |node: &u32| self.ground.kind(*node) != Kind::PERSON;
        match last.found.as_slice() {
            [one] if thing(one) => Some(*one),
            _ => last.reading.anchors.first().and_then(|anchor| anchor.nodes.first().copied()),
        }
    }

    /// Only what was found last may answer, or it is what is asked about.
    fn among(&self, reading: &Reading, last: &Context) -> Reading {
        let mut reading = reading.clone();
        match reading.wanted {
            Wanted::Place | Wanted::Figure | Wanted::Post => {
                reading.anchors.push(self.anchor(&last.found));
            }
            _ if reading.has_place_cue(self.pieces) => {
                reading.anchors = vec![self.anchor(&last.found)];
                reading.wanted = Wanted::Place;
            }
            wanted => {
                reading.among = Some(last.found.iter().copied().collect());
                let counts = wanted == Wanted::Count;
                reading.wanted = if counts { Wanted::Count } else { Wanted::List };
            }
        }
        reading
    }

    /// What they have in common: those that were named last.
    fn of_the_same(&self, reading: &Reading, last: &Context) -> Reading {
        let mut reading = reading.clone();
        reading.anchors.clone_from(&last.reading.anchors);
        reading.wanted = reading.decide(self.question, self.pieces, self.words);
        reading
    }

    /// The reading with a pronoun's entity named.
    fn about(&self, reading: &Reading, node: u32) -> Reading {
        let mut reading = reading.clone();
        reading.anchors.insert(0, self.anchor(&[node]));
        reading.wanted = reading.decide(self.question, self.pieces, self.words);
        reading
    }

    /// The last question with another place, firm, time or kind in it: and in Wujin?
    fn same_of_another(&self, reading: &Reading, last: &Context) -> Option<Reading> {
        let question = self.question.trim().to_lowercase();
        let plain = question.trim_end_matches(['?', '？', '。', ' ']);
        let follow = &self.words.follow;
        let opens = follow.opens.iter().any(|word| plain.starts_with(word.as_str()));
        let closes = follow.closes.iter().any(|word| plain.ends_with(word.as_str()));
        let complete = !reading.measures.is_empty() || !reading.titles.is_empty();
        let names =
            !reading.anchors.is_empty() || reading.period.is_some() || !reading.roles.is_empty();
        if !(opens || closes) || complete || !names {
            return None;
        }
        let mut next = last.reading.clone();
        next.language = reading.language;
        next.among = None;
        for anchor in &reading.anchors {
            let same = next.anchors.iter().position(|old| old.kind == anchor.kind);
            match same {
                Some(at) => next.anchors[at] = anchor.clone(),
                None => next.anchors.push(anchor.clone()),
            }
        }
        if reading.period.is_some() {
            next.period = reading.period;
        }
        if !reading.roles.is_empty() {
            next.roles.clone_from(&reading.roles);
        }
        if !reading.topics.is_empty() {
            next.topics.clone_from(&reading.topics);
        }
        next.unknown.clone_from(&reading.unknown);
        Some(next)
    }

    fn anchor(&self, nodes: &[u32]) -> Anchor {
        Anchor {
            text: String::new(),
            kind: self.ground.kind(nodes[0]),
            nodes: nodes.to_vec(),
            by_parts: false,
            words: Vec::new(),
            loose: false,
        }
    }
}
