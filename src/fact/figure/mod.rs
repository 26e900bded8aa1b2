//! Sentences with mentions in, figures out: who or what, which measure, how much, when.

mod amount;
mod beside;
mod clause;
mod describes;
mod fraction;
mod made;
mod number;
mod owner;
mod period;
mod rank;
mod speaker;
mod title;
mod topic;
mod turn;
mod unit;
mod words;
mod year;

use super::modality::Moods;
use super::{Figure, Modality};
use crate::corpus::Date;
use crate::fact::scene::{Scene, span};
use crate::fact::subject::Subjects;
use crate::fact::time::Dated;
use crate::knowledge::rules::{Class, Hit};
use crate::knowledge::{Kind, Measures};
use crate::text::{is_han, written};
use amount::chinese;
pub(super) use number::{Number, numbers};
pub(super) use owner::Owners;
use period::{changes, going_on, is_compared_with, of_year, period, shared};
use std::ops::Range;
pub(super) use words::Words;

/// What is needed to read the figures of one sentence.
pub(super) struct Page<'a> {
    pub(super) scene: &'a Scene<'a>,
    pub(super) hits: &'a [Hit<'a>],
    pub(super) dates: &'a [Dated],
    /// The date of the document.
    pub(super) written: Option<Date>,
    pub(super) moods: &'a Moods<'a>,
    pub(super) measures: &'a Measures,
    pub(super) words: Words<'a>,
}

/// The figures that these numbers of one sentence tell, in order.
pub(super) fn figures<'a>(
    page: &Page<'a>,
    mut numbers: Vec<Number<'_, 'a>>,
    subjects: &Subjects<'_>,
    owners: &mut Owners<'_>,
) -> Vec<Figure> {
    let scene = page.scene;
    owners.enter(scene, subjects);
    numbers.retain(|number| is_figure(page, subjects, number));
    let mut figures = Vec::new();
    // Those told for their own time, and not what they are compared with.
    let mut own = Vec::with_capacity(numbers.len());
    let mut told = Vec::with_capacity(numbers.len());
    for (index, number) in numbers.iter().enumerate() {
        let before = index.checked_sub(1).map(|before| &numbers[before]);
        let measure = measure(page, &numbers, index, &told);
        told.push(measure);
        let bearers = owners.owners(scene, subjects, &numbers, index);
        if bearers.is_empty() {
            continue;
        }
        let clause = &scene.clauses[scene.clause(number.range.start)];
        // 去年营收3亿元；毛利率9%: of the same, for the same year.
        let same = |figure: &&Figure| bearers.contains(&figure.entity);
        // 由五万吨增至八万吨: what it was before was then.
        let skipped = usize::from(before.is_some_and(|before| changes(scene, before, number)));
        let earlier = own.iter().rev().nth(skipped).map(|&at: &usize| &figures[at]);
        let of_same = earlier.filter(same);
        let dated = period(page, number, clause, of_same.and_then(|of| of.period));
        let aimed = dated.is_some_and(|dated| is_aimed(page, dated));
        let compared = dated.is_some_and(|dated| is_compared_with(scene, dated, number));
        let from = before.map_or(0, |before| before.range.end).max(clause.start);
        let near = scene.text(from..number.from);
        let known = (of_same, told_beside(scene, &numbers, index, near, earlier));
        let years = &mut owners.years;
        let going_on = || going_on(page, years, number, near, measure, &bearers, known);
        let since = dated.map_or(from, |dated| dated.range.end.min(from));
        let said = scene.text(since..number.from);
        let told =
            dated.map(|dated| dated.date).or_else(going_on).map(|date| of_year(said, near, date));
        let last = figures
            .last()
            .filter(|last| before.is_some_and(|b| last.span == span(b.range.clone())));
        let part = own.last().map(|&at| &figures[at]);
        let shared = before.and_then(|before| shared(page, before, number, dated, last, part));
        let period = shared.map_or(told, |of| of.period);
        let listed = figures.last().and_then(|figure: &Figure| figure.scope.as_deref());
        let scope = scope(page, number, before, listed);
        let modality = modality(page, number, clause, aimed);
        if !compared {
            own.push(figures.len());
        }
        figures.extend(bearers.into_iter().map(|entity| Figure {
            entity,
            sentence: scene.sentence,
            measure: measured_of(subjects, entity, number, measure).to_owned(),
            value: written(number.value),
            unit: written(number.unit),
            normalised: number.normalised(),
            period,
            scope: scope.clone(),
            modality,
            span: span(number.range.clone()),
        }));
    }
    owners.years.counted(own.last().map(|&at: &usize| &figures[at]));
    owners.leave(scene, subjects, numbers.is_empty(), page.dates);
    told_here(scene, subjects, figures)
}

/// The same figures, each of the form that the paragraph tells of the name that it is of.
fn told_here(scene: &Scene<'_>, subjects: &Subjects<'_>, mut figures: Vec<Figure>) -> Vec<Figure> {
    for figure in &mut figures {
        figure.entity = subjects.form_here(scene, figure.entity, figure.span.start as usize);
    }
    figures
}

/// 某基金规模9亿元: the size of a fund is no output.
fn measured_of<'a>(
    subjects: &Subjects<'_>,
    entity: u32,
    number: &Number<'_, '_>,
    measure: &'a str,
) -> &'a str {
    let fund = number.class == "money"
        && matches!(measure, "产值" | "金额")
        && subjects.kind_of(entity) == Kind::PROGRAM
        && subjects.text.name(entity).ends_with(&['基', '金']);
    if fund { "基金规模" } else { measure }
}

/// 甲产9万辆，乙、丙分别产3万辆和2万辆，后者占一成: when what is told now is so, where it is so when the
/// `earlier` number is.
fn told_beside(
    scene: &Scene<'_>,
    numbers: &[Number<'_, '_>],
    index: usize,
    near: &[char],
    earlier: Option<&Figure>,
) -> Option<Date> {
    let first = near.iter().position(|c| !matches!(c, '，' | '；' | '、' | '其' | '中'));
    let first = first.unwrap_or(0);
    let of_one = matches!(near.get(first..), Some(['前' | '后', '者', ..]));
    let beside = of_one || turn::turn(scene, numbers, index).is_some();
    earlier.filter(|_| beside).and_then(|figure| figure.period)
}

/// How a number is told; `aimed` where it is told for a year to come.
fn modality(
    page: &Page<'_>,
    number: &Number<'_, '_>,
    clause: &Range<usize>,
    aimed: bool,
) -> Modality {
    let scene = page.scene;
    let told = page.moods.of_number(scene, page.hits, number.from, number.range.end);
    let done = || scene.text(clause.clone()).contains(&'已');
    if aimed && told == Modality::Stated && !done() { Modality::Planned } else { told }
}

/// Whether a number measures anything: not in a name or a date, not the count of a list, no class.
fn is_figure(page: &Page<'_>, subjects: &Subjects<'_>, number: &Number<'_, '_>) -> bool {
    let scene = page.scene;
    let at = number.range.start;
    // 甲、乙两家企业: the number only sums up the list.
    let written = matches!(number.value, [c] | [_, c] if chinese(*c) && !"百千".contains(*c));
    let sums_up = number.class == "count"
        && (written && scene.ending(number.from).is_some_and(|m| is_sum_of(scene, m, number))
            || sums_up_a_list(scene, subjects, number.from));
    // 百亿元龙头, 千亿级集群: a class of size, not a size.
    let unit = |char: &char| matches!(char, '百' | '千' | '万' | '亿');
    let rest = scene.text(number.range.end..scene.chars.len());
    let class = number.class != "share"
        && scene.chars.get(at).is_some_and(unit)
        && !matches!(rest.first(), None | Some('，' | '。' | '；' | '、' | '大' | '关'));
    let dated = page.dates.iter().any(|dated| dated.range.contains(&at));
    let part = class
        || is_of_unfound(page, number)
        || of_such_a_size(page, number)
        || begins_a_quote(scene, number)
        || is_aside(scene, subjects, number)
        || is_of_ranked(scene, number)
        || counts_thoughts(page, number);
    !scene.names(number.range.clone()) && !sums_up && !part && !dated
}

/// 甲、乙两家: whether a number may sum up a list of names; 甲四十人 tells how many it has.
fn is_sum_of(scene: &Scene<'_>, mention: usize, number: &Number<'_, '_>) -> bool {
    scene.mentions[mention].kind == Kind::PERSON
        || !matches!(number.unit, ['人' | '名' | '户' | '辆' | '台' | '艘' | '吨' | '项' | '件'])
}

/// 甲第二，乙第三: a bare rank behind a name that was not found.
fn is_of_unfound(page: &Page<'_>, number: &Number<'_, '_>) -> bool {
    let scene = page.scene;
    let start = scene.clauses[scene.clause(number.from)].start;
    let front = scene.text(start..number.from);
    let ranks = |c: &char| matches!(c, '居' | '列' | '排' | '名' | '续' | '占' | '升' | '、');
    number.class == "rank"
        && number.unit.is_empty()
        && front.len() >= 2
        && !front.iter().any(ranks)
        && page.measures.ranks().ending(front).next().is_none()
        && scene.inside(&(start..number.from)).is_empty()
}

/// 九公里外: how far off; 甲部和九个单位, 甲、乙等九家企业入驻: how many more than those named.
fn is_aside(scene: &Scene<'_>, subjects: &Subjects<'_>, number: &Number<'_, '_>) -> bool {
    let rest = scene.text(number.range.end..number.range.end + 2);
    let front = scene.text(0..number.from);
    if number.class == "length" {
        // 往西九公里，: how far to go.
        let goes =
            matches!(front, [.., '往' | '向' | '以' | '朝', '东' | '南' | '西' | '北' | '前']);
        return goes || matches!(rest, ['外', ..] | ['之' | '以' | '开', '外']);
    }
    let end = number.from.saturating_sub(1);
    if number.class != "count" {
        return false;
    }
    match front.last() {
        // 获甲奖和五项专利: of another kind.
        Some('和' | '与' | '及') if matches!(number.unit, ['家' | '个' | '所']) => {
            scene.ending(end).is_some_and(|m| scene.mentions[m].kind != Kind::PROGRAM)
        }
        Some('等') => {
            let start = scene.clauses[scene.clause(end)].start;
            let mut inside = scene.inside(&(start..end));
            let first = inside.next().filter(|&m| subjects.leads(scene, start, m));
            first.is_some_and(|m| {
                scene.chars.get(scene.unwrap_right(scene.range(m).end)) == Some(&'、')
            })
        }
        _ => false,
    }
}

/// 三条转换路径, 五项基本原则: what is counted is no thing.
fn counts_thoughts(page: &Page<'_>, number: &Number<'_, '_>) -> bool {
    let rest = page.scene.text(number.range.end..number.range.end + 8);
    let han = rest.iter().take_while(|&&c| is_han(c)).count();
    let few =
        matches!(number.value, [c] if chinese(*c)) && matches!(number.unit, ['条' | '项' | '个']);
    few && page.words.abstract_noun.within(rest.get(..han).unwrap_or_default()).is_some()
}

/// 在9个同类城市中排第三: among how many somebody ranks.
fn is_of_ranked(scene: &Scene<'_>, number: &Number<'_, '_>) -> bool {
    let [front @ .., '在'] = scene.text(0..number.from) else { return false };
    let rest = scene.text(number.range.end..number.range.end + 16);
    let said = rest.iter().take_while(|&&c| is_han(c));
    number.class == "count" && front.last() != Some(&'设') && said.skip(1).any(|&c| c == '中')
}

/// 50亿元项目4个, 10亿元以上企业: what size they are, unless it is said what comes to so much.
fn of_such_a_size(page: &Page<'_>, number: &Number<'_, '_>) -> bool {
    let scene = page.scene;
    let rest = scene.text(number.range.end..scene.chars.len());
    let rest = rest.strip_prefix(&['以', '上']).unwrap_or(rest);
    let told = |c: &char| "资值入额达为投过到模价了利税".contains(*c);
    number.class == "money"
        && page.words.sized_thing.starting(rest).next().is_some()
        && !scene.text(0..number.from).last().is_some_and(told)
}

/// “15分钟生活圈”, “1公里充电圈”: a name of a few words.
fn begins_a_quote(scene: &Scene<'_>, number: &Number<'_, '_>) -> bool {
    let rest = scene.text(number.range.end..number.range.end + 9);
    let name = rest.iter().take_while(|&&c| is_han(c)).count();
    scene.text(0..number.from).last() == Some(&'“') && name > 1 && rest.get(name) == Some(&'”')
}

/// 甲、乙等6所学校: the number behind a list that begins the clause only says how many it has.
fn sums_up_a_list(scene: &Scene<'_>, subjects: &Subjects<'_>, at: usize) -> bool {
    let end = at.saturating_sub(1);
    if scene.text(end..at) != ['等'] {
        return false;
    }
    let Some(last) = scene.ending(end) else { return false };
    let first = Subjects::fellows(scene, last, &[scene.mentions[last].kind]).first().copied();
    let first = first.map(|first| first as usize - scene.first);
    let start = scene.clauses[scene.clause(end)].start;
    first.is_some_and(|first| first < last && subjects.leads(scene, start, first))
}

/// 到2030年，: what is stated for a year to come is a goal.
fn is_aimed(page: &Page<'_>, dated: &Dated) -> bool {
    let scene = page.scene;
    let start = scene.clauses[scene.clause(dated.range.start)].start;
    let to = matches!(scene.text(start..dated.range.start), ['到' | '至'] | [_, '到' | '至']);
    to && match page.written {
        Some(written) => dated.date.year > written.year,
        None => page.moods.plan_before(page.hits, dated.range.start),
    }
}

/// What a number measures: the word before it, the word behind it, what the numbers before it
/// measured, or what its unit measures.
fn measure<'a>(
    page: &Page<'a>,
    numbers: &[Number<'_, 'a>],
    index: usize,
    earlier: &[&'a str],
) -> &'a str {
    let (scene, number) = (page.scene, &numbers[index]);
    let before = index.checked_sub(1).map(|before| &numbers[before]);
    let clause = &scene.clauses[scene.clause(number.range.start)];
    let start = before.map_or(clause.start, |before| before.range.end.max(clause.start));
    let front = scene.text(start..number.from);
    let front = front.get(front.len().saturating_sub(24)..).unwrap_or_default();
    if number.class == "rank" {
        return page.measures.plain("rank");
    }
    if let Some((name, _)) = page.measures.last_in(front, number.class) {
        // 可带动下游投资千亿元: what others lay out.
        let others = name == "投资额" && page.words.leads_to.within(front).is_some();
        return if others { page.measures.plain(number.class) } else { name };
    }
    if page.dates.iter().any(|dated| is_compared_with(scene, dated, number)) {
        let same = |at: &usize| numbers[*at].class == number.class;
        let of_same = (0..index).rev().find(same).and_then(|at| earlier.get(at));
        return of_same.copied().unwrap_or_else(|| page.measures.plain(number.class));
    }
    let behind = scene.text(number.range.end..clause.end.min(number.range.end + 8));
    let behind = behind.strip_prefix(&['的']).unwrap_or(behind);
    if let Some(name) = page.measures.starting(behind, number.class) {
        return name;
    }
    let plain = page.measures.plain(number.class);
    let (Some(before), Some(&last)) = (before, earlier.last()) else { return plain };
    // 营收2亿元，利润1亿元，去年分别为1亿元和0.5亿元: each as before.
    if let Some(turn) = turn::turn(scene, numbers, index)
        && let Some(first) =
            (index - turn).checked_sub(turn::together(scene, numbers, index - turn))
        && numbers[first + turn].class == number.class
        && first + turn < index - turn
    {
        return earlier[first + turn];
    }
    // 产值20亿元，达到46亿元: the same measure goes on, unless something is counted anew.
    let between = scene.text(before.range.end..number.from);
    let listed = matches!(between, [] | ['、' | '和' | '与' | '及']);
    // 甲港吞吐量3亿吨，乙港2亿吨: only whose it is changes.
    let named = between.strip_prefix(&['，']).is_some_and(|name| {
        !name.is_empty()
            && scene.ending(number.from).is_some_and(|m| scene.range(m).len() == name.len())
    });
    // 销量90万辆，其中出口20万辆; 日均3万人次.
    let part = before.unit == number.unit
        && page.words.of_same.within(between).is_some_and(|(at, _)| at < 2);
    let risen = between.len() <= 6 && matches!(between.last(), Some('到' | '至' | '为'));
    let same = before.class == number.class
        && if before.class == "percent" {
            listed || last != "占比" && between.len() <= 4
        } else {
            true
        }
        && (before.class != "count"
            || risen
            || named
            || part
            || listed && before.unit == number.unit);
    if same { last } else { plain }
}

/// What a figure is compared with or a part of: 全省, 同比; `last` is the scope of the number before.
fn scope(
    page: &Page<'_>,
    number: &Number<'_, '_>,
    before: Option<&Number<'_, '_>>,
    last: Option<&str>,
) -> Option<String> {
    let scene = page.scene;
    let clause = &scene.clauses[scene.clause(number.range.start)];
    let start = before.map_or(clause.start, |before| before.range.end.max(clause.start));
    let front = scene.text(start..number.from);
    if matches!(number.class, "percent" | "share" | "times" | "rank")
        && let Some(at) = front.iter().rposition(|&c| c == '占')
        && let Some(whole) = whole(&front[at + 1..])
    {
        return Some(whole);
    }
    // 占全市的82%、全省的39%: the verb is said once.
    if last.is_some()
        && matches!(number.class, "percent" | "share")
        && let ['、' | '和' | '与' | '及', behind @ ..] = front
        && let Some(whole) = whole(behind)
    {
        return Some(whole);
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

/// What stands between 占 and the number, without the small words: 全省 of 占全省的.
fn whole(text: &[char]) -> Option<String> {
    let around = |c: &char| {
        matches!(c, '比' | '的' | '到' | '了' | '约' | '重' | '达' | '为' | '分' | '别' | '例')
    };
    let first = text.iter().position(|c| !around(c))?;
    let past = text.iter().rposition(|c| !around(c)).map_or(0, |last| last + 1);
    let whole = text.get(first..past)?;
    let share = matches!(text.first(), Some('比' | '有'));
    (!share && (1..=12).contains(&whole.len())).then(|| whole.iter().collect())
}
