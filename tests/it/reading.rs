//! Files that cannot be read beside one that can in, one document and a line for each other out.

use assert_cmd::Command;
use predicates::prelude::PredicateBooleanExt;
use predicates::str::{contains, starts_with};
use std::fs;
use std::path::Path;

const TEXT: &str = "江苏省常州市引进新能源项目，总投资超过一百亿元。";

fn extract(paths: &[&Path]) -> assert_cmd::assert::Assert {
    Command::cargo_bin("tupu").unwrap().arg("extract").args(paths).assert()
}

/// Extracts a folder with a good document and this file beside it.
fn beside(name: &str, bytes: &[u8]) -> assert_cmd::assert::Assert {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("good.txt"), TEXT).unwrap();
    fs::write(folder.path().join(name), bytes).unwrap();
    extract(&[folder.path()])
}

#[test]
fn a_file_that_cannot_be_read_is_named_and_costs_no_other() {
    let binary: Vec<u8> =
        (0..5000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    for (name, bytes, reason) in [
        ("empty.txt", &b""[..], "the file is empty"),
        ("binary.txt", &binary, "binary"),
        ("rows.jsonl", b"{\"id\": 1, \"text\"", "not a row"),
    ] {
        beside(name, bytes)
            .code(1)
            .stdout(contains("\"id\":\"good.txt\"").and(contains("常州市")))
            .stderr(contains(name).and(contains(reason)).and(contains("error: 1 of")));
    }
}

#[test]
fn a_damaged_text_is_read_with_a_warning_that_says_where() {
    beside("broken.txt", &[TEXT.as_bytes(), b"\xff", TEXT.as_bytes()].concat())
        .success()
        .stdout(contains("\"id\":\"broken.txt\"").and(contains("\"id\":\"good.txt\"")))
        .stderr(contains("broken.txt").and(contains("the first at character")));
}

#[test]
fn files_of_other_kinds_in_a_folder_are_named_and_no_failure() {
    beside("picture.png", b"\x89PNG\r\n").success().stderr(contains("picture.png"));
    beside("README.md", "说明".as_bytes()).success().stderr("");
}

#[test]
fn a_document_of_marks_only_says_nothing() {
    beside("marks.txt", "。。，，！！——（）\n\n".as_bytes())
        .success()
        .stdout(contains(r#"{"id":"marks.txt","mentions":[],"relations":[],"figures":[]}"#));
}

#[test]
fn a_line_of_fifty_megabytes_is_named_and_costs_no_other() {
    let long = "一".repeat(50_000_000 / 3);
    beside("long.txt", long.as_bytes())
        .code(1)
        .stdout(contains("\"id\":\"good.txt\""))
        .stderr(contains("long.txt: longer than 32 MB"));
    let rows = format!("{{\"id\":\"x\",\"text\":\"{long}\"}}\n{{\"id\":\"y\",\"text\":\"江苏\"}}");
    beside("long.jsonl", rows.as_bytes())
        .code(1)
        .stdout(contains("\"id\":\"y\""))
        .stderr(contains("long.jsonl:1: longer than 32 MB"));
}

#[test]
fn an_empty_folder_and_a_missing_file_are_named() {
    let folder = tempfile::tempdir().unwrap();
    extract(&[folder.path()]).code(1).stdout("").stderr(contains("the folder holds no document"));
    extract(&[Path::new("no/such.txt")]).code(1).stderr(contains("no/such.txt: no such file"));
}

#[cfg(unix)]
#[test]
fn an_unreadable_file_is_named_and_costs_no_other() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("good.txt"), TEXT).unwrap();
    let secret = folder.path().join("secret.txt");
    fs::write(&secret, TEXT).unwrap();
    fs::set_permissions(&secret, fs::Permissions::from_mode(0o000)).unwrap();
    // Who may read everything (root) can read this one too.
    if fs::read(&secret).is_err() {
        extract(&[folder.path()]).code(1).stderr(contains("secret.txt: cannot be read"));
    }
    std::os::unix::fs::symlink("nowhere", folder.path().join("dangling.txt")).unwrap();
    extract(&[folder.path()]).code(1).stdout(contains("good.txt")).stderr(contains("dangling.txt"));
}

#[test]
fn wrong_usage_is_told_and_exits_with_2() {
    let tupu = || Command::cargo_bin("tupu").unwrap();
    tupu().args(["extract"]).assert().code(2).stderr(starts_with("error:"));
    tupu().args(["extract", "--threads", "0", "-"]).assert().code(2);
    tupu().args(["nonsense"]).assert().code(2).stderr(contains("nonsense"));
    tupu().args(["--version"]).assert().success().stdout(starts_with("tupu "));
}
