//! Random strings in, the promise that every stored span is the source text at that place out.

use proptest::prelude::*;
use tupu::corpus::Document;
use tupu::extract::{self, Extraction};
use tupu::knowledge::Knowledge;
use tupu::text::Span;

fn at(text: &[char], span: Span) -> Option<String> {
    text.get(span.range()).map(|chars| chars.iter().collect())
}

fn holds(passage: Span, part: Span) -> bool {
    passage.contains(part) && !part.is_empty()
}

/// What is wrong with the spans of an extraction, if anything.
fn broken(text: &str, extraction: &Extraction) -> Option<String> {
    let chars: Vec<char> = text.chars().collect();
    for passage in &extraction.passages {
        if at(&chars, passage.span).as_deref() != Some(&passage.text) {
            return Some(format!("passage {passage:?}"));
        }
    }
    let passage = |index: u32| extraction.passages[index as usize].span;
    for mention in &extraction.mentions {
        if !holds(passage(mention.passage), mention.span) {
            return Some(format!("mention {mention:?}"));
        }
    }
    for fact in &extraction.facts {
        let ends = [fact.head, fact.tail].map(|mention| mention as usize);
        let known = ends.iter().all(|&mention| mention < extraction.mentions.len());
        if !known || fact.trigger.is_some_and(|span| !holds(passage(fact.passage), span)) {
            return Some(format!("fact {fact:?}"));
        }
    }
    for figure in &extraction.figures {
        let known = (figure.entity as usize) < extraction.mentions.len();
        if !known || !holds(passage(figure.passage), figure.span) {
            return Some(format!("figure {figure:?}"));
        }
    }
    None
}

fn checked(text: &str) -> Result<(), TestCaseError> {
    let document = Document { text: text.to_owned(), ..Document::default() };
    let extraction = extract::extract(&document, Knowledge::embedded());
    match broken(text, &extraction) {
        Some(what) => Err(TestCaseError::fail(format!("{what} in {text:?}"))),
        None => Ok(()),
    }
}

/// Pieces that rules, clauses, figures and brackets are made of, in any order.
const PIECES: &str = "常州市|溧阳|宁德时代|江苏大学|光伏产业|动力电池|副市长|王建国|落户|引进|与|和|、|，|。|；|：|（|）|“|”|《|》|布局|入选|国家卫生城市|由|成立|在|位于|的|等|分别|增长|产值|1140亿元|38%|第3位|全国第一|近4000家|2023年5月|去年|我市|该公司|将|未|\n|\r\n| |１２|ABC|𠮷|万|亿|至|一是|";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn every_stored_span_is_the_source_text_there(pieces in prop::collection::vec(
        prop::sample::select(PIECES.split('|').collect::<Vec<_>>()), 0..60)) {
        checked(&pieces.concat())?;
    }

    #[test]
    fn any_string_is_read_without_panic(text in any::<String>()) {
        checked(&text)?;
    }
}

#[test]
fn the_spans_of_the_sample_are_its_text() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/gold/corpus.jsonl");
    for line in std::fs::read_to_string(folder).unwrap().lines() {
        let gold: serde_json::Value = serde_json::from_str(line).unwrap();
        checked(gold["text"].as_str().unwrap()).unwrap();
    }
}
