//! The path of a graph in, the decisions kept beside it out, and back.
//!
//! `news.ron` has its decisions in `news.decisions.ron`: a RON list, one decision a line, sorted, so
//! that git compares and merges it line by line.

use super::{Decision, Decisions};
use crate::graph::store::{Error, write_file};
use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};

/// The first line of the file, for people.
const ABOUT: &str = "// Corrections made by hand: one a line, sorted. Take a line out to undo it.";

/// Where the decisions on the graph at `path` are kept.
pub fn decisions_path(path: &Path) -> PathBuf {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
    let name = name.unwrap_or_default();
    let stem = name.strip_suffix(".zst").unwrap_or(&name);
    let stem = stem.strip_suffix(".ron").unwrap_or(stem);
    path.with_file_name(format!("{stem}.decisions.ron"))
}

/// The decisions on the graph at `path`; none when there is no file of them.
pub(in crate::graph) fn load(path: &Path) -> Result<Decisions, Error> {
    let path = decisions_path(path);
    match std::fs::read_to_string(&path) {
        Ok(text) => parse(&text)
            .map_err(|source| Error::In { path: path.clone(), source: Box::new(source) }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Decisions::default()),
        Err(source) => Err(Error::Read { path, source }),
    }
}

/// Keeps the decisions on the graph at `path`. Without any, no file is made; one that is there is
/// emptied.
pub fn save(decisions: &Decisions, path: &Path) -> Result<(), Error> {
    let path = decisions_path(path);
    if decisions.is_empty() && !path.exists() {
        return Ok(());
    }
    write_file(&path, serialise(decisions).as_bytes())
}

fn parse(text: &str) -> Result<Decisions, Error> {
    let decisions: Vec<Decision> = ron::from_str(text).map_err(|wrong| Error::Decision {
        line: wrong.span.start.line,
        column: wrong.span.start.col,
        problem: wrong.code.to_string(),
    })?;
    Ok(decisions.into_iter().collect())
}

fn serialise(decisions: &Decisions) -> String {
    let mut text = format!("{ABOUT}\n[\n");
    for decision in decisions {
        // What is made of strings alone can always be written.
        let line = ron::to_string(decision).unwrap_or_default();
        let _ = writeln!(text, "{line},");
    }
    text.push_str("]\n");
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::decision::{Act, Named};
    use crate::knowledge::{Kind, Relation};

    #[test]
    fn what_is_written_is_read_again_whatever_the_names_are() {
        let named = |name: &str| Named::new(Kind::COMPANY, name);
        let names = ["甲\"乙\\", "a/b, (c)", "<&>\n\t", "😀 مرحبا"];
        let mut all = Decisions::default();
        for (n, name) in names.iter().enumerate() {
            let (a, b) = (named(name), named(names[(n + 1) % names.len()]));
            let why = (*name).to_owned();
            for act in [
                Act::Same(a.clone(), b.clone()),
                Act::Rename(a.clone(), "新".into()),
                Act::Kind(a.clone(), Kind::INSTITUTION),
                Act::Add(a, Relation::named("located_in"), b),
            ] {
                let when = "2026-01-02T03:04:05Z".to_owned();
                all.insert(Decision { act, who: "李".into(), when, why: why.clone() });
            }
        }
        let text = serialise(&all);
        assert_eq!(parse(&text).unwrap(), all);
        assert_eq!(text.lines().count(), all.len() + 3, "{text}");
    }

    #[test]
    fn the_file_stands_beside_the_graph() {
        let beside = |path: &str| decisions_path(Path::new(path)).display().to_string();
        assert_eq!(beside("a/news.ron"), "a/news.decisions.ron");
        assert_eq!(beside("news.ron.zst"), "news.decisions.ron");
    }

    #[test]
    fn a_line_that_is_none_is_named() {
        let error = parse("[\n(act:Same(\"Company/a\",\"b\")),\n]").unwrap_err();
        assert!(error.to_string().contains("line 2"), "{error}");
    }
}
