//! What a Cypher statement changed in the view of a graph in, the decisions that say the same out.
//!
//! So what programs write is kept like every correction: beside what was read, with the statement
//! as its reason and evidence. What no decision can say is refused, and then nothing is changed.

use crate::graph::property::{Key, Label, NodeId, PropertyGraph, RelId, Value};
use crate::graph::{Act, Basis, KnowledgeGraph, Named};
use crate::knowledge::{Kind, Relation, Schema};
use crate::query::QueryError;
use std::collections::BTreeSet;

/// A decision, and the reason where the statement gives one (a property `why`).
pub(super) type Written = (Act, Option<String>);

/// What the running transaction on `view` comes to.
pub(super) fn written(
    view: &PropertyGraph,
    graph: &KnowledgeGraph,
    schema: &Schema,
) -> Result<Vec<Written>, QueryError> {
    Statement { view, graph, schema }.written()
}

struct Statement<'s> {
    view: &'s PropertyGraph,
    graph: &'s KnowledgeGraph,
    schema: &'s Schema,
}

fn refused(message: String, hint: &str) -> QueryError {
    QueryError::run("SemanticError", "NotKept", message).hinted(Some(hint.to_owned()))
}

const ENTITIES: &str = "an entity has a kind and a name: (:Company {name: '…'})";
const LINKS: &str = "what follows from documents changes with them; stated links can be deleted";
const SET: &str = "what can be set is the name and the kind of an entity";

impl Statement<'_> {
    fn written(&self) -> Result<Vec<Written>, QueryError> {
        let changes = self.view.changes();
        let mut acts = Vec::new();
        for node in &changes.nodes {
            acts.push((Act::Entity(self.new_entity(*node)?), self.reason_of_node(*node)));
        }
        for (node, key) in &changes.node_keys {
            acts.push((self.set(*node, *key)?, None));
        }
        for (node, before) in &changes.labels {
            acts.push((self.relabelled(*node, before)?, None));
        }
        if let Some((_, key)) = changes.rel_keys.first() {
            let key = self.view.key_name(*key);
            return Err(refused(format!("`{key}` of a link cannot be set"), SET));
        }
        for rel in &changes.rels {
            acts.push((self.new_link(*rel)?, self.reason_of_rel(*rel)));
        }
        let gone: BTreeSet<NodeId> = changes.deleted_nodes.iter().copied().collect();
        for rel in &changes.deleted_rels {
            let ends = self.view.ends(*rel);
            if ends.is_some_and(|(start, end)| gone.contains(&start) || gone.contains(&end)) {
                continue;
            }
            acts.push((self.dropped(*rel)?, None));
        }
        for node in changes.deleted_nodes {
            let hidden = self.old_entity(node).ok_or_else(|| {
                refused("a figure cannot be deleted".to_owned(), "forget its document")
            })?;
            acts.push((Act::Hide(hidden), None));
        }
        Ok(acts)
    }

    /// An entity that was there before.
    fn old_entity(&self, node: NodeId) -> Option<Named> {
        self.graph.nth_node(node.number() as usize).map(Named::from)
    }

    fn entity(&self, node: NodeId) -> Result<Named, QueryError> {
        match self.old_entity(node) {
            Some(named) => Ok(named),
            None => self.new_entity(node),
        }
    }

    /// The kinds among labels.
    fn kinds(&self, labels: &[Label]) -> Vec<Kind> {
        let names = labels.iter().map(|label| self.view.label_name(*label));
        names.filter_map(|name| self.schema.kind(name)).map(|kind| kind.id).collect()
    }

    fn new_entity(&self, node: NodeId) -> Result<Named, QueryError> {
        let labels = self.view.labels(node);
        let strange = labels
            .iter()
            .map(|label| self.view.label_name(*label))
            .find(|name| self.schema.kind(name).is_none() && &***name != "Entity");
        if let Some(label) = strange {
            return Err(refused(format!("`{label}` is no kind of the schema"), ENTITIES));
        }
        let kinds = self.kinds(labels);
        let &[kind] = kinds.as_slice() else {
            let count = kinds.len();
            return Err(refused(format!("the new entity has {count} kinds, not one"), ENTITIES));
        };
        for key in self.view.node_keys(node) {
            let key = self.view.key_name(key);
            if !["name", "why"].contains(&&**key) {
                return Err(refused(format!("`{key}` of an entity cannot be set"), ENTITIES));
            }
        }
        match self.text(self.view.find_key("name"), |key| self.view.node_property(node, key)) {
            Some(name) if !name.trim().is_empty() => Ok(Named::new(kind, name.trim())),
            _ => Err(refused("the new entity has no name".to_owned(), ENTITIES)),
        }
    }

    fn text<'v>(
        &self,
        key: Option<Key>,
        value: impl Fn(Key) -> Option<std::borrow::Cow<'v, Value>>,
    ) -> Option<String> {
        value(key?)?.as_text().map(str::to_owned)
    }

    fn reason_of_node(&self, node: NodeId) -> Option<String> {
        self.text(self.view.find_key("why"), |key| self.view.node_property(node, key))
    }

    fn reason_of_rel(&self, rel: RelId) -> Option<String> {
        self.text(self.view.find_key("why"), |key| self.view.rel_property(rel, key))
    }

    /// The relation of a link, unless it is one that is only derived.
    fn relation(&self, rel: RelId) -> Result<Relation, QueryError> {
        let name = self.view.kind(rel).map_or("", |kind| self.view.type_name(kind));
        let relation = self.schema.relation(name).map(|relation| relation.id);
        relation.filter(|relation| *relation != Relation::CO_OCCURS).ok_or_else(|| {
            let known: Vec<&str> = self.schema.relations.iter().map(|r| r.id.name()).collect();
            refused(
                format!("`{name}` cannot be written"),
                &format!("there are {}", known.join(", ")),
            )
        })
    }

    fn new_link(&self, rel: RelId) -> Result<Act, QueryError> {
        let relation = self.relation(rel)?;
        for key in self.view.rel_keys(rel) {
            let key = self.view.key_name(key);
            if &**key != "why" {
                let hint = "a link by hand takes a reason only: [:located_in {why: '…'}]";
                return Err(refused(format!("`{key}` of a link cannot be set"), hint));
            }
        }
        let Some((start, end)) = self.view.ends(rel) else {
            return Err(refused("a link has lost its ends".to_owned(), LINKS));
        };
        Ok(Act::Add(self.entity(start)?, relation, self.entity(end)?))
    }

    fn dropped(&self, rel: RelId) -> Result<Act, QueryError> {
        let link = self.graph.link(rel.number() as usize);
        let link = link.filter(|link| {
            !matches!(link.basis(), Basis::CoOccurs | Basis::Negated | Basis::Known)
        });
        if let Some(link) = link {
            return Ok(Act::Drop(link.head().into(), link.relation(), link.tail().into()));
        }
        let kind = self.view.kind(rel).map_or("", |kind| self.view.type_name(kind));
        Err(refused(format!("this `{kind}` cannot be deleted"), LINKS))
    }

    /// The new name of an entity.
    fn set(&self, node: NodeId, key: Key) -> Result<Act, QueryError> {
        let name = self.view.key_name(key);
        let Some(named) = self.old_entity(node) else {
            return Err(refused("a figure cannot be changed".to_owned(), SET));
        };
        let value = self.text(Some(key), |key| self.view.node_property(node, key));
        match value {
            Some(new) if &**name == "name" && !new.trim().is_empty() => {
                Ok(Act::Rename(named, new.trim().to_owned()))
            }
            _ => Err(refused(format!("`{name}` of {named} cannot be set so"), SET)),
        }
    }

    /// The new kind of an entity: the one it did not have before.
    fn relabelled(&self, node: NodeId, before: &[Label]) -> Result<Act, QueryError> {
        let Some(named) = self.old_entity(node) else {
            return Err(refused("a figure cannot be changed".to_owned(), SET));
        };
        let now = self.view.labels(node);
        let new: Vec<Label> = now.iter().filter(|label| !before.contains(label)).copied().collect();
        match self.kinds(&new).as_slice() {
            [kind] if new.len() == 1 => Ok(Act::Kind(named, *kind)),
            _ => Err(refused(format!("{named} would not have one kind of the schema"), SET)),
        }
    }
}
