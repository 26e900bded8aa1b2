//! The facts of all documents in, one edge for all that say the same in one way out.

use super::{At, Derived, LinkRow};
use crate::corpus::Date;
use crate::extract::Extraction;
use crate::graph::archive::Archive;
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
    fn new((head, relation, tail): (u32, u16, u32), basis: Basis, at: At) -> Self {
        let said = u128::from(head) << 64 | u128::from(relation) << 48 | u128::from(tail) << 8;
        Self { said: said | basis as u128, at }
    }

    fn head(self) -> usize {
        (self.said >> 64) as u32 as usize
    }

    fn relation(self) -> usize {
        (self.said >> 48) as u16 as usize
    }

    fn tail(self) -> usize {
        (self.said >> 8) as u32 as usize
    }

    fn basis(self) -> Basis {
        let basis = Basis::ALL.into_iter().find(|basis| *basis as u8 == self.said as u8);
        basis.unwrap_or(Basis::Stated)
    }
}

/// Adds the edges, sorted by (head, relation, tail, basis). An entity has no link to itself.
pub(super) fn add_links(derived: &mut Derived, archive: &Archive) {
    let relations: BTreeSet<Relation> = archive
        .documents
        .par_iter()
        .map(|document| document.facts.iter().map(|fact| fact.relation).collect())
        .reduce(BTreeSet::new, |a, b| if b.is_subset(&a) { a } else { &a | &b });
    let relations: Vec<Relation> = relations.into_iter().collect();
    let mut rows: Vec<Row> = archive
        .documents
        .par_iter()
        .zip(&derived.nodes)
        .enumerate()
        .flat_map_iter(|(index, (document, nodes))| {
            rows(index as u32, document, nodes, &relations, archive)
        })
        .collect();
    rows.par_sort_unstable();
    derived.facts = rows.iter().map(|row| row.at).collect();
    let mut start = 0;
    derived.graph.reserve_edges(rows.len());
    for group in rows.chunk_by(|a, b| a.said == b.said) {
        let row = group[0];
        let facts = start..start + group.len() as u32;
        start = facts.end;
        let mut link = LinkRow {
            relation: relations[row.relation()],
            basis: row.basis(),
            facts,
            sentences: 0,
            documents: 0,
            reprints: 0,
            score: 0.0,
            first: None,
            last: None,
        };
        tally(&mut link, group, &derived.keys, archive);
        derived.graph.add_edge(NodeIndex::new(row.head()), NodeIndex::new(row.tail()), link);
    }
}

fn rows<'a>(
    index: u32,
    document: &'a Extraction,
    nodes: &'a [u32],
    relations: &'a [Relation],
    archive: &'a Archive,
) -> impl Iterator<Item = Row> + 'a {
    let node = |mention: u32| nodes[document.mentions[mention as usize].entity as usize];
    document.facts.iter().enumerate().filter_map(move |(item, fact)| {
        let (mut head, mut tail) = (node(fact.head), node(fact.tail));
        if head > tail && archive.symmetric.contains(&fact.relation) {
            (head, tail) = (tail, head);
        }
        let relation = relations.binary_search(&fact.relation).ok()? as u16;
        let at = At { document: index, item: item as u32 };
        (head != tail).then(|| Row::new((head, relation, tail), fact.modality.into(), at))
    })
}

/// Counts the sentences, documents and reprints behind an edge, and its first and last date.
fn tally(link: &mut LinkRow, group: &[Row], keys: &[Vec<u64>], archive: &Archive) {
    let mut seen: Vec<(u64, At)> = Vec::new();
    for Row { at, .. } in group {
        let document = &archive.documents[at.document as usize];
        let fact = &document.facts[at.item as usize];
        if group.len() > 1 {
            let key = keys[at.document as usize][fact.passage as usize];
            seen.push((key, At { document: at.document, item: fact.passage }));
        }
        let date: Option<Date> = fact.date.or(document.source.date);
        link.first = [link.first, date].into_iter().flatten().min();
        link.last = link.last.max(date);
    }
    let (sentences, documents, reprints) = independent(&mut seen);
    (link.sentences, link.documents, link.reprints) = (sentences, documents, reprints);
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
