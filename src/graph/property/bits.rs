//! Small numbers in, a set of them in ascending order out.

/// A set of small numbers, one bit each.
#[derive(Clone, Debug, Default)]
pub struct Bits {
    words: Vec<u64>,
    count: usize,
}

impl Bits {
    /// How many numbers it holds.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Whether it holds `number`.
    pub fn contains(&self, number: u32) -> bool {
        self.words.get(number as usize / 64).is_some_and(|word| word >> (number % 64) & 1 == 1)
    }

    /// Adds `number`; false when it was there already.
    pub fn insert(&mut self, number: u32) -> bool {
        let at = number as usize / 64;
        if at >= self.words.len() {
            self.words.resize(at + 1, 0);
        }
        let bit = 1 << (number % 64);
        let new = self.words[at] & bit == 0;
        self.words[at] |= bit;
        self.count += usize::from(new);
        new
    }

    /// Takes `number` out; false when it was not there.
    pub fn remove(&mut self, number: u32) -> bool {
        let held = self.contains(number);
        if held {
            self.words[number as usize / 64] &= !(1 << (number % 64));
            self.count -= 1;
        }
        held
    }

    /// Its numbers in ascending order.
    pub fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        self.words.iter().zip(0u32..).flat_map(|(&word, at)| {
            let mut rest = word;
            std::iter::from_fn(move || {
                (rest != 0).then(|| {
                    let bit = rest.trailing_zeros();
                    rest &= rest - 1;
                    at * 64 + bit
                })
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back_once_and_in_order() {
        let mut bits = Bits::default();
        for number in [130, 0, 63, 64, 130] {
            bits.insert(number);
        }
        assert!(bits.remove(63) && !bits.remove(63));
        assert_eq!(bits.iter().collect::<Vec<_>>(), [0, 64, 130]);
        assert_eq!(bits.len(), 3);
    }
}
