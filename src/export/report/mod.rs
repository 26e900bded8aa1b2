//! What a graph says in, lines for people out.

mod figures;
mod news;
mod statistics;
mod timeline;
mod why;

pub use figures::figures;
pub use news::news;
pub use statistics::statistics;
pub use timeline::timeline;
pub use why::{passages, paths, sentences, why};

use crate::graph::{Link, Piece};
use std::fmt::Write as _;

/// How names and triggers are marked in a sentence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    /// With brackets.
    #[default]
    Plain,
    /// With the colours of a terminal.
    Colour,
}

impl Style {
    /// For a stream that may be coloured or not.
    pub fn coloured(colour: bool) -> Self {
        if colour { Self::Colour } else { Self::Plain }
    }

    /// A sentence with its names and triggers marked.
    pub fn marked(self, pieces: &[(Piece, String)]) -> String {
        let mut line = String::new();
        for (piece, text) in pieces {
            let (before, after) = match (self, piece) {
                (_, Piece::Plain) => ("", ""),
                (Self::Plain, Piece::Name) => ("[", "]"),
                (Self::Plain, Piece::Trigger) => ("<", ">"),
                (Self::Colour, Piece::Name) => ("\x1b[1;36m", "\x1b[0m"),
                (Self::Colour, Piece::Trigger) => ("\x1b[4;33m", "\x1b[0m"),
            };
            let _ = write!(line, "{before}{text}{after}");
        }
        line
    }

    /// A heading.
    pub fn heading(self, text: &str) -> String {
        match self {
            Self::Plain => text.to_owned(),
            Self::Colour => format!("\x1b[1m{text}\x1b[0m"),
        }
    }
}

/// `甲公司 -located_in-> 溧阳市`, the arrow as strong as what the link rests on.
pub fn arrow(link: &Link<'_>) -> String {
    let relation = link.relation();
    let (from, to) = if link.is_symmetric() { ("<-", "->") } else { ("-", "->") };
    let mut words = format!("{} {from}{relation}{to} {}", link.head().name(), link.tail().name());
    if let Some(detail) = link.details().first() {
        let _ = write!(words, " ({detail})");
    }
    words
}

/// How well a link is supported, in words.
pub fn support(link: &Link<'_>) -> String {
    let mut words = match link.basis() {
        crate::graph::Basis::Known => return "known".to_owned(),
        crate::graph::Basis::CoOccurs => "co-occurring".to_owned(),
        basis => basis.name().to_owned(),
    };
    let support = link.support();
    let _ = write!(words, ", {}", counted(support.sentences as usize, "sentence"));
    if support.documents > 1 {
        let _ = write!(words, " in {}", counted(support.documents as usize, "document"));
    }
    if support.reprints > 0 {
        let _ = write!(words, ", {}", counted(support.reprints as usize, "reprint"));
    }
    if let Some(score) = link.score() {
        let _ = write!(words, ", score {score:.2}");
    }
    match link.dates() {
        Some((first, last)) if first == last => {
            let _ = write!(words, ", {first}");
        }
        Some((first, last)) => {
            let _ = write!(words, ", {first} to {last}");
        }
        None => {}
    }
    words
}

/// `1 sentence`, `2 sentences`.
pub fn counted(count: usize, noun: &str) -> String {
    match (count, noun.strip_suffix('y')) {
        (1, _) => format!("1 {noun}"),
        (_, Some(stem)) => format!("{count} {stem}ies"),
        _ => format!("{count} {noun}s"),
    }
}
