//! Words in, the sentences whose text holds them out.
//!
//! Each text is gone through once, however many words are looked for: by its pairs of neighbouring
//! characters. Nothing needs to be built or kept for that.

use super::ground::Ground;
use crate::graph::KnowledgeGraph;
use rayon::prelude::*;
use std::collections::HashMap;

/// Places of the sieve that most pairs of a text fall through.
const SIEVE: usize = 1 << 12;

/// Words that are looked for in many texts.
pub(super) struct Sought<'w> {
    words: Vec<Word<'w>>,
    bits: HashMap<(char, char), u32>,
    sieve: Vec<bool>,
}

struct Word<'w> {
    text: &'w str,
    /// Its pairs, as bits.
    pairs: u128,
    length: usize,
}

impl<'w> Sought<'w> {
    /// These words.
    pub(super) fn of(words: impl IntoIterator<Item = &'w str>) -> Self {
        let mut sought =
            Self { words: Vec::new(), bits: HashMap::new(), sieve: vec![false; SIEVE] };
        for text in words {
            let mut pairs = 0;
            for pair in text.chars().zip(text.chars().skip(1)) {
                let next = sought.bits.len() as u32;
                if next < u128::BITS || sought.bits.contains_key(&pair) {
                    pairs |= 1 << *sought.bits.entry(pair).or_insert(next);
                    sought.sieve[hole(pair)] = true;
                }
            }
            sought.words.push(Word { text, pairs, length: text.chars().count() });
        }
        sought
    }

    /// Which of the pairs sought a text holds.
    pub(super) fn pairs_in(&self, text: &str) -> u128 {
        let mut found = 0;
        for pair in text.chars().zip(text.chars().skip(1)) {
            if self.sieve[hole(pair)]
                && let Some(bit) = self.bits.get(&pair)
            {
                found |= 1 << bit;
            }
        }
        found
    }

    /// The words, by their places, that a text with these pairs holds.
    pub(super) fn held<'s>(
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
    pub(super) fn holds_any(&self, text: &str) -> bool {
        !self.words.is_empty() && self.held(self.pairs_in(text), text).next().is_some()
    }

    /// Whether a text holds one of the words, or most pairs of its characters when it is long.
    pub(super) fn is_in(&self, text: &str) -> bool {
        let pairs = self.pairs_in(text);
        let nearly = |word: &Word<'_>| {
            let held = (pairs & word.pairs).count_ones() as usize;
            word.length >= 4 && held * 2 >= word.length
        };
        self.words.iter().any(nearly) || self.held(pairs, text).next().is_some()
    }
}

/// Where a pair of characters falls in the sieve.
fn hole((a, b): (char, char)) -> usize {
    ((a as usize).wrapping_mul(31) ^ b as usize) % SIEVE
}

impl Ground {
    /// The text of a sentence.
    pub(super) fn text<'g>(&self, graph: &'g KnowledgeGraph, at: u32) -> &'g str {
        let sentence = &self.sentences[at as usize];
        let document = graph.archive().nth_document(sentence.document as usize);
        let passage = document.and_then(|d| d.passages.get(sentence.passage as usize));
        passage.map_or("", |passage| passage.text.as_str())
    }

    /// Sentences that hold one of these words, in order.
    pub(super) fn holding(&self, graph: &KnowledgeGraph, words: &[String]) -> Vec<u32> {
        let sought = Sought::of(words.iter().map(String::as_str));
        let all = (0..self.sentences.len() as u32).into_par_iter();
        all.filter(|at| sought.is_in(self.text(graph, *at))).collect()
    }

    /// Whether a sentence holds these words.
    pub(super) fn is_said(&self, graph: &KnowledgeGraph, words: &str) -> bool {
        let all = (0..self.sentences.len() as u32).into_par_iter();
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
