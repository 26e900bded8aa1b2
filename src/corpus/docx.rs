//! A Word document in, its text out: a line for each paragraph.

use super::Reason;
use super::format::LONGEST;
use quick_xml::Reader;
use quick_xml::events::Event;
use std::io::{Cursor, Read};

/// Where a document keeps its text.
const BODY: &str = "word/document.xml";

/// The text of the paragraphs in order, those of tables among them. What was deleted with changes
/// tracked is left out.
pub(super) fn text(bytes: &[u8]) -> Result<String, Reason> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    let body = archive.by_name(BODY).map_err(broken)?;
    let limit = LONGEST << 20;
    let mut xml = String::new();
    body.take(limit as u64 + 1).read_to_string(&mut xml).map_err(broken)?;
    if xml.len() > limit {
        return Err(Reason::TooLong { limit: LONGEST });
    }
    let text = paragraphs(&xml)?;
    if text.trim().is_empty() { Err(Reason::Empty) } else { Ok(text) }
}

fn broken(problem: impl std::fmt::Display) -> Reason {
    Reason::Broken { what: "Word", problem: problem.to_string() }
}

fn paragraphs(xml: &str) -> Result<String, Reason> {
    let mut reader = Reader::from_str(xml);
    let mut text = String::new();
    let mut in_text = false;
    loop {
        match reader.read_event().map_err(broken)? {
            Event::Eof => return Ok(text),
            Event::Start(tag) => in_text = tag.name().as_ref() == "w:t",
            Event::Empty(tag) => match tag.name().as_ref() {
                "w:br" | "w:cr" | "w:p" => text.push('\n'),
                "w:tab" => text.push('\t'),
                _ => {}
            },
            Event::End(tag) => {
                in_text = false;
                if tag.name().as_ref() == "w:p" {
                    text.push('\n');
                }
            }
            Event::Text(piece) if in_text => {
                text.push_str(&piece);
            }
            Event::GeneralRef(name) if in_text => text.extend(character(&name)),
            _ => {}
        }
    }
}

/// What `&amp;` and the like stand for.
fn character(name: &quick_xml::events::BytesRef<'_>) -> Option<char> {
    if let Ok(Some(c)) = name.resolve_char_ref() {
        return Some(c);
    }
    match &**name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}
