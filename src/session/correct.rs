//! A judgement in, the graph that follows from it out: the commands that correct.
//!
//! Every correction is a decision beside what was read; see `crate::graph::Decision`.

use super::command::with_reason;
use super::{Error, Reply, Session, Table};
use crate::graph::{self, Act, Decision, Decisions, Named, Problem};
use crate::knowledge::Kind;
use std::fmt::Write as _;
use std::sync::Arc;

/// Who decides, and what time it is.
pub(super) struct Signature {
    who: String,
    clock: fn() -> String,
}

impl Default for Signature {
    fn default() -> Self {
        Self { who: String::new(), clock: String::new }
    }
}

impl std::fmt::Debug for Signature {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Signature({})", self.who)
    }
}

fn wrong<T>() -> Result<T, Error> {
    Err(Error::WrongUse { name: "", usage: "" })
}

impl Session {
    /// Corrections are signed with this name and the time the clock says, as
    /// `2026-11-21T08:30:00Z`.
    pub fn signed(&mut self, who: String, clock: fn() -> String) {
        self.signature = Signature { who, clock };
    }

    /// `same`: two are one.
    pub(super) fn same(&mut self, words: &[String]) -> Result<Reply, Error> {
        let (names, why) = with_reason(words);
        let [a, b] = names else { return wrong() };
        let (a, b) = (self.meant(a)?, self.meant(b)?);
        if a == b {
            return Ok(Reply::Text(format!("{a} is one already")));
        }
        self.decide(Act::Same(a, b), &why)
    }

    /// `not-same`: two are not one.
    pub(super) fn not_same(&mut self, words: &[String]) -> Result<Reply, Error> {
        let (names, why) = with_reason(words);
        let [first, second] = names else { return wrong() };
        let (a, b) = (self.meant(first)?, self.meant(second)?);
        if a != b {
            return self.decide(Act::NotSame(a, b), &why);
        }
        // One of the two is a form of the other.
        let form = if *first == a.name { second } else { first };
        let joined = self.whole.decisions().iter().find_map(|decision| match &decision.act {
            Act::Same(_, b) if b.name == *form => Some(b.clone()),
            _ => None,
        });
        let other = joined.unwrap_or_else(|| Named::new(a.kind, form.clone()));
        self.decide(Act::NotSame(a, other), &why)
    }

    /// `rename`: it goes by another name.
    pub(super) fn rename(&mut self, words: &[String]) -> Result<Reply, Error> {
        let (names, why) = with_reason(words);
        let [a, name] = names else { return wrong() };
        self.decide(Act::Rename(self.meant(a)?, name.clone()), &why)
    }

    /// `kind`: it is of another kind.
    pub(super) fn kind(&mut self, words: &[String]) -> Result<Reply, Error> {
        let (names, why) = with_reason(words);
        let [a, kind] = names else { return wrong() };
        let a = self.meant(a)?;
        self.decide(Act::Kind(a, self.kind_named(kind)?), &why)
    }

    /// `hide`: it is nothing.
    pub(super) fn hide(&mut self, words: &[String]) -> Result<Reply, Error> {
        let (names, why) = with_reason(words);
        let [a] = names else { return wrong() };
        self.decide(Act::Hide(self.meant(a)?), &why)
    }

    /// `split`: in a document it is another.
    pub(super) fn split(&mut self, words: &[String]) -> Result<Reply, Error> {
        let (names, why) = with_reason(words);
        let [a, document, name] = names else { return wrong() };
        let a = self.meant(a)?;
        if self.whole.as_read().document(document).is_none() {
            return Err(self.whole.as_read().missing(document).into());
        }
        self.decide(Act::Split(a, document.clone(), name.clone()), &why)
    }

    /// `drop`: a link does not hold.
    pub(super) fn drop_link(&mut self, words: &[String]) -> Result<Reply, Error> {
        let (names, why) = with_reason(words);
        let (a, relation, b) = match names {
            [a, b] => (a, None, b),
            [a, relation, b] => (a, Some(self.relation_named(relation)?), b),
            _ => return wrong(),
        };
        let (first, second) = (self.entity(a)?, self.entity(b)?);
        let mut links = self.graph.why(first, second);
        links.retain(|link| relation.is_none_or(|relation| link.relation() == relation));
        let mut acts: Vec<Act> = links
            .iter()
            .map(|link| Act::Drop(link.head().into(), link.relation(), link.tail().into()))
            .collect();
        acts.sort();
        acts.dedup();
        match (<[Act; 1]>::try_from(acts), relation) {
            (Ok([act]), _) => self.decide(act, &why),
            (Err(acts), _) if acts.is_empty() => {
                let (a, b) = (first.name().to_owned(), second.name().to_owned());
                Err(Error::NoLink { a, b })
            }
            (Err(acts), _) => {
                Err(Error::SeveralLinks { lines: acts.iter().map(Act::to_string).collect() })
            }
        }
    }

    /// `add`: an entity or a link by hand.
    pub(super) fn add_by_hand(&mut self, words: &[String]) -> Result<Reply, Error> {
        let (names, why) = with_reason(words);
        let (a, relation, b) = match names {
            [a] => {
                let Some(named) = self.new_entity(a) else { return wrong() };
                return self.decide(Act::Entity(named), &why);
            }
            [a, relation, b] => (a, self.relation_named(relation)?, b),
            _ => return wrong(),
        };
        let mut acts = Vec::new();
        let (a, b) = (self.end(a, &mut acts)?, self.end(b, &mut acts)?);
        acts.push(Act::Add(a, relation, b));
        self.decide_all(acts, &why)
    }

    /// One end of a link added by hand; an entity that is not there is added first.
    fn end(&self, name: &str, acts: &mut Vec<Act>) -> Result<Named, Error> {
        let found = self.meant(name);
        if found.is_err()
            && let Some(named) = self.new_entity(name)
        {
            acts.push(Act::Entity(named.clone()));
            return Ok(named);
        }
        found
    }

    /// `undo`: takes the last correction back.
    pub(super) fn undo(&mut self, _: &[String]) -> Result<Reply, Error> {
        let now = self.whole.decisions().clone();
        let before = if let Some(before) = self.undo.pop() {
            before
        } else {
            let Some(last) = now.last() else { return Err(Error::NothingToUndo) };
            now.iter().filter(|decision| *decision != last).cloned().collect()
        };
        let mut page = String::new();
        for gone in now.iter().filter(|decision| !before.holds(&decision.act)) {
            let _ = writeln!(page, "taken back: {}", gone.act);
        }
        for again in before.iter().filter(|decision| !now.holds(&decision.act)) {
            let _ = writeln!(page, "holds again: {}", again.act);
        }
        self.put(Arc::clone(self.whole.as_read()), before);
        Ok(Reply::Text(page))
    }

    /// `decisions`: all corrections.
    pub(super) fn list_decisions(&mut self, _: &[String]) -> Result<Reply, Error> {
        let mut table = Table::new(["correction", "who", "when", "why", "followed"]);
        for decision in self.whole.decisions() {
            let problem = self.whole.unfollowed().iter().find(|u| u.decision == *decision);
            let followed = match problem.map(|unfollowed| &unfollowed.problem) {
                None => "yes".to_owned(),
                Some(Problem::NoMatch) => "no: fits nothing now".to_owned(),
                Some(Problem::Conflict(other)) => format!("no: {other}"),
            };
            let Decision { act, who, when, why } = decision;
            table.push(vec![act.to_string(), who.clone(), when.clone(), why.clone(), followed]);
        }
        if table.rows.is_empty() {
            return Ok(Reply::Text("nothing has been corrected".to_owned()));
        }
        Ok(Reply::Table(table))
    }

    fn decide(&mut self, act: Act, why: &str) -> Result<Reply, Error> {
        self.decide_all(vec![act], why)
    }

    /// Follows new decisions together, and says what they changed.
    pub(super) fn decide_all(&mut self, acts: Vec<Act>, why: &str) -> Result<Reply, Error> {
        let acts: Vec<_> = acts.into_iter().map(|act| (act, why.to_owned())).collect();
        Ok(Reply::Text(self.follow(&acts)))
    }

    /// Follows new decisions together, each with its reason, and says what they changed.
    pub(super) fn follow(&mut self, acts: &[(Act, String)]) -> String {
        let before = self.whole.decisions().clone();
        let mut decisions = before.clone();
        let mut page = String::new();
        for (act, why) in acts {
            let (who, when) = (self.signature.who.clone(), (self.signature.clock)());
            let decision = Decision { act: act.clone(), who, when, why: why.clone() };
            for gone in decisions.decide(decision) {
                let _ = writeln!(page, "no longer: {}", gone.act);
            }
        }
        if decisions == before {
            return "that was decided before".to_owned();
        }
        let old = Arc::clone(&self.whole);
        self.undo.push(before);
        self.put(Arc::clone(old.as_read()), decisions);
        let changes = old.difference(&self.whole);
        let _ = writeln!(
            page,
            "entities +{} −{}, links +{} −{}",
            changes.entities_added.len(),
            changes.entities_lost.len(),
            changes.links_added.len(),
            changes.links_lost.len()
        );
        for unfollowed in self.whole.unfollowed() {
            if acts.iter().any(|(act, _)| *act == unfollowed.decision.act) {
                let _ = writeln!(page, "{unfollowed}");
            }
        }
        page
    }

    /// Puts these decisions in the place of those there are; they can be taken back together.
    pub fn replace_decisions(&mut self, decisions: Decisions) {
        let before = self.whole.decisions().clone();
        self.undo.push(before);
        self.put(Arc::clone(self.whole.as_read()), decisions);
    }

    /// The entity a name means, as decisions write it.
    pub(super) fn meant(&self, name: &str) -> Result<Named, Error> {
        Ok(self.entity(name)?.into())
    }

    /// `Kind/name`, when there is such a kind.
    pub(super) fn new_entity(&self, text: &str) -> Option<Named> {
        let (kind, name) = text.split_once('/')?;
        let kind = self.knowledge.schema().kind(kind)?.id;
        (!name.is_empty()).then(|| Named::new(kind, name))
    }

    fn kind_named(&self, name: &str) -> Result<Kind, Error> {
        let schema = self.knowledge.schema();
        let unlisted = || graph::Error::Unlisted {
            what: "kind",
            name: name.to_owned(),
            known: schema.kinds.iter().map(|kind| kind.id.name()).collect(),
        };
        Ok(schema.kind(name).ok_or_else(unlisted)?.id)
    }

    fn relation_named(&self, name: &str) -> Result<crate::knowledge::Relation, Error> {
        let schema = self.knowledge.schema();
        let unlisted = || graph::Error::Unlisted {
            what: "relation",
            name: name.to_owned(),
            known: schema.relations.iter().map(|relation| relation.id.name()).collect(),
        };
        Ok(schema.relation(name).ok_or_else(unlisted)?.id)
    }
}
