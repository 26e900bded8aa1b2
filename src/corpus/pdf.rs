//! A PDF in, the text of its pages out, line by line as it stands on them.

use super::Reason;
use super::columns::{Piece, lines};
use super::format::LONGEST;
use super::place::Place;
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
        let mut written = Written { fonts, ..Written::default() };
        for operation in &content.operations {
            written.follow(&operation.operator, &operation.operands);
        }
        let lines = lines(&written.pieces, written.place.plain);
        text.push_str(lines.join("\n").trim_end());
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

/// The pieces of a page as its operators write them.
#[derive(Default)]
struct Written<'p> {
    fonts: BTreeMap<Vec<u8>, Option<Letters<'p>>>,
    font: Vec<u8>,
    pieces: Vec<Piece>,
    line: usize,
    height: f32,
    place: Place,
}

impl Written<'_> {
    fn follow(&mut self, operator: &str, operands: &[Object]) {
        let number = |at: usize| operands.get(at).and_then(|n| n.as_float().ok()).unwrap_or(0.0);
        let numbers = [0, 1, 2, 3, 4, 5].map(number);
        self.place.follow(operator, numbers);
        match operator {
            "Tf" => {
                let name = operands.first().and_then(|name| name.as_name().ok());
                name.unwrap_or_default().clone_into(&mut self.font);
            }
            "BT" => self.height = f32::NAN,
            "Td" | "TD" if number(1).abs() > LEAST_MOVE => self.line += 1,
            "T*" => self.line += 1,
            "Tm" => {
                let height = number(5);
                let moved = (height - self.height).abs();
                if moved.is_nan() || moved > LEAST_MOVE {
                    self.line += 1;
                }
                self.height = height;
            }
            "Tj" | "TJ" => self.show(operands),
            "'" | "\"" => {
                self.line += 1;
                self.show(operands);
            }
            _ => {}
        }
    }

    /// Writes down a piece.
    fn show(&mut self, operands: &[Object]) {
        let (x, y, size) = self.place.now();
        let line = self.line;
        let before = self.pieces.last().filter(|piece| piece.line == line);
        let latin = before.is_some_and(|piece| ends_latin(&piece.text));
        let mut text = String::new();
        self.put(operands, latin, &mut text);
        if !text.is_empty() {
            self.pieces.push(Piece { line, x: (x, self.place.now().0), y, size, text });
        }
    }

    /// Adds what is written; `latin` says whether a word of another script stands right before it,
    /// which a gap would end.
    fn put(&mut self, operands: &[Object], latin: bool, into: &mut String) {
        for operand in operands {
            match operand {
                Object::String(codes, _) => {
                    let letters = self.fonts.get(&self.font).and_then(Option::as_ref);
                    let text = letters.map_or(String::new(), |letters| letters.read(codes));
                    let kept = text.chars().filter(|c| !c.is_control() || *c == '\t');
                    for c in kept.map(unified) {
                        into.push(c);
                        self.place.go(if c.is_ascii() { 0.5 } else { 1.0 });
                    }
                }
                Object::Array(pieces) => self.put(pieces, latin, into),
                gap => {
                    let gap = gap.as_float().unwrap_or_default();
                    self.place.go(-gap / 1000.0);
                    if gap < GAP && (ends_latin(into) || latin && into.is_empty()) {
                        into.push(' ');
                    }
                }
            }
        }
    }
}

fn ends_latin(text: &str) -> bool {
    text.ends_with(|c: char| c.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::text;
    use lopdf::content::{Content, Operation};
    use lopdf::{Document, Object, Stream, StringFormat, dictionary};

    /// A page that writes its lines left and right in turn.
    fn page(rows: &[(&str, &str)]) -> Vec<u8> {
        let mut pdf = Document::with_version("1.5");
        let pages = pdf.new_object_id();
        let letters = pdf.add_object(dictionary! {
            "Type" => "Font", "Subtype" => "CIDFontType0", "BaseFont" => "STSong-Light",
            "CIDSystemInfo" => dictionary! {
                "Registry" => Object::string_literal("Adobe"),
                "Ordering" => Object::string_literal("GB1"),
                "Supplement" => 4,
            },
        });
        let font = pdf.add_object(dictionary! {
            "Type" => "Font", "Subtype" => "Type0", "BaseFont" => "STSong-Light",
            "Encoding" => "UniGB-UCS2-H", "DescendantFonts" => vec![letters.into()],
        });
        let mut operations = vec![];
        let mut put = |x: i64, y: i64, text: &str| {
            let codes = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
            let at = [1, 0, 0, 1, x, y].map(Object::Integer).to_vec();
            operations.extend([
                Operation::new("BT", vec![]),
                Operation::new("Tf", vec!["F1".into(), 10.into()]),
                Operation::new("Tm", at),
                Operation::new("Tj", vec![Object::String(codes, StringFormat::Hexadecimal)]),
                Operation::new("ET", vec![]),
            ]);
        };
        for (row, (left, right)) in (0..).zip(rows) {
            put(50, 700 - 15 * row, left);
            put(300, 700 - 15 * row, right);
        }
        let content = Content { operations }.encode().unwrap();
        let content = pdf.add_object(Stream::new(dictionary! {}, content));
        let page = pdf.add_object(dictionary! {
            "Type" => "Page", "Parent" => pages, "Contents" => content,
            "Resources" => dictionary! { "Font" => dictionary! { "F1" => font } },
            "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
        });
        let kids = dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 };
        pdf.objects.insert(pages, kids.into());
        let catalog = pdf.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
        pdf.trailer.set("Root", catalog);
        let mut bytes = Vec::new();
        pdf.save_to(&mut bytes).unwrap();
        bytes
    }

    #[test]
    fn columns_are_read_one_after_the_other_though_written_line_by_line() {
        let rows = [
            ("溧阳市位于江苏省南部，是长三角", "项目总投资一百亿元，建成后年产"),
            ("重要节点城市，近年围绕动力电池", "可达二百亿元，带动就业五千人，"),
            ("形成从材料到整车的完整产业链，", "成为当地最大的制造业项目，同时"),
            ("聚集数十家上下游企业和研究机构", "给上下游企业带来大量订单机会。"),
            ("，产业规模连续五年保持了增长。", "计划明年上半年正式投产运营了。"),
        ];
        let read = text(&page(&rows)).unwrap();
        let left = rows.map(|(left, _)| left).join("\n");
        let right = rows.map(|(_, right)| right).join("\n");
        assert_eq!(read.trim_end(), format!("{left}\n{right}"));
        let table = [("企业", "宁德时代"), ("地点", "溧阳"), ("投资", "十亿元"), ("年份", "2023")];
        let read = text(&page(&table)).unwrap();
        assert_eq!(read.lines().take(2).collect::<Vec<_>>(), ["企业", "宁德时代"]);
    }
}
