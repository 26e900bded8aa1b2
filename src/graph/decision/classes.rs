//! Names that are one in, what each of them goes by out.
//!
//! "The second goes by the first" is an edge. Edges join names to classes, except where a class
//! would then hold two names that are decided to be apart. The order of the edges decides nothing
//! else: a class is named by what was asserted of it, else by the name that goes by no other.

use super::{Act, Decision, Named, Problem, Unfollowed};
use crate::entity::EntityId;
use std::collections::{BTreeMap, BTreeSet};

/// Rounds after which names that name each other are left as they are.
const MOST_ROUNDS: usize = 16;

/// A reason why one name goes by another.
pub(super) struct Edge<'d> {
    pub(super) first: Named,
    pub(super) second: Named,
    /// The decision that says so; the reading of the documents does when there is none.
    pub(super) decision: Option<&'d Decision>,
}

/// Which names are one.
#[derive(Debug, Default)]
pub(super) struct Classes {
    by: BTreeMap<EntityId, Named>,
}

impl Classes {
    /// What the entity with this id goes by, when a decision has to do with it.
    pub(super) fn of(&self, id: &EntityId) -> Option<&Named> {
        self.by.get(id)
    }

    /// What this entity goes by.
    pub(super) fn named<'n>(&'n self, named: &'n Named) -> &'n Named {
        self.by.get(&named.id()).unwrap_or(named)
    }

    /// All ids that go by the same as `named`.
    pub(super) fn members<'n>(&'n self, named: &'n Named) -> impl Iterator<Item = &'n EntityId> {
        let own = self.named(named);
        self.by.iter().filter(move |(_, by)| *by == own).map(|(id, _)| id)
    }
}

/// The classes of these names, and the decisions that others keep from being followed.
pub(super) fn classes(
    names: impl IntoIterator<Item = Named>,
    edges: &[Edge<'_>],
    apart: &[&Decision],
) -> (Classes, Vec<Unfollowed>) {
    let mut joining = Joining { parent: BTreeMap::new(), apart };
    for name in names {
        joining.add(&name);
    }
    let mut unfollowed = Vec::new();
    let mut followed = Vec::new();
    for edge in edges {
        match joining.join(&edge.first, &edge.second) {
            Ok(()) => followed.push(edge),
            Err(against) => unfollowed.extend(edge.decision.map(|decision| Unfollowed {
                decision: decision.clone(),
                problem: Problem::Conflict(against),
            })),
        }
    }
    let mut by = BTreeMap::new();
    for _ in 0..MOST_ROUNDS {
        let (names, mut losers) = called(&mut joining, &followed);
        let mut grown = false;
        for (root, name) in &names {
            grown |= joining.add(name) | joining.join_anew(root, name);
        }
        by = names;
        if !grown {
            unfollowed.append(&mut losers);
            break;
        }
    }
    let members: Vec<Named> = joining.parent.keys().cloned().collect();
    let by = members.iter().map(|member| {
        let root = joining.find(member);
        (member.id(), by.get(&root).cloned().unwrap_or(root))
    });
    (Classes { by: by.collect() }, unfollowed)
}

/// What each class is called, by its root, and the assertions that lost against others.
fn called(
    joining: &mut Joining<'_>,
    edges: &[&Edge<'_>],
) -> (BTreeMap<Named, Named>, Vec<Unfollowed>) {
    let seconds: BTreeSet<&Named> = edges.iter().map(|edge| &edge.second).collect();
    let asserts = |edge: &&&Edge<'_>| {
        let act = edge.decision.map(|decision| &decision.act);
        matches!(act, Some(Act::Kind(..) | Act::Rename(..))) && !seconds.contains(&edge.first)
    };
    let mut asserted: BTreeMap<Named, Vec<&Edge<'_>>> = BTreeMap::new();
    for edge in edges.iter().filter(asserts) {
        asserted.entry(joining.find(&edge.first)).or_default().push(edge);
    }
    let targets: BTreeSet<&Named> = asserted.values().flatten().map(|edge| &edge.first).collect();
    let members: Vec<Named> = joining.parent.keys().cloned().collect();
    let mut base: BTreeMap<Named, (bool, bool, Named)> = BTreeMap::new();
    let named_by_edges: BTreeSet<&Named> =
        edges.iter().flat_map(|edge| [&edge.first, &edge.second]).collect();
    for member in members {
        let root = joining.find(&member);
        let lone = !named_by_edges.contains(&member) || targets.contains(&member);
        let key = (seconds.contains(&member), lone, member);
        let there = base.entry(root).or_insert_with(|| key.clone());
        if key < *there {
            *there = key;
        }
    }
    let mut losers = Vec::new();
    let names = base.into_iter().map(|(root, (.., mut name))| {
        let edges = asserted.get(&root).map_or(&[][..], Vec::as_slice);
        let kinds = edges.iter().filter(|e| is_kind(e)).copied();
        if let Some(edge) = winner(kinds, |a, b| a.kind == b.kind, &mut losers) {
            name.kind = edge.first.kind;
        }
        let renamed = edges.iter().filter(|e| !is_kind(e)).copied();
        if let Some(edge) = winner(renamed, |a, b| a.name == b.name, &mut losers) {
            name.name.clone_from(&edge.first.name);
        }
        (root, name)
    });
    (names.collect(), losers)
}

fn is_kind(edge: &Edge<'_>) -> bool {
    edge.decision.is_some_and(|decision| matches!(decision.act, Act::Kind(..)))
}

/// The assertion made last; the others that differ from it lose.
fn winner<'e, 'd: 'e>(
    edges: impl Iterator<Item = &'e Edge<'d>> + Clone,
    same: impl Fn(&Named, &Named) -> bool,
    losers: &mut Vec<Unfollowed>,
) -> Option<&'e Edge<'d>> {
    let last = edges.clone().max_by_key(|edge| edge.decision.map(|d| (&d.when, d)))?;
    let act = &last.decision?.act;
    for edge in edges.filter(|edge| !same(&edge.first, &last.first)) {
        losers.extend(edge.decision.map(|decision| Unfollowed {
            decision: decision.clone(),
            problem: Problem::Conflict(act.clone()),
        }));
    }
    Some(last)
}

/// Names and the roots of their classes.
struct Joining<'d> {
    parent: BTreeMap<Named, Named>,
    apart: &'d [&'d Decision],
}

impl Joining<'_> {
    /// Whether the name is new.
    fn add(&mut self, name: &Named) -> bool {
        if self.parent.contains_key(name) {
            return false;
        }
        self.parent.insert(name.clone(), name.clone());
        true
    }

    fn find(&mut self, name: &Named) -> Named {
        let mut at = name.clone();
        while let Some(up) = self.parent.get(&at)
            && *up != at
        {
            at = up.clone();
        }
        self.parent.insert(name.clone(), at.clone());
        at
    }

    /// Joins the classes of two names, or gives the decision that keeps them apart.
    fn join(&mut self, a: &Named, b: &Named) -> Result<(), Act> {
        let (a, b) = (self.find(a), self.find(b));
        if a == b {
            return Ok(());
        }
        for decision in self.apart {
            if let Act::NotSame(c, d) = &decision.act {
                let (c, d) = (self.find(c), self.find(d));
                if (c == a && d == b) || (c == b && d == a) {
                    return Err(decision.act.clone());
                }
            }
        }
        let (least, other) = if a < b { (a, b) } else { (b, a) };
        self.parent.insert(other, least);
        Ok(())
    }

    /// Whether joining them changed anything.
    fn join_anew(&mut self, a: &Named, b: &Named) -> bool {
        self.find(a) != self.find(b) && self.join(a, b).is_ok()
    }
}
