//! A graph in, a file out, and back. The format is described in `graph/README.md`.

mod error;
mod fields;
mod file;
mod header;
mod read;
mod record;
mod row;
mod write;

pub use error::Error;
pub use file::{load, load_decisions, save, write_file};
pub(super) use header::corpus_digest;
pub use read::parse;
pub use row::{Read as RowRead, read_row, row};
pub use write::serialise;

pub(super) use write::block;
