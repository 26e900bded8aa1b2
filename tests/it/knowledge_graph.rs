//! Readings in, a graph that says what they say out.

use crate::readings::{graph, reading};
use tupu::graph::{Basis, Direction, Filter, KnowledgeGraph};
use tupu::knowledge::{Kind, Relation};

fn sample() -> KnowledgeGraph {
    graph([
        reading(
            "a.txt",
            Some("2023-05-01"),
            &[
                "{company/甲公司:甲公司}落户{place/溧阳市:溧阳}。 # 0 located_in 1",
                "{company/甲公司:甲公司}与{institution/乙大学:乙大学}合作。 # 0 cooperates_with 1",
                "{place/溧阳市:溧阳}产值1140亿元。 # 0 = 产值 1140 亿元 2022",
            ],
        ),
        reading(
            "b.txt",
            Some("2024-01-01"),
            &[
                "{company/甲公司:甲公司}落户\n{place/溧阳市:溧阳}。 # 0 located_in 1",
                "{company/甲公司:甲}在{place/溧阳市:溧阳市}建厂。 # 0 located_in 1 2023-12",
                "{company/甲公司:甲}拟落户{place/常州市:常州}。 # 0 located_in 1 planned",
                "{institution/乙大学:乙大学}与{company/甲公司:甲}签约。 # 0 cooperates_with 1",
                "{person/王五:王五}任{company/甲公司:甲}总经理。 # 0 holds_post 1 =总经理",
            ],
        ),
    ])
}

fn names(graph: &KnowledgeGraph, name: &str, direction: Direction, filter: &Filter) -> Vec<String> {
    let node = graph.named(name)[0];
    let found = node.neighbours(direction, filter);
    found.iter().map(|(node, _)| node.name().to_owned()).collect()
}

#[test]
fn a_reprint_is_not_new_evidence() {
    let graph = sample();
    let (firm, city) = (graph.named("甲")[0], graph.named("溧阳")[0]);
    let links = graph.why(firm, city);
    assert_eq!(links[0].basis(), Basis::Stated);
    let support = links[0].support();
    assert_eq!((support.sentences, support.documents, support.reprints), (2, 2, 1));
    let evidence = links[0].evidence();
    assert_eq!(evidence.len(), 2);
    assert_eq!(evidence[0].reprints, ["b.txt"]);
    assert_eq!(evidence[1].passage.text, "甲在溧阳市建厂。");
    let (first, last) = links[0].dates().unwrap();
    assert_eq!((first.to_string(), last.to_string()), ("2023-05-01".into(), "2024-01-01".into()));
}

#[test]
fn stated_and_planned_are_kept_apart() {
    let graph = sample();
    let located = [Relation::named("located_in")];
    let stated = Filter::stated().relations(located);
    assert_eq!(names(&graph, "甲", Direction::Out, &stated), ["溧阳市"]);
    let planned = Filter::default().bases([Basis::Planned]);
    assert_eq!(names(&graph, "甲", Direction::Out, &planned), ["常州市"]);
}

#[test]
fn a_relation_that_holds_both_ways_is_one_link_seen_from_both() {
    let graph = sample();
    let stated = Filter::stated().relations([Relation::named("cooperates_with")]);
    assert_eq!(graph.links().filter(|link| stated.admits(link)).count(), 1);
    for direction in [Direction::Out, Direction::In, Direction::Both] {
        assert_eq!(names(&graph, "甲公司", direction, &stated), ["乙大学"]);
        assert_eq!(names(&graph, "乙大学", direction, &stated), ["甲公司"]);
    }
}

#[test]
fn neighbours_are_asked_for_by_kind() {
    let graph = sample();
    let people = Filter::stated().kinds([Kind::PERSON]);
    assert_eq!(names(&graph, "甲公司", Direction::In, &people), ["王五"]);
    let post = graph.named("王五")[0].links(Direction::Out, &people)[0];
    assert_eq!(post.details(), ["总经理"]);
}

#[test]
fn paths_go_the_stated_way_and_show_every_step() {
    let graph = sample();
    let (person, city) = (graph.named("王五")[0], graph.named("常州市")[0]);
    let paths = graph.paths(person, city, &Filter::default(), 3);
    let steps: Vec<&str> = paths[0].steps.iter().map(|step| step.to.name()).collect();
    assert_eq!(steps, ["甲公司", "常州市"]);
    assert!(paths[0].steps.iter().all(|step| !step.links[0].evidence().is_empty()));
    assert!(graph.paths(person, city, &Filter::stated(), 3).is_empty());
}

#[test]
fn figures_and_events_of_an_entity_stand_in_the_order_of_time() {
    let graph = sample();
    let city = graph.named("溧阳市")[0];
    let figures: Vec<_> = city.figures().map(|of| of.figure.value.as_str()).collect();
    assert_eq!(figures, ["1140"]);
    let dates: Vec<String> =
        city.timeline(&Filter::default()).iter().map(|event| event.date.to_string()).collect();
    assert_eq!(dates, ["2022", "2023-05-01", "2023-12"]);
}

#[test]
fn names_are_found_by_alias_width_and_likeness() {
    let graph = sample();
    assert_eq!(graph.named(" 溧阳 ")[0].id().as_str(), "place/溧阳市");
    assert_eq!(graph.named("place/溧阳市").len(), 1);
    assert!(graph.named("丙").is_empty());
    assert_eq!(graph.similar("溧阳县", 1)[0].name(), "溧阳市");
}

#[test]
fn entities_named_together_more_than_by_chance_co_occur() {
    let mut sentences = vec!["{place/丁县:丁县}有雨。"; 0];
    let lines: Vec<String> = (0..60).map(|i| format!("{{place/{i}镇:{i}镇}}有雨{i}。")).collect();
    sentences.extend(lines.iter().map(String::as_str));
    sentences.extend([
        "{company/甲公司:甲公司}和{company/乙公司:乙公司}到场。",
        "{company/甲公司:甲公司}见{company/乙公司:乙公司}。",
        "{company/甲公司:甲公司}又见{place/1镇:1镇}。",
    ]);
    let graph = graph([reading("a", None, &sentences)]);
    let found: Vec<_> = graph.links().collect();
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!((found[0].basis(), found[0].support().sentences), (Basis::CoOccurs, 2));
    assert_eq!(found[0].evidence().len(), 2);
    assert_eq!(graph.statistics().pairs, (2, 1));
}

#[test]
fn a_difference_reads_as_news() {
    let graph = sample();
    let older = KnowledgeGraph::new({
        let mut archive = graph.archive().clone();
        assert!(archive.forget("b.txt").is_ok());
        archive
    });
    let news = older.difference(&graph);
    assert_eq!(news.documents_added, ["b.txt"]);
    let added: Vec<_> = news.links_added.iter().map(|link| link.relation().name()).collect();
    assert_eq!(added, ["holds_post", "located_in"]);
    assert!(news.links_lost.is_empty());
    assert_eq!(news.links_changed.len(), 2);
    assert!(news.links_changed.iter().all(tupu::graph::Change::is_gain));
    assert!(graph.difference(&graph).is_empty());
}

#[test]
fn cypher_sees_kinds_as_labels_and_relations_as_types_and_fetches_sentences() {
    use tupu::graph::property::Value;
    let graph = std::sync::Arc::new(sample());
    let view = graph.view();
    let name = view.find_key("name").unwrap();
    let firm = view.nodes_with(name, &"甲公司".into())[0];
    let labels: Vec<_> =
        view.labels(firm).iter().map(|label| view.label_name(*label).to_string()).collect();
    assert_eq!(labels, ["Entity", "Company"]);
    let post = view.find_type("holds_post").unwrap();
    let rel = view.rels().find(|rel| view.kind(*rel) == Some(post)).unwrap();
    let of = |key: &str| view.rel_property(rel, view.find_key(key).unwrap()).unwrap();
    assert_eq!(of("title").as_text(), Some("总经理"));
    assert_eq!(of("sentence").as_text(), Some("王五任甲总经理。"));
    let Value::List(evidence) = &*of("evidence") else { panic!("no list") };
    assert_eq!(evidence.len(), 1);
    assert_eq!(view.type_counts().find(|(name, _)| &***name == "has_figure").unwrap().1, 1);
}

#[test]
fn the_lexicon_adds_names_and_what_lies_in_what_and_never_evidence() {
    let (mut archive, _) = tupu::graph::Archive::new([reading(
        "a.txt",
        None,
        &["{company/甲公司:甲公司}落户{place/溧阳市:溧阳}。 # 0 located_in 1"],
    )]);
    archive.learn(tupu::knowledge::Knowledge::embedded());
    let graph = KnowledgeGraph::new(archive);
    let city = graph.named("常州")[0];
    assert_eq!((city.name(), city.mentions()), ("常州市", 0));
    let inner = city.links(Direction::In, &Filter::default());
    assert_eq!((inner[0].basis(), inner[0].head().name()), (Basis::Known, "溧阳市"));
    assert!(inner[0].evidence().is_empty());
    assert!(city.links(Direction::In, &Filter::stated()).is_empty());
    let text = tupu::graph::serialise(graph.archive());
    assert_eq!(tupu::graph::parse(&text).unwrap(), *graph.archive());
}

#[test]
fn a_short_name_in_one_document_is_the_firm_that_another_also_calls_so() {
    let graph = graph([
        reading(
            "a",
            None,
            &["{company/甲乙科技有限公司:甲乙科技有限公司}（{company/甲乙科技有限公司:甲乙}）。"],
        ),
        reading("b", None, &["{company/甲乙:甲乙}落户{place/溧阳市:溧阳}。 # 0 located_in 1"]),
    ]);
    let firm = graph.named("甲乙")[0];
    assert_eq!(firm.name(), "甲乙科技有限公司");
    assert_eq!(
        (firm.mentions(), firm.documents(), firm.links(Direction::Out, &Filter::stated()).len()),
        (3, 2, 1)
    );
}
