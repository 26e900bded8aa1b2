//! Characters in, numbers with their units out.
//!
//! Dates, clock times, ordinals of editions, clause numbers and numbers within names are none.

use super::amount::{Amount, chinese};
use super::fraction::fraction;
use super::rank::ranked;
use super::unit::{Unit, unit};
use crate::fact::Quantity;
use crate::fact::scene::sign::{Sign, Signs};
use crate::fact::text::ends;
use crate::knowledge::Measures;
use crate::text::{Span, is_han};
use std::ops::Range;

/// A number with its unit. What it is is told when somebody asks: most numbers are of nobody.
pub(in crate::fact) struct Number<'t, 'k> {
    /// The number as written, with 余 or 多 and with the words of degree before it.
    pub(super) value: &'t [char],
    /// Its unit, empty for ranks and fractions.
    pub(super) unit: &'t [char],
    /// Class of the unit: `money`, `percent`, …, `rank`, `share`.
    pub(super) class: &'k str,
    pub(super) size: Size<'t>,
    /// Number and unit, without the words of degree.
    pub(super) range: Range<usize>,
    /// Where the words of degree begin.
    pub(super) from: usize,
}

/// An amount and the characters that begin its unit: 万, 亿, 千 and 百.
pub(super) type Scaled<'t> = (Amount<'t>, &'t [char]);

/// How large a number is.
pub(super) enum Size<'t> {
    /// As far as can be told, nothing.
    Untold,
    /// The first.
    First,
    /// Hundredths of a hundredth of the whole.
    Part(u32),
    /// So much.
    One(Scaled<'t>),
    /// From the one to the other.
    Between(Scaled<'t>, Scaled<'t>),
}

impl Number<'_, '_> {
    /// The number as told; `None` without a unit.
    pub(in crate::fact) fn quantity(&self) -> Option<Quantity> {
        let text = self.value.iter().chain(self.unit).filter(|c| !c.is_whitespace()).collect();
        let span = Span::new(self.range.start, self.range.end);
        (!self.unit.is_empty()).then_some(Quantity { text, span })
    }

    /// One value in the plain unit, or two with `..` between them.
    pub(super) fn normalised(&self) -> Option<String> {
        match &self.size {
            Size::Untold => None,
            Size::First => Some("1".to_owned()),
            Size::Part(part) => {
                let percent = format!("{}.{:02}", part / 100, part % 100);
                Some(percent.trim_end_matches('0').trim_end_matches('.').to_owned())
            }
            Size::One((amount, powers)) => {
                let below = self.value.iter().any(|c| matches!(c, '-' | '−'));
                let size = amount.normalised(powers)?;
                Some(if below { format!("-{size}") } else { size })
            }
            Size::Between((low, powers), (high, more)) => {
                let (low, high) = (low.normalised(powers)?, high.normalised(more)?);
                Some(format!("{low}..{high}"))
            }
        }
    }
}

/// The numbers of a sentence, in order.
pub(in crate::fact) fn numbers<'t, 'k>(
    chars: &'t [char],
    signs: &Signs,
    measures: &'k Measures,
) -> Vec<Number<'t, 'k>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = signs.next(Sign::Number, from) {
        match number(chars, at, measures) {
            Some(number) => {
                from = number.range.end.max(at + 1);
                found.push(number);
            }
            None => from = at + skipped(chars, at),
        }
    }
    found
}

/// How far to go on where no number begins: past all digits of a year or a model, of 第五十三条.
fn skipped(chars: &[char], at: usize) -> usize {
    let rest = chars.get(at..).unwrap_or_default();
    let digits = rest.strip_prefix(&['第']).unwrap_or(rest);
    let figures = digits.iter().take_while(|c| chinese(**c)).count();
    if figures > 0 && (digits.len() < rest.len() || figures > 1) {
        return figures + rest.len() - digits.len();
    }
    rest.iter().take_while(|c| c.is_ascii_alphanumeric() || **c == '.').count().max(1)
}

fn number<'t, 'k>(chars: &'t [char], at: usize, measures: &'k Measures) -> Option<Number<'t, 'k>> {
    let before = at.checked_sub(1).map(|at| chars[at]);
    let rank = chars[at] == '第';
    if rank || matches!(chars[at], '首' | '榜') {
        return ranked(chars, at, measures);
    }
    if before
        .is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '·' | '第' | '/' | ':'))
        || measures.labels().ending(chars.get(..at)?).next().is_some()
    {
        return None;
    }
    if let Some((digits, end, part)) = fraction(chars, at) {
        let (value, unit) = (chars.get(at..digits)?, chars.get(digits..end)?);
        let size = part.map_or(Size::Untold, Size::Part);
        let share = Number { value, unit, class: "share", size, range: at..end, from: at };
        return Some(with_degree(chars, at, share, measures));
    }
    // 每5只有1只: of how many, not how many.
    if before == Some('每') {
        return None;
    }
    let first = Amount::read(chars, at)?;
    let Some(Unit { class, end: unit_end, powers }) = unit(chars, &first, measures) else {
        let range = unitless_range(chars, at, first, measures);
        return range.or_else(|| before_listed(chars, at, first, measures));
    };
    let (mut value, mut unit) = (chars.get(at..first.end)?, chars.get(first.end..unit_end)?);
    let (mut end, chinese) = (unit_end, first.chinese);
    let round = chinese && matches!(first.digits, ['百' | '千']) && class != "money";
    let powers = chars.get(first.end..first.end + powers)?;
    let low = (first, powers);
    // 180万吨至200万吨, 3至5家: one figure.
    let size = match range_end(chars, end, Some(class), measures) {
        Some((second, last)) => {
            value = chars.get(at..second.end)?;
            unit = chars.get(second.end..last.end)?;
            end = last.end;
            let powers = chars.get(second.end..second.end + last.powers)?;
            Size::Between(low, (second, powers))
        }
        None => Size::One(low),
    };
    let lone = chinese && is_word(value, unit, class, chars.get(end));
    // 百万千瓦机组 names a size; 甲、乙两家 only sums up a list.
    let front = chars.get(..at)?;
    let counted = || counts(front, value, unit) || ends_so(value, unit, chars.get(end));
    if round || lone || (class == "count" && chinese && !counted()) {
        return None;
    }
    let number = Number { value, unit, class, size, range: at..end, from: at };
    Some(with_degree(chars, at, with_sign(chars, number), measures))
}

/// 增速分别为3%、-8.9%: what is below nothing.
fn with_sign<'t, 'k>(chars: &'t [char], number: Number<'t, 'k>) -> Number<'t, 'k> {
    let at = number.range.start;
    let sign = matches!(chars.get(..at), Some([.., front, '-' | '−']) if is_han(*front) || matches!(front, '、' | '，'));
    if !sign || number.class != "percent" {
        return number;
    }
    let value = chars.get(at - 1..at + number.value.len()).unwrap_or_default();
    Number { value, range: at - 1..number.range.end, from: at - 1, ..number }
}

/// 95至120吉瓦, 2万至3万人: the unit is said behind the second; 人口90万，: left out.
fn unitless_range<'t, 'k>(
    chars: &'t [char],
    at: usize,
    first: Amount<'t>,
    measures: &'k Measures,
) -> Option<Number<'t, 'k>> {
    let low = powers(chars.get(first.end..)?);
    let end = first.end + low.len();
    let front = chars.get(..at)?;
    let (value, unit) = (chars.get(at..first.end)?, low);
    let size = Size::One((first, low));
    if !low.is_empty() && counts_people(front, chars.get(end), measures) {
        let number = Number { value, unit, class: "count", size, range: at..end, from: at };
        return Some(with_degree(chars, at, number, measures));
    }
    // 2016-2020人 are years.
    let years =
        first.digits.len() == 4 && chars.get(end).is_some_and(|c| !matches!(c, '至' | '到'));
    if years || first.chinese {
        return None;
    }
    let (second, last) = range_end(chars, end, None, measures)?;
    let (value, unit) = (chars.get(at..second.end)?, chars.get(second.end..last.end)?);
    let high = chars.get(second.end..second.end + last.powers)?;
    let (class, end) = (last.class, last.end);
    // 3至5万吨: the power is said once as well.
    let size = Size::Between((first, if low.is_empty() { high } else { low }), (second, high));
    let number = Number { value, unit, class, size, range: at..end, from: at };
    Some(with_degree(chars, at, number, measures))
}

/// 人口约90万，: people, though the word for them is left out.
fn counts_people(front: &[char], next: Option<&char>, measures: &Measures) -> bool {
    let length = measures.degrees().ending(front).next().unwrap_or(0);
    let front = &front[..front.len() - length];
    let front = front.strip_suffix(&['达']).or(front.strip_suffix(&['为'])).unwrap_or(front);
    ends(front, "人口") && !next.is_some_and(|&c| is_han(c))
}

/// 48.2亿、39.6亿和27.4亿美元, 0.9和1.1个百分点: the unit is said once, behind the last.
fn before_listed<'t, 'k>(
    chars: &'t [char],
    at: usize,
    first: Amount<'t>,
    measures: &'k Measures,
) -> Option<Number<'t, 'k>> {
    let unit = powers(chars.get(first.end..)?);
    let end = first.end + unit.len();
    let listed = matches!(chars.get(end), Some('、' | '和' | '与' | '及'));
    if !listed || first.chinese || unit.is_empty() && !first.digits.contains(&'.') {
        return None;
    }
    chars.get(end + 1).filter(|c| c.is_ascii_digit())?;
    let class = number(chars, end + 1, measures).map(|next| next.class)?;
    let value = chars.get(at..first.end)?;
    let size = Size::One((first, unit));
    let number = Number { value, unit, class, size, range: at..end, from: at };
    Some(with_degree(chars, at, number, measures))
}

/// The 万 and 亿 that a text begins with.
fn powers(text: &[char]) -> &[char] {
    let past = text.iter().position(|c| !matches!(c, '万' | '亿'));
    text.get(..past.unwrap_or(text.len())).unwrap_or_default()
}

/// 三元材料, 最后一公里: a word with a number in it, not so many.
fn is_word(value: &[char], unit: &[char], class: &str, next: Option<&char>) -> bool {
    match class {
        "money" => unit == ['元'] && value.len() == 1 && next.is_some_and(|&c| is_han(c)),
        "length" if unit == ['里'] && value.len() == 1 => {
            value == ['一']
                || matches!(
                    next,
                    Some('桥' | '屯' | '河' | '店' | '铺' | '庄' | '山' | '沟' | '村' | '街')
                )
        }
        "length" | "weight" | "area" => value == ['一'],
        // 二度流拍, 三度夺冠: how often.
        "energy" => unit == ['度'] && value.len() == 1,
        // 两升一降: what rises.
        "volume" => unit == ['升'] && value.len() == 1 && next.is_some_and(|&c| is_han(c)),
        _ => false,
    }
}

/// Takes the words of degree before a number along: 近4000.
fn with_degree<'t, 'k>(
    chars: &'t [char],
    at: usize,
    number: Number<'t, 'k>,
    measures: &Measures,
) -> Number<'t, 'k> {
    let front = chars.get(..at).unwrap_or_default();
    let Some(length) = measures.degrees().ending(front).next() else { return number };
    // 签约784亿美元 has no 约.
    if length == 1 && measures.no_degrees().ending(front).next().is_some() {
        return number;
    }
    let from = at - length;
    Number { value: chars.get(from..at + number.value.len()).unwrap_or_default(), from, ..number }
}

/// Whether a count in Chinese figures counts things: 建成三座 and 三十家 do, 两种, 五项原则 and 前两名
/// need not.
fn counts(front: &[char], value: &[char], unit: &[char]) -> bool {
    let more = matches!(value, ['十' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九', ..]);
    let thing = matches!(
        unit,
        ['家'
            | '名'
            | '座'
            | '所'
            | '辆'
            | '台'
            | '艘'
            | '架'
            | '人'
            | '户'
            | '项'
            | '条'
            | '枚'
            | '席']
    );
    let many = matches!(unit, ['万' | '亿', ..]);
    let got = front.last().is_some_and(|c| GOT.contains(c));
    many || (value.len() > 1 && (unit != ['个'] || more)) || (thing && got && value != ['一'])
}

/// 订造渔轮八艘，: so few things, told behind what they are.
fn ends_so(value: &[char], unit: &[char], next: Option<&char>) -> bool {
    value != ['零']
        && matches!(unit, ['座' | '辆' | '台' | '艘' | '架' | '项' | '条' | '枚' | '件'])
        && matches!(next, Some('，' | '。' | '；' | '、'))
}

/// What may stand right before so few things where they are counted.
const GOT: [char; 27] = [
    '有', '成', '建', '增', '进', '辖', '设', '达', '共', '了', '至', '到', '仅', '获', '得', '出',
    '开', '立', '购', '入', '过', '只', '剩', '的', '造', '订', '占',
];

fn range_end<'c, 'k>(
    chars: &'c [char],
    at: usize,
    class: Option<&str>,
    measures: &'k Measures,
) -> Option<(Amount<'c>, Unit<'k>)> {
    let joiner = usize::from(matches!(chars.get(at), Some('至' | '到' | '-' | '~' | '～' | '—')));
    if joiner == 0 {
        return None;
    }
    let second = Amount::read(chars, at + joiner)?;
    let last = unit(chars, &second, measures)?;
    class.is_none_or(|class| last.class == class).then_some((second, last))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::Knowledge;

    fn read(text: &str) -> Vec<(String, String, String)> {
        let chars: Vec<char> = text.chars().collect();
        let mut signs = Signs::default();
        signs.read(&chars);
        let found = numbers(&chars, &signs, Knowledge::embedded().measures()).into_iter();
        let text = |chars: &[char]| chars.iter().collect();
        found.map(|n| (text(n.value), text(n.unit), n.normalised().unwrap_or_default())).collect()
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
            ("份额连续三年第一。", "第一", "", "1"),
            ("位居榜首。", "榜首", "", "1"),
            ("位列国产品牌第一。", "第一", "", "1"),
            ("约占三分之一。", "约三分之一", "", "33.33"),
            ("占八成以上", "八", "成", "80"),
            ("占六成半，", "六", "成半", "65"),
            ("占三成五。", "三", "成五", "35"),
            ("渔轮八艘，", "八", "艘", "8"),
            ("下辖6县，", "6", "县", "6"),
            ("织布十一万尺。", "十一", "万尺", "110000"),
            ("上升百分之七点五，", "百分之七点五", "", "7.5"),
            ("总利润增长23·3%", "23·3", "%", "23.3"),
            ("一百八十九点二吨", "一百八十九点二", "吨", "189.2"),
            ("游客60万人次", "60", "万人次", "600000"),
            ("全厂七万多名", "七", "万多名", "70000"),
            ("建成三座", "三", "座", "3"),
            ("占全国一半，", "一半", "", "50"),
            ("四万八千人", "四万八千", "人", "48000"),
            ("一亿二千万元", "一亿二千万", "元", "120000000"),
            ("装机1600万千瓦", "1600", "万千瓦", "16000000"),
            ("三百二十名院士", "三百二十", "名", "320"),
            ("产能40GWh，", "40", "GWh", "40"),
            ("签约40亿元，", "40", "亿元", "4000000000"),
            ("执行任务30余次。", "30余", "次", "30"),
            ("产量翻了两番。", "两", "番", "2"),
            ("装机95至120吉瓦。", "95至120", "吉瓦", "95..120"),
            ("客流2万至3万人，", "2万至3", "万人", "20000..30000"),
            ("每年3至5万吨，", "3至5", "万吨", "30000..50000"),
            ("人口达90万，", "90", "万", "900000"),
            ("增长-8.9%。", "-8.9", "%", "-8.9"),
            ("翻了一倍多，", "一", "倍多", "1"),
            ("存栏92.7万头（只），", "92.7", "万头（只）", "927000"),
            ("均价65元/公斤，", "65", "元/公斤", "65"),
            ("平均分91.4分。", "91.4", "分", "91.4"),
            ("半数为工人。", "半数", "", "50"),
            ("浙江占四席，", "四", "席", "4"),
            ("新增土方六亿八千万方，", "六亿八千万", "方", "680000000"),
            ("是全省第二大机场。", "第二", "", "2"),
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
            "第五十三条",
            "摆在首位。",
            "首位度",
            "每5只",
            "三元材料",
            "上万个零件。",
            "在3区施工",
            "五项原则",
            "前两名",
            "65岁以上",
            "附图片2张",
            "最后一公里",
            "10万吨级泊位",
            "为第一大股东。",
            "两升一降",
            "六里桥枢纽",
            "二度流拍",
            "八分之",
            "双方签约",
            "9分钱",
        ] {
            assert_eq!(read(text), [], "{text}");
        }
    }
}
