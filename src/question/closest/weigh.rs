//! The terms of a question and all sentences in, how close each sentence comes out.
//!
//! A term weighs as much as it is rare (inverse document frequency). A sentence is weighed with its
//! neighbours: what they say and it does not counts in part.

use super::terms::Terms;
use crate::question::answer::Quote;
use crate::question::ask::Asked;
use crate::question::rows::search::Sought;
use crate::text::is_han;
use rayon::prelude::*;
use std::ops::Range;

/// What counts of a term that only a neighbour says.
const BESIDE: f64 = 0.4;
/// How much a long sentence is worth less: so much for each doubling of the usual length.
const LONG: f64 = 0.15;
/// Characters of a usual sentence.
const USUAL: f64 = 40.0;
/// Sentences that are read.
const READ: usize = 6;

/// A sentence and how close it comes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Close {
    pub at: u32,
    pub score: f64,
    /// How much of all that the question says it says itself, 0 to 1.
    pub share: f64,
}

/// How close all sentences come.
pub(super) struct Weighed {
    said: Vec<u128>,
    scores: Vec<f64>,
    weights: Vec<f64>,
    pub terms: Terms,
    /// The closest, best first.
    pub closest: Vec<Close>,
}

impl Asked<'_, '_> {
    /// How close the sentences come to the question; nothing where it says nothing.
    pub(super) fn weighed(&self) -> Option<Weighed> {
        let terms = self.terms_said();
        if terms.words.len() < 2 {
            return None;
        }
        let sought = Sought::of(terms.words.iter().map(String::as_str));
        let all = self.ground.sentences.all();
        let others = Sought::of(terms.others.iter().map(|(word, _)| word.as_str()));
        let said = (0..all.len() as u32).into_par_iter().map(|at| {
            let text = self.text(at);
            let held = sought.held(sought.pairs_in(text), text);
            let mut said = held.fold(0_u128, |said, term| said | 1 << term);
            if !terms.others.is_empty() {
                let held = others.held(others.pairs_in(text), text);
                held.for_each(|other| said |= terms.others[other].1);
            }
            let names = self.ground.names_in(at);
            for (nodes, own) in &terms.names {
                if names.iter().any(|(node, _)| nodes.binary_search(node).is_ok()) {
                    said |= own;
                }
            }
            said
        });
        let said: Vec<u128> = said.collect();
        let weights = self.rarity(&said, terms.words.len());
        let worth = |said: u128| worth(&weights, said);
        let score = |at: usize| {
            let beside = [at.wrapping_sub(1), at + 1, at.wrapping_sub(2)].into_iter();
            let beside =
                beside.filter(|&near| near < all.len() && all[near].document == all[at].document);
            let more = beside.map(|near| worth(said[near] & !said[at])).fold(0.0, f64::max);
            let length = self.text(at as u32).chars().count() as f64;
            (worth(said[at]) + BESIDE * more) / (1.0 + LONG * (length / USUAL).ln_1p())
        };
        let scores: Vec<f64> = (0..all.len()).into_par_iter().map(score).collect();
        let mut best: Vec<u32> =
            (0..all.len() as u32).filter(|&at| !all[at as usize].reprint).collect();
        best.sort_by(|&a, &b| scores[b as usize].total_cmp(&scores[a as usize]).then(a.cmp(&b)));
        let whole: f64 = weights.iter().sum();
        let close = |&at: &u32| Close {
            at,
            score: scores[at as usize],
            share: worth(said[at as usize]) / whole,
        };
        let closest = best.iter().take(READ).map(close).collect();
        Some(Weighed { said, scores, weights, terms, closest })
    }

    /// What each term weighs.
    fn rarity(&self, said: &[u128], terms: usize) -> Vec<f64> {
        let mut holders = vec![0.0_f64; terms];
        for said in said {
            let mut left = *said;
            while left != 0 {
                holders[left.trailing_zeros() as usize] += 1.0;
                left &= left - 1;
            }
        }
        let all = said.len() as f64 + 1.0;
        holders.iter().map(|holders| (all / (holders + 0.5)).ln().max(0.0)).collect()
    }
}

fn worth(weights: &[f64], said: u128) -> f64 {
    let terms = weights.iter().enumerate();
    terms.filter(|(term, _)| said >> term & 1 == 1).map(|(_, weight)| weight).sum()
}

impl Weighed {
    /// The closest sentence.
    pub(super) fn best(&self) -> Option<Close> {
        self.closest.first().copied()
    }

    /// How near the terms that a sentence says stand to a place in it: each weighs less the farther it
    /// is, and behind the place less than before it.
    pub(super) fn nearness(&self, text: &[char], place: Range<usize>, at: u32) -> f64 {
        let said = self.said[at as usize];
        let pairs = text.windows(2).enumerate().filter(|(_, pair)| pair.iter().all(|&c| is_han(c)));
        let near = pairs.filter_map(|(at, pair)| {
            let pair: String = pair.iter().collect();
            let term = self.terms.words.iter().position(|word| *word == pair)?;
            let distance = if at < place.start {
                place.start - at
            } else {
                2 * (at + 1).saturating_sub(place.end)
            };
            (said >> term & 1 == 1).then(|| self.weights[term] / (8.0 + distance as f64))
        });
        near.sum()
    }

    /// How close the best of some quoted sentences comes.
    pub(super) fn score_of<'q>(
        &self,
        asked: &Asked<'_, '_>,
        quotes: impl Iterator<Item = &'q Quote>,
    ) -> f64 {
        let places = quotes.filter_map(|quote| asked.sentence_quoted(quote));
        places.map(|at| self.scores[at as usize]).fold(0.0, f64::max)
    }
}

impl Asked<'_, '_> {
    /// The sentence that a quote was taken from.
    fn sentence_quoted(&self, quote: &Quote) -> Option<u32> {
        let all = self.ground.sentences.all();
        let starts = (0..all.len() as u32).filter(|&at| all[at as usize].start == quote.start);
        starts.into_iter().find(|&at| self.text(at) == quote.sentence)
    }
}
