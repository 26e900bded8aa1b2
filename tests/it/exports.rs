//! A graph in, files that their own readers take out.

use crate::readings::{graph, reading};
use crate::sample;
use quick_xml::XmlVersion;
use std::collections::BTreeMap;
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
            files.into_iter().map(|(_, text)| String::from_utf8(text).unwrap()).collect()
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

/// Names of the sample as they stand in files whose lines hold one row each.
fn names(graph: &KnowledgeGraph) -> Vec<String> {
    graph.nodes().map(|node| node.name().to_owned()).collect()
}

/// The elements of an XML file by name, each with its label.
fn xml(text: &str) -> BTreeMap<String, Vec<String>> {
    use quick_xml::events::Event;
    let mut reader = quick_xml::Reader::from_str(text);
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) | Event::Empty(start) => {
                let label = start.try_get_attribute("label").unwrap();
                let label = label.map(|a| a.normalized_value(XmlVersion::Explicit1_0).unwrap());
                let name = start.name().as_ref().to_owned();
                found.entry(name).or_default().push(label.unwrap_or_default().into_owned());
            }
            Event::Eof => return found,
            _ => {}
        }
    }
}

#[test]
fn xml_formats_are_well_formed_and_hold_everything() {
    let graph = sample();
    let graphml = xml(&written("graphml", &Scope::default(), &graph));
    assert_eq!((graphml["node"].len(), graphml["edge"].len()), (7, 4));
    let gexf = xml(&written("gexf", &Scope::default(), &graph));
    assert_eq!((gexf["node"].len(), gexf["edge"].len()), (7, 4));
    assert_eq!(gexf["node"], names(&graph), "labels come back to the letter");
}

#[test]
fn json_formats_name_the_ends_of_every_link() {
    let graph = sample();
    let data: serde_json::Value =
        serde_json::from_str(&written("json", &Scope::default(), &graph)).unwrap();
    let ids: Vec<&str> =
        data["nodes"].as_array().unwrap().iter().map(|n| n["id"].as_str().unwrap()).collect();
    assert_eq!(ids, graph.nodes().map(|node| node.id().as_str()).collect::<Vec<_>>());
    let links = data["links"].as_array().unwrap();
    assert_eq!(links.len(), 4);
    for end in ["source", "target"] {
        assert!(links.iter().all(|link| ids.contains(&link[end].as_str().unwrap())));
    }
    assert!(links.iter().all(|link| link["document"] == "a.txt"));
    let data: serde_json::Value =
        serde_json::from_str(&written("cytoscape", &Scope::default(), &graph)).unwrap();
    assert_eq!(data["elements"]["nodes"].as_array().unwrap().len(), 7);
    assert_eq!(data["elements"]["edges"].as_array().unwrap().len(), 4);
}

#[test]
fn tables_have_one_line_for_each_row_and_the_columns_of_their_header() {
    let graph = sample();
    for format in ["neo4j-csv", "kuzu-csv"] {
        let format: Format = format.parse().unwrap();
        let selection = Selection::new(&graph, &Scope::default());
        let Written::Folder(files) = format.write(&selection, Knowledge::embedded().schema())
        else {
            panic!("one file")
        };
        for ((_, text), rows) in files.iter().zip([7, 4]) {
            let mut reader = csv::Reader::from_reader(text.as_slice());
            let columns = reader.headers().unwrap().len();
            let records: Vec<_> = reader.records().map(Result::unwrap).collect();
            assert_eq!(
                (records.len(), text.split(|byte| *byte == b'\n').count() - 1),
                (rows, rows + 1)
            );
            assert!(records.iter().all(|record| record.len() == columns));
        }
    }
}

#[test]
fn turtle_is_read_by_its_parser_and_denies_nothing_positively() {
    let graph = sample();
    let everything = Filter::default().bases(tupu::graph::Basis::ALL);
    let turtle = written("turtle", &Scope { filter: everything, ..Scope::default() }, &graph);
    let triples: Vec<_> =
        oxttl::TurtleParser::new().for_slice(&turtle).map(Result::unwrap).collect();
    let labels = triples.iter().filter(|t| t.predicate.as_str().ends_with("#label"));
    let labels: Vec<String> = labels.map(|t| t.object.to_string()).collect();
    assert_eq!(labels.len(), 7);
    assert!(labels.iter().any(|label| label.contains("שלום")));
    let relation = |name: &str| {
        triples.iter().filter(|t| t.predicate.as_str() == format!("urn:tupu:schema:{name}")).count()
    };
    assert_eq!(relation("located_in"), 1, "one of the two is denied");
    assert_eq!(relation("modality"), 5);
}

#[test]
fn pages_for_people_name_every_entity_and_source() {
    let graph = sample();
    let mermaid = written("mermaid", &Scope::default(), &graph);
    assert!(mermaid.starts_with("flowchart LR\n"));
    assert_eq!(mermaid.lines().filter(|line| line.contains(":::")).count(), 7);
    assert_eq!(mermaid.lines().filter(|line| line.contains(">|\"")).count(), 4);
    let firm = graph.named("乙公司")[0];
    let scope = Scope { around: vec![firm], depth: 1, ..Scope::default() };
    let report = written("markdown", &scope, &graph);
    for part in ["## 乙公司 (企业)", "任职 总经理", "> 乙公司拟投资溧阳。", "[^1]: `a.txt`"]
    {
        assert!(report.contains(part), "{part} is missing in\n{report}");
    }
}

/// Libraries of Python that read these formats, where they are installed.
#[test]
fn networkx_reads_what_is_written_for_it() {
    let graph = sample();
    let folder = tempfile::tempdir().unwrap();
    for format in ["graphml", "gexf", "json", "cytoscape"] {
        let text = written(format, &Scope::default(), &graph);
        std::fs::write(folder.path().join(format), text).unwrap();
    }
    let script = "
import sys
try:
    import networkx as nx
except ImportError:
    sys.exit(0)
import json
read = [nx.read_graphml('graphml'), nx.read_gexf('gexf'),
        nx.node_link_graph(json.load(open('json', encoding='utf-8')), edges='links'),
        nx.cytoscape_graph(json.load(open('cytoscape', encoding='utf-8')))]
for graph in read:
    print(graph.number_of_nodes(), graph.number_of_edges())
";
    let python = std::env::var_os("PYTHON").unwrap_or_else(|| "python3".into());
    let done = Command::new(python).args(["-c", script]).current_dir(folder.path()).output();
    let Ok(done) = done else { return };
    let (out, err) = (String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
    assert!(done.status.success(), "{err}");
    assert!(out.lines().all(|line| line == "7 4"), "{out}");
}

#[test]
fn the_page_holds_its_data_and_nothing_in_a_name_ends_it() {
    let graph = graph([reading(
        "a.txt",
        None,
        &["{company/</script><b>:</script><b>}落户{place/溧阳市:溧阳}。 # 0 located_in 1"],
    )]);
    let page = written("html", &Scope::default(), &graph);
    assert_eq!(page.matches("</script>").count(), 1);
    assert!(!page.contains("http://") && !page.contains("https://"), "no network is needed");
    let (_, data) = page.split_once("const data = ").unwrap();
    let data: serde_json::Value = serde_json::from_str(data.split_once(";\n").unwrap().0).unwrap();
    assert_eq!(data["nodes"][0]["name"], "</script><b>");
    assert_eq!(data["links"][0]["sentences"][0]["text"][0][1], "</script><b>");
}

/// Runs the page in Chromium, where it is installed: searches, clicks and filters.
#[test]
fn the_page_answers_search_clicks_and_filters() {
    let graph = sample();
    let page = written("html", &Scope::default(), &graph);
    let script = "<script>
const said = [];
const search = element('search');
search.value = '王五'; search.oninput({ target: search });
said.push(element('found').textContent);
search.onkeydown({ key: 'Enter' });
said.push(element('card').querySelector('h2').textContent);
element('card').querySelector('li.link').click();
said.push(element('card').querySelector('blockquote').textContent);
const [x, y] = toScreen(nodes[0]);
canvas.setPointerCapture = () => {};
canvas.onpointerdown({ offsetX: x, offsetY: y, pointerId: 1 }); canvas.onpointerup();
said.push(element('card').querySelector('h2').textContent === nodes[0].name);
const box = document.querySelector('#kinds input[value=Person]');
box.checked = false; box.onchange();
said.push(element('counts').textContent);
document.body.dataset.said = said.join('|');
</script></body>";
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("page.html");
    std::fs::write(&path, page.replace("</body>", script)).unwrap();
    let run = Command::new("chromium")
        .args(["--headless=new", "--no-sandbox", "--disable-gpu", "--dump-dom"])
        .arg(format!("--user-data-dir={}", folder.path().join("profile").display()))
        .arg(format!("file://{}", path.display()))
        .output();
    let Ok(output) = run else { return };
    let dom = String::from_utf8(output.stdout).unwrap();
    let said = dom.split_once("data-said=\"").unwrap_or_else(|| panic!("it failed: {dom}")).1;
    let said: Vec<&str> = said.split('"').next().unwrap().split('|').collect();
    assert_eq!(said[0], "王五 人物");
    assert_eq!(said[1], "王五");
    assert!(said[2].starts_with("王五任乙总经理。"), "{said:?}");
    assert_eq!(said[3], "true");
    assert_eq!(said[4], "6 / 7 entities, 3 / 4 links");
}

#[test]
fn svg_is_well_formed_draws_everything_and_comes_out_the_same_every_time() {
    let graph = sample();
    let svg = written("svg", &Scope::default(), &graph);
    xml(&svg);
    assert_eq!(svg.matches("class=\"entity\"").count(), 7);
    assert_eq!(svg.matches("class=\"link\"").count(), 4);
    assert!(svg.contains("拟投资") && svg.contains("7 entities, 4 links"));
    for _ in 0..5 {
        assert!(svg == written("svg", &Scope::default(), &graph));
    }
    let nothing = tupu::graph::KnowledgeGraph::default();
    xml(&written("svg", &Scope::default(), &nothing));
}

#[test]
fn what_is_near_is_drawn_also_where_much_only_co_occurs() {
    let graph = sample::graph();
    for name in ["常州市", "溧阳市", "宁德时代"] {
        let around = vec![graph.find(name).unwrap()];
        let scope = Scope { around, depth: 2, most: Some(300), ..Scope::default() };
        let svg = written("svg", &scope, graph);
        let selection = Selection::new(graph, &scope);
        assert!(selection.links.len() > 20);
        assert_eq!(svg.matches("class=\"entity\"").count(), selection.nodes.len());
    }
    let all = tupu::export::picture(graph, &Scope::default(), Knowledge::embedded().schema());
    xml(&all.svg);
    match all.undrawn {
        Some(_) => assert!(all.selection.links.len() == 300 && all.selection.left_out > 0),
        None => assert!(all.selection.links.len() > 300),
    }
}
