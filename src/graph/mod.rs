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
mod derive;
mod diff;
mod evidence;
mod filter;
mod links;
mod names;
mod nodes;
mod normal;
mod paths;
mod statistics;
mod store;
mod timeline;
mod view;

pub use archive::{Archive, Known};
pub use diff::{Change, Difference};
pub use evidence::{Evidence, FigureOf, Piece, Support};
pub use filter::Filter;
pub use links::{Basis, Direction, Link};
pub use nodes::{Node, PassageOf};
pub use paths::{Path, Step};
pub use statistics::Statistics;
pub use store::{Error, load, parse, save, serialise, write_file};
pub use timeline::{Event, What};

use derive::Derived;
use std::sync::OnceLock;

/// Entities and what the documents say of them, always with the sentences that say it.
#[derive(Debug, Default)]
pub struct KnowledgeGraph {
    archive: Archive,
    derived: Derived,
    names: OnceLock<names::Names>,
}

impl KnowledgeGraph {
    /// The graph of a set of extractions.
    pub fn new(archive: Archive) -> Self {
        let derived = Derived::new(&archive);
        Self { archive, derived, names: OnceLock::new() }
    }

    /// The set of extractions it is a function of.
    pub fn archive(&self) -> &Archive {
        &self.archive
    }

    /// The set of extractions it is a function of, to change it and build the graph anew.
    pub fn into_archive(self) -> Archive {
        self.archive
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
