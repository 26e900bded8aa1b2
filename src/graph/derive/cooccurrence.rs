//! Entities that share a sentence in, links for those that do so more than chance explains out.
//!
//! Each sentence counts once, however often it is printed. With `n` sentences, of which `a` name
//! the one entity, `b` the other and `c` both, the score is the normalised pointwise mutual
//! information `ln(cn/ab) / ln(n/c)`, lowered for hubs: an entity named in a great part of all
//! sentences says little of its neighbours, so the score is multiplied by `1 - max(a,b)/n`.

use super::{At, Derived, LinkRow, stated::independent};
use crate::graph::archive::Archive;
use crate::graph::links::Basis;
use crate::knowledge::Relation;
use petgraph::graph::NodeIndex;
use rayon::prelude::*;

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

/// A pair in a sentence: entities, key of the sentence, place of the passage.
type Pair = ((u32, u32), (u64, At));

/// Adds the links, sorted by entities.
pub(super) fn add_links(derived: &mut Derived, archive: &Archive) {
    let sentences: Vec<(u64, At, Vec<u32>)> = sentences(derived, archive);
    let frequency = frequency(&sentences, derived.graph.node_count());
    let mut pairs: Vec<Pair> = sentences
        .par_iter()
        .filter(|(_, _, nodes)| nodes.len() <= MOST_IN_SENTENCE)
        .flat_map_iter(|(key, at, nodes)| {
            let after = |first: usize| nodes[first + 1..].iter();
            nodes
                .iter()
                .enumerate()
                .flat_map(move |(first, &a)| after(first).map(move |&b| ((a, b), (*key, *at))))
        })
        .collect();
    pairs.par_sort_unstable();
    let total = f64::from(derived.sentences);
    for group in pairs.chunk_by(|a, b| a.0 == b.0) {
        derived.gate.pairs += 1;
        let (a, b) = group[0].0;
        let shared = group.chunk_by(|x, y| x.1.0 == y.1.0).count() as u32;
        let counts = Counts {
            total,
            first: f64::from(frequency[a as usize]),
            second: f64::from(frequency[b as usize]),
            shared: f64::from(shared),
        };
        let score = counts.score();
        if shared < LEAST_SENTENCES || counts.likelihood() < LEAST_LIKELIHOOD || score < LEAST_SCORE
        {
            continue;
        }
        derived.gate.links += 1;
        let link = link(group, score, archive);
        derived.graph.add_edge(NodeIndex::new(a as usize), NodeIndex::new(b as usize), link);
    }
}

/// Every passage with its key and its different entities, sorted.
fn sentences(derived: &Derived, archive: &Archive) -> Vec<(u64, At, Vec<u32>)> {
    let documents = archive.documents.par_iter().zip(&derived.nodes).zip(&derived.keys).enumerate();
    documents
        .flat_map_iter(|(index, ((document, nodes), keys))| {
            document.mentions.chunk_by(|a, b| a.passage == b.passage).map(move |found| {
                let mut here: Vec<u32> = found.iter().map(|m| nodes[m.entity as usize]).collect();
                here.sort_unstable();
                here.dedup();
                let item = found[0].passage;
                (keys[item as usize], At { document: index as u32, item }, here)
            })
        })
        .collect()
}

/// In how many different sentences each node is named.
fn frequency(sentences: &[(u64, At, Vec<u32>)], nodes: usize) -> Vec<u32> {
    let mut named: Vec<(u32, u64)> = sentences
        .par_iter()
        .flat_map_iter(|(key, _, nodes)| nodes.iter().map(move |&node| (node, *key)))
        .collect();
    named.par_sort_unstable();
    named.dedup();
    let mut counts = vec![0; nodes];
    for (node, _) in named {
        counts[node as usize] += 1;
    }
    counts
}

fn link(group: &[Pair], score: f64, archive: &Archive) -> LinkRow {
    let mut printings: Vec<(u64, At)> = group.iter().map(|(_, printing)| *printing).collect();
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
