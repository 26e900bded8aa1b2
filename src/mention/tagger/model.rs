//! A tagger in, a file out, and back.
//!
//! The file is `TUPUTAG`, a format number in one byte, and a zstd frame with a checksum. Within it:
//! the names of kinds and lists, the hashed words of the lists, the weights of succession, the
//! features (sorted, each as the difference to the one before) and their weights, label by label,
//! which compresses best. Numbers are written as LEB128. A reader checks every count against the
//! bytes that are left, so that no file can make it ask for more memory than the file is worth.

use super::chain::{MOST_KINDS, Succession};
use super::label::Labels;
use super::list::{GOES_ON, Index, MOST_LISTS, Nodes};
use super::weight::{Table, WIDE, Weights, lanes, place};
use super::{Error, Tagger};
use crate::knowledge::Kind;
use std::io::{Read, Write};
use std::path::Path;

const MAGIC: &[u8; 7] = b"TUPUTAG";
const FORMAT: u8 = 2;
const LEVEL: i32 = 19;
/// More than any model that the trainer can be fed in practice, and little enough for any machine.
const MOST_BYTES: u64 = 1 << 30;

impl Tagger {
    /// Writes the model.
    pub fn write(&self, out: &mut dyn Write) -> std::io::Result<()> {
        out.write_all(MAGIC)?;
        out.write_all(&[FORMAT])?;
        let mut packed = zstd::Encoder::new(out, LEVEL)?;
        packed.include_checksum(true)?;
        packed.write_all(&content(&self.kinds, self.index.nodes(), self.weights.table()))?;
        packed.finish()?;
        Ok(())
    }

    /// Reads the model in a file.
    pub fn load(path: &Path) -> Result<Self, Error> {
        let file = |source| Error::File { path: path.to_owned(), source };
        Self::read(&std::fs::read(path).map_err(file)?)
    }

    /// Reads a model.
    pub fn read(bytes: &[u8]) -> Result<Self, Error> {
        let rest = bytes.strip_prefix(MAGIC).ok_or(Error::Foreign)?;
        let (&format, packed) = rest.split_first().ok_or_else(|| damaged("it ends early"))?;
        if format != FORMAT {
            return Err(Error::Version { found: format.into(), known: FORMAT.into() });
        }
        let mut content = Vec::with_capacity(packed.len() * 2);
        let frame = zstd::Decoder::with_buffer(packed).map_err(|error| damaged(&error))?;
        let mut frame = frame.single_frame().take(MOST_BYTES);
        frame.read_to_end(&mut content).map_err(|error| damaged(&error))?;
        let mut bytes = Bytes { rest: &content };
        let (kinds, lists, table) = parts(&mut bytes)?;
        if !bytes.rest.is_empty() {
            return Err(damaged("something follows its end"));
        }
        Ok(Self::of(kinds, Index::of(lists), Weights::of(table)))
    }
}

fn damaged(what: &(impl ToString + ?Sized)) -> Error {
    Error::Damaged { what: what.to_string() }
}

fn content(kinds: &[Kind], lists: &Nodes, table: &Table) -> Vec<u8> {
    let mut out = Vec::new();
    names(&mut out, kinds.iter().map(|kind| kind.name()));
    names(&mut out, lists.names.iter().map(String::as_str));
    number(&mut out, lists.nodes.len() as u64);
    differences(&mut out, lists.nodes.iter().map(|node| node.0));
    lists.nodes.iter().for_each(|node| number(&mut out, node.1.rotate_left(1)));
    out.extend(table.unit.to_le_bytes());
    out.extend(table.calm.to_le_bytes());
    for value in table.follow.values() {
        number(&mut out, u64::from((value << 1 ^ value >> 31).cast_unsigned()));
    }
    number(&mut out, table.keys.len() as u64);
    differences(&mut out, table.keys.iter().copied());
    let inner = table.labels.inner();
    for label in 0..inner {
        let (lane, at) = place(label);
        let column = table.rows.iter().skip(lane).step_by(lanes(table.labels));
        out.extend(column.map(|weights| weights[at].cast_unsigned()));
    }
    out
}

fn number(out: &mut Vec<u8>, mut value: u64) {
    while value > 0x7f {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

fn names<'a>(out: &mut Vec<u8>, names: impl ExactSizeIterator<Item = &'a str>) {
    number(out, names.len() as u64);
    for name in names {
        number(out, name.len() as u64);
        out.extend(name.as_bytes());
    }
}

fn differences(out: &mut Vec<u8>, sorted: impl Iterator<Item = u32>) {
    let mut last = 0;
    for value in sorted {
        number(out, u64::from(value - last));
        last = value;
    }
}

fn parts(bytes: &mut Bytes<'_>) -> Result<(Vec<Kind>, Nodes, Table), Error> {
    let kinds = bytes.names(MOST_KINDS)?;
    let kinds: Vec<Kind> = kinds.iter().map(|name| Kind::named(name)).collect();
    if kinds.is_empty() {
        return Err(damaged("it knows no kinds"));
    }
    let list_names = bytes.names(MOST_LISTS)?;
    let count = bytes.count()?;
    let hashes = bytes.differences(count)?;
    // A bit beyond the lists would point outside of the marks.
    let known = ((1 << list_names.len()) - 1) | GOES_ON;
    let mut nodes = Vec::with_capacity(count);
    for hash in hashes {
        let lists = bytes.large()?.rotate_right(1);
        if lists == 0 || lists & !known != 0 {
            return Err(damaged("a word is in no list"));
        }
        nodes.push((hash, lists));
    }
    let labels = Labels { kinds: kinds.len() };
    let (unit, calm) = (bytes.float()?, bytes.float()?);
    let mut follow = Succession::filled(labels, 0);
    for value in follow.values_mut() {
        let written = bytes.small()?;
        *value = (written >> 1).cast_signed() ^ -(written & 1).cast_signed();
        if value.abs() > 1_000_000 {
            return Err(damaged("a weight is out of all proportion"));
        }
    }
    let count = bytes.count()?;
    let keys = bytes.differences(count)?;
    let inner = labels.inner();
    let columns = bytes.take(count.saturating_mul(inner))?;
    let rows = by_row(columns, count, labels);
    let table = Table { labels, keys, rows, follow, unit, calm };
    Ok((kinds, Nodes { names: list_names, nodes }, table))
}

/// The weights of `count` features label by label in, feature by feature out.
fn by_row(columns: &[u8], count: usize, labels: Labels) -> Vec<[i8; WIDE]> {
    let lanes = lanes(labels);
    let mut rows = vec![[0; WIDE]; count * lanes];
    for lane in 0..lanes {
        // Past the last label nothing is weighed.
        let columns: [&[u8]; WIDE] = std::array::from_fn(|at| {
            let from = (lane * WIDE + at) * count;
            columns.get(from..from + count).unwrap_or_default()
        });
        for (at, row) in rows.iter_mut().skip(lane).step_by(lanes).enumerate() {
            *row = columns.map(|column| column.get(at).copied().unwrap_or_default().cast_signed());
        }
    }
    rows
}

/// What is still to be read.
struct Bytes<'b> {
    rest: &'b [u8],
}

impl<'b> Bytes<'b> {
    fn take(&mut self, count: usize) -> Result<&'b [u8], Error> {
        let (taken, rest) =
            self.rest.split_at_checked(count).ok_or_else(|| damaged("it ends early"))?;
        self.rest = rest;
        Ok(taken)
    }

    fn large(&mut self) -> Result<u64, Error> {
        let mut value = 0u64;
        for (place, &byte) in self.rest.iter().take(10).enumerate() {
            value |= u64::from(byte & 0x7f) << (7 * place);
            if byte < 0x80 {
                self.rest = &self.rest[place + 1..];
                return Ok(value);
            }
        }
        let is_cut = self.rest.len() < 10;
        Err(damaged(if is_cut { "it ends early" } else { "a number does not end" }))
    }

    fn small(&mut self) -> Result<u32, Error> {
        u32::try_from(self.large()?).map_err(|_| damaged("a number is too large"))
    }

    /// A count of things that take at least a byte each.
    fn count(&mut self) -> Result<usize, Error> {
        let count = self.small()? as usize;
        if count > self.rest.len() { Err(damaged("it ends early")) } else { Ok(count) }
    }

    fn float(&mut self) -> Result<f32, Error> {
        let bytes = self.take(4)?;
        let value = f32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
        let sane = value.is_finite() && value > 0.0 && value < 1e6;
        if sane { Ok(value) } else { Err(damaged("a weight is out of all proportion")) }
    }

    fn names(&mut self, most: usize) -> Result<Vec<String>, Error> {
        let count = self.count()?;
        if count > most {
            return Err(damaged("it has too many names"));
        }
        let mut names = Vec::new();
        for _ in 0..count {
            let length = self.count()?;
            let name = self.take(length)?;
            let name = std::str::from_utf8(name).map_err(|_| damaged("a name is no text"))?;
            names.push(name.to_owned());
        }
        Ok(names)
    }

    fn differences(&mut self, count: usize) -> Result<Vec<u32>, Error> {
        let mut values: Vec<u32> = Vec::with_capacity(count);
        for _ in 0..count {
            let step = self.small()?;
            let last = values.last().copied();
            let value = last.unwrap_or(0).checked_add(step);
            let rising = value.filter(|_| last.is_none() || step > 0);
            values.push(rising.ok_or_else(|| damaged("its features are not in order"))?);
        }
        Ok(values)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mention::tagger::{Example, Lists, Plan, learn};
    use crate::text::Span;

    fn small() -> Vec<u8> {
        let mut lists = Lists::default();
        lists.add("place", "溧水");
        let example = Example {
            chars: "甲乙公司在溧水".chars().collect(),
            names: vec![(Span::new(0, 4), Kind::COMPANY), (Span::new(5, 7), Kind::PLACE)],
            advice: Vec::new(),
        };
        let plan = Plan { rounds: 2, rarest: 1, ..Plan::default() };
        let mut bytes = Vec::new();
        learn(&[example], lists, &plan, |_| {}).unwrap().write(&mut bytes).unwrap();
        bytes
    }

    #[test]
    fn a_model_is_read_as_it_was_written() {
        let bytes = small();
        let tagger = Tagger::read(&bytes).unwrap();
        let mut again = Vec::new();
        tagger.write(&mut again).unwrap();
        assert_eq!(bytes, again);
    }

    #[test]
    fn foreign_newer_and_damaged_files_are_told_apart() {
        let told = |bytes: &[u8]| Tagger::read(bytes).unwrap_err().to_string();
        assert_eq!(told(b""), "this is no tagger model");
        assert_eq!(told(b"PK\x03\x04 something else"), "this is no tagger model");
        let bytes = small();
        let mut newer = bytes.clone();
        newer[7] = 9;
        assert_eq!(told(&newer), "the model has format 9, and this program reads format 2");
        for length in 8..bytes.len() {
            assert!(told(&bytes[..length]).starts_with("the model is damaged: "), "{length}");
        }
        for at in 8..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 0x10;
            // One bit of the frame's header means nothing; what it frames must be the same then.
            if let Ok(tagger) = Tagger::read(&changed) {
                let mut again = Vec::new();
                tagger.write(&mut again).unwrap();
                assert_eq!(again, bytes, "a changed byte at {at} went unnoticed");
            }
        }
    }

    #[test]
    fn content_that_makes_no_sense_is_refused_even_with_a_right_checksum() {
        let packed = &small()[8..];
        let content = zstd::decode_all(packed).unwrap();
        for at in 0..content.len() {
            for change in [0x01, 0x80, 0xff] {
                let mut changed = content.clone();
                changed[at] ^= change;
                let mut file = MAGIC.to_vec();
                file.push(FORMAT);
                file.extend(zstd::encode_all(&changed[..], 1).unwrap());
                if let Ok(tagger) = Tagger::read(&file) {
                    tagger.tag(&['甲', '溧', '水', '。'], &[]);
                }
            }
        }
    }
}
