//! Whole small documents in, what their names are taken to mean out.

use super::{Entities, across, background, entities};
use crate::corpus::Document;
use crate::knowledge::{Kind, Knowledge};
use crate::mention::Mention;
use crate::text::{Span, sentences};
/// The names of a text in which they are marked: `[常州市/Place]的[星宇股份/Company]`.
fn read(marked: &str) -> (Vec<String>, Entities) {
    let mut text = String::new();
    let mut marks = Vec::new();
    for part in marked.split('[') {
        let Some((name, rest)) = part.split_once(']') else {
            text.push_str(part);
            continue;
        };
        let (name, kind) = name.split_once('/').unwrap();
        let start = text.chars().count();
        text.push_str(name);
        marks.push((start, text.chars().count(), Kind::named(kind)));
        text.push_str(rest);
    }
    let document = Document { text, ..Document::default() };
    let sentences = sentences(&document);
    let mut mentions = Vec::new();
    for (start, end, kind) in marks {
        let number = sentences.iter().position(|s| s.span.end as usize >= end).unwrap();
        let at = |offset: usize| {
            sentences[number].origin.iter().position(|&o| o as usize == offset).unwrap()
        };
        mentions.push(Mention {
            sentence: number as u32,
            span: Span::new(at(start), at(end - 1) + 1),
            kind,
            because: "test",
            entry: None,
        });
    }
    let found = entities(&sentences, &mentions, Knowledge::embedded());
    let ids = found.of.iter().map(|&e| found.entities[e as usize].id.to_string()).collect();
    (ids, found)
}

fn ids(marked: &str) -> Vec<String> {
    read(marked).0
}

#[test]
fn a_part_of_a_university_is_one_entity_by_the_short_name_and_the_full_one() {
    let ids = ids(
        "[上海交大未来技术研究院/Institution]启用，[上海交通大学未来技术研究院/Institution]揭牌，[北大荒农业大学/Institution]招生。",
    );
    assert_eq!(ids[0], "institution/上海交通大学未来技术研究院");
    assert_eq!(ids[0], ids[1]);
    assert_eq!(ids[2], "institution/北大荒农业大学");
    // 江大 may be another school; the document tells.
    let (told, _) =
        read("[江大青禾研究院/Institution]启用，[江南大学青禾研究院/Institution]揭牌。");
    assert_eq!(told[0], told[1]);
}

#[test]
fn a_letter_is_the_one_city_of_the_document_that_begins_with_it() {
    let told = ids("[溧阳/Place]引进乙公司，在[溧/Place]建厂，[溧阳市/Place]出让土地。");
    assert_eq!(told, ["place/溧阳市"; 3]);
    let two = ids("[溧阳/Place]和[溧水/Place]都有厂，公司在[溧/Place]又建一座。");
    assert_eq!(two[2], "place/溧");
}

#[test]
fn the_forms_of_a_known_name_are_one_entity() {
    let (ids, found) = read(
        "[溧阳/Place]和[溧阳市/Place]是一个地方，[上海交大/Institution]就是[上海交通大学/Institution]。",
    );
    assert_eq!(ids[0], "place/溧阳市");
    assert_eq!(ids[0], ids[1]);
    assert_eq!(ids[2], ids[3]);
    assert_eq!(found.entities.len(), 2);
    assert_eq!(found.entities[0].aliases, ["上海交大"]);
}

#[test]
fn a_place_in_front_decides_between_places_of_one_name() {
    let there = ids("[北京市/Place][朝阳区/Place]与[长春市/Place][朝阳区/Place]结对。");
    assert_eq!(there, ["place/北京市", "place/北京市朝阳区", "place/长春市", "place/长春市朝阳区"]);
    assert_eq!(ids("[长春/Place]发布消息。昨天，[朝阳区/Place]下雪。")[1], "place/长春市朝阳区");
    assert_eq!(ids("[朝阳区/Place]下雪。"), ["place/朝阳区"]);
}

#[test]
fn a_short_name_means_what_its_document_says() {
    assert_eq!(ids("记者从[东大/Institution]获悉。"), ["institution/东大"]);
    let near = ids("[南京/Place]的[东大/Institution]开学。");
    assert_eq!(near[1], "institution/东南大学");
}

#[test]
fn a_full_name_and_the_name_in_brackets_behind_it_are_one() {
    let both = ids(
        "[苏州云锦微系统研究院/Institution]（以下简称“[云锦院/Institution]”）揭牌。[云锦院/Institution]已招人。",
    );
    assert_eq!(both, ["institution/苏州云锦微系统研究院"; 3]);
    let short = ids("[青禾低空飞行器创新中心/Institution]（[青禾创新中心/Institution]）成立。");
    assert_eq!(short[0], short[1]);
    let apart = ids("[青禾研究院/Institution]（[无锡/Place]）成立。");
    assert_ne!(apart[0], apart[1]);
    let listed = ids(
        "[江苏云锦新能源汽车股份有限公司/Company]（证券简称：[云驰汽车/Company]，证券代码：600000）公告。",
    );
    assert_eq!(listed, ["company/云驰汽车"; 2]);
}

#[test]
fn the_end_of_a_name_behind_what_it_belongs_to_is_the_same_in_one_text() {
    let both = ids(
        "[中国科学院青禾创新研究院/Institution]设在[中国青禾谷/Place]。[青禾谷/Place]旁是[青禾创新研究院/Institution]。",
    );
    assert_eq!(both[0], both[3]);
    assert_eq!(both[1], both[2]);
    let two = ids(
        "[苏州青禾研究院/Institution]、[无锡青禾研究院/Institution]和[青禾研究院/Institution]都来了。",
    );
    assert_ne!(two[2], two[0]);
    assert_ne!(two[2], two[1]);
    let apart = ids("[新青禾研究院/Institution]和[青禾研究院/Institution]来了。");
    assert_ne!(apart[0], apart[1]);
}

#[test]
fn a_zone_told_by_its_sort_alone_is_that_of_the_place_told_before() {
    let zones =
        ids("[合肥/Place]回答：[高新区/Place]扩园。[常州市/Place]也来了，[高新区/Place]签约。");
    assert_eq!(zones[1], "place/合肥高新技术产业开发区");
    assert_eq!(zones[3], "place/常州高新技术产业开发区");
    assert_eq!(ids("[高新区/Place]扩园。"), ["place/高新区"]);
}

#[test]
fn a_firm_goes_by_the_short_name_its_document_uses() {
    let one = ids(
        "[江苏青禾新能源科技有限公司/Company]投产，[江苏青禾/Company]再扩产，[青禾/Company]很忙。",
    );
    assert_eq!(one, ["company/江苏青禾"; 3]);
    // Two firms could be meant.
    let two =
        ids("[青禾能源有限公司/Company]和[青禾汽车有限公司/Company]都说：[青禾/Company]没有关系。");
    assert_eq!(two.len(), 3);
    assert_ne!(two[2], two[0]);
    assert_ne!(two[2], two[1]);
    let short = ids("[湖南青禾航空材料有限公司/Company]扩产，[青禾航材/Company]很忙。");
    assert_eq!(short, ["company/青禾航材"; 2]);
}

#[test]
fn a_misread_character_is_the_name_it_comes_from() {
    let slip = ids(
        "[青禾储能研究院/Institution]、[青禾储能研究院/Institution]和[青禾储熊研究院/Institution]。",
    );
    assert_eq!(slip, ["institution/青禾储能研究院"; 3]);
    let apart = ids(
        "[第一储能研究院/Institution]、[第一储能研究院/Institution]和[第二储能研究院/Institution]。",
    );
    assert_ne!(apart[0], apart[2]);
    let places = ids(
        "[苏州储能研究院/Institution]、[苏州储能研究院/Institution]、[杭州储能研究院/Institution]。",
    );
    assert_ne!(places[0], places[2]);
}

#[test]
fn a_short_name_alone_joins_the_one_thing_called_so_elsewhere() {
    let (_, full) = read("[江苏青禾新能源科技有限公司/Company]（[江苏青禾/Company]）扩产。");
    let (_, official) = read("[江苏青禾新能源科技有限公司/Company]获奖。");
    let all = full.entities.iter().chain(&official.entities);
    let same = across(all);
    let pairs: Vec<_> = same.iter().map(|(one, two)| (one.name(), two.name())).collect();
    assert_eq!(pairs, [("江苏青禾新能源科技有限公司", "江苏青禾")]);
}

#[test]
fn what_a_full_name_implies_is_the_same_in_another_text() {
    let pairs = |texts: [&str; 2]| {
        let [one, other] = texts.map(|text| read(text).1);
        let same = across(one.entities.iter().chain(&other.entities));
        same.iter().map(|(one, two)| format!("{one} {two}")).collect::<Vec<_>>()
    };
    assert_eq!(
        pairs(["[芜湖青禾电机有限公司/Company]扩产。", "[芜湖青禾电机/Company]获奖。"]),
        ["company/芜湖青禾电机有限公司 company/芜湖青禾电机"]
    );
    assert_eq!(
        pairs(["[株洲青禾集团/Company]扩产。", "[青禾集团/Company]获奖。"]),
        ["company/株洲青禾集团 company/青禾集团"]
    );
    assert_eq!(
        pairs([
            "[中国科学院青禾创新研究院/Institution]揭牌。",
            "[青禾创新研究院/Institution]招人。"
        ]),
        ["institution/青禾创新研究院 institution/中国科学院青禾创新研究院"]
    );
    // A daughter is called by the name of the house behind the place.
    let none: [&str; 0] = [];
    assert_eq!(pairs(["[赣州青禾电机有限公司/Company]开工。", "[青禾电机/Company]获奖。"]), none);
}

#[test]
fn the_lexicon_knows_what_lies_where_and_english_names() {
    let (_, found) = read("[溧阳/Place]与[南京大学/Institution]合作。");
    let known = background(&found.entities, Knowledge::embedded());
    let names: Vec<&str> = known.iter().map(|known| known.name.as_str()).collect();
    assert_eq!(names, ["南京大学", "中国", "南京市", "常州市", "江苏省", "溧阳市"]);
    assert!(known[0].aliases.iter().any(|alias| alias == "Nanjing University"));
    let (relation, parent) = known[5].within.clone().unwrap();
    assert_eq!((relation.name(), parent.as_str()), ("part_of", "place/常州市"));
}

mod property {
    use super::super::{Entity, EntityId, across};
    use crate::knowledge::Kind;
    use proptest::prelude::*;

    fn entity() -> impl Strategy<Value = Entity> {
        let name = prop::sample::select(vec!["甲", "甲乙", "甲乙丙", "丙", "丁", "丁戊"]);
        let kind = prop::sample::select(vec![Kind::COMPANY, Kind::INSTITUTION, Kind::PLACE]);
        (kind, name.clone(), prop::collection::vec(name, 0..3)).prop_map(|(kind, name, aliases)| {
            let aliases = aliases.into_iter().filter(|a| *a != name).map(str::to_owned).collect();
            Entity { id: EntityId::new(kind, name), kind, name: name.to_owned(), aliases }
        })
    }

    proptest! {
        #[test]
        fn neither_order_nor_repetition_of_documents_changes_what_is_the_same(
            all in prop::collection::vec(entity(), 0..12).prop_shuffle(),
            again in prop::collection::vec(any::<prop::sample::Index>(), 0..6),
        ) {
            let same = across(&all);
            let mut turned: Vec<Entity> = all.iter().rev().cloned().collect();
            if !all.is_empty() {
                turned.extend(again.iter().map(|index| index.get(&all).clone()));
            }
            prop_assert_eq!(&same, &across(&turned));
            for (from, to) in &same {
                prop_assert!(!same.contains_key(to), "{from} goes to {to}, which goes on");
            }
        }
    }
}
