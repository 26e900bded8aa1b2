//! A graph in, compressed rows of its relationships by type and direction out.
//!
//! Within a row, entries are sorted by the node at the other end, then by relationship.

use super::graph::PropertyGraph;
use super::names::Type;
use super::read::Direction;
use super::value::{NodeId, RelId};
use petgraph::visit::{EdgeRef, IntoEdgeReferences, NodeIndexable};
use std::sync::{Mutex, PoisonError};

/// The relationships of one type in one direction.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    offsets: Vec<u32>,
    entries: Vec<(u32, u32)>,
}

impl Rows {
    /// Other end and relationship of each relationship at `node`.
    pub fn at(&self, node: NodeId) -> &[(u32, u32)] {
        let at = node.0 as usize;
        match (self.offsets.get(at), self.offsets.get(at + 1)) {
            (Some(&from), Some(&to)) => &self.entries[from as usize..to as usize],
            _ => &[],
        }
    }
}

/// Numbers kept for each node between searches, so that a search need not clear them.
#[derive(Debug, Default)]
pub struct Marks {
    marks: Vec<u32>,
    now: u32,
}

impl Marks {
    /// Forgets all marks and keeps room for `bound` nodes.
    pub fn clear(&mut self, bound: usize) {
        if self.marks.len() < bound || self.now > u32::MAX - 2 {
            self.marks = vec![0; bound];
            self.now = 0;
        }
        self.now += 1;
    }

    /// Marks a node; false when it was marked already.
    pub fn mark(&mut self, node: u32) -> bool {
        std::mem::replace(&mut self.marks[node as usize], self.now) != self.now
    }
}

/// Rows for every type of a graph as it stands.
#[derive(Debug, Default)]
pub struct Snapshot {
    out: Vec<Rows>,
    back: Vec<Rows>,
    bound: usize,
    marks: Mutex<Vec<Marks>>,
}

impl Snapshot {
    pub(super) fn new(graph: &PropertyGraph) -> Self {
        let bound = graph.store.node_bound();
        let rows = || -> Vec<Rows> {
            let empty = |count: &usize| match count {
                0 => Rows::default(),
                count => Rows { offsets: vec![0; bound + 2], entries: vec![(0, 0); *count] },
            };
            graph.by_type.iter().map(empty).collect()
        };
        let (mut out, mut back) = (rows(), rows());
        let edges = || {
            graph
                .store
                .edge_references()
                .map(|edge| {
                    let ends = (edge.source().index() as u32, edge.target().index() as u32);
                    (edge.id().index() as u32, edge.weight().kind as usize, ends)
                })
                .filter(|(rel, _, _)| !graph.is_dead_rel(RelId(*rel)))
        };
        for (_, kind, (start, end)) in edges() {
            out[kind].offsets[start as usize + 2] += 1;
            back[kind].offsets[end as usize + 2] += 1;
        }
        for rows in out.iter_mut().chain(&mut back) {
            let mut sum = 0;
            for offset in &mut rows.offsets {
                sum += *offset;
                *offset = sum;
            }
        }
        for (rel, kind, (start, end)) in edges() {
            place(&mut out[kind], start, (end, rel));
            place(&mut back[kind], end, (start, rel));
        }
        for rows in out.iter_mut().chain(&mut back) {
            rows.offsets.pop();
            for at in 1..rows.offsets.len() {
                rows.entries[rows.offsets[at - 1] as usize..rows.offsets[at] as usize]
                    .sort_unstable();
            }
        }
        Self { out, back, bound, marks: Mutex::default() }
    }

    /// One more than the largest node number.
    pub fn bound(&self) -> usize {
        self.bound
    }

    /// The rows of a type, walked out or in.
    pub fn rows(&self, kind: Type, direction: Direction) -> &Rows {
        match direction {
            Direction::In => &self.back[kind.0 as usize],
            _ => &self.out[kind.0 as usize],
        }
    }

    /// The rows of every type, walked out or in.
    pub fn all(&self, direction: Direction) -> &[Rows] {
        match direction {
            Direction::In => &self.back,
            _ => &self.out,
        }
    }

    /// A clean set of marks. Give it back with [`Self::keep`] when the search is over.
    pub fn marks(&self) -> Marks {
        let mut pool = self.marks.lock().unwrap_or_else(PoisonError::into_inner);
        let mut marks = pool.pop().unwrap_or_default();
        marks.clear(self.bound);
        marks
    }

    /// Keeps marks for the next search.
    pub fn keep(&self, marks: Marks) {
        self.marks.lock().unwrap_or_else(PoisonError::into_inner).push(marks);
    }
}

fn place(rows: &mut Rows, node: u32, entry: (u32, u32)) {
    let at = &mut rows.offsets[node as usize + 1];
    rows.entries[*at as usize] = entry;
    *at += 1;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_hold_every_relationship_once_and_follow_writes() {
        let mut graph = PropertyGraph::new();
        let nodes: Vec<NodeId> = (0..3).map(|_| graph.add_node(&[], &[])).collect();
        let r = graph.add_rel(nodes[0], "R", nodes[1], &[]);
        let s = graph.add_rel(nodes[0], "R", nodes[1], &[]);
        let t = graph.add_rel(nodes[2], "S", nodes[0], &[]);
        let kind = graph.rel_type("R");
        assert_eq!(graph.snapshot().rows(kind, Direction::Out).at(nodes[0]), [(1, r.0), (1, s.0)]);
        assert_eq!(graph.snapshot().rows(kind, Direction::In).at(nodes[1]), [(0, r.0), (0, s.0)]);
        assert!(graph.snapshot().rows(kind, Direction::In).at(nodes[0]).is_empty());
        graph.delete_rel(r);
        assert_eq!(graph.snapshot().rows(kind, Direction::Out).at(nodes[0]), [(1, s.0)]);
        let kind = graph.rel_type("S");
        assert_eq!(graph.snapshot().rows(kind, Direction::In).at(nodes[0]), [(2, t.0)]);
    }
}
