//! The name that a clause begins with in, who is told of out: what somebody has made, taken a part of or looked
//! into.

use super::topic::{Topic, after_year};
use crate::knowledge::Kind;

impl Topic<'_, '_> {
    /// Who is told of where a clause begins with this name: what the name has made, is named now, or tells of.
    pub(super) fn subject(
        &self,
        clause: usize,
        (start, limit): (usize, usize),
        (first, head): (usize, bool),
    ) -> usize {
        let made = if head { self.made_together(first, limit) } else { None };
        let made = made.or_else(|| self.made_by(start, first, limit));
        let made = made.or_else(|| self.modified(clause, first, limit));
        made.or_else(|| self.foretold(first, limit)).unwrap_or(first)
    }

    /// 该集团牵头设立的某基金规模为3亿元: what somebody who is told by a word alone has made.
    pub(super) fn is_made_here(&self, clause: usize, mention: usize) -> bool {
        let scene = self.scene;
        let start = scene.clauses[clause].start;
        let at = scene.unwrap_left(scene.range(mention).start);
        let Some((&'的', front)) = scene.text(start..at).split_last() else { return false };
        front.len() <= 20
            && self.words.jointly.ending(front).next().is_some()
            && self.subjects.pronoun(scene, start).is_some()
    }

    /// 某委员会抽查九户企业，: a body that looks into others has not what it tells of them.
    pub(super) fn looks_into(&self, mention: usize) -> bool {
        let scene = self.scene;
        let behind = scene.text(scene.range(mention).end..scene.chars.len());
        scene.mentions[mention].kind == Kind::INSTITUTION
            && self.words.looks_into.starting(after_year(behind)).next().is_some()
    }

    /// 收购甲厂72%的股权: what somebody takes a part of has no such part itself.
    pub(super) fn is_bought(&self, start: usize, mention: usize) -> bool {
        let scene = self.scene;
        let range = scene.range(mention);
        let behind = scene.text(scene.unwrap_right(range.end)..scene.chars.len());
        let part = behind.iter().take(8).position(|c| matches!(c, '%' | '成'));
        let share = part
            .and_then(|at| behind.get(at + 1..))
            .map(|rest| rest.strip_prefix(&['的']).unwrap_or(rest));
        let of_it = matches!(share, Some(['股', '权' | '份', ..]));
        let front = scene.text(start..scene.unwrap_left(range.start));
        of_it && self.words.buys.within(front).is_some()
    }

    /// 甲与乙合办的丙招生300人: what several have made is told of, and not they.
    fn made_together(&self, first: usize, limit: usize) -> Option<usize> {
        let scene = self.scene;
        let from = scene.range(first).end;
        let with =
            matches!(scene.text(from..limit), ['与' | '和' | '同' | '跟' | '、' | '联' | '共', ..]);
        let made = |&m: &usize| {
            let at = scene.unwrap_left(scene.range(m).start);
            let Some((&'的', front)) = scene.text(from..at).split_last() else { return false };
            front.len() <= 40
                && self.words.jointly.ending(front).next().is_some()
                && match scene.mentions[m].kind {
                    // 合资的某城矿业: only where the firm is.
                    Kind::PLACE => matches!(scene.text(scene.range(m)).last(), Some('园' | '区')),
                    kind => kind != Kind::PERSON,
                }
        };
        scene.inside(&(from..limit)).find(made).filter(|_| with)
    }

    /// 某海关预测甲市出口: whom a body tells of, in the same clause.
    fn foretold(&self, first: usize, limit: usize) -> Option<usize> {
        let scene = self.scene;
        let range = scene.range(first);
        let next = scene.inside(&(range.end..limit)).next()?;
        let between = scene.text(range.end..scene.range(next).start);
        let told = self.words.made_known.starting(between).next().is_some() && between.len() <= 12;
        let names =
            matches!(scene.mentions[next].kind, Kind::PLACE | Kind::INDUSTRY | Kind::COMPANY);
        (scene.mentions[first].kind == Kind::INSTITUTION && told && names).then_some(next)
    }

    /// 甲控股的乙产能9万吨: what the name in front made is told of.
    fn made_by(&self, start: usize, first: usize, limit: usize) -> Option<usize> {
        let made = |&m: &usize| m > first && self.subjects.is_made(self.scene, start, m);
        self.scene.inside(&(start..limit)).rfind(made)
    }

    /// 甲在此设立的乙，: a clause that is no more than a name with what is said of it. 甲更名为乙，: what
    /// follows is told under the new name.
    fn modified(&self, clause: usize, first: usize, limit: usize) -> Option<usize> {
        let (scene, end) = (self.scene, self.scene.clauses[clause].end);
        let last = scene.inside(&(0..end)).next_back().filter(|&last| last > first)?;
        let whole = limit == end && scene.unwrap_right(scene.range(last).end) >= end;
        if !whole || matches!(scene.mentions[last].kind, Kind::PERSON | Kind::INDUSTRY) {
            return None;
        }
        let mut head = last;
        while head > first + 1 && scene.range(head - 1).end == scene.range(head).start {
            head -= 1;
        }
        let front = scene.text(0..scene.unwrap_left(scene.range(head).start));
        let of = front.last() == Some(&'的') && !self.subjects.is_part(scene, first, head);
        (of || self.words.becomes.ending(front).next().is_some()).then_some(last)
    }
}
