//! A table of common words in, their classes and weights out.

use super::pairs::{Known, Pairs, Word};
use super::{Clue, Clues};
use crate::knowledge::cell::cells;
use crate::knowledge::{Error, Files};
use rustc_hash::FxHashMap;

/// What a word does in a sentence, coarsely.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// A verb that does not stand inside names.
    Verb,
    /// A word for an activity, which may stand inside names (建设, 研究).
    Activity,
    /// A noun.
    Noun,
    /// An adjective.
    Adjective,
    /// An adverb.
    Adverb,
    /// A word of time.
    Time,
    /// A particle, preposition or conjunction.
    Particle,
    /// A pronoun.
    Pronoun,
    /// A number.
    Number,
    /// A measure word.
    Measure,
}

impl Class {
    /// The class that a clue of the grammar gives, if it gives one.
    pub(super) fn of(clues: Clues) -> Option<Self> {
        let of = [
            (Clue::Verb, Self::Verb),
            (Clue::Activity, Self::Activity),
            (Clue::Noun, Self::Noun),
            (Clue::Adjective, Self::Adjective),
            (Clue::Particle, Self::Particle),
        ];
        of.into_iter().find(|(clue, _)| clues.has(*clue)).map(|(_, class)| class)
    }

    fn from_letter(letter: &str) -> Option<Self> {
        Some(match letter {
            "v" => Self::Verb,
            "w" => Self::Activity,
            "n" => Self::Noun,
            "a" => Self::Adjective,
            "d" => Self::Adverb,
            "t" => Self::Time,
            "p" => Self::Particle,
            "r" => Self::Pronoun,
            "m" => Self::Number,
            "q" => Self::Measure,
            _ => return None,
        })
    }
}

/// The weight of a word of the grammar that no table has.
const USUAL: u8 = 7;

/// Common words of one to four characters.
#[derive(Debug, Default)]
pub struct Vocabulary {
    /// Words of one character, by their place after the first Chinese one.
    single: Vec<Option<Word>>,
    longer: Pairs,
}

/// The first character of the block that nearly all Chinese characters stand in, and how many are
/// looked at from there.
const FIRST: u32 = 0x4e00;
const COUNT: usize = 0x6000;

fn place(char: char) -> usize {
    u32::from(char).wrapping_sub(FIRST) as usize
}

impl Vocabulary {
    /// The class of a word and the rounded logarithm of its frequency.
    pub fn word(&self, chars: &[char]) -> Option<(Class, u8)> {
        match chars {
            [char] => self.letter(*char),
            _ => self.longer.word(chars),
        }
    }

    /// The same of a word of one character.
    #[inline]
    pub fn letter(&self, char: char) -> Option<(Class, u8)> {
        self.single.get(place(char)).copied().flatten()
    }

    /// Adds every word of two characters and more that stands in these, by start and then shortest
    /// first.
    pub fn words(&self, chars: &[char], found: &mut Vec<Known>) {
        self.longer.words(chars, found);
    }

    /// The words of the tables; words of the grammar whose clue tells their class have that one.
    pub(super) fn read<'w>(
        files: &'w Files,
        classed: impl Iterator<Item = (&'w str, Class)>,
    ) -> Result<Self, Error> {
        let mut words: FxHashMap<&str, Word> = FxHashMap::default();
        for (file, text) in files.below("grammar", "tsv") {
            // A word of two characters and what parts it from the next.
            words.reserve(text.len() / 7);
            for (line, row) in text.lines().enumerate() {
                let mut row = row.split('\t');
                let class = row.next().and_then(Class::from_letter);
                let weight = row.next().and_then(|weight| weight.parse().ok());
                let (Some(class), Some(weight), Some(all)) = (class, weight, row.next()) else {
                    let message = "a row is a class, a weight and words".to_owned();
                    return Err(Error::Table { file: file.to_owned(), line: line + 1, message });
                };
                words.extend(cells(all, b' ').map(|word| (word, (class, weight))));
            }
        }
        for (word, class) in classed {
            let weight = words.get(word).map_or(USUAL, |(_, weight)| *weight);
            words.insert(word, (class, weight));
        }
        Ok(Self::of(&words))
    }

    fn of(words: &FxHashMap<&str, Word>) -> Self {
        let mut single = Vec::new();
        let mut chars = Vec::with_capacity(words.len() * 3);
        let mut longer = Vec::with_capacity(words.len());
        for (text, &word) in words {
            let from = chars.len();
            chars.extend(text.chars());
            match chars[from..] {
                [char] if place(char) < COUNT => {
                    single.resize(single.len().max(place(char) + 1), None);
                    single[place(char)] = Some(word);
                }
                _ => longer.push((from..chars.len(), word)),
            }
        }
        let longer = longer.into_iter().map(|(range, word)| (&chars[range], word));
        Self { single, longer: Pairs::of(longer) }
    }
}
