//! A question in, the sentences that speak to it out, best first.
//!
//! Ranked by BM25 over the names and words that were understood, the words of a long subject and
//! pairs of characters (`k1 = 1.2`, `b = 0.75`, Robertson and Zaragoza 2009). Terms are looked for in
//! the text itself, so nothing needs to be built beforehand.

use crate::question::ask::Asked;
use crate::question::rows::search::Sought;
use crate::segment::Segmenter;
use rayon::prelude::*;
use std::collections::BTreeSet;

const K1: f64 = 1.2;
const B: f64 = 0.75;
/// A subject of so many characters is more than one word.
const LONGEST_WORD: usize = 5;
/// Length of an average sentence in characters.
const USUAL_LENGTH: f64 = 60.0;

impl Asked<'_, '_> {
    /// The best `count` sentences, as places in `Ground::sentences`.
    pub(in crate::question) fn passages(&self, count: usize) -> Vec<u32> {
        let terms = self.terms();
        if terms.is_empty() {
            return Vec::new();
        }
        let terms: Vec<&str> = terms.iter().map(String::as_str).collect();
        let sought = Sought::of(terms.iter().copied());
        let (ground, graph) = (self.ground, self.graph);
        let held = |at: u32| {
            let text = ground.text(graph, at);
            let held: Vec<usize> = sought.held(sought.pairs_in(text), text).collect();
            let length = if held.is_empty() { 0 } else { text.chars().count() };
            (at, held, length as f64)
        };
        let found: Vec<(u32, Vec<usize>, f64)> = self
            .sentences_in_question()
            .into_par_iter()
            .map(held)
            .filter(|(at, held, _)| !held.is_empty() && !ground.sentence(*at).reprint)
            .collect();
        let mut holders = vec![0.0; terms.len()];
        for &term in found.iter().flat_map(|(_, held, _)| held) {
            holders[term] += 1.0;
        }
        let all = ground.sentences.all().len() as f64;
        let weigh = |(term, holders): (&&str, &f64)| {
            let rarity = ((all - holders + 0.5) / (holders + 0.5)).ln_1p();
            rarity * if term.chars().count() > 2 { 1.6 } else { 1.0 }
        };
        let weights: Vec<f64> = terms.iter().zip(&holders).map(weigh).collect();
        let score = |(at, held, length): (u32, Vec<usize>, f64)| {
            let once = (K1 + 1.0) / (1.0 + K1 * (1.0 - B + B * length / USUAL_LENGTH));
            (at, held.into_iter().map(|term| weights[term] * once).sum())
        };
        let mut ranked: Vec<(u32, f64)> = found.into_iter().map(score).collect();
        let better =
            |a: &(u32, f64), b: &(u32, f64)| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0));
        if ranked.len() > count && count > 0 {
            ranked.select_nth_unstable_by(count - 1, better);
            ranked.truncate(count);
        }
        ranked.sort_by(better);
        ranked.into_iter().map(|(at, _)| at).collect()
    }

    /// Where the question names something, the sentences that name it too; else all.
    fn sentences_in_question(&self) -> Vec<u32> {
        let nodes = self.reading.anchors.iter().flat_map(|anchor| self.scope(anchor));
        let mut named: Vec<u32> = nodes
            .flat_map(|node| {
                let own = self.ground.of_node(node);
                own.iter().chain(self.ground.spoken_of(node)).copied().collect::<Vec<u32>>()
            })
            .collect();
        named.sort_unstable();
        named.dedup();
        if named.is_empty() {
            (0..self.ground.sentences.all().len() as u32).collect()
        } else {
            named
        }
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
        let topics = || self.reading.topics.iter().flatten();
        terms.extend(topics().cloned());
        terms.extend(topics().flat_map(|topic| words_of(topic)));
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

/// The words of a subject that is too long to be one. Most questions name none, and the dictionary
/// is not loaded for them.
fn words_of(subject: &str) -> Vec<String> {
    let chars: Vec<char> = subject.chars().collect();
    if chars.len() < LONGEST_WORD || !chars.iter().all(|&c| crate::text::is_han(c)) {
        return Vec::new();
    }
    let words = Segmenter::shared().words(subject).into_iter().map(|token| token.span.range());
    words.filter(|word| word.len() >= 2).map(|word| chars[word].iter().collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::words_of;

    #[test]
    fn a_long_subject_is_sought_by_its_words_too() {
        assert_eq!(words_of("长期护理保险试点"), ["长期", "护理", "保险", "试点"]);
        assert!(words_of("漂浮式").is_empty());
    }
}
