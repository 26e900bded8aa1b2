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

/// What is known of some characters.
#[derive(Clone, Copy, Debug, Default)]
struct Entry {
    /// They are a word of this class, with the rounded logarithm of its frequency.
    word: Option<(Class, u8)>,
    /// They begin a longer word; told of two characters only.
    longer: bool,
}

/// Common words of one to four characters.
#[derive(Debug, Default)]
pub struct Vocabulary {
    /// Words of one character, by their place after the first Chinese one.
    single: Vec<Option<(Class, u8)>>,
    /// A bit for each beginning of two characters, by a hash of it: most others are told at once.
    pairs: Vec<u64>,
    longer: HashMap<u64, Entry, BuildHasherDefault<Mixing>>,
}

/// The first character of the block that nearly all Chinese characters stand in.
const FIRST: u32 = 0x4e00;

fn place(char: char) -> usize {
    u32::from(char).wrapping_sub(FIRST) as usize
}

impl Vocabulary {
    /// The class of a word and the rounded logarithm of its frequency.
    pub fn word(&self, chars: &[char]) -> Option<(Class, u8)> {
        match chars {
            [char] => self.single.get(place(*char)).copied().flatten(),
            _ => self.longer.get(&key(chars)?)?.word,
        }
    }

    /// Tells of each word that these characters begin with, shortest first, its length, class and
    /// weight.
    #[inline]
    pub fn words_at(&self, chars: &[char], mut tell: impl FnMut(usize, Class, u8)) {
        let Some((&first, rest)) = chars.split_first() else { return };
        if let Some(&Some((class, weight))) = self.single.get(place(first)) {
            tell(1, class, weight);
        }
        let Some(&second) = rest.first() else { return };
        let (place, bit) = pair_bit(first, second);
        if self.pairs.get(place).is_none_or(|bits| bits & bit == 0) {
            return;
        }
        let Some(mut key) = joined(u64::from(first), second) else { return };
        let Some(pair) = self.longer.get(&key) else { return };
        if let Some((class, weight)) = pair.word {
            tell(2, class, weight);
        }
        if !pair.longer {
            return;
        }
        for (length, &char) in (3..=LONGEST).zip(&rest[1..]) {
            let Some(longer) = joined(key, char) else { return };
            key = longer;
            if let Some((class, weight)) = self.longer.get(&key).and_then(|entry| entry.word) {
                tell(length, class, weight);
            }
        }
    }

    fn keep(&mut self, chars: &[char], class: Class, weight: u8) {
        if let [char] = chars {
            let place = place(*char);
            if place < 0x6000 {
                self.single.resize(self.single.len().max(place + 1), None);
                self.single[place] = Some((class, weight));
            }
        } else if let Some(key) = key(chars) {
            self.longer.entry(key).or_default().word = Some((class, weight));
            let (place, bit) = pair_bit(chars[0], chars[1]);
            self.pairs.resize(PAIRS, 0);
            self.pairs[place] |= bit;
            if let Some(prefix) = chars.get(..2).filter(|_| chars.len() > 2).and_then(self::key) {
                self.longer.entry(prefix).or_default().longer = true;
            }
        }
    }

    pub(super) fn set(&mut self, word: &str, class: Class) {
        let chars: Vec<char> = word.chars().collect();
        let weight = self.word(&chars).map_or(7, |(_, weight)| weight);
        self.keep(&chars, class, weight);
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
            self.keep(&chars, class, weight);
        }
    }
}

/// Words of bits for pairs of characters: 64 KiB, which stay close to the processor.
const PAIRS: usize = 1 << 13;

/// Which bit stands for a pair of characters.
fn pair_bit(first: char, second: char) -> (usize, u64) {
    let mixed = (u32::from(first).wrapping_mul(0x9e37_79b1) ^ u32::from(second))
        .wrapping_mul(0x85eb_ca6b)
        >> 13;
    (mixed as usize / 64 % PAIRS, 1 << (mixed % 64))
}

/// Up to four characters of the basic plane as one number.
fn key(chars: &[char]) -> Option<u64> {
    if chars.is_empty() || chars.len() > LONGEST {
        return None;
    }
    chars.iter().try_fold(0, |key, &char| joined(key, char))
}

/// The number of some characters and one more.
fn joined(key: u64, char: char) -> Option<u64> {
    let code = u64::from(char);
    (code <= 0xffff).then_some(key << 16 | code)
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
