//! The entities of many documents in, which of their ids mean the same out.
//!
//! A pure function of the set: the order of the documents and how often one stands in it do not
//! matter. Documents can be taken out again.

use super::group::Groups;
use super::{Entity, EntityId};
use crate::knowledge::Kind;
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// For each id that is another's alias the id that both go by.
///
/// A firm, institution or program that one document knows by its short name alone is the one that
/// another document also calls so, if only one thing of its kind is called so anywhere. Places,
/// people and industries are never joined this way: the lexicon knows their forms, and the same
/// name often means another.
pub fn across<'a>(entities: impl IntoIterator<Item = &'a Entity>) -> BTreeMap<EntityId, EntityId> {
    let mut claims = Claims::default();
    entities.into_iter().for_each(|entity| claims.add(entity));
    claims.same()
}

/// Which entities there are and what each of them is also called, by how many documents.
#[derive(Clone, Debug, Default)]
pub struct Claims {
    there: FxHashMap<EntityId, u32>,
    /// By the id that a name would have: the entities that are also called so.
    called: FxHashMap<EntityId, BTreeMap<EntityId, u32>>,
}

impl Claims {
    /// Takes in an entity of a document.
    pub fn add(&mut self, entity: &Entity) {
        if !joins(entity.kind) {
            return;
        }
        match self.there.get_mut(&entity.id) {
            Some(count) => *count += 1,
            None => {
                self.there.insert(entity.id.clone(), 1);
            }
        }
        for alias in &entity.aliases {
            let called = self.called.entry(EntityId::new(entity.kind, alias)).or_default();
            *called.entry(entity.id.clone()).or_default() += 1;
        }
    }

    /// Takes out an entity of a document that was taken in.
    pub fn remove(&mut self, entity: &Entity) {
        if !joins(entity.kind) {
            return;
        }
        if let Some(count) = self.there.get_mut(&entity.id) {
            *count -= 1;
            if *count == 0 {
                self.there.remove(&entity.id);
            }
        }
        for alias in &entity.aliases {
            let name = EntityId::new(entity.kind, alias);
            let Some(called) = self.called.get_mut(&name) else { continue };
            if let Some(count) = called.get_mut(&entity.id) {
                *count -= 1;
                if *count == 0 {
                    called.remove(&entity.id);
                }
            }
            if called.is_empty() {
                self.called.remove(&name);
            }
        }
    }

    /// What [`Claims::there`] and [`Claims::called`] gave.
    pub fn of(
        there: impl Iterator<Item = (EntityId, u32)>,
        called: impl Iterator<Item = (EntityId, BTreeMap<EntityId, u32>)>,
    ) -> Self {
        Self { there: there.collect(), called: called.collect() }
    }

    /// The entities that there are, each with the number of documents that name it.
    pub fn there(&self) -> impl ExactSizeIterator<Item = (&EntityId, u32)> {
        self.there.iter().map(|(id, documents)| (id, *documents))
    }

    /// How many documents name an entity that may be joined with another.
    pub fn documents(&self, id: &EntityId) -> u32 {
        self.there.get(id).copied().unwrap_or(0)
    }

    /// By the id that a name would have: the entities that are also called so, by how many
    /// documents.
    pub fn called(&self) -> impl ExactSizeIterator<Item = (&EntityId, &BTreeMap<EntityId, u32>)> {
        self.called.iter()
    }

    /// What a group goes by ranks least: of firms the shortest name that tells, as within a document;
    /// else one that none calls an alias; the least where that leaves a choice.
    fn rank<'a>(&self, id: &'a EntityId) -> (usize, &'a EntityId) {
        let length = id.name().chars().count();
        let rank = match length {
            ..3 => usize::MAX,
            _ if id.is_of(Kind::COMPANY) => length,
            _ => usize::from(self.called.contains_key(id)),
        };
        (rank, id)
    }

    /// For each id that is another's alias the id that both go by.
    pub fn same(&self) -> BTreeMap<EntityId, EntityId> {
        let mut pairs: Vec<(&EntityId, &EntityId)> = Vec::new();
        for (name, called) in &self.called {
            let mut others = called.keys().filter(|other| *other != name);
            if let (Some(one), None) = (others.next(), others.next())
                && let Some((own, _)) = self.there.get_key_value(name)
            {
                pairs.push((one, own));
            }
        }
        let ids: BTreeSet<&EntityId> = pairs.iter().flat_map(|(one, own)| [*one, *own]).collect();
        let ids: Vec<&EntityId> = ids.into_iter().collect();
        let number = |id: &EntityId| ids.partition_point(|other| *other < id) as u32;
        let mut groups = Groups::new(ids.len());
        for (one, own) in pairs {
            groups.join(number(one), number(own));
        }
        let mut members: BTreeMap<u32, Vec<&EntityId>> = BTreeMap::new();
        for (at, id) in (0..).zip(&ids) {
            members.entry(groups.least(at)).or_default().push(id);
        }
        let mut same = BTreeMap::new();
        for group in members.values() {
            let Some(head) = group.iter().min_by_key(|id| self.rank(id)) else { continue };
            for id in group.iter().filter(|id| *id != head) {
                same.insert((*id).clone(), (*head).clone());
            }
        }
        same
    }
}

fn joins(kind: Kind) -> bool {
    matches!(kind, Kind::COMPANY | Kind::INSTITUTION | Kind::PROGRAM)
}
