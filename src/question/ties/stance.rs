//! A sentence and words in, whether it says of them that it is so, will be so or is not so, out.

use crate::knowledge::Rules;
use crate::question::ask::Asked;
use std::ops::Range;

/// How a sentence holds what some of its words say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::question) enum Stance {
    Said,
    Planned,
    Denied,
}

/// A negation reaches so many characters on, within its clause.
const REACH: usize = 12;
/// What ends a clause.
const CLAUSE: [char; 12] = ['，', ',', '；', ';', '。', '：', ':', '！', '!', '？', '?', '\n'];
/// Said behind a report of something, they take it back.
const TAKES_BACK: [&str; 5] = ["否认", "不属实", "辟谣", "谣言", "不实"];

impl Asked<'_, '_> {
    /// How a sentence holds what one of the words says; `None` where it has none of them. What it
    /// takes back at its end counts, where it names nothing else there.
    pub(in crate::question) fn stance(&self, at: u32, words: &[&str]) -> Option<Stance> {
        let text: Vec<char> = self.text(at).chars().collect();
        let (start, scopes) = (self.start_of(at), self.reading.anchors.iter());
        let own: Vec<u32> = scopes.flat_map(|anchor| self.scope(anchor)).collect();
        let names = self.ground.names_in(at).iter();
        let others: Vec<usize> = names
            .filter(|(node, _)| !own.contains(node))
            .map(|(_, at)| at.saturating_sub(start) as usize)
            .collect();
        held(&text, words, &others, self.knowledge.rules())
    }
}

/// The same of characters, where names of other things stand at `others`.
fn held(text: &[char], words: &[&str], others: &[usize], rules: &Rules) -> Option<Stance> {
    let mut found = Vec::new();
    for word in words {
        let word: Vec<char> = word.chars().collect();
        let stands =
            (0..text.len()).filter(|&at| text.get(at..).is_some_and(|t| t.starts_with(&word)));
        found.extend(stands.map(|at| (at, at + word.len())));
    }
    found.sort_unstable();
    let stances = found.iter().map(|&(start, end)| (start, of_word(text, start, end, rules)));
    let stances: Vec<(usize, Stance)> = stances.collect();
    let &(last, stance) = stances.last()?;
    let clause = clause_of(text, last);
    let of_another = others.iter().any(|name| clause.contains(name));
    if stance == Stance::Denied && !of_another {
        return Some(stance);
    }
    let order = [Stance::Said, Stance::Planned, Stance::Denied];
    order.into_iter().find(|stance| stances.iter().any(|(_, found)| found == stance))
}

/// How a word that stands there is held.
fn of_word(text: &[char], start: usize, end: usize, rules: &Rules) -> Stance {
    let clause = clause_of(text, start);
    let behind: String = text.get(end..).unwrap_or_default().iter().collect();
    if TAKES_BACK.iter().any(|word| behind.contains(word)) {
        return Stance::Denied;
    }
    let (negated, ended) = (rules.class("negated"), rules.class("ended"));
    let no_negation = rules.class("no_negation");
    let near = clause.start.max(start.saturating_sub(REACH));
    let denies = (near..start).any(|at| {
        let rest = text.get(at..).unwrap_or_default();
        let length = negated.starting(rest).next().or_else(|| ended.starting(rest).next());
        length.is_some_and(|length| at + length <= start)
            && no_negation.starting(rest).next().is_none()
    });
    let rest = text.get(end..clause.end).unwrap_or_default();
    if denies || ended.within(rest).is_some() {
        return Stance::Denied;
    }
    let front = text.get(clause.start..start).unwrap_or_default();
    let planned = rules.class("planned").within(front).is_some();
    let done = rules.class("done").within(front).is_some();
    if planned && !done { Stance::Planned } else { Stance::Said }
}

/// The clause that a character stands in.
fn clause_of(text: &[char], at: usize) -> Range<usize> {
    let ends = |c: &char| CLAUSE.contains(c);
    let start = text.get(..at).and_then(|front| front.iter().rposition(ends));
    let end = text.get(at..).and_then(|rest| rest.iter().position(ends));
    start.map_or(0, |mark| mark + 1)..end.map_or(text.len(), |mark| at + mark)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::Knowledge;

    fn stance(text: &str, word: &str, other: Option<usize>) -> Option<Stance> {
        let text: Vec<char> = text.chars().collect();
        held(&text, &[word], other.as_slice(), Knowledge::embedded().rules())
    }

    #[test]
    fn what_is_denied_planned_or_taken_back_is_told_from_what_is_said() {
        for (text, word, expected) in [
            ("江城厂已于去年投产。", "投产", Some(Stance::Said)),
            ("江城厂去年开工，尚未投产。", "投产", Some(Stance::Denied)),
            ("江城厂计划明年投产。", "投产", Some(Stance::Planned)),
            ("江城厂将于明年开工，一期已投产。", "投产", Some(Stance::Said)),
            ("江城厂投产的说法，被海川集团否认。", "投产", Some(Stance::Denied)),
            ("江城厂未来三年不断投产新线。", "投产", Some(Stance::Said)),
            ("江城厂去年开工。", "投产", None),
        ] {
            assert_eq!(stance(text, word, None), expected, "{text}");
        }
    }

    #[test]
    fn what_a_sentence_takes_back_at_its_end_counts_unless_it_is_of_another() {
        let text = "该园已入选名单，但江城园实际并未入选。";
        assert_eq!(stance(text, "入选", None), Some(Stance::Denied));
        assert_eq!(stance(text, "入选", Some(10)), Some(Stance::Said));
    }
}
