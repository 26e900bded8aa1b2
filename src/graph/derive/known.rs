//! What the lexicon knows in, which of it belongs to a graph out.

use super::hash::Set;
use super::{Derived, LinkRow};
use crate::entity::EntityId;
use crate::graph::archive::{Archive, Known};
use crate::graph::links::Basis;
use petgraph::graph::NodeIndex;

/// What is known of the entities found, and of what these are known to be part of.
pub(super) fn reachable(archive: &Archive, is_found: impl Fn(&EntityId) -> bool) -> Vec<&Known> {
    let mut seen: Set<&EntityId> = Set::default();
    let mut reachable = Vec::new();
    let mut next: Vec<&Known> = archive.known.values().filter(|k| is_found(&k.id)).collect();
    while let Some(known) = next.pop() {
        if seen.insert(&known.id) {
            reachable.push(known);
            next.extend(known.links.iter().filter_map(|(_, other)| archive.known.get(other)));
        }
    }
    reachable
}

/// The ids of which two archives do not know the same.
pub(super) fn differing<'a>(before: &'a Archive, after: &'a Archive) -> Vec<&'a EntityId> {
    let mut differing = Vec::new();
    let mut old = before.known.values().peekable();
    for known in after.known.values() {
        while let Some(gone) = old.next_if(|there| there.id < known.id) {
            differing.push(&gone.id);
        }
        if old.next_if(|there| there.id == known.id) != Some(known) {
            differing.push(&known.id);
        }
    }
    differing.extend(old.map(|gone| &gone.id));
    differing
}

/// Adds what the lexicon knows as links of their own basis.
pub(super) fn add_links(derived: &mut Derived, archive: &Archive) {
    for known in archive.known.values().filter(|known| !known.links.is_empty()) {
        let Some(head) = derived.find(known.id.as_str()) else { continue };
        for (relation, other) in &known.links {
            let Some(tail) = derived.find(other.as_str()).filter(|tail| *tail != head) else {
                continue;
            };
            let row = LinkRow::new(*relation, Basis::Known, 0..0);
            let (head, tail) = (NodeIndex::new(head as usize), NodeIndex::new(tail as usize));
            derived.graph.add_edge(head, tail, row);
        }
    }
}
