//! A word like 我市, 该公司 or 研究院 in, the mention it stands for out.

use super::Text;
use super::scene::Scene;
use crate::knowledge::rules::Class;
use crate::knowledge::{Kind, Rules};
use rustc_hash::FxHashMap;
use std::cell::OnceCell;

/// How many sentences back 我市 still finds its city.
const REACH: u32 = 3;
/// How many mentions back a noun that repeats the end of a name finds it.
const LOOK_BACK: usize = 40;

/// Knows what the words that stand for a name stand for.
pub(super) struct Pronouns<'k> {
    text: Text<'k>,
    here: &'k Class,
    we: &'k Class,
    this_firm: &'k Class,
    this_body: &'k Class,
    it: &'k Class,
    latter: &'k Class,
    /// The words of all these classes.
    any: &'k Class,
    /// The place that 我市 means.
    home: MostNamed<'k>,
    /// Whoever 我们 means.
    speaker: MostNamed<'k>,
    /// The firm named most often.
    firm: MostNamed<'k>,
}

impl<'k> Pronouns<'k> {
    pub(super) fn new(rules: &'k Rules, text: Text<'k>) -> Self {
        Self {
            text,
            here: rules.class("here"),
            we: rules.class("we"),
            this_firm: rules.class("this_firm"),
            this_body: rules.class("this_body"),
            it: rules.class("it"),
            latter: rules.class("latter"),
            any: rules.class("word_for_name"),
            home: MostNamed::of(&[Kind::PLACE]),
            speaker: MostNamed::of(&[Kind::PLACE, Kind::COMPANY, Kind::INSTITUTION]),
            firm: MostNamed::of(&[Kind::COMPANY]),
        }
    }

    /// Whether the text begins with a word that one of these classes holds: where not, nothing here
    /// finds anything.
    pub(super) fn may_stand(&self, text: &[char]) -> bool {
        self.any.starting(text).next().is_some()
    }

    /// What the word that `text` begins with stands for, if it is of these kinds (none: any).
    pub(super) fn meant(
        &self,
        scene: &Scene<'_>,
        at: usize,
        text: &[char],
        met: &[Vec<u32>],
        kinds: &[Kind],
    ) -> Option<u32> {
        let fits = |m: &u32| kinds.is_empty() || kinds.contains(&self.text.kind(*m));
        let starts = |class: &Class| class.starting(text).next();
        let last = |wanted: &[Kind]| {
            met.iter().rev().flatten().copied().find(|&m| wanted.contains(&self.text.kind(m)))
        };
        if starts(self.here).is_some() {
            let home = self.home.name(self.text);
            let met = || home.is_none().then(|| last(&[Kind::PLACE])).flatten();
            return self.near(scene, at, home).or_else(met).filter(fits);
        }
        if starts(self.we).is_some() {
            let any = [Kind::PLACE, Kind::COMPANY, Kind::INSTITUTION];
            let speaker = self.speaker.name(self.text);
            let met = || speaker.is_none().then(|| last(&any)).flatten();
            return self.near(scene, at, speaker).or_else(met).filter(fits);
        }
        if let Some(length) = starts(self.this_body) {
            let noun = text.get(..length)?;
            let noun = noun.strip_prefix(&['该']).unwrap_or(noun);
            return self.ending_in(scene, at, noun).filter(fits);
        }
        if starts(self.this_firm).is_some() {
            let before = || self.back(scene, at).find(|&m| self.text.kind(m) == Kind::COMPANY);
            return last(&[Kind::COMPANY]).or_else(before).filter(fits);
        }
        if starts(self.latter).is_some() {
            let bodies = [Kind::COMPANY, Kind::INSTITUTION, Kind::PLACE, Kind::PROGRAM];
            return self
                .back(scene, at)
                .find(|&m| bodies.contains(&self.text.kind(m)))
                .filter(fits);
        }
        if starts(self.it).is_some() {
            return last(&[Kind::COMPANY, Kind::INSTITUTION, Kind::PLACE, Kind::PROGRAM])
                .filter(fits);
        }
        None
    }

    /// Whether the text begins with 后者, which is no 后.
    pub(super) fn is_latter(&self, text: &[char]) -> bool {
        text.first() == Some(&'后') && self.latter.starting(text).next().is_some()
    }

    /// The firm that the text is about, where it is called 公司.
    pub(super) fn home_firm(&self, scene: &Scene<'_>, at: usize, text: &[char]) -> Option<u32> {
        self.this_firm.starting(text).next()?;
        self.near(scene, at, self.firm.name(self.text))
    }

    /// Whether the text begins with 我们, or with 全市 where a place was told of last.
    pub(super) fn may_mean(&self, text: &[char], place: bool) -> bool {
        let starts = |class: &Class| class.starting(text).next().is_some();
        starts(self.we) || place && starts(self.here)
    }

    /// Whether the text begins with a word that stands for a name.
    pub(super) fn begins(&self, text: &[char]) -> bool {
        let all = || [self.here, self.we, self.this_firm, self.this_body, self.it, self.latter];
        all().iter().any(|class| class.starting(text).next().is_some())
    }

    /// The mentions before `at`, the last first, in this paragraph and the one before.
    fn back(&self, scene: &Scene<'_>, at: usize) -> impl Iterator<Item = u32> {
        let text = self.text;
        let here = text.paragraph(scene.sentence);
        let past = scene.global(scene.inside(&(0..at)).end);
        (0..past)
            .rev()
            .take(LOOK_BACK)
            .take_while(move |&m| text.paragraph(text.sentence(m)) + 1 >= here)
    }

    /// The last mention of this name that is near enough.
    fn near(&self, scene: &Scene<'_>, at: usize, name: Option<&[char]>) -> Option<u32> {
        let name = name?;
        let past = scene.global(scene.inside(&(0..at)).end);
        let paragraph = self.text.paragraph(scene.sentence);
        (0..past)
            .rev()
            .take(LOOK_BACK)
            .take_while(|&m| {
                self.text.sentence(m) + REACH >= scene.sentence
                    || self.text.paragraph(self.text.sentence(m)) == paragraph
            })
            .find(|&m| self.text.bare(m) == name)
    }

    /// The last name that ends in this noun.
    fn ending_in(&self, scene: &Scene<'_>, at: usize, noun: &[char]) -> Option<u32> {
        let noun = if noun == ['园', '区'] { noun.get(..1).unwrap_or(noun) } else { noun };
        self.back(scene, at).find(|&m| self.text.name(m).ends_with(noun))
    }
}

/// The bare name that mentions of some kinds use most often, counted when it is first asked for.
struct MostNamed<'k> {
    kinds: &'static [Kind],
    name: OnceCell<Option<&'k [char]>>,
}

impl<'k> MostNamed<'k> {
    fn of(kinds: &'static [Kind]) -> Self {
        Self { kinds, name: OnceCell::new() }
    }

    fn name(&self, text: Text<'k>) -> Option<&'k [char]> {
        *self.name.get_or_init(|| most_named(text, self.kinds))
    }
}

/// The bare name that mentions of these kinds use most often, if more than once.
fn most_named<'k>(text: Text<'k>, kinds: &[Kind]) -> Option<&'k [char]> {
    let mut counts: FxHashMap<&[char], (usize, u32)> = FxHashMap::default();
    for mention in 0..text.mentions.len() as u32 {
        if kinds.contains(&text.kind(mention)) && text.name(mention).len() > 1 {
            counts.entry(text.bare(mention)).or_insert((0, mention)).0 += 1;
        }
    }
    let most =
        counts.into_iter().max_by_key(|&(_, (count, first))| (count, std::cmp::Reverse(first)));
    most.filter(|&(_, (count, _))| count > 1).map(|(name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::Knowledge;

    #[test]
    fn every_word_for_a_name_is_among_those_that_are_asked_for_first() {
        let rules = Knowledge::embedded().rules();
        let pronouns = Pronouns::new(rules, Text { sentences: &[], mentions: &[] });
        for class in ["here", "we", "this_firm", "this_body", "it", "latter"] {
            for word in rules.class(class).words() {
                let word: Vec<char> = word.chars().collect();
                assert!(pronouns.may_stand(&word), "{class}: {word:?}");
            }
        }
    }
}
