//! How a person wants the session in, a session that behaves so out.

use super::protocol::{decoded, encoded};
use super::{Error, Mode, Reply, Session, Table};
use crate::graph::property::{PropertyGraph, Value};
use std::fmt::Write as _;
use std::path::PathBuf;

/// What the tour says and the line it shows, step by step.
const TOUR: &[(&str, &str)] = &[
    (
        "Ask in Chinese or English. Every answer stands on sentences of the documents.",
        "溧阳的动力电池产业有哪些企业？",
    ),
    ("English names and pinyin are understood.", "which firms connect to Liyang's battery cluster"),
    ("Results have numbers: this shows every sentence behind the first.", "why 1"),
    ("The card of an entity: names, links, figures.", "show 溧阳"),
    ("Only what is of some kind, the firmest links first.", "neighbours 常州 Company"),
    ("How two entities are connected, with the sentence of each step.", "path 宁德时代 常州大学"),
    ("What two have in common.", "common 溧阳 武进"),
    ("Who weighs most in the graph.", "rank pagerank Company"),
    ("Groups that belong together.", "clusters"),
    ("Look at what is stated as a fact only, until `filter off`.", "filter stated"),
    ("Everything after it keeps to that.", "rank Place"),
    ("Back to everything.", "filter off"),
    (
        "The same in Cypher, with Chinese or English labels.",
        "MATCH (c:企业)-[:位于]->(p:地点) RETURN p.name, count(c) AS 企业 ORDER BY 企业 DESC LIMIT 5",
    ),
    ("A correction is kept beside the graph and can be taken back.", "rename 常州大学 常大"),
];

impl Session {
    /// `mode`: how tables are written from now on.
    pub(super) fn mode(&mut self, words: &[String]) -> Result<Reply, Error> {
        let wanted = words.first().map(|word| word.to_lowercase());
        let mode = Mode::ALL.iter().find(|(name, _)| Some(*name) == wanted.as_deref());
        let Some((name, mode)) = mode else { return Err(Error::WrongUse { name: "", usage: "" }) };
        self.settings.mode = *mode;
        Ok(Reply::Text(format!("tables are written as {name}")))
    }

    /// `more`: the rows of the last table that were not shown yet.
    pub(super) fn more(&mut self, _: &[String]) -> Result<Reply, Error> {
        let Some(table) = &self.last_table else { return Err(Error::NoTable) };
        let page = self.page.max(1);
        let end = (self.told + page).min(table.rows.len());
        if self.told >= end {
            return Ok(Reply::Text("that was all".to_owned()));
        }
        let mut part = Table::new(table.columns.clone());
        part.rows = table.rows[self.told..end].to_vec();
        part.first = table.first.map(|first| first + self.told);
        part.left_out = table.rows.len() - end;
        self.told = end;
        Ok(Reply::Table(part))
    }

    /// `timing`: whether the time each line took is told.
    pub(super) fn set_timing(&mut self, words: &[String]) -> Result<Reply, Error> {
        self.timing = switched(words, self.timing)?;
        Ok(Reply::Text(format!("timing is {}", if self.timing { "on" } else { "off" })))
    }

    /// `pager`: whether long replies at a prompt go through a pager.
    pub(super) fn set_pager(&mut self, words: &[String]) -> Result<Reply, Error> {
        self.paged = switched(words, self.paged)?;
        Ok(Reply::Text(format!("the pager is {}", if self.paged { "on" } else { "off" })))
    }

    /// `param`: a value for $NAME in Cypher, or all of them.
    pub(super) fn param(&mut self, words: &[String]) -> Result<Reply, Error> {
        let wrong = Error::WrongUse { name: "", usage: "" };
        let words: Vec<&str> = words.iter().map(String::as_str).filter(|w| *w != "=").collect();
        if let Some((first, rest)) = words.split_first() {
            let (name, value) = match first.split_once('=') {
                Some((name, value)) => (name, [&[value], rest].concat().join(" ")),
                None if rest.is_empty() => return Err(wrong),
                None => (*first, rest.join(" ")),
            };
            let value = serde_json::from_str(&value)
                .map_or_else(|_| Value::from(value.as_str()), |json| decoded(&json));
            self.params.insert(name.trim_start_matches('$').into(), value);
        }
        let nothing = PropertyGraph::new();
        let mut page = String::new();
        for (name, value) in &self.params {
            let _ = writeln!(page, "${name} = {}", encoded(&nothing, value));
        }
        if page.is_empty() {
            page.push_str("no parameter is set");
        }
        Ok(Reply::Text(page))
    }

    /// `record`: keeps the lines from now on in a file, to run them again with `-f`.
    pub(super) fn record(&mut self, words: &[String]) -> Result<Reply, Error> {
        let [file] = words else { return Err(Error::WrongUse { name: "", usage: "" }) };
        if matches!(&**file, "off" | "关") {
            self.recording = None;
            return Ok(Reply::Text("lines are no longer kept".to_owned()));
        }
        let path = PathBuf::from(file);
        crate::graph::write_file(&path, b"")?;
        let told = format!("lines are kept in {}; `tupu repl -f` runs them again", path.display());
        self.recording = Some((path, String::new()));
        Ok(Reply::Text(told))
    }

    /// Adds a line that was carried out to the file they are kept in.
    pub(super) fn keep_line(&mut self) -> Result<(), Error> {
        let first = self.line.split_whitespace().next().unwrap_or_default();
        if let Some((path, lines)) = &mut self.recording
            && first != "record"
        {
            lines.push_str(&self.line);
            lines.push('\n');
            crate::graph::write_file(path, lines.as_bytes())?;
        }
        Ok(())
    }

    /// `tour`: the next step, or the one of this number.
    pub(super) fn take_tour(&mut self, words: &[String]) -> Result<Reply, Error> {
        if let [number] = words {
            let number: usize =
                number.parse().map_err(|_| Error::NotANumber { word: number.clone() })?;
            self.tour = number.saturating_sub(1);
        }
        let Some((about, line)) = TOUR.get(self.tour) else {
            self.tour = 0;
            let told = "That was the tour; `help` lists what else there is, `undo` takes the \
                        correction back, and `tour` starts again.";
            return Ok(Reply::Text(told.to_owned()));
        };
        self.tour += 1;
        let shown = match self.answered(line) {
            Ok(reply) => reply.written(self.settings),
            Err(error) => format!("(this graph: {error})\n"),
        };
        let (step, all) = (self.tour, TOUR.len());
        Ok(Reply::Text(format!("{step} of {all}. {about}\n\n> {line}\n{shown}\n`tour` goes on.\n")))
    }

    /// The terminal has so many columns now.
    pub fn set_width(&mut self, columns: Option<u16>) {
        self.settings.width = columns;
    }

    /// Whether the time each line took is to be told.
    pub fn timing(&self) -> bool {
        self.timing
    }

    /// Whether long replies go through a pager.
    pub fn paged(&self) -> bool {
        self.paged
    }
}

/// On, off, or without a word the other of the two.
fn switched(words: &[String], now: bool) -> Result<bool, Error> {
    match words.first().map(String::as_str) {
        None => Ok(!now),
        Some("on" | "开") => Ok(true),
        Some("off" | "关") => Ok(false),
        Some(_) => Err(Error::WrongUse { name: "", usage: "" }),
    }
}
