//! An extraction in, one line of JSON that holds all of it out, and back.
//!
//! Rows are how documents that were read elsewhere, or before a build was broken off, come
//! together: each says with which knowledge its document was read, and a graph is assembled from
//! them in any order.

use super::error::Error;
use super::record::VERSION;
use crate::extract::Extraction;
use serde::{Deserialize, Serialize};

#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    version: u64,
    knowledge: &'a str,
    record: &'a str,
}

/// The fields of a row as they come, whatever else stands in it.
#[derive(Deserialize)]
struct Raw {
    #[serde(default)]
    id: Option<String>,
    version: Option<u64>,
    knowledge: Option<String>,
    record: Option<String>,
    error: Option<String>,
}

/// What a line holds.
#[derive(Debug, PartialEq, Eq)]
pub enum Read {
    /// A document.
    Document {
        /// Digest of the knowledge it was read with.
        knowledge: String,
        /// What it says.
        extraction: Box<Extraction>,
    },
    /// A document that could not be read where it was tried.
    Failed {
        /// Its id, if that was known.
        id: Option<String>,
        /// Why.
        problem: String,
    },
}

/// The row of a document that was read with this knowledge, without a line break.
pub fn row(extraction: &Extraction, knowledge: &str) -> String {
    let record = super::block(extraction);
    // All that is written is text.
    let record = str::from_utf8(&record).unwrap_or_default();
    let row = Row { id: &extraction.source.id, version: VERSION, knowledge, record };
    serde_json::to_string(&row).expect("a row holds only strings and a number")
}

/// Reads the line with this number, counted from 1.
///
/// # Errors
/// When the line is no row, is of another version or was cut.
pub fn read_row(line: &str, number: usize) -> Result<Read, Error> {
    let raw: Raw = serde_json::from_str(line).map_err(|error| Error::Line {
        line: number,
        column: error.column(),
        problem: format!("not a row that `tupu extract --records` writes: {error}"),
    })?;
    if let Some(problem) = raw.error {
        return Ok(Read::Failed { id: raw.id, problem });
    }
    let (Some(version), Some(knowledge), Some(record)) = (raw.version, raw.knowledge, raw.record)
    else {
        let problem = "the row lacks `version`, `knowledge` or `record`: was it written with \
                       --records?";
        return Err(Error::line(number, problem));
    };
    if version != VERSION {
        return Err(Error::RowVersion { line: number, found: version, known: VERSION });
    }
    let extraction = super::read::extraction(&record).map_err(|error| match error {
        Error::Line { line, column, problem } => {
            let problem = format!("in line {line}, column {column} of the record: {problem}");
            Error::line(number, problem)
        }
        error => error,
    })?;
    Ok(Read::Document { knowledge, extraction: Box::new(extraction) })
}

/// Id and digest of the document in a row of this version that was read with this knowledge.
pub(super) fn source_of_row(row: &[u8], knowledge: &str) -> Option<(String, String)> {
    let raw: Raw = serde_json::from_slice(row).ok()?;
    let fits = raw.version == Some(VERSION) && raw.knowledge.as_deref() == Some(knowledge);
    let record = raw.record.filter(|_| fits)?;
    let source = super::index::source(record.as_bytes())?;
    Some((source.id, source.digest))
}

/// The lines of the document that a row of ours holds.
pub(in crate::graph) fn lines_of_row(row: &[u8]) -> Option<String> {
    serde_json::from_slice::<Raw>(row).ok()?.record
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Document;
    use crate::extract::extract;
    use crate::knowledge::Knowledge;

    fn example() -> Extraction {
        let text = "2023年，恒岭电池落户“溧阳”\n高新区，\t投资20亿元。".to_owned();
        extract(&Document::of_text("甲\n乙.txt".into(), text), Knowledge::embedded())
    }

    #[test]
    fn a_row_is_one_line_and_gives_back_what_it_was_made_of() {
        let extraction = example();
        let row = row(&extraction, "abc");
        assert!(!row.contains('\n'));
        let read = read_row(&row, 1).unwrap();
        let extraction = Box::new(extraction);
        assert_eq!(read, Read::Document { knowledge: "abc".into(), extraction });
    }

    #[test]
    fn what_is_no_row_is_told_with_its_line() {
        let whole = row(&example(), "abc");
        let cut: String = whole.chars().take(whole.chars().count() / 2).collect();
        let newer = whole.replacen("\"version\":2", "\"version\":7", 1);
        for line in [cut.as_str(), newer.as_str(), "{}", "[]", r#"{"id":"a","mentions":[]}"#] {
            let error = read_row(line, 12).unwrap_err().to_string();
            assert!(error.contains("12"), "{error}");
        }
        let failed = read_row(r#"{"id":null,"error":"no text"}"#, 1).unwrap();
        assert_eq!(failed, Read::Failed { id: None, problem: "no text".into() });
    }
}
