//! A clause that states no subject in, whom the text has told of before out: in the paragraph, in
//! those before it, or in the heading.

use super::Subjects;
use super::heading;
use crate::fact::scene::Scene;
use crate::knowledge::Kind;
use crate::knowledge::rules::{Carried, Filler, Role};

/// How many clauses on a place that is no district still acts.
const NEAR: usize = 2;

impl Subjects<'_> {
    /// The last subject of these kinds; at the head of a paragraph of some slots whom those before it
    /// were about (董事长某某说), or the place that speaks.
    pub(super) fn told_before(&self, scene: &Scene<'_>, at: usize, slot: &Carried) -> Vec<u32> {
        if slot.kinds == [Kind::PERSON] {
            return self.told_person(slot.filler);
        }
        let whose = slot.filler == Filler::Topic && slot.role == Role::Tail;
        let kind = |m: &u32| slot.kinds.contains(&self.text.kind(*m));
        // 厂长某某说, where the paragraph has told of none: of the firm that the text is about.
        let about = || self.pronouns.about(scene, at).filter(kind);
        if whose
            && self.met.subjects.is_empty()
            && let Some(about) = about()
        {
            return vec![about];
        }
        let fits = |m: &u32| kind(m) && self.acts(scene, at, *m);
        if slot.filler == Filler::Owning
            && self.met.subjects.len() == self.entered
            && let Some(owners) = self.owners(scene, at, slot, &fits)
        {
            return owners;
        }
        // 甲院在园区设立分院，为乙厂设计…: what a body does, no firm told of before does.
        let here = |m: &u32| self.text.sentence(*m) == scene.sentence;
        let body = |m: &u32| self.text.kind(*m) == Kind::INSTITUTION && here(m);
        let last = self.met.subjects.last();
        if slot.kinds == [Kind::COMPANY] && last.is_some_and(|last| last.iter().all(body)) {
            return Vec::new();
        }
        // 厂长某某: of one of those told of, not of several at once.
        let one = |met: &&Vec<u32>| met.iter().any(fits) && !(whose && met.len() > 1);
        if let Some(told) = self.met.subjects.iter().rev().find(one) {
            return told.iter().copied().filter(fits).collect();
        }
        let entry = || self.is_entry(scene);
        if !self.met.subjects.is_empty() && slot.filler != Filler::Owning && !entry() {
            return Vec::new();
        }
        self.beyond(scene, at, slot, &fits).into_iter().collect()
    }

    /// Whether this line is an entry that does not say again whom it is about.
    fn is_entry(&self, scene: &Scene<'_>) -> bool {
        let sentence = self.text.sentences.get(scene.sentence as usize);
        sentence.is_some_and(|sentence| heading::is_entry(scene, &sentence.origin))
    }

    /// Whether a place told of acts here: a district, one that the paragraph begins with alone, or, in
    /// the same breath, whatever it is (甲盆地以盐湖为基础，发展乙).
    fn acts(&self, scene: &Scene<'_>, at: usize, place: u32) -> bool {
        let alone = || self.met.subjects.first().is_some_and(|met| met[..] == [place]);
        let here = || {
            let from = self.text.mentions[place as usize].span.end as usize;
            let same = self.text.sentence(place) == scene.sentence;
            let near = || scene.clause(at) <= scene.clause(from) + NEAR;
            same && near() && !scene.text(from.min(at)..at).contains(&'；')
        };
        self.carries(place) || alone() || here()
    }

    /// 大豆来自甲: of a thing that no firm of the sentence owns, the firm that the text is about, or that
    /// the paragraph begins with; `None` where neither is told.
    fn owners(
        &self,
        scene: &Scene<'_>,
        at: usize,
        slot: &Carried,
        fits: &dyn Fn(&u32) -> bool,
    ) -> Option<Vec<u32>> {
        let first = self.met.subjects.first();
        let about = |host: &u32| {
            let same = |m: &u32| self.text.bare(*m) == self.text.bare(*host);
            first.is_none_or(|met| met.iter().any(same))
        };
        if let Some(host) = self.pronouns.host(scene, at).filter(fits).filter(about) {
            return Some(vec![host]);
        }
        if slot.role != Role::Tail {
            return None;
        }
        match first.map(Vec::as_slice) {
            Some([only]) if fits(only) => Some(vec![*only]),
            // 甲、乙各占一半。芯片由丙提供： nothing tells whose.
            _ => self.met.subjects.last().filter(|met| met.len() > 1).map(|_| Vec::new()),
        }
    }

    /// Whom the text has told of beyond this paragraph.
    fn beyond(
        &self,
        scene: &Scene<'_>,
        at: usize,
        slot: &Carried,
        fits: &dyn Fn(&u32) -> bool,
    ) -> Option<u32> {
        if let Some(speaker) = self.met.speaker.filter(fits) {
            return Some(speaker);
        }
        // 双方组建甲公司。\n面粉来自乙: of the firm just founded, or the one that the paragraph before
        // told of.
        let traded = slot.filler == Filler::Owning || slot.kinds == [Kind::COMPANY];
        let owning = slot.filler == Filler::Owning;
        let founded = || self.pronouns.just_founded(scene, at).filter(|_| owning);
        let whose = slot.role == Role::Tail && slot.filler != Filler::Subject;
        let chronicled = |sole: &u32| self.pronouns.is_chronicle_of(*sole);
        let sole = || self.met.sole.filter(|sole| traded || whose || chronicled(sole));
        let entry =
            || self.is_entry(scene).then(|| self.recorded(scene, at, &slot.kinds)).flatten();
        let owner = entry().filter(fits).or_else(founded).or_else(sole).filter(fits);
        let about = slot.filler == Filler::Topic;
        let topics = || self.met.topics.into_iter().flatten().filter(|_| about).find(fits);
        let place = slot.role == Role::Head && slot.kinds.contains(&Kind::PLACE);
        let speaking = || place.then(|| self.pronouns.speaking(scene, at)).flatten();
        let headed = || {
            let headed = self.pronouns.headed().filter(|_| slot.kinds == [Kind::PLACE])?;
            Some(self.pronouns.form_of(scene, at, headed)).filter(fits)
        };
        owner.or_else(topics).or_else(speaking).or_else(headed)
    }

    /// Whom the text is about: a firm or body, or a zone.
    pub(super) fn about(&self, scene: &Scene<'_>, at: usize, kinds: &[Kind]) -> Option<u32> {
        let fits = |m: &u32| kinds.contains(&self.text.kind(*m));
        let body = self.pronouns.told_about(scene, at).filter(fits);
        body.or_else(|| self.pronouns.zone_about(scene, at).filter(fits))
    }

    /// Whom an entry of a chronicle is of: whom the text is about, or who heads it (甲厂大事记).
    fn recorded(&self, scene: &Scene<'_>, at: usize, kinds: &[Kind]) -> Option<u32> {
        self.about(scene, at, kinds).or_else(|| self.pronouns.chronicled())
    }

    /// Whose the list is that a heading parts from the text.
    pub(super) fn owner_of_list(&self, scene: &Scene<'_>, kinds: &[Kind]) -> Option<u32> {
        let introduced = || {
            let portrayed = self.pronouns.portrayed();
            portrayed.or_else(|| self.pronouns.introduced(scene.first as u32))
        };
        let fits = |m: &u32| kinds.contains(&self.text.kind(*m));
        let about = || self.about(scene, 0, kinds).or_else(|| introduced().filter(fits));
        self.card.filter(fits).or_else(about)
    }

    /// Of one place named in several sentences the mention in this sentence is meant.
    pub(super) fn at_home(&self, scene: &Scene<'_>, at: usize, mut subjects: Vec<u32>) -> Vec<u32> {
        for subject in &mut subjects {
            if self.text.kind(*subject) != Kind::PLACE || (*subject as usize) >= scene.first {
                continue;
            }
            let name = self.text.bare(*subject);
            let same = |m: &usize| self.text.bare(scene.global(*m)) == name;
            let split = scene.inside(&(0..at)).end;
            let own =
                (0..split).rev().find(same).or_else(|| (split..scene.mentions.len()).find(same));
            if let Some(own) = own {
                *subject = scene.global(own);
            }
        }
        subjects
    }
}
