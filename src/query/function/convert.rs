//! Functions that make one type of another.

use super::{Function, function, written, wrong};
use crate::graph::property::Value;
use crate::query::error::QueryError;

pub(super) const FUNCTIONS: &[Function] = &[
    function("toString", 1, 1, |_, a| string(&a[0])),
    function("toStringOrNull", 1, 1, |_, a| Ok(string(&a[0]).unwrap_or_default())),
    function("toInteger", 1, 1, |_, a| integer(&a[0])),
    function("toIntegerOrNull", 1, 1, |_, a| Ok(integer(&a[0]).unwrap_or_default())),
    function("toFloat", 1, 1, |_, a| float(&a[0])),
    function("toFloatOrNull", 1, 1, |_, a| Ok(float(&a[0]).unwrap_or_default())),
    function("toBoolean", 1, 1, |_, a| boolean(&a[0])),
    function("toBooleanOrNull", 1, 1, |_, a| Ok(boolean(&a[0]).unwrap_or_default())),
    function("toStringList", 1, 1, |_, a| each("toStringList", &a[0], string)),
    function("toIntegerList", 1, 1, |_, a| each("toIntegerList", &a[0], integer)),
    function("toFloatList", 1, 1, |_, a| each("toFloatList", &a[0], float)),
    function("toBooleanList", 1, 1, |_, a| each("toBooleanList", &a[0], boolean)),
];

fn each(
    name: &str,
    value: &Value,
    map: fn(&Value) -> Result<Value, QueryError>,
) -> Result<Value, QueryError> {
    match value {
        Value::Null => Ok(Value::Null),
        Value::List(items) => {
            Ok(Value::list(items.iter().map(|item| map(item).unwrap_or_default())))
        }
        other => Err(wrong(name, other)),
    }
}

fn string(value: &Value) -> Result<Value, QueryError> {
    match value {
        Value::Null => Ok(Value::Null),
        other => written(other).map(Value::from).ok_or_else(|| wrong("toString", other)),
    }
}

fn integer(value: &Value) -> Result<Value, QueryError> {
    Ok(match value {
        Value::Int(number) => Value::Int(*number),
        Value::Float(number) if number.is_finite() => Value::Int(number.trunc() as i64),
        Value::Null | Value::Float(_) => Value::Null,
        Value::Bool(value) => Value::Int(i64::from(*value)),
        Value::Text(text) => {
            let text = text.trim();
            match text.parse::<i64>() {
                Ok(number) => Value::Int(number),
                Err(_) => match text.parse::<f64>() {
                    Ok(number) if number.is_finite() && !text.contains(['n', 'N']) => {
                        Value::Int(number.trunc() as i64)
                    }
                    _ => Value::Null,
                },
            }
        }
        other => return Err(wrong("toInteger", other)),
    })
}

fn float(value: &Value) -> Result<Value, QueryError> {
    Ok(match value {
        Value::Null => Value::Null,
        Value::Int(number) => Value::Float(*number as f64),
        Value::Float(number) => Value::Float(*number),
        Value::Text(text) => text.trim().parse::<f64>().ok().into(),
        other => return Err(wrong("toFloat", other)),
    })
}

fn boolean(value: &Value) -> Result<Value, QueryError> {
    Ok(match value {
        Value::Null => Value::Null,
        Value::Bool(value) => Value::Bool(*value),
        Value::Int(number) => Value::Bool(*number != 0),
        Value::Text(text) => match text.trim().to_lowercase().as_str() {
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            _ => Value::Null,
        },
        other => return Err(wrong("toBoolean", other)),
    })
}
