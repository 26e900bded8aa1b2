//! What is wrong with a data file in, where it is and what to do about it out.

use std::path::PathBuf;

/// A folder of knowledge that cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The folder or a file in it cannot be read.
    #[error("cannot read {}: {source}", path.display())]
    Read {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A RON file is not what its part expects.
    #[error("{file}:{line}:{column}: {message}")]
    Syntax {
        /// Name of the file within the knowledge folder.
        file: String,
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// What was found and what was expected.
        message: String,
    },
    /// A table has a line that cannot be read.
    #[error("{file}:{line}: {message}")]
    Table {
        /// Name of the file within the knowledge folder.
        file: String,
        /// Line, from 1.
        line: usize,
        /// What was found and what was expected.
        message: String,
    },
    /// A file parses but says something that cannot be.
    #[error("{file}: {message}")]
    Meaning {
        /// Name of the file within the knowledge folder.
        file: String,
        /// What it says, and what would make sense.
        message: String,
    },
}

impl Error {
    /// What the user can do about it.
    pub fn hint(&self) -> Option<String> {
        Some(match self {
            Self::Read { .. } => {
                "--knowledge takes a folder that holds .ron and .tsv files in UTF-8".to_owned()
            }
            Self::Syntax { file, .. } | Self::Table { file, .. } | Self::Meaning { file, .. } => {
                format!(
                    "a file of the same name, {file}, is built in; its form is described in src/knowledge/README.md"
                )
            }
        })
    }
}
