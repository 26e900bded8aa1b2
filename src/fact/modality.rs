//! A clause and its trigger in, how firmly it is stated out.

use super::Modality;
use super::scene::Scene;
use crate::knowledge::Rules;
use crate::knowledge::rules::Hit;

/// The classes of words that change how a clause is meant, as bits of what a hit is told by.
pub(super) struct Moods {
    planned: u8,
    negated: u8,
    ended: u8,
    done: u8,
    denied: u8,
}

impl Moods {
    pub(super) fn new(rules: &Rules) -> Self {
        Self {
            planned: rules.bit("planned"),
            negated: rules.bit("negated"),
            ended: rules.bit("ended"),
            done: rules.bit("done"),
            denied: rules.bit("denied"),
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
        let told = hits.iter().filter(|hit| hit.told != 0);
        if told.clone().any(|hit| hit.start >= end && hit.told & self.denied != 0) {
            return Modality::Negated;
        }
        let clause = &scene.clauses[scene.clause(at)];
        let inside = told.filter(|hit| {
            clause.start <= hit.start && hit.end <= clause.end && !scene.names(hit.start..hit.end)
        });
        let mut planned = false;
        let mut done = false;
        for hit in inside {
            let before = hit.end <= at;
            let is = |mood| hit.told & mood != 0;
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
