//! A seed in, a graph and a query over it out: optimised and as written it gives the same rows, and
//! printed it is read back the same.

#![no_main]

#[path = "../../tests/it/dice.rs"]
#[expect(dead_code, reason = "shared with the tests, which use all of it")]
mod dice;

use libfuzzer_sys::fuzz_target;
use std::time::Duration;
use tupu::graph::property::{Map, PropertyGraph};
use tupu::query::ast::Query;
use tupu::query::{Limits, Options, Prepared, QueryError, Table, parse};

fn rows(graph: &PropertyGraph, query: &Query, optimise: bool) -> Result<Vec<String>, &'static str> {
    let limits =
        Limits { time: Some(Duration::from_millis(500)), rows: 100_000, memory: 128 << 20 };
    let options = Options { limits, optimise, ..Options::default() };
    let params = Map::new();
    let table: Result<Table, QueryError> = Prepared::new(graph, query, &params, &options)
        .and_then(|prepared| prepared.read(graph, &params, &options));
    let table = table.map_err(|error| error.class)?;
    let mut rows: Vec<String> = table.rows.iter().map(|row| format!("{row:?}")).collect();
    rows.sort();
    Ok(rows)
}

fuzz_target!(|seed: u64| {
    let mut dice = dice::Dice(seed);
    let graph = dice::graph(&mut dice);
    let query = dice::generated(&mut dice);
    let text = query.to_string();
    let read = parse(&text, &Options::default().procedures);
    assert_eq!(read.as_ref().ok(), Some(&query), "{text}: {:?}", read.as_ref().err());
    let (fast, plain) = (rows(&graph, &query, true), rows(&graph, &query, false));
    if fast != Err("LimitExceeded") && plain != Err("LimitExceeded") {
        assert_eq!(fast, plain, "{text}");
    }
});
