//! Files in, documents out.
//!
//! What cannot be read is named and skipped, with the reason; nothing else is lost by it.

mod columns;
mod date;
mod docx;
mod encoding;
mod files;
mod format;
mod html;
mod jsonl;
mod markdown;
#[cfg(test)]
mod packed;
mod pdf;
mod place;
mod plain;
mod radicals;
mod skipped;
mod stated;
mod table;
#[cfg(test)]
mod tests;

pub use date::Date;
pub use skipped::{Reason, Skipped};

use files::File;
use jsonl::Rows;
use std::collections::hash_map::Entry;
use std::collections::{HashMap, VecDeque};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::PathBuf;

/// One text with a stable name, as it was found.
///
/// Invariant: `text` is never changed after reading. Every offset that any later stage reports
/// counts Unicode code points of this string, end exclusive.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// Stable name: the path below the folder given, with the row for a table, or the `id` of a JSON
    /// line.
    pub id: String,
    /// The title the text states, if it states one.
    pub title: Option<String>,
    /// The date the text states, if it states one.
    pub date: Option<Date>,
    /// The text as decoded.
    pub text: String,
}

impl Document {
    /// A document with the title and the date that its text states.
    pub fn of_text(id: String, text: String) -> Self {
        let (title, date) = (stated::title(&text), stated::date(&text));
        Self { id, title, date, text }
    }

    /// A document of a row of a table: the title and the date given go before those that its text
    /// states.
    pub fn of_row(id: String, text: String, title: Option<String>, date: Option<&str>) -> Self {
        let mut document = Self::of_text(id, text);
        document.title = title.or(document.title);
        let given = date.and_then(|date| date.parse().ok().or_else(|| stated::date_in(date)));
        document.date = given.or(document.date);
        document
    }
}

/// What was found at some paths.
#[derive(Debug, Default)]
pub struct Reading {
    /// The documents, sorted by id.
    pub documents: Vec<Document>,
    /// What could not be read, in the order of the paths.
    pub skipped: Vec<Skipped>,
}

/// Reads everything at the paths: files, folders with all below them, or patterns.
pub fn read(paths: &[PathBuf]) -> Reading {
    let mut reading = Reading::default();
    for found in documents(paths) {
        match found {
            Ok(document) => reading.documents.push(document),
            Err(skipped) => reading.skipped.push(skipped),
        }
    }
    reading.documents.sort_by(|a, b| a.id.cmp(&b.id));
    reading
}

/// The documents at the paths, one after the other: only one file is held in memory at a time.
///
/// They come in the order of the paths, the files of a folder in the order of their names. No two
/// have the same id: where a second file has an id for another text, its document is named with it.
pub fn documents(paths: &[PathBuf]) -> Documents {
    let files = files::files(paths);
    let bytes = files.iter().flatten().map(|file| file.bytes).sum();
    Documents { files: files.into(), bytes, ..Documents::default() }
}

/// An iterator over what was found.
#[derive(Debug, Default)]
pub struct Documents {
    files: VecDeque<Result<File, Skipped>>,
    rows: Option<Rest>,
    /// A document of which was told already what was lost of it.
    told: Option<Document>,
    /// The id of the file that is read, and how many were before it.
    file: (String, u32),
    /// The ids so far, each with the file it stood in and the text it was given.
    ids: HashMap<String, (u32, u64)>,
    /// Bytes of the files opened so far, of the last one of them, and of all.
    opened: u64,
    last: u64,
    bytes: u64,
}

/// What is left of a file of several documents.
#[derive(Debug)]
enum Rest {
    /// Read a line at a time.
    Lines(Rows),
    /// Read at once.
    Table(std::vec::IntoIter<Result<Document, Skipped>>),
}

impl Documents {
    /// Bytes of all files.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Bytes of what was read so far.
    pub fn bytes_read(&self) -> u64 {
        match &self.rows {
            Some(Rest::Lines(rows)) => self.opened - self.last + rows.done().min(self.last),
            _ => self.opened,
        }
    }

    fn found(&mut self) -> Option<Result<Document, Skipped>> {
        if let Some(document) = self.told.take() {
            return Some(Ok(document));
        }
        loop {
            if let Some(rows) = &mut self.rows {
                let row = match rows {
                    Rest::Lines(rows) => rows.next(),
                    Rest::Table(rows) => rows.next(),
                };
                if let Some(row) = row {
                    return Some(row);
                }
                self.rows = None;
            }
            let file = self.files.pop_front()?;
            self.last = file.as_ref().map_or(0, |file| file.bytes);
            self.opened += self.last;
            let id = file.as_ref().map_or("", |file| file.id.as_str());
            self.file = (id.to_owned(), self.file.1 + 1);
            match file {
                Ok(file) => match format::open(&file) {
                    Ok(format::Opened::One(document, None)) => return Some(Ok(document)),
                    Ok(format::Opened::One(document, Some(reason))) => {
                        self.told = Some(document);
                        return Some(Err(Skipped { path: file.name(), reason }));
                    }
                    Ok(format::Opened::Rows(rows)) => self.rows = Some(Rest::Lines(rows)),
                    Ok(format::Opened::Table(rows)) => {
                        self.rows = Some(Rest::Table(rows.into_iter()));
                    }
                    Err(reason) => return Some(Err(Skipped { path: file.name(), reason })),
                },
                Err(skipped) => return Some(Err(skipped)),
            }
        }
    }

    /// A document under an id that no other has.
    fn apart(&mut self, mut document: Document) -> Result<Document, Skipped> {
        let (file, number) = &self.file;
        let text = text_key(&document.text);
        if self.ids.get(&document.id).is_some_and(|known| known.0 != *number && known.1 != text) {
            document.id = format!("{file}#{}", document.id);
        }
        match self.ids.entry(document.id.clone()) {
            Entry::Vacant(free) => {
                free.insert((*number, text));
                Ok(document)
            }
            Entry::Occupied(_) => {
                let reason = Reason::SameId { id: document.id.clone() };
                Err(Skipped { path: document.id, reason })
            }
        }
    }
}

fn text_key(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

impl Iterator for Documents {
    type Item = Result<Document, Skipped>;

    fn next(&mut self) -> Option<Self::Item> {
        let found = self.found()?;
        Some(found.and_then(|document| self.apart(document)))
    }
}
