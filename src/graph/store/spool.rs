//! Documents one after the other in, the archive of all of them out, in memory that holds none.
//!
//! Each document is written to a row of a file as soon as it was read. What is kept of it is where
//! it stands, what it is and which entities it names: so a build needs no more memory for a
//! document however much that says, and one that was broken off goes on from the rows there are.

use super::error::Error;
use super::row::{self, Read};
use crate::entity::{Entity, EntityId, across};
use crate::extract::Extraction;
use crate::graph::archive::Archive;
use crate::graph::normal::normalise;
use crate::graph::stored::{Rows, Stored};
use crate::knowledge::Knowledge;
use rayon::prelude::*;
use std::collections::{BTreeSet, HashMap};
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// How much a graph holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Documents.
    pub documents: usize,
    /// Entities, with those that only the lexicon knows.
    pub entities: usize,
    /// Facts.
    pub facts: usize,
    /// Figures.
    pub figures: usize,
}

/// A row that was there before.
#[derive(Debug)]
struct Earlier {
    digest: String,
    start: u64,
    length: usize,
}

/// A file of documents that were read.
#[derive(Debug)]
pub struct Spool {
    path: PathBuf,
    /// Removes the file when the spool goes.
    passing: Option<tempfile::TempPath>,
    knowledge: String,
    out: BufWriter<File>,
    rows: Arc<Rows>,
    end: u64,
    earlier: HashMap<String, Earlier>,
    documents: Vec<Arc<Stored>>,
    /// What the documents name, without the names that stand in the ids.
    entities: HashMap<EntityId, Entity>,
}

impl Spool {
    /// The spool of the graph at `path`, which stands beside it: goes on with the file there, or
    /// begins it. Rows of documents that were read with the same knowledge are taken when they are
    /// asked for; what stands behind the last whole row goes.
    pub fn beside(path: &Path, knowledge: &str) -> Result<Self, Error> {
        if fs::metadata(path).is_ok_and(|there| !there.is_file() && !there.is_dir()) {
            return Self::passing(Path::new(""), knowledge);
        }
        let mut place = path.as_os_str().to_owned();
        place.push(".part");
        let path = PathBuf::from(place);
        let failed = |source| Error::Write { path: path.clone(), source };
        let open =
            || File::options().read(true).write(true).create(true).truncate(false).open(&path);
        let file = open().map_err(failed)?;
        let (earlier, end) = earlier(&file, knowledge).map_err(failed)?;
        let rows = Rows::new(open().map_err(failed)?);
        Self { end, earlier, ..Self::new(file, rows, path.clone(), knowledge) }.ready()
    }

    /// A spool for the graph at `path` of which nothing stays.
    pub fn passing(path: &Path, knowledge: &str) -> Result<Self, Error> {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder.map_or_else(|| PathBuf::from("."), Path::to_owned);
        let failed = |source| Error::Write { path: folder.join(".tupu-*.part"), source };
        let file = tempfile::Builder::new().prefix(".tupu-").suffix(".part").tempfile_in(&folder);
        let file = file.map_err(failed)?;
        let rows = Rows::new(file.reopen().map_err(failed)?);
        let (file, path) = file.into_parts();
        let spool = Self::new(file, rows, path.to_path_buf(), knowledge);
        Ok(Self { passing: Some(path), ..spool })
    }

    fn new(file: File, rows: Arc<Rows>, path: PathBuf, knowledge: &str) -> Self {
        Self {
            path,
            passing: None,
            knowledge: knowledge.to_owned(),
            out: BufWriter::with_capacity(1 << 20, file),
            rows,
            end: 0,
            earlier: HashMap::new(),
            documents: Vec::new(),
            entities: HashMap::new(),
        }
    }

    /// Cuts off what stands behind the last whole row.
    fn ready(mut self) -> Result<Self, Error> {
        let file = self.out.get_mut();
        let cut = file.set_len(self.end).and_then(|()| file.seek(SeekFrom::Start(self.end)));
        cut.map_err(|source| self.failed(source))?;
        Ok(self)
    }

    /// Removes the file: the graph is saved, or there is none.
    pub fn close(self) {
        if self.passing.is_none() {
            // What stays behind is asked for its digests and does no harm.
            let _left = fs::remove_file(&self.path);
        }
    }

    /// Fails when a document was read with other knowledge than the others.
    pub fn expects(&self, knowledge: &str, id: &str) -> Result<(), Error> {
        if knowledge == self.knowledge {
            return Ok(());
        }
        let (found, known) = (knowledge.to_owned(), self.knowledge.clone());
        Err(Error::OtherKnowledge { id: id.to_owned(), found, known })
    }

    /// Whether this document was read before from the text with this digest; if so it is taken.
    pub fn takes(&mut self, id: &str, digest: &str) -> bool {
        let Some(there) = self.earlier.remove(id).filter(|there| there.digest == digest) else {
            return false;
        };
        let row = self.rows.at(there.start, there.length).ok();
        let read = row.and_then(|row| row::read_row(&String::from_utf8_lossy(&row), 1).ok());
        let Some(Read::Document { extraction, .. }) = read else { return false };
        self.keep(&extraction, there.start, there.length);
        true
    }

    /// Adds documents.
    pub fn add(&mut self, read: Vec<Extraction>) -> Result<(), Error> {
        let rows = read.into_par_iter().map(|mut extraction| {
            normalise(&mut extraction);
            let row = row::row(&extraction, &self.knowledge);
            (extraction, row)
        });
        let rows: Vec<(Extraction, String)> = rows.collect();
        for (extraction, row) in rows {
            let written =
                self.out.write_all(row.as_bytes()).and_then(|()| self.out.write_all(b"\n"));
            written.map_err(|source| self.failed(source))?;
            self.keep(&extraction, self.end, row.len());
            self.end += row.len() as u64 + 1;
        }
        self.out.flush().map_err(|source| self.failed(source))
    }

    fn failed(&self, source: io::Error) -> Error {
        Error::Write { path: self.path.clone(), source }
    }

    fn keep(&mut self, extraction: &Extraction, start: u64, length: usize) {
        self.documents.push(Stored::of_row(extraction, &self.rows, start, length));
        for entity in &extraction.entities {
            let there = self.entities.entry(entity.id.clone()).or_insert_with(|| Entity {
                id: entity.id.clone(),
                kind: entity.kind,
                name: String::new(),
                aliases: Vec::new(),
            });
            for alias in &entity.aliases {
                if !there.aliases.contains(alias) {
                    there.aliases.push(alias.clone());
                }
            }
        }
    }

    /// Whether no document was taken or added.
    pub fn is_empty(&self) -> bool {
        self.documents.is_empty()
    }

    /// The archive of all documents, which reads them from the file, with how much it holds and the
    /// ids of documents that were given twice with different content.
    pub fn archive(&mut self, knowledge: &Knowledge) -> (Archive, Totals, Vec<String>) {
        let mut archive = Archive::default();
        let clashes = archive.insert_all(std::mem::take(&mut self.documents));
        archive.learn_all(self.entities.values(), knowledge);
        let sum = |count: &dyn Fn(&Stored) -> u32| {
            archive.documents.iter().map(|document| count(document) as usize).sum()
        };
        let totals = Totals {
            documents: archive.documents.len(),
            facts: sum(&|document| document.counts.facts),
            figures: sum(&|document| document.counts.figures),
            entities: self.count(&archive),
        };
        (archive, totals, clashes)
    }

    /// How many entities there are when those that mean the same count once.
    fn count(&self, archive: &Archive) -> usize {
        let all = || self.entities.values();
        let aliases: BTreeSet<&str> =
            all().flat_map(|entity| &entity.aliases).map(String::as_str).collect();
        let may_be_joined =
            |entity: &&Entity| !entity.aliases.is_empty() || aliases.contains(entity.id.name());
        let same = across(all().filter(may_be_joined));
        let known = archive.known.keys().filter(|id| !self.entities.contains_key(*id));
        all().filter(|entity| !same.contains_key(&entity.id)).count() + known.count()
    }
}

/// The rows of a file that were read with this knowledge, and where the last whole one ends.
fn earlier(file: &File, knowledge: &str) -> io::Result<(HashMap<String, Earlier>, u64)> {
    let mut rows = HashMap::new();
    let (mut start, mut line) = (0, Vec::new());
    let mut input = BufReader::with_capacity(1 << 20, file);
    loop {
        line.clear();
        let length = input.read_until(b'\n', &mut line)? as u64;
        if line.pop() != Some(b'\n') {
            return Ok((rows, start));
        }
        if let Some((id, digest)) = row::source_of_row(&line, knowledge) {
            rows.insert(id, Earlier { digest, start, length: line.len() });
        }
        start += length;
    }
}
