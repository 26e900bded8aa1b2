//! What is wrong with a model or with examples in, what to say about it out.

use std::path::PathBuf;

/// A model that cannot be used, or examples that cannot be learned from.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The file cannot be read or written.
    #[error("{}: {source}", path.display())]
    File {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file is something else.
    #[error("this is no tagger model")]
    Foreign,
    /// The model was written by a program with another idea of models.
    #[error("the model has format {found}, and this program reads format {known}")]
    Version {
        /// Format of the model.
        found: u32,
        /// Format that can be read.
        known: u32,
    },
    /// The model was cut short or changed.
    #[error("the model is damaged: {what}")]
    Damaged {
        /// What is wrong with it.
        what: String,
    },
    /// A line of examples cannot be read.
    #[error("{}:{line}: {message}", path.display())]
    Line {
        /// Which file.
        path: PathBuf,
        /// Line, from 1.
        line: usize,
        /// What was found and what was expected.
        message: String,
    },
    /// No example holds a name.
    #[error("the examples hold no names")]
    NothingToLearn,
    /// There are more kinds than a model can tell apart.
    #[error("the examples have {found} kinds, and a model can tell {most} apart")]
    TooManyKinds {
        /// Kinds in the examples.
        found: usize,
        /// Most kinds.
        most: usize,
    },
}

impl Error {
    /// What the user can do about it.
    pub fn hint(&self) -> Option<String> {
        let hint = match self {
            Self::File { .. } => return None,
            Self::Foreign => "models are the files that `tupu train DATA -o MODEL` writes",
            Self::Version { .. } | Self::Damaged { .. } => {
                "train the model again with this program: `tupu train DATA -o MODEL`"
            }
            Self::Line { .. } | Self::NothingToLearn | Self::TooManyKinds { .. } => {
                "each line is an object {\"text\", \"entities\": [{\"start\", \"end\", \"kind\"}]}; \
                 offsets count code points, and the end is exclusive"
            }
        };
        Some(hint.to_owned())
    }
}
