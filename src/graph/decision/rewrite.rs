//! What a document says in, what is left of it by the decisions out.

use super::Named;
use super::classes::Classes;
use crate::entity::{Entity, EntityId};
use crate::extract::{Extraction, Found};
use crate::graph::archive::Known;
use crate::graph::names::folded;
use crate::graph::normal::normalise;
use crate::graph::stored::Stored;
use crate::knowledge::Relation;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A link: head, relation, tail.
pub(super) type LinkKey = (EntityId, Relation, EntityId);

/// The decisions, ready to be looked up.
#[derive(Default)]
pub(super) struct Rewriting {
    pub(super) classes: Classes,
    /// What the reading of the documents alone takes for one.
    pub(super) same: BTreeMap<EntityId, EntityId>,
    /// By what an entity goes by: forms that mean another.
    pub(super) apart: BTreeMap<EntityId, Vec<(String, Named)>>,
    /// By what an entity goes by and a document: what it means there.
    pub(super) splits: BTreeMap<(EntityId, String), Named>,
    pub(super) hidden: BTreeSet<EntityId>,
    pub(super) dropped: BTreeSet<LinkKey>,
    pub(super) symmetric: BTreeSet<Relation>,
}

/// What following the decisions has changed.
#[derive(Default)]
pub(super) struct Hits {
    /// Names that mentions were moved to.
    pub(super) moved: BTreeSet<EntityId>,
    /// Links that were left out.
    pub(super) dropped: BTreeSet<LinkKey>,
}

impl Rewriting {
    /// What the entity with this id goes by.
    pub(super) fn resolved<'i>(&'i self, id: &'i EntityId) -> EntityId {
        match self.classes.of(id) {
            Some(named) => named.id(),
            None => self.same.get(id).unwrap_or(id).clone(),
        }
    }

    /// The key under which a link is dropped, if it is.
    fn is_dropped(&self, head: &EntityId, relation: Relation, tail: &EntityId) -> Option<LinkKey> {
        if self.dropped.is_empty() {
            return None;
        }
        let (head, tail) = (self.resolved(head), self.resolved(tail));
        let turned = (tail.clone(), relation, head.clone());
        let straight = (head, relation, tail);
        if self.dropped.contains(&straight) {
            return Some(straight);
        }
        let both_ways = self.symmetric.contains(&relation) && self.dropped.contains(&turned);
        both_ways.then_some(turned)
    }

    fn touches(&self, document: &Extraction) -> bool {
        let changes = |entity: &Entity| {
            let Some(named) = self.classes.of(&entity.id) else { return false };
            let id = named.id();
            let split = || self.splits.contains_key(&(id.clone(), document.source.id.clone()));
            id != entity.id || self.hidden.contains(&id) || self.apart.contains_key(&id) || split()
        };
        let ends = |mention: u32| {
            &document.entities[document.mentions[mention as usize].entity as usize].id
        };
        document.entities.iter().any(changes)
            || !self.dropped.is_empty()
                && document.facts.iter().any(|fact| {
                    self.is_dropped(ends(fact.head), fact.relation, ends(fact.tail)).is_some()
                })
    }

    /// The document as the decisions leave it.
    pub(super) fn document(&self, document: &Arc<Stored>, hits: &mut Hits) -> Arc<Stored> {
        if !self.touches(document) {
            return Arc::clone(document);
        }
        let mut changed = Extraction::clone(document);
        let rows: Vec<Option<Named>> =
            document.mentions.iter().map(|mention| self.meant(document, mention, hits)).collect();
        changed.facts.retain(|fact| {
            let end = |mention: u32| {
                &document.entities[document.mentions[mention as usize].entity as usize].id
            };
            let dropped = self.is_dropped(end(fact.head), fact.relation, end(fact.tail));
            let kept = dropped.is_none();
            hits.dropped.extend(dropped);
            kept
        });
        self.reassign(&mut changed, document, &rows);
        normalise(&mut changed);
        Stored::new(changed)
    }

    /// What a mention means now; `None` when that is hidden.
    fn meant(&self, document: &Extraction, mention: &Found, hits: &mut Hits) -> Option<Named> {
        let entity = &document.entities[mention.entity as usize];
        let id = self.resolved(&entity.id);
        let own = || Named::new(entity.kind, entity.id.name());
        let mut named = self.classes.of(&entity.id).cloned().unwrap_or_else(own);
        if let Some(other) = self.splits.get(&(id.clone(), document.source.id.clone())) {
            named = self.classes.named(other).clone();
            hits.moved.insert(other.id());
        } else if let Some(forms) = self.apart.get(&id) {
            let written = folded(&surface(document, mention));
            if let Some((_, other)) = forms.iter().find(|(form, _)| *form == written) {
                named = self.classes.named(other).clone();
                hits.moved.insert(other.id());
            }
        }
        (!self.hidden.contains(&named.id())).then_some(named)
    }

    /// Gives every mention its entity, and leaves out those that have none any more with what is
    /// said of them.
    fn reassign(&self, changed: &mut Extraction, old: &Extraction, rows: &[Option<Named>]) {
        let mut entities: BTreeMap<EntityId, Entity> = BTreeMap::new();
        for named in rows.iter().flatten() {
            let id = named.id();
            entities.entry(id.clone()).or_insert_with(|| Entity {
                id,
                kind: named.kind,
                name: named.name.clone(),
                aliases: Vec::new(),
            });
        }
        for entity in &old.entities {
            let id = self.resolved(&entity.id);
            let Some(row) = entities.get_mut(&id) else { continue };
            let forms = self.apart.get(&id).map_or(&[][..], Vec::as_slice);
            let apart = |name: &&String| !forms.iter().any(|(form, _)| *form == folded(name));
            let names = entity.aliases.iter().chain([&entity.name]);
            row.aliases.extend(names.filter(apart).cloned());
            if id == entity.id {
                row.name.clone_from(&entity.name);
            }
        }
        let ids: Vec<EntityId> = entities.keys().cloned().collect();
        changed.entities = entities.into_values().collect();
        let mut moved = vec![u32::MAX; rows.len()];
        changed.mentions.clear();
        for (number, (mention, named)) in old.mentions.iter().zip(rows).enumerate() {
            let Some(at) = named.as_ref().and_then(|named| ids.binary_search(&named.id()).ok())
            else {
                continue;
            };
            moved[number] = changed.mentions.len() as u32;
            changed.mentions.push(Found { entity: at as u32, ..mention.clone() });
        }
        for fact in &mut changed.facts {
            (fact.head, fact.tail) = (moved[fact.head as usize], moved[fact.tail as usize]);
        }
        changed.facts.retain(|fact| fact.head != u32::MAX && fact.tail != u32::MAX);
        for figure in &mut changed.figures {
            figure.entity = moved[figure.entity as usize];
        }
        changed.figures.retain(|figure| figure.entity != u32::MAX);
    }

    /// What the lexicon knows, as the decisions leave it.
    pub(super) fn known(&self, known: &Known, hits: &mut Hits) -> Option<Known> {
        let mut changed = known.clone();
        changed.links.clear();
        for (relation, other) in &known.links {
            match self.is_dropped(&known.id, *relation, other) {
                Some(key) => {
                    hits.dropped.insert(key);
                }
                None => {
                    changed.links.insert((*relation, self.resolved(other)));
                }
            }
        }
        if let Some(named) = self.classes.of(&known.id) {
            let id = named.id();
            if self.hidden.contains(&id) {
                return None;
            }
            if id != known.id {
                changed.aliases.insert(known.name.clone());
                (changed.kind, changed.name) = (named.kind, named.name.clone());
            }
            let forms = self.apart.get(&id).map_or(&[][..], Vec::as_slice);
            changed.aliases.retain(|alias| !forms.iter().any(|(form, _)| *form == folded(alias)));
            changed.aliases.remove(&changed.name);
            changed.id = id;
        }
        changed.links.retain(|(_, other)| *other != changed.id && !self.hidden.contains(other));
        Some(changed)
    }
}

/// How a mention is written.
fn surface(document: &Extraction, mention: &Found) -> String {
    let passage = &document.passages[mention.passage as usize];
    let skip = mention.span.start.saturating_sub(passage.span.start) as usize;
    let length = (mention.span.end - mention.span.start) as usize;
    passage.text.chars().skip(skip).take(length).collect()
}
