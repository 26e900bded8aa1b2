//! The source tree in, a verdict out: data flows one way, and each dependency has one home.

use std::fs;
use std::path::{Path, PathBuf};

/// The modules in the order in which data flows. A module uses only itself and those above it.
const FLOW: &[&str] = &[
    "error",
    "corpus",
    "text",
    "knowledge",
    "mention",
    "entity",
    "fact",
    "extract",
    "graph",
    "query",
    "segment",
    "question",
    "export",
    "session",
    "repl",
    "cli",
];

/// `error` collects the errors of the stages, and so looks at all of them; stages never look at it.
const COLLECTS_ERRORS: &str = "error";

/// The folders in which a crate may be named.
const HOMES: &[(&str, &[&str])] = &[
    ("petgraph", &["graph"]),
    ("rustyline", &["repl"]),
    ("jieba_rs", &["segment"]),
    ("itoa", &["extract"]),
    ("ron", &["knowledge", "graph"]),
    ("decypher", &["query"]),
    ("clap", &["cli"]),
    ("dugong", &["export"]),
    ("parquet", &["export"]),
    ("indicatif", &["cli"]),
    ("encoding_rs", &["corpus"]),
    ("chardetng", &["corpus"]),
    ("walkdir", &["corpus"]),
    ("pinyin", &["question"]),
    ("comfy_table", &["session"]),
    ("html5gum", &["corpus"]),
    ("lopdf", &["corpus"]),
    ("quick_xml", &["corpus"]),
    ("zip", &["corpus"]),
    ("mimalloc", &["main"]),
    ("tempfile", &["corpus", "graph", "knowledge"]),
    ("ctrlc", &["cli"]),
    ("dirs", &["cli"]),
    ("terminal_size", &["cli"]),
];

const LONGEST_FILE: usize = 500;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
    found.sort();
}

fn all_sources() -> Vec<(String, String)> {
    let mut found = Vec::new();
    sources(&root().join("src"), &mut found);
    found
        .into_iter()
        .map(|path| {
            let name = path.strip_prefix(root().join("src")).unwrap().display().to_string();
            let text = fs::read_to_string(&path).unwrap();
            (name.replace('\\', "/"), text)
        })
        .collect()
}

/// The module a file belongs to: its folder, or its own name at the top.
fn module(file: &str) -> &str {
    file.split('/').next().unwrap().trim_end_matches(".rs")
}

/// The word that starts at the front of `text`.
fn word(text: &str) -> &str {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap()
}

/// Every `crate::x` in the code of a file, with the number of its line. Comments may point anywhere,
/// and so may the tests at the end of a file.
fn uses<'t>(text: &'t str, of: &str) -> Vec<(usize, &'t str)> {
    let mut found = Vec::new();
    let code_lines = text.lines().take_while(|line| *line != "#[cfg(test)]");
    for (number, line) in code_lines.enumerate() {
        let code = line.split("//").next().unwrap();
        let mut rest = code;
        let mut last = None;
        while let Some((before, after)) = rest.split_once(of) {
            let last_char = before.chars().last().or(last);
            if last_char.is_none_or(|c: char| !c.is_alphanumeric() && c != '_') {
                found.push((number + 1, word(after)));
            }
            last = of.chars().last();
            rest = after;
        }
    }
    found
}

/// Uses that run against the flow of data, as sentences.
fn upward_uses(file: &str, text: &str) -> Vec<String> {
    let home = module(file);
    if matches!(home, "lib" | "main" | COLLECTS_ERRORS) {
        return Vec::new();
    }
    let place = FLOW.iter().position(|m| *m == home);
    let place =
        place.unwrap_or_else(|| panic!("src/{file}: module `{home}` has no place in the flow"));
    let mut wrong = Vec::new();
    for (line, used) in uses(text, "crate::") {
        let allowed = FLOW.iter().position(|m| *m == used).is_none_or(|p| p <= place);
        let errors = used == COLLECTS_ERRORS && place < FLOW.len() - 3;
        if !allowed || errors {
            wrong.push(format!("src/{file}:{line}: `{home}` must not use `{used}`"));
        }
    }
    wrong
}

/// Crates named outside their home, as sentences.
fn strayed_crates(file: &str, text: &str) -> Vec<String> {
    let home = module(file);
    let mut wrong = Vec::new();
    for (name, homes) in HOMES.iter().filter(|(_, homes)| !homes.contains(&home)) {
        for (line, _) in uses(text, &format!("{name}::")) {
            wrong.push(format!("src/{file}:{line}: `{name}` belongs in {}", homes.join(", ")));
        }
    }
    wrong
}

#[test]
fn data_flows_one_way() {
    let wrong: Vec<_> = all_sources().iter().flat_map(|(f, t)| upward_uses(f, t)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_dependency_has_one_home() {
    let wrong: Vec<_> = all_sources().iter().flat_map(|(f, t)| strayed_crates(f, t)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn planted_violations_are_found() {
    let upward = "use crate::text::Span;\nuse crate::graph::KnowledgeGraph;\n";
    assert_eq!(
        upward_uses("mention/x.rs", upward),
        ["src/mention/x.rs:2: `mention` must not use `graph`"]
    );
    assert_eq!(upward_uses("graph/x.rs", upward), [""; 0]);
    assert_eq!(upward_uses("text/x.rs", "// see crate::graph::Link\n"), [""; 0]);
    let stray = "let g = petgraph::Graph::new();\nmy_petgraph::x();\n";
    assert_eq!(
        strayed_crates("query/x.rs", stray),
        ["src/query/x.rs:1: `petgraph` belongs in graph"]
    );
    assert_eq!(strayed_crates("graph/x.rs", stray), [""; 0]);
}

#[test]
fn every_dependency_is_in_the_table_or_free() {
    let free = [
        "csv",
        "glob",
        "rayon",
        "serde",
        "serde_json",
        // Maps that are asked for every mention, keyed by what no stranger chooses.
        "rustc_hash",
        "sha2",
        "thiserror",
        "unicode_width",
        "zstd",
    ];
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let section = manifest.split("[dependencies]").nth(1).unwrap().split("\n[").next().unwrap();
    for line in section.lines().filter(|line| line.contains('=')) {
        let name = line.split('=').next().unwrap().trim().replace('-', "_");
        let known = HOMES.iter().any(|(n, _)| *n == name) || free.contains(&name.as_str());
        assert!(known, "`{name}` has no home in tests/it/architecture.rs");
    }
}

#[test]
fn every_file_opens_with_what_goes_in_and_what_comes_out() {
    for (file, text) in all_sources() {
        assert!(
            text.starts_with("//! "),
            "src/{file}: the first line must say what goes in and out"
        );
    }
}

#[test]
fn no_file_is_longer_than_a_reader_can_hold() {
    for (file, text) in all_sources() {
        let lines = text.lines().count();
        assert!(lines <= LONGEST_FILE, "src/{file}: {lines} lines, the cap is {LONGEST_FILE}");
    }
}

#[test]
fn there_are_no_bags() {
    let bags = ["utils", "util", "helpers", "helper", "common", "misc", "types", "manager"];
    for (file, _) in all_sources() {
        for part in file.trim_end_matches(".rs").split('/') {
            assert!(!bags.contains(&part), "src/{file}: `{part}` says nothing; name what it holds");
        }
    }
}

#[test]
fn every_module_has_its_section_in_the_architecture_page() {
    let page = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    for name in FLOW {
        assert!(
            page.contains(&format!("### `{name}`")),
            "ARCHITECTURE.md has no section on `{name}`"
        );
    }
}

#[test]
fn every_test_file_is_run() {
    let folder = root().join("tests/it");
    let list = fs::read_to_string(folder.join("main.rs")).unwrap();
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let listed = name == "main" || list.contains(&format!("mod {name};"));
        assert!(
            listed || path.extension().is_none_or(|e| e != "rs"),
            "tests/it/{name}.rs is not run"
        );
    }
}
