//! Numbers and texts in, columns of bytes out, and back.
//!
//! Rows of numbers are written in groups, so that they are in the nearest memory while they are
//! packed: of each column of a group its least number, how many bytes the others have above that,
//! and these, in little-endian order. All bytes are followed by their sum. A reader yields nothing
//! where they are not those of what is asked for.

use super::sum::{BLOCK, Sum};
use std::io::{self, Write};
use std::vec;

/// Rows in a group. Columns that lie a power of two apart would be in each other's way in the
/// nearest memory.
const GROUP: usize = 1008;
/// Bytes of a column of a group before its numbers: their width and the least of them.
const HEAD: usize = 5;
/// Bytes written at a time.
const AT_ONCE: usize = 1 << 18;

/// Columns being written. The first that cannot be written is told at the end.
pub(in crate::graph) struct Columns<'w> {
    out: &'w mut dyn Write,
    bytes: Vec<u8>,
    sum: Sum,
    written: io::Result<()>,
}

impl<'w> Columns<'w> {
    pub(super) fn new(out: &'w mut dyn Write) -> Self {
        let bytes = Vec::with_capacity(AT_ONCE + (AT_ONCE >> 2));
        Self { out, bytes, sum: Sum::default(), written: Ok(()) }
    }

    /// Writes what is left and the sum; whether all could be written.
    pub(super) fn finish(mut self) -> io::Result<()> {
        let sum = self.sum.with(&self.bytes);
        self.bytes.extend_from_slice(&sum.to_le_bytes());
        self.written.and_then(|()| self.out.write_all(&self.bytes))
    }

    /// So many rows of numbers.
    pub(in crate::graph) fn rows<const WIDTH: usize>(
        &mut self,
        count: usize,
        rows: impl Iterator<Item = [u32; WIDTH]>,
    ) {
        self.put(&(count as u64).to_le_bytes());
        let mut group = [[0; GROUP]; WIDTH];
        let mut rows = rows.fuse();
        for start in (0..count).step_by(GROUP) {
            for (at, row) in (0..GROUP).zip(&mut rows) {
                group.iter_mut().zip(row).for_each(|(column, number)| column[at] = number);
            }
            let filled = GROUP.min(count - start);
            group.iter().for_each(|column| self.pack(&column[..filled]));
        }
    }

    /// A column of numbers.
    pub(in crate::graph) fn numbers(&mut self, numbers: &[u32]) {
        self.put(&(numbers.len() as u64).to_le_bytes());
        numbers.chunks(GROUP).for_each(|group| self.pack(group));
    }

    /// A column of so many long numbers.
    pub(in crate::graph) fn longs(&mut self, count: usize, numbers: impl Iterator<Item = u64>) {
        self.put(&(count as u64).to_le_bytes());
        let mut group = [[0; 8]; GROUP];
        let mut filled = 0;
        for number in numbers {
            group[filled] = number.to_le_bytes();
            filled += 1;
            if filled == GROUP {
                self.put(group.as_flattened());
                filled = 0;
            }
        }
        self.put(group[..filled].as_flattened());
    }

    /// The lengths of texts, and the texts.
    pub(in crate::graph) fn texts<'t>(&mut self, texts: impl Iterator<Item = &'t str>) {
        let mut all = Texts::default();
        texts.for_each(|text| all.push(text));
        self.gathered(&all);
    }

    /// The same of texts that were gathered.
    pub(in crate::graph) fn gathered(&mut self, texts: &Texts) {
        self.numbers(&texts.lengths);
        self.put(&(texts.bytes.len() as u64).to_le_bytes());
        texts.bytes.chunks(AT_ONCE).for_each(|bytes| self.put(bytes));
    }

    fn put(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
        if self.bytes.len() >= AT_ONCE {
            self.write();
        }
    }

    /// The numbers of a column of a group.
    fn pack(&mut self, numbers: &[u32]) {
        let least = numbers.iter().copied().fold(u32::MAX, u32::min);
        let most = numbers.iter().copied().fold(0, u32::max);
        let width = 4 - (most - least).leading_zeros() as usize / 8;
        self.bytes.push(width as u8);
        self.bytes.extend_from_slice(&least.to_le_bytes());
        let start = self.bytes.len();
        self.bytes.resize(start + width * numbers.len(), 0);
        let column = &mut self.bytes[start..];
        match width {
            0 => {}
            1 => pack::<1>(column, numbers, least),
            2 => pack::<2>(column, numbers, least),
            3 => pack::<3>(column, numbers, least),
            _ => pack::<4>(column, numbers, least),
        }
        if self.bytes.len() >= AT_ONCE {
            self.write();
        }
    }

    /// Writes all whole blocks there are.
    fn write(&mut self) {
        let whole = self.bytes.len() / BLOCK * BLOCK;
        let blocks = &self.bytes[..whole];
        self.sum.add(blocks);
        if self.written.is_ok() {
            self.written = self.out.write_all(blocks);
        }
        self.bytes.drain(..whole);
    }
}

/// Texts of a column.
#[derive(Default)]
pub(in crate::graph) struct Texts {
    lengths: Vec<u32>,
    bytes: Vec<u8>,
}

impl Texts {
    /// Adds one.
    pub(in crate::graph) fn push(&mut self, text: &str) {
        self.lengths.push(text.len() as u32);
        self.bytes.extend_from_slice(text.as_bytes());
    }
}

/// Columns being read, in the order in which they were written.
pub(in crate::graph) struct Cursor<'b> {
    rest: &'b [u8],
}

impl<'b> Cursor<'b> {
    pub(in crate::graph) fn new(bytes: &'b [u8]) -> Self {
        Self { rest: bytes }
    }

    /// How many rows or numbers come next.
    pub(in crate::graph) fn count(&self) -> Option<usize> {
        let count = u64::from_le_bytes(*self.rest.first_chunk::<8>()?);
        // No row takes less room than that, so that nothing is set aside for rows that are not there.
        let most = self.rest.len() / HEAD * GROUP;
        usize::try_from(count).ok().filter(|&count| count <= most)
    }

    /// Hands over the next rows, of numbers that are all below these limits.
    pub(in crate::graph) fn rows<const WIDTH: usize>(
        &mut self,
        limits: [usize; WIDTH],
        mut take: impl FnMut([u32; WIDTH]) -> Option<()>,
    ) -> Option<()> {
        let mut left = self.count()?;
        self.take(8)?;
        let mut group = [[0; GROUP]; WIDTH];
        while left > 0 {
            let rows = left.min(GROUP);
            for (column, limit) in group.iter_mut().zip(limits) {
                self.unpack(&mut column[..rows], limit)?;
            }
            let row = |at: usize| std::array::from_fn(|column: usize| group[column][at]);
            (0..rows).try_for_each(|at| take(row(at)))?;
            left -= rows;
        }
        Some(())
    }

    /// The next numbers.
    pub(in crate::graph) fn numbers(&mut self) -> Option<vec::IntoIter<u32>> {
        self.below(ANY)
    }

    /// The next numbers, which are all below `limit`.
    pub(in crate::graph) fn below(&mut self, limit: usize) -> Option<vec::IntoIter<u32>> {
        let mut numbers = vec![0; self.count()?];
        self.take(8)?;
        for group in numbers.chunks_mut(GROUP) {
            self.unpack(group, limit)?;
        }
        Some(numbers.into_iter())
    }

    /// The next long numbers.
    pub(in crate::graph) fn longs(
        &mut self,
    ) -> Option<impl ExactSizeIterator<Item = u64> + Clone + use<'b>> {
        let length = self.count()?.checked_mul(8)?;
        self.take(8)?;
        let numbers = self.take(length)?.as_chunks::<8>().0;
        Some(numbers.iter().map(|number| u64::from_le_bytes(*number)))
    }

    /// The next texts.
    pub(in crate::graph) fn texts(&mut self) -> Option<impl Iterator<Item = &'b str> + use<'b>> {
        let lengths = self.numbers()?;
        let length = u64::from_le_bytes(*self.take(8)?.first_chunk::<8>()?);
        let mut texts = str::from_utf8(self.take(usize::try_from(length).ok()?)?).ok()?;
        let all: usize = lengths.clone().map(|length| length as usize).sum();
        (all == texts.len()).then_some(())?;
        Some(lengths.map_while(move |length| {
            let (text, rest) = texts.split_at_checked(length as usize)?;
            texts = rest;
            Some(text)
        }))
    }

    fn take(&mut self, length: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(taken)
    }

    /// A column of a group.
    fn unpack(&mut self, numbers: &mut [u32], limit: usize) -> Option<()> {
        let (width, least) = self.take(HEAD)?.split_first()?;
        let least = u32::from_le_bytes(*least.first_chunk::<4>()?);
        let column = self.take(usize::from(*width) * numbers.len())?;
        match width {
            0 => numbers.fill(least),
            1 => unpack::<1>(numbers, column, least),
            2 => unpack::<2>(numbers, column, least),
            3 => unpack::<3>(numbers, column, least),
            4 => unpack::<4>(numbers, column, least),
            _ => return None,
        }
        let most = numbers.iter().copied().fold(0, u32::max);
        ((most as usize) < limit).then_some(())
    }
}

/// Any number is below it.
pub(in crate::graph) const ANY: usize = 1 << 32;

fn pack<const WIDTH: usize>(column: &mut [u8], numbers: &[u32], least: u32) {
    for (place, number) in column.as_chunks_mut::<WIDTH>().0.iter_mut().zip(numbers) {
        if let Some(bytes) = (number - least).to_le_bytes().first_chunk::<WIDTH>() {
            *place = *bytes;
        }
    }
}

fn unpack<const WIDTH: usize>(numbers: &mut [u32], column: &[u8], least: u32) {
    for (number, narrow) in numbers.iter_mut().zip(column.as_chunks::<WIDTH>().0) {
        let mut bytes = [0; 4];
        bytes[..WIDTH].copy_from_slice(narrow);
        *number = u32::from_le_bytes(bytes).wrapping_add(least);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(fill: impl FnOnce(&mut Columns<'_>)) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut columns = Columns::new(&mut bytes);
        fill(&mut columns);
        columns.finish().unwrap();
        bytes
    }

    fn rows<const WIDTH: usize>(
        cursor: &mut Cursor<'_>,
        limits: [usize; WIDTH],
    ) -> Option<Vec<[u32; WIDTH]>> {
        let mut rows = Vec::new();
        cursor.rows(limits, |row| {
            rows.push(row);
            Some(())
        })?;
        Some(rows)
    }

    #[test]
    fn what_is_written_is_read_whatever_its_width_and_length() {
        for count in [0, 1, GROUP - 1, GROUP, 3 * GROUP + 5] {
            let greatest = [0, 200, 70_000, 1 << 20, u32::MAX];
            let row = |at: usize| {
                let odd = at as u32 % 7;
                greatest.map(|greatest| if odd == 3 { greatest } else { greatest / 9 * odd })
            };
            let words = ["", "江", "abc"];
            let great: Vec<u32> = (0..count).map(|at| 5_000_000 + at as u32).collect();
            let bytes = written(|columns| {
                columns.rows(count, (0..count).map(row));
                columns.longs(count, (0..count as u64).map(|at| at << 40));
                columns.texts((0..count).map(|at| words[at % 3]));
                columns.numbers(&great);
            });
            let mut cursor = Cursor::new(&bytes);
            assert_eq!(cursor.count(), Some(count));
            assert!(
                rows(&mut cursor, [ANY; 5]).unwrap() == (0..count).map(row).collect::<Vec<_>>()
            );
            assert!(cursor.longs().unwrap().eq((0..count as u64).map(|at| at << 40)));
            assert!(cursor.texts().unwrap().eq((0..count).map(|at| words[at % 3])));
            assert!(cursor.numbers().unwrap().eq(great));
            assert_eq!(cursor.rest, Sum::default().with(&bytes[..bytes.len() - 8]).to_le_bytes());
        }
    }

    #[test]
    fn nothing_is_read_where_rows_are_cut_or_too_great() {
        let bytes = written(|columns| columns.rows(3000, (0..3000).map(|at| [at, 7])));
        assert!(rows(&mut Cursor::new(&bytes), [3000, 8]).is_some());
        assert!(rows(&mut Cursor::new(&bytes), [2999, 8]).is_none());
        assert!(rows(&mut Cursor::new(&bytes), [3000, 7]).is_none());
        for length in [0, 7, 8, 9, 100, bytes.len() - 9] {
            assert!(rows(&mut Cursor::new(&bytes[..length]), [ANY; 2]).is_none(), "{length}");
        }
        let endless = [u64::MAX.to_le_bytes(), [0; 8]];
        assert!(Cursor::new(endless.as_flattened()).numbers().is_none());
    }
}
