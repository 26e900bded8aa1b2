//! Mentions in, entities out, one for all names that the lexicon takes for one thing.

use super::{Entity, EntityId};
use crate::knowledge::Knowledge;
use crate::mention::Mention;
use crate::text::Sentence;
use std::collections::{BTreeMap, BTreeSet};

/// The entities of a document.
///
/// Invariants: `entities` is sorted by id; `of` has one index into it for each mention.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entities {
    /// What is named.
    pub entities: Vec<Entity>,
    /// For each mention what it refers to.
    pub of: Vec<u32>,
}

/// What the mentions refer to.
pub fn entities(sentences: &[Sentence], mentions: &[Mention], knowledge: &Knowledge) -> Entities {
    let mut forms: BTreeMap<EntityId, (Entity, BTreeSet<String>)> = BTreeMap::new();
    let mut ids = Vec::with_capacity(mentions.len());
    for mention in mentions {
        let chars = &sentences[mention.sentence as usize].chars[mention.span.range()];
        let form: String = chars.iter().collect();
        let row = mention.entry.map(|row| knowledge.lexicon().row(row));
        let name = row.filter(|row| row.kind == mention.kind).map_or(&*form, |row| row.name);
        let id = EntityId::new(mention.kind, name);
        let (_, forms) = forms.entry(id.clone()).or_insert_with(|| {
            let (name, aliases) = (name.to_owned(), Vec::new());
            (Entity { id: id.clone(), kind: mention.kind, name, aliases }, BTreeSet::new())
        });
        if form != name {
            forms.insert(form);
        }
        ids.push(id);
    }
    let order: BTreeMap<EntityId, u32> = forms.keys().cloned().zip(0..).collect();
    Entities {
        of: ids.iter().map(|id| order[id]).collect(),
        entities: forms
            .into_values()
            .map(|(entity, forms)| Entity { aliases: forms.into_iter().collect(), ..entity })
            .collect(),
    }
}
