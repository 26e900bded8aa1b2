//! A clause that states no subject in, whom the text has told of before out: in the paragraph, in
//! those before it, or in the heading.

use super::scene::Scene;
use super::subject::Subjects;
use crate::knowledge::Kind;
use crate::knowledge::rules::{Carried, Filler, Role};

impl Subjects<'_> {
    /// The last subject of these kinds; at the head of a paragraph of some slots whom those before it
    /// were about (董事长某某说), or the place that speaks.
    pub(super) fn told_before(&self, scene: &Scene<'_>, at: usize, slot: &Carried) -> Vec<u32> {
        if slot.kinds == [Kind::PERSON] {
            return self.told_person(slot.filler);
        }
        // 厂长某某说, where the paragraph has told of none: of the firm that the text is about.
        let whose = slot.filler == Filler::Topic && slot.role == Role::Tail;
        let whose = whose && self.met.subjects.is_empty();
        let about =
            || self.pronouns.about(scene, at).filter(|&m| slot.kinds.contains(&self.text.kind(m)));
        if whose && let Some(about) = about() {
            return vec![about];
        }
        let first = self.met.subjects.first();
        // 某某寺坐落于…: a paragraph that begins with one place is about it.
        let alone = |m: &u32| first.is_some_and(|met| met[..] == [*m]);
        // 甲盆地以盐湖为基础，发展乙: of the same breath, whatever it is.
        let here = |m: &u32| {
            let from = self.text.mentions[*m as usize].span.end as usize;
            let same = self.text.sentence(*m) == scene.sentence;
            same && !scene.text(from.min(at)..at).contains(&'；')
        };
        let carries = |m: &u32| self.carries(*m) || alone(m) || here(m);
        let fits = |m: &u32| slot.kinds.contains(&self.text.kind(*m)) && carries(m);
        // 大豆来自甲: of a thing that no firm of the sentence owns, the firm that the text is about, or
        // that the paragraph begins with.
        if slot.filler == Filler::Owning && self.met.subjects.len() == self.entered {
            let about = |host: &u32| {
                first.is_none_or(|met| {
                    met.iter().any(|&m| self.text.bare(m) == self.text.bare(*host))
                })
            };
            if let Some(host) = self.pronouns.host(scene, at).filter(fits).filter(about) {
                return vec![host];
            }
            if let (Role::Tail, Some([only])) = (slot.role, first.map(Vec::as_slice))
                && fits(only)
            {
                return vec![*only];
            }
            // 甲、乙各占一半。芯片由丙提供： nothing tells whose.
            let several = self.met.subjects.last().is_some_and(|met| met.len() > 1);
            if several && slot.role == Role::Tail {
                return Vec::new();
            }
        }
        // 厂长某某: of one of those told of, not of several at once.
        let whose = slot.role == Role::Tail && slot.filler == Filler::Topic;
        let one = |met: &&Vec<u32>| met.iter().any(fits) && !(whose && met.len() > 1);
        if let Some(told) = self.met.subjects.iter().rev().find(one) {
            return told.iter().copied().filter(fits).collect();
        }
        if !self.met.subjects.is_empty() && slot.filler != Filler::Owning {
            return Vec::new();
        }
        if let Some(speaker) = self.met.speaker.filter(fits) {
            return vec![speaker];
        }
        let topics = self.met.topics.into_iter().flatten();
        let topic = topics.filter(|_| slot.filler == Filler::Topic).find(fits);
        let place = slot.role == Role::Head && slot.kinds.contains(&Kind::PLACE);
        let speaking = || place.then(|| self.pronouns.speaking(scene, at)).flatten();
        // 双方组建甲公司。\n面粉来自乙: of the firm just founded, or the one that the paragraph before told of.
        let traded = slot.filler == Filler::Owning || slot.kinds == [Kind::COMPANY];
        let founded = || self.pronouns.just_founded(scene, at).filter(|_| traded);
        let whose = slot.role == Role::Tail && slot.filler != Filler::Subject;
        let sole = || self.met.sole.filter(|_| traded || whose || self.pronouns.is_portrait());
        if let Some(owner) = founded().or_else(sole).filter(fits) {
            return vec![owner];
        }
        let headed = || {
            let headed = self.pronouns.headed().filter(|_| slot.filler == Filler::Topic)?;
            Some(self.pronouns.form_of(scene, at, headed))
        };
        topic.or_else(speaking).or_else(|| headed().filter(fits)).into_iter().collect()
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
