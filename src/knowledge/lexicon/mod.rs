//! Tables under `lexicon/` in, names and what they may mean out.

mod area;
mod index;
mod table;

pub use area::Area;
use index::Index;
pub use index::{Found, Meaning};

use super::cell::cells;
use super::{Error, Files, Kind, Part};
use rustc_hash::FxHashMap;
use std::collections::hash_map::Entry as MapEntry;

/// A thing that is known by name before any document is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Canonical name, the only one of its kind (`北京市朝阳区`, as there are two 朝阳区).
    pub name: &'static str,
    /// What it is.
    pub kind: Kind,
    /// What it is more closely: `county`, `university`, `listed`, … as the README lists them.
    pub class: &'static str,
    /// Canonical name of the place or body that it lies in or belongs to; empty if unknown.
    pub within: &'static str,
    /// Name in English, empty if unknown.
    pub english: &'static str,
    own: Option<Trust>,
    aliases: &'static str,
    same: &'static str,
    distinct: &'static str,
}

impl Entry {
    /// Its names: the canonical name, then the others, each with how far it can be trusted.
    pub fn forms(&self) -> impl Iterator<Item = (&'static str, Trust)> + use<> {
        let own = self.own.map(|trust| (self.name, trust));
        own.into_iter().chain(parts(self.aliases).map(Trust::split))
    }

    /// Adds what a later table says of the same thing; the earlier one is right where both speak.
    fn add(&mut self, more: &Self) {
        let join = |all: &mut &'static str, more: &'static str| {
            if all.is_empty() || more.is_empty() {
                *all = if all.is_empty() { more } else { all };
            } else {
                // Few things stand in two tables, and the lexicon lives as long as the process.
                *all = Box::leak(format!("{all}|{more}").into_boxed_str());
            }
        };
        join(&mut self.aliases, more.aliases);
        join(&mut self.same, more.same);
        join(&mut self.distinct, more.distinct);
        self.own = self.own.or(more.own);
        for (cell, more) in [
            (&mut self.class, more.class),
            (&mut self.within, more.within),
            (&mut self.english, more.english),
        ] {
            if cell.is_empty() {
                *cell = more;
            }
        }
    }

    /// Canonical names of the same kind that mean the same thing.
    pub fn same(&self) -> impl Iterator<Item = &'static str> + use<> {
        parts(self.same)
    }

    /// Canonical names that are easily taken for this one and are not.
    pub fn distinct(&self) -> impl Iterator<Item = &'static str> + use<> {
        parts(self.distinct)
    }
}

fn parts(list: &'static str) -> impl Iterator<Item = &'static str> {
    cells(list, b'|').filter(|part| !part.is_empty())
}

/// How far a form of a name stands for the thing wherever it is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Trust {
    /// It is this name and nothing else.
    Sure,
    /// It is also an ordinary word or part of other names: the text must decide.
    Doubtful,
    /// One letter that stands for a place (苏): only in pairs, lists and fixed frames.
    Letter,
}

impl Trust {
    fn split(form: &'static str) -> (&'static str, Self) {
        if let Some(form) = form.strip_prefix('?') {
            (form, Self::Doubtful)
        } else if let Some(form) = form.strip_prefix('~') {
            (form, Self::Letter)
        } else {
            (form, Self::Sure)
        }
    }
}

/// One thing that a form may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sense {
    /// Row of the lexicon.
    pub row: u32,
    /// How far the form stands for it.
    pub trust: Trust,
}

/// Every known name. A thing may stand in several tables, by the same kind and canonical name.
///
/// Invariants: canonical names are unique within a kind; the senses of a form are sorted by row.
#[derive(Debug)]
pub struct Lexicon {
    rows: Vec<Entry>,
    canonical: FxHashMap<(Kind, &'static str), u32>,
    index: Index,
}

impl Lexicon {
    /// All rows, in the order of their files.
    pub fn rows(&self) -> &[Entry] {
        &self.rows
    }

    /// The row with this number.
    pub fn row(&self, row: u32) -> &Entry {
        &self.rows[row as usize]
    }

    /// Every known name in these characters, overlapping ones too, by end and then longest first.
    pub fn find(&self, chars: &[char]) -> Vec<Found<'_>> {
        let mut found = Vec::new();
        self.each(chars, |name| found.push(name));
        found
    }

    /// Tells of each of them, in the same order.
    pub fn each<'a>(&'a self, chars: &[char], tell: impl FnMut(Found<'a>)) {
        self.index.each(chars, tell);
    }

    /// What this form may mean; empty when it is not known.
    pub fn senses(&self, form: &str) -> &[Sense] {
        self.index.senses(form)
    }

    /// The row with this canonical name.
    pub fn canonical(&self, kind: Kind, name: &str) -> Option<u32> {
        let map: &FxHashMap<(Kind, &str), u32> = &self.canonical;
        map.get(&(kind, name)).copied()
    }

    /// The places or bodies that a row lies in or belongs to, nearest first.
    pub fn within(&self, row: u32) -> Vec<u32> {
        let mut chain = Vec::new();
        let mut at = row;
        while let Some(parent) = self.parent(at) {
            if parent == row || chain.contains(&parent) {
                break;
            }
            chain.push(parent);
            at = parent;
        }
        chain
    }

    /// The place or body that a row lies in or belongs to.
    pub fn parent(&self, row: u32) -> Option<u32> {
        let entry = self.row(row);
        if entry.within.is_empty() {
            return None;
        }
        let of = |kind| self.canonical(kind, entry.within);
        if entry.kind == Kind::PLACE {
            of(Kind::PLACE)
        } else {
            of(entry.kind).or_else(|| of(Kind::PLACE)).filter(|&parent| parent != row)
        }
    }
}

impl Part for Lexicon {
    fn read(files: &Files) -> Result<Self, Error> {
        let mut rows: Vec<Entry> = Vec::new();
        let mut canonical = FxHashMap::default();
        for (file, text) in files.below("lexicon", "tsv") {
            let entries = table::rows(file, text)?;
            rows.reserve(entries.len());
            canonical.reserve(entries.len());
            for entry in entries {
                match canonical.entry((entry.kind, entry.name)) {
                    MapEntry::Occupied(known) => rows[*known.get() as usize].add(&entry),
                    MapEntry::Vacant(free) => {
                        free.insert(rows.len() as u32);
                        rows.push(entry);
                    }
                }
            }
        }
        let index = Index::of(&rows);
        Ok(Self { rows, canonical, index })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::Knowledge;

    #[test]
    fn a_name_gives_every_row_it_may_mean_and_where_that_lies() {
        let lexicon = Knowledge::embedded().lexicon();
        let row = lexicon.canonical(Kind::PLACE, "溧阳市").unwrap();
        let chain: Vec<_> = lexicon.within(row).iter().map(|&r| lexicon.row(r).name).collect();
        assert_eq!(chain, ["常州市", "江苏省", "中国"]);
        assert!(lexicon.senses("朝阳区").len() >= 2);
        assert_eq!(lexicon.senses("没有这个名字"), []);
    }

    #[test]
    fn overlapping_names_are_all_found_at_their_characters() {
        let lexicon = Knowledge::embedded().lexicon();
        let chars: Vec<char> = "在江苏省常州市溧阳市".chars().collect();
        let found = lexicon.find(&chars);
        let names: Vec<String> = found.iter().map(|f| chars[f.span()].iter().collect()).collect();
        for name in ["江苏", "江苏省", "常州", "常州市", "溧阳", "溧阳市"] {
            assert!(names.iter().any(|n| n == name), "{name} in {names:?}");
        }
    }
}
