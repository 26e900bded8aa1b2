//! How a person wants replies in, what the writers go by out.

use crate::export::report::Style;

/// How tables are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// Aligned columns; row by row where they are too wide.
    #[default]
    Table,
    /// Row by row, one value a line.
    Vertical,
    /// One JSON array of objects.
    Json,
    /// Comma-separated values.
    Csv,
    /// A Markdown table.
    Markdown,
    /// A JSON object a line.
    JsonLines,
    /// Values separated by tabs.
    Tsv,
    /// Each value of the first columns once, what belongs to it below.
    Tree,
}

impl Mode {
    /// All modes with their names.
    pub const ALL: [(&'static str, Self); 8] = [
        ("table", Self::Table),
        ("vertical", Self::Vertical),
        ("json", Self::Json),
        ("csv", Self::Csv),
        ("markdown", Self::Markdown),
        ("jsonl", Self::JsonLines),
        ("tsv", Self::Tsv),
        ("tree", Self::Tree),
    ];
}

/// How replies are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// How tables are written.
    pub mode: Mode,
    /// With the colours of a terminal.
    pub colour: bool,
    /// Columns of the terminal; `None` when lines may be as long as they are.
    pub width: Option<u16>,
    /// Lines drawn around tables and marks before answers: for people, not for programs.
    pub decorated: bool,
}

impl Settings {
    /// For a stream that a program reads.
    pub fn plain() -> Self {
        Self { mode: Mode::Table, colour: false, width: None, decorated: false }
    }

    /// How names are marked in sentences.
    pub fn style(self) -> Style {
        Style::coloured(self.colour)
    }
}
