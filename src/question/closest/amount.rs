//! The closest sentences in, the amount that they say of what is asked out.

use super::weigh::Weighed;
use crate::fact::{Quantity, quantities};
use crate::knowledge::Kind;
use crate::question::answer::Finding;
use crate::question::ask::Asked;
use crate::question::reading::Wanted;
use crate::text::Span;
use std::ops::Range;

/// Sentences in which an amount is looked for.
const READ: usize = 3;
/// What counts of the words beyond the clause of an amount.
const BEYOND: f64 = 0.3;

impl Asked<'_, '_> {
    /// Whether a number answers.
    pub(super) fn asks_for_amount(&self) -> bool {
        matches!(self.reading.wanted, Wanted::Figure | Wanted::Count)
            || self.counter.is_some()
            || self.units_asked().is_some()
    }

    /// The units in which an amount is asked for, any where there are none; nothing where none is.
    fn units_asked(&self) -> Option<&[String]> {
        let question = self.question.to_lowercase();
        let mut ways = self.words.manner.how_much.iter();
        let way = ways.find(|(asks, _)| says(&question, asks))?;
        Some(&way.1)
    }

    /// The amount nearest to the words of the question in the closest sentence that has one.
    pub(super) fn amount_in(&self, weighed: &Weighed) -> Vec<Finding> {
        let mut closest = weighed.closest.iter().take(READ);
        let found =
            closest.find_map(|close| Some((close, self.nearest_amount(close.at, weighed)?)));
        let told = found.map(|(close, said)| self.said(said.text, close.share, close.at));
        told.into_iter().collect()
    }

    /// Whether a sentence or its document speaks of a place named, where only places are.
    fn is_about_the_named(&self, at: u32) -> bool {
        let anchors = &self.reading.anchors;
        let [place] = &anchors[..] else { return true };
        let scope = self.scope(place);
        let document = self.ground.sentence(at).document;
        let mut own = self.ground.sentences_of(document);
        let named = |at: u32| self.ground.names_in(at).iter().any(|(node, _)| scope.contains(node));
        place.kind != Kind::PLACE || own.any(named)
    }

    /// The amount of a sentence that stands nearest to the words of the question.
    fn nearest_amount(&self, at: u32, weighed: &Weighed) -> Option<Quantity> {
        if !self.is_about_the_named(at) {
            return None;
        }
        let text = self.text(at);
        let measures = &self.reading.measures;
        let mut words = measures.iter().flat_map(|&measure| &self.words.measures[measure].zh);
        let units = self.units_asked().unwrap_or_default();
        let measured = !measures.is_empty() && units.is_empty();
        if measured && !words.any(|word| text.contains(word.as_str())) {
            return None;
        }
        let fits = |said: &Quantity| {
            let counted =
                self.counter.as_ref().is_none_or(|unit| said.text.contains(unit.as_str()));
            let of_unit = || units.iter().any(|unit| said.text.ends_with(unit.as_str()));
            counted && (units.is_empty() || of_unit())
        };
        let chars: Vec<char> = text.chars().collect();
        let times = lengths_of_time(&chars).filter(|_| !units.is_empty());
        let said = quantities(text, self.knowledge).into_iter().chain(times).filter(fits);
        // What its own clause says tells best whose it is.
        let near = |said: &Quantity| {
            let own = clause(&chars, said.span.range());
            let within = said.span.start as usize - own.start..said.span.end as usize - own.start;
            weighed.nearness(&chars[own], within, at)
                + BEYOND * weighed.nearness(&chars, said.span.range(), at)
        };
        said.max_by(|a, b| near(a).total_cmp(&near(b)))
    }
}

/// Whether a question has words of how much is asked; `*` stands for a few words of English.
fn says(question: &str, asks: &str) -> bool {
    const BETWEEN: usize = 4;
    let Some((first, last)) = asks.split_once('*') else { return question.contains(asks) };
    let (first, last) = (first.trim(), last.trim());
    let words: Vec<&str> =
        question.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let mut starts = words.iter().enumerate().filter(|(_, word)| **word == first);
    starts.any(|(at, _)| words.iter().skip(at + 1).take(BETWEEN + 1).any(|word| *word == last))
}

/// The clause around a place of a text.
fn clause(text: &[char], place: Range<usize>) -> Range<usize> {
    let parts = |c: &char| "，。；、：,;".contains(*c);
    let start = text[..place.start].iter().rposition(parts).map_or(0, |at| at + 1);
    let length = text[place.end..].iter().position(parts);
    start..length.map_or(text.len(), |length| place.end + length)
}

/// How long something takes or lasts, where a text says so in years, months, days or hours: figures are
/// seldom of that, and a date is none.
fn lengths_of_time(text: &[char]) -> impl Iterator<Item = Quantity> {
    let number = |c: &char| c.is_ascii_digit() || "一二两三四五六七八九十半".contains(*c);
    let ends =
        text.iter().enumerate().filter(|(_, c)| ['年', '月', '天', '日', '周', '时'].contains(c));
    ends.filter_map(move |(end, &unit)| {
        let mut front = &text[..end];
        if unit == '时' {
            front = front.strip_suffix(&['小'])?;
        }
        let counted = front.last() == Some(&'个');
        front = front.strip_suffix(&['个']).unwrap_or(front);
        let digits = front.iter().rev().take_while(|c| number(c)).count();
        let dated = unit == '年' && digits == 4 || ['月', '日'].contains(&unit) && !counted;
        let start = front.len() - digits;
        let ordinal = start > 0 && text[start - 1] == '第';
        (digits > 0 && !dated && !ordinal).then(|| Quantity {
            text: text[start..=end].iter().collect(),
            span: Span { start: start as u32, end: end as u32 + 1 },
        })
    })
}

#[cfg(test)]
mod tests {
    use super::{lengths_of_time, says};

    #[test]
    fn a_few_words_may_stand_between_those_that_ask() {
        assert!(says("what infant survival rate was reached", "what * rate"));
        assert!(!says("what did the mayor say when the bank cut its rate", "what * rate"));
        assert!(says("how deep is it", "how deep"));
    }

    #[test]
    fn lengths_of_time_are_no_dates() {
        let told = |text: &str| {
            let chars: Vec<char> = text.chars().collect();
            lengths_of_time(&chars).map(|said| said.text).collect::<Vec<_>>()
        };
        assert_eq!(
            told("保存不少于5年，6个月内报送，停用两周、48小时"),
            ["5年", "6个月", "两周", "48小时"]
        );
        assert!(told("2024年6月7日，第三年").is_empty());
    }
}
