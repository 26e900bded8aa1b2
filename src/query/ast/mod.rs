//! Cypher as a typed tree: what the parser yields, what questions construct, what the planner takes.
//!
//! Printing a tree gives Cypher, and parsing what was printed gives the same tree. Names and values
//! are never spliced into text by callers: values go in as [`Expr::Parameter`] or as literals, and
//! printing quotes what needs quotes.
//!
//! ```
//! use tupu::query::ast::{Expr, NodePattern, PathPattern, Query, RelPattern};
//!
//! let query = Query::new()
//!     .matching([PathPattern::from(NodePattern::named("c").label("Company"))
//!         .step(RelPattern::out().kind("located_in"), NodePattern::named("p"))])
//!     .filter(Expr::var("p").prop("name").eq(Expr::param("place")))
//!     .returning([Expr::var("c").prop("name")]);
//! assert_eq!(
//!     query.to_string(),
//!     "MATCH (c:Company)-[:located_in]->(p) WHERE p.name = $place RETURN c.name"
//! );
//! ```

mod build;
mod clause;
mod expr;
mod express;
mod pattern;
mod print;
mod quote;

pub use clause::{
    Call, Clause, Item, Match, Merge, Mode, Projection, Query, RemoveItem, SetItem, Single, Sort,
    Union, Yield,
};
pub use expr::{Binary, Case, Compare, Expr, Field, Nested, Quantifier, Unary};
pub use pattern::{Labels, Length, NodePattern, PathPattern, RelPattern, Shortest};
pub(in crate::query) use quote::keywords;
pub use quote::{is_keyword, name, text};
