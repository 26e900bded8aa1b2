//! The start of a line in, ways to go on out: commands, kinds, relations and names.

use super::Session;
use super::command::{COMMANDS, named};

/// A way to go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// What is put in the place of the word being typed.
    pub text: String,
    /// What it is, shown beside it.
    pub note: String,
}

/// Ways offered at most.
const MOST: usize = 40;

/// Where the word being typed starts in `line` (in bytes), and ways to go on from it.
///
/// Names are found by their Chinese, by pinyin with or without spaces, and by initials.
pub fn complete(session: &Session, line: &str, cursor: usize) -> (usize, Vec<Completion>) {
    let before = line.get(..cursor).unwrap_or(line);
    let start = before.rfind(|c: char| c.is_whitespace() || "(（“\"".contains(c));
    let start = start.map_or(0, |at| {
        at + before.get(at..).and_then(|r| r.chars().next()).map_or(1, char::len_utf8)
    });
    let word = before.get(start..).unwrap_or_default();
    let mut ways = Vec::new();
    if start == 0 {
        let typed = word.trim_start_matches(':').to_lowercase();
        ways.extend(
            COMMANDS
                .iter()
                .filter(|c| c.name.starts_with(&typed))
                .map(|c| Completion { text: c.name.to_owned(), note: c.help.to_owned() }),
        );
    }
    let command = before.split_whitespace().next().and_then(named);
    if start > 0 && command.is_some_and(|c| c.name == "neighbours") {
        ways.extend(limits(session, word));
    }
    if !word.is_empty() {
        ways.extend(names(session, word));
    }
    ways.dedup();
    ways.truncate(MOST);
    (start, ways)
}

fn names(session: &Session, word: &str) -> Vec<Completion> {
    let nodes = session.ground().starting(session.graph(), word, MOST);
    nodes
        .into_iter()
        .map(|node| {
            let name = node.name();
            let spaced = name.contains(char::is_whitespace);
            let text = if spaced { format!("“{name}”") } else { name.to_owned() };
            Completion { text, note: node.kind().to_string() }
        })
        .collect()
}

fn limits(session: &Session, word: &str) -> Vec<Completion> {
    let schema = session.knowledge.schema();
    let kinds = schema.kinds.iter().map(|k| (k.id.name(), k.label.as_str()));
    let relations = schema.relations.iter().map(|r| (r.id.name(), r.label.as_str()));
    let typed = word.to_lowercase();
    kinds
        .chain(relations)
        .filter(|(id, label)| id.to_lowercase().starts_with(&typed) || label.starts_with(word))
        .map(|(id, label)| Completion { text: id.to_owned(), note: label.to_owned() })
        .collect()
}
