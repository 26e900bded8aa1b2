//! PDF, Word and CSV files made for a test in, what is read of them out.

use super::*;
use lopdf::content::{Content, Operation};
use lopdf::{Object, Stream, StringFormat, dictionary};
use proptest::prelude::*;
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;

fn read_file(name: &str, bytes: &[u8]) -> Reading {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    read(&[path])
}

fn only(reading: &Reading) -> &Document {
    assert_eq!(reading.documents.len(), 1, "{:?}", reading.skipped);
    &reading.documents[0]
}

/// How a font of the test writes its codes.
#[derive(Clone, Copy)]
enum Codes {
    Utf16,
    Gbk,
    /// Numbers that only a table in the file explains.
    Table,
}

fn codes(text: &str, how: Codes) -> Object {
    let bytes = match how {
        Codes::Utf16 => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        Codes::Gbk => encoding_rs::GBK.encode(text).0.into_owned(),
        Codes::Table => text.encode_utf16().flat_map(|unit| (unit ^ 1).to_be_bytes()).collect(),
    };
    Object::String(bytes, StringFormat::Hexadecimal)
}

/// A file of one page with these lines.
fn pdf(lines: &[&str], how: Codes) -> Vec<u8> {
    let mut pdf = lopdf::Document::with_version("1.5");
    let pages = pdf.new_object_id();
    let mut font = dictionary! { "Type" => "Font", "Subtype" => "Type0", "BaseFont" => "SimSun" };
    match how {
        Codes::Utf16 => font.set("Encoding", "UniGB-UCS2-H"),
        Codes::Gbk => font.set("Encoding", "GBK-EUC-H"),
        Codes::Table => {
            let units: std::collections::BTreeSet<u16> =
                lines.iter().flat_map(|line| line.encode_utf16()).collect();
            let line = |unit: &u16| format!("<{:04X}> <{unit:04X}>\n", unit ^ 1);
            let (count, codes) = (units.len(), units.iter().map(line).collect::<String>());
            let range = "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n";
            let map = format!("{range}{count} beginbfchar\n{codes}endbfchar\n");
            let head = "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
                        /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n\
                        /CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n";
            let tail = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend";
            let map = format!("{head}{map}{tail}");
            let map = pdf.add_object(Stream::new(dictionary! {}, map.into_bytes()));
            font.set("Encoding", "Identity-H");
            font.set("ToUnicode", map);
        }
    }
    let font = pdf.add_object(font);
    let resources = pdf.add_object(dictionary! { "Font" => dictionary! { "F1" => font } });
    let mut operations =
        vec![Operation::new("BT", vec![]), Operation::new("Tf", vec!["F1".into(), 12.into()])];
    for line in lines {
        let (start, end) = line.split_at(line.char_indices().nth(4).map_or(0, |(at, _)| at));
        let pieces = vec![codes(start, how), (-20).into(), codes(end, how)];
        operations.push(Operation::new("Td", vec![0.into(), (-20).into()]));
        operations.push(Operation::new("TJ", vec![Object::Array(pieces)]));
    }
    operations.push(Operation::new("ET", vec![]));
    let content = Content { operations }.encode().unwrap();
    let content = pdf.add_object(Stream::new(dictionary! {}, content));
    let page = pdf.add_object(dictionary! {
        "Type" => "Page", "Parent" => pages, "Contents" => content, "Resources" => resources,
    });
    let node = dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 };
    pdf.objects.insert(pages, Object::Dictionary(node));
    let catalog = pdf.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    pdf.trailer.set("Root", catalog);
    pdf.compress();
    let mut bytes = Vec::new();
    pdf.save_to(&mut bytes).unwrap();
    bytes
}

fn docx(body: &str) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file("word/document.xml", SimpleFileOptions::default()).unwrap();
    write!(archive, "<?xml version=\"1.0\"?><w:document><w:body>{body}</w:body></w:document>")
        .unwrap();
    archive.finish().unwrap().into_inner()
}

const LINES: [&str; 3] =
    ["江城市新能源产业发展规划", "2024年3月5日，江城市引进项目十二个，", "总投资超过100亿元。"];

#[test]
fn a_pdf_is_read_line_by_line_whatever_its_fonts_write() {
    for how in [Codes::Utf16, Codes::Gbk, Codes::Table] {
        let reading = read_file("a.pdf", &pdf(&LINES, how));
        let document = only(&reading);
        assert_eq!(document.text.trim_end(), LINES.join("\n"));
        assert_eq!(document.id, "a.pdf");
    }
}

#[test]
fn a_pdf_without_text_or_in_pieces_is_named_and_said_so() {
    let whole = pdf(&LINES, Codes::Utf16);
    let half = &whole[..whole.len() / 3];
    for (bytes, hint) in [(pdf(&[], Codes::Gbk), "scan"), (half.to_vec(), "save it again")] {
        let reading = read_file("a.pdf", &bytes);
        assert!(reading.documents.is_empty());
        let reason = &reading.skipped[0].reason;
        assert!(reason.hint().unwrap().contains(hint), "{reason}");
        assert!(reading.skipped[0].is_failure());
    }
}

#[test]
fn a_word_document_is_read_by_paragraphs_with_its_tables_and_without_what_was_deleted() {
    let body = "<w:p><w:r><w:t>江城市</w:t></w:r><w:r><w:t xml:space=\"preserve\">招商 &amp; &#x5F15;资</w:t>\
                </w:r><w:del><w:r><w:delText>旧文</w:delText></w:r></w:del></w:p><w:tbl><w:tr><w:tc><w:p>\
                <w:r><w:t>甲公司</w:t><w:br/><w:t>乙公司</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
    let reading = read_file("a.docx", &docx(body));
    assert_eq!(only(&reading).text, "江城市招商 & 引资\n甲公司\n乙公司\n");
    for bytes in [b"PK no archive".to_vec(), docx("<w:p>")] {
        let reading = read_file("b.docx", &bytes);
        assert!(reading.documents.is_empty() && reading.skipped[0].is_failure());
    }
}

#[test]
fn rows_of_a_table_with_a_column_of_texts_are_documents() {
    let table = "编号,标题,日期,正文\n1,一号,2023-06-07,\"甲公司落户江城，\n投资\"\"大\"\"。\"\n,,,乙公司落户江城。\n3,,,\n";
    let reading = read_file("a.csv", table.as_bytes());
    assert!(reading.skipped.is_empty());
    let ids: Vec<&str> = reading.documents.iter().map(|document| &*document.id).collect();
    assert_eq!(ids, ["a.csv#1", "a.csv#row-3"]);
    let first = &reading.documents[0];
    assert_eq!(first.text, "甲公司落户江城，\n投资\"大\"。");
    assert_eq!(first.title.as_deref(), Some("一号"));
    assert_eq!(first.date, "2023-06-07".parse().ok());
    let reading = read_file("b.tsv", "text\tid\n甲公司落户江城。\tx\n".as_bytes());
    assert_eq!(only(&reading).id, "b.tsv#x");
    let reading = read_file("c.csv", b"year,value\n2023,1\n");
    assert_eq!(reading.skipped[0].reason, Reason::NoColumn);
    assert!(!reading.skipped[0].is_failure());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Damaged files are read or named; nothing ends the program.
    #[test]
    fn no_damage_to_a_packed_file_ends_the_program(
        places in proptest::collection::vec((0.0..1.0_f64, any::<u8>()), 0..12),
        end in 0.0..1.0_f64,
    ) {
        let files = [("a.pdf", pdf(&LINES, Codes::Table)), ("a.docx", docx("<w:p><w:t>文</w:t></w:p>"))];
        for (name, mut bytes) in files {
            let length = bytes.len() as f64;
            for (place, byte) in &places {
                bytes[(place * length) as usize] = *byte;
            }
            bytes.truncate((length * (0.5 + end)) as usize);
            let reading = read_file(name, &bytes);
            prop_assert_eq!(reading.documents.len() + reading.skipped.len(), 1);
        }
    }
}
