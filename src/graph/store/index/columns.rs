//! Numbers and texts in, columns of bytes out, and back.
//!
//! A column is its number of bytes, their sum and they themselves, in little-endian order; the
//! numbers of one are all as wide as the widest needs. A reader yields nothing where the bytes are
//! not those of a column.

use super::sum::sum;
use std::io::{self, Write};
use std::vec;

/// Numbers in a column.
const MOST: usize = u32::MAX as usize;

/// Columns being written. The first that cannot be written is told at the end.
pub(in crate::graph) struct Columns<'w> {
    out: &'w mut dyn Write,
    column: Vec<u8>,
    written: io::Result<()>,
}

impl<'w> Columns<'w> {
    pub(super) fn new(out: &'w mut dyn Write) -> Self {
        Self { out, column: Vec::new(), written: Ok(()) }
    }

    /// Whether all of them could be written.
    pub(super) fn written(self) -> io::Result<()> {
        self.written
    }

    /// A column of numbers: how many bytes each has, and how many there are, stand before it.
    pub(in crate::graph) fn numbers(
        &mut self,
        numbers: impl ExactSizeIterator<Item = u32> + Clone,
    ) {
        let count = numbers.len();
        let greatest = numbers.clone().fold(0, u32::max);
        let width = 4 - greatest.leading_zeros() as usize / 8;
        self.longs([width as u64, count as u64].into_iter());
        self.put(width * count, |column| match width {
            0 => {}
            1 => pack::<1>(column, numbers),
            2 => pack::<2>(column, numbers),
            3 => pack::<3>(column, numbers),
            _ => pack::<4>(column, numbers),
        });
    }

    /// A column of long numbers.
    pub(in crate::graph) fn longs(&mut self, numbers: impl ExactSizeIterator<Item = u64>) {
        self.put(8 * numbers.len(), |column| {
            for (place, number) in column.as_chunks_mut::<8>().0.iter_mut().zip(numbers) {
                *place = number.to_le_bytes();
            }
        });
    }

    /// Two columns: the lengths of the texts, and the texts.
    pub(in crate::graph) fn texts<'t>(&mut self, texts: impl Iterator<Item = &'t str>) {
        let mut all = Texts::default();
        texts.for_each(|text| all.push(text));
        self.gathered(all);
    }

    /// The same of texts that were gathered.
    pub(in crate::graph) fn gathered(&mut self, texts: Texts) {
        self.numbers(texts.lengths.into_iter());
        self.column = texts.bytes;
        self.put_column();
    }

    fn put(&mut self, length: usize, fill: impl FnOnce(&mut [u8])) {
        self.column.clear();
        self.column.resize(length, 0);
        fill(&mut self.column);
        self.put_column();
    }

    fn put_column(&mut self) {
        if self.written.is_ok() {
            let head = [self.column.len() as u64, sum(&self.column)].map(u64::to_le_bytes);
            let head = self.out.write_all(head.as_flattened());
            self.written = head.and_then(|()| self.out.write_all(&self.column));
        }
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

    /// The next column, of numbers.
    pub(in crate::graph) fn numbers(&mut self) -> Option<vec::IntoIter<u32>> {
        self.below(1 << 32)
    }

    /// The next column, of numbers that are all below `limit`.
    pub(in crate::graph) fn below(&mut self, limit: usize) -> Option<vec::IntoIter<u32>> {
        let mut head = self.longs()?;
        let (width, count) = (head.next()?, usize::try_from(head.next()?).ok()?);
        let column = self.column()?;
        let numbers = match width {
            0 if count <= MOST => vec![0; count],
            1 => unpack::<1>(column),
            2 => unpack::<2>(column),
            3 => unpack::<3>(column),
            4 => unpack::<4>(column),
            _ => return None,
        };
        let greatest = numbers.iter().copied().fold(0, u32::max);
        let fits = numbers.is_empty() || (greatest as usize) < limit;
        (numbers.len() == count && fits).then(|| numbers.into_iter())
    }

    /// The next column, of long numbers.
    pub(in crate::graph) fn longs(
        &mut self,
    ) -> Option<impl ExactSizeIterator<Item = u64> + Clone + use<'b>> {
        let (numbers, rest) = self.column()?.as_chunks::<8>();
        rest.is_empty().then(|| numbers.iter().map(|number| u64::from_le_bytes(*number)))
    }

    /// The next two columns: texts.
    pub(in crate::graph) fn texts(&mut self) -> Option<impl Iterator<Item = &'b str> + use<'b>> {
        let lengths = self.numbers()?;
        let mut texts = str::from_utf8(self.column()?).ok()?;
        let all: usize = lengths.clone().map(|length| length as usize).sum();
        (all == texts.len()).then_some(())?;
        Some(lengths.map_while(move |length| {
            let (text, rest) = texts.split_at_checked(length as usize)?;
            texts = rest;
            Some(text)
        }))
    }

    fn column(&mut self) -> Option<&'b [u8]> {
        let (length, rest) = self.rest.split_first_chunk::<8>()?;
        let (own, rest) = rest.split_first_chunk::<8>()?;
        let length = usize::try_from(u64::from_le_bytes(*length)).ok()?;
        let (column, rest) = rest.split_at_checked(length)?;
        self.rest = rest;
        (sum(column) == u64::from_le_bytes(*own)).then_some(column)
    }
}

fn pack<const WIDTH: usize>(column: &mut [u8], numbers: impl Iterator<Item = u32>) {
    for (place, number) in column.as_chunks_mut::<WIDTH>().0.iter_mut().zip(numbers) {
        if let Some(bytes) = number.to_le_bytes().first_chunk::<WIDTH>() {
            *place = *bytes;
        }
    }
}

fn unpack<const WIDTH: usize>(column: &[u8]) -> Vec<u32> {
    let widened = column.as_chunks::<WIDTH>().0.iter().map(|narrow| {
        let mut bytes = [0; 4];
        bytes[..WIDTH].copy_from_slice(narrow);
        u32::from_le_bytes(bytes)
    });
    widened.collect()
}
