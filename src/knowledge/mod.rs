//! RON and TSV files in, what the program knows of the language and the world out.
//!
//! Every part is read when it is first asked for. The embedded files are whole (a test reads all
//! of them), so only a user's folder can fail, and it fails when it is loaded.

mod bits;
mod cell;
mod error;
mod files;
mod forms;
mod grammar;
mod lexicon;
mod measures;
mod name;
mod plane;
mod question;
pub mod rules;
mod schema;
mod tails;
mod words;

pub use error::Error;
pub use files::{Files, Part, ron};
pub use grammar::{Class, Clue, Clues, Grammar, Known, Letter, Mark, Rule, Vocabulary};
pub use lexicon::{Area, Entry, Found, Lexicon, Meaning, Sense, Trust};
pub use measures::{Example, Measures};
pub use name::{Kind, Kinds, Relation};
pub use question::{
    Bilingual, Cues, EnglishUnit, LeftOutWords, Manner, PlaceWords, QuestionWords, RelationPhrases,
    Role, Sort, ThingWords,
};
pub use rules::Rules;
pub use schema::{KindEntry, RelationEntry, Schema};
pub use tails::Tails;
pub use words::Words;

use std::path::Path;
use std::sync::OnceLock;

/// All that is known before a document is read.
#[derive(Debug)]
pub struct Knowledge {
    files: Files,
    schema: OnceLock<Schema>,
    lexicon: OnceLock<Lexicon>,
    words: OnceLock<Words>,
    tails: OnceLock<Tails>,
    question: OnceLock<QuestionWords>,
    grammar: OnceLock<Grammar>,
    rules: OnceLock<Rules>,
    measures: OnceLock<Measures>,
}

impl Knowledge {
    /// What is built in, shared by the whole process.
    pub fn embedded() -> &'static Self {
        static EMBEDDED: OnceLock<Knowledge> = OnceLock::new();
        EMBEDDED.get_or_init(|| Self::of(Files::embedded()))
    }

    /// What is built in, with the files of `overlay` added and put in place of their namesakes.
    pub fn load(overlay: Option<&Path>) -> Result<Self, Error> {
        let Some(folder) = overlay else { return Ok(Self::of(Files::embedded())) };
        let knowledge = Self::of(Files::overlaid(folder)?);
        knowledge.check()?;
        Ok(knowledge)
    }

    fn of(files: Files) -> Self {
        Self {
            files,
            schema: OnceLock::new(),
            lexicon: OnceLock::new(),
            words: OnceLock::new(),
            tails: OnceLock::new(),
            question: OnceLock::new(),
            grammar: OnceLock::new(),
            rules: OnceLock::new(),
            measures: OnceLock::new(),
        }
    }

    /// Reads every part, so that none can fail later. A new part is added here.
    fn check(&self) -> Result<(), Error> {
        self.keep(&self.schema)?;
        self.keep(&self.lexicon)?;
        self.keep(&self.words)?;
        self.keep(&self.tails)?;
        self.keep(&self.question)?;
        self.keep(&self.grammar)?;
        self.keep(&self.rules)?;
        self.keep(&self.measures)?;
        self.check_kinds()
    }

    /// Every name in the lexicon is of a kind that the schema has.
    fn check_kinds(&self) -> Result<(), Error> {
        let kinds: Vec<Kind> = self.schema().kinds.iter().map(|kind| kind.id).collect();
        let Some(row) = self.lexicon().rows().iter().find(|row| !kinds.contains(&row.kind)) else {
            return Ok(());
        };
        let known: Vec<_> = kinds.into_iter().map(Kind::name).collect();
        Err(Error::Meaning {
            file: "lexicon".to_owned(),
            message: format!(
                "{} is of the unknown kind {}; known kinds: {}",
                row.name,
                row.kind,
                known.join(", ")
            ),
        })
    }

    fn keep<T: Part>(&self, cell: &OnceLock<T>) -> Result<(), Error> {
        if cell.get().is_none() {
            let _ = cell.set(T::read(&self.files)?);
        }
        Ok(())
    }

    fn part<'a, T: Part>(&self, cell: &'a OnceLock<T>) -> &'a T {
        cell.get_or_init(|| {
            T::read(&self.files).expect("overlays are checked at loading, the rest by a test")
        })
    }

    /// The files it is read from.
    pub fn files(&self) -> &Files {
        &self.files
    }

    /// Kinds and relations.
    pub fn schema(&self) -> &Schema {
        self.part(&self.schema)
    }

    /// Names and what they may mean.
    pub fn lexicon(&self) -> &Lexicon {
        self.part(&self.lexicon)
    }

    /// The words with which people ask.
    pub fn question(&self) -> &QuestionWords {
        self.part(&self.question)
    }

    /// Ends of names that mean the same.
    pub fn tails(&self) -> &Tails {
        self.part(&self.tails)
    }

    /// Lists of words that are no names themselves: surnames, titles, suffixes.
    pub fn words(&self) -> &Words {
        self.part(&self.words)
    }

    /// Words that begin, end and surround names.
    pub fn grammar(&self) -> &Grammar {
        self.part(&self.grammar)
    }

    /// Relation rules and the words they look for.
    pub fn rules(&self) -> &Rules {
        self.part(&self.rules)
    }

    /// Units and what numbers measure.
    pub fn measures(&self) -> &Measures {
        self.part(&self.measures)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_embedded_part_can_be_read() {
        Knowledge::of(Files::embedded()).check().unwrap();
    }

    #[test]
    fn a_folder_adds_kinds_and_names_and_a_mistake_in_it_says_where() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path();
        std::fs::create_dir_all(path.join("schema")).unwrap();
        std::fs::create_dir_all(path.join("lexicon")).unwrap();
        std::fs::write(
            path.join("schema/ships.ron"),
            "(kinds: [(id: \"Ship\", label: \"船舶\", english: \"ship\")])",
        )
        .unwrap();
        std::fs::write(path.join("lexicon/ships.tsv"), "name\tkind=Ship\tclass=ship\n雪龙2号\n")
            .unwrap();
        let knowledge = Knowledge::load(Some(path)).unwrap();
        assert!(knowledge.schema().kind("船舶").is_some());
        assert_eq!(knowledge.lexicon().senses("雪龙2号").len(), 1);

        std::fs::write(path.join("lexicon/ships.tsv"), "name\tkind=Sip\n雪龙2号\n").unwrap();
        let error = Knowledge::load(Some(path)).unwrap_err().to_string();
        assert!(error.contains("Sip") && error.contains("Ship"), "{error}");

        std::fs::write(
            path.join("schema/ships.ron"),
            "(\n  kinds: [(id: \"Ship\", lable: \"船舶\")])",
        )
        .unwrap();
        let error = Knowledge::load(Some(path)).unwrap_err().to_string();
        assert!(error.starts_with("schema/ships.ron:2:"), "{error}");
        assert!(error.contains("lable") && error.contains("label"), "{error}");
    }
}
