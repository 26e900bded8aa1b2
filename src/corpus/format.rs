//! A file in, what it holds out: the table of formats.

use super::encoding::Decoded;
use super::files::File;
use super::jsonl::{self, Rows};
use super::{Document, Reason, Skipped, docx, encoding, html, markdown, pdf, plain, table};
use std::io::Read;
use std::path::Path;

/// The longest document, in megabytes of the file.
pub(super) const LONGEST: usize = 32;

/// What a file holds.
pub(super) enum Opened {
    /// One document, and what was lost of it.
    One(Document, Option<Reason>),
    /// A document on each line.
    Rows(Rows),
    /// A document in each row of a table.
    Table(Vec<Result<Document, Skipped>>),
}

/// Turns decoded text into a document with this id.
type Reader = fn(String, String) -> Document;

/// Turns bytes into the text they hold.
type Unpacker = fn(&[u8]) -> Result<String, Reason>;

/// The formats that are no text by themselves.
const PACKED: &[(&str, Unpacker)] = &[("pdf", pdf::text), ("docx", docx::text)];

/// The formats by the ending of the name. Rows are not among them: they are read line by line.
const FORMATS: &[(&[&str], Reader)] = &[
    (&["txt", "text"], plain::document),
    (&["md", "markdown"], markdown::document),
    (&["html", "htm", "xhtml", "shtml"], html::document),
];

/// Opens a file and reads it, unless it holds rows.
pub(super) fn open(file: &File) -> Result<Opened, Reason> {
    let ending = ending(&file.path);
    if matches!(&*ending, "jsonl" | "ndjson") {
        return jsonl::rows(file).map(Opened::Rows);
    }
    if let Some((_, unpack)) = PACKED.iter().find(|(packed, _)| *packed == ending) {
        let text = unpack(&bytes(file)?)?;
        return Ok(Opened::One(Document::of_text(file.id.clone(), text), None));
    }
    if matches!(&*ending, "csv" | "tsv") {
        let Decoded { text, lost } = encoding::decode(&bytes(file)?)?;
        let mut rows = table::documents(&file.id, &file.name(), &text, ending == "tsv")?;
        let lost = lost.map(|reason| Err(Skipped { path: file.name(), reason }));
        rows.splice(0..0, lost);
        return Ok(Opened::Table(rows));
    }
    let known = FORMATS.iter().find(|(endings, _)| endings.contains(&&*ending));
    let reader = match known {
        Some((_, reader)) => *reader,
        None if file.named || ending.is_empty() => plain::document,
        None => return Err(Reason::Kind),
    };
    let Decoded { text, lost } = encoding::decode(&bytes(file)?)?;
    if text.trim().is_empty() {
        return Err(Reason::Empty);
    }
    Ok(Opened::One(reader(file.id.clone(), text), lost))
}

fn ending(path: &Path) -> String {
    path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default()
}

fn bytes(file: &File) -> Result<Vec<u8>, Reason> {
    let limit = LONGEST << 20;
    let mut bytes = Vec::new();
    std::fs::File::open(&file.path)?.take(limit as u64 + 1).read_to_end(&mut bytes)?;
    match bytes.len() {
        0 => Err(Reason::Empty),
        length if length > limit => Err(Reason::TooLong { limit: LONGEST }),
        _ => Ok(bytes),
    }
}
