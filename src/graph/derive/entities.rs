//! The entities of all documents in, nodes and background links out.

use super::hash::Map;
use super::{Derived, LinkRow, NodeRow};
use crate::entity::EntityId;
use crate::graph::archive::{Archive, Known};
use crate::graph::links::Basis;
use crate::knowledge::Kind;
use petgraph::graph::{DiGraph, NodeIndex};
use std::collections::{BTreeSet, hash_map};

/// The entities as nodes sorted by id, and for each document which of them its own are.
pub(super) fn nodes(archive: &Archive) -> Derived {
    let mut found: Map<&EntityId, u32> = Map::default();
    let mut rows: Vec<Gathered<'_>> = Vec::new();
    let mut places: Vec<Vec<u32>> = Vec::with_capacity(archive.documents.len());
    for document in &archive.documents {
        let places_here = document.entities.iter().map(|entity| {
            let row = row_of(&mut found, &mut rows, &entity.id, entity.kind, &entity.name);
            let aliases = &mut rows[row as usize].aliases;
            aliases.extend(entity.aliases.iter().map(String::as_str));
            row
        });
        places.push(places_here.collect());
    }
    for known in reachable(archive, &found) {
        let row = row_of(&mut found, &mut rows, &known.id, known.kind, &known.name);
        rows[row as usize].aliases.extend(known.aliases.iter().map(String::as_str));
    }
    assembled(&rows, places)
}

struct Gathered<'a> {
    id: &'a EntityId,
    kind: Kind,
    name: &'a str,
    aliases: Vec<&'a str>,
}

fn row_of<'a>(
    found: &mut Map<&'a EntityId, u32>,
    rows: &mut Vec<Gathered<'a>>,
    id: &'a EntityId,
    kind: Kind,
    name: &'a str,
) -> u32 {
    match found.entry(id) {
        hash_map::Entry::Occupied(there) => {
            let row = &mut rows[*there.get() as usize];
            if (kind, name) < (row.kind, row.name) {
                (row.kind, row.name) = (kind, name);
            }
            *there.get()
        }
        hash_map::Entry::Vacant(place) => {
            rows.push(Gathered { id, kind, name, aliases: Vec::new() });
            *place.insert(rows.len() as u32 - 1)
        }
    }
}

/// What the lexicon knows of the entities found, and of what these are known to be part of.
fn reachable<'a>(archive: &'a Archive, found: &Map<&'a EntityId, u32>) -> Vec<&'a Known> {
    let mut seen: BTreeSet<&EntityId> = BTreeSet::new();
    let mut next: Vec<&EntityId> =
        archive.known.keys().filter(|id| found.contains_key(id)).collect();
    while let Some(id) = next.pop() {
        if let Some(known) = archive.known.get(id)
            && seen.insert(id)
        {
            next.extend(known.links.iter().map(|(_, other)| other));
        }
    }
    seen.into_iter().filter_map(|id| archive.known.get(id)).collect()
}

fn assembled(rows: &[Gathered<'_>], mut places: Vec<Vec<u32>>) -> Derived {
    let mut order: Vec<u32> = (0..rows.len() as u32).collect();
    order.sort_unstable_by_key(|&row| rows[row as usize].id);
    let mut moved = vec![0; rows.len()];
    for (new, &old) in order.iter().enumerate() {
        moved[old as usize] = new as u32;
    }
    for place in places.iter_mut().flatten() {
        *place = moved[*place as usize];
    }
    let mut graph = DiGraph::with_capacity(rows.len(), 0);
    let mut ids = Map::with_capacity_and_hasher(rows.len(), Default::default());
    for old in order {
        let Gathered { id, kind, name, aliases } = &rows[old as usize];
        let aliases: BTreeSet<&str> = aliases.iter().copied().filter(|a| a != name).collect();
        let node = graph.add_node(NodeRow {
            id: (*id).clone(),
            kind: *kind,
            name: (*name).to_owned(),
            aliases: aliases.into_iter().map(str::to_owned).collect(),
            mentions: 0,
            documents: 0,
        });
        ids.insert((*id).clone(), node.index() as u32);
    }
    Derived { graph, ids, nodes: places, ..Derived::default() }
}

/// Adds what the lexicon knows as links of their own basis.
pub(super) fn add_background(derived: &mut Derived, archive: &Archive) {
    for known in archive.known.values() {
        for (relation, other) in &known.links {
            if let (Some(&head), Some(&tail)) = (derived.ids.get(&known.id), derived.ids.get(other))
                && head != tail
            {
                let row = LinkRow {
                    relation: *relation,
                    basis: Basis::Known,
                    facts: 0..0,
                    sentences: 0,
                    documents: 0,
                    reprints: 0,
                    score: 0.0,
                    first: None,
                    last: None,
                };
                derived.graph.add_edge(
                    NodeIndex::new(head as usize),
                    NodeIndex::new(tail as usize),
                    row,
                );
            }
        }
    }
}
