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

/// What counts of a term that no sentence says: often it is no word, only where two words meet.
const UNTOLD: f64 = 0.5;
/// How much more a term weighs right before the word that asks.
const FOCUSED: f64 = 1.5;
/// What counts of a term that only a neighbour says.
const BESIDE: f64 = 0.4;
/// The same for what stands in brackets behind it.
const ASIDE: f64 = 0.8;
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
        let all = self.ground.sentences.all();
        let said = self.said_by_each(&terms);
        let mut weights = rarity(&said, terms.words.len());
        for (term, weight) in weights.iter_mut().enumerate() {
            *weight *= if terms.focus >> term & 1 == 1 { FOCUSED } else { 1.0 };
        }
        let score = |at: usize| {
            let near = [at.wrapping_sub(1), at + 1, at.wrapping_sub(2)].into_iter();
            let near =
                near.filter(|&near| near < all.len() && all[near].document == all[at].document);
            let more = near.map(|near| worth(&weights, said[near] & !said[at]));
            let (own, more) = (worth(&weights, said[at]), more.fold(0.0, f64::max));
            if own == 0.0 && more == 0.0 {
                return 0.0;
            }
            let length = self.text(at as u32).chars().count() as f64;
            let beside = if self.is_aside(at as u32) { ASIDE } else { BESIDE };
            (own + beside * more) / (1.0 + LONG * (length / USUAL).ln_1p())
        };
        let scores: Vec<f64> = (0..all.len()).into_par_iter().map(score).collect();
        let told = said.iter().fold(0, |told, said| told | said);
        let untold = |term: usize| if told >> term & 1 == 1 { 1.0 } else { UNTOLD };
        let whole: f64 = weights.iter().enumerate().map(|(term, w)| w * untold(term)).sum();
        let close = |at: u32| Close {
            at,
            score: scores[at as usize],
            share: worth(&weights, said[at as usize]) / whole,
        };
        let first = (0..all.len() as u32).filter(|&at| !all[at as usize].reprint);
        let closest = best_of(first.collect(), &scores).into_iter().map(close).collect();
        Some(Weighed { said, scores, weights, terms, closest })
    }

    /// Which terms each sentence says, itself or by the name of what the question names.
    fn said_by_each(&self, terms: &Terms) -> Vec<u128> {
        let sought = Sought::of(terms.words.iter().map(String::as_str));
        let others = Sought::of(terms.others.iter().map(|(word, _)| word.as_str()));
        let all = 0..self.ground.sentences.all().len() as u32;
        let said = all.into_par_iter().map(|at| {
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
        said.collect()
    }

    /// Whether a sentence only stands in brackets behind another: （甲、乙按职责分工负责）.
    pub(super) fn is_aside(&self, at: u32) -> bool {
        let text = self.text(at).trim_end_matches(['。', '；']);
        text.starts_with(['（', '(']) && text.ends_with(['）', ')'])
    }
}

/// What each term weighs by how few sentences say it.
fn rarity(said: &[u128], terms: usize) -> Vec<f64> {
    let mut holders = vec![0.0_f64; terms];
    for &said in said {
        bits(said).for_each(|term| holders[term] += 1.0);
    }
    let all = said.len() as f64 + 1.0;
    holders.iter().map(|holders| (all / (holders + 0.5)).ln().max(0.0)).collect()
}

/// What some terms weigh together.
fn worth(weights: &[f64], said: u128) -> f64 {
    bits(said).map(|term| weights[term]).sum()
}

/// The places of the bits that are set.
fn bits(mut said: u128) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let bit = (said != 0).then(|| said.trailing_zeros() as usize);
        said &= said.wrapping_sub(1);
        bit
    })
}

/// The sentences with the best scores, best first.
fn best_of(mut all: Vec<u32>, scores: &[f64]) -> Vec<u32> {
    let score = |at: &u32| scores[*at as usize];
    let better = |a: &u32, b: &u32| score(b).total_cmp(&score(a)).then(a.cmp(b));
    if all.len() > READ {
        all.select_nth_unstable_by(READ - 1, better);
        all.truncate(READ);
    }
    all.sort_unstable_by(better);
    all
}

impl Weighed {
    /// The closest sentence.
    pub(super) fn best(&self) -> Option<Close> {
        self.closest.first().copied()
    }

    /// How near the terms that a sentence says stand to a place in it: each weighs less the farther it
    /// is, and behind the place less than before it.
    pub(super) fn nearness(&self, text: &[char], place: Range<usize>, at: u32) -> f64 {
        let said = self.said[at as usize] & self.terms.own;
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
        let document = self.graph.archive().ordinal(&quote.document)?;
        let mut own = self.ground.sentences_of(document as u32);
        own.find(|&at| self.start_of(at) == quote.start)
    }
}
