//! Operators: arithmetic, comparison, indexes and slices.

use super::eval::{Context, type_error};
use crate::graph::property::{Temporal, Value, equal, less};
use crate::query::ast::{Binary, Compare};
use crate::query::error::QueryError;
use crate::query::function::moved;
use crate::query::plan::Expr;
use std::cmp::Ordering;

/// A comparison: true, false or unknown.
pub(super) fn compared(how: Compare, a: &Value, b: &Value) -> Result<Option<bool>, QueryError> {
    let ordered = |test: fn(Ordering) -> bool| {
        if a.is_null() || b.is_null() {
            return None;
        }
        match less(a, b) {
            Some(order) => Some(test(order)),
            // NaN compares to no number.
            None if a.as_number().is_some() && b.as_number().is_some() => Some(false),
            None => None,
        }
    };
    let texts = |test: fn(&str, &str) -> bool| Some(test(a.as_text()?, b.as_text()?));
    Ok(match how {
        Compare::Equal => equal(a, b),
        Compare::NotEqual => equal(a, b).map(|same| !same),
        Compare::Less => ordered(Ordering::is_lt),
        Compare::LessOrEqual => ordered(Ordering::is_le),
        Compare::Greater => ordered(Ordering::is_gt),
        Compare::GreaterOrEqual => ordered(Ordering::is_ge),
        Compare::StartsWith => texts(|a, b| a.starts_with(b)),
        Compare::EndsWith => texts(|a, b| a.ends_with(b)),
        Compare::Contains => texts(contains),
        Compare::Matches => {
            return Err(QueryError::run(
                "ArgumentError",
                "UnsupportedOperation",
                "regular expressions are not supported",
            )
            .hinted(Some("use CONTAINS, STARTS WITH or ENDS WITH".into())));
        }
    })
}

/// Whether one string is within another. For short ones, looking at each place is faster than
/// preparing a search.
fn contains(long: &str, part_text: &str) -> bool {
    let (text, part) = (long.as_bytes(), part_text.as_bytes());
    match part.first_chunk::<4>() {
        Some(first) if text.len() <= 256 => text
            .windows(part.len())
            .any(|found| found.first_chunk::<4>() == Some(first) && found == part),
        Some(_) => long.contains(part_text),
        None => part.is_empty() || text.windows(part.len()).any(|found| found == part),
    }
}

fn overflow() -> QueryError {
    QueryError::run("ArithmeticError", "IntegerOverflow", "the number is too large for an Integer")
}

pub(super) fn negative(value: &Value) -> Result<Value, QueryError> {
    match value {
        Value::Null => Ok(Value::Null),
        Value::Int(number) => number.checked_neg().map(Value::Int).ok_or_else(overflow),
        Value::Float(number) => Ok(Value::Float(-number)),
        other => Err(type_error(format!("- takes a number, not {}", other.type_name()))),
    }
}

pub(super) fn arithmetic(op: Binary, a: &Value, b: &Value) -> Result<Value, QueryError> {
    if op == Binary::Add
        && let Some(joined) = joined(a, b)
    {
        return Ok(joined);
    }
    match (a, b) {
        (Value::Null, _) | (_, Value::Null) => Ok(Value::Null),
        (Value::Int(a), Value::Int(b)) => whole(op, *a, *b),
        (Value::Temporal(_), _) | (_, Value::Temporal(_)) => moved(op, a, b),
        _ => match (a.as_number(), b.as_number()) {
            (Some(a), Some(b)) => Ok(Value::Float(floating(op, a, b))),
            _ => Err(type_error(format!(
                "{op} does not go with {} and {}",
                a.type_name(),
                b.type_name()
            ))),
        },
    }
}

/// `+` of strings and lists.
fn joined(a: &Value, b: &Value) -> Option<Value> {
    Some(match (a, b) {
        (Value::List(_), Value::Null) | (Value::Null, Value::List(_)) => Value::Null,
        (Value::List(a), Value::List(b)) => Value::list(a.iter().chain(b.iter()).cloned()),
        (Value::List(a), b) => Value::list(a.iter().chain([b]).cloned()),
        (a, Value::List(b)) => Value::list([a].into_iter().chain(b.iter()).cloned()),
        (Value::Text(a), Value::Text(b)) => format!("{a}{b}").into(),
        (Value::Text(a), Value::Int(_) | Value::Float(_)) => {
            format!("{a}{}", crate::query::function::written(b)?).into()
        }
        (Value::Int(_) | Value::Float(_), Value::Text(b)) => {
            format!("{}{b}", crate::query::function::written(a)?).into()
        }
        (Value::Text(text), Value::Temporal(at)) => format!("{text}{}", show(at)).into(),
        (Value::Temporal(at), Value::Text(text)) => format!("{}{text}", show(at)).into(),
        _ => return None,
    })
}

fn show(value: &Temporal) -> String {
    value.to_string()
}

fn whole(op: Binary, a: i64, b: i64) -> Result<Value, QueryError> {
    let found = match op {
        Binary::Add => a.checked_add(b),
        Binary::Subtract => a.checked_sub(b),
        Binary::Multiply => a.checked_mul(b),
        Binary::Divide | Binary::Modulo if b == 0 => {
            return Err(QueryError::run("ArithmeticError", "DivisionByZero", "division by zero"));
        }
        Binary::Divide => a.checked_div(b),
        Binary::Modulo => a.checked_rem(b).or(Some(0)),
        _ => return Ok(Value::Float(floating(op, a as f64, b as f64))),
    };
    found.map(Value::Int).ok_or_else(overflow)
}

fn floating(op: Binary, a: f64, b: f64) -> f64 {
    match op {
        Binary::Subtract => a - b,
        Binary::Multiply => a * b,
        Binary::Divide => a / b,
        Binary::Modulo => a % b,
        Binary::Power => a.powf(b),
        _ => a + b,
    }
}

impl<'a> Context<'a> {
    pub(super) fn index(
        &self,
        base: &'a Expr,
        index: &'a Expr,
        row: &[Value],
    ) -> Result<Value, QueryError> {
        let (base, index) = (self.eval(base, row)?, self.eval(index, row)?);
        match (&*base, &*index) {
            (Value::Null, _) | (_, Value::Null) => Ok(Value::Null),
            (Value::List(items), Value::Int(at)) => {
                Ok(place(*at, items.len()).and_then(|at| items.get(at).cloned()).into())
            }
            (Value::Map(map), Value::Text(key)) => Ok(map.get(key).cloned().into()),
            (Value::Node(_) | Value::Rel(_), Value::Text(key)) => {
                Ok(self.properties(&base)?.remove(key).into())
            }
            (Value::Map(_) | Value::Node(_) | Value::Rel(_), other) => Err(QueryError::run(
                "TypeError",
                "MapElementAccessByNonString",
                format!("a key is a String, not {}", other.type_name()),
            )),
            (Value::List(_), other) => {
                Err(type_error(format!("an index is an Integer, not {}", other.type_name())))
            }
            (other, _) => Err(type_error(format!("{} has no elements", other.type_name()))),
        }
    }

    pub(super) fn slice(
        &self,
        list: &'a Expr,
        from: Option<&'a Expr>,
        to: Option<&'a Expr>,
        row: &[Value],
    ) -> Result<Value, QueryError> {
        let list = self.eval(list, row)?;
        let Value::List(items) = &*list else {
            return match &*list {
                Value::Null => Ok(Value::Null),
                other => Err(type_error(format!("{} has no elements", other.type_name()))),
            };
        };
        let end = |expr: Option<&'a Expr>, default: usize| match expr {
            None => Ok(Some(default)),
            Some(expr) => match &*self.eval(expr, row)? {
                Value::Null => Ok(None),
                Value::Int(at) => Ok(Some(bounded(*at, items.len()))),
                other => {
                    Err(type_error(format!("an index is an Integer, not {}", other.type_name())))
                }
            },
        };
        let (Some(from), Some(to)) = (end(from, 0)?, end(to, items.len())?) else {
            return Ok(Value::Null);
        };
        Ok(Value::list(items.get(from..to).unwrap_or_default().iter().cloned()))
    }
}

/// The place of an index that may count from the end.
fn place(at: i64, length: usize) -> Option<usize> {
    let length = i64::try_from(length).ok()?;
    usize::try_from(if at < 0 { at + length } else { at }).ok()
}

fn bounded(at: i64, length: usize) -> usize {
    match usize::try_from(at) {
        Ok(at) => at.min(length),
        Err(_) => place(at, length).unwrap_or(0),
    }
}
