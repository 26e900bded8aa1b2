//! Records made by hand in, what is counted and written of them out.

use super::*;
use crate::corpus::Date;
use crate::entity::{Entity, EntityId};
use crate::fact::Modality;
use crate::knowledge::{Kind, Relation};
use crate::text::Span;
use proptest::prelude::*;

const TEXT: &str = "江城市北岸\n区引进甲公司。甲公司与乙公司合作，产值达12亿元。";

/// `names` with their kind; relations between them.
#[expect(clippy::too_many_lines, reason = "one table of cases")]
fn extraction(names: &[(u32, u32, Kind)], facts: &[(u32, &str, u32)]) -> Extraction {
    let chars: Vec<char> = TEXT.chars().collect();
    let name =
        |start: u32, end: u32| -> String { chars[start as usize..end as usize].iter().collect() };
    Extraction {
        source: Source {
            id: "a".into(),
            title: None,
            date: None,
            digest: String::new(),
            characters: 30,
        },
        entities: names
            .iter()
            .map(|&(start, end, kind)| Entity {
                id: EntityId::new(kind, &name(start, end)),
                kind,
                name: name(start, end),
                aliases: Vec::new(),
            })
            .collect(),
        passages: vec![Passage {
            span: Span::new(0, chars.len()),
            text: TEXT.into(),
            reprint: false,
        }],
        mentions: (0..)
            .zip(names)
            .map(|(entity, &(start, end, kind))| Found {
                passage: 0,
                span: Span { start, end },
                kind,
                entity,
            })
            .collect(),
        facts: facts
            .iter()
            .map(|&(head, relation, tail)| Stated {
                head,
                relation: Relation::named(relation),
                tail,
                passage: 0,
                trigger: Some(Span::new(7, 9)),
                rule: format!("{relation}/1"),
                modality: Modality::Stated,
                date: Date::year(2023),
                detail: None,
            })
            .collect(),
        figures: vec![Measured {
            entity: 1,
            passage: 0,
            measure: "产值".into(),
            value: "12".into(),
            unit: "亿元".into(),
            normalised: Some("1200000000".into()),
            period: None,
            scope: None,
            span: Span::new(27, 31),
            modality: Modality::Stated,
        }],
    }
}

fn found() -> Extraction {
    let names = [
        (0, 7, Kind::PLACE),
        (9, 12, Kind::COMPANY),
        (13, 16, Kind::PLACE),
        (17, 20, Kind::COMPANY),
    ];
    extraction(&names, &[(1, "located_in", 0), (3, "cooperates_with", 1), (1, "supplies", 3)])
}

#[test]
fn a_line_holds_what_was_found_with_its_places() {
    assert_eq!(
        line(&extraction(&[(0, 7, Kind::PLACE), (9, 12, Kind::COMPANY)], &[(1, "located_in", 0)])),
        concat!(
            r#"{"id":"a","mentions":[{"start":0,"end":7,"kind":"Place","text":"江城市北岸区","entity":"place/江城市北岸\n区"},"#,
            r#"{"start":9,"end":12,"kind":"Company","text":"甲公司","entity":"company/甲公司"}],"#,
            r#""relations":[{"head":1,"tail":0,"type":"located_in","trigger":[7,9],"modality":"stated","rule":"located_in/1","date":"2023"}],"#,
            r#""figures":[{"entity":1,"measure":"产值","value":"12","unit":"亿元","normalised":"1200000000","start":27,"end":31,"modality":"stated"}]}"#
        )
    );
    assert_eq!(error_line(None, "too \"long\""), r#"{"id":null,"error":"too \"long\""}"#);
}

#[test]
fn a_summary_counts_each_entity_and_each_link_once() {
    let mut twice =
        extraction(&[(0, 7, Kind::PLACE), (9, 12, Kind::COMPANY)], &[(1, "located_in", 0); 2]);
    twice.mentions.push(twice.mentions[1].clone());
    let summary = summary_line(&twice);
    assert!(summary.contains(r#""count":2,"places":[[9,12],[9,12]]"#), "{summary}");
    assert!(
        summary.contains(r#""links":[{"head":"company/甲公司","type":"located_in","#),
        "{summary}"
    );
    assert!(summary.ends_with(r#""modality":"stated","count":2}]}"#), "{summary}");
}

#[test]
fn scores_count_spans_names_and_relations_as_the_guidelines_say() {
    let text = TEXT.replace('\n', "\\n");
    let gold = gold(&format!(
        r#"{{"id":"a","text":"{text}","entities":[{{"start":0,"end":7,"kind":"Place"}},{{"start":9,"end":12,"kind":"Company"}},{{"start":13,"end":16,"kind":"Company"}}],
            "relations":[{{"head":1,"tail":0,"type":"located_in"}},{{"head":2,"tail":0,"type":"invests_in"}}],"optional":[{{"start":17,"end":19}}],
            "figures":[{{"entity":1,"measure":"产值","value":"12","unit":"亿元","period":"","start":27,"end":31}}]}}"#
    ).replace('\n', " ")).unwrap();
    let mut score = Score::default();
    score.add(&gold[0], &found());
    let all = score.entities.all();
    assert_eq!((all.right, all.predicted, all.gold), (2, 3, 3));
    assert_eq!((score.touching, score.touched), (2, 2));
    assert_eq!(score.confusions[&("Company".to_owned(), "Place".to_owned())], 1);
    let names = score.names.all();
    assert_eq!((names.right, names.predicted, names.gold), (2, 3, 2));
    let relations = score.relations.all();
    assert_eq!((relations.right, relations.predicted, relations.gold), (1, 1, 2));
    assert_eq!(score.misses["missed relation"]["甲公司 invests_in 江城市北岸区"], 1);
    assert_eq!(score.figures.all(), Rates { right: 1, predicted: 1, gold: 1 });
    assert!((score.overlap().2 - 2.0 / 3.0).abs() < 1e-9);
}

#[test]
fn a_wrong_line_of_gold_is_named() {
    let error = gold("\n{\"id\":\"a\",\"text\":\"甲\",\"entities\":[{\"start\":0,\"end\":2,\"kind\":\"Place\"}]}").unwrap_err();
    assert_eq!(error.to_string(), "line 2: no text at 0..2: the text has 1 characters");
    assert_eq!(gold("{}").unwrap_err().line, 1);
}

/// What names, relations and figures are made of, in any order.
const PIECES: &[&str] = &[
    "江苏省",
    "常州市",
    "武进",
    "（",
    "）",
    "“",
    "”",
    "《",
    "》",
    "。",
    "，",
    "、",
    "；",
    "：",
    "新能源",
    "产业",
    "有限公司",
    "集团",
    "大学",
    "管委会",
    "市长",
    "王明",
    "表示",
    "2023年",
    "12亿元",
    "38%",
    "第三",
    "与",
    "等",
    "合作",
    "投资",
    "位于",
    "落户",
    "旗下",
    "获评",
    "举办",
    "我市",
    "一是",
    "\n",
    "\n\n",
    " ",
    "　",
    "ＡＢ",
    "G20",
    "😀",
    "\u{200b}",
    "\u{301}",
    "-",
    "·",
    "万",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn any_text_is_read_and_every_place_lies_in_it(
        pieces in prop::collection::vec(prop::sample::select(PIECES), 0..80),
        odd in "\\PC{0,12}",
    ) {
        let text = format!("{}{odd}{}", pieces.concat(), pieces.iter().rev().copied().collect::<String>());
        let document = Document { id: "a".into(), text: text.clone(), ..Document::default() };
        let extraction = extract(&document, Knowledge::embedded());
        let chars: Vec<char> = text.chars().collect();
        let slice = |span: Span| chars[span.range()].iter().collect::<String>();
        for passage in &extraction.passages {
            prop_assert_eq!(&slice(passage.span), &passage.text);
        }
        for found in &extraction.mentions {
            prop_assert!(!found.span.is_empty());
            prop_assert!(extraction.passages[found.passage as usize].span.contains(found.span));
        }
        for fact in &extraction.facts {
            prop_assert!((fact.head.max(fact.tail) as usize) < extraction.mentions.len());
        }
        prop_assert!(!line(&extraction).contains(['\n', '\r']));
        prop_assert_eq!(extraction, extract(&document, Knowledge::embedded()));
    }
}

#[test]
fn documents_read_together_say_what_each_says_alone() {
    let texts = [
        "江苏溧阳的江苏青云重工有限公司（以下简称“青云”）去年产值3亿元。",
        "",
        "青云公告称，与宁德时代签约。在溧投资者说，四川时代也来了。",
        TEXT,
    ];
    let documents: Vec<Document> = (0..)
        .zip(texts)
        .map(|(id, text)| Document::of_text(format!("{id}"), text.into()))
        .collect();
    let (knowledge, tagger) = (Knowledge::embedded(), Some(Tagger::shipped()));
    let alone = documents.iter().map(|document| extract(document, knowledge));
    let together = extract_together(&documents, knowledge, tagger);
    assert_eq!(together, alone.collect::<Vec<_>>());
}
