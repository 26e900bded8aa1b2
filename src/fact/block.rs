//! Some sentences and their mentions in, what is seen of each before it is read out.
//!
//! The sentences of a block are looked at together, step by step, while the tables of a step are
//! still warm. What is seen of them stands in a few long lists that the next block uses again.

use super::Text;
use super::figure::{self, Number};
use crate::fact::scene::sign::Signs;
use crate::fact::scene::{self, Scene};
use crate::fact::subject::party;
use crate::fact::time::{Calendar, Dated};
use crate::knowledge::Knowledge;
use crate::knowledge::rules::Hit;
use std::ops::Range;

/// Sentences that are looked at together.
pub(super) const SIZE: usize = 256;

/// What is seen of the sentences of a block: each list holds that of all of them, in order.
#[derive(Default)]
pub(super) struct Block<'a> {
    signs: Signs,
    clauses: Vec<Range<usize>>,
    brackets: Vec<Range<usize>>,
    dates: Vec<Dated>,
    hits: Vec<Hit<'a>>,
    places: Vec<Places<'a>>,
    /// The first mention behind all sentences seen so far.
    next: usize,
}

/// Where in the lists what belongs to one sentence stands, and its numbers.
struct Places<'a> {
    sentence: usize,
    mentions: Range<usize>,
    clauses: Range<usize>,
    brackets: Range<usize>,
    dateline: usize,
    dates: Range<usize>,
    hits: Range<usize>,
    numbers: Vec<Number<'a, 'a>>,
}

/// What is seen of one sentence.
pub(super) struct Sight<'b, 'a> {
    pub(super) scene: Scene<'b>,
    pub(super) dates: &'b [Dated],
    pub(super) hits: &'b [Hit<'a>],
    pub(super) numbers: Vec<Number<'a, 'a>>,
}

/// What an action adds to a list.
fn added<T>(list: &mut Vec<T>, add: impl FnOnce(&mut Vec<T>)) -> Range<usize> {
    let from = list.len();
    add(list);
    from..list.len()
}

impl<'a> Block<'a> {
    /// Looks at these sentences, which follow those looked at before and take their place.
    pub(super) fn look(
        &mut self,
        sentences: Range<usize>,
        text: Text<'a>,
        calendar: &mut Calendar,
        knowledge: &'a Knowledge,
    ) {
        self.clauses.clear();
        self.brackets.clear();
        self.dates.clear();
        self.hits.clear();
        self.places.clear();
        self.places.reserve(sentences.len());
        self.clauses.reserve(sentences.len() * 4);
        for sentence in sentences {
            let places = self.places(sentence, text, calendar, knowledge);
            self.places.push(places);
        }
        self.hits.reserve(self.places.len() * 8);
        for places in &mut self.places {
            let chars = &text.sentences[places.sentence].chars;
            let says = !places.mentions.is_empty() || !places.numbers.is_empty();
            if says || party::are_told(chars) {
                places.hits = added(&mut self.hits, |hits| knowledge.rules().hits(chars, hits));
            }
        }
    }

    fn places(
        &mut self,
        sentence: usize,
        text: Text<'a>,
        calendar: &mut Calendar,
        knowledge: &'a Knowledge,
    ) -> Places<'a> {
        let chars = &text.sentences[sentence].chars;
        let behind = text.mentions.get(self.next..).unwrap_or_default();
        let count = behind.iter().take_while(|m| m.sentence as usize <= sentence).count();
        let (first, own) = (self.next, behind.get(..count).unwrap_or_default());
        self.next += count;
        self.signs.read(chars);
        let signs = &self.signs;
        let brackets = added(&mut self.brackets, |found| scene::brackets(chars, signs, own, found));
        let aside = &self.brackets[brackets.clone()];
        let dateline = scene::dateline(chars);
        Places {
            sentence,
            dateline,
            mentions: first..self.next,
            clauses: added(&mut self.clauses, |found| {
                scene::clauses(chars, dateline, signs, own, aside, found);
            }),
            dates: added(&mut self.dates, |dates| {
                calendar.dates(&text.sentences[sentence], signs, dates);
            }),
            hits: 0..0,
            numbers: figure::numbers(chars, signs, knowledge.measures()),
            brackets,
        }
    }

    /// What was seen of each sentence, in order.
    pub(super) fn sights(&mut self, text: Text<'a>) -> impl Iterator<Item = Sight<'_, 'a>> {
        let Self { clauses, brackets, dates, hits, places, .. } = self;
        let (clauses, brackets, dates, hits) = (&*clauses, &*brackets, &*dates, &*hits);
        places.drain(..).map(move |places| Sight {
            scene: Scene {
                chars: &text.sentences[places.sentence].chars,
                mentions: &text.mentions[places.mentions.clone()],
                first: places.mentions.start,
                clauses: &clauses[places.clauses],
                brackets: &brackets[places.brackets],
                dateline: places.dateline,
                sentence: places.sentence as u32,
            },
            dates: &dates[places.dates],
            hits: &hits[places.hits],
            numbers: places.numbers,
        })
    }
}
