//! The lexicon in, what it knows of the entities of an archive out. Never evidence.

use super::archive::{Archive, Known};
use crate::entity::EntityId;
use crate::knowledge::{Kind, Knowledge, Relation, Trust};
use std::collections::BTreeSet;

impl Archive {
    /// Notes with which knowledge the documents were read, and adds what the lexicon knows of their
    /// entities: names in other forms and in English, and what they lie in or belong to.
    pub fn learn(&mut self, knowledge: &Knowledge) {
        let symmetric = knowledge.schema().relations.iter().filter(|entry| entry.symmetric);
        self.read_with(&knowledge.files().digest(), symmetric.map(|entry| entry.id));
        let mut open: Vec<(Kind, String)> = self
            .documents
            .iter()
            .flat_map(|document| &document.entities)
            .map(|entity| (entity.kind, entity.name.clone()))
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect();
        let mut seen: BTreeSet<(Kind, String)> = open.iter().cloned().collect();
        while let Some((kind, name)) = open.pop() {
            let Some((known, within)) = known(knowledge, kind, &name) else { continue };
            self.add_known(known);
            open.extend(within.filter(|within| seen.insert(within.clone())));
        }
        self.prune();
    }
}

/// What the lexicon knows of an entity, and what it lies in or belongs to.
fn known(knowledge: &Knowledge, kind: Kind, name: &str) -> Option<(Known, Option<(Kind, String)>)> {
    let lexicon = knowledge.lexicon();
    let entry = lexicon.row(lexicon.canonical(kind, name)?);
    let trusted = entry.forms().filter(|(_, trust)| *trust != Trust::Letter);
    let mut aliases: BTreeSet<String> = trusted.map(|(form, _)| form.to_owned()).collect();
    aliases.extend((!entry.english.is_empty()).then(|| entry.english.to_owned()));
    aliases.remove(name);
    let within = [Kind::PLACE, kind]
        .into_iter()
        .find(|&whole| lexicon.canonical(whole, entry.within).is_some())
        .filter(|&whole| (whole, entry.within) != (kind, name));
    let relation =
        |whole: Kind| Relation::named(if whole == kind { "part_of" } else { "located_in" });
    let links = within.map(|whole| (relation(whole), EntityId::new(whole, entry.within)));
    let known = Known {
        id: EntityId::new(kind, name),
        kind,
        name: name.to_owned(),
        aliases,
        links: links.into_iter().collect(),
    };
    Some((known, within.map(|whole| (whole, entry.within.to_owned()))))
}
