//! The store itself: what a property graph is made of.

use super::bits::Bits;
use super::index::PropertyIndex;
use super::names::{Key, Label, Names, Type};
use super::record::{NodeRecord, RelRecord, Slot};
use super::snapshot::Snapshot;
use super::transaction::Journal;
use super::value::Value;
use petgraph::stable_graph::StableDiGraph;
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

/// Computes the values that are stored as handles only, such as the evidence of a link.
pub trait LazyValues: Send + Sync {
    /// The value behind `handle`.
    fn value(&self, handle: u32) -> Value;

    /// All properties of the relationship that stands behind `handle` as a whole.
    fn slots(&self, handle: u32) -> Vec<(Key, Slot)>;

    /// One of them.
    fn slot(&self, handle: u32, key: Key) -> Option<Slot>;
}

/// Nodes with labels and properties, relationships with a type and properties.
#[derive(Default)]
pub struct PropertyGraph {
    pub(super) store: StableDiGraph<NodeRecord, RelRecord, u32>,
    pub(super) labels: Names,
    pub(super) types: Names,
    pub(super) keys: Names,
    /// The sets of labels that occur, sorted; nodes hold an index into them.
    pub(super) sets: Vec<Box<[Label]>>,
    pub(super) set_numbers: HashMap<Box<[Label]>, u32>,
    /// The nodes of each label.
    pub(super) by_label: Vec<Bits>,
    /// How many relationships there are of each type.
    pub(super) by_type: Vec<usize>,
    /// One for each key, filled when it is first looked up.
    pub(super) indexes: Vec<OnceLock<PropertyIndex>>,
    pub(super) snapshot: OnceLock<Snapshot>,
    pub(super) lazy: Option<Arc<dyn LazyValues>>,
    pub(super) journal: Option<Journal>,
}

impl std::fmt::Debug for PropertyGraph {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PropertyGraph")
            .field("nodes", &self.node_count())
            .field("rels", &self.rel_count())
            .finish_non_exhaustive()
    }
}

impl PropertyGraph {
    /// An empty graph.
    pub fn new() -> Self {
        Self::default()
    }

    /// An empty graph with room for so many nodes and relationships.
    pub fn with_capacity(nodes: usize, rels: usize) -> Self {
        Self { store: StableDiGraph::with_capacity(nodes, rels), ..Self::default() }
    }

    /// Where values stored as handles come from.
    pub fn set_lazy(&mut self, values: Arc<dyn LazyValues>) {
        self.lazy = Some(values);
    }

    /// The label of this name, new if need be.
    pub fn label(&mut self, name: &str) -> Label {
        let label = Label(self.labels.intern(name));
        self.by_label.resize_with(self.labels.len(), Bits::default);
        label
    }

    /// The relationship type of this name, new if need be.
    pub fn rel_type(&mut self, name: &str) -> Type {
        let kind = Type(self.types.intern(name));
        self.by_type.resize(self.types.len(), 0);
        kind
    }

    /// The property key of this name, new if need be.
    pub fn key(&mut self, name: &str) -> Key {
        let key = Key(self.keys.intern(name));
        self.indexes.resize_with(self.keys.len(), OnceLock::new);
        key
    }

    /// The label of this name, if any node ever had it.
    pub fn find_label(&self, name: &str) -> Option<Label> {
        self.labels.find(name).map(Label)
    }

    /// The relationship type of this name, if any relationship ever had it.
    pub fn find_type(&self, name: &str) -> Option<Type> {
        self.types.find(name).map(Type)
    }

    /// The property key of this name, if anything ever had it.
    pub fn find_key(&self, name: &str) -> Option<Key> {
        self.keys.find(name).map(Key)
    }

    /// The name of a label.
    pub fn label_name(&self, label: Label) -> &Arc<str> {
        self.labels.name(label.0)
    }

    /// The name of a relationship type.
    pub fn type_name(&self, kind: Type) -> &Arc<str> {
        self.types.name(kind.0)
    }

    /// The name of a property key.
    pub fn key_name(&self, key: Key) -> &Arc<str> {
        self.keys.name(key.0)
    }

    /// Labels that nodes have, with their number of nodes.
    pub fn label_counts(&self) -> impl Iterator<Item = (&Arc<str>, usize)> {
        self.labels
            .iter()
            .map(|(number, name)| (name, self.by_label[number as usize].len()))
            .filter(|(_, count)| *count > 0)
    }

    /// Types that relationships have, with their number of relationships.
    pub fn type_counts(&self) -> impl Iterator<Item = (&Arc<str>, usize)> {
        self.types
            .iter()
            .map(|(number, name)| (name, self.by_type[number as usize]))
            .filter(|(_, count)| *count > 0)
    }

    /// All property keys that were ever set.
    pub fn key_names(&self) -> impl Iterator<Item = &Arc<str>> {
        self.keys.iter().map(|(_, name)| name)
    }

    /// Compressed rows of every relationship type, for reading fast. Built when first asked for,
    /// dropped by the next write.
    pub fn snapshot(&self) -> &Snapshot {
        self.snapshot.get_or_init(|| Snapshot::new(self))
    }

    /// The set of these labels, new if need be.
    pub(super) fn label_set(&mut self, mut labels: Vec<Label>) -> u32 {
        labels.sort_unstable();
        labels.dedup();
        let labels = labels.into_boxed_slice();
        if let Some(&number) = self.set_numbers.get(&labels) {
            return number;
        }
        let number = self.sets.len() as u32;
        self.sets.push(labels.clone());
        self.set_numbers.insert(labels, number);
        number
    }
}
