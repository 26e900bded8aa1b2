//! Patterns of nodes and relationships.

use super::expr::Expr;
use crate::graph::property::Direction;

/// A chain of nodes and relationships.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PathPattern {
    /// The name of the whole path.
    pub variable: Option<String>,
    /// Whether only shortest paths match.
    pub shortest: Shortest,
    /// The first node.
    pub start: NodePattern,
    /// Each relationship with the node it leads to.
    pub steps: Vec<(RelPattern, NodePattern)>,
}

/// Whether a pattern is within `shortestPath` or `allShortestPaths`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shortest {
    /// Neither.
    #[default]
    No,
    /// One shortest path.
    One,
    /// Every shortest path.
    All,
}

/// `(variable:Labels {properties})`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NodePattern {
    /// Its name.
    pub variable: Option<String>,
    /// Its labels.
    pub labels: Option<Labels>,
    /// A map or a parameter.
    pub properties: Option<Expr>,
}

/// `-[variable:TYPE*1..3 {properties}]->`.
#[derive(Clone, Debug, PartialEq)]
pub struct RelPattern {
    /// Its name.
    pub variable: Option<String>,
    /// Its types.
    pub kinds: Option<Labels>,
    /// Which way it points.
    pub direction: Direction,
    /// How many relationships it stands for, where it is not exactly one.
    pub length: Option<Length>,
    /// A map or a parameter.
    pub properties: Option<Expr>,
}

/// `*low..high`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Length {
    /// At least so many; 1 where nothing is said.
    pub low: Option<u64>,
    /// At most so many.
    pub high: Option<u64>,
}

/// A condition on labels or on a type.
#[derive(Clone, Debug, PartialEq)]
pub enum Labels {
    /// This one.
    Name(String),
    /// `%`: any at all.
    Any,
    /// `!`: not so.
    Not(Box<Labels>),
    /// `:A:B`, `A&B`: all of them.
    And(Vec<Labels>),
    /// `A|B`: one of them.
    Or(Vec<Labels>),
}

impl Labels {
    /// The names in it, in the order written.
    pub fn names(&self) -> Vec<&str> {
        match self {
            Self::Name(name) => vec![name],
            Self::Any => Vec::new(),
            Self::Not(inner) => inner.names(),
            Self::And(parts) | Self::Or(parts) => parts.iter().flat_map(Self::names).collect(),
        }
    }
}
