//! A graph in, a file that holds it whole out; a damaged file in, a clear error out.

use crate::readings::{graph, reading};
use proptest::prelude::*;
use std::fs;
use tupu::extract::Extraction;
use tupu::graph::{Archive, KnowledgeGraph, load, parse, save, serialise};

fn sample() -> KnowledgeGraph {
    graph([
        reading(
            "a \"b\".txt",
            Some("2023-05"),
            &[
                "{company/甲\\公司:甲}落户{place/溧阳市:溧\n阳}。 # 0 located_in 1 planned 2024 =\"厂\"",
            ],
        ),
        reading("c.txt", None, &["{place/溧阳市:溧阳}产值1亿元。 # 0 = 产值 1 亿元 2022"]),
    ])
}

fn error_of(text: &str) -> String {
    let error = parse(text).unwrap_err();
    assert!(error.hint().is_some());
    error.to_string()
}

#[test]
fn what_is_saved_is_loaded() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["g.ron", "g.ron.zst"] {
        let path = folder.path().join(name);
        save(&sample(), &path).unwrap();
        assert_eq!(load(&path).unwrap().archive(), sample().archive());
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "no temporary file is left");
}

#[test]
fn the_file_is_one_ron_list_and_may_be_laid_out_otherwise() {
    let text = serialise(sample().archive());
    let value: ron::Value = ron::from_str(&text).unwrap();
    let ron::Value::Seq(records) = &value else { panic!("not a list") };
    assert_eq!(records.len(), text.lines().count() - 2);
    assert!(text.contains("溧阳"), "Chinese is not escaped");
    let spaced = text.replace(',', ", ").replace("\", ", "\",\n  ");
    assert_eq!(parse(&spaced).unwrap(), *sample().archive());
    let one_line = text.replace('\n', "");
    assert_eq!(parse(&one_line).unwrap(), *sample().archive());
}

#[test]
fn a_damaged_file_is_named_with_its_line() {
    let text = serialise(sample().archive());
    let half: String = text.chars().take(text.chars().count() / 2).collect();
    assert!(error_of(&half).contains("ends in the middle, after line"), "{}", error_of(&half));
    let other = text.replace("version:2", "version:7");
    assert!(error_of(&other).contains("version 7"));
    let unknown = text.replace("corpus:", "colour:\"red\",corpus:");
    assert!(error_of(&unknown).contains("line 2") && error_of(&unknown).contains("colour"));
    let strange = text.replace("Passage(", "Message(");
    assert!(error_of(&strange).starts_with("line 6"), "{}", error_of(&strange));
    let out_of_range = text.replace("Fact(0,", "Fact(9,");
    assert!(error_of(&out_of_range).contains("not there"));
    assert!(error_of("这是一篇新闻。").contains("not a saved graph"));
    assert!(error_of("").contains("not a saved graph"));
    let lost: String =
        text.lines().filter(|l| !l.starts_with("Figure")).map(|l| l.to_owned() + "\n").collect();
    assert!(error_of(&lost).contains("holds 1 figures and holds 0"), "{}", error_of(&lost));
}

#[test]
fn a_missing_file_says_how_to_make_one() {
    let error = load(std::path::Path::new("no/such.ron")).unwrap_err();
    assert_eq!(error.to_string(), "there is no graph no/such.ron");
    assert!(error.hint().unwrap().contains("tupu build"));
}

#[test]
fn a_failed_save_leaves_the_old_graph_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("g.ron");
    save(&sample(), &path).unwrap();
    let before = fs::read(&path).unwrap();
    // The folder takes no new file once it is gone; a target that is a folder cannot be replaced.
    assert!(save(&sample(), &folder.path().join("none/g.ron")).is_err());
    let taken = folder.path().join("taken");
    fs::create_dir(&taken).unwrap();
    fs::write(taken.join("x"), "").unwrap();
    assert!(save(&sample(), &taken).is_err());
    assert_eq!(fs::read(&path).unwrap(), before);
    let left: Vec<_> =
        fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(left.len(), 2, "{left:?}");
}

/// Names that other formats and terminals stumble over.
fn odd_name() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("\"引号\"".to_owned()),
        Just("换\n行\r\t".to_owned()),
        Just("反\\斜".to_owned()),
        Just("👩‍🔬𠮷".to_owned()),
        Just("שלום\u{202e}".to_owned()),
        Just("<&>,;|[](r#".to_owned()),
        Just("\u{0}\u{7f}\u{85}\u{2028}".to_owned()),
        "[甲乙丙丁]{1,2}",
        "\\PC{1,6}",
    ]
}

prop_compose! {
    fn any_reading()(
        id in prop_oneof!["[abc]", odd_name()],
        date in prop::option::of(prop_oneof![Just("2023"), Just("2024-02-29")]),
        names in prop::collection::vec(odd_name(), 1..5),
        said in prop::collection::vec((0..4usize, 0..4usize, any::<bool>()), 0..6),
    ) -> Extraction {
        let clean: Vec<String> = names.iter().map(|n| n.replace(['{', '}', ':', '#'], "_")).collect();
        let sentences: Vec<String> = said.iter().map(|&(a, b, planned)| {
            let (a, b) = (&clean[a % clean.len()], &clean[b % clean.len()]);
            let planned = if planned { "planned" } else { "" };
            format!("{{company/{a}:{a}}}见{{place/{b}:{b}}} # 0 cooperates_with 1 {planned}")
        }).collect();
        reading(&id, date, &sentences.iter().map(String::as_str).collect::<Vec<_>>())
    }
}

fn archive(readings: &[Extraction]) -> Archive {
    Archive::new(readings.iter().cloned()).0
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn loading_undoes_saving(readings in prop::collection::vec(any_reading(), 0..5)) {
        let archive = archive(&readings);
        let text = serialise(&archive);
        prop_assert!(ron::from_str::<ron::Value>(&text).is_ok());
        prop_assert_eq!(&parse(&text).unwrap(), &archive);
        let whole = text.replacen("[\n", "[ \n", 1);
        prop_assert_eq!(&parse(&whole).unwrap(), &archive);
    }

    #[test]
    fn merging_is_a_set_operation(
        a in prop::collection::vec(any_reading(), 0..3),
        b in prop::collection::vec(any_reading(), 0..3),
        c in prop::collection::vec(any_reading(), 0..3),
    ) {
        let merged = |x: &Archive, y: &Archive| { let mut x = x.clone(); x.merge(y); x };
        let (a, b, c) = (archive(&a), archive(&b), archive(&c));
        prop_assert_eq!(merged(&a, &b), merged(&b, &a));
        prop_assert_eq!(merged(&merged(&a, &b), &c), merged(&a, &merged(&b, &c)));
        prop_assert_eq!(merged(&a, &a), a.clone());
    }

    #[test]
    fn order_and_threads_change_nothing(
        readings in prop::collection::vec(any_reading(), 0..6),
        threads in 1..5usize,
    ) {
        let mut reversed = readings.clone();
        reversed.reverse();
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let (one, other) = (KnowledgeGraph::new(archive(&readings)), pool.install(|| KnowledgeGraph::new(archive(&reversed))));
        prop_assert_eq!(serialise(one.archive()), pool.install(|| serialise(other.archive())));
        prop_assert_eq!(format!("{:?}", one.links().collect::<Vec<_>>()), format!("{:?}", other.links().collect::<Vec<_>>()));
        prop_assert_eq!(one.statistics(), other.statistics());
    }
}
