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
}

impl Error {
    /// What the user can do about it, where there is something to say.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Io(_) => None,
            #[cfg(feature = "repl")]
            Self::Repl(_) => None,
            Self::Knowledge(error) => error.hint(),
            Self::Graph(error) => error.hint(),
        }
    }

    /// 0 when a reader simply went away (a broken pipe), otherwise 1. Wrong usage is 2 and is
    /// reported before anything runs.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Io(error) if error.kind() == std::io::ErrorKind::BrokenPipe => 0,
            #[cfg(feature = "repl")]
            Self::Repl(_) => 1,
            Self::Io(_) | Self::Knowledge(_) | Self::Graph(_) => 1,
        }
    }
}
