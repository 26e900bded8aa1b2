//! RON files under `grammar/` in, the words that begin, end and surround names out.

mod clue;
mod letters;
mod pairs;
mod vocabulary;

pub use clue::{Clue, Clues};
pub use letters::Letter;
pub use pairs::Known;
pub use vocabulary::{Class, Vocabulary};

use super::forms::{Forms, Hit};
use super::{Error, Files, Part, Words};
use letters::Letters;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Words that play one part in names, with sentences that show it.
///
/// In the sentences names are marked by brackets, with their kinds: `[常州市发改委/Institution]主任`.
/// Each sentence must give exactly the marked names.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// The part its words play.
    pub clue: Clue,
    /// The words, separated by blanks.
    pub words: String,
    /// Sentences with names that the words help to find.
    #[serde(default)]
    pub examples: Vec<String>,
    /// Sentences with the words and without such a name.
    #[serde(default)]
    pub counter_examples: Vec<String>,
}

/// A word of the grammar in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// First character.
    pub start: u32,
    /// Past the last character.
    pub end: u32,
    /// The parts it may play.
    pub clues: Clues,
    /// The rounded logarithm of its frequency, when it is a common word as well.
    pub weight: Option<u8>,
}

/// Clues that only tell what a word does in a sentence.
const CLASSES: Clues = Clues::of(&[Clue::Verb, Clue::Activity, Clue::Adjective, Clue::Particle]);

/// One word of the grammar.
#[derive(Clone, Copy)]
struct Form {
    clues: Clues,
    weight: Option<u8>,
}

/// Words that begin, end and surround names, and the common words of the language.
pub struct Grammar {
    rules: Vec<Rule>,
    words: Forms<Form>,
    vocabulary: Vocabulary,
    letters: Letters,
}

impl std::fmt::Debug for Grammar {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Grammar").field("rules", &self.rules.len()).finish_non_exhaustive()
    }
}

impl Grammar {
    /// All rules, in the order of their files.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// Common words and their classes.
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// How common this surname of one or two characters is.
    #[inline]
    pub fn surname(&self, chars: &[char]) -> Option<u32> {
        self.letters.surname(chars)
    }

    /// Whether this character is at least as likely in a foreign name as in other text.
    #[inline]
    pub fn is_foreign(&self, char: char) -> bool {
        self.letters.is_foreign(char)
    }

    /// What this character may be in the name of a person.
    #[inline]
    pub fn letter(&self, char: char) -> Letter {
        self.letters.of(char)
    }

    /// Every word of the grammar in these characters, by end and then longest first, but for those
    /// that only add to the vocabulary.
    pub fn marks(&self, chars: &[char]) -> Vec<Mark> {
        let mut marks = Vec::with_capacity(chars.len());
        self.add_marks(chars, &mut marks);
        marks
    }

    /// Adds them to those of other characters.
    pub fn add_marks(&self, chars: &[char], marks: &mut Vec<Mark>) {
        self.words.each(chars, |Hit { start, end, meaning: &Form { clues, weight } }| {
            marks.push(Mark { start, end, clues, weight });
        });
    }
}

impl Part for Grammar {
    fn read(files: &Files) -> Result<Self, Error> {
        let rules: Vec<Rule> =
            files.ron::<Vec<Rule>>("grammar")?.into_iter().flat_map(|(_, rules)| rules).collect();
        let mut clues_of: BTreeMap<&str, Clues> = BTreeMap::new();
        for rule in &rules {
            for word in rule.words.split_whitespace() {
                let clues = clues_of.entry(word).or_default();
                *clues = clues.with(rule.clue);
            }
        }
        let classed = clues_of.iter().filter_map(|(word, clues)| Some((*word, Class::of(*clues)?)));
        let vocabulary = Vocabulary::read(files, classed)?;
        // The vocabulary tells what they are, and nobody looks for them by their clue.
        clues_of.retain(|_, clues| !clues.within(CLASSES));
        let forms = clues_of.iter().map(|(word, &clues)| {
            let chars: Vec<char> = word.chars().collect();
            (*word, Form { clues, weight: vocabulary.word(&chars).map(|(_, weight)| weight) })
        });
        let words = Forms::of(forms);
        let letters = Letters::read(&Words::read(files)?);
        Ok(Self { rules, words, vocabulary, letters })
    }
}

#[cfg(test)]
mod tests {
    use crate::knowledge::Knowledge;

    #[test]
    fn words_are_found_with_the_parts_they_play() {
        let chars: Vec<char> = "成立了龙山实验室".chars().collect();
        let marks = Knowledge::embedded().grammar().marks(&chars);
        let lab = marks.iter().find(|mark| mark.start == 5 && mark.end == 8).unwrap();
        assert!(lab.clues.has(super::Clue::InstitutionTail));
    }
}
