//! A graph and wishes in, the part of it to draw or to write out.

use crate::graph::{Basis, Direction, Filter, KnowledgeGraph, Link, Node};
use std::collections::{BTreeMap, BTreeSet};

/// Which part of a graph to take.
#[derive(Clone, Debug, Default)]
pub struct Scope<'g> {
    /// Only what is near these; everything when empty.
    pub around: Vec<Node<'g>>,
    /// How many links away from them.
    pub depth: usize,
    /// Which links and kinds. The entities asked for are taken whatever their kind.
    pub filter: Filter,
    /// At most so many links, the nearest and best supported first.
    pub most: Option<usize>,
}

/// A part of a graph.
#[derive(Clone, Debug, Default)]
pub struct Selection<'g> {
    /// Its entities, sorted by id.
    pub nodes: Vec<Node<'g>>,
    /// Its links, in the order of the graph; both ends are among the nodes.
    pub links: Vec<Link<'g>>,
    /// Links that fit the wishes and were too many.
    pub left_out: usize,
    /// For each entity that has some, by its ordinal, the number of its links left out.
    pub more: BTreeMap<usize, usize>,
}

impl<'g> Selection<'g> {
    /// The part of `graph` that `scope` describes. Entities without a link are taken only when
    /// everything is.
    pub fn new(graph: &'g KnowledgeGraph, scope: &Scope<'g>) -> Self {
        let admits =
            |node: Node<'g>| scope.around.contains(&node) || scope.filter.admits_kind(node.kind());
        let (mut links, distances) = if scope.around.is_empty() {
            let links = graph.links().filter(|link| scope.filter.admits(link));
            let links = links.filter(|link| admits(link.head()) && admits(link.tail()));
            (links.collect(), BTreeMap::new())
        } else {
            near(scope, &admits)
        };
        let mut selection = Self::default();
        let distance = |link: &Link<'g>| {
            let of = |node: Node<'g>| distances.get(&node.ordinal()).copied().unwrap_or(0);
            of(link.head()) + of(link.tail())
        };
        if let Some(most) = scope.most.filter(|&most| most < links.len()) {
            links.sort_by(|a, b| distance(a).cmp(&distance(b)).then_with(|| a.best_first(b)));
            for link in links.drain(most..) {
                selection.left_out += 1;
                for node in [link.head(), link.tail()] {
                    *selection.more.entry(node.ordinal()).or_default() += 1;
                }
            }
        }
        links.sort_by_key(|link| link.ordinal());
        let mut nodes: Vec<Node<'g>> = scope.around.clone();
        nodes.extend(links.iter().flat_map(|link| [link.head(), link.tail()]));
        if scope.around.is_empty() && scope.most.is_none() {
            nodes.extend(graph.nodes().filter(|&node| admits(node)));
        }
        nodes.sort_unstable_by_key(|node| node.ordinal());
        nodes.dedup();
        selection.nodes = nodes;
        selection.links = links;
        let Self { nodes, more, .. } = &mut selection;
        more.retain(|ordinal, _| {
            nodes.binary_search_by_key(ordinal, |node| node.ordinal()).is_ok()
        });
        selection
    }

    /// The links to draw: what the lexicon knows is left out where a text states the same.
    pub(super) fn drawn(&self) -> impl Iterator<Item = &Link<'g>> {
        let key = |link: &Link<'g>| (link.head().ordinal(), link.relation(), link.tail().ordinal());
        let stated = self.links.iter().filter(|link| link.basis() == Basis::Stated);
        let stated: BTreeSet<_> = stated.map(key).collect();
        self.links
            .iter()
            .filter(move |link| link.basis() != Basis::Known || !stated.contains(&key(link)))
    }

    /// The places of a link's ends among the nodes.
    pub(super) fn ends(&self, link: &Link<'g>) -> (usize, usize) {
        let place = |node| self.nodes.binary_search(&node).unwrap_or_else(|place| place);
        (place(link.head()), place(link.tail()))
    }
}

/// The links within reach, and how far each entity is.
fn near<'g>(
    scope: &Scope<'g>,
    admits: &impl Fn(Node<'g>) -> bool,
) -> (Vec<Link<'g>>, BTreeMap<usize, usize>) {
    let mut distances: BTreeMap<usize, usize> =
        scope.around.iter().map(|node| (node.ordinal(), 0)).collect();
    let mut rim: Vec<Node<'g>> = scope.around.clone();
    let mut links = BTreeMap::new();
    for step in 1..=scope.depth {
        let mut next = Vec::new();
        for node in rim {
            for link in node.links(Direction::Both, &scope.filter) {
                let other = link.other(node);
                if admits(other) {
                    links.insert(link.ordinal(), link);
                    distances.entry(other.ordinal()).or_insert_with(|| {
                        next.push(other);
                        step
                    });
                }
            }
        }
        rim = next;
    }
    (links.into_values().collect(), distances)
}
