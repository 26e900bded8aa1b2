//! Bytes in, a number that changes when any of them does out.
//!
//! This is XXH64 with the seed 0: fast, and the same on every machine. It finds what was changed
//! by accident, not what someone forged.

const PRIMES: [u64; 5] = [
    0x9e37_79b1_85eb_ca87,
    0xc2b2_ae3d_27d4_eb4f,
    0x1656_67b1_9e37_79f9,
    0x85eb_ca77_c2b2_ae63,
    0x27d4_eb2f_1656_67c5,
];

/// Bytes that are taken in at a time.
pub(super) const BLOCK: usize = 32;

/// The sum of these bytes.
pub(super) fn sum(bytes: &[u8]) -> u64 {
    Sum::default().with(bytes)
}

/// The sum of bytes that come piece by piece.
#[derive(Clone, Copy)]
pub(super) struct Sum {
    lanes: [u64; 4],
    bytes: u64,
}

impl Default for Sum {
    fn default() -> Self {
        let [first, second, ..] = PRIMES;
        let lanes = [first.wrapping_add(second), second, 0, 0_u64.wrapping_sub(first)];
        Self { lanes, bytes: 0 }
    }
}

impl Sum {
    /// Takes in whole blocks.
    pub(super) fn add(&mut self, blocks: &[u8]) {
        let mut lanes = self.lanes;
        for block in blocks.as_chunks::<BLOCK>().0 {
            let words = block.as_chunks::<8>().0;
            for (at, lane) in lanes.iter_mut().enumerate() {
                *lane = round(*lane, u64::from_le_bytes(words[at]));
            }
        }
        self.lanes = lanes;
        self.bytes += blocks.len() as u64;
    }

    /// The sum when these bytes are the last.
    pub(super) fn with(mut self, last: &[u8]) -> u64 {
        let (blocks, last) = last.split_at(last.len() / BLOCK * BLOCK);
        self.add(blocks);
        let mut sum = PRIMES[4];
        if self.bytes > 0 {
            let turned = self.lanes.iter().zip([1, 7, 12, 18]);
            let turned = turned.map(|(lane, by)| lane.rotate_left(by));
            sum = self.lanes.iter().fold(turned.fold(0, u64::wrapping_add), |sum, &lane| {
                (sum ^ round(0, lane)).wrapping_mul(PRIMES[0]).wrapping_add(PRIMES[3])
            });
        }
        rest(sum.wrapping_add(self.bytes + last.len() as u64), last)
    }
}

/// Takes in the last bytes and spreads all of them.
fn rest(mut sum: u64, bytes: &[u8]) -> u64 {
    for word in words(bytes) {
        sum = (sum ^ round(0, word)).rotate_left(27);
        sum = sum.wrapping_mul(PRIMES[0]).wrapping_add(PRIMES[3]);
    }
    let mut bytes = bytes.chunks_exact(8).remainder();
    if let Some((four, rest)) = bytes.split_first_chunk::<4>() {
        sum ^= u64::from(u32::from_le_bytes(*four)).wrapping_mul(PRIMES[0]);
        sum = sum.rotate_left(23).wrapping_mul(PRIMES[1]).wrapping_add(PRIMES[2]);
        bytes = rest;
    }
    for &byte in bytes {
        sum ^= u64::from(byte).wrapping_mul(PRIMES[4]);
        sum = sum.rotate_left(11).wrapping_mul(PRIMES[0]);
    }
    for (shift, prime) in [(33, PRIMES[1]), (29, PRIMES[2])] {
        sum = (sum ^ (sum >> shift)).wrapping_mul(prime);
    }
    sum ^ (sum >> 32)
}

fn round(lane: u64, word: u64) -> u64 {
    lane.wrapping_add(word.wrapping_mul(PRIMES[1])).rotate_left(31).wrapping_mul(PRIMES[0])
}

fn words(bytes: &[u8]) -> impl Iterator<Item = u64> + '_ {
    bytes.as_chunks::<8>().0.iter().map(|word| u64::from_le_bytes(*word))
}

#[cfg(test)]
mod tests {
    use super::{Sum, sum};

    #[test]
    fn it_is_the_published_function() {
        assert_eq!(sum(b""), 0xef46_db37_51d8_e999);
        assert_eq!(sum(b"abc"), 0x44bc_2cf5_ad77_0999);
        let text = b"Nobody inspects the spammish repetition";
        assert_eq!(sum(text), 0xfbce_a83c_8a37_8bf1);
    }

    #[test]
    fn pieces_have_the_sum_of_the_whole() {
        let text: Vec<u8> = (0..200_u8).collect();
        for (first, second) in [(0, 0), (32, 64), (96, 192), (0, 192), (192, 192)] {
            let mut pieces = Sum::default();
            pieces.add(&text[..first]);
            pieces.add(&text[first..second]);
            assert_eq!(pieces.with(&text[second..]), sum(&text), "{first} {second}");
        }
    }

    #[test]
    fn any_change_changes_it() {
        let text: Vec<u8> = (0..200_u8).collect();
        for at in 0..text.len() {
            let mut changed = text.clone();
            changed[at] ^= 1;
            assert_ne!(sum(&text), sum(&changed), "{at}");
        }
    }
}
