//! The lines of a text in, under which heading of a list each stands out: 主要客户, 入园企业.
//!
//! A heading stands alone on a line above the lines of its list, or before the list on the same line:
//! 【主要客户】甲、乙, 主要客户：甲、乙.

use super::scene::{Scene, counts, ends_sentence, marks, wraps};
use crate::knowledge::rules::{Rule, Rules};

/// The longest line that may be another heading.
const LONGEST_HEADING: usize = 12;
/// The longest line of a list that begins with no name.
const LONGEST_LINE: usize = 40;

/// The heading under which a line stands.
#[derive(Default)]
pub(super) struct Sections<'k> {
    /// The words of the heading that stands alone above.
    above: Option<&'k str>,
    /// The heading of the line itself and where its list begins.
    here: Option<(&'k str, usize)>,
}

impl<'k> Sections<'k> {
    /// Takes note of a sentence.
    pub(super) fn enter(&mut self, scene: &Scene<'_>, rules: &'k Rules) {
        let start = skip(scene.chars, 0, |char| marks(char) || wraps(char) || counts(char));
        self.here = None;
        if let Some(words) = rules.heading(scene.text(start..scene.chars.len())) {
            let end = start + words.chars().count();
            let parted = skip(scene.chars, end, |char| wraps(char) || char == '：');
            if parted == scene.chars.len() {
                self.above = Some(words);
            } else if parted > end {
                self.above = None;
                self.here = Some((words, parted));
            }
            return;
        }
        let item = skip(scene.chars, 0, leads);
        let listed = scene.starting(item).is_some();
        let says = scene.chars.last().is_some_and(|&char| ends_sentence(char));
        let heads = !listed && !says && scene.chars.len() <= LONGEST_HEADING;
        if heads || !listed && scene.chars.len() > LONGEST_LINE {
            self.above = None;
        }
        self.here = self.above.filter(|_| listed).map(|words| (words, item));
    }

    /// The rules that read the list of this line, and the first name of it.
    pub(super) fn list(
        &self,
        scene: &Scene<'_>,
        rules: &'k Rules,
    ) -> Option<(usize, impl Iterator<Item = &'k Rule>)> {
        let (words, at) = self.here?;
        let first = scene.starting(at)?;
        Some((scene.range(first).start, rules.headed(words)))
    }
}

/// Whether this may stand before the first name of a line: 1. ★ 2023年.
fn leads(char: char) -> bool {
    marks(char) || wraps(char) || counts(char) || matches!(char, '年' | '月' | '—')
}

/// The first place from `at` where no such character stands.
fn skip(chars: &[char], at: usize, passes: impl Fn(char) -> bool) -> usize {
    at + chars.iter().skip(at).take_while(|&&char| passes(char)).count()
}
