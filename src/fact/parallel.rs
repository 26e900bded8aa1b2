//! A fact of two names side by side in, the pairs that stand in one list with them out.
//!
//! 甲市石化、乙市电气、丙市汽车等集群: what the words behind the list tell of the last pair they tell
//! of all.

use crate::fact::scene::Scene;
use crate::knowledge::Kind;
use std::iter::successors;

/// Two mentions of the sentence, the one right before the other.
type Pair = (usize, usize);

/// The other pairs of the list in which two mentions of the sentence stand, in order: of the same
/// kinds, with as much between their names.
pub(super) fn others(scene: &Scene<'_>, one: usize, other: usize) -> Vec<Pair> {
    let pair = (one.min(other), one.max(other));
    let Some(between) = between(scene, pair) else { return Vec::new() };
    let kinds = kinds(scene, pair);
    let like = |pair: &Pair| {
        self::kinds(scene, *pair) == kinds && self::between(scene, *pair) == Some(between)
    };
    let before = |&(first, _): &Pair| {
        let last = first.checked_sub(1)?;
        let pair = (last.checked_sub(1)?, last);
        (scene.joined(last, first) && like(&pair)).then_some(pair)
    };
    let behind = |&(_, second): &Pair| {
        let pair = (second + 1, second + 2);
        let fits = pair.1 < scene.mentions.len() && scene.joined(second, pair.0) && like(&pair);
        fits.then_some(pair)
    };
    let mut pairs: Vec<Pair> = successors(before(&pair), before).collect();
    pairs.reverse();
    pairs.extend(successors(behind(&pair), behind));
    pairs
}

/// What stands between two names side by side: nothing, or 的.
fn between<'a>(scene: &Scene<'a>, (first, second): Pair) -> Option<&'a [char]> {
    let gap = scene.range(first).end..scene.range(second).start;
    let text = scene.text(gap);
    (first + 1 == second && matches!(text, [] | ['的'])).then_some(text)
}

fn kinds(scene: &Scene<'_>, (first, second): Pair) -> (Kind, Kind) {
    (scene.mentions[first].kind, scene.mentions[second].kind)
}
