//! The facts of all documents in, one edge for all that say the same in one way out.

use super::hash::Map;
use super::{At, Change, Derived, Ground, LinkRow};
use crate::graph::links::Basis;
use crate::knowledge::Relation;
use petgraph::graph::NodeIndex;
use rayon::prelude::*;
use std::collections::BTreeSet;

/// What a fact says, packed so that rows sort fast by (head, relation, tail, basis), and where.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Row {
    said: u128,
    at: At,
}

impl Row {
    fn said((head, relation, tail): (u32, u16, u32), basis: Basis) -> u128 {
        let said = u128::from(head) << 64 | u128::from(relation) << 48 | u128::from(tail) << 8;
        said | basis as u128
    }

    fn head(self) -> usize {
        (self.said >> 64) as u32 as usize
    }

    fn tail(self) -> usize {
        (self.said >> 8) as u32 as usize
    }

    fn basis(self) -> Basis {
        let basis = Basis::ALL.into_iter().find(|basis| *basis as u8 == self.said as u8);
        basis.unwrap_or(Basis::Stated)
    }
}

/// Adds the edges, sorted by (head, relation, tail, basis). An entity has no link to itself. The
/// `old` ones, sorted alike, stay as they are where no document that is gone or fresh states them.
pub(super) fn add_links(
    derived: &mut Derived,
    change: &Change<'_>,
    old: Vec<((u32, u32), LinkRow)>,
) {
    let ranks = ranks(change, &old);
    let rank = |relation: Relation| ranks.get(&relation).copied().unwrap_or(u16::MAX);
    let fresh = fresh_rows(derived, change, &rank);
    let old_facts = std::mem::take(&mut derived.facts);
    let old_grounds = std::mem::take(&mut derived.grounds);
    derived.graph.reserve_edges(old.len() + fresh.len());
    derived.facts.reserve(old_facts.len() + fresh.len());
    derived.grounds.reserve(old_facts.len() + fresh.len());
    let mut fresh = fresh.chunk_by(|a, b| a.said == b.said).peekable();
    for ((head, tail), row) in old {
        let said = Row::said((head, rank(row.relation), tail), row.basis);
        while let Some(group) = fresh.next_if(|group| group[0].said < said) {
            add_fresh(derived, change, group);
        }
        let start = derived.facts.len();
        let facts = row.facts.start as usize..row.facts.end as usize;
        let count = facts.len();
        let mut group = fresh.next_if(|group| group[0].said == said).unwrap_or_default();
        let is_more = !group.is_empty();
        for old in facts {
            let Some(document) = change.moves.kept[old_facts[old].document as usize] else {
                continue;
            };
            let at = At { document, ..old_facts[old] };
            let (earlier, rest) = group.split_at(group.partition_point(|row| row.at < at));
            earlier.iter().for_each(|row| derived.push_fact(change, row.at));
            group = rest;
            derived.facts.push(at);
            derived.grounds.push(old_grounds[old]);
        }
        group.iter().for_each(|row| derived.push_fact(change, row.at));
        let is_changed = is_more || derived.facts.len() - start < count;
        if derived.facts.len() == start {
            continue;
        }
        let mut link = row;
        link.facts = start as u32..derived.facts.len() as u32;
        if is_changed {
            tally(&mut link, derived);
        }
        derived.graph.add_edge(NodeIndex::new(head as usize), NodeIndex::new(tail as usize), link);
    }
    for group in fresh {
        add_fresh(derived, change, group);
    }
}

impl Derived {
    /// Adds a fact of a document that was not there.
    fn push_fact(&mut self, change: &Change<'_>, at: At) {
        let document = &change.after.documents[at.document as usize];
        let fact = &document.facts[at.item as usize];
        let date = fact.date.or(document.source.date);
        self.facts.push(at);
        self.grounds.push(Ground { passage: fact.passage, date });
    }
}

/// Adds the edge of facts that were not stated before.
fn add_fresh(derived: &mut Derived, change: &Change<'_>, group: &[Row]) {
    let row = group[0];
    let start = derived.facts.len() as u32;
    group.iter().for_each(|row| derived.push_fact(change, row.at));
    let document = &change.after.documents[row.at.document as usize];
    let relation = document.facts[row.at.item as usize].relation;
    let mut link = LinkRow::new(relation, row.basis(), start..derived.facts.len() as u32);
    tally(&mut link, derived);
    derived.graph.add_edge(NodeIndex::new(row.head()), NodeIndex::new(row.tail()), link);
}

/// The place of each relation in the order of their names.
fn ranks(change: &Change<'_>, old: &[((u32, u32), LinkRow)]) -> Map<Relation, u16> {
    let mut ranks: Map<Relation, u16> = Map::default();
    for &document in &change.moves.fresh {
        let facts = &change.after.documents[document as usize].facts;
        ranks.extend(facts.iter().map(|fact| (fact.relation, 0)));
    }
    ranks.extend(old.iter().map(|(_, row)| (row.relation, 0)));
    let order: BTreeSet<Relation> = ranks.keys().copied().collect();
    order.into_iter().zip(0..).collect()
}

/// What documents that were not there state, sorted.
fn fresh_rows(
    derived: &Derived,
    change: &Change<'_>,
    rank: &(impl Fn(Relation) -> u16 + Sync),
) -> Vec<Row> {
    let symmetric = &change.after.symmetric;
    let rows = |&index: &u32| {
        let document = &change.after.documents[index as usize];
        let nodes = &derived.nodes[index as usize];
        let node = |mention: u32| nodes[document.mentions[mention as usize].entity as usize];
        (0..).zip(&document.facts).filter_map(move |(item, fact)| {
            let (mut head, mut tail) = (node(fact.head), node(fact.tail));
            if head > tail && symmetric.contains(&fact.relation) {
                (head, tail) = (tail, head);
            }
            let said = Row::said((head, rank(fact.relation), tail), fact.modality.into());
            (head != tail).then_some(Row { said, at: At { document: index, item } })
        })
    };
    let mut rows: Vec<Row> = change.moves.fresh.par_iter().flat_map_iter(rows).collect();
    rows.par_sort_unstable();
    rows
}

/// Counts the sentences, documents and reprints behind an edge, and its first and last date.
fn tally(link: &mut LinkRow, derived: &Derived) {
    let mut seen: Vec<(u64, At)> = Vec::new();
    (link.first, link.last) = (None, None);
    let group = link.facts.start as usize..link.facts.end as usize;
    let is_many = group.len() > 1;
    for (at, ground) in derived.facts[group.clone()].iter().zip(&derived.grounds[group]) {
        if is_many {
            let key = derived.keys[at.document as usize][ground.passage as usize];
            seen.push((key, At { document: at.document, item: ground.passage }));
        }
        link.first = [link.first, ground.date].into_iter().flatten().min();
        link.last = link.last.max(ground.date);
    }
    (link.sentences, link.documents, link.reprints) = independent(&mut seen);
}

/// Of printings (key of the sentence, place): different sentences, documents, further printings.
pub(super) fn independent(printings: &mut Vec<(u64, At)>) -> (u32, u32, u32) {
    if printings.len() < 2 {
        return (1, 1, 0);
    }
    printings.sort_unstable();
    printings.dedup();
    let sentences = printings.chunk_by(|a, b| a.0 == b.0).count() as u32;
    let reprints = printings.len() as u32 - sentences;
    printings.sort_unstable_by_key(|(_, at)| at.document);
    let documents = printings.chunk_by(|a, b| a.1.document == b.1.document).count() as u32;
    (sentences, documents, reprints)
}
