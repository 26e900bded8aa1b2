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
mod paths;
mod rank;
mod statistics;
mod store;
mod timeline;
mod view;

pub use archive::{Archive, Known};
pub use decision::{Act, Decision, Decisions, Named, Problem, Unfollowed, decisions_path};
pub use diff::{Change, Difference};
pub use doubts::Doubt;
pub use evidence::{Evidence, FigureOf, Piece, Support};
pub use filter::Filter;
pub use links::{Basis, Direction, Link};
pub use nodes::{Node, PassageOf};
pub use paths::{Path, Step};
pub use rank::Measure;
pub use statistics::Statistics;
pub use store::{
    Error, RowRead, load, load_decisions, parse, read_row, row, save, serialise, write_file,
};
pub use timeline::{Event, What};

use decision::Followed;
use derive::Derived;
use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

/// Entities and what the documents say of them, always with the sentences that say it.
#[derive(Debug, Default)]
pub struct KnowledgeGraph {
    /// What was read.
    read: Arc<Archive>,
    decisions: Decisions,
    unfollowed: Vec<Unfollowed>,
    /// What was read, with the decisions followed: all else follows from it.
    archive: Arc<Archive>,
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
        let read = read.into();
        let followed = Followed::new(&read, &decisions, derive::same_across(&read));
        let Followed { archive, same, unlinked, unfollowed } = followed;
        let derived = Derived::new(&archive, &same, &unlinked);
        Self { read, decisions, unfollowed, archive, derived, names: OnceLock::new() }
    }

    /// The same graph with nothing in it but what the filter lets through: counts, support and all
    /// that is asked of it follow from that alone. What was read and decided stays with it.
    #[must_use]
    pub fn filtered(&self, filter: &Filter) -> Self {
        let archive = Arc::new(self.archive.restricted(filter));
        let same = derive::same_across(&self.read);
        let derived = Derived::new(&archive, &same, &BTreeSet::new());
        let mut graph = Self {
            read: Arc::clone(&self.read),
            decisions: self.decisions.clone(),
            unfollowed: self.unfollowed.clone(),
            archive,
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

impl From<Archive> for KnowledgeGraph {
    fn from(archive: Archive) -> Self {
        Self::new(archive)
    }
}
