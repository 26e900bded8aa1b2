//! Every command of the README in, each run in a fresh folder that holds the corpus.

use assert_cmd::Command;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn copied(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copied(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// The lines after `$ ` in the `console` blocks of a page.
fn commands(page: &str) -> Vec<String> {
    let blocks = page.split("```console\n").skip(1).filter_map(|rest| rest.split("```").next());
    let lines = blocks.flat_map(str::lines).filter_map(|line| line.strip_prefix("$ "));
    lines.map(str::to_owned).collect()
}

/// Words of a command line; double quotes hold words together.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (at, part) in line.split('"').enumerate() {
        if at % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}

#[test]
fn every_command_of_the_readme_works() {
    let folder = tempfile::tempdir().unwrap();
    copied(&root().join("corpus"), &folder.path().join("corpus"));
    fs::create_dir(folder.path().join("graph")).unwrap();
    let lines = commands(&fs::read_to_string(root().join("README.md")).unwrap());
    assert!(lines.len() >= 6, "the README shows too little");
    for line in lines {
        // Cargo builds the program and then starts it without arguments.
        let line = line.replace("cargo run --release", "tupu");
        let mut words = words(&line).into_iter();
        assert_eq!(words.next().as_deref(), Some("tupu"), "{line}");
        Command::cargo_bin("tupu")
            .unwrap()
            .args(words)
            .current_dir(folder.path())
            .write_stdin("")
            .assert()
            .success();
    }
}
