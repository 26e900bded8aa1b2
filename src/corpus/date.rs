//! A year, month or day in, an ordered partial date out.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A calendar date known to the year, the month or the day.
///
/// Ordered by time, a year before its months and a month before its days. Written `2023`,
/// `2023-06` or `2023-06-07`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Date {
    /// Year of the common era.
    pub year: i32,
    /// Month 1 to 12, 0 when unknown.
    pub month: u8,
    /// Day 1 to 31, 0 when unknown.
    pub day: u8,
}

/// A text that is not a date in the form `2023`, `2023-06` or `2023-06-07`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a date of the form 2023, 2023-06 or 2023-06-07")]
pub struct NotADate(String);

impl Date {
    /// A date from its parts, `None` where a part is out of range.
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        let month_days = match month {
            0 => 0,
            2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return None,
        };
        (day <= month_days && (0..=9999).contains(&year)).then_some(Self { year, month, day })
    }

    /// A date known to the year.
    pub fn year(year: i32) -> Option<Self> {
        Self::new(year, 0, 0)
    }

    /// Whether `other` lies within the year, month or day that `self` names.
    pub fn includes(self, other: Self) -> bool {
        self.year == other.year
            && (self.month == 0 || self.month == other.month)
            && (self.day == 0 || self.day == other.day)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if self.month > 0 {
            write!(f, "-{:02}", self.month)?;
        }
        if self.day > 0 {
            write!(f, "-{:02}", self.day)?;
        }
        Ok(())
    }
}

impl FromStr for Date {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, NotADate> {
        let wrong = || NotADate(text.to_owned());
        let mut parts = text.split('-');
        let year = parts.next().filter(|y| y.len() == 4).and_then(|y| y.parse().ok());
        let mut part = || match parts.next() {
            None => Ok(0),
            Some(p) if p.len() == 2 => p.parse::<u8>().ok().filter(|&n| n > 0).ok_or_else(wrong),
            Some(_) => Err(wrong()),
        };
        let (month, day) = (part()?, part()?);
        if parts.next().is_some() {
            return Err(wrong());
        }
        year.and_then(|year| Self::new(year, month, day)).ok_or_else(wrong)
    }
}

impl From<Date> for String {
    fn from(date: Date) -> Self {
        date.to_string()
    }
}

impl TryFrom<String> for Date {
    type Error = NotADate;

    fn try_from(text: String) -> Result<Self, NotADate> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_print_as_they_are_read() {
        for text in ["2023", "2023-06", "2024-02-29"] {
            assert_eq!(text.parse::<Date>().unwrap().to_string(), text);
        }
        for text in ["", "23", "2023-6", "2023-13", "2023-02-29", "2023-01-01-01", "abcd"] {
            assert!(text.parse::<Date>().is_err(), "{text} was taken for a date");
        }
    }

    #[test]
    fn a_year_includes_its_days() {
        let year: Date = "2023".parse().unwrap();
        assert!(year.includes("2023-06-07".parse().unwrap()));
        assert!(!year.includes("2024".parse().unwrap()));
    }
}
