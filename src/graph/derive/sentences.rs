//! Passages in, which of them are the first printing of their sentence out.
//!
//! A sentence is read where it is printed first; all its printings share a key.

use super::entities::Numbers;
use super::hash::{Folding, Set};
use super::{Change, Derived};
use crate::extract::Extraction;
use rayon::prelude::*;
use std::hash::Hasher;

/// Sets of nodes that sentences name, end to end.
#[derive(Default)]
pub(super) struct Sets {
    ends: Vec<usize>,
    nodes: Vec<u32>,
}

impl Sets {
    /// Adds the nodes that a passage names.
    fn push(&mut self, document: &Extraction, nodes: &[u32], passage: u32) {
        let start = self.nodes.len();
        let mentions = &document.mentions;
        let from = mentions.partition_point(|mention| mention.passage < passage);
        let own = mentions[from..].iter().take_while(|mention| mention.passage == passage);
        self.nodes.extend(own.map(|mention| nodes[mention.entity as usize]));
        self.nodes[start..].sort_unstable();
        let mut kept = start;
        for at in start..self.nodes.len() {
            if at == start || self.nodes[at] != self.nodes[kept - 1] {
                self.nodes[kept] = self.nodes[at];
                kept += 1;
            }
        }
        self.nodes.truncate(kept);
        self.ends.push(kept);
    }

    /// How many sentences name something.
    fn naming(&self) -> u32 {
        self.iter().filter(|nodes| !nodes.is_empty()).count() as u32
    }

    /// The sets, each sorted.
    pub(super) fn iter(&self) -> impl Iterator<Item = &[u32]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, &end)| &self.nodes[start..end])
    }
}

/// The sentences that are read no more where they were, and those read now.
#[derive(Default)]
pub(super) struct Turned {
    pub(super) lost: Sets,
    pub(super) won: Sets,
    /// Keys of documents that are gone.
    keys: Vec<u64>,
}

/// What is read no more because its document is gone.
pub(super) fn lost(derived: &Derived, change: &Change<'_>) -> Turned {
    let mut turned = Turned::default();
    for &at in &change.moves.gone {
        let at = at as usize;
        turned.keys.extend(&derived.keys[at]);
        for (passage, _) in (0..).zip(&derived.firsts[at]).filter(|(_, first)| **first) {
            turned.lost.push(&change.before.documents[at], &derived.nodes[at], passage);
        }
    }
    turned
}

/// Finds the first printings anew wherever a document that is gone or fresh prints a sentence.
pub(super) fn changed(
    derived: &mut Derived,
    change: &Change<'_>,
    numbers: &Numbers,
    mut turned: Turned,
) -> Turned {
    let documents = &change.after.documents;
    for node in &mut turned.lost.nodes {
        *node = numbers.new[*node as usize];
    }
    derived.keys = change.moves.moved(std::mem::take(&mut derived.keys));
    derived.firsts = change.moves.moved(std::mem::take(&mut derived.firsts));
    let fresh = &change.moves.fresh;
    let keys: Vec<Vec<u64>> = fresh.par_iter().map(|&at| keys(&documents[at as usize])).collect();
    for (&at, keys) in fresh.iter().zip(keys) {
        derived.firsts[at as usize] = vec![false; keys.len()];
        derived.keys[at as usize] = keys;
    }
    for printings in printings(derived, change, &turned.keys).chunk_by(|a, b| a.0 == b.0) {
        let mut is_first = true;
        for &(_, document, passage) in printings {
            let (document, at) = (document as usize, passage as usize);
            let was_first = derived.firsts[document][at];
            let sets = match (was_first, is_first) {
                (true, false) => Some(&mut turned.lost),
                (false, true) => Some(&mut turned.won),
                _ => None,
            };
            if let Some(sets) = sets {
                sets.push(&documents[document], &derived.nodes[document], passage);
            }
            derived.firsts[document][at] = is_first;
            is_first = false;
        }
    }
    derived.sentences += turned.won.naming();
    derived.sentences -= turned.lost.naming();
    turned
}

/// Every printing (key, document, passage) of the sentences that have these keys or stand in fresh
/// documents, sorted.
fn printings(derived: &Derived, change: &Change<'_>, gone: &[u64]) -> Vec<(u64, u32, u32)> {
    let of = |document: usize| {
        let keys = derived.keys[document].iter().enumerate();
        keys.map(move |(passage, &key)| (key, document as u32, passage as u32))
    };
    let fresh = change.moves.fresh.iter().flat_map(|&at| of(at as usize));
    let mut printings: Vec<(u64, u32, u32)> = fresh.collect();
    let kept: Vec<usize> = change.moves.pairs().map(|(_, after)| after).collect();
    if !kept.is_empty() {
        let mut asked: Set<u64> = gone.iter().copied().collect();
        asked.extend(printings.iter().map(|(key, ..)| *key));
        for &document in &kept {
            printings.extend(of(document).filter(|(key, ..)| asked.contains(key)));
        }
    }
    printings.par_sort_unstable();
    printings
}

fn keys(document: &Extraction) -> Vec<u64> {
    document.passages.iter().map(|passage| sentence_key(&passage.text)).collect()
}

/// A key that does not change with line breaks, spaces and full- or half-width forms.
pub(crate) fn sentence_key(text: &str) -> u64 {
    let mut hasher = Folding::default();
    let mut pair = 0;
    for (index, c) in text.chars().filter(|c| !c.is_whitespace()).map(folded).enumerate() {
        pair = (pair << 32) | u64::from(c);
        if index % 2 == 1 {
            hasher.write_u64(std::mem::take(&mut pair));
        }
    }
    hasher.write_u64(pair);
    hasher.finish()
}

fn folded(c: char) -> char {
    match c {
        '。' => '.',
        '、' => ',',
        '“' | '”' | '「' | '」' => '"',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::sentence_key;

    #[test]
    fn reprints_share_a_key() {
        let first = sentence_key("溧阳市引进了Ａ公司，投资10亿元。");
        assert_eq!(first, sentence_key("溧阳市引进\n了A公司,投资10亿元。"));
        assert_ne!(first, sentence_key("溧阳市引进了A公司,投资11亿元。"));
    }
}
