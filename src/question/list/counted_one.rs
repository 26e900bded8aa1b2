//! A question for one thing that no known sort names (哪条通道, 哪座大桥) in, what bears that word at the
//! end of its name and stands in sentences that sound most like the question out.

use super::Ranked;
use crate::graph::Node;
use crate::question::ask::Asked;
use std::collections::BTreeSet;

/// Characters of the word for it.
const NOUN: usize = 2;
/// Pairs of characters that the question and a sentence must share.
const LEAST: usize = 3;

impl<'g> Asked<'_, 'g> {
    /// What is asked for by a counting word and a noun.
    pub(in crate::question) fn counted_one(&self) -> Vec<Ranked<'g>> {
        let counters = &self.words.manner.counters;
        let mut behind = counters.iter().filter_map(|which| self.question.split_once(which));
        let Some((_, behind)) = behind.next() else { return Vec::new() };
        let noun: String = behind.chars().take(NOUN).collect();
        if noun.chars().count() < NOUN || !noun.chars().all(crate::text::is_han) {
            return Vec::new();
        }
        let asked = pairs(self.question);
        let ends = |node: &Node<'_>| node.name().ends_with(&noun);
        let bearing = self.ground.names.bearing(std::slice::from_ref(&noun)).into_iter();
        let bearing: BTreeSet<u32> = bearing.collect();
        let mut ranked: Vec<Ranked<'g>> = Vec::new();
        for node in bearing.into_iter().map(|node| self.node(node)).filter(ends) {
            let own = pairs(node.name());
            let shared = |at: u32| {
                let said = pairs(self.text(at));
                said.iter().filter(|pair| asked.contains(*pair) && !own.contains(*pair)).count()
            };
            let best = self.sentences_of(node).map(|at| (shared(at), at)).max_by_key(|s| s.0);
            if let Some((most, at)) = best.filter(|(most, _)| *most >= LEAST) {
                ranked.push(Ranked::tied(node, most as f64, vec![at]));
            }
        }
        let most = ranked.iter().map(|r| r.score).fold(0.0, f64::max);
        ranked.retain(|r| r.score >= most);
        ranked
    }
}

/// The pairs of Chinese characters that stand beside each other in a text.
fn pairs(text: &str) -> BTreeSet<(char, char)> {
    let han = |(a, b): &(char, char)| crate::text::is_han(*a) && crate::text::is_han(*b);
    text.chars().zip(text.chars().skip(1)).filter(han).collect()
}

#[cfg(test)]
mod tests {
    use super::pairs;

    #[test]
    fn pairs_do_not_reach_over_marks() {
        let pairs = pairs("江城，大桥");
        assert_eq!(pairs.into_iter().collect::<Vec<_>>(), [('大', '桥'), ('江', '城')]);
    }
}
