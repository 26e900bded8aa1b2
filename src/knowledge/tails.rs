//! Tables under `entity/` in, what the ends of names shrink to out.

use super::{Error, Files, Kind, Part};
use std::collections::BTreeMap;

/// Ends of names that mean the same: 发展和改革委员会 is 发改委, and a firm is the same without 公司.
///
/// A table has the columns kind, form, canonical. Where the third is empty the end may be left off.
#[derive(Debug, Default)]
pub struct Tails {
    kinds: BTreeMap<Kind, Vec<(&'static str, &'static str)>>,
}

impl Tails {
    /// The name without its longest known end, and what that end is written as in short.
    pub fn cut<'a>(&self, kind: Kind, name: &'a str) -> Option<(&'a str, &'static str)> {
        // The last byte tells most of them apart.
        let last = |text: &str| text.as_bytes().last().copied();
        let tails = self.kinds.get(&kind)?.iter().filter(|(form, _)| last(form) == last(name));
        tails.into_iter().find_map(|&(form, canonical)| {
            name.strip_suffix(form).filter(|stem| !stem.is_empty()).map(|stem| (stem, canonical))
        })
    }

    /// Whether this is such an end in its short form.
    pub fn is_canonical(&self, kind: Kind, tail: &str) -> bool {
        self.kinds.get(&kind).is_some_and(|tails| tails.iter().any(|&(_, short)| short == tail))
    }
}

impl Part for Tails {
    fn read(files: &Files) -> Result<Self, Error> {
        let mut tails = Self::default();
        for (file, text) in files.below("entity", "tsv") {
            for (line, row) in text.lines().enumerate().skip(1).filter(|(_, row)| !row.is_empty()) {
                let mut cells = row.split('\t');
                let (Some(kind), Some(form), Some(canonical), None) =
                    (cells.next(), cells.next(), cells.next(), cells.next())
                else {
                    return Err(Error::Table {
                        file: file.to_owned(),
                        line: line + 1,
                        message: "a row has three cells: kind, form, canonical".to_owned(),
                    });
                };
                tails.kinds.entry(Kind::named(kind)).or_default().push((form, canonical));
            }
        }
        for list in tails.kinds.values_mut() {
            list.sort_by_key(|&(form, _)| (std::cmp::Reverse(form.len()), form));
        }
        Ok(tails)
    }
}
