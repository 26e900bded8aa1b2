//! An archive in, the lines of a saved graph out.
//!
//! What is written here is what `ron::to_string` writes for the same [`Record`]s, one to a line.

use super::index::Part;
use super::line::{Line, push_list, push_text, push_tuple};
use super::page::Page;
use super::record::{self, Record};
use crate::extract::Extraction;
use crate::fact::Modality;
use crate::graph::archive::{Archive, Known};
use crate::graph::stored::Stored;
use rayon::prelude::*;
use std::io::{self, Write};
use std::sync::Arc;

/// The last line.
const END: &str = "]\n";

/// Documents whose lines are in memory at a time.
const BATCH: usize = 128;
/// Bytes that are copied at a time.
const COPIED: usize = 1 << 20;
/// Documents whose lines are written at a time.
const AT_ONCE: usize = 8;

/// The whole file.
pub fn serialise(archive: &Archive) -> String {
    let mut file = Vec::new();
    // Writing to memory cannot fail, and all that is written is text.
    let _parts = write(archive, &mut file);
    String::from_utf8(file).unwrap_or_default()
}

/// Writes the whole file; the parts it was written in.
pub(super) fn write(archive: &Archive, out: &mut dyn Write) -> io::Result<Vec<Part>> {
    let head = head(archive);
    out.write_all(&head)?;
    let mut parts = vec![Part::of(&head)];
    let alike = |a: &Arc<Stored>, b: &Arc<Stored>| match (a.piece(), b.piece()) {
        (Some((a, _)), Some((b, _))) => a.goes_on_in(b),
        (None, None) => true,
        _ => false,
    };
    for run in archive.documents.chunk_by(alike) {
        if let Some((first, _)) = run[0].piece() {
            let own: Vec<Part> =
                run.iter().filter_map(|document| Some(document.piece()?.1)).collect();
            let length: u64 = own.iter().map(|part| part.length).sum();
            let (mut start, end) = (first.range.start, first.range.start + length as usize);
            while start < end {
                let next = end.min(start + COPIED);
                out.write_all(&first.text.bytes(start..next)?)?;
                start = next;
            }
            parts.extend(own);
        } else {
            write_fresh(run, out, &mut parts)?;
        }
    }
    out.write_all(END.as_bytes())?;
    parts.push(Part::of(END.as_bytes()));
    Ok(parts)
}

/// Writes documents that stand in no saved graph yet.
fn write_fresh(
    documents: &[Arc<Stored>],
    out: &mut dyn Write,
    parts: &mut Vec<Part>,
) -> io::Result<()> {
    let mut pages: Vec<Page> = Vec::new();
    pages.resize_with(BATCH.min(documents.len()).div_ceil(AT_ONCE), Page::default);
    for batch in documents.chunks(BATCH) {
        let written = batch.par_chunks(AT_ONCE).zip(&mut pages).map(|(documents, page)| {
            page.clear();
            let mut parts = Vec::with_capacity(documents.len());
            for document in documents {
                let start = page.bytes().len();
                document.append_lines(page)?;
                parts.push(Part::of(&page.bytes()[start..]));
            }
            Ok(parts)
        });
        let written = written.collect::<io::Result<Vec<_>>>()?;
        for (own, page) in written.into_iter().zip(&pages) {
            parts.extend(own);
            out.write_all(page.bytes())?;
        }
    }
    Ok(())
}

/// The parts of a file that is laid out as this archive is written; nothing for any other.
pub(super) fn parts_of(archive: &Archive, file: &str) -> Option<Vec<Part>> {
    let mut rest = file.as_bytes();
    let mut parts = Vec::with_capacity(archive.documents.len() + 2);
    let mut take = |part: &[u8]| {
        rest = rest.strip_prefix(part)?;
        parts.push(Part::of(part));
        Some(())
    };
    take(&head(archive))?;
    for batch in archive.documents.chunks(BATCH) {
        let lines = batch.par_iter().map(|document| document.lines().ok());
        let lines: Vec<_> = lines.collect::<Option<_>>()?;
        lines.iter().try_for_each(|lines| take(lines))?;
    }
    take(END.as_bytes())?;
    rest.is_empty().then_some(parts)
}

/// What stands before the documents.
fn head(archive: &Archive) -> Vec<u8> {
    let mut head = Page::default();
    head.put(*b"[\n");
    push_header(&mut head, &Record::header(archive));
    for known in archive.known() {
        known_line(&mut head, known);
    }
    head.into_bytes()
}

/// The lines of one document.
pub(in crate::graph) fn block(document: &Extraction) -> Vec<u8> {
    let mut lines = Page::with_room(length(document));
    append_block(&mut lines, document);
    lines.into_bytes()
}

/// About how long the lines of a document are.
fn length(document: &Extraction) -> usize {
    let Extraction { entities, passages, facts, figures, .. } = document;
    256 * passages.len() + 80 * (entities.len() + facts.len() + figures.len()) + 256
}

/// Adds the lines of one document.
pub(in crate::graph) fn append_block(out: &mut Page, document: &Extraction) {
    let source = &document.source;
    let mut line = Line::new(out, "Document");
    line.text(&source.id).maybe_text(source.title.as_deref()).date(source.date);
    line.text(&source.digest).number(source.characters).end();
    for entity in &document.entities {
        if record::is_plain(entity) {
            Line::new(out, "Plain").text(entity.id.as_str()).end();
            continue;
        }
        let mut line = Line::new(out, "Entity");
        line.text(entity.id.as_str()).text(entity.kind.name()).text(&entity.name);
        line.texts(entity.aliases.iter().map(String::as_str)).end();
    }
    append_passages(out, document);
    for fact in &document.facts {
        let mut line = Line::new(out, "Fact");
        line.number(fact.head).text(fact.relation.name()).number(fact.tail).number(fact.passage);
        line.maybe_span(fact.trigger).text(&fact.rule).word(modality(fact.modality));
        line.date(fact.date).maybe_text(fact.detail.as_deref()).end();
    }
    for figure in &document.figures {
        let mut line = Line::new(out, "Figure");
        line.number(figure.entity).number(figure.passage);
        line.text(&figure.measure).text(&figure.value).text(&figure.unit);
        line.maybe_text(figure.normalised.as_deref()).date(figure.period);
        line.maybe_text(figure.scope.as_deref()).span(figure.span);
        line.word(modality(figure.modality)).end();
    }
}

fn append_passages(out: &mut Page, document: &Extraction) {
    let mut mentions = document.mentions.iter().peekable();
    for (index, passage) in document.passages.iter().enumerate() {
        let mut line = Line::new(out, "Passage");
        line.number(passage.span.start).number(passage.span.end).text(&passage.text);
        line.word(if passage.reprint { "true" } else { "false" });
        line.list(
            std::iter::from_fn(|| mentions.next_if(|m| m.passage as usize == index)),
            |out, m| {
                push_tuple(out, &[m.span.start, m.span.end, m.entity]);
            },
        );
        line.end();
    }
}

fn known_line(out: &mut Page, known: &Known) {
    let mut line = Line::new(out, "Known");
    line.text(known.id.as_str()).text(known.kind.name()).text(&known.name);
    line.texts(known.aliases.iter().map(String::as_str));
    line.list(known.links.iter(), |out, (relation, other)| {
        out.put(*b"(");
        push_text(out, relation.name());
        out.put(*b",");
        push_text(out, other.as_str());
        out.put(*b")");
    });
    line.end();
}

fn push_header(out: &mut Page, header: &Record) {
    let Record::Graph {
        version,
        knowledge,
        symmetric,
        corpus,
        documents,
        passages,
        facts,
        figures,
    } = header
    else {
        return;
    };
    out.push(format!("Graph(version:{version},knowledge:").as_bytes());
    push_list(out, knowledge.iter(), |out, digest| push_text(out, digest));
    out.put(*b",symmetric:");
    push_list(out, symmetric.iter(), |out, relation| push_text(out, relation.name()));
    out.put(*b",corpus:");
    push_text(out, corpus);
    let counts =
        format!(",documents:{documents},passages:{passages},facts:{facts},figures:{figures}),\n");
    out.push(counts.as_bytes());
}

fn modality(modality: Modality) -> &'static str {
    match modality {
        Modality::Stated => "stated",
        Modality::Planned => "planned",
        Modality::Negated => "negated",
    }
}
