//! Bytes in, the text they stand for out.
//!
//! A mark at the start decides; then UTF-8 if it is valid; then UTF-16 without a mark, GB18030 and
//! Big5, by what they would say.

use super::Reason;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, Encoding, GB18030, UTF_16BE, UTF_16LE};

/// What stands where a byte stands for nothing.
const LOST: char = char::REPLACEMENT_CHARACTER;
/// Bytes for each lost one, at least: text of which more is lost is none.
const KEPT: usize = 100;

/// A text, with how much of it was lost.
#[derive(Debug)]
pub(super) struct Decoded {
    pub(super) text: String,
    /// What was lost of it, if anything was.
    pub(super) lost: Option<Reason>,
}

/// The text, or why the bytes are none. Where a few bytes stand for nothing the rest is read.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded, Reason> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return marked(encoding, &bytes[mark..]);
    }
    let zeros = bytes.contains(&0);
    if !zeros && let Ok(text) = str::from_utf8(bytes) {
        return text_only(text.to_owned()).map(whole);
    }
    if let Some(encoding) = utf_16(bytes) {
        return marked(encoding, bytes);
    }
    if zeros {
        return without_zeros(bytes);
    }
    if is_damaged_utf_8(bytes) {
        return text_only(String::from_utf8_lossy(bytes).into_owned()).map(mended);
    }
    chinese(bytes)
}

fn whole(text: String) -> Decoded {
    Decoded { text, lost: None }
}

/// A text in which something stands for what was lost.
fn mended(text: String) -> Decoded {
    let before = std::iter::once(' ').chain(text.chars());
    let places = text.chars().zip(before).filter(|pair| pair.0 == LOST && pair.1 != LOST).count();
    let at = text.chars().position(|c| c == LOST);
    let lost = at.map(|at| Reason::Mended { at, places });
    Decoded { text, lost }
}

/// Text of a known encoding, of which little may be lost.
fn marked(encoding: &'static Encoding, bytes: &[u8]) -> Result<Decoded, Reason> {
    let (text, wrong) = encoding.decode_without_bom_handling(bytes);
    let text = text_only(text.into_owned())?;
    if !wrong {
        return Ok(whole(text));
    }
    let lost = text.chars().filter(|c| *c == LOST).count();
    if lost * 4 > text.chars().count() { Err(Reason::Encoding) } else { Ok(mended(text)) }
}

/// Text into which a few bytes without a meaning came.
fn without_zeros(bytes: &[u8]) -> Result<Decoded, Reason> {
    let zeros = bytes.split(|byte| *byte == 0).count() - 1;
    if zeros * KEPT > bytes.len() {
        return Err(Reason::Binary);
    }
    let filled: Vec<u8> =
        bytes.iter().map(|&byte| if byte == 0 { SUBSTITUTE } else { byte }).collect();
    let text = decode(&filled)?.text;
    Ok(mended(text.replace(char::from(SUBSTITUTE), LOST.encode_utf8(&mut [0; 4]))))
}

/// What stands for a lost byte in ASCII.
const SUBSTITUTE: u8 = 0x1a;

/// Refuses text that is mostly controls.
fn text_only(text: String) -> Result<String, Reason> {
    let control = |c: &char| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}');
    let (mut controls, mut all) = (0, 0);
    for c in text.chars().take(100_000) {
        all += 1;
        controls += usize::from(control(&c));
    }
    if controls * 20 > all { Err(Reason::Binary) } else { Ok(text) }
}

/// UTF-16 without a mark: four of five units would be Chinese, its punctuation or ASCII.
fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    if !bytes.len().is_multiple_of(2) || bytes.len() < 4 {
        return None;
    }
    let likely = |unit: u16| {
        matches!(unit, 9 | 10 | 13 | 0x20..=0x7e | 0x2010..=0x2026 | 0x3000..=0x3011 | 0x4e00..=0x9fff
            | 0xff01..=0xff5e)
    };
    let sample = &bytes[..bytes.len().min(1 << 16)];
    let share = |read: fn([u8; 2]) -> u16| {
        let (units, _) = sample.as_chunks::<2>();
        units.iter().filter(|unit| likely(read(**unit))).count() * 100 / units.len()
    };
    let (little, big) = (share(u16::from_le_bytes), share(u16::from_be_bytes));
    (little.max(big) >= 80).then_some(if little >= big { UTF_16LE } else { UTF_16BE })
}

/// Whether these are UTF-8 but for a few bytes.
fn is_damaged_utf_8(bytes: &[u8]) -> bool {
    let (mut whole, mut wrong) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        wrong += usize::from(!chunk.invalid().is_empty());
    }
    wrong > 0 && whole >= wrong * 4
}

/// GB18030 or Big5, whichever the detector takes it for and is free of errors.
fn chinese(bytes: &[u8]) -> Result<Decoded, Reason> {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(1 << 20)], true);
    let big5 = detector.guess(None, Utf8Detection::Deny) == BIG5;
    let order = if big5 { [BIG5, GB18030] } else { [GB18030, BIG5] };
    for encoding in order {
        let (text, wrong) = encoding.decode_without_bom_handling(bytes);
        if !wrong && is_chinese(&text) {
            return text_only(text.into_owned()).map(whole);
        }
    }
    let (text, _) = order[0].decode_without_bom_handling(bytes);
    let lost = text.chars().filter(|c| *c == LOST).count();
    if lost * KEPT <= bytes.len() && is_chinese(&text) {
        return text_only(text.into_owned()).map(mended);
    }
    if is_mostly_controls(bytes) { Err(Reason::Binary) } else { Err(Reason::Encoding) }
}

/// Most of what is not ASCII is Chinese.
fn is_chinese(text: &str) -> bool {
    let (mut han, mut other) = (0, 0);
    for c in text.chars().take(20_000).filter(|c| !c.is_ascii()) {
        match c {
            '\u{4e00}'..='\u{9fff}'
            | '\u{3000}'..='\u{303f}'
            | '\u{ff01}'..='\u{ff5e}'
            | '\u{2010}'..='\u{2026}' => han += 1,
            _ => other += 1,
        }
    }
    han > other * 3
}

fn is_mostly_controls(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(1 << 16)];
    let controls =
        sample.iter().filter(|b| **b < 0x20 && !matches!(b, b'\n' | b'\r' | b'\t')).count();
    controls * 50 > sample.len()
}
