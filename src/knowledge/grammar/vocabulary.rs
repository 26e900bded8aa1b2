//! A table of common words in, their classes and weights out.

use super::{Clue, Clues};
use crate::knowledge::{Error, Files};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

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

/// Longest word of the vocabulary, in characters.
const LONGEST: usize = 4;

/// Common words of one to four characters.
#[derive(Debug, Default)]
pub struct Vocabulary {
    words: HashMap<u64, (Class, u8), BuildHasherDefault<Mixing>>,
}

impl Vocabulary {
    /// The class of a word and the rounded logarithm of its frequency.
    pub fn word(&self, chars: &[char]) -> Option<(Class, u8)> {
        self.words.get(&key(chars)?).copied()
    }

    /// The words that start with these characters, shortest first, as length, class and weight.
    pub fn words_at(&self, chars: &[char]) -> impl Iterator<Item = (usize, Class, u8)> {
        (1..=LONGEST.min(chars.len())).filter_map(|length| {
            self.word(&chars[..length]).map(|(class, weight)| (length, class, weight))
        })
    }

    pub(super) fn set(&mut self, word: &str, class: Class) {
        let chars: Vec<char> = word.chars().collect();
        if let Some(key) = key(&chars) {
            self.words.entry(key).and_modify(|known| known.0 = class).or_insert((class, 7));
        }
    }

    pub(super) fn read(files: &Files) -> Result<Self, Error> {
        let mut vocabulary = Self::default();
        let tables = files.below("grammar", "tsv");
        for (file, text) in tables {
            for (line, row) in text.lines().enumerate() {
                let mut cells = row.split('\t');
                let class = cells.next().and_then(Class::from_letter);
                let weight = cells.next().and_then(|weight| weight.parse().ok());
                let (Some(class), Some(weight), Some(words)) = (class, weight, cells.next()) else {
                    let message = "a row is a class, a weight and words".to_owned();
                    return Err(Error::Table { file: file.to_owned(), line: line + 1, message });
                };
                vocabulary.add(class, weight, words);
            }
        }
        Ok(vocabulary)
    }

    fn add(&mut self, class: Class, weight: u8, words: &str) {
        let mut chars = Vec::with_capacity(LONGEST);
        for word in words.split(' ') {
            chars.clear();
            chars.extend(word.chars());
            if let Some(key) = key(&chars) {
                self.words.insert(key, (class, weight));
            }
        }
    }
}

/// Up to four characters of the basic plane as one number.
fn key(chars: &[char]) -> Option<u64> {
    if chars.is_empty() || chars.len() > LONGEST {
        return None;
    }
    chars.iter().try_fold(0, |key: u64, &char| {
        let code = u64::from(u32::from(char));
        (code <= 0xffff).then_some(key << 16 | code)
    })
}

/// Mixes one number; the table is looked up some times for every character.
#[derive(Clone, Copy, Debug, Default)]
struct Mixing(u64);

impl Hasher for Mixing {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_u64(u64::from(byte));
        }
    }

    fn write_u64(&mut self, number: u64) {
        let mixed = (self.0 ^ number).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 = mixed ^ (mixed >> 32);
    }
}
