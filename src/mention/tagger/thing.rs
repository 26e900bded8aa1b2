//! Keys of things seen in, where the weights of each stand out.
//!
//! The keys of a text are spread over a table that no cache of a processor holds, and to wait for
//! memory takes longer than all that is done with what is found. So all there is to know of a key
//! stands in one line of memory: a look costs one wait, for the many keys that nothing is known by
//! as for the others.

use super::feature::SLOT_BITS;

/// Where the weights of a thing begin, for how many characters they are, and which of the characters
/// that see it is the first of those, as one number: places of memory that are looked up must be small.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Place(u32);

/// Bits for how many characters there are weights.
const COUNT_BITS: u32 = SLOT_BITS + 1;
/// Features that can be told apart.
pub(super) const MOST_FEATURES: usize = 1 << (32 - SLOT_BITS - COUNT_BITS);

impl Place {
    /// Stands for things that are in no line because too many are.
    const ELSEWHERE: Self = Self(u32::MAX);

    /// The weights of `count` features from the one numbered `first`, for characters from `slot` on.
    pub(super) fn of(first: usize, count: usize, slot: u32) -> Self {
        debug_assert!(first + count <= MOST_FEATURES && count <= 1 << SLOT_BITS);
        Self((first as u32) << (SLOT_BITS + COUNT_BITS) | (count as u32) << SLOT_BITS | slot)
    }

    /// The number of the first feature.
    #[inline]
    pub(super) fn first(self) -> usize {
        (self.0 >> (SLOT_BITS + COUNT_BITS)) as usize
    }

    /// How many features there are; of what is not known there are none.
    #[inline]
    pub(super) fn count(self) -> usize {
        (self.0 >> SLOT_BITS & ((1 << COUNT_BITS) - 1)) as usize
    }

    /// Which of the characters that see it is the first.
    #[inline]
    pub(super) fn slot(self) -> usize {
        (self.0 & ((1 << SLOT_BITS) - 1)) as usize
    }
}

/// Things that one line holds.
const HELD: usize = 10;

/// Things whose keys have the same upper bits.
#[derive(Clone, Copy, Debug, Default)]
#[repr(align(64))]
struct Line {
    /// What tells their keys apart, as many as there are.
    tags: [u16; HELD],
    /// Where the weights of each stand, and of all others.
    places: [Place; HELD + 1],
}

/// Things seen, by their keys.
#[derive(Clone, Debug)]
pub(super) struct Things {
    shift: u32,
    lines: Vec<Line>,
    /// Those that found no room in their line, sorted by key.
    others: Vec<(u32, Place)>,
}

/// Upper bits of a key that choose the line, at least: the others, but for the lowest
/// [`SLOT_BITS`], make the tag.
const LEAST_BITS: u32 = 32 - SLOT_BITS - u16::BITS;

/// What tells a key apart from others of its line.
fn tag(key: u32) -> u16 {
    (key >> SLOT_BITS) as u16
}

impl Things {
    /// These things, sorted by key.
    pub(super) fn of(things: &[(u32, Place)]) -> Self {
        // Six to a line, more or less.
        let bits = things.len().div_ceil(6).next_power_of_two().ilog2().max(LEAST_BITS);
        let shift = 32 - bits;
        let mut lines = vec![Line::default(); 1 << bits];
        let mut others = Vec::new();
        for own in things.chunk_by(|one, other| one.0 >> shift == other.0 >> shift) {
            let line = &mut lines[(own[0].0 >> shift) as usize];
            let (held, rest) = own.split_at(own.len().min(HELD));
            for (at, &(key, place)) in held.iter().enumerate() {
                (line.tags[at], line.places[at]) = (tag(key), place);
            }
            if !rest.is_empty() {
                line.places[HELD] = Place::ELSEWHERE;
                others.extend_from_slice(rest);
            }
        }
        Self { shift, lines, others }
    }

    /// Where the weights of the thing with this key stand.
    ///
    /// Which of its line it is, if any, is as good as random, and the processor, which guesses, would
    /// wait for the memory and begin anew half of the time: so there is no branch on it.
    #[inline]
    pub(super) fn place(&self, key: u32) -> Place {
        let line = &self.lines[(key >> self.shift) as usize];
        let tag = tag(key);
        // Free places have a tag too, but stand behind those that are taken.
        let bits = (0..).zip(&line.tags).map(|(bit, &known)| u32::from(known == tag) << bit);
        let same = bits.fold(1 << HELD, |all, bit| all | bit);
        let place = line.places[(same.trailing_zeros() as usize).min(HELD)];
        if place == Place::ELSEWHERE { self.other(key) } else { place }
    }

    #[cold]
    fn other(&self, key: u32) -> Place {
        let found = self.others.binary_search_by_key(&key, |(known, _)| *known);
        found.map_or(Place::default(), |at| self.others[at].1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_key_is_found_where_it_stands_and_no_other() {
        let spread: Vec<u32> = (0..100_000_u32).map(|n| (n * 42_949) & !7).collect();
        let crowded: Vec<u32> = (0..40_u32).map(|n| n << SLOT_BITS).collect();
        for mut keys in [spread, crowded, vec![8], Vec::new()] {
            keys.dedup();
            let of = |at: usize| Place::of(at, 1 + at % 8, at as u32 % 8);
            let all: Vec<_> = keys.iter().enumerate().map(|(at, &key)| (key, of(at))).collect();
            let things = Things::of(&all);
            for (at, &key) in keys.iter().enumerate() {
                let place = things.place(key);
                assert_eq!((place.first(), place.count()), (at, 1 + at % 8));
                assert_eq!(place.slot(), at % 8);
            }
            for key in [0, 16, 48 << SLOT_BITS, 1 << 30, u32::MAX << SLOT_BITS] {
                let is_known = things.place(key).count() > 0;
                assert_eq!(is_known, keys.contains(&key), "{key}");
            }
        }
    }
}
