//! Word classes in, membership and occurrences out.

use crate::knowledge::forms::Forms;
use crate::text::Few;
use std::cmp::Reverse;
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
    forward: Edges<false>,
    backward: Edges<true>,
    words: Vec<String>,
}

/// Words by their first character, or by their last one where they are read back; those of one
/// character in the order given.
///
/// Invariants: the words of one character stand side by side and have one slot, the first free one
/// from where the character belongs; there are as many slots as a power of two, more than characters.
#[derive(Clone, Debug, Default)]
struct Edges<const BACK: bool> {
    ends: Few,
    slots: Vec<Slot>,
    words: Vec<Word>,
    /// The characters of all words, as they are read.
    text: Vec<char>,
}

/// Where the words of one character stand.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    char: char,
    first: u32,
    /// Past the last of them, 0 in a free slot.
    past: u32,
}

/// A word as it is looked for: by its first characters at once.
#[derive(Clone, Copy, Debug)]
struct Word {
    head: u64,
    /// How far the head is to be shifted to leave what belongs to the word.
    shift: u32,
    /// The head does not tell all of it.
    longer: bool,
    /// Its place in the class.
    number: u32,
    /// Where it stands in `text`.
    from: u32,
    length: u32,
}

/// The first four characters of a text, as many as it has, in one number. Those beyond the basic
/// plane all look the same.
#[inline]
fn head(mut text: impl Iterator<Item = char>) -> u64 {
    let mut head = 0;
    for place in 0..4 {
        let Some(char) = text.next() else { break };
        head |= u64::from(char).min(0xffff) << (16 * place);
    }
    head
}

impl<const BACK: bool> Edges<BACK> {
    fn of(words: &[String]) -> Self {
        let read = |word: &String| -> Vec<char> {
            if BACK { word.chars().rev().collect() } else { word.chars().collect() }
        };
        let words: Vec<Vec<char>> = words.iter().map(read).collect();
        let mut order: Vec<(char, u32)> =
            (0..).zip(&words).filter_map(|(at, word)| Some((*word.first()?, at))).collect();
        order.sort_unstable();
        let groups = || order.chunk_by(|(one, _), (other, _)| one == other);
        let slots = vec![Slot::default(); (groups().count() * 3 / 2 + 1).next_power_of_two()];
        let mut edges = Self { slots, ..Self::default() };
        for group in groups() {
            let (char, first) = (group[0].0, edges.words.len() as u32);
            for &(_, number) in group {
                edges.take_in(&words[number as usize], number);
            }
            edges.ends.add(char);
            let place = edges.place(char);
            edges.slots[place] = Slot { char, first, past: edges.words.len() as u32 };
        }
        edges
    }

    fn take_in(&mut self, word: &[char], number: u32) {
        self.words.push(Word {
            head: head(word.iter().copied()),
            shift: 64 - 16 * word.len().min(4) as u32,
            longer: word.len() > 4 || word.iter().any(|char| *char > '\u{fffe}'),
            number,
            from: self.text.len() as u32,
            length: word.len() as u32,
        });
        self.text.extend(word);
    }

    /// The slot of this character, or the free one that it would have.
    #[inline]
    fn place(&self, char: char) -> usize {
        let last = self.slots.len() - 1;
        let mut at = (char as u32).wrapping_mul(0x9e37_79b9) as usize >> 16 & last;
        while self.slots[at].past > 0 && self.slots[at].char != char {
            at = (at + 1) & last;
        }
        at
    }

    /// The words that the text begins with, or ends with.
    #[inline]
    fn matches<'a>(&'a self, text: &'a [char]) -> impl Iterator<Item = &'a Word> + 'a {
        let edge = if BACK { text.last() } else { text.first() };
        let words = match edge {
            Some(&char) if self.ends.may_hold(char) => self.group(char),
            _ => &[],
        };
        let head = if words.is_empty() { 0 } else { Self::head_of(text) };
        words.iter().filter(move |word| {
            (word.head ^ head) << word.shift == 0 && (!word.longer || self.goes_on(word, text))
        })
    }

    /// The words of this character. Seldom asked for, so that what comes before it stays small.
    #[inline(never)]
    fn group(&self, char: char) -> &[Word] {
        let slot = self.slots[self.place(char)];
        &self.words[slot.first as usize..slot.past as usize]
    }

    #[inline(never)]
    fn head_of(text: &[char]) -> u64 {
        let four = if BACK {
            text.last_chunk().map(|&[fourth, third, second, first]| [first, second, third, fourth])
        } else {
            text.first_chunk().copied()
        };
        match four {
            Some(four) => head(four.into_iter()),
            None if BACK => head(text.iter().rev().copied()),
            None => head(text.iter().copied()),
        }
    }

    /// Whether the text has all characters of the word.
    fn goes_on(&self, word: &Word, text: &[char]) -> bool {
        let word = &self.text[word.from as usize..(word.from + word.length) as usize];
        text.len() >= word.len()
            && if BACK {
                text.iter().rev().zip(word).all(|(one, other)| one == other)
            } else {
                text.starts_with(word)
            }
    }
}

impl Class {
    /// The class of these words.
    pub(in crate::knowledge) fn new(words: Vec<String>) -> Self {
        let counted = words.into_iter().map(|word| (Reverse(word.chars().count()), word));
        let mut words: Vec<_> = counted.collect();
        words.sort_unstable();
        words.dedup();
        let words: Vec<String> = words.into_iter().map(|(_, word)| word).collect();
        Self { forward: Edges::of(&words), backward: Edges::of(&words), words }
    }

    /// Its words, the longest first.
    pub fn words(&self) -> &[String] {
        &self.words
    }

    /// The longest of its words that `text` begins with: its place among the words, its length.
    pub(in crate::knowledge) fn longest(&self, text: &[char]) -> Option<(usize, usize)> {
        let found = self.forward.matches(text).next();
        found.map(|word| (word.number as usize, word.length as usize))
    }

    /// The longest of its words that `text` ends with: its place among the words.
    pub(in crate::knowledge) fn longest_end(&self, text: &[char]) -> Option<usize> {
        self.backward.matches(text).next().map(|word| word.number as usize)
    }

    /// The lengths of its words that `text` begins with, the longest first.
    #[inline]
    pub fn starting<'a>(&'a self, text: &'a [char]) -> impl Iterator<Item = usize> + 'a {
        self.forward.matches(text).map(|word| word.length as usize)
    }

    /// The lengths of its words that `text` ends with, the longest first.
    #[inline]
    pub fn ending<'a>(&'a self, text: &'a [char]) -> impl Iterator<Item = usize> + 'a {
        self.backward.matches(text).map(|word| word.length as usize)
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
    /// With their numbers.
    words: Forms<u32>,
    /// For each word the classes it belongs to, and bits for those told apart.
    members: Vec<(Vec<ClassId>, u8)>,
}

/// One occurrence of a word, in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit<'a> {
    /// The word, by its number among those that are looked for.
    pub word: u32,
    /// Its classes.
    pub classes: &'a [ClassId],
    /// A bit for each of the classes told apart by [`Finder::new`] that it belongs to.
    pub told: u8,
    /// First character.
    pub start: usize,
    /// Past the last character.
    pub end: usize,
}

impl Finder {
    /// A finder of the words of these classes, of which the first eight are told apart.
    pub fn new(all: &Classes, classes: impl IntoIterator<Item = ClassId>) -> Self {
        let mut table: BTreeMap<&str, (Vec<ClassId>, u8)> = BTreeMap::new();
        for (place, class) in (0..).zip(classes) {
            for word in &all.get(class).words {
                let (members, told) = table.entry(word).or_default();
                *told |= 1_u8.checked_shl(place).unwrap_or(0);
                if !members.contains(&class) {
                    members.push(class);
                }
            }
        }
        let words = Forms::of(table.keys().copied().zip(0..table.len() as u32));
        Self { words, members: table.into_values().collect() }
    }

    /// For each word the classes it belongs to.
    pub(super) fn members(&self) -> impl Iterator<Item = &[ClassId]> {
        self.members.iter().map(|(classes, _)| classes.as_slice())
    }

    /// Adds every occurrence to `hits`, ordered by its end.
    pub fn hits<'a>(&'a self, chars: &[char], hits: &mut Vec<Hit<'a>>) {
        self.words.each(chars, |hit| {
            let (classes, told) = &self.members[*hit.meaning as usize];
            let (start, end) = (hit.start as usize, hit.end as usize);
            hits.push(Hit { word: *hit.meaning, classes, told: *told, start, end });
        });
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
        let mut hits = Vec::new();
        finder.hits(&text, &mut hits);
        let found: Vec<_> = hits.iter().map(|hit| (hit.start, hit.end)).collect();
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
