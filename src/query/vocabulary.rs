//! Names of labels, relations and properties as people write them in, as the graph has them out.

use crate::graph::property::PropertyGraph;
use crate::knowledge::Knowledge;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Other names, in any language, for the names a graph uses. What the graph has is never renamed.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    labels: BTreeMap<String, Arc<str>>,
    relations: BTreeMap<String, Arc<str>>,
    keys: BTreeMap<String, Arc<str>>,
}

/// Chinese names of the properties that the view of a knowledge graph has.
const PROPERTIES: [(&str, &str); 20] = [
    ("名称", "name"),
    ("名字", "name"),
    ("编号", "id"),
    ("别名", "aliases"),
    ("提及", "mentions"),
    ("文档", "documents"),
    ("证据", "evidence"),
    ("句子", "sentence"),
    ("语气", "modality"),
    ("支持", "support"),
    ("得分", "score"),
    ("最早", "first"),
    ("最近", "last"),
    ("职务", "title"),
    ("指标", "measure"),
    ("数值", "value"),
    ("单位", "unit"),
    ("数", "number"),
    ("时期", "period"),
    ("范围", "scope"),
];

impl Vocabulary {
    /// The labels and synonyms that the schema gives to kinds and relations.
    pub fn of(knowledge: &Knowledge) -> Self {
        let mut vocabulary = Self::default();
        for kind in knowledge.schema().kinds.iter().rev() {
            for other in kind.synonyms.iter().chain([&kind.english, &kind.label]) {
                vocabulary.label_name(other, kind.id.name());
            }
            vocabulary.label_name(kind.id.name(), kind.id.name());
        }
        for relation in knowledge.schema().relations.iter().rev() {
            for other in relation.synonyms.iter().chain([&relation.english, &relation.label]) {
                vocabulary.relation_name(other, relation.id.name());
                let joined = other.replace(' ', "_");
                vocabulary.relation_name(&joined, relation.id.name());
            }
            vocabulary.relation_name(relation.id.name(), relation.id.name());
        }
        for (other, name) in PROPERTIES {
            vocabulary.key_name(other, name);
        }
        vocabulary
    }

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

    /// Other names of labels.
    pub(super) fn labels(&self) -> impl Iterator<Item = &str> {
        self.labels.keys().map(String::as_str)
    }

    /// Other names of relationship types.
    pub(super) fn relations(&self) -> impl Iterator<Item = &str> {
        self.relations.keys().map(String::as_str)
    }

    /// Other names of properties.
    pub(super) fn keys(&self) -> impl Iterator<Item = &str> {
        self.keys.keys().map(String::as_str)
    }
}

fn translated(names: &BTreeMap<String, Arc<str>>, name: &str, known: bool) -> Arc<str> {
    if known || names.is_empty() {
        return name.into();
    }
    names.get(&name.to_lowercase()).map_or_else(|| name.into(), Clone::clone)
}
