//! A set of characters in, whether one is among them out.

/// A set of characters of the basic plane, a bit each: 8 KiB, of which text uses a third.
#[derive(Clone, Debug, Default)]
pub(super) struct Plane(Vec<u64>);

impl Plane {
    /// The characters of the plane among these.
    pub(super) fn of(chars: impl IntoIterator<Item = char>) -> Self {
        let mut words = vec![0; 1024];
        for code in chars.into_iter().map(|char| char as usize).filter(|&code| code <= 0xffff) {
            words[code / 64] |= 1 << (code % 64);
        }
        Self(words)
    }

    /// Whether it has this character; not known of those beyond the plane.
    #[inline]
    pub(super) fn may_have(&self, char: char) -> bool {
        let code = char as usize;
        self.0.get(code / 64).is_none_or(|word| word >> (code % 64) & 1 == 1)
    }
}
