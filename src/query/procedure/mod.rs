//! Procedures that CALL knows: tables given from outside and own ones that look at the graph.

mod own;

pub use own::own_procedures;

use super::error::QueryError;
use crate::graph::property::{PropertyGraph, Value, same};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// What an own procedure does with its arguments.
pub type Body = fn(&PropertyGraph, &[Value]) -> Result<Vec<Vec<Value>>, QueryError>;

/// Something beside the graph that rows come from: texts, an index.
pub trait Lookup: Send + Sync {
    /// The rows for these arguments.
    fn rows(&self, arguments: &[Value]) -> Vec<Vec<Value>>;
}

/// A procedure: its arguments, its columns and where its rows come from.
#[derive(Clone, Debug)]
pub struct Procedure {
    /// Its name with dots.
    pub name: String,
    /// Names of its arguments.
    pub inputs: Vec<String>,
    /// What it may be given: `STRING?`, `INTEGER`, … one for each argument, or none said.
    pub types: Vec<String>,
    /// Names of the columns it yields.
    pub outputs: Vec<String>,
    /// Where its rows come from.
    pub source: Source,
}

/// Where rows of a procedure come from.
#[derive(Clone)]
pub enum Source {
    /// Rows of argument values followed by column values; those that match the call are yielded.
    Table(Vec<Vec<Value>>),
    /// Code of ours.
    Code(Body),
    /// What is looked up outside the graph.
    Beside(Arc<dyn Lookup>),
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Table(_) => "Table",
            Self::Code(_) => "Code",
            Self::Beside(_) => "Beside",
        })
    }
}

impl Procedure {
    /// The rows it yields for these arguments.
    pub(super) fn rows(
        &self,
        graph: &PropertyGraph,
        arguments: &[Value],
    ) -> Result<Vec<Vec<Value>>, QueryError> {
        match &self.source {
            Source::Code(body) => body(graph, arguments),
            Source::Beside(lookup) => Ok(lookup.rows(arguments)),
            Source::Table(rows) => Ok(rows
                .iter()
                .filter(|row| row.iter().zip(arguments).all(|(a, b)| same(a, b)))
                .map(|row| row.get(self.inputs.len()..).unwrap_or_default().to_vec())
                .collect()),
        }
    }

    /// Whether a value known at compile time may be its argument.
    pub(super) fn takes(&self, at: usize, value: &Value) -> bool {
        let Some(kind) = self.types.get(at) else { return true };
        match (kind.trim_end_matches('?').to_uppercase().as_str(), value) {
            (_, Value::Null) => kind.ends_with('?'),
            ("STRING", Value::Text(_))
            | ("INTEGER" | "NUMBER" | "FLOAT", Value::Int(_))
            | ("NUMBER" | "FLOAT", Value::Float(_))
            | ("BOOLEAN", Value::Bool(_)) => true,
            ("STRING" | "INTEGER" | "NUMBER" | "FLOAT" | "BOOLEAN", _) => false,
            _ => true,
        }
    }
}

/// All procedures there are, by name in lower case.
#[derive(Clone, Debug, Default)]
pub struct Procedures {
    known: BTreeMap<String, Arc<Procedure>>,
}

impl Procedures {
    /// Adds one, or replaces one of that name.
    pub fn add(&mut self, procedure: Procedure) {
        self.known.insert(procedure.name.to_lowercase(), Arc::new(procedure));
    }

    pub(super) fn find(&self, name: &str) -> Option<Arc<Procedure>> {
        self.known.get(&name.to_lowercase()).cloned()
    }

    /// Name and number of arguments of each.
    pub(super) fn signatures(&self) -> Vec<(&str, usize)> {
        self.known.values().map(|of| (of.name.as_str(), of.inputs.len())).collect()
    }

    pub(super) fn nearest(&self, name: &str) -> Option<&str> {
        super::near::nearest(name, self.known.values().map(|procedure| procedure.name.as_str()))
    }
}
