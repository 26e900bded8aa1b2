//! Words in, which of them stands at a place of a sentence out.
//!
//! Most places are told by one letter: only where it begins or ends one of the words, each is
//! looked at.

use super::{Letters, Scan};

/// Some words, of which at most one is asked for.
pub(in crate::mention) struct Choice<const N: usize> {
    words: [&'static str; N],
    /// The letters that they begin with.
    first: Letters,
    /// The letters that they end in.
    last: Letters,
}

impl<const N: usize> Choice<N> {
    pub(in crate::mention) const fn of(words: [&'static str; N]) -> Self {
        let (mut first, mut last) = (Letters::NONE, Letters::NONE);
        let mut at = 0;
        while at < N {
            let bytes = words[at].as_bytes();
            let mut end = bytes.len() - 1;
            while !begins_letter(bytes[end]) {
                end -= 1;
            }
            first = first.with(letter(bytes, 0));
            last = last.with(letter(bytes, end));
            at += 1;
        }
        Self { words, first, last }
    }

    /// The first of the words that stands here.
    #[inline]
    pub(in crate::mention) fn held(&self, scan: &Scan<'_>, at: usize) -> Option<&'static str> {
        if !self.first.may_have(scan.char(at)) {
            return None;
        }
        self.words.into_iter().find(|word| scan.holds(at, word))
    }

    /// Whether one of the words stands here.
    #[inline]
    pub(in crate::mention) fn holds(&self, scan: &Scan<'_>, at: usize) -> bool {
        self.held(scan, at).is_some()
    }

    /// Whether just these characters are one of the words.
    #[inline]
    pub(in crate::mention) fn fills(&self, scan: &Scan<'_>, start: usize, end: usize) -> bool {
        self.first.may_have(scan.char(start))
            && self
                .words
                .into_iter()
                .any(|word| scan.holds(start, word) && end - start == word.chars().count())
    }

    /// The first of the words that ends here.
    #[inline]
    pub(in crate::mention) fn ended(&self, scan: &Scan<'_>, at: usize) -> Option<&'static str> {
        if !self.last.may_have(scan.before(at)) {
            return None;
        }
        self.words.into_iter().find(|word| scan.ends(at, word))
    }

    /// Whether one of the words ends here.
    #[inline]
    pub(in crate::mention) fn ends(&self, scan: &Scan<'_>, at: usize) -> bool {
        self.ended(scan, at).is_some()
    }
}

/// Whether a byte of a text is the first of a letter.
const fn begins_letter(byte: u8) -> bool {
    byte & 0xc0 != 0x80
}

/// The letter whose first byte stands here, or what is its code in the lower bits.
const fn letter(bytes: &[u8], from: usize) -> u32 {
    let mut code = bytes[from] as u32;
    let mut at = from + 1;
    while at < bytes.len() && !begins_letter(bytes[at]) {
        code = code << 6 | (bytes[at] & 0x3f) as u32;
        at += 1;
    }
    code
}

#[cfg(test)]
mod tests {
    use super::Choice;
    use crate::knowledge::Knowledge;
    use crate::mention::scan::scans::Scans;

    #[test]
    fn words_are_told_where_they_begin_and_where_they_end() {
        const WORDS: Choice<5> = Choice::of(["公司", "AI", "é", "团", "𠀀集团"]);
        let chars: Vec<char> = "某公司与某𠀀集团谈AI、é".chars().collect();
        let scans = Scans::of(&[&chars], Knowledge::embedded());
        let scan = scans.iter().next().unwrap();
        let told = |by: &dyn Fn(usize) -> Option<&'static str>| -> Vec<_> {
            (0..=chars.len()).filter_map(|at| by(at).map(|word| (at, word))).collect()
        };
        let held = told(&|at| WORDS.held(&scan, at));
        assert_eq!(held, [(1, "公司"), (5, "𠀀集团"), (7, "团"), (9, "AI"), (12, "é")]);
        let ended = told(&|at| WORDS.ended(&scan, at));
        assert_eq!(ended, [(3, "公司"), (8, "团"), (11, "AI"), (13, "é")]);
    }
}
