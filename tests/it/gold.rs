//! The sample texts and their annotations in, whether they agree with each other.

use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use tupu::corpus;
use tupu::knowledge::{Kind, Knowledge};

const ANNOTATED: [&str; 6] = ["corpus", "passages", "news", "wide", "taught", "figures"];

fn below(path: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn lines(name: &str) -> Vec<Value> {
    let text = fs::read_to_string(below(&format!("tests/gold/{name}.jsonl"))).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn sample() -> Vec<corpus::Document> {
    let reading = corpus::read(&[below("corpus")]);
    assert!(reading.skipped.is_empty(), "{:?}", reading.skipped);
    reading.documents
}

fn list<'a>(line: &'a Value, key: &str) -> &'a [Value] {
    line[key].as_array().map_or(&[], Vec::as_slice)
}

fn words<'a>(line: &'a Value, key: &str) -> &'a str {
    line[key].as_str().unwrap_or_else(|| panic!("`{key}` is no string in {line}"))
}

/// The characters of `line`'s text that `marked` spans.
fn spanned(line: &Value, marked: &Value) -> String {
    let at = |key: &str| marked[key].as_u64().unwrap() as usize;
    let text: Vec<char> = words(line, "text").chars().collect();
    text[at("start")..at("end")].iter().collect()
}

fn kind(entity: &Value) -> Kind {
    let name = words(entity, "kind");
    Knowledge::embedded().schema().kind(name).unwrap_or_else(|| panic!("no kind {name}")).id
}

fn unspaced(text: &str) -> String {
    text.split_whitespace().collect()
}

#[test]
fn every_text_of_the_sample_states_its_title_and_its_date() {
    let documents = sample();
    assert!(documents.len() >= 18, "only {} texts", documents.len());
    // A page as OCR gives it begins with the name of a picture.
    let stated = documents.iter().filter(|document| !document.id.ends_with("newspaper-page.txt"));
    let silent = stated.filter(|document| document.title.is_none() || document.date.is_none());
    let silent: Vec<_> = silent.map(|text| (&text.id, &text.title, &text.date)).collect();
    assert!(silent.is_empty(), "{silent:?}");
}

#[test]
fn annotated_texts_of_the_sample_are_as_they_are_read() {
    let documents = sample();
    for line in lines("corpus") {
        let id = words(&line, "id");
        let document = documents.iter().find(|document| document.id == id).unwrap();
        assert_eq!(document.text, words(&line, "text"), "{id}");
    }
}

#[test]
fn every_name_stands_at_its_span_and_none_within_another() {
    for line in ANNOTATED.iter().flat_map(|name| lines(name)) {
        let mut past = 0;
        for entity in list(&line, "entities") {
            kind(entity);
            assert_eq!(words(entity, "name"), unspaced(&spanned(&line, entity)), "{}", line["id"]);
            assert!(entity["start"].as_u64().unwrap() >= past, "{}: {entity}", line["id"]);
            past = entity["end"].as_u64().unwrap();
        }
        for optional in list(&line, "optional") {
            assert!(!spanned(&line, optional).is_empty());
        }
    }
}

#[test]
fn every_relation_joins_kinds_that_the_schema_lets_it_join() {
    for line in ANNOTATED.iter().flat_map(|name| lines(name)) {
        let entities = list(&line, "entities");
        let end =
            |relation: &Value, key: &str| kind(&entities[relation[key].as_u64().unwrap() as usize]);
        for relation in list(&line, "relations") {
            let entry = Knowledge::embedded().schema().relation(words(relation, "type")).unwrap();
            let joins = entry.joins(end(relation, "head"), end(relation, "tail"));
            assert!(joins, "{}: {relation}", line["id"]);
        }
    }
}

#[test]
fn every_figure_stands_at_its_span_and_has_an_owner_or_none() {
    for line in ANNOTATED.iter().flat_map(|name| lines(name)) {
        let owners = list(&line, "entities").len() as u64;
        for figure in list(&line, "figures") {
            let written = unspaced(&spanned(&line, figure));
            assert!(
                written.chars().count() <= 16 && !words(figure, "value").is_empty(),
                "{figure}"
            );
            assert!(figure["entity"].is_null() || figure["entity"].as_u64().unwrap() < owners);
            let date = figure["period"].as_str().map(str::parse::<corpus::Date>);
            assert!(date.is_none_or(|date| date.is_ok()), "{figure}");
        }
    }
}

#[test]
fn answers_to_the_questions_stand_in_the_sample() {
    let texts: Vec<String> = sample().iter().map(|document| unspaced(&document.text)).collect();
    let mut asked = BTreeSet::new();
    for question in lines("questions") {
        assert!(asked.insert(words(&question, "question").to_owned()), "asked twice: {question}");
        if words(&question, "type") == "yes_no" {
            continue;
        }
        for answer in list(&question, "answers") {
            let answer = unspaced(answer.as_str().unwrap());
            assert!(texts.iter().any(|text| text.contains(&answer)), "{answer} in {question}");
        }
    }
}

#[test]
fn questions_of_one_group_have_the_same_answers() {
    let questions = lines("questions");
    for pair in questions.windows(2).filter(|pair| pair[0]["group"] == pair[1]["group"]) {
        assert_eq!(pair[0]["answers"], pair[1]["answers"]);
        assert_eq!(pair[0]["type"], pair[1]["type"]);
    }
}
