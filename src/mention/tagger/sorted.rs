//! Sorted hashes in, where each of them stands out.
//!
//! Hashes are spread evenly, so the upper bits of one tell nearly where it stands. Nothing is laid
//! out anew: a table that is read as it is stored is ready at once.

use std::ops::Range;

/// Where hashes with the same upper bits stand among all.
#[derive(Clone, Debug)]
pub(super) struct Places {
    shift: u32,
    /// By upper bits the first of them, and one more entry for the end.
    first: Vec<u32>,
}

impl Places {
    /// The places of so many hashes, which are sorted.
    pub(super) fn of(count: usize, sorted: impl Iterator<Item = u32>) -> Self {
        let shift = 32 - count.checked_ilog2().unwrap_or(0).clamp(1, 31);
        let parts = 1 << (32 - shift);
        let mut first = Vec::with_capacity(parts + 1);
        for (place, hash) in (0..).zip(sorted) {
            while first.len() <= (hash >> shift) as usize {
                first.push(place);
            }
        }
        first.resize(parts + 1, count as u32);
        Self { shift, first }
    }

    /// Where a hash stands if it is among them: few places, or none.
    #[inline]
    pub(super) fn near(&self, hash: u32) -> Range<usize> {
        let part = (hash >> self.shift) as usize;
        match self.first.get(part..part + 2) {
            Some(&[first, past]) => first as usize..past as usize,
            _ => 0..0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_hash_stands_near_where_it_is_looked_for() {
        let spread: Vec<u32> = (0..1000u32).map(|n| n * 4_294_967).collect();
        let lists = [vec![], vec![0], vec![u32::MAX], vec![0, 1, 2, u32::MAX], spread];
        for sorted in lists {
            let places = Places::of(sorted.len(), sorted.iter().copied());
            for (at, &hash) in sorted.iter().enumerate() {
                assert!(places.near(hash).contains(&at), "{hash} of {}", sorted.len());
            }
            assert!(sorted.len() < 1000 || places.near(77 << 20).len() < 5);
            assert!(!sorted.is_empty() || places.near(77).is_empty());
        }
    }
}
