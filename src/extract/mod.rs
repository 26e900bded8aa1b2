//! Documents in, extractions out: every text stage composed.

mod assemble;
mod gold;
mod line;
mod record;
mod score;
#[cfg(test)]
mod tests;

pub use assemble::digest;
pub use gold::{Gold, GoldError, Mark, Tie, gold};
pub use line::{error_line, line, summary_line};
pub use record::{Extraction, Found, Measured, Passage, Source, Stated};
pub use score::{Rates, Score, Table};

use crate::corpus::Document;
use crate::knowledge::Knowledge;
use crate::{entity, fact, mention, text};
use rayon::prelude::*;

/// Everything that one document says. Total: any text gives facts or none.
pub fn extract(document: &Document, knowledge: &Knowledge) -> Extraction {
    let sentences = text::sentences(document);
    let mentions = mention::mentions(&sentences, knowledge);
    let entities = entity::entities(&sentences, &mentions, knowledge);
    let facts = fact::facts(document, &sentences, &mentions, knowledge);
    assemble::extraction(document, &sentences, &mentions, entities, &facts)
}

/// The same for many documents on every thread there is, in the order given.
pub fn extract_all(documents: &[Document], knowledge: &Knowledge) -> Vec<Extraction> {
    documents.par_iter().map(|document| extract(document, knowledge)).collect()
}
