//! What a question names in, the sentences that speak of it out, each with how nearly.

use super::ask::{Asked, Held};
use super::ground::Sentence;
use super::reading::Anchor;
use crate::knowledge::Kind;
use std::collections::{BTreeMap, BTreeSet};

/// How far a sentence at this distance from one that names a thing still speaks of it.
pub(super) const NEARNESS: [f64; 3] = [1.0, 0.6, 0.4];
/// How far any sentence of a document about a place speaks of the place.
const SAME_PLACE: f64 = 0.45;
/// How far any sentence of a document speaks of what its first sentences name.
pub(super) const IN_TITLE: f64 = 0.35;
/// What is left of nearness across the end of a paragraph.
const NEXT_PARAGRAPH: f64 = 0.6;
/// Things a question names of which one must be spoken of.
pub(super) struct Group {
    pub nodes: BTreeSet<u32>,
    pub words: Vec<String>,
    pub needed: bool,
}

impl Asked<'_, '_> {
    /// What the question names, in groups: its places, its subjects, its other entities.
    pub(super) fn groups(&self) -> Vec<Group> {
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
        let mut subjects = group(|a| a.kind == Kind::INDUSTRY, &|n| ground.with_kin(n));
        let others = group(|a| a.kind != Kind::PLACE && a.kind != Kind::INDUSTRY, &|n| {
            n.iter().copied().collect()
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

    /// Bodies whose name begins with that of a place: its committee, its bureaus.
    fn bodies_of(&self, places: &BTreeSet<u32>) -> Vec<u32> {
        let stems: Vec<&str> = places
            .iter()
            .map(|&place| self.node(place).name().trim_end_matches(['市', '县', '区', '省']))
            .filter(|stem| stem.chars().count() >= 2)
            .collect();
        let bodies = self.graph.nodes().filter(|node| {
            let begins = stems.iter().any(|stem| node.name().starts_with(stem));
            node.kind() == Kind::INSTITUTION && node.mentions() > 0 && begins
        });
        bodies.map(|node| node.ordinal() as u32).collect()
    }

    /// Sentences that speak of a group, each with how nearly.
    pub(super) fn speaking_of(
        &self,
        group: &Group,
        contrary: &BTreeSet<u32>,
    ) -> BTreeMap<u32, f64> {
        let mut speaking = BTreeMap::new();
        let named = group.nodes.iter().flat_map(|&n| &self.ground.of_node[n as usize]).copied();
        let mut direct: BTreeSet<u32> = named.collect();
        direct.extend(group.nodes.iter().flat_map(|&node| self.ground.spoken_of(node)));
        if !group.words.is_empty() {
            direct.extend(self.sentences_with(&group.words));
        }
        direct.retain(|sentence| !contrary.contains(sentence));
        let long = |word: &&String| word.chars().count() >= 3;
        let subjects: Vec<&String> = group.words.iter().filter(long).collect();
        for &sentence in &direct {
            // What the head of a document names, all of it speaks of.
            if !self.ground.is_head(sentence) {
                continue;
            }
            let text = self.text(sentence);
            let mut names = self.ground.sentences[sentence as usize].nodes.iter();
            let industry = |node: &u32| self.node(*node).kind() == Kind::INDUSTRY;
            let named = names.any(|(node, _)| group.nodes.contains(node) && industry(node));
            if named || subjects.iter().any(|word| text.contains(word.as_str())) {
                let document = self.ground.sentences[sentence as usize].document;
                for at in self.ground.sentences_of(document) {
                    let best = speaking.entry(at).or_insert(0.0_f64);
                    *best = best.max(IN_TITLE);
                }
            }
        }
        for sentence in direct {
            self.spread(sentence, &mut speaking);
        }
        for (sentence, at) in self.ground.sentences.iter().zip(0_u32..) {
            let place = self.ground.place_of[sentence.document as usize];
            if place.is_some_and(|place| group.nodes.contains(&place)) {
                let best = speaking.entry(at).or_insert(0.0_f64);
                *best = best.max(SAME_PLACE);
            }
        }
        speaking
    }

    /// Marks a sentence and its neighbours in the document.
    fn spread(&self, sentence: u32, speaking: &mut BTreeMap<u32, f64>) {
        let sentences = &self.ground.sentences;
        let Sentence { document, paragraph, .. } = sentences[sentence as usize];
        for (distance, nearness) in NEARNESS.iter().enumerate() {
            let distance = distance as u32;
            let around = [sentence.checked_sub(distance), sentence.checked_add(distance)];
            for at in around.into_iter().flatten() {
                let same = sentences.get(at as usize).is_some_and(|s| s.document == document);
                if same {
                    let apart = sentences[at as usize].paragraph != paragraph;
                    let nearness = nearness * if apart { NEXT_PARAGRAPH } else { 1.0 };
                    let best = speaking.entry(at).or_insert(0.0_f64);
                    *best = best.max(nearness);
                }
            }
        }
    }

    fn sentences_with(&self, words: &[String]) -> Vec<u32> {
        let words: Vec<Held<'_>> = words.iter().map(|word| Held::of(word)).collect();
        let holds = |at: &u32| {
            let text = self.text(*at);
            words.iter().any(|word| word.is_in(text))
        };
        (0..self.ground.sentences.len() as u32).filter(holds).collect()
    }
}
