//! What a graph holds: nodes, relationships, labels and properties by id.

use super::compare::equal;
use super::graph::PropertyGraph;
use super::index::PropertyIndex;
use super::names::{Key, Label, Type};
use super::record::{Props, Slot, tidy};
use super::value::{NodeId, RelId, Value};
use petgraph::stable_graph::{EdgeIndex, NodeIndex};
use petgraph::visit::{EdgeRef, IntoEdgeReferences};
use std::borrow::Cow;

/// Which way relationships are walked from a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// From start to end.
    Out,
    /// From end to start.
    In,
    /// Both ways; a loop is met once.
    Both,
}

impl PropertyGraph {
    /// How many nodes there are.
    pub fn node_count(&self) -> usize {
        self.store.node_count() - self.dead_nodes()
    }

    /// How many relationships there are.
    pub fn rel_count(&self) -> usize {
        self.store.edge_count() - self.dead_rels()
    }

    /// One more than the largest node number.
    pub fn node_bound(&self) -> usize {
        use petgraph::visit::NodeIndexable;
        self.store.node_bound()
    }

    /// All nodes in order of their number.
    pub fn nodes(&self) -> impl Iterator<Item = NodeId> + '_ {
        self.store
            .node_indices()
            .map(|index| NodeId(index.index() as u32))
            .filter(|node| !self.is_dead_node(*node))
    }

    /// All relationships in order of their number.
    pub fn rels(&self) -> impl Iterator<Item = RelId> + '_ {
        self.store
            .edge_references()
            .map(|edge| RelId(edge.id().index() as u32))
            .filter(|rel| !self.is_dead_rel(*rel))
    }

    /// Whether there is such a node.
    pub fn has_node(&self, node: NodeId) -> bool {
        self.store.contains_node(NodeIndex::new(node.0 as usize)) && !self.is_dead_node(node)
    }

    /// Whether there is such a relationship.
    pub fn has_rel(&self, rel: RelId) -> bool {
        self.store.edge_weight(EdgeIndex::new(rel.0 as usize)).is_some() && !self.is_dead_rel(rel)
    }

    /// Whether a node was deleted by the transaction that runs.
    pub fn is_gone_node(&self, node: NodeId) -> bool {
        self.is_dead_node(node)
    }

    /// Whether a relationship was deleted by the transaction that runs.
    pub fn is_gone_rel(&self, rel: RelId) -> bool {
        self.is_dead_rel(rel)
    }

    /// The nodes of a label, in order of their number.
    pub fn labelled(&self, label: Label) -> impl Iterator<Item = NodeId> + '_ {
        self.by_label[label.0 as usize].iter().map(NodeId)
    }

    /// How many nodes have a label.
    pub fn label_count(&self, label: Label) -> usize {
        self.by_label[label.0 as usize].len()
    }

    /// How many relationships are of a type.
    pub fn type_count(&self, kind: Type) -> usize {
        self.by_type[kind.0 as usize]
    }

    /// Whether a node has a label.
    pub fn has_label(&self, node: NodeId, label: Label) -> bool {
        self.by_label[label.0 as usize].contains(node.0)
    }

    /// The labels of a node, in the order in which the graph first met them.
    pub fn labels(&self, node: NodeId) -> &[Label] {
        self.store
            .node_weight(NodeIndex::new(node.0 as usize))
            .and_then(|record| self.sets.get(record.labels as usize))
            .map_or(&[], |set| set)
    }

    /// The type of a relationship.
    pub fn kind(&self, rel: RelId) -> Option<Type> {
        self.store.edge_weight(EdgeIndex::new(rel.0 as usize)).map(|record| Type(record.kind))
    }

    /// Where a relationship starts and ends.
    pub fn ends(&self, rel: RelId) -> Option<(NodeId, NodeId)> {
        let (start, end) = self.store.edge_endpoints(EdgeIndex::new(rel.0 as usize))?;
        Some((NodeId(start.index() as u32), NodeId(end.index() as u32)))
    }

    fn node_props(&self, node: NodeId) -> &[(Key, Slot)] {
        let record = self.store.node_weight(NodeIndex::new(node.0 as usize));
        record.map_or(&[], |record| &record.props)
    }

    fn rel_props(&self, rel: RelId) -> &Props {
        const NONE: &Props = &Props::None;
        self.store.edge_weight(EdgeIndex::new(rel.0 as usize)).map_or(NONE, |record| &record.props)
    }

    /// The property of a node; `None` where it has no such property.
    pub fn node_property(&self, node: NodeId, key: Key) -> Option<Cow<'_, Value>> {
        self.slot(self.node_props(node), key)
    }

    fn slot<'a>(&'a self, slots: &'a [(Key, Slot)], key: Key) -> Option<Cow<'a, Value>> {
        match &slots.iter().find(|(own, _)| *own == key)?.1 {
            Slot::Kept(value) => Some(Cow::Borrowed(value)),
            other => self.computed(other.clone()).map(Cow::Owned),
        }
    }

    /// The property of a relationship; `None` where it has no such property.
    pub fn rel_property(&self, rel: RelId, key: Key) -> Option<Cow<'_, Value>> {
        self.property(self.rel_props(rel), key)
    }

    fn property<'a>(&'a self, props: &'a Props, key: Key) -> Option<Cow<'a, Value>> {
        match props {
            Props::None => None,
            Props::Float(own, number) => (*own == key).then_some(Cow::Owned(Value::Float(*number))),
            Props::Int(own, number) => (*own == key).then_some(Cow::Owned(Value::Int(*number))),
            Props::Many(slots) => self.slot(slots, key),
            Props::Behind(handle) => {
                self.computed(self.lazy.as_ref()?.slot(*handle, key)?).map(Cow::Owned)
            }
        }
    }

    /// What stands in a slot, if anything does.
    fn computed(&self, slot: Slot) -> Option<Value> {
        let value = |handle| self.lazy.as_ref().map_or(Value::Null, |lazy| lazy.value(handle));
        match slot {
            Slot::Kept(value) => Some(value),
            Slot::Lazy(handle) => Some(value(handle)),
            Slot::Maybe(handle) => {
                Some(value(handle)).filter(|value| !matches!(value, Value::Null))
            }
        }
    }

    /// The keys of a node's properties, sorted by number.
    pub fn node_keys(&self, node: NodeId) -> Vec<Key> {
        self.keys_of(self.node_props(node))
    }

    /// The keys of a relationship's properties, sorted by number.
    pub fn rel_keys(&self, rel: RelId) -> Vec<Key> {
        self.keys_of(&self.rel_slots(rel))
    }

    /// Those under which there is anything.
    fn keys_of(&self, slots: &[(Key, Slot)]) -> Vec<Key> {
        let holds = |slot: &Slot| match slot {
            Slot::Kept(_) | Slot::Lazy(_) => true,
            Slot::Maybe(_) => self.computed(slot.clone()).is_some(),
        };
        slots.iter().filter(|(_, slot)| holds(slot)).map(|(key, _)| *key).collect()
    }

    /// The properties of a node with what stands under them, nothing computed.
    pub fn node_slots(&self, node: NodeId) -> Vec<(Key, Slot)> {
        self.node_props(node).to_vec()
    }

    /// The properties of a relationship with what stands under them, nothing computed.
    pub fn rel_slots(&self, rel: RelId) -> Vec<(Key, Slot)> {
        self.slots_of(self.rel_props(rel))
    }

    pub(super) fn slots_of(&self, props: &Props) -> Vec<(Key, Slot)> {
        match props {
            Props::None => Vec::new(),
            Props::Float(key, number) => vec![(*key, Slot::Kept(Value::Float(*number)))],
            Props::Int(key, number) => vec![(*key, Slot::Kept(Value::Int(*number)))],
            Props::Many(slots) => slots.to_vec(),
            Props::Behind(handle) => {
                let slots = self.lazy.as_ref().map(|lazy| lazy.slots(*handle));
                tidy(slots.unwrap_or_default())
            }
        }
    }

    /// The relationships at a node with the node at their other end.
    pub fn rels_at(
        &self,
        node: NodeId,
        direction: Direction,
    ) -> impl Iterator<Item = (RelId, Type, NodeId)> + '_ {
        let at = NodeIndex::new(node.0 as usize);
        let out = self
            .store
            .edges_directed(at, petgraph::Direction::Outgoing)
            .take_while(move |_| direction != Direction::In)
            .map(|edge| (edge.id(), edge.weight().kind, edge.target()));
        let back = self
            .store
            .edges_directed(at, petgraph::Direction::Incoming)
            .take_while(move |_| direction != Direction::Out)
            .filter(move |edge| direction == Direction::In || edge.source() != edge.target())
            .map(|edge| (edge.id(), edge.weight().kind, edge.source()));
        out.chain(back)
            .map(|(rel, kind, other)| {
                (RelId(rel.index() as u32), Type(kind), NodeId(other.index() as u32))
            })
            .filter(|(rel, _, _)| !self.is_dead_rel(*rel))
    }

    fn index(&self, key: Key) -> &PropertyIndex {
        self.indexes[key.0 as usize].get_or_init(|| {
            let mut index = PropertyIndex::default();
            let nodes: Vec<NodeId> = self.nodes().collect();
            for &node in nodes.iter().rev() {
                if let Some(value) = self.node_property(node, key) {
                    index.insert(&value, node.0);
                }
            }
            index
        })
    }

    /// The nodes whose property equals `value`, found without looking at every node.
    pub fn nodes_with(&self, key: Key, value: &Value) -> Vec<NodeId> {
        let mut found: Vec<NodeId> = self
            .index(key)
            .candidates(value)
            .map(NodeId)
            .filter(|node| {
                self.node_property(*node, key).is_some_and(|own| equal(&own, value) == Some(true))
            })
            .collect();
        found.sort_unstable();
        found
    }

    /// Whether looking a value of this property up is worth while: few nodes share one.
    pub fn is_selective(&self, key: Key) -> bool {
        if let Some(index) = self.indexes[key.0 as usize].get() {
            return index.share() <= 16.max(self.node_count() / 64);
        }
        let step = (self.node_bound() / 512).max(1);
        let mut seen = std::collections::BTreeSet::new();
        let mut held = 0;
        for number in (0..self.node_bound()).step_by(step) {
            if let Some(value) = self.node_property(NodeId(number as u32), key) {
                held += 1;
                let mut state = std::hash::DefaultHasher::new();
                super::compare::digest(&value, &mut state);
                seen.insert(std::hash::Hasher::finish(&state));
            }
        }
        held == 0 || seen.len() * 2 >= held
    }

    /// The read snapshot, where it is built already.
    pub fn ready_snapshot(&self) -> Option<&super::Snapshot> {
        self.snapshot.get()
    }

    /// Whether every node is known to have this property: only looked-up ones are.
    pub fn is_total(&self, key: Key) -> bool {
        let index = self.indexes[key.0 as usize].get();
        index.is_some_and(|index| index.len() == self.node_count())
    }

    /// How many nodes share a value of this property on average.
    pub fn share(&self, key: Key) -> usize {
        self.index(key).share()
    }
}
