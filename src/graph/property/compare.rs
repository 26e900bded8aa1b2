//! Two values in, whether they are equal, the same or in order out.
//!
//! Cypher knows three comparisons: [`equal`] (`=`, unknown with null), [`same`] (grouping, DISTINCT:
//! null is null) and [`order`] (ORDER BY: everything has a place). [`digest`] agrees with `same`.

use super::value::Value;
use std::cmp::Ordering;
use std::hash::{Hash, Hasher};

/// `=`: `None` where a null leaves it unknown.
pub fn equal(a: &Value, b: &Value) -> Option<bool> {
    Some(match (a, b) {
        (Value::Null, _) | (_, Value::Null) => return None,
        (Value::Bool(a), Value::Bool(b)) => a == b,
        (Value::Int(a), Value::Int(b)) => a == b,
        (Value::Text(a), Value::Text(b)) => a == b,
        (Value::Int(_) | Value::Float(_), Value::Int(_) | Value::Float(_)) => {
            numbers(a, b) == Some(Ordering::Equal)
        }
        (Value::List(a), Value::List(b)) => {
            return if a.len() == b.len() { all(a.iter().zip(b.iter())) } else { Some(false) };
        }
        (Value::Map(a), Value::Map(b)) => {
            if a.len() != b.len() || a.keys().ne(b.keys()) {
                return Some(false);
            }
            return all(a.values().zip(b.values()));
        }
        (Value::Node(a), Value::Node(b)) => a == b,
        (Value::Rel(a), Value::Rel(b)) => a == b,
        (Value::Path(a), Value::Path(b)) => a == b,
        (Value::Temporal(a), Value::Temporal(b)) => a.equals(b),
        _ => false,
    })
}

fn all<'a>(pairs: impl Iterator<Item = (&'a Value, &'a Value)>) -> Option<bool> {
    let mut known = true;
    for (a, b) in pairs {
        match equal(a, b) {
            Some(false) => return Some(false),
            Some(true) => {}
            None => known = false,
        }
    }
    known.then_some(true)
}

/// The order of two numbers, exact between whole and floating; `None` with NaN.
fn numbers(a: &Value, b: &Value) -> Option<Ordering> {
    match (a, b) {
        (Value::Int(a), Value::Int(b)) => Some(a.cmp(b)),
        (Value::Float(a), Value::Float(b)) => a.partial_cmp(b),
        (Value::Int(a), Value::Float(b)) => int_float(*a, *b),
        (Value::Float(a), Value::Int(b)) => int_float(*b, *a).map(Ordering::reverse),
        _ => None,
    }
}

fn int_float(a: i64, b: f64) -> Option<Ordering> {
    if b.is_nan() {
        None
    } else if b >= 9_223_372_036_854_775_808.0 {
        Some(Ordering::Less)
    } else if b < -9_223_372_036_854_775_808.0 {
        Some(Ordering::Greater)
    } else {
        let whole = b.trunc();
        Some(a.cmp(&(whole as i64)).then_with(|| {
            let rest = b - whole;
            if rest > 0.0 {
                Ordering::Less
            } else if rest < 0.0 {
                Ordering::Greater
            } else {
                Ordering::Equal
            }
        }))
    }
}

/// `<`, `<=`, `>`, `>=`: how `a` stands to `b`, `None` where they cannot be compared.
/// NaN compares to nothing, which callers must tell from unknown by [`Value::is_null`].
pub fn less(a: &Value, b: &Value) -> Option<Ordering> {
    match (a, b) {
        (Value::Bool(a), Value::Bool(b)) => Some(a.cmp(b)),
        (Value::Text(a), Value::Text(b)) => Some(a.cmp(b)),
        (Value::Temporal(a), Value::Temporal(b)) => a.compares(b),
        (Value::List(a), Value::List(b)) => {
            for (a, b) in a.iter().zip(b.iter()) {
                match (equal(a, b), less(a, b)) {
                    (Some(true), _) => {}
                    (_, found) => return found,
                }
            }
            Some(a.len().cmp(&b.len()))
        }
        _ => numbers(a, b),
    }
}

/// DISTINCT and grouping: null is null, NaN is NaN.
pub fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Null, Value::Null) => true,
        (Value::Float(a), Value::Float(b)) if a.is_nan() && b.is_nan() => true,
        (Value::List(a), Value::List(b)) => {
            a.len() == b.len() && a.iter().zip(b.iter()).all(|(a, b)| same(a, b))
        }
        (Value::Map(a), Value::Map(b)) => {
            a.len() == b.len()
                && a.iter().zip(b.iter()).all(|((k, a), (l, b))| k == l && same(a, b))
        }
        _ => equal(a, b) == Some(true),
    }
}

/// Where the type of a value stands in ORDER BY, ascending.
fn rank(value: &Value) -> u8 {
    match value {
        Value::Map(_) => 0,
        Value::Node(_) => 1,
        Value::Rel(_) => 2,
        Value::List(_) => 3,
        Value::Path(_) => 4,
        Value::Temporal(value) => 5 + value.rank(),
        Value::Text(_) => 20,
        Value::Bool(_) => 21,
        Value::Int(_) | Value::Float(_) => 22,
        Value::Null => 23,
    }
}

/// ORDER BY: a total order over all values.
pub fn order(a: &Value, b: &Value) -> Ordering {
    match (a, b) {
        (Value::Int(a), Value::Int(b)) => a.cmp(b),
        (Value::Text(a), Value::Text(b)) => a.cmp(b),
        (Value::Bool(a), Value::Bool(b)) => a.cmp(b),
        (Value::Int(_) | Value::Float(_), Value::Int(_) | Value::Float(_)) => numbers(a, b)
            .unwrap_or_else(|| {
                let nan = |v: &Value| matches!(v, Value::Float(f) if f.is_nan());
                nan(a).cmp(&nan(b))
            }),
        (Value::List(a), Value::List(b)) => a
            .iter()
            .zip(b.iter())
            .map(|(a, b)| order(a, b))
            .find(|found| found.is_ne())
            .unwrap_or_else(|| a.len().cmp(&b.len())),
        (Value::Map(a), Value::Map(b)) => a
            .iter()
            .zip(b.iter())
            .map(|((k, a), (l, b))| k.cmp(l).then_with(|| order(a, b)))
            .find(|found| found.is_ne())
            .unwrap_or_else(|| a.len().cmp(&b.len())),
        (Value::Node(a), Value::Node(b)) => a.cmp(b),
        (Value::Rel(a), Value::Rel(b)) => a.cmp(b),
        (Value::Path(a), Value::Path(b)) => a.nodes.cmp(&b.nodes).then_with(|| a.rels.cmp(&b.rels)),
        (Value::Temporal(a), Value::Temporal(b)) => a.order(b),
        _ => rank(a).cmp(&rank(b)),
    }
}

/// A hash that is equal for values that are the [`same`].
pub fn digest<H: Hasher>(value: &Value, state: &mut H) {
    match value {
        Value::Null => 0u8.hash(state),
        Value::Bool(value) => (1u8, value).hash(state),
        Value::Int(value) => number_digest(*value as f64, state),
        Value::Float(value) => number_digest(*value, state),
        Value::Text(value) => value.hash(state),
        Value::List(items) => {
            (4u8, items.len()).hash(state);
            items.iter().for_each(|item| digest(item, state));
        }
        Value::Map(map) => {
            (5u8, map.len()).hash(state);
            map.iter().for_each(|(key, value)| {
                key.hash(state);
                digest(value, state);
            });
        }
        Value::Node(node) => (6u8, node).hash(state),
        Value::Rel(rel) => (7u8, rel).hash(state),
        Value::Path(path) => (8u8, &path.nodes, &path.rels).hash(state),
        Value::Temporal(value) => (9u8, value.rank()).hash(state),
    }
}

fn number_digest<H: Hasher>(value: f64, state: &mut H) {
    let value = if value == 0.0 { 0.0 } else { value };
    let bits = if value.is_nan() { f64::NAN.to_bits() } else { value.to_bits() };
    (2u8, bits).hash(state);
}
