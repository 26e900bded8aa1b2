//! Word classes in, membership and occurrences out.

use daachorse::charwise::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder};
use std::collections::BTreeMap;
use std::fmt;

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
    /// The lower bits of the characters: most others are told at once.
    filter: [u64; 16],
    /// The characters, sorted.
    chars: Vec<char>,
    /// The words of each.
    words: Vec<Vec<Vec<char>>>,
}

/// Which of 1024 bits stands for a character.
fn bit(char: char) -> (usize, u64) {
    let low = char as usize % 1024;
    (low / 64, 1 << (low % 64))
}

impl Edges {
    fn of(words: BTreeMap<char, Vec<Vec<char>>>) -> Self {
        let mut edges = Self::default();
        for (char, words) in words {
            let (place, bit) = bit(char);
            edges.filter[place] |= bit;
            edges.chars.push(char);
            edges.words.push(words);
        }
        edges
    }

    /// The words with this character at their end.
    fn at(&self, char: Option<&char>) -> &[Vec<char>] {
        let Some(char) = char else { return &[] };
        let (place, bit) = bit(*char);
        if self.filter[place] & bit == 0 {
            return &[];
        }
        self.chars.binary_search(char).map_or(&[], |at| &self.words[at])
    }
}

impl Class {
    /// The class of these words.
    pub(in crate::knowledge) fn new(mut words: Vec<String>) -> Self {
        words.sort_by_key(|word| (std::cmp::Reverse(word.chars().count()), word.clone()));
        words.dedup();
        let (mut forward, mut backward) = (BTreeMap::new(), BTreeMap::new());
        for word in &words {
            let chars: Vec<char> = word.chars().collect();
            if let (Some(&first), Some(&last)) = (chars.first(), chars.last()) {
                forward.entry(first).or_insert_with(Vec::new).push(chars.clone());
                backward.entry(last).or_insert_with(Vec::new).push(chars);
            }
        }
        Self { forward: Edges::of(forward), backward: Edges::of(backward), words }
    }

    /// The lengths of its words that `text` begins with, the longest first.
    pub fn starting<'a>(&'a self, text: &'a [char]) -> impl Iterator<Item = usize> + 'a {
        let words = self.forward.at(text.first()).iter();
        words.filter(|word| text.starts_with(word)).map(Vec::len)
    }

    /// The lengths of its words that `text` ends with, the longest first.
    pub fn ending<'a>(&'a self, text: &'a [char]) -> impl Iterator<Item = usize> + 'a {
        let words = self.backward.at(text.last()).iter();
        words.filter(|word| text.ends_with(word)).map(Vec::len)
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

/// Finds the words of some classes in one pass.
pub struct Finder {
    machine: Option<CharwiseDoubleArrayAhoCorasick<u32>>,
    /// For each word the classes it belongs to, and its length in characters.
    members: Vec<(Vec<ClassId>, usize)>,
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
        let words = table.keys().enumerate().map(|(at, word)| (word, at as u32));
        // It fails only for no words at all.
        let machine = CharwiseDoubleArrayAhoCorasickBuilder::new()
            .use_prefilter(false)
            .build_with_values(words)
            .ok();
        let members =
            table.into_iter().map(|(word, classes)| (classes, word.chars().count())).collect();
        Self { machine, members }
    }

    /// Every occurrence, ordered by its end.
    pub fn hits(&self, chars: &[char]) -> Vec<Hit<'_>> {
        let mut hits = Vec::new();
        let Some(machine) = &self.machine else { return hits };
        let mut stepper = machine.find_overlapping_stepper();
        for (at, &char) in chars.iter().enumerate() {
            stepper.consume(char);
            for hit in stepper.matches() {
                let (classes, length) = &self.members[hit.value() as usize];
                hits.push(Hit { classes, start: at + 1 - length, end: at + 1 });
            }
        }
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
