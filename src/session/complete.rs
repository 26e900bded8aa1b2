//! The start of a line in, ways to go on out: commands, names, kinds, relations, files, Cypher.

use super::command::{COMMANDS, Command, named};
use super::{Mode, Session, Taken};
use crate::graph::{Basis, Measure};
use std::path::Path;

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

/// Words of Cypher that start or join clauses.
const CLAUSES: [&str; 18] = [
    "MATCH",
    "OPTIONAL MATCH",
    "WHERE",
    "RETURN",
    "WITH",
    "UNWIND",
    "ORDER BY",
    "LIMIT",
    "SKIP",
    "CONTAINS",
    "STARTS WITH",
    "ENDS WITH",
    "DISTINCT",
    "CREATE",
    "MERGE",
    "SET",
    "DELETE",
    "UNION",
];

/// Properties that entities and links have.
const PROPERTIES: [(&str, &str); 16] = [
    ("name", "of an entity"),
    ("id", "of an entity"),
    ("aliases", "of an entity"),
    ("mentions", "of an entity"),
    ("documents", "of an entity or a link"),
    ("support", "of a link: independent sentences"),
    ("modality", "of a link: stated, planned, known, co_occurs"),
    ("sentence", "of a link: the best one"),
    ("evidence", "of a link: all sentences"),
    ("title", "of a link: the post or quality"),
    ("score", "of a co-occurrence"),
    ("first", "of a link: first date"),
    ("last", "of a link: last date"),
    ("measure", "of a figure"),
    ("value", "of a figure"),
    ("unit", "of a figure"),
];

/// Where the word being typed starts in `line` (in bytes), and ways to go on from it.
///
/// Names are found by their Chinese, by pinyin with or without spaces, and by initials.
pub fn complete(session: &Session, line: &str, cursor: usize) -> (usize, Vec<Completion>) {
    let before = line.get(..cursor).unwrap_or(line);
    let is_cypher = session.taken(before) == Taken::Cypher;
    let breaks = |c: char| {
        c.is_whitespace() || "(（“\"".contains(c) || is_cypher && ":.|[{,'$=<>-".contains(c)
    };
    let split = before.rfind(breaks);
    let mark = split.and_then(|at| before.get(at..)?.chars().next());
    let start = split.map_or(0, |at| at + mark.map_or(1, char::len_utf8));
    let word = before.get(start..).unwrap_or_default();
    let mut ways = Vec::new();
    if is_cypher {
        cypher(session, before.get(..start).unwrap_or_default(), mark, word, &mut ways);
    } else if start == 0 {
        let typed = word.trim_start_matches(':').to_lowercase();
        let fits = COMMANDS.iter().filter(|c| c.name.starts_with(&typed));
        ways.extend(fits.map(|c| way(c.name, c.help)));
    } else if let Some(command) = before.split_whitespace().next().and_then(named) {
        arguments(session, command, word, &mut ways);
    }
    let names_end = !ways.is_empty() && limited(before.get(..start).unwrap_or_default());
    if !word.is_empty() && !names_end && !matches!(mark, Some(':' | '.' | '$') if is_cypher) {
        ways.extend(names(session, word));
    }
    ways.dedup();
    ways.truncate(MOST);
    (start, ways)
}

/// Whether a kind or a relation goes on from here, not another name.
fn limited(before: &str) -> bool {
    let mut words = before.split_whitespace();
    let command = words.next().and_then(named).map_or("", |command| command.name);
    matches!(command, "neighbours" | "kind") && words.next().is_some() || command == "rank"
}

fn way(text: impl Into<String>, note: impl Into<String>) -> Completion {
    Completion { text: text.into(), note: note.into() }
}

/// What a command takes beside names.
fn arguments(session: &Session, command: &Command, word: &str, ways: &mut Vec<Completion>) {
    let typed = word.to_lowercase();
    let starting = |words: &mut dyn Iterator<Item = (&'static str, &'static str)>| {
        let fits = words.filter(|(text, _)| text.starts_with(&typed));
        fits.map(|(text, note)| way(text, note)).collect::<Vec<_>>()
    };
    match command.name {
        "help" => ways.extend(starting(&mut COMMANDS.iter().map(|c| (c.name, c.help)))),
        "mode" => ways.extend(starting(&mut Mode::ALL.iter().map(|(name, _)| (*name, "")))),
        "open" | "save" | "build" | "export" | "draw" | "record" => files(word, ways),
        "add" => {
            limits(session, word, ways);
            files(word, ways);
        }
        "neighbours" | "kind" | "drop" => limits(session, word, ways),
        "rank" => {
            ways.extend(starting(&mut Measure::ALL.iter().map(|(name, _)| (*name, "measure"))));
            limits(session, word, ways);
        }
        "filter" => {
            ways.extend(starting(&mut Basis::ALL.iter().map(|basis| (basis.name(), "modality"))));
            let more = ["source", "since", "until", "support", "off"];
            ways.extend(starting(&mut more.iter().map(|word| (*word, ""))));
            limits(session, word, ways);
        }
        _ => {}
    }
}

/// What may stand here in Cypher.
fn cypher(
    session: &Session,
    before: &str,
    mark: Option<char>,
    word: &str,
    ways: &mut Vec<Completion>,
) {
    let typed = word.to_lowercase();
    match mark {
        Some(':' | '|') => {
            let schema = session.knowledge.schema();
            let inside = before.rfind(['(', '（', '[']).and_then(|at| before.get(at..));
            let kinds = schema.kinds.iter().map(|k| (k.id.name(), k.label.as_str()));
            let relations = schema.relations.iter().map(|r| (r.id.name(), r.label.as_str()));
            let words: Vec<(&str, &str)> = match inside.is_some_and(|text| text.starts_with('[')) {
                true => relations.collect(),
                false => kinds.chain([("Figure", "数据"), ("Entity", "")]).collect(),
            };
            ways.extend(labelled(words.into_iter(), word));
        }
        Some('.') => {
            let fits = PROPERTIES.iter().filter(|(name, _)| name.starts_with(&typed));
            ways.extend(fits.map(|(name, note)| way(*name, *note)));
        }
        Some('$') => {
            let names = session.params.keys().filter(|name| name.starts_with(word));
            ways.extend(names.map(|name| way(&**name, "parameter")));
        }
        _ if word.chars().count() > 1 => {
            let upper = word.to_uppercase();
            let fits = CLAUSES.iter().filter(|clause| clause.starts_with(&upper));
            ways.extend(fits.map(|clause| way(*clause, "")));
        }
        _ => {}
    }
}

fn names(session: &Session, word: &str) -> Vec<Completion> {
    let graph = session.graph();
    let nodes = match session.desk.ground_now() {
        Some(ground) => ground.starting(graph, word, MOST),
        // No key waits for what is being made.
        None => graph.nodes().filter(|n| n.name().starts_with(word)).collect(),
    };
    let quoted = |name: &str| match name.contains(char::is_whitespace) {
        true => format!("“{name}”"),
        false => name.to_owned(),
    };
    nodes.into_iter().map(|node| way(quoted(node.name()), node.kind().to_string())).collect()
}

fn limits(session: &Session, word: &str, ways: &mut Vec<Completion>) {
    let schema = session.knowledge.schema();
    let kinds = schema.kinds.iter().map(|k| (k.id.name(), k.label.as_str()));
    let relations = schema.relations.iter().map(|r| (r.id.name(), r.label.as_str()));
    ways.extend(labelled(kinds.chain(relations), word));
}

/// Those whose id or Chinese label starts so.
fn labelled<'a>(words: impl Iterator<Item = (&'a str, &'a str)>, word: &str) -> Vec<Completion> {
    let typed = word.to_lowercase();
    words
        .filter(|(id, label)| id.to_lowercase().starts_with(&typed) || label.starts_with(word))
        .map(|(id, label)| way(id, label))
        .collect()
}

/// Files and folders whose path starts so, sorted.
fn files(word: &str, ways: &mut Vec<Completion>) {
    let (folder, start) =
        word.rsplit_once('/').map_or(("", word), |(folder, start)| (folder, start));
    let within = match folder {
        "" if word.starts_with('/') => Path::new("/"),
        "" => Path::new("."),
        folder => Path::new(folder),
    };
    let Ok(entries) = std::fs::read_dir(within) else { return };
    let mut found: Vec<Completion> = entries
        .flatten()
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            let shown =
                name.starts_with(start) && (!name.starts_with('.') || start.starts_with('.'));
            let slash = if entry.path().is_dir() { "/" } else { "" };
            let before = word.strip_suffix(start).unwrap_or_default();
            shown.then(|| way(format!("{before}{name}{slash}"), ""))
        })
        .collect();
    found.sort_by(|a, b| a.text.cmp(&b.text));
    ways.extend(found);
}
