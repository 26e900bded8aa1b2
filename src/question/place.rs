//! Something named in, where it is out: stated places first, then those its sentences name.

use super::ask::Asked;
use super::list::Ranked;
use crate::graph::{Direction, Filter, Node};
use crate::knowledge::{Kind, Relation};
use std::collections::BTreeMap;

/// Places answered beyond the best must reach this part of its score.
const CUT: f64 = 0.6;
/// A stated place counts as much as this many sentences that only name both.
const STATED: f64 = 4.0;

impl<'g> Asked<'_, 'g> {
    /// Where the thing asked about is.
    pub(super) fn places(&self) -> Vec<Ranked<'g>> {
        let thing = self.reading.anchors.iter().find(|a| a.kind != Kind::PLACE);
        let Some(thing) = thing.or_else(|| self.reading.anchors.first()) else { return Vec::new() };
        let mut found: BTreeMap<usize, Ranked<'g>> = BTreeMap::new();
        for &node in &thing.nodes {
            let node = self.node(node);
            self.stated_places(node, &mut found);
            self.named_beside(node, &mut found);
        }
        let mut ranked: Vec<Ranked<'g>> = found.into_values().collect();
        ranked.retain(|r| !thing.nodes.contains(&(r.node.ordinal() as u32)));
        ranked.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.node.cmp(&b.node)));
        let best = ranked.first().map_or(0.0, |r| r.score);
        ranked.retain(|r| r.score >= best * CUT);
        // The county says more than the province around it.
        let inner: Vec<u32> = ranked.iter().map(|r| r.node.ordinal() as u32).collect();
        ranked.retain(|r| {
            let place = r.node.ordinal() as u32;
            let within = self.ground.with_inside(&[place]);
            !inner.iter().any(|other| *other != place && within.contains(other))
        });
        ranked.truncate(3);
        ranked
    }

    fn stated_places(&self, node: Node<'g>, found: &mut BTreeMap<usize, Ranked<'g>>) {
        let relations = [Relation::named("located_in"), Relation::named("part_of")];
        let filter = Filter::default().relations(relations).kinds([Kind::PLACE]);
        for link in node.links(Direction::Out, &filter) {
            let place = link.other(node);
            let support = f64::from(link.support().sentences);
            let sentences = self.sentences_naming_both(node, place);
            let entry = found.entry(place.ordinal()).or_insert_with(|| Ranked {
                node: place,
                score: 0.0,
                spoken: 1.0,
                sentences,
                stated: Some((link.relation(), link.basis())),
                stating: Vec::new(),
                in_words: false,
            });
            entry.score += STATED + support;
        }
    }

    /// Places in the sentences of a thing: the nearer to its name, the likelier its place.
    fn named_beside(&self, node: Node<'g>, found: &mut BTreeMap<usize, Ranked<'g>>) {
        for &at in &self.ground.of_node[node.ordinal()] {
            let sentence = &self.ground.sentences[at as usize];
            let own = sentence.nodes.iter().filter(|(n, _)| *n as usize == node.ordinal());
            let own: Vec<u32> = own.map(|(_, start)| *start).collect();
            for &(other, start) in &sentence.nodes {
                let place = self.node(other);
                if place.kind() != Kind::PLACE || sentence.reprint {
                    continue;
                }
                let distance = own.iter().map(|o| o.abs_diff(start)).min().unwrap_or(u32::MAX);
                let entry = found.entry(other as usize).or_insert_with(|| Ranked {
                    node: place,
                    score: 0.0,
                    spoken: 1.0,
                    sentences: Vec::new(),
                    stated: None,
                    stating: Vec::new(),
                    in_words: false,
                });
                entry.score += 1.0 / (1.0 + f64::from(distance) / 10.0);
                if !entry.sentences.contains(&at) {
                    entry.sentences.push(at);
                }
            }
        }
    }
}
