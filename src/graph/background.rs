//! The lexicon in, what it knows of the entities of an archive out. Never evidence.

use super::archive::{Archive, Known};
use crate::entity::{Entity, background};
use crate::knowledge::Knowledge;

impl Archive {
    /// Notes with which knowledge the documents were read, and adds what the lexicon knows of their
    /// entities: names in other forms and in English, and what they lie in or belong to.
    pub fn learn(&mut self, knowledge: &Knowledge) {
        let documents = self.documents.clone();
        self.learn_all(documents.iter().flat_map(|document| &document.entities), knowledge);
    }

    /// The same when these are the entities of all its documents.
    pub(super) fn learn_all<'a>(
        &mut self,
        entities: impl Iterator<Item = &'a Entity> + Clone,
        knowledge: &Knowledge,
    ) {
        let symmetric = knowledge.schema().relations.iter().filter(|entry| entry.symmetric);
        self.read_with(&knowledge.files().digest(), symmetric.map(|entry| entry.id));
        self.learn_of(entities.clone(), knowledge);
        self.prune_to(entities.map(|entity| &entity.id));
    }

    /// Adds what the lexicon knows of these entities.
    pub(super) fn learn_of<'a>(
        &mut self,
        entities: impl IntoIterator<Item = &'a Entity>,
        knowledge: &Knowledge,
    ) {
        for known in background(entities, knowledge) {
            self.add_known(Known {
                id: known.id,
                kind: known.kind,
                name: known.name,
                aliases: known.aliases.into_iter().collect(),
                links: known.within.into_iter().collect(),
            });
        }
    }
}
