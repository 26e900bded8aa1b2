//! An entity and how nearly sentences speak of what is asked in, how well it answers out.

use super::Ranked;
use super::nearby::{Group, NEARNESS};
use crate::graph::{Link, Node};
use crate::knowledge::Kind;
use crate::question::ask::Asked;
use crate::question::rows::search::Sought;
use crate::question::ties::tie::{Ties, is_said};
use std::collections::BTreeSet;
use std::sync::Arc;

/// What is left of the rank of a sentence that says nothing of the relation asked about.
const UNSAID: f64 = 0.5;
/// What is left of the rank of a sentence that does not speak of a subject at all.
const OFF_SUBJECT: f64 = 0.12;
/// The same where the relation asked about is stated of the answer.
const STATED_OFF_SUBJECT: f64 = 0.5;
/// How far a stated link speaks of what it leads to, wherever its sentence stands.
const LINKED: f64 = 0.9;
/// How far an entry of a document speaks of what the document does.
const ENTRY: f64 = 0.8;
/// Entities looked at closely: those whose sentences come nearest.
const MOST_WEIGHED: usize = 2_000;
/// Sentences of an entity that are looked at closely.
const MOST_READ: usize = 100;
/// Sentences that state a link and are kept.
const MOST_STATING: usize = 4;

/// How nearly sentences speak of each group of things a question names.
pub(in crate::question) struct Near<'a> {
    groups: Vec<Of>,
    /// Words for the relation asked about.
    relation: Sought<'a>,
}

/// One group, with what makes an entity speak of it by its name.
struct Of {
    /// By sentence.
    near: Arc<[f64]>,
    words: BTreeSet<String>,
    /// Names of the places named: programmes that bear them are theirs.
    fronts: BTreeSet<String>,
    needed: bool,
}

/// What an entity has of each group whatever a sentence says: a stated link, a word in its name.
struct Own {
    least: Vec<f64>,
    /// Groups whose word its name holds.
    named: usize,
    /// The relation asked about is stated of it.
    asked_of: bool,
    /// A programme that bears the name of a place the question names.
    of_place: bool,
}

impl<'a, 'g> Asked<'a, 'g> {
    /// How nearly each sentence speaks of each group.
    pub(in crate::question) fn near(
        &self,
        groups: &[Group],
        candidates: &[Node<'g>],
        ties: &Ties<'g>,
    ) -> Near<'a> {
        let contrary = self.contrary(candidates, ties);
        let of = |group: &Group| {
            let core =
                |node: &u32| crate::question::ground::core(self.node(*node).name()).to_owned();
            let industry = |node: &&u32| self.node(**node).kind() == Kind::INDUSTRY;
            let mut words: BTreeSet<String> = group.words.iter().cloned().collect();
            words.extend(group.nodes.iter().filter(industry).map(core));
            let mut near = self.ground.nearness(self.graph, group, &contrary);
            if group.words.is_empty() && self.asks_of_an_article() {
                near = self.ground.throughout(&near);
            }
            let fronts = self.fronts_of(group);
            Of { near, words, fronts, needed: group.needed }
        };
        let relation = Sought::of(self.words_of_relation());
        Near { groups: groups.iter().map(of).collect(), relation }
    }

    /// Whether what a whole article says is asked for.
    fn asks_of_an_article(&self) -> bool {
        let lower = self.question.to_lowercase();
        self.words.manner.articles.iter().any(|word| lower.contains(word.as_str()))
    }

    /// Those whose sentences come nearest to what is asked, where there are very many.
    pub(in crate::question) fn likely(
        &self,
        mut candidates: Vec<Node<'g>>,
        near: &Near<'_>,
        ties: &Ties<'g>,
    ) -> Vec<Node<'g>> {
        if candidates.len() <= MOST_WEIGHED {
            return candidates;
        }
        let weight = |node: Node<'g>| {
            let own = near.own(node, ties, self.stated_link(node, ties).is_some());
            let products = self.sentences_of(node).map(|at| near.product(at, &own));
            let (best, sum) = products.fold((0.0_f64, 0.0), |(b, s), p| (b.max(p), s + p));
            (best + 0.01 * f64::min(sum, 10.0)) * if own.asked_of { 2.0 } else { 1.0 }
        };
        let mut weighed: Vec<(f64, Node<'g>)> =
            candidates.drain(..).map(|node| (weight(node), node)).collect();
        let better = |a: &(f64, Node<'_>), b: &(f64, Node<'_>)| {
            b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1))
        };
        weighed.select_nth_unstable_by(MOST_WEIGHED, better);
        weighed.truncate(MOST_WEIGHED);
        weighed.into_iter().map(|(_, node)| node).collect()
    }

    /// How well an entity answers; `None` where it does not.
    pub(in crate::question) fn rank(
        &self,
        node: Node<'g>,
        near: &Near<'_>,
        ties: &Ties<'g>,
    ) -> Option<Ranked<'g>> {
        if self.linked_otherwise(node, ties) {
            return None;
        }
        let stated = self.stated_link(node, ties);
        let asked_of = stated.is_some() && !self.reading.relations.is_empty();
        let own = near.own(node, ties, asked_of);
        let mut scored: Vec<(f64, u32)> = self
            .sentences_of(node)
            .map(|at| {
                let entry = || self.is_entry(node, at).then(|| self.told_by_document(at, near));
                (near.product(at, &own).max(entry().unwrap_or(0.0)), at)
            })
            .filter(|(product, _)| *product > 0.0)
            .collect();
        best_first(&mut scored);
        scored.truncate(MOST_READ);
        // Of what names nothing no relation can be stated.
        let asks_relation = !self.reading.relations.is_empty() && !self.reading.anchors.is_empty();
        let mut spoken: f64 = 0.0;
        let mut in_words = false;
        for (product, at) in &mut scored {
            let says_so = own.of_place || near.relation.holds_any(self.text(*at));
            let unsaid = !says_so && !asked_of && asks_relation;
            spoken = spoken.max(*product * if unsaid { UNSAID } else { 1.0 });
            in_words |= says_so && *product >= NEARNESS[1];
            *product *= if says_so { 1.6 } else { 1.0 };
        }
        best_first(&mut scored);
        let best = scored.first()?.0;
        let more: f64 = scored.iter().skip(1).take(4).map(|s| s.0 * 0.12).sum();
        let bonus = if stated.is_some() { 1.5 } else { 1.0 };
        Some(Ranked {
            node,
            score: (best + more) * bonus * (1.0 + 1.5 * own.named as f64),
            spoken,
            sentences: scored.into_iter().map(|s| s.1).take(5).collect(),
            stated: stated.map(|link| (link.relation(), link.basis())),
            naming_both: stated.map_or(Vec::new(), |link| self.naming_both(link)),
            link: stated,
            in_words,
            bears: own.named > 0,
            why: None,
        })
    }

    /// How far the document of a sentence speaks of all groups, where the sentence is an entry of it.
    fn told_by_document(&self, at: u32, near: &Near<'_>) -> f64 {
        let document = self.ground.sentences_of(self.ground.sentence(at).document);
        let most = |group: &Of| {
            let near = group.near.get(document.start as usize..document.end as usize);
            near.unwrap_or_default().iter().copied().fold(0.0, f64::max)
        };
        ENTRY * near.groups.iter().map(most).product::<f64>()
    }

    /// The sentences of an entity that are no reprints, those that speak of it without its name too.
    pub(in crate::question) fn sentences_of(&self, node: Node<'g>) -> impl Iterator<Item = u32> {
        let own = self.ground.of_node(node.ordinal() as u32).iter();
        let all = own.chain(self.ground.spoken_of(node.ordinal() as u32)).copied();
        all.filter(|&at| !self.ground.sentence(at).reprint)
    }

    fn naming_both(&self, link: Link<'g>) -> Vec<u32> {
        let mut naming = self.sentences_naming_both(link.head(), link.tail());
        naming.truncate(MOST_STATING);
        naming
    }
}

impl Near<'_> {
    /// What an entity has of each group by itself.
    fn own(&self, node: Node<'_>, ties: &Ties<'_>, asked_of: bool) -> Own {
        let least = vec![0.0; self.groups.len()];
        let mut own = Own { least, named: 0, asked_of, of_place: false };
        for tie in ties.of(node).iter().filter(|tie| is_said(tie.link)) {
            own.least[tie.group] = LINKED;
        }
        for (group, least) in self.groups.iter().zip(&mut own.least) {
            let bears = |front: &String| node.name().starts_with(front.as_str());
            if node.kind() == Kind::PROGRAM && group.fronts.iter().any(bears) {
                own.of_place = true;
                *least = LINKED;
            }
            // A name that holds a subject's word speaks of it by itself.
            if group.words.iter().any(|word| node.name().contains(word.as_str())) {
                own.named += 1;
                *least = 1.0;
            }
        }
        own
    }

    /// How far a sentence of an entity speaks of all groups.
    fn product(&self, at: u32, own: &Own) -> f64 {
        let groups = self.groups.iter().zip(&own.least);
        groups
            .map(|(group, &least)| {
                let said = group.near[at as usize].max(least);
                match (group.needed, own.asked_of) {
                    (true, _) => said,
                    (false, true) => said.max(STATED_OFF_SUBJECT),
                    (false, false) => said.max(OFF_SUBJECT),
                }
            })
            .product()
    }
}

/// Sorts by score, then by place.
fn best_first(scored: &mut [(f64, u32)]) {
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
}
