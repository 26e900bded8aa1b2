//! Dates, times and durations: how they compare and how they are written.

use std::cmp::Ordering;
use std::fmt;

/// A date, a time, both, or a length of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Temporal {
    /// A calendar day, in days since 1970-01-01.
    Date(i64),
    /// A time of day without an offset, in nanoseconds since midnight.
    LocalTime(i64),
    /// A time of day in nanoseconds since midnight, and its offset from UTC in seconds.
    Time(i64, i32),
    /// A day and a time without an offset.
    LocalDateTime(Moment),
    /// A day and a time with an offset from UTC in seconds.
    DateTime(Moment, i32),
    /// A length of time.
    Duration(Duration),
}

/// A day and a time of day, as a clock without an offset shows them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// Days since 1970-01-01.
    pub days: i64,
    /// Nanoseconds since midnight.
    pub nanos: i64,
}

/// A length of time; months and days have no fixed number of seconds and stay apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Duration {
    /// Whole months.
    pub months: i64,
    /// Whole days.
    pub days: i64,
    /// Whole seconds.
    pub seconds: i64,
    /// Nanoseconds, of the sign of nothing in particular: 0 to 999,999,999.
    pub nanos: i64,
}

const SECOND: i64 = 1_000_000_000;

impl Temporal {
    /// What Cypher calls its type.
    pub fn type_name(&self) -> &'static str {
        match self {
            Self::Date(_) => "Date",
            Self::LocalTime(_) => "LocalTime",
            Self::Time(..) => "Time",
            Self::LocalDateTime(_) => "LocalDateTime",
            Self::DateTime(..) => "DateTime",
            Self::Duration(_) => "Duration",
        }
    }

    /// Where its type stands among the temporal types in ORDER BY.
    pub(super) fn rank(&self) -> u8 {
        match self {
            Self::DateTime(..) => 0,
            Self::LocalDateTime(_) => 1,
            Self::Date(_) => 2,
            Self::Time(..) => 3,
            Self::LocalTime(_) => 4,
            Self::Duration(_) => 5,
        }
    }

    pub(super) fn equals(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Duration(_), Self::Duration(_)) => self == other,
            _ => self.compares(other) == Some(Ordering::Equal),
        }
    }

    /// How it stands to another of its type; durations have an order only in ORDER BY.
    #[expect(clippy::match_same_arms, reason = "each type compares in its own way")]
    pub(super) fn compares(&self, other: &Self) -> Option<Ordering> {
        Some(match (self, other) {
            (Self::Date(a), Self::Date(b)) => a.cmp(b),
            (Self::LocalTime(a), Self::LocalTime(b)) => a.cmp(b),
            (Self::Time(a, x), Self::Time(b, y)) => {
                (a - i64::from(*x) * SECOND).cmp(&(b - i64::from(*y) * SECOND))
            }
            (Self::LocalDateTime(a), Self::LocalDateTime(b)) => a.cmp(b),
            (Self::DateTime(a, x), Self::DateTime(b, y)) => a.instant(*x).cmp(&b.instant(*y)),
            _ => return None,
        })
    }

    pub(super) fn order(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Duration(a), Self::Duration(b)) => a.length().total_cmp(&b.length()),
            _ => self.compares(other).unwrap_or_else(|| self.rank().cmp(&other.rank())),
        }
    }
}

impl Moment {
    /// Nanoseconds since 1970 in UTC, of a clock this many seconds ahead of it.
    fn instant(self, offset: i32) -> i128 {
        i128::from(self.days) * 86_400 * i128::from(SECOND) + i128::from(self.nanos)
            - i128::from(offset) * i128::from(SECOND)
    }
}

impl Duration {
    /// Its length in seconds where a month is a twelfth of a mean year.
    pub fn length(&self) -> f64 {
        self.months as f64 * 2_629_746.0
            + self.days as f64 * 86_400.0
            + self.seconds as f64
            + self.nanos as f64 / 1e9
    }
}

/// Year, month and day of a number of days since 1970-01-01.
pub(crate) fn civil(days: i64) -> (i64, i64, i64) {
    let z = days + 719_468;
    let era = z.div_euclid(146_097);
    let doe = z.rem_euclid(146_097);
    let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365;
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153;
    let day = doy - (153 * mp + 2) / 5 + 1;
    let month = if mp < 10 { mp + 3 } else { mp - 9 };
    (yoe + era * 400 + i64::from(month <= 2), month, day)
}

/// Days since 1970-01-01 of a year, month and day.
pub(crate) fn days(year: i64, month: i64, day: i64) -> i64 {
    let y = if month <= 2 { year - 1 } else { year };
    let era = y.div_euclid(400);
    let yoe = y.rem_euclid(400);
    let doy = (153 * (if month > 2 { month - 3 } else { month + 9 }) + 2) / 5 + day - 1;
    era * 146_097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719_468
}

fn date(f: &mut fmt::Formatter<'_>, number: i64) -> fmt::Result {
    let (year, month, day) = civil(number);
    match year {
        0..=9999 => write!(f, "{year:04}-{month:02}-{day:02}"),
        _ => write!(f, "{year:+05}-{month:02}-{day:02}"),
    }
}

fn fraction(f: &mut fmt::Formatter<'_>, nanos: i64) -> fmt::Result {
    if nanos == 0 {
        return Ok(());
    }
    write!(f, ".{}", format!("{nanos:09}").trim_end_matches('0'))
}

fn time(f: &mut fmt::Formatter<'_>, nanos: i64) -> fmt::Result {
    let seconds = nanos / SECOND;
    write!(f, "{:02}:{:02}", seconds / 3600, seconds / 60 % 60)?;
    if nanos % (60 * SECOND) != 0 {
        write!(f, ":{:02}", seconds % 60)?;
        fraction(f, nanos % SECOND)?;
    }
    Ok(())
}

fn offset(f: &mut fmt::Formatter<'_>, seconds: i32) -> fmt::Result {
    if seconds == 0 {
        return f.write_str("Z");
    }
    let sign = if seconds < 0 { '-' } else { '+' };
    let s = seconds.abs();
    write!(f, "{sign}{:02}:{:02}", s / 3600, s / 60 % 60)?;
    if s % 60 != 0 { write!(f, ":{:02}", s % 60) } else { Ok(()) }
}

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let total = i128::from(self.seconds) * i128::from(SECOND) + i128::from(self.nanos);
        if self.months == 0 && self.days == 0 && total == 0 {
            return f.write_str("PT0S");
        }
        f.write_str("P")?;
        for (number, unit) in [(self.months / 12, 'Y'), (self.months % 12, 'M'), (self.days, 'D')] {
            if number != 0 {
                write!(f, "{number}{unit}")?;
            }
        }
        if total == 0 {
            return Ok(());
        }
        f.write_str("T")?;
        let second = i128::from(SECOND);
        for (number, unit) in [(total / second / 3600, 'H'), (total / second / 60 % 60, 'M')] {
            if number != 0 {
                write!(f, "{number}{unit}")?;
            }
        }
        let rest = total % (60 * second);
        if rest != 0 {
            let sign = if rest < 0 { "-" } else { "" };
            write!(f, "{sign}{}", rest.abs() / second)?;
            fraction(f, (rest.abs() % second) as i64)?;
            f.write_str("S")?;
        }
        Ok(())
    }
}

impl fmt::Display for Temporal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Date(number) => date(f, *number),
            Self::LocalTime(nanos) => time(f, *nanos),
            Self::Time(nanos, zone) => time(f, *nanos).and_then(|()| offset(f, *zone)),
            Self::LocalDateTime(at) | Self::DateTime(at, _) => {
                date(f, at.days)?;
                f.write_str("T")?;
                time(f, at.nanos)?;
                match self {
                    Self::DateTime(_, zone) => offset(f, *zone),
                    _ => Ok(()),
                }
            }
            Self::Duration(length) => length.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_dates_agree() {
        for number in [-800_000, -1, 0, 59, 11_016, 19_722, 2_932_896] {
            let (year, month, day) = civil(number);
            assert_eq!(days(year, month, day), number);
        }
        assert_eq!(Temporal::Date(days(2024, 2, 29)).to_string(), "2024-02-29");
    }
}
