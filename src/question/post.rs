//! A title and whose title it is in, the people who hold the post out.

use super::ask::Asked;
use super::list::Ranked;
use crate::graph::{Direction, Filter, Node};
use crate::knowledge::{Kind, Relation};
use std::collections::{BTreeMap, BTreeSet};

impl<'g> Asked<'_, 'g> {
    /// Who holds the post asked about.
    pub(super) fn holders(&self) -> Vec<Ranked<'g>> {
        let titles: Vec<&str> = self
            .reading
            .titles
            .iter()
            .flat_map(|&t| &self.words.titles[t].zh)
            .map(String::as_str)
            .collect();
        let offices = self.offices();
        let mut found: BTreeMap<usize, Ranked<'g>> = BTreeMap::new();
        for person in self.graph.nodes().filter(|n| n.kind() == Kind::PERSON && n.mentions() > 0) {
            let stated = self.stated_post(person, &titles, &offices);
            let beside = self.title_beside(person, &titles, &offices);
            let score = stated + beside.iter().map(|(_, score)| score).sum::<f64>();
            if score > 0.0 {
                let mut sentences: Vec<u32> = beside.iter().map(|(at, _)| *at).collect();
                if sentences.is_empty() {
                    sentences.clone_from(&self.ground.of_node[person.ordinal()]);
                }
                sentences.truncate(5);
                let relation = (Relation::named("holds_post"), crate::graph::Basis::Stated);
                let stated = (stated > 0.0).then_some(relation);
                found.insert(
                    person.ordinal(),
                    Ranked {
                        node: person,
                        score,
                        spoken: 1.0,
                        sentences,
                        stated,
                        stating: Vec::new(),
                        in_words: false,
                    },
                );
            }
        }
        let mut ranked: Vec<Ranked<'g>> = found.into_values().collect();
        ranked.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.node.cmp(&b.node)));
        let best = ranked.first().map_or(0.0, |r| r.score);
        ranked.retain(|r| r.score >= best * 0.7);
        ranked.truncate(3);
        ranked
    }

    /// What the question names, with the offices whose name begins with a place it names.
    fn offices(&self) -> BTreeSet<u32> {
        let mut offices = BTreeSet::new();
        for anchor in &self.reading.anchors {
            offices.extend(&anchor.nodes);
            for &node in anchor.nodes.iter().filter(|_| anchor.kind == Kind::PLACE) {
                let stem = self.node(node).name().trim_end_matches(['市', '县', '区', '省']);
                let its = self.graph.nodes().filter(|n| {
                    let governs = n.name().ends_with("政府") || n.name().ends_with('委');
                    n.kind() == Kind::INSTITUTION && governs && n.name().starts_with(stem)
                });
                offices.extend(its.map(|n| n.ordinal() as u32));
            }
        }
        offices
    }

    fn stated_post(&self, person: Node<'g>, titles: &[&str], offices: &BTreeSet<u32>) -> f64 {
        let filter = Filter::default().relations([Relation::named("holds_post")]);
        let links = person.links(Direction::Out, &filter);
        let at_office =
            links.iter().filter(|l| offices.contains(&(l.other(person).ordinal() as u32)));
        let score = at_office.map(|link| {
            let fits = link.details().iter().any(|detail| bears(detail, titles));
            if fits { 2.0 + f64::from(link.support().sentences) } else { 0.0 }
        });
        score.sum()
    }

    fn governs(&self, node: u32) -> bool {
        [Kind::PLACE, Kind::INSTITUTION, Kind::COMPANY].contains(&self.node(node).kind())
    }

    /// Sentences that put the title right before the name, and the office before both.
    fn title_beside(
        &self,
        person: Node<'g>,
        titles: &[&str],
        offices: &BTreeSet<u32>,
    ) -> Vec<(u32, f64)> {
        let mut found = Vec::new();
        for &at in &self.ground.of_node[person.ordinal()] {
            let sentence = &self.ground.sentences[at as usize];
            let start = sentence.nodes.iter().find(|(n, _)| *n as usize == person.ordinal());
            let Some(&(_, start)) = start else { continue };
            // The last body named before the person is the one whose title it is.
            let bodies = sentence.nodes.iter().filter(|(n, s)| *s < start && self.governs(*n));
            let Some(&(last, office)) = bodies.max_by_key(|(_, s)| *s) else { continue };
            if !offices.contains(&last) {
                continue;
            }
            let between = self.text_between(at, office, start);
            if bears(between.trim_end(), titles) && start - office < 40 {
                found.push((at, 1.0));
            }
        }
        found
    }
}

/// Whether a title ends so and is not that of a deputy (副市长 is no 市长).
fn bears(text: &str, titles: &[&str]) -> bool {
    titles.iter().any(|title| {
        let before = text.strip_suffix(title);
        before.is_some_and(|before| !before.ends_with(['副', '原', '前']))
    })
}
