//! The words around a figure and what a question asks in, how far they fit out.

use super::around::Around;
use super::figure::{Asking, BESIDE, CLAUSE, IN_CLAUSE, ITEM, Scope};
use super::respective::turn;
use crate::extract::Measured;
use crate::question::ask::Asked;
use crate::question::reading::Wanted;
use crate::question::rows::search::Sought;

/// Measures that are sums of money, by the first word for each.
const MONEY: [&str; 7] = ["产值", "营业收入", "投资额", "利润", "融资", "注册资本", "市值"];
/// What units of money and parts of them hold.
const OF_MONEY: [char; 5] = ['元', '%', '％', '币', '成'];

impl Asked<'_, '_> {
    /// Whether only a sum of money is asked for.
    pub(in crate::question) fn asks_for_money(&self) -> bool {
        let mut measures = self.reading.measures.iter().map(|&m| &self.words.measures[m].zh);
        let money = |zh: &Vec<String>| zh.first().is_some_and(|zh| MONEY.contains(&zh.as_str()));
        let figure = self.reading.wanted == Wanted::Figure;
        figure && !self.reading.measures.is_empty() && measures.all(money)
    }

    /// Whether the words of a question may mean a part or a growth.
    pub(in crate::question) fn may_ask_for_a_part(&self, measures: &[&str]) -> bool {
        let lower = self.question.to_lowercase();
        let parts = [
            "占",
            "率",
            "比",
            "度",
            "增",
            "降",
            "share",
            "percent",
            "rate",
            "grow",
            "proportion",
            "ratio",
            "increase",
            "rise",
        ];
        parts.iter().any(|part| lower.contains(part)) || measures.iter().any(|m| m.ends_with('率'))
    }

    /// Parts of the country that the question names and that are no places of the graph.
    pub(in crate::question) fn regions_asked(&self) -> Vec<&str> {
        let topics = self.reading.topics.iter().flatten();
        let region = |topic: &&str| self.words.manner.regions.iter().any(|r| r == topic);
        topics.map(String::as_str).filter(region).collect()
    }
}

/// Whether a figure is of the sort asked for: an amount answers no question for a part, a rank none for an
/// amount, and nothing but money one for money.
pub(in crate::question) fn is_asked(figure: &Measured, asking: &Asking<'_>) -> bool {
    let rank = "排名";
    let ranked = asking.measures.is_empty() || asking.measures.contains(&rank);
    (!asking.rate || figure.unit.contains(['%', '％', '成', '倍', '点', '‰']))
        && (!asking.money || figure.unit.contains(OF_MONEY))
        && (ranked || figure.measure != rank)
}

impl Asking<'_> {
    /// Points for what a figure is of by its turn (甲和乙分别为3和4).
    pub(in crate::question) fn respective(&self, around: Around<'_>) -> f64 {
        let Some((own, others)) = turn(around) else { return 0.0 };
        let asked = |text: &str| {
            if !self.topics.is_empty() {
                return self.topics.iter().any(|topic| topic.is_in(text));
            }
            let words = self.scopes.iter().flat_map(|scope| scope.names.iter().chain(&scope.words));
            words.into_iter().any(|word| text.contains(word))
        };
        match (asked(own), others.into_iter().any(asked)) {
            (true, false) => BESIDE,
            (false, true) => -2.0 * BESIDE,
            _ => 0.0,
        }
    }
}

/// Points for each thing asked about that the clause of a figure names.
pub(in crate::question) fn in_clause(around: Around<'_>, scopes: &[Scope<'_>]) -> f64 {
    let clause = around.part(CLAUSE);
    let named = |scope: &&Scope<'_>| {
        let words = scope.names.iter().chain(&scope.words);
        words.into_iter().any(|word| clause.contains(word))
    };
    scopes.iter().filter(named).count() as f64 * IN_CLAUSE
}

/// Points for each subject that the sentence speaks of: the nearer to the figure, the more.
pub(in crate::question) fn topics_around(around: Around<'_>, topics: &[Sought<'_>]) -> f64 {
    let points = |topic: &Sought<'_>| {
        if topic.is_in(around.part(ITEM)) {
            1.0 + 2.0 * BESIDE
        } else if topic.is_in(around.part(CLAUSE)) {
            1.0 + BESIDE / 2.0
        } else if topic.is_in(around.text) {
            1.0
        } else {
            0.0
        }
    };
    topics.iter().map(points).sum()
}
