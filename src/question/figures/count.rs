//! A question for a number of things in, the number out: as a text states it, else counted.

use crate::knowledge::Kind;
use crate::question::answer::Finding;
use crate::question::ask::{Asked, QUOTES};
use crate::question::list::Ranked;
use crate::question::list::nearby::{Group, NEARNESS};
use crate::question::rows::Found;
use crate::question::tell::Told;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Characters around a number in which the word for what is counted must stand.
const AROUND: usize = 10;
/// Told at most of what is named near by and not counted.
const MOST_NEAR: usize = 5;
/// Whether texts write numbers with this character.
fn is_digit(c: char) -> bool {
    let written = ['两', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];
    c.is_ascii_digit() || written.contains(&c) || ['百', '千', '万', '亿'].contains(&c)
}

/// What makes a number rough.
const ROUGH: [char; 3] = ['余', '多', '来'];

impl<'g> Asked<'_, 'g> {
    /// A count that a figure or a sentence states, else the number of answers found.
    pub(in crate::question) fn counted(&self, found: &Found<'g>) -> Told {
        let among = self.reading.among.is_some();
        if !among {
            if let Some(said) = self.counted_as_asked() {
                return vec![said].into();
            }
            let stated = self.values(&self.found(&self.measured()));
            if !stated.answers.is_empty() || self.reading.roles.is_empty() {
                return stated;
            }
            let said = self.said_in_text();
            if !said.is_empty() {
                return said.into();
            }
        }
        let mut all = self.all_that_answer(found);
        let near: Vec<Ranked<'g>> = all.iter().filter(|r| r.stated.is_none()).cloned().collect();
        if !among && !self.reading.anchors.is_empty() {
            // What is only named near by is not counted.
            all.retain(|r| r.stated.is_some());
        }
        if all.is_empty() && near.is_empty() {
            return Told::default();
        }
        if all.is_empty() {
            let doubt = self
                .say("原文没有明说，只在近处提及", "no text states any: these are named near by");
            let near = self.told(near.into_iter().take(MOST_NEAR).collect());
            return Told { near, doubt: Some(doubt.to_owned()), ..Told::default() };
        }
        let unit = self.counter.clone().unwrap_or_default();
        let why = self.say("按图中所列计数", "counted in the graph").to_owned();
        let evidence = all.iter().filter_map(|r| r.sentences.first()).take(QUOTES);
        let evidence = evidence.map(|&at| self.quote(at)).collect();
        let name = format!("{}{unit}", all.len());
        vec![Finding::value(name, 1.0, why, evidence)].into()
    }

    /// The number that stands beside a word for what is counted in a sentence that speaks of
    /// everything the question names (60余家量子企业).
    fn said_in_text(&self) -> Vec<Finding> {
        let groups = self.groups();
        if groups.is_empty() {
            return Vec::new();
        }
        let near = |group: &Group| self.ground.nearness(self.graph, group, &BTreeSet::new());
        let near: Vec<Arc<[f64]>> = groups.iter().map(near).collect();
        let speaks = |at: usize| near.iter().map(|near| near[at]).fold(1.0, f64::min);
        let here = (0..self.ground.sentences.all().len()).filter(|&at| speaks(at) >= NEARNESS[1]);
        let mut best: Option<(f64, u32, String)> = None;
        for at in here.filter(|&at| !self.ground.sentences.all()[at].reprint) {
            let speaks = speaks(at);
            if best.as_ref().is_none_or(|(known, ..)| *known < speaks)
                && let Some(number) = self.number_in(self.text(at as u32), &groups)
            {
                best = Some((speaks, at as u32, number));
            }
        }
        let why = self.say("原文所述", "said in a sentence");
        let finding =
            |(score, at, name)| Finding::value(name, score, why.to_owned(), vec![self.quote(at)]);
        best.map(finding).into_iter().collect()
    }

    /// A number with its counting word in a text, where a word for what is counted stands close.
    fn number_in(&self, text: &str, groups: &[Group]) -> Option<String> {
        let roles = self.reading.roles.iter().flat_map(|&role| &self.words.roles[role].zh);
        let roles: Vec<&str> = roles.map(String::as_str).collect();
        // What is counted may be broken in two by the end of a line.
        let named = || roles.iter().any(|role| text.contains(role));
        if !self.counts_anything(text) || !text.contains(char::is_whitespace) && !named() {
            return None;
        }
        let chars: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
        let subjects: Vec<&str> =
            groups.iter().flat_map(|group| &group.words).map(String::as_str).collect();
        let holds = |words: &[&str], near: &str| words.iter().any(|word| near.contains(word));
        (0..chars.len()).find_map(|at| {
            let plain = |at: usize| chars.get(at).is_some_and(|&c| is_digit(c));
            let joins = |at: usize| chars.get(at) == Some(&',') && at > 0 && plain(at - 1);
            let digit = |at: usize| plain(at) || joins(at) && plain(at + 1);
            if !digit(at) || at > 0 && digit(at - 1) {
                return None;
            }
            let end = (at..chars.len()).find(|&end| !digit(end))?;
            let end = if ROUGH.contains(&chars[end]) { end + 1 } else { end };
            let unit = *chars.get(end)?;
            let ordinal = at > 0 && ['第', '前', '全', '同', '这', '唯'].contains(&chars[at - 1]);
            if ordinal || !self.counts_in(unit) {
                return None;
            }
            let from = at.saturating_sub(AROUND);
            let to = (end + 1 + AROUND).min(chars.len());
            let near: String = chars[from..to].iter().collect();
            let of_it = holds(&roles, &near) && (subjects.is_empty() || holds(&subjects, &near));
            let number: String = chars[at..=end].iter().collect();
            // 全省26个门类，甲市有多少个: what the question itself tells it does not ask for.
            (of_it && !self.question.contains(&number)).then_some(number)
        })
    }

    /// Whether a counting word for what is asked stands behind any number.
    fn counts_anything(&self, text: &str) -> bool {
        let units = self.units();
        let mut behind = false;
        text.chars().filter(|c| !c.is_whitespace()).any(|c| {
            let counts = behind && units.chars().any(|unit| unit == c);
            behind = is_digit(c) || behind && ROUGH.contains(&c);
            counts
        })
    }

    /// Whether things of the kind asked for are counted with this word.
    pub(in crate::question) fn counts_in(&self, unit: char) -> bool {
        self.units().chars().any(|own| own == unit)
    }

    /// Words with which what is asked for is counted.
    fn units(&self) -> &str {
        let role = self.reading.roles.first().map(|&role| self.words.roles[role].kind);
        self.counter.as_deref().unwrap_or_else(|| role.map_or(ALL_UNITS, units_of))
    }
}

/// Words with which anything is counted.
const ALL_UNITS: &str = "家个所名位人项辆台架艘套座条部列件只头亩";

/// Words with which things of a kind are counted.
pub(in crate::question) fn units_of(kind: Kind) -> &'static str {
    match kind {
        Kind::COMPANY => "家户个",
        Kind::INSTITUTION => "家个所",
        Kind::PERSON => "名位人",
        Kind::PROGRAM => "个项届",
        _ => "个座条",
    }
}
