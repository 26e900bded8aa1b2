//! Sentences with mentions in, figures out: who or what, which measure, how much, when.

mod amount;
mod number;
mod owner;

use super::Figure;
use super::modality::Moods;
use super::scene::{Scene, span};
use super::subject::Subjects;
use super::time::Dated;
use crate::corpus::Date;
use crate::knowledge::Measures;
use crate::knowledge::rules::{Class, Hit};
use crate::text::written;
pub(super) use number::{Number, numbers};
pub(super) use owner::Owners;
use std::ops::Range;

/// What is needed to read the figures of one sentence.
pub(super) struct Page<'a> {
    pub(super) scene: &'a Scene<'a>,
    pub(super) hits: &'a [Hit<'a>],
    pub(super) dates: &'a [Dated],
    pub(super) moods: &'a Moods,
    pub(super) measures: &'a Measures,
}

/// The figures that these numbers of one sentence tell, in order.
pub(super) fn figures(
    page: &Page<'_>,
    mut numbers: Vec<Number<'_, '_>>,
    subjects: &Subjects<'_>,
    owners: &mut Owners,
) -> Vec<Figure> {
    let scene = page.scene;
    owners.enter(scene, subjects);
    // 甲、乙两家企业: the number only sums up the list.
    let sums_up = |number: &Number<'_, '_>| {
        let written = scene.chars.get(number.range.start).is_some_and(|c| !c.is_ascii_digit());
        written && number.class == "count" && scene.ending(number.from).is_some()
    };
    // 百亿元龙头, 千亿级集群: a class of size, not a size.
    let is_class = |number: &Number<'_, '_>| {
        let unit = |char: &char| matches!(char, '百' | '千' | '万' | '亿');
        let written = scene.text(number.range.clone());
        let rest = scene.text(number.range.end..scene.chars.len());
        written.first().is_some_and(unit)
            && !matches!(rest.first(), None | Some('，' | '。' | '；' | '、' | '大' | '关'))
    };
    numbers.retain(|number| {
        let inside = |range: &Range<usize>| {
            range.start <= number.range.start && number.range.start < range.end
        };
        !scene.names(number.range.clone())
            && !sums_up(number)
            && !is_class(number)
            && !page.dates.iter().any(|dated| inside(&dated.range))
    });
    let mut figures = Vec::new();
    let mut last: Option<(&str, &str)> = None;
    for (index, number) in numbers.iter().enumerate() {
        let before = index.checked_sub(1).map(|before| &numbers[before]);
        let measure = measure(page, number, before, last);
        last = Some((number.class, measure));
        let Some(entity) = owners.owner(scene, subjects, &numbers, index) else { continue };
        let clause = &scene.clauses[scene.clause(number.range.start)];
        let period = period(page, number, clause).or_else(|| owners.period(number.class));
        let scope = scope(page, number, before);
        let range = number.range.clone();
        figures.push(Figure {
            entity,
            sentence: scene.sentence,
            measure: measure.to_owned(),
            value: written(number.value),
            unit: written(number.unit),
            normalised: number.normalised(),
            period,
            scope,
            modality: page.moods.modality(scene, page.hits, range.start, range.end),
            span: span(range),
        });
    }
    owners.leave(scene, subjects, numbers.is_empty(), page.dates);
    figures
}

/// The date that a number is stated for: the nearest before it since the last semicolon, the one
/// that opens the sentence, or the first behind it in its clause.
fn period(page: &Page<'_>, number: &Number<'_, '_>, clause: &Range<usize>) -> Option<Date> {
    let at = number.range.start;
    let front = page.scene.text(0..at);
    let part = front.iter().rposition(|&c| c == '；').map_or(0, |semicolon| semicolon + 1);
    let near = page.dates.iter().rev().find(|d| part <= d.range.start && d.range.end <= at);
    let opening =
        || page.dates.first().filter(|dated| dated.range.start <= 4 && dated.range.end <= at);
    let behind = || page.dates.iter().find(|d| d.range.start >= at && d.range.end <= clause.end);
    near.or_else(opening).or_else(behind).map(|dated| dated.date)
}

/// What a number measures: the word before it, the word behind it, what the number before it in
/// a list measured, or what its unit measures.
fn measure<'a>(
    page: &Page<'a>,
    number: &Number<'_, '_>,
    before: Option<&Number<'_, '_>>,
    last: Option<(&str, &'a str)>,
) -> &'a str {
    let scene = page.scene;
    let clause = &scene.clauses[scene.clause(number.range.start)];
    let start = before.map_or(clause.start, |before| before.range.end.max(clause.start));
    let front = scene.text(start..number.from);
    let front = front.get(front.len().saturating_sub(24)..).unwrap_or_default();
    if number.class == "rank" {
        return page.measures.plain("rank");
    }
    if let Some((name, _)) = page.measures.last_in(front, number.class) {
        return name;
    }
    let behind = scene.text(number.range.end..clause.end.min(number.range.end + 8));
    let behind = behind.strip_prefix(&['的']).unwrap_or(behind);
    if let Some(name) = page.measures.starting(behind, number.class) {
        return name;
    }
    // 产值20亿元，达到46亿元: the same measure goes on, unless something is counted anew.
    let listed = before.is_none_or(|before| {
        matches!(scene.text(before.range.end..number.from), [] | ['、' | '和' | '与' | '及'])
    });
    match last {
        Some(("percent", _)) if !listed => page.measures.plain(number.class),
        Some((class, name)) if class == number.class && class != "count" => name,
        _ => page.measures.plain(number.class),
    }
}

/// What a figure is compared with or a part of: 全省, 同比.
fn scope(
    page: &Page<'_>,
    number: &Number<'_, '_>,
    before: Option<&Number<'_, '_>>,
) -> Option<String> {
    let scene = page.scene;
    let clause = &scene.clauses[scene.clause(number.range.start)];
    let start = before.map_or(clause.start, |before| before.range.end.max(clause.start));
    let front = scene.text(start..number.from);
    if let Some(at) = front.iter().rposition(|&c| c == '占') {
        let whole = &front[at + 1..];
        let share = matches!(whole.first(), Some('比' | '有'));
        let around = |c: &char| matches!(c, '比' | '的' | '到' | '了' | '约' | '重' | '达' | '为');
        let first = whole.iter().position(|c| !around(c));
        let past = whole.iter().rposition(|c| !around(c)).map_or(0, |last| last + 1);
        let whole = first.and_then(|first| whole.get(first..past)).unwrap_or_default();
        if !share && (1..=12).contains(&whole.len()) {
            return Some(whole.iter().collect());
        }
    }
    let last = |words: &Class| {
        let starting = |at: usize| words.starting(&front[at..]).next().map(|length| (at, length));
        let (at, length) = (0..front.len()).rev().find_map(starting)?;
        Some(front[at..at + length].iter().collect())
    };
    let (compares, wholes) = (page.measures.compares(), page.measures.wholes());
    match number.class {
        "percent" | "times" => last(compares).or_else(|| last(wholes)),
        "rank" | "share" => last(wholes),
        _ => None,
    }
}
