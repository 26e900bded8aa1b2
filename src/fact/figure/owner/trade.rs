//! A number of a trade in, whether it is the trade's or whose trade it is out.

use super::found::after_year;
use super::{Owners, Topic};
use crate::fact::figure::number::Number;
use crate::fact::scene::Scene;
use crate::fact::subject::Subjects;
use crate::fact::text::ends;
use crate::knowledge::Kind;

impl Owners<'_> {
    /// 全行业营业收入: the trade that the text is about or that was told of last.
    pub(super) fn own_trade(
        &self,
        scene: &Scene<'_>,
        subjects: &Subjects<'_>,
        clause: usize,
    ) -> Option<u32> {
        let text = scene.text(subjects.opened_at(clause)..scene.clauses[clause].end);
        self.words.whole_trade.starting(text).next()?;
        self.trade_told_of(scene, subjects)
    }

    /// The trade that the text is about or that was told of last.
    pub(super) fn trade_told_of(&self, scene: &Scene<'_>, subjects: &Subjects<'_>) -> Option<u32> {
        let trade = |&m: &u32| subjects.kind_of(m) == Kind::INDUSTRY;
        let title = || self.title.whose(scene, subjects).filter(trade);
        self.record.filter(trade).or_else(title).or(self.trade)
    }

    /// Whether the text is the record of what this mention names.
    pub(super) fn is_record(&self, subjects: &Subjects<'_>, mention: u32) -> bool {
        let text = subjects.text;
        self.record.is_some_and(|whose| text.bare(whose) == text.bare(mention))
    }

    /// Whose the number is where a trade was told of last.
    pub(super) fn of_trade(
        &self,
        scene: &Scene<'_>,
        subjects: &Subjects<'_>,
        number: &Number<'_, '_>,
        own: &[u32],
        trade: u32,
    ) -> Option<u32> {
        let start = scene.clauses[scene.clause(number.range.start)].start;
        let front = scene.text(start..number.from);
        let here = (trade as usize).checked_sub(scene.first);
        let holder = || match self.holder {
            Some(holder) if holder as usize >= scene.first => Some(holder),
            known => subjects.carried(scene, number.from).or(known),
        };
        // What was told of a trade before goes on only where nothing else is measured:
        // 工业规模翻番，而居民收入增长三成.
        let rate = matches!(number.class, "percent" | "share");
        let elsewhere = here.is_none_or(|here| rate && parted(scene, here, start));
        if elsewhere && !self.goes_on(front) {
            return holder().or(Some(trade));
        }
        // What is counted is counted of whoever acts, not of the trade spoken of before.
        let counted = matches!(number.class, "count" | "area" | "length");
        let people = || self.words.of_trade.starting(after_year(front)).next().is_some();
        let cluster = |here: usize| ends(scene.text(scene.range(here)), "集群");
        let topic = Topic { scene, subjects, words: &self.words };
        // 全市锂电产业产值9亿元，企业30家: where the district has no name there, the firms are the trade's.
        let behind = scene.text(start..number.range.end + 3);
        let firms = behind.windows(2).any(|pair| matches!(pair, ['企', '业'] | ['产', '能']));
        let of_here = |here: usize| {
            let clause = scene.clause(scene.range(here).start);
            let whole = || topic.trade_here(clause, scene.clauses[clause].end) == Some(here);
            firms && !parted(scene, here, start) && whole()
        };
        let headed = |here: usize| topic.heads_item(here) || of_here(here);
        let its_own = |here: usize| own == self.last || people() || cluster(here) || headed(here);
        let its_own = here.is_some_and(its_own);
        if counted && !its_own { holder().or(Some(trade)) } else { Some(trade) }
    }

    /// Whether a clause goes on with what the one before measured: 同比增长3%, 居全省第一.
    fn goes_on(&self, front: &[char]) -> bool {
        let front = after_year(front);
        front.is_empty() || self.words.goes_on.starting(front).next().is_some()
    }
}

/// Whether the clause that starts here turns from this mention to another thing.
fn parted(scene: &Scene<'_>, mention: usize, start: usize) -> bool {
    let end = scene.range(mention).end;
    end <= start
        && (scene.text(end..start).iter().any(|c| matches!(c, '；' | ';'))
            || scene.text(start..start + 1) == ['而'])
}
