//! A line and a date in it in, whether that is when the text was written, what it tells of, or what that is
//! compared with out.

use super::{Dated, RELATIVE};
use crate::fact::text::starts;
use crate::text::is_han;

/// 某局　2020年9月16日, （某省某厅，2022年6月）: a line that ends in the day on which it was told.
pub(super) fn is_signed(chars: &[char], told: &Dated) -> bool {
    let behind = chars.get(told.range.end..).unwrap_or_default();
    let bracket = matches!(behind, ['）' | ')']);
    let apart =
        told.range.start > 0 && chars.get(told.range.start - 1).is_some_and(|c| c.is_whitespace());
    told.date.month > 0
        && is_heading(chars)
        && (bracket || behind.is_empty() && (apart || told.range.start == 0))
}

/// 到2030年, 2030年目标, 自2012年: a year that is to come or long gone.
pub(super) fn is_aim(chars: &[char], told: &Dated) -> bool {
    let front = chars.get(..told.range.start).unwrap_or_default();
    let rest = chars.get(told.range.end..).unwrap_or_default();
    let relative =
        chars.get(told.range.start).is_some_and(|c| RELATIVE.iter().any(|(r, _)| r == c));
    let comes = ["目标", "前", "底前", "将", "要", "计划", "力争", "预计", "拟", "全年", "届"];
    relative
        || matches!(front.last(), Some('到' | '至' | '于' | '自' | '划' | '计' | '测'))
        || comes.iter().any(|word| starts(rest, word))
}

/// 2023年产值9亿元: whether something is counted for a date, behind it.
pub(super) fn counts(chars: &[char], told: &Dated) -> bool {
    let rest = chars.get(told.range.end..).unwrap_or_default();
    rest.iter().any(|c| c.is_ascii_digit() || matches!(c, '万' | '亿'))
}

/// The year in which what tells of this date seems to be written: 2023年一季度 of the same, 2023年 of the next.
pub(super) fn seems_written(chars: &[char], told: &Dated) -> i32 {
    let said = chars.get(told.range.clone()).unwrap_or_default();
    let part = told.date.month > 0 || said.iter().any(|c| matches!(c, '月' | '季' | '半'));
    told.date.year + i32::from(!part)
}

/// 比2022年, 恢复到2019年同期, 超过上年: what the year told of is compared with.
pub(super) fn is_beside(front: &[char]) -> bool {
    matches!(
        front,
        [.., '比' | '较']
            | [.., '超', '过']
            | [.., '复', '到']
            | [.., '高' | '低' | '多' | '少' | '当', '于']
            | [.., '不', '足' | '及']
    )
}

/// Words behind the day on which a text was sent or what it tells was made known.
const SENT: [&str; 12] =
    ["讯", "电", "专电", "消息", "发布", "公布", "通报", "披露", "发表", "介绍", "揭晓", "报道"];

/// 2024年6月7日，甲市召开发布会; 某局6月7日公布: the day from which what follows is told; 截至2024年
/// 5月底， is such where no other date goes before.
pub(super) fn begins_story(chars: &[char], told: &Dated, first: bool) -> bool {
    let rest = chars.get(told.range.end..).unwrap_or_default();
    let front = chars.get(..told.range.start).unwrap_or_default();
    let opens = front.is_empty() && rest.first() == Some(&'，');
    let until = matches!(front, [] | ['截', '至' | '止'])
        && matches!(rest, ['，', ..] | ['底' | '末', '，', ..]);
    let sent = SENT.iter().any(|word| starts(rest, word));
    told.date.day > 0 && opens
        || is_sent(chars, told)
        || first && told.date.month > 0 && (until || sent)
}

/// 某报2024年6月7日　, 某局6月7日公布: the day on which it was told, not that of what is told.
pub(in crate::fact) fn is_sent(chars: &[char], told: &Dated) -> bool {
    let rest = chars.get(told.range.end..).unwrap_or_default();
    let apart = rest.first().is_some_and(|c| c.is_whitespace());
    let sent = |rest: &[char]| SENT.iter().any(|word| starts(rest, word));
    // 6月7日在江城揭晓.
    let at_place = || {
        let near = rest.iter().take(9).take_while(|&&c| is_han(c)).count();
        rest.first() == Some(&'在') && (2..near).any(|at| sent(&rest[at..near]))
    };
    told.date.day > 0 && (apart || sent(rest) || at_place())
}

/// A line that does not end as sentences do.
pub(in crate::fact) fn is_heading(line: &[char]) -> bool {
    line.len() <= 40 && !matches!(line.last(), Some('。' | '！' | '；' | '，' | '”' | '：'))
}
