//! Extractions in, the set of them that a graph is a function of out.
//!
//! Union is associative, commutative and idempotent: of two readings with one document id the
//! greater one (by date, then by content) stays, and the clash is reported.

use super::derive::{Map, Set};
use super::normal::normalise;
use super::store::Error;
use super::stored::Stored;
use crate::corpus::{Date, Document};
use crate::entity::EntityId;
use crate::extract::{Extraction, Source, digest};
use crate::knowledge::{Kind, Knowledge, Relation};
use std::borrow::Cow;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What the lexicon knows of an entity beyond the texts. Never evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// The entity.
    pub id: EntityId,
    /// What it is.
    pub kind: Kind,
    /// Canonical name.
    pub name: String,
    /// Other names, English ones among them.
    pub aliases: BTreeSet<String>,
    /// Background links: the county is part of the city.
    pub links: BTreeSet<(Relation, EntityId)>,
}

impl Known {
    /// Whether all of another, of the same entity, is known already.
    fn holds(&self, other: &Self) -> bool {
        (self.kind, &self.name) <= (other.kind, &other.name)
            && self.aliases.is_superset(&other.aliases)
            && self.links.is_superset(&other.links)
    }
}

/// What a graph is made of: one extraction per document, and what the lexicon adds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Archive {
    /// Digests of the knowledge the documents were read with.
    pub(super) knowledge: BTreeSet<String>,
    /// Relations that hold both ways.
    pub(super) symmetric: BTreeSet<Relation>,
    /// Sorted by document id, each in normal form.
    pub(super) documents: Vec<Arc<Stored>>,
    /// By entity.
    pub(super) known: Arc<BTreeMap<EntityId, Arc<Known>>>,
}

impl Archive {
    /// The set of these extractions. Names the documents that were given twice with different
    /// content: only one reading of each is kept.
    pub fn new(extractions: impl IntoIterator<Item = Extraction>) -> (Self, Vec<String>) {
        let mut archive = Self::default();
        let documents = extractions.into_iter().map(|mut extraction| {
            normalise(&mut extraction);
            Stored::new(extraction)
        });
        let clashes = archive.insert_all(documents);
        (archive, clashes)
    }

    /// Takes in everything of `other`; names the documents that the two read differently.
    pub fn merge(&mut self, other: &Self) -> Vec<String> {
        self.knowledge.extend(other.knowledge.iter().cloned());
        self.symmetric.extend(&other.symmetric);
        for known in other.known.values() {
            self.add_known(Known::clone(known));
        }
        self.insert_all(other.documents.iter().cloned())
    }

    /// Adds what the lexicon knows of entities: at once where they stand in the order of their ids
    /// and nothing was known before.
    pub(super) fn add_all_known(&mut self, all: Vec<Known>) {
        if self.known.is_empty() && all.is_sorted_by(|a, b| a.id < b.id) {
            let rows = all.into_iter().map(|known| (known.id.clone(), Arc::new(known)));
            self.known = Arc::new(rows.collect());
        } else {
            all.into_iter().for_each(|known| self.add_known(known));
        }
    }

    /// Adds what the lexicon knows of an entity.
    pub fn add_known(&mut self, known: Known) {
        if self.known.get(&known.id).is_some_and(|there| there.holds(&known)) {
            return;
        }
        match Arc::make_mut(&mut self.known).entry(known.id.clone()) {
            Entry::Vacant(place) => {
                place.insert(Arc::new(known));
            }
            Entry::Occupied(mut place) => {
                let there = Arc::make_mut(place.get_mut());
                let least = (known.kind, &known.name).min((there.kind, &there.name));
                (there.kind, there.name) = (least.0, least.1.clone());
                there.aliases.extend(known.aliases);
                there.links.extend(known.links);
            }
        }
    }

    /// Says with which knowledge the documents were read and which relations hold both ways.
    pub fn read_with(&mut self, digest: &str, symmetric: impl IntoIterator<Item = Relation>) {
        self.knowledge.insert(digest.to_owned());
        self.symmetric.extend(symmetric);
    }

    /// Puts extractions in the place of earlier readings of the same documents, and adds what the
    /// lexicon knows of their entities: as if all had been read at once.
    pub fn read_in(&mut self, extractions: Vec<Extraction>, knowledge: &Knowledge) {
        let alike = self.knows(knowledge);
        let ids: BTreeSet<&str> = extractions.iter().map(|new| new.source.id.as_str()).collect();
        let gone = self.take_out(|document| ids.contains(document.source.id.as_str()));
        let (new, _) = Self::new(extractions);
        if alike {
            let entities = new.documents.iter().flat_map(|document| &document.entities);
            self.learn_of(entities, knowledge);
        }
        self.insert_all(new.documents);
        match alike {
            true => self.prune(&gone),
            false => self.learn(knowledge),
        }
    }

    /// Removes a document, and what the lexicon adds to its entities alone.
    pub fn forget(&mut self, id: &str) -> Result<(), Error> {
        if self.stored(id).is_none() {
            return Err(self.missing(id));
        }
        let gone = self.take_out(|document| document.source.id == id);
        self.prune(&gone);
        Ok(())
    }

    fn take_out(&mut self, which: impl Fn(&Stored) -> bool) -> Vec<Arc<Stored>> {
        self.documents.extract_if(.., |document| which(document)).collect()
    }

    /// That no document has this id, and which ids are like it.
    pub fn missing(&self, id: &str) -> Error {
        let like = |known: &&str| known.contains(id) || id.contains(known);
        let ids = self.sources().map(|source| source.id.as_str());
        let similar = ids.filter(like).take(3).map(str::to_owned).collect();
        Error::NoDocument { id: id.to_owned(), similar }
    }

    /// Leaves out what the lexicon knows of entities that only documents named that are gone, and
    /// that none named is part of. Other documents are not read for it.
    fn prune(&mut self, gone: &[Arc<Stored>]) {
        let known = |id: &EntityId| self.known.get(id).map(|known| &**known);
        let named = gone.iter().flat_map(|document| &document.entities);
        let mut next: Vec<&Known> = named.filter_map(|entity| known(&entity.id)).collect();
        let mut doubtful: Map<EntityId, &Known> = Map::default();
        while let Some(one) = next.pop() {
            if doubtful.insert(one.id.clone(), one).is_none() {
                next.extend(one.links.iter().filter_map(|(_, other)| known(other)));
            }
        }
        let others = self.known.values().filter(|known| !doubtful.contains_key(&known.id));
        let linked = others.flat_map(|known| &known.links).map(|(_, other)| other);
        let mut next: Vec<EntityId> =
            linked.filter(|other| doubtful.contains_key(*other)).cloned().collect();
        for document in self.documents.iter().filter(|_| !doubtful.is_empty()) {
            document.each_id(&mut |id| {
                next.extend(doubtful.get_key_value(id).map(|(id, _)| id.clone()));
            });
        }
        while let Some(id) = next.pop() {
            if let Some(kept) = doubtful.remove(&id) {
                next.extend(kept.links.iter().map(|(_, other)| other.clone()));
            }
        }
        let without: Vec<EntityId> = doubtful.into_keys().collect();
        if !without.is_empty() {
            let known = Arc::make_mut(&mut self.known);
            without.iter().for_each(|id| drop(known.remove(id)));
        }
    }

    /// Leaves out what the lexicon knows of entities that are not among those that documents name,
    /// and that none of these is part of.
    pub(super) fn prune_to<'a>(&mut self, named: impl Iterator<Item = &'a EntityId>) {
        let all: Map<&EntityId, &Known> = self.known.iter().map(|(id, k)| (id, &**k)).collect();
        let mut kept: Set<EntityId> = Set::default();
        let mut next: Vec<&Known> = named.filter_map(|id| all.get(id).copied()).collect();
        while let Some(known) = next.pop() {
            if kept.insert(known.id.clone()) {
                next.extend(known.links.iter().filter_map(|(_, other)| all.get(other)));
            }
        }
        if kept.len() < self.known.len() {
            Arc::make_mut(&mut self.known).retain(|id, _| kept.contains(id));
        }
    }

    /// Whether it was read with this knowledge and no other.
    pub fn knows(&self, knowledge: &Knowledge) -> bool {
        self.knowledge.iter().eq([&knowledge.files().digest()])
    }

    /// Whether it holds what this document says, read from the same text.
    pub fn holds(&self, document: &Document) -> bool {
        self.stored(&document.id).is_some_and(|there| there.source.digest == digest(&document.text))
    }

    /// Whether it holds these documents and no others, read with this knowledge.
    pub fn is_of(&self, documents: &[Document], knowledge: &Knowledge) -> bool {
        self.documents.len() == documents.len()
            && documents.iter().all(|document| self.holds(document))
            && self.knows(knowledge)
    }

    /// The documents, sorted by id.
    pub fn documents(&self) -> impl ExactSizeIterator<Item = &Extraction> {
        self.documents.iter().map(|document| &***document)
    }

    /// What is known of each document as a whole, sorted by id.
    pub fn sources(&self) -> impl ExactSizeIterator<Item = &Source> {
        self.documents.iter().map(|document| &document.source)
    }

    /// The document with this place among [`Archive::documents`].
    pub fn nth_document(&self, ordinal: usize) -> Option<&Extraction> {
        self.documents.get(ordinal).map(|document| &***document)
    }

    /// The document with this id.
    pub fn document(&self, id: &str) -> Option<&Extraction> {
        self.stored(id).map(|document| &**document)
    }

    /// The place of the document with this id among [`Archive::documents`].
    pub fn ordinal(&self, id: &str) -> Option<usize> {
        self.documents.binary_search_by(|d| d.source.id.as_str().cmp(id)).ok()
    }

    fn stored(&self, id: &str) -> Option<&Stored> {
        self.documents.get(self.ordinal(id)?).map(AsRef::as_ref)
    }

    /// Digests of the knowledge the documents were read with.
    pub fn knowledge(&self) -> &BTreeSet<String> {
        &self.knowledge
    }

    /// What the lexicon adds, by entity.
    pub fn known(&self) -> impl ExactSizeIterator<Item = &Known> {
        self.known.values().map(|known| &**known)
    }

    pub(super) fn insert_all(&mut self, new: impl IntoIterator<Item = Arc<Stored>>) -> Vec<String> {
        self.documents.extend(new);
        let mut clashes = BTreeSet::new();
        self.documents.sort_by(|a, b| {
            a.source.id.cmp(&b.source.id).then_with(|| {
                if Arc::ptr_eq(a, b) { std::cmp::Ordering::Equal } else { rank(b).cmp(&rank(a)) }
            })
        });
        self.documents.dedup_by(|later, kept| {
            let same = later.source.id == kept.source.id;
            if same && later != kept {
                clashes.insert(kept.source.id.clone());
            }
            same
        });
        clashes.into_iter().collect()
    }
}

/// Which of two readings of one document stays: the later dated, then the greater content.
fn rank(document: &Stored) -> (Option<Date>, &str, Cow<'_, [u8]>) {
    let source = &document.source;
    (source.date, &source.digest, document.lines().unwrap_or_default())
}
