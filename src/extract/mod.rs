//! Documents in, extractions out: every text stage composed.

mod assemble;
mod gold;
mod group;
mod json;
mod line;
mod reading;
mod record;
mod score;
#[cfg(test)]
mod tests;

pub use assemble::digest;
pub use gold::{Gold, GoldError, Mark, Tie, gold};
pub use group::groups;
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
    let sentences = text::sentences(document);
    let mentions = mention::mentions(&sentences, knowledge, tagger);
    understood(document, &sentences, &mentions, knowledge)
}

/// What one document says when a tagger alone looks for its names.
pub fn extract_tagged(document: &Document, knowledge: &Knowledge, tagger: &Tagger) -> Extraction {
    let sentences = text::sentences(document);
    let mentions = tagger.mentions(&sentences);
    understood(document, &sentences, &mentions, knowledge)
}

/// What the names of a document say.
fn understood(
    document: &Document,
    sentences: &[Sentence],
    mentions: &[Mention],
    knowledge: &Knowledge,
) -> Extraction {
    let entities = entity::entities(sentences, mentions, knowledge);
    let facts = fact::facts(document, sentences, mentions, knowledge);
    assemble::extraction(document, sentences, mentions, entities, facts)
}

/// Everything that each of some documents says, in the order given. Each step is taken for all of
/// them before the next one, so that it finds its tables and its code still warm.
pub fn extract_together(
    documents: &[Document],
    knowledge: &Knowledge,
    tagger: Option<&Tagger>,
) -> Vec<Extraction> {
    let sentences: Vec<Vec<Sentence>> = documents.iter().map(text::sentences).collect();
    let mentions = mention::mentions_of(&sentences, knowledge, tagger);
    let named = || sentences.iter().zip(&mentions);
    let entities: Vec<_> =
        named().map(|(sentences, own)| entity::entities(sentences, own, knowledge)).collect();
    let facts: Vec<_> = named()
        .zip(documents)
        .map(|((sentences, own), document)| fact::facts(document, sentences, own, knowledge))
        .collect();
    let found = named().zip(documents).zip(entities.into_iter().zip(facts));
    found
        .map(|(((sentences, mentions), document), (entities, facts))| {
            assemble::extraction(document, sentences, mentions, entities, facts)
        })
        .collect()
}

/// Everything that many documents say, on every thread there is, in the order given.
pub fn extract_all(documents: &[Document], knowledge: &Knowledge) -> Vec<Extraction> {
    let tagger = Some(Tagger::shipped());
    let groups = groups(documents).into_par_iter();
    groups.flat_map_iter(|group| extract_together(group, knowledge, tagger)).collect()
}
