//! Cypher in, tables out: plans give the same rows optimised or not, limits hold, errors help.

use proptest::prelude::*;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};
use tupu::graph::property::{Map, PropertyGraph, Value};
use tupu::query::ast::{
    Compare, Expr, Item, NodePattern, PathPattern, Projection, Query, RelPattern, Shortest,
};
use tupu::query::{Limits, Options, Prepared, QueryError, Table, parse, query};

/// Numbers that follow from a seed.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % sides
    }

    fn of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.throw(all.len() as u64) as usize]
    }
}

/// A small multigraph with loops, parallel relationships, missing properties and shared values.
fn graph(dice: &mut Dice) -> PropertyGraph {
    let mut graph = PropertyGraph::new();
    let nodes: Vec<_> = (0..7)
        .map(|number| {
            let sets: [&[&str]; 4] = [&["A"], &["B"], &["A", "B"], &[]];
            let labels = *dice.of(&sets);
            let mut props = vec![("id", Value::Int(number))];
            if dice.throw(4) > 0 {
                props.push(("k", Value::Int(dice.throw(3) as i64)));
            }
            graph.add_node(labels, &props)
        })
        .collect();
    for _ in 0..12 {
        let (from, to) = (*dice.of(&nodes), *dice.of(&nodes));
        let kind = *dice.of(&["R", "S"]);
        graph.add_rel(from, kind, to, &[("w", Value::Int(dice.throw(2) as i64))]);
    }
    graph
}

const NODES: [&str; 4] = ["a", "b", "c", "d"];

fn node(dice: &mut Dice) -> NodePattern {
    let mut node = match dice.throw(4) {
        0 => NodePattern::new(),
        _ => NodePattern::named(*dice.of(&NODES)),
    };
    match dice.throw(6) {
        0 => node = node.label("A"),
        1 => node = node.label("B"),
        2 => node = node.with("k", Expr::Int(dice.throw(3) as i64)),
        3 => node = node.with("id", Expr::Int(dice.throw(7) as i64)),
        _ => {}
    }
    node
}

fn path(dice: &mut Dice, rels: &mut u32) -> PathPattern {
    let mut path = PathPattern::from(node(dice));
    for _ in 0..dice.throw(3) {
        let mut rel = match dice.throw(3) {
            0 => RelPattern::out(),
            1 => RelPattern::back(),
            _ => RelPattern::both(),
        };
        match dice.throw(4) {
            0 => rel = rel.kind("R"),
            1 => rel = rel.kind("S"),
            2 => rel = rel.kind("R").kind("S"),
            _ => {}
        }
        match dice.throw(6) {
            0 => rel = rel.length(dice.throw(2), 1 + dice.throw(3)),
            1 => {
                *rels += 1;
                rel = rel.named(format!("r{rels}"));
            }
            _ => {}
        }
        path = path.step(rel, node(dice));
    }
    path
}

fn variables(paths: &[PathPattern], known: &mut Vec<String>) {
    for path in paths {
        let nodes = std::iter::once(&path.start).chain(path.steps.iter().map(|(_, node)| node));
        for name in nodes.filter_map(|node| node.variable.clone()) {
            if !known.contains(&name) {
                known.push(name);
            }
        }
    }
}

fn condition(dice: &mut Dice, known: &[String]) -> Expr {
    let var = |dice: &mut Dice| Expr::var(dice.of(known).clone());
    match dice.throw(6) {
        0 => var(dice).prop("k").compare(Compare::NotEqual, Expr::Int(dice.throw(3) as i64)),
        1 => var(dice).prop("id").compare(Compare::Less, Expr::Int(dice.throw(7) as i64)),
        2 => {
            let (left, right) = (var(dice).prop("k"), var(dice).prop("k"));
            left.eq(right)
        }
        3 => {
            let (left, right) = (condition(dice, known), condition(dice, known));
            left.or(right)
        }
        4 => {
            let pattern = PathPattern::from(NodePattern::named(dice.of(known).clone()))
                .step(RelPattern::out().kind("R"), NodePattern::new());
            Expr::Pattern(Box::new(pattern)).negated()
        }
        _ => Expr::IsNull(Box::new(var(dice).prop("k")), dice.throw(2) == 0),
    }
}

fn column(dice: &mut Dice, known: &[String]) -> Expr {
    let var = |dice: &mut Dice| Expr::var(dice.of(known).clone());
    let distinct = |name: &str, of: Expr| Expr::Call {
        name: name.into(),
        distinct: true,
        arguments: vec![of],
    };
    match dice.throw(8) {
        0 => Expr::CountStar,
        1 => distinct("count", var(dice)),
        2 => distinct("count", var(dice).prop("k")),
        3 => Expr::call("max", [var(dice).prop("id")]),
        4 => Expr::call("count", [var(dice).prop("k")]),
        5 => Expr::call("sum", [var(dice).prop("id")]),
        6 => var(dice).prop("k"),
        _ => var(dice).prop("id"),
    }
}

/// A query that reads, over the labels, types and keys of [`graph`].
fn generated(dice: &mut Dice) -> Query {
    let (mut rels, mut known) = (0, Vec::new());
    let mut query = Query::new();
    for clause in 0..=dice.throw(2) {
        let paths: Vec<_> = (0..=dice.throw(2)).map(|_| path(dice, &mut rels)).collect();
        variables(&paths, &mut known);
        query = if clause > 0 && dice.throw(2) == 0 {
            query.optional(paths)
        } else {
            query.matching(paths)
        };
        if !known.is_empty() && dice.throw(2) == 0 {
            query = query.filter(condition(dice, &known));
        }
    }
    if known.is_empty() {
        return query.returning([Expr::CountStar.named("x0")]);
    }
    let items: Vec<Item> =
        (0..=dice.throw(2)).map(|at| column(dice, &known).named(format!("x{at}"))).collect();
    query = query.returning(items);
    if dice.throw(3) == 0 { query.distinct() } else { query }
}

fn options(optimise: bool) -> Options {
    let limits = Limits { time: Some(Duration::from_secs(5)), rows: 200_000, memory: 1 << 28 };
    Options { limits, optimise, ..Options::default() }
}

fn answered(graph: &PropertyGraph, query: &Query, options: &Options) -> Result<Table, QueryError> {
    let params = Map::new();
    Prepared::new(graph, query, &params, options)?.read(graph, &params, options)
}

fn rows(result: Result<Table, QueryError>) -> Result<Vec<String>, &'static str> {
    let table = result.map_err(|error| error.class)?;
    let mut rows: Vec<String> = table.rows.iter().map(|row| format!("{row:?}")).collect();
    rows.sort();
    Ok(rows)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn optimised_plans_give_the_same_rows(seed in any::<u64>()) {
        let mut dice = Dice(seed);
        let graph = graph(&mut dice);
        let query = generated(&mut dice);
        let fast = rows(answered(&graph, &query, &options(true)));
        let plain = rows(answered(&graph, &query, &options(false)));
        if fast != Err("LimitExceeded") && plain != Err("LimitExceeded") {
            prop_assert_eq!(fast, plain, "{}", query);
        }
    }

    #[test]
    fn what_is_printed_is_read_back_the_same(seed in any::<u64>()) {
        let query = generated(&mut Dice(seed));
        let text = query.to_string();
        let read = parse(&text, &Options::default().procedures);
        prop_assert_eq!(read.as_ref().ok(), Some(&query), "{}: {:?}", text, read.as_ref().err());
    }

    #[test]
    fn no_text_breaks_the_parser(seed in any::<u64>()) {
        let mut dice = Dice(seed);
        let text = mutated(&mut dice);
        let mut graph = graph(&mut dice);
        let _either = query(&mut graph, &text, &Map::new(), &options(true));
    }
}

const SAMPLES: [&str; 8] = [
    "MATCH (c:公司)-[:落户]->(p:地点 {名称: '溧阳'}) WHERE c.name CONTAINS '电' RETURN c, count(*) AS k ORDER BY k DESC LIMIT 3",
    "MATCH p = shortestPath((a {id: 1})-[*..4]-(b)) RETURN length(p), [x IN nodes(p) | x.id]",
    "UNWIND range(1, 10) AS i WITH i WHERE i % 2 = 0 RETURN collect(i), sum(i) + 1, -2 ^ 3",
    "MATCH (a) OPTIONAL MATCH (a)-[r:R*1..2]->(b) RETURN a.id, size(r), CASE WHEN b IS NULL THEN 'x' ELSE b.k END",
    "CREATE (a:A {k: [1, 2.5, 'x']})-[:R {w: 1}]->(b) SET a.m = 1, b += {k: 2} REMOVE a.m RETURN a",
    "MERGE (a:A {k: 1}) ON CREATE SET a.id = 9 ON MATCH SET a.seen = true WITH a DETACH DELETE a",
    "RETURN all(x IN [1, 2] WHERE x > 0) AND NOT (1 IN [null]) XOR 'a' STARTS WITH 'b' AS t UNION RETURN true AS t",
    "MATCH (a) WHERE EXISTS { MATCH (a)-->(b) WHERE b.k = a.k } RETURN a {.id, .*, n: COUNT { (a)--() }}",
];

/// One of the samples with characters left out, doubled, swapped or put in.
fn mutated(dice: &mut Dice) -> String {
    let mut chars: Vec<char> = dice.of(&SAMPLES).chars().collect();
    for _ in 0..=dice.throw(4) {
        if chars.is_empty() {
            break;
        }
        let at = dice.throw(chars.len() as u64) as usize;
        match dice.throw(4) {
            0 => drop(chars.remove(at)),
            1 => chars.insert(at, chars[at]),
            2 => chars.swap(at, 0),
            _ => chars.insert(
                at,
                *dice.of(&[
                    '(', ')', '[', '{', '\'', '`', '，', '：', '-', '>', '*', '.', '$', '0', 'é',
                    '\u{0}', '/',
                ]),
            ),
        }
    }
    chars.into_iter().collect()
}

fn run(graph: &mut PropertyGraph, text: &str) -> Result<Table, QueryError> {
    query(graph, text, &Map::new(), &Options::default())
}

fn failure(text: &str) -> QueryError {
    run(&mut PropertyGraph::new(), text).unwrap_err()
}

fn single(graph: &mut PropertyGraph, text: &str) -> String {
    let table = run(graph, text).unwrap();
    assert_eq!(table.rows.len(), 1, "{text}");
    format!("{:?}", table.rows[0][0])
}

#[test]
fn triangles_count_parallel_relationships() {
    let mut graph = PropertyGraph::new();
    run(
        &mut graph,
        "CREATE (a {n: 'a'}), (b {n: 'b'}), (c {n: 'c'}), (a)-[:R]->(b), (a)-[:R]->(b), \
         (b)-[:R]->(c), (a)-[:R]->(c), (a)-[:R]->(c)",
    )
    .unwrap();
    let text = "MATCH (a)-[:R]->(b)-[:R]->(c), (a)-[:R]->(c) RETURN count(*)";
    assert_eq!(single(&mut graph, text), "Int(4)");
}

#[test]
fn a_relationship_is_not_walked_twice_in_one_pattern() {
    let mut graph = PropertyGraph::new();
    run(&mut graph, "CREATE (a {n: 1})-[:R]->(b {n: 2})-[:R]->(c {n: 3})").unwrap();
    let text = "MATCH (a {n: 1})--(b)--(c) RETURN count(DISTINCT c)";
    assert_eq!(single(&mut graph, text), "Int(1)");
    run(&mut graph, "MATCH (a {n: 1}), (b {n: 2}) CREATE (b)-[:R]->(a)").unwrap();
    assert_eq!(single(&mut graph, text), "Int(2)");
}

#[test]
fn chinese_names_and_punctuation_are_cypher() {
    let mut graph = PropertyGraph::new();
    run(&mut graph, "CREATE （c：公司｛名称：‘天目湖（集团）’｝）－［：落户］－＞（p：地点）")
        .unwrap();
    let text = "MATCH (c:公司)-[:落户]->(:地点) RETURN c.名称 AS 名";
    assert_eq!(single(&mut graph, text), "Text(\"天目湖（集团）\")");
}

#[test]
fn other_names_of_labels_and_relations_are_understood() {
    let mut graph = PropertyGraph::new();
    run(&mut graph, "CREATE (:Company {name: '甲'})-[:located_in]->(:Place {name: '乙'})").unwrap();
    let mut options = Options::default();
    options.vocabulary.label_name("公司", "Company");
    options.vocabulary.relation_name("落户", "located_in");
    options.vocabulary.key_name("名称", "name");
    let text = "MATCH (c:公司)-[:落户]->(p:Place) RETURN p.名称";
    let table = query(&mut graph, text, &Map::new(), &options).unwrap();
    assert_eq!(table.rows[0][0].as_text(), Some("乙"));
}

#[test]
fn errors_say_where_and_what_to_do() {
    let error = failure("MATCH (c:公司) RETRUN c");
    assert_eq!(error.hint().unwrap(), "did you mean RETURN instead of RETRUN?");
    let error = failure("RETURN lenght('溧阳')");
    assert_eq!(error.detail, "UnknownFunction");
    assert_eq!(error.hint().unwrap(), "did you mean length()?");
    let query = "MATCH (公司：企业) RETURN 公司，地";
    let excerpt = failure(query).excerpt(query).unwrap();
    assert_eq!(excerpt.lines().nth(1).unwrap(), format!("{}^^", " ".repeat(32)));
}

#[test]
fn names_the_graph_does_not_have_are_noted() {
    let mut graph = PropertyGraph::new();
    run(&mut graph, "CREATE (:公司 {名称: '甲'})-[:落户]->(:地点)").unwrap();
    let table = run(&mut graph, "MATCH (c:公师)-[:落户]->() RETURN c.名称, c.大小").unwrap();
    assert_eq!(
        table.notes,
        ["no node has the label 公师; did you mean 公司?", "nothing has the property 大小"]
    );
    assert!(run(&mut graph, "MATCH (c:公司) RETURN c.名称").unwrap().notes.is_empty());
}

#[test]
fn a_failed_statement_changes_nothing() {
    let mut graph = PropertyGraph::new();
    run(&mut graph, "CREATE (:A {k: 1})").unwrap();
    let failed = run(&mut graph, "MATCH (a) SET a.k = 2 CREATE (:B {m: {}}) RETURN a");
    assert_eq!(failed.unwrap_err().class, "TypeError");
    assert_eq!(single(&mut graph, "MATCH (a) RETURN a.k"), "Int(1)");
}

#[test]
fn deep_and_long_queries_end_in_a_table_or_an_error() {
    let nested = format!("RETURN {}1{}", "(".repeat(2_000), ")".repeat(2_000));
    assert_eq!(failure(&nested).class, "SyntaxError");
    let nested = format!("RETURN {}1{} AS x", "(".repeat(200), ")".repeat(200));
    assert_eq!(single(&mut PropertyGraph::new(), &nested), "Int(1)");
    let list = vec!["'溧阳市'"; 60_000].join(", ");
    let long = format!("RETURN size([{list}])");
    assert!(long.len() > 600_000);
    assert_eq!(single(&mut PropertyGraph::new(), &long), "Int(60000)");
    assert_eq!(failure(&format!("RETURN {}1", "1 + ".repeat(300_000))).class, "SyntaxError");
}

#[test]
fn limits_stop_what_would_not_end() {
    let mut graph = PropertyGraph::new();
    run(
        &mut graph,
        "UNWIND range(1, 60) AS i CREATE (:N {i: i}) WITH count(*) AS all \
         MATCH (a:N), (b:N) WHERE (a.i + b.i) % 7 = 0 CREATE (a)-[:R]->(b)",
    )
    .unwrap();
    let limits = Limits { time: Some(Duration::from_millis(200)), rows: 5_000, memory: 64 << 20 };
    let options = Options { limits, ..Options::default() };
    for text in [
        "MATCH (a), (b), (c), (d), (e) RETURN a, b, c, d, e",
        "MATCH (a), (b), (c), (d), (e), (f) RETURN count(a.i + f.i)",
        "MATCH p = (a)-[*]-(b) RETURN count(p)",
        "MATCH (a), (b), (c), (d) RETURN collect([a, b, c, d])",
        "UNWIND range(1, 1000000000000) AS i RETURN count(i)",
    ] {
        let start = Instant::now();
        let error = query(&mut graph, text, &Map::new(), &options).unwrap_err();
        assert_eq!(error.class, "LimitExceeded", "{text}");
        assert!(error.hint().is_some());
        assert!(start.elapsed() < Duration::from_secs(5), "{text}");
    }
    assert_eq!(single(&mut graph, "MATCH (n) RETURN count(n)"), "Int(60)");
}

#[test]
fn a_query_can_be_stopped_from_elsewhere() {
    let mut graph = PropertyGraph::new();
    run(&mut graph, "UNWIND range(1, 200) AS i CREATE ()").unwrap();
    let stop = Arc::new(AtomicBool::new(true));
    let options = Options { cancel: Some(stop), ..Options::default() };
    let text = "MATCH (a), (b), (c), (d) RETURN count(a.x + d.x)";
    let error = query(&mut graph, text, &Map::new(), &options).unwrap_err();
    assert_eq!(error.class, "Cancelled");
}

#[test]
fn shortest_paths_are_found_from_both_ends() {
    let mut graph = PropertyGraph::new();
    run(
        &mut graph,
        "CREATE (a {n: 1})-[:R]->(b {n: 2})-[:R]->(c {n: 3}), (a)-[:R]->(d {n: 4})-[:R]->(c), \
         (c)-[:R]->({n: 5})",
    )
    .unwrap();
    let path = PathPattern::from(NodePattern::named("x").with("n", Expr::Int(1)))
        .step(RelPattern::both().length(1, 9), NodePattern::named("y").with("n", Expr::Int(5)))
        .named("p");
    let of = |shortest| {
        Query::new()
            .matching([path.clone().shortest(shortest)])
            .returning([Expr::call("length", [Expr::var("p")])])
    };
    let lengths = |query: &Query| rows(answered(&graph, query, &options(true))).unwrap();
    assert_eq!(lengths(&of(Shortest::One)), ["[Int(3)]"]);
    assert_eq!(lengths(&of(Shortest::All)), ["[Int(3)]", "[Int(3)]"]);
}

#[test]
fn plans_can_be_looked_at() {
    let mut graph = PropertyGraph::new();
    run(&mut graph, "UNWIND range(1, 9) AS i CREATE (:N {name: 'n' + i})").unwrap();
    let table = run(&mut graph, "EXPLAIN MATCH (n {name: 'n3'}) RETURN n").unwrap();
    assert_eq!(table.columns, ["step"]);
    assert_eq!(table.rows[0][0].as_text(), Some("NodesByIndex name"));
    let table = run(&mut graph, "PROFILE MATCH (n:N) RETURN n").unwrap();
    assert_eq!(format!("{:?}", table.rows.last().unwrap()[1]), "Int(9)");
    let projection = Projection::default();
    assert!(projection.items.is_empty() && !projection.star);
}
