//! What went wrong with a line in, words for it and what to do out.

use super::command::corrections;
use crate::export::Format;

/// A line could not be carried out. The session is as it was.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// No command of this name.
    #[error("there is no command `{name}`")]
    UnknownCommand {
        /// As typed.
        name: String,
        /// The nearest one.
        near: Option<&'static str>,
    },
    /// A word that corrects nothing.
    #[error("`{name}` is no correction")]
    NoCorrection {
        /// As typed.
        name: String,
    },
    /// A command with words it does not take.
    #[error("`{name}` is used as: {name} {usage}")]
    WrongUse {
        /// The command.
        name: &'static str,
        /// What goes after it.
        usage: &'static str,
    },
    /// A quote that is not closed.
    #[error("a quotation mark is left open")]
    OpenQuote,
    /// An answer number that the last answer does not have.
    #[error("the last answer has no number {number}")]
    NoSuchAnswer {
        /// As typed.
        number: usize,
    },
    /// Something about the last question where none was asked.
    #[error("no question was asked yet")]
    NoQuestion,
    /// The open graph has no file yet.
    #[error("this graph has no file yet")]
    NoFile,
    /// The session would lose changes.
    #[error("the graph has changes that are not saved")]
    Unsaved,
    /// No document could be read.
    #[error("no document could be read")]
    NothingRead {
        /// What was left out, and why.
        skipped: Vec<String>,
    },
    /// Reading was stopped from outside.
    #[error("reading was stopped after {documents} documents; the open graph is as it was")]
    Stopped {
        /// How many had been read.
        documents: usize,
    },
    /// The ending of a file that says no format.
    #[error("`{file}` does not say what to write")]
    UnknownFormat {
        /// As typed.
        file: String,
    },
    /// A word where a number belongs.
    #[error("`{word}` is not a number")]
    NotANumber {
        /// As typed.
        word: String,
    },
    /// A word where a date belongs.
    #[error("`{word}` is not a date")]
    NotADate {
        /// As typed.
        word: String,
    },
    /// There was no table yet.
    #[error("there is no table to write yet")]
    NoTable,
    /// No correction was made.
    #[error("there is no correction to take back")]
    NothingToUndo,
    /// Two entities without such a link.
    #[error("no such link joins {a} and {b}")]
    NoLink {
        /// One.
        a: String,
        /// The other.
        b: String,
    },
    /// More links than one.
    #[error("several links join them")]
    SeveralLinks {
        /// The lines that would drop each.
        lines: Vec<String>,
    },
    /// A word that names none of the things asked for.
    #[error("`{word}` is none of the words that go here")]
    UnknownLimit {
        /// As typed.
        word: String,
        /// Those there are.
        known: String,
    },
    /// A Cypher statement that cannot be run, and the line it is about with a caret below.
    #[error("{error}{}", excerpt.as_ref().map_or(String::new(), |lines| format!("\n{lines}")))]
    Cypher {
        /// What is wrong.
        error: Box<crate::query::QueryError>,
        /// Where.
        excerpt: Option<String>,
    },
    /// The graph says no.
    #[error(transparent)]
    Graph(#[from] crate::graph::Error),
}

impl Error {
    /// What can be done about it.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::NoQuestion => Some("ask in Chinese or English: 溧阳有哪些企业？".to_owned()),
            Self::UnknownCommand { near: Some(near), .. } => {
                Some(format!("did you mean `{near}`? `help` lists all"))
            }
            Self::UnknownCommand { near: None, .. } => Some("`help` lists all commands".to_owned()),
            Self::NoCorrection { .. } => Some(format!("there are {}", corrections().join(", "))),
            Self::WrongUse { name, .. } => Some(format!("`help {name}` says more")),
            Self::OpenQuote => Some("put a quotation mark at the end of the name".to_owned()),
            Self::NoSuchAnswer { .. } => Some("ask a question first, then `why 1`".to_owned()),
            Self::NoFile => Some("say where: save FILE.ron".to_owned()),
            Self::Unsaved => {
                Some("`save` keeps them; the same command again goes on without them".to_owned())
            }
            Self::NothingRead { skipped } => skipped.first().cloned(),
            Self::Stopped { .. } | Self::NothingToUndo | Self::NotANumber { .. } => None,
            Self::NotADate { .. } => Some("write 2023, 2023-06 or 2023-06-07".to_owned()),
            Self::UnknownFormat { .. } => {
                let names: Vec<&str> = Format::names().collect();
                Some(format!("a file ends in a format: {}", names.join(", ")))
            }
            Self::NoTable => Some("ask in Cypher, or list something first".to_owned()),
            Self::NoLink { a, b } => Some(format!("`why {a} {b}` shows what joins them")),
            Self::SeveralLinks { lines } => Some(format!("say which:\n  {}", lines.join("\n  "))),
            Self::UnknownLimit { known, .. } => Some(format!("there are {known}")),
            Self::Cypher { error, .. } => error.hint(),
            Self::Graph(error) => error.hint(),
        }
    }
}
