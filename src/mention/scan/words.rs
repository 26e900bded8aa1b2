//! A scanned sentence in, its words out: the cheapest way through common words and known names.

use super::{Name, Scan, is_han};
use crate::knowledge::{Area, Class, Clue, Clues, Kind, Known, Trust};

/// What a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::mention) enum Sort {
    /// A common word.
    Common(Class),
    /// A name that is known.
    Known(Kind),
    /// A character that no word or name holds.
    Strange,
    /// Letters, or letters with digits.
    Latin,
    /// Digits.
    Digits,
    /// A mark or blank.
    Mark,
}

/// A word of the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::mention) struct Word {
    pub(in crate::mention) start: usize,
    pub(in crate::mention) end: usize,
    pub(in crate::mention) sort: Sort,
}

impl Word {
    pub(in crate::mention) fn len(&self) -> usize {
        self.end - self.start
    }

    pub(in crate::mention) fn is(&self, class: Class) -> bool {
        self.sort == Sort::Common(class)
    }
}

/// The logarithm of the number of words that the weights were counted in.
const TOTAL: u32 = 18;
/// What a character outside all words costs.
const STRANGE: u32 = 13;

/// Words of the grammar that are nouns, common or not.
const NOUNS: Clues = Clues::of(&[
    Clue::Office,
    Clue::InstitutionTail,
    Clue::TitleBefore,
    Clue::LegalForm,
    Clue::Zone,
    Clue::Sector,
    Clue::Ware,
    Clue::Noun,
]);

#[derive(Clone, Copy)]
struct Step {
    cost: u32,
    start: u32,
    sort: Sort,
}

/// Room to split one sentence after another in.
#[derive(Default)]
pub(super) struct Splitter {
    known: Vec<Known>,
    best: Vec<Step>,
}

impl Splitter {
    /// Adds the words of a sentence: they cover it without a gap.
    pub(super) fn words(&mut self, scan: &Scan<'_>, words: &mut Vec<Word>) {
        let length = scan.len();
        // All that the vocabulary holds is looked up at once: one look need not wait for another.
        self.known.clear();
        scan.grammar.vocabulary().words(scan.chars, &mut self.known);
        self.best.clear();
        self.best.resize(length + 1, Step { cost: u32::MAX, start: 0, sort: Sort::Strange });
        self.best[0].cost = 0;
        let mut first = 0;
        for at in 0..length {
            let mut past = first;
            while self.known.get(past).is_some_and(|word| word.start as usize == at) {
                past += 1;
            }
            if self.best[at].cost < u32::MAX {
                step(scan, at, &self.known[first..past], &mut self.best);
            }
            first = past;
        }
        let first = words.len();
        let mut end = length;
        while end > 0 {
            let step = self.best[end];
            let start = (step.start as usize).min(end - 1);
            words.push(Word { start, end, sort: step.sort });
            end = start;
        }
        words[first..].reverse();
    }
}

/// Goes on from a position by every word that starts there; `known` are those of the vocabulary.
#[inline]
fn step(scan: &Scan<'_>, at: usize, known: &[Known], best: &mut [Step]) {
    let cost = best[at].cost;
    let mut reach = |end: usize, more: u32, sort: Sort| {
        if cost + more < best[end].cost {
            best[end] = Step { cost: cost + more, start: at as u32, sort };
        }
    };
    let common = |weight: u8| TOTAL.saturating_sub(u32::from(weight)).max(2);
    let char = scan.chars[at];
    if is_han(char) {
        reach(at + 1, STRANGE, Sort::Strange);
        if let Some((class, weight)) = scan.grammar.vocabulary().letter(char) {
            reach(at + 1, common(weight), Sort::Common(class));
        }
        for word in known {
            reach(at + usize::from(word.length), common(word.weight), Sort::Common(word.class));
        }
    } else {
        let (end, sort) = run(scan.chars, at);
        reach(end, 1, sort);
        if scan.names_starting(at).next().is_none() {
            return;
        }
    }
    for mark in scan.marks_starting(at).filter(|m| m.clues.any(NOUNS) && m.end - m.start > 1) {
        let cost = mark.weight.map_or(12u32.saturating_sub(mark.end - mark.start), |weight| {
            TOTAL.saturating_sub(u32::from(weight) + 1).max(1)
        });
        reach(mark.end as usize, cost, Sort::Common(Class::Noun));
    }
    for name in scan.names_starting(at) {
        if let Some(cost) = name_cost(scan, name) {
            reach(name.end, cost, Sort::Known(name.kind));
        }
    }
}

/// What a known name costs: little when it can hardly be anything else.
fn name_cost(scan: &Scan<'_>, name: &Name) -> Option<u32> {
    let short = name.len() == 2;
    match (name.trust, name.kind) {
        (Trust::Letter, _) => None,
        (_, Kind::INDUSTRY) => Some(11),
        (Trust::Sure, _) if name.area == Area::Town => Some(8),
        (Trust::Sure, _) if !short => Some(5),
        (Trust::Sure, _) if name.is_major() => Some(7),
        (Trust::Sure, _) => Some(10),
        (Trust::Doubtful, _) => {
            let vocabulary = scan.grammar.vocabulary();
            let common = vocabulary.word(&scan.chars[name.start..name.end]).is_some();
            (!common).then_some(12)
        }
    }
}

/// A run of letters and digits, or one mark.
fn run(chars: &[char], at: usize) -> (usize, Sort) {
    let wordy = |char: &char| char.is_ascii_alphanumeric() || matches!(char, '\u{c0}'..='\u{52f}');
    let length = chars[at..].iter().take_while(|char| wordy(char)).count();
    if length == 0 {
        return (at + 1, Sort::Mark);
    }
    let digits = chars[at..at + length].iter().all(char::is_ascii_digit);
    (at + length, if digits { Sort::Digits } else { Sort::Latin })
}
