//! A word like 它, 这家公司 or 后者 in, whom of those told of last it stands for out.

use super::pronoun::{Met, Pronouns};
use crate::fact::scene::Scene;
use crate::knowledge::Kind;

impl Pronouns<'_> {
    /// What 它, 其 or 这家公司 stands for: the subject told of last, or what the paragraphs before this one
    /// were about.
    pub(super) fn it(
        &self,
        scene: &Scene<'_>,
        at: usize,
        text: &[char],
        met: &Met,
        kinds: &[Kind],
    ) -> Option<u32> {
        let last = |wanted: &[Kind]| self.told_last(met, wanted);
        let topic = || self.topic(scene, at, met).filter(|_| met.subjects.is_empty());
        if !text.starts_with(&['这', '家']) {
            let all = [Kind::COMPANY, Kind::INSTITUTION, Kind::PLACE, Kind::PROGRAM];
            let fits = |m: &u32| kinds.is_empty() || kinds.contains(&self.text.kind(*m));
            return last(&all).filter(fits).or_else(|| last(kinds)).or_else(topic);
        }
        let firm = matches!(text, [_, _, '公' | '企', ..]);
        let bodies = [Kind::COMPANY, Kind::INSTITUTION];
        let bodies = if firm { &bodies[..1] } else { &bodies };
        let body = |m: &u32| bodies.contains(&self.text.kind(*m));
        // 牵线的是甲，这家…; 买家是甲。这家…: the one that the clause before ends with.
        let ended = match scene.clause(at).checked_sub(1) {
            Some(clause) => scene.ending(scene.clauses[clause].end).map(|m| scene.global(m)),
            None => self.named_at_end(scene),
        };
        let ended = ended.filter(body);
        let before = || self.back(scene, at).find(body);
        ended.or_else(|| last(bodies)).or_else(|| topic().filter(body)).or_else(before)
    }

    /// What the sentence before ends with and says that it is: 买家是甲。
    fn named_at_end(&self, scene: &Scene<'_>) -> Option<u32> {
        let last = (scene.first as u32).checked_sub(1)?;
        let span = self.text.mentions[last as usize].span;
        let chars = &self.text.sentences.get(scene.sentence.checked_sub(1)? as usize)?.chars;
        let before = self.text.sentence(last) + 1 == scene.sentence
            && self.text.paragraph(self.text.sentence(last)) == self.text.paragraph(scene.sentence);
        let said = matches!(chars.get(..span.start as usize), Some([.., '是']));
        let ends = matches!(chars.get(span.end as usize..), Some([] | ['。']));
        (before && said && ends).then_some(last)
    }

    /// 甲与乙同在一城。前者…，后者…: the ends of the last list, or the last two that were told of.
    pub(super) fn of_two(
        &self,
        scene: &Scene<'_>,
        at: usize,
        met: &Met,
        latter: bool,
    ) -> Option<u32> {
        let pair = met.subjects.iter().rev().find(|met| met.len() > 1);
        if let Some(pair) = pair {
            return if latter { pair.last() } else { pair.first() }.copied();
        }
        // 甲在此；乙在彼。前者…: those told of one after the other.
        let kind = |met: &[u32]| met.first().map(|&m| self.text.kind(m));
        let before = |met: &&Vec<u32>| met.iter().all(|&m| self.text.sentence(m) < scene.sentence);
        let mut singles = met.subjects.iter().rev().filter(before).map(Vec::as_slice);
        if let (Some(last), Some(first)) = (singles.next(), singles.next())
            && kind(last) == kind(first)
            && self.text.sentence(last[0]) == self.text.sentence(first[0])
            && self.text.bare(last[0]) != self.text.bare(first[0])
        {
            return Some(if latter { last[0] } else { first[0] });
        }
        let told = |kinds: &'static [Kind]| {
            self.back(scene, at).filter(move |&m| kinds.contains(&self.text.kind(m)))
        };
        if latter {
            return told(&[Kind::COMPANY, Kind::INSTITUTION, Kind::PLACE, Kind::PROGRAM]).next();
        }
        let mut back = told(&[Kind::COMPANY, Kind::INSTITUTION]);
        let last = self.text.bare(back.next()?);
        back.find(|&m| self.text.bare(m) != last)
    }
}
