//! Characters in, the numbers, months and parts of a year that dates are written in out.

use crate::fact::text::starts;

/// 去年6月 where no year is known: the month of no year that was told.
pub(super) fn of_untold_year(chars: &[char], at: usize) -> bool {
    matches!(chars.get(..at), Some([.., '去' | '今' | '明' | '前', '年']))
}

/// Where 1—9月, 1至3月, 1月至5月 and 一至八月 end.
pub(super) fn months(chars: &[char], at: usize) -> Option<usize> {
    let (_, first) = number_at(chars, at)?;
    let first = first + usize::from(chars.get(first) == Some(&'月'));
    let joined = |&&c: &&char| matches!(c, '—' | '-' | '–' | '~' | '～' | '至' | '到');
    let dashes = chars.get(first..)?.iter().take_while(joined).count();
    let (_, end) = number_at(chars, first + dashes).filter(|_| (1..=2).contains(&dashes))?;
    let day = number_at(chars, end + 1).is_some_and(|(_, end)| chars.get(end) == Some(&'日'));
    (chars.get(end) == Some(&'月') && !day).then_some(end + 1)
}

/// How many months 前4个月, 头六个月 and 前10月 are, and where that ends.
pub(super) fn first_months(chars: &[char], at: usize) -> Option<(i32, usize)> {
    let Some('前' | '头') = chars.get(at) else { return None };
    let two = (chars.get(at + 1) == Some(&'两')).then_some((2, at + 2));
    let told = two.or_else(|| number_at(chars, at + 1));
    let (months, end) = told.filter(|(months, _)| (2..=11).contains(months))?;
    let long = starts(chars.get(end..)?, "个月");
    (long || chars.get(end) == Some(&'月')).then_some((months, end + if long { 2 } else { 1 }))
}

/// Where the 上半年 of 2009年上半年 and its like end.
pub(super) fn part_of_year(chars: &[char], at: usize) -> Option<usize> {
    let rest = chars.get(at..)?;
    match rest {
        ['上' | '下', '半', '年', ..] => Some(at + 3),
        ['全', '年', ..] => Some(at + 2),
        ['前', '三', '季', '度', ..] | ['第', _, '季', '度', ..] => Some(at + 4),
        ['一' | '二' | '三' | '四', '季', '度', ..] => Some(at + 3),
        _ => None,
    }
}

/// A number below ten thousand in digits, or below a hundred in Chinese figures.
pub(super) fn number_at(chars: &[char], at: usize) -> Option<(i32, usize)> {
    digits(chars, at).or_else(|| spelled(chars, at))
}

/// Whether with this before it a Chinese figure begins no month.
pub(super) fn is_han_figure(char: char) -> bool {
    char.is_ascii_digit()
        || matches!(char, '第' | '个' | '几' | '数' | '〇' | '零' | '○' | '月' | '层' | '批')
        || "一二三四五六七八九十百".contains(char)
}

/// The year in Chinese figures: 1956 of 一九五六, 2005 of 二〇〇五.
pub(super) fn spelled_year(text: &[char]) -> Option<i32> {
    const FIGURES: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    let figure = |char: &char| {
        let char = if matches!(char, '零' | '○' | 'Ｏ') { '〇' } else { *char };
        FIGURES.iter().position(|figure| *figure == char)
    };
    let year = text.iter().try_fold(0, |year, char| Some(year * 10 + figure(char)? as i32))?;
    (1700..=2100).contains(&year).then_some(year)
}

/// A number below a hundred in Chinese figures: 七, 十二, 二十一.
pub(super) fn spelled(chars: &[char], at: usize) -> Option<(i32, usize)> {
    let figure = |c: &char| "一二三四五六七八九".chars().position(|figure| figure == *c);
    let one = |c: &char| figure(c).map(|at| at as i32 + 1);
    let (tens, units) = match chars.get(at..)? {
        [tens, '十', units, ..] if one(tens).is_some() => (one(tens)?, one(units)),
        ['十', units, ..] => (1, one(units)),
        [units, ..] => return Some((one(units)?, at + 1)),
        [] => return None,
    };
    let length = 1 + usize::from(chars[at] != '十') + usize::from(units.is_some());
    Some((tens * 10 + units.unwrap_or(0), at + length))
}

pub(super) fn number(char: char) -> bool {
    char.is_ascii_digit() || char == '.'
}

pub(super) fn digits(chars: &[char], at: usize) -> Option<(i32, usize)> {
    let text = chars.get(at..)?;
    let length = text.iter().take_while(|c| c.is_ascii_digit()).count();
    let digits = text.get(..length).filter(|digits| (1..=4).contains(&digits.len()))?;
    let value = digits.iter().filter_map(|c| c.to_digit(10)).fold(0, |sum, d| sum * 10 + d as i32);
    Some((value, at + length))
}
