//! What the lexicon knows in, which of it belongs to a graph out.

use super::entities::Numbers;
use super::hash::{Map, Set};
use super::{Change, Derived, LinkRow};
use crate::entity::EntityId;
use crate::graph::archive::{Archive, Known};
use crate::graph::links::Basis;
use petgraph::graph::NodeIndex;
use std::sync::Arc;

/// The places of what is known of the entities found, and of what these are known to be part of.
pub(super) fn reachable<T>(known: &[(&Known, T)], mut found: Vec<bool>) -> Vec<usize> {
    let places: Map<&EntityId, usize> = known.iter().map(|(known, _)| &known.id).zip(0..).collect();
    let mut reachable: Vec<usize> = (0..known.len()).filter(|&at| found[at]).collect();
    let mut next = 0;
    while let Some(&at) = reachable.get(next) {
        next += 1;
        for other in known[at].0.links.iter().filter_map(|(_, other)| places.get(other)) {
            if !std::mem::replace(&mut found[*other], true) {
                reachable.push(*other);
            }
        }
    }
    reachable
}

/// The ids of which two archives do not know the same.
pub(super) fn differing<'a>(before: &'a Archive, after: &'a Archive) -> Vec<&'a EntityId> {
    if Arc::ptr_eq(&before.known, &after.known) {
        return Vec::new();
    }
    let mut differing = Vec::new();
    let mut old = before.known.values().peekable();
    let is_one = |a: &Arc<Known>, b: &Arc<Known>| Arc::ptr_eq(a, b) || a == b;
    for known in after.known.values() {
        while let Some(gone) = old.next_if(|there| there.id < known.id) {
            differing.push(&gone.id);
        }
        if !old.next_if(|there| there.id == known.id).is_some_and(|there| is_one(there, known)) {
            differing.push(&known.id);
        }
    }
    differing.extend(old.map(|gone| &gone.id));
    differing
}

/// Adds what the lexicon knows as links of their own basis. The `old` ones between nodes that are
/// there still stay where both archives know the same.
pub(super) fn add_links(
    derived: &mut Derived,
    change: &Change<'_>,
    numbers: &Numbers,
    old: Vec<((u32, u32), LinkRow)>,
) {
    let known = &change.after.known;
    let nodes = derived.graph.raw_nodes().iter().map(|node| &node.weight.id);
    let born: Set<&EntityId> =
        nodes.clone().zip(&numbers.from).filter(|(_, from)| from.is_none()).map(|n| n.0).collect();
    let is_linked = || known.values().flat_map(|k| &k.links).any(|(_, end)| born.contains(end));
    let links = if differing(change.before, change.after).is_empty()
        && !born.iter().any(|id| known.contains_key(*id))
        && !is_linked()
    {
        old
    } else {
        let nodes: Map<&EntityId, u32> = nodes.zip(0..).collect();
        let of = |known: &Known| {
            let head = nodes.get(&known.id).copied();
            let ends = known.links.iter().filter_map(|(relation, end)| {
                let ends = (head?, *nodes.get(end)?);
                let row = LinkRow::new(*relation, Basis::Known, 0..0);
                (ends.0 != ends.1).then_some((ends, row))
            });
            ends.collect::<Vec<_>>()
        };
        known.values().flat_map(|known| of(known)).collect()
    };
    for ((head, tail), row) in links {
        let (head, tail) = (NodeIndex::new(head as usize), NodeIndex::new(tail as usize));
        derived.graph.add_edge(head, tail, row);
    }
}
