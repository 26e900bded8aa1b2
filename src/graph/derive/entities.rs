//! The entities of all documents in, nodes and background links out.

use super::hash::{Map, Set};
use super::{Derived, LinkRow, NodeRow};
use crate::entity::{Entity, EntityId, across};
use crate::graph::archive::{Archive, Known};
use crate::graph::links::Basis;
use crate::knowledge::Kind;
use petgraph::graph::{DiGraph, NodeIndex};
use std::collections::{BTreeMap, BTreeSet};
use std::hash::BuildHasherDefault;

/// The entities as nodes sorted by id, and for each document which of them its own are.
pub(super) fn nodes(archive: &Archive, same: &BTreeMap<EntityId, EntityId>) -> Derived {
    let mut gathering = Gathering::default();
    let mut places: Vec<Vec<u32>> = Vec::with_capacity(archive.documents.len());
    for document in &archive.documents {
        let entities = document.entities.iter();
        places.push(entities.map(|entity| gathering.entity(entity, same)).collect());
    }
    for known in reachable(archive, &gathering.found) {
        let row = gathering.row(&known.id, known.kind, Some(&known.name));
        row.aliases.extend(known.aliases.iter().map(String::as_str));
    }
    assembled(&gathering.rows, places)
}

/// Which ids of different documents mean the same. Only names that some document calls an alias of
/// another can be, so the rest are not looked at.
pub(in crate::graph) fn same_across(archive: &Archive) -> BTreeMap<EntityId, EntityId> {
    let all = || archive.documents.iter().flat_map(|document| &document.entities);
    let aliases: Set<&str> = all().flat_map(|entity| &entity.aliases).map(String::as_str).collect();
    if aliases.is_empty() {
        return BTreeMap::new();
    }
    across(all().filter(|entity| !entity.aliases.is_empty() || aliases.contains(entity.id.name())))
}

#[derive(Default)]
struct Gathering<'a> {
    found: Map<&'a EntityId, u32>,
    rows: Vec<Gathered<'a>>,
}

struct Gathered<'a> {
    id: &'a EntityId,
    kind: Kind,
    /// The least of the names given; none as long as only other forms were seen.
    name: Option<&'a str>,
    aliases: Vec<&'a str>,
}

impl<'a> Gathering<'a> {
    /// The row of an entity of a document.
    fn entity(&mut self, entity: &'a Entity, same: &'a BTreeMap<EntityId, EntityId>) -> u32 {
        let head = if same.is_empty() { None } else { same.get(&entity.id) };
        let own = head.is_none().then_some(entity.name.as_str());
        let id = head.unwrap_or(&entity.id);
        let row = self.row(id, entity.kind, own);
        row.aliases.extend(entity.aliases.iter().map(String::as_str));
        row.aliases.extend(head.map(|_| entity.name.as_str()));
        self.found[id]
    }

    fn row(&mut self, id: &'a EntityId, kind: Kind, name: Option<&'a str>) -> &mut Gathered<'a> {
        let next = self.rows.len() as u32;
        let at = *self.found.entry(id).or_insert(next);
        if at == next {
            self.rows.push(Gathered { id, kind, name, aliases: Vec::new() });
        }
        let row = &mut self.rows[at as usize];
        row.name = [row.name, name].into_iter().flatten().min();
        row
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
    let mut ids = Map::with_capacity_and_hasher(rows.len(), BuildHasherDefault::default());
    for old in order {
        let Gathered { id, kind, name, aliases } = &rows[old as usize];
        let name = name.unwrap_or(id.name());
        let aliases: BTreeSet<&str> = aliases.iter().copied().filter(|a| *a != name).collect();
        let node = graph.add_node(NodeRow {
            id: (*id).clone(),
            kind: *kind,
            name: name.to_owned(),
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
