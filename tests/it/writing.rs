//! Cypher that writes on a knowledge graph: kept beside what was read, with its evidence.

use crate::sample;
use crate::session::{said, session};
use serde_json::{Value, json};
use tupu::graph::KnowledgeGraph;
use tupu::session::Session;
use tupu::session::protocol::Program;

fn count(session: &mut Session, pattern: &str) -> usize {
    let page = said(session, &format!("MATCH {pattern} RETURN count(*) AS n"));
    page.split_whitespace().last().unwrap().parse().unwrap()
}

const LINKED: &str = "(:Company {name: '天目湖碳材'})-[:located_in]->(:Place {name: '溧阳市'})";

#[test]
fn what_cypher_writes_is_saved_with_its_evidence() {
    let session = &mut session();
    let statement = "MATCH (p:地点 {name: '溧阳市'}) \
         CREATE (c:企业 {name: '天目湖碳材'})-[:位于 {why: '工商登记'}]->(p)";
    let told = said(session, statement);
    assert!(told.contains("entities +1") && told.contains("links +1"), "{told}");
    assert!(session.unsaved());
    assert_eq!(count(session, LINKED), 1);
    let why = said(session, "why 天目湖碳材 溧阳市");
    assert!(why.contains("工商登记") && why.contains("by hand"), "{why}");

    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("g.ron").display().to_string();
    said(session, &format!("save {path}"));
    let again = &mut self::session();
    said(again, &format!("open {path}"));
    assert_eq!(count(again, LINKED), 1);
    let rule = "MATCH (c {name: '天目湖碳材'})-[r]->(p {name: '溧阳市'}) \
         RETURN r.modality + ' ' + r.evidence[0].rule + ' ' + r.evidence[0].document AS x";
    assert!(said(again, rule).contains("stated by_hand by hand"));
    let before = KnowledgeGraph::new(sample::graph().archive().clone());
    let difference = before.difference(again.graph());
    assert_eq!((difference.entities_added.len(), difference.links_added.len()), (1, 1));
}

#[test]
fn merge_adds_once_and_the_statement_is_the_reason() {
    let session = &mut session();
    let links = count(session, "()-[r:located_in]->()");
    let statement = "MATCH (p:Place {name: '溧阳市'}) \
         MERGE (c:Company {name: '天目湖碳材'}) MERGE (c)-[:located_in]->(p)";
    said(session, statement);
    assert_eq!(said(session, statement), "done; nothing is different\n");
    assert_eq!(count(session, "()-[r:located_in]->()"), links + 1);
    assert!(said(session, "why 天目湖碳材 溧阳市").contains("MERGE (c:Company"));
    said(session, "undo");
    assert_eq!(count(session, "()-[r:located_in]->()"), links);
}

#[test]
fn set_and_delete_correct_what_was_read() {
    let session = &mut session();
    let links = count(session, "({name: '宁德时代'})-[r:located_in]->()");
    assert!(links > 0);
    said(session, "MATCH ({name: '宁德时代'})-[r:located_in]->() DELETE r");
    assert_eq!(count(session, "({name: '宁德时代'})-[r:located_in]->()"), 0);
    said(session, "MATCH (c {name: '宁德时代'}) SET c.name = '宁德时代新能源'");
    assert_eq!(count(session, "(:Company {name: '宁德时代新能源'})"), 1);
    said(session, "MATCH (c:Company {name: '宁德时代新能源'}) SET c:Institution");
    assert_eq!(count(session, "(:Institution {name: '宁德时代新能源'})"), 1);
    said(session, "MATCH (c {name: '宁德时代新能源'}) DETACH DELETE c");
    assert_eq!(count(session, "({name: '宁德时代新能源'})"), 0);
    for _ in 0..4 {
        said(session, "undo");
    }
    assert_eq!(count(session, "({name: '宁德时代'})-[r:located_in]->()"), links);
}

#[test]
fn what_cannot_be_kept_is_refused_whole() {
    let session = &mut session();
    let all = (count(session, "(n)"), count(session, "()-[r]->()"));
    for statement in [
        "CREATE (:Company {name: '天目湖碳材'}), (:Dragon {name: '龙'})",
        "CREATE (:Company)",
        "CREATE (:Company:Place {name: '某地'})",
        "CREATE (:Company {name: '天目湖碳材', mentions: 5})",
        "MATCH (a:Place {name: '溧阳市'}) CREATE (a)-[:likes]->(a)",
        "MATCH (a:Place {name: '溧阳市'}) CREATE (a)-[:part_of {support: 9}]->(a)",
        "MATCH ()-[r:co_occurs]->() DELETE r",
        "MATCH ()-[r:located_in]->() SET r.support = 9",
        "MATCH (a:Place {name: '溧阳市'}) SET a.mentions = 9",
        "MATCH (f:Figure) DETACH DELETE f",
    ] {
        let error = session.reply(statement).unwrap_err();
        assert!(error.hint().is_some(), "{statement}: {error}");
        assert!(!session.unsaved(), "{statement}");
    }
    assert_eq!((count(session, "(n)"), count(session, "()-[r]->()")), all);
}

#[test]
fn programs_write_ask_and_save_in_one_session() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("g.ron").display().to_string();
    let program = &mut Program::over(session());
    let mut said = |request: Value| -> Value {
        serde_json::from_str(&program.answer(&request.to_string())).unwrap()
    };
    let written = said(json!({
        "query": "UNWIND $firms AS firm MATCH (p:Place {name: $place}) \
                  MERGE (c:Company {name: firm}) MERGE (c)-[:located_in]->(p)",
        "params": {"firms": ["天目湖碳材", "曹山精工"], "place": "溧阳市"},
    }));
    assert!(written["changes"].as_str().unwrap().contains("entities +2"), "{written}");
    let found = said(json!({"query": format!("MATCH {LINKED} RETURN count(*)")}));
    assert_eq!(found["rows"], json!([[1]]));
    let answer = said(json!({"ask": "天目湖碳材在哪里？"}));
    assert_eq!(answer["answers"][0]["name"], "溧阳市", "{answer}");
    let saved = said(json!({"command": format!("save {path}")}));
    assert!(saved["text"].as_str().unwrap().starts_with("saved"), "{saved}");
    assert!(tupu::graph::load(path.as_ref()).unwrap().find("曹山精工").is_ok());
    assert_eq!(said(json!({"reset": true})), json!({"ok": true}));
    said(json!({"query": "CREATE (:Dragon)"}));
    let found = said(json!({"query": "MATCH (n) RETURN labels(n)"}));
    assert_eq!(found["rows"], json!([[["Dragon"]]]));
}
