//! Characters in, numbers with their units out.
//!
//! Dates, clock times, ordinals of editions, clause numbers and numbers within names are none.

use super::amount::{Amount, chinese};
use crate::fact::text::ends;
use crate::knowledge::Measures;
use crate::text::written;
use std::ops::Range;

/// A number with its unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::fact) struct Number<'k> {
    /// The number as written, with 余 or 多 and with the words of degree before it.
    pub(super) value: String,
    /// Its unit, empty for ranks and fractions.
    pub(super) unit: String,
    /// Class of the unit: `money`, `percent`, …, `rank`, `share`.
    pub(super) class: &'k str,
    /// One value in the plain unit, or two with `..` between them.
    pub(super) normalised: Option<String>,
    /// Number and unit, without the words of degree.
    pub(super) range: Range<usize>,
    /// Where the words of degree begin.
    pub(super) from: usize,
}

/// The numbers of a sentence, in order.
pub(in crate::fact) fn numbers<'k>(chars: &[char], measures: &'k Measures) -> Vec<Number<'k>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        if !begins(chars[at]) {
            at += 1;
            continue;
        }
        match number(chars, at, measures) {
            Some(number) => {
                at = number.range.end.max(at + 1);
                found.push(number);
            }
            None => at += skipped(chars, at),
        }
    }
    found
}

/// Whether a number, a rank or a word with digits may begin with this character.
fn begins(char: char) -> bool {
    char.is_ascii() || chinese(char) || matches!(char, '第' | '首' | '榜')
}

/// How far to go on where no number begins: past all digits of a year or a model.
fn skipped(chars: &[char], at: usize) -> usize {
    let rest = chars.get(at..).unwrap_or_default();
    rest.iter().take_while(|c| c.is_ascii_alphanumeric() || **c == '.').count().max(1)
}

fn number<'k>(chars: &[char], at: usize, measures: &'k Measures) -> Option<Number<'k>> {
    let before = at.checked_sub(1).map(|at| chars[at]);
    let rank = chars[at] == '第';
    if rank || matches!(chars[at], '首' | '榜') {
        return ranked(chars, at);
    }
    if before
        .is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '第' | '/' | ':' | '：'))
        && before != Some('：')
    {
        return None;
    }
    if let Some(end) = fraction(chars, at) {
        let value: String = chars.get(at..end)?.iter().collect();
        return Some(with_degree(
            chars,
            at,
            Number {
                value,
                unit: String::new(),
                class: "share",
                normalised: None,
                range: at..end,
                from: at,
            },
            measures,
        ));
    }
    let first = Amount::read(chars, at)?;
    let Unit { class, end: unit_end, powers } = unit(chars, &first, measures)?;
    let (mut value, mut unit, mut end) =
        (text(chars, at..first.end), text(chars, first.end..unit_end), unit_end);
    let mut normalised = first.normalised(chars.get(first.end..first.end + powers)?);
    // 180万吨至200万吨, 3至5家: one figure.
    if let Some((second, last)) = range_end(chars, end, class, measures) {
        value = text(chars, at..second.end);
        unit = text(chars, second.end..last.end);
        let high = second.normalised(chars.get(second.end..second.end + last.powers)?);
        normalised = normalised.zip(high).map(|(low, high)| format!("{low}..{high}"));
        end = last.end;
    }
    // 百万千瓦机组 names a size; 甲、乙两家 only sums up a list.
    let round = first.chinese && matches!(first.digits, ['百' | '千']) && class != "money";
    if round || (class == "count" && first.chinese && !counts(&value, &unit)) {
        return None;
    }
    let number = Number { value, unit, class, normalised, range: at..end, from: at };
    Some(with_degree(chars, at, number, measures))
}

fn text(chars: &[char], range: Range<usize>) -> String {
    written(chars.get(range).unwrap_or_default())
}

/// Takes the words of degree before a number along: 近4000.
fn with_degree<'k>(
    chars: &[char],
    at: usize,
    mut number: Number<'k>,
    measures: &Measures,
) -> Number<'k> {
    if let Some(length) = measures.degrees().ending(chars.get(..at).unwrap_or_default()).next() {
        number.from = at - length;
        number.value = text(chars, at - length..at) + &number.value;
    }
    number
}

/// 第3位, 第一, 首位.
fn ranked<'k>(chars: &[char], at: usize) -> Option<Number<'k>> {
    let rest = chars.get(at..)?;
    if let ['首' | '榜', '位' | '首', ..] = rest {
        let range = at..at + 2;
        return Some(Number {
            value: text(chars, range.clone()),
            unit: String::new(),
            class: "rank",
            normalised: Some("1".into()),
            range,
            from: at,
        });
    }
    let ['第', behind @ ..] = rest else { return None };
    let digits = behind.iter().take_while(|c| c.is_ascii_digit() || chinese(**c)).count();
    if digits == 0 || digits > 4 {
        return None;
    }
    let end = at + 1 + digits;
    let normalised = Amount::read(chars, at + 1).and_then(|amount| amount.normalised(&[]));
    match chars.get(end) {
        Some('位' | '名') if chars.get(end + 1) != Some(&'义') => Some(Number {
            value: text(chars, at + 1..end),
            unit: text(chars, end..end + 1),
            class: "rank",
            normalised,
            range: at..end + 1,
            from: at,
        }),
        // 全国第一，: nothing is counted behind it.
        None | Some('，' | '。' | '、' | '；' | '的' | '）' | '”' | '！' | '和' | '且' | '而') =>
        {
            let leads = rank_before(chars.get(..at)?);
            leads.then(|| Number {
                value: text(chars, at..end),
                unit: String::new(),
                class: "rank",
                normalised,
                range: at..end,
                from: at,
            })
        }
        _ => None,
    }
}

/// Whether what stands before 第一 compares: 全国第一, 位居第三, 数量第一.
fn rank_before(text: &[char]) -> bool {
    const COMPARES: [&str; 24] = [
        "全国", "全省", "全球", "世界", "国内", "全市", "位居", "位列", "排名", "名列", "居", "列",
        "排", "省内", "亚洲", "行业", "国际", "同类", "城市", "县域", "首次", "区", "县", "省",
    ];
    COMPARES.iter().any(|word| ends(text, word))
}

/// The end of 三分之一 or 七成.
fn fraction(chars: &[char], at: usize) -> Option<usize> {
    let rest = chars.get(at..)?;
    let run = rest.iter().take_while(|&&c| chinese(c)).count();
    match rest.get(run..)? {
        ['分', '之', behind @ ..] if run > 0 => {
            let second = behind.iter().take_while(|&&c| chinese(c)).count();
            (second > 0).then_some(at + run + 2 + second)
        }
        ['成', next, ..]
            if run == 1 && !matches!(next, '立' | '为' | '功' | '果' | '员' | '本' | '效') =>
        {
            Some(at + 2)
        }
        _ => None,
    }
}

/// Whether a count in Chinese figures counts things: 三家 does, 一个 and 两种 need not.
fn counts(value: &str, unit: &str) -> bool {
    const THINGS: [&str; 14] =
        ["家", "名", "座", "所", "辆", "台", "艘", "架", "人", "户", "项", "条", "枚", "万人"];
    let tall = value.chars().count() > 1;
    (tall
        && (unit != "个"
            || value.starts_with(['十', '二', '三', '四', '五', '六', '七', '八', '九'])))
        || (THINGS.contains(&unit) && value != "一")
}

/// What stands behind an amount: 亿元, 万辆, %.
struct Unit<'k> {
    class: &'k str,
    /// Past its last character.
    end: usize,
    /// How many of its first characters are 万, 亿, 千 and 百.
    powers: usize,
}

fn unit<'k>(chars: &[char], amount: &Amount<'_>, measures: &'k Measures) -> Option<Unit<'k>> {
    let rest = chars.get(amount.end..)?;
    let powers = rest.iter().take_while(|c| matches!(c, '万' | '亿' | '千' | '百')).count();
    let more = usize::from(powers > 0 && matches!(rest.get(powers), Some('余' | '多')));
    // 千瓦 is a unit, 千 of 千米 is none of its powers.
    let readings = (0..=powers).rev().filter_map(|taken| {
        let skipped = if taken == powers { taken + more } else { taken };
        let (class, length) = measures.unit(rest.get(skipped..)?)?;
        Some((amount.end + skipped + length, length, taken, class))
    });
    let (end, length, powers, class) = readings.max()?;
    (!ordinary(class, length, chars, end)).then_some(Unit { class, end, powers })
}

/// Whether the unit is no unit here: 5个月, 3位数, 2人民.
fn ordinary(class: &str, length: usize, chars: &[char], end: usize) -> bool {
    let next = chars.get(end);
    let letter = chars.get(end - 1).is_some_and(char::is_ascii_alphabetic);
    match (class, chars.get(end - 1), next) {
        (_, _, Some(c)) if letter && c.is_ascii_alphanumeric() => true,
        ("count", Some('个'), Some('月' | '小' | '工' | '季' | '年' | '多'))
        | ("count", Some('位'), Some('数'))
        | ("count", Some('人'), Some('民' | '工')) => true,
        ("count", Some('本' | '站' | '双' | '对' | '口' | '首'), Some(c)) => {
            length == 1 && !matches!(c, '、' | '，' | '。')
        }
        _ => false,
    }
}

fn range_end<'c, 'k>(
    chars: &'c [char],
    at: usize,
    class: &str,
    measures: &'k Measures,
) -> Option<(Amount<'c>, Unit<'k>)> {
    let joiner = usize::from(matches!(chars.get(at), Some('至' | '到' | '-' | '~' | '～' | '—')));
    if joiner == 0 {
        return None;
    }
    let second = Amount::read(chars, at + joiner)?;
    let last = unit(chars, &second, measures)?;
    (last.class == class).then_some((second, last))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::Knowledge;

    fn read(text: &str) -> Vec<(String, String, String)> {
        let chars: Vec<char> = text.chars().collect();
        let found = numbers(&chars, Knowledge::embedded().measures()).into_iter();
        found.map(|n| (n.value, n.unit, n.normalised.unwrap_or_default())).collect()
    }

    #[test]
    fn numbers_are_read_with_their_units() {
        for (text, value, unit, normalised) in [
            ("产值1140亿元", "1140", "亿元", "114000000000"),
            ("集聚近4000家企业", "近4000", "家", "4000"),
            ("销量超1200万辆", "超1200", "万辆", "12000000"),
            ("占全省38%", "38", "%", "38"),
            ("投资1.25亿美元", "1.25", "亿美元", "125000000"),
            ("共1000余亿元", "1000余", "亿元", "100000000000"),
            ("稳定在180万吨至200万吨之间", "180万吨至200", "万吨", "1800000..2000000"),
            ("居全国第3位", "3", "位", "3"),
            ("规模全国第一。", "第一", "", "1"),
            ("约占三分之一。", "约三分之一", "", ""),
            ("装机1600万千瓦", "1600", "万千瓦", "16000000"),
            ("三百二十名院士", "三百二十", "名", "320"),
            ("产能40GWh，", "40", "GWh", "40"),
        ] {
            let value = value.trim_start_matches('约').to_owned();
            let expected = (value, unit.to_owned(), normalised.to_owned());
            assert_eq!(read(text), [expected], "{text}");
        }
    }

    #[test]
    fn dates_ordinals_and_names_are_no_numbers() {
        for text in [
            "2023年5月8日",
            "第三届",
            "C919客机",
            "5G基站",
            "上午9时30分",
            "12个月",
            "第12条",
            "一个人",
            "第一产业",
        ] {
            assert_eq!(read(text), [], "{text}");
        }
    }
}
