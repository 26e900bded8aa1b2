//! Things named in, how nearly each sentence speaks of them out, and who is named there.
//!
//! A sentence speaks of what it names, less so of what its neighbours name, and a little of what the
//! head of its document names or its document is about.

use crate::graph::KnowledgeGraph;
use crate::knowledge::Kind;
use crate::question::ask::Asked;
use crate::question::ground::Ground;
use crate::question::reading::{Anchor, Lookup};
use std::collections::BTreeSet;
use std::sync::{Arc, PoisonError};

/// How far a sentence at this distance from one that names a thing still speaks of it.
pub(in crate::question) const NEARNESS: [f64; 3] = [1.0, 0.6, 0.4];
/// How far any sentence of a document about a place speaks of the place.
pub(in crate::question) const SAME_PLACE: f64 = 0.45;
/// How far any sentence of a document speaks of what its first sentences name.
pub(in crate::question) const IN_TITLE: f64 = 0.35;
/// What is left of nearness across the end of a paragraph.
const NEXT_PARAGRAPH: f64 = 0.6;

/// Things a question names of which one must be spoken of.
#[derive(Debug, Default)]
pub(in crate::question) struct Group {
    pub nodes: BTreeSet<u32>,
    pub words: Vec<String>,
    pub needed: bool,
}

impl Asked<'_, '_> {
    /// What the question names, in groups: its places, its subjects, its other entities.
    pub(in crate::question) fn groups(&self) -> Vec<Group> {
        let reading = self.reading;
        let group = |of: fn(&Anchor) -> bool, scope: &dyn Fn(&[u32]) -> BTreeSet<u32>| {
            let anchors: Vec<&Anchor> = reading.anchors.iter().filter(|a| of(a)).collect();
            let nodes = anchors.iter().flat_map(|a| scope(&a.nodes)).collect();
            Group { nodes, words: Vec::new(), needed: true }
        };
        let ground = self.ground;
        let mut places = group(|a| a.kind == Kind::PLACE, &|n| ground.with_inside(n));
        if self.reading.roles.iter().any(|&role| self.words.roles[role].kind == Kind::PERSON) {
            let bodies = self.bodies_of(&places.nodes);
            places.nodes.extend(bodies);
        }
        // 沈阳市浑南区 is one place: the inner one.
        for anchor in reading.anchors.iter().filter(|a| a.kind == Kind::PLACE) {
            let scope = ground.with_inside(&anchor.nodes);
            let inner = |other: &&Anchor| {
                let follows = self.question.contains(&format!("{}{}", anchor.text, other.text));
                *other != anchor && follows && other.nodes.iter().all(|node| scope.contains(node))
            };
            if let Some(inner) = reading.anchors.iter().find(inner) {
                let kept = ground.with_inside(&inner.nodes);
                places.nodes.retain(|node| kept.contains(node) || !scope.contains(node));
            }
        }
        if self.only_says_whose(&places) {
            places = Group::default();
        }
        let mut subjects = group(|a| a.kind == Kind::INDUSTRY, &|n| ground.with_kin(n));
        let others = group(|a| a.kind != Kind::PLACE && a.kind != Kind::INDUSTRY, &|n| {
            n.iter().copied().chain(self.parts_of(n)).collect()
        });
        subjects.words = reading.topics.iter().flatten().cloned().collect();
        let named = |a: &&Anchor| a.kind == Kind::INDUSTRY && !a.loose;
        subjects.needed = subjects.words.is_empty() && reading.anchors.iter().any(|a| named(&a));
        let industries = reading.anchors.iter().filter(|a| a.kind == Kind::INDUSTRY);
        subjects.words.extend(industries.flat_map(|anchor| anchor.words.iter().cloned()));
        let holds = |g: &Group| !g.nodes.is_empty() || !g.words.is_empty();
        let mut groups: Vec<Group> = [places, subjects, others].into_iter().filter(holds).collect();
        if let [only] = groups.as_mut_slice() {
            only.needed = true;
        }
        groups
    }

    /// 江城的海川电池: whether the places named only say where the one firm or body named is.
    fn only_says_whose(&self, places: &Group) -> bool {
        let anchors = &self.reading.anchors;
        let place = |a: &&Anchor| a.kind == Kind::PLACE;
        let body = |a: &&Anchor| [Kind::COMPANY, Kind::INSTITUTION].contains(&a.kind);
        let (Some(one), Some(body)) = (anchors.iter().find(place), anchors.iter().find(body))
        else {
            return false;
        };
        let joints = ["的", "'s ", "’s ", " ", ""];
        let joined =
            |joint: &&str| self.question.contains(&format!("{}{joint}{}", one.text, body.text));
        anchors.iter().filter(place).count() == 1
            && joints.iter().any(joined)
            && body.nodes.iter().any(|&node| self.lies_in(node, &places.nodes))
    }

    /// Colleges and institutes that do on behalf of bodies what the question asks for.
    pub(in crate::question) fn parts_of(&self, bodies: &[u32]) -> Vec<u32> {
        let done = ["cooperates_with", "founds"];
        if !self.relations_asked().any(|relation| done.contains(&relation.name())) {
            return Vec::new();
        }
        let bodies = bodies.iter().map(|&body| self.node(body));
        let bodies = bodies.filter(|body| body.kind() == Kind::INSTITUTION);
        bodies.flat_map(|body| self.ground.named_after(body)).collect()
    }

    /// The names of the places of a group that the question itself names, also short.
    pub(in crate::question) fn fronts_of(&self, group: &Group) -> BTreeSet<String> {
        // What is held in a place or given to it seldom bears its name.
        if self.relations_asked().any(|relation| !["issues", "founds"].contains(&relation.name())) {
            return BTreeSet::new();
        }
        let places = self.reading.anchors.iter().filter(|anchor| anchor.kind == Kind::PLACE);
        let places = places.flat_map(|anchor| &anchor.nodes).filter(|n| group.nodes.contains(n));
        let names = places.flat_map(|&place| {
            let node = self.node(place);
            std::iter::once(node.name()).chain(node.aliases().iter().map(String::as_str))
        });
        let zone = self.words.roles.iter().find(|role| role.id == "zone");
        let endings = || zone.into_iter().flat_map(|role| &role.endings);
        let is_place = |name: &str| {
            let mut nodes = self.ground.names.exact(name).iter();
            nodes.any(|&node| self.ground.kind(node) == Kind::PLACE)
        };
        let short = names.flat_map(|name| {
            let stem = endings().find_map(|ending| name.strip_suffix(ending.as_str()));
            let stem = stem.filter(|stem| !is_place(stem));
            [name.trim_end_matches(['市', '县', '区', '省']), stem.unwrap_or(name)]
        });
        short.filter(|name| name.chars().count() >= 2).map(str::to_owned).collect()
    }

    /// Bodies whose name begins with that of a place: its committee, its bureaus.
    fn bodies_of(&self, places: &BTreeSet<u32>) -> Vec<u32> {
        let stems = places
            .iter()
            .map(|&place| self.node(place).name().trim_end_matches(['市', '县', '区', '省']))
            .filter(|stem| stem.chars().count() >= 2);
        let bodies = stems.flat_map(|stem| self.ground.names.opening(stem));
        let institution = |node: &u32| {
            let node = self.node(*node);
            node.kind() == Kind::INSTITUTION && node.mentions() > 0
        };
        bodies.filter(institution).collect()
    }
}

impl Ground {
    /// How nearly each sentence speaks of a group, 0 to 1, by its place in `sentences`. Sentences in
    /// `but` speak of nothing. One question asks for the same group several times, so that the last
    /// answer is kept.
    pub(in crate::question) fn nearness(
        &self,
        graph: &KnowledgeGraph,
        group: &Group,
        but: &BTreeSet<u32>,
    ) -> Arc<[f64]> {
        if !but.is_empty() {
            return self.nearness_anew(graph, group, but).into();
        }
        let last = || self.near.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((nodes, words, near)) = &*last()
            && (nodes, words) == (&group.nodes, &group.words)
        {
            return Arc::clone(near);
        }
        let near: Arc<[f64]> = self.nearness_anew(graph, group, but).into();
        *last() = Some((group.nodes.clone(), group.words.clone(), Arc::clone(&near)));
        near
    }

    fn nearness_anew(
        &self,
        graph: &KnowledgeGraph,
        group: &Group,
        but: &BTreeSet<u32>,
    ) -> Vec<f64> {
        let mut near = vec![0.0; self.sentences.all().len()];
        let named = group.nodes.iter().flat_map(|&n| self.of_node(n));
        let spoken = group.nodes.iter().flat_map(|&node| self.spoken_of(node));
        let mut direct: Vec<u32> = named.chain(spoken).copied().collect();
        if !group.words.is_empty() {
            direct.extend(self.holding(graph, &group.words).iter());
        }
        direct.sort_unstable();
        direct.dedup();
        direct.retain(|sentence| !but.contains(sentence));
        // What the head of a document names, all of it speaks of.
        for &at in direct.iter().filter(|&&at| self.is_head(at)) {
            if self.heads(graph, at, group) {
                self.lift(&mut near, self.sentence(at).document, IN_TITLE);
            }
        }
        for &at in &direct {
            self.spread(at, &mut near);
        }
        for (document, place) in self.place_of.iter().enumerate() {
            if place.is_some_and(|place| group.nodes.contains(&place)) {
                self.lift(&mut near, document as u32, SAME_PLACE);
            }
        }
        for &at in but {
            near[at as usize] = 0.0;
        }
        near
    }

    /// Entities named in sentences that speak of a group or whose name holds one of its words, each
    /// with how nearly.
    pub(in crate::question) fn beside(
        &self,
        graph: &KnowledgeGraph,
        group: &Group,
    ) -> Vec<(u32, f64)> {
        let near = self.nearness(graph, group, &BTreeSet::new());
        let mut best = vec![0.0_f64; self.kinds.len()];
        for (at, &nearness) in (0..).zip(near.iter()) {
            if nearness > 0.0 {
                for &(node, _) in self.names_in(at) {
                    best[node as usize] = best[node as usize].max(nearness);
                }
            }
        }
        for (&node, spoken) in &self.spoken {
            let most = spoken.iter().map(|&at| near[at as usize]).fold(0.0, f64::max);
            best[node as usize] = best[node as usize].max(most);
        }
        for node in self.names.bearing(&group.words) {
            best[node as usize] = 1.0;
        }
        let found = best.into_iter().zip(0_u32..).filter(|(nearness, _)| *nearness > 0.0);
        found.map(|(nearness, node)| (node, nearness)).collect()
    }

    /// Whether the head of a document names a subject there: an industry of the group, or a word for
    /// it of three characters or more.
    fn heads(&self, graph: &KnowledgeGraph, at: u32, group: &Group) -> bool {
        let mut names = self.names_in(at).iter();
        let industry = |node: &u32| self.kinds[*node as usize] == Kind::INDUSTRY;
        let long = |word: &&String| word.chars().count() >= 3;
        let mut subjects = group.words.iter().filter(long).peekable();
        names.any(|(node, _)| group.nodes.contains(node) && industry(node))
            || subjects.peek().is_some() && {
                let text = self.text(graph, at);
                subjects.any(|word| text.contains(word.as_str()))
            }
    }

    fn lift(&self, near: &mut [f64], document: u32, least: f64) {
        for at in self.sentences_of(document) {
            near[at as usize] = near[at as usize].max(least);
        }
    }

    /// The same where a document that names a thing anywhere is meant as a whole (the article by …).
    pub(in crate::question) fn throughout(&self, near: &[f64]) -> Arc<[f64]> {
        let mut lifted = near.to_vec();
        for document in 0..self.place_of.len() as u32 {
            let names = |at: u32| near[at as usize] >= NEARNESS[0];
            if self.sentences_of(document).any(names) {
                self.lift(&mut lifted, document, SAME_PLACE);
            }
        }
        lifted.into()
    }

    /// Marks a sentence and its neighbours in the document.
    fn spread(&self, sentence: u32, near: &mut [f64]) {
        let own = self.sentence(sentence);
        for (distance, nearness) in NEARNESS.iter().enumerate() {
            let distance = distance as u32;
            let around = [sentence.checked_sub(distance), sentence.checked_add(distance)];
            for at in around.into_iter().flatten() {
                let Some(other) = self.sentences.get(at) else { continue };
                if other.document == own.document {
                    let apart = other.paragraph != own.paragraph;
                    let nearness = nearness * if apart { NEXT_PARAGRAPH } else { 1.0 };
                    near[at as usize] = near[at as usize].max(nearness);
                }
            }
        }
    }
}
