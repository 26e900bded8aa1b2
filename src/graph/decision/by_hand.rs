//! Entities and links that a person adds in, a document that says so out.
//!
//! So what is added by hand has its evidence like everything else: a sentence, who wrote it and why.

use super::{Act, Decision, Named};
use crate::entity::Entity;
use crate::extract::{Extraction, Found, Passage, Source, Stated, digest};
use crate::fact::Modality;
use crate::text::Span;
use std::collections::{BTreeMap, BTreeSet};

/// What stands before the name of the person in the id of the document.
pub(in crate::graph) const BY_HAND: &str = "by hand";

/// A decision to add something, with what its entities go by.
pub(super) struct Addition<'d> {
    pub(super) decision: &'d Decision,
    /// The entity, or the two ends of the link.
    pub(super) names: Vec<Named>,
}

/// A document for each person who added something.
pub(super) fn documents(additions: &[Addition<'_>]) -> Vec<Extraction> {
    let mut by_person: BTreeMap<&str, Vec<&Addition<'_>>> = BTreeMap::new();
    for addition in additions {
        by_person.entry(&addition.decision.who).or_default().push(addition);
    }
    by_person.into_iter().map(|(who, additions)| document(who, &additions)).collect()
}

fn document(who: &str, additions: &[&Addition<'_>]) -> Extraction {
    let id = if who.is_empty() { BY_HAND.to_owned() } else { format!("{BY_HAND}: {who}") };
    let names: BTreeSet<&Named> = additions.iter().flat_map(|a| &a.names).collect();
    let entities = names.iter().map(|named| Entity {
        id: named.id(),
        kind: named.kind,
        name: named.name.clone(),
        aliases: Vec::new(),
    });
    let mut entities: Vec<Entity> = entities.collect();
    entities.sort_by(|a, b| a.id.cmp(&b.id));
    let source = Source { id, title: None, date: None, digest: String::new(), characters: 0 };
    let mut document = Extraction {
        source,
        entities,
        passages: Vec::new(),
        mentions: Vec::new(),
        facts: Vec::new(),
        figures: Vec::new(),
    };
    let mut text = String::new();
    for addition in additions {
        add(&mut document, addition, &mut text);
    }
    document.source.characters = text.chars().count() as u32;
    document.source.digest = digest(&text);
    document
}

/// Adds a sentence: `甲公司 located_in 溧阳市: as the register says`.
fn add(document: &mut Extraction, addition: &Addition<'_>, text: &mut String) {
    let start = text.chars().count() as u32;
    let length = |text: &str| text.chars().count() as u32;
    let span = |from: u32, part: &str| Span { start: from, end: from + length(part) };
    let mut sentence = String::new();
    let mut spans = Vec::new();
    let mut trigger = None;
    for named in &addition.names {
        if let (Act::Add(_, relation, _), false) = (&addition.decision.act, sentence.is_empty()) {
            sentence.push(' ');
            trigger = Some(span(start + length(&sentence), relation.name()));
            sentence.push_str(relation.name());
            sentence.push(' ');
        }
        spans.push(span(start + length(&sentence), &named.name));
        sentence.push_str(&named.name);
    }
    if !addition.decision.why.is_empty() {
        sentence.push_str(": ");
        sentence.push_str(&addition.decision.why);
    }
    let passage = document.passages.len() as u32;
    let first = document.mentions.len() as u32;
    for (named, span) in addition.names.iter().zip(spans) {
        let id = named.id();
        let entity = document.entities.partition_point(|entity| entity.id < id) as u32;
        document.mentions.push(Found { passage, span, kind: named.kind, entity });
    }
    if let Act::Add(_, relation, _) = addition.decision.act {
        document.facts.push(Stated {
            head: first,
            relation,
            tail: first + 1,
            passage,
            trigger,
            rule: "by_hand".to_owned(),
            modality: Modality::Stated,
            date: None,
            detail: None,
        });
    }
    document.passages.push(Passage {
        span: span(start, &sentence),
        text: sentence.clone(),
        reprint: false,
    });
    text.push_str(&sentence);
    text.push('\n');
}
