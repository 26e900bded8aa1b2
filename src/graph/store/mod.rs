//! A graph in, a file out, and back. The format is described in `graph/README.md`.

mod blocks;
mod error;
mod fields;
mod file;
mod header;
mod index;
mod line;
mod page;
mod read;
mod record;
mod row;
mod spool;
mod write;

pub use error::Error;
pub use file::{load, load_decisions, load_to_change, save, save_archive, write_file};
pub(super) use header::corpus_digest;
pub use index::LEAST as LEAST_INDEXED;
pub(super) use index::{ANY, Columns, Cursor, Outlined, Part, Rest, Texts};
pub use read::parse;
pub(super) use row::lines_of_row;
pub use row::{Read as RowRead, read_row, row};
pub use spool::{Spool, Totals};
pub use write::serialise;

pub(super) use page::Page;
pub(super) use read::{each_id, extraction};
pub(super) use write::{append_block, block};
