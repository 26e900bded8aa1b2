//! Two things named in, what they share out.

use super::between::cut;
use super::tie::is_said;
use crate::graph::{Direction, Node};
use crate::knowledge::Kind;
use crate::question::ask::Asked;
use crate::question::list::Ranked;
use crate::question::rows::Found;
use std::collections::BTreeSet;

impl<'g> Asked<'_, 'g> {
    /// What two things share.
    pub(in crate::question) fn common(&self, found: &Found<'g>) -> Vec<Ranked<'g>> {
        let Some((a, b)) = self.pair() else { return Vec::new() };
        let mut ranked = self.shared(a, b, found);
        self.keep_shared_by_all(&mut ranked);
        let kinds: Vec<Kind> =
            self.reading.roles.iter().map(|&r| self.words.roles[r].kind).collect();
        ranked.retain(|r| match kinds.as_slice() {
            [] => r.node.kind() != Kind::PERSON,
            kinds => kinds.contains(&r.node.kind()),
        });
        self.keep_roles(&mut ranked);
        self.keep_related(&mut ranked, a, b);
        self.add_place_of_persons(&mut ranked, a, b);
        self.keep_innermost(&mut ranked);
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
                let names = self.ground.names_in(at);
                names.iter().any(|(node, _)| subjects.contains(node))
            };
            if !self.ground.of_node(r.node.ordinal() as u32).iter().any(speaks) {
                r.score *= 0.3;
            }
        }
        self.with_sentences(cut(ranked, 0.2), a, b)
    }

    /// Two people whom one sentence names share the place that its document is about.
    fn add_place_of_persons(&self, ranked: &mut Vec<Ranked<'g>>, a: Node<'g>, b: Node<'g>) {
        if [a, b].iter().any(|node| node.kind() != Kind::PERSON) {
            return;
        }
        let best = ranked.iter().map(|r| r.score).fold(1.0, f64::max);
        for at in self.sentences_naming_both(a, b) {
            let place = self.ground.place_of[self.ground.sentence(at).document as usize];
            let place = place.map(|place| self.node(place));
            if let Some(place) = place.filter(|place| ranked.iter().all(|r| r.node != *place)) {
                ranked.push(Ranked::tied(place, best, vec![at]));
            }
        }
    }

    /// Of what two things share only what the texts tie to both by a relation asked about (共同的客户), if
    /// there is any.
    fn keep_related(&self, ranked: &mut Vec<Ranked<'g>>, a: Node<'g>, b: Node<'g>) {
        if self.reading.relations.len() != 1 {
            return;
        }
        let related = |r: &Ranked<'g>| {
            [a, b].into_iter().all(|end| {
                let mut links = r.node.edges(Direction::Both);
                links.any(|link| {
                    link.other(r.node) == end && is_said(link) && self.asks_for(link, r.node)
                })
            })
        };
        if ranked.iter().any(related) {
            ranked.retain(related);
        }
    }

    /// What lies in one county lies in its province: of places only the innermost.
    fn keep_innermost(&self, ranked: &mut Vec<Ranked<'g>>) {
        let shared: Vec<u32> = ranked.iter().map(|r| r.node.ordinal() as u32).collect();
        let around = self.ground.all_around(&shared);
        // What the texts say does something with both stays.
        let does = |r: &Ranked<'g>| !r.naming_both.is_empty();
        ranked.retain(|r| does(r) || !around.contains_key(&(r.node.ordinal() as u32)));
    }

    /// Of three things and more what all of them share; no thing named and no part of one is shared.
    fn keep_shared_by_all(&self, ranked: &mut Vec<Ranked<'g>>) {
        let named = self.innermost();
        let places = named.iter().filter(|anchor| anchor.kind == Kind::PLACE);
        let own: BTreeSet<u32> = places.flat_map(|anchor| self.scope(anchor)).collect();
        ranked.retain(|r| !own.contains(&(r.node.ordinal() as u32)));
        for other in named.iter().skip(2) {
            let ties = self.ties_of(self.node(other.nodes[0]));
            ranked.retain(|r| ties[r.node.ordinal()].all() > 0.0);
        }
    }
}
