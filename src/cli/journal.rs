//! Documents as a build reads them in, a file beside the graph from which a build that was broken
//! off goes on out.

use crate::corpus::Document;
use crate::extract::{Extraction, digest};
use crate::graph::{self, RowRead};
use std::cell::RefCell;
use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Where a build notes what it reads.
pub(super) struct Journal {
    path: PathBuf,
    knowledge: String,
    out: Option<BufWriter<File>>,
}

/// What an earlier build has read.
pub(super) struct Earlier {
    /// By document id; those that are asked for are taken.
    read: RefCell<HashMap<String, Extraction>>,
    taken: RefCell<Vec<Extraction>>,
}

impl Journal {
    /// The journal of the graph at `output`, which is read with this knowledge.
    pub(super) fn of(output: &Path, knowledge: &str) -> Self {
        let mut path = output.as_os_str().to_owned();
        path.push(".part");
        Self { path: PathBuf::from(path), knowledge: knowledge.to_owned(), out: None }
    }

    /// What stands there of documents that were read with the same knowledge. A last line that was
    /// cut off is passed over.
    pub(super) fn earlier(&self) -> Earlier {
        let mut read = HashMap::new();
        let lines = File::open(&self.path).map(|file| BufReader::new(file).split(b'\n'));
        for line in lines.into_iter().flatten().map_while(Result::ok) {
            let line = String::from_utf8_lossy(&line);
            if let Ok(RowRead::Document { knowledge, extraction }) = graph::read_row(&line, 1)
                && knowledge == self.knowledge
            {
                read.insert(extraction.source.id.clone(), *extraction);
            }
        }
        Earlier { read: RefCell::new(read), taken: RefCell::default() }
    }

    /// Notes what was read. That a journal cannot be written stops no build: it could only not go
    /// on where it was.
    pub(super) fn note(&mut self, read: &[Extraction]) {
        if self.out.is_none() {
            let file = File::options().create(true).append(true).open(&self.path);
            self.out = file.ok().map(BufWriter::new);
        }
        let Some(out) = &mut self.out else { return };
        let rows = read.iter().map(|extraction| graph::row(extraction, &self.knowledge));
        let written = rows.into_iter().try_for_each(|row| {
            out.write_all(row.as_bytes())?;
            out.write_all(b"\n")
        });
        if written.and_then(|()| out.flush()).is_err() {
            self.out = None;
        }
    }

    /// Removes the file: the graph is saved.
    pub(super) fn close(self) {
        drop(self.out);
        // What stays behind is asked for its digests and does no harm.
        let _left = fs::remove_file(&self.path);
    }
}

impl Earlier {
    /// Whether the document was read before from the same text; if so it is taken from here.
    pub(super) fn takes(&self, document: &Document) -> bool {
        let mut read = self.read.borrow_mut();
        let same =
            read.get(&document.id).is_some_and(|read| read.source.digest == digest(&document.text));
        if same && let Some(read) = read.remove(&document.id) {
            self.taken.borrow_mut().push(read);
        }
        same
    }

    /// What was taken.
    pub(super) fn taken(&self) -> Vec<Extraction> {
        self.taken.take()
    }
}
