//! What the grammar promises: its own examples, order, bounds and time.

use super::*;
use crate::corpus::Document;
use crate::text;
use proptest::prelude::*;
use std::time::{Duration, Instant};

fn sentences(text: &str) -> Vec<Sentence> {
    text::sentences(&Document { text: text.to_owned(), ..Document::default() })
}

/// The names found in a text, each as `name/Kind`.
fn names(text: &str) -> Vec<String> {
    names_by(text, None)
}

fn names_by(text: &str, tagger: Option<&Tagger>) -> Vec<String> {
    let sentences = sentences(text);
    mentions(&sentences, Knowledge::embedded(), tagger)
        .iter()
        .map(|mention| {
            let chars = &sentences[mention.sentence as usize].chars[mention.span.range()];
            format!("{}/{}", chars.iter().collect::<String>(), mention.kind)
        })
        .collect()
}

/// A sentence with its marks taken out, and what they mark.
fn unmarked(marked: &str) -> (String, Vec<String>) {
    let (mut text, mut names) = (String::new(), Vec::new());
    for part in marked.split('[') {
        match part.split_once(']') {
            Some((name, rest)) => {
                text += name.split('/').next().unwrap();
                text += rest;
                names.push(name.to_owned());
            }
            None => text += part,
        }
    }
    (text, names)
}

#[test]
fn a_short_name_in_brackets_is_a_firm_and_no_word_is() {
    let given = names("江城柴油机有限公司（江柴）去年扩产。江柴今年招工。");
    assert_eq!(given.iter().filter(|name| *name == "江柴/Company").count(), 2, "{given:?}");
    let word = names("江城控股有限公司（控股）去年扩产。控股股东换了人。");
    assert!(!word.iter().any(|name| name == "控股/Company"), "{word:?}");
}

#[test]
fn an_event_of_a_year_that_is_held_is_one_whatever_words_it_holds() {
    let held = names("2024江城承接产业转移对接会在南京举行。");
    assert!(held.contains(&"2024江城承接产业转移对接会/Program".to_owned()), "{held:?}");
    let none = names("2024年南京召开对接会在即。");
    assert!(!none.iter().any(|name| name.ends_with("Program")), "{none:?}");
}

#[test]
fn every_rule_finds_the_names_of_its_examples_and_no_others() {
    let grammar = Knowledge::embedded().grammar();
    let mut wrong = Vec::new();
    for rule in grammar.rules() {
        for example in rule.examples.iter().chain(&rule.counter_examples) {
            let (text, marked) = unmarked(example);
            let found = names(&text);
            if found != marked {
                wrong.push(format!("{:?}: {example}\n    found {found:?}", rule.clue));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_clue_that_makes_names_shows_it_and_shows_where_it_does_not() {
    let grammar = Knowledge::embedded().grammar();
    for rule in grammar.rules().iter().filter(|rule| rule.clue.makes_names()) {
        assert!(!rule.examples.is_empty(), "{:?} has no example", rule.clue);
        assert!(!rule.counter_examples.is_empty(), "{:?} has no counter-example", rule.clue);
    }
}

#[test]
fn a_name_told_once_is_found_again_with_its_short_form() {
    let text = "江苏恒立液压股份有限公司今日公布业绩。恒立液压在常州建厂。";
    let found = names(text);
    assert!(found.contains(&"江苏恒立液压股份有限公司/Company".to_owned()), "{found:?}");
    assert!(found.contains(&"恒立液压/Company".to_owned()), "{found:?}");
    let alias = names("青岛云帆科技有限公司（以下简称“云帆”）今日开业。云帆的产品走向海外。");
    assert_eq!(alias.iter().filter(|name| *name == "云帆/Company").count(), 2, "{alias:?}");
    let law = names(
        "《临江市供热管理办法》（临政发〔2020〕3号，以下简称供热办法）今日施行。供热办法共十章，办法全文公布。",
    );
    assert_eq!(law.iter().filter(|name| *name == "供热办法/Program").count(), 2, "{law:?}");
    assert!(law.iter().all(|name| name != "办法/Program"), "{law:?}");
}

#[test]
fn the_word_that_a_firm_is_named_by_is_that_firm_before_a_title() {
    let found = names("东郊的星海瓷厂今年扩产。星海的副厂长李国强说，星海辽阔。");
    assert_eq!(found, ["星海瓷厂/Company", "星海/Company", "李国强/Person"]);
}

#[test]
fn villages_that_no_table_knows_are_told_by_the_list_they_stand_in() {
    let found = names("翁口、岩里、圻里一带的山坡上种茶。他在广场、车站一带摆摊。");
    assert_eq!(found, ["翁口/Place", "岩里/Place", "圻里/Place"]);
}

#[test]
fn towns_are_told_by_a_list_of_places_with_their_trades() {
    let towns = |text: &str| {
        let places = names(text).into_iter().filter(|name| name.ends_with("/Place"));
        places.map(|name| name.replace("/Place", "")).collect::<Vec<_>>()
    };
    assert_eq!(
        towns("南通家纺、江阴光伏、荆州玻璃、石渡地板都是当地的特色产业。"),
        ["南通", "江阴", "荆州", "石渡"]
    );
    assert_eq!(towns("南通家纺、江阴光伏、石渡低空经济等乡镇各有所长。"), ["南通", "江阴", "石渡"]);
    assert!(towns("特色家纺、传统灯具、新型光伏等产业有名。").is_empty());
    assert_eq!(towns("南通家纺、特色灯具、光伏等产业有名。"), ["南通"]);
}

#[test]
fn the_tagger_cuts_no_body_short_and_no_park_from_its_countries() {
    let tagger = Tagger::shipped();
    for (text, name) in [
        ("中共昆山市委理论学习中心组撰文。", "中共昆山市委理论学习中心组/Institution"),
        ("深入联动科教城、江城实验室、中以江城创新园。", "中以江城创新园/Place"),
        ("深入联动科教城、江城实验室、中以江城创新园。", "科教城/Place"),
        ("省教育厅邀请美国中学师生来访。", "美国/Place"),
    ] {
        let names = names_by(text, Some(tagger));
        assert!(names.iter().any(|found| found == name), "{text}: {names:?}");
    }
}

#[test]
fn a_megabyte_of_one_thing_takes_no_second() {
    let knowledge = Knowledge::embedded();
    let _ = mentions(&sentences("先读一句，装好词表。"), knowledge, None);
    for unit in
        ["中", "（", "“", "、", "王", "《", "市委", "第", "·", "1", "国家级", "产业、", "张伟、"]
    {
        let text = unit.repeat(1_000_000 / unit.len());
        let sentences = sentences(&text);
        let start = Instant::now();
        let _ = mentions(&sentences, knowledge, None);
        let limit = if cfg!(debug_assertions) { 12 } else { 1 };
        assert!(start.elapsed() < Duration::from_secs(limit), "{unit} took {:?}", start.elapsed());
    }
}

/// Words that names are made of, so that random texts reach the rules.
const PIECES: [&str; 40] = [
    "常州市",
    "江苏",
    "高新区",
    "发改委",
    "实验室",
    "大学",
    "有限公司",
    "集团",
    "科技",
    "计划",
    "《",
    "》",
    "“",
    "”",
    "（",
    "）",
    "、",
    "，",
    "。",
    "和",
    "的",
    "市长",
    "李明",
    "院士",
    "说",
    "产业",
    "光伏",
    "发展",
    "等企业",
    "入选",
    "国家级",
    "示范区",
    "第",
    "3",
    "届",
    "论坛",
    "·",
    "湖",
    "沪",
    "以下简称",
];

proptest! {
    #[test]
    fn mentions_of_any_text_are_in_order_apart_and_within_their_sentences(
        pieces in proptest::collection::vec(0..PIECES.len(), 0..40),
        strange in "\\PC{0,12}",
    ) {
        let text: String = pieces.iter().map(|&at| PIECES[at]).chain([strange.as_str()]).collect();
        let sentences = sentences(&text);
        let mentions = mentions(&sentences, Knowledge::embedded(), None);
        for mention in &mentions {
            let length = sentences[mention.sentence as usize].chars.len();
            prop_assert!(!mention.span.is_empty() && mention.span.end as usize <= length);
        }
        for pair in mentions.windows(2) {
            let apart = pair[0].sentence < pair[1].sentence
                || pair[0].sentence == pair[1].sentence && pair[0].span.end <= pair[1].span.start;
            prop_assert!(apart, "{pair:?}");
        }
    }
}
