//! A clause and its trigger in, how firmly it is stated out.

use super::Modality;
use crate::fact::scene::Scene;
use crate::knowledge::Rules;
use crate::knowledge::rules::{Class, Hit};

/// The classes of words that change how a clause is meant, as bits of what a hit is told by.
pub(super) struct Moods<'k> {
    planned: u8,
    negated: u8,
    ended: u8,
    done: u8,
    denied: u8,
    wished: u8,
    /// 不良, 未来: what begins like a negation and is none.
    no_negation: &'k Class,
}

impl<'k> Moods<'k> {
    pub(super) fn new(rules: &'k Rules) -> Self {
        Self {
            no_negation: rules.class("no_negation"),
            planned: rules.bit("planned"),
            negated: rules.bit("negated"),
            ended: rules.bit("ended"),
            done: rules.bit("done"),
            denied: rules.bit("denied"),
            wished: rules.bit("wished"),
        }
    }

    /// How a clause states what stands at `at..end`.
    pub(super) fn modality(
        &self,
        scene: &Scene<'_>,
        hits: &[Hit<'_>],
        at: usize,
        end: usize,
    ) -> Modality {
        if self.is_negated(scene, hits, at, end) {
            return Modality::Negated;
        }
        let mut planned = false;
        let mut done = false;
        for hit in of_clause(scene, hits, at) {
            // 原定 in 原定在某地建厂 reaches into the trigger.
            let before = hit.end <= at || hit.start < at && at < hit.end;
            planned |= self.plans(scene, hit) && before;
            done |= hit.told & self.done != 0 && (before || hit.start <= end);
        }
        if planned && !done { Modality::Planned } else { Modality::Stated }
    }

    /// Whether what stands at `at` is only wished for: 甲市希望乙公司来设厂.
    pub(super) fn is_wished(&self, scene: &Scene<'_>, hits: &[Hit<'_>], at: usize) -> bool {
        of_clause(scene, hits, at).any(|hit| hit.told & self.wished != 0 && hit.end <= at)
    }

    /// How a sentence states a number at `at..end`: what it sets out to reach, it has not reached,
    /// and of one goal after another the verb is said once (力争建成一座，投资两亿元).
    pub(super) fn of_number(
        &self,
        scene: &Scene<'_>,
        hits: &[Hit<'_>],
        at: usize,
        end: usize,
    ) -> Modality {
        if self.is_negated(scene, hits, at, end) {
            return Modality::Negated;
        }
        let clause = scene.clauses[scene.clause(at)].start;
        let goal = hits.iter().rev().find(|hit| {
            let noun = scene.chars.get(hit.start.wrapping_sub(1)).is_some_and(|c| NOUN.contains(c));
            let near = hit.start >= clause || (!noun && sets_out(scene, hit));
            hit.end <= at && near && self.plans(scene, hit) && !scene.names(hit.start..hit.end)
        });
        let Some(goal) = goal else { return Modality::Stated };
        let between = scene.text(goal.end..end);
        let past = between.windows(2).any(|pair| {
            matches!(pair, ['目' | '当', '前'] | ['现', '有'] | ['去', '年'] | ['截', '至'])
        });
        let parted = between.iter().any(|c| matches!(c, '；' | ';' | '已'));
        if past || parted { Modality::Stated } else { Modality::Planned }
    }

    /// Whether a word of planning stands before `at`.
    pub(super) fn plan_before(&self, hits: &[Hit<'_>], at: usize) -> bool {
        hits.iter().any(|hit| hit.end <= at && hit.told & self.planned != 0)
    }

    fn is_negated(&self, scene: &Scene<'_>, hits: &[Hit<'_>], at: usize, end: usize) -> bool {
        // 网上说…，这不是事实: what is denied behind it was never stated.
        let denies = |hit: &Hit<'_>| hit.start >= end && hit.told & self.denied != 0;
        // 卸任 is what the trigger 任 is part of.
        let within = |hit: &Hit<'_>| hit.start <= at && end <= hit.end;
        let negates = |hit: &Hit<'_>| {
            let before = hit.end <= at;
            let is = |mood| hit.told & mood != 0;
            let word = || {
                let rest = scene.text(hit.start..scene.chars.len());
                self.no_negation.starting(rest).next().is_some()
            };
            (is(self.negated) && before && at - hit.end <= 6 && !word())
                || (is(self.ended)
                    && ((before && at - hit.end <= 12) || hit.start >= end || within(hit)))
        };
        hits.iter().any(denies) || of_clause(scene, hits, at).any(negates)
    }

    fn plans(&self, scene: &Scene<'_>, hit: &Hit<'_>) -> bool {
        // 国家计划的九成: a plan, and nobody who plans.
        let noun = || scene.chars.get(hit.end) == Some(&'的');
        // 主要以 is no 要以.
        let part = || {
            let before = hit.start.checked_sub(1).and_then(|before| scene.chars.get(before));
            scene.chars.get(hit.start) == Some(&'要')
                && before
                    .is_some_and(|c| matches!(c, '主' | '重' | '首' | '需' | '只' | '不' | '摘'))
        };
        hit.told & self.planned != 0 && !takes_an_object(scene, hit) && !noun() && !part()
    }
}

/// Whether a word of planning begins a list of goals: 力争, 到2030年, 目标是：.
fn sets_out(scene: &Scene<'_>, hit: &Hit<'_>) -> bool {
    let start = scene.clauses[scene.clause(hit.start)].start;
    let word = scene.text(hit.start..hit.end);
    let rest = scene.text(hit.end..hit.end + 2);
    let heads = word == ['目', '标'] && matches!(rest, ['：', ..] | ['是' | '为', '：']);
    heads
        || hit.start <= start + 8
            && matches!(
                word,
                ['力', '争'] | ['争', '取'] | ['计', '划'] | ['预', '计'] | ['到', ..]
            )
}

/// Before 计划 they make it a thing: 该计划, 行动计划.
const NOUN: [char; 5] = ['该', '动', '项', '的', '一'];

/// The words found in the clause that holds `at`, outside of names.
fn of_clause<'h>(
    scene: &Scene<'_>,
    hits: &'h [Hit<'h>],
    at: usize,
) -> impl Iterator<Item = &'h Hit<'h>> {
    let clause = &scene.clauses[scene.clause(at)];
    hits.iter().filter(move |hit| {
        clause.start <= hit.start && hit.end <= clause.end && !scene.names(hit.start..hit.end)
    })
}

/// 将甲打造成乙: 将 before a name is no plan.
fn takes_an_object(scene: &Scene<'_>, hit: &Hit<'_>) -> bool {
    hit.end - hit.start == 1 && scene.starting(scene.unwrap_right(hit.end)).is_some()
}
