//! Lines a person or an engine may send in, exactly one answer for each in order out.

use assert_cmd::Command;
use serde_json::Value;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Stdio};

fn tupu() -> Command {
    Command::cargo_bin("tupu").unwrap()
}

/// The answers to these bytes.
fn answers(input: impl Into<Vec<u8>>, args: &[&str]) -> Vec<Value> {
    let done = tupu().args(["extract", "-"]).args(args).write_stdin(input).assert().success();
    let out = String::from_utf8(done.get_output().stdout.clone()).unwrap();
    assert!(out.is_empty() || out.ends_with('\n'));
    out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn row(id: &str, text: &str) -> String {
    serde_json::json!({"id": id, "text": text}).to_string()
}

#[test]
fn each_line_is_answered_once_and_in_order_on_any_number_of_threads() {
    let text = |n: usize| format!("第{n}号公告：江苏省常州市引进项目。").repeat(n % 7);
    let input: String = (0..500).map(|n| row(&n.to_string(), &text(n)) + "\n").collect();
    let one = answers(input.clone(), &["--threads", "1"]);
    assert_eq!(one.len(), 500);
    for (n, answer) in one.iter().enumerate() {
        assert_eq!(answer["id"], n.to_string());
        assert!(answer["mentions"].is_array() && answer["relations"].is_array());
    }
    assert_eq!(one, answers(input, &["--threads", "8"]));
}

#[test]
fn the_tagger_sees_names_that_no_rule_knows() {
    let text = include_str!("../gold/passages.jsonl").lines().map(|line| {
        let row: Value = serde_json::from_str(line).unwrap();
        self::row(row["id"].as_str().unwrap(), row["text"].as_str().unwrap()) + "\n"
    });
    let input: String = text.collect();
    let names = |answers: &[Value]| -> usize {
        answers.iter().map(|answer| answer["mentions"].as_array().unwrap().len()).sum()
    };
    let (with, without) = (answers(input.clone(), &[]), answers(input, &["--fast"]));
    assert_eq!(with.len(), without.len());
    assert!(names(&without) > 500);
    assert!(names(&with) > names(&without));
    let both = tupu().args(["extract", "-", "--fast", "--records"]).write_stdin("").assert();
    both.failure().code(2);
}

#[test]
fn a_bad_line_is_answered_with_an_error_and_the_next_is_read() {
    let lines: &[&[u8]] = &[
        b"nonsense",
        b"",
        b"{\"id\":\"no-text\"}",
        b"{\"text\":\"no id\"}",
        b"{\"id\":\"number\",\"text\":5}",
        b"{\"id\":\"utf\",\"text\":\"\xff\"}",
        b"{\"id\":\"cut\",\"text\":\"\xe6\xb1",
        b"[[[[",
        "{\"id\":\"good\",\"text\":\"江苏省\"}".as_bytes(),
    ];
    let found = answers(lines.join(&b'\n'), &[]);
    assert_eq!(found.len(), lines.len());
    let (good, bad) = found.split_last().unwrap();
    assert!(bad.iter().all(|answer| answer["error"].is_string()), "{bad:?}");
    let ids: Vec<&str> = bad.iter().filter_map(|answer| answer["id"].as_str()).collect();
    assert_eq!(ids, ["no-text", "number", "utf", "cut"]);
    assert_eq!(good["mentions"][0]["text"], "江苏省");
    assert_eq!(good["mentions"][0]["entity"], "place/江苏省");
}

#[test]
fn a_line_that_is_too_long_is_answered_with_an_error_and_its_id() {
    let input = format!("{}\n{}\n", row("long", &"一".repeat(500_000)), row("short", "江苏"));
    let found = answers(input, &["--longest", "1"]);
    assert_eq!(found[0]["id"], "long");
    assert!(found[0]["error"].as_str().unwrap().contains("too long"));
    assert_eq!(found[1]["id"], "short");
}

#[test]
fn odd_characters_survive_and_an_answer_is_one_line() {
    let id = "a\tb\\c\"d\u{2028}\u{85}\n\u{1}😀";
    let text = "江苏\u{2028}省\u{b}常州\u{0}市\r\n😀👨\u{200d}👩\u{fffd}";
    let found = answers(row(id, text), &[]);
    assert_eq!((found.len(), found[0]["id"].as_str()), (1, Some(id)));
}

#[test]
fn offsets_count_code_points_of_the_text_as_given() {
    let text = "😀  来自江\n苏省的消息，ＡＢＣ。";
    let found = answers(row("a", text), &[]);
    let chars: Vec<char> = text.chars().collect();
    for mention in found[0]["mentions"].as_array().unwrap() {
        let at = |end: &str| usize::try_from(mention[end].as_u64().unwrap()).unwrap();
        let slice: String = chars[at("start")..at("end")].iter().filter(|c| **c != '\n').collect();
        assert_eq!(mention["text"], slice);
    }
}

#[test]
fn no_input_gives_no_output() {
    assert!(answers("", &[]).is_empty());
}

#[test]
fn a_summary_names_each_entity_once() {
    let text = "江苏省常州市发布规划。江苏省发布意见。";
    let found = answers(row("a", text), &["--summary"]);
    let entities = found[0]["entities"].as_array().unwrap();
    let of = |name: &str| entities.iter().filter(|entity| entity["name"] == name).count();
    assert_eq!(of("江苏省"), 1);
    assert!(entities.iter().any(|entity| entity["count"] == 2));
}

fn filter() -> Child {
    std::process::Command::new(assert_cmd::cargo::cargo_bin("tupu"))
        .args(["extract", "-"])
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

#[test]
fn an_answer_comes_before_the_next_line_is_sent_and_without_an_environment() {
    let mut filter = filter();
    let mut input = filter.stdin.take().unwrap();
    let mut output = BufReader::new(filter.stdout.take().unwrap());
    for id in ["first", "second", "third"] {
        writeln!(input, "{}", row(id, "江苏省")).unwrap();
        let mut answer = String::new();
        output.read_line(&mut answer).unwrap();
        assert!(answer.starts_with(&format!("{{\"id\":\"{id}\"")), "{answer}");
    }
    drop(input);
    assert!(filter.wait().unwrap().success());
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let mut filter = filter();
    let mut input = filter.stdin.take().unwrap();
    drop(filter.stdout.take());
    // Its input may be gone as soon as it has noticed.
    let _gone = writeln!(input, "{}", row("a", "江苏省"));
    assert_eq!(filter.wait().unwrap().code(), Some(0));
}

#[test]
fn a_document_that_takes_too_long_is_answered_with_an_error() {
    let input = row("a", "江苏省常州市。") + "\n" + &row("b", "溧阳市。");
    let late = answers(input.clone(), &["--seconds", "0"]);
    let ids: Vec<&str> = late.iter().filter_map(|answer| answer["id"].as_str()).collect();
    assert_eq!(ids, ["a", "b"]);
    assert!(late.iter().all(|answer| answer["error"].as_str().unwrap().contains("longer than 0")));
    let calm = answers(input, &["--seconds", "600"]);
    assert_eq!(calm[0]["mentions"][0]["text"], "江苏省");
}
