//! An extraction in, one line of JSON out.
//!
//! Offsets are code points into the text as given, end exclusive; `head` and `tail` index
//! `mentions`. What is not known is left out.

use super::json::Json;
use super::record::{Extraction, Found, Measured, Stated};
use crate::fact::Modality;
use crate::text::Span;
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// How many places a summary names for each entity.
const PLACES: usize = 3;

/// Bytes of a row, more or less.
const ROW: usize = 128;

/// Everything that was found, without a line break.
pub fn line(extraction: &Extraction) -> String {
    let Extraction { mentions, facts, figures, .. } = extraction;
    let rows = mentions.len() + facts.len() + figures.len() + 1;
    let mut json = Json::with_capacity(rows * ROW);
    let mut surfaces = Surfaces::of(extraction);
    json.begin('{');
    json.name("id");
    json.text(&extraction.source.id);
    json.name("mentions");
    json.begin('[');
    mentions.iter().for_each(|found| mention(&mut json, extraction, found, &mut surfaces));
    json.end(']');
    json.name("relations");
    json.begin('[');
    facts.iter().for_each(|fact| relation(&mut json, fact));
    json.end(']');
    json.name("figures");
    json.begin('[');
    figures.iter().for_each(|measured| figure(&mut json, measured));
    json.end(']');
    json.end('}');
    json.line()
}

fn mention<'a>(
    json: &mut Json,
    extraction: &'a Extraction,
    found: &Found,
    surfaces: &mut Surfaces<'a>,
) {
    json.begin('{');
    json.name("start");
    json.number(found.span.start);
    json.name("end");
    json.number(found.span.end);
    json.name("kind");
    json.text(found.kind.name());
    json.name("text");
    json.text(&surfaces.surface(found.passage, found.span));
    json.name("entity");
    json.text(extraction.entities[found.entity as usize].id.as_str());
    json.end('}');
}

fn relation(json: &mut Json, fact: &Stated) {
    json.begin('{');
    json.name("head");
    json.number(fact.head);
    json.name("tail");
    json.number(fact.tail);
    json.name("type");
    json.text(fact.relation.name());
    if let Some(span) = fact.trigger {
        json.name("trigger");
        json.begin('[');
        json.number(span.start);
        json.number(span.end);
        json.end(']');
    }
    json.name("modality");
    json.text(modality(fact.modality));
    json.name("rule");
    json.text(&fact.rule);
    if let Some(date) = fact.date {
        json.name("date");
        json.shown(date);
    }
    if let Some(detail) = &fact.detail {
        json.name("detail");
        json.text(detail);
    }
    json.end('}');
}

fn figure(json: &mut Json, figure: &Measured) {
    json.begin('{');
    json.name("entity");
    json.number(figure.entity);
    json.name("measure");
    json.text(&figure.measure);
    json.name("value");
    json.text(&figure.value);
    json.name("unit");
    json.text(&figure.unit);
    if let Some(normalised) = &figure.normalised {
        json.name("normalised");
        json.text(normalised);
    }
    if let Some(period) = figure.period {
        json.name("period");
        json.shown(period);
    }
    if let Some(scope) = &figure.scope {
        json.name("scope");
        json.text(scope);
    }
    json.name("start");
    json.number(figure.span.start);
    json.name("end");
    json.number(figure.span.end);
    json.name("modality");
    json.text(modality(figure.modality));
    json.end('}');
}

fn modality(modality: Modality) -> &'static str {
    match modality {
        Modality::Stated => "stated",
        Modality::Planned => "planned",
        Modality::Negated => "negated",
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
    written(&Summary {
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
    written(&Row { id, error })
}

fn written<T: Serialize>(row: &T) -> String {
    serde_json::to_string(row).expect("rows hold only strings, numbers and lists of them")
}
