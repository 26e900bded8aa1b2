//! A sentence and the document's date in, the dates it speaks of out.
//!
//! A day without its year takes the year of the date before it in the paragraph, or the document's.

mod months;
mod told;

use super::text::starts;
use crate::corpus::Date;
use crate::fact::scene::sign::{Sign, Signs};
use crate::text::Sentence;
use months::{
    digits, first_months, is_han_figure, months, number, number_at, of_untold_year, part_of_year,
    spelled, spelled_year,
};
use std::ops::Range;
use told::{begins_story, counts, is_aim, is_beside, is_signed, seems_written};
pub(super) use told::{is_heading, is_sent};

/// A date and where it is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Dated {
    pub(super) range: Range<usize>,
    pub(super) date: Date,
}

/// Years that 去年 and its like, told by their first characters, lie away from the year of the
/// document.
const RELATIVE: [(char, i32); 7] =
    [('去', -1), ('上', -1), ('前', -2), ('今', 0), ('本', 0), ('明', 1), ('后', 2)];

/// Behind a year, they make it the one that 上年 and 报告期 count from.
const REPORTS: [&str; 6] = ["年报", "年度报告", "度报告", "财报", "国民经济", "统计公报"];

/// Reads dates sentence by sentence, so that 同年 and 6月 find their year.
pub(super) struct Calendar {
    written: Option<Date>,
    last: Option<Date>,
    /// The year of the report that the text is or tells of.
    report: Option<i32>,
    paragraph: Option<u32>,
    /// The day on which a text without a date of its own begins its story.
    story: Option<Date>,
    /// The year that the heading of the text speaks of.
    heading: Option<Date>,
    /// The year that a line of a chronicle names alone, for the months told below it.
    section: Option<Date>,
    /// The year that the text has spoken of last.
    spoken: Option<Date>,
    /// The year in which a text without a date seems to have been written: that of the last part of a
    /// year told of, or the one after the last whole year.
    year: Option<i32>,
    /// The last year of which anything is told there.
    latest: Option<i32>,
}

/// So many paragraphs are asked for the day of the story.
const STORY: u32 = 3;

impl Calendar {
    pub(super) fn new(written: Option<Date>, sentences: &[Sentence]) -> Self {
        Self {
            written: written.or_else(|| signed(sentences)),
            last: None,
            report: None,
            paragraph: None,
            story: None,
            heading: None,
            section: None,
            spoken: None,
            year: None,
            latest: None,
        }
    }

    /// The date of the document.
    pub(super) fn written(&self) -> Option<Date> {
        self.written
    }

    /// Adds the dates of the next sentence to `dates`, in order.
    pub(super) fn dates(&mut self, sentence: &Sentence, signs: &Signs, dates: &mut Vec<Dated>) {
        // The dates of the paragraph before are forgotten.
        if self.paragraph != Some(sentence.paragraph) {
            self.paragraph = Some(sentence.paragraph);
            self.last = None;
        }
        let (first, before) = (dates.len(), self.spoken);
        self.dates_in(&sentence.chars, signs, dates);
        let begins = sentence.paragraph < STORY && self.written.is_none() && self.story.is_none();
        let found = dates.get(first..).unwrap_or_default();
        let heads = sentence.paragraph == 0 && is_heading(&sentence.chars);
        if heads {
            self.heading = found.first().map(|told| Date { month: 0, day: 0, ..told.date });
        }
        if !heads && is_heading(&sentence.chars) {
            self.section = match found {
                [year] if year.range.len() == sentence.chars.len() && year.date.month == 0 => {
                    Some(year.date)
                }
                [] => None,
                _ => self.section,
            };
        }
        if self.written.is_none() && !heads {
            let told = || found.iter().filter(|told| !is_aim(&sentence.chars, told));
            let counted = told().filter(|told| counts(&sentence.chars, told));
            self.year = self.year.max(counted.map(|t| seems_written(&sentence.chars, t)).max());
            self.latest = self.latest.max(told().map(|told| told.date.year).max());
        }
        if begins {
            let tells = |told: &&Dated| {
                is_signed(&sentence.chars, told)
                    || !heads && begins_story(&sentence.chars, told, before.is_none())
            };
            self.story = found.iter().find(tells).map(|told| told.date);
        }
    }

    /// The day from which 去年 and 上半年 are counted.
    fn now(&self) -> Option<Date> {
        let told = self.last.filter(|date| date.day > 0);
        self.written.or(self.story).or(told).or(self.heading)
    }

    /// The year whose a month told without one is: that told last, that of the part of a chronicle or of
    /// the text.
    fn told_month_of(&self) -> Option<Date> {
        self.last.or(self.section).or(self.now()).or(self.spoken)
    }

    /// The year that a text without a date seems to be written in.
    fn guessed(&self) -> Option<i32> {
        self.year.filter(|year| self.latest.is_none_or(|latest| latest <= *year))
    }

    fn dates_in(&mut self, chars: &[char], signs: &Signs, dates: &mut Vec<Dated>) {
        let mut from = 0;
        while let Some(at) = signs.next(Sign::Date, from) {
            match self.date(chars, at) {
                Some(found) => {
                    // 上年 and 比2022年 are what the year told of is compared with.
                    let compared = is_beside(chars.get(..at).unwrap_or_default());
                    let beside = matches!(chars.get(at..at + 2), Some(['上' | '次' | '翌', '年']));
                    if !compared && !beside {
                        self.last = Some(found.date);
                        self.spoken = Date::year(found.date.year);
                    }
                    from = found.range.end;
                    // 2020年年报, 2021年度报告.
                    let rest = chars.get(from..).unwrap_or_default();
                    if REPORTS.iter().any(|word| starts(rest, word)) {
                        self.report = Some(found.date.year);
                    }
                    dates.push(found);
                }
                None => from = at + 1,
            }
        }
    }

    fn date(&self, chars: &[char], at: usize) -> Option<Dated> {
        let rest = chars.get(at..)?;
        match rest {
            ['同' | '当', '年', ..] => {
                let told = self.last.or(self.section).or(self.heading).or(self.spoken)?;
                Self::day_after(chars, at, at + 2, told.year)
            }
            // 次年: the year after the one told of.
            ['次' | '翌', '年', ..] if at == 0 || !is_han_figure(chars[at - 1]) => {
                Self::day_after(chars, at, at + 2, self.last.or(self.spoken)?.year + 1)
            }
            ['上' | '去', '年', '同', '期', ..] => {
                // 今年1月…，上年同期: of that month.
                let told = self.last.or(self.now()).or(self.spoken)?;
                let month = self.last.filter(|last| last.day == 0).map_or(0, |last| last.month);
                let date = Date::new(told.year - 1, month, 0)?;
                Some(Dated { range: at..at + 2, date })
            }
            // 过去一年， of a report at the beginning of the next.
            ['去', '一', '年', ..] if at > 0 && chars[at - 1] == '过' => {
                let year = self.now().filter(|date| (1..=4).contains(&date.month))?.year - 1;
                Some(Dated { range: at - 1..at + 3, date: Date::year(year)? })
            }
            // 如今年产: no 今年.
            ['今', '年', ..] if at > 0 && matches!(chars[at - 1], '如' | '当' | '现') => None,
            [first, '年', ..] if !first.is_ascii_digit() => {
                // 上年 is the year before the one told of.
                if *first == '上'
                    && let Some(year) = self.last.map(|last| last.year).or(self.report)
                {
                    return Self::day_after(chars, at, at + 2, year - 1);
                }
                let (_, away) = RELATIVE.iter().find(|(char, _)| char == first)?;
                let year = self.now().map(|now| now.year).or_else(|| self.guessed())?;
                Self::day_after(chars, at, at + 2, year + away)
            }
            ['今', '春' | '夏' | '秋' | '冬', ..] => {
                Some(Dated { range: at..at + 2, date: Date::year(self.now()?.year)? })
            }
            ['报', '告', '期', ..] => {
                // A report of the first months is of the year before.
                let before =
                    |written: Date| written.year - i32::from((1..=6).contains(&written.month));
                let year = self.report.or(self.now().map(before))?;
                Some(Dated { range: at..at + 3, date: Date::year(year)? })
            }
            _ => self.part_or_day(chars, at),
        }
    }

    /// 一季度, 前三季度, 近日, 2023年6月7日.
    fn part_or_day(&self, chars: &[char], at: usize) -> Option<Dated> {
        let rest = chars.get(at..)?;
        match rest {
            [quarter @ ('一' | '二' | '三' | '四'), '季', '度', ..]
                if !matches!(chars.get(at.wrapping_sub(1)), Some('前')) =>
            {
                let quarter = "一二三四".chars().position(|c| c == *quarter)? as i32;
                self.part(chars, at, at + 3, 3 * (quarter + 1))
            }
            ['上', '半', '年', ..] => self.part(chars, at, at + 3, 6),
            ['前', '三', '季', '度', ..] => self.part(chars, at, at + 4, 9),
            ['前' | '头', ..] => {
                let (months, end) = first_months(chars, at)?;
                self.part(chars, at, end, months)
            }
            ['一' | '二', _, _, _, '年', ..] => {
                Self::day_after(chars, at, at + 5, spelled_year(&rest[..4])?)
            }
            ['近', '日', ..] | ['日', '前', ..] => {
                Some(Dated { range: at..at + 2, date: self.written? })
            }
            [c, ..]
                if c.is_ascii_digit() && !at.checked_sub(1).is_some_and(|p| number(chars[p])) =>
            {
                self.written_out(chars, at)
            }
            ['一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十', ..]
                if !at.checked_sub(1).is_some_and(|p| is_han_figure(chars[p])) =>
            {
                self.month_in_words(chars, at)
            }
            _ => None,
        }
    }

    /// 二月, 一至八月, 十月上旬.
    fn month_in_words(&self, chars: &[char], at: usize) -> Option<Dated> {
        // 今年一月 where no year is known.
        if of_untold_year(chars, at) {
            return None;
        }
        let (_, end) = spelled(chars, at)?;
        let told = chars.get(end) == Some(&'月') && chars.get(end + 1) != Some(&'子');
        if !told && months(chars, at).is_none() {
            return None;
        }
        let year = self.told_month_of()?.year;
        Self::day_after(chars, at, at, year).filter(|found| found.range.len() > 1)
    }

    /// 上半年, 前11个月: a part of the year told of last, or of the last whose part is over.
    fn part(&self, chars: &[char], at: usize, end: usize, months: i32) -> Option<Dated> {
        if at.checked_sub(1).is_some_and(|before| chars[before] == '年') {
            return None;
        }
        let over = |written: Date| {
            written.year - i32::from(written.month > 0 && i32::from(written.month) < months)
        };
        let year = self.last.map(|last| last.year).or(self.now().map(over));
        let year = year.or(self.spoken.map(|spoken| spoken.year))?;
        Some(Dated { range: at..end, date: Date::year(year)? })
    }

    /// 2023年, 2023年6月, 2023年6月7日, 6月7日.
    fn written_out(&self, chars: &[char], at: usize) -> Option<Dated> {
        let (value, end) = digits(chars, at)?;
        match (chars.get(end), end - at) {
            (Some('年' | '届'), 4) if (1700..=2100).contains(&value) => {
                Self::day_after(chars, at, end + 1, value)
            }
            (Some('—' | '-' | '–' | '~' | '～' | '至'), 1 | 2) if months(chars, at).is_some() => {
                Self::day_after(chars, at, at, self.told_month_of()?.year)
            }
            (Some('月'), 1 | 2)
                if !starts(chars.get(end..)?, "月份额") && !of_untold_year(chars, at) =>
            {
                let year = self.told_month_of()?.year;
                Self::day_after(chars, at, at, year)
                    .filter(|found| found.date.month > 0 || found.range.len() > 1)
            }
            _ => None,
        }
    }

    /// The month and day that follow a year, if any; several months are a part of it, several days
    /// of the month.
    fn day_after(chars: &[char], start: usize, at: usize, year: i32) -> Option<Dated> {
        let of_year = || Some(Dated { range: start..at.max(start + 1), date: Date::year(year)? });
        let part = months(chars, at).or_else(|| first_months(chars, at).map(|(_, end)| end));
        let part = part.or_else(|| part_of_year(chars, at).filter(|_| at > start));
        if let Some(end) = part {
            return Some(Dated { range: start..end, date: Date::year(year)? });
        }
        let Some((month, end)) =
            number_at(chars, at).filter(|&(_, end)| chars.get(end) == Some(&'月'))
        else {
            return of_year();
        };
        let of_month = Date::new(year, u8::try_from(month).ok()?, 0).filter(|d| d.month > 0);
        let Some(of_month) = of_month else { return of_year() };
        let month_end = end + 1;
        let is_day = |&(_, end): &(i32, usize)| matches!(chars.get(end), Some('日' | '号'));
        let Some((day, end)) = number_at(chars, month_end).filter(is_day) else {
            return Some(Dated { range: start..month_end, date: of_month });
        };
        // 10月1日至7日: of the month.
        let until = match chars.get(end + 1) {
            Some('至' | '到' | '—' | '-' | '～' | '~') => {
                number_at(chars, end + 2).filter(is_day)
            }
            _ => None,
        };
        if let Some((_, end)) = until {
            return Some(Dated { range: start..end + 1, date: of_month });
        }
        let date = Date::new(year, of_month.month, u8::try_from(day).ok()?)?;
        let date = if date.day > 0 { Some((date, end + 1)) } else { None };
        let (date, end) = date.unwrap_or((of_month, month_end));
        Some(Dated { range: start..end, date })
    }
}

/// The day below which a text without a date of its own is signed, in brackets or not.
fn signed(sentences: &[Sentence]) -> Option<Date> {
    let last = sentences.last()?;
    let from = last.chars.iter().position(|c| !c.is_whitespace() && !matches!(c, '（' | '('))?;
    if last.chars.len() > from + 16 || !last.chars.get(from)?.is_alphanumeric() {
        return None;
    }
    let told = Calendar::new(None, &[]).date(&last.chars, from)?;
    let behind = last.chars.get(told.range.end..)?;
    let behind = behind.strip_prefix(&['讯']).or(behind.strip_prefix(&['电'])).unwrap_or(behind);
    let ends = behind.iter().all(|c| c.is_whitespace() || matches!(c, '）' | ')'));
    ends.then_some(told.date)
}

/// The date that goes with what stands at `at`: the nearest before it, else the first behind it in
/// the same clause.
pub(super) fn nearest(dates: &[Dated], at: usize, clause: &Range<usize>) -> Option<Date> {
    let before = dates.iter().rev().find(|dated| dated.range.end <= at);
    let behind = || dates.iter().find(|d| d.range.start >= at && d.range.end <= clause.end);
    before.or_else(behind).map(|dated| dated.date)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Document;
    use crate::text::sentences;

    fn read(text: &str) -> Vec<String> {
        let chars: Vec<char> = text.chars().collect();
        let mut calendar = Calendar::new("2024-06-07".parse().ok(), &[]);
        let mut signs = Signs::default();
        signs.read(&chars);
        let mut dates = Vec::new();
        calendar.dates_in(&chars, &signs, &mut dates);
        dates.iter().map(|dated| dated.date.to_string()).collect()
    }

    #[test]
    fn a_text_without_a_date_is_of_the_year_after_what_it_counts() {
        for (text, year) in [
            ("2018年生产吉他9万把。\n今年计划扩产。", Some("2019")),
            ("2018年一季度产值9亿元。\n去年底开业。", Some("2017")),
            ("2018年生产吉他9万把，2022年获奖。\n今年计划扩产。", None),
            ("2009年开了一家店。\n去年生意不错。", None),
            ("到2030年产值达9亿元。\n今年计划扩产。", None),
        ] {
            let document = Document { text: text.to_owned(), ..Document::default() };
            let mut calendar = Calendar::new(None, &[]);
            let mut dates = Vec::new();
            for mut sentence in sentences(&document) {
                sentence.paragraph += STORY;
                dates.clear();
                let mut signs = Signs::default();
                signs.read(&sentence.chars);
                calendar.dates(&sentence, &signs, &mut dates);
            }
            let told = dates.first().map(|dated| dated.date.to_string());
            assert_eq!(told.as_deref(), year, "{text}");
        }
    }

    #[test]
    fn a_line_that_names_a_year_tells_whose_the_months_below_it_are() {
        let text = "2019年\n3月揭牌。\n2021年\n8月投产，同年10月扩建。\n简介\n5月开放。";
        let document = Document { text: text.to_owned(), ..Document::default() };
        let mut calendar = Calendar::new("2024-06-07".parse().ok(), &[]);
        let mut dates = Vec::new();
        for sentence in sentences(&document) {
            let mut signs = Signs::default();
            signs.read(&sentence.chars);
            calendar.dates(
                &Sentence { paragraph: sentence.paragraph + 1, ..sentence },
                &signs,
                &mut dates,
            );
        }
        let told: Vec<String> = dates.iter().map(|dated| dated.date.to_string()).collect();
        assert_eq!(told, ["2019", "2019-03", "2021", "2021-08", "2021-10", "2024-05"]);
    }

    #[test]
    fn dates_are_read_as_written_and_as_meant() {
        for (text, dates) in [
            ("2019年动工，同年10月投产", vec!["2019", "2019-10"]),
            ("去年产值翻番，今年3月15日签约", vec!["2023", "2024-03-15"]),
            ("2022年增长，比上年多，比上年快", vec!["2022", "2021", "2021"]),
            ("今秋招生，过去一年增长", vec!["2024"]),
            ("近日揭牌", vec!["2024-06-07"]),
            ("5月8日开幕，共12个月", vec!["2024-05-08"]),
            ("报告期内营收翻番", vec!["2023"]),
            ("2021年年报发布，报告期内盈利", vec!["2021", "2021"]),
            ("前4个月增长", vec!["2024"]),
            ("2022年产值3亿元，上年同期为2亿元", vec!["2022", "2021"]),
            ("上半年增长", vec!["2024"]),
            ("前三季度增长", vec!["2023"]),
            ("2022年一季度，三季度", vec!["2022", "2022"]),
            ("一季度增长", vec!["2024"]),
            ("今年1—5月增长", vec!["2024"]),
            ("2023年1至11月增长，1-3月下降", vec!["2023", "2023"]),
            ("2023年6月至7月", vec!["2023"]),
            ("3月至5月", vec!["2024"]),
            ("一九五六年七月投产，二〇〇五年搬迁", vec!["1956-07", "2005"]),
            ("一九五六年十一月二十一日，今年十月", vec!["1956-11-21", "2024-10"]),
            ("今年一至八月增长，头六个月下降", vec!["2024", "2024"]),
            ("今年前10月增长，前十个月下降", vec!["2024", "2024"]),
            ("2022年二月，十一月", vec!["2022-02", "2022-11"]),
            ("2009年上半年，10月1日至7日", vec!["2009", "2009-10"]),
            ("2006年获奖，次年参展", vec!["2006", "2007"]),
            ("前两个月增长，用了一个月，四个月", vec!["2024"]),
            ("一千八百年，一个人", vec![]),
            ("产能达2300年吨，13月", vec![]),
            ("12.2023年", vec![]),
        ] {
            assert_eq!(read(text), dates, "{text}");
        }
    }
}
