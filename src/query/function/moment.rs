//! Dates and times: constructors and components.

use super::{Function, function, wrong};
use crate::graph::property::{Moment, Temporal, Value, civil, days};
use crate::query::error::QueryError;

pub(super) const FUNCTIONS: &[Function] = &[
    function("date", 0, 1, |_, a| made("date", a, date)),
    function("datetime", 0, 1, |_, a| made("datetime", a, datetime)),
    function("localdatetime", 0, 1, |_, a| made("localdatetime", a, localdatetime)),
];

fn invalid(name: &str, text: &str) -> QueryError {
    QueryError::run(
        "ArgumentError",
        "InvalidArgumentValue",
        format!("{name}() cannot read `{text}`"),
    )
}

/// A value from a string, a map or another value. Nothing here reads the clock.
fn made(
    name: &str,
    arguments: &[Value],
    from: fn(&Value) -> Option<Temporal>,
) -> Result<Value, QueryError> {
    match arguments.first() {
        None => Err(QueryError::run(
            "ArgumentError",
            "UnsupportedOperation",
            format!("{name}() needs a date: the clock is not read"),
        )),
        Some(Value::Null) => Ok(Value::Null),
        Some(value) => from(value).map(Value::from).ok_or_else(|| match value {
            Value::Text(text) => invalid(name, text),
            other => wrong(name, other),
        }),
    }
}

/// `2023`, `2023-06`, `2023-06-07`, `20230607`, also with a sign and more digits.
fn day(text: &str) -> Option<i64> {
    let digits = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    let parts: Vec<&str> = text.split('-').collect();
    let number = |at: usize| parts.get(at).map_or(Some(1), |part| part.parse::<i64>().ok());
    let (year, month, day) = match (parts.len(), text.len()) {
        (1, 4) if digits(text) => (text.parse().ok()?, 1, 1),
        (1, 6) if digits(text) => (text.get(..4)?.parse().ok()?, text.get(4..)?.parse().ok()?, 1),
        (1, 8) if digits(text) => {
            let month = text.get(4..6)?.parse().ok()?;
            (text.get(..4)?.parse().ok()?, month, text.get(6..)?.parse().ok()?)
        }
        (2 | 3, _) if parts.iter().all(|part| digits(part)) && parts[0].len() == 4 => {
            (number(0)?, number(1)?, number(2)?)
        }
        _ => return None,
    };
    checked(year, month, day)
}

/// The number of a day, where there is such a day.
fn checked(year: i64, month: i64, day: i64) -> Option<i64> {
    let number = days(year, month, day);
    ((1..=12).contains(&month) && civil(number) == (year, month, day)).then_some(number)
}

/// `12`, `12:30`, `12:30:15`, `12:30:15.25`, as nanoseconds since midnight.
fn clock(text: &str) -> Option<i64> {
    let mut parts = text.split(':');
    let hour: i64 = parts.next()?.parse().ok()?;
    let minute: i64 = parts.next().map_or(Some(0), |part| part.parse().ok())?;
    let second = parts.next().unwrap_or("0");
    let (second, fraction) = second.split_once('.').unwrap_or((second, ""));
    let second: i64 = second.parse().ok()?;
    let nanos: i64 = format!("{fraction:0<9}").get(..9)?.parse().ok()?;
    let fits = hour < 24 && minute < 60 && second < 60 && parts.next().is_none();
    fits.then_some(((hour * 60 + minute) * 60 + second) * 1_000_000_000 + nanos)
}

fn moment(text: &str) -> Option<Moment> {
    let (date, time) = text.split_once('T').unwrap_or((text, "0"));
    Some(Moment { days: day(date)?, nanos: clock(time)? })
}

fn date(value: &Value) -> Option<Temporal> {
    match value {
        Value::Text(text) => day(text).map(Temporal::Date),
        Value::Map(_) => from_map(value).map(|at| Temporal::Date(at.days)),
        Value::Temporal(other) => match &**other {
            Temporal::Date(day) => Some(Temporal::Date(*day)),
            Temporal::LocalDateTime(at) | Temporal::DateTime(at, _) => {
                Some(Temporal::Date(at.days))
            }
            _ => None,
        },
        _ => None,
    }
}

fn localdatetime(value: &Value) -> Option<Temporal> {
    match value {
        Value::Text(text) => moment(text).map(Temporal::LocalDateTime),
        Value::Map(_) => from_map(value).map(Temporal::LocalDateTime),
        Value::Temporal(other) => match &**other {
            Temporal::Date(days) => Some(Temporal::LocalDateTime(Moment { days: *days, nanos: 0 })),
            Temporal::LocalDateTime(at) | Temporal::DateTime(at, _) => {
                Some(Temporal::LocalDateTime(*at))
            }
            _ => None,
        },
        _ => None,
    }
}

fn datetime(value: &Value) -> Option<Temporal> {
    if let Value::Text(text) = value {
        let (local, offset) = zoned(text)?;
        return Some(Temporal::DateTime(moment(local)?, offset));
    }
    match localdatetime(value)? {
        Temporal::LocalDateTime(at) => Some(Temporal::DateTime(at, 0)),
        _ => None,
    }
}

/// A time and the offset after it, in seconds; none means UTC.
fn zoned(text: &str) -> Option<(&str, i32)> {
    if let Some(local) = text.strip_suffix('Z') {
        return Some((local, 0));
    }
    let time = text.find('T').unwrap_or(text.len());
    let Some(at) = text.get(time..)?.find(['+', '-']).map(|at| at + time) else {
        return Some((text, 0));
    };
    let sign = if text.get(at..)?.starts_with('-') { -1 } else { 1 };
    let zone = text.get(at + 1..)?.replace(':', "");
    let hours: i32 = zone.get(..2)?.parse().ok()?;
    let minutes: i32 = zone.get(2..4).map_or(Some(0), |part| part.parse().ok())?;
    Some((text.get(..at)?, sign * (hours * 3600 + minutes * 60)))
}

/// `{year, month, day, hour, minute, second, millisecond, microsecond, nanosecond}`.
fn from_map(value: &Value) -> Option<Moment> {
    let Value::Map(map) = value else { return None };
    let part = |key: &str, default: i64| match map.get(key) {
        None => Some(default),
        Some(Value::Int(number)) => Some(*number),
        _ => None,
    };
    let days = checked(part("year", 0)?, part("month", 1)?, part("day", 1)?)?;
    let (hour, minute, second) = (part("hour", 0)?, part("minute", 0)?, part("second", 0)?);
    let below = part("millisecond", 0)? * 1_000_000
        + part("microsecond", 0)? * 1_000
        + part("nanosecond", 0)?;
    let fits = (0..24).contains(&hour) && (0..60).contains(&minute) && (0..60).contains(&second);
    let nanos = ((hour * 60 + minute) * 60 + second) * 1_000_000_000 + below;
    (fits && (map.contains_key("year"))).then_some(Moment { days, nanos })
}

/// `date.year`, `duration.days` and so on.
pub(in crate::query) fn component(value: &Temporal, key: &str) -> Result<Value, QueryError> {
    let day = match value {
        Temporal::Date(days) => Some(*days),
        Temporal::LocalDateTime(at) | Temporal::DateTime(at, _) => Some(at.days),
        _ => None,
    };
    let nanos = match value {
        Temporal::LocalDateTime(at) | Temporal::DateTime(at, _) => Some(at.nanos),
        Temporal::LocalTime(nanos) | Temporal::Time(nanos, _) => Some(*nanos),
        _ => None,
    };
    if let Temporal::Duration(length) = value {
        return Ok(match key {
            "years" => (length.months / 12).into(),
            "months" => length.months.into(),
            "monthsOfYear" => (length.months % 12).into(),
            "weeks" => (length.days / 7).into(),
            "days" => length.days.into(),
            "hours" => (length.seconds / 3600).into(),
            "minutes" => (length.seconds / 60).into(),
            "seconds" => length.seconds.into(),
            _ => Value::Null,
        });
    }
    let of_day = day.and_then(|number| {
        let (year, month, day) = civil(number);
        Some(match key {
            "year" => year,
            "quarter" => (month + 2) / 3,
            "month" => month,
            "day" => day,
            "dayOfWeek" | "weekDay" => (number + 3).rem_euclid(7) + 1,
            "ordinalDay" => number - days(year, 1, 1) + 1,
            _ => return None,
        })
    });
    let of_time = nanos.and_then(|nanos| {
        Some(match key {
            "hour" => nanos / 3_600_000_000_000,
            "minute" => nanos / 60_000_000_000 % 60,
            "second" => nanos / 1_000_000_000 % 60,
            "millisecond" => nanos / 1_000_000 % 1_000,
            "microsecond" => nanos / 1_000 % 1_000_000,
            "nanosecond" => nanos % 1_000_000_000,
            _ => return None,
        })
    });
    Ok(of_day.or(of_time).into())
}
