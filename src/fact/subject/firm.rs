//! A word like 公司, 该公司 or 合资公司 in, the firm that it stands for out.

use super::about::in_full;
use super::about::is_short_for;
use super::pronoun::{LONGEST_HEADING, Met, Pronouns};
use crate::fact::scene::Scene;
use crate::knowledge::Kind;
use std::ops::Range;

/// How far before a name it is said that it is founded.
const FARTHEST_FOUNDING: usize = 10;
/// Among how many mentions at the head of a text 集团 is sought.
const FIRST: u32 = 200;
/// Among how many mentions at the head of a text its parts are given.
const LABELS: u32 = 24;

impl Pronouns<'_> {
    /// The last word for a firm that stands in a text: 公司, 合资公司.
    pub(super) fn firm_in(&self, text: &[char]) -> Option<Range<usize>> {
        let ends = (2..=text.len()).rev();
        ends.into_iter().find_map(|end| {
            let front = &text[..end];
            let length = self.new_firm.ending(front).next();
            let word = length.or_else(|| self.this_firm.ending(front).next())?;
            Some(end - word..end)
        })
    }

    /// The firm that a line gives this part in what the text tells: 发行人：甲公司.
    fn labelled(&self, text: &[char]) -> Option<u32> {
        let length = self.this_firm.starting(text).next().filter(|&length| length > 2)?;
        let word = text.get(..length)?;
        let label = |m: &u32| {
            let here = &self.text.mentions[*m as usize];
            let sentence = self.text.sentences.get(here.sentence as usize);
            let before = sentence.and_then(|s| s.chars.get(..here.span.start as usize));
            let label = before.and_then(|before| before.strip_suffix(&['：']));
            here.kind == Kind::COMPANY && label.is_some_and(|label| label.ends_with(word))
        };
        (0..(self.text.mentions.len() as u32).min(LABELS)).find(label)
    }

    /// The firm that was founded last: 双方组建甲公司，合资公司设在….
    pub(super) fn just_founded(&self, scene: &Scene<'_>, at: usize) -> Option<u32> {
        let text = self.text;
        let founded = |m: &u32| {
            let here = &text.mentions[*m as usize];
            let sentence = text.sentences.get(here.sentence as usize);
            let until = here.span.start as usize;
            let from = until.saturating_sub(FARTHEST_FOUNDING);
            let before = sentence.and_then(|s| s.chars.get(from..until)).unwrap_or_default();
            text.kind(*m) == Kind::COMPANY && self.founding.within(before).is_some()
        };
        self.back(scene, at).find(founded)
    }

    /// The first of these mentions, where all name the same, in full or in short (江城经济开发区, 江城经开区).
    pub(super) fn only_in_short(&self, all: impl Iterator<Item = u32>) -> Option<u32> {
        let all: Vec<u32> = all.collect();
        let full = all.iter().copied().max_by_key(|&m| self.text.bare(m).len())?;
        let full = self.text.bare(full);
        let same = |m: &u32| self.text.bare(*m) == full || is_short_for(self.text.bare(*m), full);
        all.iter().all(same).then(|| all.first().copied()).flatten()
    }

    /// The firm that 公司 or 该公司 stands for.
    pub(super) fn this_firm(
        &self,
        scene: &Scene<'_>,
        at: usize,
        text: &[char],
        met: &Met,
    ) -> Option<u32> {
        let is_firm = |m: &u32| self.text.kind(*m) == Kind::COMPANY;
        if let Some(named) = self.labelled(text) {
            return Some(named);
        }
        // 上市公司 may be any, where no line says which.
        if text.starts_with(&['上', '市']) {
            return None;
        }
        if let Some(speaker) = met.speaker.filter(is_firm).filter(|_| !text.starts_with(&['该'])) {
            return Some(speaker);
        }
        // 签约的还有甲，该公司…: the one that the clause before ends with.
        let ended = scene.clause(at).checked_sub(1).filter(|_| text.starts_with(&['该']));
        let ended = ended.and_then(|clause| scene.ending(scene.clauses[clause].end));
        if let Some(firm) = ended.map(|m| scene.global(m)).filter(is_firm) {
            return Some(firm);
        }
        // 甲是乙集团的成员，集团…: the one of the sentence that is called so.
        if matches!(text, ['集', '团', ..] | ['该', '集', '团', ..]) {
            let own = |m: &u32| is_firm(m) && self.text.sentence(*m) == scene.sentence;
            let called =
                self.back(scene, at).take_while(own).find(|&m| self.ends_in(m, &['集', '团']));
            // 甲公司、乙公司都是…。\n集团…: the first of the text that is called so.
            let past = scene.global(scene.inside(&(0..at)).end);
            let group = |m: &u32| {
                is_firm(m) && self.text.name(*m).windows(2).any(|pair| matches!(pair, ['集', '团']))
            };
            let first =
                || (0..past.min(FIRST)).find(group).map(|first| self.form_of(scene, at, first));
            if let Some(called) = called.or_else(first) {
                return Some(called);
            }
        }
        // 公司 in a paragraph that begins with one is that one.
        let topic = met.subjects.first().and_then(|met| met.iter().copied().find(is_firm));
        let topic = topic.filter(|_| !text.starts_with(&['该']));
        let last = || met.subjects.iter().rev().flatten().copied().find(is_firm);
        let before = || self.back(scene, at).find(is_firm);
        let paragraph = self.text.paragraph(scene.sentence);
        let here = |&m: &u32| self.text.paragraph(self.text.sentence(m)) == paragraph;
        let host = || self.host(scene, at);
        // Of several named in the paragraph the one that the text is about.
        let own = || host().filter(|m| here(m) && !text.starts_with(&['该']));
        let near = || before().filter(here).map(|near| own().unwrap_or(near));
        let about = || near().or_else(host).or(met.topics[0].filter(is_firm));
        let found = topic.or_else(last).or_else(about).or_else(before);
        // In a text about one firm it is that one, by the form that was told last.
        let about = self.about.mentions(self.text);
        let known = text.starts_with(&['该']) || found.is_some_and(|found| about.contains(&found));
        let one = || self.about(scene, at).filter(is_firm);
        let found = if known { found } else { one().or(found) };
        found.map(|found| in_full(self.text, found))
    }

    /// The firm that the text is about, where it is called 公司.
    pub(super) fn home_firm(&self, scene: &Scene<'_>, at: usize, text: &[char]) -> Option<u32> {
        self.this_firm.starting(text).next()?;
        self.near(scene, at, self.firm.name(self.text))
    }

    /// The body that heads a chronicle: 海川电池大事记.
    pub(super) fn chronicled(&self) -> Option<u32> {
        let heads = |&body: &u32| {
            let line = self.text.sentences.first().map_or(&[][..], |line| &line.chars);
            self.text.sentence(body) == 0 && self.chronicle.within(line).is_some()
        };
        self.portrayed().filter(heads)
    }

    /// The firm or body with which the first sentence that names one begins: a portrait of it.
    pub(super) fn portrayed(&self) -> Option<u32> {
        const FRONT: u32 = 4;
        let body = |m: &u32| matches!(self.text.kind(*m), Kind::COMPANY | Kind::INSTITUTION);
        let all = 0..self.text.mentions.len() as u32;
        let first = all.take_while(|&m| self.text.sentence(m) < 3).find(body)?;
        (self.text.mentions[first as usize].span.start < FRONT).then_some(first)
    }

    /// The last mention of the firm or body that the text is about.
    pub(super) fn about(&self, scene: &Scene<'_>, at: usize) -> Option<u32> {
        self.told_about(scene, at).map(|last| in_full(self.text, last))
    }

    /// The same by the form that was told last, be it only how it is called.
    pub(super) fn told_about(&self, scene: &Scene<'_>, at: usize) -> Option<u32> {
        self.about.last(self.text, scene.global(scene.inside(&(0..at)).end))
    }

    /// The last mention of the zone that the text is about, or that heads it.
    pub(super) fn zone_about(&self, scene: &Scene<'_>, at: usize) -> Option<u32> {
        let text = self.text;
        let last = self.zone_about.last(text, scene.global(scene.inside(&(0..at)).end));
        let heads = || {
            let line = text.sentences.first()?;
            let first = text.within(0).next().filter(|&m| text.kind(m) == Kind::PLACE)?;
            let zone = self.ends_in(first, &['园', '区']);
            (zone && line.chars.len() <= LONGEST_HEADING).then_some(first)
        };
        last.or_else(heads)
    }

    /// The firm that the text names first and most often, where it was named last, be it in short.
    pub(super) fn host(&self, scene: &Scene<'_>, at: usize) -> Option<u32> {
        let past = scene.global(scene.inside(&(0..at)).end);
        let Some(home) = self.firm.name(self.text) else { return self.introduced(past) };
        let own = |&m: &u32| {
            let name = self.text.bare(m);
            let short = name.len() > 2
                && (name.starts_with(home)
                    || home.starts_with(name)
                    || home.len() > 2 && is_short_for(home, name));
            self.text.kind(m) == Kind::COMPANY && (name == home || short)
        };
        let mut all = 0..self.text.mentions.len() as u32;
        let first = all.find(|&m| self.text.kind(m) == Kind::COMPANY)?;
        own(&first).then(|| (0..past).rev().find(own)).flatten()
    }

    /// 海川股份有限公司坐落于甲市: the firm that a text which names none twice begins with, in full.
    pub(super) fn introduced(&self, past: u32) -> Option<u32> {
        let text = self.text;
        let early = (0..past).take_while(|&m| text.sentence(m) < 3);
        let full =
            |&m: &u32| text.kind(m) == Kind::COMPANY && text.name(m).ends_with(&['公', '司']);
        early.into_iter().find(full)
    }
}
