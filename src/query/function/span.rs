//! Durations: constructors, and arithmetic with dates and times.

use super::{Function, function, wrong};
use crate::graph::property::{Duration, Moment, Temporal, Value, civil, days};
use crate::query::ast::Binary;
use crate::query::error::QueryError;

pub(super) const FUNCTIONS: &[Function] = &[
    function("duration", 1, 1, |_, a| match &a[0] {
        Value::Null => Ok(Value::Null),
        Value::Text(text) => read(text).map(|d| Temporal::Duration(d).into()).ok_or_else(|| {
            QueryError::run(
                "ArgumentError",
                "InvalidArgumentValue",
                format!("duration() cannot read `{text}`"),
            )
        }),
        Value::Map(_) => of_map(&a[0]).map(|d| Temporal::Duration(d).into()),
        other => Err(wrong("duration", other)),
    }),
    function("duration.inDays", 2, 2, |_, a| match (day(&a[0]), day(&a[1])) {
        (Some(from), Some(to)) => {
            Ok(Temporal::Duration(Duration { days: to - from, ..Duration::default() }).into())
        }
        _ => Ok(Value::Null),
    }),
];

fn day(value: &Value) -> Option<i64> {
    match value {
        Value::Temporal(at) => match &**at {
            Temporal::Date(days) => Some(*days),
            Temporal::LocalDateTime(at) | Temporal::DateTime(at, _) => Some(at.days),
            _ => None,
        },
        _ => None,
    }
}

const UNITS: [(&str, f64, f64, f64); 10] = [
    // name, months, days, seconds
    ("years", 12.0, 0.0, 0.0),
    ("quarters", 3.0, 0.0, 0.0),
    ("months", 1.0, 0.0, 0.0),
    ("weeks", 0.0, 7.0, 0.0),
    ("days", 0.0, 1.0, 0.0),
    ("hours", 0.0, 0.0, 3600.0),
    ("minutes", 0.0, 0.0, 60.0),
    ("seconds", 0.0, 0.0, 1.0),
    ("milliseconds", 0.0, 0.0, 1e-3),
    ("nanoseconds", 0.0, 0.0, 1e-9),
];

/// A length of fractional parts: what is left of months goes to days, of days to seconds.
fn whole(months: f64, days: f64, seconds: f64) -> Duration {
    let days = days + months.fract() * 30.436_875;
    let seconds = seconds + days.fract() * 86_400.0;
    let (low, nanos) = (seconds.floor(), (seconds - seconds.floor()) * 1e9);
    Duration {
        months: months.trunc() as i64,
        days: days.trunc() as i64,
        seconds: low as i64,
        nanos: nanos.round() as i64,
    }
}

fn of_map(value: &Value) -> Result<Duration, QueryError> {
    let Value::Map(map) = value else { return Err(wrong("duration", value)) };
    let (mut months, mut days, mut seconds) = (0.0, 0.0, 0.0);
    for (key, value) in map.iter() {
        let Some((_, m, d, s)) = UNITS.iter().find(|(name, ..)| *name == &**key) else {
            return Err(QueryError::run(
                "ArgumentError",
                "InvalidArgumentValue",
                format!("duration() knows no `{key}`"),
            ));
        };
        let number = value.as_number().ok_or_else(|| wrong("duration", value))?;
        months += m * number;
        days += d * number;
        seconds += s * number;
    }
    Ok(whole(months, days, seconds))
}

/// `P1Y2M3DT4H5M6.7S`.
fn read(text: &str) -> Option<Duration> {
    let mut rest = text.strip_prefix('P')?;
    let (mut months, mut days, mut seconds) = (0.0, 0.0, 0.0);
    let mut clock = false;
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix('T') {
            clock = true;
            rest = after;
            continue;
        }
        let at = rest.find(|c: char| c.is_ascii_alphabetic())?;
        let number: f64 = rest.get(..at)?.parse().ok()?;
        match (rest.get(at..=at)?, clock) {
            ("Y", false) => months += number * 12.0,
            ("M", false) => months += number,
            ("W", false) => days += number * 7.0,
            ("D", false) => days += number,
            ("H", true) => seconds += number * 3600.0,
            ("M", true) => seconds += number * 60.0,
            ("S", true) => seconds += number,
            _ => return None,
        }
        rest = rest.get(at + 1..)?;
    }
    Some(whole(months, days, seconds))
}

/// A date or time moved by a duration, durations added, or a duration times a number.
pub(in crate::query) fn moved(op: Binary, a: &Value, b: &Value) -> Result<Value, QueryError> {
    let wrong = || {
        QueryError::run(
            "TypeError",
            "InvalidArgumentType",
            format!("{op} does not go with {} and {}", a.type_name(), b.type_name()),
        )
    };
    let sign = match op {
        Binary::Add => 1,
        Binary::Subtract => -1,
        Binary::Multiply | Binary::Divide => return scaled(op, a, b).ok_or_else(wrong),
        _ => return Err(wrong()),
    };
    let (Value::Temporal(left), Value::Temporal(right)) = (a, b) else { return Err(wrong()) };
    match (&**left, &**right) {
        (Temporal::Duration(a), Temporal::Duration(b)) => Ok(Temporal::Duration(Duration {
            months: a.months + sign * b.months,
            days: a.days + sign * b.days,
            seconds: a.seconds + sign * b.seconds,
            nanos: a.nanos + sign * b.nanos,
        })
        .into()),
        (at, Temporal::Duration(by)) => later(at, by, sign).map(Value::from).ok_or_else(wrong),
        (Temporal::Duration(by), at) if sign > 0 => {
            later(at, by, sign).map(Value::from).ok_or_else(wrong)
        }
        _ => Err(wrong()),
    }
}

fn scaled(op: Binary, a: &Value, b: &Value) -> Option<Value> {
    let (length, number) = match (a, b) {
        (Value::Temporal(length), number) => (length, number.as_number()?),
        (number, Value::Temporal(length)) if op == Binary::Multiply => {
            (length, number.as_number()?)
        }
        _ => return None,
    };
    let Temporal::Duration(length) = &**length else { return None };
    let by = if op == Binary::Multiply { number } else { 1.0 / number };
    let seconds = length.seconds as f64 + length.nanos as f64 / 1e9;
    let length = whole(length.months as f64 * by, length.days as f64 * by, seconds * by);
    Some(Temporal::Duration(length).into())
}

const DAY: i64 = 86_400_000_000_000;

fn later(at: &Temporal, by: &Duration, sign: i64) -> Option<Temporal> {
    let nanos = sign * (by.seconds * 1_000_000_000 + by.nanos);
    let moved = |from: Moment| {
        let (year, month, day) = civil(from.days);
        let months = year * 12 + month - 1 + sign * by.months;
        let (year, month) = (months.div_euclid(12), months.rem_euclid(12) + 1);
        let longest = days(year + month / 12, month % 12 + 1, 1) - days(year, month, 1);
        let total = from.nanos + nanos;
        let day = days(year, month, day.min(longest)) + sign * by.days + total.div_euclid(DAY);
        Moment { days: day, nanos: total.rem_euclid(DAY) }
    };
    Some(match at {
        Temporal::Date(days) => Temporal::Date(moved(Moment { days: *days, nanos: 0 }).days),
        Temporal::LocalDateTime(at) => Temporal::LocalDateTime(moved(*at)),
        Temporal::DateTime(at, zone) => Temporal::DateTime(moved(*at), *zone),
        Temporal::LocalTime(now) => Temporal::LocalTime((now + nanos).rem_euclid(DAY)),
        Temporal::Time(now, zone) => Temporal::Time((now + nanos).rem_euclid(DAY), *zone),
        Temporal::Duration(_) => return None,
    })
}
