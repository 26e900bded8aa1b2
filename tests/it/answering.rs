//! Small texts of our own in, what is answered about them out: counts, no link, unknown names.

use std::sync::Arc;
use tupu::corpus::Document;
use tupu::graph::{Archive, KnowledgeGraph};
use tupu::knowledge::Knowledge;
use tupu::question::{Answer, Desk, Question};

/// A desk over documents that are named a.txt, b.txt, ….
pub(crate) fn desk(texts: &[&str]) -> Arc<Desk> {
    let knowledge = Knowledge::embedded();
    let documents = texts.iter().zip(b'a'..).map(|(text, name)| {
        Document::of_text(format!("{}.txt", char::from(name)), (*text).to_owned())
    });
    let extractions = documents.map(|document| tupu::extract::extract(&document, knowledge));
    let (mut archive, _) = Archive::new(extractions);
    archive.learn(knowledge);
    let graph = Arc::new(KnowledgeGraph::new(archive));
    Desk::new(graph, Arc::new(Knowledge::load(None).unwrap()))
}

pub(crate) fn ask(desk: &Arc<Desk>, question: &str) -> Answer {
    let view = desk.view();
    let asked = Question { text: question, ..Question::default() };
    desk.ask(&view, &desk.options(), &asked).0
}

pub(crate) fn names(answer: &Answer) -> Vec<&str> {
    answer.answers.iter().map(|finding| finding.name.as_str()).collect()
}

#[test]
fn a_count_is_told_as_a_text_states_it() {
    let desk = desk(&["洛阳市有轴承企业200余家。洛阳轴承集团位于洛阳市涧西区。"]);
    let answer = ask(&desk, "洛阳有多少家轴承企业？");
    assert!(names(&answer)[0].starts_with("200"), "{answer:?}");
    let english = ask(&desk, "How many bearing companies are there in Luoyang?");
    assert!(names(&english)[0].starts_with("200"), "{english:?}");
}

#[test]
fn no_link_is_an_answer_with_the_nearest_pair() {
    let desk =
        desk(&["小鹏汽车与亿航智能签署战略合作协议。", "燕京啤酒与青岛啤酒签署战略合作协议。"]);
    let answer = ask(&desk, "小鹏汽车和燕京啤酒之间有什么联系？");
    assert!(names(&answer)[0].contains("没有联系"), "{answer:?}");
    assert!(answer.cypher.contains("allShortestPaths"), "{}", answer.cypher);
}

#[test]
fn a_name_that_no_text_holds_is_not_answered_with_its_parts() {
    let desk = desk(&["西安市推动航空产业发展，西北工业大学位于西安市。"]);
    for question in ["中国天外飞碟研究院在什么地方？", "Who is the mayor of Atlantis?"]
    {
        let answer = ask(&desk, question);
        assert!(answer.answers.is_empty(), "{question}: {answer:?}");
    }
}

#[test]
fn a_question_of_a_hundred_thousand_characters_is_read_at_once() {
    let desk = desk(&["宜宾市举办了动力电池大会。"]);
    let long = "宜宾市有哪些企业和大会以及别的什么".repeat(6_000);
    let answer = ask(&desk, &long);
    assert_eq!(answer.question, long);
}
