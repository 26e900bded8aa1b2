//! A clause and its trigger in, how firmly it is stated out.

use super::Modality;
use super::scene::Scene;
use crate::knowledge::Rules;
use crate::knowledge::rules::{ClassId, Hit};

/// The classes of words that change how a clause is meant.
pub(super) struct Moods {
    planned: ClassId,
    negated: ClassId,
    ended: ClassId,
    done: ClassId,
    denied: ClassId,
}

impl Moods {
    pub(super) fn new(rules: &Rules) -> Self {
        Self {
            planned: rules.class_id("planned"),
            negated: rules.class_id("negated"),
            ended: rules.class_id("ended"),
            done: rules.class_id("done"),
            denied: rules.class_id("denied"),
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
        // 网上说…，这不是事实: what is denied behind it was never stated.
        let denies = |hit: &Hit<'_>| hit.start >= end && hit.classes.contains(&self.denied);
        if hits.iter().any(denies) {
            return Modality::Negated;
        }
        let clause = &scene.clauses[scene.clause(at)];
        let inside = hits.iter().filter(|hit| {
            clause.start <= hit.start && hit.end <= clause.end && !scene.names(hit.start..hit.end)
        });
        let mut planned = false;
        let mut done = false;
        for hit in inside {
            let before = hit.end <= at;
            let is = |class| hit.classes.contains(&class);
            if is(self.negated) && before && at - hit.end <= 6 {
                return Modality::Negated;
            }
            if is(self.ended) && ((before && at - hit.end <= 12) || hit.start >= end) {
                return Modality::Negated;
            }
            planned |= is(self.planned) && before && !takes_an_object(scene, hit);
            done |= is(self.done) && (before || hit.start <= end);
        }
        if planned && !done { Modality::Planned } else { Modality::Stated }
    }
}

/// 将甲打造成乙: 将 before a name is no plan.
fn takes_an_object(scene: &Scene<'_>, hit: &Hit<'_>) -> bool {
    hit.end - hit.start == 1 && scene.starting(scene.unwrap_right(hit.end)).is_some()
}
