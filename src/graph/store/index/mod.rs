//! A graph and the file it was saved to in, an index beside that file out, and back.
//!
//! The index holds what follows from the documents, so that a large graph is opened without reading
//! them: each is read when something in it is first asked for. It is made of the file alone and
//! names the sums of all its parts: a file that has changed is read as if it had no index. Taking
//! an index away loses nothing but time.

mod columns;
mod outlined;
mod sections;
mod sum;

pub(in crate::graph) use columns::{ANY, Columns, Cursor, Texts};
pub(in crate::graph) use outlined::Outlined;

use self::sections::{Section, Sections, Writer};
use super::fields::Reader;
use super::record::Record;
use crate::entity::Claims;
use crate::extract::Source;
use crate::graph::KnowledgeGraph;
use crate::graph::archive::Archive;
use crate::graph::derive::Derived;
use crate::graph::outline::Outlines;
use crate::graph::stored::{Counts, Outlined as Outline, Piece, Rows, Stored, Text};
use rayon::prelude::*;
use std::fs::File;
use std::io::{self, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Documents whose lines are looked at together.
const AT_ONCE: usize = 16;
/// Files of fewer bytes are read at once and have no index.
pub const LEAST: u64 = 1 << 20;

/// A part of a saved graph: what stands before the documents, each document, and the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::graph) struct Part {
    pub(in crate::graph) length: u64,
    pub(in crate::graph) sum: u64,
}

impl Part {
    /// The part that these bytes are.
    pub(in crate::graph) fn of(bytes: &[u8]) -> Self {
        Self { length: bytes.len() as u64, sum: sum::sum(bytes) }
    }
}

/// Where the index of the graph at `path` stands.
pub(super) fn beside(path: &Path) -> PathBuf {
    let mut path = path.as_os_str().to_owned();
    path.push(".index");
    PathBuf::from(path)
}

/// Whether a graph has an index where it is saved as a large file.
pub(super) fn has(graph: &KnowledgeGraph) -> bool {
    graph.decisions().is_empty() && (graph.claims.is_some() || graph.rest.is_some())
}

/// Writes the index of a graph that was saved in these parts and whose documents have these
/// outlines.
pub(super) fn write(
    graph: &KnowledgeGraph,
    parts: &[Part],
    outlines: &Outlines,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut index = Writer::new(out)?;
    index.columns(|columns| {
        columns.longs(parts.len(), parts.iter().map(|part| part.length));
        columns.longs(parts.len(), parts.iter().map(|part| part.sum));
        let documents = &graph.archive.documents;
        let counts = documents.iter().map(|document| {
            let Counts { passages, mentions, facts, figures } = document.counts;
            [passages, mentions, facts, figures]
        });
        columns.rows(documents.len(), counts);
        graph.derived.write(columns);
    })?;
    match (&graph.claims, &graph.rest) {
        (Some(claims), _) => index.columns(|columns| graph.derived.write_rest(claims, columns))?,
        (None, Some(rest)) => index.copy(&rest.0.whole(Section::Rest)?)?,
        (None, None) => {}
    }
    index.columns(|columns| outlined::write(outlines, columns))?;
    index.finish()
}

/// An index that was found beside a graph.
pub(super) struct Index {
    sections: Sections,
    asked: Vec<u8>,
}

impl Index {
    /// The index of the graph at `path`, if there is one.
    pub(super) fn of(path: &Path) -> Option<Self> {
        let sections = Sections::open(&beside(path))?;
        let asked = sections.read(Section::Asked).ok()?;
        Some(Self { sections, asked })
    }
}

/// The part of an index that is read only to change the graph.
#[derive(Clone, Debug)]
pub(in crate::graph) struct Rest(Sections);

impl Rest {
    /// Adds it to what else follows from this archive; nothing when it is damaged.
    pub(in crate::graph) fn read(
        &self,
        archive: &Archive,
        derived: &mut Derived,
    ) -> Option<Claims> {
        let bytes = self.0.read(Section::Rest).ok()?;
        derived.read_rest(&mut Cursor::new(&bytes), archive)
    }
}

/// The graph that was saved as `text`, opened with its index; the text as it was when the index is
/// not that of the text.
pub(super) fn open(index: Index, text: Vec<u8>) -> Result<KnowledgeGraph, Vec<u8>> {
    let (length, text) = (text.len() as u64, Arc::new(text));
    opened(index, &Text::Held(Arc::clone(&text)), length)
        .ok_or_else(|| Arc::try_unwrap(text).unwrap_or_else(|shared| shared.as_ref().clone()))
}

/// The graph that was saved to a file, opened with its index, if that is the one of the file.
pub(super) fn open_file(index: Index, path: &Path) -> Option<KnowledgeGraph> {
    let file = File::open(path).ok()?;
    let length = file.metadata().ok()?.len();
    opened(index, &Text::File(Rows::new(file)), length)
}

fn opened(index: Index, text: &Text, length: u64) -> Option<KnowledgeGraph> {
    let mut columns = Cursor::new(&index.asked);
    let (lengths, sums) = (columns.longs()?, columns.longs()?);
    let mut start = 0_u64;
    let parts = lengths.zip(sums).map(|(length, sum)| {
        let part = start as usize..(start + length) as usize;
        start += length;
        (part, sum)
    });
    let parts: Vec<(Range<usize>, u64)> = parts.collect();
    let [head, documents @ .., end] = parts.as_slice() else { return None };
    let counts: Vec<Counts> = counts(&mut columns)?;
    (start == length && counts.len() == documents.len()).then_some(())?;
    let outlined = outlined::of_each(&index.sections, &counts);
    let stored = || {
        let counts = counts.par_chunks(AT_ONCE).zip(outlined.par_chunks(AT_ONCE));
        let runs = documents.par_chunks(AT_ONCE).zip(counts);
        let stored =
            runs.map(|(parts, (counts, outlined))| documents_in(text, parts, counts, outlined));
        Some(stored.collect::<Option<Vec<_>>>()?.concat())
    };
    let derived = || Derived::read(&mut columns, documents.len());
    let (stored, derived) = rayon::join(stored, derived);
    let [head, end] = [head, end].map(|(part, own)| {
        let bytes = text.bytes(part.clone()).ok()?;
        (sum::sum(&bytes) == *own).then_some(bytes)
    });
    end?;
    let mut archive = head_of(&head?)?;
    archive.documents = stored?;
    Some(KnowledgeGraph::opened(archive, derived?, Rest(index.sections)))
}

/// The documents in successive parts, where these are as the index has them.
fn documents_in(
    text: &Text,
    parts: &[(Range<usize>, u64)],
    counts: &[Counts],
    outlined: &[Outline],
) -> Option<Vec<Arc<Stored>>> {
    let start = parts.first()?.0.start;
    let bytes = text.bytes(start..parts.last()?.0.end).ok()?;
    let known = counts.iter().zip(outlined);
    let documents = parts.iter().zip(known).map(|((range, own), (counts, outlined))| {
        let lines = bytes.get(range.start - start..range.end - start)?;
        (sum::sum(lines) == *own).then_some(())?;
        let piece = Piece { text: text.clone(), range: range.clone(), sum: *own };
        Some(Stored::of_lines(source(lines)?, *counts, piece, outlined.clone()))
    });
    documents.collect()
}

fn counts(columns: &mut Cursor<'_>) -> Option<Vec<Counts>> {
    let mut counts = Vec::with_capacity(columns.count()?);
    columns.rows([ANY; 4], |[passages, mentions, facts, figures]| {
        counts.push(Counts { passages, mentions, facts, figures });
        Some(())
    })?;
    Some(counts)
}

/// What the first line of a document says.
pub(super) fn source(lines: &[u8]) -> Option<Source> {
    let end = lines.iter().position(|&byte| byte == b'\n')?;
    let line = str::from_utf8(lines.get(..end)?).ok()?.strip_suffix(',')?;
    match Reader::default().record(line).or_else(|| ron::from_str(line).ok())? {
        Record::Document(id, title, date, digest, characters) => {
            Some(Source { id, title, date, digest, characters })
        }
        _ => None,
    }
}

/// What stands before the documents.
fn head_of(head: &[u8]) -> Option<Archive> {
    super::read::head(str::from_utf8(head).ok()?).ok()
}
