//! A graph in, files that their own readers take out.

use crate::readings::{graph, reading};
use std::process::{Command, Stdio};
use tupu::export::{Format, Scope, Selection, Written};
use tupu::graph::{Filter, KnowledgeGraph};
use tupu::knowledge::Knowledge;

const ODD: &str = "{company/“\"甲\\”,;<b>&amp;\\:甲}";

fn sample() -> KnowledgeGraph {
    let odd = format!("{ODD}落户\n{{place/溧阳👩‍🔬市:溧阳}}。 # 0 located_in 1 2022");
    graph([reading(
        "a.txt",
        Some("2023-05-01"),
        &[
            &odd,
            "{company/乙公司:乙公司}与{company/שלום\u{202e}:שלום}合作。 # 0 cooperates_with 1",
            "{company/乙公司:乙公司}拟投资{place/溧阳👩‍🔬市:溧阳}。 # 0 invests_in 1 planned",
            "{company/乙公司:乙公司}未落户{place/常州\n市:常州}。 # 0 located_in 1 negated",
            "{person/王五:王五}任{company/乙公司:乙}总经理。 # 0 holds_post 1 =总经理",
            "{industry/氢能:氢能}。",
        ],
    )])
}

fn written(format: &str, scope: &Scope<'_>, graph: &KnowledgeGraph) -> String {
    let selection = Selection::new(graph, scope);
    let format: Format = format.parse().unwrap();
    match format.write(&selection, Knowledge::embedded().schema()) {
        Written::Text(text) => text,
        Written::Folder(files) => {
            files.into_iter().map(|(name, text)| format!("== {name}\n{text}")).collect()
        }
    }
}

/// Runs a program on `input` where it is installed: what it says, if it was content.
fn run(program: &str, arguments: &[&str], input: &str) -> Option<String> {
    use std::io::Write;
    let child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut child = child.ok()?;
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let warnings = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success() && warnings.is_empty(), "{program}: {warnings}");
    Some(String::from_utf8(output.stdout).unwrap())
}

#[test]
fn dot_is_read_by_a_parser_and_by_graphviz() {
    let graph = sample();
    let dot = written("dot", &Scope::default(), &graph);
    let parsed = graphviz_rust::parse(&dot).unwrap();
    let graphviz_rust::dot_structures::Graph::DiGraph { stmts, .. } = parsed else {
        panic!("not a directed graph")
    };
    let edges = stmts.iter().filter(|s| matches!(s, graphviz_rust::dot_structures::Stmt::Edge(_)));
    assert_eq!(edges.count(), 4, "a denied link is drawn only when asked for");
    for part in
        ["style=solid", "style=dashed", "label=\"拟投资\"", "label=\"任职 总经理\"", "dir=both"]
    {
        assert!(dot.contains(part), "{part} is missing in {dot}");
    }
    for clusters in [false, true] {
        let selection = Selection::new(&graph, &Scope::default());
        let dot = tupu::export::dot(&selection, Knowledge::embedded().schema(), clusters);
        if let Some(svg) = run("dot", &["-Tsvg"], &dot) {
            assert_eq!(svg.matches("class=\"edge\"").count(), 4);
            assert!(svg.contains("溧阳👩"), "{svg}");
            assert!(svg.contains("&amp;amp;"), "an entity in a name stays as it is: {svg}");
        }
    }
}

#[test]
fn what_does_not_fit_is_said_in_the_picture() {
    let graph = sample();
    let firm = graph.named("乙公司")[0];
    let scope = Scope { around: vec![firm], depth: 1, most: Some(1), ..Scope::default() };
    let dot = written("dot", &scope, &graph);
    assert!(dot.contains("+2 more links not drawn") && dot.contains("乙公司\\n+2 more"), "{dot}");
    assert!(dot.contains("\"more\" [label=\"+2 more\""));
}

#[test]
fn a_part_is_chosen_by_distance_kind_relation_and_basis() {
    let graph = sample();
    let count = |scope: &Scope<'_>| {
        let selection = Selection::new(&graph, scope);
        (selection.nodes.len(), selection.links.len())
    };
    let person = graph.named("王五")[0];
    let around = |depth| Scope { around: vec![person], depth, ..Scope::default() };
    assert_eq!(count(&around(1)), (2, 1));
    assert_eq!(count(&around(2)), (4, 3));
    assert_eq!(count(&around(3)), (5, 4));
    assert_eq!(count(&Scope::default()), (7, 4));
    let stated = Scope { filter: Filter::stated(), ..Scope::default() };
    assert_eq!(count(&stated), (7, 3));
    let kinds = Filter::default().kinds(["Company", "Place"].map(tupu::knowledge::Kind::named));
    assert_eq!(count(&Scope { filter: kinds, ..Scope::default() }), (5, 3));
    let posts = Filter::default().relations([tupu::knowledge::Relation::named("holds_post")]);
    let posts = Scope { filter: posts, most: Some(10), ..Scope::default() };
    assert_eq!(count(&posts), (2, 1));
}
