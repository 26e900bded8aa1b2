//! RON and TSV files in, what the program knows of the language and the world out.

mod schema;

pub use schema::{Kind, Relation};
