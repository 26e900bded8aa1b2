//! Changes in, all of them or none of them out.
//!
//! Inside a transaction a deleted node or relationship is only marked: its number is not given
//! away and its type can still be asked for until the transaction ends.

use super::graph::PropertyGraph;
use super::names::{Key, Label};
use super::record::{Props, Slot};
use super::value::{NodeId, RelId};
use petgraph::stable_graph::{EdgeIndex, NodeIndex};
use std::collections::BTreeSet;

/// A node that cannot be deleted because relationships are attached to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("node {} still has relationships", node.number())]
pub struct Connected {
    /// The node.
    pub node: NodeId,
}

/// What was done, with what it takes to undo it.
#[derive(Debug)]
pub(super) enum Entry {
    CreatedNode(NodeId),
    CreatedRel(RelId),
    NodeProps(NodeId, Box<[(Key, Slot)]>),
    RelProps(RelId, Props),
    Labels(NodeId, u32),
    BuriedNode(NodeId),
    BuriedRel(RelId),
}

/// The changes of the running transaction.
#[derive(Debug, Default)]
pub(super) struct Journal {
    entries: Vec<Entry>,
    dead_nodes: BTreeSet<NodeId>,
    dead_rels: BTreeSet<RelId>,
}

impl Journal {
    /// What was done, in order.
    pub(super) fn entries(&self) -> &[Entry] {
        &self.entries
    }
}

impl PropertyGraph {
    /// Runs `work`; where it fails, the graph is as it was before.
    pub fn transaction<T, E>(
        &mut self,
        work: impl FnOnce(&mut Self) -> Result<T, E>,
    ) -> Result<T, E> {
        self.begin();
        let result = work(self);
        if result.is_ok() {
            self.commit();
        } else {
            self.rollback();
        }
        result
    }

    /// Starts noting changes. A transaction that is running is committed first.
    pub fn begin(&mut self) {
        self.commit();
        self.journal = Some(Journal::default());
    }

    /// Makes the changes of the transaction final.
    pub fn commit(&mut self) {
        let Some(journal) = self.journal.take() else { return };
        for rel in journal.dead_rels {
            self.store.remove_edge(EdgeIndex::new(rel.0 as usize));
        }
        for node in journal.dead_nodes {
            self.store.remove_node(NodeIndex::new(node.0 as usize));
        }
    }

    /// Undoes the changes of the transaction, the last one first.
    pub fn rollback(&mut self) {
        let Some(mut journal) = self.journal.take() else { return };
        self.snapshot = std::sync::OnceLock::new();
        for entry in std::mem::take(&mut journal.entries).into_iter().rev() {
            self.undo(entry);
        }
    }

    fn undo(&mut self, entry: Entry) {
        match entry {
            Entry::CreatedNode(node) => {
                self.leave(node);
                self.store.remove_node(NodeIndex::new(node.0 as usize));
            }
            Entry::CreatedRel(rel) => {
                if let Some(kind) = self.kind(rel) {
                    self.by_type[kind.0 as usize] -= 1;
                }
                self.store.remove_edge(EdgeIndex::new(rel.0 as usize));
            }
            Entry::NodeProps(node, props) => {
                for key in self.node_keys(node) {
                    self.leave_index(node, key);
                }
                if let Some(record) = self.store.node_weight_mut(NodeIndex::new(node.0 as usize)) {
                    record.props = props;
                }
                for key in self.node_keys(node) {
                    self.enter_index(node, key);
                }
            }
            Entry::RelProps(rel, props) => {
                if let Some(record) = self.store.edge_weight_mut(EdgeIndex::new(rel.0 as usize)) {
                    record.props = props;
                }
            }
            Entry::Labels(node, set) => {
                let labels: Vec<Label> = self.sets[set as usize].to_vec();
                self.relabel(node, labels);
            }
            Entry::BuriedNode(node) => self.enter(node),
            Entry::BuriedRel(rel) => {
                if let Some(kind) = self.kind(rel) {
                    self.by_type[kind.0 as usize] += 1;
                }
            }
        }
    }

    pub(super) fn note(&mut self, entry: Entry) {
        if let Some(journal) = &mut self.journal {
            journal.entries.push(entry);
        }
    }

    /// Marks a node as deleted; false outside a transaction.
    pub(super) fn bury_node(&mut self, node: NodeId) -> bool {
        let Some(journal) = &mut self.journal else { return false };
        journal.dead_nodes.insert(node);
        journal.entries.push(Entry::BuriedNode(node));
        true
    }

    /// Marks a relationship as deleted; false outside a transaction.
    pub(super) fn bury_rel(&mut self, rel: RelId) -> bool {
        let Some(journal) = &mut self.journal else { return false };
        journal.dead_rels.insert(rel);
        journal.entries.push(Entry::BuriedRel(rel));
        true
    }

    pub(super) fn is_dead_node(&self, node: NodeId) -> bool {
        self.journal.as_ref().is_some_and(|journal| journal.dead_nodes.contains(&node))
    }

    pub(super) fn is_dead_rel(&self, rel: RelId) -> bool {
        self.journal.as_ref().is_some_and(|journal| journal.dead_rels.contains(&rel))
    }

    pub(super) fn dead_nodes(&self) -> usize {
        self.journal.as_ref().map_or(0, |journal| journal.dead_nodes.len())
    }

    pub(super) fn dead_rels(&self) -> usize {
        self.journal.as_ref().map_or(0, |journal| journal.dead_rels.len())
    }
}

#[cfg(test)]
mod tests {
    use super::super::Direction;
    use super::*;

    fn shape(graph: &PropertyGraph) -> Vec<String> {
        let node = |node| {
            let labels: Vec<_> =
                graph.labels(node).iter().map(|label| graph.label_name(*label).clone()).collect();
            format!("{node:?} {labels:?} {:?}", graph.node_slots(node))
        };
        let rel = |rel| format!("{rel:?} {:?} {:?}", graph.ends(rel), graph.rel_slots(rel));
        let counts = graph.label_counts().map(|count| format!("{count:?}"));
        let types = graph.type_counts().map(|count| format!("{count:?}"));
        graph.nodes().map(node).chain(graph.rels().map(rel)).chain(counts).chain(types).collect()
    }

    #[test]
    fn a_failed_transaction_leaves_the_graph_as_it_was() {
        let mut graph = PropertyGraph::new();
        let a = graph.add_node(&["A"], &[("name", "甲".into())]);
        let b = graph.add_node(&["B"], &[("name", "乙".into()), ("size", 3.into())]);
        let r = graph.add_rel(a, "KNOWS", b, &[("weight", 0.5.into())]);
        let name = graph.key("name");
        assert_eq!(graph.nodes_with(name, &"甲".into()), [a]);
        let before = shape(&graph);
        let failed: Result<(), ()> = graph.transaction(|graph| {
            let c = graph.add_node(&["C"], &[("name", "丙".into())]);
            graph.add_rel(c, "KNOWS", a, &[]);
            graph.set_node(a, name, Slot::Kept("丁".into()));
            let label = graph.label("Z");
            graph.add_label(b, label);
            graph.set_rel(r, name, Slot::Kept(1.into()));
            graph.detach_delete(b);
            assert!(!graph.has_node(b) && !graph.has_rel(r));
            assert!(graph.kind(r).is_some(), "its type is known until the transaction ends");
            assert_eq!(graph.rels_at(a, Direction::Both).count(), 1);
            Err(())
        });
        assert!(failed.is_err());
        assert_eq!(shape(&graph), before);
        assert_eq!(graph.nodes_with(name, &"甲".into()), [a]);
        assert!(graph.nodes_with(name, &"丁".into()).is_empty());
    }

    #[test]
    fn a_node_with_relationships_is_not_deleted_alone() {
        let mut graph = PropertyGraph::new();
        let a = graph.add_node(&[], &[]);
        let r = graph.add_rel(a, "SELF", a, &[]);
        assert_eq!(graph.delete_node(a), Err(Connected { node: a }));
        graph.delete_rel(r);
        assert_eq!(graph.delete_node(a), Ok(()));
        assert_eq!(graph.node_count(), 0);
    }
}
