//! A graph that changes step by step in, the same as one built at once out.

use crate::readings::reading;
use proptest::prelude::*;
use std::fmt::Write as _;
use tupu::extract::Extraction;
use tupu::graph::{Act, Archive, Decision, Decisions, KnowledgeGraph, Named, load, save};
use tupu::knowledge::{Kind, Knowledge, Relation};

const SENTENCES: [&str; 16] = [
    "{company/甲电池公司:甲电池公司}落户{place/溧阳市:溧阳}。 # 0 located_in 1",
    "{company/甲电池公司:甲电池}在{place/溧阳市:溧阳市}建厂。 # 0 located_in 1 2023-12",
    "{company/甲电池:甲电池}投资{company/乙材料公司:乙材料}。 # 0 invests_in 1",
    "{company/乙材料公司:乙材料}与{institution/丙大学:丙大学}合作。 # 0 cooperates_with 1",
    "{institution/丙大学:丙大学}与{company/乙材料公司:乙材料公司}签约。 # 0 cooperates_with 1 =共建",
    "{company/乙材料:乙材料}不落户{place/常州市:常州}。 # 0 located_in 1 negated",
    "{company/丁汽车公司:甲电池}拟落户{place/常州市:常州}。 # 0 located_in 1 planned",
    "{place/溧阳市:溧阳}产值1140亿元。 # 0 = 产值 1140 亿元 2022",
    "{place/武进区:武进}在{place/常州市:常州}。",
    "{place/武进区:武进}有{industry/动力电池:动力电池}。",
    "{place/武进区:武进}发展{industry/动力电池:电池}。",
    "{place/武进区:武进}壮大{industry/动力电池:动力电池}。",
    "{place/武进区:武进}做强{industry/动力电池:动力电池}。",
    "{company/甲电池公司:甲电池公司}同{company/丁汽车公司:丁汽车}在{place/武进区:武进}。",
    "{person/王五:王五}任{company/丁汽车公司:丁汽车公司}总经理。 # 0 holds_post 1 =总经理",
    "{company/丁汽车公司:丁汽车公司}同{industry/动力电池:动力电池}。 # 0 = 产量 5 万辆",
];

/// A document by its number, the sentences it holds, and what sets its words apart from others'.
#[derive(Clone, Debug)]
struct Plan {
    document: u8,
    dated: bool,
    renamed: bool,
    listed: bool,
    sentences: Vec<(usize, u8)>,
}

fn plan() -> impl Strategy<Value = Plan> {
    let sentences = prop::collection::vec((0..SENTENCES.len(), 0..6_u8), 0..12);
    let flags = (any::<bool>(), prop::bool::weighted(0.2), prop::bool::weighted(0.1));
    (0..8_u8, flags, sentences).prop_map(|(document, (dated, renamed, listed), sentences)| Plan {
        document,
        dated,
        renamed,
        listed,
        sentences,
    })
}

fn read(plan: &Plan) -> Extraction {
    let worded = plan.sentences.iter().map(|&(sentence, word)| match word {
        0 | 1 => SENTENCES[sentence].to_owned(),
        _ => format!("第{word}，{}", SENTENCES[sentence]),
    });
    let mut worded: Vec<String> = worded.collect();
    if plan.listed {
        let names = (0..45).map(|i| format!("{{place/{i}镇:{i}镇}}"));
        worded.push(names.chain(["{place/武进区:武进}".to_owned()]).collect());
    }
    let worded: Vec<&str> = worded.iter().map(String::as_str).collect();
    let date = plan.dated.then_some("2023-05-01");
    let mut made = reading(&format!("{}.txt", plan.document), date, &worded);
    if plan.renamed {
        for entity in &mut made.entities {
            entity.name.insert(0, '新');
        }
    }
    made
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let firm = |name: &str| Named::new(Kind::COMPANY, name);
    let all = vec![
        Act::Same(firm("甲电池公司"), firm("乙材料公司")),
        Act::NotSame(firm("甲电池公司"), firm("甲电池")),
        Act::Hide(Named::new(Kind::PLACE, "武进区")),
        Act::Rename(firm("丁汽车公司"), "戊汽车公司".to_owned()),
        Act::Add(firm("乙材料公司"), Relation::named("supplies"), firm("丁汽车公司")),
        Act::Drop(
            Named::new(Kind::PLACE, "武进区"),
            Relation::CO_OCCURS,
            Named::new(Kind::INDUSTRY, "动力电池"),
        ),
    ];
    prop::sample::subsequence(all, 0..4)
}

/// Everything a graph says, in words.
fn told(graph: &KnowledgeGraph) -> String {
    let mut words = format!("{:?}\n{:?}\n", graph.statistics(), graph.unfollowed());
    for node in graph.nodes() {
        let counts = (node.mentions(), node.documents(), node.aliases());
        let _ = writeln!(words, "{node:?} {} {:?} {counts:?}", node.name(), node.kind());
        for figure in node.figures() {
            let _ = writeln!(words, "  {figure:?}");
        }
        for passage in node.passages() {
            let _ = writeln!(words, "  {passage:?}");
        }
    }
    for link in graph.links() {
        let rest = (link.support(), link.score(), link.dates(), link.details());
        let _ = writeln!(words, "{link:?} {rest:?} {:?}", link.evidence());
    }
    words
}

fn learned(knowledge: &Knowledge) -> Archive {
    let mut archive = Archive::default();
    archive.learn(knowledge);
    archive
}

fn decisions(acts: Vec<Act>) -> Decisions {
    let decision =
        |act| Decision { act, who: "li".into(), when: String::new(), why: String::new() };
    acts.into_iter().map(decision).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_graph_that_grows_and_shrinks_is_the_one_built_at_once(
        steps in prop::collection::vec((prop::collection::vec(plan(), 0..4), 0..8_u8, acts()), 1..6),
    ) {
        let knowledge = Knowledge::embedded();
        let mut archive = learned(knowledge);
        let mut graph = KnowledgeGraph::default();
        for (plans, forgotten, acts) in steps {
            archive.read_in(plans.iter().map(read).collect(), knowledge);
            let _there = archive.forget(&format!("{forgotten}.txt")).is_ok();
            let mut afresh = archive.clone();
            afresh.learn(knowledge);
            prop_assert_eq!(&afresh, &archive);
            let decisions = decisions(acts);
            graph = graph.changed(archive.clone(), decisions.clone());
            prop_assert_eq!(told(&graph), told(&KnowledgeGraph::decided(archive.clone(), decisions)));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn a_graph_that_is_saved_and_opened_between_its_changes_is_the_one_built_at_once(
        steps in prop::collection::vec((prop::collection::vec(plan(), 0..4), 0..8_u8), 1..5),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("g.ron");
        let knowledge = Knowledge::embedded();
        let mut archive = learned(knowledge);
        // What makes the graph so large that it has an index.
        let long = "本地继续建设。".repeat(60_000);
        archive.read_in(vec![reading("z.txt", None, &[&long])], knowledge);
        save(&KnowledgeGraph::new(archive.clone()), &path).unwrap();
        for (plans, forgotten) in steps {
            let opened = load(&path).unwrap();
            prop_assert!(*opened.as_read().as_ref() == archive);
            archive.read_in(plans.iter().map(read).collect(), knowledge);
            let _there = archive.forget(&format!("{forgotten}.txt")).is_ok();
            let mut changed = Archive::clone(opened.as_read());
            changed.read_in(plans.iter().map(read).collect(), knowledge);
            let _there = changed.forget(&format!("{forgotten}.txt")).is_ok();
            let graph = opened.changed(changed, Decisions::default());
            save(&graph, &path).unwrap();
            let index = std::fs::read(folder.path().join("g.ron.index")).unwrap();
            let afresh = KnowledgeGraph::new(archive.clone());
            prop_assert_eq!(told(&graph), told(&afresh));
            save(&afresh, &path).unwrap();
            let other = std::fs::read(folder.path().join("g.ron.index")).unwrap();
            prop_assert!(index == other);
        }
    }
}

#[test]
fn enough_is_in_what_grows_for_links_of_every_kind() {
    let every = |document| Plan {
        document,
        dated: true,
        renamed: false,
        listed: true,
        sentences: (0..SENTENCES.len()).flat_map(|at| (2..5).map(move |word| (at, word))).collect(),
    };
    let mut archive = learned(Knowledge::embedded());
    archive.read_in(vec![read(&every(1)), read(&every(2))], Knowledge::embedded());
    let graph = KnowledgeGraph::new(archive);
    let bases: std::collections::BTreeSet<_> =
        graph.links().map(tupu::graph::Link::basis).collect();
    assert_eq!(bases.len(), 5, "{bases:?}");
    assert!(graph.named("乙材料公司").iter().any(|node| node.name() == "乙材料"));
}
