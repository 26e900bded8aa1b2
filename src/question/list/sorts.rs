//! Answers in, those of the closer sort that the question asks for out: future industries among
//! industries, academicians among people.

use super::Ranked;
use crate::graph::Node;
use crate::knowledge::Kind;
use crate::question::ask::Asked;
use crate::question::rows::search::Sought;
use std::collections::BTreeSet;

/// A word with which names end tells them apart by so many characters.
const LEAST_END: usize = 4;
/// Sentences of an entity that are looked at.
const MOST_READ: usize = 100;

/// How near another comes to the best to be meant as well, where one is asked for.
const NEAR_THE_BEST: f64 = 0.7;

impl<'g> Asked<'_, 'g> {
    /// Where a question names a closer sort (未来产业, 院士), only those answer of which a clause says so,
    /// if any do.
    pub(in crate::question) fn keep_closer_sort(&self, ranked: &mut Vec<Ranked<'g>>) {
        let lower = self.question.to_lowercase();
        let manner = &self.words.manner;
        // Fairs, summits and conferences are events of any sort.
        if manner.broad_sorts.iter().any(|broad| lower.contains(broad.as_str())) {
            return;
        }
        let sorts = manner.closer_sorts.iter();
        let asked = sorts.filter(|(asked, _)| lower.contains(asked.as_str()));
        let said: Vec<&String> = asked.map(|(_, said)| said).collect();
        let is = |r: &Ranked<'g>| {
            said.iter().any(|word| {
                r.node.name().contains(word.as_str())
                    || self.sentences_of(r.node).any(|at| self.says(r.node, word, at))
            })
        };
        let of_sort: Vec<bool> = ranked.iter().map(is).collect();
        if of_sort.contains(&true) {
            let mut of_sort = of_sort.into_iter();
            ranked.retain(|_| of_sort.next().unwrap_or(true));
        }
    }

    /// Where a subject is a word with which names end (检测中心), only names that end so answer, if any.
    pub(in crate::question) fn keep_ending(&self, ranked: &mut Vec<Ranked<'g>>) {
        let roles = self.words.roles.iter().flat_map(|role| &role.endings);
        let long = roles.filter(|end| end.chars().count() >= LEAST_END);
        let endings: Vec<&String> =
            long.filter(|end| self.reading.topics.iter().flatten().any(|t| t == *end)).collect();
        let ends = |r: &Ranked<'g>| endings.iter().any(|end| r.node.name().ends_with(*end));
        if ranked.iter().any(ends) {
            ranked.retain(ends);
        }
    }

    /// Of what no text states, only what stands in a sentence with the most of the subjects named
    /// (哪家集团要建全球最大的标杆工厂), where several are.
    pub(in crate::question) fn keep_covering(&self, ranked: &mut Vec<Ranked<'g>>) {
        let topics = self.reading.topics.iter();
        let topics: Vec<Sought<'_>> =
            topics.map(|topic| Sought::of(topic.iter().map(String::as_str))).collect();
        let one = self.asks_for_one() && self.reading.relations.is_empty();
        if topics.len() < 2 || !one && ranked.iter().any(|r| r.stated.is_some()) {
            return;
        }
        let covers = |r: &Ranked<'g>| {
            let held = |at| topics.iter().filter(|topic| topic.is_in(self.text(at))).count();
            self.sentences_of(r.node).take(MOST_READ).map(held).max().unwrap_or(0)
        };
        let covered: Vec<usize> = ranked.iter().map(covers).collect();
        let most = covered.iter().copied().max().unwrap_or(0);
        if most >= 2 {
            let mut covered = covered.into_iter();
            ranked.retain(|_| covered.next().is_some_and(|held| held * 3 >= most * 2));
        }
    }

    /// 建厂的是哪家: the one that it is, where nothing else comes near.
    pub(in crate::question) fn keep_the_one(&self, ranked: &mut Vec<Ranked<'g>>) {
        if self.words.manner.the_one.iter().any(|words| self.question.contains(words)) {
            let best = ranked.iter().map(|r| r.score).fold(0.0, f64::max);
            ranked.retain(|r| r.score >= best * NEAR_THE_BEST);
        }
    }

    /// Whether only one is asked for (哪家, 谁).
    fn asks_for_one(&self) -> bool {
        let asks = |words: &[&str]| words.iter().any(|word| self.question.contains(word));
        asks(&["哪家", "哪个", "哪位", "哪所", "谁"])
            && !asks(&["哪些", "有谁", "都", "哪几", "分别"])
    }

    /// 四川江城: a place right before an inner one that answers too only says where that is.
    pub(in crate::question) fn keep_inner_places(&self, ranked: &mut Vec<Ranked<'g>>) {
        let answers: BTreeSet<u32> = ranked.iter().map(|r| r.node.ordinal() as u32).collect();
        let narrowed = |r: &Ranked<'g>| {
            let own = |at: u32| {
                let names = self.ground.names_in(at);
                let places = names.iter().position(|(n, _)| *n as usize == r.node.ordinal());
                places.is_some_and(|own| {
                    let next = names.get(own + 1).filter(|(next, _)| answers.contains(next));
                    next.is_some_and(|(_, start)| {
                        r.node.is_called(&self.text_between(at, names[own].1, *start))
                    })
                })
            };
            r.stated.is_none() && r.sentences.first().is_some_and(|&at| own(at))
        };
        let narrowed: Vec<bool> =
            ranked.iter().map(|r| r.node.kind() == Kind::PLACE && narrowed(r)).collect();
        let mut narrowed = narrowed.into_iter();
        ranked.retain(|_| !narrowed.next().unwrap_or(false));
        // 江湾良种场在哪个镇: the bay in its name is not asked for.
        if self.reading.anchors.is_empty() {
            let told = |r: &Ranked<'g>| {
                r.node.kind() == Kind::PLACE && self.question.contains(r.node.name())
            };
            ranked.retain(|r| !told(r));
        }
    }

    /// Whether a clause that names an entity holds a word.
    fn says(&self, node: Node<'g>, word: &str, at: u32) -> bool {
        let names = self.ground.names_in(at).iter();
        let mut starts = names.filter(|(own, _)| *own as usize == node.ordinal());
        let text = self.text(at);
        if !text.contains(word) {
            return false;
        }
        starts.any(|&(_, start)| {
            let from = start - self.start_of(at);
            let mut clause_from = 0;
            text.split(['，', ',', '；', ';', '。']).any(|clause| {
                let to = clause_from + clause.chars().count() as u32;
                let holds = (clause_from..=to).contains(&from) && clause.contains(word);
                clause_from = to + 1;
                holds
            })
        })
    }
}
