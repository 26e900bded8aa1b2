//! Items with their nodes in, the items of each node out.

use super::entities::Numbers;
use super::moves::Moves;
use super::{At, Change, Derived, NodeRow};
use petgraph::graph::DiGraph;

/// Items grouped by node.
#[derive(Clone, Debug, Default)]
pub(in crate::graph) struct ByNode {
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

    /// Where the items of each node start, and all items.
    pub(super) fn parts(&self) -> (&[u32], &[At]) {
        (&self.starts, &self.items)
    }

    /// What has these parts.
    pub(super) fn of_parts(starts: Vec<u32>, items: Vec<At>) -> Self {
        Self { starts, items }
    }

    /// The items of one node, in document order.
    pub(in crate::graph) fn of(&self, node: usize) -> &[At] {
        let (Some(&start), Some(&end)) = (self.starts.get(node), self.starts.get(node + 1)) else {
            return &[];
        };
        &self.items[start as usize..end as usize]
    }

    /// The items of documents that are kept, and the fresh ones.
    fn changed(&self, fresh: Self, numbers: &Numbers, moves: &Moves) -> Self {
        if self.items.is_empty() {
            return fresh;
        }
        let mut changed = Self::default();
        changed.starts.reserve(numbers.from.len() + 1);
        changed.items.reserve(self.items.len() + fresh.items.len());
        changed.starts.push(0);
        for (new, from) in numbers.from.iter().enumerate() {
            let mut others = fresh.of(new);
            for &at in from.map_or(&[][..], |old| self.of(old as usize)) {
                let Some(document) = moves.kept[at.document as usize] else { continue };
                let earlier = others.partition_point(|other| other.document < document);
                let (first, rest) = others.split_at(earlier);
                changed.items.extend_from_slice(first);
                others = rest;
                changed.items.push(At { document, ..at });
            }
            changed.items.extend_from_slice(others);
            changed.starts.push(changed.items.len() as u32);
        }
        changed
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
            mentions
                .extend(found.iter().enumerate().map(|(i, m)| (nodes[m.entity as usize], at(i))));
            figures.extend(
                extraction.figures.iter().enumerate().map(|(i, figure)| {
                    (nodes[found[figure.entity as usize].entity as usize], at(i))
                }),
            );
        }
        let [mentions, figures] = [mentions, figures].map(|pairs| ByNode::new(rows.len(), &pairs));
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
