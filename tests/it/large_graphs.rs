//! A graph too large to be read at once in, the same graph opened with its index out.

use crate::readings::{graph, reading};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use tupu::graph::{KnowledgeGraph, load, save, serialise};

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
    let damaged = [&index[..index.len() / 2], &flipped, b"tupu index 1\n", b""];
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
