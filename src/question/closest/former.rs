//! A question of what something was before and its sentences in, what they say it came from or was
//! called out (甲的前身, 撤销甲、乙设立丙, 甲厂改制为乙公司).

use crate::graph::Node;
use crate::knowledge::Kind;
use crate::question::answer::Finding;
use crate::question::ask::Asked;
use crate::question::list::Ranked;
use crate::question::reading::{Anchor, Language};
use std::collections::BTreeSet;
use std::ops::Range;

/// What ends a clause.
const ENDS: [char; 8] = ['，', '。', '；', '：', ',', ';', '（', '('];
/// What may stand before a marker beside the name of what became something.
const BARE: &str = "年月日初底末整体正式再又次后现由经于在于时起";
/// Characters between a marker and the name of what is asked about behind it.
const NEAR: usize = 4;
/// Characters of a name that nothing recognised.
const NAME: Range<usize> = 3..16;

/// What stands in a sentence where a former thing is told.
enum Told<'g> {
    /// What is in the graph.
    Node(Node<'g>),
    /// A name that is not.
    Name(String),
}

impl<'g> Asked<'_, 'g> {
    /// Whether what something came from or was called is asked for.
    pub(super) fn asks_for_former(&self) -> bool {
        let mut words = self.words.manner.before.iter();
        self.reading.language == Language::Chinese
            && words.any(|word| self.question.contains(word.as_str()))
    }

    /// What the sentences about the things named say that they came from or were called.
    pub(super) fn former(&self) -> Vec<Finding> {
        let apart = |anchor: &&Anchor| anchor.kind != Kind::INDUSTRY;
        let mut findings = Vec::new();
        for anchor in self.reading.anchors.iter().filter(apart) {
            for at in self.sentences_of_all(&anchor.nodes) {
                for told in self.former_in(at, anchor) {
                    let finding = match told {
                        Told::Node(node) => self.told(vec![Ranked::tied(node, 1.0, vec![at])]),
                        Told::Name(name) => vec![self.said(name, 1.0, at)],
                    };
                    findings.extend(finding);
                }
            }
        }
        let mut known = BTreeSet::new();
        findings.retain(|finding| known.insert(finding.name.clone()));
        findings.iter_mut().for_each(|finding| (finding.beside, finding.sure) = (true, false));
        findings
    }

    /// Sentences that name one of these, in order.
    fn sentences_of_all(&self, nodes: &[u32]) -> Vec<u32> {
        let mut all: Vec<u32> =
            nodes.iter().flat_map(|&node| self.ground.of_node(node)).copied().collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// What one sentence says.
    fn former_in(&self, at: u32, anchor: &Anchor) -> Vec<Told<'g>> {
        let text: Vec<char> = self.text(at).chars().collect();
        let manner = &self.words.manner;
        let (from, mut told) = (self.start_of(at), Vec::new());
        let own: Vec<usize> = self
            .ground
            .names_in(at)
            .iter()
            .filter(|(node, _)| anchor.nodes.contains(node))
            .map(|(_, start)| (start - from) as usize)
            .collect();
        for (_, end) in places_of(&text, &manner.came_from) {
            told.extend(self.named_behind(at, anchor, end, &text));
        }
        for (start, end) in places_of(&text, &manner.became) {
            let clause = clause_start(&text, start)..start;
            if own.iter().any(|&own| (end..=end + NEAR).contains(&own)) {
                told.extend(self.named_between(at, anchor, clause));
            } else if own.iter().any(|&own| own < start) && self.is_bare(at, anchor, &text[clause])
            {
                told.extend(self.named_behind(at, anchor, end, &text));
            }
        }
        told
    }

    /// What is named right behind a place of a sentence, in the graph or not.
    fn named_behind(&self, at: u32, anchor: &Anchor, from: usize, text: &[char]) -> Vec<Told<'g>> {
        let clause = from..clause_end(text, from);
        let told = self.named_between(at, anchor, clause.clone());
        let name = || name_in(&text[clause]).map(Told::Name).into_iter().collect();
        if told.is_empty() { name() } else { told }
    }

    /// Whether the words before a marker say no more than when, and of what is asked about.
    fn is_bare(&self, at: u32, anchor: &Anchor, front: &[char]) -> bool {
        let mut front: String = front.iter().collect();
        let named = self.ground.names_in(at).iter().filter(|(node, _)| anchor.nodes.contains(node));
        let nodes = named.map(|&(node, _)| self.node(node));
        for node in nodes {
            let forms =
                std::iter::once(node.name()).chain(node.aliases().iter().map(String::as_str));
            let longest = forms.filter(|form| front.contains(*form)).max_by_key(|form| form.len());
            front = longest.map_or(front.clone(), |form| front.replace(form, ""));
        }
        front.chars().all(|c| c.is_ascii_digit() || BARE.contains(c) || c.is_whitespace())
    }

    /// What is named between two places of a sentence and may have been something before.
    fn named_between(&self, at: u32, anchor: &Anchor, place: Range<usize>) -> Vec<Told<'g>> {
        let text: Vec<char> = self.text(at).chars().collect();
        // 由甲、乙合并组建的丙: only the last was it.
        let of = text[place.clone()].iter().rposition(|&c| c == '的');
        let from = self.start_of(at) as usize;
        let start = place.start + of.map_or(0, |of| of + 1);
        let bodies = [Kind::COMPANY, Kind::INSTITUTION, Kind::PLACE];
        let names = self.ground.names_in(at).iter();
        let within = names.filter(|(_, own)| (start..place.end).contains(&(*own as usize - from)));
        let fits = |node: Node<'_>| {
            bodies.contains(&node.kind())
                && (node.kind() == Kind::PLACE) == (anchor.kind == Kind::PLACE)
        };
        let told = within.filter_map(|&(node, own)| {
            let (node, start) = (self.node(node), own as usize - from);
            if !anchor.nodes.contains(&(node.ordinal() as u32)) {
                return fits(node).then_some(Told::Node(node));
            }
            // A county that became a district is one place under two names.
            let form: String =
                text[start..].iter().take(self.width_at(&text, start, node)).collect();
            (node.kind() == Kind::PLACE && form != anchor.text).then_some(Told::Name(form))
        });
        told.collect()
    }
}

/// Where these words stand in a text, from and to.
fn places_of<'t>(
    text: &'t [char],
    words: &'t [String],
) -> impl Iterator<Item = (usize, usize)> + 't {
    words.iter().flat_map(move |word| {
        let word: Vec<char> = word.chars().collect();
        let length = word.len();
        let starts = 0..(text.len() + 1).saturating_sub(length);
        let found = starts.filter(move |&at| text[at..at + length] == word[..]);
        found.map(move |at| (at, at + length)).collect::<Vec<_>>()
    })
}

fn clause_end(text: &[char], from: usize) -> usize {
    text[from..].iter().position(|c| ENDS.contains(c)).map_or(text.len(), |at| from + at)
}

fn clause_start(text: &[char], to: usize) -> usize {
    text[..to].iter().rposition(|c| ENDS.contains(c)).map_or(0, |at| at + 1)
}

/// What a clause gives as a name that nothing recognised (前身为1958年建的某某机修厂).
fn name_in(clause: &[char]) -> Option<String> {
    let from = clause.iter().rposition(|&c| c == '的').map_or(0, |of| of + 1);
    let name: String = clause[from..].iter().filter(|c| !"“”《》 　".contains(**c)).collect();
    let own = ["有限公司", "股份有限公司", "有限责任公司"].iter().all(|bare| name != *bare);
    (own && NAME.contains(&name.chars().count())).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::name_in;

    #[test]
    fn a_name_stands_at_the_end_of_its_clause() {
        let name = |clause: &str| name_in(&clause.chars().collect::<Vec<_>>());
        assert_eq!(name("1958年建成的红旗机修厂").as_deref(), Some("红旗机修厂"));
        assert_eq!(name("城东工业小区").as_deref(), Some("城东工业小区"));
        assert_eq!(name("现"), None);
    }
}
