//! A graph too large to be read at once in, the same graph opened with its index out.

use crate::readings::{graph, reading};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use tupu::graph::{Archive, Decisions, KnowledgeGraph, load, save, serialise};
use tupu::knowledge::Knowledge;

/// Documents that name each other's entities, a megabyte and a half of them.
fn large() -> KnowledgeGraph {
    let filler = "本地将继续支持各类主体共同建设新的生产基地。".repeat(6);
    graph((0..1500).map(|number| {
        let (firm, town) = (number % 40, number % 7);
        let link = format!(
            "{{company/第{firm}公司:第{firm}公司}}落户{{place/第{town}市:第{town}市}}。{filler} \
             # 0 located_in 1"
        );
        let both = format!(
            "{{company/第{firm}公司:第{firm}公司}}与{{company/第{number}厂:第{number}厂}}。 \
             # 0 = 产值 {number} 亿元 2022"
        );
        let date = ["2021", "2022-03", "2023-04-05"][number % 3];
        reading(&format!("{number:04}.txt"), Some(date), &[&link, &both])
    }))
}

/// Everything that can be asked of a graph.
fn told(graph: &KnowledgeGraph) -> String {
    let mut told = format!("{:?}\n", graph.statistics());
    for node in graph.nodes() {
        let counts = (node.mentions(), node.documents());
        let _ = writeln!(told, "{node:?} {} {} {:?}", node.kind(), node.name(), node.aliases());
        let _ = writeln!(told, "{counts:?} {:?}", node.passages().collect::<Vec<_>>());
        let _ = writeln!(told, "{:?}", node.figures().collect::<Vec<_>>());
    }
    for link in graph.links() {
        let said = (link.support(), link.score(), link.dates(), link.details());
        let _ = writeln!(told, "{link:?} {said:?} {:?}", link.evidence());
    }
    told
}

fn index_of(path: &Path) -> std::path::PathBuf {
    path.with_file_name("g.ron.index")
}

#[test]
fn a_large_graph_is_opened_with_its_index_as_it_was_saved() {
    let folder = tempfile::tempdir().unwrap();
    let (path, graph) = (folder.path().join("g.ron"), large());
    save(&graph, &path).unwrap();
    let index = fs::read(index_of(&path)).unwrap();
    let opened = load(&path).unwrap();
    assert!(told(&opened) == told(&graph));
    assert!(*opened.archive() == *graph.archive());
    assert!(serialise(load(&path).unwrap().archive()) == serialise(graph.archive()));

    fs::remove_file(index_of(&path)).unwrap();
    assert!(told(&load(&path).unwrap()) == told(&graph));
    assert!(fs::read(index_of(&path)).unwrap() == index, "it is made anew, to the byte");
}

/// The bytes that stand at `path` and beside it.
fn saved(graph: &KnowledgeGraph, path: &Path) -> (Vec<u8>, Vec<u8>) {
    save(graph, path).unwrap();
    (fs::read(path).unwrap(), fs::read(index_of(path)).unwrap())
}

#[test]
fn a_graph_opened_with_its_index_becomes_what_is_built_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let (path, built) = (folder.path().join("g.ron"), large());
    save(&built, &path).unwrap();
    let new = ["{company/第3公司:三公司}同{company/第4公司:第4公司}落户{place/第2市:第2市}。 \
                # 0 located_in 2"];
    let alone = ["{company/三公司:三公司}在{place/第9市:第9市}。 # 0 located_in 1 2024-05"];
    let steps = [
        vec![reading("0700-b.txt", Some("2024-01-02"), &new)],
        vec![reading("0100.txt", None, &alone), reading("9999.txt", None, &new)],
        vec![],
    ];
    for extractions in steps {
        let opened = load(&path).unwrap();
        let mut archive = Archive::clone(opened.as_read());
        match extractions.is_empty() {
            true => archive.forget("0700-b.txt").unwrap(),
            false => archive.read_in(extractions, Knowledge::embedded()),
        }
        let changed = opened.changed(archive.clone(), Decisions::default());
        let afresh = KnowledgeGraph::new(archive);
        assert!(told(&changed) == told(&afresh));
        let other = folder.path().join("other").join("g.ron");
        fs::create_dir_all(other.parent().unwrap()).unwrap();
        assert!(saved(&changed, &path) == saved(&afresh, &other));
        let opened = load(&path).unwrap();
        assert!(saved(&opened, &path) == saved(&afresh, &other), "copied as it is");
    }
}

#[test]
fn a_change_derives_all_anew_where_the_rest_of_the_index_is_damaged() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("g.ron");
    save(&large(), &path).unwrap();
    let mut index = fs::read(index_of(&path)).unwrap();
    let last = index.len() - 40;
    index[last] ^= 1;
    fs::write(index_of(&path), &index).unwrap();
    let opened = load(&path).unwrap();
    assert!(fs::read(index_of(&path)).unwrap() == index, "what is asked for is whole");
    let mut archive = Archive::clone(opened.as_read());
    archive.forget("0003.txt").unwrap();
    let changed = opened.changed(archive.clone(), Decisions::default());
    assert!(told(&changed) == told(&KnowledgeGraph::new(archive)));
}

#[test]
fn a_graph_changed_since_is_read_without_the_old_index() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("g.ron");
    save(&large(), &path).unwrap();
    let text = fs::read_to_string(&path).unwrap();
    let changed = text.replace("第3公司", "第三公司");
    assert_eq!(changed.len(), text.len() + 2 * text.matches("第3公司").count());
    fs::write(&path, &changed).unwrap();
    let graph = load(&path).unwrap();
    assert!(graph.find("第三公司").is_ok() && graph.find("第3公司").is_err());
    assert!(told(&load(&path).unwrap()) == told(&graph));

    let same_length = changed.replace("第5市", "第8市");
    fs::write(&path, same_length).unwrap();
    assert!(load(&path).unwrap().find("第8市").is_ok());
}

#[test]
fn a_damaged_index_costs_time_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("g.ron");
    save(&large(), &path).unwrap();
    let index = fs::read(index_of(&path)).unwrap();
    let expected = load(&path).unwrap().statistics();
    let mut flipped = index.clone();
    flipped[index.len() / 2] ^= 0x40;
    let damaged = [&index[..index.len() / 2], &flipped, b"tupu index 2\n", b""];
    for damaged in damaged {
        fs::write(index_of(&path), damaged).unwrap();
        assert_eq!(load(&path).unwrap().statistics(), expected);
        assert!(fs::read(index_of(&path)).unwrap() == index);
    }
}

#[test]
fn a_small_graph_has_no_index() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("g.ron");
    save(&large(), &path).unwrap();
    let small = graph([reading("a.txt", None, &["{place/溧阳市:溧阳}。"])]);
    save(&small, &path).unwrap();
    assert!(!index_of(&path).exists());
    assert_eq!(told(&load(&path).unwrap()), told(&small));
}
