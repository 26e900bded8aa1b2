//! Digits in Arabic or Chinese figures in, amounts in the plain unit out.

/// The digits of a number: 1,200.5, 4600多, 二十, 百.
#[derive(Clone, Copy)]
pub(super) struct Amount<'c> {
    /// As written, commas included.
    pub(super) digits: &'c [char],
    /// Past the last character.
    pub(super) end: usize,
    /// Written in Chinese figures.
    pub(super) chinese: bool,
}

impl<'c> Amount<'c> {
    /// The amount that begins at `at`.
    pub(super) fn read(chars: &'c [char], at: usize) -> Option<Self> {
        let rest = chars.get(at..)?;
        let mut length = 0;
        for (index, &char) in rest.iter().enumerate() {
            let next = rest.get(index + 1).is_some_and(char::is_ascii_digit);
            if char.is_ascii_digit() || (index > 0 && next && matches!(char, '.' | ',' | '·')) {
                length = index + 1;
            } else {
                break;
            }
        }
        let chinese = length == 0;
        if chinese {
            length = run(rest);
        }
        if length == 0 || length > 16 {
            return None;
        }
        let digits = rest.get(..length)?;
        let more = usize::from(matches!(rest.get(length), Some('余' | '多' | '来')));
        Some(Self { digits, end: at + length + more, chinese })
    }

    /// The digits without their commas, with a plain point.
    fn plainly(&self) -> String {
        let digits = self.digits.iter().filter(|&&c| c != ',');
        digits.map(|&c| if c == '·' { '.' } else { c }).collect()
    }

    /// The amount in the plain unit, as decimal digits.
    pub(super) fn normalised(&self, powers: &[char]) -> Option<String> {
        let mut power = 0;
        for char in powers {
            power += match char {
                '千' => 3,
                '百' => 2,
                '万' => 4,
                '亿' => 8,
                _ => break,
            };
        }
        let plain = if self.chinese { spelled(self.digits)? } else { self.plainly() };
        let (whole, part) = plain.split_once('.').unwrap_or((&plain, ""));
        let shifted = power.min(part.len());
        let (up, down) = part.split_at_checked(shifted)?;
        let mut value = String::with_capacity(plain.len() + power);
        for digits in [whole, up] {
            let first = if value.is_empty() { digits.trim_start_matches('0') } else { digits };
            value.push_str(first);
        }
        let zeros = if value.is_empty() { 1 } else { power - shifted };
        value.extend(std::iter::repeat_n('0', zeros));
        let down = down.trim_end_matches('0');
        if !down.is_empty() {
            value.push('.');
            value.push_str(down);
        }
        Some(value)
    }
}

/// The decimal digits of a number in Chinese figures: 189.2 of 一百八十九点二.
fn spelled(text: &[char]) -> Option<String> {
    let Some(point) = text.iter().position(|&c| c == '点') else {
        return Some(large(text)?.to_string());
    };
    let digit = |c: &char| small(std::slice::from_ref(c)).map(|digit| digit.to_string());
    let part: Option<String> = text.get(point + 1..)?.iter().map(digit).collect();
    Some(format!("{}.{}", large(text.get(..point)?)?, part?))
}

/// How many characters a number in Chinese figures has: 三百二十, 四万八千.
fn run(text: &[char]) -> usize {
    let one = |text: &[char]| text.iter().take_while(|&&c| chinese(c)).count();
    let mut length = one(text);
    let mut hundreds = false;
    while length > 0 {
        let [power @ ('万' | '亿'), behind @ ..] = text.get(length..).unwrap_or_default() else {
            break;
        };
        let more = one(behind);
        // 三万 ends in its unit, 三万零五百 and 一亿二千万 do not.
        let part = behind.get(..more).unwrap_or_default();
        let goes_on = !matches!(part.first(), None | Some('千' | '百' | '半'));
        if !(goes_on || hundreds && *power == '万' && more == 0) {
            break;
        }
        hundreds |= *power == '亿';
        length += 1 + more;
    }
    let plain = |c: &&char| chinese(**c) && !matches!(c, '十' | '百' | '千' | '半' | '两');
    match text.get(length..) {
        Some(['点', part @ ..]) if length > 0 => match part.iter().take_while(plain).count() {
            0 => length,
            digits => length + 1 + digits,
        },
        _ => length,
    }
}

/// A number in Chinese figures.
fn large(text: &[char]) -> Option<u64> {
    let mut sum = 0;
    let mut rest = text;
    for (power, unit) in [('亿', 100_000_000), ('万', 10_000)] {
        if let Some(at) = rest.iter().position(|&c| c == power) {
            sum += u64::from(small(rest.get(..at)?)?) * unit;
            rest = rest.get(at + 1..)?;
        }
    }
    Some(sum + u64::from(small(rest)?))
}

/// A number below ten thousand in Chinese figures: 三百二十.
pub(super) fn small(text: &[char]) -> Option<u32> {
    let (mut sum, mut digit) = (0, None);
    for &char in text {
        let value = match char {
            '零' => continue,
            '两' => 2,
            '十' | '百' | '千' => {
                let place = match char {
                    '十' => 10,
                    '百' => 100,
                    _ => 1000,
                };
                sum += digit.take().unwrap_or(1) * place;
                continue;
            }
            other => "一二三四五六七八九".chars().position(|c| c == other)? as u32 + 1,
        };
        if digit.replace(value).is_some() {
            return None;
        }
    }
    Some(sum + digit.unwrap_or(0))
}

/// Whether this character is a Chinese figure.
pub(super) fn chinese(char: char) -> bool {
    matches!(
        char,
        '一' | '二'
            | '三'
            | '四'
            | '五'
            | '六'
            | '七'
            | '八'
            | '九'
            | '十'
            | '两'
            | '百'
            | '千'
            | '零'
            | '半'
    )
}
