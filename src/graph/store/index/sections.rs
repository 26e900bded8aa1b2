//! Columns in, the sections of an index out, each of which is read by itself.
//!
//! An index begins with its version and ends with where each section ends. Each section ends with
//! its sum. What is asked for seldom stands in a section of its own, which is not read before.

use super::columns::Columns;
use super::sum::sum;
use crate::graph::stored::Rows;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

/// Version of the index and of how it follows from the documents.
const MAGIC: &[u8] = b"tupu index 4\n";

/// What stands in a section.
#[derive(Clone, Copy, Debug)]
pub(super) enum Section {
    /// The parts of the file and all that is asked of the graph.
    Asked,
    /// What is needed only to change the graph.
    Rest,
    /// The outlines of the documents.
    Outlines,
}

/// Sections in an index.
const COUNT: usize = 3;

/// An index being read.
#[derive(Clone, Debug)]
pub(super) struct Sections {
    file: Arc<Rows>,
    places: [Range<u64>; COUNT],
}

impl Sections {
    /// The sections of the index at this path; nothing when there is none of this version.
    pub(super) fn open(path: &Path) -> Option<Self> {
        let mut file = File::open(path).ok()?;
        let mut magic = [0; MAGIC.len()];
        file.read_exact(&mut magic).ok()?;
        let end = file.seek(SeekFrom::End(-8 * COUNT as i64)).ok()?;
        let mut ends = [[0; 8]; COUNT];
        file.read_exact(ends.as_flattened_mut()).ok()?;
        let mut start = MAGIC.len() as u64;
        let places = ends.map(|bytes| {
            let from = start;
            start = u64::from_le_bytes(bytes);
            from..start
        });
        let is_whole = magic == MAGIC
            && places.is_sorted_by_key(|place| place.end)
            && places[0].start <= places[0].end
            && start == end;
        is_whole.then(|| Self { file: Rows::new(file), places })
    }

    /// The columns of a section.
    pub(super) fn read(&self, section: Section) -> io::Result<Vec<u8>> {
        let mut bytes = self.whole(section)?;
        let length = bytes.len().saturating_sub(8);
        let own = sum(&bytes[..length]).to_le_bytes();
        if bytes.get(length..) != Some(&own) {
            return Err(io::ErrorKind::InvalidData.into());
        }
        bytes.truncate(length);
        Ok(bytes)
    }

    /// A section as it stands there.
    pub(super) fn whole(&self, section: Section) -> io::Result<Vec<u8>> {
        let place = &self.places[section as usize];
        self.file.at(place.start, (place.end - place.start) as usize)
    }
}

/// An index being written.
pub(super) struct Writer<'w> {
    out: Counting<'w>,
    ends: Vec<u64>,
}

impl<'w> Writer<'w> {
    pub(super) fn new(out: &'w mut dyn Write) -> io::Result<Self> {
        let mut out = Counting { out, written: 0 };
        out.write_all(MAGIC)?;
        Ok(Self { out, ends: Vec::new() })
    }

    /// Writes the next section.
    pub(super) fn columns(&mut self, fill: impl FnOnce(&mut Columns<'_>)) -> io::Result<()> {
        let mut columns = Columns::new(&mut self.out);
        fill(&mut columns);
        columns.finish()?;
        self.ends.push(self.out.written);
        Ok(())
    }

    /// The next section is this one, as it stood in another index.
    pub(super) fn copy(&mut self, section: &[u8]) -> io::Result<()> {
        self.out.write_all(section)?;
        self.ends.push(self.out.written);
        Ok(())
    }

    /// Says where the sections end.
    pub(super) fn finish(mut self) -> io::Result<()> {
        let ends: Vec<[u8; 8]> = self.ends.iter().map(|end| end.to_le_bytes()).collect();
        self.out.write_all(ends.as_flattened())
    }
}

/// Counts what is written.
struct Counting<'w> {
    out: &'w mut dyn Write,
    written: u64,
}

impl Write for Counting<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.written += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
