//! The entities of many documents in, which of their ids mean the same out.
//!
//! A pure function of the set: the order of the documents and how often one stands in it do not
//! matter.

use super::group::Groups;
use super::{Entity, EntityId};
use crate::knowledge::Kind;
use std::collections::{BTreeMap, BTreeSet};

/// For each id that is another's alias the id that both go by.
///
/// A firm, institution or program that one document knows by its short name alone is the one that
/// another document also calls so, if only one thing of its kind is called so anywhere. Places,
/// people and industries are never joined this way: the lexicon knows their forms, and the same
/// name often means another.
pub fn across<'a>(entities: impl IntoIterator<Item = &'a Entity>) -> BTreeMap<EntityId, EntityId> {
    let mut claims: BTreeMap<(Kind, &str), BTreeSet<&EntityId>> = BTreeMap::new();
    let mut names: BTreeMap<&EntityId, (Kind, &str)> = BTreeMap::new();
    for entity in entities.into_iter().filter(|entity| joins(entity.kind)) {
        names.insert(&entity.id, (entity.kind, entity.id.name()));
        for alias in &entity.aliases {
            claims.entry((entity.kind, alias)).or_default().insert(&entity.id);
        }
    }
    let ids: Vec<&EntityId> = names.keys().copied().collect();
    let number = |id: &EntityId| ids.binary_search(&id).ok().map(|at| at as u32);
    let mut groups = Groups::new(ids.len());
    let mut joined = false;
    for (id, name) in &names {
        let claimed = claims.get(name).into_iter().flatten().filter(|other| *other != id);
        let mut claimed = claimed.filter_map(|other| number(other));
        if let (Some(one), None, Some(own)) = (claimed.next(), claimed.next(), number(id)) {
            groups.join(one, own);
            joined = true;
        }
    }
    if !joined {
        return BTreeMap::new();
    }
    let mut members: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for at in 0..ids.len() as u32 {
        members.entry(groups.least(at)).or_default().push(at);
    }
    let mut same = BTreeMap::new();
    for group in members.values().filter(|group| group.len() > 1) {
        // The one that none calls an alias; the least where that leaves a choice.
        let called = |at: &&u32| claims.contains_key(&names[ids[**at as usize]]);
        let head = group.iter().find(|at| !called(at)).unwrap_or(&group[0]);
        for at in group.iter().filter(|at| *at != head) {
            same.insert(ids[*at as usize].clone(), ids[*head as usize].clone());
        }
    }
    same
}

fn joins(kind: Kind) -> bool {
    matches!(kind, Kind::COMPANY | Kind::INSTITUTION | Kind::PROGRAM)
}
