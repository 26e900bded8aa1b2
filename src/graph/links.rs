//! A graph in, its links with their evidence out.

use super::KnowledgeGraph;
use super::derive::{At, LinkRow, sentence_key};
use super::evidence::{Evidence, Support};
use super::nodes::Node;
use crate::corpus::Date;
use crate::fact::Modality;
use crate::knowledge::Relation;
use petgraph::graph::EdgeIndex;
use serde::{Deserialize, Serialize};
use std::cmp::{Ordering, Reverse};
use std::collections::BTreeMap;
use std::fmt;

/// Which way a link points, seen from one of its entities. A relation that holds both ways points
/// both ways.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// Away from it.
    Out,
    /// To it.
    In,
    /// Either.
    #[default]
    Both,
}

/// What a link rests on, the strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// The text states it as a fact.
    Stated,
    /// The text states it as an intention.
    Planned,
    /// The lexicon knows it; no text is needed and none is shown.
    Known,
    /// Both are named in the same sentences more often than chance explains.
    CoOccurs,
    /// The text states that it is not so.
    Negated,
}

impl Basis {
    /// All of them, the strongest first.
    pub const ALL: [Self; 5] =
        [Self::Stated, Self::Planned, Self::Known, Self::CoOccurs, Self::Negated];

    /// Its name in queries and exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Planned => "planned",
            Self::Known => "known",
            Self::CoOccurs => "co_occurs",
            Self::Negated => "negated",
        }
    }
}

impl From<Modality> for Basis {
    fn from(modality: Modality) -> Self {
        match modality {
            Modality::Stated => Self::Stated,
            Modality::Planned => Self::Planned,
            Modality::Negated => Self::Negated,
        }
    }
}

/// All that is said of two entities in one way: nothing but its evidence.
#[derive(Clone, Copy)]
pub struct Link<'g> {
    pub(super) graph: &'g KnowledgeGraph,
    pub(super) index: EdgeIndex,
}

impl KnowledgeGraph {
    /// All links: stated ones by (head, relation, tail, basis), then known ones, then
    /// co-occurrence.
    pub fn links(&self) -> impl ExactSizeIterator<Item = Link<'_>> {
        self.derived.graph.edge_indices().map(|index| Link { graph: self, index })
    }

    /// The link with this place among [`KnowledgeGraph::links`].
    pub fn link(&self, ordinal: usize) -> Option<Link<'_>> {
        (ordinal < self.derived.graph.edge_count())
            .then(|| Link { graph: self, index: EdgeIndex::new(ordinal) })
    }
}

impl<'g> Link<'g> {
    pub(super) fn row(self) -> &'g LinkRow {
        &self.graph.derived.graph[self.index]
    }

    /// Its place among [`KnowledgeGraph::links`]: 0, 1, 2, …
    pub fn ordinal(self) -> usize {
        self.index.index()
    }

    fn ends(self) -> (Node<'g>, Node<'g>) {
        let (head, tail) = self
            .graph
            .derived
            .graph
            .edge_endpoints(self.index)
            .expect("a link is made only from an edge of its graph");
        (Node { graph: self.graph, index: head }, Node { graph: self.graph, index: tail })
    }

    /// Where it starts.
    pub fn head(self) -> Node<'g> {
        self.ends().0
    }

    /// Where it ends.
    pub fn tail(self) -> Node<'g> {
        self.ends().1
    }

    /// The end that is not `node`.
    pub fn other(self, node: Node<'_>) -> Node<'g> {
        let (head, tail) = self.ends();
        if head.index == node.index { tail } else { head }
    }

    /// What it states.
    pub fn relation(self) -> Relation {
        self.row().relation
    }

    /// What it rests on.
    pub fn basis(self) -> Basis {
        self.row().basis
    }

    /// Whether it holds both ways.
    pub fn is_symmetric(self) -> bool {
        let relation = self.relation();
        relation == Relation::CO_OCCURS || self.graph.archive.symmetric.contains(&relation)
    }

    /// How well it is supported.
    pub fn support(self) -> Support {
        let LinkRow { sentences, documents, reprints, .. } = *self.row();
        Support { sentences, documents, reprints }
    }

    /// For co-occurrence, association beyond chance, 0 to 1.
    pub fn score(self) -> Option<f32> {
        (self.basis() == Basis::CoOccurs).then_some(self.row().score)
    }

    /// First and last date of its evidence: stated with the fact, else of the document.
    pub fn dates(self) -> Option<(Date, Date)> {
        self.row().first.zip(self.row().last)
    }

    /// Titles and qualities stated with it, the most frequent first.
    pub fn details(self) -> Vec<&'g str> {
        let mut counts: BTreeMap<&'g str, u32> = BTreeMap::new();
        for detail in self.facts().iter().filter_map(|at| self.fact(*at).detail.as_deref()) {
            *counts.entry(detail).or_default() += 1;
        }
        let mut details: Vec<_> = counts.into_iter().collect();
        details.sort_by_key(|&(detail, count)| (Reverse(count), detail));
        details.into_iter().map(|(detail, _)| detail).collect()
    }

    /// The sentences it rests on, one for each independent sentence, in the order of documents and
    /// of the text. Empty for what only the lexicon knows.
    pub fn evidence(self) -> Vec<Evidence<'g>> {
        let all = match self.basis() {
            Basis::CoOccurs => Evidence::shared(self.head(), self.tail()),
            _ => self.facts().iter().map(|&at| Evidence::of_fact(self.graph, at)).collect(),
        };
        let mut kept: Vec<Evidence<'g>> = Vec::new();
        let mut place = BTreeMap::new();
        for evidence in all {
            let key = (sentence_key(&evidence.passage.text), evidence.modality, evidence.detail);
            let at = *place.entry(key).or_insert(kept.len());
            match kept.get_mut(at) {
                None => kept.push(evidence),
                Some(first) if first.is_printed_at(&evidence) => {}
                Some(first) => first.reprints.push(evidence.document.id.as_str()),
            }
        }
        kept
    }

    /// Order of links: by kind of evidence, independent sentences, documents, score, then name.
    pub fn best_first(&self, other: &Self) -> Ordering {
        let rank = |link: &Self| {
            let row = link.row();
            (row.basis, Reverse(row.sentences), Reverse(row.documents))
        };
        rank(self)
            .cmp(&rank(other))
            .then_with(|| other.row().score.total_cmp(&self.row().score))
            .then_with(|| self.relation().cmp(&other.relation()))
            .then_with(|| self.head().cmp(&other.head()))
            .then_with(|| self.tail().cmp(&other.tail()))
    }

    pub(super) fn facts(self) -> &'g [At] {
        let facts = &self.row().facts;
        &self.graph.derived.facts[facts.start as usize..facts.end as usize]
    }

    fn fact(self, at: At) -> &'g crate::extract::Stated {
        &self.graph.archive.documents[at.document as usize].facts[at.item as usize]
    }
}

impl PartialEq for Link<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index && std::ptr::eq(self.graph, other.graph)
    }
}

impl Eq for Link<'_> {}

impl fmt::Debug for Link<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let relation = self.relation();
        write!(f, "{:?} -{relation} ({})-> {:?}", self.head(), self.basis().name(), self.tail())
    }
}
