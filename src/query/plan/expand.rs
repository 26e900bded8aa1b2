//! What a MATCH is to find in, the steps that find it out.

use super::clause::{are_few, too_large};
use super::compile::Compiler;
use super::expr::Expr as Compiled;
use super::pattern::{Condition, Node, Pattern, Rel};
use super::shape::{Mentions, Repeats};
use super::start;
use super::step::{Hop, Slot, Step, Walk};
use crate::graph::property::Direction;
use crate::query::ast::{Compare, Expr, PathPattern, Shortest};
use crate::query::error::QueryError;
use std::collections::BTreeSet;

/// What is found so far.
pub(super) struct Progress {
    pub(super) bound: BTreeSet<Slot>,
    /// Relationships found, which later ones must differ from.
    rels: Vec<usize>,
    done: BTreeSet<usize>,
    conditions: Vec<Condition>,
}

/// A condition as a step: a property and a value that is known before have one of their own.
fn filter(test: Compiled) -> Step {
    if let Compiled::Compare(left, rest) = &test
        && let Compiled::Property(base, key) = &**left
        && let Compiled::Slot(node) = **base
        && let [(how, value @ (Compiled::Const(_) | Compiled::Param(_)))] = rest.as_slice()
    {
        let (key, how, value) = (key.clone(), *how, value.clone());
        return Step::Test { node, key, how, value, test };
    }
    Step::Filter(test)
}

impl Progress {
    /// Conditions not tested yet.
    pub(super) fn conditions(&self) -> &[Condition] {
        &self.conditions
    }
}

impl Compiler<'_> {
    /// Adds the steps that find `paths` and gives back the slots that come into being.
    pub(super) fn patterns(
        &mut self,
        paths: &[PathPattern],
        filter: Option<&Expr>,
        later: &Mentions,
        repeats: Repeats,
    ) -> Result<Vec<Slot>, QueryError> {
        if !are_few(paths) {
            return Err(too_large());
        }
        let mut pattern = self.pattern(paths, filter, later)?;
        let conditions = std::mem::take(&mut pattern.conditions);
        let known: BTreeSet<Slot> = self
            .scope
            .values()
            .copied()
            .chain(self.known.iter().map(|(_, slot)| *slot))
            .filter(|slot| !pattern.fresh.contains(slot))
            .collect();
        let mut progress =
            Progress { bound: known, rels: Vec::new(), done: BTreeSet::new(), conditions };
        let first = self.steps.len();
        if self.settings.optimise && !pattern.rels.is_empty() {
            self.told(&pattern, &mut progress);
        }
        loop {
            if self.settings.optimise {
                self.settle(&mut progress);
            }
            if !self.walk(&pattern, &mut progress) && !self.begin(&pattern, &mut progress) {
                break;
            }
        }
        let mut paths = std::mem::take(&mut pattern.paths);
        paths.sort_by_key(|path| path.slot);
        for path in paths {
            self.steps.push(Step::Let { to: path.slot, value: path.value });
            progress.bound.insert(path.slot);
        }
        for condition in std::mem::take(&mut progress.conditions) {
            self.steps.push(Step::Filter(condition.test));
        }
        if self.settings.optimise && repeats != Repeats::Kept {
            self.shorten(first, &pattern, repeats);
        }
        Ok(pattern.fresh)
    }

    /// Tests every condition that can be told now.
    fn settle(&mut self, progress: &mut Progress) {
        let (ready, rest): (Vec<_>, Vec<_>) = std::mem::take(&mut progress.conditions)
            .into_iter()
            .partition(|condition| condition.needs.is_subset(&progress.bound));
        progress.conditions = rest;
        self.steps.extend(ready.into_iter().map(|condition| filter(condition.test)));
    }

    /// Goes along the relationship that is best next; false where none can be reached.
    fn walk(&mut self, pattern: &Pattern, progress: &mut Progress) -> bool {
        let reachable = pattern.rels.iter().enumerate().filter(|(at, rel)| {
            !progress.done.contains(at) && {
                let ends =
                    [rel.from, rel.to].map(|end| progress.bound.contains(&pattern.nodes[end].slot));
                match rel.shortest {
                    Shortest::No => ends.contains(&true) || (rel.bound && rel.length.is_none()),
                    _ => ends == [true, true],
                }
            }
        });
        let next = if self.settings.optimise {
            reachable
                .min_by_key(|(at, rel)| start::fan_out(self.graph, pattern, rel, progress, *at))
        } else {
            reachable.min_by_key(|(at, _)| *at)
        };
        let Some((at, rel)) = next else { return false };
        progress.done.insert(at);
        self.along(pattern, rel, progress);
        progress.rels.push(at);
        progress.bound.insert(rel.slot);
        true
    }

    /// Starts from the node that is best to start from; false where all are found.
    fn begin(&mut self, pattern: &Pattern, progress: &mut Progress) -> bool {
        let open = pattern.nodes.iter().filter(|node| !progress.bound.contains(&node.slot));
        let optimise = self.settings.optimise;
        let next = if optimise {
            open.enumerate()
                .map(|(at, node)| (start::start(self.graph, pattern, node, progress, at), node))
                .min_by(|(a, _), (b, _)| a.cost.cmp(&b.cost))
        } else {
            open.map(|node| (start::Start::all(node), node)).next()
        };
        let Some((start, node)) = next else { return false };
        self.start(start, node, progress);
        true
    }

    /// Looks up every node of which there can be but one: what is between such nodes is then walked
    /// from the better end, and only as far as the other.
    fn told(&mut self, pattern: &Pattern, progress: &mut Progress) {
        for (at, node) in pattern.nodes.iter().enumerate() {
            let open = !progress.bound.contains(&node.slot);
            if open && start::is_told(self.graph, node, progress) {
                let start = start::start(self.graph, pattern, node, progress, at);
                self.start(start, node, progress);
            }
        }
    }

    fn start(&mut self, start: start::Start, node: &Node, progress: &mut Progress) {
        if let Some(told) = start.told {
            progress.conditions.remove(told);
        }
        self.steps.push(start.step);
        progress.bound.insert(node.slot);
    }

    fn along(&mut self, pattern: &Pattern, rel: &Rel, progress: &mut Progress) {
        let (from, to) = (pattern.nodes[rel.from].slot, pattern.nodes[rel.to].slot);
        let turned = !progress.bound.contains(&from) && rel.shortest == Shortest::No;
        let (start, end) = if turned { (to, from) } else { (from, to) };
        let direction = match (rel.direction, turned) {
            (Direction::Out, true) => Direction::In,
            (Direction::In, true) => Direction::Out,
            (direction, _) => direction,
        };
        let unlike = progress
            .rels
            .iter()
            .map(|other| &pattern.rels[*other])
            .filter(|other| other.kinds.overlaps(&rel.kinds))
            .map(|other| other.slot)
            .collect();
        let closes = progress.bound.contains(&end);
        let hop = Hop {
            from: start,
            rel: rel.slot,
            to: end,
            closes,
            direction,
            kinds: rel.kinds.clone(),
            unlike,
        };
        progress.bound.insert(end);
        let walk = |length: crate::query::ast::Length, hop: Hop| Walk {
            hop,
            low: length.low.unwrap_or(1),
            high: length.high.unwrap_or(u64::MAX),
            props: rel.props.clone(),
            reversed: turned,
        };
        match (rel.length, rel.shortest) {
            (Some(length), Shortest::No) if rel.bound => {
                self.steps.push(Step::AlongList { walk: walk(length, hop) });
            }
            (Some(length), Shortest::No) => self.steps.push(Step::Walk(walk(length, hop))),
            (Some(length), shortest) => {
                let all = shortest == Shortest::All;
                self.steps.push(Step::Shortest { walk: walk(length, hop), all });
            }
            (None, _) if rel.bound => self.along_known(rel, hop, progress),
            (None, _) => self.steps.push(Step::Expand(hop)),
        }
    }

    /// The relationship is known: its ends are looked up, and compared where they are known too.
    fn along_known(&mut self, rel: &Rel, mut hop: Hop, progress: &mut Progress) {
        let (from, to) = (hop.from, hop.to);
        // Either end may be unknown here; `closes` says so for the far end only.
        let known = progress.bound.contains(&from);
        (hop.from, hop.to) = (self.slot(), self.slot());
        let (own_from, own_to) = (hop.from, hop.to);
        let closes = std::mem::replace(&mut hop.closes, false);
        hop.rel = rel.slot;
        self.steps.push(Step::Along { hop });
        for (own, other, known) in [(own_from, from, known), (own_to, to, closes)] {
            let own = Compiled::Slot(own);
            self.steps.push(if known {
                let other = Compiled::Slot(other);
                Step::Filter(Compiled::Compare(Box::new(own), vec![(Compare::Equal, other)]))
            } else {
                Step::Let { to: other, value: own }
            });
            progress.bound.insert(other);
        }
    }

    /// Replaces steps at the end whose every way nothing looks at.
    fn shorten(&mut self, first: usize, pattern: &Pattern, repeats: Repeats) {
        let unused = |slot: Slot| {
            pattern.nodes.iter().any(|node| node.slot == slot && !node.used && !node.bound)
                || pattern.rels.iter().any(|rel| rel.slot == slot && !rel.used && !rel.bound)
        };
        let mut asked: BTreeSet<Slot> = BTreeSet::new();
        for at in (first..self.steps.len()).rev() {
            let Step::Expand(hop) = &self.steps[at] else { break };
            let free = !hop.closes
                && unused(hop.to)
                && unused(hop.rel)
                && !asked.contains(&hop.to)
                && !asked.contains(&hop.rel);
            if !free {
                break;
            }
            asked.insert(hop.from);
            asked.extend(&hop.unlike);
            let hop = hop.clone();
            self.steps[at] = Step::Degree(hop);
        }
        if repeats != Repeats::Ignored {
            return;
        }
        self.around(first, unused);
        self.reach(first, unused);
    }

    /// Two hops of which only the last node is looked at.
    fn around(&mut self, first: usize, unused: impl Fn(Slot) -> bool) {
        let found = (first..self.steps.len().saturating_sub(1)).find(|at| {
            let (Step::Expand(one), Step::Expand(two)) = (&self.steps[*at], &self.steps[at + 1])
            else {
                return false;
            };
            let apart = two.unlike.iter().all(|slot| *slot == one.rel);
            two.from == one.to
                && !one.closes
                && !two.closes
                && one.unlike.is_empty()
                && apart
                && [one.rel, one.to, two.rel].into_iter().all(&unused)
                && !self.mentioned(at + 2, &[one.rel, one.to, two.rel])
        });
        if let Some(at) = found
            && let (Step::Expand(first), Step::Expand(second)) =
                (self.steps[at].take(), self.steps.remove(at + 1))
        {
            self.steps[at] = Step::Around { first, second };
        }
    }

    /// A directed walk of which only the last node is looked at.
    fn reach(&mut self, first: usize, unused: impl Fn(Slot) -> bool) {
        for at in first..self.steps.len() {
            let Step::Walk(walk) = &self.steps[at] else { continue };
            let free = walk.low <= 1
                && walk.hop.direction != Direction::Both
                && !walk.hop.closes
                && walk.hop.unlike.is_empty()
                && walk.props.is_empty()
                && unused(walk.hop.rel)
                && !self.mentioned(at + 1, &[walk.hop.rel]);
            if free {
                let walk = walk.clone();
                self.steps[at] = Step::Reach(walk);
            }
        }
    }

    /// Whether a later step looks at one of these slots.
    fn mentioned(&self, from: usize, slots: &[Slot]) -> bool {
        self.steps.iter().skip(from).any(|step| step.reads(slots))
    }
}
