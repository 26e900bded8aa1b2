//! Cypher in, a table out.

pub mod ast;
mod error;
mod function;
mod near;
mod parse;
mod plan;
mod prepared;
mod procedure;
mod run;
mod show;
mod stack;
mod table;
mod vocabulary;

pub use error::{Phase, QueryError};
pub use near::nearest;
pub use prepared::{Options, Prepared, parse, query};
pub use procedure::{Body, Lookup, Procedure, Procedures, Source, own_procedures};
pub use run::Limits;
pub use show::shown;
pub use table::Table;
pub use vocabulary::Vocabulary;
