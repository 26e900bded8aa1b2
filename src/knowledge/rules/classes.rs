//! Word classes in, membership and occurrences out.

use crate::knowledge::forms::Forms;
use crate::text::Few;
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

/// Index of a word class.
pub type ClassId = u16;

/// Word classes, by name or by their alternatives.
#[derive(Clone, Debug, Default)]
pub struct Classes {
    names: BTreeMap<String, ClassId>,
    classes: Vec<Class>,
}

/// Some words that do the same work.
#[derive(Clone, Debug, Default)]
pub struct Class {
    /// By their first character.
    forward: Edges,
    /// By their last character.
    backward: Edges,
    words: Vec<String>,
}

/// Words by a character at one of their ends, the longest first among those of one character.
#[derive(Clone, Debug, Default)]
struct Edges {
    ends: Few,
    /// The characters, sorted, and past which of `words` those of each end.
    chars: Vec<(char, u32)>,
    /// For each word its place in the class and where in `text` it stands.
    words: Vec<(u32, Range<u32>)>,
    text: Vec<char>,
}

impl Edges {
    /// These words by the character that `edge` gives; within one character in the order given.
    fn of(words: &[String], edge: fn(&[char]) -> Option<&char>) -> Self {
        let mut edges = Self::default();
        let words: Vec<Vec<char>> = words.iter().map(|word| word.chars().collect()).collect();
        let mut order: Vec<(char, u32)> =
            (0..).zip(&words).filter_map(|(at, word)| Some((*edge(word)?, at))).collect();
        order.sort_unstable();
        for (char, number) in order {
            edges.ends.add(char);
            let from = edges.text.len() as u32;
            edges.text.extend(&words[number as usize]);
            edges.words.push((number, from..edges.text.len() as u32));
            let past = edges.words.len() as u32;
            match edges.chars.last_mut() {
                Some(last) if last.0 == char => last.1 = past,
                _ => edges.chars.push((char, past)),
            }
        }
        edges
    }

    /// The words with this character at their end, each with its place in the class.
    fn at(&self, char: Option<&char>) -> impl Iterator<Item = (u32, &[char])> {
        let words = char.map_or(&[][..], |char| self.of_char(*char));
        words
            .iter()
            .map(|(number, range)| (*number, &self.text[range.start as usize..range.end as usize]))
    }

    fn of_char(&self, char: char) -> &[(u32, Range<u32>)] {
        if !self.ends.may_hold(char) {
            return &[];
        }
        let Ok(at) = self.chars.binary_search_by_key(&char, |(char, _)| *char) else { return &[] };
        let first = at.checked_sub(1).map_or(0, |before| self.chars[before].1);
        &self.words[first as usize..self.chars[at].1 as usize]
    }
}

/// Whether the characters of a word, which are few, are the first of these.
fn begins<'a>(
    mut text: impl ExactSizeIterator<Item = &'a char>,
    mut word: impl ExactSizeIterator<Item = &'a char>,
) -> bool {
    text.len() >= word.len() && word.all(|char| text.next() == Some(char))
}

impl Class {
    /// The class of these words.
    pub(in crate::knowledge) fn new(mut words: Vec<String>) -> Self {
        words.sort_by_key(|word| (std::cmp::Reverse(word.chars().count()), word.clone()));
        words.dedup();
        let (forward, backward) =
            (Edges::of(&words, <[char]>::first), Edges::of(&words, <[char]>::last));
        Self { forward, backward, words }
    }

    /// Its words, the longest first.
    pub fn words(&self) -> &[String] {
        &self.words
    }

    /// The longest of its words that `text` begins with: its place among the words, its length.
    pub(in crate::knowledge) fn longest(&self, text: &[char]) -> Option<(usize, usize)> {
        let mut words = self.forward.at(text.first());
        let found = words.find(|(_, word)| begins(text.iter(), word.iter()));
        found.map(|(number, word)| (number as usize, word.len()))
    }

    /// The longest of its words that `text` ends with: its place among the words.
    pub(in crate::knowledge) fn longest_end(&self, text: &[char]) -> Option<usize> {
        let mut words = self.backward.at(text.last());
        let found = words.find(|(_, word)| begins(text.iter().rev(), word.iter().rev()));
        found.map(|(number, _)| number as usize)
    }

    /// The lengths of its words that `text` begins with, the longest first.
    pub fn starting<'a>(&'a self, text: &'a [char]) -> impl Iterator<Item = usize> + 'a {
        let words = self.forward.at(text.first());
        words.filter(|(_, word)| begins(text.iter(), word.iter())).map(|(_, word)| word.len())
    }

    /// The lengths of its words that `text` ends with, the longest first.
    pub fn ending<'a>(&'a self, text: &'a [char]) -> impl Iterator<Item = usize> + 'a {
        let words = self.backward.at(text.last());
        words
            .filter(|(_, word)| begins(text.iter().rev(), word.iter().rev()))
            .map(|(_, word)| word.len())
    }

    /// Where one of its words first stands in `text`, and its length.
    pub fn within(&self, text: &[char]) -> Option<(usize, usize)> {
        (0..text.len()).find_map(|at| {
            text.get(at..).and_then(|rest| self.starting(rest).next()).map(|len| (at, len))
        })
    }
}

impl Classes {
    /// Adds a named class; the words are parted by spaces, and `@name` takes in another class.
    pub fn define(&mut self, name: &str, words: &str) -> Result<ClassId, String> {
        let mut all = Vec::new();
        for word in words.split_whitespace() {
            match word.strip_prefix('@') {
                Some(other) => all.extend(self.named(other)?.words.iter().cloned()),
                None => all.push(word.to_owned()),
            }
        }
        Ok(self.insert(format!("@{name}"), all))
    }

    /// The class of `落户|落地|@site`.
    pub fn class(&mut self, alternatives: &str) -> Result<ClassId, String> {
        if let Some(&known) = self.names.get(alternatives) {
            return Ok(known);
        }
        let mut all = Vec::new();
        for word in alternatives.split('|').filter(|word| !word.is_empty()) {
            match word.strip_prefix('@') {
                Some(other) => all.extend(self.named(other)?.words.iter().cloned()),
                None => all.push(word.to_owned()),
            }
        }
        Ok(self.insert(alternatives.to_owned(), all))
    }

    /// How many there are: their ids are the numbers below.
    pub(super) fn len(&self) -> usize {
        self.classes.len()
    }

    /// The class with this id.
    pub fn get(&self, id: ClassId) -> &Class {
        &self.classes[usize::from(id)]
    }

    /// The class with this name.
    pub fn named(&self, name: &str) -> Result<&Class, String> {
        self.id(name).map(|id| self.get(id))
    }

    /// The id of the class with this name.
    pub fn id(&self, name: &str) -> Result<ClassId, String> {
        let id = self.names.get(&format!("@{name}")).copied();
        id.ok_or_else(|| format!("no word class is named `{name}`"))
    }

    fn insert(&mut self, name: String, words: Vec<String>) -> ClassId {
        let id = self.classes.len() as ClassId;
        self.classes.push(Class::new(words));
        self.names.insert(name, id);
        id
    }
}

/// Finds the words of some classes.
pub struct Finder {
    words: Forms,
    /// For each word the classes it belongs to.
    members: Vec<Vec<ClassId>>,
}

/// One occurrence of a word, in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit<'a> {
    /// Classes of the word.
    pub classes: &'a [ClassId],
    /// First character.
    pub start: usize,
    /// Past the last character.
    pub end: usize,
}

impl Finder {
    /// A finder of the words of these classes.
    pub fn new(all: &Classes, classes: impl IntoIterator<Item = ClassId>) -> Self {
        let mut table: BTreeMap<&str, Vec<ClassId>> = BTreeMap::new();
        for class in classes {
            for word in &all.get(class).words {
                let members = table.entry(word).or_default();
                if !members.contains(&class) {
                    members.push(class);
                }
            }
        }
        let words = Forms::of(table.keys().copied());
        Self { words, members: table.into_values().collect() }
    }

    /// Every occurrence, ordered by its end.
    pub fn hits(&self, chars: &[char]) -> Vec<Hit<'_>> {
        let mut hits = Vec::with_capacity(chars.len() / 4);
        self.words.each(chars, |hit| {
            let classes = &self.members[hit.form as usize];
            hits.push(Hit { classes, start: hit.start as usize, end: hit.end as usize });
        });
        hits
    }
}

impl fmt::Debug for Finder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Finder").field("words", &self.members.len()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_with_their_classes() {
        let mut classes = Classes::default();
        classes.define("site", "落户 入驻").unwrap();
        let class = classes.class("@site|落地").unwrap();
        let finder = Finder::new(&classes, [class]);
        let text: Vec<char> = "甲a落户乙，丙入驻".chars().collect();
        let found: Vec<_> = finder.hits(&text).iter().map(|hit| (hit.start, hit.end)).collect();
        assert_eq!(found, [(2, 4), (7, 9)]);
    }

    #[test]
    fn the_longest_word_comes_first() {
        let class = Class::new(vec!["市长".into(), "市".into(), "副市长".into()]);
        let text: Vec<char> = "市长助理".chars().collect();
        assert_eq!(class.starting(&text).collect::<Vec<_>>(), [2, 1]);
        let text: Vec<char> = "某副市长".chars().collect();
        assert_eq!(class.ending(&text).collect::<Vec<_>>(), [3, 2]);
    }
}
