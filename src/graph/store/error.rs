//! What went wrong with a graph in, words for it and what to do out.

use std::io;
use std::path::PathBuf;

/// A graph could not be loaded or saved, or does not hold what was asked for.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// There is no such file.
    #[error("there is no graph {}", path.display())]
    Missing {
        /// The file asked for.
        path: PathBuf,
    },
    /// The file cannot be read.
    #[error("cannot read {}: {source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The file cannot be written. What stood there before still does.
    #[error("cannot save {}: {source}", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The file can be read, but something is wrong with what it holds.
    #[error("{}: {source}", path.display())]
    In {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        source: Box<Error>,
    },
    /// Not a saved graph at all.
    #[error("this is not a saved graph: it starts with `{start}`")]
    NotAGraph {
        /// Its first characters.
        start: String,
    },
    /// A format that this program does not know.
    #[error("line 2: the graph has format version {found}, this program reads version {known}")]
    Version {
        /// Version of the file.
        found: u64,
        /// Version of this program.
        known: u64,
    },
    /// A row of a format that this program does not know.
    #[error("line {line}: the row has format version {found}, this program reads version {known}")]
    RowVersion {
        /// Line, counted from 1.
        line: usize,
        /// Version of the row.
        found: u64,
        /// Version of this program.
        known: u64,
    },
    /// A document was read with other knowledge than the one at hand.
    #[error("`{id}` was read with other knowledge ({found}) than this program has ({known})")]
    OtherKnowledge {
        /// Its id.
        id: String,
        /// Digest of the knowledge it was read with.
        found: String,
        /// Digest of the knowledge at hand.
        known: String,
    },
    /// The end is missing.
    #[error("the file ends in the middle, after line {line}")]
    CutOff {
        /// Last whole line.
        line: usize,
    },
    /// A line that cannot be read.
    #[error("line {line}, column {column}: {problem}")]
    Line {
        /// Line, counted from 1.
        line: usize,
        /// Character in the line, counted from 1.
        column: usize,
        /// What was expected there.
        problem: String,
    },
    /// A file of decisions that cannot be read.
    #[error("line {line}, column {column}: {problem}")]
    Decision {
        /// Line, counted from 1.
        line: usize,
        /// Character in the line, counted from 1.
        column: usize,
        /// What was expected there.
        problem: String,
    },
    /// The first record says that the file holds more or less than it does.
    #[error("the file says that it holds {said} {what} and holds {found}")]
    Count {
        /// What was counted.
        what: &'static str,
        /// Number in the first record.
        said: usize,
        /// Number found.
        found: usize,
    },
    /// No entity has this name.
    #[error("nothing in the graph is named `{name}`")]
    Unnamed {
        /// The name asked for.
        name: String,
        /// Names that are like it.
        similar: Vec<String>,
    },
    /// The schema has no such kind or relation.
    #[error("there is no {what} `{name}`")]
    Unlisted {
        /// `kind` or `relation`.
        what: &'static str,
        /// The name asked for.
        name: String,
        /// The names there are.
        known: Vec<&'static str>,
    },
    /// No document has this id.
    #[error("the graph holds no document `{id}`")]
    NoDocument {
        /// The id asked for.
        id: String,
        /// Ids that are like it.
        similar: Vec<String>,
    },
    /// One document stands in the file twice.
    #[error("the document `{id}` stands in the file twice")]
    Twice {
        /// Its id.
        id: String,
    },
}

impl Error {
    /// What the user can do about it.
    pub fn hint(&self) -> Option<String> {
        let hint = match self {
            Self::Missing { path } => {
                return Some(format!(
                    "build one with `tupu build DOCUMENTS -o {}`",
                    path.display()
                ));
            }
            Self::In { source, .. } => return source.hint(),
            Self::Unnamed { similar, .. } | Self::NoDocument { similar, .. }
                if !similar.is_empty() =>
            {
                return Some(format!("did you mean {}?", similar.join(", ")));
            }
            Self::Unlisted { known, .. } => return Some(format!("there are {}", known.join(", "))),
            Self::Decision { .. } => {
                "mend the line or take it out; each is one decision, as graph/README.md describes"
            }
            Self::NoDocument { .. } => "`tupu why` and the saved graph itself show the ids",
            Self::Unnamed { .. } => "`tupu stats` shows the best-known names of a graph",
            Self::Read { .. } => "check the path and the permissions",
            Self::Write { .. } => {
                "check the folder, its permissions and the space left on the disk; what was saved before is whole"
            }
            Self::NotAGraph { .. } => {
                "a saved graph is a RON list as graph/README.md describes; documents are read by `tupu build`"
            }
            Self::Version { found, known } if found > known => {
                "use a newer tupu, or build the graph again from its documents"
            }
            Self::RowVersion { .. } => {
                "read the documents again with this tupu: `tupu extract --records`"
            }
            Self::OtherKnowledge { .. } => {
                "assemble with the tupu and the --knowledge that read the documents, or read them again"
            }
            Self::Version { .. } => "build the graph again from its documents",
            Self::CutOff { .. } => {
                "the file was cut off when it was copied or written: restore it, or build the graph again"
            }
            Self::Line { .. } | Self::Count { .. } | Self::Twice { .. } => {
                "the file was changed after it was saved: restore it, or build the graph again; graph/README.md describes the format"
            }
        };
        Some(hint.to_owned())
    }

    pub(super) fn line(line: usize, problem: impl Into<String>) -> Self {
        Self::Line { line, column: 1, problem: problem.into() }
    }
}
