//! Characters in, for each of them which steps of reading a page have to look at it out.
//!
//! Most characters are of no concern to most steps: each step goes from one that it must look at to
//! the next, eight characters at a time.

use super::character::{
    is_break, is_chinese_mark, is_closer, is_comma, is_han, is_nothing, is_opener, is_space,
    is_stop, plain,
};
use std::sync::LazyLock;

/// It ends a line.
pub(super) const BREAK: u8 = 1;
/// It opens or closes something.
pub(super) const PAIRED: u8 = 1 << 1;
/// It is not copied as it stands: a space, nothing, a straight quote, the first letter of an
/// address, or a character that has a plainer form.
pub(super) const TURNED: u8 = 1 << 2;
/// Its neighbours decide, in Chinese text, whether it stays or which form it takes.
pub(super) const JUDGED: u8 = 1 << 3;
/// The same in other text.
pub(super) const JUDGED_ELSEWHERE: u8 = 1 << 4;
/// It may end a sentence, or it begins or ends what must not be divided.
pub(super) const PARTING: u8 = 1 << 5;
/// It ends a clause.
pub(super) const CLAUSE: u8 = 1 << 6;

/// What is counted in a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Count {
    /// Marks that tell nothing of the line.
    Other,
    /// Chinese characters.
    Han,
    /// Letters of other scripts.
    Letter,
    /// Decimal digits.
    Digit,
    /// Marks that divide a sentence.
    Comma,
    /// Marks that end a sentence.
    Stop,
    /// Spaces.
    Space,
    /// What has no width.
    Nothing,
}

#[derive(Clone, Copy, Debug)]
struct Mark {
    bits: u8,
    count: Count,
}

/// The marks of the characters that pages are written with: by the upper bits of a character its
/// table, and in that by the lower ones its mark.
struct Table {
    pages: [u8; 256],
    marks: [[Mark; 256]; PAGES.len() + 1],
}

/// The upper bits of punctuation, letters and digits.
const PAGES: [u8; 5] = [0x00, 0x20, 0x30, 0xfe, 0xff];
/// Stands for the upper bits of characters that are too seldom for a table.
const SELDOM: u8 = u8::MAX;

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table =
        Table { pages: [SELDOM; 256], marks: [[Mark::of('一'); 256]; PAGES.len() + 1] };
    table.pages[0x4e..=0x9f].fill(PAGES.len() as u8);
    for (at, &page) in (0..).zip(&PAGES) {
        table.pages[usize::from(page)] = at;
        for (low, mark) in (0..).zip(&mut table.marks[usize::from(at)]) {
            // No character of these pages is a surrogate.
            *mark = Mark::of(char::from_u32(u32::from(page) << 8 | low).unwrap_or(' '));
        }
    }
    table
});

impl Table {
    #[inline]
    fn of(&self, char: char) -> Mark {
        let code = char as usize;
        match self.pages.get(code >> 8) {
            Some(&page) if page != SELDOM => self.marks[usize::from(page)][code & 0xff],
            _ => Mark::of(char),
        }
    }
}

impl Mark {
    fn of(c: char) -> Self {
        if is_han(c) {
            return Self { bits: 0, count: Count::Han };
        }
        let stays =
            plain(c) == c && !is_space(c) && !is_nothing(c) && !matches!(c, 'h' | 'w' | '"');
        let space = matches!(c, ' ' | '\t' | '\n');
        let bracket = matches!(c, '(' | '（' | ')' | '）');
        let narrow = matches!(c, ',' | '.' | ':' | ';' | '?' | '!' | '"');
        let wide = matches!(c, '，' | '：' | '；' | '？' | '！');
        let quoted = bracket || matches!(c, '“' | '”' | '《' | '》');
        let ends = is_comma(c) || is_stop(c);
        let bits = [
            (BREAK, is_break(c)),
            (PAIRED, is_opener(c) || is_closer(c)),
            (TURNED, !stays),
            (JUDGED, space || bracket || narrow),
            (JUDGED_ELSEWHERE, space || bracket || wide),
            (PARTING, quoted || is_stop(c) || c == '.'),
            (CLAUSE, ends || c == '：'),
        ];
        let bits = bits.iter().filter(|(_, holds)| *holds).map(|(bit, _)| bit).sum();
        Self { bits, count: Self::count(c) }
    }

    fn count(c: char) -> Count {
        match c {
            '0'..='9' | '０'..='９' => Count::Digit,
            'a'..='z' | 'A'..='Z' => Count::Letter,
            _ if !c.is_ascii() && is_nothing(c) => Count::Nothing,
            _ if !c.is_ascii() && !is_chinese_mark(c) && c.is_alphabetic() => Count::Letter,
            _ if is_space(c) => Count::Space,
            _ if is_comma(c) => Count::Comma,
            _ if is_stop(c) => Count::Stop,
            _ => Count::Other,
        }
    }
}

/// The bits of one character.
pub(super) fn bits(char: char) -> u8 {
    TABLE.of(char).bits
}

/// The bits of each character.
pub(super) fn marks(chars: &[char]) -> Vec<u8> {
    let table = &*TABLE;
    chars.iter().map(|&char| table.of(char).bits).collect()
}

/// How many there are of each [`Count`].
pub(super) fn counts(chars: &[char]) -> [usize; 8] {
    let table = &*TABLE;
    let mut counts = [0; 8];
    for chars in chars.chunks(255) {
        // A byte for each, so that no branch and no memory is needed.
        let each = chars.iter().map(|&char| 1 << (8 * table.of(char).count as u32));
        let sums = each.fold(0_u64, u64::wrapping_add);
        for (count, sum) in counts.iter_mut().zip(sums.to_le_bytes()) {
            *count += usize::from(sum);
        }
    }
    counts
}

/// How many characters stand before the first with this bit.
#[inline]
pub(super) fn run(marks: &[u8], bit: u8) -> usize {
    let (eights, rest) = marks.as_chunks();
    let found = |eight: &[u8; 8]| u64::from_le_bytes(*eight) & u64::from_le_bytes([bit; 8]);
    for (at, eight) in eights.iter().enumerate() {
        let found = found(eight);
        if found != 0 {
            return 8 * at + found.trailing_zeros() as usize / 8;
        }
    }
    let past = match marks.last_chunk() {
        // What stands before the rest is shifted out.
        Some(last) => {
            let found = found(last).unbounded_shr(64 - 8 * rest.len() as u32);
            (found.trailing_zeros() as usize / 8).min(rest.len())
        }
        None => rest.iter().position(|mark| mark & bit != 0).unwrap_or(rest.len()),
    };
    8 * eights.len() + past
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_knows_of_each_character_what_is_so() {
        for char in ('\0'..='\u{ffff}').chain(['\u{20000}', '\u{1f600}']) {
            let (found, right) = (TABLE.of(char), Mark::of(char));
            assert_eq!((found.bits, found.count), (right.bits, right.count), "{char:?}");
        }
    }

    #[test]
    fn runs_end_at_the_first_mark_wherever_it_stands() {
        for length in 0..40 {
            for at in 0..=length {
                let mut marks = vec![TURNED; length];
                marks.iter_mut().skip(at).for_each(|mark| *mark |= CLAUSE);
                assert_eq!(run(&marks, CLAUSE), at);
            }
        }
    }

    #[test]
    fn each_character_of_a_line_is_counted_once() {
        let chars: Vec<char> = "甲乙3家，a é。　\u{200b}（）".repeat(100).chars().collect();
        let counts = counts(&chars);
        assert_eq!(counts.iter().sum::<usize>(), chars.len());
        assert_eq!(counts[Count::Han as usize], 300);
        assert_eq!(counts[Count::Nothing as usize], 100);
    }
}
