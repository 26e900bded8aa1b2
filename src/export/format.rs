//! The name of a format in, its writer out.

use super::selection::Selection;
use crate::knowledge::Schema;

/// Links in a picture unless more are asked for.
const MOST_IN_PICTURE: usize = 150;

/// What a graph can be written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A picture for Graphviz.
    Dot,
}

/// Names of formats, with the endings of files that hold them.
const FORMATS: &[(Format, &str, &[&str])] = &[(Format::Dot, "dot", &["dot", "gv"])];

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
            Self::Dot => Some(MOST_IN_PICTURE),
        }
    }

    /// Writes a selection.
    pub fn write(self, selection: &Selection<'_>, schema: &Schema, clusters: bool) -> String {
        match self {
            Self::Dot => super::dot(selection, schema, clusters),
        }
    }
}

impl std::str::FromStr for Format {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let found = FORMATS.iter().find(|(_, known, _)| *known == name);
        found.map(|(format, ..)| *format).ok_or_else(|| {
            let names: Vec<&str> = Self::names().collect();
            format!("there are {}", names.join(", "))
        })
    }
}
