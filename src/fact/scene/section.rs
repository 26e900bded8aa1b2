//! The lines of a text in, under which heading of a list each stands out: 主要客户, 入园企业.
//!
//! A heading stands alone on a line above the lines of its list, or before the list on the same line:
//! 【主要客户】甲、乙, 主要客户：甲、乙.

use super::{Scene, counts, ends_sentence, marks, wraps};
use crate::knowledge::Kind;
use crate::knowledge::rules::{Rule, Rules};
use std::iter::once;

/// The longest line that may be another heading.
const LONGEST_HEADING: usize = 12;
/// The longest line of a list that begins with no name.
const LONGEST_LINE: usize = 40;
/// How far behind such words the first name stands.
const FARTHEST_NAME: usize = 6;

/// The heading under which a line stands.
#[derive(Default)]
pub(in crate::fact) struct Sections<'k> {
    /// The words of the heading that stands alone above.
    above: Option<&'k str>,
    /// It is counted itself (二、重点企业), and so the next that is counted ends its list.
    counted: bool,
    /// The heading of the line itself and where its list begins.
    here: Option<(&'k str, usize)>,
    /// The trade that the lines below are of: ◇ 工程机械, 工程机械链主企业名单.
    trade: Option<u32>,
}

impl<'k> Sections<'k> {
    /// Takes note of a sentence.
    pub(in crate::fact) fn enter(&mut self, scene: &Scene<'_>, rules: &'k Rules) {
        let start = skip(scene.chars, 0, |char| marks(char) || wraps(char) || counts(char));
        let counted = scene.chars.first().is_some_and(|&char| counts(char));
        self.here = None;
        if let Some(words) = rules.heading(scene.text(start..scene.chars.len())) {
            let end = counted_behind(scene, start + words.chars().count());
            let parted = skip(scene.chars, end, |char| wraps(char) || char == '：');
            if parted == scene.chars.len() {
                self.trade = self.trade.filter(|_| counted);
                (self.above, self.counted) = (Some(words), counted);
            } else if parted > end {
                self.above = None;
                self.here = Some((words, skip(scene.chars, parted, leads)));
            }
            return;
        }
        if let Some(trade) = self.heads_a_trade(scene) {
            self.trade = Some(trade);
            self.here = self.above.map(|words| (words, scene.mentions[0].span.start as usize));
            return;
        }
        let item = first_item(scene);
        let listed = scene.starting(item).is_some();
        // 【重点企业】, 一、整机, and below it the firms.
        if counted && !listed && !self.counted && scene.chars.len() <= LONGEST_HEADING {
            return;
        }
        let says = scene.chars.last().is_some_and(|&char| ends_sentence(char));
        let heads = !listed && !says && scene.chars.len() <= LONGEST_HEADING;
        // ◇ 工程机械 and, below it, what is told of that trade.
        let told = self.trade.is_some() && !heads;
        if heads || !listed && scene.chars.len() > LONGEST_LINE && !told {
            self.above = None;
        }
        self.trade = self.trade.filter(|_| !heads && (self.above.is_some() || listed));
        self.here = self.above.filter(|_| listed).map(|words| (words, item));
    }

    /// The trade that a marked line of a list of trades names, or a list of firms by its title.
    fn heads_a_trade(&self, scene: &Scene<'_>) -> Option<u32> {
        let [trade] = scene.mentions else { return None };
        let title = scene.chars.ends_with(&['名', '单']) || scene.chars.ends_with(&['名', '录']);
        let marked = self.above.is_some() && scene.chars.first().is_some_and(|&char| marks(char));
        let fills = trade.span.end as usize == scene.chars.len();
        let heads = title && scene.chars.len() <= LONGEST_LINE || marked && fills;
        (trade.kind == Kind::INDUSTRY && heads).then(|| scene.global(0))
    }

    /// The trade that this line is told of.
    pub(in crate::fact) fn trade(&self) -> Option<u32> {
        self.trade
    }

    /// The rules that read the list of this line, and where the names begin with which it, and what
    /// stands behind each ；, begins.
    pub(in crate::fact) fn list(
        &self,
        scene: &Scene<'_>,
        rules: &'k Rules,
    ) -> Option<(Vec<usize>, impl Iterator<Item = &'k Rule>)> {
        let (words, at) = self.here?;
        let first = scene.range(scene.starting(at).or_else(|| formed(scene, at))?).start;
        let behind = |&at: &usize| matches!(scene.chars[at], '；' | ';');
        let items =
            (at..scene.chars.len()).filter(behind).map(|at| skip(scene.chars, at + 1, leads));
        let named = items.filter_map(|at| Some(scene.range(scene.starting(at)?).start));
        Some((once(first).chain(named).collect(), rules.headed(words)))
    }
}

/// The first name of a list behind a heading that says how it came about: 主导产业：形成以甲、乙为主导….
fn formed(scene: &Scene<'_>, at: usize) -> Option<usize> {
    let begun = scene.text(at..at + 2) == ['形', '成'] || scene.text(at..at + 1) == ['以'];
    let named = (at..scene.chars.len().min(at + FARTHEST_NAME)).find_map(|at| scene.starting(at));
    named.filter(|_| begun)
}

/// Past how many they are, behind a heading: （2家）.
fn counted_behind(scene: &Scene<'_>, end: usize) -> usize {
    let aside = scene.bracket(end).filter(|aside| {
        let count = scene.text((*aside).clone()).contains(&'家');
        aside.start == end && aside.len() <= 6 && count
    });
    aside.map_or(end, |aside| aside.end)
}

/// Where the first name of a line of a list would stand; an unknown one may stand before it.
fn first_item(scene: &Scene<'_>) -> usize {
    let start = skip(scene.chars, 0, leads);
    let unknown = scene.chars.iter().skip(start).take(LONGEST_HEADING);
    let parts = unknown.clone().position(|char| matches!(char, '；' | '、'));
    match parts.filter(|_| scene.starting(start).is_none()) {
        Some(parts) => start + parts + 1,
        None => start,
    }
}

/// Whether this may stand before the first name of a line: 1. ★ 2023年.
fn leads(char: char) -> bool {
    marks(char) || wraps(char) || counts(char) || matches!(char, '年' | '月' | '—')
}

/// The first place from `at` where no such character stands.
fn skip(chars: &[char], at: usize, passes: impl Fn(char) -> bool) -> usize {
    at + chars.iter().skip(at).take_while(|&&char| passes(char)).count()
}
