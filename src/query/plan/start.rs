//! Where to start and where to go next: estimates from the counts the graph keeps.

use super::expand::Progress;
use super::expr::LabelName;
use super::pattern::{Lookup, Node, Pattern, Rel};
use super::step::{Kinds, Step};
use crate::graph::property::PropertyGraph;

/// One way to find a first node.
pub(super) struct Start {
    /// How many nodes it yields, whether nothing else looks at the node, how many relationships
    /// only lead away from it (many are good), and its place in the pattern.
    pub(super) cost: (usize, bool, usize, usize),
    pub(super) step: Step,
    /// The condition that holds of every node it yields, by place.
    pub(super) told: Option<usize>,
}

impl Start {
    /// Every node, whatever the pattern says.
    pub(super) fn all(node: &Node) -> Self {
        let step = Step::AllNodes { to: node.slot };
        Self { cost: (usize::MAX, false, 0, 0), step, told: None }
    }
}

/// The cheapest way to find a node.
pub(super) fn start(
    graph: &PropertyGraph,
    pattern: &Pattern,
    node: &Node,
    progress: &Progress,
    place: usize,
) -> Start {
    let mut best = (graph.node_count(), Step::AllNodes { to: node.slot });
    for label in &node.labels {
        let count = label.label.map_or(0, |known| graph.label_count(known));
        if count < best.0 || matches!(best.1, Step::AllNodes { .. }) {
            best = (count, labelled(node, label));
        }
    }
    let mut told = None;
    for (at, condition) in progress.conditions().iter().enumerate() {
        let Some(lookup) = &condition.lookup else { continue };
        if lookup.slot == node.slot
            && lookup.needs.is_subset(&progress.bound)
            && let Some(found) = looked_up(graph, lookup)
            && found.0 < best.0
        {
            best = found;
            told = lookup.key.is_some().then_some(at);
        }
    }
    let leaves = pattern.rels.iter().filter(|rel| {
        let ends = [rel.from, rel.to];
        let other = ends.iter().copied().find(|end| pattern.nodes[*end].slot != node.slot);
        ends.iter().any(|end| pattern.nodes[*end].slot == node.slot)
            && other.is_some_and(|other| is_leaf(pattern, other))
    });
    let leaves = leaves.count();
    Start { cost: (best.0, !node.used, usize::MAX - leaves, place), step: best.1, told }
}

/// How many nodes a way to find them yields, and its step; `None` where it is not worth while.
fn looked_up(graph: &PropertyGraph, lookup: &Lookup) -> Option<(usize, Step)> {
    let (to, value) = (lookup.slot, lookup.value.clone());
    let Some(key) = lookup.key.clone() else { return Some((1, Step::ById { to, id: value })) };
    let known = key.key.filter(|key| graph.is_selective(*key))?;
    let (share, several) = (graph.share(known), lookup.several);
    let step = Step::Lookup { to, key, value, several: several.is_some() };
    Some((share.saturating_mul(several.unwrap_or(1)), step))
}

/// Whether a node is one that can be looked up by what is known already: no two share the value.
pub(super) fn is_told(graph: &PropertyGraph, node: &Node, progress: &Progress) -> bool {
    let lookups = progress.conditions().iter().filter_map(|condition| condition.lookup.as_ref());
    let mut own = lookups.filter(|lookup| {
        lookup.slot == node.slot
            && lookup.several.is_none()
            && lookup.needs.is_subset(&progress.bound)
    });
    own.any(|lookup| match &lookup.key {
        None => true,
        Some(name) => name.key.is_some_and(|key| graph.is_selective(key) && graph.share(key) <= 1),
    })
}

fn labelled(node: &Node, label: &LabelName) -> Step {
    Step::Labelled { to: node.slot, label: label.clone() }
}

/// Whether a node hangs on one relationship and nothing looks at it.
fn is_leaf(pattern: &Pattern, node: usize) -> bool {
    let rels = pattern.rels.iter().filter(|rel| rel.from == node || rel.to == node);
    !pattern.nodes[node].used && rels.count() == 1
}

/// How good a relationship is next, smaller is better: those whose ends are both known, then by
/// how many ways there are, those that only need counting last.
pub(super) fn fan_out(
    graph: &PropertyGraph,
    pattern: &Pattern,
    rel: &Rel,
    progress: &Progress,
    place: usize,
) -> (bool, bool, usize, usize) {
    let open = [rel.from, rel.to]
        .into_iter()
        .find(|end| !progress.bound.contains(&pattern.nodes[*end].slot));
    let ways = match &rel.kinds {
        Kinds::Any => graph.rel_count(),
        Kinds::Named(kinds) => {
            kinds.iter().filter_map(|(_, kind)| *kind).map(|kind| graph.type_count(kind)).sum()
        }
    };
    let ways = if rel.length.is_some() { ways.saturating_mul(16) } else { ways };
    (open.is_some(), open.is_some_and(|open| is_leaf(pattern, open)), ways, place)
}
