//! Broken, deep, long and endless queries in, clear errors within the limits out.

use crate::cypher::{failure, run, single};
use crate::dice::{Dice, graph, mutated};
use crate::sample;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, LazyLock};
use std::time::{Duration, Instant};
use tupu::corpus::Document;
use tupu::extract::extract;
use tupu::graph::KnowledgeGraph;
use tupu::graph::property::{Map, PropertyGraph};
use tupu::knowledge::Knowledge;
use tupu::query::{Limits, Options, Vocabulary, query};

/// Milliseconds this thread has been on a processor, so that what else the machine does is left
/// out; where the system does not tell, milliseconds that have passed.
fn busy() -> f64 {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|text| text.split(' ').next()?.parse::<f64>().ok());
    nanoseconds.map_or_else(|| START.elapsed().as_secs_f64() * 1e3, |ns| ns / 1e6)
}

/// How long a query may take here: without optimisation everything takes longer.
const LONGEST: f64 = if cfg!(debug_assertions) { 1_000.0 } else { 100.0 };

/// How long a query of a megabyte may take until it is refused.
const MEGABYTE: f64 = if cfg!(debug_assertions) { 3_000.0 } else { 1_000.0 };

/// Broken queries on small graphs with the usual limits, and on the sample graph with a limit of
/// time. `MUTATED=60000 cargo test --release` runs as many.
#[test]
fn no_broken_query_breaks_or_holds_up_anything() {
    let asked = std::env::var("MUTATED").ok().and_then(|number| number.parse().ok());
    let count: u64 = asked.unwrap_or(3_000);
    let archive = sample::graph().archive().clone();
    let mut view = Arc::new(KnowledgeGraph::new(archive)).view();
    let vocabulary = Vocabulary::of(Knowledge::embedded());
    let limits = Limits { time: Some(Duration::from_millis(50)), ..Limits::default() };
    let pressed = Options { limits, vocabulary, ..Options::default() };
    let usual = Options::default();
    run(&mut view, "MATCH (n)-->() RETURN count(n)").unwrap();
    let (mut answered, mut worst) = (0, (0.0, String::new()));
    for seed in 0..count {
        let mut dice = Dice(seed);
        let text = mutated(&mut dice);
        let mut small = graph(&mut dice);
        let before = busy();
        let found = if seed % 2 == 0 {
            query(&mut small, &text, &Map::new(), &usual)
        } else {
            query(&mut view, &text, &Map::new(), &pressed)
        };
        let took = busy() - before;
        answered += usize::from(found.is_ok());
        if took > worst.0 {
            worst = (took, text);
        }
    }
    println!("{count} queries, {answered} answered, longest {} ms: {}", worst.0, worst.1);
    assert!(answered > 0);
    assert!(worst.0 < LONGEST, "{worst:?}");
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
}

/// What repeats without end, a megabyte of it, each refused at once with a word on what to do.
#[test]
fn a_megabyte_of_anything_is_refused() {
    let mut graph = PropertyGraph::new();
    run(&mut graph, "CREATE (:A)-[:R]->(:B)").unwrap();
    let filled = |start: &str, part: &str, end: &str| {
        format!("{start}{}{end}", part.repeat((1 << 20) / part.len()))
    };
    for text in [
        filled("", "(", ""),
        filled("", "[", ""),
        filled("", "、", ""),
        filled("", "'", ""),
        filled("", "电", ""),
        filled("RETURN ", "-", "1"),
        filled("RETURN ", "NOT ", "true"),
        filled("RETURN 1", " + 1", ""),
        filled("RETURN a", ".b", ""),
        filled("", "MATCH (a) ", "RETURN 1"),
        filled("", "UNWIND [1, 2] AS a ", "RETURN 1"),
        filled("", "MERGE (:A) ", ""),
        filled("MATCH ", "(), ", "() RETURN 1"),
        filled("MATCH (a)", "-->()", " RETURN 1"),
        filled("MATCH ()-[:A", "|A", "]->() RETURN 1"),
        filled("RETURN 1 AS a", " UNION RETURN 1 AS a", ""),
        filled("FOREACH (x IN [1] | ", "FOREACH (x IN [1] | ", "CREATE ()"),
    ] {
        let before = busy();
        let error = run(&mut graph, &text).unwrap_err();
        let start: String = text.chars().take(24).collect();
        assert!(["SyntaxError", "LimitExceeded"].contains(&error.class), "{start}: {error}");
        assert!(error.message.chars().count() < 200, "{start}: {} long", error.message.len());
        assert!(busy() - before < MEGABYTE, "{start}: {} ms", busy() - before);
    }
    assert_eq!(single(&mut graph, "MATCH (n) RETURN count(n)"), "Int(2)");
}

/// Names cannot grow without end, nor brackets, nor lists: reading takes time as the text is long.
#[test]
fn a_megabyte_of_anything_is_read_in_a_second() {
    let bytes = if cfg!(debug_assertions) { 1 << 16 } else { 1 << 20 };
    let knowledge = Knowledge::embedded();
    extract(&Document::of_text("warm".into(), "溧阳市".into()), knowledge);
    for part in [
        "a",
        "电",
        "（",
        "）",
        "《",
        "“",
        "、",
        "，",
        "。",
        "王",
        "赵钱孙李周吴郑王",
        "1",
        "一",
        "市",
        "有限公司",
        "溧阳",
        "溧阳、",
        "江苏省常州市溧阳市",
        "2023年",
        "亿元",
        "《计划》",
        "（溧阳）",
        "\n",
        " ",
        "\u{0}",
        "甲公司落户溧阳市，产值10亿元。",
    ] {
        let text = part.repeat(bytes / part.len());
        let before = busy();
        extract(&Document::of_text("long".into(), text), knowledge);
        let took = busy() - before;
        assert!(took < LONGEST * 10.0, "{part:?}: {took} ms");
    }
}

#[test]
fn many_loops_within_each_other_stay_on_the_stack() {
    let mut graph = PropertyGraph::new();
    run(&mut graph, "CREATE ()").unwrap();
    let free = vec!["()"; 240].join(", ");
    assert_eq!(single(&mut graph, &format!("MATCH {free} RETURN count(*)")), "Int(1)");
    let sum = vec!["1"; 900].join(" + ");
    assert_eq!(single(&mut graph, &format!("RETURN {sum} AS sum")), "Int(900)");
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
    let limits = Limits { time: Some(Duration::from_millis(100)), rows: 5_000, memory: 64 << 20 };
    let options = Options { limits, ..Options::default() };
    for text in [
        "MATCH (a), (b), (c), (d), (e) RETURN a, b, c, d, e",
        "MATCH (a), (b), (c), (d), (e), (f) RETURN count(a.i + f.i)",
        "MATCH (a), (b), (c), (d), (e) RETURN DISTINCT a.i + b.i * c.i * d.i * e.i AS x",
        "MATCH (a), (b), (c), (d) RETURN a.i AS x ORDER BY x + d.i",
        "MATCH (a), (b), (c), (d) MERGE (a)-[:X]->(d)",
        "MATCH (a), (b), (c), (d) CREATE (a)-[:X]->(d)",
        "MATCH (a), (b), (c) FOREACH (x IN range(1, 1000) | SET a.x = x)",
        "MATCH p = (a)-[*]-(b) RETURN count(p)",
        "MATCH (a)-[*]-(b)-[*]-(a) RETURN DISTINCT a",
        "MATCH (a) WHERE NOT EXISTS { MATCH (a)-[*]-()-[*9]-(c) WHERE c.i + 0 < -1 } RETURN a",
        "MATCH (a), (b), (c), (d) RETURN collect([a, b, c, d])",
        "UNWIND range(1, 1000000000000) AS i RETURN count(i)",
        "RETURN size(range(1, 1000000000000))",
        "RETURN all(x IN range(1, 100000000) WHERE x > 0)",
        "UNWIND range(1, 1000000000) AS i CREATE (:Z)",
        "RETURN reduce(all = [], x IN range(1, 200000) | all + x)",
        "RETURN size(reduce(s = 'a', x IN range(1, 60) | s + s))",
        "RETURN size(reduce(s = [1], x IN range(1, 60) | [s, s]))",
        "RETURN reduce(s = {a: 1}, x IN range(1, 60) | {a: s, b: s})",
        "RETURN size(reduce(s = 'aaaaaaaaaa', x IN range(1, 30) | replace(s, 'a', s)))",
    ] {
        let before = busy();
        let error = query(&mut graph, text, &Map::new(), &options).unwrap_err();
        assert_eq!(error.class, "LimitExceeded", "{text}");
        assert!(error.hint().is_some());
        assert!(busy() - before < 100.0 + LONGEST, "{text}: {} ms", busy() - before);
    }
    assert_eq!(single(&mut graph, "MATCH (n) RETURN count(n)"), "Int(60)");
}

#[test]
fn a_query_can_be_stopped_from_elsewhere() {
    let mut graph = PropertyGraph::new();
    run(&mut graph, "UNWIND range(1, 200) AS i CREATE ()").unwrap();
    for text in [
        "MATCH (a), (b), (c), (d) RETURN count(a.x + d.x)",
        "MATCH (a), (b), (c), (d) RETURN a.x ORDER BY d.x",
        "MATCH (a), (b), (c), (d) CREATE (a)-[:R]->(b)",
    ] {
        let stop = Arc::new(AtomicBool::new(false));
        let options = Options { cancel: Some(Arc::clone(&stop)), ..Options::default() };
        let hand = std::thread::spawn(move || {
            std::thread::sleep(Duration::from_millis(100));
            stop.store(true, Ordering::Relaxed);
            Instant::now()
        });
        let error = query(&mut graph, text, &Map::new(), &options).unwrap_err();
        let late = hand.join().unwrap().elapsed();
        assert_eq!(error.class, "Cancelled", "{text}");
        assert!(late.as_millis() < LONGEST as u128, "{text}: {late:?}");
    }
}
