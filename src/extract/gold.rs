//! Lines of annotated documents in, what a reader marked in each out.

use crate::corpus::Document;
use serde::Deserialize;

/// A document with what a reader marked in it.
///
/// Invariant: the ties of a document index its marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gold {
    /// The document.
    pub document: Document,
    /// The names.
    pub marks: Vec<Mark>,
    /// The relations.
    pub ties: Vec<Tie>,
    /// Spans that are neither rewarded nor punished.
    pub optional: Vec<(u32, u32)>,
    /// The figures, if the file has them.
    pub figures: Vec<Measure>,
    /// Which part of its file it belongs to, if the file says so.
    pub split: Option<String>,
}

/// A name that a reader marked.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Mark {
    /// First character.
    pub start: u32,
    /// Past the last character.
    pub end: u32,
    /// What it names.
    pub kind: String,
}

/// A relation that a reader marked.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Tie {
    /// Index of the head's mark.
    pub head: usize,
    /// Index of the tail's mark.
    pub tail: usize,
    /// The relation.
    #[serde(rename = "type")]
    pub relation: String,
}

/// A figure that a reader marked.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Measure {
    /// Index of the mark it is stated of, if the text names one.
    pub entity: Option<usize>,
    /// What is measured.
    pub measure: String,
    /// The number as the text has it.
    pub value: String,
    /// Its unit.
    pub unit: String,
    /// The time it is stated for.
    pub period: Option<String>,
}

/// A line that is no annotated document.
#[derive(Debug, thiserror::Error)]
#[error("line {line}: {problem}")]
pub struct GoldError {
    /// Which line, counted from 1.
    pub line: usize,
    /// What is wrong with it.
    pub problem: String,
}

impl GoldError {
    /// What the user can do about it.
    pub fn hint(&self) -> &'static str {
        "a line is {\"id\", \"text\", \"entities\": [{\"start\", \"end\", \"kind\"}], \
         \"relations\": [{\"head\", \"tail\", \"type\"}]}"
    }
}

#[derive(Deserialize)]
struct Row {
    id: String,
    text: String,
    entities: Vec<Mark>,
    #[serde(default)]
    relations: Vec<Tie>,
    #[serde(default)]
    optional: Vec<Range>,
    #[serde(default)]
    figures: Vec<Measure>,
    split: Option<String>,
}

#[derive(Deserialize)]
struct Range {
    start: u32,
    end: u32,
}

/// The annotated documents of a file of JSON lines.
pub fn gold(lines: &str) -> Result<Vec<Gold>, GoldError> {
    let rows = lines.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    rows.map(|(number, line)| {
        let wrong = |problem: String| GoldError { line: number + 1, problem };
        read(line).map_err(wrong)
    })
    .collect()
}

fn read(line: &str) -> Result<Gold, String> {
    let row: Row = serde_json::from_str(line).map_err(|error| error.to_string())?;
    let length = row.text.chars().count() as u32;
    let spans = row.entities.iter().map(|mark| (mark.start, mark.end));
    let optional: Vec<(u32, u32)> =
        row.optional.iter().map(|range| (range.start, range.end)).collect();
    for (start, end) in spans.chain(optional.iter().copied()) {
        if start >= end || end > length {
            return Err(format!("no text at {start}..{end}: the text has {length} characters"));
        }
    }
    let count = row.entities.len();
    let ends = row.relations.iter().flat_map(|tie| [tie.head, tie.tail]);
    if let Some(end) =
        ends.chain(row.figures.iter().filter_map(|figure| figure.entity)).find(|&end| end >= count)
    {
        return Err(format!("no entity {end}: the line has {count}"));
    }
    Ok(Gold {
        document: Document::of_text(row.id, row.text),
        marks: row.entities,
        ties: row.relations,
        optional,
        figures: row.figures,
        split: row.split,
    })
}
