//! Names with their entities in, the same in order out.

use std::collections::BTreeMap;

/// Names in order, each with its entities.
#[derive(Debug, Default)]
pub(in crate::question) struct Sorted {
    pub(in crate::question) names: Vec<String>,
    /// For each name its first entity, and at the end how many there are.
    from: Vec<u32>,
    nodes: Vec<u32>,
    /// For each of these whether it is called so only for short (溧阳 for 溧阳市).
    is_stem: Vec<bool>,
}

/// A name with its entity and whether it is only the stem of a longer one.
pub(in crate::question) type Called = (String, u32, bool);

impl Sorted {
    pub(in crate::question) fn of(mut all: Vec<Called>) -> Self {
        all.sort_by(|a, b| a.0.cmp(&b.0));
        let mut sorted = Self::default();
        for (name, node, is_stem) in all {
            if sorted.names.last() != Some(&name) {
                sorted.names.push(name);
                sorted.from.push(sorted.nodes.len() as u32);
            } else if sorted.nodes.last() == Some(&node) {
                // Entities come one after the other: one that is there already stands last.
                if let Some(known) = sorted.is_stem.last_mut() {
                    *known &= is_stem;
                }
                continue;
            }
            sorted.nodes.push(node);
            sorted.is_stem.push(is_stem);
        }
        sorted.from.push(sorted.nodes.len() as u32);
        sorted
    }

    /// The entities of the name with this place.
    fn nodes(&self, at: usize) -> &[u32] {
        &self.nodes[self.from[at] as usize..self.from[at + 1] as usize]
    }

    /// The entities of the name with this place, each with whether it is called so only for short.
    pub(in crate::question) fn called(&self, at: usize) -> impl Iterator<Item = (u32, bool)> {
        let own = self.from[at] as usize..self.from[at + 1] as usize;
        let is_stem = self.is_stem[own.clone()].iter();
        self.nodes[own].iter().copied().zip(is_stem.copied())
    }

    pub(in crate::question) fn exact(&self, name: &str) -> &[u32] {
        let at = self.names.binary_search_by(|known| known.as_str().cmp(name));
        at.map_or(&[], |at| self.nodes(at))
    }

    /// Whether all that are called so are called so only for short.
    pub(in crate::question) fn is_only_short(&self, name: &str) -> bool {
        let at = self.names.binary_search_by(|known| known.as_str().cmp(name));
        at.is_ok_and(|at| self.called(at).all(|(_, is_stem)| is_stem))
    }

    /// The names that begin so, with their entities.
    pub(in crate::question) fn opening(&self, start: &str) -> impl Iterator<Item = (&str, &[u32])> {
        let first = self.names.partition_point(|name| name.as_str() < start);
        self.iter_from(first).take_while(move |(name, _)| name.starts_with(start))
    }

    pub(in crate::question) fn iter(&self) -> impl Iterator<Item = (&str, &[u32])> {
        self.iter_from(0)
    }

    fn iter_from(&self, first: usize) -> impl Iterator<Item = (&str, &[u32])> {
        let names = self.names.iter().enumerate().skip(first);
        names.map(|(at, name)| (name.as_str(), self.nodes(at)))
    }
}

/// Adds an entity to those of a key.
pub(in crate::question) fn push(index: &mut BTreeMap<String, Vec<u32>>, key: String, node: u32) {
    if key.is_empty() {
        return;
    }
    let nodes = index.entry(key).or_default();
    // Entities come one after the other: one that is there already stands last.
    if nodes.last() != Some(&node) {
        nodes.push(node);
    }
}
