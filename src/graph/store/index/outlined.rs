//! Documents in, the section of an index that holds their outlines out, and back.

use super::columns::{Columns, Cursor};
use super::sections::{Section, Sections};
use crate::graph::outline::Outlines;
use crate::graph::stored::{self, Counts, Stored};
use std::sync::{Arc, OnceLock};

/// The outlines of all documents of an index, which are read when they are first asked for.
#[derive(Debug)]
pub(in crate::graph) struct Outlined {
    sections: Sections,
    /// Sentences and names of all documents.
    counts: (usize, usize),
    read: OnceLock<Option<Outlines>>,
}

impl Outlined {
    /// The outlines; nothing where the section is damaged.
    pub(in crate::graph) fn read(&self) -> Option<&Outlines> {
        let read = || {
            let bytes = self.sections.read(Section::Outlines).ok()?;
            let mut columns = Cursor::new(&bytes);
            let mut next = || columns.numbers().map(Iterator::collect);
            let (starts, marks, names, offsets) = (next()?, next()?, next()?, next()?);
            let outlines = Outlines { starts, marks, names, offsets };
            outlines.fits(self.counts.0, self.counts.1).then_some(outlines)
        };
        self.read.get_or_init(read).as_ref()
    }
}

/// For each document of these counts where its outline stands.
pub(super) fn of_each(sections: &Sections, counts: &[Counts]) -> Vec<stored::Outlined> {
    let sum = |of: fn(&Counts) -> u32| counts.iter().map(|count| of(count) as usize).sum();
    let outlines = Arc::new(Outlined {
        sections: sections.clone(),
        counts: (sum(|count| count.passages), sum(|count| count.mentions)),
        read: OnceLock::new(),
    });
    let (mut sentences, mut names) = (0, 0);
    let each = counts.iter().map(|count| {
        let own = stored::Outlined { outlines: Arc::clone(&outlines), sentences, names };
        sentences += count.passages as usize;
        names += count.mentions as usize;
        own
    });
    each.collect()
}

/// Writes the outlines of documents.
pub(super) fn write(documents: &[Arc<Stored>], columns: &mut Columns<'_>) {
    let mut all = Outlines::default();
    documents.iter().for_each(|document| document.add_outline(&mut all));
    for column in [all.starts, all.marks, all.names, all.offsets] {
        columns.numbers(column.into_iter());
    }
}
