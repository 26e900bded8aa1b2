//! Bytes in, a fast hash that is the same on every machine out.
//!
//! Not for data that an attacker chooses to collide: it orders nothing and saves nothing.

use std::hash::{BuildHasherDefault, Hasher};

/// A map with the fast hash.
pub(in crate::graph) type Map<K, V> = std::collections::HashMap<K, V, BuildHasherDefault<Folding>>;

/// A set with the fast hash.
pub(in crate::graph) type Set<T> = std::collections::HashSet<T, BuildHasherDefault<Folding>>;

/// Multiplies and folds eight bytes at a time.
#[derive(Clone, Copy, Debug)]
pub(in crate::graph) struct Folding(u64);

impl Default for Folding {
    fn default() -> Self {
        Self(0x9e37_79b9_7f4a_7c15)
    }
}

impl Folding {
    fn mix(&mut self, word: u64) {
        let wide = u128::from(self.0 ^ word) * 0xd6e8_feb8_6659_fd93_u128;
        self.0 = (wide as u64) ^ ((wide >> 64) as u64) ^ word.rotate_left(29);
    }
}

impl Hasher for Folding {
    fn write(&mut self, bytes: &[u8]) {
        let mut words = bytes.chunks_exact(8);
        for word in words.by_ref() {
            self.mix(u64::from_le_bytes(word.try_into().unwrap_or_default()));
        }
        let mut last = [0; 8];
        let rest = words.remainder();
        last[..rest.len()].copy_from_slice(rest);
        self.mix(u64::from_le_bytes(last) ^ ((bytes.len() as u64) << 56));
    }

    fn write_u8(&mut self, word: u8) {
        self.mix(word.into());
    }

    fn write_u32(&mut self, word: u32) {
        self.mix(word.into());
    }

    fn write_u64(&mut self, word: u64) {
        self.mix(word);
    }

    fn finish(&self) -> u64 {
        let mut last = *self;
        last.mix(0x2545_f491_4f6c_dd1d);
        last.0
    }
}
