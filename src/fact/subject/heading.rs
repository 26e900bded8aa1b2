//! A line in, what heads it out.
//!
//! 二、市长质量奖, and below it who won it: line by line, or all in one. 主导产业　园区发展…, and
//! behind it what is said.

use super::Cues;
use crate::fact::scene::{Scene, counts};
use crate::knowledge::Kind;
use crate::knowledge::rules::Class;
use crate::text::is_han;
use std::ops::Range;

/// The longest text behind the prize on its line: （三家）, 获奖单位：.
const LONGEST_REST: usize = 10;
/// How long a year alone is: 2018年.
const YEAR: usize = 5;
/// The longest heading of a line.
const LONGEST_HEADING: usize = 8;

/// The prize that a line names and says nothing of, by its index in the document.
pub(super) fn prize(scene: &Scene<'_>, cues: &Cues<'_>) -> Option<u32> {
    let [mention] = scene.mentions else { return None };
    let name = mention.span.range();
    let rest = behind_rank(scene, name.end, cues);
    let alone = scene.text(0..scene.unwrap_left(name.start)).iter().all(|&char| counts(char))
        && rest.len() <= LONGEST_REST
        && !rest.iter().any(|&char| matches!(char, '，' | '。' | '；'));
    let named =
        mention.kind == Kind::PROGRAM && cues.prize.ending(scene.text(name)).next().is_some();
    (alone && named).then(|| scene.global(0))
}

/// Whom the lines of a card are about, given whom those before were: the firm or body behind 公司名称：,
/// as long as each line begins with what it tells.
pub(super) fn card(scene: &Scene<'_>, cues: &Cues<'_>, before: Option<u32>) -> Option<u32> {
    let colon = scene.chars.iter().take(LONGEST_HEADING + 1).position(|&char| char == '：')?;
    let label = scene.text(0..colon);
    let label = label.iter().position(|&char| !counts(char)).map_or(label, |at| &label[at..]);
    let called = cues.called.starting(label).any(|length| length == label.len());
    let named = scene.starting(colon + 1).map(|m| scene.global(m));
    if called { named } else { before }
}

/// What stands behind a prize on its line, past its rank and how many won it: 一等奖（2项，各奖50万元）.
fn behind_rank<'t>(scene: &Scene<'t>, end: usize, cues: &Cues<'_>) -> &'t [char] {
    let rank = cues.prize_rank.starting(scene.text(end..scene.chars.len())).next();
    let past = end + rank.unwrap_or(0);
    let aside = scene.bracket(past).filter(|aside| aside.start == past);
    scene.text(aside.map_or(past, |aside| aside.end)..scene.chars.len())
}

/// 关于2011年度科学技术进步奖授奖的公告: the prize that a notice is about, by its index in the document.
pub(super) fn award(scene: &Scene<'_>, cues: &Cues<'_>) -> Option<u32> {
    let program = |m: &usize| {
        let mention = &scene.mentions[*m];
        let name = scene.text(mention.span.range());
        mention.kind == Kind::PROGRAM && cues.prize.ending(name).next().is_some()
    };
    let prize = (0..scene.mentions.len()).find(program)?;
    let rest = scene.text(scene.mentions[prize].span.range().end..scene.chars.len());
    let notice = cues.notice.ending(rest).next().is_some();
    (notice && cues.confers.within(scene.chars).is_some()).then(|| scene.global(prize))
}

/// 一等奖4项：, 获奖单位：: whether a sentence lists who won one of the ranks of a prize.
pub(super) fn ranks(scene: &Scene<'_>, cues: &Cues<'_>) -> bool {
    // 一、一等奖, （二）获奖单位.
    let heads =
        (0..scene.chars.len().min(4)).filter(|&at| scene.text(0..at).iter().all(|&c| counts(c)));
    heads.into_iter().any(|at| cues.prize_rank.starting(&scene.chars[at..]).next().is_some())
}

/// A clause behind the heading that brackets or a blank part from it, where one opens the sentence.
pub(super) fn behind<'t>(scene: &Scene<'t>, clause: &Range<usize>) -> &'t [char] {
    let text = scene.text(clause.clone());
    if clause.start > 0 {
        return text;
    }
    if let Some(end) = bracketed(scene) {
        return text.get(end..).unwrap_or_default();
    }
    let words = text.iter().take(LONGEST_HEADING + 1).take_while(|&&char| is_han(char)).count();
    let blank = text.get(words).is_some_and(|char| char.is_whitespace());
    let said = text.get(words + 1).is_some_and(|&char| is_han(char));
    if words > 1 && blank && said && !scene.names(0..words) { &text[words + 1..] } else { text }
}

/// Where the brackets end that head a line: 【研发】.
fn bracketed(scene: &Scene<'_>) -> Option<usize> {
    let rest = scene.chars.strip_prefix(&['【'])?;
    let length = rest.iter().take(LONGEST_HEADING + 1).position(|&char| char == '】')?;
    (!scene.names(1..length + 1)).then_some(length + 2)
}

/// 【研发】与甲共建…, 2018年11月　与甲签约, 2019年，获评…: whether a line is an entry of a portrait or chronicle,
/// which does not say again whom it is about. `origin` is where its characters stand in the document.
pub(super) fn is_entry(scene: &Scene<'_>, origin: &[u32]) -> bool {
    let dated = |char: &char| {
        char.is_ascii_digit() || matches!(char, '年' | '月' | '日' | '-' | '.' | '—' | '/' | '、')
    };
    let date = scene.chars.iter().take_while(|char| dated(char)).count();
    let year = scene.chars.iter().take_while(|char| char.is_ascii_digit()).count() == 4;
    let bare = match scene.text(date..date + 2) {
        [blank, ..] if blank.is_whitespace() => true,
        ['，' | ',' | '：' | ':', next] => "与同和获被入荣投成设启出".contains(*next),
        // 2018年11月与甲签约: the blank does not last.
        ['与' | '同' | '获' | '荣', _] | ['入', '选'] => date > YEAR,
        _ => false,
    };
    // 2017年 与甲共建: the blank that parted them is not kept, but stood there.
    let apart = |at: usize| Some(origin.get(at)?.saturating_sub(*origin.get(at - 1)?) > 1);
    let parted = || apart(date).unwrap_or_default() && scene.chars.get(date - 1) != Some(&'、');
    bracketed(scene).is_some() || year && date >= YEAR && (bare || parted())
}

/// Whether a line may list who won the prize above it: one clause, be it behind what they are to the
/// work that won (完成单位：甲、乙).
pub(super) fn lists(scene: &Scene<'_>, winners: &Class) -> bool {
    let mut clauses = scene.clauses.iter().filter(|clause| !clause.is_empty());
    let first = clauses.next();
    let labels = |clause: &Range<usize>| {
        let text = scene.text(clause.clone());
        scene.chars.get(clause.end) == Some(&'：')
            && winners.starting(text).any(|length| length == text.len())
    };
    clauses.count() <= usize::from(first.is_some_and(labels))
}
