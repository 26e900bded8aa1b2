//! Entities that share a sentence in, links for those that do so more than chance explains out.
//!
//! Each sentence counts once, however often it is printed. With `n` sentences, of which `a` name
//! the one entity, `b` the other and `c` both, the score is the normalised pointwise mutual
//! information `ln(cn/ab) / ln(n/c)`, lowered for hubs: an entity named in a great part of all
//! sentences says little of its neighbours, so the score is multiplied by `1 - max(a,b)/n`.

use super::counts::meetings;
use super::stated::independent;
use super::{At, Change, Derived, LinkRow};
use crate::graph::links::Basis;
use crate::knowledge::Relation;
use petgraph::graph::NodeIndex;

/// Sentences two entities must share.
const LEAST_SENTENCES: u32 = 2;
/// Log-likelihood ratio that chance exceeds in 1 of 1,000 pairs.
const LEAST_LIKELIHOOD: f64 = 10.83;
/// Score two entities must reach.
const LEAST_SCORE: f64 = 0.1;

/// How many pairs shared a sentence and how many of them became links.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::graph) struct Gate {
    /// Pairs that share at least one sentence.
    pub(in crate::graph) pairs: u32,
    /// Pairs that share enough of them and more than by chance.
    pub(in crate::graph) links: u32,
}

/// Adds the links, sorted by entities. Of the `old` ones, sorted alike, those between nodes that no
/// changed document names are as they were but for the score.
pub(super) fn add_links(
    derived: &mut Derived,
    change: &Change<'_>,
    old: Vec<((u32, u32), LinkRow)>,
    touched: &[bool],
) {
    let total = f64::from(derived.sentences);
    let mut old = old.into_iter().peekable();
    let shared = std::mem::take(&mut derived.shared);
    derived.gate.links = 0;
    for pair in shared.iter().filter(|pair| pair.sentences >= LEAST_SENTENCES) {
        let (a, b) = (pair.first, pair.second);
        let of = |node: u32| f64::from(derived.frequency[node as usize]);
        let shared = f64::from(pair.sentences);
        let counts = Counts { total, first: of(a), second: of(b), shared };
        let score = counts.score();
        if score < LEAST_SCORE || counts.likelihood() < LEAST_LIKELIHOOD {
            continue;
        }
        let (head, tail) = (NodeIndex::new(a as usize), NodeIndex::new(b as usize));
        if !change.unlinked.is_empty() {
            let ids = (derived.graph[head].id.clone(), derived.graph[tail].id.clone());
            if change.unlinked.contains(&ids) {
                continue;
            }
        }
        derived.gate.links += 1;
        while old.next_if(|(ends, _)| *ends < (a, b)).is_some() {}
        let link = match old.next_if(|(ends, _)| *ends == (a, b)) {
            Some((_, link)) if !(touched[a as usize] && touched[b as usize]) => {
                LinkRow { score: score as f32, ..link }
            }
            _ => link(derived, change, (a, b), score),
        };
        derived.graph.add_edge(head, tail, link);
    }
    derived.shared = shared;
}

/// The link of two entities, supported by every printing of the sentences they share.
fn link(derived: &Derived, change: &Change<'_>, (a, b): (u32, u32), score: f64) -> LinkRow {
    let documents = &change.after.documents;
    let key = |at: &At| derived.keys[at.document as usize][at.item as usize];
    let met = meetings(derived, a, b);
    let mut printings: Vec<(u64, At)> = met.into_iter().map(|at| (key(&at), at)).collect();
    let dates = printings.iter().filter_map(|(_, at)| documents[at.document as usize].source.date);
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
