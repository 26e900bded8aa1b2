//! A question in, the sentences that speak to it out, best first.
//!
//! Ranked by BM25 over pairs of characters and the names and words that were understood; sentences
//! of the reading (`k1 = 1.2`, `b = 0.75`, Robertson and Zaragoza 2009). Terms are looked for in the
//! text itself, so nothing needs to be built beforehand.

use super::ask::Asked;
use std::collections::{BTreeMap, BTreeSet};

const K1: f64 = 1.2;
const B: f64 = 0.75;
/// Length of an average sentence in characters.
const USUAL_LENGTH: f64 = 60.0;

impl Asked<'_, '_> {
    /// The best `count` sentences, as places in `Ground::sentences`.
    pub(super) fn passages(&self, count: usize) -> Vec<u32> {
        let terms = self.terms();
        if terms.is_empty() {
            return Vec::new();
        }
        let mut holders: Vec<Vec<u32>> = vec![Vec::new(); terms.len()];
        for at in self.sentences_in_question() {
            let text = self.text(at);
            for (term, holders) in terms.iter().zip(&mut holders) {
                if text.contains(term.as_str()) {
                    holders.push(at);
                }
            }
        }
        let all = self.ground.sentences.len() as f64;
        let mut scores: BTreeMap<u32, f64> = BTreeMap::new();
        for (term, holders) in terms.iter().zip(&holders) {
            let rarity =
                ((all - holders.len() as f64 + 0.5) / (holders.len() as f64 + 0.5)).ln_1p();
            let weight = if term.chars().count() > 2 { 1.6 } else { 1.0 };
            for &at in holders {
                let length = self.text(at).chars().count() as f64 / USUAL_LENGTH;
                let once = (K1 + 1.0) / (1.0 + K1 * (1.0 - B + B * length));
                *scores.entry(at).or_default() += rarity * once * weight;
            }
        }
        let mut ranked: Vec<(u32, f64)> = scores.into_iter().collect();
        ranked.retain(|(at, _)| !self.ground.sentences[*at as usize].reprint);
        ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        ranked.into_iter().take(count).map(|(at, _)| at).collect()
    }

    /// Where the question names something, the sentences that name it too; else all.
    fn sentences_in_question(&self) -> Vec<u32> {
        let nodes = self.reading.anchors.iter().flat_map(|anchor| self.scope(anchor));
        let mut named: Vec<u32> = nodes
            .flat_map(|node| {
                let own = &self.ground.of_node[node as usize];
                own.iter().chain(self.ground.spoken_of(node)).copied().collect::<Vec<u32>>()
            })
            .collect();
        named.sort_unstable();
        named.dedup();
        if named.is_empty() { (0..self.ground.sentences.len() as u32).collect() } else { named }
    }

    /// Names as the texts write them, words that were understood, and pairs of characters.
    fn terms(&self) -> BTreeSet<String> {
        let mut terms = BTreeSet::new();
        for anchor in &self.reading.anchors {
            for &node in anchor.nodes.iter().take(4) {
                let node = self.node(node);
                terms.insert(node.name().to_owned());
                terms.extend(node.aliases().iter().take(6).cloned());
            }
        }
        terms.extend(self.reading.topics.iter().flatten().cloned());
        for &measure in &self.reading.measures {
            terms.extend(self.words.measures[measure].zh.iter().take(2).cloned());
        }
        for &title in &self.reading.titles {
            terms.extend(self.words.titles[title].zh.iter().take(1).cloned());
        }
        let han: Vec<char> = self.question.chars().collect();
        let pairs = han.windows(2).filter(|p| p.iter().all(|&c| crate::text::is_han(c)));
        let pairs = pairs.map(|p| p.iter().collect::<String>());
        let empty = |pair: &String| self.ground.phrases.meanings(pair).is_empty();
        terms.extend(pairs.filter(empty).take(60));
        terms.retain(|term| term.chars().count() >= 2);
        terms
    }
}
