//! A simple value in, how Cypher writes it as a string out.

use crate::graph::property::Value;

/// `None` for values that have no string: lists, maps, nodes, relationships, paths, null.
pub(in crate::query) fn written(value: &Value) -> Option<String> {
    Some(match value {
        Value::Text(text) => text.to_string(),
        Value::Bool(value) => value.to_string(),
        Value::Int(number) => number.to_string(),
        Value::Float(number) => float(*number),
        Value::Temporal(value) => value.to_string(),
        _ => return None,
    })
}

/// A number as openCypher shows it: always with a point, an exponent where it is long.
fn float(number: f64) -> String {
    if number.is_nan() {
        "NaN".into()
    } else if number.is_infinite() {
        if number > 0.0 { "Infinity".into() } else { "-Infinity".into() }
    } else if number != 0.0 && !(1e-3..1e7).contains(&number.abs()) {
        let text = format!("{number:E}");
        if text.contains('.') { text } else { text.replacen('E', ".0E", 1) }
    } else {
        format!("{number:?}")
    }
}
