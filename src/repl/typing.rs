//! What is being typed in, completions, hints and colours out.

use crate::session::{Session, Taken, complete};
use rustyline::completion::{Completer, Pair};
use rustyline::highlight::{CmdKind, Highlighter};
use rustyline::hint::{Hinter, HistoryHinter};
use rustyline::validate::{ValidationContext, ValidationResult, Validator};
use rustyline::{Context, Result};
use std::borrow::Cow;

/// Helps while a line is typed.
pub(super) struct Typing {
    /// What is helped with.
    pub session: Session,
}

impl rustyline::Helper for Typing {}

impl Completer for Typing {
    type Candidate = Pair;

    fn complete(&self, line: &str, pos: usize, _: &Context<'_>) -> Result<(usize, Vec<Pair>)> {
        let (start, ways) = complete(&self.session, line, pos);
        let pairs = ways.into_iter().map(|way| Pair {
            display: format!("{}  {}", way.text, way.note),
            replacement: way.text,
        });
        Ok((start, pairs.collect()))
    }
}

impl Hinter for Typing {
    type Hint = String;

    fn hint(&self, line: &str, pos: usize, context: &Context<'_>) -> Option<String> {
        HistoryHinter::new().hint(line, pos, context)
    }
}

impl Highlighter for Typing {
    fn highlight_hint<'h>(&self, hint: &'h str) -> Cow<'h, str> {
        Cow::Owned(format!("\x1b[2m{hint}\x1b[0m"))
    }

    fn highlight<'l>(&self, line: &'l str, _: usize) -> Cow<'l, str> {
        let colour = match self.session.taken(line) {
            Taken::Nothing | Taken::Question => return Cow::Borrowed(line),
            Taken::Command => "32",
            Taken::Cypher => "34",
        };
        let (word, rest) = line.split_once(' ').map_or((line, None), |(w, r)| (w, Some(r)));
        let rest = rest.map_or(String::new(), |rest| format!(" {rest}"));
        Cow::Owned(format!("\x1b[{colour}m{word}\x1b[0m{rest}"))
    }

    fn highlight_char(&self, _: &str, _: usize, _: CmdKind) -> bool {
        true
    }
}

impl Validator for Typing {
    /// Brackets and quotes of a Cypher statement go on over lines until they are closed.
    fn validate(&self, context: &mut ValidationContext<'_>) -> Result<ValidationResult> {
        let line = context.input();
        if self.session.taken(line) != Taken::Cypher {
            return Ok(ValidationResult::Valid(None));
        }
        let open = line.chars().filter(|c| "([{".contains(*c)).count();
        let closed = line.chars().filter(|c| ")]}".contains(*c)).count();
        let quotes = line.chars().filter(|c| *c == '\'').count();
        if open > closed || quotes % 2 == 1 {
            return Ok(ValidationResult::Incomplete);
        }
        Ok(ValidationResult::Valid(None))
    }
}
