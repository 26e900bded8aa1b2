//! The characters of a sentence in, the places out where a date, a number, a clause end or a bracket
//! may stand.
//!
//! Each character is looked at once and without a branch, so that the processor need not guess what
//! comes next; whoever reads dates or numbers goes from one sign to the next and past all the rest.

/// What a character may be a sign of.
#[derive(Clone, Copy)]
pub(in crate::fact) enum Sign {
    /// The first character of a date.
    Date,
    /// The first character of a number or a rank.
    Number,
    /// The mark that ends a clause.
    Clause,
    /// A round bracket.
    Bracket,
}

/// The characters that each sign may be: of numbers the digits and the Chinese figures, of ranks
/// what they begin with.
const CHARS: [(Sign, &[char]); 4] = [
    (
        Sign::Date,
        &[
            '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '去', '上', '前', '今', '本', '明',
            '后', '同', '当', '近', '日', '报', '一', '二', '三', '四', '五', '六', '七', '八',
            '九', '十', '头', '次', '翌',
        ],
    ),
    (
        Sign::Number,
        &[
            '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '一', '二', '三', '四', '五', '六',
            '七', '八', '九', '十', '两', '百', '千', '零', '半', '第', '首', '榜',
        ],
    ),
    (Sign::Clause, &['，', '；', '：', ',', ';', ':', '—', '。', '！', '？', '!', '?', '\n']),
    (Sign::Bracket, &['（', '）', '(', ')']),
];

/// Characters are told apart by so many of their lower bits.
const LOW: usize = 1 << 12;

/// By the lower bits of a character a bit for each sign that it may be.
static TABLE: [u8; LOW] = {
    let mut table = [0; LOW];
    let mut sign = 0;
    while sign < CHARS.len() {
        let (kind, chars) = CHARS[sign];
        let mut at = 0;
        while at < chars.len() {
            table[chars[at] as usize % LOW] |= 1 << kind as u32;
            at += 1;
        }
        sign += 1;
    }
    table
};

/// The bits of an entry of the table, sixteen apart.
static SPREAD: [u64; 16] = {
    let mut spread = [0; 16];
    let mut bits = 0;
    while bits < 16 {
        spread[bits as usize] = bits & 1 | (bits & 2) << 15 | (bits & 4) << 30 | (bits & 8) << 45;
        bits += 1;
    }
    spread
};

/// The signs of a sentence: for each 64 characters a bit for each place, sign by sign.
///
/// Invariant: no sign is missing; some may stand where there is none, so that who follows one still
/// looks.
#[derive(Debug, Default)]
pub(in crate::fact) struct Signs(Vec<[u64; 4]>);

impl Signs {
    /// Takes the signs of these characters in place of those before.
    pub(in crate::fact) fn read(&mut self, chars: &[char]) {
        self.0.clear();
        self.0.extend(chars.chunks(64).map(|chars| {
            let mut signs = [0; 4];
            for (part, chars) in (0..).zip(chars.chunks(16)) {
                let bits = |(at, &char): (u32, &char)| {
                    SPREAD[usize::from(TABLE[char as usize % LOW] % 16)] << at
                };
                let four = (0..).zip(chars).map(bits).fold(0, std::ops::BitOr::bitor);
                for (sign, places) in (0..).zip(&mut signs) {
                    *places |= (four >> (16 * sign) & 0xffff) << (16 * part);
                }
            }
            signs
        }));
    }

    /// The first place at or behind `from` that may be this sign.
    #[inline]
    pub(in crate::fact) fn next(&self, sign: Sign, from: usize) -> Option<usize> {
        let mut chunk = from / 64;
        let mut places = self.0.get(chunk)?[sign as usize] & (u64::MAX << (from % 64));
        while places == 0 {
            chunk += 1;
            places = self.0.get(chunk)?[sign as usize];
        }
        Some(chunk * 64 + places.trailing_zeros() as usize)
    }

    /// All places that may be this sign.
    pub(super) fn all(&self, sign: Sign) -> impl Iterator<Item = usize> {
        let mut from = 0;
        std::iter::from_fn(move || {
            let at = self.next(sign, from)?;
            from = at + 1;
            Some(at)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_sign_is_missed_and_few_are_none() {
        let text = "去年，江城新区（含码头）产值3亿元；第二季度增长两成。".repeat(9);
        let chars: Vec<char> = text.chars().collect();
        let mut signs = Signs::default();
        signs.read(&['，'; 300]);
        signs.read(&chars);
        for (sign, wanted) in CHARS {
            let found: Vec<usize> = signs.all(sign).collect();
            let right = (0..chars.len()).filter(|&at| wanted.contains(&chars[at]));
            assert!(right.clone().all(|at| found.contains(&at)));
            assert!(found.len() < right.count() + 30);
        }
        assert_eq!(signs.next(Sign::Date, chars.len()), None);
    }
}
