//! Bytes in, a query run on a small graph out: optimised or not, it gives the same rows or an error.

#![no_main]

#[path = "../../tests/it/dice.rs"]
#[expect(dead_code, reason = "shared with the tests, which use all of it")]
mod dice;

use libfuzzer_sys::fuzz_target;
use std::time::Duration;
use tupu::graph::property::{Map, PropertyGraph};
use tupu::query::{Limits, Options, query};

/// The rows that come out, sorted, or the class of the error; `None` where the limits were met.
fn rows(text: &str, optimise: bool) -> Option<Result<Vec<String>, &'static str>> {
    let limits =
        Limits { time: Some(Duration::from_millis(200)), rows: 20_000, memory: 64 << 20 };
    let options = Options { limits, optimise, ..Options::default() };
    let mut graph: PropertyGraph = dice::graph(&mut dice::Dice(1));
    match query(&mut graph, text, &Map::new(), &options) {
        Ok(table) => {
            let mut rows: Vec<String> = table.rows.iter().map(|row| format!("{row:?}")).collect();
            rows.sort();
            Some(Ok(rows))
        }
        Err(error) if error.class == "LimitExceeded" => None,
        Err(error) => {
            let _excerpt = error.excerpt(text);
            Some(Err(error.class))
        }
    }
}

fuzz_target!(|text: &str| {
    let upper = text.to_uppercase();
    let fast = rows(text, true);
    // Which rows LIMIT and SKIP leave is free, and so is the order in which a list is collected or
    // an error is met first; a plan is told as it is.
    let free = ["LIMIT", "SKIP", "COLLECT", "EXPLAIN", "PROFILE", "RAND", "UUID", "SHORTESTPATH"];
    if let Some(Ok(fast)) = fast
        && !free.iter().any(|word| upper.contains(word))
        && let Some(Ok(plain)) = rows(text, false)
    {
        assert_eq!(fast, plain, "{text}");
    }
});
