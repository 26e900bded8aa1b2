//! What is asked for and what it must have to do with in, entities with reasons out, best first.
//!
//! An entity answers as far as the sentences that name it, or those next to them, also speak of
//! everything the question names. What a sentence states weighs more than what stands beside it.

use super::ask::Asked;
use super::direction::End;
use super::nearby::{Group, NEARNESS};
use super::reading::Anchor;
use crate::graph::{Basis, Direction, Filter, Link, Node};
use crate::knowledge::{Kind, Relation, Role};
use std::collections::{BTreeMap, BTreeSet};

/// What is left of the rank of a sentence that says nothing of the relation asked about.
const UNSAID: f64 = 0.5;
/// What is left of the rank of a sentence that does not speak of a subject at all.
const OFF_SUBJECT: f64 = 0.12;
/// The same where the relation asked about is stated of the answer.
const STATED_OFF_SUBJECT: f64 = 0.5;
/// How far an answer may speak of what is asked, as a part of the answer that does best: when
/// the question names one group of things, and when it names several.
const CUT: [f64; 2] = [0.65, 0.35];
/// The subject of a sentence stands within this many characters of its start.
const SUBJECT: u32 = 6;
/// Answers beyond this are no answer but a listing.
const MOST: usize = 20;

/// An entity that answers.
#[derive(Clone, Debug)]
pub(super) struct Ranked<'g> {
    pub node: Node<'g>,
    pub score: f64,
    /// How far its best sentence speaks of all that is asked, 0 to 1.
    pub spoken: f64,
    /// Sentences that say so, best first, as places in `Ground::sentences`.
    pub sentences: Vec<u32>,
    /// The stated relation that says so, if one does.
    pub stated: Option<(Relation, Basis)>,
    /// The sentences that state it.
    pub stating: Vec<u32>,
    /// A sentence that speaks of all that is asked uses a word for the relation.
    pub in_words: bool,
}

impl<'g> Ranked<'g> {
    /// An entity that these sentences tie to what is asked about; no link is known to state it.
    pub(super) fn tied(node: Node<'g>, score: f64, sentences: Vec<u32>) -> Self {
        let (stated, stating) = (None, Vec::new());
        Self { node, score, spoken: 1.0, sentences, stated, stating, in_words: false }
    }
}

impl<'g> Asked<'_, 'g> {
    /// The entities a list question asks for.
    pub(super) fn list(&self) -> Vec<Ranked<'g>> {
        let groups = self.groups();
        let mut candidates = self.candidates();
        let beside = self.linked_to(&groups);
        let mut near: BTreeMap<u32, Vec<f64>> = BTreeMap::new();
        let linked: Vec<Node<'g>> =
            candidates.iter().copied().filter(|n| beside.contains(&n.ordinal())).collect();
        let contrary = self.contrary(&linked, &groups);
        let speaks: Vec<BTreeMap<u32, f64>> =
            groups.iter().map(|g| self.speaking_of(g, &contrary)).collect();
        for (n, map) in speaks.iter().enumerate() {
            for (&sentence, &nearness) in map {
                near.entry(sentence).or_insert_with(|| vec![0.0; groups.len()])[n] = nearness;
            }
        }
        near.retain(|sentence, _| !contrary.contains(sentence));
        if !groups.is_empty() {
            // Only what is linked to something asked about, or named near it, can answer.
            let mut able = beside;
            for &at in near.keys() {
                let names = self.ground.sentences[at as usize].nodes.iter();
                able.extend(names.map(|(node, _)| *node as usize));
            }
            candidates.retain(|node| {
                able.contains(&node.ordinal())
                    || !self.ground.spoken_of(node.ordinal() as u32).is_empty()
                    || self.bears_word(*node, &groups)
            });
        }
        let mut ranked: Vec<Ranked<'g>> =
            candidates.into_iter().filter_map(|node| self.rank(node, &groups, &near)).collect();
        ranked.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.node.cmp(&b.node)));
        self.keep_stated(&mut ranked);
        let best = ranked.iter().map(|r| r.spoken).fold(0.0, f64::max);
        let cut = if groups.len() > 1 { CUT[1] } else { CUT[0] };
        ranked.retain(|r| r.spoken >= best * cut);
        ranked.truncate(self.reading.number.map_or(MOST, |n| n as usize).clamp(1, MOST));
        ranked
    }

    /// Where the texts state the relation asked about, only those it is stated of answer, and those
    /// that stand in a list with them.
    fn keep_stated(&self, ranked: &mut Vec<Ranked<'g>>) {
        if self.reading.relations.is_empty() || !ranked.iter().any(|r| r.stated.is_some()) {
            self.keep_linked(ranked);
            return;
        }
        let stating: BTreeSet<u32> =
            ranked.iter().filter(|r| r.stated.is_some()).flat_map(|r| r.stating.clone()).collect();
        ranked.retain(|r| {
            let listed = r.sentences.iter().any(|at| stating.contains(at));
            // Places are named beside everything: only what is said of them answers.
            let beside = match r.node.kind() {
                Kind::PLACE => r.sentences.iter().any(|&at| self.is_about(r.node, at)),
                _ => listed || r.in_words,
            };
            r.stated.is_some() || r.spoken >= NEARNESS[1] && beside
        });
    }

    /// Where a question names one firm, institution or programme and no relation, those that the texts
    /// tie to it answer, if there are any.
    fn keep_linked(&self, ranked: &mut Vec<Ranked<'g>>) {
        let apart = |a: &Anchor| [Kind::PLACE, Kind::INDUSTRY].contains(&a.kind);
        let alone = self.reading.anchors.iter().all(|a| !apart(a));
        if alone && self.reading.relations.is_empty() && self.reading.topics.is_empty() {
            let stating: BTreeSet<u32> = ranked.iter().flat_map(|r| r.stating.clone()).collect();
            if !stating.is_empty() {
                ranked.retain(|r| {
                    r.stated.is_some() || r.sentences.iter().any(|at| stating.contains(at))
                });
            }
        }
    }

    /// Whether a sentence is about a place: it opens with it, or states of it a relation asked about.
    fn is_about(&self, place: Node<'g>, at: u32) -> bool {
        let sentence = &self.ground.sentences[at as usize];
        let own = sentence.nodes.iter().find(|(node, _)| *node as usize == place.ordinal());
        let opens = own.is_some_and(|(_, start)| start - self.start_of(at) <= SUBJECT);
        let filter = Filter::stated().relations(self.relations_asked());
        opens
            || self.ground.spoken_of(place.ordinal() as u32).contains(&at)
            || place.links(Direction::Out, &filter).into_iter().any(|link| {
                let other = link.other(place).ordinal() as u32;
                sentence.nodes.iter().any(|(node, _)| *node == other)
            })
    }

    /// Entities of the kinds asked for that the question does not name itself.
    fn candidates(&self) -> Vec<Node<'g>> {
        let named: BTreeSet<u32> =
            self.reading.anchors.iter().flat_map(|a| a.nodes.iter().copied()).collect();
        let roles: Vec<&Role> = self.reading.roles.iter().map(|&r| &self.words.roles[r]).collect();
        let kinds = self.kinds_of_relations();
        // Who supplies a firm is a firm: 谁 asks for whatever stands at the head.
        let by_relation = roles.is_empty() || self.reading.by_who && !kinds.is_empty();
        let fits = |node: &Node<'g>| match by_relation {
            true => kinds.is_empty() || kinds.contains(&node.kind()),
            false => roles.iter().any(|role| plays(role, node)),
        };
        self.graph
            .nodes()
            .filter(|n| {
                let among = self.reading.among.as_ref();
                among.is_none_or(|among| among.contains(&(n.ordinal() as u32)))
            })
            .filter(|n| n.mentions() > 0 && !named.contains(&(n.ordinal() as u32)) && fits(n))
            .collect()
    }

    /// Kinds that may stand at the other end of the relations asked about, when no role says.
    fn kinds_of_relations(&self) -> BTreeSet<Kind> {
        let schema = self.knowledge.schema();
        let mut kinds = BTreeSet::new();
        for relation in self.relations_asked() {
            let Some(entry) = schema.relation(relation.name()) else { continue };
            match self.reading.end {
                Some(End::Head) => kinds.extend(&entry.head),
                Some(End::Tail) => kinds.extend(&entry.tail),
                Some(End::Either) | None => kinds.extend(entry.head.iter().chain(&entry.tail)),
            }
        }
        if self.reading.by_who && self.reading.end != Some(End::Tail) {
            kinds.remove(&Kind::INDUSTRY);
            kinds.remove(&Kind::PROGRAM);
        }
        kinds
    }

    fn rank(
        &self,
        node: Node<'g>,
        groups: &[Group],
        near: &BTreeMap<u32, Vec<f64>>,
    ) -> Option<Ranked<'g>> {
        if self.linked_otherwise(node, groups) {
            return None;
        }
        let linked: Vec<f64> = groups.iter().map(|g| self.linked(node, g)).collect();
        // A name that holds a subject's word speaks of it by itself.
        let named: Vec<f64> = groups
            .iter()
            .map(|group| {
                let core = |node: &u32| super::ground::core(self.node(*node).name());
                let cores = group.nodes.iter().filter(|n| self.node(**n).kind() == Kind::INDUSTRY);
                let mut words = group.words.iter().map(String::as_str).chain(cores.map(core));
                let holds = words.any(|word| node.name().contains(word));
                f64::from(u8::from(holds))
            })
            .collect();
        let stated = self.stated_link(node, groups);
        let asked_of = stated.is_some() && !self.reading.relations.is_empty();
        let mut scored: Vec<(f64, u32)> = Vec::new();
        let mut most_spoken: f64 = 0.0;
        let mut in_words = false;
        let own = &self.ground.of_node[node.ordinal()];
        for &at in own.iter().chain(self.ground.spoken_of(node.ordinal() as u32)) {
            if self.ground.sentences[at as usize].reprint {
                continue;
            }
            let here = near.get(&at);
            let product: f64 = groups
                .iter()
                .enumerate()
                .map(|(n, group)| {
                    let said = here.map_or(0.0, |h| h[n]).max(linked[n]).max(named[n]);
                    match (group.needed, asked_of) {
                        (true, _) => said,
                        (false, true) => said.max(STATED_OFF_SUBJECT),
                        (false, false) => said.max(OFF_SUBJECT),
                    }
                })
                .product();
            let says_so = self.speaks_of_relation(at);
            let unsaid = !says_so && !asked_of && !self.reading.relations.is_empty();
            most_spoken = most_spoken.max(product * if unsaid { UNSAID } else { 1.0 });
            in_words |= says_so && product >= NEARNESS[1];
            let states = if says_so { 1.6 } else { 1.0 };
            if product > 0.0 {
                scored.push((product * states, at));
            }
        }
        scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let best = scored.first()?.0;
        let more: f64 = scored.iter().skip(1).take(4).map(|s| s.0 * 0.12).sum();
        let (stated, stating) = stated.map_or((None, Vec::new()), |(s, at)| (Some(s), at));
        let bonus = if stated.is_some() { 1.5 } else { 1.0 };
        Some(Ranked {
            node,
            score: (best + more) * bonus * (1.0 + 1.5 * named.iter().sum::<f64>()),
            spoken: most_spoken,
            sentences: scored.into_iter().map(|s| s.1).take(5).collect(),
            stated,
            stating,
            in_words,
        })
    }

    /// How far a stated link ties an entity to a group wherever its sentence stands.
    fn linked(&self, node: Node<'g>, group: &Group) -> f64 {
        let filter = Filter::default().bases([Basis::Stated, Basis::Planned]);
        let tied = node
            .links(Direction::Both, &filter)
            .into_iter()
            .any(|link| group.nodes.contains(&(link.other(node).ordinal() as u32)));
        if tied { 0.9 } else { 0.0 }
    }

    /// Entities linked to something the question names.
    fn linked_to(&self, groups: &[Group]) -> BTreeSet<usize> {
        let nodes = groups.iter().flat_map(|group| &group.nodes).map(|&node| self.node(node));
        let filter = Filter::default();
        let others = |node: Node<'g>| {
            let links = node.links(Direction::Both, &filter);
            links.into_iter().map(move |link| link.other(node).ordinal())
        };
        nodes.flat_map(others).collect()
    }

    /// Whether the name of an entity holds a word for a subject.
    fn bears_word(&self, node: Node<'g>, groups: &[Group]) -> bool {
        let mut words = groups.iter().flat_map(|group| &group.words);
        words.any(|word| node.name().contains(word.as_str()))
    }

    /// Sentences that state the relation asked about the other way round.
    fn contrary(&self, candidates: &[Node<'g>], groups: &[Group]) -> BTreeSet<u32> {
        let mut contrary = BTreeSet::new();
        for &node in candidates.iter().filter(|node| self.linked_otherwise(**node, groups)) {
            for &other in groups.iter().flat_map(|group| &group.nodes) {
                contrary.extend(self.sentences_naming_both(node, self.node(other)));
            }
        }
        contrary
    }

    /// Whether the relation asked about is stated only the other way round: the customers of a firm
    /// are no suppliers of it.
    fn linked_otherwise(&self, node: Node<'g>, groups: &[Group]) -> bool {
        let asked: Vec<Relation> = self.relations_asked().collect();
        if asked.is_empty() || self.reading.end == Some(End::Either) {
            return false;
        }
        let bases = [Basis::Stated, Basis::Planned, Basis::Negated];
        let links = node.links(Direction::Both, &Filter::default().bases(bases));
        let mut named = links.iter().filter(|link| {
            let other = link.other(node).ordinal() as u32;
            groups.iter().any(|g| g.nodes.contains(&other)) && asked.contains(&link.relation())
        });
        let reversed = |link: &&Link<'_>| {
            link.basis() == Basis::Negated || !link.is_symmetric() && !self.asks_for(link, node)
        };
        named.clone().next().is_some() && named.all(|link| reversed(&link))
    }

    /// The stated link to something the question names, of a relation it speaks of if it does, with
    /// the sentences that state it. Which end asks is minded: the suppliers of a firm supply it.
    fn stated_link(
        &self,
        node: Node<'g>,
        groups: &[Group],
    ) -> Option<((Relation, Basis), Vec<u32>)> {
        let filter = Filter::default().bases([Basis::Stated, Basis::Planned]);
        let mut links = node.links(Direction::Both, &filter).into_iter().filter(|link| {
            let other = link.other(node).ordinal() as u32;
            groups.iter().any(|g| g.nodes.contains(&other))
                && self.asks_for(link, node)
                && self.by_itself(link, other)
        });
        let link = links.next()?;
        let mut stating = self.sentences_naming_both(link.head(), link.tail());
        stating.truncate(4);
        Some(((link.relation(), link.basis()), stating))
    }

    /// What a county does its city has not done: only where things are is true of both.
    fn by_itself(&self, link: &Link<'_>, other: u32) -> bool {
        let within = ["located_in", "part_of"].contains(&link.relation().name());
        let inside = self.node(other).kind() == Kind::PLACE
            && !self.reading.anchors.iter().any(|a| a.nodes.contains(&other));
        self.reading.relations.is_empty() || within || !inside
    }

    /// Whether a link is of a relation asked about, with the entity at the end asked for.
    fn asks_for(&self, link: &Link<'_>, node: Node<'_>) -> bool {
        if self.reading.relations.is_empty() {
            return true;
        }
        let kind = node.kind();
        self.relations_asked().any(|relation| {
            let Some(entry) = self.knowledge.schema().relation(relation.name()) else {
                return false;
            };
            let at_head = link.head() == node;
            let end = match (entry.head.contains(&kind), entry.tail.contains(&kind)) {
                (true, false) => End::Head,
                (false, true) => End::Tail,
                _ => self.reading.end.unwrap_or(End::Either),
            };
            let fits = match end {
                End::Head => at_head,
                End::Tail => !at_head,
                End::Either => true,
            };
            link.relation() == relation && (link.is_symmetric() || fits)
        })
    }

    /// Whether a sentence uses a word for a relation the question speaks of.
    pub(super) fn speaks_of_relation(&self, at: u32) -> bool {
        let text = self.text(at);
        self.reading.relations.iter().any(|&(relation, _)| {
            let phrases = &self.words.relations[relation];
            phrases
                .toward
                .iter()
                .chain(&phrases.from)
                .any(|w| !w.is_ascii() && text.contains(w.as_str()))
        })
    }
}

/// Whether an entity may be what a role asks for.
fn plays(role: &Role, node: &Node<'_>) -> bool {
    let ends = |name: &str| {
        // The years of a plan stand in brackets behind its name.
        let name = name
            .trim_end_matches([')', '）'])
            .trim_end_matches(|c: char| c.is_ascii_digit() || "-—–年至(（".contains(c));
        role.endings.iter().any(|ending| name.ends_with(ending.as_str()))
    };
    node.kind() == role.kind
        && (role.endings.is_empty()
            || ends(node.name())
            || node.aliases().iter().any(|alias| ends(alias)))
}
