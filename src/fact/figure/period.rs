//! A number and the dates spoken of in, the date it is stated for out.

use super::amount::chinese;
use super::words::Words;
use super::year::{Years, is_dateline, is_since};
use super::{Number, Page};
use crate::corpus::Date;
use crate::fact::Figure;
use crate::fact::scene::Scene;
use crate::fact::text::starts;
use crate::fact::time::{Dated, is_sent};
use crate::text::is_han;
use std::ops::Range;

/// The date that a number is stated for: the nearest before it since the last semicolon, the one
/// that opens the sentence, or the first behind it in its clause.
pub(super) fn period<'a>(
    page: &Page<'a>,
    number: &Number<'_, '_>,
    clause: &Range<usize>,
    before: Option<Date>,
) -> Option<&'a Dated> {
    let at = number.range.start;
    let front = page.scene.text(0..at);
    if starts_from(page.scene, number) && front.last() != Some(&'的') {
        return None;
    }
    // 到2025年产值达9亿元，年均增长13%: over several years.
    let said = page.scene.text(clause.start..number.from);
    if number.class == "percent" && said.windows(2).any(|two| two == ['年', '均']) {
        return None;
    }
    let part = front.iter().rposition(|&c| c == '；').map_or(0, |semicolon| semicolon + 1);
    let sized =
        page.words.sized.ending(page.scene.text(clause.start..number.from)).next().is_some();
    let lasting = lasts_on(page, page.scene.text(clause.start..number.from));
    let told = |dated: &&Dated| {
        let before = dated.range.end <= clause.start;
        let event = !is_until(page, dated) && page.tells_of_event(dated);
        let of_event = before && (sized || event || lasting);
        !of_event
            && !is_since(page.scene, dated)
            && !is_start(page.scene, dated, number)
            && !is_dateline(page.scene, dated)
            && !is_sent(page.scene.chars, dated)
            && (is_compared_with(page.scene, dated, number)
                || !is_compared(page.scene, dated, number.class))
    };
    let dates = || page.dates.iter().filter(told);
    let near = dates().rev().find(|d| part <= d.range.start && d.range.end <= at);
    let opens = |start: usize| {
        let clause = &page.scene.clauses[page.scene.clause(start)];
        start <= 4 || start <= clause.start + 1 && page.scene.inside(&(0..start)).is_empty()
    };
    let opening =
        || dates().next().filter(|dated| opens(dated.range.start) && dated.range.end <= at);
    // 5月公布半年报，上半年营收5亿元；净利润1亿元: for when the number before of the same was.
    let yearly = matches!(number.class, "money" | "percent");
    let same = |dated: &&Dated| {
        yearly
            && dated.range.end <= at
            && before == Some(dated.date)
            && !starts(page.scene.text(dated.range.end..at), "同期")
    };
    let before = |opening| dates().rev().find(same).unwrap_or(opening);
    // 投资48亿元的项目4月投产: the date of what happened.
    let behind = || {
        let here = |d: &&Dated| d.range.start >= at && d.range.end <= clause.end;
        dates().find(here).filter(|dated| !page.tells_of_event(dated))
    };
    // 1992年起家，如今资产50亿元: what is so now was not so then; 由现在的3亿元增到5亿元 is.
    let then = |dated: &&Dated| {
        let told = &front[dated.range.end..];
        let from = |at: usize, length: usize| {
            let start = at > 0 && matches!(told[at - 1], '由' | '从' | '比' | '较');
            start && told.get(at + length..) != Some(&['的'])
        };
        page.words.now.within(told).is_none_or(|(at, length)| from(at, length))
            && !spans_years(page, told)
            && !speaks_of_untold(page, dated.range.end..at)
    };
    near.or_else(|| opening().map(before)).filter(then).or_else(behind)
}

/// 每年培训, 日处理, 年产能: what can be done day by day or year by year, whenever.
fn lasts_on(page: &Page<'_>, front: &[char]) -> bool {
    page.words.lasting.within(front).is_some_and(|(at, _)| {
        matches!(front[at..], ['每', '年' | '天', ..] | ['年', '产', '能', ..])
            || front.get(at) == Some(&'日')
    })
}

/// 到2005年建成园区，: what is to be so then.
fn is_until(page: &Page<'_>, dated: &Dated) -> bool {
    matches!(page.scene.text(0..dated.range.start).last(), Some('到' | '至'))
}

/// “十二五”期间, 近三年: of several years.
fn spans_years(page: &Page<'_>, text: &[char]) -> bool {
    let from = text.iter().rposition(|&c| c == '；').unwrap_or(0);
    let text = &text[from..];
    spans_two(text)
        || text.iter().any(|c| matches!(c, '年' | '五' | '后'))
            && page.words.spans.within(text).is_some()
}

/// 2023—2024冰雪季: from the one year to the next.
fn spans_two(text: &[char]) -> bool {
    let year = |text: &[char]| text.len() == 4 && text.iter().all(char::is_ascii_digit);
    let joins = |at: &usize| matches!(text[*at], '—' | '-' | '－' | '～' | '~' | '至' | '/');
    (4..text.len()).filter(joins).any(|at| {
        let behind =
            if text[at] == '—' && text.get(at + 1) == Some(&'—') { at + 2 } else { at + 1 };
        year(&text[at - 4..at]) && text.get(behind..behind + 4).is_some_and(year)
    })
}

/// 比年初增加41亿元, 全年: of the year, whatever day or month it is told for; `said` goes from the date
/// on, `near` from the number before.
pub(super) fn of_year(said: &[char], near: &[char], date: Date) -> Date {
    let whole = |pair: &[char]| matches!(pair, ['全', '年']);
    let year = |pair: &[char]| matches!(pair, ['年', '底' | '末' | '初']);
    // 7月投产，到年底共生产90辆: of the whole year.
    let of_year = said.windows(2).any(whole) || near.windows(2).any(year);
    if of_year { Date { month: 0, day: 0, ..date } } else { date }
}

/// The figure before, where its date is one for both: 分别为3亿元和2亿元; or what it is a part
/// of: 产量5万吨，其中出口1万吨.
pub(super) fn shared<'f>(
    page: &Page<'_>,
    before: &Number<'_, '_>,
    number: &Number<'_, '_>,
    dated: Option<&Dated>,
    last: Option<&'f Figure>,
    whole: Option<&'f Figure>,
) -> Option<&'f Figure> {
    let scene = page.scene;
    let between = scene.text(before.range.end..number.from);
    let joined = |pair: &[Dated]| {
        let between = pair.first()?.range.end..pair.last()?.range.start;
        Some(matches!(scene.text(between), ['、' | '和' | '与' | '及']))
    };
    if matches!(between, ['、' | '和' | '与' | '及']) {
        // 2021年和2022年分别为3亿元和4亿元: each for its own.
        let each = page.dates.windows(2).any(|pair| joined(pair) == Some(true));
        let alike = before.class == number.class;
        return last.filter(|of| !each && (alike || of.period.is_some()));
    }
    let part = matches!(between, [_, '其', '中', ..]);
    let nearer = dated.is_some_and(|dated| dated.range.start >= before.range.end);
    whole.filter(|_| part && !nearer)
}

/// The date that was spoken of last, where it goes on for a number: not for what is so now, is so
/// year by year or was summed up (`near` is what its clause says before it); a rank or a share
/// seldom goes on with the date of another number than the one before of the same, unless it is told
/// `beside` it.
pub(super) fn going_on(
    page: &Page<'_>,
    years: &mut Years<'_>,
    number: &Number<'_, '_>,
    near: &[char],
    measure: &str,
    bearers: &[u32],
    (of_same, beside): (Option<&Figure>, Option<Date>),
) -> Option<Date> {
    // 年产能9万吨，占全国三成: no time was said for the one, and none goes on for the other.
    let before = of_same.and_then(|of| of.period);
    if measure == "占比" && of_same.is_some() && before.is_none() {
        return None;
    }
    let (words, front) = (&page.words, page.scene.text(0..number.from));
    // 分居第三、第四: each at the time told of.
    let listed = number.class == "rank" && near.contains(&'分');
    let grows = number.class == "times" && measure == "增速";
    let ranked = matches!(number.class, "rank" | "share" | "times") && !listed && !grows;
    if words.now.within(front).is_some()
        || spans_years(page, front)
        || speaks_of_untold(page, 0..number.from)
        || measure == "持股比例" && near.contains(&'持')
        || starts_from(page.scene, number)
        || ranked && before.or(beside).is_none()
        || lasts(words, near)
    {
        return None;
    }
    let flows = beside.is_some() || words.flows.within(near).is_some();
    let before = before.or(beside);
    years
        .period(number.class, measure, (front, near), before, flows)
        .or_else(|| years.period_of(bearers, number.class, front, flows))
        .or_else(|| years.whole_year(near))
}

/// 到去年底, 今年: whether a year is spoken of here that a text without a date leaves open.
fn speaks_of_untold(page: &Page<'_>, range: Range<usize>) -> bool {
    let (from, text) = (range.start, page.scene.text(range));
    // 比去年, 如今年产.
    let beside = |at: usize| at > 0 && matches!(text[at - 1], '比' | '较' | '同' | '如' | '当');
    page.written.is_none()
        && (0..text.len()).any(|at| {
            matches!(text[at..], ['去' | '今' | '前', '年', ..])
                && !beside(at)
                && page.dates.iter().all(|dated| dated.range.start != from + at)
        })
}

/// 年营收, 每天, 累计, but not 全年营收 and 2023年营收.
fn lasts(words: &Words<'_>, front: &[char]) -> bool {
    let Some((at, _)) = words.lasting.within(front) else { return false };
    let before = front.get(..at).unwrap_or_default();
    let dated = before.last().is_some_and(char::is_ascii_digit)
        || words.certain_year.ending(before).next().is_some();
    front.get(at) != Some(&'年') || !dated
}

impl Page<'_> {
    /// 2010年成立，: the date of what happened, and not of what is counted behind it.
    fn tells_of_event(&self, dated: &Dated) -> bool {
        let rest = self.scene.text(dated.range.end..self.scene.chars.len());
        let rest = match rest {
            ['才', rest @ ..] | ['上' | '中' | '下', '旬', rest @ ..] => rest,
            _ => rest,
        };
        // 成立于2011年，控股企业9家.
        let at = dated.range.start.saturating_sub(1);
        let at_that_time = self.scene.chars.get(at) == Some(&'于')
            && self.words.event_verb.ending(self.scene.text(0..at)).next().is_some();
        // 1951年建厂时，职工百人: so many then.
        let then = |length: usize| matches!(rest.get(length..), Some(['时' | '之', ..]));
        // 2012年由甲和乙共同出资组建，累计投入9亿元.
        let clause = &self.scene.clauses[self.scene.clause(dated.range.start)];
        let said = self.scene.text(dated.range.end.min(clause.end)..clause.end);
        let by = matches!(said.first(), Some('由'))
            && self.words.event_verb.ending(said).next().is_some();
        at_that_time || by || self.words.event_verb.starting(rest).any(|length| !then(length))
    }
}

/// 由五万吨增至八万吨: what it was before.
fn starts_from(scene: &Scene<'_>, number: &Number<'_, '_>) -> bool {
    let from = matches!(scene.text(0..number.from).last(), Some('由' | '从'));
    let rest = scene.text(number.range.end..number.range.end + 8);
    from && rest.iter().take_while(|&&c| is_han(c)).any(|c| matches!(c, '到' | '至' | '为'))
}

/// 由五万吨增至八万吨: whether the one number is what the other was before.
pub(super) fn changes(scene: &Scene<'_>, one: &Number<'_, '_>, other: &Number<'_, '_>) -> bool {
    let clause = scene.clauses[scene.clause(one.range.start)].start;
    let front = scene.text(clause.max(one.from.saturating_sub(8))..one.from);
    let between = scene.text(one.range.end..other.from);
    let from = front.iter().any(|c| matches!(c, '由' | '从'));
    from && between.len() <= 8 && matches!(between.last(), Some('到' | '至' | '为'))
}

/// 由上年的五条减到三条: the date of what it was before is not that of what it came to.
fn is_start(scene: &Scene<'_>, dated: &Dated, number: &Number<'_, '_>) -> bool {
    let between = scene.text(dated.range.end..number.from.max(dated.range.end));
    let told = match scene.text(dated.range.end..scene.chars.len()) {
        ['的' | '末' | '底', rest @ ..] | rest => rest.first(),
    };
    // 从2022年看，产值达到九亿元: then.
    matches!(scene.text(0..dated.range.start).last(), Some('由' | '从'))
        && told.is_some_and(|&c| c.is_ascii_digit() || c == '第' || chinese(c))
        && between.iter().any(|c| matches!(c, '到' | '至' | '为'))
}

/// 比上年增长, 是2020年的3倍: the date of what the number is compared with.
pub(super) fn is_compared(scene: &Scene<'_>, dated: &Dated, class: &str) -> bool {
    let front = scene.text(0..dated.range.start);
    let rest = scene.text(dated.range.end..scene.chars.len());
    let of = rest.iter().take(10).any(|c| matches!(c, '倍' | '%'));
    let times = of || matches!(class, "times" | "share" | "percent");
    compares(front)
        || matches!(class, "times" | "share" | "percent")
            && matches!(front, [.., '超' | '高' | '低' | '多' | '少' | '相', '过' | '于' | '当'])
        || (matches!(rest, ['同', '期', ..]) && !(class == "percent" && was_so_then(scene, dated)))
        || matches!(rest, ['相', '比', ..] | ['水', '平', ..])
        || (times
            && (matches!(front.last(), Some('是' | '有' | '为' | '于'))
                || front.ends_with(&['复', '到']))
            && rest.first() == Some(&'的'))
}

/// Whether this ends in what compares with a time: 比, 超过, 比承包前的.
fn compares(front: &[char]) -> bool {
    match front {
        [.., '比' | '较'] | [.., '超', '过'] | [.., '高' | '低' | '多' | '少', '于'] => {
            true
        }
        [.., '相', '当', '于'] | [.., '不', '足' | '及'] => true,
        [.., '前', '的'] => {
            let near = &front[front.len().saturating_sub(7)..];
            let at = near.iter().rposition(|c| matches!(c, '比' | '较'));
            at.is_some_and(|at| near[at..].iter().all(|&c| is_han(c)))
        }
        _ => false,
    }
}

/// 去年同期增长3%: what was so then.
fn was_so_then(scene: &Scene<'_>, dated: &Dated) -> bool {
    let rest = scene.text(dated.range.end..scene.chars.len());
    scene.clauses[scene.clause(dated.range.start)].start == dated.range.start
        && matches!(rest, ['同', '期', '增' | '下' | '上' | '提' | '回' | '为' | '占' | '仅', ..])
}

/// 产值5亿元，上年为3亿元: whether what was so then is only told beside what is so now.
pub(super) fn is_set_beside(scene: &Scene<'_>, dated: &Dated) -> bool {
    let clause = scene.clause(dated.range.start);
    let said = scene.text(dated.range.clone());
    let rest = scene.text(dated.range.end..scene.chars.len());
    clause > 0
        && scene.clauses[clause].start == dated.range.start
        && matches!(said, ['上' | '去', '年'])
        && matches!(rest, ['仅' | '只' | '才' | '尚' | '为' | '是', ..] | ['同', '期', ..])
}

/// 比2022年的3亿元下降, 低于2017年的3%, 上年同期为3亿元: the number is what another is compared with,
/// and the date is its own.
pub(super) fn is_compared_with(scene: &Scene<'_>, dated: &Dated, number: &Number<'_, '_>) -> bool {
    let amount = !matches!(number.class, "times" | "share" | "percent" | "rank");
    let front = scene.text(0..dated.range.start);
    let before = match number.class {
        "times" => false,
        "share" | "percent" | "rank" => {
            compares(front) && !matches!(front, [.., '当', '于'] | [.., '过'])
        }
        _ => compares(front) || matches!(front.last(), Some('于' | '过')),
    };
    let between = match dated.range.end <= number.from {
        true => scene.text(dated.range.end..number.from),
        false => return false,
    };
    let then = match between {
        ['末' | '底', rest @ ..] => rest,
        rest => rest,
    };
    let was = |c: &char| matches!(c, '仅' | '为' | '只' | '有' | '是' | '约' | '才' | '尚');
    match then {
        rest if rest.iter().all(was) && is_set_beside(scene, dated) => true,
        ['同', '期', rest @ ..] if amount => {
            // 上年同期利润为3亿元.
            let said = rest.len() <= 8 && rest.iter().all(|&c| is_han(c));
            let is = matches!(rest.last(), None | Some('的' | '为' | '是' | '达' | '有'));
            said && is
        }
        [] => amount && before,
        ['的'] => before,
        _ => false,
    }
}
