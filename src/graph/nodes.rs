//! A graph in, its entities with their links, passages and figures out.

use super::KnowledgeGraph;
use super::derive::{At, NodeRow};
use super::evidence::FigureOf;
use super::filter::Filter;
use super::links::{Direction, Link};
use crate::entity::EntityId;
use crate::extract::{Measured, Passage, Source};
use crate::knowledge::Kind;
use crate::text::Span;
use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;
use std::cmp::Ordering;
use std::fmt;

/// An entity of a graph. Ordered by id.
#[derive(Clone, Copy)]
pub struct Node<'g> {
    pub(super) graph: &'g KnowledgeGraph,
    pub(super) index: NodeIndex,
}

/// A sentence that names an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PassageOf<'g> {
    /// The document it stands in.
    pub document: &'g Source,
    /// The sentence.
    pub passage: &'g Passage,
    /// Place of the document among the documents, and of the sentence among its passages.
    pub place: (u32, u32),
    /// Where in the document it names the entity.
    pub names: Vec<Span>,
}

impl KnowledgeGraph {
    /// All entities, sorted by id.
    pub fn nodes(&self) -> impl ExactSizeIterator<Item = Node<'_>> {
        self.derived.graph.node_indices().map(|index| Node { graph: self, index })
    }

    /// The entity with this id.
    pub fn node(&self, id: &EntityId) -> Option<Node<'_>> {
        self.derived.find(id.as_str()).map(|index| self.node_at(index))
    }

    /// The entity with this place among [`KnowledgeGraph::nodes`].
    pub fn nth_node(&self, ordinal: usize) -> Option<Node<'_>> {
        (ordinal < self.derived.graph.node_count()).then(|| self.node_at(ordinal as u32))
    }

    /// The figure with this place among those of all entities, one entity after the other, and the
    /// place of its document.
    pub fn nth_figure(&self, ordinal: usize) -> Option<(u32, &Measured)> {
        let at = self.derived.figures.item(ordinal)?;
        let document = &self.archive.documents[at.document as usize];
        Some((at.document, &document.figures[at.item as usize]))
    }

    pub(super) fn node_at(&self, index: u32) -> Node<'_> {
        Node { graph: self, index: NodeIndex::new(index as usize) }
    }
}

impl<'g> Node<'g> {
    fn row(self) -> &'g NodeRow {
        &self.graph.derived.graph[self.index]
    }

    /// Derived from kind and canonical name.
    pub fn id(self) -> &'g EntityId {
        &self.row().id
    }

    /// Its place among all nodes of the graph, sorted by id: 0, 1, 2, …
    pub fn ordinal(self) -> usize {
        self.index.index()
    }

    /// What it is.
    pub fn kind(self) -> Kind {
        self.row().kind
    }

    /// Canonical name.
    pub fn name(self) -> &'g str {
        &self.row().name
    }

    /// Its other names, sorted: forms the documents use and names the lexicon knows.
    pub fn aliases(self) -> &'g [String] {
        &self.row().aliases
    }

    /// How often the documents name it; 0 when only the lexicon does.
    pub fn mentions(self) -> u32 {
        self.row().mentions
    }

    /// How many documents name it.
    pub fn documents(self) -> u32 {
        self.row().documents
    }

    /// The sentences that name it, in the order of documents and of the text.
    pub fn passages(self) -> impl Iterator<Item = PassageOf<'g>> {
        let archive = &self.graph.archive;
        let items = self.graph.derived.mentions.of(self.index.index());
        let found =
            move |at: &At| &archive.documents[at.document as usize].mentions[at.item as usize];
        items
            .chunk_by(move |a, b| a.document == b.document && found(a).passage == found(b).passage)
            .map(move |group| {
                let document = &archive.documents[group[0].document as usize];
                PassageOf {
                    document: &document.source,
                    passage: &document.passages[found(&group[0]).passage as usize],
                    place: (group[0].document, found(&group[0]).passage),
                    names: group.iter().map(|at| found(at).span).collect(),
                }
            })
    }

    /// Where a passage of a document first names it, if it does.
    pub(super) fn named_at(self, (document, passage): (u32, u32)) -> Option<Span> {
        let items = self.graph.derived.mentions.of(self.index.index());
        let first = items.partition_point(|at| at.document < document);
        let mentions = &self.graph.archive.documents[document as usize].mentions;
        let own = items.get(first..)?.iter().take_while(|at| at.document == document);
        let mut own = own.map(|at| &mentions[at.item as usize]);
        own.find(|mention| mention.passage == passage).map(|mention| mention.span)
    }

    /// The figures stated of it, in the order of documents and of the text.
    pub fn figures(self) -> impl ExactSizeIterator<Item = FigureOf<'g>> {
        let graph = self.graph;
        let items = graph.derived.figures.of(self.index.index()).iter();
        items.map(move |&at| FigureOf::new(graph, at))
    }

    /// The figure with this place among them, found at once.
    pub fn figure(self, place: usize) -> Option<FigureOf<'g>> {
        let at = *self.graph.derived.figures.of(self.index.index()).get(place)?;
        Some(FigureOf::new(self.graph, at))
    }

    /// Its links that the filter lets through, best first: by kind of evidence, then number of
    /// independent sentences, then of documents.
    pub fn links(self, direction: Direction, filter: &Filter) -> Vec<Link<'g>> {
        let mut links: Vec<Link<'g>> =
            self.edges(direction).filter(|link| filter.admits(link)).collect();
        links.sort_by(Link::best_first);
        links
    }

    /// Entities linked to it, each with the links that say so, best first. A kind in the filter is
    /// asked of the neighbour.
    pub fn neighbours(
        self,
        direction: Direction,
        filter: &Filter,
    ) -> Vec<(Node<'g>, Vec<Link<'g>>)> {
        let mut links = self.links(direction, filter);
        links.retain(|link| filter.admits_kind(link.other(self).kind()));
        let mut neighbours: Vec<(Node<'g>, Vec<Link<'g>>)> = Vec::new();
        let mut place = std::collections::HashMap::new();
        for link in links {
            let other = link.other(self);
            let at = *place.entry(other.index).or_insert(neighbours.len());
            match neighbours.get_mut(at) {
                Some((_, its)) => its.push(link),
                None => neighbours.push((other, vec![link])),
            }
        }
        neighbours
    }

    /// Its links in no useful order, without sorting them: for entities with very many.
    pub fn edges(self, direction: Direction) -> impl Iterator<Item = Link<'g>> {
        let petgraph = &self.graph.derived.graph;
        let graph = self.graph;
        let ways: &[petgraph::Direction] = match direction {
            Direction::Out => &[petgraph::Outgoing],
            Direction::In => &[petgraph::Incoming],
            Direction::Both => &[petgraph::Outgoing, petgraph::Incoming],
        };
        let both_ways = move |link: &Link<'g>| direction != Direction::Both && link.is_symmetric();
        let straight = ways.iter().flat_map(move |&way| petgraph.edges_directed(self.index, way));
        let turned = ways
            .iter()
            .flat_map(move |&way| petgraph.edges_directed(self.index, way.opposite()))
            .map(move |edge| Link { graph, index: edge.id() })
            .filter(both_ways);
        straight.map(move |edge| Link { graph, index: edge.id() }).chain(turned)
    }
}

impl PartialEq for Node<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Node<'_> {}

impl PartialOrd for Node<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Node<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        if std::ptr::eq(self.graph, other.graph) {
            return self.index.cmp(&other.index);
        }
        self.id().cmp(other.id())
    }
}

impl fmt::Debug for Node<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.id())
    }
}
