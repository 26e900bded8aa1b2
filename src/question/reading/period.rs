//! A question, or the words before a figure, in; the months of the year they speak of out.

use super::Language;
use crate::corpus::Date;

/// Months of one year, the first and the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::question) struct Months {
    pub year: i32,
    pub first: u8,
    pub last: u8,
}

/// Words for parts of a year, and for all of it.
const PARTS: [(&str, u8, u8); 33] = [
    ("全年", 1, 12),
    ("年末", 1, 12),
    ("年底", 1, 12),
    ("full year", 1, 12),
    ("上半年", 1, 6),
    ("下半年", 7, 12),
    ("first half", 1, 6),
    ("second half", 7, 12),
    ("前三季度", 1, 9),
    ("前三个季度", 1, 9),
    ("first three quarters", 1, 9),
    ("首季", 1, 3),
    ("一季度", 1, 3),
    ("二季度", 4, 6),
    ("三季度", 7, 9),
    ("四季度", 10, 12),
    ("1季度", 1, 3),
    ("2季度", 4, 6),
    ("3季度", 7, 9),
    ("4季度", 10, 12),
    ("first quarter", 1, 3),
    ("second quarter", 4, 6),
    ("third quarter", 7, 9),
    ("fourth quarter", 10, 12),
    ("h1 ", 1, 6),
    ("h2 ", 7, 12),
    ("q1", 1, 3),
    ("q2", 4, 6),
    ("q3", 7, 9),
    ("q4", 10, 12),
    ("first nine months", 1, 9),
    ("first six months", 1, 6),
    ("first three months", 1, 3),
];

/// Names of months in English.
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

impl Months {
    /// A whole year.
    pub(in crate::question) fn year(year: i32) -> Self {
        Self { year, first: 1, last: 12 }
    }

    /// The months of a date, less those that the words before it leave out.
    pub(in crate::question) fn of(date: Date, words: &str) -> Self {
        // What is said of a year before is said no more behind the next.
        let words = since_year(words);
        match part(words) {
            Some((first, last)) => Self { year: date.year, first, last },
            None if date.month > 0 => Self { year: date.year, first: date.month, last: date.month },
            None => Self::year(date.year),
        }
    }

    /// The months that a question names with its year.
    pub(in crate::question) fn asked(date: Date, question: &str) -> Self {
        let question = question.to_lowercase();
        let month = month_of(&question, date.year);
        match part(&question) {
            Some((first, last)) => Self { year: date.year, first, last },
            None => month.map_or_else(
                || Self::of(date, ""),
                |month| Self { year: date.year, first: month, last: month },
            ),
        }
    }

    /// Whether what is said of `other` answers what is asked of these: of the same months, or of
    /// a month or a day where a year is asked for.
    pub(in crate::question) fn answered_by(self, other: Self) -> bool {
        let within = self.first <= other.first && other.last <= self.last;
        self.year == other.year && (self == other || within && other.first == other.last)
    }

    /// These in words.
    pub(in crate::question) fn told(self, language: Language) -> String {
        let Self { year, first, last } = self;
        let chinese = language == Language::Chinese;
        match (first, last) {
            (1, 12) if chinese => format!("{year}年"),
            (1, 12) => year.to_string(),
            (1, 6) if chinese => format!("{year}年上半年"),
            (1, 6) => format!("first half of {year}"),
            (7, 12) if chinese => format!("{year}年下半年"),
            (7, 12) => format!("second half of {year}"),
            (first, last) if first == last && chinese => format!("{year}年{first}月"),
            (first, last) if first == last => format!("{year}-{first:02}"),
            (first, last) if chinese => format!("{year}年{first}—{last}月"),
            (first, last) => format!("months {first} to {last} of {year}"),
        }
    }
}

/// What follows the last year that a text names.
fn since_year(text: &str) -> &str {
    let year = |(at, _): &(usize, &str)| {
        let front = text.get(..*at).unwrap_or_default();
        front.chars().rev().take(4).filter(char::is_ascii_digit).count() == 4
    };
    let last = text.match_indices('年').rfind(year);
    last.map_or(text, |(at, mark)| text.get(at + mark.len()..).unwrap_or_default())
}

/// The part of a year that a text speaks of last.
fn part(text: &str) -> Option<(u8, u8)> {
    let words = PARTS.iter().filter_map(|&(word, first, last)| {
        let at = text.rfind(word)?;
        Some((at + word.len(), word.len(), (first, last)))
    });
    words.chain(first_months(text)).max().map(|(_, _, part)| part)
}

/// 前9个月, 1—9月: the first months of a year, where it ends, how long it is.
fn first_months(text: &str) -> Option<(usize, usize, (u8, u8))> {
    let (at, opening) = ["前", "1—", "1-", "1至", "1~", "1～"]
        .iter()
        .filter_map(|open| Some((text.rfind(open)?, open.len())))
        .max()?;
    let rest = text.get(at + opening..)?;
    let digits = rest.chars().take_while(char::is_ascii_digit).count();
    let count = rest.get(..digits)?.parse().ok().filter(|count| (2..=12).contains(count))?;
    let unit = ["个月", "月份", "月"]
        .iter()
        .find(|unit| rest.get(digits..).is_some_and(|rest| rest.starts_with(**unit)))?;
    let length = opening + digits + unit.len();
    Some((at + length, length, (1, count)))
}

/// The month that a question names beside a year.
fn month_of(question: &str, year: i32) -> Option<u8> {
    let behind = question.split_once(&format!("{year}年"));
    let digits = |rest: &str| {
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        let followed = rest.get(digits.len()..)?.starts_with('月');
        digits.parse().ok().filter(|month| followed && (1..=12).contains(month))
    };
    if let Some(month) = behind.and_then(|(_, rest)| digits(rest)) {
        return Some(month);
    }
    let words: Vec<&str> =
        question.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let at = words.iter().position(|word| *word == year.to_string())?;
    let beside = [at.checked_sub(1), Some(at + 1)];
    let mut names = beside.into_iter().flatten().filter_map(|at| words.get(at));
    let month = |word: &&str| MONTHS.iter().position(|month| month == word);
    names.find_map(month).map(|month| month as u8 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(question: &str) -> (u8, u8) {
        let months = Months::asked(Date::year(2023).unwrap(), question);
        (months.first, months.last)
    }

    #[test]
    fn the_part_of_a_year_that_is_asked_for_is_read() {
        for (question, months) in [
            ("甲厂2023年营收多少", (1, 12)),
            ("甲厂2023年上半年营收多少", (1, 6)),
            ("甲厂2023年第三季度营收多少", (7, 9)),
            ("甲厂2023年前三季度营收多少", (1, 9)),
            ("甲厂2023年1—9月营收多少", (1, 9)),
            ("甲厂2023年前11个月营收多少", (1, 11)),
            ("甲厂2023年3月产量多少", (3, 3)),
            ("How much was the revenue of Acme in March 2023?", (3, 3)),
            ("What was its profit in the first half of 2023?", (1, 6)),
            ("What was its profit in Q3 2023?", (7, 9)),
            ("What was its profit in 2023?", (1, 12)),
        ] {
            assert_eq!(asked(question), months, "{question}");
        }
    }

    #[test]
    fn a_figure_of_half_a_year_is_none_of_the_year() {
        let date = |text: &str| text.parse::<Date>().unwrap();
        let year = Months::year(2023);
        assert!(year.answered_by(Months::of(date("2023"), "甲厂2023年营收")));
        assert!(year.answered_by(Months::of(date("2023-06"), "6月投资")));
        assert!(!year.answered_by(Months::of(date("2023"), "甲厂2023年上半年营收")));
        assert!(!year.answered_by(Months::year(2022)));
        let behind = Months::of(date("2023"), "2024年上半年为3亿元，2023年为");
        assert_eq!(behind, year, "the part belongs to the year before");
        assert_eq!(behind.told(Language::Chinese), "2023年");
        let half = Months::of(date("2023"), "2023年上半年营收");
        assert_eq!(half.told(Language::English), "first half of 2023");
        assert!(half.answered_by(half) && !half.answered_by(year));
    }
}
