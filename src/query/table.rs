//! What a query yields: columns, rows and what was changed.

use crate::graph::property::Value;

/// The result of a query.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// Names of the columns.
    pub columns: Vec<String>,
    /// One value for each column.
    pub rows: Vec<Vec<Value>>,
    /// Words on names that the graph does not know, with what was probably meant.
    pub notes: Vec<String>,
    /// Whether the query could change the graph.
    pub wrote: bool,
}
