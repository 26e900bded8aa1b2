//! A graph in, a picture, a page for people or a file for another program out. One writer per file.

pub mod report;

mod dot;
mod format;
mod palette;
mod selection;

pub use dot::dot;
pub use format::Format;
pub use selection::{Scope, Selection};
