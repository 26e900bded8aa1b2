//! Times Cypher on a large property graph: `graph_bench DATA_DIR [--save OUT.json] [--plain]`.
//!
//! `DATA_DIR` holds `nodes.csv` (id,kind,name), `edges.csv` (src,dst,relation,weight) and
//! `params.json` (seeds, pairs). Writes for each query the mean CPU time of a call, the wall times
//! and a checksum of the answers, as JSON. `--plain` leaves plans as they are written.

use serde_json::{Map as Object, Value as Json, json};
use sha2::{Digest, Sha256};
use std::fs::{File, read_to_string};
use std::io::{BufRead, BufReader, Write, stdout};
use std::time::Instant;
use tupu::graph::property::{Map, NodeId, PropertyGraph, Slot, Type, Value};
use tupu::query::{Limits, Options, Prepared, parse};

type Failure = Box<dyn std::error::Error>;

/// Name, where its parameters come from, and its text.
const QUERIES: [(&str, &str, &str); 11] = [
    ("point", "seeds", "MATCH (a {id: $id}) RETURN a.name"),
    ("onehop", "seeds", "MATCH (a {id: $id})-[:供应]->(b) RETURN count(DISTINCT b)"),
    ("twohop", "seeds", "MATCH (a {id: $id})-[:供应]->(b)-[:供应]->(c) RETURN count(*)"),
    (
        "twohop_any",
        "seeds",
        "MATCH (a {id: $id})--(b)--(c) WHERE c.id <> $id RETURN count(DISTINCT c)",
    ),
    ("var_1_4", "seeds", "MATCH (a {id: $id})-[:供应*1..4]->(b) RETURN count(DISTINCT b)"),
    (
        "shortest",
        "pairs",
        "MATCH p = shortestPath((a {id: $a})-[:供应|投资*..10]-(b {id: $b})) RETURN length(p)",
    ),
    (
        "cluster_firms",
        "none",
        "MATCH (p {name: '溧阳动力电池集群'})<-[:属于]-(c) RETURN count(DISTINCT c)",
    ),
    (
        "filter_scan",
        "none",
        "MATCH (c) WHERE c.kind = '公司' AND c.name CONTAINS '动力电池' RETURN count(*)",
    ),
    (
        "group_top10",
        "none",
        "MATCH (c)-[:落户]->(p) RETURN p.name, count(*) AS k ORDER BY k DESC, p.name LIMIT 10",
    ),
    ("join_2hop_all", "none", "MATCH (a)-[:投资]->(b)-[:供应]->(c) RETURN count(*)"),
    ("triangles", "none", "MATCH (a)-[:供应]->(b)-[:供应]->(c), (a)-[:供应]->(c) RETURN count(*)"),
];

/// Seconds this process spent on processors.
fn cpu() -> f64 {
    let text = read_to_string("/proc/self/schedstat").unwrap_or_default();
    let nanos: f64 = text.split(' ').next().and_then(|n| n.parse().ok()).unwrap_or_default();
    nanos / 1e9
}

/// The most memory this process ever held, in MiB.
fn peak() -> u64 {
    let text = read_to_string("/proc/self/status").unwrap_or_default();
    let line = text.lines().find(|line| line.starts_with("VmHWM"));
    let kib = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok());
    kib.unwrap_or_default() / 1024
}

fn lines(path: &str) -> Result<impl Iterator<Item = String>, Failure> {
    Ok(BufReader::with_capacity(1 << 20, File::open(path)?).lines().map_while(Result::ok).skip(1))
}

fn load(folder: &str, nodes: usize, edges: usize) -> Result<PropertyGraph, Failure> {
    let mut graph = PropertyGraph::with_capacity(nodes, edges);
    let [id, kind, name, weight] = ["id", "kind", "name", "weight"].map(|key| graph.key(key));
    let mut kinds: Vec<Value> = Vec::new();
    for line in lines(&format!("{folder}/nodes.csv"))? {
        let fields: Vec<&str> = line.split(',').collect();
        let [number, of, called] = fields[..] else { return Err("a node has three fields".into()) };
        let known = kinds.iter().position(|own| own.as_text() == Some(of));
        let at = known.unwrap_or_else(|| {
            kinds.push(of.into());
            kinds.len() - 1
        });
        let number: i64 = number.parse()?;
        let slots = [
            (id, Slot::Kept(number.into())),
            (kind, Slot::Kept(kinds[at].clone())),
            (name, Slot::Kept(called.into())),
        ];
        graph.create_node([], slots);
    }
    let mut types: Vec<(String, Type)> = Vec::new();
    for line in lines(&format!("{folder}/edges.csv"))? {
        let fields: Vec<&str> = line.split(',').collect();
        let [from, to, relation, heavy] = fields[..] else {
            return Err("an edge has four fields".into());
        };
        let known = types.iter().find(|(own, _)| own == relation).map(|(_, kind)| *kind);
        let kind = known.unwrap_or_else(|| {
            let kind = graph.rel_type(relation);
            types.push((relation.to_owned(), kind));
            kind
        });
        let (from, to) =
            (from.parse().map(NodeId::from_number)?, to.parse().map(NodeId::from_number)?);
        let heavy: f64 = heavy.parse()?;
        graph.create_rel(from, kind, to, [(weight, Slot::Kept(heavy.into()))]);
    }
    Ok(graph)
}

fn answer(value: &Value) -> String {
    match value {
        Value::Int(number) => number.to_string(),
        Value::Text(text) => Json::from(&**text).to_string(),
        other => format!("{other:?}"),
    }
}

/// Rows as Python's `json.dumps` lays them out.
fn laid(rows: &[Vec<Value>]) -> String {
    let row =
        |row: &Vec<Value>| format!("[{}]", row.iter().map(answer).collect::<Vec<_>>().join(", "));
    format!("[{}]", rows.iter().map(row).collect::<Vec<_>>().join(", "))
}

fn parameters(params: &Json, how: &str) -> Vec<Map> {
    let int = |value: &Json| Value::Int(value.as_i64().unwrap_or_default());
    let list = |key: &str| params[key].as_array().cloned().unwrap_or_default();
    match how {
        "seeds" => list("seeds").iter().map(|id| Map::from([("id".into(), int(id))])).collect(),
        "pairs" => list("pairs")
            .iter()
            .map(|pair| Map::from([("a".into(), int(&pair[0])), ("b".into(), int(&pair[1]))]))
            .collect(),
        _ => vec![Map::new()],
    }
}

fn measured(
    graph: &PropertyGraph,
    text: &str,
    calls: &[Map],
    options: &Options,
) -> Result<Json, Failure> {
    let tree = parse(text, &options.procedures)?;
    let prepared = Prepared::new(graph, &tree, &calls[0], options)?;
    let mut answers = Vec::new();
    for params in calls {
        answers.push(laid(&prepared.read(graph, params, options)?.rows));
    }
    let (mut wall, mut rounds) = (Vec::new(), 0);
    let before = cpu();
    while rounds == 0 || (cpu() - before < 0.5 && rounds < 2_000) {
        for params in calls {
            let start = Instant::now();
            prepared.read(graph, params, options)?;
            wall.push(start.elapsed().as_secs_f64() * 1e3);
        }
        rounds += 1;
    }
    let spent = (cpu() - before) * 1e3 / wall.len() as f64;
    wall.sort_by(f64::total_cmp);
    let all = format!("[{}]", answers.join(", "));
    let digest = Sha256::digest(all.as_bytes());
    let sum = digest.iter().take(6).fold(String::new(), |sum, byte| format!("{sum}{byte:02x}"));
    let round = |number: f64| (number * 1e4).round() / 1e4;
    Ok(json!({
        "calls": wall.len(),
        "wall_ms_median": round(wall[wall.len() / 2]),
        "wall_ms_p95": round(wall[wall.len() * 95 / 100]),
        "wall_ms_min": round(wall[0]),
        "cpu_ms_mean": round(spent),
        "answers": sum,
        "first": answers[0],
        "plan": prepared.steps(),
    }))
}

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().collect();
    let folder = arguments.get(1).ok_or("graph_bench DATA_DIR [--save OUT.json] [--plain]")?;
    let plain = arguments.iter().any(|argument| argument == "--plain");
    let params: Json = serde_json::from_str(&read_to_string(format!("{folder}/params.json"))?)?;
    let size = |key: &str| params[key].as_u64().unwrap_or_default() as usize;
    let (start, spent) = (Instant::now(), cpu());
    let graph = load(folder, size("nodes"), size("edges"))?;
    graph.snapshot();
    let (wall, spent) = (start.elapsed().as_secs_f64(), cpu() - spent);
    let mut out = stdout();
    writeln!(out, "loaded in {wall:.1} s, {spent:.1} s of processor, {} MiB", peak())?;
    let limits = Limits { time: None, ..Limits::default() };
    let options = Options { limits, optimise: !plain, ..Options::default() };
    let mut queries = Object::new();
    for (name, how, text) in QUERIES {
        let result = measured(&graph, text, &parameters(&params, how), &options)?;
        writeln!(out, "{name} {result}")?;
        queries.insert(name.to_owned(), result);
    }
    writeln!(out, "{} MiB at most", peak())?;
    let tenth = |number: f64| (number * 10.0).round() / 10.0;
    let result = json!({
        "engine": if plain { "tupu, plans as written" } else { "tupu" },
        "nodes": params["nodes"],
        "load_wall_s": tenth(wall),
        "load_cpu_s": tenth(spent),
        "rss_mib": peak(),
        "queries": queries,
    });
    let save = arguments.iter().position(|argument| argument == "--save");
    if let Some(path) = save.and_then(|at| arguments.get(at + 1)) {
        std::fs::write(path, serde_json::to_string_pretty(&result)?)?;
    }
    Ok(())
}
