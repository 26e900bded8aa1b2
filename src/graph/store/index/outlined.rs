//! Documents in, the section of an index that holds their outlines out, and back.

use super::columns::{ANY, Columns, Cursor};
use super::sections::{Section, Sections};
use crate::graph::outline::Outlines;
use crate::graph::stored::{self, Counts};
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
            let mut outlines = Outlines::with_room(columns.count()?, 0);
            columns.rows([ANY; 3], |sentence| {
                outlines.push(sentence);
                Some(())
            })?;
            outlines.offsets = columns.numbers()?.collect();
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

/// Writes the outlines of all documents.
pub(super) fn write(outlines: &Outlines, columns: &mut Columns<'_>) {
    columns.rows(outlines.starts.len(), outlines.sentences());
    columns.numbers(&outlines.offsets);
}
