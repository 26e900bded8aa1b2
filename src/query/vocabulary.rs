//! Names of labels, relations and properties as people write them in, as the graph has them out.

use crate::graph::property::PropertyGraph;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Other names, in any language, for the names a graph uses. What the graph has is never renamed.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    labels: BTreeMap<String, Arc<str>>,
    relations: BTreeMap<String, Arc<str>>,
    keys: BTreeMap<String, Arc<str>>,
}

impl Vocabulary {
    /// Lets `other` stand for the label `name`.
    pub fn label_name(&mut self, other: &str, name: &str) {
        self.labels.insert(other.to_lowercase(), name.into());
    }

    /// Lets `other` stand for the relationship type `name`.
    pub fn relation_name(&mut self, other: &str, name: &str) {
        self.relations.insert(other.to_lowercase(), name.into());
    }

    /// Lets `other` stand for the property `name`.
    pub fn key_name(&mut self, other: &str, name: &str) {
        self.keys.insert(other.to_lowercase(), name.into());
    }

    pub(super) fn label(&self, graph: &PropertyGraph, name: &str) -> Arc<str> {
        translated(&self.labels, name, graph.find_label(name).is_some())
    }

    pub(super) fn relation(&self, graph: &PropertyGraph, name: &str) -> Arc<str> {
        translated(&self.relations, name, graph.find_type(name).is_some())
    }

    pub(super) fn key(&self, graph: &PropertyGraph, name: &str) -> Arc<str> {
        translated(&self.keys, name, graph.find_key(name).is_some())
    }

    /// Every other name of labels, relations and properties.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.labels.keys().chain(self.relations.keys()).chain(self.keys.keys()).map(String::as_str)
    }
}

fn translated(names: &BTreeMap<String, Arc<str>>, name: &str, known: bool) -> Arc<str> {
    if known || names.is_empty() {
        return name.into();
    }
    names.get(&name.to_lowercase()).map_or_else(|| name.into(), Clone::clone)
}
