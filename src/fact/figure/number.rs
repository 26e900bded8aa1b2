//! Characters in, numbers with their units out.
//!
//! Dates, clock times, ordinals of editions, clause numbers and numbers within names are none.

use super::amount::{Amount, chinese};
use super::fraction::fraction;
use crate::fact::sign::{Sign, Signs};
use crate::fact::text::ends;
use crate::knowledge::Measures;
use crate::text::is_han;
use std::ops::Range;

/// A number with its unit. What it is is told when somebody asks: most numbers are of nobody.
pub(in crate::fact) struct Number<'t, 'k> {
    /// The number as written, with 余 or 多 and with the words of degree before it.
    pub(super) value: &'t [char],
    /// Its unit, empty for ranks and fractions.
    pub(super) unit: &'t [char],
    /// Class of the unit: `money`, `percent`, …, `rank`, `share`.
    pub(super) class: &'k str,
    size: Size<'t>,
    /// Number and unit, without the words of degree.
    pub(super) range: Range<usize>,
    /// Where the words of degree begin.
    pub(super) from: usize,
}

/// An amount and the characters that begin its unit: 万, 亿, 千 and 百.
type Scaled<'t> = (Amount<'t>, &'t [char]);

/// How large a number is.
enum Size<'t> {
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
    /// One value in the plain unit, or two with `..` between them.
    pub(super) fn normalised(&self) -> Option<String> {
        match &self.size {
            Size::Untold => None,
            Size::First => Some("1".to_owned()),
            Size::Part(part) => {
                let percent = format!("{}.{:02}", part / 100, part % 100);
                Some(percent.trim_end_matches('0').trim_end_matches('.').to_owned())
            }
            Size::One((amount, powers)) => amount.normalised(powers),
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
        return ranked(chars, at);
    }
    if before
        .is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '·' | '第' | '/' | ':'))
        || is_label(chars.get(..at)?)
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
        return before_listed(chars, at, first, measures);
    };
    let (mut value, mut unit) = (chars.get(at..first.end)?, chars.get(first.end..unit_end)?);
    let (mut end, chinese) = (unit_end, first.chinese);
    let round = chinese && matches!(first.digits, ['百' | '千']) && class != "money";
    let powers = chars.get(first.end..first.end + powers)?;
    let low = (first, powers);
    // 180万吨至200万吨, 3至5家: one figure.
    let size = match range_end(chars, end, class, measures) {
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
    Some(with_degree(chars, at, number, measures))
}

/// 48.2亿、39.6亿和27.4亿美元, 0.9和1.1个百分点: the unit is said once, behind the last.
fn before_listed<'t, 'k>(
    chars: &'t [char],
    at: usize,
    first: Amount<'t>,
    measures: &'k Measures,
) -> Option<Number<'t, 'k>> {
    let digits = first.end;
    let powers = chars.get(digits..)?.iter().take_while(|c| matches!(c, '万' | '亿')).count();
    let end = digits + powers;
    let listed = matches!(chars.get(end), Some('、' | '和' | '与' | '及'));
    if !listed || first.chinese || powers == 0 && !first.digits.contains(&'.') {
        return None;
    }
    chars.get(end + 1).filter(|c| c.is_ascii_digit())?;
    let class = number(chars, end + 1, measures).map(|next| next.class)?;
    let (value, unit) = (chars.get(at..digits)?, chars.get(digits..end)?);
    let size = Size::One((first, unit));
    let number = Number { value, unit, class, size, range: at..end, from: at };
    Some(with_degree(chars, at, number, measures))
}

/// 附图2张, 12幢与13幢: the number of a thing, not of things.
fn is_label(front: &[char]) -> bool {
    ["图片", "附图", "附表", "门牌", "编号"].iter().any(|word| ends(front, word))
}

/// 三元材料, 最后一公里: a word with a number in it, not so many.
fn is_word(value: &[char], unit: &[char], class: &str, next: Option<&char>) -> bool {
    match class {
        "money" => unit == ['元'] && value.len() == 1 && next.is_some_and(|&c| is_han(c)),
        "length" | "weight" | "area" => value == ['一'],
        _ => false,
    }
}

/// Verbs whose last character alone is a word of degree.
const VERBS: [&str; 8] = ["签约", "节约", "预约", "履约", "续约", "立约", "以上", "赶超"];

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
    if length == 1 && VERBS.iter().any(|verb| ends(front, verb)) {
        return number;
    }
    let from = at - length;
    Number { value: chars.get(from..at + number.value.len()).unwrap_or_default(), from, ..number }
}

/// 第3位, 第一, 首位.
fn ranked<'t, 'k>(chars: &'t [char], at: usize) -> Option<Number<'t, 'k>> {
    let rest = chars.get(at..)?;
    let rank = |value: Range<usize>, unit: usize, size: Size<'t>| {
        let (from, end) = (at, value.end + unit);
        let (value, unit) = (chars.get(value.clone())?, chars.get(value.end..end)?);
        Some(Number { value, unit, class: "rank", size, range: at..end, from })
    };
    if let ['首' | '榜', '位' | '首', behind @ ..] = rest {
        // 首位度, 放在首位: no rank.
        let named = matches!(behind.first(), Some('度' | '区' | '产'));
        let ranks = !named && rank_before(chars.get(..at)?);
        return if ranks { rank(at..at + 2, 0, Size::First) } else { None };
    }
    let ['第', behind @ ..] = rest else { return None };
    let digits = behind.iter().take_while(|c| c.is_ascii_digit() || chinese(**c)).count();
    if digits == 0 || digits > 4 {
        return None;
    }
    let end = at + 1 + digits;
    let size = Amount::read(chars, at + 1).map_or(Size::Untold, |amount| Size::One((amount, &[])));
    match chars.get(end) {
        Some('位' | '名') if chars.get(end + 1) != Some(&'义') => rank(at + 1..end, 1, size),
        // 全国第一，: nothing is counted behind it.
        None | Some('，' | '。' | '、' | '；' | '的' | '）' | '”' | '！' | '和' | '且' | '而') => {
            if rank_before(chars.get(..at)?) {
                rank(at..end, 0, size)
            } else {
                None
            }
        }
        _ => None,
    }
}

/// What compares right before 第一.
const COMPARES: [&str; 42] = [
    "县级",
    "市级",
    "省级",
    "全国",
    "全省",
    "全球",
    "世界",
    "国内",
    "全市",
    "位居",
    "位列",
    "排名",
    "名列",
    "居",
    "列",
    "排",
    "省内",
    "亚洲",
    "行业",
    "国际",
    "同类",
    "城市",
    "县域",
    "首次",
    "区",
    "县",
    "省",
    "中部",
    "西部",
    "东部",
    "占据",
    "稳坐",
    "口岸",
    "份额",
    "占有率",
    "市占率",
    "产量",
    "销量",
    "规模",
    "总量",
    "增速",
    "位于",
];

/// Whether what stands before 第一 compares: 全国第一, 位居第三, 份额连续三年第一.
fn rank_before(text: &[char]) -> bool {
    let ranked = |text: &[char]| COMPARES.iter().any(|word| ends(text, word));
    // 份额连续三年第一.
    let years = text.iter().rposition(|&c| c == '连').filter(|&at| text.len() - at <= 7);
    let lasting = |at: usize| text.last() == Some(&'年') && ranked(text.get(..at).unwrap_or(text));
    // 位列国产品牌第一.
    let near = text.get(text.len().saturating_sub(10)..).unwrap_or(text);
    let listed = near.windows(2).rposition(|pair| {
        matches!(
            pair,
            ['位', '列' | '居']
                | ['名', '列']
                | ['排', '名' | '在']
                | ['稳' | '跃' | '高', '居']
                | ['居', '中' | '全' | '国' | '世' | '同' | '行' | '亚']
        )
    });
    let listed = listed.is_some_and(|at| near[at..].iter().all(|&c| is_han(c) || c == '、'));
    ranked(text) || years.is_some_and(lasting) || listed
}

/// Whether a count in Chinese figures counts things: 建成三座 and 三十家 do, 两种, 五项原则 and 前两名
/// need not.
fn counts(front: &[char], value: &[char], unit: &[char]) -> bool {
    let more = matches!(value, ['十' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九', ..]);
    let thing = matches!(
        unit,
        ['家' | '名' | '座' | '所' | '辆' | '台' | '艘' | '架' | '人' | '户' | '项' | '条' | '枚']
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
const GOT: [char; 26] = [
    '有', '成', '建', '增', '进', '辖', '设', '达', '共', '了', '至', '到', '仅', '获', '得', '出',
    '开', '立', '购', '入', '过', '只', '剩', '的', '造', '订',
];

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
        ] {
            assert_eq!(read(text), [], "{text}");
        }
    }
}
