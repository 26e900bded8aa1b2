//! An archive in, the nodes, edges and indices that follow from it out.
//!
//! Nodes are sorted by id and edges by (head, relation, tail, basis), whatever the order of the
//! documents was. There is one way to derive: what follows from an archive is changed to what
//! follows from another one, and the first is empty when all is derived at once. Only documents
//! that the two do not share are read; the rest is renumbered.

mod by_node;
mod columns;
mod cooccurrence;
mod counts;
mod entities;
mod hash;
mod known;
mod moves;
mod rest;
mod sentences;
mod stated;

pub(super) use cooccurrence::Gate;
pub(super) use hash::{Map, Set};
pub(super) use moves::{Moves, claims_moved};
pub(super) use sentences::sentence_key;

use super::archive::Archive;
use super::links::Basis;
use crate::corpus::Date;
use crate::entity::EntityId;
use crate::knowledge::{Kind, Relation};
use by_node::ByNode;
use counts::Shared;
use petgraph::graph::DiGraph;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// An entity as a node of the graph.
#[derive(Clone, Debug)]
pub(super) struct NodeRow {
    pub(super) id: EntityId,
    pub(super) kind: Kind,
    pub(super) name: String,
    /// Sorted, without the canonical name.
    pub(super) aliases: Vec<String>,
    pub(super) mentions: u32,
    pub(super) documents: u32,
    /// Whether the name was given, and not only taken from the id.
    named: bool,
    /// How many entities of documents it stands for.
    entities: u32,
}

/// What is said of two entities in one way.
#[derive(Clone, Debug)]
pub(super) struct LinkRow {
    pub(super) relation: Relation,
    pub(super) basis: Basis,
    /// Rows of [`Derived::facts`]; empty for co-occurrence and background.
    pub(super) facts: Range<u32>,
    pub(super) sentences: u32,
    pub(super) documents: u32,
    pub(super) reprints: u32,
    /// Association beyond chance of co-occurring entities, 0 to 1; 0 for other links.
    pub(super) score: f32,
    pub(super) first: Option<Date>,
    pub(super) last: Option<Date>,
}

impl LinkRow {
    /// A link of which nothing is counted yet.
    fn new(relation: Relation, basis: Basis, facts: Range<u32>) -> Self {
        Self {
            relation,
            basis,
            facts,
            sentences: 0,
            documents: 0,
            reprints: 0,
            score: 0.0,
            first: None,
            last: None,
        }
    }
}

/// An item of a document: a fact, a figure or a mention by its index there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct At {
    pub(super) document: u32,
    pub(super) item: u32,
}

/// Where and when a fact is stated.
#[derive(Clone, Copy, Debug)]
struct Ground {
    passage: u32,
    date: Option<Date>,
}

/// Everything that follows from an archive.
#[derive(Clone, Debug, Default)]
pub(super) struct Derived {
    pub(super) graph: DiGraph<NodeRow, LinkRow>,
    /// For each document the node of each of its entities.
    pub(super) nodes: Vec<Vec<u32>>,
    /// For each document the key of each of its passages: reprints share it.
    pub(super) keys: Vec<Vec<u64>>,
    /// For each document which of its passages are first printings.
    firsts: Vec<Vec<bool>>,
    /// The facts behind the edges, edge by edge.
    pub(super) facts: Vec<At>,
    /// For each of them where and when it is stated.
    grounds: Vec<Ground>,
    pub(super) mentions: ByNode,
    pub(super) figures: ByNode,
    /// In how many sentences each node is named.
    frequency: Vec<u32>,
    /// The pairs that share more than one sentence, sorted.
    shared: Vec<Shared>,
    /// Passages that name too many entities to say anything of a pair, sorted.
    lists: Vec<At>,
    pub(super) gate: Gate,
    /// Independent sentences that hold a mention.
    pub(super) sentences: u32,
}

/// What one archive became.
pub(super) struct Change<'a> {
    pub(super) before: &'a Archive,
    pub(super) after: &'a Archive,
    /// Where the documents of `before` stand in `after`.
    pub(super) moves: Moves,
    /// Ids that mean the same.
    pub(super) same: &'a BTreeMap<EntityId, EntityId>,
    /// Pairs that are not to be linked by standing in the same sentences.
    pub(super) unlinked: &'a BTreeSet<(EntityId, EntityId)>,
}

impl Derived {
    /// Derives everything from an archive.
    pub(super) fn new(archive: &Archive, same: &BTreeMap<EntityId, EntityId>) -> Self {
        let nothing = Archive::default();
        let moves = Moves::between(&nothing, archive, |_| false);
        let unlinked = BTreeSet::new();
        Self::default().changed(&Change {
            before: &nothing,
            after: archive,
            moves,
            same,
            unlinked: &unlinked,
        })
    }

    /// What follows from the archive that this one became.
    #[must_use]
    pub(super) fn changed(mut self, change: &Change<'_>) -> Self {
        let lost = sentences::lost(&self, change);
        let (nodes, old_links) = std::mem::take(&mut self.graph).into_nodes_edges();
        let old_rows: Vec<NodeRow> = nodes.into_iter().map(|node| node.weight).collect();
        let (rows, numbers) = entities::changed(&mut self, old_rows, change);
        let turned = sentences::changed(&mut self, change, &numbers, lost);
        self.index_items(change, &numbers, rows);
        counts::list_lists(&mut self, change);
        let (mut stated, mut known, mut shared) = (Vec::new(), Vec::new(), Vec::new());
        for link in old_links {
            let ends = (link.source(), link.target());
            let ends = (numbers.new[ends.0.index()], numbers.new[ends.1.index()]);
            match link.weight.basis {
                _ if !numbers.is_there(ends.0) || !numbers.is_there(ends.1) => {}
                Basis::CoOccurs => shared.push((ends, link.weight)),
                Basis::Known => known.push((ends, link.weight)),
                Basis::Stated | Basis::Planned | Basis::Negated => stated.push((ends, link.weight)),
            }
        }
        stated::add_links(&mut self, change, stated);
        known::add_links(&mut self, change, &numbers, known);
        counts::changed(&mut self, &numbers, &turned);
        cooccurrence::add_links(&mut self, change, shared, &numbers.touched);
        self
    }

    /// The node with this id.
    pub(super) fn find(&self, id: &str) -> Option<u32> {
        let nodes = self.graph.raw_nodes();
        nodes.binary_search_by(|node| node.weight.id.as_str().cmp(id)).ok().map(|at| at as u32)
    }

    /// The documents of an archive that name an entity of which `before` and `after` say that it
    /// goes by different ids.
    pub(super) fn documents_of(
        &self,
        archive: &Archive,
        before: &BTreeMap<EntityId, EntityId>,
        after: &BTreeMap<EntityId, EntityId>,
    ) -> BTreeSet<usize> {
        let differs = |id: &&EntityId| before.get(*id) != after.get(*id);
        let ids: BTreeSet<&EntityId> = before.keys().chain(after.keys()).filter(differs).collect();
        let node = |id: &&EntityId| self.find(before.get(*id).unwrap_or(id).as_str());
        let nodes: hash::Set<u32> = ids.iter().filter_map(node).collect();
        let names = |at: &usize| {
            // A document that names none of them is not read.
            let own = &self.nodes[*at];
            own.iter().any(|node| nodes.contains(node))
                && archive.documents[*at].entities.iter().any(|entity| ids.contains(&entity.id))
        };
        match nodes.is_empty() {
            true => BTreeSet::new(),
            false => (0..archive.documents.len()).filter(names).collect(),
        }
    }

    /// Leaves out the links that are not kept; the others stay in their order.
    pub(super) fn keep_links(&mut self, kept: &[bool]) {
        self.graph = self.graph.filter_map(
            |_, node| Some(node.clone()),
            |edge, link| kept[edge.index()].then(|| link.clone()),
        );
    }
}
