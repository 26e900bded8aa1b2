//! The mentions of a text in, the firm, body or zone that the text is about out.

use super::pronoun::LONGEST_HEADING;
use crate::fact::Text;
use crate::fact::scene::{marks, wraps};
use crate::knowledge::Kind;
use crate::knowledge::rules::Class;
use rustc_hash::FxHashMap;
use std::cell::OnceCell;

/// How many names are weighed against each other.
const MOST_NAMES: usize = 32;
/// What being named counts, and more where a heading does it, where a clause begins so, and first.
const NAMED: u32 = 2;
const HEADS: u32 = 2;
const OPENS: u32 = 1;
const FIRST: u32 = 2;
/// How much one counts that may be what a text is about, and how much more than the next.
const LEAST: u32 = 5;
const AHEAD: u32 = 2;

/// The one of some kinds that a text is about, found when it is first asked for: no other is named as
/// often, in the heading, or first.
pub(super) struct About<'k> {
    kinds: &'static [Kind],
    /// What its names end in, if not in anything.
    ending: Option<&'k Class>,
    found: OnceCell<Option<Vec<u32>>>,
}

impl<'k> About<'k> {
    pub(super) fn of(kinds: &'static [Kind], ending: Option<&'k Class>) -> Self {
        Self { kinds, ending, found: OnceCell::new() }
    }

    /// Its mentions, in order, by whatever form of its name; none where the text is about several.
    pub(super) fn mentions(&self, text: Text<'_>) -> &[u32] {
        self.found.get_or_init(|| self.find(text)).as_deref().unwrap_or_default()
    }

    /// Its last mention before this one.
    pub(super) fn last(&self, text: Text<'_>, past: u32) -> Option<u32> {
        let all = self.mentions(text);
        let before = all.partition_point(|&mention| mention < past);
        all.get(before.checked_sub(1)?).copied()
    }

    fn find(&self, text: Text<'_>) -> Option<Vec<u32>> {
        let fits = |m: &u32| {
            self.kinds.contains(&text.kind(*m))
                && self.ending.is_none_or(|end| end.ending(text.name(*m)).next().is_some())
        };
        let all = || (0..text.mentions.len() as u32).filter(fits);
        let first = text.name(all().next()?);
        let mut names: FxHashMap<&[char], u32> = FxHashMap::default();
        for mention in all() {
            *names.entry(text.name(mention)).or_default() += weight(text, mention);
        }
        *names.entry(first).or_default() += FIRST;
        let mut names: Vec<_> = names.into_iter().collect();
        names.sort_unstable_by(|one, other| other.1.cmp(&one.1).then(one.0.cmp(other.0)));
        names.truncate(MOST_NAMES);
        // The longest first, so that a short form finds what it is short for.
        names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        let mut groups: Vec<(Vec<&[char]>, u32)> = Vec::new();
        for (name, count) in names {
            let fulls = groups.iter_mut().filter(|(forms, _)| is_short_for(name, forms[0]));
            // 甲股份 is rather 甲股份有限公司 than 甲电子股份有限公司.
            let whole = |full: &[char]| full.windows(name.len()).any(|part| part == name);
            match fulls.max_by_key(|(forms, sum)| (whole(forms[0]), *sum)) {
                Some((forms, sum)) => {
                    forms.push(name);
                    *sum += count;
                }
                None => groups.push((vec![name], count)),
            }
        }
        groups.sort_by_key(|(_, sum)| std::cmp::Reverse(*sum));
        let (forms, sum) = groups.first()?;
        let next = groups.get(1).map_or(0, |(_, sum)| *sum);
        let alone = *sum >= LEAST && *sum >= next + AHEAD && sum * 2 >= next * 3;
        alone.then(|| all().filter(|&m| forms.contains(&text.name(m))).collect())
    }
}

/// The full name before a mention that only tells how it is called in short, or the mention.
pub(super) fn in_full(text: Text<'_>, mention: u32) -> u32 {
    let full = mention.checked_sub(1).filter(|&full| {
        text.kind(full) == text.kind(mention)
            && text.sentence(full) == text.sentence(mention)
            && is_short_for(text.name(mention), text.name(full))
            && only_calls(text, mention)
    });
    full.unwrap_or(mention)
}

/// Whether a mention only tells how a firm is called: （以下简称“甲”）, 证券简称“甲”.
pub(super) fn only_calls(text: Text<'_>, mention: u32) -> bool {
    let here = &text.mentions[mention as usize];
    let chars = text.sentences.get(here.sentence as usize).map_or(&[][..], |s| &s.chars);
    let (start, end) = (here.span.start as usize, here.span.end as usize);
    let behind = chars.get(end..).unwrap_or_default().iter().find(|&&char| !wraps(char));
    let before = chars.get(start.saturating_sub(4)..start).unwrap_or_default();
    behind.is_some_and(|char| matches!(char, '）' | ')'))
        || before.windows(2).any(|pair| matches!(pair, ['简' | '下' | '又', '称']))
}

/// What a mention counts.
fn weight(text: Text<'_>, mention: u32) -> u32 {
    let here = &text.mentions[mention as usize];
    let Some(sentence) = text.sentences.get(here.sentence as usize) else { return NAMED };
    let before = sentence.chars.get(..here.span.start as usize).unwrap_or_default();
    let opens = before.iter().rev().find(|&&char| !wraps(char) && !marks(char));
    let opens = opens.is_none_or(|char| matches!(char, '，' | '；' | '。'));
    let heads = here.sentence == 0 && sentence.chars.len() <= LONGEST_HEADING;
    NAMED + if heads { HEADS } else { 0 } + if opens { OPENS } else { 0 }
}

/// Whether one of two names is the other in short: all its characters stand there in this order. Not
/// that of a body of which the other is a part: 甲大学 and 甲大学附属医院.
pub(in crate::fact) fn is_short_for(short: &[char], full: &[char]) -> bool {
    let whole = matches!(
        short.last(),
        Some('学' | '校' | '院' | '所' | '司' | '厂' | '局' | '团' | '会' | '站' | '馆')
    );
    let mut rest = full.iter();
    (2..full.len()).contains(&short.len())
        && !(whole && full.starts_with(short))
        && short.iter().all(|char| rest.any(|c| c == char))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_form_keeps_the_order_of_the_full_name() {
        let of = |short: &str, full: &str| {
            let chars = |text: &str| text.chars().collect::<Vec<_>>();
            is_short_for(&chars(short), &chars(full))
        };
        assert!(of("天禾新材", "江城天禾新材料股份有限公司"));
        assert!(of("海大", "海川大学"));
        assert!(!of("大海", "海川大学"));
        assert!(!of("海川大学", "海川大学"));
        assert!(!of("海", "海川大学"));
        assert!(!of("海川大学", "海川大学附属医院"));
    }
}
