//! An archive in, the nodes, edges and indices that follow from it out.
//!
//! Nodes are sorted by id and edges by (head, relation, tail, basis), whatever the order of the
//! documents was.

mod cooccurrence;
mod entities;
mod hash;
mod sentences;
mod stated;

pub(super) use cooccurrence::Gate;
pub(super) use entities::same_across;
pub(super) use sentences::sentence_key;

use super::archive::Archive;
use super::links::Basis;
use crate::corpus::Date;
use crate::entity::EntityId;
use crate::knowledge::{Kind, Relation};
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

/// An item of a document: a fact, a figure or a mention by its index there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct At {
    pub(super) document: u32,
    pub(super) item: u32,
}

/// Items grouped by node.
#[derive(Debug, Default)]
pub(super) struct ByNode {
    starts: Vec<u32>,
    items: Vec<At>,
}

impl ByNode {
    /// Groups `pairs`, which stand in document order.
    fn new(nodes: usize, pairs: &[(u32, At)]) -> Self {
        let mut starts = vec![0; nodes + 1];
        for &(node, _) in pairs {
            starts[node as usize + 1] += 1;
        }
        for node in 0..nodes {
            starts[node + 1] += starts[node];
        }
        let mut next = starts.clone();
        let mut items = vec![At { document: 0, item: 0 }; pairs.len()];
        for &(node, at) in pairs {
            items[next[node as usize] as usize] = at;
            next[node as usize] += 1;
        }
        Self { starts, items }
    }

    /// The items of one node, in document order.
    pub(super) fn of(&self, node: usize) -> &[At] {
        let (Some(&start), Some(&end)) = (self.starts.get(node), self.starts.get(node + 1)) else {
            return &[];
        };
        &self.items[start as usize..end as usize]
    }
}

/// Everything that follows from an archive.
#[derive(Debug, Default)]
pub(super) struct Derived {
    pub(super) graph: DiGraph<NodeRow, LinkRow>,
    pub(super) ids: hash::Map<EntityId, u32>,
    /// For each document the node of each of its entities.
    pub(super) nodes: Vec<Vec<u32>>,
    /// For each document the key of each of its passages: reprints share it.
    pub(super) keys: Vec<Vec<u64>>,
    /// The facts behind the edges, edge by edge.
    pub(super) facts: Vec<At>,
    pub(super) mentions: ByNode,
    pub(super) figures: ByNode,
    pub(super) gate: Gate,
    /// Independent sentences that hold a mention.
    pub(super) sentences: u32,
}

impl Derived {
    /// Derives everything. `same` are ids that mean the same, `unlinked` pairs that are not to be
    /// linked by standing in the same sentences.
    pub(super) fn new(
        archive: &Archive,
        same: &BTreeMap<EntityId, EntityId>,
        unlinked: &BTreeSet<(EntityId, EntityId)>,
    ) -> Self {
        let keys = sentences::keys(archive);
        let mut derived = entities::nodes(archive, same);
        derived.index_items(archive);
        let (firsts, count) = sentences::first_printings(&keys);
        derived.sentences = count;
        derived.keys = keys;
        stated::add_links(&mut derived, archive);
        entities::add_background(&mut derived, archive);
        cooccurrence::add_links(&mut derived, archive, &firsts, unlinked);
        derived
    }

    /// Leaves out the links that are not kept; the others stay in their order.
    pub(super) fn keep_links(&mut self, kept: &[bool]) {
        self.graph = self.graph.filter_map(
            |_, node| Some(node.clone()),
            |edge, link| kept[edge.index()].then(|| link.clone()),
        );
    }

    fn index_items(&mut self, archive: &Archive) {
        let count = self.graph.node_count();
        let mut mentions = Vec::new();
        let mut figures = Vec::new();
        for (document, (extraction, nodes)) in archive.documents.iter().zip(&self.nodes).enumerate()
        {
            let at = |item: usize| At { document: document as u32, item: item as u32 };
            let found = &extraction.mentions;
            mentions
                .extend(found.iter().enumerate().map(|(i, m)| (nodes[m.entity as usize], at(i))));
            figures.extend(
                extraction.figures.iter().enumerate().map(|(i, figure)| {
                    (nodes[found[figure.entity as usize].entity as usize], at(i))
                }),
            );
        }
        self.mentions = ByNode::new(count, &mentions);
        self.figures = ByNode::new(count, &figures);
        for (index, row) in self.graph.node_weights_mut().enumerate() {
            let items = self.mentions.of(index);
            row.mentions = items.len() as u32;
            row.documents = items.chunk_by(|a, b| a.document == b.document).count() as u32;
        }
    }
}
