//! A few characters in, a quick look whether another is one of them out.

/// A bit for each of some characters, by its lower bits: where the bit is not set, it is none of
/// them. Most characters of a text are told apart by that alone.
#[derive(Clone, Debug, Default)]
pub struct Few([u64; 16]);

impl Few {
    /// These characters.
    pub const fn of(chars: &[char]) -> Self {
        let mut few = Self([0; 16]);
        let mut at = 0;
        while at < chars.len() {
            few.add(chars[at]);
            at += 1;
        }
        few
    }

    /// Takes in one more.
    pub const fn add(&mut self, char: char) {
        let low = char as usize % 1024;
        self.0[low / 64] |= 1 << (low % 64);
    }

    /// Whether it may be one of them: true of each of them, and seldom of another.
    #[inline]
    pub const fn may_hold(&self, char: char) -> bool {
        let low = char as usize % 1024;
        self.0[low / 64] >> (low % 64) & 1 == 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn none_of_them_is_ever_missed_and_most_others_are_told() {
        let few = Few::of(&['去', '年', '7', '\u{20000}']);
        assert!(['去', '年', '7', '\u{20000}'].iter().all(|&char| few.may_hold(char)));
        let taken = ('\u{4e00}'..'\u{9fff}').filter(|&char| few.may_hold(char)).count();
        assert!(taken < 100, "{taken}");
    }
}
