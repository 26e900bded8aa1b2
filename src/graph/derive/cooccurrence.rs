//! Entities that share a sentence in, links for those that do so more than chance explains out.
//!
//! Each sentence counts once, however often it is printed. With `n` sentences, of which `a` name
//! the one entity, `b` the other and `c` both, the score is the normalised pointwise mutual
//! information `ln(cn/ab) / ln(n/c)`, lowered for hubs: an entity named in a great part of all
//! sentences says little of its neighbours, so the score is multiplied by `1 - max(a,b)/n`.

use super::{At, Derived, LinkRow, stated::independent};
use crate::entity::EntityId;
use crate::graph::archive::Archive;
use crate::graph::links::Basis;
use crate::knowledge::Relation;
use petgraph::graph::NodeIndex;
use rayon::prelude::*;
use std::collections::BTreeSet;

/// Sentences two entities must share.
const LEAST_SENTENCES: u32 = 2;
/// Log-likelihood ratio that chance exceeds in 1 of 1,000 pairs.
const LEAST_LIKELIHOOD: f64 = 10.83;
/// Score two entities must reach.
const LEAST_SCORE: f64 = 0.1;
/// A sentence that names more entities is a list and says nothing of its pairs.
const MOST_IN_SENTENCE: usize = 40;

/// How many pairs shared a sentence and how many of them became links.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::graph) struct Gate {
    /// Pairs that share at least one sentence.
    pub(in crate::graph) pairs: u32,
    /// Pairs that share enough of them and more than by chance.
    pub(in crate::graph) links: u32,
}

/// Adds the links, sorted by entities. A sentence is read where it is printed first.
pub(super) fn add_links(
    derived: &mut Derived,
    archive: &Archive,
    firsts: &[Vec<bool>],
    unlinked: &BTreeSet<(EntityId, EntityId)>,
) {
    let (frequency, mut pairs) = counted(derived, archive, firsts);
    pairs.par_sort_unstable();
    let total = f64::from(derived.sentences);
    let of = |node: u32| f64::from(frequency[node as usize]);
    for group in pairs.chunk_by(|a, b| a == b) {
        derived.gate.pairs += 1;
        let shared = group.len() as u32;
        if shared < LEAST_SENTENCES {
            continue;
        }
        let (a, b) = group[0];
        let counts = Counts { total, first: of(a), second: of(b), shared: f64::from(shared) };
        let score = counts.score();
        if counts.likelihood() < LEAST_LIKELIHOOD || score < LEAST_SCORE {
            continue;
        }
        let id = |node: u32| derived.graph[NodeIndex::new(node as usize)].id.clone();
        if !unlinked.is_empty() && unlinked.contains(&(id(a), id(b))) {
            continue;
        }
        derived.gate.links += 1;
        let link = link(derived, archive, (a, b), score);
        derived.graph.add_edge(NodeIndex::new(a as usize), NodeIndex::new(b as usize), link);
    }
}

/// In how many sentences each node is named, and the pairs of each sentence.
fn counted(
    derived: &Derived,
    archive: &Archive,
    firsts: &[Vec<bool>],
) -> (Vec<u32>, Vec<(u32, u32)>) {
    let mut frequency = vec![0; derived.graph.node_count()];
    let mut pairs = Vec::new();
    let mut here: Vec<u32> = Vec::new();
    for ((document, nodes), firsts) in archive.documents.iter().zip(&derived.nodes).zip(firsts) {
        for found in document.mentions.chunk_by(|a, b| a.passage == b.passage) {
            if !firsts[found[0].passage as usize] {
                continue;
            }
            here.clear();
            here.extend(found.iter().map(|mention| nodes[mention.entity as usize]));
            here.sort_unstable();
            here.dedup();
            for &node in &here {
                frequency[node as usize] += 1;
            }
            if here.len() <= MOST_IN_SENTENCE {
                for (i, &a) in here.iter().enumerate() {
                    pairs.extend(here[i + 1..].iter().map(|&b| (a, b)));
                }
            }
        }
    }
    (frequency, pairs)
}

/// The link of two entities, supported by every printing of the sentences they share.
fn link(derived: &Derived, archive: &Archive, (a, b): (u32, u32), score: f64) -> LinkRow {
    let passage = |at: &At| {
        let found = &archive.documents[at.document as usize].mentions[at.item as usize];
        At { document: at.document, item: found.passage }
    };
    let mut with_b = derived.mentions.of(b as usize).iter().map(passage).peekable();
    let mut printings: Vec<(u64, At)> = Vec::new();
    for at in derived.mentions.of(a as usize).iter().map(passage) {
        while with_b.next_if(|other| *other < at).is_some() {}
        if with_b.peek() == Some(&at) {
            printings.push((derived.keys[at.document as usize][at.item as usize], at));
        }
    }
    let dates =
        printings.iter().filter_map(|(_, at)| archive.documents[at.document as usize].source.date);
    let (first, last) = (dates.clone().min(), dates.max());
    let (sentences, documents, reprints) = independent(&mut printings);
    LinkRow {
        relation: Relation::CO_OCCURS,
        basis: Basis::CoOccurs,
        facts: 0..0,
        sentences,
        documents,
        reprints,
        score: score as f32,
        first,
        last,
    }
}

/// Sentences in all, with the first entity, with the second, with both.
struct Counts {
    total: f64,
    first: f64,
    second: f64,
    shared: f64,
}

impl Counts {
    /// Association beyond chance, 0 to 1.
    fn score(&self) -> f64 {
        let Self { total, first, second, shared } = *self;
        if shared >= total {
            return 0.0;
        }
        let npmi = (shared * total / (first * second)).ln() / (total / shared).ln();
        (npmi * (1.0 - first.max(second) / total)).max(0.0)
    }

    /// Dunning's log-likelihood ratio of the two-by-two table.
    fn likelihood(&self) -> f64 {
        let Self { total, first, second, shared } = *self;
        let term = |seen: f64, row: f64, column: f64| {
            if seen > 0.0 { seen * (seen * total / (row * column)).ln() } else { 0.0 }
        };
        2.0 * (term(shared, first, second)
            + term(first - shared, first, total - second)
            + term(second - shared, total - first, second)
            + term(total - first - second + shared, total - first, total - second))
    }
}

#[cfg(test)]
mod tests {
    use super::Counts;

    #[test]
    fn chance_scores_nothing_and_a_hub_little() {
        let counts = |first, second, shared| Counts { total: 100.0, first, second, shared };
        assert!(counts(10.0, 10.0, 1.0).score() < 1e-9);
        assert!(counts(10.0, 10.0, 1.0).likelihood() < 1e-9);
        assert!(counts(5.0, 5.0, 5.0).score() > 0.9);
        assert!(counts(90.0, 5.0, 5.0).score() < 0.01);
        assert!(counts(5.0, 5.0, 4.0).likelihood() > 10.83);
    }
}
