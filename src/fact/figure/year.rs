//! The dates that sentences tell of in, the one that goes on for the numbers behind them out.

use super::period::{is_compared, is_set_beside};
use super::words::Words;
use crate::corpus::Date;
use crate::fact::scene::Scene;
use crate::fact::text::ends;
use crate::fact::time::{Dated, is_heading, is_sent};
use crate::fact::{Figure, Modality};
use crate::text::is_han;

/// A year told of goes on for so many paragraphs that tell of none.
const STALE: u8 = 2;

/// Remembers what time is told of, sentence by sentence.
pub(super) struct Years<'k> {
    words: Words<'k>,
    /// When the text was written.
    written: Option<Date>,
    period: Option<Date>,
    /// Whose the last number of the sentence before was, and when it was so.
    counted: Option<(u32, Option<Date>)>,
    /// The year that something was so which the text has told last.
    told: Option<i32>,
    /// The year whose record the text is, by its heading.
    record: Option<Date>,
    /// The year that the heading speaks of, whatever the text is.
    headed: Option<Date>,
    /// It is a report on that year: whatever it counts is counted for it.
    all: bool,
    /// Paragraphs since a year was told of.
    stale: u8,
    /// It is a bulletin of statistics: all its numbers are of that year.
    bulletin: bool,
    /// It is a report of work: the year told of goes on from paragraph to paragraph.
    pub(super) report: bool,
}

impl<'k> Years<'k> {
    pub(super) fn new(words: &Words<'k>, written: Option<Date>) -> Self {
        Self {
            words: *words,
            written,
            period: None,
            counted: None,
            told: None,
            record: None,
            headed: None,
            all: false,
            stale: 0,
            bulletin: false,
            report: false,
        }
    }

    /// Begins another paragraph, which may go on counting what the one before began.
    pub(super) fn turn(&mut self, counts_on: bool) {
        if self.record.is_some() || !counts_on {
            self.counted = None;
        }
        if self.record.is_some() {
            self.period = self.record;
        } else if !(self.report || counts_on) {
            self.stale = self.stale.saturating_add(1);
            self.period = self.headed.or(self.period.filter(|_| self.stale <= STALE));
        }
    }

    /// The heading of a record of this year.
    pub(super) fn head(&mut self, scene: &Scene<'_>, dates: &[Dated]) {
        // 某行业报告（2011年1月18日）: the day is when it was told.
        let year = |dated: &&Dated| dated.date.day == 0 && !is_of_text(scene, dated);
        self.record = dates.iter().find(year).map(|dated| dated.date);
        self.bulletin = self.words.bulletin.ending(heading(scene.chars)).next().is_some();
    }

    /// What is told now goes on for this time.
    pub(super) fn speak_of(&mut self, date: Date) {
        self.period = Some(date);
    }

    /// 2024年， opens what goes on; a date behind a name, of what happened once, or one of several
    /// years does not.
    pub(super) fn remember(&mut self, scene: &Scene<'_>, dates: &[Dated]) {
        self.report |= scene.sentence == 0 && ends(heading(scene.chars), "工作报告");
        if let Some(year) = heads_a_part(scene, dates) {
            (self.headed, self.period, self.stale) = (Some(year), Some(year), 0);
            self.all = true;
            return;
        }
        let compared =
            |dated: &Dated| is_compared(scene, dated, "times") || is_set_beside(scene, dated);
        if scene.sentence == 0 && is_heading(scene.chars) && self.begin(scene, dates) {
            return;
        }
        let sent = scene.dateline;
        // 某局6月7日公布，去年…: the day is when it was told.
        let of_telling = |told: &Dated| {
            let more = |d: &&Dated| d.range.start > told.range.end && d.date.day == 0;
            told.date.day > 0 && dates.iter().filter(more).any(|dated| !compared(dated))
        };
        let of_text = |dated: &Dated| dated.range.start < sent || is_of_text(scene, dated);
        let mut told =
            dates.iter().filter(|dated| !of_text(dated) && !compared(dated) && !of_telling(dated));
        let Some(first) = told.next() else { return };
        let at = first.range.start;
        let clause = scene.clauses[scene.clause(at)].start;
        let report = |dated: &&Dated| scene.chars.get(dated.range.start) == Some(&'报');
        let bare = at <= clause + 4 && scene.inside(&(0..at)).is_empty();
        // 甲市去年产值…: behind no more than the name that the sentence begins with.
        let named = at > sent && dated_year(first) && (sent..at).all(|at| scene.names(at..at + 1));
        let opens = at <= sent + 4 || bare || named || self.made_known(scene.text(0..at));
        let rest = scene.text(first.range.end..scene.chars.len());
        // 2012年建园之初: when something happened.
        let told_of = scene.text(at..scene.clauses[scene.clause(at)].end);
        let once = self.words.moment.ending(told_of).next().is_some();
        let happened = once || self.words.event_verb.starting(rest).next().is_some();
        let goes_on = opens && !happened && !is_since(scene, first);
        let one = told.clone().all(|dated| dated.date.year == first.date.year);
        let opening = Some(first).filter(|_| goes_on && one);
        let found = opening.or_else(|| told.find(report)).map(|dated| dated.date);
        // What is so on a day is so on that day alone; its year goes on.
        let found = found.filter(|date| date.day == 0);
        if found.is_some() {
            self.stale = 0;
        }
        self.period = found.or(self.period);
    }

    /// Begins a text with this heading; whether it speaks of one year.
    fn begin(&mut self, scene: &Scene<'_>, dates: &[Dated]) -> bool {
        // 工作情况（2020年11月）: when the text was written.
        let bracketed = |dated: &&Dated| {
            ends(scene.text(0..dated.range.start), "（") || scene.bracket(dated.range.end).is_some()
        };
        if dates.is_empty() {
            return self.is_brief(scene);
        }
        let Some(first) = dates.first().filter(|dated| !bracketed(dated)) else { return false };
        let one =
            first.date.day == 0 && dates.iter().all(|dated| dated.date.year == first.date.year);
        if one {
            self.headed = Some(first.date);
            self.period = self.headed;
            self.all = self.words.record.ending(heading(scene.chars)).next().is_some();
        }
        one
    }

    /// 某交易会成交简报: whether a text tells of the year in which it was written.
    fn is_brief(&mut self, scene: &Scene<'_>) -> bool {
        const SPRING: u8 = 4;
        let brief = self.words.brief.ending(heading(scene.chars)).next().is_some();
        let written = self
            .written
            .filter(|date| brief && date.month >= SPRING)
            .map(|date| Date { month: 0, ..year_of(date) });
        if written.is_some() {
            (self.headed, self.period, self.all) = (written, written, true);
        }
        written.is_some()
    }

    /// When that was so which the sentence before has told last, where it was of these and what is
    /// told now comes in year by year as well.
    pub(super) fn period_of(
        &self,
        bearers: &[u32],
        class: &str,
        front: &[char],
        flows: bool,
    ) -> Option<Date> {
        let yearly = matches!(class, "money" | "percent" | "weight" | "volume" | "energy");
        let yearly = (yearly || flows) && !self.is_sized(front);
        let same = self.counted.filter(|(whose, _)| yearly && bearers.contains(whose));
        same.and_then(|(_, date)| date)
    }

    /// 某局公布，2023年…: who makes known what follows.
    fn made_known(&self, front: &[char]) -> bool {
        let [front @ .., '，' | '：'] = front else { return false };
        let makes = [self.words.made_known, self.words.record];
        makes.iter().any(|words| words.ending(front).next().is_some())
    }

    /// 总投资, 规模, but not 产业规模: whether a number behind this says how large a thing is.
    fn is_sized(&self, front: &[char]) -> bool {
        let of_trade = matches!(front, [.., '业' | '济' | '场' | '易', '规', '模']);
        !of_trade && self.words.dimension.ending(front).next().is_some()
    }

    /// Keeps what the sentence has told last.
    pub(super) fn counted(&mut self, last: Option<&Figure>) {
        let of_then = last.filter(|figure| figure.modality == Modality::Stated);
        let year = of_then.and_then(|figure| figure.period).map(|date| date.year);
        self.told = year.or(self.told);
        self.counted = last.map(|figure| (figure.entity, figure.period)).or(self.counted);
    }

    /// The year that statistics go on speaking of: that of the number before of the same, or of the
    /// sentences before.
    pub(super) fn period(
        &self,
        class: &str,
        measure: &str,
        (front, near): (&[char], &[char]),
        before: Option<Date>,
        flows: bool,
    ) -> Option<Date> {
        // 总投资, 注册资本: what a thing has once and for all.
        if self.is_sized(front) {
            return None;
        }
        let ends = |word: &[char]| front.windows(2).any(|pair| pair == word);
        let yearly = ends(&['全', '年']) || ends(&['年', '末']) || ends(&['年', '底']);
        let yearly = yearly || self.words.yearly.words().iter().any(|word| word == measure);
        let yearly = yearly || flows || self.bulletin;
        let goes_on =
            yearly || matches!(class, "percent" | "money" | "rank" | "times" | "share" | "score");
        if self.all {
            return before.or(self.period);
        }
        // 投资14亿元的项目: what a thing costs or can do is so once and for all.
        let once = self.words.once.words().iter().any(|word| word == measure);
        let done = ends(&['完', '成']) || ends(&['到', '位']);
        let done = done || self.words.comes_in.within(near).is_some();
        let period = self.period.filter(|_| !once || done);
        goes_on.then_some(before.or(period)).flatten()
    }

    /// The year of 全年 and 年末 where none is said with it: the one gone by at the beginning of the
    /// next, or the one told of last.
    pub(super) fn whole_year(&mut self, near: &[char]) -> Option<Date> {
        let whole = near.windows(2).any(|pair| matches!(pair, ['全', '年'] | ['年', '末' | '底']));
        if !whole {
            return None;
        }
        let by = |date: Date| match date.month {
            1..=4 => Some(date.year - 1),
            11 | 12 => Some(date.year),
            _ => None,
        };
        let year = self.written.and_then(by).or(self.told)?;
        self.period = Date::year(year);
        self.period
    }
}

/// 二、2024年目标：, the year that the heading of a part of the text speaks of.
fn heads_a_part(scene: &Scene<'_>, dates: &[Dated]) -> Option<Date> {
    let [dated] = dates else { return None };
    let short = scene.chars.len() <= 16 && dated.range.end < scene.chars.len();
    let line = scene.chars.strip_suffix(&['：']).unwrap_or(scene.chars);
    let heads = short && is_heading(line) && !line.contains(&'，') && scene.sentence > 0;
    let year = dated.date.month == 0 && dated.range.len() == 5 && !is_of_text(scene, dated);
    (heads && year).then_some(dated.date)
}

/// A heading without the brackets that it may end in: 统计公报 of 统计公报（摘要）.
pub(super) fn heading(line: &[char]) -> &[char] {
    match line {
        [heading @ .., '）' | ')'] => {
            let open = heading.iter().rposition(|c| matches!(c, '（' | '('));
            heading.get(..open.unwrap_or(heading.len())).unwrap_or(heading)
        }
        _ => line,
    }
}

/// （1956年1月8日）: a day in brackets is that of the text.
pub(super) fn is_dateline(scene: &Scene<'_>, dated: &Dated) -> bool {
    scene.bracket(dated.range.start).is_some_and(|around| dated.date.day > 0 && around.len() < 40)
}

/// 江城市统计局　2024年6月, 江城日报6月7日讯: when the text was written.
fn is_of_text(scene: &Scene<'_>, dated: &Dated) -> bool {
    let signs = is_heading(scene.chars) && dated.range.end + 1 >= scene.chars.len();
    signs || is_dateline(scene, dated) || is_sent(scene.chars, dated)
}

/// 自2014年通水以来，累计调水; 2020年起连续三年第一: since when, and not for which year.
pub(super) fn is_since(scene: &Scene<'_>, dated: &Dated) -> bool {
    // 2016年首航以来, but not 今年以来.
    let said = scene.text(dated.range.clone());
    let rest = scene.text(dated.range.end..dated.range.end + 8);
    let whole_year =
        dated_year(dated) && matches!(said, [.., digit, '年'] if digit.is_ascii_digit());
    let since = rest.windows(2).position(|pair| pair == ['以', '来']);
    let since = whole_year && since.is_some_and(|at| rest[..at].iter().all(|&c| is_han(c)));
    since
        || scene.text(0..dated.range.start).last() == Some(&'自')
        || matches!(
            scene.text(dated.range.end..scene.chars.len()),
            ['起', '，' | '连' | '每' | '对', ..] | ['以' | '之', '前', ..]
        )
}

fn dated_year(dated: &Dated) -> bool {
    dated.date.month == 0
}

fn year_of(date: Date) -> Date {
    Date { month: 0, day: 0, ..date }
}
