//! What was read and what people decided in, the graph that follows from both out.

use proptest::prelude::*;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::{Arc, OnceLock};
use tupu::corpus::Document;
use tupu::graph::{Act, Archive, Decision, Decisions, KnowledgeGraph, Named, Node, Problem};
use tupu::knowledge::{Kind, Knowledge, Relation};

const TEXTS: [(&str, &str); 3] = [
    ("a.txt", "2023年5月1日，宁德时代在溧阳市投资建厂。溧阳市位于江苏省。"),
    ("b.txt", "中创新航在常州市设立研究院。宁德时代与中创新航签署合作协议。"),
    ("c.txt", "常州大学位于武进区。宁德时代在溧阳市建设基地。"),
];

fn archive(texts: &[(&str, &str)]) -> Archive {
    let knowledge = Knowledge::embedded();
    let documents = texts.iter().map(|(id, text)| {
        let document = Document::of_text((*id).to_owned(), (*text).to_owned());
        tupu::extract::extract(&document, knowledge)
    });
    let (mut archive, _) = Archive::new(documents);
    archive.learn(knowledge);
    archive
}

fn read() -> Arc<Archive> {
    static READ: OnceLock<Arc<Archive>> = OnceLock::new();
    Arc::clone(READ.get_or_init(|| Arc::new(archive(&TEXTS))))
}

fn decision(act: Act) -> Decision {
    let (who, when) = ("li".to_owned(), "2026-01-01T00:00:00Z".to_owned());
    Decision { act, who, when, why: "查过".to_owned() }
}

fn graph(acts: impl IntoIterator<Item = Act>) -> KnowledgeGraph {
    KnowledgeGraph::decided(read(), acts.into_iter().map(decision).collect())
}

/// Everything a graph says, in words.
fn told(graph: &KnowledgeGraph) -> String {
    let mut words = String::new();
    for node in graph.nodes() {
        let (name, mentions) = (node.name(), node.mentions());
        let _ = writeln!(words, "{node:?} {name} {mentions} {:?}", node.aliases());
        for figure in node.figures() {
            let _ = writeln!(words, "  {figure:?}");
        }
    }
    for link in graph.links() {
        let _ = writeln!(words, "{link:?} {:?} {:?}", link.support(), link.evidence());
    }
    words
}

fn named(node: Node<'_>) -> Named {
    Named::from(node)
}

fn find(graph: &KnowledgeGraph, name: &str) -> Named {
    named(graph.find(name).unwrap())
}

fn linked(graph: &KnowledgeGraph, a: &str, relation: &str, b: &str) -> bool {
    let (a, b) = (graph.find(a).unwrap(), graph.find(b).unwrap());
    graph.why(a, b).iter().any(|link| link.relation().name() == relation)
}

#[test]
fn two_that_are_the_same_become_one_and_a_change_of_mind_parts_them() {
    let before = graph([]);
    let (a, b) = (find(&before, "宁德时代"), find(&before, "中创新航"));
    let mentions = |graph: &KnowledgeGraph| graph.find("宁德时代").unwrap().mentions();
    let one = graph([Act::Same(a.clone(), b.clone())]);
    assert_eq!(one.find("中创新航").unwrap(), one.find("宁德时代").unwrap());
    assert_eq!(mentions(&one), mentions(&before) + before.find("中创新航").unwrap().mentions());
    assert!(one.unfollowed().is_empty());

    let mut decisions = one.decisions().clone();
    let gone = decisions.decide(decision(Act::NotSame(a, b)));
    assert_eq!(gone.len(), 1);
    let parted = KnowledgeGraph::decided(read(), decisions);
    assert_eq!(told(&parted), told(&before));
}

#[test]
fn a_form_that_means_another_is_taken_out_of_an_entity() {
    let texts = [("a.txt", "溧阳市引进企业。溧阳发展迅速。溧阳市很美。")];
    let read = Arc::new(archive(&texts));
    let before = KnowledgeGraph::new(Archive::clone(&read));
    let city = find(&before, "溧阳市");
    assert_eq!(before.find("溧阳").unwrap().mentions(), 3);
    let other = Named::new(Kind::PLACE, "溧阳");
    let decisions = [decision(Act::NotSame(city, other))].into_iter().collect();
    let parted = KnowledgeGraph::decided(read, decisions);
    assert_eq!(parted.find("溧阳市").unwrap().mentions(), 2);
    assert_eq!(parted.find("溧阳").unwrap().name(), "溧阳");
    assert_eq!(parted.find("溧阳").unwrap().mentions(), 1);
    assert!(parted.unfollowed().is_empty());
}

#[test]
fn names_and_kinds_are_corrected_in_a_chain_and_back() {
    let before = graph([]);
    let firm = find(&before, "中创新航");
    let renamed = graph([Act::Rename(firm.clone(), "中航锂电".into())]);
    let node = renamed.find("中创新航").unwrap();
    assert_eq!((node.name(), node.kind()), ("中航锂电", Kind::COMPANY));
    let then = Named::new(Kind::COMPANY, "中航锂电");
    let both =
        graph([Act::Rename(firm.clone(), "中航锂电".into()), Act::Kind(then, Kind::INSTITUTION)]);
    let node = both.find("中创新航").unwrap();
    assert_eq!((node.name(), node.kind()), ("中航锂电", Kind::INSTITUTION));
    assert_eq!(node.id().as_str(), "institution/中航锂电");
    assert!(both.unfollowed().is_empty(), "{:?}", both.unfollowed());
    let mut decisions = renamed.decisions().clone();
    decisions.decide(decision(Act::Rename(Named::new(Kind::COMPANY, "中航锂电"), firm.name)));
    assert!(decisions.is_empty());
}

#[test]
fn hidden_entities_and_dropped_links_are_gone_with_what_rests_on_them() {
    let before = graph([]);
    let (firm, place) = (find(&before, "宁德时代"), find(&before, "溧阳市"));
    let link = before.why(before.find("宁德时代").unwrap(), before.find("溧阳市").unwrap())[0];
    let relation = link.relation();
    let hidden = graph([Act::Hide(firm.clone())]);
    assert!(hidden.find("宁德时代").is_err());
    let dropped = graph([Act::Drop(firm.clone(), relation, place.clone())]);
    assert!(linked(&before, "宁德时代", relation.name(), "溧阳市"));
    assert!(!linked(&dropped, "宁德时代", relation.name(), "溧阳市"));
    assert!(dropped.unfollowed().is_empty());
    let known = Relation::named("part_of");
    assert!(linked(&before, "溧阳市", "part_of", "常州市"));
    let dropped = graph([Act::Drop(place, known, find(&before, "常州市"))]);
    assert!(!linked(&dropped, "溧阳市", "part_of", "常州市"));
}

#[test]
fn what_is_added_by_hand_has_its_evidence() {
    let before = graph([]);
    let new = Named::new(Kind::COMPANY, "新\"公司, <甲>");
    let added = graph([
        Act::Entity(new.clone()),
        Act::Add(new.clone(), Relation::named("located_in"), find(&before, "武进区")),
    ]);
    let link = added.why(added.find(&new.name).unwrap(), added.find("武进区").unwrap())[0];
    let evidence = &link.evidence()[0];
    assert_eq!(evidence.document.id, "by hand: li");
    assert_eq!(evidence.rule, Some("by_hand"));
    assert_eq!(evidence.passage.text, "新\"公司, <甲> located_in 武进区: 查过");
    let pieces: String = evidence.pieces().into_iter().map(|(_, text)| text).collect();
    assert_eq!(pieces, evidence.passage.text);
    assert_eq!(added.statistics().documents, before.statistics().documents);
}

#[test]
fn one_name_of_two_things_is_split_by_document() {
    let before = graph([]);
    let firm = find(&before, "宁德时代");
    let split = graph([Act::Split(firm, "c.txt".into(), "宁德时代（溧阳）".into())]);
    assert_eq!(split.find("宁德时代（溧阳）").unwrap().mentions(), 1);
    assert_eq!(split.find("宁德时代").unwrap().mentions(), 2);
}

#[test]
fn what_fits_nothing_or_contradicts_is_reported_and_kept() {
    let before = graph([]);
    let (a, b) = (find(&before, "宁德时代"), find(&before, "中创新航"));
    let c = find(&before, "常州大学");
    let nowhere = Named::new(Kind::COMPANY, "没有的公司");
    let acts = [
        Act::Same(a.clone(), b.clone()),
        Act::NotSame(a.clone(), b.clone()),
        Act::Hide(Named::new(Kind::PERSON, "没有的人")),
        Act::Add(nowhere, Relation::named("located_in"), c.clone()),
        Act::Drop(c.clone(), Relation::named("supplies"), a.clone()),
    ];
    let graph = graph(acts.clone());
    let reported: BTreeMap<&Act, &Problem> =
        graph.unfollowed().iter().map(|u| (&u.decision.act, &u.problem)).collect();
    assert_eq!(reported.len(), 4, "{reported:?}");
    let apart = Act::NotSame(b, a);
    assert_eq!(reported[&acts[0]], &Problem::Conflict(apart));
    for act in &acts[2..] {
        assert_eq!(reported[act], &Problem::NoMatch);
    }
    assert_eq!(graph.decisions().len(), 5);
    assert_ne!(graph.find("宁德时代").unwrap(), graph.find("中创新航").unwrap());
}

#[test]
fn decisions_last_when_documents_are_read_again_and_others_come() {
    let before = graph([]);
    let acts =
        [Act::Rename(find(&before, "宁德时代"), "宁德".into()), Act::Hide(find(&before, "江苏省"))];
    let decisions: Decisions = acts.into_iter().map(decision).collect();
    let fewer = KnowledgeGraph::decided(archive(&TEXTS[1..]), decisions.clone());
    assert_eq!(fewer.find("宁德时代").unwrap().name(), "宁德");
    let again = KnowledgeGraph::decided(archive(&TEXTS), fewer.decisions().clone());
    assert_eq!(told(&again), told(&KnowledgeGraph::decided(read(), decisions)));
}

#[test]
fn they_are_kept_beside_the_graph_and_read_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("news.ron");
    let corrected = graph([Act::Hide(find(&graph([]), "江苏省"))]);
    tupu::graph::save(&corrected, &path).unwrap();
    let file = std::fs::read_to_string(folder.path().join("news.decisions.ron")).unwrap();
    assert!(file.contains("(act:Hide(\"Place/江苏省\"),who:\"li\""), "{file}");
    let loaded = tupu::graph::load(&path).unwrap();
    assert_eq!(told(&loaded), told(&corrected));
    let plain = folder.path().join("plain.ron");
    tupu::graph::save(&graph([]), &plain).unwrap();
    assert_eq!(std::fs::read(path).unwrap(), std::fs::read(plain).unwrap());
}

/// Decisions of every sort on the entities of the graph, some of which fit nothing.
fn acts() -> impl Strategy<Value = Vec<Act>> {
    let names: Vec<Named> = graph([]).nodes().map(named).collect();
    let name = proptest::sample::select(names);
    let relation = proptest::sample::select(vec!["located_in", "co_occurs", "invests_in"]);
    let kind = proptest::sample::select(vec![Kind::COMPANY, Kind::PLACE, Kind::INSTITUTION]);
    let new = proptest::sample::select(vec!["新名", "溧阳", "中创新航"]);
    let document = proptest::sample::select(vec!["a.txt", "b.txt", "c.txt", "none.txt"]);
    let act = (name.clone(), name, relation, kind, new, document, 0..9).prop_map(
        |(a, b, relation, kind, new, document, sort)| match sort {
            0 => Act::Entity(Named::new(kind, new)),
            1 => Act::Same(a, b),
            2 => Act::NotSame(a, b),
            3 => Act::Rename(a, new.into()),
            4 => Act::Kind(a, kind),
            5 => Act::Hide(a),
            6 => Act::Split(a, document.into(), new.into()),
            7 => Act::Add(a, Relation::named(relation), b),
            _ => Act::Drop(a, Relation::named(relation), b),
        },
    );
    proptest::collection::vec(act, 0..8)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// The order in which decisions were made does not matter, nor does making them twice.
    #[test]
    fn decisions_are_a_set(acts in acts(), turn in 0_usize..8) {
        let once = graph(acts.clone());
        let mut turned = acts.clone();
        turned.rotate_left(turn.min(acts.len()));
        turned.reverse();
        turned.extend(acts);
        let twice = graph(turned);
        prop_assert_eq!(told(&once), told(&twice));
        prop_assert_eq!(once.unfollowed(), twice.unfollowed());
    }

    /// Following decisions on a graph in which they were followed changes nothing more, unless one
    /// of them contradicts another or itself made what another speaks of.
    #[test]
    fn following_twice_does_no_more_than_once(acts in acts()) {
        let once = graph(acts.clone());
        let splits = acts.iter().any(|act| matches!(act, Act::Split(..)));
        prop_assume!(once.unfollowed().is_empty() && !splits);
        let decisions = once.decisions().clone();
        let twice = KnowledgeGraph::decided(once.archive().clone(), decisions);
        prop_assert_eq!(told(&once), told(&twice));
    }

    /// Of two kinds that are given to one entity the later one holds, in whatever order they stand,
    /// and the other is reported with it.
    #[test]
    fn of_two_kinds_the_later_one_holds_and_the_other_is_reported(
        entity in 0_usize..100,
        kinds in proptest::sample::subsequence(
            vec![Kind::COMPANY, Kind::INSTITUTION, Kind::PROGRAM, Kind::PERSON],
            2,
        ).prop_shuffle(),
        turned in any::<bool>(),
    ) {
        let before = graph([]);
        let nodes: Vec<Named> = before.nodes().map(named).collect();
        let entity = &nodes[entity % nodes.len()];
        prop_assume!(!kinds.contains(&entity.kind));
        let at = |kind: Kind, when: &str| Decision {
            when: when.to_owned(),
            ..decision(Act::Kind(entity.clone(), kind))
        };
        let earlier = at(kinds[0], "2026-01-01T00:00:00Z");
        let later = at(kinds[1], "2026-01-02T00:00:00Z");
        let mut both = vec![earlier.clone(), later.clone()];
        if turned {
            both.reverse();
        }
        let decided = KnowledgeGraph::decided(read(), both.into_iter().collect());
        let of = |kind: Kind| decided.nodes().any(|node| {
            node.name() == entity.name && node.kind() == kind
        });
        prop_assert!(of(kinds[1]) && !of(kinds[0]));
        let [unfollowed] = decided.unfollowed() else {
            return Err(TestCaseError::fail(format!("{:?}", decided.unfollowed())));
        };
        prop_assert_eq!(&unfollowed.decision, &earlier);
        prop_assert_eq!(&unfollowed.problem, &Problem::Conflict(later.act));
    }

    /// Every decision is followed or reported, and none is lost.
    #[test]
    fn no_decision_is_lost(acts in acts()) {
        let graph = graph(acts.clone());
        for act in &acts {
            prop_assert!(graph.decisions().holds(act), "{}", act);
        }
    }
}

#[test]
fn two_that_are_one_under_each_other_s_name_are_one_and_the_other_name_is_reported() {
    let before = graph([]);
    let (a, b) = (find(&before, "宁德时代"), find(&before, "中创新航"));
    let graph = graph([Act::Same(a.clone(), b.clone()), Act::Same(b, a)]);
    assert_eq!(graph.find("宁德时代").unwrap(), graph.find("中创新航").unwrap());
    let problems: Vec<&Problem> = graph.unfollowed().iter().map(|u| &u.problem).collect();
    assert!(matches!(problems[..], [Problem::Conflict(Act::Same(..))]), "{problems:?}");
}
