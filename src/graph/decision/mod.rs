//! Judgements of people in, a corrected archive out.
//!
//! What was read is never changed: the graph is derived from the archive *and* the decisions, so a
//! decision lasts when documents are read again and is undone by leaving it out. Decisions are a
//! set: the order in which they were made does not matter, and following them twice does no more
//! than once. Where two contradict each other the doubt wins (what is apart stays apart, what is
//! dropped stays out) and the other is reported; a decision that fits nothing is reported and kept.

mod act;
mod by_hand;
mod classes;
mod file;
mod follow;
mod rewrite;

pub use act::{Act, Named};
pub(super) use file::load;
pub use file::{decisions_path, save};
pub(super) use follow::Followed;

use serde::{Deserialize, Serialize};

/// One judgement of a person on what the graph says.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// What was decided.
    pub act: Act,
    /// Who decided it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub who: String,
    /// When, as `2026-11-21T08:30:00Z`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub when: String,
    /// Why, in their words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
}

/// A set of decisions: sorted, and none twice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decisions(Vec<Decision>);

impl Decisions {
    /// All of them, sorted.
    pub fn iter(&self) -> std::slice::Iter<'_, Decision> {
        self.0.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether this was decided.
    pub fn holds(&self, act: &Act) -> bool {
        self.place(&act.clone().normal()).is_ok()
    }

    /// Adds a decision; of two that decide the same the earlier one stays. Whether it is new.
    pub fn insert(&mut self, mut decision: Decision) -> bool {
        decision.act = decision.act.normal();
        match self.place(&decision.act) {
            Err(place) => {
                self.0.insert(place, decision);
                true
            }
            Ok(place) => {
                let there = &mut self.0[place];
                let key = |d: &Decision| (d.when.clone(), d.who.clone(), d.why.clone());
                if key(&decision) < key(there) {
                    *there = decision;
                }
                false
            }
        }
    }

    /// Takes a decision back; gives it when it was there.
    pub fn remove(&mut self, act: &Act) -> Option<Decision> {
        let place = self.place(&act.clone().normal()).ok()?;
        Some(self.0.remove(place))
    }

    /// Adds a decision and takes back those that it contradicts, as a person who changes their
    /// mind wants. Gives those taken back.
    pub fn decide(&mut self, decision: Decision) -> Vec<Decision> {
        let back = |other: &Decision| decision.act.reverses(&other.act);
        let opposed = |other: &Decision| back(other) || other.act.contradicts(&decision.act);
        let (gone, kept): (Vec<_>, _) = std::mem::take(&mut self.0).into_iter().partition(opposed);
        self.0 = kept;
        if !gone.iter().any(|other| decision.act.reverses(&other.act)) {
            self.insert(decision);
        }
        gone
    }

    /// The one made last.
    pub fn last(&self) -> Option<&Decision> {
        self.0.iter().max_by(|a, b| a.when.cmp(&b.when))
    }

    fn place(&self, act: &Act) -> Result<usize, usize> {
        self.0.binary_search_by(|there| there.act.cmp(act))
    }
}

impl FromIterator<Decision> for Decisions {
    fn from_iter<I: IntoIterator<Item = Decision>>(decisions: I) -> Self {
        let mut all = Self::default();
        all.extend(decisions);
        all
    }
}

impl<'d> Extend<&'d Decision> for Decisions {
    fn extend<I: IntoIterator<Item = &'d Decision>>(&mut self, decisions: I) {
        self.extend(decisions.into_iter().cloned());
    }
}

impl Extend<Decision> for Decisions {
    fn extend<I: IntoIterator<Item = Decision>>(&mut self, decisions: I) {
        for decision in decisions {
            self.insert(decision);
        }
    }
}

impl<'d> IntoIterator for &'d Decisions {
    type Item = &'d Decision;
    type IntoIter = std::slice::Iter<'d, Decision>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// A decision that could not be followed as it stands. It is kept all the same.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unfollowed {
    /// Which.
    pub decision: Decision,
    /// Why not.
    pub problem: Problem,
}

/// Why a decision could not be followed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Problem {
    /// Nothing in what was read fits it.
    NoMatch,
    /// It contradicts another decision, which was followed.
    Conflict(Act),
}

impl std::fmt::Display for Unfollowed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.problem {
            Problem::NoMatch => write!(f, "`{}` fits nothing in the graph now", self.decision.act),
            Problem::Conflict(other) => {
                write!(f, "`{}` is not followed: `{other}` contradicts it", self.decision.act)
            }
        }
    }
}
