//! An archive and decisions in, the archive as it stands by them out.

use super::by_hand::{self, Addition};
use super::classes::{Edge, classes};
use super::rewrite::{Hits, LinkKey, Rewriting};
use super::{Act, Decision, Decisions, Named, Problem, Unfollowed};
use crate::entity::EntityId;
use crate::graph::archive::Archive;
use crate::graph::names::folded;
use crate::graph::normal::normalise;
use crate::graph::stored::Stored;
use crate::knowledge::{Kind, Relation};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What a graph is derived from.
#[derive(Debug, Default)]
pub(in crate::graph) struct Followed {
    /// The archive with the decisions followed; the one given where there are none.
    pub(in crate::graph) archive: Arc<Archive>,
    /// Ids of different documents that mean the same.
    pub(in crate::graph) same: BTreeMap<EntityId, EntityId>,
    /// Pairs that are not to be linked by standing in the same sentences.
    pub(in crate::graph) unlinked: BTreeSet<(EntityId, EntityId)>,
    /// Decisions that could not be followed, sorted.
    pub(in crate::graph) unfollowed: Vec<Unfollowed>,
}

impl Followed {
    /// Follows the decisions. `same` are the ids that mean the same by the documents alone.
    pub(in crate::graph) fn new(
        read: &Arc<Archive>,
        decisions: &Decisions,
        same: BTreeMap<EntityId, EntityId>,
    ) -> Self {
        if decisions.is_empty() {
            let archive = Arc::clone(read);
            return Self { archive, same, ..Self::default() };
        }
        Following::new(read, decisions, same).followed()
    }
}

struct Following<'d> {
    read: &'d Archive,
    decisions: &'d Decisions,
    /// Entities the decisions speak of that are there: read, or made by a decision.
    present: BTreeSet<EntityId>,
    rewriting: Rewriting,
    unfollowed: Vec<Unfollowed>,
}

impl<'d> Following<'d> {
    fn new(
        read: &'d Archive,
        decisions: &'d Decisions,
        same: BTreeMap<EntityId, EntityId>,
    ) -> Self {
        let mut names: BTreeSet<Named> = decisions.iter().flat_map(spoken_of).collect();
        let kinds = kinds(read, &names, &same);
        let mut edges = Vec::new();
        for (second, first) in &same {
            // Names are read as one in groups: who speaks of one speaks of all in it.
            if let (Some(&kind), Some(_)) = (kinds.get(second), kinds.get(first)) {
                let named = |id: &EntityId| Named::new(kind, id.name());
                names.extend([named(first), named(second)]);
                let (first, second) = (named(first), named(second));
                edges.push(Edge { first, second, decision: None });
            }
        }
        edges.extend(decisions.iter().filter_map(edge));
        let apart: Vec<&Decision> =
            decisions.iter().filter(|d| matches!(d.act, Act::NotSame(..))).collect();
        let (classes, unfollowed) = classes(names, &edges, &apart);
        let mut present: BTreeSet<EntityId> = ids(read)
            .filter(|(id, _)| classes.of(id).is_some())
            .map(|(id, _)| id.clone())
            .collect();
        let made = decisions.iter().filter_map(|decision| match &decision.act {
            Act::Entity(named) => Some(named.id()),
            _ => None,
        });
        present.extend(made);
        let symmetric = read.symmetric.clone();
        let rewriting = Rewriting { classes, same, symmetric, ..Rewriting::default() };
        Self { read, decisions, present, rewriting, unfollowed }
    }

    /// Whether any name that goes by the same as this one is there.
    fn is_present(&self, named: &Named) -> bool {
        self.rewriting.classes.members(named).any(|id| self.present.contains(id))
    }

    fn by(&self, named: &Named) -> EntityId {
        self.rewriting.classes.named(named).id()
    }

    fn followed(mut self) -> Followed {
        self.prepare();
        let mut hits = Hits::default();
        let mut archive = Archive {
            knowledge: self.read.knowledge.clone(),
            symmetric: self.read.symmetric.clone(),
            documents: Vec::with_capacity(self.read.documents.len() + 1),
            known: Arc::default(),
        };
        for document in &self.read.documents {
            archive.documents.push(self.rewriting.document(document, &mut hits));
        }
        for known in self.read.known.values() {
            if let Some(known) = self.rewriting.known(known, &mut hits) {
                archive.add_known(known);
            }
        }
        let documents = by_hand::documents(&self.additions()).into_iter().map(|mut document| {
            normalise(&mut document);
            Stored::new(document)
        });
        archive.insert_all(documents);
        let unlinked = self.unlinked();
        self.report(&hits);
        self.report_turned();
        let Rewriting { classes, mut same, .. } = self.rewriting;
        same.retain(|id, _| classes.of(id).is_none());
        let mut unfollowed = self.unfollowed;
        unfollowed.sort();
        unfollowed.dedup();
        Followed { archive: Arc::new(archive), same, unlinked, unfollowed }
    }

    /// Puts what is apart, split, hidden and dropped where the rewriting looks it up.
    fn prepare(&mut self) {
        for decision in self.decisions {
            match &decision.act {
                Act::NotSame(a, b) => {
                    for (one, other) in [(a, b), (b, a)] {
                        let form = (folded(&other.name), other.clone());
                        let by = self.by(one);
                        self.rewriting.apart.entry(by).or_default().push(form);
                    }
                }
                Act::Split(named, document, name) => {
                    let other = Named::new(named.kind, name.clone());
                    let key = (self.by(named), document.clone());
                    self.rewriting.splits.entry(key).or_insert(other);
                }
                Act::Hide(named) => {
                    let by = self.by(named);
                    self.rewriting.hidden.insert(by);
                }
                Act::Drop(..) => {
                    let key = self.link(&decision.act);
                    self.rewriting.dropped.extend(key);
                }
                _ => {}
            }
        }
    }

    /// The link that an act is about.
    fn link(&self, act: &Act) -> Option<LinkKey> {
        match act {
            Act::Add(a, relation, b) | Act::Drop(a, relation, b) => {
                Some((self.by(a), *relation, self.by(b)))
            }
            _ => None,
        }
    }

    /// What is added by hand and neither hidden nor dropped.
    fn additions(&mut self) -> Vec<Addition<'d>> {
        let mut additions = Vec::new();
        for decision in self.decisions {
            let names = match &decision.act {
                Act::Entity(a) => vec![a],
                Act::Add(a, _, b) => vec![a, b],
                _ => continue,
            };
            let against = self.decisions.iter().find(|other| self.forbids(&other.act, decision));
            let problem = match against {
                Some(other) => Some(Problem::Conflict(other.act.clone())),
                None if !names.iter().all(|named| self.is_present(named)) => Some(Problem::NoMatch),
                None => None,
            };
            if let Some(problem) = problem {
                self.unfollowed.push(Unfollowed { decision: decision.clone(), problem });
                continue;
            }
            let names = names.into_iter().map(|n| self.rewriting.classes.named(n).clone());
            additions.push(Addition { decision, names: names.collect() });
        }
        additions
    }

    /// Whether `act` forbids what `addition` adds.
    fn forbids(&self, act: &Act, addition: &Decision) -> bool {
        match (act, &addition.act) {
            (Act::Drop(..), Act::Add(..)) => self.link(act) == self.link(&addition.act),
            (Act::Hide(hidden), Act::Add(a, _, b)) => {
                let hidden = self.by(hidden);
                hidden == self.by(a) || hidden == self.by(b)
            }
            (Act::Hide(hidden), Act::Entity(a)) => self.by(hidden) == self.by(a),
            // What is made the same as a thing of another kind brings that kind its name.
            (Act::Same(one, other), Act::Entity(a)) => [one, other].into_iter().any(|named| {
                named.name == a.name
                    && named.kind != a.kind
                    && self.rewriting.classes.named(named).kind == a.kind
            }),
            _ => false,
        }
    }

    fn unlinked(&self) -> BTreeSet<(EntityId, EntityId)> {
        let dropped = self.rewriting.dropped.iter();
        let pairs = dropped.filter(|(_, relation, _)| *relation == Relation::CO_OCCURS);
        pairs.flat_map(|(a, _, b)| [(a.clone(), b.clone()), (b.clone(), a.clone())]).collect()
    }

    /// Notes the decisions that changed nothing.
    fn report(&mut self, hits: &Hits) {
        let decisions = self.decisions;
        let fits = |decision: &&Decision| match &decision.act {
            Act::Entity(_) | Act::Add(..) => true,
            Act::Same(_, b) => self.present.contains(&b.id()) || self.led_to(b),
            Act::Rename(a, _) | Act::Kind(a, _) | Act::Hide(a) => self.is_present(a),
            Act::NotSame(a, b) => {
                let there = |named: &Named| self.present.contains(&named.id());
                hits.moved.contains(&a.id())
                    || hits.moved.contains(&b.id())
                    || (there(a) && there(b))
            }
            Act::Split(_, _, name) => hits.moved.iter().any(|id| id.name() == name),
            act @ Act::Drop(a, relation, b) => {
                let by_chance = *relation == Relation::CO_OCCURS;
                self.link(act).is_some_and(|key| hits.dropped.contains(&key))
                    || (by_chance && self.is_present(a) && self.is_present(b))
            }
        };
        let unfit: Vec<&Decision> = decisions.iter().filter(|decision| !fits(decision)).collect();
        for decision in unfit {
            let problem = Problem::NoMatch;
            self.unfollowed.push(Unfollowed { decision: decision.clone(), problem });
        }
    }

    /// Notes where two decisions agree that names are one, and not by which of them it goes.
    fn report_turned(&mut self) {
        let decisions = self.decisions;
        for decision in decisions {
            let Act::Same(a, b) = &decision.act else { continue };
            let turned = Act::Same(b.clone(), a.clone());
            if a == b || !decisions.holds(&turned) {
                continue;
            }
            let named = self.rewriting.classes.named(a);
            if named == b || named != a && a < b {
                let problem = Problem::Conflict(turned);
                self.unfollowed.push(Unfollowed { decision: decision.clone(), problem });
            }
        }
    }

    /// Whether another decision makes an entity that is there go by this name.
    fn led_to(&self, named: &Named) -> bool {
        self.decisions.iter().filter_map(edge).any(|edge| {
            edge.first == *named
                && edge.second != *named
                && self.present.contains(&edge.second.id())
        })
    }
}

/// All names a decision has to do with.
fn spoken_of(decision: &Decision) -> Vec<Named> {
    match &decision.act {
        Act::Entity(a) | Act::Hide(a) => vec![a.clone()],
        Act::Same(a, b) | Act::NotSame(a, b) | Act::Add(a, _, b) | Act::Drop(a, _, b) => {
            vec![a.clone(), b.clone()]
        }
        Act::Rename(a, name) | Act::Split(a, _, name) => {
            vec![a.clone(), Named::new(a.kind, name.clone())]
        }
        Act::Kind(a, kind) => vec![a.clone(), Named::new(*kind, a.name.clone())],
    }
}

fn edge(decision: &Decision) -> Option<Edge<'_>> {
    let (first, second) = match &decision.act {
        Act::Same(a, b) => (a.clone(), b.clone()),
        Act::Rename(a, name) => (Named::new(a.kind, name.clone()), a.clone()),
        Act::Kind(a, kind) => (Named::new(*kind, a.name.clone()), a.clone()),
        _ => return None,
    };
    Some(Edge { first, second, decision: Some(decision) })
}

/// The kinds of those of these entities that are there, and of all that the documents take for one
/// of them.
fn kinds(
    read: &Archive,
    names: &BTreeSet<Named>,
    same: &BTreeMap<EntityId, EntityId>,
) -> BTreeMap<EntityId, Kind> {
    let head = |id: &EntityId| same.get(id).unwrap_or(id).clone();
    let heads: BTreeSet<EntityId> = names.iter().map(|named| head(&named.id())).collect();
    ids(read)
        .filter(|(id, _)| heads.contains(same.get(*id).unwrap_or(id)))
        .map(|(id, kind)| (id.clone(), kind))
        .collect()
}

/// Every entity that a document or the lexicon names, with its kind.
fn ids(read: &Archive) -> impl Iterator<Item = (&EntityId, Kind)> {
    let entities = read.documents.iter().flat_map(|document| &document.entities);
    let known = read.known.values().map(|known| (&known.id, known.kind));
    entities.map(|entity| (&entity.id, entity.kind)).chain(known)
}
