//! What could not be read in, a line for the user out.

use std::fmt;

/// Something that was found but could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// Where: a path, with the line for a row of a file.
    pub path: String,
    /// Why.
    pub reason: Reason,
}

/// Why something could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Reason {
    /// Nothing is there.
    #[error("no such file or folder")]
    Missing,
    /// A pattern that fits nothing.
    #[error("the pattern fits no file")]
    NoMatch,
    /// A pattern that is none.
    #[error("not a pattern: {problem}")]
    Pattern {
        /// What is wrong with it.
        problem: String,
    },
    /// The system refuses.
    #[error("cannot be read: {problem}")]
    Unreadable {
        /// What the system says.
        problem: String,
    },
    /// A folder without a document.
    #[error("the folder holds no document")]
    EmptyFolder,
    /// A file without a byte, or without any text.
    #[error("the file is empty")]
    Empty,
    /// Not text at all.
    #[error("the file is binary, not text")]
    Binary,
    /// Text of no known encoding.
    #[error("the text is in no known encoding")]
    Encoding,
    /// UTF-8 with a wrong byte in it.
    #[error("invalid UTF-8 at byte {at}")]
    Damaged {
        /// Offset of the first wrong byte.
        at: usize,
    },
    /// Text of which a few bytes stand for nothing: the rest is read.
    #[error("{places} of its places are damaged, the first at character {at}; the rest is read")]
    Mended {
        /// The first place, in characters.
        at: usize,
        /// How many places there are.
        places: usize,
    },
    /// Longer than one document may be.
    #[error("longer than {limit} MB")]
    TooLong {
        /// The limit in megabytes.
        limit: usize,
    },
    /// A kind of file that is not read.
    #[error("files of this kind are not read")]
    Kind,
    /// A packed file that does not hold what its name says.
    #[error("not a whole {what} file: {problem}")]
    Broken {
        /// What its name says.
        what: &'static str,
        /// What is wrong with it.
        problem: String,
    },
    /// A file that a password keeps.
    #[error("a password is needed to read it")]
    Locked,
    /// Pages of pictures.
    #[error("it holds no text, only pictures")]
    Pictures,
    /// A table of something else than texts.
    #[error("no column of the table is named text, content or 正文")]
    NoColumn,
    /// A row that is not `{"id": …, "text": …}`.
    #[error("not a row {{\"id\": …, \"text\": …}}: {problem}")]
    Row {
        /// What is wrong with it.
        problem: String,
    },
    /// An id that another document has.
    #[error("another document has the id `{id}`")]
    SameId {
        /// The id.
        id: String,
    },
}

impl Reason {
    /// What the user can do about it.
    pub fn hint(&self) -> Option<&'static str> {
        Some(match self {
            Self::Missing | Self::NoMatch => "check the spelling and the folder you are in",
            Self::Pattern { .. } => "use `*`, `?`, `[…]` and `**` as a shell does",
            Self::Unreadable { .. } => "check who may read it",
            Self::EmptyFolder | Self::Kind => {
                "documents end in .txt, .md, .html, .pdf, .docx, .csv or .jsonl"
            }
            Self::Broken { .. } => "open it where it was made and save it again",
            Self::Locked => "save it without a password",
            Self::Pictures => "let a program for reading scans make text of it first",
            Self::NoColumn => "name the column that holds the texts `text`",
            Self::Empty | Self::Binary => "leave it out, or replace it with the text it stands for",
            Self::Encoding => "save it as UTF-8; UTF-16, GB18030 and Big5 are read too",
            Self::Damaged { .. } | Self::Mended { .. } => "save it again as UTF-8",
            Self::TooLong { .. } => "split it into several documents",
            Self::Row { .. } => "write one JSON object with an id and a text on each line",
            Self::SameId { .. } => "give each document an id of its own",
        })
    }
}

impl From<std::io::Error> for Reason {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::NotFound => Self::Missing,
            _ => Self::Unreadable { problem: error.to_string() },
        }
    }
}

impl Skipped {
    /// Whether a document may be lost by it: files of other kinds and tables of numbers are none, and
    /// what could be mended is read.
    pub fn is_failure(&self) -> bool {
        !matches!(self.reason, Reason::Kind | Reason::NoColumn | Reason::Mended { .. })
    }
}

impl fmt::Display for Skipped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.reason)
    }
}
