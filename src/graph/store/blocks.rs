//! Bytes of any number in, blocks of one length written out.
//!
//! The system keeps what is written to a file in pieces whose lengths and places are powers of two:
//! it has less to do where it is given such pieces.

use std::io::{self, IoSlice, Write};

/// Bytes in a block. Larger ones are harder for the system to find room for.
const BLOCK: usize = 1 << 17;

/// Writes all that is written to it in whole blocks, but for the last.
pub(super) struct Blocks<'w> {
    out: &'w mut dyn Write,
    /// What does not fill a block yet.
    start: Vec<u8>,
}

impl<'w> Blocks<'w> {
    pub(super) fn new(out: &'w mut dyn Write) -> Self {
        Self { out, start: Vec::with_capacity(BLOCK) }
    }

    /// Fills the block that was begun, without copying what stands there and what comes.
    fn fill(&mut self, end: &[u8]) -> io::Result<()> {
        let mut both = [IoSlice::new(&self.start), IoSlice::new(end)];
        let written = self.out.write_vectored(&both)?;
        let mut both = both.as_mut_slice();
        IoSlice::advance_slices(&mut both, written);
        both.iter().try_for_each(|rest| self.out.write_all(rest))?;
        self.start.clear();
        Ok(())
    }
}

impl Write for Blocks<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut rest = bytes;
        if let Some((end, others)) = bytes.split_at_checked(BLOCK - self.start.len()) {
            self.fill(end)?;
            let blocks = others.chunks_exact(BLOCK);
            rest = blocks.remainder();
            for block in blocks {
                self.out.write_all(block)?;
            }
        }
        self.start.extend_from_slice(rest);
        Ok(bytes.len())
    }

    /// Writes the last block, which may be shorter.
    fn flush(&mut self) -> io::Result<()> {
        self.out.write_all(&self.start)?;
        self.start.clear();
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Takes a few bytes at a time.
    #[derive(Default)]
    struct Slow(Vec<u8>, Vec<usize>);

    impl Write for Slow {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let taken = bytes.len().min(BLOCK / 3);
            self.0.extend_from_slice(&bytes[..taken]);
            Ok(taken)
        }

        fn flush(&mut self) -> io::Result<()> {
            self.1.push(self.0.len());
            Ok(())
        }
    }

    #[test]
    fn all_is_written_in_its_order_and_in_whole_blocks_but_the_last() {
        let bytes: Vec<u8> = (0..5 * BLOCK as u64 / 8).flat_map(u64::to_le_bytes).collect();
        for length in [1, 1000, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK + 7, bytes.len()] {
            let mut out = Slow::default();
            let mut blocks = Blocks::new(&mut out);
            for piece in bytes[3..].chunks(length) {
                blocks.write_all(piece).unwrap();
                assert!(blocks.start.len() < BLOCK);
            }
            blocks.flush().unwrap();
            assert!(out.0 == bytes[3..], "{length}");
            assert_eq!(out.1, [out.0.len()]);
        }
    }
}
