//! The lines of a saved graph as values. The ron crate reads and writes them as they stand here.

use crate::corpus::Date;
use crate::entity::{Entity, EntityId};
use crate::extract::{Extraction, Found, Measured, Passage, Source, Stated};
use crate::fact::Modality;
use crate::graph::archive::{Archive, Known};
use crate::graph::stored::Counts;
use crate::knowledge::{Kind, Relation};
use crate::text::Span;
use serde::{Deserialize, Serialize};

/// Version of the format.
pub(super) const VERSION: u64 = 2;

/// Start and end, in characters of the document.
pub(super) type Range = (u32, u32);

/// One line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) enum Record {
    /// What the file holds. The first record, once.
    Graph {
        version: u64,
        knowledge: Vec<String>,
        symmetric: Vec<Relation>,
        corpus: String,
        documents: usize,
        passages: usize,
        facts: usize,
        figures: usize,
    },
    /// Id, kind, name, aliases, background links: what the lexicon adds.
    Known(EntityId, Kind, String, Vec<String>, Vec<(Relation, EntityId)>),
    /// Id, title, date, digest, characters. Its entities, passages, facts and figures follow.
    Document(String, Option<String>, Option<Date>, String, u32),
    /// Id of an entity whose kind and name stand in it and which has no aliases.
    Plain(EntityId),
    /// Id, kind, name, aliases.
    Entity(EntityId, Kind, String, Vec<String>),
    /// Start, end, text, whether a reprint, mentions (start, end, entity).
    Passage(u32, u32, String, bool, Vec<(u32, u32, u32)>),
    /// Head, relation, tail (mentions), passage, trigger, rule, modality, date, detail.
    Fact(u32, Relation, u32, u32, Option<Range>, String, Modality, Option<Date>, Option<String>),
    /// Mention, passage, measure, value, unit, normalised, period, scope, start and end, modality.
    Figure(
        u32,
        u32,
        String,
        String,
        String,
        Option<String>,
        Option<Date>,
        Option<String>,
        Range,
        Modality,
    ),
}

impl Record {
    /// The first record of a saved graph.
    pub(super) fn header(archive: &Archive) -> Self {
        let count = |items: fn(&Counts) -> u32| {
            archive.documents.iter().map(|document| items(&document.counts) as usize).sum()
        };
        Self::Graph {
            version: VERSION,
            knowledge: archive.knowledge.iter().cloned().collect(),
            symmetric: archive.symmetric.iter().copied().collect(),
            corpus: super::corpus_digest(
                archive.sources().map(|source| (source.id.as_str(), source.digest.as_str())),
            ),
            documents: archive.documents.len(),
            passages: count(|counts| counts.passages),
            facts: count(|counts| counts.facts),
            figures: count(|counts| counts.figures),
        }
    }

    /// Puts a record of a document into it. Whether there was a place for it.
    pub(super) fn add_to(self, document: &mut Extraction) -> bool {
        let span = |(start, end)| Span { start, end };
        let (mentions, passages) = (document.mentions.len(), document.passages.len());
        let has_mention = |mention: u32| (mention as usize) < mentions;
        let has_passage = |passage: u32| (passage as usize) < passages;
        match self {
            Self::Plain(id) => {
                let Some(kind) = kind_in(&id) else { return false };
                let name = id.name().to_owned();
                document.entities.push(Entity { id, kind, name, aliases: Vec::new() });
            }
            Self::Entity(id, kind, name, aliases) => {
                document.entities.push(Entity { id, kind, name, aliases });
            }
            Self::Passage(start, end, text, reprint, mentions) => {
                let passage = document.passages.len() as u32;
                document.passages.push(Passage { span: span((start, end)), text, reprint });
                for (start, end, entity) in mentions {
                    let Some(kind) = document.entities.get(entity as usize).map(|e| e.kind) else {
                        return false;
                    };
                    let span = span((start, end));
                    document.mentions.push(Found { passage, span, kind, entity });
                }
            }
            Self::Fact(head, relation, tail, passage, trigger, rule, modality, date, detail) => {
                let trigger = trigger.map(span);
                let fact =
                    Stated { head, relation, tail, passage, trigger, rule, modality, date, detail };
                document.facts.push(fact);
                return has_mention(head) && has_mention(tail) && has_passage(passage);
            }
            Self::Figure(entity, passage, measure, value, unit, plain, period, scope, at, way) => {
                document.figures.push(Measured {
                    entity,
                    passage,
                    measure,
                    value,
                    unit,
                    normalised: plain,
                    period,
                    scope,
                    span: span(at),
                    modality: way,
                });
                return has_mention(entity) && has_passage(passage);
            }
            Self::Graph { .. } | Self::Known(..) | Self::Document(..) => return false,
        }
        true
    }
}

/// Whether all of an entity stands in its id.
pub(super) fn is_plain(entity: &Entity) -> bool {
    let (kind, id) = (entity.kind.name().as_bytes(), entity.id.as_str().as_bytes());
    let (Some((first, kind)), Some((small, rest))) = (kind.split_first(), id.split_first()) else {
        return false;
    };
    let name = rest.strip_prefix(kind).and_then(|rest| rest.strip_prefix(b"/"));
    entity.aliases.is_empty()
        && *first == small.to_ascii_uppercase()
        && name == Some(entity.name.as_bytes())
}

/// The kind in an id: `company/…` is a `Company`.
pub(super) fn kind_in(id: &EntityId) -> Option<Kind> {
    let (kind, _) = id.as_str().split_once('/')?;
    let mut letters = kind.chars();
    let first = letters.next()?.to_ascii_uppercase();
    Some(Kind::named(&std::iter::once(first).chain(letters).collect::<String>()))
}

/// An empty reading of a document.
pub(super) fn document(
    (id, title, date, digest, characters): (String, Option<String>, Option<Date>, String, u32),
) -> Extraction {
    Extraction {
        source: Source { id, title, date, digest, characters },
        entities: Vec::new(),
        passages: Vec::new(),
        mentions: Vec::new(),
        facts: Vec::new(),
        figures: Vec::new(),
    }
}

/// What the lexicon adds, from its record.
pub(super) fn known(
    (id, kind, name, aliases, links): (
        EntityId,
        Kind,
        String,
        Vec<String>,
        Vec<(Relation, EntityId)>,
    ),
) -> Known {
    let (aliases, links) = (aliases.into_iter().collect(), links.into_iter().collect());
    Known { id, kind, name, aliases, links }
}
