//! Functions of strings. Places in a string count characters.

use super::{Function, function, wrong};
use crate::graph::property::Value;
use crate::query::error::QueryError;
use crate::query::run::Context;

pub(super) const FUNCTIONS: &[Function] = &[
    function("toUpper", 1, 1, |_, a| mapped("toUpper", &a[0], str::to_uppercase)),
    function("upper", 1, 1, |_, a| mapped("upper", &a[0], str::to_uppercase)),
    function("toLower", 1, 1, |_, a| mapped("toLower", &a[0], str::to_lowercase)),
    function("lower", 1, 1, |_, a| mapped("lower", &a[0], str::to_lowercase)),
    function("trim", 1, 1, |_, a| mapped("trim", &a[0], |s| s.trim().to_owned())),
    function("btrim", 1, 1, |_, a| mapped("btrim", &a[0], |s| s.trim().to_owned())),
    function("ltrim", 1, 1, |_, a| mapped("ltrim", &a[0], |s| s.trim_start().to_owned())),
    function("rtrim", 1, 1, |_, a| mapped("rtrim", &a[0], |s| s.trim_end().to_owned())),
    function("replace", 3, 3, replace),
    function("split", 2, 2, split),
    function("substring", 2, 3, |_, a| substring(a)),
    function("left", 2, 2, |_, a| {
        cut("left", a, |chars, length| chars.iter().take(length).collect())
    }),
    function("right", 2, 2, |_, a| {
        cut("right", a, |chars, length| {
            chars.iter().skip(chars.len().saturating_sub(length)).collect()
        })
    }),
    function("char_length", 1, 1, |_, a| length(&a[0])),
    function("character_length", 1, 1, |_, a| length(&a[0])),
];

fn mapped(name: &str, value: &Value, map: fn(&str) -> String) -> Result<Value, QueryError> {
    match value {
        Value::Null => Ok(Value::Null),
        Value::Text(text) => Ok(map(text).into()),
        other => Err(wrong(name, other)),
    }
}

/// All arguments as strings; `None` where one is null.
fn texts<'a>(name: &str, arguments: &'a [Value]) -> Result<Option<Vec<&'a str>>, QueryError> {
    if arguments.iter().any(Value::is_null) {
        return Ok(None);
    }
    let texts = arguments.iter().map(|a| a.as_text().ok_or_else(|| wrong(name, a)));
    texts.collect::<Result<_, _>>().map(Some)
}

fn replace(context: &Context<'_>, arguments: &[Value]) -> Result<Value, QueryError> {
    let Some(texts) = texts("replace", arguments)? else { return Ok(Value::Null) };
    let places = texts[0].matches(texts[1]).count();
    context.env.work(texts[0].len() / 64)?;
    context.env.fits(texts[0].len().saturating_add(places.saturating_mul(texts[2].len())))?;
    Ok(texts[0].replace(texts[1], texts[2]).into())
}

fn split(context: &Context<'_>, arguments: &[Value]) -> Result<Value, QueryError> {
    let Some(texts) = texts("split", arguments)? else { return Ok(Value::Null) };
    let parts = texts[0].matches(texts[1]).count();
    context.env.work(texts[0].len() / 64)?;
    context.env.fits(parts * (size_of::<Value>() + 16))?;
    let parts: Vec<Value> = if texts[1].is_empty() {
        texts[0].chars().map(|c| c.to_string().into()).collect()
    } else {
        texts[0].split(texts[1]).map(Value::from).collect()
    };
    Ok(parts.into())
}

fn number(name: &str, value: &Value) -> Result<Option<usize>, QueryError> {
    match value {
        Value::Null => Ok(None),
        Value::Int(number) => usize::try_from(*number).map(Some).map_err(|_| {
            QueryError::run(
                "ArgumentError",
                "NumberOutOfRange",
                format!("{name}() takes no negative number"),
            )
        }),
        other => Err(wrong(name, other)),
    }
}

fn substring(arguments: &[Value]) -> Result<Value, QueryError> {
    let Value::Text(text) = &arguments[0] else {
        return mapped("substring", &arguments[0], str::to_owned);
    };
    let Some(from) = number("substring", &arguments[1])? else { return Ok(Value::Null) };
    let length = match arguments.get(2) {
        None => usize::MAX,
        Some(length) => match number("substring", length)? {
            Some(length) => length,
            None => return Ok(Value::Null),
        },
    };
    Ok(text.chars().skip(from).take(length).collect::<String>().into())
}

fn cut(
    name: &str,
    arguments: &[Value],
    part: fn(&[char], usize) -> String,
) -> Result<Value, QueryError> {
    let Value::Text(text) = &arguments[0] else {
        return mapped(name, &arguments[0], str::to_owned);
    };
    let Some(length) = number(name, &arguments[1])? else { return Ok(Value::Null) };
    let chars: Vec<char> = text.chars().collect();
    Ok(part(&chars, length).into())
}

fn length(value: &Value) -> Result<Value, QueryError> {
    match value {
        Value::Null => Ok(Value::Null),
        Value::Text(text) => Ok(text.chars().count().into()),
        other => Err(wrong("char_length", other)),
    }
}
