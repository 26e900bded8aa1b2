//! Characters in, for each the hashes of what can be seen from it out.
//!
//! Features are 64-bit integers from the start: nothing is ever spelt out as a string. Seen are the
//! characters up to two away alone and in pairs, classes of characters, repetition,
//! words of lists with what stands before and after them, and at an opening title mark, quotation
//! mark or Latin word the character pairs of the whole neighbourhood (a title is a book's, a film's
//! or a game's by the words around it).

use super::advice::{self, Advice, Told};
use super::list::{self, Index, Mark};

/// How far around an opening mark the neighbourhood reaches, which keeps the work linear.
const NEIGHBOURHOOD: usize = 40;
const PAD: usize = 4;
/// Names read in a sentence from which on it does not matter how many they are.
const MANY: usize = 4;

/// The same character for its full-width, half-width, upper-case and lower-case forms.
pub(super) fn fold(char: char) -> char {
    let char = match char {
        ',' => '，',
        '!' => '！',
        '?' => '？',
        ':' => '：',
        ';' => '；',
        '(' => '（',
        ')' => '）',
        '\u{3000}' | '\n' | '\r' | '\t' => ' ',
        '，' | '！' | '？' | '：' | '；' | '（' | '）' => char,
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(char as u32 - 0xfee0).unwrap_or(char),
        _ => char,
    };
    char.to_ascii_lowercase()
}

const LATIN: u8 = 2;
const HAN: u8 = 15;

fn class(char: char) -> u8 {
    match char {
        '0'..='9' => 1,
        'a'..='z' => LATIN,
        '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百' | '千'
        | '万' | '亿' | '零' | '两' => 3,
        '年' | '月' | '日' | '时' => 4,
        '·' | '•' => 5,
        '《' => 6,
        '》' => 7,
        '“' | '"' => 8,
        '”' => 9,
        '、' => 10,
        '，' | '。' | '；' | '：' | '！' | '？' => 11,
        '（' => 12,
        '）' => 13,
        ' ' => 14,
        '\u{4e00}'..='\u{9fff}' => HAN,
        '-' | '—' | '～' => 16,
        _ if char.is_alphanumeric() => 17,
        _ => 18,
    }
}

fn mix(a: u64, b: u64) -> u64 {
    let x = (a ^ b.wrapping_mul(0x9E37_79B9_7F4A_7C15)).rotate_left(29);
    x.wrapping_mul(0xBF58_476D_1CE4_E5B9)
}

fn chain(parts: &[u64]) -> u64 {
    parts.iter().fold(0x2545_F491_4F6C_DD1D, |hash, &part| mix(hash, part))
}

/// Scatters a template's number over 64 bits.
const fn salt(template: u64) -> u64 {
    let x = template.wrapping_mul(0xD6E8_FEB8_6659_FD93);
    (x ^ x >> 32).wrapping_mul(0xD6E8_FEB8_6659_FD93)
}

fn finish(template: u64, hash: u64) -> u64 {
    let x = (hash ^ salt(template)).wrapping_mul(0xFF51_AFD7_ED55_8CCD);
    x ^ x >> 33
}

/// A sentence made ready for its features.
///
/// Invariant: the character at `i` starts the hashes at `i + PAD` of `single` and `pair`.
#[derive(Debug, Default)]
pub(super) struct View {
    chars: Vec<char>,
    classes: Vec<u8>,
    single: Vec<u64>,
    pair: Vec<u64>,
    marks: Vec<Mark>,
    marked: Vec<u64>,
    told: Vec<Told>,
    /// How many names others read.
    advised: usize,
    lists: usize,
}

impl View {
    /// Looks at another sentence, in which others read these names.
    pub(super) fn look(&mut self, chars: &[char], advice: &[Advice], index: &Index) {
        self.chars.clear();
        self.chars.extend(chars.iter().map(|&char| fold(char)));
        self.classes.clear();
        self.classes.extend(self.chars.iter().map(|&char| class(char)));
        self.lists = index.lists();
        index.mark(&self.chars, &mut self.marks, &mut self.marked);
        advice::told(advice, self.chars.len(), &mut self.told);
        self.advised = advice.len();
        let length = self.chars.len() + 2 * PAD;
        self.single.clear();
        self.single.resize(length, 1);
        for (single, &char) in self.single[PAD..].iter_mut().zip(&self.chars) {
            *single = (u64::from(char) + 7).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        }
        let join = |a: u64, b: u64| (a ^ a >> 31).wrapping_mul(0xC2B2_AE3D_27D4_EB4F) ^ b;
        self.pair.clear();
        self.pair.extend(self.single.windows(2).map(|w| join(w[0], w[1])));
    }

    /// Number of characters.
    pub(super) fn len(&self) -> usize {
        self.chars.len()
    }

    /// Yields each feature of the character at `at`.
    pub(super) fn features(&self, at: usize, mut put: impl FnMut(u64)) {
        let here = at + PAD;
        for (template, &hash) in self.single[here - 2..=here + 2].iter().enumerate() {
            put(finish(template as u64, hash));
        }
        for (template, &hash) in self.pair[here - 2..=here + 1].iter().enumerate() {
            put(finish(8 + template as u64, hash));
        }
        put(finish(12, mix(self.single[here - 1], self.single[here + 1])));
        self.shapes(at, &mut put);
        if self.lists > 0 {
            self.listed(at, &mut put);
        }
        self.neighbourhood(at, &mut put);
        self.advised(at, &mut put);
    }

    fn class(&self, at: usize, off: isize) -> u64 {
        at.checked_add_signed(off).and_then(|at| self.classes.get(at)).map_or(0, |&c| u64::from(c))
    }

    fn shapes(&self, at: usize, put: &mut impl FnMut(u64)) {
        let class = |off| self.class(at, off);
        let near = class(-1) << 10 | class(0) << 5 | class(1);
        put(finish(24, near));
        put(finish(25, class(-2) << 20 | class(2) << 15 | near));
        put(finish(26, class(-1)));
        put(finish(27, class(0)));
        put(finish(28, class(1)));
        let here = at + PAD;
        let same = |off: usize| u64::from(self.single[here] == self.single[off]);
        let again =
            same(here - 1) | same(here + 1) << 1 | same(here - 2) << 2 | same(here + 2) << 3;
        if again > 0 {
            put(finish(29, again));
        }
    }

    /// The lists in whose words a character stands, and how.
    fn row(&self, at: usize) -> impl Iterator<Item = (u64, Mark)> + '_ {
        let mut left = self.marked.get(at).copied().unwrap_or(0);
        std::iter::from_fn(move || {
            let list = left.trailing_zeros() as usize;
            let mark = *self.marks.get(at * self.lists + list).filter(|_| left != 0)?;
            left &= left - 1;
            Some((list as u64, mark))
        })
    }

    fn listed(&self, at: usize, put: &mut impl FnMut(u64)) {
        let here = at + PAD;
        let mut all = 0;
        for (list, mark) in self.row(at) {
            put(finish(32, list << 16 | u64::from(mark)));
            let begins = list::begins(mark);
            let ends = list::ends(mark);
            let shape = u64::from(begins > 0)
                | u64::from(ends > 0) << 1
                | u64::from(mark >> 6 & 7 > 0) << 2
                | u64::from(mark >> 9) << 3;
            all = mix(all, list << 4 | shape);
            if begins > 0 {
                put(finish(33, mix(self.single[here - 1], list)));
            }
            if ends > 0 {
                put(finish(34, mix(self.single[here + 1], list)));
            }
        }
        if all != 0 {
            put(finish(35, all));
        }
        let before = at.checked_sub(1).map(|before| self.row(before));
        for (list, mark) in before.into_iter().flatten().filter(|row| list::ends(row.1) > 0) {
            put(finish(36, list << 3 | u64::from(list::ends(mark))));
        }
        for (list, mark) in self.row(at + 1).filter(|row| list::begins(row.1) > 0) {
            put(finish(37, list << 3 | u64::from(list::begins(mark))));
        }
    }

    /// What others read here, before and behind, and how far each may be trusted.
    fn advised(&self, at: usize, put: &mut impl FnMut(u64)) {
        let told = |at: usize| self.told.get(at).copied().unwrap_or_default();
        let (before, here, behind) =
            (at.checked_sub(1).map(told).unwrap_or_default(), told(at), told(at + 1));
        // Where others read none, most likely there is none.
        put(finish(54, self.advised.min(MANY) as u64));
        if here.kind > 0 {
            put(finish(48, here.kind));
            put(finish(49, here.source));
            put(finish(50, here.length));
            put(finish(51, mix(here.kind, self.single[at + PAD])));
        }
        if before.kind > 0 || here.kind > 0 {
            put(finish(52, mix(before.kind, here.kind)));
        }
        if behind.kind > 0 || here.kind > 0 {
            put(finish(53, mix(here.kind, behind.kind)));
        }
    }

    fn neighbourhood(&self, at: usize, put: &mut impl FnMut(u64)) {
        let opens = match self.classes[at] {
            6 => 1,
            8 => 2,
            LATIN if at == 0 || self.classes[at - 1] != LATIN => 3,
            _ => return,
        };
        let from = at.saturating_sub(NEIGHBOURHOOD);
        let to = (at + NEIGHBOURHOOD).min(self.len());
        for near in from + 1..to {
            if self.classes[near - 1] == HAN && self.classes[near] == HAN {
                put(finish(40, chain(&[opens, self.pair[near - 1 + PAD]])));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::list::Nodes;
    use super::*;

    fn features(text: &str, at: usize) -> Vec<u64> {
        let chars: Vec<char> = text.chars().collect();
        let mut view = View::default();
        view.look(&chars, &[], &Index::of(Nodes::default()));
        let mut found = Vec::new();
        view.features(at, |feature| found.push(feature));
        found
    }

    #[test]
    fn what_lies_further_away_is_not_seen() {
        assert_eq!(features("甲乙丙丁戊己庚", 1), features("甲乙丙丁子丑寅", 1));
        assert_ne!(features("甲乙丙丁戊己庚", 2), features("甲乙丙丁子丑寅", 2));
    }

    #[test]
    fn width_and_case_do_not_matter() {
        assert_eq!(features("ＴＣＬ，（甲）", 1), features("tcl,(甲)", 1));
    }

    #[test]
    fn the_features_of_one_character_differ() {
        let mut found = features("《图谱》是一部电影", 0);
        let count = found.len();
        found.sort_unstable();
        found.dedup();
        assert_eq!(found.len(), count);
    }
}
