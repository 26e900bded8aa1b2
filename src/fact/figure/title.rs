//! The heading of a text in, whom its numbers are of where a paragraph tells of nobody out; the name of
//! an office in, the district that it speaks of out.

use super::words::Words;
use crate::fact::scene::{Scene, ends_sentence};
use crate::fact::subject::Subjects;
use crate::fact::subject::pronoun::LOOK_BACK;
use crate::knowledge::Kind;

/// Whom the heading of a text begins with.
#[derive(Default)]
pub(super) struct Title {
    /// Nobody, once the first figure of the text was of another.
    whose: Option<u32>,
    /// Whether a figure was told yet.
    counted: bool,
}

impl Title {
    /// 甲厂四十年: takes note of the first sentence, if it is a line of its own that begins with a name.
    pub(super) fn read(&mut self, words: &Words<'_>, scene: &Scene<'_>, subjects: &Subjects<'_>) {
        let first = scene.starting(scene.unwrap_right(0)).filter(|_| scene.sentence == 0);
        let Some(first) = first.map(|first| scene.chain_end(first)) else { return };
        let alone = subjects.paragraph_of(1) != subjects.paragraph_of(0)
            && !scene.chars.last().is_some_and(|&c| ends_sentence(c));
        let end = scene.unwrap_right(scene.range(first).end);
        // 某部：甲市…, 某部：去年造船业…: what the office tells of.
        let trade =
            |m: &usize| scene.mentions.get(*m).is_some_and(|trade| trade.kind == Kind::INDUSTRY);
        let told = || {
            let next = scene.starting(scene.unwrap_right(end + 1));
            next.or_else(|| Some(first + 1).filter(trade))
        };
        let first = if scene.chars.get(end) == Some(&'：') { told() } else { Some(first) };
        if let Some(first) = first.filter(|&first| alone && is_told_of(words, scene, first)) {
            self.whose = Some(scene.global(first));
        }
    }

    /// Takes note of whose a figure is: a text whose first one is of another is not about whom its
    /// heading names.
    pub(super) fn count(&mut self, subjects: &Subjects<'_>, owner: u32) {
        let text = subjects.text;
        if !self.counted && self.whose.is_some_and(|whose| text.bare(whose) != text.bare(owner)) {
            self.whose = None;
        }
        self.counted = true;
    }

    /// Whose the numbers of a sentence are that tells of nobody. A district has to have been told of.
    pub(super) fn whose(&self, scene: &Scene<'_>, subjects: &Subjects<'_>) -> Option<u32> {
        let quoted = scene.chars.first() == Some(&'“');
        let text = subjects.text;
        let district = |m: u32| text.kind(m) == Kind::PLACE && text.name(m).len() <= 4;
        self.whose.filter(|&whose| !quoted && (self.counted || !district(whose)))
    }
}

/// Whether a heading may name with this mention whom the text is about.
fn is_told_of(words: &Words<'_>, scene: &Scene<'_>, mention: usize) -> bool {
    let range = scene.range(mention);
    let rest = scene.chars.get(scene.unwrap_right(range.end));
    let name = scene.text(range);
    let tells = words.press.ending(name).next().is_some() || is_office(words, name);
    let whose = match scene.mentions[mention].kind {
        Kind::PERSON => false,
        Kind::INSTITUTION => !tells,
        _ => true,
    };
    whose && !matches!(rest, Some('、' | '与' | '和' | '及')) && !announces(words, scene, mention)
}

/// 某局关于某年的公报: whether a heading begins with who tells what follows.
pub(super) fn announces(words: &Words<'_>, scene: &Scene<'_>, mention: usize) -> bool {
    let rest = scene.text(scene.range(mention).end..scene.chars.len());
    words.announced.starting(rest).next().is_some()
}

/// Whether this is the name of an office.
pub(super) fn is_office(words: &Words<'_>, name: &[char]) -> bool {
    words.bureau.ending(name).next().is_some()
}

/// The district of an office: 甲市 of 甲市统计局, where the text names it.
pub(super) fn seat(words: &Words<'_>, subjects: &Subjects<'_>, office: u32) -> Option<u32> {
    let text = subjects.text;
    let name = text.name(office);
    // As much of its name as begins that of the office.
    let shared = |m: u32| match text.name(m) {
        whole if name.starts_with(whole) => whole.len(),
        _ if name.starts_with(text.bare(m)) => text.bare(m).len(),
        _ => 0,
    };
    let seat = |m: &u32| text.kind(*m) == Kind::PLACE && shared(*m) > 1;
    let near = (0..office).rev().take(LOOK_BACK);
    let all = near.chain((0..text.mentions.len() as u32).take(LOOK_BACK));
    all.filter(|_| is_office(words, name)).filter(seat).max_by_key(|&m| (shared(m), m))
}
