//! Characters in, the ranks of 第3位, 全国第一 and 首位 out.

use super::amount::{Amount, chinese};
use super::number::{Number, Size};
use crate::knowledge::Measures;
use crate::text::is_han;
use std::ops::Range;

/// 第3位, 第一, 首位.
pub(super) fn ranked<'t, 'k>(
    chars: &'t [char],
    at: usize,
    measures: &Measures,
) -> Option<Number<'t, 'k>> {
    let rest = chars.get(at..)?;
    let rank = |value: Range<usize>, unit: usize, size: Size<'t>| {
        let (from, end) = (at, value.end + unit);
        let (value, unit) = (chars.get(value.clone())?, chars.get(value.end..end)?);
        Some(Number { value, unit, class: "rank", size, range: at..end, from })
    };
    let front = chars.get(..at)?;
    if let ['首' | '榜', '位' | '首', behind @ ..] = rest {
        // 首位度, 放在首位: no rank.
        let named = matches!(behind.first(), Some('度' | '区' | '产'));
        let ranks = !named && rank_before(front, measures);
        return if ranks { rank(at..at + 2, 0, Size::First) } else { None };
    }
    let ['第', behind @ ..] = rest else { return None };
    let digits = behind.iter().take_while(|c| c.is_ascii_digit() || chinese(**c)).count();
    if digits == 0 || digits > 4 {
        return None;
    }
    let end = at + 1 + digits;
    let size = Amount::read(chars, at + 1).map_or(Size::Untold, |amount| Size::One((amount, &[])));
    let ranks = match chars.get(end) {
        Some('位' | '名') if chars.get(end + 1) != Some(&'义') => {
            return rank(at + 1..end, 1, size);
        }
        // 全国第一，: nothing is counted behind it.
        None | Some('，' | '。' | '、' | '；' | '的' | '）' | '”' | '！' | '和' | '且' | '而') => {
            rank_before(front, measures) || listed(front, measures) || in_turn(front, measures)
        }
        Some('大') => is_nth_largest(front, chars.get(end + 1..)?, measures),
        _ => false,
    };
    if ranks { rank(at..end, 0, size) } else { None }
}

/// 是全省第二大机场, but not 第一大股东.
fn is_nth_largest(front: &[char], behind: &[char], measures: &Measures) -> bool {
    let near = front.get(front.len().saturating_sub(10)..).unwrap_or_default();
    let near = near.rsplit(|c| !is_han(*c)).next().unwrap_or_default();
    let named = measures.not_ranked().starting(behind).next().is_some();
    !named && near.iter().any(|c| matches!(c, '是' | '为'))
}

/// 分列第二、第三: behind another rank.
fn listed(front: &[char], measures: &Measures) -> bool {
    let [list @ .., '、' | '和' | '与' | '及'] = front else { return false };
    let digits = list.iter().rev().take_while(|c| c.is_ascii_digit() || chinese(**c)).count();
    let Some((list, _)) = list.split_at_checked(list.len() - digits) else { return false };
    let [list @ .., '第'] = list else { return false };
    digits > 0 && (rank_before(list, measures) || listed(list, measures))
}

/// 甲居第一位，乙第二，丙第三: behind the rank of the name before.
fn in_turn(front: &[char], measures: &Measures) -> bool {
    const LONGEST: usize = 16;
    let near = front.len().saturating_sub(LONGEST);
    let Some(at) = front[near..].iter().rposition(|&c| matches!(c, '，' | '、' | '；')) else {
        return false;
    };
    let (list, name) = (&front[..near + at], &front[near + at + 1..]);
    let list = list.strip_suffix(&['位']).or(list.strip_suffix(&['名'])).unwrap_or(list);
    let digits = list.iter().rev().take_while(|c| c.is_ascii_digit() || chinese(**c)).count();
    let Some((list, _)) = list.split_at_checked(list.len() - digits) else { return false };
    let [list @ .., '第'] = list else { return false };
    let named = name.len() >= 2 && name.iter().all(|&c| is_han(c) || c.is_ascii_alphanumeric());
    digits > 0 && named && (rank_before(list, measures) || in_turn(list, measures))
}

/// What may stand between 居 and 第一: 居14个市第一, 居各县（市）第一, 居亚洲、世界第一.
fn of_rank(char: char) -> bool {
    is_han(char) || char.is_ascii_digit() || matches!(char, '、' | '（' | '）')
}

/// Whether what stands before 第一 compares: 全国第一, 位居第三, 份额连续三年第一.
fn rank_before(text: &[char], measures: &Measures) -> bool {
    let ranked = |text: &[char]| measures.ranks().ending(text).next().is_some();
    // 份额连续三年第一.
    let years = text.iter().rposition(|&c| c == '连').filter(|&at| text.len() - at <= 7);
    let lasting = |at: usize| text.last() == Some(&'年') && ranked(text.get(..at).unwrap_or(text));
    // 位列国产品牌第一.
    let near = text.get(text.len().saturating_sub(10)..).unwrap_or(text);
    let listed = near.windows(2).rposition(|pair| match pair {
        ['居', of] => !matches!(of, '民' | '住' | '委' | '家' | '前'),
        ['位' | '名', '列'] | ['排', '名' | '在'] | ['稳' | '跃' | '高', '居'] => true,
        _ => false,
    });
    let listed = listed.is_some_and(|at| near[at..].iter().all(|&c| of_rank(c)));
    ranked(text) || years.is_some_and(lasting) || listed
}
