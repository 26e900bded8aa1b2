//! Words of two to four characters in, those that stand in a text out.
//!
//! Most characters of a text are looked up here, so the table is laid out for that: one slot for
//! each pair of characters that words begin with, and the longer words of a pair side by side.

use super::Class;
use crate::knowledge::bits::bits;

/// Longest word, in characters.
pub(super) const LONGEST: u8 = 4;

/// What a word is: its class and the rounded logarithm of its frequency.
pub(super) type Word = (Class, u8);

/// A word in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    /// Its first character.
    pub start: u32,
    /// Its length in characters.
    pub length: u8,
    /// What it does in a sentence.
    pub class: Class,
    /// The rounded logarithm of its frequency.
    pub weight: u8,
}

/// A pair of characters that words begin with. Small, as what the processor has at hand is what
/// makes reading fast.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    /// Both characters as one number; 0 for a free slot.
    pair: u32,
    /// The place in `kinds` of what the pair is if it is a word, else 0; in the upper bits the place
    /// in `groups` of the longer words that begin with it, 0 for none.
    kind_and_group: u32,
}

/// Bits for the kind of a slot: there are fewer classes with weights.
const KIND: u32 = 12;

impl Slot {
    fn kind(self) -> usize {
        (self.kind_and_group & ((1 << KIND) - 1)) as usize
    }

    fn group(self) -> usize {
        (self.kind_and_group >> KIND) as usize
    }
}

/// What follows a pair in a longer word: one character or two, as one number.
#[derive(Clone, Copy, Debug)]
struct Rest {
    chars: u32,
    word: Word,
}

/// Words by their first two characters.
///
/// Invariants: `slots` has a power of two of them and free ones among them, or none at all; the
/// longer words of a pair are sorted, those of three characters before those of four; the first of
/// `kinds` and of `groups` are of nothing.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    /// A bit for each pair, by a hash of it: most pairs that begin no word are told at once.
    filter: Vec<u64>,
    slots: Vec<Slot>,
    /// Every class with every weight that words of two characters have.
    kinds: Vec<Option<Word>>,
    /// Where the longer words of a pair stand.
    groups: Vec<(u32, u32)>,
    longer: Vec<Rest>,
}

/// Words of bits for pairs of characters: 64 KiB, which stay close to the processor.
const FILTER: usize = 1 << 13;

/// Mixes a pair into a number whose upper bits are well spread.
fn mixed(pair: u32) -> u32 {
    (pair ^ pair >> 15).wrapping_mul(0x9e37_79b1)
}

/// Which bit of the filter stands for a pair.
fn bit(pair: u32) -> (usize, u32) {
    let mixed = mixed(pair) >> 13;
    (mixed as usize / 64 % FILTER, mixed % 64)
}

/// Two characters of the basic plane as one number, which is not 0.
fn joined(first: char, second: char) -> Option<u32> {
    let code = |char| u16::try_from(u32::from(char)).ok().map(u32::from);
    Some(code(first)? << 16 | code(second)?).filter(|&pair| pair != 0)
}

/// What follows a pair as one number; rests of two characters are the greater ones.
fn rest(chars: &[char]) -> Option<u32> {
    match *chars {
        [third] => joined('\0', third),
        [third, fourth] if third != '\0' => joined(third, fourth),
        _ => None,
    }
}

impl Pairs {
    /// The table of these words; those of another length are left out.
    pub(super) fn of<'w>(words: impl Iterator<Item = (&'w [char], Word)>) -> Self {
        let mut pairs: Vec<(u32, Word)> = Vec::new();
        let mut longer: Vec<(u32, Rest)> = Vec::new();
        for (chars, word) in words {
            let Some((pair, behind)) = chars.split_at_checked(2) else { continue };
            let Some(pair) = joined(pair[0], pair[1]) else { continue };
            if behind.is_empty() {
                pairs.push((pair, word));
            } else if let Some(chars) = rest(behind) {
                longer.push((pair, Rest { chars, word }));
            }
        }
        longer.sort_unstable_by_key(|(pair, rest)| (*pair, rest.chars));
        let groups = longer.chunk_by(|(one, _), (other, _)| one == other);
        let size = pairs.len() + groups.clone().count();
        let mut table = Self {
            filter: vec![0; FILTER],
            slots: vec![Slot::default(); (size * 3 / 2 + 1).next_power_of_two()],
            kinds: vec![None],
            groups: vec![(0, 0)],
            longer: longer.iter().map(|(_, rest)| *rest).collect(),
        };
        for (pair, word) in pairs {
            let known = table.kinds.iter().position(|kind| *kind == Some(word));
            let kind = known.unwrap_or_else(|| {
                table.kinds.push(Some(word));
                table.kinds.len() - 1
            });
            table.slot_mut(pair).kind_and_group |= kind as u32;
        }
        let mut from = 0;
        for group in groups {
            let past = from + group.len() as u32;
            // No language has so many pairs; those that would not fit are left out.
            let number = table.groups.len() as u32;
            if number < 1 << (32 - KIND) {
                table.groups.push((from, past));
                table.slot_mut(group[0].0).kind_and_group |= number << KIND;
            }
            from = past;
        }
        table
    }

    fn slot_mut(&mut self, pair: u32) -> &mut Slot {
        let (place, bit) = bit(pair);
        self.filter[place] |= 1 << bit;
        let mut at = mixed(pair) as usize & (self.slots.len() - 1);
        while self.slots[at].pair != pair && self.slots[at].pair != 0 {
            at = (at + 1) & (self.slots.len() - 1);
        }
        self.slots[at].pair = pair;
        &mut self.slots[at]
    }

    /// 1 if words may begin with this pair, else 0.
    #[inline]
    fn may_begin(&self, pair: u32) -> u64 {
        let (place, bit) = bit(pair);
        self.filter.get(place).map_or(0, |bits| bits >> bit & 1)
    }

    fn slot(&self, pair: u32) -> Option<Slot> {
        if self.slots.is_empty() {
            return None;
        }
        let mut at = mixed(pair) as usize & (self.slots.len() - 1);
        loop {
            let slot = self.slots[at];
            if slot.pair == pair {
                return Some(slot);
            }
            if slot.pair == 0 {
                return None;
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
    }

    /// What follows the pair in longer words, the shorter first.
    fn rests(&self, slot: Slot) -> &[Rest] {
        let (start, end) = self.groups[slot.group()];
        &self.longer[start as usize..end as usize]
    }

    /// What these characters are, if they are a word of the table.
    pub(super) fn word(&self, chars: &[char]) -> Option<Word> {
        let (pair, behind) = chars.split_at_checked(2)?;
        let slot = self.slot(joined(pair[0], pair[1])?)?;
        if behind.is_empty() {
            return self.kinds[slot.kind()];
        }
        let (rests, chars) = (self.rests(slot), rest(behind)?);
        rests.binary_search_by_key(&chars, |rest| rest.chars).ok().map(|at| rests[at].word)
    }

    /// Adds every word of the table that stands in these characters, by start and then shortest
    /// first.
    pub(super) fn words(&self, chars: &[char], found: &mut Vec<Known>) {
        for from in (0..chars.len()).step_by(64) {
            // No branch depends on the text here, so that the processor need not guess.
            // What is beyond the basic plane may pass for another pair, and is told apart below.
            let mut left = 0;
            let to = chars.len().min(from + 65);
            for (bit, pair) in chars[from..to].windows(2).enumerate() {
                left |= self.may_begin(u32::from(pair[0]) << 16 | u32::from(pair[1])) << bit;
            }
            // All slots are fetched before the first is looked at: the table is too large to be at
            // hand, but many fetches take no longer than one.
            let mut slots = [(Slot::default(), (0, 0)); 64];
            for bit in bits(left) {
                let pair = joined(chars[from + bit], chars[from + bit + 1]);
                let slot = pair.and_then(|pair| self.slot(pair)).unwrap_or_default();
                slots[bit] = (slot, self.groups[slot.group()]);
            }
            for bit in bits(left) {
                let (slot, (first, past)) = slots[bit];
                let longer = &self.longer[first as usize..past as usize];
                self.words_at(chars, from + bit, slot, longer, found);
            }
        }
    }

    /// Adds those that start at a place, at which the two characters of a slot stand; `longer` are
    /// what follows these in longer words.
    fn words_at(
        &self,
        chars: &[char],
        start: usize,
        slot: Slot,
        longer: &[Rest],
        found: &mut Vec<Known>,
    ) {
        let mut tell = |length: u8, (class, weight): Word| {
            found.push(Known { start: start as u32, length, class, weight });
        };
        if let Some(word) = self.kinds[slot.kind()] {
            tell(2, word);
        }
        if !longer.is_empty() {
            let third = chars.get(start + 2..start + 3).and_then(rest);
            let fourth = chars.get(start + 2..start + 4).and_then(rest);
            for rest in longer {
                if Some(rest.chars) == third {
                    tell(3, rest.word);
                } else if Some(rest.chars) == fourth {
                    tell(LONGEST, rest.word);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_that_stands_in_a_text_is_found_and_nothing_else() {
        let words = ["产业", "产业链", "产业集群", "业链", "集群", "链上"];
        let words: Vec<Vec<char>> = words.iter().map(|word| word.chars().collect()).collect();
        let numbered = words.iter().zip(1..).map(|(word, n)| (word.as_slice(), (Class::Noun, n)));
        let table = Pairs::of(numbered);
        let chars: Vec<char> = "产业链上的产业集群产".chars().collect();
        let mut found = Vec::new();
        table.words(&chars, &mut found);
        let told: Vec<_> = found.iter().map(|k| (k.start, k.length, k.weight)).collect();
        assert_eq!(
            told,
            [(0, 2, 1), (0, 3, 2), (1, 2, 4), (2, 2, 6), (5, 2, 1), (5, 4, 3), (7, 2, 5)]
        );
        for (word, n) in words.iter().zip(1..) {
            assert_eq!(table.word(word), Some((Class::Noun, n)));
        }
        for other in ["", "产", "链产", "产业集", "产业集群产"] {
            assert_eq!(table.word(&other.chars().collect::<Vec<_>>()), None, "{other}");
        }
        let mut found = Vec::new();
        Pairs::default().words(&chars, &mut found);
        assert!(found.is_empty() && Pairs::default().word(&chars[..2]).is_none());
    }
}
