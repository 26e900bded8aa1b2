//! The closest sentences in, the ordinal that they say of what is asked (第几届, 第几位) out.

use super::weigh::Weighed;
use crate::question::answer::Finding;
use crate::question::ask::Asked;

/// What asks for an ordinal.
const WHICH: &str = "第几";
/// The same for a rank alone.
const RANK: &str = "名次";
/// Sentences in which one is looked for.
const READ: usize = 4;
/// What ranks are told in, or in nothing.
const RANKS: [char; 2] = ['位', '名'];

impl Asked<'_, '_> {
    /// Whether an ordinal is asked for.
    pub(super) fn asks_for_ordinal(&self) -> bool {
        self.question.contains(WHICH) || self.question.contains(RANK)
    }

    /// The ordinal in the closest sentence that has one of the sort asked for.
    pub(super) fn ordinal_in(&self, weighed: &Weighed) -> Vec<Finding> {
        let counter = self.question.split_once(WHICH).and_then(|(_, behind)| behind.chars().next());
        let counter = counter.filter(|counter| crate::text::is_han(*counter));
        let mut closest = weighed.closest.iter().take(READ);
        let found = closest.find_map(|close| Some((close, ordinal(self.text(close.at), counter)?)));
        let told = found.map(|(close, said)| self.said(said, close.share, close.at));
        told.into_iter().collect()
    }
}

/// The first ordinal of a text that counts with this word; of ranks also one without any.
fn ordinal(text: &str, counter: Option<char>) -> Option<String> {
    let text: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    let number = |c: &&char| c.is_ascii_digit() || "一二三四五六七八九十百零".contains(**c);
    let ranks = counter.is_none_or(|counter| RANKS.contains(&counter));
    let starts = text.iter().enumerate().filter(|(_, c)| **c == '第');
    let mut told = starts.filter_map(|(start, _)| {
        let digits = text[start + 1..].iter().take_while(number).count();
        let end = start + 1 + digits;
        let own = text.get(end).copied();
        let fits = if ranks { own.is_none_or(|own| RANKS.contains(&own)) } else { own == counter };
        let bare = ranks && !fits && text.get(end).is_none_or(|c| "，。；、".contains(*c));
        let length = end + usize::from(fits && own.is_some());
        (digits > 0 && (fits || bare)).then(|| text[start..length].iter().collect())
    });
    told.next()
}

#[cfg(test)]
mod tests {
    use super::ordinal;

    #[test]
    fn an_ordinal_counts_with_the_word_that_asks() {
        let text = "第二批试点在评估中排第6位，今年是第十二届，居第三。";
        assert_eq!(ordinal(text, Some('批')).as_deref(), Some("第二批"));
        assert_eq!(ordinal(text, Some('届')).as_deref(), Some("第十二届"));
        assert_eq!(ordinal(text, Some('位')).as_deref(), Some("第6位"));
        assert_eq!(ordinal("产量居全省第三。", None).as_deref(), Some("第三"));
        assert_eq!(ordinal(text, Some('期')), None);
    }
}
