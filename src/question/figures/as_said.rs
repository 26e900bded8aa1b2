//! A question for a number or a rank in, what a sentence says of it in the question's own words out.

use crate::knowledge::Kind;
use crate::question::answer::Finding;
use crate::question::ask::Asked;
use crate::question::list::nearby::{Group, NEARNESS, SAME_PLACE};
use crate::question::reading::Anchor;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Words that ask for a number of what stands behind them.
const HOW_MANY: [&str; 2] = ["多少", "几"];
/// A thing that is counted is named by so many characters.
const LEAST: usize = 4;
/// What parts clauses.
const CLAUSE: [char; 6] = ['，', ',', '；', ';', '。', '：'];
/// The digits of numbers and ranks.
const DIGITS: &str = "0123456789一二三四五六七八九十两百千";
/// Ranks that are no numbers.
const FIRST: [&str; 3] = ["首位", "榜首", "第一方阵"];

impl Asked<'_, '_> {
    /// The number that stands before the very words that the question counts (有多少个国家级某某集群: 3个
    /// 国家级某某集群), where the sentence speaks of all else.
    pub(in crate::question) fn counted_as_asked(&self) -> Option<Finding> {
        let (unit, counted) = self.counted_words()?;
        let others = |anchor: &&Anchor| !counted.contains(anchor.text.as_str());
        let near = self.near_each(others);
        let topics = self.reading.topics.iter();
        let topics = topics.filter(|topic| !topic.iter().any(|word| counted.contains(word)));
        let topics: Vec<&Vec<String>> = topics.collect();
        let phrase = format!("{unit}{counted}");
        let (spoken, at, number) = (0..self.ground.sentences.all().len() as u32)
            .filter(|&at| !self.ground.sentence(at).reprint)
            .filter_map(|at| {
                let spoken = near.iter().map(|near| near[at as usize]).fold(1.0, f64::min);
                let number = number_before(&unmarked(self.text(at)), &phrase, &topics)?;
                (spoken >= NEARNESS[1]).then_some((spoken, at, number))
            })
            .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)))?;
        let why = self.say("原文所述", "said in a sentence").to_owned();
        Some(Finding::value(format!("{number}{unit}"), spoken, why, vec![self.quote(at)]))
    }

    /// What the question counts and with which word (多少个国家级某某集群).
    fn counted_words(&self) -> Option<(char, String)> {
        let (front, behind) = HOW_MANY.iter().find_map(|how| self.question.split_once(how))?;
        let mut behind = behind.chars();
        let unit = behind.next().filter(|&unit| self.counts_in(unit))?;
        let counted: String = unmarked(&behind.collect::<String>());
        let counted: String = counted.chars().take_while(|&c| crate::text::is_han(c)).collect();
        if counted.is_empty() {
            // 国家级某某企业有多少家: what is counted stands before.
            let front = unmarked(front);
            let front = front.trim_end_matches(['有', '共', '达']);
            let han = front.chars().rev().take_while(|&c| crate::text::is_han(c)).count();
            let counted: String = front.chars().skip(front.chars().count() - han).collect();
            return (counted.chars().count() >= LEAST).then_some((unit, counted));
        }
        (counted.chars().count() >= LEAST).then_some((unit, counted))
    }

    /// The rank that a clause states behind the subject asked about.
    pub(in crate::question) fn rank_said(&self) -> Option<Finding> {
        let subjects = self.subjects_of_rank();
        let near = self.near_each(|anchor| anchor.kind != Kind::INDUSTRY);
        let (spoken, at, rank) = (0..self.ground.sentences.all().len() as u32)
            .filter(|&at| !self.ground.sentence(at).reprint)
            .filter_map(|at| {
                let spoken = near.iter().map(|near| near[at as usize]).fold(1.0, f64::min);
                let clauses = self.text(at).split(CLAUSE);
                let mut behind = clauses.filter_map(|clause| {
                    let subject =
                        subjects.iter().find(|subject| clause.contains(subject.as_str()))?;
                    Some(clause.split_once(subject.as_str())?.1)
                });
                let rank = behind.find_map(rank_in).filter(|_| spoken >= SAME_PLACE)?;
                Some((spoken, at, rank))
            })
            .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)))?;
        Some(self.said(rank, spoken, at))
    }

    /// Words for what is ranked, less how much of it there is: those that stand side by side in the
    /// question are one (村级|文化|礼堂).
    pub(in crate::question) fn subjects_of_rank(&self) -> Vec<String> {
        let mut subjects: Vec<String> = Vec::new();
        for topic in &self.reading.topics {
            let Some(said) = topic.iter().find(|word| self.question.contains(word.as_str())) else {
                continue;
            };
            let joined = subjects.last().map(|before| format!("{before}{said}"));
            let joined = joined.filter(|joined| self.question.contains(joined.as_str()));
            if joined.is_some() {
                subjects.pop();
            }
            subjects.push(joined.unwrap_or_else(|| said.clone()));
        }
        subjects.retain(|subject| subject.chars().count() >= LEAST);
        subjects
    }

    /// How nearly each sentence speaks of each of some things named.
    fn near_each(&self, which: impl Fn(&&Anchor) -> bool) -> Vec<Arc<[f64]>> {
        let group = |anchor: &Anchor| Group {
            nodes: self.scope(anchor),
            words: anchor.words.clone(),
            needed: true,
        };
        let groups = self.reading.anchors.iter().filter(which).map(group);
        groups.map(|group| self.ground.nearness(self.graph, &group, &BTreeSet::new())).collect()
    }
}

/// The number right before a phrase (3个示范园) in a text that speaks of all topics: where several clauses
/// have such a number (甲有3个示范园，乙有2个示范园), in the one that does.
fn number_before(text: &str, phrase: &str, topics: &[&Vec<String>]) -> Option<String> {
    let counted: Vec<&str> = text.split(CLAUSE).filter(|clause| clause.contains(phrase)).collect();
    let speaks = |text: &str| topics.iter().all(|t| t.iter().any(|word| text.contains(word)));
    let clause = match counted.as_slice() {
        [one] => Some(*one).filter(|_| speaks(text)),
        several => several.iter().copied().find(|clause| speaks(clause)),
    };
    let (front, _) = clause?.split_once(phrase)?;
    let digits = front.chars().rev().take_while(|c| DIGITS.contains(*c)).count();
    let from = front.chars().count() - digits;
    let ordinal = from > 0 && front.chars().nth(from - 1) == Some('第');
    let number: String = front.chars().skip(from).collect();
    Some(number).filter(|number| !number.is_empty() && !ordinal)
}

/// A text without its spaces and quotation marks.
fn unmarked(text: &str) -> String {
    text.chars().filter(|&c| !c.is_whitespace() && !"“”‘’《》".contains(c)).collect()
}

/// The first rank told in a text (第三, 第12位, 首位).
fn rank_in(text: &str) -> Option<String> {
    if let Some(first) = FIRST.iter().find(|first| text.contains(**first)) {
        return Some((*first).to_owned());
    }
    let (_, behind) = text.split_once('第')?;
    let number: String = behind.chars().take_while(|c| DIGITS.contains(*c)).collect();
    let unit = behind.chars().nth(number.chars().count()).filter(|c| ['位', '名'].contains(c));
    (!number.is_empty())
        .then(|| format!("第{number}{}", unit.map(String::from).unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::{number_before, rank_in};

    #[test]
    fn a_number_is_that_of_the_clause_that_speaks_of_what_is_asked() {
        let topics = |word: &str| vec![word.to_owned()];
        let (east, west) = (topics("东部"), topics("西部"));
        let text = "东部占了9个种植基地，西部占了4个种植基地";
        assert_eq!(number_before(text, "个种植基地", &[&west]).as_deref(), Some("4"));
        assert_eq!(number_before(text, "个种植基地", &[&east]).as_deref(), Some("9"));
        assert_eq!(number_before(text, "个种植基地", &[&topics("北部")]), None);
        assert_eq!(number_before("西部建成第4个种植基地", "个种植基地", &[&west]), None);
    }

    #[test]
    fn ranks_are_numbers_behind_their_word_or_told_as_the_first() {
        assert_eq!(rank_in("建成数量位居全省第四").as_deref(), Some("第四"));
        assert_eq!(rank_in("列第12位").as_deref(), Some("第12位"));
        assert_eq!(rank_in("连续三年居全国首位").as_deref(), Some("首位"));
        assert_eq!(rank_in("有一二三产业"), None);
        assert_eq!(rank_in("次第开放"), None);
    }
}
