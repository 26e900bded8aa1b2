//! Two things named in, what ties them or what they share out.

use super::ask::Asked;
use super::list::Ranked;
use crate::graph::{Basis, Direction, Filter, Link, Node};
use crate::knowledge::Kind;
use std::collections::{BTreeMap, BTreeSet};

/// Entities answered at most.
const MOST: usize = 8;

/// What a tie of a county counts for its city.
const INSIDE: f64 = 0.6;

/// How firmly one entity is tied to another.
#[derive(Clone, Copy, Default)]
struct Tie {
    /// By what is stated or known.
    linked: f64,
    /// By standing in one sentence.
    beside: f64,
}

impl Tie {
    fn all(self) -> f64 {
        self.linked + self.beside
    }
}

impl<'g> Asked<'_, 'g> {
    /// The first two things a question names.
    pub(super) fn pair(&self) -> Option<(Node<'g>, Node<'g>)> {
        let anchors = &self.reading.anchors;
        // Two of one kind are compared; what else is named narrows.
        let first = anchors.first()?;
        let alike = || anchors.iter().skip(1).find(|other| other.kind == first.kind);
        let two_later = || match anchors.as_slice() {
            [_, a, b, ..] if a.kind == b.kind => Some((a, b)),
            _ => None,
        };
        let pair = alike().map(|other| (first, other)).or_else(two_later);
        let (a, b) = pair.or_else(|| Some((first, anchors.get(1)?)))?;
        Some((self.node(a.nodes[0]), self.node(b.nodes[0])))
    }

    /// What lies between two things: entities tied to both, best first.
    pub(super) fn ties(&self) -> Vec<Ranked<'g>> {
        let Some((a, b)) = self.pair() else { return Vec::new() };
        let parts = self.parts_between();
        if !parts.is_empty() {
            return cut(parts, 0.5);
        }
        let mut ranked = self.shared(a, b);
        let filter = Filter::default();
        for path in self.graph.paths(a, b, &filter, 3) {
            for step in path.steps.iter().filter(|step| step.to != b) {
                if !ranked.iter().any(|r| r.node == step.to) {
                    let sentences = self.sentences_naming_both(a, step.to);
                    let score = 0.05;
                    ranked.push(Ranked::tied(step.to, score, sentences));
                }
            }
        }
        cut(ranked, 0.5)
    }

    /// Whether something is linked to both things, so that no longer way need be looked for.
    pub(super) fn ties_are_direct(&self) -> bool {
        let Some((a, b)) = self.pair() else { return false };
        let around = |node: Node<'g>| {
            let links = node.links(Direction::Both, &Filter::default());
            links.into_iter().map(|link| link.other(node).ordinal()).collect::<BTreeSet<usize>>()
        };
        !around(a).is_disjoint(&around(b))
    }

    /// Where a question names a body that the texts know only by its parts (its institute, its
    /// laboratory): the parts that are tied to the other thing.
    fn parts_between(&self) -> Vec<Ranked<'g>> {
        let [one, other, ..] = self.reading.anchors.as_slice() else { return Vec::new() };
        let mut ranked = Vec::new();
        for (whole, end) in [(one, other), (other, one)] {
            if !whole.by_parts {
                continue;
            }
            let end = self.node(end.nodes[0]);
            let ties = self.ties_of(end);
            for &part in &whole.nodes {
                let Some(tie) = ties.get(&part) else { continue };
                let node = self.node(part);
                let sentences = self.sentences_naming_both(node, end);
                let score = tie.all();
                ranked.push(Ranked::tied(node, score, sentences));
            }
        }
        ranked
    }

    /// What two things share.
    pub(super) fn common(&self) -> Vec<Ranked<'g>> {
        let Some((a, b)) = self.pair() else { return Vec::new() };
        let mut ranked = self.shared(a, b);
        let kinds: Vec<Kind> =
            self.reading.roles.iter().map(|&r| self.words.roles[r].kind).collect();
        ranked.retain(|r| kinds.is_empty() || kinds.contains(&r.node.kind()));
        let subjects: BTreeSet<u32> = self
            .reading
            .anchors
            .iter()
            .filter(|anchor| {
                anchor.kind == Kind::INDUSTRY && !anchor.nodes.contains(&(b.ordinal() as u32))
            })
            .flat_map(|anchor| self.scope(anchor))
            .collect();
        for r in ranked.iter_mut().filter(|_| !subjects.is_empty()) {
            let speaks = |&at: &u32| {
                let names = &self.ground.sentences[at as usize].nodes;
                names.iter().any(|(node, _)| subjects.contains(node))
            };
            if !self.ground.of_node[r.node.ordinal()].iter().any(speaks) {
                r.score *= 0.3;
            }
        }
        cut(ranked, 0.2)
    }

    /// Entities tied to both: by links, or by standing in one sentence with each.
    fn shared(&self, a: Node<'g>, b: Node<'g>) -> Vec<Ranked<'g>> {
        let (ties_a, ties_b) = (self.ties_of(a), self.ties_of(b));
        let mut ranked = Vec::new();
        for (&ordinal, tie) in &ties_a {
            let node = self.node(ordinal);
            let Some(other) = ties_b.get(&ordinal).filter(|_| node != a && node != b) else {
                continue;
            };
            // What is named everywhere is beside everything: it counts for less.
            let hub = f64::from(node.mentions()).ln_1p().max(1.0);
            let mut sentences = self.sentences_naming_both(a, node);
            sentences.extend(self.sentences_naming_both(b, node));
            let filter = Filter::stated();
            let (of_a, of_b) =
                (self.graph.between(a, node, &filter), self.graph.between(b, node, &filter));
            let both = of_a.first().filter(|_| !of_b.is_empty());
            let stated = both.map(|link| (link.relation(), link.basis()));
            let score = tie.linked.min(other.linked) + tie.all().min(other.all()) / hub;
            ranked.push(Ranked { stated, ..Ranked::tied(node, score, sentences) });
        }
        ranked
    }

    /// How firmly each other entity is tied to one: stated links count for more than names that
    /// meet in a sentence, and those the less the more names meet there.
    fn ties_of(&self, node: Node<'g>) -> BTreeMap<u32, Tie> {
        let mut ties = self.ties_of_one(node);
        let inside = self.ground.with_inside(&[node.ordinal() as u32]);
        for &inner in inside.iter().filter(|&&inner| inner as usize != node.ordinal()) {
            for (other, tie) in self.ties_of_one(self.node(inner)) {
                let sum = ties.entry(other).or_default();
                sum.linked += tie.linked * INSIDE;
                sum.beside += tie.beside * INSIDE;
            }
        }
        ties
    }

    fn ties_of_one(&self, node: Node<'g>) -> BTreeMap<u32, Tie> {
        let mut ties: BTreeMap<u32, Tie> = BTreeMap::new();
        for link in node.links(Direction::Both, &Filter::default()) {
            let firm = match link.basis() {
                Basis::Stated => 3.0 * f64::from(link.support().sentences).sqrt(),
                Basis::Planned | Basis::Known => 2.0,
                Basis::CoOccurs | Basis::Negated => 0.0,
            };
            ties.entry(link.other(node).ordinal() as u32).or_default().linked += firm;
        }
        for part in self.named_after(node) {
            ties.entry(part).or_default().linked += 2.0;
            for &at in &self.ground.of_node[part as usize] {
                let beside = self.ground.sentences[at as usize].nodes.iter();
                for (other, _) in beside.filter(|(other, _)| *other != part) {
                    ties.entry(*other).or_default().beside += 0.3;
                }
            }
        }
        let own = &self.ground.of_node[node.ordinal()];
        for &at in own.iter().chain(self.ground.spoken_of(node.ordinal() as u32)) {
            let sentence = &self.ground.sentences[at as usize];
            if sentence.reprint {
                continue;
            }
            let names: BTreeSet<u32> = sentence.nodes.iter().map(|(n, _)| *n).collect();
            let each = 2.0 / (1.0 + names.len() as f64).ln();
            for other in names {
                ties.entry(other).or_default().beside += each;
            }
        }
        ties
    }

    /// Bodies whose name begins with that of a body (its laboratory, its branch): they are its own.
    fn named_after(&self, node: Node<'g>) -> Vec<u32> {
        if ![Kind::INSTITUTION, Kind::COMPANY].contains(&node.kind()) {
            return Vec::new();
        }
        let forms = std::iter::once(node.name()).chain(node.aliases().iter().map(String::as_str));
        let forms: Vec<&str> = forms.filter(|form| form.chars().count() >= 2).collect();
        let its = self.graph.nodes().filter(|other| {
            let begins = forms.iter().any(|form| other.name().starts_with(form));
            *other != node && other.mentions() > 0 && other.kind() == Kind::INSTITUTION && begins
        });
        its.map(|other| other.ordinal() as u32).collect()
    }

    /// Whether two things are linked, and by what.
    pub(super) fn links_between(&self) -> Vec<Link<'g>> {
        let Some((a, b)) = self.pair() else { return Vec::new() };
        let mut links = self.graph.why(a, b);
        let asked: Vec<_> = self.relations_asked().collect();
        let fits = |l: &Link<'_>| asked.contains(&l.relation());
        if links.iter().any(fits) {
            links.retain(fits);
        }
        links
    }
}

fn cut(mut ranked: Vec<Ranked<'_>>, part: f64) -> Vec<Ranked<'_>> {
    ranked.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.node.cmp(&b.node)));
    let best = ranked.first().map_or(0.0, |r| r.score);
    ranked.retain(|r| r.score >= best * part);
    ranked.truncate(MOST);
    ranked
}
