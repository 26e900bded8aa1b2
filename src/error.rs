//! What failed in, what to say and which exit code out.

/// Any failure of the program. Each stage has its own error; this one only collects them.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Reading or writing a stream.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// Reading a folder of knowledge.
    #[error(transparent)]
    Knowledge(#[from] crate::knowledge::Error),
    /// Reading lines at a terminal.
    #[cfg(feature = "repl")]
    #[error(transparent)]
    Repl(#[from] crate::repl::Error),
    /// Loading or saving a graph.
    #[error(transparent)]
    Graph(#[from] crate::graph::Error),
    /// Reading annotated documents.
    #[error(transparent)]
    Gold(#[from] crate::extract::GoldError),
    /// A query that could not be answered.
    #[error(transparent)]
    Query(#[from] crate::session::Error),
    /// A file that cannot be opened or read.
    #[error("{}: {error}", path.display())]
    File {
        /// Which.
        path: std::path::PathBuf,
        /// What the system says.
        error: std::io::Error,
    },
    /// Nothing to build a graph from.
    #[error("no document could be read, so no graph was built")]
    NothingRead,
    /// A line of standard input that is no row.
    #[error("line {line} of standard input: {problem}")]
    Row {
        /// Line, counted from 1.
        line: usize,
        /// What is wrong with it.
        problem: String,
    },
    /// Documents that could not be read and were named one by one before.
    #[error("{count} of what was found could not be read")]
    Skipped {
        /// How many.
        count: usize,
    },
    /// Lines of a session that could not be carried out; each has been explained.
    #[error("{count} of the lines could not be carried out")]
    Failed {
        /// How many.
        count: usize,
    },
    /// Training, loading or saving a tagger.
    #[error(transparent)]
    Tagger(#[from] crate::mention::tagger::Error),
}

impl Error {
    /// What the user can do about it, where there is something to say.
    pub fn hint(&self) -> Option<String> {
        match self {
            #[cfg(feature = "repl")]
            Self::Repl(_) => None,
            Self::Io(_) | Self::File { .. } | Self::Skipped { .. } | Self::Failed { .. } => None,
            Self::Row { .. } => Some("each line is one JSON object, as --help shows it".to_owned()),
            Self::NothingRead => Some(
                "name files, folders or patterns of .txt, .md, .html, .pdf, .docx, .csv or .jsonl"
                    .to_owned(),
            ),
            Self::Gold(error) => Some(error.hint().to_owned()),
            Self::Knowledge(error) => error.hint(),
            Self::Graph(error) => error.hint(),
            Self::Query(error) => error.hint(),
            Self::Tagger(error) => error.hint(),
        }
    }

    /// 0 when a reader simply went away (a broken pipe), otherwise 1. Wrong usage is 2 and is
    /// reported before anything runs.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Io(error) if error.kind() == std::io::ErrorKind::BrokenPipe => 0,
            _ => 1,
        }
    }
}
