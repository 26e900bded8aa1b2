//! A clause in, those that a word tells of out: the ones behind 由, those that 双方, 他 or 公司 stand
//! for, and the others of a list.

use super::Subjects;
use super::pronoun::LOOK_BACK;
use crate::fact::scene::Scene;
use crate::knowledge::Kind;
use std::ops::Range;

impl Subjects<'_> {
    /// Who does what stands at `at`, where 由 names them in the same clause: a list of these kinds,
    /// or an empty one where they are of others.
    pub(in crate::fact) fn agents(
        &self,
        scene: &Scene<'_>,
        at: usize,
        kinds: &[Kind],
    ) -> Option<Vec<u32>> {
        let index = scene.clause(at);
        let (clause, last) = (&scene.clauses[index], index.checked_sub(1));
        // 由甲牵头，联合乙筹建： who leads was told in the clause before.
        let joins = self.cues.beside.starting(scene.text(clause.clone())).next().is_some();
        let leads = |last: &Range<usize>| {
            self.cues.leader.ending(scene.text(last.clone())).next().is_some()
        };
        let led = last.map(|last| scene.clauses[last].clone()).filter(|last| joins && leads(last));
        let whole = led.unwrap_or(clause.start..at);
        let agent = scene.inside(&whole).rev().find(|&m| {
            let before = scene.text(whole.start..scene.unwrap_left(scene.range(m).start));
            matches!(before, [.., '由' | '被'] | [.., '由', _])
                && !matches!(before, [.., '自' | '理' | '经', '由'])
        })?;
        let behind = scene.text(scene.range(agent).end..whole.end);
        if behind.contains(&'的') {
            return None;
        }
        let fits = kinds.contains(&scene.mentions[agent].kind);
        Some(if fits { Self::fellows(scene, agent, kinds) } else { Vec::new() })
    }

    /// Where 公司 stands among the lead-in words of a clause, if it leads in to no name of its own: 公司与甲
    /// and 公司旗下有甲 do not, 公司甲 and 公司子公司甲 do.
    pub(super) fn firm_before(&self, scene: &Scene<'_>, start: usize, at: usize) -> Option<usize> {
        let front = scene.text(start..at);
        let word = self.pronouns.firm_in(front)?;
        let from = start + word.start;
        let led = self.after_lead_in(scene.text(start..from)).is_empty();
        let behind = scene.text(start + word.end..at);
        let named = scene.starting(scene.unwrap_right(at)).is_some();
        let with = matches!(behind, ['与' | '和' | '同' | '及']);
        (led && (with || !named)).then_some(from)
    }

    /// Those of these kinds that 双方 or 他 at the head of a clause stand for, `None` without such a
    /// word.
    pub(super) fn told_by_word(
        &self,
        scene: &Scene<'_>,
        clause: usize,
        kinds: &[Kind],
    ) -> Option<Vec<u32>> {
        let group = self.group(scene, clause, kinds);
        let person = || {
            let he = kinds.contains(&Kind::PERSON).then(|| self.he(scene, clause)).flatten();
            he.map(|person| vec![person])
        };
        let own =
            || kinds.contains(&Kind::PERSON).then(|| self.first_person(scene, clause)).flatten();
        group.or_else(person).or_else(|| own().map(|speaker| vec![speaker]))
    }

    /// The person that 他 at the head of a clause stands for.
    pub(super) fn he(&self, scene: &Scene<'_>, clause: usize) -> Option<u32> {
        self.cues.he.starting(self.opened(scene, clause)).next()?;
        self.pronouns.person(scene, scene.clauses[clause].start)
    }

    /// The parties that a clause begins with, each by its letter: 甲方出资…, 其中甲方、乙方分别….
    pub(in crate::fact) fn parties_named(&self, scene: &Scene<'_>, clause: usize) -> Vec<u32> {
        let range = &scene.clauses[clause];
        let text = scene.text(range.clone());
        let text = text.strip_prefix(&['其', '中']).unwrap_or(text);
        let found = self.parties.listed(text);
        // 甲方院长某某, 甲方的: another.
        let letters = if found.len() > 1 { found.len() * 3 - 1 } else { 2 };
        let whose = matches!(
            text.get(letters),
            Some('的' | '代' | '董' | '校' | '院' | '首' | '总' | '与' | '和' | '：')
        );
        if whose { Vec::new() } else { found }
    }

    /// Those that 双方 or 三家 at the head of a clause stand for: so many names of one sentence, the
    /// last ones told before. `None` where it begins with no such word.
    pub(super) fn group(
        &self,
        scene: &Scene<'_>,
        clause: usize,
        kinds: &[Kind],
    ) -> Option<Vec<u32>> {
        // 三 may begin a list, and so leads in.
        let whole = scene.text(scene.clauses[clause].clone());
        let fits = |m: &u32| kinds.contains(&self.kind_of(*m));
        let listed = self.parties.listed(whole);
        if listed.len() > 1 {
            return Some(listed.into_iter().filter(fits).collect());
        }
        // 经各方友好协商，达成如下协议: all of them.
        let all = self.parties.all();
        let told = whole.strip_prefix(&['经']).unwrap_or(whole);
        let both = all.len() == 2 && told.starts_with(&['双', '方']);
        if all.len() > 1 && (both || told.starts_with(&['各', '方'])) {
            return Some(all.iter().map(|&(_, m)| m).filter(fits).collect());
        }
        let texts = [whole, self.opened(scene, clause)];
        let begins = |text: &&[char]| self.cues.pair.starting(text).next().is_some();
        let opened = *texts.iter().find(|text| begins(text))?;
        let length = self.cues.pair.starting(opened).next()?;
        let numeral = opened.iter().find(|&&char| char != '这')?;
        let count = match numeral {
            '三' => 3,
            '四' => 4,
            '五' => 5,
            '六' => 6,
            _ => 2,
        };
        let parties = self.parties.all();
        if parties.len() == count && opened[..length].ends_with(&['方']) {
            return Some(parties.iter().map(|&(_, m)| m).filter(fits).collect());
        }
        let place = matches!(opened[length - 1], '地' | '市' | '县' | '省' | '区' | '国');
        let orgs = [Kind::COMPANY, Kind::INSTITUTION];
        let all = [Kind::COMPANY, Kind::INSTITUTION, Kind::PLACE];
        let past = scene.global(scene.inside(&(0..scene.clauses[clause].start)).end);
        let wanted: [&[Kind]; 2] = if place { [&[Kind::PLACE]; 2] } else { [&orgs, &all] };
        let found = wanted.iter().map(|wanted| self.last_named(past, count, wanted));
        let joined = |found: &Vec<u32>| found.len() == count && !self.takes(found);
        let mut found = found.into_iter().find(joined).unwrap_or_default();
        found.retain(|&m| kinds.contains(&self.kind_of(m)));
        Some(found)
    }

    /// The last mentions of different names before this one, all in one sentence, at most so many.
    fn last_named(&self, past: u32, count: usize, kinds: &[Kind]) -> Vec<u32> {
        let text = self.text;
        let mut found: Vec<u32> = Vec::new();
        for mention in (0..past).rev().take(LOOK_BACK) {
            let sentence = text.sentence(mention);
            // 甲与乙签约。甲董事长某某出席。双方…: those of the last sentence that names so many.
            if found.first().is_some_and(|&m| text.sentence(m) != sentence) {
                found.clear();
            }
            let one =
                |one: &[char], other: &[char]| one.starts_with(other) || other.starts_with(one);
            let known = found.iter().any(|&m| one(text.bare(m), text.bare(mention)));
            let fits = kinds.contains(&text.kind(mention)) && !known;
            if fits && !(text.kind(mention) == Kind::PLACE && self.only_where(mention)) {
                found.insert(0, mention);
            }
            if found.len() == count {
                break;
            }
        }
        found
    }

    /// 甲入股乙, 甲收购乙: whether one of two names of a sentence is what the other takes, so that they do
    /// not act together.
    fn takes(&self, pair: &[u32]) -> bool {
        let &[first, second] = pair else { return false };
        let line = self.text.sentences.get(self.text.sentence(first) as usize);
        let span = |m: u32| self.text.mentions[m as usize].span;
        let between = span(first).end as usize..span(second).start as usize;
        let between = line.and_then(|line| line.chars.get(between)).unwrap_or_default();
        matches!(between, ['入' | '控', '股', ..] | ['收', '购', ..] | ['买', '下', ..])
    }

    /// Whether a place only says where something happens or whose the name behind it is.
    fn only_where(&self, mention: u32) -> bool {
        let text = self.text;
        let here = &text.mentions[mention as usize];
        let chars = text.sentences.get(here.sentence as usize).map_or(&[][..], |s| &s.chars);
        let before = chars.get(..here.span.start as usize).and_then(<[char]>::last);
        let behind = chars.get(here.span.end as usize);
        let next = text.mentions.get(mention as usize + 1);
        matches!(before, Some('在' | '于' | '到' | '赴' | '来' | '从' | '自'))
            || behind == Some(&'的')
            || next.is_some_and(|next| {
                next.sentence == here.sentence && next.span.start == here.span.end
            })
    }

    /// The same but for places that only say where the next is from: 甲与浙江商人乙.
    pub(super) fn acting(&self, scene: &Scene<'_>, mention: usize, kinds: &[Kind]) -> Vec<u32> {
        let mut acting = Self::fellows(scene, mention, kinds);
        if acting.len() > 1 {
            acting.retain(|&m| !self.names_a_site(scene, m as usize - scene.first));
        }
        acting
    }

    /// The mentions listed with this one, in order.
    pub(in crate::fact) fn fellows(scene: &Scene<'_>, mention: usize, kinds: &[Kind]) -> Vec<u32> {
        let fits = |m: usize| kinds.contains(&scene.mentions[m].kind);
        let chained = |m: usize| scene.range(m).end == scene.range(m + 1).start && fits(m + 1);
        let mut list = vec![mention];
        for before in (0..mention).rev().filter(|&m| !scene.aside(m)) {
            if !fits(before) || !scene.joined(before, list[0]) || chained(before) {
                break;
            }
            list.insert(0, before);
        }
        for next in (mention + 1..scene.mentions.len()).filter(|&m| !scene.aside(m)) {
            let latest = list[list.len() - 1];
            if scene.modifies(next) && scene.joined(latest, next) {
                continue;
            }
            let from =
                if scene.modifies(next - 1) && latest + 2 == next { next - 1 } else { latest };
            if !fits(next) || !(scene.joined(from, next) || from != latest) {
                break;
            }
            if chained(latest) && latest + 1 == next {
                // 韩国忠清北道: the last of a chain stands for it.
                list.pop();
            }
            list.push(next);
        }
        list.into_iter().map(|m| scene.global(m)).collect()
    }
}
