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
use crate::graph::outline::Outlines;
use crate::graph::stored::{Counts, Stored};
use rayon::prelude::*;
use std::io::{self, Write};
use std::sync::Arc;

/// The last line.
const END: &str = "]\n";

/// Bytes that are copied at a time.
const COPIED: usize = 1 << 20;
/// Documents whose lines are put down by one thread: no more than stay near until they are written.
const AT_ONCE: usize = 32;

/// The whole file.
pub fn serialise(archive: &Archive) -> String {
    let mut file = Vec::new();
    // Writing to memory cannot fail, and all that is written is text.
    let _written = write(archive, false, &mut file);
    String::from_utf8(file).unwrap_or_default()
}

/// What is known of a file that was written.
pub(super) struct Written {
    /// The parts it was written in.
    pub(super) parts: Vec<Part>,
    /// The outlines of all documents, if they are asked for.
    pub(super) outlines: Option<Outlines>,
}

impl Written {
    /// Nothing yet of these documents, of which outlines are asked for or not.
    fn new(documents: &[Arc<Stored>], is_outlined: bool) -> Self {
        let count = |of: fn(&Counts) -> u32| -> usize {
            documents.iter().map(|document| of(&document.counts) as usize).sum()
        };
        let room = || Outlines::with_room(count(|c| c.passages), count(|c| c.mentions));
        Self { parts: Vec::with_capacity(documents.len() + 2), outlines: is_outlined.then(room) }
    }

    /// Bytes in the file.
    pub(super) fn length(&self) -> u64 {
        self.parts.iter().map(|part| part.length).sum()
    }
}

/// Writes the whole file.
pub(super) fn write(
    archive: &Archive,
    is_outlined: bool,
    out: &mut dyn Write,
) -> io::Result<Written> {
    let head = head(archive);
    out.write_all(&head)?;
    let mut written = Written::new(&archive.documents, is_outlined);
    written.parts.push(Part::of(&head));
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
            written.parts.extend(own);
            if let Some(outlines) = &mut written.outlines {
                run.iter().for_each(|document| document.add_outline(outlines));
            }
        } else {
            write_fresh(run, &mut written, &mut |lines| out.write_all(lines))?;
        }
    }
    out.write_all(END.as_bytes())?;
    written.parts.push(Part::of(END.as_bytes()));
    Ok(written)
}

/// Writes documents that stand in no saved graph yet.
fn write_fresh(
    documents: &[Arc<Stored>],
    written: &mut Written,
    write: &mut dyn FnMut(&[u8]) -> io::Result<()>,
) -> io::Result<()> {
    let mut sheets: Vec<Sheet> = Vec::new();
    let is_outlined = written.outlines.is_some();
    let sheet = || Sheet { page: Page::default(), written: Written::new(&[], is_outlined) };
    let threads = rayon::current_num_threads();
    sheets.resize_with(threads.min(documents.len().div_ceil(AT_ONCE)), sheet);
    for batch in documents.chunks(threads * AT_ONCE) {
        let filled = batch.par_chunks(AT_ONCE).zip(&mut sheets);
        filled.map(|(documents, sheet)| sheet.fill(documents)).collect::<io::Result<()>>()?;
        for Sheet { page, written: own } in &sheets[..batch.len().div_ceil(AT_ONCE)] {
            write(page.bytes())?;
            written.parts.extend_from_slice(&own.parts);
            if let (Some(all), Some(own)) = (&mut written.outlines, &own.outlines) {
                all.extend(own);
            }
        }
    }
    Ok(())
}

/// Some documents, being written.
struct Sheet {
    page: Page,
    written: Written,
}

impl Sheet {
    /// Holds these documents and no others.
    fn fill(&mut self, documents: &[Arc<Stored>]) -> io::Result<()> {
        let Self { page, written: Written { parts, outlines } } = self;
        page.clear();
        parts.clear();
        outlines.iter_mut().for_each(Outlines::clear);
        for document in documents {
            let start = page.bytes().len();
            document.append_lines(page)?;
            parts.push(Part::of(&page.bytes()[start..]));
            // Its sentences are in the nearest memory now.
            outlines.iter_mut().for_each(|outlines| document.add_outline(outlines));
        }
        Ok(())
    }
}

/// What is known, outlines included, of a file that is laid out as this archive is written; nothing
/// of any other.
pub(super) fn written(archive: &Archive, file: &str) -> Option<Written> {
    let mut rest = file.as_bytes();
    let mut compare = |lines: &[u8]| {
        rest = rest.strip_prefix(lines).ok_or(io::ErrorKind::InvalidData)?;
        Ok(())
    };
    let mut written = Written::new(&archive.documents, true);
    let head = head(archive);
    compare(&head).ok()?;
    written.parts.push(Part::of(&head));
    write_fresh(&archive.documents, &mut written, &mut compare).ok()?;
    (rest == END.as_bytes()).then_some(())?;
    written.parts.push(Part::of(END.as_bytes()));
    Some(written)
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
    let mut line = Line::new(out, *b"Document(");
    line.text(&source.id).maybe_text(source.title.as_deref()).date(source.date);
    line.text(&source.digest).number(source.characters).end();
    for entity in &document.entities {
        if record::is_plain(entity) {
            Line::new(out, *b"Plain(").text(entity.id.as_str()).end();
            continue;
        }
        let mut line = Line::new(out, *b"Entity(");
        line.text(entity.id.as_str()).text(entity.kind.name()).text(&entity.name);
        line.texts(entity.aliases.iter().map(String::as_str)).end();
    }
    append_passages(out, document);
    for fact in &document.facts {
        let mut line = Line::new(out, *b"Fact(");
        line.number(fact.head).text(fact.relation.name()).number(fact.tail).number(fact.passage);
        line.maybe_span(fact.trigger).text(&fact.rule).word(modality(fact.modality));
        line.date(fact.date).maybe_text(fact.detail.as_deref()).end();
    }
    for figure in &document.figures {
        let mut line = Line::new(out, *b"Figure(");
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
        let mut line = Line::new(out, *b"Passage(");
        line.number(passage.span.start).number(passage.span.end).text(&passage.text);
        line.word(if passage.reprint { "true" } else { "false" });
        line.list(
            std::iter::from_fn(|| mentions.next_if(|m| m.passage as usize == index)),
            |out, m| {
                push_tuple(out, [m.span.start, m.span.end, m.entity]);
            },
        );
        line.end();
    }
}

fn known_line(out: &mut Page, known: &Known) {
    let mut line = Line::new(out, *b"Known(");
    line.text(known.id.as_str()).text(known.kind.name()).text(&known.name);
    line.texts(known.aliases.iter().map(String::as_str));
    line.list(known.links.iter(), |out, (relation, other)| {
        out.put(*b"(");
        push_text(out, relation.name());
        push_text(out, other.as_str());
        out.replace_last(*b"),");
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
    out.put(*b"symmetric:");
    push_list(out, symmetric.iter(), |out, relation| push_text(out, relation.name()));
    out.put(*b"corpus:");
    push_text(out, corpus);
    let counts =
        format!("documents:{documents},passages:{passages},facts:{facts},figures:{figures}),\n");
    out.push(counts.as_bytes());
}

fn modality(modality: Modality) -> &'static str {
    match modality {
        Modality::Stated => "stated",
        Modality::Planned => "planned",
        Modality::Negated => "negated",
    }
}
