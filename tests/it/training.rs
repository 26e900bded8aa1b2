//! Annotated lines in, a model file and what it sees out.

use assert_cmd::Command;
use predicates::prelude::PredicateBooleanExt;
use predicates::str::contains;
use std::fmt::Write;
use std::fs;
use std::path::Path;

fn tupu(folder: &Path) -> Command {
    let mut command = Command::cargo_bin("tupu").unwrap();
    command.current_dir(folder);
    command
}

/// Ships and what they are called, a kind that no lexicon knows.
fn lines(ships: &[&str]) -> String {
    let mut lines = String::new();
    for (number, ship) in ships.iter().enumerate() {
        let text = format!("客轮{ship}号昨天清晨驶入港口，停靠三天。");
        let end = 3 + ship.chars().count();
        let entities = format!(r#"[{{"start":2,"end":{end},"kind":"Ship"}}]"#);
        let _ = writeln!(lines, r#"{{"id":"{number}","text":"{text}","entities":{entities}}}"#);
    }
    lines
}

#[test]
fn a_model_trained_on_own_kinds_sees_names_it_never_saw() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    fs::write(here.join("train.jsonl"), lines(&["海燕", "白鹭", "云帆", "长虹", "启明", "远望"]))
        .unwrap();
    fs::write(here.join("test.jsonl"), lines(&["锦鲤"])).unwrap();
    for (model, threads) in [("one.model", "1"), ("two.model", "3")] {
        tupu(here)
            .args(["train", "train.jsonl", "-o", model, "--rarest", "1", "--no-lexicon"])
            .args(["--threads", threads])
            .assert()
            .success()
            .stdout(contains("6 sentences, 6 of 6 names"));
    }
    let bytes = |name: &str| fs::read(here.join(name)).unwrap();
    assert_eq!(
        bytes("one.model"),
        bytes("two.model"),
        "training twice gives the same bytes, on one thread or three"
    );
    tupu(here)
        .args(["eval", "--tagger-only", "--model", "one.model", "test.jsonl"])
        .assert()
        .success()
        .stdout(contains("Ship").and(contains("F1 1.000")));
}

#[test]
fn a_damaged_or_foreign_model_is_told_apart_from_a_good_one() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    fs::write(here.join("train.jsonl"), lines(&["海燕", "白鹭"])).unwrap();
    tupu(here)
        .args(["train", "train.jsonl", "-o", "good.model", "--rarest", "1", "--no-lexicon"])
        .assert()
        .success();
    let good = fs::read(here.join("good.model")).unwrap();
    fs::write(here.join("short.model"), &good[..good.len() / 2]).unwrap();
    fs::write(here.join("page.html"), "<html>").unwrap();
    for (model, told) in [
        ("short.model", "the model is damaged"),
        ("page.html", "this is no tagger model"),
        ("none.model", "none.model"),
    ] {
        tupu(here)
            .args(["extract", "--model", model, "train.jsonl"])
            .assert()
            .code(1)
            .stderr(contains(told));
    }
}
