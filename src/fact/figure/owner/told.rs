//! A clause in, whom it tells of out, by what the text is about where it names nobody.

use super::several::of_two;
use super::{Owners, Told, Topic};
use crate::fact::scene::Scene;
use crate::fact::subject::Subjects;
use crate::fact::text::ends;
use crate::knowledge::Kind;
use std::ops::Range;

impl Owners<'_> {
    /// Whom a whole clause is about.
    pub(super) fn whole(
        &mut self,
        scene: &Scene<'_>,
        subjects: &Subjects<'_>,
        clause: usize,
    ) -> &Told {
        let end = scene.clauses[clause].end;
        if self.told[clause].is_none() {
            self.told[clause] = Some(self.part(scene, subjects, clause, end));
        }
        self.told[clause].get_or_insert_default()
    }

    /// Whom a clause is about as far as `limit`.
    pub(super) fn part(
        &self,
        scene: &Scene<'_>,
        subjects: &Subjects<'_>,
        clause: usize,
        limit: usize,
    ) -> Told {
        // 甲、乙分别增长2%和3%，前者出口5亿元: of the one of the two.
        let two = self.last.len() == 2 && self.last.iter().all(|whose| self.served.contains(whose));
        if let Some(one) = one_of_two(scene, subjects, clause, limit).filter(|_| two) {
            let whose = self.last[one];
            return Told { owners: vec![whose], holder: Some(whose), unknown: false };
        }
        let known = self.last.first().copied().into_iter().chain(self.holder);
        let mut all = [u32::MAX; 2];
        let count = all.iter_mut().zip(known).map(|(slot, mention)| *slot = mention).count();
        let told = Topic { scene, subjects, words: &self.words }.told(clause, limit, &all[..count]);
        let own = self.own_firm(scene, subjects, clause);
        let bare = told.owners.is_empty();
        let bare_of = || {
            let trade = self.own_trade(scene, subjects, clause);
            trade.or_else(|| self.district(scene, subjects, clause))
        };
        let whose = own.or_else(|| bare.then(bare_of).flatten());
        match whose {
            Some(whose) => Told { owners: vec![whose], holder: Some(whose), unknown: false },
            None => told,
        }
    }

    /// 据公司年报，: the firm that the text is about; in the report of a firm 公司 is that one, whichever
    /// was told of last.
    fn own_firm(&self, scene: &Scene<'_>, subjects: &Subjects<'_>, clause: usize) -> Option<u32> {
        let range = scene.clauses[clause].clone();
        let firm = self.record.filter(|&whose| subjects.kind_of(whose) == Kind::COMPANY);
        if self.words.by_firm.starting(scene.text(range.clone())).next().is_some() {
            return firm.or_else(|| first_firm(scene, subjects));
        }
        let at = subjects.opened_at(clause);
        let says = ends(scene.text(range.start..at), "公司") && scene.starting(at).is_none();
        firm.filter(|_| says)
    }

    /// The place whose a measure is that only districts have, where something else was told of last:
    /// the one that has it, whose record the text is, or that it is about.
    fn district(&self, scene: &Scene<'_>, subjects: &Subjects<'_>, clause: usize) -> Option<u32> {
        let Range { start, end } = scene.clauses[clause].clone();
        // 年末三资企业: no 三 to begin with.
        let measured = |from: usize| self.words.of_district.starting(scene.text(from..end)).next();
        // 新增规上企业.
        let anew = |from: usize| {
            self.words.anew.starting(scene.text(from..end)).find_map(|more| measured(from + more))
        };
        let opened = subjects.opened_at(clause);
        (start..=opened).rev().take(3).find_map(measured).or_else(|| anew(opened))?;
        let place = |&m: &u32| subjects.kind_of(m) == Kind::PLACE;
        if self.last.first().is_some_and(|m| place(m) && subjects.carries(*m)) {
            return None;
        }
        let other = || (!self.last.is_empty()).then(|| first_district(scene, subjects)).flatten();
        let home = || subjects.home(scene, start).or_else(other);
        let title = || self.title.whose(scene, subjects).filter(place);
        self.holder.filter(place).or(self.record.filter(place)).or_else(title).or_else(home)
    }

    /// Whose record a clause before a colon says that it is.
    pub(super) fn heads(&self, scene: &Scene<'_>, clause: usize) -> Option<u32> {
        let range = scene.clauses[clause].clone();
        if scene.chars.get(range.end) != Some(&'：') || scene.inside(&range).len() != 1 {
            return None;
        }
        self.words.record.ending(scene.text(range.clone())).next()?;
        let whose = scene.inside(&range).next()?;
        matches!(scene.mentions[whose].kind, Kind::PLACE | Kind::COMPANY)
            .then(|| scene.global(whose))
    }

    /// Whether a clause that names nobody tells of others than those told of last: 该厂, 两家合计.
    pub(super) fn tells_of_others(
        &self,
        scene: &Scene<'_>,
        subjects: &Subjects<'_>,
        clause: usize,
    ) -> bool {
        let opened = subjects.opened(scene, clause);
        let topic = Topic { scene, subjects, words: &self.words };
        // 机械表9万只、石英表7万只，前者…: of whoever has both, where they are no names.
        let goods = one_of_two(scene, subjects, clause, scene.clauses[clause].end).is_some();
        !goods && subjects.is_unclear(scene, clause, self.last.first().copied())
            || self.is_of_several(scene, subjects, clause)
            || topic.names_a_thing(opened, 5)
            || topic.begins_with_unfound(clause)
    }
}

/// Which of two a clause begins with as far as `limit`: 前者 has no 前 that leads in to it.
fn one_of_two(
    scene: &Scene<'_>,
    subjects: &Subjects<'_>,
    clause: usize,
    limit: usize,
) -> Option<usize> {
    let opened = subjects.opened_at(clause).min(limit);
    let from = opened.saturating_sub(1).max(scene.clauses[clause].start);
    [opened, from].iter().find_map(|&from| of_two(scene.text(from..limit)))
}

/// The firm that the text names first, in its fullest form.
fn first_firm(scene: &Scene<'_>, subjects: &Subjects<'_>) -> Option<u32> {
    let text = subjects.text;
    let mut firms = (0..scene.first as u32).filter(|&m| text.kind(m) == Kind::COMPANY);
    let first = firms.next()?;
    let same = firms.filter(|&m| text.name(m).starts_with(text.name(first)));
    same.chain([first]).max_by_key(|&m| text.name(m).len())
}

/// The district that the text names first, if it does before anybody else.
fn first_district(scene: &Scene<'_>, subjects: &Subjects<'_>) -> Option<u32> {
    let text = subjects.text;
    let known = |&m: &u32| !matches!(text.name(m), [.., '报' | '社' | '网']);
    let first = (0..scene.first as u32).find(known)?;
    // 甲省乙县: the last of a chain.
    let place = |m: u32| text.kind(m) == Kind::PLACE && subjects.carries(m);
    let span = |m: u32| &text.mentions[m as usize].span;
    let beside = |&m: &u32| {
        let next = m + 1;
        let follows = next < scene.first as u32 && span(next).start == span(m).end && place(next);
        (follows && text.sentence(next) == text.sentence(m)).then_some(next)
    };
    std::iter::successors(Some(first).filter(|&m| place(m)), beside).last()
}
