//! Changes in, a graph with its indexes in step out.

use super::graph::PropertyGraph;
use super::names::{Key, Label, Type};
use super::record::{NodeRecord, Props, RelRecord, Slot, tidy};
use super::snapshot::Snapshot;
use super::transaction::{Connected, Entry};
use super::value::{NodeId, RelId, Value};
use petgraph::stable_graph::{EdgeIndex, NodeIndex};
use std::sync::OnceLock;

fn at(node: NodeId) -> NodeIndex<u32> {
    NodeIndex::new(node.0 as usize)
}

fn along(rel: RelId) -> EdgeIndex<u32> {
    EdgeIndex::new(rel.0 as usize)
}

impl PropertyGraph {
    fn changed(&mut self) {
        if self.snapshot.get().is_some() {
            self.snapshot = OnceLock::<Snapshot>::new();
        }
    }

    /// A new node.
    pub fn create_node(
        &mut self,
        labels: impl IntoIterator<Item = Label>,
        props: impl IntoIterator<Item = (Key, Slot)>,
    ) -> NodeId {
        self.changed();
        let labels = self.label_set(labels.into_iter().collect());
        let props = tidy(props.into_iter().collect()).into_boxed_slice();
        let node = NodeId(self.store.add_node(NodeRecord { labels, props }).index() as u32);
        self.enter(node);
        self.note(Entry::CreatedNode(node));
        node
    }

    /// A new relationship between two nodes of this graph.
    pub fn create_rel(
        &mut self,
        start: NodeId,
        kind: Type,
        end: NodeId,
        props: impl IntoIterator<Item = (Key, Slot)>,
    ) -> RelId {
        self.create_rel_with(start, kind, end, Props::new(props.into_iter().collect()))
    }

    /// A new relationship of which the graph's [`LazyValues`](super::LazyValues) know all
    /// properties behind a handle.
    pub fn create_rel_behind(
        &mut self,
        start: NodeId,
        kind: Type,
        end: NodeId,
        handle: u32,
    ) -> RelId {
        self.create_rel_with(start, kind, end, Props::Behind(handle))
    }

    fn create_rel_with(&mut self, start: NodeId, kind: Type, end: NodeId, props: Props) -> RelId {
        self.changed();
        let record = RelRecord { kind: kind.0, props };
        let rel = RelId(self.store.add_edge(at(start), at(end), record).index() as u32);
        self.by_type[kind.0 as usize] += 1;
        self.note(Entry::CreatedRel(rel));
        rel
    }

    /// A new node, by names.
    pub fn add_node(&mut self, labels: &[&str], props: &[(&str, Value)]) -> NodeId {
        let labels: Vec<Label> = labels.iter().map(|name| self.label(name)).collect();
        let props = self.slots(props);
        self.create_node(labels, props)
    }

    /// A new relationship, by names.
    pub fn add_rel(
        &mut self,
        start: NodeId,
        kind: &str,
        end: NodeId,
        props: &[(&str, Value)],
    ) -> RelId {
        let kind = self.rel_type(kind);
        let props = self.slots(props);
        self.create_rel(start, kind, end, props)
    }

    fn slots(&mut self, props: &[(&str, Value)]) -> Vec<(Key, Slot)> {
        props.iter().map(|(key, value)| (self.key(key), Slot::Kept(value.clone()))).collect()
    }

    /// Sets a node's property, or takes it away where the slot holds null.
    pub fn set_node(&mut self, node: NodeId, key: Key, slot: Slot) {
        if !self.has_node(node) {
            return;
        }
        self.leave_index(node, key);
        let Some(record) = self.store.node_weight_mut(at(node)) else { return };
        let mut slots = record.props.to_vec();
        slots.retain(|(own, _)| *own != key);
        slots.push((key, slot));
        let props = tidy(slots).into_boxed_slice();
        let before = std::mem::replace(&mut record.props, props);
        self.enter_index(node, key);
        self.note(Entry::NodeProps(node, before));
    }

    /// Sets a relationship's property, or takes it away where the slot holds null.
    pub fn set_rel(&mut self, rel: RelId, key: Key, slot: Slot) {
        if !self.has_rel(rel) {
            return;
        }
        let mut slots = self.rel_slots(rel);
        let Some(record) = self.store.edge_weight_mut(along(rel)) else { return };
        slots.retain(|(other, _)| *other != key);
        slots.push((key, slot));
        let before = std::mem::replace(&mut record.props, Props::new(slots));
        self.note(Entry::RelProps(rel, before));
    }

    /// Gives a node a label.
    pub fn add_label(&mut self, node: NodeId, label: Label) {
        let mut labels = self.labels(node).to_vec();
        if self.has_node(node) && !labels.contains(&label) {
            labels.push(label);
            self.relabel(node, labels);
        }
    }

    /// Takes a label from a node.
    pub fn remove_label(&mut self, node: NodeId, label: Label) {
        let mut labels = self.labels(node).to_vec();
        if self.has_node(node) && labels.contains(&label) {
            labels.retain(|own| *own != label);
            self.relabel(node, labels);
        }
    }

    pub(super) fn relabel(&mut self, node: NodeId, labels: Vec<Label>) {
        for label in self.labels(node).to_vec() {
            self.by_label[label.0 as usize].remove(node.0);
        }
        let set = self.label_set(labels);
        let Some(record) = self.store.node_weight_mut(at(node)) else { return };
        let before = std::mem::replace(&mut record.labels, set);
        for label in self.sets[set as usize].clone() {
            self.by_label[label.0 as usize].insert(node.0);
        }
        self.note(Entry::Labels(node, before));
    }

    /// Deletes a relationship.
    pub fn delete_rel(&mut self, rel: RelId) {
        if !self.has_rel(rel) {
            return;
        }
        self.changed();
        if let Some(kind) = self.kind(rel) {
            self.by_type[kind.0 as usize] -= 1;
        }
        if !self.bury_rel(rel) {
            self.store.remove_edge(along(rel));
        }
    }

    /// Deletes a node that no relationship is attached to.
    pub fn delete_node(&mut self, node: NodeId) -> Result<(), Connected> {
        if !self.has_node(node) {
            return Ok(());
        }
        if self.rels_at(node, super::Direction::Both).next().is_some() {
            return Err(Connected { node });
        }
        self.changed();
        self.leave(node);
        if !self.bury_node(node) {
            self.store.remove_node(at(node));
        }
        Ok(())
    }

    /// Deletes a node and every relationship attached to it.
    pub fn detach_delete(&mut self, node: NodeId) {
        let rels: Vec<RelId> =
            self.rels_at(node, super::Direction::Both).map(|(rel, _, _)| rel).collect();
        for rel in rels {
            self.delete_rel(rel);
        }
        self.delete_node(node).ok();
    }

    /// Enters a node into every index that exists.
    pub(super) fn enter(&mut self, node: NodeId) {
        for label in self.labels(node).to_vec() {
            self.by_label[label.0 as usize].insert(node.0);
        }
        if self.indexes.iter().any(|index| index.get().is_some()) {
            for key in self.node_keys(node) {
                self.enter_index(node, key);
            }
        }
    }

    /// Takes a node out of every index that exists.
    pub(super) fn leave(&mut self, node: NodeId) {
        for label in self.labels(node).to_vec() {
            self.by_label[label.0 as usize].remove(node.0);
        }
        for key in self.node_keys(node) {
            self.leave_index(node, key);
        }
    }

    pub(super) fn enter_index(&mut self, node: NodeId, key: Key) {
        if self.indexes[key.0 as usize].get().is_none() {
            return;
        }
        let value = self.node_property(node, key).map(std::borrow::Cow::into_owned);
        if let (Some(value), Some(index)) = (value, self.indexes[key.0 as usize].get_mut()) {
            index.insert(&value, node.0);
        }
    }

    pub(super) fn leave_index(&mut self, node: NodeId, key: Key) {
        if self.indexes[key.0 as usize].get().is_none() {
            return;
        }
        let value = self.node_property(node, key).map(std::borrow::Cow::into_owned);
        if let (Some(value), Some(index)) = (value, self.indexes[key.0 as usize].get_mut()) {
            index.remove(&value, node.0);
        }
    }
}
