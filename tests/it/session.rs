//! Lines in, replies out, without a terminal.

use crate::sample;
use std::sync::Arc;
use tupu::graph::KnowledgeGraph;
use tupu::knowledge::Knowledge;
use tupu::session::{Reply, Session, Settings, Taken, complete};

pub(crate) fn session() -> Session {
    let knowledge = Arc::new(Knowledge::load(None).unwrap());
    let mut session = Session::new(knowledge, Settings::plain());
    session.take(KnowledgeGraph::new(sample::graph().archive().clone()), None, false);
    session
}

pub(crate) fn said(session: &mut Session, line: &str) -> String {
    let settings = session.settings();
    session.reply(line).unwrap_or_else(|error| panic!("{line}: {error}")).written(settings)
}

#[test]
fn a_line_is_taken_for_a_question_cypher_or_a_command() {
    let session = session();
    for (line, taken) in [
        ("", Taken::Nothing),
        ("// a remark", Taken::Nothing),
        ("stats", Taken::Command),
        ("show 溧阳", Taken::Command),
        (":nonsense", Taken::Command),
        ("show me the firms in Liyang", Taken::Question),
        ("溧阳有哪些企业？", Taken::Question),
        ("why is Liyang known for batteries?", Taken::Question),
        ("MATCH (n) RETURN n", Taken::Cypher),
        ("match (c:公司) return c.name", Taken::Cypher),
        ("return 1", Taken::Cypher),
    ] {
        assert_eq!(session.taken(line), taken, "{line}");
    }
}

#[test]
fn commands_look_around_the_graph() {
    let session = &mut session();
    assert!(said(session, "stats").contains("18"));
    assert!(said(session, "find liyang").contains("溧阳市"));
    assert!(said(session, "show Liyang").starts_with("溧阳市"));
    assert!(said(session, "neighbours 溧阳 Company").contains("宁德时代"));
    assert!(said(session, "path 宁德时代 常州").contains("宁德时代"));
    assert!(said(session, "help").contains("neighbours"));
    assert!(said(session, "help why").contains("sentence"));
}

#[test]
fn an_answer_has_numbers_that_lead_to_its_sentences() {
    let session = &mut session();
    let page = said(session, "which firms connect to Liyang's battery cluster");
    assert!(page.starts_with("understood as: "), "{page}");
    assert!(page.contains("宁德时代") && page.contains(".txt:"), "{page}");
    assert!(said(session, "why 1").contains("1. "));
    assert!(session.reply("why 99").is_err());
}

#[test]
fn cypher_answers_in_tables_of_the_mode_chosen() {
    let session = &mut session();
    let query =
        "MATCH (c:公司)-[:located_in]->(p:Place) RETURN c.name AS 企业 ORDER BY 企业 LIMIT 2";
    assert!(said(session, query).contains("企业"));
    said(session, "mode json");
    let rows: serde_json::Value = serde_json::from_str(&said(session, query)).unwrap();
    assert_eq!(rows.as_array().unwrap().len(), 2);
    let error = session.reply("MATCH (c RETRUN c").unwrap_err();
    assert!(error.to_string().contains('^'), "{error}");
}

#[test]
fn mistakes_are_explained_and_change_nothing() {
    let session = &mut session();
    for (line, part) in [
        (":stast", "did you mean"),
        ("shwo 溧阳", "did you mean `show`"),
        ("path 溧阳", "path A B"),
        ("show 不存在的名字啊", "不存在的名字啊"),
        ("open no-such-file.ron", "no-such-file.ron"),
        ("save", "no file"),
        ("neighbours 溧阳 Dragon", "Dragon"),
        ("show \"half", "quotation"),
    ] {
        let error = session.reply(line).unwrap_err();
        let words = format!("{error} {}", error.hint().unwrap_or_default());
        assert!(words.contains(part), "{line}: {words}");
    }
    assert!(said(session, "stats").contains("18"));
    // What is no slip of a command stays a question.
    for line in ["name the firms in Liyang", "shop 溧阳", "shwo 溧阳 is what?"] {
        assert!(matches!(session.reply(line), Ok(Reply::Answer(_))), "{line}");
    }
}

#[test]
fn unsaved_work_is_not_left_without_a_word() {
    let session = &mut session();
    session.take(KnowledgeGraph::new(sample::graph().archive().clone()), None, true);
    assert!(session.reply("quit").is_err());
    assert_eq!(session.reply("quit").unwrap(), Reply::Leave);
}

#[test]
fn typing_goes_on_in_chinese_in_pinyin_and_by_initials() {
    let session = session();
    let offered = |line: &str| -> Vec<String> {
        complete(&session, line, line.len()).1.into_iter().map(|way| way.text).collect()
    };
    assert_eq!(offered("neigh"), ["neighbours"]);
    for line in ["show 溧", "show liy", "show LYS"] {
        assert!(offered(line).contains(&"溧阳市".to_owned()), "{line}: {:?}", offered(line));
    }
    assert!(offered("neighbours 溧阳 Comp").contains(&"Company".to_owned()));
}
