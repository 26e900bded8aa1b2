//! Documents in, extractions out: every text stage composed.

mod assemble;
mod gold;
mod json;
mod line;
mod reading;
mod record;
mod score;
#[cfg(test)]
mod tests;

pub use assemble::digest;
pub use gold::{Gold, GoldError, Mark, Tie, gold};
pub use line::{error_line, line, summary_line};
pub use reading::{Far, Reading, Step, read_all, read_each};
pub use record::{Extraction, Found, Measured, Passage, Source, Stated};
pub use score::{Rates, Score, Table};

use crate::corpus::Document;
use crate::knowledge::Knowledge;
use crate::mention::tagger::Tagger;
use crate::mention::{self, Mention};
use crate::text::{self, Sentence};
use crate::{entity, fact};
use rayon::prelude::*;

/// Everything that one document says. Total: any text gives facts or none.
pub fn extract(document: &Document, knowledge: &Knowledge) -> Extraction {
    extract_with(document, knowledge, Some(Tagger::shipped()))
}

/// The same with another tagger, or with none.
pub fn extract_with(
    document: &Document,
    knowledge: &Knowledge,
    tagger: Option<&Tagger>,
) -> Extraction {
    read(document, knowledge, |sentences| mention::mentions(sentences, knowledge, tagger))
}

/// What one document says when a tagger alone looks for its names.
pub fn extract_tagged(document: &Document, knowledge: &Knowledge, tagger: &Tagger) -> Extraction {
    read(document, knowledge, |sentences| tagger.mentions(sentences))
}

fn read(
    document: &Document,
    knowledge: &Knowledge,
    mentions: impl FnOnce(&[Sentence]) -> Vec<Mention>,
) -> Extraction {
    let sentences = text::sentences(document);
    let mentions = mentions(&sentences);
    let entities = entity::entities(&sentences, &mentions, knowledge);
    let facts = fact::facts(document, &sentences, &mentions, knowledge);
    assemble::extraction(document, &sentences, &mentions, entities, facts)
}

/// Everything that many documents say, on every thread there is, in the order given.
pub fn extract_all(documents: &[Document], knowledge: &Knowledge) -> Vec<Extraction> {
    documents.par_iter().map(|document| extract(document, knowledge)).collect()
}
