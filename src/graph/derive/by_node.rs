//! Items with their nodes in, the items of each node out.

use super::entities::Numbers;
use super::moves::Moves;
use super::{At, Change, Derived, NodeRow};
use crate::extract::Found;
use petgraph::graph::DiGraph;
use std::ops::Range;

/// Items grouped by node.
#[derive(Clone, Debug, Default)]
pub(in crate::graph) struct ByNode {
    starts: Vec<u32>,
    items: Vec<At>,
    /// The passage in which each of them stands; none in a graph that cannot be changed yet.
    pub(super) passages: Vec<u32>,
}

/// An item of a node, and its passage.
type Placed = (u32, At, u32);

impl ByNode {
    /// Groups items, which stand in document order.
    fn new(nodes: usize, placed: &[Placed]) -> Self {
        let mut starts = vec![0; nodes + 1];
        for &(node, ..) in placed {
            starts[node as usize + 1] += 1;
        }
        for node in 0..nodes {
            starts[node + 1] += starts[node];
        }
        let mut next = starts.clone();
        let mut items = vec![At { document: 0, item: 0 }; placed.len()];
        let mut passages = vec![0; placed.len()];
        for &(node, at, passage) in placed {
            let place = &mut next[node as usize];
            items[*place as usize] = at;
            passages[*place as usize] = passage;
            *place += 1;
        }
        Self { starts, items, passages }
    }

    /// Where the items of each node start, and all items.
    pub(super) fn parts(&self) -> (&[u32], &[At]) {
        (&self.starts, &self.items)
    }

    /// What has these parts.
    pub(super) fn of_parts(starts: Vec<u32>, items: Vec<At>) -> Self {
        Self { starts, items, passages: Vec::new() }
    }

    /// Whether the passage of each item is known.
    pub(super) fn is_whole(&self) -> bool {
        self.passages.len() == self.items.len()
    }

    /// The items of one node, in document order.
    pub(in crate::graph) fn of(&self, node: usize) -> &[At] {
        &self.items[self.range(node)]
    }

    /// The item with this place among those of all nodes.
    pub(in crate::graph) fn item(&self, number: usize) -> Option<At> {
        self.items.get(number).copied()
    }

    /// The items of one node, and the passages in which they stand.
    pub(super) fn placed(&self, node: usize) -> (&[At], &[u32]) {
        let range = self.range(node);
        (&self.items[range.clone()], &self.passages[range])
    }

    fn range(&self, node: usize) -> Range<usize> {
        match (self.starts.get(node), self.starts.get(node + 1)) {
            (Some(&start), Some(&end)) => start as usize..end as usize,
            _ => 0..0,
        }
    }

    /// The items of documents that are kept, and the fresh ones.
    fn changed(&self, fresh: Self, numbers: &Numbers, moves: &Moves) -> Self {
        if self.items.is_empty() {
            return fresh;
        }
        let mut changed = Self::default();
        changed.starts.reserve(numbers.from.len() + 1);
        changed.items.reserve(self.items.len() + fresh.items.len());
        changed.passages.reserve(self.items.len() + fresh.items.len());
        changed.starts.push(0);
        for (new, from) in numbers.from.iter().enumerate() {
            let mut others = fresh.range(new);
            for at in from.map_or(0..0, |old| self.range(old as usize)) {
                let Some(document) = moves.kept[self.items[at].document as usize] else { continue };
                let later = &fresh.items[others.clone()];
                let earlier = later.partition_point(|other| other.document < document);
                changed.take(&fresh, others.start..others.start + earlier);
                others.start += earlier;
                changed.items.push(At { document, ..self.items[at] });
                changed.passages.push(self.passages[at]);
            }
            changed.take(&fresh, others);
            changed.starts.push(changed.items.len() as u32);
        }
        changed
    }

    fn take(&mut self, from: &Self, range: Range<usize>) {
        self.items.extend_from_slice(&from.items[range.clone()]);
        self.passages.extend_from_slice(&from.passages[range]);
    }
}

impl Derived {
    /// Makes these rows the nodes, with the places where they are named and measured.
    pub(super) fn index_items(
        &mut self,
        change: &Change<'_>,
        numbers: &Numbers,
        mut rows: Vec<NodeRow>,
    ) {
        let mut mentions = Vec::new();
        let mut figures = Vec::new();
        for &document in &change.moves.fresh {
            let extraction = &change.after.documents[document as usize];
            let nodes = &self.nodes[document as usize];
            let at = |item: usize| At { document, item: item as u32 };
            let found = &extraction.mentions;
            let of = |mention: &Found| nodes[mention.entity as usize];
            mentions.extend(found.iter().enumerate().map(|(i, m)| (of(m), at(i), m.passage)));
            figures.extend(
                extraction
                    .figures
                    .iter()
                    .enumerate()
                    .map(|(i, figure)| (of(&found[figure.entity as usize]), at(i), figure.passage)),
            );
        }
        let [mentions, figures] = [mentions, figures].map(|all| ByNode::new(rows.len(), &all));
        self.mentions = self.mentions.changed(mentions, numbers, &change.moves);
        self.figures = self.figures.changed(figures, numbers, &change.moves);
        let touched = rows.iter_mut().enumerate().filter(|(index, _)| numbers.touched[*index]);
        for (index, row) in touched {
            let items = self.mentions.of(index);
            row.mentions = items.len() as u32;
            row.documents = items.chunk_by(|a, b| a.document == b.document).count() as u32;
        }
        self.graph = DiGraph::with_capacity(rows.len(), 0);
        for row in rows {
            self.graph.add_node(row);
        }
    }
}
