//! Exports in, what the programs they are for read out of them, where those are installed.
//!
//! `PYTHON` names the Python that has networkx, igraph, pyoxigraph and kuzu, if it is not `python3`.

use crate::readings::{graph, reading};
use crate::sample;
use std::path::Path;
use std::process::Command;
use tupu::export::{Format, Scope, Selection, Written};
use tupu::graph::KnowledgeGraph;
use tupu::knowledge::Knowledge;

/// Names that hold everything that ends a string, a row or an element somewhere.
fn hostile() -> KnowledgeGraph {
    let names = [
        "甲\"乙\"公司",
        "it's,a;firm|b",
        "<b>&amp;</b> & 'c'",
        "溧阳👩‍🔬市",
        "שלום عليكم",
        "反\\斜\\\\杠\\",
        "a\nb\r\nc",
        "@prefix <x> . \"\"\"",
        "${x} $1 {{y}} %s",
        "=1+1",
        "]]>--><!--",
    ];
    let firms: Vec<String> = names
        .iter()
        .map(|name| {
            let id = name.replace(['{', '}', ':'], "_");
            format!("{{company/{id}:{id}}}落户{{place/丙县:丙县}}。 # 0 located_in 1")
        })
        .collect();
    let firms: Vec<&str> = firms.iter().map(String::as_str).collect();
    graph([reading("a \"b\" <c>.txt", Some("2023-05-01"), &firms)])
}

/// Writes the whole graph in every format that a reader is there for.
fn export(graph: &KnowledgeGraph, folder: &Path) {
    let selection = Selection::new(graph, &Scope::default());
    for file in ["all.graphml", "all.gexf", "all.json", "all.cyjs", "all.ttl", "kuzu"] {
        let format = Format::of_name(file).unwrap_or(Format::Kuzu);
        match format.write(&selection, Knowledge::embedded().schema()) {
            Written::Text(text) => std::fs::write(folder.join(file), text).unwrap(),
            Written::Folder(files) => {
                std::fs::create_dir(folder.join(file)).unwrap();
                for (name, text) in files {
                    std::fs::write(folder.join(file).join(name), text).unwrap();
                }
            }
        }
    }
}

#[track_caller]
fn read_back(graph: &KnowledgeGraph) {
    let folder = tempfile::tempdir().unwrap();
    export(graph, folder.path());
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/readers.py");
    let python = std::env::var_os("PYTHON").unwrap_or_else(|| "python3".into());
    let Ok(done) = Command::new(python).arg(script).arg(folder.path()).output() else { return };
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let links = Selection::new(graph, &Scope::default()).links.len();
    for line in String::from_utf8(done.stdout).unwrap().lines() {
        let told: serde_json::Value = serde_json::from_str(line).unwrap();
        let rows = told["reader"].as_str().unwrap().contains("csv");
        // A bulk loader reads one row per line.
        let name = |name: &str| match rows {
            true => name.replace(|c: char| c.is_control(), " "),
            false => name.to_owned(),
        };
        let mut names: Vec<String> = graph.nodes().map(|node| name(node.name())).collect();
        names.sort();
        assert_eq!(told["names"], serde_json::json!(names), "{}", told["reader"]);
        assert_eq!(told["links"], links, "{}", told["reader"]);
    }
}

#[test]
fn every_name_and_link_comes_back_however_odd_the_names() {
    read_back(&hostile());
}

#[test]
fn the_sample_comes_back_whole() {
    read_back(sample::graph());
}
