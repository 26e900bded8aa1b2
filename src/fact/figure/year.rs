//! The dates that sentences tell of in, the one that goes on for the numbers behind them out.

use super::period::is_compared;
use super::words::Words;
use crate::corpus::Date;
use crate::fact::scene::Scene;
use crate::fact::text::ends;
use crate::fact::time::Dated;
use crate::fact::{Figure, Modality};
use crate::knowledge::Rules;

/// Remembers what time is told of, sentence by sentence.
pub(super) struct Years<'k> {
    words: Words<'k>,
    period: Option<Date>,
    /// Whose the last number of the sentence before was, and when it was so.
    counted: Option<(u32, Option<Date>)>,
    /// The year that something was so which the text has told last.
    told: Option<i32>,
    /// The year whose record the text is, by its heading.
    record: Option<Date>,
    /// It is a bulletin of statistics: all its numbers are of that year.
    bulletin: bool,
    /// It is a report of work: the year told of goes on from paragraph to paragraph.
    report: bool,
}

impl<'k> Years<'k> {
    pub(super) fn new(rules: &'k Rules) -> Self {
        Self {
            words: Words::new(rules),
            period: None,
            counted: None,
            told: None,
            record: None,
            bulletin: false,
            report: false,
        }
    }

    /// Begins another paragraph, which may go on counting what the one before began.
    pub(super) fn turn(&mut self, counts_on: bool) {
        if self.record.is_some() || !counts_on {
            self.counted = None;
        }
        if self.record.is_some() || !(self.report || counts_on) {
            self.period = self.record;
        }
    }

    /// The heading of a record of this year.
    pub(super) fn head(&mut self, scene: &Scene<'_>, dates: &[Dated]) {
        self.record = dates.first().map(|dated| dated.date);
        self.bulletin = ["公报", "快报"].iter().any(|word| ends(heading(scene.chars), word));
    }

    /// What is told now goes on for this time.
    pub(super) fn speak_of(&mut self, date: Date) {
        self.period = Some(date);
    }

    /// 2024年， opens what goes on; a date behind a name, of what happened once, or one of several
    /// years does not.
    pub(super) fn remember(&mut self, scene: &Scene<'_>, dates: &[Dated]) {
        self.report |= scene.sentence == 0 && ends(heading(scene.chars), "工作报告");
        let compared = |dated: &Dated| is_compared(scene, dated, "times");
        let mut told = dates.iter().filter(|dated| !is_dateline(scene, dated) && !compared(dated));
        let Some(first) = told.next() else { return };
        let at = first.range.start;
        let clause = scene.clauses[scene.clause(at)].start;
        let report = |dated: &&Dated| scene.chars.get(dated.range.start) == Some(&'报');
        let opens = at <= 4 || (at <= clause + 4 && scene.inside(&(0..at)).is_empty());
        let rest = scene.text(first.range.end..scene.chars.len());
        // 2012年建园之初: when something happened.
        let told_of = scene.text(at..scene.clauses[scene.clause(at)].end);
        let once = ["之初", "之际", "之前", "之后", "时"].iter().any(|word| ends(told_of, word));
        let happened = once || self.words.event_verb.starting(rest).next().is_some();
        let goes_on = opens && !happened && !is_since(scene, first);
        let one = told.clone().all(|dated| dated.date.year == first.date.year);
        let opening = Some(first).filter(|_| goes_on && one);
        self.period = opening.or_else(|| told.find(report)).map(|dated| dated.date);
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
        let yearly = (yearly || flows) && self.words.dimension.ending(front).next().is_none();
        let same = self.counted.filter(|(whose, _)| yearly && bearers.contains(whose));
        same.and_then(|(_, date)| date)
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
        front: &[char],
        before: Option<Date>,
        flows: bool,
    ) -> Option<Date> {
        // 总投资, 注册资本: what a thing has once and for all.
        if self.words.dimension.ending(front).next().is_some() {
            return None;
        }
        let ends = |word: &[char]| front.windows(2).any(|pair| pair == word);
        let yearly = ends(&['全', '年']) || ends(&['年', '末']) || ends(&['年', '底']);
        let yearly = yearly || self.words.yearly.words().iter().any(|word| word == measure);
        let yearly = yearly || flows || self.bulletin;
        let goes_on = yearly || matches!(class, "percent" | "money" | "rank" | "times" | "share");
        goes_on.then_some(before.or(self.period)).flatten()
    }

    /// The year of 全年 and 年末 where none is said with it: the one gone by at the beginning of the
    /// next, or the one told of last.
    pub(super) fn whole_year(&mut self, near: &[char], written: Option<Date>) -> Option<Date> {
        let whole = near.windows(2).any(|pair| matches!(pair, ['全', '年'] | ['年', '末' | '底']));
        if !whole {
            return None;
        }
        let by = |date: Date| match date.month {
            1..=4 => Some(date.year - 1),
            11 | 12 => Some(date.year),
            _ => None,
        };
        let year = written.and_then(by).or(self.told)?;
        self.period = Date::year(year);
        self.period
    }
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

/// 自2014年通水以来，累计调水; 2020年起连续三年第一: since when, and not for which year.
pub(super) fn is_since(scene: &Scene<'_>, dated: &Dated) -> bool {
    scene.text(0..dated.range.start).last() == Some(&'自')
        || matches!(
            scene.text(dated.range.end..scene.chars.len()),
            ['起', '，' | '连' | '每' | '对', ..]
        )
}
