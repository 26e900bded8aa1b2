//! A reading in, the query it became out.

use super::ask::Asked;

impl Asked<'_, '_> {
    /// The query that asks the same.
    pub(super) fn cypher(&self) -> String {
        String::new()
    }
}
