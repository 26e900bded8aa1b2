//! Word lists under `words/` in, sets of words by the name of their list out.

use super::{Error, Files, Part};
use std::collections::BTreeMap;

/// Lists of words, each with a weight (1 where the file gives none).
///
/// The list `surname` is the file `words/surname.tsv`: a header, then one word a line and, after
/// a tab, its weight.
#[derive(Debug, Default)]
pub struct Words {
    lists: BTreeMap<String, BTreeMap<&'static str, u32>>,
}

impl Words {
    /// The words of this list; empty when there is no such list.
    pub fn list(&self, name: &str) -> &BTreeMap<&'static str, u32> {
        static NONE: BTreeMap<&'static str, u32> = BTreeMap::new();
        self.lists.get(name).unwrap_or(&NONE)
    }

    /// The names of the lists, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.lists.keys().map(String::as_str)
    }
}

impl Part for Words {
    fn read(files: &Files) -> Result<Self, Error> {
        let mut words = Self::default();
        for (file, text) in files.below("words", "tsv") {
            let name = file.trim_start_matches("words/").trim_end_matches(".tsv");
            let mut list = BTreeMap::new();
            for (row, line) in text.lines().enumerate().skip(1).filter(|(_, line)| !line.is_empty())
            {
                let (word, weight) = line.split_once('\t').unwrap_or((line, "1"));
                let weight = weight.parse().map_err(|_| Error::Table {
                    file: file.to_owned(),
                    line: row + 1,
                    message: format!("weight {weight:?} is not a whole number"),
                })?;
                list.insert(word, weight);
            }
            words.lists.insert(name.to_owned(), list);
        }
        Ok(words)
    }
}
