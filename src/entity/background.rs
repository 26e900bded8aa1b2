//! An entity's id in, what is known of it beyond the texts out. Never evidence.

use super::resolve::canonical_name;
use super::{Entity, EntityId};
use crate::knowledge::{Kind, Knowledge, Relation, Trust};
use std::collections::{BTreeMap, BTreeSet};

/// What the lexicon knows of an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Background {
    /// The entity.
    pub id: EntityId,
    /// What it is.
    pub kind: Kind,
    /// Canonical name.
    pub name: String,
    /// Its other names, the English one last.
    pub aliases: Vec<String>,
    /// What it lies in or belongs to.
    pub within: Option<(Relation, EntityId)>,
}

/// What is known of these entities and of what they lie in or belong to, sorted by id.
pub fn background<'a>(
    entities: impl IntoIterator<Item = &'a Entity>,
    knowledge: &Knowledge,
) -> Vec<Background> {
    let lexicon = knowledge.lexicon();
    let mut rows = BTreeSet::new();
    for entity in entities {
        let Some(row) = lexicon.canonical(entity.kind, entity.id.name()) else { continue };
        if rows.insert(row) {
            rows.extend(lexicon.within(row));
        }
    }
    let mut found = BTreeMap::new();
    for row in rows {
        let known = of_row(row, knowledge);
        found.entry(known.id.clone()).or_insert(known);
    }
    found.into_values().collect()
}

fn of_row(row: u32, knowledge: &Knowledge) -> Background {
    let lexicon = knowledge.lexicon();
    let entry = lexicon.row(row);
    let forms =
        entry.forms().filter(|(form, trust)| *trust != Trust::Letter && *form != entry.name);
    let mut aliases: Vec<String> = forms.map(|(form, _)| form.to_owned()).collect();
    aliases.extend(entry.english.split('|').filter(|name| !name.is_empty()).map(str::to_owned));
    let within = lexicon.parent(row).map(|parent| {
        let parent = lexicon.row(parent);
        let relation = if parent.kind == entry.kind { "part_of" } else { "located_in" };
        (Relation::named(relation), EntityId::new(parent.kind, parent.name))
    });
    Background {
        id: EntityId::new(entry.kind, entry.name),
        kind: entry.kind,
        name: entry.name.to_owned(),
        aliases,
        within,
    }
}

impl EntityId {
    /// The id that a name of this kind has wherever it stands alone; none if it has several
    /// meanings.
    pub fn of_name(kind: Kind, form: &str, knowledge: &Knowledge) -> Option<Self> {
        canonical_name(kind, form, knowledge).map(|name| Self::new(kind, &name))
    }
}
