//! What a line came to, before it is written down.

use super::{Settings, Table, answer};
use crate::question::Answer;

/// What a line came to.
#[derive(Clone, Debug, PartialEq)]
pub enum Reply {
    /// Nothing to say.
    Nothing,
    /// Lines of text, written already.
    Text(String),
    /// Rows.
    Table(Table),
    /// The answer to a question.
    Answer(Answer),
    /// A line for the person to change and send.
    Edit(String),
    /// The person wants to leave.
    Leave,
}

impl Reply {
    /// The reply as text, ending in a line break unless there is nothing to say.
    pub fn written(&self, settings: Settings) -> String {
        match self {
            Self::Nothing | Self::Leave => String::new(),
            Self::Edit(line) => format!("{line}\n"),
            Self::Text(text) if text.is_empty() || text.ends_with('\n') => text.clone(),
            Self::Text(text) => format!("{text}\n"),
            Self::Table(table) => table.written(settings),
            Self::Answer(answer) => answer::written(answer, settings),
        }
    }
}
