//! An amount and what stands behind it in, its unit out.

use super::amount::Amount;
use crate::knowledge::Measures;
use crate::text::is_han;

/// What stands behind an amount: 亿元, 万辆, %.
pub(super) struct Unit<'k> {
    pub(super) class: &'k str,
    /// Past its last character.
    pub(super) end: usize,
    /// How many of its first characters are 万, 亿, 千 and 百.
    pub(super) powers: usize,
}

pub(super) fn unit<'k>(
    chars: &[char],
    amount: &Amount<'_>,
    measures: &'k Measures,
) -> Option<Unit<'k>> {
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
    if ordinary(class, length, chars, end) {
        return None;
    }
    let rest = chars.get(end..)?;
    if let Some(per) = per(rest, measures) {
        return Some(Unit { class: "rate", end: end + per, powers });
    }
    Some(Unit { class, end: end + other(class, rest, measures), powers })
}

/// How long the /公斤 of 元/公斤 is.
fn per(rest: &[char], measures: &Measures) -> Option<usize> {
    let ['/', of @ ..] = rest else { return None };
    match of {
        ['小', '时', ..] => Some(3),
        ['日' | '天' | '年' | '月' | '时' | '秒', ..] => Some(2),
        _ => measures.unit(of).map(|(_, length)| 1 + length),
    }
}

/// How long the （只） of 万头（只） is.
fn other(class: &str, rest: &[char], measures: &Measures) -> usize {
    let unit = |unit: char| measures.unit(&[unit]).is_some_and(|(of, _)| of == "count");
    match rest {
        ['（' | '(', other, '）' | ')', ..] if class == "count" && unit(*other) => 3,
        _ => 0,
    }
}

/// Whether the unit is no unit here: 5个月, 3位数, 2人民.
fn ordinary(class: &str, length: usize, chars: &[char], end: usize) -> bool {
    let next = chars.get(end);
    let letter = chars.get(end - 1).is_some_and(char::is_ascii_alphabetic);
    match (class, chars.get(end - 1), next) {
        (_, _, Some(c)) if letter && c.is_ascii_alphanumeric() => true,
        // 10万吨级泊位: of what size, not how much.
        (_, _, Some('级')) => true,
        ("count", Some('个'), Some('月' | '小' | '工' | '季' | '年' | '多'))
        | ("count", Some('位'), Some('数'))
        | ("count", Some('人'), Some('民' | '工')) => true,
        // 下辖6县4区, but not 3区, the third of a plant.
        ("count", Some('县' | '区' | '镇' | '乡' | '道'), _) => {
            !chars.get(end.saturating_sub(14)..end).is_some_and(|near| near.contains(&'辖'))
        }
        // 14纳米制程: what is made so, not how long it is.
        ("length", Some('米' | 'm'), Some(c)) => {
            is_han(*c) && matches!(chars.get(end - 2), Some('纳' | 'n'))
        }
        // 平均分523分, 91.4分, but not 9分钱.
        ("score", _, _) => {
            let listed = matches!(next, Some('和' | '与' | '及'));
            !is_score(chars, end) || !listed && next.is_some_and(|&c| is_han(c))
        }
        // 六亿八千万方, but not 三方协议.
        ("volume", Some('方'), _) | ("count", Some('打'), _) | ("weight", Some('两'), _)
            if length == 1 =>
        {
            !matches!(chars.get(end - 2), Some('万' | '亿'))
        }
        // 翻两番, but not 一番事业.
        ("times", Some('番'), _) => {
            !chars.get(end.saturating_sub(6)..end).is_some_and(|near| near.contains(&'翻'))
        }
        // 65岁以上的人: who is meant, not how old they are.
        ("age", Some('岁'), Some('以' | '及')) => true,
        ("count", Some('本' | '站' | '双' | '对' | '口' | '首'), Some(c)) => {
            length == 1 && !matches!(c, '、' | '，' | '。')
        }
        _ => false,
    }
}

/// Whether points are told before 分: 平均分, 得分, or tenths of one.
fn is_score(chars: &[char], end: usize) -> bool {
    let front = chars.get(end.saturating_sub(14)..end.saturating_sub(1)).unwrap_or_default();
    front.contains(&'分') || matches!(front, [.., '.', _] | [.., '.', _, _])
}
