//! An extraction in, one line of JSON out.
//!
//! Offsets are code points into the text as given, end exclusive; `head` and `tail` index
//! `mentions`. What is not known is left out.

use super::record::{Extraction, Found, Measured, Stated};
use crate::fact::Modality;
use crate::text::Span;
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// How many places a summary names for each entity.
const PLACES: usize = 3;

#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    mentions: Vec<MentionRow<'a>>,
    relations: Vec<RelationRow<'a>>,
    figures: Vec<FigureRow<'a>>,
}

#[derive(Serialize)]
struct MentionRow<'a> {
    start: u32,
    end: u32,
    kind: &'static str,
    text: Cow<'a, str>,
    entity: &'a str,
}

#[derive(Serialize)]
struct RelationRow<'a> {
    head: u32,
    tail: u32,
    #[serde(rename = "type")]
    relation: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    trigger: Option<(u32, u32)>,
    modality: Modality,
    rule: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<&'a str>,
}

#[derive(Serialize)]
struct FigureRow<'a> {
    entity: u32,
    measure: &'a str,
    value: &'a str,
    unit: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    normalised: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    period: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    scope: Option<&'a str>,
    start: u32,
    end: u32,
    modality: Modality,
}

/// Everything that was found, without a line break.
pub fn line(extraction: &Extraction) -> String {
    let mut surfaces = Surfaces::of(extraction);
    json(&Line {
        id: &extraction.source.id,
        mentions: extraction
            .mentions
            .iter()
            .map(|found| mention(extraction, found, &mut surfaces))
            .collect(),
        relations: extraction.facts.iter().map(relation).collect(),
        figures: extraction.figures.iter().map(figure).collect(),
    })
}

fn mention<'a>(
    extraction: &'a Extraction,
    found: &Found,
    surfaces: &mut Surfaces<'a>,
) -> MentionRow<'a> {
    MentionRow {
        start: found.span.start,
        end: found.span.end,
        kind: found.kind.name(),
        text: surfaces.surface(found.passage, found.span),
        entity: extraction.entities[found.entity as usize].id.as_str(),
    }
}

fn relation(fact: &Stated) -> RelationRow<'_> {
    RelationRow {
        head: fact.head,
        tail: fact.tail,
        relation: fact.relation.name(),
        trigger: fact.trigger.map(|span| (span.start, span.end)),
        modality: fact.modality,
        rule: &fact.rule,
        date: fact.date.map(|date| date.to_string()),
        detail: fact.detail.as_deref(),
    }
}

fn figure(figure: &Measured) -> FigureRow<'_> {
    FigureRow {
        entity: figure.entity,
        measure: &figure.measure,
        value: &figure.value,
        unit: &figure.unit,
        normalised: figure.normalised.as_deref(),
        period: figure.period.map(|period| period.to_string()),
        scope: figure.scope.as_deref(),
        start: figure.span.start,
        end: figure.span.end,
        modality: figure.modality,
    }
}

/// The words of names as they stand in the text, read from left to right.
struct Surfaces<'a> {
    extraction: &'a Extraction,
    passage: u32,
    /// The rest of the passage, and where that begins in the document.
    rest: &'a str,
    at: u32,
}

impl<'a> Surfaces<'a> {
    fn of(extraction: &'a Extraction) -> Self {
        Self { extraction, passage: u32::MAX, rest: "", at: 0 }
    }

    /// The name without the line breaks inside it.
    fn surface(&mut self, passage: u32, span: Span) -> Cow<'a, str> {
        if passage != self.passage || span.start < self.at {
            let record = &self.extraction.passages[passage as usize];
            (self.passage, self.rest, self.at) = (passage, &record.text, record.span.start);
        }
        let from = past(self.rest, span.start - self.at);
        let name = from.get(..from.len() - past(from, span.end - span.start).len());
        (self.rest, self.at) = (from, span.start);
        let name = name.unwrap_or_default();
        if name.contains(['\n', '\r']) {
            return Cow::Owned(name.replace(['\n', '\r'], ""));
        }
        Cow::Borrowed(name)
    }
}

/// The text behind its first characters, so many of them.
fn past(text: &str, count: u32) -> &str {
    let mut rest = text.chars();
    if let Some(last) = count.checked_sub(1) {
        rest.nth(last as usize);
    }
    rest.as_str()
}

#[derive(Serialize)]
struct Summary<'a> {
    id: &'a str,
    entities: Vec<EntityRow<'a>>,
    links: Vec<LinkRow<'a>>,
}

#[derive(Serialize)]
struct EntityRow<'a> {
    entity: &'a str,
    kind: &'static str,
    name: &'a str,
    aliases: &'a [String],
    count: usize,
    places: Vec<(u32, u32)>,
}

#[derive(Serialize)]
struct LinkRow<'a> {
    head: &'a str,
    #[serde(rename = "type")]
    relation: &'static str,
    tail: &'a str,
    modality: Modality,
    count: usize,
}

/// The same summed for the document: each entity once with its first places, each link once.
pub fn summary_line(extraction: &Extraction) -> String {
    let mut places: Vec<Vec<(u32, u32)>> = vec![Vec::new(); extraction.entities.len()];
    for found in &extraction.mentions {
        places[found.entity as usize].push((found.span.start, found.span.end));
    }
    let id = |mention: u32| {
        let entity = extraction.mentions[mention as usize].entity;
        extraction.entities[entity as usize].id.as_str()
    };
    let mut links = BTreeMap::new();
    for fact in &extraction.facts {
        let link = (id(fact.head), fact.relation.name(), id(fact.tail), fact.modality);
        *links.entry(link).or_insert(0) += 1;
    }
    let entities = extraction.entities.iter().zip(places).map(|(entity, places)| EntityRow {
        entity: entity.id.as_str(),
        kind: entity.kind.name(),
        name: &entity.name,
        aliases: &entity.aliases,
        count: places.len(),
        places: places.into_iter().take(PLACES).collect(),
    });
    json(&Summary {
        id: &extraction.source.id,
        entities: entities.collect(),
        links: links
            .into_iter()
            .map(|((head, relation, tail, modality), count)| LinkRow {
                head,
                relation,
                tail,
                modality,
                count,
            })
            .collect(),
    })
}

/// The answer to a document that could not be read.
pub fn error_line(id: Option<&str>, error: &str) -> String {
    #[derive(Serialize)]
    struct Row<'a> {
        id: Option<&'a str>,
        error: &'a str,
    }
    json(&Row { id, error })
}

fn json<T: Serialize>(row: &T) -> String {
    serde_json::to_string(row).expect("rows hold only strings, numbers and lists of them")
}
