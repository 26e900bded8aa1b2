//! The text of a saved graph in, the archive it was written from out.
//!
//! Blocks of one document each are read in parallel, every line by our own reader or, when it is
//! laid out in another way, by the ron crate. A file that does not keep to one record per line is
//! read as a whole by the ron crate.

use super::error::Error;
use super::fields::Reader;
use super::record::{self, Record, VERSION};
use crate::extract::Extraction;
use crate::graph::archive::Archive;
use rayon::prelude::*;

const MISPLACED: &str = "the record does not belong here, or refers to an entity, mention or \
                         passage that is not there";

/// What the first record says.
#[derive(Default)]
struct Header {
    documents: usize,
    passages: usize,
    facts: usize,
    figures: usize,
}

/// A block of lines and the number of its first, counted from 1.
struct Block<'t> {
    first: usize,
    text: &'t str,
}

/// Reads a saved graph.
///
/// # Errors
/// When the text is not a saved graph, is of another version, was cut off or was changed so that it
/// no longer holds what its first record says.
pub fn parse(text: &str) -> Result<Archive, Error> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let Some(lines) = text.strip_prefix("[\n").or_else(|| text.strip_prefix("[\r\n")) else {
        return read_whole(text);
    };
    match read_lines(text, lines) {
        Err(error @ Error::Line { .. }) => read_whole(text).map_err(|_| error),
        read => read,
    }
}

fn read_lines(text: &str, lines: &str) -> Result<Archive, Error> {
    let mut archive = Archive::default();
    let header = read_header(lines.lines().next().unwrap_or_default(), &mut archive)?;
    let Some(body) = lines.trim_end().strip_suffix("\n]").map(str::trim_end) else {
        return Err(cut_off(text));
    };
    let body = body.split_once('\n').map_or("", |(_, body)| body);
    let mut blocks = blocks(body);
    let documents = blocks.split_off(1);
    for block in blocks {
        read_known(&block, &mut archive)?;
    }
    let documents: Vec<_> = documents.par_iter().map(read_document).collect();
    // Of several faults the first is told, whichever thread met its own first.
    let documents: Vec<Extraction> = documents.into_iter().collect::<Result<_, _>>()?;
    finish(archive, &header, documents)
}

/// The text cut before each document. The first block holds what stands before all of them.
fn blocks(body: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let (mut rest, mut first) = (body, 3);
    if body.starts_with("Document(") {
        blocks.push(Block { first, text: "" });
    }
    while let Some(end) = rest.find("\nDocument(") {
        let Some((text, next)) = rest.split_at_checked(end + 1) else { break };
        blocks.push(Block { first, text });
        first += text.bytes().filter(|&byte| byte == b'\n').count();
        rest = next;
    }
    blocks.push(Block { first, text: rest });
    blocks
}

impl<'t> Block<'t> {
    /// Its lines that are not empty, with their numbers.
    fn lines(&self) -> impl Iterator<Item = (usize, &'t str)> {
        let first = self.first;
        let numbered = self.text.lines().enumerate().map(move |(i, line)| (first + i, line.trim()));
        numbered.filter(|(_, line)| !line.is_empty())
    }
}

fn read_known(block: &Block<'_>, archive: &mut Archive) -> Result<(), Error> {
    let mut reader = Reader::default();
    let mut all = Vec::new();
    for (number, line) in block.lines() {
        match read_line(&mut reader, number, line)? {
            Record::Known(id, kind, name, aliases, links) => {
                all.push(record::known((id, kind, name, aliases, links)));
            }
            _ => {
                return Err(Error::line(
                    number,
                    "this record belongs after the line of a document",
                ));
            }
        }
    }
    archive.add_all_known(all);
    Ok(())
}

/// The document whose lines these are.
pub(in crate::graph) fn extraction(lines: &str) -> Result<Extraction, Error> {
    read_document(&Block { first: 1, text: lines })
}

/// Tells the ids of the entities of the document whose lines begin so; nothing when they end before
/// the ids do, or are laid out in another way than ours.
pub(in crate::graph) fn each_id(lines: &[u8], tell: &mut dyn FnMut(&str)) -> Option<()> {
    for line in lines.split(|&byte| byte == b'\n').skip(1) {
        let named = line.strip_prefix(b"Plain(\"").or_else(|| line.strip_prefix(b"Entity(\""));
        let Some(named) = named else { return (!line.is_empty()).then_some(()) };
        let end = named.iter().position(|byte| matches!(byte, b'"' | b'\\'))?;
        let (id, rest) = named.split_at(end);
        rest.starts_with(b"\"").then_some(())?;
        tell(str::from_utf8(id).ok()?);
    }
    None
}

fn read_document(block: &Block<'_>) -> Result<Extraction, Error> {
    let mut reader = Reader::default();
    let mut document = None;
    for (number, line) in block.lines() {
        match (read_line(&mut reader, number, line)?, &mut document) {
            (Record::Document(id, title, date, digest, characters), None) => {
                document = Some(record::document((id, title, date, digest, characters)));
            }
            (record, document) => {
                if !document.as_mut().is_some_and(|document| record.add_to(document)) {
                    return Err(Error::line(number, MISPLACED));
                }
            }
        }
    }
    document.ok_or_else(|| Error::line(block.first, "expected the line of a document"))
}

fn read_line(reader: &mut Reader, number: usize, line: &str) -> Result<Record, Error> {
    let line = line.strip_suffix(',').unwrap_or(line);
    if let Some(record) = reader.record(line) {
        return Ok(record);
    }
    ron::from_str(line).map_err(|error| Error::Line {
        line: number,
        column: error.span.start.col,
        problem: error.code.to_string(),
    })
}

/// What stands before the documents: the first record and what the lexicon adds.
pub(super) fn head(text: &str) -> Result<Archive, Error> {
    let mut archive = Archive::default();
    let lines = text.strip_prefix("[\n").unwrap_or(text);
    let (header, known) = lines.split_once('\n').unwrap_or((lines, ""));
    read_header(header, &mut archive)?;
    read_known(&Block { first: 3, text: known }, &mut archive)?;
    Ok(archive)
}

fn read_header(line: &str, archive: &mut Archive) -> Result<Header, Error> {
    check_version(line)?;
    match read_line(&mut Reader::default(), 2, line.trim())? {
        header @ Record::Graph { .. } => Ok(take_header(header, archive)),
        _ => Err(Error::line(2, "the first record must be Graph(…)")),
    }
}

/// Says so when the file is of another version, before anything else is found odd in it.
fn check_version(text: &str) -> Result<(), Error> {
    let version = text.split_once("version:").map(|(_, rest)| rest.trim_start());
    let digits = version.map(|rest| rest.split(|c: char| !c.is_ascii_digit()).next());
    match digits.flatten().and_then(|digits| digits.parse().ok()) {
        Some(found) if found != VERSION => Err(Error::Version { found, known: VERSION }),
        _ => Ok(()),
    }
}

fn take_header(record: Record, archive: &mut Archive) -> Header {
    let Record::Graph { knowledge, symmetric, documents, passages, facts, figures, .. } = record
    else {
        return Header::default();
    };
    archive.knowledge.extend(knowledge);
    archive.symmetric.extend(symmetric);
    Header { documents, passages, facts, figures }
}

fn finish(
    mut archive: Archive,
    header: &Header,
    documents: Vec<Extraction>,
) -> Result<Archive, Error> {
    let count = |items: fn(&Extraction) -> usize| documents.iter().map(items).sum::<usize>();
    let counts = [
        ("documents", header.documents, documents.len()),
        ("passages", header.passages, count(|document| document.passages.len())),
        ("facts", header.facts, count(|document| document.facts.len())),
        ("figures", header.figures, count(|document| document.figures.len())),
    ];
    if let Some((what, said, found)) = counts.into_iter().find(|(_, said, found)| said != found) {
        return Err(Error::Count { what, said, found });
    }
    let mut ids: Vec<&str> = documents.iter().map(|d| d.source.id.as_str()).collect();
    ids.sort_unstable();
    if let Some(pair) = ids.windows(2).find(|pair| pair[0] == pair[1]) {
        return Err(Error::Twice { id: pair[0].to_owned() });
    }
    archive.documents = Archive::new(documents).0.documents;
    Ok(archive)
}

/// Reads a file that is laid out in another way than ours.
fn read_whole(text: &str) -> Result<Archive, Error> {
    let start: String = text.trim_start().chars().take(20).collect();
    if !start.starts_with('[') && !start.starts_with("//") && !start.starts_with("#!") {
        return Err(Error::NotAGraph { start });
    }
    check_version(text)?;
    let records: Vec<Record> = ron::from_str(text).map_err(|error| {
        let at = error.span.start;
        if at.line >= text.lines().count() && !text.trim_end().ends_with(']') {
            return cut_off(text);
        }
        Error::Line { line: at.line, column: at.col, problem: error.code.to_string() }
    })?;
    let mut archive = Archive::default();
    let mut records = records.into_iter();
    let header = match records.next() {
        Some(header @ Record::Graph { .. }) => take_header(header, &mut archive),
        _ => return Err(Error::line(1, "the first record must be Graph(…)")),
    };
    let mut documents: Vec<Extraction> = Vec::new();
    for record in records {
        match (record, documents.last_mut()) {
            (Record::Known(id, kind, name, aliases, links), _) => {
                archive.add_known(record::known((id, kind, name, aliases, links)));
            }
            (Record::Document(id, title, date, digest, characters), _) => {
                documents.push(record::document((id, title, date, digest, characters)));
            }
            (record, document) => {
                if !document.is_some_and(|document| record.add_to(document)) {
                    return Err(Error::line(1, MISPLACED));
                }
            }
        }
    }
    finish(archive, &header, documents)
}

fn cut_off(text: &str) -> Error {
    Error::CutOff { line: text.bytes().filter(|&byte| byte == b'\n').count() }
}
