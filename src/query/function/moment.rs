//! Dates and times: constructors and components.

use super::{Function, function, wrong};
use crate::graph::property::{Map, Moment, Temporal, Value, civil, days};
use crate::query::error::QueryError;

pub(super) const FUNCTIONS: &[Function] = &[
    function("date", 0, 1, |_, a| made("date", a, date)),
    function("datetime", 0, 1, |_, a| made("datetime", a, datetime)),
    function("localtime", 0, 1, |_, a| made("localtime", a, localtime)),
    function("time", 0, 1, |_, a| made("time", a, time)),
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
    let compact;
    let text = match text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len()) {
        digits @ (4 | 6) if !text.contains(':') => {
            let second = text.get(4..).filter(|rest| digits == 6 && !rest.is_empty());
            let second = second.map_or(String::new(), |second| format!(":{second}"));
            compact = format!("{}:{}{second}", text.get(..2)?, text.get(2..4)?);
            &compact
        }
        _ => text,
    };
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

/// What a value says of day, time and offset; what it does not say is `None`.
#[derive(Clone, Copy, Default)]
struct Said {
    days: Option<i64>,
    nanos: Option<i64>,
    offset: Option<i32>,
}

impl Said {
    fn of(value: &Value) -> Option<Self> {
        match value {
            Value::Text(text) => Self::read(text),
            Value::Map(map) => Self::mapped(map),
            Value::Temporal(other) => Some(Self::taken(other)),
            _ => None,
        }
    }

    fn read(text: &str) -> Option<Self> {
        if let Some((date, time)) = text.split_once('T') {
            let (time, offset) = zoned(time)?;
            let (days, nanos) = (day(date), clock(time));
            return (date.is_empty() || days.is_some())
                .then_some(Self { days, nanos, offset })
                .filter(|said| said.nanos.is_some());
        }
        if text.contains(':') {
            let (time, offset) = zoned(text)?;
            return Some(Self { days: None, nanos: Some(clock(time)?), offset });
        }
        Some(Self { days: Some(day(text)?), nanos: None, offset: None })
    }

    fn taken(value: &Temporal) -> Self {
        let (days, nanos, offset) = match value {
            Temporal::Date(days) => (Some(*days), None, None),
            Temporal::LocalTime(nanos) => (None, Some(*nanos), None),
            Temporal::Time(nanos, offset) => (None, Some(*nanos), Some(*offset)),
            Temporal::LocalDateTime(at) => (Some(at.days), Some(at.nanos), None),
            Temporal::DateTime(at, offset) => (Some(at.days), Some(at.nanos), Some(*offset)),
            Temporal::Duration(_) => (None, None, None),
        };
        Self { days, nanos, offset }
    }

    /// `{year, month, day, hour, minute, second, nanosecond, timezone, …}`, also on top of a
    /// `{date, time, datetime}` that is given.
    fn mapped(map: &Map) -> Option<Self> {
        let mut said = Self::default();
        for key in ["datetime", "date", "time"] {
            if let Some(Value::Temporal(base)) = map.get(key) {
                let base = Self::taken(base);
                said.days = if key == "time" { said.days } else { base.days.or(said.days) };
                said.nanos = if key == "date" { said.nanos } else { base.nanos.or(said.nanos) };
                said.offset = base.offset.or(said.offset);
            }
        }
        let part = |key: &str, default: i64| match map.get(key) {
            None => Some(default),
            Some(Value::Int(number)) => Some(*number),
            _ => None,
        };
        let (year, month, date) = said.days.map_or((0, 1, 1), civil);
        if said.days.is_some() || map.contains_key("year") {
            let month = part("month", month)?;
            said.days = Some(checked(part("year", year)?, month, part("day", date)?)?);
        }
        let base = said.nanos.unwrap_or(0);
        let hour = part("hour", base / 3_600_000_000_000)?;
        let minute = part("minute", base / 60_000_000_000 % 60)?;
        let second = part("second", base / 1_000_000_000 % 60)?;
        let fraction = ["millisecond", "microsecond", "nanosecond"];
        let below = if fraction.iter().any(|key| map.contains_key(*key)) {
            part(fraction[0], 0)? * 1_000_000
                + part(fraction[1], 0)? * 1_000
                + part(fraction[2], 0)?
        } else {
            base % 1_000_000_000
        };
        if said.nanos.is_some() || map.contains_key("hour") {
            let fits =
                (0..24).contains(&hour) && (0..60).contains(&minute) && (0..60).contains(&second);
            let nanos = ((hour * 60 + minute) * 60 + second) * 1_000_000_000 + below;
            said.nanos = fits.then_some(nanos);
            said.nanos?;
        }
        if let Some(zone) = map.get("timezone") {
            said.offset = Some(offset(zone.as_text()?)?);
        }
        Some(said)
    }
}

/// A time and the offset after it, in seconds; `None` where none is said.
fn zoned(text: &str) -> Option<(&str, Option<i32>)> {
    let at = text.find(['Z', '+', '-']);
    let Some(at) = at else { return Some((text, None)) };
    Some((text.get(..at)?, Some(offset(text.get(at..)?)?)))
}

/// `Z`, `+08:00`, `-0330`, `+08`, in seconds.
fn offset(text: &str) -> Option<i32> {
    if text == "Z" {
        return Some(0);
    }
    let sign = match text.chars().next()? {
        '+' => 1,
        '-' => -1,
        _ => return None,
    };
    let digits: String = text.chars().skip(1).filter(|c| *c != ':').collect();
    let two = |at: usize| match digits.get(at..at + 2) {
        None => Some(0),
        Some(part) => part.parse::<i32>().ok(),
    };
    (digits.len() >= 2).then_some(())?;
    Some(sign * (two(0)? * 3600 + two(2)? * 60 + two(4)?))
}

fn date(value: &Value) -> Option<Temporal> {
    Some(Temporal::Date(Said::of(value)?.days?))
}

fn localtime(value: &Value) -> Option<Temporal> {
    match value {
        Value::Text(text) => clock(text).map(Temporal::LocalTime),
        other => Some(Temporal::LocalTime(Said::of(other)?.nanos?)),
    }
}

fn time(value: &Value) -> Option<Temporal> {
    if let Value::Text(text) = value {
        let (time, offset) = zoned(text)?;
        return Some(Temporal::Time(clock(time)?, offset.unwrap_or(0)));
    }
    let said = Said::of(value)?;
    Some(Temporal::Time(said.nanos?, said.offset.unwrap_or(0)))
}

fn localdatetime(value: &Value) -> Option<Temporal> {
    let said = Said::of(value)?;
    let moment = Moment { days: said.days?, nanos: said.nanos.unwrap_or(0) };
    Some(Temporal::LocalDateTime(moment))
}

fn datetime(value: &Value) -> Option<Temporal> {
    let said = Said::of(value)?;
    let moment = Moment { days: said.days?, nanos: said.nanos.unwrap_or(0) };
    Some(Temporal::DateTime(moment, said.offset.unwrap_or(0)))
}

/// `date.year`, `duration.days` and so on.
pub(in crate::query) fn component(value: &Temporal, key: &str) -> Value {
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
        return match key {
            "years" => (length.months / 12).into(),
            "months" => length.months.into(),
            "monthsOfYear" => (length.months % 12).into(),
            "weeks" => (length.days / 7).into(),
            "days" => length.days.into(),
            "hours" => (length.seconds / 3600).into(),
            "minutes" => (length.seconds / 60).into(),
            "seconds" => length.seconds.into(),
            _ => Value::Null,
        };
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
    of_day.or(of_time).into()
}
