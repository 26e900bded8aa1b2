//! A line that heads a list in, what the list is of out.
//!
//! 主要客户, and below it the customers; 【重点企业】, and below it a firm a line; 供应商：甲、乙.

use super::scene::Scene;
use crate::knowledge::Kind;
use crate::text::is_han;

/// The longest heading, in characters.
const LONGEST: usize = 10;
/// Marks and counts before a heading.
const MOST_MARKS: usize = 5;
/// A line with more characters that begins with no name ends a list.
const PROSE: usize = 40;

/// What the list is of whose entries are read.
#[derive(Default)]
pub(super) struct Listing {
    heading: Vec<char>,
    /// Where entries may begin in this sentence.
    from: Option<usize>,
    /// The list stands on one line with its heading.
    inline: bool,
}

impl Listing {
    /// Begins a sentence.
    pub(super) fn enter(&mut self, scene: &Scene<'_>) {
        let chars = scene.chars;
        if let Some((words, from)) = heading(scene) {
            self.heading = chars.get(words).unwrap_or_default().to_vec();
            self.inline = from < chars.len() && chars.get(from - 1) != Some(&'】');
            self.from = (from < chars.len()).then_some(from);
            return;
        }
        let named = scene.mentions.first().is_some_and(|m| (m.span.start as usize) < MOST_MARKS);
        if self.inline || chars.len() > PROSE && !named {
            *self = Self::default();
        } else {
            self.from = (!self.heading.is_empty()).then_some(0);
        }
    }

    /// The heading of the list of which an entry begins here, as the first of its line.
    pub(super) fn of_entry(&self, scene: &Scene<'_>, at: usize) -> Option<&[char]> {
        let from = self.from.filter(|&from| from <= at)?;
        let before = scene.text(from..at);
        let opens =
            !before.iter().any(|char| matches!(char, '，' | '；' | '：' | '。' | '、' | '（'));
        (opens && before.iter().filter(|&&char| is_han(char)).count() <= MOST_MARKS)
            .then_some(&self.heading[..])
    }
}

/// The words of a heading at the front of a line, and where what it heads begins: behind it, or on the
/// next line.
fn heading(scene: &Scene<'_>) -> Option<(std::ops::Range<usize>, usize)> {
    let chars = scene.chars;
    let marks = |char: &char| !is_han(*char) && !char.is_alphanumeric();
    let front = chars.iter().take(MOST_MARKS).take_while(|char| marks(char)).count();
    let counted = chars.get(front..front + 2).is_some_and(|two| {
        "一二三四五六七八九十123456789".contains(two[0]) && "、.．".contains(two[1])
    });
    let start = front + if counted { 2 } else { 0 };
    let words = chars.iter().skip(start).take(LONGEST + 1).take_while(|&&c| is_han(c)).count();
    let end = start + words;
    // 【创新平台】 is no name, whatever was taken for one there; a line that is one heads nothing.
    let wrapped = chars.get(end) == Some(&'】');
    let hollow = [Kind::PROGRAM, Kind::INDUSTRY];
    let named = |m: usize| !wrapped || !hollow.contains(&scene.mentions[m].kind);
    if !(2..=LONGEST).contains(&words) || scene.inside(&(start..end)).any(named) {
        return None;
    }
    let behind = chars.iter().skip(end).take_while(|char| marks(char)).count();
    match chars.get(end) {
        None => Some((start..end, chars.len())),
        Some('】' | '：' | ':') => Some((start..end, (end + behind).min(chars.len()))),
        _ => None,
    }
}
