//! Two things named in, what ties them or what they share out.

use super::ask::Asked;
use super::list::Ranked;
use crate::graph::{Basis, Direction, Filter, Link, Node};
use crate::knowledge::Kind;
use std::collections::BTreeMap;

/// Entities answered at most.
const MOST: usize = 8;

impl<'g> Asked<'_, 'g> {
    /// The first two things a question names.
    pub(super) fn pair(&self) -> Option<(Node<'g>, Node<'g>)> {
        let mut anchors = self.reading.anchors.iter();
        let (a, b) = (anchors.next()?, anchors.next()?);
        Some((self.node(a.nodes[0]), self.node(b.nodes[0])))
    }

    /// What lies between two things: entities tied to both, best first.
    pub(super) fn ties(&self) -> Vec<Ranked<'g>> {
        let Some((a, b)) = self.pair() else { return Vec::new() };
        let mut ranked = self.shared(a, b);
        let filter = Filter::default();
        for path in self.graph.paths(a, b, &filter, 3) {
            for step in path.steps.iter().filter(|step| step.to != b) {
                if !ranked.iter().any(|r| r.node == step.to) {
                    let sentences = self.sentences_naming_both(a, step.to);
                    let score = 0.05;
                    ranked.push(Ranked { node: step.to, score, sentences, stated: None });
                }
            }
        }
        cut(ranked, 0.5)
    }

    /// What two things share.
    pub(super) fn common(&self) -> Vec<Ranked<'g>> {
        let Some((a, b)) = self.pair() else { return Vec::new() };
        let mut ranked = self.shared(a, b);
        let kinds: Vec<Kind> = self.reading.roles.iter().map(|&r| self.words.roles[r].kind).collect();
        ranked.retain(|r| kinds.is_empty() || kinds.contains(&r.node.kind()));
        cut(ranked, 0.25)
    }

    fn shared(&self, a: Node<'g>, b: Node<'g>) -> Vec<Ranked<'g>> {
        let filter = Filter::default();
        let of_b: BTreeMap<usize, Vec<Link<'g>>> = b
            .neighbours(Direction::Both, &filter)
            .into_iter()
            .map(|(node, links)| (node.ordinal(), links))
            .collect();
        let mut ranked = Vec::new();
        for (node, links) in a.neighbours(Direction::Both, &filter) {
            let Some(others) = of_b.get(&node.ordinal()) else { continue };
            if node == a || node == b {
                continue;
            }
            let hub = f64::from(node.mentions()).ln_1p().max(1.0);
            let score = strength(&links).min(strength(others)) / hub;
            let mut sentences = self.sentences_naming_both(a, node);
            sentences.extend(self.sentences_naming_both(b, node));
            let stated = links.iter().chain(others).find(|l| l.basis() == Basis::Stated);
            let stated = stated.map(|link| (link.relation(), link.basis()));
            ranked.push(Ranked { node, score, sentences, stated });
        }
        ranked
    }

    /// Whether two things are linked, and by what.
    pub(super) fn links_between(&self) -> Vec<Link<'g>> {
        let Some((a, b)) = self.pair() else { return Vec::new() };
        let mut links = self.graph.between(a, b, &Filter::default());
        let asked: Vec<_> = self.relations_asked().collect();
        let fits = |l: &Link<'_>| asked.contains(&l.relation());
        if links.iter().any(fits) {
            links.retain(fits);
        }
        links
    }
}

/// How firmly links hold: stated ones count for more than names that meet.
fn strength(links: &[Link<'_>]) -> f64 {
    links
        .iter()
        .map(|link| {
            let sentences = f64::from(link.support().sentences).sqrt();
            match link.basis() {
                Basis::Stated => 3.0 * sentences,
                Basis::Planned | Basis::Known => 2.0,
                Basis::CoOccurs => f64::from(link.score().unwrap_or(0.0)) + 0.3 * sentences,
                Basis::Negated => 0.0,
            }
        })
        .sum()
}

fn cut(mut ranked: Vec<Ranked<'_>>, part: f64) -> Vec<Ranked<'_>> {
    ranked.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.node.cmp(&b.node)));
    let best = ranked.first().map_or(0.0, |r| r.score);
    ranked.retain(|r| r.score >= best * part);
    ranked.truncate(MOST);
    ranked
}
