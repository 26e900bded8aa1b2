//! A sentence and what is known in, where names and words of the grammar stand out.

pub(super) mod choice;
pub(super) mod reach;
pub(super) mod scans;
pub(super) mod words;

use crate::knowledge::{Area, Class, Clue, Clues, Grammar, Kind, Knowledge, Mark, Trust};
use words::{Sort, Word};

/// A known name in the sentence, in one of its meanings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: Kind,
    pub(super) area: Area,
    pub(super) trust: Trust,
    pub(super) row: u32,
}

impl Name {
    pub(super) fn len(&self) -> usize {
        self.end - self.start
    }

    /// Whether it is a place that news often speak of.
    pub(super) fn is_major(&self) -> bool {
        matches!(
            self.area,
            Area::Province | Area::City | Area::Country | Area::Region | Area::Continent
        )
    }
}

/// Stands for no name and no mark.
pub(super) const NONE: u32 = u32::MAX;

/// What stands at one position of a sentence.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// The first name, and the first mark, that ends here or later.
    pub(super) name_ending: u32,
    pub(super) mark_ending: u32,
    /// The shortest name, and the shortest mark, that starts here.
    pub(super) name_starting: u32,
    pub(super) mark_starting: u32,
    /// The word that holds the character here.
    pub(super) word: u32,
}

/// A sentence with all known names and grammar words in it.
///
/// Invariants: `names` and `marks` are sorted by end, then longest first; `places` holds one entry
/// more than there are characters, and one for the end of the last.
#[derive(Clone, Copy)]
pub(super) struct Scan<'a> {
    pub(super) chars: &'a [char],
    pub(super) knowledge: &'a Knowledge,
    pub(super) grammar: &'a Grammar,
    pub(super) names: &'a [Name],
    pub(super) marks: &'a [Mark],
    /// The marks that make names of what stands beside them, in the same order.
    pub(super) makers: &'a [Mark],
    /// The clues of all marks.
    pub(super) clues: Clues,
    pub(super) letters: &'a Letters,
    pub(super) places: &'a [Place],
    /// For each name, then for each mark, the next longer one that starts where it starts.
    pub(super) longer: &'a [u32],
    pub(super) words: &'a [Word],
}

/// A bit for each of some characters, by its lower bits.
pub(super) struct Letters([u64; 8]);

impl Letters {
    pub(super) const NONE: Self = Self([0; 8]);

    const fn bit(code: u32) -> (usize, u64) {
        let low = code as usize % 512;
        (low / 64, 1 << (low % 64))
    }

    pub(super) fn of(chars: &[char]) -> Self {
        chars.iter().fold(Self::NONE, |letters, &char| letters.with(char.into()))
    }

    /// The same with one more, of which no more than the lower bits need be right.
    pub(super) const fn with(mut self, code: u32) -> Self {
        let (place, bit) = Self::bit(code);
        self.0[place] |= bit;
        self
    }

    /// Whether this character may be one of them.
    pub(super) fn may_have(&self, char: char) -> bool {
        let (place, bit) = Self::bit(char.into());
        self.0[place] & bit != 0
    }
}

impl<'a> Scan<'a> {
    /// Whether the sentence may hold this character: a quick look before a slow one.
    pub(super) fn may_hold(&self, char: char) -> bool {
        self.letters.may_have(char)
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
    #[inline]
    pub(super) fn holds(&self, at: usize, text: &str) -> bool {
        let mut here = self.chars.get(at..).unwrap_or_default().iter();
        text.chars().all(|char| here.next() == Some(&char))
    }

    /// Whether these characters end at this position.
    #[inline]
    pub(super) fn ends(&self, at: usize, text: &str) -> bool {
        let mut before = self.chars.get(..at).unwrap_or_default().iter();
        text.chars().rev().all(|char| before.next_back() == Some(&char))
    }

    /// Known names that end here, longest first.
    pub(super) fn names_ending(&self, end: usize) -> &[Name] {
        let (first, past) = (self.places[end].name_ending, self.places[end + 1].name_ending);
        &self.names[first as usize..past as usize]
    }

    /// Words of the grammar that end here, longest first.
    pub(super) fn marks_ending(&self, end: usize) -> &[Mark] {
        let (first, past) = (self.places[end].mark_ending, self.places[end + 1].mark_ending);
        &self.marks[first as usize..past as usize]
    }

    /// Known names that start here, shortest first.
    pub(super) fn names_starting(&self, start: usize) -> impl Iterator<Item = &Name> {
        let mut at = self.places[start].name_starting;
        std::iter::from_fn(move || {
            let name = self.names.get(at as usize)?;
            at = self.longer[at as usize];
            Some(name)
        })
    }

    /// Words of the grammar that start here, shortest first.
    pub(super) fn marks_starting(&self, start: usize) -> impl Iterator<Item = &Mark> {
        let mut at = self.places[start].mark_starting;
        std::iter::from_fn(move || {
            let mark = self.marks.get(at as usize)?;
            at = self.longer[self.names.len() + at as usize];
            Some(mark)
        })
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

    /// Where the clause of this position begins: after the last mark that parts clauses.
    pub(super) fn clause(&self, at: usize) -> usize {
        let from = at.saturating_sub(48);
        (from..at)
            .rev()
            .find(|&p| {
                is_break(self.char(p))
                    && !matches!(
                        self.char(p),
                        '“' | '”' | '（' | '）' | '·' | '—' | '-' | '.' | '+'
                    )
            })
            .map_or(from, |p| p + 1)
    }

    /// The last word with one of these clues between two positions: where it ends.
    pub(super) fn last_clue(&self, from: usize, to: usize, clues: Clues) -> Option<usize> {
        if from >= to {
            return None;
        }
        let (first, past) = (self.places[from + 1].mark_ending, self.places[to + 1].mark_ending);
        let marks = &self.marks[first as usize..past as usize];
        // Of those that end together the longest counts.
        marks.chunk_by(|one, other| one.end == other.end).rev().find_map(|ending| {
            let mark = ending.iter().find(|mark| mark.clues.any(clues))?;
            let whole =
                mark.start as usize >= from && self.word_starting(mark.start as usize).is_some();
            whole.then_some(mark.end as usize)
        })
    }

    /// Whether a longer word of the grammar with this clue covers the one given.
    pub(super) fn is_longest(&self, mark: &Mark, clue: Clue) -> bool {
        !self
            .marks_ending(mark.end as usize)
            .iter()
            .any(|other| other.start < mark.start && other.clues.has(clue))
    }

    /// The words of the sentence.
    pub(super) fn words(&self) -> &'a [Word] {
        self.words
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
        (at < self.len()).then(|| self.places[at].word as usize)
    }

    /// Whether the words of the sentence part this name from what stands beside it: 豪迈科技 in
    /// 、豪迈科技同台亮相.
    pub(super) fn is_word(&self, name: &Name) -> bool {
        let word = self.word_starting(name.start);
        word.is_some_and(|word| word.end == name.end && word.sort == Sort::Known(name.kind))
    }

    /// Whether this character is a word of its own.
    pub(super) fn is_single(&self, at: usize) -> bool {
        is_han(self.char(at))
            && self.word_at(at).is_some_and(|number| self.words()[number].len() == 1)
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
                Sort::Common(Class::Verb) => word.len() == 1 && !is_function_verb(self.char(at)),
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

/// Verbs of one character that stand in no new name.
fn is_function_verb(char: char) -> bool {
    matches!(
        char,
        '是' | '有'
            | '到'
            | '去'
            | '来'
            | '要'
            | '说'
            | '会'
            | '使'
            | '做'
            | '出'
            | '叫'
            | '可'
            | '让'
    )
}

/// Whether a character is of the Chinese script.
pub(super) fn is_han(char: char) -> bool {
    matches!(char, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{20000}'..='\u{2ffff}' | '〇')
}

/// Whether a character parts clauses or items, or closes a quotation.
pub(super) fn is_break(char: char) -> bool {
    !is_han(char) && !char.is_ascii_alphanumeric()
}
