//! Characters in, the shares of 三分之一, 七成半 and 一半 out.

use super::amount::{chinese, small};

/// Where the figures of 三分之一, 七成半 or 一半 end and where it ends itself, and how large it is.
pub(super) fn fraction(chars: &[char], at: usize) -> Option<(usize, usize, Option<u32>)> {
    let rest = chars.get(at..)?;
    let run = rest.iter().take_while(|&&c| chinese(c)).count();
    let one = |text: &[char]| small(text).filter(|&value| value > 0);
    match rest.get(run..)? {
        ['分', '之', behind @ ..] if run > 0 => {
            let second = behind.iter().take_while(|&&c| chinese(c)).count();
            let point = tenths(behind.get(second..)?);
            let end = at + run + 2 + second + point.map_or(0, |(_, length)| length);
            let more = |whole: u32| point.map_or(0, |(tenths, _)| tenths * 1000 / whole);
            let part =
                |whole: u32| Some(one(behind.get(..second)?)? * 10_000 / whole + more(whole));
            (second > 0).then(|| (end, end, rest.get(..run).and_then(one).and_then(part)))
        }
        ['成', next, ..]
            if run == 1 && !matches!(next, '立' | '为' | '功' | '果' | '员' | '本' | '效') =>
        {
            // 七成半, 三成五.
            let more = match one(std::slice::from_ref(next)) {
                _ if *next == '半' => 5,
                Some(more) if more < 10 && !followed_by_unit(rest.get(run + 2)) => more,
                _ => 0,
            };
            let part = one(rest.get(..run)?).map(|tenths| tenths * 1000 + more * 100);
            Some((at + 1, at + 2 + usize::from(more > 0), part))
        }
        ['数', ..] if rest.get(..run)? == ['半'] => Some((at + 2, at + 2, Some(5000))),
        // 占一半, 近一半的: elsewhere it is a word like any other.
        behind if rest.get(..run)? == ['一', '半'] => {
            let front = chars.get(at.saturating_sub(8)..at)?;
            let told = front.last().is_some_and(|c| HALVED.contains(c)) || front.contains(&'占');
            let of = matches!(behind.first(), Some('以' | '左' | '多'));
            (told || of).then_some((at + 2, at + 2, Some(5000)))
        }
        _ => None,
    }
}

/// 三成五个项目 has no 三成五.
fn followed_by_unit(next: Option<&char>) -> bool {
    next.is_some_and(|&c| {
        chinese(c) || matches!(c, '个' | '家' | '名' | '项' | '户' | '年' | '万' | '亿')
    })
}

/// The tenths of 点五, and how long that is.
fn tenths(text: &[char]) -> Option<(u32, usize)> {
    let ['点', digit, ..] = text else { return None };
    Some((small(std::slice::from_ref(digit)).filter(|tenths| *tenths < 10)?, 2))
}

/// What may stand before 一半 where that is a share.
const HALVED: [char; 9] = ['近', '约', '超', '过', '其', '的', '到', '足', '出'];
