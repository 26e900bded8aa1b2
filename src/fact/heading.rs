//! A line in, what heads it out.
//!
//! 二、市长质量奖, and below it who won it: line by line, or all in one. 主导产业　园区发展…, and
//! behind it what is said.

use super::scene::{Scene, counts};
use crate::knowledge::Kind;
use crate::knowledge::rules::Class;
use crate::text::is_han;
use std::ops::Range;

/// The longest text behind the prize on its line: （三家）, 获奖单位：.
const LONGEST_REST: usize = 10;
/// The longest heading of a line.
const LONGEST_HEADING: usize = 8;

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

/// A clause behind the heading that a blank parts from it, where one opens the sentence.
pub(super) fn behind<'t>(scene: &Scene<'t>, clause: &Range<usize>) -> &'t [char] {
    let text = scene.text(clause.clone());
    let words = text.iter().take(LONGEST_HEADING + 1).take_while(|&&char| is_han(char)).count();
    let blank = text.get(words).is_some_and(|char| char.is_whitespace());
    let said = text.get(words + 1).is_some_and(|&char| is_han(char));
    let named = scene.names(clause.start..clause.start + words);
    if clause.start == 0 && words > 1 && blank && said && !named {
        &text[words + 1..]
    } else {
        text
    }
}

/// Whether a line may list who won the prize above it: one clause.
pub(super) fn lists(scene: &Scene<'_>) -> bool {
    scene.clauses.iter().filter(|clause| !clause.is_empty()).count() <= 1
}
