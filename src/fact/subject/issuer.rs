//! A text in, who issued it out, where it is a notice: what it says is to be done without a subject, that
//! office or place does.

use super::Subjects;
use crate::knowledge::Kind;

/// How many sentences at the head of a text say that it is a notice.
const HEAD: usize = 12;
/// How many lines at the end may be signed.
const SIGNED: usize = 4;

impl Subjects<'_> {
    /// The office with which the text begins (甲办公室关于…的通知) or that signs it, or else the place that it
    /// names most.
    pub(super) fn issuer(&self, kinds: &[Kind]) -> Option<u32> {
        let found = self.issued.get_or_init(|| {
            let head = self.text.sentences.iter().take(HEAD);
            let notice = head.into_iter().any(|s| self.cues.sends_round.within(&s.chars).is_some());
            notice.then(|| self.heads().or_else(|| self.signs()).or_else(|| self.named_most()))?
        });
        found.filter(|&m| kinds.contains(&self.text.kind(m)))
    }

    /// 甲人民政府关于…: the office with which the heading begins, in one line or in two.
    fn heads(&self) -> Option<u32> {
        let first = self.text.within(0).next()?;
        let span = self.text.mentions[first as usize].span;
        let mut lines = self.text.sentences.iter().map(|line| line.chars.as_slice());
        let behind = lines.next()?.get(span.end as usize..)?;
        let behind = if behind.is_empty() { lines.next()? } else { behind };
        let office = self.text.kind(first) == Kind::INSTITUTION && span.start == 0;
        (office && behind.starts_with(&['关', '于'])).then_some(first)
    }

    /// The office that stands alone on one of the last lines.
    fn signs(&self) -> Option<u32> {
        let count = self.text.sentences.len();
        let alone = |line: &usize| {
            let mut names = self.text.within(*line as u32);
            let only = names.next().filter(|_| names.next().is_none())?;
            let span = self.text.mentions[only as usize].span;
            let whole =
                span.start == 0 && span.end as usize == self.text.sentences[*line].chars.len();
            (whole && self.text.kind(only) == Kind::INSTITUTION).then_some(only)
        };
        (count.saturating_sub(SIGNED)..count).rev().find_map(|line| alone(&line))
    }

    /// The first mention of the place that the text names most.
    fn named_most(&self) -> Option<u32> {
        let home = self.pronouns.home.name(self.text)?;
        let place = |m: &u32| self.text.kind(*m) == Kind::PLACE && self.text.bare(*m) == home;
        (0..self.text.mentions.len() as u32).find(place)
    }
}
