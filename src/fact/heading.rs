//! A line in, the prize that it heads a list with out.
//!
//! 二、市长质量奖, and below it who won it: line by line, or all in one.

use super::scene::{Scene, counts};
use crate::knowledge::Kind;
use crate::knowledge::rules::Class;

/// The longest text behind the prize on its line: （三家）, 获奖单位：.
const LONGEST_REST: usize = 10;

/// The prize that a line names and says nothing of, by its index in the document.
pub(super) fn prize(scene: &Scene<'_>, prizes: &Class) -> Option<u32> {
    let [mention] = scene.mentions else { return None };
    let name = mention.span.range();
    let rest = scene.text(name.end..scene.chars.len());
    let alone = scene.text(0..scene.unwrap_left(name.start)).iter().all(|&char| counts(char))
        && rest.len() <= LONGEST_REST
        && !rest.iter().any(|&char| matches!(char, '，' | '。' | '；'));
    let named = mention.kind == Kind::PROGRAM && prizes.ending(scene.text(name)).next().is_some();
    (alone && named).then(|| scene.global(0))
}

/// Whether a line may list who won the prize above it: one clause.
pub(super) fn lists(scene: &Scene<'_>) -> bool {
    scene.clauses.iter().filter(|clause| !clause.is_empty()).count() <= 1
}
