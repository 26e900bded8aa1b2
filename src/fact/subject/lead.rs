//! A mention and the clause that holds it in, whether the clause is about it out: what stands before
//! it leads in to it, governs it, makes it act, or says who made it.

use super::Subjects;
use crate::fact::scene::{Scene, ends_clause};
use crate::knowledge::{Class, Kind};
use crate::text::is_han;
use std::ops::Range;

/// Longest text that says what trade the firm behind it is of.
const LONGEST_TRADE: usize = 20;
/// Longest text outside of names before the 的 of 由甲孵化的乙.
const LONGEST_MODIFIER: usize = 18;
/// How many characters a name that was not found has at least before the word it ends in.
const LEAST_NAME: usize = 4;
/// The same where 由 or 被 stands behind it.
const LEAST_MADE: usize = 2;
/// What only a clause with a verb of its own holds: 甲引进的是乙投资的丙.
const SAYS_MORE: [char; 4] = ['了', '是', '引', '将'];

/// What says that a name is or has what stands behind.
const IS: [char; 3] = ['是', '系', '有'];

/// The characters of a range outside of names.
fn outside(scene: &Scene<'_>, range: Range<usize>) -> Vec<char> {
    range.filter(|&at| !scene.names(at..at + 1)).map(|at| scene.chars[at]).collect()
}

/// 壳段是德清的甲卷的: whether 是 stands before the place that a mention is from.
fn is_told_of(scene: &Scene<'_>, mention: usize) -> bool {
    let place = mention.saturating_sub(1);
    scene.text(0..scene.range(place).start).last() == Some(&'是')
}

/// 日资, 民营的: whose money is in the firm that stands behind.
fn is_capital(text: &[char]) -> bool {
    let text = text.strip_suffix(&['的']).unwrap_or(text);
    matches!(text, ['资'])
        || matches!(text, [whose, '资'] if !matches!(whose, '投' | '出' | '注' | '融' | '增' | '集' | '筹' | '引' | '独'))
        || matches!(text, ['民' | '国', '营'] | ['国', '有'] | ['央' | '国' | '民', '企'])
}

impl Subjects<'_> {
    /// Whether no preposition governs this mention.
    pub(in crate::fact) fn free(&self, scene: &Scene<'_>, start: usize, mention: usize) -> bool {
        // 与某地企业甲签约: what governs the place governs the firm; 来自某地的甲 acts.
        let behind = |place: usize| {
            scene.range(place).end == scene.range(place + 1).start
                || scene.modifies(place)
                    && scene.chars.get(scene.range(place + 1).start - 1) != Some(&'的')
        };
        let mut first = mention;
        while first > 0 && behind(first - 1) {
            first -= 1;
        }
        let at = scene.unwrap_left(scene.range(first).start).max(start);
        self.cues.preposition.ending(scene.text(start..at)).next().is_none()
    }

    /// Whether a mention only says whose or where from the firm or body behind it is: 甲全资子公司乙.
    pub(super) fn modifies(&self, scene: &Scene<'_>, mention: usize) -> bool {
        scene.modifies(scene.chain_end(mention)) || self.owns_next(scene, mention)
    }

    fn owns_next(&self, scene: &Scene<'_>, mention: usize) -> bool {
        let Some(next) = scene.mentions.get(mention + 1) else { return false };
        let between = scene.text(scene.range(mention).end..next.span.start as usize);
        let org = |kind: Kind| kind == Kind::COMPANY || kind == Kind::INSTITUTION;
        org(scene.mentions[mention].kind)
            && org(next.kind)
            && self.cues.kin.ending(between).any(|length| length == between.len())
    }

    /// Whether only lead-in words, and whose it is, stand before this mention.
    pub(in crate::fact) fn leads(&self, scene: &Scene<'_>, start: usize, mention: usize) -> bool {
        let owner = mention.checked_sub(1).filter(|&owner| self.owns_next(scene, owner));
        let first = owner.filter(|&owner| scene.range(owner).start >= start).unwrap_or(mention);
        let before = scene.text(start..scene.unwrap_left(scene.range(first).start));
        let rest = self.after_lead_in(before);
        // 在甲郊外的乙 is where, and not who.
        // 遗址所在的甲区 is who.
        let home = rest.ends_with(&['所', '在', '的']);
        let place = scene.mentions[mention].kind == Kind::PLACE
            && !home
            && rest.iter().any(|c| matches!(c, '在' | '到' | '从'));
        let opens = self.opens_with_site(scene, start, rest, first);
        let told = rest.len() <= 14
            && rest.last() == Some(&'的')
            && !place
            && !(self.is_from(scene, first)
                && (self.closes(scene, mention) && !opens || is_told_of(scene, first)));
        // 公司控股子公司甲: the firm behind it, though whose it is has no name here.
        let of_it = owner.is_none() && self.cues.kin.ending(rest).any(|len| len == rest.len());
        // 国内玻璃龙头企业甲: what it is, and then its name.
        let of_trade = rest.len() <= LONGEST_TRADE
            && scene.mentions[mention].kind == Kind::COMPANY
            && self.cues.trade.ending(rest).next().is_some()
            && self.cues.preposition.within(rest).is_none()
            && self.cues.relates.within(rest).is_none();
        // 县外贸冷藏厂, 省农科院: of which district is not said.
        let of_district = matches!(rest, ['省' | '市' | '县' | '区' | '州' | '镇' | '乡'])
            && matches!(scene.mentions[mention].kind, Kind::COMPANY | Kind::INSTITUTION);
        // 日资甲厂, 民营的甲集团: whose money is in it.
        let of_money = scene.mentions[mention].kind == Kind::COMPANY && is_capital(rest);
        rest.is_empty()
            || of_money
            || of_district
            || of_it
            || of_trade
            || (told && self.cues.relates.within(rest).is_none())
            || self.is_made(scene, start, mention)
    }

    /// 西边甲镇上的乙厂，…; 设在甲镇的乙校，…: whether a sentence begins with where the one behind it is, and
    /// goes on to be about it.
    fn opens_with_site(&self, scene: &Scene<'_>, start: usize, rest: &[char], of: usize) -> bool {
        let end = scene.unwrap_left(scene.range(of).start);
        let from = end.saturating_sub(rest.len());
        let place = scene.inside(&(from..end)).next().map(|place| scene.range(place).start);
        let front = scene.text(from..place.unwrap_or(from));
        scene.clauses.len() > 1
            && scene.clauses[0].start == start
            && (front.len() < 3 || matches!(front, ['设', '在', ..] | ['位', '于', ..]))
    }

    /// 美国的乙: whether a place stands before the 的 before it, and no word that says how it is there.
    fn is_from(&self, scene: &Scene<'_>, mention: usize) -> bool {
        let Some(place) = mention.checked_sub(1).filter(|&place| scene.modifies(place)) else {
            return false;
        };
        let beside = |first: &usize| {
            let before = first.checked_sub(1)?;
            (scene.chain_end(before) == place).then_some(before)
        };
        let first = std::iter::successors(Some(place), beside).last().unwrap_or(place);
        let front = scene.text(0..scene.unwrap_left(scene.range(first).start));
        scene.range(place).end < scene.range(mention).start
            && !matches!(front.last(), None | Some('在' | '于' | '，' | '。'))
    }

    /// Whether the clause ends with the list that begins with this mention: nothing is said of it.
    fn closes(&self, scene: &Scene<'_>, mention: usize) -> bool {
        let fellows = Self::fellows(scene, mention, &[scene.mentions[mention].kind]);
        let last = fellows.last().map_or(mention, |&last| last as usize - scene.first);
        let end = scene.unwrap_right(scene.range(last).end);
        scene.chars.get(end).is_none_or(|&char| ends_clause(char))
    }

    /// Whether a verb before it makes this mention act: 推动甲成为….
    pub(super) fn made_to_act(&self, scene: &Scene<'_>, start: usize, mention: usize) -> bool {
        let before = scene.text(start..scene.unwrap_left(scene.range(mention).start));
        self.cues.causative.ending(before).next().is_some()
    }

    /// A place that only says which of the firm's sites: 常州基地.
    pub(in crate::fact) fn names_a_site(&self, scene: &Scene<'_>, mention: usize) -> bool {
        let rest = scene.text(scene.range(mention).end..scene.chars.len());
        scene.mentions[mention].kind == Kind::PLACE
            && self.cues.site_noun.starting(rest).next().is_some()
    }

    /// Whether a clause only says who speaks.
    pub(in crate::fact) fn reports(&self, scene: &Scene<'_>, clause: usize) -> bool {
        let text = scene.text(scene.clauses[clause].clone());
        self.cues.reports.ending(text).next().is_some()
    }

    /// The mention that ends the clause before: 组建甲公司，落户…. Not what it belongs to: 隶属甲局，坐落于….
    pub(super) fn last_of_clause_before(&self, scene: &Scene<'_>, clause: usize) -> Option<usize> {
        let range = scene.clauses.get(clause.checked_sub(1)?)?;
        let last = scene.inside(range).rev().find(|&m| !scene.aside(m))?;
        let before = scene.text(range.start..scene.unwrap_left(scene.range(last).start));
        let belongs = self.cues.belongs.ending(before).next().is_some();
        // 甲是世界遗产，位于…: what it is called is not what goes on.
        let told = scene.mentions[last].kind == Kind::PROGRAM
            && matches!(before.last(), Some('是' | '为' | '系'));
        // 组建甲公司（简称乙），落户….
        let end = scene.unwrap_right(scene.range(last).end);
        let end = scene.bracket(end).filter(|aside| aside.start == end).map_or(end, |a| a.end);
        (end >= range.end && !belongs && !told).then_some(last)
    }

    /// 由甲组建，乙主管: whether a clause, which says no more than this behind the name, goes on what
    /// 由 began.
    pub(super) fn sponsors(&self, scene: &Scene<'_>, clause: usize, rest: &[char]) -> bool {
        let whole = |length: usize| length == rest.len();
        self.cues.sponsors.starting(rest).any(whole)
            && scene.text(0..scene.clauses[clause].start).contains(&'由')
    }

    /// Whether a place acts beyond its own clause: districts do, lakes do not.
    pub(in crate::fact) fn carries(&self, mention: u32) -> bool {
        if self.text.kind(mention) != Kind::PLACE {
            return true;
        }
        let name = self.text.name(mention);
        let short =
            name.len() <= 4 && matches!(name.last(), Some('市' | '县' | '区' | '镇' | '乡' | '村'));
        short || self.cues.district.ending(name).next().is_some() || {
            let name: String = name.iter().collect();
            !self.knowledge.lexicon().senses(&name).is_empty()
        }
    }

    /// Whether the clause only prepares the one that holds the subject.
    pub(in crate::fact) fn fronted(&self, scene: &Scene<'_>, clause: usize) -> bool {
        let whole = scene.text(scene.clauses[clause].clone());
        let starts = |text: &[char]| self.cues.fronting.starting(text).next().is_some();
        starts(whole) || starts(self.opened(scene, clause))
    }

    /// 甲控股的某某计算公司落户, 甲投资的某某加工项目在: whether what stands at `at` is said of a firm, body
    /// or project behind the last name of its clause, whose own name was not found.
    pub(super) fn is_of_unfound(&self, scene: &Scene<'_>, start: usize, at: usize) -> bool {
        let last = scene.inside(&(start..at)).last();
        let from = last.map_or(start, |last| scene.unwrap_right(scene.range(last).end));
        let between = scene.text(from..at.max(from));
        let Some(of) = between.iter().rposition(|&c| c == '的') else { return false };
        let name = between.get(of + 1..).unwrap_or_default();
        // 某地的某某酒庄由甲投资建设: so short only where it is said who makes it.
        let made = matches!(scene.chars.get(at), Some('由' | '被'));
        let least = if made { LEAST_MADE } else { LEAST_NAME };
        (of + least..between.len()).any(|end| {
            let (front, rest) = between.split_at(end + 1);
            let kind = self.cues.unfound.ending(front).next().filter(|_| rest.len() <= 4);
            kind.is_some_and(|kind| end - of >= kind + least) && name.iter().all(|&c| is_han(c))
        })
    }

    /// Whether a mention is what a clause begins with behind who made it: 由甲孵化的乙, 由甲控股的乙.
    pub(in crate::fact) fn is_made(&self, scene: &Scene<'_>, start: usize, mention: usize) -> bool {
        let at = scene.unwrap_left(scene.range(mention).start);
        let Some((&'的', front)) = scene.text(start..at).split_last() else { return false };
        if self.cues.made_by.ending(front).next().is_none() {
            return false;
        }
        let from = start + front.len() - self.after_lead_in(front).len();
        let by = matches!(self.after_lead_in(front).first(), Some('由' | '被' | '联'));
        if !by && scene.starting(scene.unwrap_right(from)).is_none() {
            return false;
        }
        let outside = outside(scene, from..at - 1);
        outside.len() <= LONGEST_MODIFIER && !outside.iter().any(|c| SAYS_MORE.contains(c))
    }

    /// Whether what stands between two mentions says of the first what it is, has or does, so that the
    /// other is no more than a part of that: 甲的前身是乙孵化的丙, 甲的客户有乙和美国的丙.
    pub(in crate::fact) fn is_part(&self, scene: &Scene<'_>, first: usize, last: usize) -> bool {
        let between = scene.range(first).end..scene.range(last).start;
        self.is_from(scene, last) || outside(scene, between).iter().any(|c| IS.contains(c))
    }

    /// Whether a name stands directly before `at` and begins what 、 parts from another statement.
    pub(super) fn begins_item(scene: &Scene<'_>, mention: usize, at: usize) -> bool {
        let range = scene.range(mention);
        let parted = range.start > 0 && scene.chars[range.start - 1] == '、';
        let listed = mention > 0 && scene.joined(mention - 1, mention);
        let alike = || scene.mentions[mention - 1].kind == scene.mentions[mention].kind;
        range.end == at && parted && !(listed && alike())
    }

    /// 一期工厂由甲投资建设: whether what stands at `at` is said of a thing that has no name.
    pub(super) fn is_of_a_thing(&self, scene: &Scene<'_>, clause: usize, at: usize) -> bool {
        let front = scene.text(self.opened_at(clause)..at);
        let vocabulary = self.knowledge.grammar().vocabulary();
        let ends_so = |length: usize| {
            let word = front.len().checked_sub(length).and_then(|from| front.get(from..));
            word.and_then(|word| vocabulary.word(word))
        };
        let thing = (2..=4).rev().find_map(ends_so);
        scene.chars.get(at).is_some_and(|char| matches!(char, '由' | '被'))
            && thing.is_some_and(|(class, _)| class == Class::Noun)
    }
}
