//! The facts of all documents in, one edge for all that say the same in one way out.

use super::hash::Map;
use super::{At, Change, Derived, LinkRow};
use crate::corpus::Date;
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
    derived.graph.reserve_edges(old.len() + fresh.len());
    derived.facts.reserve(old_facts.len() + fresh.len());
    let mut fresh = fresh.chunk_by(|a, b| a.said == b.said).peekable();
    for ((head, tail), row) in old {
        let said = Row::said((head, rank(row.relation), tail), row.basis);
        while let Some(group) = fresh.next_if(|group| group[0].said < said) {
            add_fresh(derived, change, group);
        }
        let facts = &old_facts[row.facts.start as usize..row.facts.end as usize];
        let start = derived.facts.len();
        derived.facts.extend(facts.iter().filter_map(|at| {
            let document = change.moves.kept[at.document as usize]?;
            Some(At { document, ..*at })
        }));
        let mut is_changed = derived.facts.len() - start < facts.len();
        if let Some(group) = fresh.next_if(|group| group[0].said == said) {
            derived.facts.extend(group.iter().map(|row| row.at));
            derived.facts[start..].sort_unstable();
            is_changed = true;
        }
        if derived.facts.len() == start {
            continue;
        }
        let mut link = row;
        link.facts = start as u32..derived.facts.len() as u32;
        if is_changed {
            tally(&mut link, derived, change);
        }
        derived.graph.add_edge(NodeIndex::new(head as usize), NodeIndex::new(tail as usize), link);
    }
    for group in fresh {
        add_fresh(derived, change, group);
    }
}

/// Adds the edge of facts that were not stated before.
fn add_fresh(derived: &mut Derived, change: &Change<'_>, group: &[Row]) {
    let row = group[0];
    let start = derived.facts.len() as u32;
    derived.facts.extend(group.iter().map(|row| row.at));
    let document = &change.after.documents[row.at.document as usize];
    let mut link = LinkRow {
        relation: document.facts[row.at.item as usize].relation,
        basis: row.basis(),
        facts: start..derived.facts.len() as u32,
        sentences: 0,
        documents: 0,
        reprints: 0,
        score: 0.0,
        first: None,
        last: None,
    };
    tally(&mut link, derived, change);
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
fn tally(link: &mut LinkRow, derived: &Derived, change: &Change<'_>) {
    let mut seen: Vec<(u64, At)> = Vec::new();
    (link.first, link.last) = (None, None);
    let group = &derived.facts[link.facts.start as usize..link.facts.end as usize];
    for at in group {
        let document = &change.after.documents[at.document as usize];
        let fact = &document.facts[at.item as usize];
        if group.len() > 1 {
            let key = derived.keys[at.document as usize][fact.passage as usize];
            seen.push((key, At { document: at.document, item: fact.passage }));
        }
        let date: Option<Date> = fact.date.or(document.source.date);
        link.first = [link.first, date].into_iter().flatten().min();
        link.last = link.last.max(date);
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
