//! What is wrong with a query, where, and what to do about it.

use std::fmt;
use std::ops::Range;
use unicode_width::UnicodeWidthStr;

/// When a query failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Before anything ran.
    Compile,
    /// While it ran.
    Run,
}

/// A query that cannot be compiled or did not come to an end.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct QueryError {
    /// The class of openCypher: `SyntaxError`, `TypeError`, …
    pub class: &'static str,
    /// When it failed.
    pub phase: Phase,
    /// The detail of openCypher: `UndefinedVariable`, …
    pub detail: &'static str,
    /// What is wrong.
    pub message: String,
    /// Where, in bytes of the query's text.
    pub span: Option<Range<usize>>,
    /// What to do about it.
    pub hint: Option<String>,
}

impl fmt::Display for Phase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Compile => "compile",
            Self::Run => "runtime",
        })
    }
}

impl QueryError {
    /// An error before anything ran.
    pub fn compile(class: &'static str, detail: &'static str, message: impl Into<String>) -> Self {
        Self {
            class,
            phase: Phase::Compile,
            detail,
            message: message.into(),
            span: None,
            hint: None,
        }
    }

    /// A syntax error.
    pub(super) fn syntax(detail: &'static str, message: impl Into<String>) -> Self {
        Self::compile("SyntaxError", detail, message)
    }

    /// An error while the query ran.
    pub fn run(class: &'static str, detail: &'static str, message: impl Into<String>) -> Self {
        Self { phase: Phase::Run, ..Self::compile(class, detail, message) }
    }

    /// With the place it is about.
    #[must_use]
    pub fn at(mut self, span: Range<usize>) -> Self {
        self.span = Some(span);
        self
    }

    /// With advice.
    #[must_use]
    pub fn hinted(mut self, hint: Option<String>) -> Self {
        self.hint = hint.or(self.hint);
        self
    }

    /// What the user can do about it.
    pub fn hint(&self) -> Option<String> {
        self.hint.clone()
    }

    /// The line of `query` it is about, and a caret under the place, aligned as a terminal
    /// shows Chinese text: two columns a character.
    pub fn excerpt(&self, query: &str) -> Option<String> {
        let span = self.span.clone()?;
        let before = query.get(..span.start)?;
        let from = before.rfind('\n').map_or(0, |at| at + 1);
        let rest = query.get(from..)?;
        let line = rest.lines().next().unwrap_or_default();
        let line: String = line.chars().map(|c| if c == '\t' { ' ' } else { c }).collect();
        let column = query.get(from..span.start)?.replace('\t', " ").width();
        let marked = query.get(span.clone()).and_then(|text| text.lines().next()).unwrap_or("");
        let carets = "^".repeat(marked.width().max(1));
        Some(format!("{line}\n{}{carets}", " ".repeat(column)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_caret_stands_under_its_character() {
        let query = "MATCH (c:公司)\nWHERE c.名称 = 溧 RETURN c";
        let at = query.find("溧").unwrap();
        let error = QueryError::syntax("UndefinedVariable", "x").at(at..at + "溧".len());
        assert_eq!(error.excerpt(query).unwrap(), "WHERE c.名称 = 溧 RETURN c\n               ^^");
    }
}
