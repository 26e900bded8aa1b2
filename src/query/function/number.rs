//! Functions of numbers.

use super::{Function, function, wrong};
use crate::graph::property::Value;
use crate::query::error::QueryError;
use crate::query::run::Context;

pub(super) const FUNCTIONS: &[Function] = &[
    function("abs", 1, 1, |_, a| match &a[0] {
        Value::Int(number) => Ok(number.checked_abs().into()),
        other => floating("abs", other, f64::abs),
    }),
    function("ceil", 1, 1, |_, a| floating("ceil", &a[0], f64::ceil)),
    function("floor", 1, 1, |_, a| floating("floor", &a[0], f64::floor)),
    function("round", 1, 3, |_, a| round(a)),
    function("sign", 1, 1, |_, a| match &a[0] {
        Value::Null => Ok(Value::Null),
        value => {
            let number = value.as_number().ok_or_else(|| wrong("sign", value))?;
            Ok(i64::from(number > 0.0).wrapping_sub(i64::from(number < 0.0)).into())
        }
    }),
    function("sqrt", 1, 1, |_, a| floating("sqrt", &a[0], f64::sqrt)),
    function("exp", 1, 1, |_, a| floating("exp", &a[0], f64::exp)),
    function("log", 1, 1, |_, a| floating("log", &a[0], f64::ln)),
    function("log10", 1, 1, |_, a| floating("log10", &a[0], f64::log10)),
    function("sin", 1, 1, |_, a| floating("sin", &a[0], f64::sin)),
    function("cos", 1, 1, |_, a| floating("cos", &a[0], f64::cos)),
    function("tan", 1, 1, |_, a| floating("tan", &a[0], f64::tan)),
    function("cot", 1, 1, |_, a| floating("cot", &a[0], |x| 1.0 / x.tan())),
    function("asin", 1, 1, |_, a| floating("asin", &a[0], f64::asin)),
    function("acos", 1, 1, |_, a| floating("acos", &a[0], f64::acos)),
    function("atan", 1, 1, |_, a| floating("atan", &a[0], f64::atan)),
    function("atan2", 2, 2, |_, a| match (a[0].as_number(), a[1].as_number()) {
        (Some(y), Some(x)) => Ok(y.atan2(x).into()),
        _ => Ok(Value::Null),
    }),
    function("degrees", 1, 1, |_, a| floating("degrees", &a[0], f64::to_degrees)),
    function("radians", 1, 1, |_, a| floating("radians", &a[0], f64::to_radians)),
    function("haversin", 1, 1, |_, a| floating("haversin", &a[0], |x| (1.0 - x.cos()) / 2.0)),
    function("isNaN", 1, 1, |_, a| match &a[0] {
        Value::Null => Ok(Value::Null),
        value => Ok(value.as_number().ok_or_else(|| wrong("isNaN", value))?.is_nan().into()),
    }),
    function("pi", 0, 0, |_, _| Ok(std::f64::consts::PI.into())),
    function("e", 0, 0, |_, _| Ok(std::f64::consts::E.into())),
    function("rand", 0, 0, |context, _| Ok(random(context).into())),
];

fn floating(name: &str, value: &Value, map: fn(f64) -> f64) -> Result<Value, QueryError> {
    if value.is_null() {
        return Ok(Value::Null);
    }
    Ok(map(value.as_number().ok_or_else(|| wrong(name, value))?).into())
}

fn round(arguments: &[Value]) -> Result<Value, QueryError> {
    let digits = match arguments.get(1) {
        None => 0,
        Some(Value::Int(digits)) => i32::try_from(*digits).unwrap_or(0),
        Some(Value::Null) => return Ok(Value::Null),
        Some(other) => return Err(wrong("round", other)),
    };
    if arguments[0].is_null() {
        return Ok(Value::Null);
    }
    let number = arguments[0].as_number().ok_or_else(|| wrong("round", &arguments[0]))?;
    if digits == 0 && arguments.len() == 1 {
        return Ok((number + 0.5).floor().into());
    }
    let scale = 10f64.powi(digits);
    Ok(((number * scale).round() / scale).into())
}

/// Numbers that look random and are the same in every run of a query.
fn random(context: &Context<'_>) -> f64 {
    let state = context.env.random.get().wrapping_add(0x9e37_79b9_7f4a_7c15);
    context.env.random.set(state);
    let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    ((mixed ^ (mixed >> 31)) >> 11) as f64 / (1u64 << 53) as f64
}
