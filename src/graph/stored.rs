//! A document of an archive: what was read out of it, or the lines of a saved graph that hold it.
//!
//! Lines are read when something in them is first asked for. A graph of a million sentences is
//! opened without looking at one of them.

use super::outline::Outlines;
use super::store;
use crate::extract::{Extraction, Source};
use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::{Deref, Range};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// Bytes of its lines in which the ids of a document's entities most often stand.
const WITH_IDS: usize = 1 << 13;

/// How much a document holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) passages: u32,
    pub(super) mentions: u32,
    pub(super) facts: u32,
    pub(super) figures: u32,
}

impl Counts {
    fn of(extraction: &Extraction) -> Self {
        Self {
            passages: extraction.passages.len() as u32,
            mentions: extraction.mentions.len() as u32,
            facts: extraction.facts.len() as u32,
            figures: extraction.figures.len() as u32,
        }
    }
}

/// The text of a saved graph.
#[derive(Clone, Debug)]
pub(super) enum Text {
    /// In memory.
    Held(Arc<Vec<u8>>),
    /// In its file, which nothing else changes for as long as it is asked for.
    File(Arc<Rows>),
}

impl Text {
    /// The bytes of a part of it.
    pub(super) fn bytes(&self, range: Range<usize>) -> io::Result<Cow<'_, [u8]>> {
        match self {
            Self::Held(text) => Ok(text.get(range).ok_or(io::ErrorKind::UnexpectedEof)?.into()),
            Self::File(rows) => Ok(rows.at(range.start as u64, range.len())?.into()),
        }
    }

    fn is_one(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Held(a), Self::Held(b)) => Arc::ptr_eq(a, b),
            (Self::File(a), Self::File(b)) => Arc::ptr_eq(a, b),
            _ => false,
        }
    }
}

/// A part of a saved graph, with its sum.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub(super) text: Text,
    pub(super) range: Range<usize>,
    pub(super) sum: u64,
}

impl Piece {
    /// Its bytes, where they are in memory.
    fn held(&self) -> Option<&[u8]> {
        match &self.text {
            Text::Held(text) => text.get(self.range.clone()),
            Text::File(_) => None,
        }
    }

    /// Whether another stands right behind it.
    pub(super) fn goes_on_in(&self, next: &Self) -> bool {
        self.text.is_one(&next.text) && self.range.end == next.range.start
    }
}

/// Where the lines of a document stand.
#[derive(Debug)]
enum Lines {
    /// Nowhere yet.
    Unwritten,
    /// In a saved graph.
    In(Piece),
    /// In a row of a file.
    Row(Arc<Rows>, u64, usize),
}

/// A file of rows that each hold the lines of a document.
#[derive(Debug)]
pub(super) struct Rows(Mutex<File>);

impl Rows {
    /// The rows of this file.
    pub(super) fn new(file: File) -> Arc<Self> {
        Arc::new(Self(Mutex::new(file)))
    }

    /// So many bytes from this place on.
    pub(super) fn at(&self, start: u64, length: usize) -> io::Result<Vec<u8>> {
        let mut bytes = vec![0; length];
        let mut file = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(start))?;
        file.read_exact(&mut bytes)?;
        Ok(bytes)
    }
}

/// A document of an archive, in normal form.
#[derive(Debug)]
pub(super) struct Stored {
    pub(super) source: Source,
    pub(super) counts: Counts,
    lines: Lines,
    /// Where an index knows of its sentences.
    outlined: Option<Outlined>,
    /// Where the texts of its passages stand in its lines; nothing where they are not as they are
    /// read.
    texts: OnceLock<Option<Box<[Range<u32>]>>>,
    read: OnceLock<Box<Extraction>>,
}

/// The outlines of the documents of an index, and where the one of a document begins there.
#[derive(Clone, Debug)]
pub(super) struct Outlined {
    pub(super) outlines: Arc<store::Outlined>,
    pub(super) sentences: usize,
    pub(super) names: usize,
}

impl Stored {
    /// A document that was read.
    pub(super) fn new(extraction: Extraction) -> Arc<Self> {
        Arc::new(Self {
            source: extraction.source.clone(),
            counts: Counts::of(&extraction),
            lines: Lines::Unwritten,
            outlined: None,
            texts: OnceLock::new(),
            read: Box::new(extraction).into(),
        })
    }

    /// The document whose lines stand in this part of a saved graph, which our own writer wrote.
    pub(super) fn of_lines(
        source: Source,
        counts: Counts,
        piece: Piece,
        outlined: Outlined,
    ) -> Arc<Self> {
        let (lines, texts, read) = (Lines::In(piece), OnceLock::new(), OnceLock::new());
        Arc::new(Self { source, counts, lines, outlined: Some(outlined), texts, read })
    }

    /// The document that was read and then written to a row of a file.
    pub(super) fn of_row(
        read: &Extraction,
        rows: &Arc<Rows>,
        start: u64,
        length: usize,
    ) -> Arc<Self> {
        Arc::new(Self {
            source: read.source.clone(),
            counts: Counts::of(read),
            lines: Lines::Row(Arc::clone(rows), start, length),
            outlined: None,
            texts: OnceLock::new(),
            read: OnceLock::new(),
        })
    }

    /// The part of a saved graph that its lines are, and the text in which they stand already.
    pub(super) fn piece(&self) -> Option<(&Piece, store::Part)> {
        let Lines::In(piece) = &self.lines else { return None };
        Some((piece, store::Part { length: piece.range.len() as u64, sum: piece.sum }))
    }

    /// Tells the ids of its entities, without reading the rest of its lines.
    pub(super) fn each_id(&self, tell: &mut dyn FnMut(&str)) {
        if self.read.get().is_none()
            && let Lines::In(Piece { text, range, .. }) = &self.lines
            && let Ok(start) = text.bytes(range.start..range.end.min(range.start + WITH_IDS))
            && store::each_id(&start, tell).is_some()
        {
            return;
        }
        self.entities.iter().for_each(|entity| tell(entity.id.as_str()));
    }

    /// Adds its lines in a saved graph.
    pub(super) fn append_lines(&self, out: &mut store::Page) -> io::Result<()> {
        match &self.lines {
            Lines::Unwritten => store::append_block(out, self),
            _ => out.push(&self.lines()?),
        }
        Ok(())
    }

    /// Its lines in a saved graph.
    pub(super) fn lines(&self) -> io::Result<Cow<'_, [u8]>> {
        match &self.lines {
            Lines::Unwritten => Ok(store::block(self).into()),
            Lines::In(piece) => piece.text.bytes(piece.range.clone()),
            Lines::Row(rows, start, length) => {
                let lines = store::lines_of_row(&rows.at(*start, *length)?);
                Ok(lines.ok_or(io::ErrorKind::InvalidData)?.into_bytes().into())
            }
        }
    }
}

impl Stored {
    /// Whether it was read already.
    pub(super) fn is_read(&self) -> bool {
        self.read.get().is_some()
    }

    /// Adds its sentences to those of others.
    pub(super) fn add_outline(&self, all: &mut Outlines) {
        let known = self.outlined.as_ref().and_then(|own| Some((own, own.outlines.read()?)));
        match known {
            Some((own, outlines)) => {
                let (sentences, names) = (self.counts.passages, self.counts.mentions);
                let sentences = (own.sentences, sentences as usize);
                all.copy(outlines, sentences, (own.names, names as usize));
            }
            None => all.add(self),
        }
    }

    /// The text of one of its passages, without reading all of it where that can be.
    pub(super) fn text(&self, passage: usize) -> Option<&str> {
        if self.read.get().is_none()
            && let Lines::In(piece) = &self.lines
            && let Some(lines) = piece.held()
        {
            let texts = self.texts.get_or_init(|| texts(lines, self.counts.passages));
            let place = texts.as_ref().and_then(|texts| texts.get(passage));
            let bytes = place.and_then(|at| lines.get(at.start as usize..at.end as usize));
            if let Some(text) = bytes.and_then(|bytes| str::from_utf8(bytes).ok()) {
                return Some(text);
            }
        }
        self.passages.get(passage).map(|passage| passage.text.as_str())
    }
}

/// Where the texts of so many passages stand in the lines of a document, if all stand there as they
/// are read: `Passage(0,12,"…",false,[…]),`.
fn texts(lines: &[u8], passages: u32) -> Option<Box<[Range<u32>]>> {
    let mut texts = Vec::with_capacity(passages as usize);
    let mut start = 0;
    for line in lines.split_inclusive(|&byte| byte == b'\n') {
        if line.starts_with(b"Passage(") {
            let from = line.iter().position(|&byte| byte == b'"')? + 1;
            let text = line.get(from..)?;
            let to = from + text.iter().position(|&byte| byte == b'"')?;
            (!line.get(from..to)?.contains(&b'\\')).then_some(())?;
            texts.push((start + from) as u32..(start + to) as u32);
        }
        start += line.len();
    }
    (texts.len() == passages as usize).then(|| texts.into_boxed_slice())
}

impl Deref for Stored {
    type Target = Extraction;

    fn deref(&self) -> &Extraction {
        self.read.get_or_init(|| {
            let lines = self.lines().unwrap_or_default();
            let read = store::extraction(str::from_utf8(&lines).unwrap_or_default());
            Box::new(read.expect("lines are kept only when they are as our writer left them"))
        })
    }
}

impl PartialEq for Stored {
    fn eq(&self, other: &Self) -> bool {
        self.source == other.source && **self == **other
    }
}

impl Eq for Stored {}
