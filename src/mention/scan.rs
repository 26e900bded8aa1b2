//! A sentence and what is known in, where names and words of the grammar stand out.

use super::words::{Sort, Word};
use crate::knowledge::{Class, Clue, Clues, Found, Kind, Knowledge, Mark, Trust};
use std::cell::OnceCell;

/// A known name in the sentence, in one of its meanings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: Kind,
    pub(super) class: &'static str,
    pub(super) trust: Trust,
    pub(super) row: u32,
}

impl Name {
    pub(super) fn len(&self) -> usize {
        self.end - self.start
    }

    /// Whether it is a place that news often speak of.
    pub(super) fn is_major(&self) -> bool {
        matches!(self.class, "province" | "city" | "country" | "region" | "continent")
    }
}

/// A sentence with all known names and grammar words in it.
///
/// Invariants: `names` and `marks` are sorted by end, then longest first; `name_ends` and
/// `mark_ends` hold for each position the first entry that ends at or after it.
pub(super) struct Scan<'a> {
    pub(super) chars: &'a [char],
    pub(super) knowledge: &'a Knowledge,
    pub(super) names: Vec<Name>,
    pub(super) marks: Vec<Mark>,
    name_ends: Vec<u32>,
    mark_ends: Vec<u32>,
    name_starts: OnceCell<(Vec<u32>, Vec<u32>)>,
    mark_starts: OnceCell<(Vec<u32>, Vec<u32>)>,
    words: OnceCell<Vec<Word>>,
    word_at: OnceCell<Vec<u32>>,
}

fn offsets(length: usize, ends: impl Iterator<Item = usize>) -> Vec<u32> {
    let mut offsets = vec![0; length + 2];
    for end in ends {
        offsets[end + 1] += 1;
    }
    for at in 1..offsets.len() {
        offsets[at] += offsets[at - 1];
    }
    offsets
}

fn by_start(length: usize, starts: &[usize]) -> (Vec<u32>, Vec<u32>) {
    let first = offsets(length, starts.iter().copied());
    let mut next = first.clone();
    let mut order = vec![0; starts.len()];
    for (at, &start) in starts.iter().enumerate() {
        order[next[start] as usize] = at as u32;
        next[start] += 1;
    }
    (first, order)
}

impl<'a> Scan<'a> {
    pub(super) fn new(chars: &'a [char], knowledge: &'a Knowledge) -> Self {
        let lexicon = knowledge.lexicon();
        let found = lexicon.find(chars);
        let mut names = Vec::with_capacity(found.len() + found.len() / 4);
        for found in found {
            names_of(&found, knowledge, &mut names);
        }
        let marks = knowledge.grammar().marks(chars);
        weigh(&mut names, &marks);
        let name_ends = offsets(chars.len(), names.iter().map(|name| name.end));
        let mark_ends = offsets(chars.len(), marks.iter().map(|mark| mark.end as usize));
        Self {
            chars,
            knowledge,
            names,
            marks,
            name_ends,
            mark_ends,
            name_starts: OnceCell::new(),
            mark_starts: OnceCell::new(),
            words: OnceCell::new(),
            word_at: OnceCell::new(),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.chars.len()
    }

    /// The character at a position, a line break outside the sentence.
    pub(super) fn char(&self, at: usize) -> char {
        self.chars.get(at).copied().unwrap_or('\n')
    }

    /// The character before a position, a line break at the beginning.
    pub(super) fn before(&self, at: usize) -> char {
        at.checked_sub(1).map_or('\n', |at| self.char(at))
    }

    /// Whether these characters stand at this position.
    pub(super) fn holds(&self, at: usize, text: &str) -> bool {
        text.chars().enumerate().all(|(offset, char)| self.char(at + offset) == char)
    }

    /// Whether these characters end at this position.
    pub(super) fn ends(&self, at: usize, text: &str) -> bool {
        at.checked_sub(text.chars().count()).is_some_and(|start| self.holds(start, text))
    }

    /// Known names that end here, longest first.
    pub(super) fn names_ending(&self, end: usize) -> &[Name] {
        &self.names[self.name_ends[end] as usize..self.name_ends[end + 1] as usize]
    }

    /// Words of the grammar that end here, longest first.
    pub(super) fn marks_ending(&self, end: usize) -> &[Mark] {
        &self.marks[self.mark_ends[end] as usize..self.mark_ends[end + 1] as usize]
    }

    /// Known names that start here, shortest first.
    pub(super) fn names_starting(&self, start: usize) -> impl Iterator<Item = &Name> {
        let (first, order) = self.name_starts.get_or_init(|| {
            by_start(self.len(), &self.names.iter().map(|name| name.start).collect::<Vec<_>>())
        });
        order[first[start] as usize..first[start + 1] as usize]
            .iter()
            .map(|&at| &self.names[at as usize])
    }

    /// Words of the grammar that start here, shortest first.
    pub(super) fn marks_starting(&self, start: usize) -> impl Iterator<Item = &Mark> {
        let (first, order) = self.mark_starts.get_or_init(|| {
            let starts: Vec<_> = self.marks.iter().map(|mark| mark.start as usize).collect();
            by_start(self.len(), &starts)
        });
        order[first[start] as usize..first[start + 1] as usize]
            .iter()
            .map(|&at| &self.marks[at as usize])
    }

    /// The longest word with one of these clues that ends here: where it starts.
    pub(super) fn clue_ending(&self, end: usize, clues: Clues) -> Option<usize> {
        self.marks_ending(end).iter().find(|m| m.clues.any(clues)).map(|m| m.start as usize)
    }

    /// The longest word with one of these clues that starts here: where it ends.
    pub(super) fn clue_starting(&self, start: usize, clues: Clues) -> Option<usize> {
        if start >= self.len() {
            return None;
        }
        self.marks_starting(start).filter(|m| m.clues.any(clues)).last().map(|m| m.end as usize)
    }

    /// Whether a longer word of the grammar with this clue covers the one given.
    pub(super) fn is_longest(&self, mark: &Mark, clue: Clue) -> bool {
        !self
            .marks_ending(mark.end as usize)
            .iter()
            .any(|other| other.start < mark.start && other.clues.has(clue))
    }

    /// The words of the sentence.
    pub(super) fn words(&self) -> &[Word] {
        self.words.get_or_init(|| super::words::words(self))
    }

    /// The words that lie between two positions.
    pub(super) fn words_between(&self, start: usize, end: usize) -> &[Word] {
        let words = self.words();
        if start >= end {
            return &[];
        }
        let first = words.partition_point(|word| word.start < start);
        let past = words.partition_point(|word| word.end <= end);
        words.get(first..past).unwrap_or(&[])
    }

    /// The word that holds this character.
    pub(super) fn word_at(&self, at: usize) -> Option<usize> {
        let index = self.word_at.get_or_init(|| {
            let mut index = vec![0; self.len()];
            for (number, word) in self.words().iter().enumerate() {
                index[word.start..word.end].fill(number as u32);
            }
            index
        });
        index.get(at).map(|&number| number as usize)
    }

    /// Whether this character is a word of its own that may stand in a new name.
    pub(super) fn is_loose(&self, at: usize) -> bool {
        let Some(number) = self.word_at(at) else { return false };
        let word = self.words()[number];
        is_han(self.char(at))
            && match word.sort {
                Sort::Strange => true,
                Sort::Common(
                    Class::Noun
                    | Class::Adjective
                    | Class::Activity
                    | Class::Time
                    | Class::Measure
                    | Class::Number,
                ) => word.len() == 1,
                Sort::Common(Class::Verb) => {
                    word.len() == 1 && !"是有到去来要说会使做出叫可让".contains(self.char(at))
                }
                _ => false,
            }
    }

    /// Whether no common word holds this character.
    pub(super) fn is_strange(&self, at: usize) -> bool {
        self.word_at(at).is_some_and(|number| self.words()[number].sort == Sort::Strange)
    }

    /// Whether a name may begin here: after a mark, a particle, a verb, a place or a number.
    pub(super) fn opens(&self, at: usize) -> bool {
        !is_han(self.before(at)) && !self.before(at).is_ascii_alphanumeric()
            || self.word_ending(at).is_some_and(|word| {
                matches!(
                    word.sort,
                    Sort::Common(Class::Particle | Class::Verb | Class::Adverb | Class::Pronoun)
                        | Sort::Known(Kind::PLACE)
                )
            })
    }

    /// Whether a name may end here: before a mark, a particle, a verb or an adverb.
    pub(super) fn closes(&self, at: usize) -> bool {
        !is_han(self.char(at)) && !self.char(at).is_ascii_alphanumeric()
            || self.word_starting(at).is_some_and(|word| {
                matches!(
                    word.sort,
                    Sort::Common(Class::Particle | Class::Verb | Class::Adverb | Class::Time)
                )
            })
    }

    /// The word that ends here, if a word does.
    pub(super) fn word_ending(&self, end: usize) -> Option<&Word> {
        let word = &self.words()[self.word_at(end.checked_sub(1)?)?];
        (word.end == end).then_some(word)
    }

    /// The word that starts here, if a word does.
    pub(super) fn word_starting(&self, start: usize) -> Option<&Word> {
        let word = &self.words()[self.word_at(start)?];
        (word.start == start).then_some(word)
    }
}

/// Trusts the short names of cities, but not those that are ordinary words.
fn weigh(names: &mut [Name], marks: &[Mark]) {
    let mut at = 0;
    for name in names.iter_mut().filter(|n| n.kind == Kind::PLACE && n.len() == 2) {
        while marks.get(at).is_some_and(|mark| (mark.end as usize) < name.end) {
            at += 1;
        }
        let ordinary = marks[at..]
            .iter()
            .take_while(|mark| mark.end as usize == name.end)
            .any(|mark| mark.start as usize == name.start && mark.clues.has(Clue::Ordinary));
        if ordinary {
            name.trust = name.trust.max(Trust::Doubtful);
        } else if name.class == "city" {
            name.trust = name.trust.min(Trust::Sure);
        }
    }
}

/// The meanings of a known name, one for each kind, the most trusted.
fn names_of(found: &Found<'_>, knowledge: &Knowledge, names: &mut Vec<Name>) {
    names.extend(found.meanings.iter().map(|meaning| {
        let (kind, class) = knowledge.lexicon().tag(meaning);
        let (start, end) = (found.start as usize, found.end as usize);
        Name { start, end, kind, class, trust: meaning.trust, row: meaning.row }
    }));
}

/// Whether a character is of the Chinese script.
pub(super) fn is_han(char: char) -> bool {
    matches!(char, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{20000}'..='\u{2ffff}' | '〇')
}

/// Whether a character parts clauses or items, or closes a quotation.
pub(super) fn is_break(char: char) -> bool {
    !is_han(char) && !char.is_ascii_alphanumeric()
}
