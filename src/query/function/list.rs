//! Functions of lists, and those that take lists as well as strings or maps.

use super::{Function, function, wrong};
use crate::graph::property::{Value, equal};
use crate::query::error::QueryError;
use crate::query::run::Context;

pub(super) const FUNCTIONS: &[Function] = &[
    function("size", 1, 1, |_, a| match &a[0] {
        Value::Null => Ok(Value::Null),
        Value::List(items) => Ok(items.len().into()),
        Value::Text(text) => Ok(text.chars().count().into()),
        Value::Map(map) => Ok(map.len().into()),
        other => Err(wrong("size", other)),
    }),
    function("head", 1, 1, |_, a| of_list("head", &a[0], |items| items.first().cloned().into())),
    function("last", 1, 1, |_, a| of_list("last", &a[0], |items| items.last().cloned().into())),
    function("tail", 1, 1, |_, a| {
        of_list("tail", &a[0], |items| Value::list(items.iter().skip(1).cloned()))
    }),
    function("reverse", 1, 1, |_, a| match &a[0] {
        Value::Text(text) => Ok(text.chars().rev().collect::<String>().into()),
        other => of_list("reverse", other, |items| Value::list(items.iter().rev().cloned())),
    }),
    function("range", 2, 3, range),
    function("coalesce", 1, usize::MAX, |_, a| {
        Ok(a.iter().find(|value| !value.is_null()).cloned().into())
    }),
    function("isEmpty", 1, 1, |_, a| match &a[0] {
        Value::Null => Ok(Value::Null),
        Value::List(items) => Ok(items.is_empty().into()),
        Value::Text(text) => Ok(text.is_empty().into()),
        Value::Map(map) => Ok(map.is_empty().into()),
        other => Err(wrong("isEmpty", other)),
    }),
    function("nullIf", 2, 2, |_, a| {
        Ok(if equal(&a[0], &a[1]) == Some(true) { Value::Null } else { a[0].clone() })
    }),
    function("exists", 1, 1, |_, a| Ok((!a[0].is_null()).into())),
    function("valueType", 1, 1, |_, a| Ok(a[0].type_name().to_uppercase().into())),
];

fn of_list(name: &str, value: &Value, map: fn(&[Value]) -> Value) -> Result<Value, QueryError> {
    match value {
        Value::Null => Ok(Value::Null),
        Value::List(items) => Ok(map(items)),
        other => Err(wrong(name, other)),
    }
}

fn range(context: &Context<'_>, arguments: &[Value]) -> Result<Value, QueryError> {
    let mut items = Vec::new();
    for number in numbers(arguments)? {
        context.env.work(1)?;
        context.env.fits(items.len() * size_of::<Value>())?;
        items.push(Value::Int(number));
    }
    Ok(items.into())
}

/// The numbers of `range(start, end, step)`.
pub(in crate::query) fn numbers(
    arguments: &[Value],
) -> Result<impl Iterator<Item = i64> + use<>, QueryError> {
    let mut ends = [0i64, 0, 1];
    for (end, value) in ends.iter_mut().zip(arguments) {
        match value {
            Value::Int(number) => *end = *number,
            other => {
                return Err(QueryError::run(
                    "ArgumentError",
                    "InvalidArgumentType",
                    format!("range() takes whole numbers, not {}", other.type_name()),
                ));
            }
        }
    }
    let [start, end, step] = ends;
    if step == 0 {
        return Err(QueryError::run(
            "ArgumentError",
            "NumberOutOfRange",
            "the step of range() cannot be 0",
        ));
    }
    let within = move |at: &i64| if step > 0 { *at <= end } else { *at >= end };
    Ok(std::iter::successors(Some(start), move |at| at.checked_add(step)).take_while(within))
}
