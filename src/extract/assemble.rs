//! What the stages found in one document in, its record with places in the document out.

use super::record::{Extraction, Found, Measured, Passage, Source, Stated};
use crate::corpus::Document;
use crate::entity::Entities;
use crate::fact::{Fact, Facts, Figure};
use crate::mention::Mention;
use crate::text::{Sentence, Span};
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// The record of a document.
pub(super) fn extraction(
    document: &Document,
    sentences: &[Sentence],
    mentions: &[Mention],
    entities: Entities,
    facts: Facts,
) -> Extraction {
    let passages = Passages::of(sentences, mentions, &facts);
    let source = |sentence: u32, span: Span| sentences[sentence as usize].source(span);
    let (texts, characters) = slices(&document.text, &passages.spans(sentences));
    Extraction {
        source: Source {
            id: document.id.clone(),
            title: document.title.clone(),
            date: document.date,
            digest: digest(&document.text),
            characters,
        },
        passages: passages.records(sentences, texts),
        mentions: mentions
            .iter()
            .zip(&entities.of)
            .map(|(mention, &entity)| Found {
                passage: passages.number(mention.sentence),
                span: source(mention.sentence, mention.span),
                kind: mention.kind,
                entity,
            })
            .collect(),
        facts: facts.facts.iter().map(|fact| stated(fact, &passages, sentences)).collect(),
        figures: facts
            .figures
            .into_iter()
            .map(|figure| measured(figure, &passages, sentences))
            .collect(),
        entities: entities.entities,
    }
}

/// Letters and digits of the shortest sentence without a name that says something.
const SAYS: usize = 6;

/// Which sentences are kept as passages, and under which number.
struct Passages {
    /// Number of the passage by sentence, `u32::MAX` for those that are not kept.
    numbers: Vec<u32>,
    /// Sentence by passage.
    sentences: Vec<u32>,
}

impl Passages {
    /// The sentences that hold a mention, a fact or a figure (of a subject carried over), and all
    /// others that say something for the first time: a question may be about them.
    fn of(sentences: &[Sentence], mentions: &[Mention], facts: &Facts) -> Self {
        let named = mentions.iter().map(|mention| mention.sentence);
        let stated = facts.facts.iter().map(|fact| fact.sentence);
        let measured = facts.figures.iter().map(|figure| figure.sentence);
        let says = |sentence: &&Sentence| {
            !sentence.reprint
                && sentence.chars.iter().filter(|c| c.is_alphanumeric()).nth(SAYS - 1).is_some()
        };
        let told = (0..).zip(sentences).filter(|(_, sentence)| says(sentence)).map(|(at, _)| at);
        let mut kept: Vec<u32> = named.chain(stated).chain(measured).chain(told).collect();
        kept.sort_unstable();
        kept.dedup();
        let mut passages = Self { numbers: vec![u32::MAX; sentences.len()], sentences: kept };
        for (number, &sentence) in passages.sentences.iter().enumerate() {
            passages.numbers[sentence as usize] = number as u32;
        }
        passages
    }

    fn number(&self, sentence: u32) -> u32 {
        self.numbers[sentence as usize]
    }

    fn spans(&self, sentences: &[Sentence]) -> Vec<Span> {
        self.sentences.iter().map(|&sentence| sentences[sentence as usize].span).collect()
    }

    fn records(&self, sentences: &[Sentence], texts: Vec<String>) -> Vec<Passage> {
        let kept = self.sentences.iter().map(|&sentence| &sentences[sentence as usize]);
        kept.zip(texts)
            .map(|(sentence, text)| Passage {
                span: sentence.span,
                text,
                reprint: sentence.reprint,
            })
            .collect()
    }
}

fn stated(fact: &Fact, passages: &Passages, sentences: &[Sentence]) -> Stated {
    let sentence = &sentences[fact.sentence as usize];
    Stated {
        head: fact.head,
        relation: fact.relation,
        tail: fact.tail,
        passage: passages.number(fact.sentence),
        trigger: fact.trigger.map(|span| sentence.source(span)),
        rule: fact.rule.to_owned(),
        modality: fact.modality,
        date: fact.date,
        detail: fact.detail.map(|span| sentence.chars[span.range()].iter().collect()),
    }
}

fn measured(figure: Figure, passages: &Passages, sentences: &[Sentence]) -> Measured {
    Measured {
        entity: figure.entity,
        passage: passages.number(figure.sentence),
        measure: figure.measure,
        value: figure.value,
        unit: figure.unit,
        normalised: figure.normalised,
        period: figure.period,
        scope: figure.scope,
        span: sentences[figure.sentence as usize].source(figure.span),
        modality: figure.modality,
    }
}

/// The text at each of the spans, which stand in order and apart, and how many characters the
/// whole text has.
fn slices(text: &str, spans: &[Span]) -> (Vec<String>, u32) {
    let mut rest = text.chars();
    let mut at = 0;
    let mut past = |to: u32| {
        let skipped = to.saturating_sub(at);
        if skipped > 0 {
            rest.nth(skipped as usize - 1);
        }
        at += skipped;
        rest.as_str()
    };
    let cut = |span: &Span| {
        let (from, behind) = (past(span.start), past(span.end));
        from.get(..from.len() - behind.len()).unwrap_or_default().to_owned()
    };
    (spans.iter().map(cut).collect(), text.chars().count() as u32)
}

/// SHA-256 of a text, in hexadecimal.
pub fn digest(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().fold(String::with_capacity(64), |mut digest, byte| {
        // Writing to a string cannot fail.
        let _ = write!(digest, "{byte:02x}");
        digest
    })
}
