//! A graph in, tables that other stores read out: every row, and odd characters to the letter.

use crate::readings::{graph, reading};
use std::fs;
use std::path::Path;
use std::process::Command;
use tupu::export::{Format, Scope, Selection, Written};
use tupu::graph::{Basis, Filter, KnowledgeGraph};
use tupu::knowledge::Knowledge;

const ODD: &str = "甲\"乙\",'\\;|\u{1f468}\u{200d}\u{1f33e}𠮷<&>公司";

fn sample() -> KnowledgeGraph {
    let link = |how: &str| {
        let said = format!("0 located_in 1 {how}");
        format!("{{company/{ODD}:甲公司}}落户{{place/溧阳市:溧阳}}，\n共同建设。 # {said}")
    };
    let more = "{company/恒岭电池:恒岭}与{place/溧阳市:溧阳市}。 # 0 invests_in 1 planned 2024";
    graph([
        reading("a,\"1\".txt", Some("2023-05"), &[&link(""), more]),
        reading("b.txt", None, &[&link("negated"), "{place/溧阳市:溧阳}在此。"]),
    ])
}

fn write(format: &str, folder: &Path) {
    let graph = sample();
    let filter = Filter::default().bases(Basis::ALL);
    let selection = Selection::new(&graph, &Scope { filter, ..Scope::default() });
    let format: Format = format.parse().unwrap();
    let Written::Folder(files) = format.write(&selection, Knowledge::embedded().schema()) else {
        panic!("one file")
    };
    for (name, bytes) in files {
        fs::write(folder.join(name), bytes).unwrap();
    }
}

/// What a script says to the Python of `PYTHON`; nothing where its modules are not installed.
fn python(folder: &Path, modules: &str, script: &str) -> Option<String> {
    let python = std::env::var("PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let run =
        |script: &str| Command::new(&python).args(["-c", script]).current_dir(folder).output();
    if !run(&format!("import {modules}")).is_ok_and(|done| done.status.success()) {
        return None;
    }
    let done = run(script).unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    Some(String::from_utf8(done.stdout).unwrap())
}

#[test]
fn nebula_finds_its_columns_in_the_headers_and_no_number_is_empty() {
    let folder = tempfile::tempdir().unwrap();
    write("nebula-csv", folder.path());
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    assert!(read("entity.csv").starts_with(":VID(string),Entity.id:string,Entity.name:string,"));
    let edges = read("edge_located_in.csv");
    let head = ":SRC_VID(string),:DST_VID(string),:RANK,located_in.modality:string,";
    assert!(edges.starts_with(head), "{edges}");
    let mut rows = csv::Reader::from_reader(edges.as_bytes());
    let numbers: Vec<usize> = rows
        .headers()
        .unwrap()
        .iter()
        .enumerate()
        .filter(|(_, name)| name.ends_with(":int") || name.ends_with(":double") || *name == ":RANK")
        .map(|(at, _)| at)
        .collect();
    let rows: Vec<_> = rows.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 2, "stated and negated are two");
    for row in &rows {
        assert!(numbers.iter().all(|&at| row[at].parse::<f64>().is_ok()), "{row:?}");
    }
    assert_ne!(rows[0][2], rows[1][2], "the rank tells them apart");
    let schema = read("schema.ngql");
    assert!(schema.contains("vid_type=FIXED_STRING(128)") && schema.contains("EDGE"), "{schema}");
    for edge in ["edge_located_in.csv", "edge_invests_in.csv", "entity.csv"] {
        assert!(read("importer.yaml").contains(edge));
    }
}

#[cfg(feature = "parquet")]
#[test]
fn duckdb_and_pandas_read_every_row_of_the_tables() {
    let folder = tempfile::tempdir().unwrap();
    write("parquet", folder.path());
    let script = "
import duckdb
for table in ['nodes', 'edges', 'mentions', 'edge_evidence', 'docs']:
    print(table, duckdb.sql(f\"select count(*) from '{table}.parquet'\").fetchall()[0][0])
print(duckdb.sql(\"select name from 'nodes.parquet' where id like 'company/甲%'\").fetchall()[0][0])
print(duckdb.sql(\"select type, evidence_count from 'edges.parquet' order by id\").fetchall())
print(duckdb.sql(\"select len(aliases) from 'nodes.parquet' order by id\").fetchall())
";
    if let Some(told) = python(folder.path(), "duckdb", script) {
        assert!(
            told.starts_with("nodes 3\nedges 3\nmentions 7\nedge_evidence 3\ndocs 2\n"),
            "{told}"
        );
        assert!(told.contains(ODD), "{told}");
        assert!(told.contains("('not_located_in', 1)"), "{told}");
    }
    let script = "
import pandas
nodes = pandas.read_parquet('nodes.parquet')
print(list(nodes.columns), len(nodes), nodes['mention_count'].sum())
mentions = pandas.read_parquet('mentions.parquet')
print(sorted(set(mentions['surface'])), (mentions['end'] > mentions['start']).all())
print(pandas.read_parquet('docs.parquet')['title'].isna().all())
";
    if let Some(told) = python(folder.path(), "pandas, pyarrow", script) {
        assert!(told.contains("'props'] 3 7"), "{told}");
        assert!(told.contains("['恒岭', '溧阳', '溧阳市', '甲公司'] True\nTrue"), "{told}");
    }
}

#[cfg(feature = "parquet")]
#[test]
fn kuzu_loads_the_tables_by_the_script_beside_them() {
    let folder = tempfile::tempdir().unwrap();
    let script = "
import kuzu
graph = kuzu.Connection(kuzu.Database('g.kuzu'))
for line in open('load.cypher', encoding='utf-8').read().split(';\\n'):
    if line.strip():
        graph.execute(line)
def rows(query):
    found = graph.execute(query)
    while found.has_next():
        print(*found.get_next())
rows('MATCH (a)-[l:Link]->(b) RETURN l.type, a.name, b.name ORDER BY l.type')
rows('MATCH (:Entity)-[m:Mention]->(d:Doc) RETURN d.id, count(*) ORDER BY d.id')
";
    write("parquet", folder.path());
    if let Some(told) = python(folder.path(), "kuzu", script) {
        assert!(told.contains(&format!("not_located_in {ODD} 溧阳市")), "{told}");
        assert!(told.contains("a,\"1\".txt 4\nb.txt 3"), "{told}");
    }
}

#[test]
fn kuzu_loads_the_csv_by_the_script_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    write("kuzu-csv", folder.path());
    let script = "
import kuzu
graph = kuzu.Connection(kuzu.Database('g.kuzu'))
for line in open('load.cypher', encoding='utf-8').read().split(';\\n'):
    if line.strip():
        graph.execute(line)
print(graph.execute('MATCH (a)-[l:Link]->(b) RETURN count(*)').get_next())
";
    if let Some(told) = python(folder.path(), "kuzu", script) {
        assert_eq!(told.trim(), "[3]");
    }
}
