//! Cypher in, tables out: plans give the same rows optimised or not, limits hold, errors help.

use crate::dice::{Dice, generated, graph};
use proptest::prelude::*;
use std::time::Duration;
use tupu::graph::property::{Map, PropertyGraph};
use tupu::query::ast::{Expr, NodePattern, PathPattern, Projection, Query, RelPattern, Shortest};
use tupu::query::{Limits, Options, Prepared, QueryError, Table, parse, query};

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
}

pub(crate) fn run(graph: &mut PropertyGraph, text: &str) -> Result<Table, QueryError> {
    query(graph, text, &Map::new(), &Options::default())
}

pub(crate) fn failure(text: &str) -> QueryError {
    run(&mut PropertyGraph::new(), text).unwrap_err()
}

pub(crate) fn single(graph: &mut PropertyGraph, text: &str) -> String {
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
    let text = "PROFILE MATCH (n:N) WHERE n.name <> 'n1' RETURN n.name AS x ORDER BY x LIMIT 4";
    let table = run(&mut graph, text).unwrap();
    assert_eq!(table.columns, ["step", "rows", "microseconds"]);
    let told: Vec<_> = table.rows.iter().map(|row| format!("{:?} {:?}", row[0], row[1])).collect();
    let all = ["NodesByLabel N", "Filter", "Filter", "Compute", "Top", "Limit", "Return"];
    let rows = [9, 9, 8, 8, 4, 4, 4];
    let wanted: Vec<_> =
        all.iter().zip(rows).map(|(step, rows)| format!("Text({step:?}) Int({rows})")).collect();
    assert_eq!(told, wanted);
    assert!(table.rows.iter().all(|row| row[2].as_number().is_some_and(|time| time >= 0.0)));
    let projection = Projection::default();
    assert!(projection.items.is_empty() && !projection.star);
}

#[test]
fn what_can_be_but_one_is_looked_up_first_and_any_of_a_list_once() {
    let mut graph = PropertyGraph::new();
    let text = "UNWIND range(1, 9) AS i CREATE (:N {name: 'n' + i})";
    run(&mut graph, text).unwrap();
    run(&mut graph, "MATCH (a:N {name: 'n1'}), (b:N) WHERE b <> a CREATE (a)-[:R]->(b)").unwrap();
    let steps = |graph: &mut PropertyGraph, text: &str| {
        let table = run(graph, &format!("EXPLAIN {text}")).unwrap();
        let steps = table.rows.iter().filter_map(|row| row[0].as_text().map(str::to_owned));
        steps.collect::<Vec<String>>()
    };
    let both = "MATCH (a)-[r]-(x)-[s]-(b) WHERE a.name = 'n2' AND b.name = 'n3' RETURN x.name";
    let looked_up = ["NodesByIndex name", "NodesByIndex name", "Expand Both", "Expand Both"];
    assert_eq!(steps(&mut graph, both)[..4], looked_up);
    assert_eq!(single(&mut graph, both), "Text(\"n1\")");
    let any = "MATCH (a) WHERE a.name IN ['n3', 'n2', null, 'n3', 5] RETURN count(a)";
    assert_eq!(steps(&mut graph, any)[0], "NodesByIndex name");
    assert_eq!(single(&mut graph, any), "Int(2)");
}

#[test]
fn a_truth_that_is_known_is_not_looked_for_further_but_no_wrong_type_is_hidden() {
    let mut graph = PropertyGraph::new();
    assert_eq!(single(&mut graph, "RETURN true OR 1 / 0 = 1"), "Bool(true)");
    assert_eq!(single(&mut graph, "RETURN any(x IN [1, 0] WHERE 1 / x = 1)"), "Bool(true)");
    assert_eq!(single(&mut graph, "RETURN all(x IN [2, 0] WHERE 4 / x = 1)"), "Bool(false)");
    for text in ["RETURN true OR 1", "RETURN false AND (true OR 'a')", "RETURN 1 / 0 = 1 OR true"] {
        assert!(run(&mut graph, text).is_err(), "{text}");
    }
}
