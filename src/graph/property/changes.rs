//! A running transaction in, what it comes to out.

use super::compare::same;
use super::graph::PropertyGraph;
use super::names::{Key, Label};
use super::record::Slot;
use super::transaction::Entry;
use super::value::{NodeId, RelId};
use std::collections::{BTreeMap, BTreeSet};

/// What is different from before a transaction. What came and went within it is not in here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// New nodes.
    pub nodes: Vec<NodeId>,
    /// New relationships.
    pub rels: Vec<RelId>,
    /// Deleted nodes; what they had can still be asked for.
    pub deleted_nodes: Vec<NodeId>,
    /// Deleted relationships; their ends and types can still be asked for.
    pub deleted_rels: Vec<RelId>,
    /// Nodes that have other labels now, with those they had.
    pub labels: Vec<(NodeId, Vec<Label>)>,
    /// Properties of nodes that were set to something else or taken away.
    pub node_keys: Vec<(NodeId, Key)>,
    /// Properties of relationships that were set to something else or taken away.
    pub rel_keys: Vec<(RelId, Key)>,
}

impl PropertyGraph {
    /// What the running transaction changed; nothing outside one.
    pub fn changes(&self) -> Changes {
        let entries = self.journal.as_ref().map_or(&[][..], |journal| journal.entries());
        let mut changes = Changes::default();
        let (mut new_nodes, mut new_rels) = (BTreeSet::new(), BTreeSet::new());
        let mut sets: BTreeMap<NodeId, u32> = BTreeMap::new();
        let mut node_props: BTreeMap<NodeId, Vec<(Key, Slot)>> = BTreeMap::new();
        let mut rel_props: BTreeMap<RelId, Vec<(Key, Slot)>> = BTreeMap::new();
        for entry in entries {
            match entry {
                Entry::CreatedNode(node) => {
                    new_nodes.insert(*node);
                }
                Entry::CreatedRel(rel) => {
                    new_rels.insert(*rel);
                }
                Entry::Labels(node, set) => {
                    sets.entry(*node).or_insert(*set);
                }
                Entry::NodeProps(node, before) => {
                    node_props.entry(*node).or_insert_with(|| before.to_vec());
                }
                Entry::RelProps(rel, before) => {
                    rel_props.entry(*rel).or_insert_with(|| self.slots_of(before));
                }
                Entry::BuriedNode(node) => changes.deleted_nodes.push(*node),
                Entry::BuriedRel(rel) => changes.deleted_rels.push(*rel),
            }
        }
        changes.deleted_nodes.retain(|node| !new_nodes.contains(node));
        changes.deleted_rels.retain(|rel| !new_rels.contains(rel));
        sets.retain(|node, _| self.has_node(*node) && !new_nodes.contains(node));
        for (node, set) in sets {
            let before = self.sets[set as usize].to_vec();
            if before != self.labels(node) {
                changes.labels.push((node, before));
            }
        }
        for (node, before) in node_props {
            if self.has_node(node) && !new_nodes.contains(&node) {
                let keys = differing(&before, &self.node_slots(node));
                changes.node_keys.extend(keys.into_iter().map(|key| (node, key)));
            }
        }
        for (rel, before) in rel_props {
            if self.has_rel(rel) && !new_rels.contains(&rel) {
                let keys = differing(&before, &self.rel_slots(rel));
                changes.rel_keys.extend(keys.into_iter().map(|key| (rel, key)));
            }
        }
        changes.nodes = new_nodes.into_iter().filter(|node| self.has_node(*node)).collect();
        changes.rels = new_rels.into_iter().filter(|rel| self.has_rel(*rel)).collect();
        changes
    }
}

/// Keys whose values differ.
fn differing(before: &[(Key, Slot)], now: &[(Key, Slot)]) -> BTreeSet<Key> {
    let alike = |a: &Slot, b: &Slot| match (a, b) {
        (Slot::Kept(a), Slot::Kept(b)) => same(a, b),
        (Slot::Lazy(a), Slot::Lazy(b)) | (Slot::Maybe(a), Slot::Maybe(b)) => a == b,
        _ => false,
    };
    let lacks = |slots: &[(Key, Slot)], (key, slot): &(Key, Slot)| {
        !slots.iter().any(|(other, its)| other == key && alike(slot, its))
    };
    let gone = before.iter().filter(|entry| lacks(now, entry));
    gone.chain(now.iter().filter(|entry| lacks(before, entry))).map(|(key, _)| *key).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::property::Value;

    #[test]
    fn a_transaction_tells_what_it_comes_to() {
        let mut graph = PropertyGraph::new();
        let a = graph.add_node(&["A"], &[("name", "甲".into())]);
        let b = graph.add_node(&["A"], &[]);
        let r = graph.add_rel(a, "KNOWS", b, &[]);
        assert_eq!(graph.changes(), Changes::default());
        let name = graph.key("name");
        let told: Result<Changes, ()> = graph.transaction(|graph| {
            let c = graph.add_node(&["C"], &[]);
            let brief = graph.add_node(&["C"], &[]);
            graph.add_rel(c, "KNOWS", a, &[]);
            graph.detach_delete(brief);
            graph.set_node(a, name, Slot::Kept("乙".into()));
            graph.set_node(b, name, Slot::Kept("丙".into()));
            graph.set_node(b, name, Slot::Kept(Value::Null));
            let label = graph.label("Z");
            graph.add_label(a, label);
            graph.delete_rel(r);
            Ok(graph.changes())
        });
        let told = told.unwrap();
        assert_eq!((told.nodes.len(), told.rels.len()), (1, 1));
        assert_eq!((told.deleted_nodes, told.deleted_rels), (vec![], vec![r]));
        assert_eq!(told.node_keys, [(a, name)]);
        assert_eq!(told.labels.len(), 1);
        assert_eq!(graph.changes(), Changes::default());
    }
}
