//! The name of a format in, its writer out.

use super::selection::Selection;
use crate::knowledge::Schema;
use std::str::FromStr;

/// Links in a picture unless more are asked for.
const MOST_IN_PICTURE: usize = 150;

/// Links in a page unless more are asked for.
const MOST_IN_PAGE: usize = 2000;

/// What a graph can be written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A picture for Graphviz.
    Dot,
    /// A picture for Graphviz with a box for each kind.
    DotClusters,
    /// A drawn picture.
    Svg,
    /// A page to explore in a browser.
    Html,
    /// A picture for Markdown pages.
    Mermaid,
    /// A report with every source.
    Markdown,
    /// XML for networkx, igraph, yEd, Gephi.
    GraphMl,
    /// XML for Gephi.
    Gexf,
    /// JSON for networkx and D3.
    Json,
    /// JSON for Cytoscape.
    Cytoscape,
    /// RDF.
    Turtle,
    /// Two tables for Neo4j.
    Neo4j,
    /// Two tables and a script for Kùzu.
    Kuzu,
    /// Tables, a schema and a plan to load them for `NebulaGraph`.
    Nebula,
    /// Tables for data engines and column stores.
    #[cfg(feature = "parquet")]
    Parquet,
}

/// What was written: one text, or files by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Written {
    /// One text.
    Text(String),
    /// Files that belong into one folder.
    Folder(Vec<(String, Vec<u8>)>),
}

/// Formats with their names and the endings of files that hold them.
const FORMATS: &[(Format, &str, &[&str])] = &[
    (Format::Dot, "dot", &["dot", "gv"]),
    (Format::DotClusters, "dot-clusters", &[]),
    (Format::Svg, "svg", &["svg"]),
    (Format::Html, "html", &["html", "htm"]),
    (Format::Mermaid, "mermaid", &["mmd", "mermaid"]),
    (Format::Markdown, "markdown", &["md"]),
    (Format::GraphMl, "graphml", &["graphml"]),
    (Format::Gexf, "gexf", &["gexf"]),
    (Format::Json, "json", &["json"]),
    (Format::Cytoscape, "cytoscape", &["cyjs"]),
    (Format::Turtle, "turtle", &["ttl"]),
    (Format::Neo4j, "neo4j-csv", &[]),
    (Format::Kuzu, "kuzu-csv", &[]),
    (Format::Nebula, "nebula-csv", &[]),
    #[cfg(feature = "parquet")]
    (Format::Parquet, "parquet", &[]),
];

impl Format {
    /// All names of formats.
    pub fn names() -> impl Iterator<Item = &'static str> {
        FORMATS.iter().map(|(_, name, _)| *name)
    }

    /// The format that the name of a file ends in.
    pub fn of_name(file: &str) -> Option<Self> {
        let (_, ending) = file.rsplit_once('.')?;
        let found = FORMATS.iter().find(|(_, _, endings)| endings.contains(&ending))?;
        Some(found.0)
    }

    /// How many links are written unless more are asked for; `None` for all of them.
    pub fn usual_limit(self) -> Option<usize> {
        match self {
            Self::Dot | Self::DotClusters | Self::Svg | Self::Mermaid => Some(MOST_IN_PICTURE),
            Self::Html => Some(MOST_IN_PAGE),
            _ => None,
        }
    }

    /// Whether it takes a folder of files.
    pub fn is_folder(self) -> bool {
        #[cfg(feature = "parquet")]
        if self == Self::Parquet {
            return true;
        }
        matches!(self, Self::Neo4j | Self::Kuzu | Self::Nebula)
    }

    /// Writes a selection.
    pub fn write(self, selection: &Selection<'_>, schema: &Schema) -> Written {
        Written::Text(match self {
            Self::Dot => super::dot(selection, schema, false),
            Self::DotClusters => super::dot(selection, schema, true),
            Self::Svg => super::svg(selection, schema),
            Self::Html => super::html(selection, schema),
            Self::Mermaid => super::mermaid(selection, schema),
            Self::Markdown => super::markdown(selection, schema),
            Self::GraphMl => super::graphml(selection),
            Self::Gexf => super::gexf(selection),
            Self::Json => super::node_link(selection),
            Self::Cytoscape => super::cytoscape(selection),
            Self::Turtle => super::turtle(selection),
            Self::Neo4j => return Written::Folder(super::neo4j(selection)),
            Self::Kuzu => return Written::Folder(super::kuzu(selection)),
            Self::Nebula => return Written::Folder(super::nebula(selection)),
            #[cfg(feature = "parquet")]
            Self::Parquet => return Written::Folder(super::parquet(selection)),
        })
    }
}

impl FromStr for Format {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let found = FORMATS.iter().find(|(_, known, _)| *known == name);
        found.map(|(format, ..)| *format).ok_or_else(|| {
            let names: Vec<&str> = Self::names().collect();
            format!("there are {}", names.join(", "))
        })
    }
}
