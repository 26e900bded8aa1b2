//! A file of JSON lines in, one document or one reason for each line out.

use super::files::File;
use super::format::LONGEST;
use super::{Document, Reason, Skipped};
use serde::Deserialize;
use std::fs;
use std::io::{BufRead, BufReader, Read};

/// The rows of a file, read one at a time.
#[derive(Debug)]
pub(super) struct Rows {
    name: String,
    id: String,
    lines: BufReader<fs::File>,
    line: usize,
    bytes: Vec<u8>,
    /// Bytes of the lines so far.
    done: u64,
    failed: bool,
}

/// One row. A title and a date of its own come before what the text states.
#[derive(Deserialize)]
struct Row {
    id: Option<serde_json::Value>,
    text: String,
    title: Option<String>,
    date: Option<String>,
}

/// Opens a file of rows.
pub(super) fn rows(file: &File) -> Result<Rows, Reason> {
    let mut lines = BufReader::with_capacity(1 << 18, fs::File::open(&file.path)?);
    if lines.fill_buf()?.is_empty() {
        return Err(Reason::Empty);
    }
    let (name, id) = (file.name(), file.id.clone());
    Ok(Rows { name, id, lines, line: 0, bytes: Vec::new(), done: 0, failed: false })
}

impl Rows {
    /// Bytes of the lines so far.
    pub(super) fn done(&self) -> u64 {
        self.done
    }

    fn read(&mut self) -> Result<bool, Reason> {
        let limit = LONGEST << 20;
        self.bytes.clear();
        let read = (&mut self.lines).take(limit as u64 + 1).read_until(b'\n', &mut self.bytes)?;
        self.done += read as u64;
        if read > limit && !self.bytes.ends_with(b"\n") {
            self.bytes = Vec::new();
            self.done += self.lines.skip_until(b'\n')? as u64;
            return Err(Reason::TooLong { limit: LONGEST });
        }
        Ok(read > 0)
    }

    fn document(&self) -> Result<Document, Reason> {
        let bytes = self.bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&self.bytes);
        let line =
            str::from_utf8(bytes).map_err(|wrong| Reason::Damaged { at: wrong.valid_up_to() })?;
        let row: Row = serde_json::from_str(line)
            .map_err(|wrong| Reason::Row { problem: wrong.to_string() })?;
        let id = match row.id {
            Some(serde_json::Value::String(id)) => id,
            Some(serde_json::Value::Number(number)) => number.to_string(),
            _ => format!("{}#{}", self.id, self.line),
        };
        Ok(Document::of_row(id, row.text, row.title, row.date.as_deref()))
    }
}

impl Iterator for Rows {
    type Item = Result<Document, Skipped>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.failed {
            self.line += 1;
            let row = match self.read() {
                Ok(false) => return None,
                Ok(true) if self.bytes.trim_ascii().is_empty() => continue,
                Ok(true) => self.document(),
                Err(reason) => {
                    self.failed = matches!(reason, Reason::Unreadable { .. });
                    Err(reason)
                }
            };
            let path = || format!("{}:{}", self.name, self.line);
            return Some(row.map_err(|reason| Skipped { path: path(), reason }));
        }
        None
    }
}
