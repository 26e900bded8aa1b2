//! Word lists in, for each character the listed words it stands in out.
//!
//! A list gives evidence, never proof: names of firms that are also common words may stand in one.
//! Words are kept as hashes of their prefixes, so that the lists travel inside a model file.

use super::Error;
use super::sorted::Places;
use crate::knowledge::{Knowledge, Trust};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Most lists that one model can hold: a bit each, and one to say that a word goes on.
pub(super) const MOST_LISTS: usize = 63;
/// Longest listed word that is looked for, in characters.
const LONGEST: usize = 12;
pub(super) const GOES_ON: u64 = 1 << 63;

/// Lists of words by name, as they are gathered.
#[derive(Clone, Debug, Default)]
pub struct Lists {
    names: Vec<String>,
    nodes: BTreeMap<u32, u64>,
}

impl Lists {
    /// Adds a word to the list of this name. Words beyond the 63rd list are left out.
    pub fn add(&mut self, list: &str, word: &str) {
        let known = self.names.iter().position(|name| name == list);
        let number = known.unwrap_or(self.names.len());
        let length = word.chars().count();
        if number >= MOST_LISTS || length == 0 || length > LONGEST {
            return;
        }
        if known.is_none() {
            self.names.push(list.to_owned());
        }
        let mut hash = ROOT;
        for (at, char) in word.chars().map(super::feature::fold).enumerate() {
            hash = step(hash, char);
            let mark = if at + 1 == length { 1 << number } else { GOES_ON };
            *self.nodes.entry(key(hash)).or_default() |= mark;
        }
    }

    /// Adds the names of the lexicon, a list for each kind and one for its doubtful forms, with
    /// towns apart because there are so many, and the surnames.
    pub fn add_knowledge(&mut self, knowledge: &Knowledge) {
        for entry in knowledge.lexicon().rows() {
            for (form, trust) in entry.forms() {
                let doubt = if trust == Trust::Sure { "" } else { "?" };
                let class = if entry.class == "town" { "/town" } else { "" };
                self.add(&format!("{}{class}{doubt}", entry.kind), form);
            }
        }
        for word in knowledge.words().list("surname").keys() {
            self.add("surname", word);
        }
    }

    /// Adds words of a tab-separated file with a header, told as `FILE:COLUMN` or, with one list
    /// for each value of a second column, `FILE:COLUMN:COLUMN`.
    pub fn add_table(&mut self, told: &str) -> Result<(), Error> {
        let mut parts = told.split(':');
        let path = PathBuf::from(parts.next().unwrap_or_default());
        let file = |source| Error::File { path: path.clone(), source };
        let text = std::fs::read_to_string(&path).map_err(file)?;
        let header: Vec<&str> = text.lines().next().unwrap_or_default().split('\t').collect();
        let column = |name: &str| {
            let message = format!("there is no column {name:?} among {}", header.join(", "));
            let found = header.iter().position(|&title| title == name);
            found.ok_or_else(|| Error::Line { path: path.clone(), line: 1, message })
        };
        let words = column(parts.next().unwrap_or_default())?;
        let sorts = parts.next().map(column).transpose()?;
        let stem = path.file_stem().map_or(String::new(), |stem| stem.to_string_lossy().into());
        for line in text.lines().skip(1) {
            let cells: Vec<&str> = line.split('\t').collect();
            let Some(word) = cells.get(words) else { continue };
            match sorts.and_then(|sorts| cells.get(sorts)) {
                Some(sort) => self.add(&format!("{stem}/{sort}"), word),
                None => self.add(&stem, word),
            }
        }
        Ok(())
    }
}

/// The lists of a model: their names, and every prefix by its hash, sorted, with a bit for each
/// list that holds a word ending there.
#[derive(Clone, Debug, Default)]
pub(super) struct Nodes {
    pub(super) names: Vec<String>,
    pub(super) nodes: Vec<(u32, u64)>,
}

impl From<Lists> for Nodes {
    fn from(lists: Lists) -> Self {
        Self { names: lists.names, nodes: lists.nodes.into_iter().collect() }
    }
}

const ROOT: u64 = 0x51_7C_C1_B7_27_22_0A_95;

fn step(hash: u64, char: char) -> u64 {
    (hash.rotate_left(5) ^ u64::from(char)).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

fn key(hash: u64) -> u32 {
    (hash >> 32) as u32
}

/// How a character stands in the words of one list: length of the longest word that begins here,
/// that ends here, that covers it, and whether it is a word itself.
pub(super) type Mark = u16;

/// The longest word of the list that begins here, at most 7.
pub(super) fn begins(mark: Mark) -> u16 {
    mark & 7
}

/// The longest word of the list that ends here, at most 7.
pub(super) fn ends(mark: Mark) -> u16 {
    mark >> 3 & 7
}

const SINGLE: Mark = 1 << 9;

/// Whether a word begins here, ends here, covers it, and whether it is one itself, a bit each.
pub(super) fn shape(mark: Mark) -> u16 {
    u16::from(begins(mark) > 0)
        | u16::from(ends(mark) > 0) << 1
        | u16::from(mark >> 6 & 7 > 0) << 2
        | u16::from(mark & SINGLE > 0) << 3
}

/// The same lists, and where their prefixes stand: hashes apart from what is known of them, because
/// most that are looked for are not there.
#[derive(Clone, Debug)]
pub(super) struct Index {
    lists: Nodes,
    places: Places,
    hashes: Vec<u32>,
    /// A bit for the lower bits of each hash.
    held: Vec<u64>,
}

/// How many of the lower bits of a hash have a bit.
const HELD_BITS: u32 = 21;

/// Where the bit of a hash is: which number, and which of its bits.
fn held(hash: u32) -> (usize, u32) {
    let low = hash & ((1 << HELD_BITS) - 1);
    ((low >> 6) as usize, low & 63)
}

impl Index {
    /// These lists, made ready.
    pub(super) fn of(lists: Nodes) -> Self {
        let hashes: Vec<u32> = lists.nodes.iter().map(|node| node.0).collect();
        let places = Places::of(hashes.len(), hashes.iter().copied());
        let mut bits = vec![0; 1 << (HELD_BITS - 6)];
        for &hash in &hashes {
            let (word, bit) = held(hash);
            bits[word] |= 1 << bit;
        }
        Self { lists, places, hashes, held: bits }
    }

    /// The lists as they are stored.
    pub(super) fn nodes(&self) -> &Nodes {
        &self.lists
    }

    /// Number of lists.
    pub(super) fn lists(&self) -> usize {
        self.lists.names.len()
    }

    /// The bits of a prefix, none if no word begins so.
    fn get(&self, key: u32) -> u64 {
        let (word, bit) = held(key);
        if self.held[word] >> bit & 1 == 0 {
            return 0;
        }
        let near = self.places.near(key);
        let place = self.hashes[near.clone()].iter().position(|&hash| hash == key);
        place.map_or(0, |place| self.lists.nodes[near.start + place].1)
    }

    /// Marks for each character and list, character `i` and list `k` at `i * lists + k`, and for
    /// each character the lists with a mark, a bit each.
    pub(super) fn mark(&self, chars: &[char], marks: &mut Vec<Mark>, marked: &mut Vec<u64>) {
        marks.clear();
        let lists = self.lists();
        marks.resize(chars.len() * lists, 0);
        marked.clear();
        marked.resize(chars.len(), 0);
        if lists == 0 {
            return;
        }
        for start in 0..chars.len() {
            let mut hash = ROOT;
            for (past, &char) in chars[start..].iter().take(LONGEST).enumerate() {
                hash = step(hash, char);
                let bits = self.get(key(hash));
                let mut held = bits & !GOES_ON;
                marked[start..=start + past].iter_mut().for_each(|marked| *marked |= held);
                while held != 0 {
                    let list = held.trailing_zeros() as usize;
                    held &= held - 1;
                    self.set(marks, list, start, start + past);
                }
                if bits & GOES_ON == 0 {
                    break;
                }
            }
        }
    }

    fn set(&self, marks: &mut [Mark], list: usize, first: usize, last: usize) {
        let slot = |at: usize| at * self.lists() + list;
        if first == last {
            marks[slot(first)] |= SINGLE;
            return;
        }
        let length = (last - first + 1).min(7) as Mark;
        let mut raise = |at: usize, shift: u32| {
            let mark = &mut marks[slot(at)];
            if *mark >> shift & 7 < length {
                *mark = *mark & !(7 << shift) | length << shift;
            }
        };
        raise(first, 0);
        raise(last, 3);
        for amid in first + 1..last {
            raise(amid, 6);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_knows_the_longest_words_it_begins_and_ends() {
        let mut lists = Lists::default();
        lists.add("place", "常州");
        lists.add("place", "常州市");
        lists.add("surname", "常");
        let index = Index::of(lists.into());
        let chars: Vec<char> = "在常州市区".chars().collect();
        let mut marks = Vec::new();
        let mut marked = Vec::new();
        index.mark(&chars, &mut marks, &mut marked);
        assert_eq!(marked, [0, 3, 1, 1, 0]);
        let place = |at: usize| (begins(marks[at * 2]), ends(marks[at * 2]));
        assert_eq!([place(0), place(1), place(2), place(3)], [(0, 0), (3, 0), (0, 2), (0, 3)]);
        assert_eq!(marks[3], SINGLE);
        assert_eq!(marks[2 * 2] >> 6 & 7, 3);
    }

    #[test]
    fn no_lists_give_no_marks() {
        let index = Index::of(Nodes::default());
        let mut marks = vec![1];
        let mut marked = Vec::new();
        index.mark(&['一', '二'], &mut marks, &mut marked);
        assert!(marks.is_empty());
        assert_eq!(marked, [0, 0]);
    }
}
