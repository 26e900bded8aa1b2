//! Words in, the sentences whose text holds them out.
//!
//! Each text is gone through once, however many words are looked for: by its pairs of neighbouring
//! characters. Nothing needs to be built or kept for that.

use crate::graph::KnowledgeGraph;
use crate::question::ground::Ground;
use rayon::prelude::*;
use std::sync::{Arc, PoisonError};

/// Places of the sieve that most pairs of a text fall through.
const SIEVE: usize = 1 << 12;
/// So few pairs are looked for one after the other, each in many bytes at once.
const FEW: usize = 12;

/// Words that are looked for in many texts.
pub(in crate::question) struct Sought<'w> {
    words: Vec<Word<'w>>,
    /// The pairs looked for, each with the next one that falls through the same place.
    pairs: Vec<(u64, u8)>,
    /// For each place of the sieve the first pair that falls through it.
    sieve: Box<[u8; SIEVE]>,
    /// The pairs as text, in the order of their bits.
    apart: Vec<&'w str>,
}

struct Word<'w> {
    text: &'w str,
    /// Its pairs, as bits.
    pairs: u128,
    length: usize,
}

/// No pair.
const NONE: u8 = u8::MAX;

impl<'w> Sought<'w> {
    /// These words.
    pub(in crate::question) fn of(words: impl IntoIterator<Item = &'w str>) -> Self {
        let (pairs, sieve) = (Vec::new(), Box::new([NONE; SIEVE]));
        let mut sought = Self { words: Vec::new(), pairs, sieve, apart: Vec::new() };
        for text in words {
            let mut own = 0;
            for pair in text_pairs(text) {
                each_pair(pair, |bytes| {
                    own |= sought.bit(bytes, pair).map_or(0, |bit| 1 << bit);
                });
            }
            sought.words.push(Word { text, pairs: own, length: text.chars().count() });
        }
        sought
    }

    /// The bit of a pair, a new one if need be; nothing when there are no more.
    fn bit(&mut self, pair: u64, text: &'w str) -> Option<u8> {
        if let Some(bit) = self.known(pair) {
            return Some(bit);
        }
        let bit = u8::try_from(self.pairs.len()).ok().filter(|bit| u32::from(*bit) < u128::BITS)?;
        let next = std::mem::replace(&mut self.sieve[hole(pair)], bit);
        self.pairs.push((pair, next));
        self.apart.push(text);
        Some(bit)
    }

    /// The bit of a pair that is looked for.
    fn known(&self, pair: u64) -> Option<u8> {
        let mut bit = self.sieve[hole(pair)];
        while let Some(&(known, next)) = self.pairs.get(bit as usize) {
            if known == pair {
                return Some(bit);
            }
            bit = next;
        }
        None
    }

    /// Which of the pairs sought a text holds.
    pub(in crate::question) fn pairs_in(&self, text: &str) -> u128 {
        let mut found = 0;
        if self.apart.len() <= FEW {
            for (bit, pair) in self.apart.iter().enumerate() {
                found |= u128::from(text.contains(pair)) << bit;
            }
            return found;
        }
        each_pair(text, |pair| found |= self.known(pair).map_or(0, |bit| 1 << bit));
        found
    }

    /// The words, by their places, that a text with these pairs holds.
    pub(in crate::question) fn held<'s>(
        &'s self,
        pairs: u128,
        text: &'s str,
    ) -> impl Iterator<Item = usize> + use<'s, 'w> {
        let holds = move |word: &Word<'_>| {
            pairs & word.pairs == word.pairs
                && (word.length == 2 && word.pairs != 0 || text.contains(word.text))
        };
        let words = self.words.iter().enumerate();
        words.filter(move |(_, word)| holds(word)).map(|(at, _)| at)
    }

    /// Whether a text holds one of the words.
    pub(in crate::question) fn holds_any(&self, text: &str) -> bool {
        !self.words.is_empty() && self.held(self.pairs_in(text), text).next().is_some()
    }

    /// Whether a text holds one of the words, or most pairs of its characters when it is long.
    pub(in crate::question) fn is_in(&self, text: &str) -> bool {
        let pairs = self.pairs_in(text);
        self.holds_part(pairs, 2) || self.held(pairs, text).next().is_some()
    }

    /// Whether a text holds a good part of the pairs of one of the words, which are long.
    pub(in crate::question) fn is_partly_in(&self, text: &str) -> bool {
        self.holds_part(self.pairs_in(text), 3)
    }

    /// Whether these pairs are one in so many of a long word.
    fn holds_part(&self, pairs: u128, in_so_many: usize) -> bool {
        let held = |word: &Word<'_>| (pairs & word.pairs).count_ones() as usize;
        self.words.iter().any(|word| word.length >= 4 && held(word) * in_so_many >= word.length)
    }
}

/// The pairs of neighbouring characters of a word.
fn text_pairs(word: &str) -> impl Iterator<Item = &str> {
    let ends = word.char_indices().skip(2).map(|(at, _)| at).chain([word.len()]);
    let starts = word.char_indices().map(|(at, _)| at);
    let pairs = starts.zip(ends).filter_map(|(start, end)| word.get(start..end));
    pairs.filter(|pair| pair.chars().nth(1).is_some())
}

/// Calls `see` with each pair of neighbouring characters of a text, as the bytes of the two.
fn each_pair(text: &str, mut see: impl FnMut(u64)) {
    let width = |lead: u8| lead.leading_ones().max(1);
    let mut rest = text.as_bytes();
    while let Some(&lead) = rest.first() {
        let window = rest.first_chunk().map_or_else(|| last(rest), |w| u64::from_le_bytes(*w));
        // Chinese: where the next pair begins does not hang on what is read here.
        if window & BOTH_LEADS == BOTH_OF_THREE {
            see(window & (u64::MAX >> 16));
            rest = &rest[3..];
            continue;
        }
        if window & BOTH_ASCII == 0 && rest.len() > 1 {
            see(window & (u64::MAX >> 48));
            rest = &rest[1..];
            continue;
        }
        let own = width(lead);
        let Some(&next) = rest.get(own as usize) else { return };
        see(window & (u64::MAX >> (64 - 8 * (own + width(next)))));
        rest = &rest[own as usize..];
    }
}

/// Of eight bytes those that tell how wide the first two characters are, if the first has three.
const BOTH_LEADS: u64 = 0xf000_00f0;
/// What these are where both have three.
const BOTH_OF_THREE: u64 = 0xe000_00e0;
/// What tells that one of the first two bytes is no character by itself.
const BOTH_ASCII: u64 = 0x8080;

/// Fewer than eight bytes as a number.
#[cold]
fn last(bytes: &[u8]) -> u64 {
    bytes.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte))
}

/// Where a pair of characters falls in the sieve.
fn hole(pair: u64) -> usize {
    (pair.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 52) as usize
}

impl Ground {
    /// The text of a sentence.
    pub(in crate::question) fn text<'g>(&self, graph: &'g KnowledgeGraph, at: u32) -> &'g str {
        graph.text_of(self.sentence(at))
    }

    /// Sentences that hold one of these words, in order. One question asks for the same words several
    /// times, so that the last answer is kept.
    pub(in crate::question) fn holding(
        &self,
        graph: &KnowledgeGraph,
        words: &[String],
    ) -> Arc<[u32]> {
        let last = || self.held.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((known, found)) = &*last()
            && known == words
        {
            return Arc::clone(found);
        }
        let sought = Sought::of(words.iter().map(String::as_str));
        let found = self.sentences_where(graph, |text| sought.is_in(text));
        *last() = Some((words.to_vec(), Arc::clone(&found)));
        found
    }

    fn sentences_where(
        &self,
        graph: &KnowledgeGraph,
        fits: impl Fn(&str) -> bool + Sync,
    ) -> Arc<[u32]> {
        let documents = (0..graph.archive().sources().len() as u32).into_par_iter();
        let found = documents.flat_map_iter(|document| {
            self.sentences_of(document).filter(|&at| fits(self.text(graph, at)))
        });
        found.collect::<Vec<u32>>().into()
    }

    /// How many sentences hold one of some words, for each of several lists of words, and how many
    /// sentences there are.
    pub(in crate::question) fn told(
        &self,
        graph: &KnowledgeGraph,
        lists: &[&[String]],
    ) -> (Vec<usize>, usize) {
        let own = (0..).zip(lists).flat_map(|(list, words)| words.iter().map(move |_| list));
        let own: Vec<usize> = own.collect();
        let sought = Sought::of(lists.iter().flat_map(|list| list.iter()).map(String::as_str));
        let all = self.sentences.all().len();
        let held = |at: u32| -> Vec<usize> {
            let text = self.text(graph, at);
            let mut held = vec![0; lists.len()];
            sought.held(sought.pairs_in(text), text).for_each(|word| held[own[word]] = 1);
            held
        };
        let none = || vec![0; lists.len()];
        let add = |one: Vec<usize>, other: Vec<usize>| {
            one.into_iter().zip(other).map(|(one, other)| one + other).collect()
        };
        let told = (0..all as u32).into_par_iter().map(held).reduce(none, add);
        (told, all)
    }

    /// Whether a sentence holds these words.
    pub(in crate::question) fn is_said(&self, graph: &KnowledgeGraph, words: &str) -> bool {
        let all = (0..self.sentences.all().len() as u32).into_par_iter();
        all.any(|at| self.text(graph, at).contains(words))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_whole_and_long_ones_by_most_of_their_pairs() {
        let sought = Sought::of(["电池", "低空经济", "CATL", "氢"]);
        let held = |text: &str| sought.held(sought.pairs_in(text), text).collect::<Vec<_>>();
        assert_eq!(held("动力电池和低空经济"), [0, 1]);
        assert_eq!(held("CATL制氢"), [2, 3]);
        assert_eq!(held("电子池塘，低空的经济"), [0_usize; 0]);
        assert!(sought.is_in("低空的经济"), "two of three pairs");
        assert!(!sought.is_in("电子池塘"));
        let text = "2023年：CATL制氢、é🚀é3家电池厂。";
        for (word, pair) in text_pairs(text).zip(1..) {
            let one = Sought::of([word]);
            assert_eq!(one.pairs_in(text), 1, "{word}");
            let many = Sought::of(text_pairs(text));
            assert_eq!(many.pairs_in(word).count_ones(), 1, "{word}");
            assert!(many.pairs_in(text).count_ones() >= pair.min(20));
        }
    }

    #[test]
    fn more_pairs_than_bits_still_find_words() {
        let words: Vec<String> = (0..300_u32)
            .filter_map(|n| {
                Some([char::from_u32(0x4e00 + 2 * n)?, char::from_u32(0x4e01 + 2 * n)?])
            })
            .map(|pair| pair.iter().collect())
            .collect();
        let sought = Sought::of(words.iter().map(String::as_str));
        for (at, word) in words.iter().enumerate() {
            let found: Vec<usize> = sought.held(sought.pairs_in(word), word).collect();
            assert_eq!(found, [at]);
        }
    }
}
