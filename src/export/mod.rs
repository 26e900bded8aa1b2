//! A graph in, a picture, a page for people or a file for another program out. One writer per file.

pub mod report;

mod csv;
mod dot;
mod format;
mod gexf;
mod graphml;
mod graphviz;
mod html;
mod json;
mod markdown;
mod mermaid;
mod nebula;
mod palette;
#[cfg(feature = "parquet")]
mod parquet;
mod picture;
mod row;
mod selection;
mod svg;
mod turtle;
mod xml;

pub use csv::{kuzu, neo4j};
pub use dot::dot;
pub use format::{Format, Written};
pub use gexf::gexf;
pub use graphml::graphml;
pub use graphviz::Undrawn;
pub use html::html;
pub use json::{cytoscape, node_link};
pub use markdown::markdown;
pub use mermaid::mermaid;
pub use nebula::nebula;
#[cfg(feature = "parquet")]
pub use parquet::parquet;
pub use picture::{Picture, picture};
pub use selection::{Scope, Selection};
pub use svg::svg;
pub use turtle::turtle;
