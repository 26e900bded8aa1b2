//! A word like 全市 or 该县 at the head of a text in, the place that it counts for out.

use super::Subjects;
use super::about::{is_short_for, only_calls};
use super::pronoun::{LEVELS, LOOK_BACK, Pronouns};
use crate::fact::scene::Scene;
use crate::knowledge::Kind;
use rustc_hash::FxHashMap;

/// Among how many mentions the place is sought that a text names most, and how many back another form
/// of a name: what is asked of each sentence of a long text must not grow with it.
const FIRST: u32 = 1000;

/// The place that a clause counts for.
pub(in crate::fact) enum Here {
    /// No word for one stands at its head.
    Unsaid,
    /// It is named nowhere.
    Unknown,
    /// This mention.
    Place(u32),
}

/// 市财政拿出3亿元: the purse of a district spends for it.
fn is_purse(text: &[char]) -> bool {
    matches!(text, ['省' | '市' | '县' | '区' | '州', '财', '政', next, ..] if !matches!(next, '局' | '厅' | '部' | '委'))
}

impl Pronouns<'_> {
    /// The place that 全市 or 该县 at the head of this text counts for: one of those told of, the
    /// one that the text is about, or the last of that level.
    pub(super) fn counted_here(
        &self,
        scene: &Scene<'_>,
        at: usize,
        text: &[char],
        told: &[u32],
    ) -> Here {
        let purse = is_purse(text).then_some(3);
        let Some(length) = self.here.starting(text).next().or(purse) else { return Here::Unsaid };
        let (word, rest) = text.split_at(length);
        // 全省第三: one of them all.
        if matches!(
            rest.first(),
            Some('第' | '首' | '最' | '唯' | '平' | '前' | '同' | '排' | '领' | '率')
        ) {
            return Here::Unsaid;
        }
        let fits = |m: &u32| self.text.kind(*m) == Kind::PLACE && self.is_of_level(*m, word);
        let told = told.iter().copied().find(fits);
        let past = scene.global(scene.inside(&(0..at)).end);
        let back = || (0..past).rev().take(LOOK_BACK);
        let home = || {
            let home = self.home.name(self.text)?;
            back().filter(fits).find(|&m| self.text.bare(m) == home)
        };
        let paragraph = self.text.paragraph(scene.sentence);
        let near = || {
            let near = |&m: &u32| self.text.paragraph(self.text.sentence(m)) + 1 >= paragraph;
            self.only(back().take_while(near).filter(fits).filter(|&m| !self.is_gone_to(m)))
        };
        // 今年全市的目标是…。甲市将…: the one place of that level that the sentence or the next one of the
        // paragraph goes on to name.
        let ahead = || {
            let here = |&m: &u32| {
                let sentence = self.text.sentence(m);
                sentence <= scene.sentence + 1 && self.text.paragraph(sentence) == paragraph
            };
            self.only((past..self.text.mentions.len() as u32).take_while(here).filter(fits))
        };
        // 甲市工作总结: the one of that level in the heading, paragraphs ago.
        let heading =
            || self.only((0..past).take_while(|&m| self.text.sentence(m) < 2).filter(fits));
        let bare = |m: u32| self.text.bare(m);
        let last = |named: u32| back().find(|&m| fits(&m) && bare(m) == bare(named));
        let far = || ahead().or_else(|| heading().map(|named| last(named).unwrap_or(named)));
        // 该县, paragraphs on: the one that the text names most.
        let own = matches!(word.first(), Some('该' | '我' | '本'));
        let most = || own.then(|| self.home_of_level(word)).flatten().filter(|&m| m < past);
        let found = told.or_else(home).or_else(near).or_else(far).or_else(most);
        found.map_or(Here::Unknown, Here::Place)
    }

    /// 卖到甲市、乙市: whether a place is only where something goes or comes from.
    fn is_gone_to(&self, mention: u32) -> bool {
        let start = self.text.mentions[mention as usize].span.start as usize;
        let chars = &self.text.sentences[self.text.sentence(mention) as usize].chars;
        matches!(chars[..start].last(), Some('给' | '到' | '往' | '至' | '赴' | '自' | '去'))
    }

    /// Whether this is a district of this level: 某某工业园区 is no 区, 某某新区 is one.
    pub(super) fn is_district(&self, mention: u32, level: &[char]) -> bool {
        let zone = || {
            level == ['区']
                && self.ends_in(mention, &['园', '区'])
                && !self.text.name(mention).ends_with(&['新', '区'])
        };
        self.text.kind(mention) == Kind::PLACE && self.is_of_level(mention, level) && !zone()
    }

    /// The place of the level of this word (县, 该区) that the text is about: the place that it names
    /// most, or the one of the level that it names more often than any other. By its first mention that
    /// says the level.
    pub(super) fn home_of_level(&self, word: &[char]) -> Option<u32> {
        let level = word.iter().rfind(|c| LEVELS.contains(c)).map(std::slice::from_ref)?;
        let mut all: Vec<u32> = (0..FIRST.min(self.text.mentions.len() as u32)).collect();
        all.retain(|&m| self.is_district(m, level));
        let mut counts: FxHashMap<&[char], usize> = FxHashMap::default();
        for &mention in &all {
            *counts.entry(self.text.bare(mention)).or_default() += 1;
        }
        let most = counts.values().copied().max()?;
        let mut often = counts.iter().filter(|&(_, &count)| count == most).map(|(name, _)| *name);
        let home = self.home.name(self.text).filter(|home| counts.contains_key(home));
        let home = home.or_else(|| often.next().filter(|_| often.next().is_none()))?;
        let mut named = all.iter().copied().filter(|&m| self.text.bare(m) == home);
        let full = named.clone().find(|&m| self.text.name(m).ends_with(level));
        full.or_else(|| named.next())
    }

    /// Whether a place may be the city of 全市 or the county of 该县.
    pub(super) fn is_of_level(&self, mention: u32, word: &[char]) -> bool {
        let Some(level) = word.iter().rfind(|c| LEVELS.contains(c)) else { return true };
        let row = self.text.mentions[mention as usize].entry.map(|row| self.lexicon.row(row));
        let known =
            row.filter(|row| row.kind == Kind::PLACE).and_then(|row| row.name.chars().last());
        let last = known.or_else(|| self.text.name(mention).last().copied());
        last == Some(*level)
    }
}

impl Subjects<'_> {
    /// The place that a clause which begins with 全市 counts for.
    pub(in crate::fact) fn here(&self, scene: &Scene<'_>, clause: usize, known: &[u32]) -> Here {
        if !self.openings[clause].word && !is_purse(self.opened(scene, clause)) {
            return Here::Unsaid;
        }
        let start = scene.clauses[clause].start;
        self.pronouns.counted_here(scene, start, self.opened(scene, clause), known)
    }

    /// The district that the text is about, where it was named last.
    pub(in crate::fact) fn home(&self, scene: &Scene<'_>, at: usize) -> Option<u32> {
        self.pronouns.far(scene, at).filter(|&home| self.carries(home))
    }

    /// The form of a name of paragraphs ago that this paragraph has told last before `at`, or the name.
    pub(in crate::fact) fn form_here(&self, scene: &Scene<'_>, named: u32, at: usize) -> u32 {
        if self.is_in_paragraph(scene, named) {
            return named;
        }
        let (kind, name) = (self.text.kind(named), self.text.bare(named));
        let past = scene.global(scene.inside(&(0..at)).end);
        let same = |m: &u32| {
            let other = self.text.bare(*m);
            let short = || is_short_for(other, name) || is_short_for(name, other);
            self.text.kind(*m) == kind && (other == name || short())
        };
        let here = (0..past).rev().take_while(|&m| self.is_in_paragraph(scene, m));
        here.into_iter().find(same).unwrap_or(named)
    }

    /// The form of a name told sentences ago that was told last before `at`: the name, or what it is
    /// called in short (甲股份有限公司（以下简称“甲”）。公司…).
    pub(in crate::fact) fn latest_form(&self, scene: &Scene<'_>, named: u32, at: usize) -> u32 {
        // 甲方 is the one that the head of an agreement names, however that is called in short.
        let party = || self.parties.all().iter().any(|&(_, party)| party == named);
        if self.text.sentence(named) == scene.sentence || party() {
            return named;
        }
        let (kind, name) = (self.text.kind(named), self.text.name(named));
        let bare = self.text.bare(named);
        let past = scene.global(scene.inside(&(0..at)).end);
        // So short a name may be another's, unless the text says that this one is called so.
        let told = |m: u32| {
            let same = |other: &u32| self.text.name(*other) == self.text.name(m);
            let mut before = (named.max(m.saturating_sub(FIRST))..=m).filter(same);
            self.text.name(m).len() > 2 || before.any(|other| only_calls(self.text, other))
        };
        let form = |m: &u32| {
            let short = || kind != Kind::PLACE && is_short_for(self.text.name(*m), name);
            let short = || short() && told(*m) && !self.is_nickname(*m);
            self.text.kind(*m) == kind && (self.text.bare(*m) == bare || short())
        };
        (named..past).rev().take(FIRST as usize).find(form).unwrap_or(named)
    }

    /// 学生口中叫“甲”: whether a mention only tells what some call it.
    fn is_nickname(&self, mention: u32) -> bool {
        let here = &self.text.mentions[mention as usize];
        let sentence = self.text.sentences.get(here.sentence as usize);
        let front = sentence.and_then(|line| line.chars.get(..here.span.start as usize));
        matches!(front, Some([.., '叫' | '唤', '“']))
    }

    /// Whether a mention stands in the paragraph of this sentence.
    pub(in crate::fact) fn is_in_paragraph(&self, scene: &Scene<'_>, mention: u32) -> bool {
        let paragraph = |sentence: u32| self.text.paragraph(sentence);
        paragraph(self.text.sentence(mention)) == paragraph(scene.sentence)
    }
}
