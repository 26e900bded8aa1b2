//! Two graphs in, what the newer one adds, loses and supports better out.

use super::KnowledgeGraph;
use super::evidence::FigureOf;
use super::links::{Basis, Link};
use super::nodes::Node;
use crate::entity::EntityId;
use crate::knowledge::Relation;
use std::collections::BTreeMap;

/// What differs between an older and a newer graph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference<'g> {
    /// Documents only the newer one holds.
    pub documents_added: Vec<&'g str>,
    /// Documents only the older one holds.
    pub documents_lost: Vec<&'g str>,
    /// Entities only the newer one holds.
    pub entities_added: Vec<Node<'g>>,
    /// Entities only the older one holds.
    pub entities_lost: Vec<Node<'g>>,
    /// Links only the newer one holds.
    pub links_added: Vec<Link<'g>>,
    /// Links only the older one holds.
    pub links_lost: Vec<Link<'g>>,
    /// Links that rest on more or fewer independent sentences than before.
    pub links_changed: Vec<Change<'g>>,
    /// Figures only the newer one holds.
    pub figures_added: Vec<(Node<'g>, FigureOf<'g>)>,
    /// Figures only the older one holds.
    pub figures_lost: Vec<(Node<'g>, FigureOf<'g>)>,
}

/// A link in the older and in the newer graph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change<'g> {
    /// As it was.
    pub before: Link<'g>,
    /// As it is.
    pub after: Link<'g>,
}

impl Change<'_> {
    /// Whether it rests on more independent sentences than before.
    pub fn is_gain(&self) -> bool {
        self.after.support() > self.before.support()
    }
}

impl Difference<'_> {
    /// Whether both graphs say the same.
    pub fn is_empty(&self) -> bool {
        *self == Difference::default()
    }
}

type LinkKey<'g> = (&'g EntityId, Relation, &'g EntityId, Basis);
type FigureKey<'g> = (&'g EntityId, &'g str, &'g str, &'g str, Option<crate::corpus::Date>);

impl KnowledgeGraph {
    /// What `newer` adds to this graph, loses of it and supports better.
    pub fn difference<'g>(&'g self, newer: &'g Self) -> Difference<'g> {
        let mut difference = Difference::default();
        let (old, new) = (self.document_ids(), newer.document_ids());
        (difference.documents_lost, difference.documents_added, _) = split(&old, &new);
        let nodes = |graph: &'g Self| graph.nodes().map(|node| (node.id(), node)).collect();
        (difference.entities_lost, difference.entities_added, _) =
            split(&nodes(self), &nodes(newer));
        let both;
        (difference.links_lost, difference.links_added, both) =
            split(&self.link_keys(), &newer.link_keys());
        let changed = both.into_iter().filter(|(a, b)| a.support() != b.support());
        difference.links_changed =
            changed.map(|(before, after)| Change { before, after }).collect();
        difference.links_lost.sort_by(Link::best_first);
        difference.links_added.sort_by(Link::best_first);
        (difference.figures_lost, difference.figures_added, _) =
            split(&self.figure_keys(), &newer.figure_keys());
        difference
    }

    fn document_ids(&self) -> BTreeMap<&str, &str> {
        self.archive.sources().map(|source| (source.id.as_str(), source.id.as_str())).collect()
    }

    fn link_keys(&self) -> BTreeMap<LinkKey<'_>, Link<'_>> {
        self.links()
            .map(|link| ((link.head().id(), link.relation(), link.tail().id(), link.basis()), link))
            .collect()
    }

    fn figure_keys(&self) -> BTreeMap<FigureKey<'_>, (Node<'_>, FigureOf<'_>)> {
        let all = self.nodes().flat_map(|node| node.figures().map(move |figure| (node, figure)));
        all.map(|(node, of)| {
            let figure = of.figure;
            let key = (
                node.id(),
                figure.measure.as_str(),
                figure.value.as_str(),
                figure.unit.as_str(),
                of.date(),
            );
            (key, (node, of))
        })
        .collect()
    }
}

/// Values whose key is only in the first, only in the second, and in both.
fn split<K: Ord, V: Copy>(
    first: &BTreeMap<K, V>,
    second: &BTreeMap<K, V>,
) -> (Vec<V>, Vec<V>, Vec<(V, V)>) {
    let only = |map: &BTreeMap<K, V>, other: &BTreeMap<K, V>| {
        let rest = map.iter().filter(|(key, _)| !other.contains_key(key));
        rest.map(|(_, value)| *value).collect()
    };
    let both = first.iter().filter_map(|(key, a)| Some((*a, *second.get(key)?)));
    (only(first, second), only(second, first), both.collect())
}
