//! Characters in, what can be seen in them out: each thing once, with the characters that see it.
//!
//! Things seen are numbers from the start: nothing is ever spelt out as a string. Seen are the
//! characters up to two away alone and in pairs, classes of characters, words of lists with what
//! stands before and after them, names that others read, and at an opening title mark, quotation
//! mark or Latin word the character pairs of the whole neighbourhood (a title is a book's, a film's
//! or a game's by the words around it).

use super::advice::{self, Advice, Told};
use super::list::{self, Index, Mark};

/// How far around an opening mark the neighbourhood reaches, which keeps the work linear.
const NEIGHBOURHOOD: usize = 40;
/// How far a character sees.
const FAR: usize = 2;
/// Names read in a sentence from which on it does not matter how many they are.
const MANY: usize = 4;

/// Rows of a sentence that stand for no character, before the first and after the last: what is seen
/// from a character near the border is seen from these too.
pub(super) const PAD: usize = 2 * FAR;

/// The bits of a key that tell which of the characters sees it.
pub(super) const SLOT_BITS: u32 = 3;

/// Something in a sentence that characters side by side see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sight {
    /// The feature of the first character that sees it; that of the next is greater by one. The
    /// lowest [`SLOT_BITS`] are 0.
    pub(super) key: u32,
    /// The row of the first character that sees it; the first character of the sentence has the row
    /// [`PAD`].
    pub(super) row: usize,
    /// How many see it.
    pub(super) count: usize,
}

/// What a thing seen is.
#[derive(Clone, Copy)]
enum Sort {
    Single = 1,
    Pair,
    Around,
    Classes,
    Listed,
    Before,
    Behind,
    Lists,
    Neighbour,
    Length,
    Within,
    Border,
    Many,
}

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
const TITLE: u8 = 6;
const QUOTE: u8 = 8;
const STOP: u8 = 11;
const HAN: u8 = 15;

fn class(char: char) -> u8 {
    match char {
        '0'..='9' => 1,
        'a'..='z' => LATIN,
        '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百' | '千'
        | '万' | '亿' | '零' | '两' => 3,
        '年' | '月' | '日' | '时' => 4,
        '·' | '•' => 5,
        '《' => TITLE,
        '》' => 7,
        '“' | '"' => QUOTE,
        '”' => 9,
        '、' => 10,
        '，' | '。' | '；' | '：' | '！' | '？' => STOP,
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

/// The feature that the first character has which sees this.
fn key(sort: Sort, hash: u64) -> u32 {
    let salt = (sort as u64).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    let x = (hash ^ hash >> 32 ^ salt).wrapping_mul(0xFF51_AFD7_ED55_8CCD);
    (x >> 32) as u32 & (u32::MAX << SLOT_BITS)
}

/// A sentence made ready for what is seen in it.
///
/// Invariant: the character at `i` has its hash at `i + FAR` of `single` and its class at `i + FAR`
/// of `classes`; what stands beyond the sentence has a hash and a class of its own.
#[derive(Debug, Default)]
pub(super) struct View {
    chars: Vec<char>,
    classes: Vec<u8>,
    single: Vec<u64>,
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
        self.lists = index.lists();
        index.mark(&self.chars, &mut self.marks, &mut self.marked);
        advice::told(advice, self.chars.len(), &mut self.told);
        self.advised = advice.len();
        let length = self.chars.len() + 2 * FAR;
        self.classes.clear();
        self.classes.resize(length, 0);
        self.single.clear();
        self.single.resize(length, 1);
        let hashes = self.single[FAR..].iter_mut().zip(&mut self.classes[FAR..]);
        for ((single, its), &char) in hashes.zip(&self.chars) {
            *single = (u64::from(char) + 7).wrapping_mul(0x9E37_79B9_7F4A_7C15);
            *its = class(char);
        }
    }

    /// Number of characters.
    pub(super) fn len(&self) -> usize {
        self.chars.len()
    }

    /// Whether a clause ends at this character.
    pub(super) fn is_stop(&self, at: usize) -> bool {
        self.classes[at + FAR] == STOP
    }

    /// The feature that all characters have alike. Where others read no name, most likely there is
    /// none.
    pub(super) fn everywhere(&self) -> u32 {
        key(Sort::Many, self.advised.min(MANY) as u64)
    }

    /// Yields everything else that is seen.
    pub(super) fn sights(&self, mut put: impl FnMut(Sight)) {
        for (row, &single) in self.single.iter().enumerate() {
            put(Sight { key: key(Sort::Single, single), row, count: 2 * FAR + 1 });
        }
        for (pair, row) in self.single.windows(2).zip(1..) {
            put(Sight { key: key(Sort::Pair, mix(pair[0], pair[1])), row, count: 2 * FAR });
        }
        let mut one = |sort, hash, at| put(Sight { key: key(sort, hash), row: at + PAD, count: 1 });
        for (around, at) in self.single[FAR - 1..].windows(3).zip(0..self.len()) {
            one(Sort::Around, mix(around[0], around[2]), at);
        }
        // The classes in sight as one number, five bits for each: what goes out of sight is cut off.
        let with = |hash: u64, &class: &u8| hash << 5 | u64::from(class);
        let mut hash = self.classes.iter().take(2 * FAR).fold(0, with);
        for (classes, at) in self.classes.windows(2 * FAR + 1).zip(0..) {
            hash = with(hash, &classes[2 * FAR]) & ((1 << (5 * (2 * FAR + 1))) - 1);
            one(Sort::Classes, hash, at);
            if opens(classes) {
                self.neighbourhood(classes[FAR], at, &mut one);
            }
        }
        if self.lists > 0 {
            (0..self.len()).for_each(|at| self.listed(at, &mut one));
        }
        self.advised(&mut put);
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

    fn listed(&self, at: usize, one: &mut impl FnMut(Sort, u64, usize)) {
        let mut all = 0;
        for (list, mark) in self.row(at) {
            one(Sort::Listed, list << 16 | u64::from(mark), at);
            let (begins, ends) = (list::begins(mark), list::ends(mark));
            all = mix(all, list << 4 | u64::from(list::shape(mark)));
            if begins > 0 {
                one(Sort::Before, mix(self.single[at + FAR - 1], list), at);
            }
            if ends > 0 {
                one(Sort::Behind, mix(self.single[at + FAR + 1], list), at);
            }
        }
        if all != 0 {
            one(Sort::Lists, all, at);
        }
    }

    /// The names that others read: what each is, which characters stand in it, where it begins and
    /// ends.
    fn advised(&self, put: &mut impl FnMut(Sight)) {
        let mut before = Told::default();
        for (at, &here) in self.told.iter().enumerate() {
            if here.kind > 0 {
                let row = at + PAD;
                put(Sight { key: key(Sort::Length, here.length), row, count: 1 });
                let within = mix(here.kind, self.single[at + FAR]);
                put(Sight { key: key(Sort::Within, within), row, count: 1 });
            }
            if before.kind > 0 || here.kind > 0 {
                let border = mix(before.kind, here.kind);
                put(Sight { key: key(Sort::Border, border), row: at + PAD - 1, count: 2 });
            }
            before = here;
        }
        if before.kind > 0 {
            let row = self.told.len() + PAD - 1;
            put(Sight { key: key(Sort::Border, mix(before.kind, 0)), row, count: 2 });
        }
    }

    fn neighbourhood(&self, opens: u8, at: usize, one: &mut impl FnMut(Sort, u64, usize)) {
        let from = at.saturating_sub(NEIGHBOURHOOD) + FAR;
        let to = (at + NEIGHBOURHOOD).min(self.len()) + FAR;
        let classes = self.classes[from..to].windows(2);
        for (pair, _) in self.single[from..to]
            .windows(2)
            .zip(classes)
            .filter(|(_, classes)| classes[0] == HAN && classes[1] == HAN)
        {
            one(Sort::Neighbour, mix(opens.into(), mix(pair[0], pair[1])), at);
        }
    }
}

/// Whether a title, a quotation or a Latin word opens at the middle of these classes.
fn opens(classes: &[u8]) -> bool {
    match classes[FAR] {
        TITLE | QUOTE => true,
        LATIN => classes[FAR - 1] != LATIN,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::list::Nodes;
    use super::*;

    fn features(text: &str, at: usize) -> Vec<u32> {
        let chars: Vec<char> = text.chars().collect();
        let mut view = View::default();
        view.look(&chars, &[], &Index::of(Nodes::default()));
        let mut found = Vec::new();
        view.sights(|sight| {
            let slot = (at + PAD).checked_sub(sight.row).filter(|&slot| slot < sight.count);
            found.extend(slot.map(|slot| sight.key + slot as u32));
        });
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
        assert!(count > 10, "{count}");
        found.sort_unstable();
        found.dedup();
        assert_eq!(found.len(), count);
    }

    #[test]
    fn the_first_and_the_last_character_see_as_many_as_those_amid() {
        let text = "甲乙丙丁戊";
        let counts: Vec<usize> = (0..5).map(|at| features(text, at).len()).collect();
        assert_eq!(counts, [11; 5]);
    }
}
