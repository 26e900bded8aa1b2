//! Folders written for a test in, what is read of them out.

use super::*;
use std::fs;

fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

fn read_folder(files: &[(&str, &[u8])]) -> Reading {
    let folder = folder(files);
    read(&[folder.path().to_owned()])
}

fn ids(reading: &Reading) -> Vec<&str> {
    reading.documents.iter().map(|document| &*document.id).collect()
}

fn reasons(reading: &Reading) -> Vec<&Reason> {
    reading.skipped.iter().map(|skipped| &skipped.reason).collect()
}

const TEXT: &str = "江城市北岸新区去年引进新能源项目十二个，总投资超过一百亿元。";

#[test]
fn a_folder_is_read_with_all_below_it_and_without_what_speaks_of_it() {
    let reading = read_folder(&[
        ("b.txt", TEXT.as_bytes()),
        ("a/c.md", TEXT.as_bytes()),
        ("README.md", TEXT.as_bytes()),
        (".hidden.txt", TEXT.as_bytes()),
        (".git/d.txt", TEXT.as_bytes()),
    ]);
    assert_eq!(ids(&reading), ["a/c.md", "b.txt"]);
    assert!(reading.skipped.is_empty());
}

#[test]
fn every_usual_encoding_is_read() {
    let utf_16 = |big: bool| -> Vec<u8> {
        let bytes = |unit: u16| if big { unit.to_be_bytes() } else { unit.to_le_bytes() };
        TEXT.encode_utf16().flat_map(bytes).collect()
    };
    let traditional = "江城市北岸新區去年引進新能源項目十二個，總投資超過一百億元。";
    let (gb, _, _) = encoding_rs::GB18030.encode(TEXT);
    let (big5, _, _) = encoding_rs::BIG5.encode(traditional);
    let marked = [b"\xff\xfe".to_vec(), utf_16(false)].concat();
    for (bytes, expected) in [
        (TEXT.as_bytes(), TEXT),
        (&[b"\xef\xbb\xbf", TEXT.as_bytes()].concat(), TEXT),
        (&gb, TEXT),
        (&big5, traditional),
        (&marked, TEXT),
        (&utf_16(false), TEXT),
        (&utf_16(true), TEXT),
    ] {
        assert_eq!(read_folder(&[("a.txt", bytes)]).documents[0].text, expected);
    }
}

#[test]
fn what_cannot_be_read_is_named_and_nothing_else_is_lost() {
    let binary: Vec<u8> = (0..4096u32).map(|n| ((n * 7919) >> 3) as u8).collect();
    let damaged = [TEXT.as_bytes(), b"\xff\xfe", TEXT.as_bytes()].concat();
    let reading = read_folder(&[
        ("a-empty.txt", b""),
        ("b-binary.txt", &binary),
        ("c-damaged.txt", &damaged),
        ("d-picture.png", b"\x89PNG"),
        ("e-good.txt", TEXT.as_bytes()),
        ("f-rows.jsonl", "{\"id\":\"x\",\"text\":\"甲\"}\nnonsense\n{\"id\":\"y\"}\n\n{\"id\":7,\"text\":\"乙\"}\n{\"id\":\"x\",\"text\":\"丙\"}".as_bytes()),
        ("g-blank.txt", b" \n \n"),
    ]);
    assert_eq!(ids(&reading), ["7", "c-damaged.txt", "e-good.txt", "x"]);
    let reasons = reasons(&reading);
    assert!(
        matches!(
            reasons[..],
            [
                Reason::Empty,
                Reason::Binary,
                Reason::Mended { at: 30, places: 1 },
                Reason::Kind,
                Reason::Row { .. },
                Reason::Row { .. },
                Reason::SameId { .. },
                Reason::Empty,
            ]
        ),
        "{reasons:?}"
    );
    assert!(reading.skipped[4].path.ends_with("f-rows.jsonl:2"));
}

#[test]
fn a_few_damaged_bytes_cost_no_more_than_what_they_stood_for() {
    let (gb, _, _) = encoding_rs::GB18030.encode(TEXT);
    let long: String = TEXT.repeat(5);
    let cut = |bytes: &[u8]| bytes[..bytes.len() - 1].to_vec();
    for (bytes, at) in [
        ([TEXT.as_bytes(), b"\xff", TEXT.as_bytes()].concat(), 30),
        (cut(TEXT.as_bytes()), 29),
        (cut(&[b"\xef\xbb\xbf", TEXT.as_bytes()].concat()), 29),
        ([long.as_bytes(), b"\0", TEXT.as_bytes()].concat(), 150),
        (cut(&gb.repeat(3)), 89),
    ] {
        let reading = read_folder(&[("a.txt", &bytes)]);
        let text = &reading.documents[0].text;
        assert!(text.starts_with(TEXT.trim_end_matches('。')), "{text}");
        assert_eq!(text.chars().position(|c| c == '\u{fffd}'), Some(at));
        assert_eq!(reading.skipped[0].reason, Reason::Mended { at, places: 1 });
        assert!(!reading.skipped[0].is_failure(), "it is read");
    }
    let zeros = [b"\0\0".as_slice(), TEXT.as_bytes()].concat();
    assert_eq!(reasons(&read_folder(&[("a.txt", &zeros)])), [&Reason::Binary]);
}

#[test]
fn tables_that_count_from_one_and_files_that_share_an_id_lose_nothing() {
    let reading = read_folder(&[
        ("a.csv", "id,text\n1,甲\n2,乙\n".as_bytes()),
        ("b.csv", "id,text\n1,丙\n,丁\n".as_bytes()),
        ("c.jsonl", "{\"id\":1,\"text\":\"戊\"}\n{\"id\":2,\"text\":\"己\"}".as_bytes()),
        ("d.jsonl", "{\"id\":1,\"text\":\"庚\"}\n{\"id\":2,\"text\":\"己\"}".as_bytes()),
    ]);
    let named = ["1", "2", "a.csv#1", "a.csv#2", "b.csv#1", "b.csv#row-3", "d.jsonl#1"];
    assert_eq!(ids(&reading), named);
    assert_eq!(reasons(&reading), [&Reason::SameId { id: "2".to_owned() }], "the same text");
}

#[test]
fn an_empty_folder_and_a_missing_path_are_named() {
    assert_eq!(reasons(&read_folder(&[])), [&Reason::EmptyFolder]);
    assert_eq!(reasons(&read(&["no/such/file.txt".into()])), [&Reason::Missing]);
    assert_eq!(reasons(&read(&["no/such/*.txt".into()])), [&Reason::NoMatch]);
}

#[test]
fn files_of_one_name_keep_apart_and_none_is_read_twice() {
    let folder = folder(&[("a/x.txt", b"one"), ("b/x.txt", b"two")]);
    let path = |name: &str| folder.path().join(name);
    let reading = read(&[path("a/x.txt"), path("b/x.txt"), path("a/x.txt")]);
    assert_eq!(reading.documents.len(), 2);
    assert!(reading.documents[0].id.ends_with("a/x.txt"));
    let pattern = read(&[path("*/x.txt")]);
    assert_eq!(pattern.documents, reading.documents);
}

#[test]
fn a_web_page_says_its_text_and_not_its_menu() {
    let page = "<html><head><title>换电站建成_江城日报</title><meta name=\"PubDate\" content=\"2023-03-04 10:00\"><style>p{}</style></head>\
        <body><nav><a>首页</a></nav><script>var a = '<p>';</script><h1>江城<b>建成</b>换电站</h1><p>新区&ldquo;一号&rdquo;站\n 投用。</p>\
        <table><tr><td>甲公司</td><td>乙市</td></tr></table><footer>版权所有</footer></body></html>";
    let reading = read_folder(&[("a.html", page.as_bytes())]);
    let document = &reading.documents[0];
    assert_eq!(document.text, "江城建成换电站\n\n新区“一号”站 投用。\n甲公司\t乙市");
    assert_eq!(document.title.as_deref(), Some("江城建成换电站"));
    assert_eq!(document.date.map(|date| date.to_string()).as_deref(), Some("2023-03-04"));
}

#[test]
fn markdown_loses_its_marks_and_keeps_its_words() {
    let page = "---\ndate: 2023-03-04\n---\n# 江城建成换电站\n\n新区**一号**站[投用](https://example.org/(a))。\n\n- 甲\n> 乙\n\n| 甲公司 | 乙市 |\n|---|---|\n";
    let reading = read_folder(&[("a.md", page.as_bytes())]);
    let document = &reading.documents[0];
    assert_eq!(
        document.text,
        "江城建成换电站\n\n\n新区一号站投用。\n\n甲\n乙\n\n\t 甲公司 \t 乙市 \t\n\n"
    );
    assert_eq!(document.title.as_deref(), Some("江城建成换电站"));
    assert_eq!(document.date.map(|date| date.to_string()).as_deref(), Some("2023-03-04"));
}
