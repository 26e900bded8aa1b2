//! Two things that no link ties in, what may tie them all the same out, told as not sure.
//!
//! One sentence names it and both of them, its name holds that of the one, or it belongs to the same
//! body as something that is tied to the one (a faculty and a campus of one university).

use super::tie::is_said;
use crate::graph::{Direction, Link, Node};
use crate::knowledge::Kind;
use crate::question::ask::Asked;
use crate::question::list::Ranked;
use std::collections::BTreeSet;

/// How sure a tie is that nothing states.
const UNSURE: f64 = 0.3;
/// Ties told.
const MOST: usize = 4;
/// Characters of the name of a body that several others begin with.
const LEAST_FRONT: usize = 4;
/// Sentences of one thing that are read.
const MOST_READ: usize = 200;

impl<'g> Asked<'_, 'g> {
    /// What may tie two things that nothing ties.
    pub(in crate::question) fn weakly_between(&self, a: Node<'g>, b: Node<'g>) -> Vec<Ranked<'g>> {
        let around = self.ground.all_around(&[a.ordinal() as u32, b.ordinal() as u32]);
        let apart = |r: &Ranked<'g>| {
            r.node != a && r.node != b && !around.contains_key(&(r.node.ordinal() as u32))
        };
        let in_one = self.in_sentences_of_both(a, b).into_iter();
        let named = [(a, b), (b, a)].into_iter().flat_map(|(one, other)| self.bearing(one, other));
        let mut ways: Vec<Vec<Ranked<'g>>> = vec![named.collect(), in_one.collect()];
        ways.push(self.of_one_body(a, b));
        ways.push(self.of_one_body(b, a));
        for ranked in &mut ways {
            ranked.retain(apart);
        }
        let mut ranked = ways.into_iter().find(|ranked| !ranked.is_empty()).unwrap_or_default();
        let mut seen = BTreeSet::new();
        ranked.retain(|r| seen.insert(r.node.ordinal()));
        ranked.truncate(MOST);
        ranked
    }

    /// What is named in a sentence that names the one and holds a word for the other.
    fn in_sentences_of_both(&self, a: Node<'g>, b: Node<'g>) -> Vec<Ranked<'g>> {
        let mut ranked: Vec<Ranked<'g>> = Vec::new();
        for (one, other) in [(a, b), (b, a)] {
            for at in self.sentences_of(one).take(MOST_READ).filter(|&at| self.speaks_of(at, other))
            {
                let names = self.ground.names_in(at).iter();
                for node in names.map(|(node, _)| self.node(*node)) {
                    ranked.push(unsure(node, vec![at]));
                }
            }
        }
        ranked
    }

    /// What bears the name of the one and stands in a sentence with the other (甲院士 and 甲院士工作站).
    fn bearing(&self, one: Node<'g>, other: Node<'g>) -> Vec<Ranked<'g>> {
        if one.kind() == Kind::PLACE || one.name().chars().count() < 2 {
            return Vec::new();
        }
        let bearers = self.ground.names.bearing(&[one.name().to_owned()]).into_iter();
        let bearers = bearers.filter(|&node| node as usize != one.ordinal());
        let told = |node: u32| {
            let node = self.node(node);
            let beside = |&at: &u32| self.speaks_of(at, other);
            let sentences: Vec<u32> = self.sentences_of(node).filter(beside).take(2).collect();
            (!sentences.is_empty()).then(|| unsure(node, sentences))
        };
        bearers.filter_map(told).collect()
    }

    /// What is of the sort asked for (through what project), bears the name of one of two things and is
    /// told of beside the other or in a document about it.
    pub(in crate::question) fn bearing_as_asked(
        &self,
        a: Node<'g>,
        b: Node<'g>,
    ) -> Vec<Ranked<'g>> {
        let mut ranked = Vec::new();
        for (one, other) in [(a, b), (b, a)] {
            let named = one.kind() != Kind::PLACE && one.name().chars().count() >= LEAST_FRONT;
            let bearers = self.ground.names.bearing(&[one.name().to_owned()]);
            for node in bearers.into_iter().filter(|_| named).map(|node| self.node(node)) {
                let near = |&at: &u32| self.speaks_of(at, other) || self.is_about_place(at, other);
                let sentences = self.sentences_of(node).filter(near).take(2).collect::<Vec<_>>();
                if node != one && self.is_of_sort(node) && !sentences.is_empty() {
                    ranked.push(unsure(node, sentences));
                }
            }
        }
        ranked.truncate(MOST);
        ranked
    }

    /// Trades that two places share though no link says so: the texts link the trade to the one, and a
    /// sentence that speaks of the other has the word for it.
    pub(in crate::question) fn weakly_shared(&self) -> Vec<Ranked<'g>> {
        let Some((a, b)) = self.pair() else { return Vec::new() };
        let sorts = &self.reading.roles;
        let trades = sorts.is_empty()
            || sorts.iter().any(|&role| self.words.roles[role].kind == Kind::INDUSTRY);
        if !trades || [a, b].iter().any(|node| node.kind() != Kind::PLACE) {
            return Vec::new();
        }
        let mut ranked = Vec::new();
        for (one, other) in [(a, b), (b, a)] {
            let links = one.edges(Direction::Out).filter(|link| is_said(*link));
            for trade in links.map(Link::tail).filter(|n| n.kind() == Kind::INDUSTRY) {
                let speaks = |&at: &u32| self.speaks_of(at, trade);
                let sentences = self.sentences_of(other).filter(speaks).take(2);
                let sentences: Vec<u32> = sentences.collect();
                if !sentences.is_empty() {
                    ranked.push(unsure(trade, sentences));
                }
            }
        }
        let mut seen = BTreeSet::new();
        ranked.retain(|r| seen.insert(r.node.ordinal()));
        ranked.truncate(MOST);
        ranked
    }

    /// What stands in a sentence with the other and belongs to the same body as something that the
    /// texts link to the one: both names begin with the body's.
    fn of_one_body(&self, one: Node<'g>, other: Node<'g>) -> Vec<Ranked<'g>> {
        let links = one.edges(Direction::Both).filter(|link| is_said(*link));
        let parts = links.map(|link| link.other(one));
        let parts = parts.filter(|part| part.kind() == Kind::INSTITUTION);
        let kin = parts.filter_map(|part| Some((part, self.body_of_part(part)?)));
        let mut ranked = Vec::new();
        for (part, body) in kin {
            for node in self.ground.names.opening(&body).into_iter().map(|node| self.node(node)) {
                let near = |&at: &u32| self.speaks_of(at, other) || self.is_about_place(at, other);
                let sentences = self.sentences_of(node).filter(near).take(2).collect::<Vec<_>>();
                if node != part && node.kind() == part.kind() && !sentences.is_empty() {
                    let why = format!("{} — {body} — {}", part.name(), node.name());
                    ranked.push(Ranked { why: Some(why), ..unsure(node, sentences) });
                }
            }
        }
        ranked
    }

    /// The body that a faculty or an institute belongs to by its name, where it is known.
    fn body_of_part(&self, part: Node<'g>) -> Option<String> {
        let name = part.name();
        let ends = name.char_indices().map(|(at, _)| at).skip(LEAST_FRONT);
        let mut fronts = ends.filter_map(|end| name.get(..end));
        let body = |front: &&str| {
            let senses = self.knowledge.lexicon().senses(front).iter();
            let mut rows = senses.map(|sense| self.knowledge.lexicon().row(sense.row));
            rows.any(|row| row.kind == Kind::INSTITUTION)
        };
        fronts.find(body).map(str::to_owned)
    }

    /// Whether a sentence names a thing, or of a trade holds the word for it.
    fn speaks_of(&self, at: u32, thing: Node<'g>) -> bool {
        let named = self.ground.names_in(at).iter();
        let names = || named.into_iter().any(|(node, _)| *node as usize == thing.ordinal());
        let trade = thing.kind() == Kind::INDUSTRY;
        names() || trade && self.text(at).contains(crate::question::ground::core(thing.name()))
    }

    /// Whether the document of a sentence is about a place or what lies in it.
    fn is_about_place(&self, at: u32, place: Node<'g>) -> bool {
        let told = self.ground.place_of[self.ground.sentence(at).document as usize];
        told == Some(place.ordinal() as u32)
    }
}

/// An answer of which nothing is stated.
fn unsure(node: Node<'_>, sentences: Vec<u32>) -> Ranked<'_> {
    Ranked { spoken: UNSURE, ..Ranked::tied(node, UNSURE, sentences) }
}
