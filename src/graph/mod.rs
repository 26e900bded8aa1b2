//! Extractions in, a knowledge graph out. The home of petgraph.
//!
//! The graph is a function of a set of extractions ([`Archive`]): everything else is derived from
//! it again whenever it changes. So the same documents in any order, on any number of threads or
//! machines, give the same graph, and merging is associative, commutative and idempotent.
//!
//! Nodes are entities. An edge holds what is said of two entities in one way: one edge for each
//! (head, relation, tail, [`Basis`]), and it is nothing but its evidence. Co-occurrence and
//! background knowledge are edges of their own and never summed with stated ones.
//!
//! No petgraph index leaves this folder: [`Node`] and [`Link`] are handles that borrow the graph.

pub mod property;

mod archive;
mod background;
mod clusters;
mod decision;
mod derive;
mod diff;
mod doubts;
mod evidence;
mod filter;
mod links;
mod names;
mod nodes;
mod normal;
mod outline;
mod paths;
mod rank;
mod sentences;
mod statistics;
mod store;
mod stored;
mod timeline;
mod view;

pub use archive::{Archive, Known};
pub use decision::{
    Act, Decision, Decisions, Named, Problem, Unfollowed, decisions_path, save as save_decisions,
};
pub use diff::{Change, Difference};
pub use doubts::Doubt;
pub use evidence::{Evidence, FigureOf, Piece, Support};
pub use filter::Filter;
pub use links::{Basis, Direction, Link};
pub use nodes::{Node, PassageOf};
pub use outline::OWN_PLACES;
pub use paths::{Path, Step};
pub use rank::Measure;
pub use sentences::{Sentence, Sentences};
pub use statistics::Statistics;
pub use store::{
    Error, LEAST_INDEXED, RowRead, Spool, Totals, load, load_decisions, load_to_change, parse,
    read_row, row, save, save_archive, serialise, write_file,
};
pub use timeline::{Event, What};

use crate::entity::{Claims, EntityId, across};
use decision::Followed;
use derive::{Change as Turn, Derived, Moves};
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// Entities and what the documents say of them, always with the sentences that say it.
#[derive(Clone, Debug)]
pub struct KnowledgeGraph {
    /// What was read.
    read: Arc<Archive>,
    /// Which names the documents claim for which entities; none in a graph that is only a part, or
    /// of which the rest is not read yet.
    claims: Option<Claims>,
    /// What is needed to change a graph that was opened with its index.
    rest: Option<store::Rest>,
    decisions: Decisions,
    unfollowed: Vec<Unfollowed>,
    /// What was read, with the decisions followed: all else follows from it.
    archive: Arc<Archive>,
    /// Ids that mean the same.
    same: BTreeMap<EntityId, EntityId>,
    derived: Derived,
    names: OnceLock<names::Names>,
}

impl KnowledgeGraph {
    /// The graph of a set of extractions.
    pub fn new(archive: Archive) -> Self {
        Self::decided(archive, Decisions::default())
    }

    /// The graph of a set of extractions with the decisions of people followed.
    pub fn decided(read: impl Into<Arc<Archive>>, decisions: Decisions) -> Self {
        Self::default().changed(read, decisions)
    }

    /// The graph of another set of extractions, or with other decisions: the same as
    /// [`KnowledgeGraph::decided`] gives, sooner the more documents both have in common.
    #[must_use]
    pub fn changed(self, read: impl Into<Arc<Archive>>, decisions: Decisions) -> Self {
        let read = read.into();
        let (mut before, mut derived, mut same) = (self.archive, self.derived, self.same);
        let mut claims = self.claims;
        if let Some(rest) = self.rest.filter(|_| claims.is_none()) {
            claims = rest.read(&before, &mut derived);
            same = claims.as_ref().map(Claims::same).unwrap_or_default();
        }
        let Some(mut claims) = claims else { return Self::decided(read, decisions) };
        derive::claims_moved(&mut claims, &self.read, &read);
        let same_before = same;
        let Followed { archive, same, unlinked, unfollowed } =
            Followed::new(&read, &decisions, claims.same());
        if before.symmetric != archive.symmetric {
            (before, derived) = Default::default();
        }
        let stale = derived.documents_of(&before, &same_before, &same);
        let moves = Moves::between(&before, &archive, |at| stale.contains(&at));
        let change =
            Turn { before: &before, after: &archive, moves, same: &same, unlinked: &unlinked };
        let derived = derived.changed(&change);
        let names = OnceLock::new();
        let claims = Some(claims);
        Self { read, claims, rest: None, decisions, unfollowed, archive, same, derived, names }
    }

    /// A graph of which all that is asked is known already. What is needed to change it is read by
    /// the first change.
    fn opened(archive: Archive, derived: Derived, rest: store::Rest) -> Self {
        let (archive, rest) = (Arc::new(archive), Some(rest));
        let read = Arc::clone(&archive);
        Self { read, claims: None, rest, archive, derived, ..Self::default() }
    }

    /// The same graph with nothing in it but what the filter lets through: counts, support and all
    /// that is asked of it follow from that alone. What was read and decided stays with it.
    #[must_use]
    pub fn filtered(&self, filter: &Filter) -> Self {
        let archive = Arc::new(self.archive.restricted(filter));
        let same = self.same_as_read();
        let derived = Derived::new(&archive, &same);
        let mut graph = Self {
            read: Arc::clone(&self.read),
            claims: None,
            rest: None,
            decisions: self.decisions.clone(),
            unfollowed: self.unfollowed.clone(),
            archive,
            same,
            derived,
            names: OnceLock::new(),
        };
        let wanted = |link: &Link<'_>| {
            filter.admits_link(link)
                && [link.head(), link.tail()].iter().any(|end| filter.admits_kind(end.kind()))
        };
        let kept: Vec<bool> = graph.links().map(|link| wanted(&link)).collect();
        graph.derived.keep_links(&kept);
        graph
    }

    /// Which ids mean the same by the documents alone.
    fn same_as_read(&self) -> BTreeMap<EntityId, EntityId> {
        let entities = || self.read.documents.iter().flat_map(|document| &document.entities);
        self.claims.as_ref().map_or_else(|| across(entities()), Claims::same)
    }

    /// The set of extractions it is a function of, as the decisions leave it.
    pub fn archive(&self) -> &Archive {
        &self.archive
    }

    /// The set of extractions as it was read.
    pub fn as_read(&self) -> &Arc<Archive> {
        &self.read
    }

    /// The decisions that are followed.
    pub fn decisions(&self) -> &Decisions {
        &self.decisions
    }

    /// The decisions that could not be followed, with the reason.
    pub fn unfollowed(&self) -> &[Unfollowed] {
        &self.unfollowed
    }

    /// What was read and what was decided, to change it and build the graph anew.
    pub fn into_parts(self) -> (Archive, Decisions) {
        drop(self.archive);
        (Arc::unwrap_or_clone(self.read), self.decisions)
    }

    /// Whether it holds neither documents nor entities.
    pub fn is_empty(&self) -> bool {
        self.archive.documents.is_empty() && self.derived.graph.node_count() == 0
    }
}

impl Default for KnowledgeGraph {
    fn default() -> Self {
        Self {
            read: Arc::default(),
            claims: Some(Claims::default()),
            rest: None,
            decisions: Decisions::default(),
            unfollowed: Vec::new(),
            archive: Arc::default(),
            same: BTreeMap::new(),
            derived: Derived::default(),
            names: OnceLock::new(),
        }
    }
}

impl From<Archive> for KnowledgeGraph {
    fn from(archive: Archive) -> Self {
        Self::new(archive)
    }
}
