//! A PDF in, the text of its pages out, line by line as it stands on them.

use super::Reason;
use super::format::LONGEST;
use super::radicals::unified;
use encoding_rs::{BIG5, Encoding as Charset, GBK, UTF_16BE};
use lopdf::content::Content;
use lopdf::{Dictionary, Document as Pdf, Encoding, LoadOptions, Object};
use std::collections::BTreeMap;
use std::panic::catch_unwind;

/// Most bytes that a part of the file may unpack to.
const MOST_UNPACKED: usize = LONGEST << 21;
/// What a line is moved by at least, in units of the page, to be another line.
const LEAST_MOVE: f32 = 0.5;
/// A gap in thousandths of the letter's size that parts two words.
const GAP: f32 = -200.0;

/// The text of all pages. Scans hold none and are refused.
pub(super) fn text(bytes: &[u8]) -> Result<String, Reason> {
    // What breaks in a damaged file must not take the documents after it along.
    let read = catch_unwind(|| pages(bytes));
    let text = read.unwrap_or_else(|_| Err(broken("it cannot be made sense of")))?;
    if text.trim().is_empty() { Err(Reason::Pictures) } else { Ok(text) }
}

fn broken(problem: impl std::fmt::Display) -> Reason {
    Reason::Broken { what: "PDF", problem: problem.to_string() }
}

fn pages(bytes: &[u8]) -> Result<String, Reason> {
    let options = LoadOptions { max_decompressed_size: Some(MOST_UNPACKED), ..Default::default() };
    let pdf = Pdf::load_mem_with_options(bytes, options).map_err(|problem| match problem {
        lopdf::Error::InvalidPassword | lopdf::Error::Decryption(_) => Reason::Locked,
        problem => broken(problem),
    })?;
    if pdf.is_encrypted() {
        return Err(Reason::Locked);
    }
    let mut text = String::new();
    for page in pdf.get_pages().into_values() {
        let content = pdf.get_page_content_with_limit(page, MOST_UNPACKED).map_err(broken)?;
        let fonts: Vec<(Vec<u8>, Dictionary)> =
            pdf.get_page_fonts(page).unwrap_or_default().into_iter().map(explained).collect();
        let fonts =
            fonts.iter().map(|(name, font)| (name.clone(), Letters::of(font, &pdf))).collect();
        let Ok(content) = Content::decode(&content) else { continue };
        let mut lines = Lines { fonts, ..Lines::default() };
        for operation in &content.operations {
            lines.follow(&operation.operator, &operation.operands);
        }
        text.push_str(lines.text.trim_end());
        text.push('\n');
        if text.len() > LONGEST << 20 {
            return Err(Reason::TooLong { limit: LONGEST });
        }
    }
    Ok(text)
}

/// A font that says what its codes mean, without how its shapes are called.
fn explained((name, font): (Vec<u8>, &Dictionary)) -> (Vec<u8>, Dictionary) {
    let mut font = font.clone();
    if font.has(b"ToUnicode") {
        font.remove(b"Encoding");
    }
    (name, font)
}

/// How the codes of a font are read.
enum Letters<'p> {
    /// As the font itself says.
    Own(Encoding<'p>),
    /// As a Chinese character set.
    Set(&'static Charset),
}

impl<'p> Letters<'p> {
    fn of(font: &'p Dictionary, pdf: &'p Pdf) -> Option<Self> {
        let name = font.get(b"Encoding").and_then(Object::as_name).unwrap_or_default();
        let set = match name.split(|byte| *byte == b'-').next() {
            Some(b"UniGB" | b"UniCNS") if name.ends_with(b"UTF8-H") => None,
            Some(b"UniGB" | b"UniCNS") => Some(UTF_16BE),
            Some(b"GBK" | b"GB" | b"GBKp" | b"GBK2K") => Some(GBK),
            Some(b"B5pc" | b"ETen" | b"ETenms" | b"HKscs") => Some(BIG5),
            _ => None,
        };
        match set {
            Some(set) => Some(Self::Set(set)),
            None => font.get_font_encoding_with_limit(pdf, MOST_UNPACKED).ok().map(Self::Own),
        }
    }

    fn read(&self, codes: &[u8]) -> String {
        match self {
            Self::Own(encoding) => Pdf::decode_text(encoding, codes).unwrap_or_default(),
            Self::Set(set) => set.decode_without_bom_handling(codes).0.into_owned(),
        }
    }
}

/// The lines of a page as its operators write them.
#[derive(Default)]
struct Lines<'p> {
    fonts: BTreeMap<Vec<u8>, Option<Letters<'p>>>,
    font: Vec<u8>,
    text: String,
    height: f32,
}

impl Lines<'_> {
    fn follow(&mut self, operator: &str, operands: &[Object]) {
        let number = |at: usize| operands.get(at).and_then(|n| n.as_float().ok()).unwrap_or(0.0);
        match operator {
            "Tf" => {
                let name = operands.first().and_then(|name| name.as_name().ok());
                name.unwrap_or_default().clone_into(&mut self.font);
            }
            "BT" => self.height = f32::NAN,
            "Td" | "TD" if number(1).abs() > LEAST_MOVE => self.line(),
            "T*" => self.line(),
            "Tm" => {
                let height = number(5);
                let moved = (height - self.height).abs();
                if moved.is_nan() || moved > LEAST_MOVE {
                    self.line();
                }
                self.height = height;
            }
            "Tj" | "TJ" => self.show(operands),
            "'" | "\"" => {
                self.line();
                self.show(operands);
            }
            _ => {}
        }
    }

    fn show(&mut self, operands: &[Object]) {
        for operand in operands {
            match operand {
                Object::String(codes, _) => {
                    let letters = self.fonts.get(&self.font).and_then(Option::as_ref);
                    let text = letters.map_or(String::new(), |letters| letters.read(codes));
                    let kept = text.chars().filter(|c| !c.is_control() || *c == '\t');
                    self.text.extend(kept.map(unified));
                }
                Object::Array(pieces) => self.show(pieces),
                gap => {
                    let latin = self.text.ends_with(|c: char| c.is_ascii_alphanumeric());
                    if latin && gap.as_float().is_ok_and(|gap| gap < GAP) {
                        self.text.push(' ');
                    }
                }
            }
        }
    }

    fn line(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }
}
