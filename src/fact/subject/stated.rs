//! A clause in, the names that it states as its subject out.

use super::Subjects;
use crate::fact::scene::Scene;
use crate::knowledge::Kind;

/// How much may stand before 是其.
const FARTHEST_ITS: usize = 6;
/// How far behind a name it is said how much of a firm is theirs, and in how many characters.
const FARTHEST_SHARE: usize = 8;
const LONGEST_SHARE: usize = 5;

/// 甲省中部，乙市东北部: whether what stands behind a name up to the end of its clause only says which part
/// of it is meant.
fn is_part_of_it(behind: &[char]) -> bool {
    const PARTS: &str = "东南西北中部面侧端缘郊腹地角段麓";
    (2..=4).contains(&behind.len()) && behind.iter().all(|&char| PARTS.contains(char))
}

/// 出技术占45%, 出资45%: whether what stands behind a name says how much of a firm is theirs.
fn takes_share(behind: &[char]) -> bool {
    let pays = |at: usize| matches!(behind[at..], ['出', '资', ..] | ['认', '缴' | '购', ..]);
    let holds = |&at: &usize| matches!(behind[at], '占' | '持') || pays(at);
    let at = (0..behind.len().min(FARTHEST_SHARE)).find(holds);
    let share = at.and_then(|at| behind.get(at + 1..)).unwrap_or_default();
    share.iter().take(LONGEST_SHARE).any(|c| matches!(c, '成' | '%' | '半'))
}

impl Subjects<'_> {
    /// The subject that a clause states, all of a list, none where it states none.
    pub(super) fn stated(&self, scene: &Scene<'_>, clause: usize) -> Vec<u32> {
        if scene.mentions.is_empty() {
            return Vec::new();
        }
        let range = &scene.clauses[clause];
        let kind = |m: usize| scene.mentions[m].kind;
        // 甲省乙县人: where somebody is from acts in nothing that follows.
        let from =
            scene.inside(range).last().map(|last| scene.text(scene.range(last).end..range.end));
        if matches!(from, Some(['人' | '籍']))
            && scene.inside(range).all(|m| kind(m) == Kind::PLACE)
        {
            return Vec::new();
        }
        let first = scene.inside(range).find(|&m| {
            kind(m) != Kind::INDUSTRY
                && !scene.aside(m)
                && !self.modifies(scene, m)
                && self.free(scene, range.start, m)
                && self.leads(scene, range.start, m)
                && !is_part_of_it(scene.text(scene.range(m).end..range.end))
        });
        let Some(first) = first else { return Vec::new() };
        // 甲由三家设立，其中乙持股一半: who holds how much is told of the firm in front.
        if self.is_owner(scene, first, range.end) {
            return Vec::new();
        }
        let made = |&m: &usize| m > first && !scene.aside(m) && self.is_made(scene, range.start, m);
        let first = scene.inside(range).rev().find(made).unwrap_or(first);
        // 甲孵化的乙，… : the clause is no more than a name with what is said of it.
        let last = scene.inside(range).end - 1;
        let modified = scene.unwrap_left(scene.range(last).start);
        let whole = scene.unwrap_right(scene.range(last).end) >= range.end;
        let modified =
            scene.text(0..modified).last() == Some(&'的') && !self.is_part(scene, first, last);
        let subject = if last > first && whole && modified { last } else { first };
        let fellows = Self::fellows(scene, subject, &[kind(subject)]);
        // 、甲等三家企业， goes on with a list and begins nothing.
        let end = fellows.last().map_or(0, |&m| scene.range(m as usize - scene.first).end);
        let rest = scene.text(end..range.end);
        let lists =
            rest.first() == Some(&'等') && rest.len() < 12 || self.sponsors(scene, clause, rest);
        if lists || (whole && subject == first && clause + 1 == scene.clauses.len()) {
            return Vec::new();
        }
        fellows
    }

    /// Whether a clause says of those it begins with only that they hold or take a part of the firm told
    /// of before, or what they are to it, and goes on to be about that firm: 其中乙持股一半, 乙增资控股.
    fn is_owner(&self, scene: &Scene<'_>, first: usize, end: usize) -> bool {
        let kind = scene.mentions[first].kind;
        let owners = Self::fellows(scene, first, &[kind]);
        let last = owners.last().map_or(first, |&m| m as usize - scene.first);
        let behind = scene.range(last).end..end;
        let alone = scene.inside(&behind).is_empty();
        let behind = scene.text(behind);
        let joins = || {
            self.cues.joins_in.within(behind).is_some()
                || matches!(behind, ['参', '与' | '投'] | ['退', '出'] | ['全', '部', '退', '出'])
        };
        let told = || self.has_told() || self.met.topics[0].is_some();
        let takes = || alone && joins() || self.is_its(behind) || takes_share(behind);
        self.cues.holding.starting(behind).next().is_some()
            || kind == Kind::COMPANY && told() && takes()
    }

    /// 是其大客户: whether what is said behind a name is what it is to the firm told of before.
    fn is_its(&self, behind: &[char]) -> bool {
        let front = behind.get(..behind.len().min(FARTHEST_ITS)).unwrap_or_default();
        let its = self.cues.its.within(front);
        // 甲是其一: one of them.
        its.and_then(|(at, length)| behind.get(at + length))
            .is_some_and(|next| !matches!(next, '一' | '二' | '三' | '四' | '中'))
    }

    pub(super) fn stated_next(&self, scene: &Scene<'_>, clause: usize) -> Vec<u32> {
        let joined = |next: &usize| scene.chars.get(scene.clauses[next - 1].end) != Some(&'；');
        (clause + 1..scene.clauses.len().min(clause + 3))
            .take_while(joined)
            .map(|next| self.stated(scene, next))
            .find(|stated| !stated.is_empty())
            .unwrap_or_default()
    }
}
