//! Mentions in, the different names among them out, each with what it stands for.

use super::canonical::{Meaning, meaning};
use crate::knowledge::{Kind, Knowledge};
use crate::mention::Mention;
use crate::text::{Sentence, written};
use rustc_hash::FxHashMap;

/// A form of a name, of one kind.
#[derive(Debug)]
pub(super) struct Name {
    pub(super) kind: Kind,
    pub(super) form: String,
    pub(super) meaning: Meaning,
    /// How many mentions have it.
    pub(super) count: u32,
}

/// The names of a document.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// Each name once, in the order of their first mentions.
    pub(super) all: Vec<Name>,
    /// For each mention its name.
    pub(super) of: Vec<u32>,
}

impl Names {
    pub(super) fn of(sentences: &[Sentence], mentions: &[Mention], knowledge: &Knowledge) -> Self {
        let mut names = Self::default();
        names.of.reserve(mentions.len());
        let mut index: FxHashMap<(Kind, &[char]), u32> = FxHashMap::default();
        index.reserve(mentions.len());
        for mention in mentions {
            let chars = &sentences[mention.sentence as usize].chars[mention.span.range()];
            let number = *index.entry((mention.kind, chars)).or_insert_with(|| {
                let form = written(chars);
                let meaning = meaning(mention.kind, &form, knowledge);
                names.all.push(Name { kind: mention.kind, form, meaning, count: 0 });
                names.all.len() as u32 - 1
            });
            names.all[number as usize].count += 1;
            names.of.push(number);
        }
        names
    }
}
