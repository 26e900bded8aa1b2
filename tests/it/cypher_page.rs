//! The page on Cypher in, every example and every name on it checked against the sample graph.

use crate::sample;
use std::collections::BTreeSet;
use std::sync::Arc;
use tupu::graph::KnowledgeGraph;
use tupu::graph::property::{Map, PropertyGraph, Value};
use tupu::knowledge::Knowledge;
use tupu::query::{Options, Table, Vocabulary, query};
use tupu::session::{Session, Settings};

const PAGE: &str = include_str!("../../src/query/README.md");

fn run(view: &mut PropertyGraph, text: &str) -> Table {
    let vocabulary = Vocabulary::of(Knowledge::embedded());
    let options = Options { vocabulary, ..Options::default() };
    query(view, text, &Map::new(), &options).unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn view() -> PropertyGraph {
    Arc::new(KnowledgeGraph::new(sample::graph().archive().clone())).view()
}

/// What a line of the page has in backticks.
fn marked(line: &str) -> Vec<&str> {
    line.split('`').skip(1).step_by(2).collect()
}

/// The rows of the table under a heading, as two cells.
fn rows(heading: &str) -> Vec<(&'static str, &'static str)> {
    let (_, after) = PAGE.split_once(heading).unwrap();
    let lines = after.lines().skip_while(|line| !line.starts_with('|')).skip(2);
    lines
        .take_while(|line| line.starts_with('|'))
        .map(|line| line.trim_matches('|').split_once('|').unwrap())
        .collect()
}

fn texts(table: &Table) -> BTreeSet<String> {
    table.rows.iter().filter_map(|row| row[0].as_text().map(str::to_owned)).collect()
}

#[test]
fn every_example_finds_something() {
    let view = &mut view();
    let examples: Vec<&str> = PAGE.split("```cypher\n").skip(1).collect();
    assert!(!examples.is_empty());
    for example in examples {
        let (text, _) = example.split_once("```").unwrap();
        let table = run(view, text);
        assert!(!table.rows.is_empty() && table.notes.is_empty(), "{text}: {:?}", table.notes);
    }
}

#[test]
fn every_label_and_property_is_there() {
    let view = &mut view();
    let labels = texts(&run(view, "CALL db.labels()"));
    let keys = texts(&run(view, "CALL db.propertyKeys()"));
    let sample = "MATCH ()-[r {modality: 'stated'}]->() RETURN keys(r.evidence[0]) LIMIT 1";
    let Value::List(evidence) = run(view, sample).rows[0][0].clone() else { panic!("no list") };
    let evidence: Vec<&str> = evidence.iter().filter_map(Value::as_text).collect();
    let mut checked = 0;
    for (what, seen) in rows("## The knowledge graph in Cypher") {
        for name in marked(seen).into_iter().filter(|name| name.chars().all(is_letter)) {
            let known = labels.contains(name)
                || keys.contains(name)
                || evidence.contains(&name)
                || !run(view, &format!("MATCH ()-[r:{name}]->() RETURN r LIMIT 1")).rows.is_empty()
                || ["stated", "planned"].contains(&name);
            assert!(known || name == "not_", "{what}: `{name}` is nowhere in the graph");
            checked += 1;
        }
    }
    assert!(checked > 30, "{checked}");
}

fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic() || c == '_'
}

#[test]
fn every_procedure_can_be_called() {
    let view = &mut view();
    let (_, list) = PAGE.split_once("`CALL tupu.schema()`").unwrap();
    let (list, _) = list.split_once("are always there").unwrap();
    let mut calls = vec!["tupu.schema()".to_owned()];
    calls.extend(marked(list).into_iter().map(|call| {
        call.replace("name", "'溧阳市'").replace("from, to, longest", "'宁德时代', '溧阳市', 3")
    }));
    assert!(calls.len() > 5);
    for call in calls {
        assert!(!run(view, &format!("CALL {call}")).rows.is_empty(), "{call}");
    }
}

#[test]
fn every_way_of_writing_is_kept() {
    let statements: Vec<&str> =
        rows("## Writing").into_iter().flat_map(|(written, _)| marked(written)).collect();
    assert!(statements.len() > 4);
    for statement in statements {
        let knowledge = Arc::new(Knowledge::load(None).unwrap());
        let mut session = Session::new(knowledge, Settings::plain());
        session.take(KnowledgeGraph::new(sample::graph().archive().clone()), None, false);
        let ends = "MATCH (a:Company {name: '宁德时代'}), (b:Place {name: '深圳市'})";
        let found = if statement.starts_with("MATCH") || statement.starts_with("CREATE (:") {
            statement.to_owned()
        } else {
            format!("{ends} {statement}")
        };
        session.reply(&found).unwrap_or_else(|error| panic!("{found}: {error}"));
        assert!(session.unsaved(), "{found}");
    }
}
