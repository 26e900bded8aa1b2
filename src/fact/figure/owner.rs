//! A number in its clause in, the mention it is stated of out.

use super::beside::{beside, made};
use super::clause::{glosses, goes_on_listing, is_aside, speaks};
use super::number::Number;
use super::speaker::speaker;
use super::title::{Title, announces, is_office, seat};
use super::topic::{Told, Topic};
use super::turn::{again, by_part, in_order, in_turn, list_before, together, turn};
use super::words::Words;
use super::year::{Years, heading};
use crate::fact::scene::Scene;
use crate::fact::subject::Subjects;
use crate::fact::text::ends;
use crate::fact::time::Dated;
use crate::knowledge::{Kind, Rules};
use std::ops::Range;

/// Remembers whose figures are told, sentence by sentence.
pub(in crate::fact) struct Owners<'k> {
    words: Words<'k>,
    last: Vec<u32>,
    /// The place, firm or body told of last.
    holder: Option<u32>,
    /// Whose the number before in the sentence was.
    latest: Option<u32>,
    /// Whose the numbers of the sentence were so far, each once, the latest last.
    served: Vec<u32>,
    /// One of them told of in passing, if nobody was told of after it: 其中乙占三成.
    passing: Option<u32>,
    /// Whom each whole clause of the sentence tells of, as far as it was asked.
    told: Vec<Option<Told>>,
    paragraph: Option<u32>,
    pub(super) years: Years<'k>,
    /// Whose record the text is, by its heading.
    record: Option<u32>,
    /// Whom the sentence told of before 其中甲…, which is told of no further.
    aside: Option<(Vec<u32>, Option<u32>)>,
    title: Title,
    /// The new thing that the paragraph has told of last: 建设甲园，投资….
    made: Option<u32>,
    /// What the sentence is about has no name that was found.
    strange: bool,
    /// What is told is what several come to.
    several: bool,
    /// The trade whose figures were told last.
    trade: Option<u32>,
}

impl<'k> Owners<'k> {
    pub(in crate::fact) fn new(rules: &'k Rules) -> Self {
        Self {
            words: Words::new(rules),
            last: Vec::new(),
            holder: None,
            latest: None,
            served: Vec::new(),
            passing: None,
            told: Vec::new(),
            paragraph: None,
            years: Years::new(rules),
            record: None,
            aside: None,
            title: Title::default(),
            made: None,
            strange: false,
            several: false,
            trade: None,
        }
    }

    /// Goes past a sentence of which nothing is told.
    pub(in crate::fact) fn pass(
        &mut self,
        scene: &Scene<'_>,
        subjects: &Subjects<'_>,
        dates: &[Dated],
    ) {
        self.turn_to(scene, subjects);
        self.years.remember(scene, dates);
        self.head(scene, subjects, dates);
        self.title.read(&self.words, scene, subjects);
    }

    /// 甲市2022年统计公报: whose all the numbers below it are where nobody else is told of.
    fn head(&mut self, scene: &Scene<'_>, subjects: &Subjects<'_>, dates: &[Dated]) {
        let first = scene.mentions.first().filter(|m| {
            let at = m.span.start as usize;
            let dated = |d: &Dated| d.range.start == 0 && at <= d.range.end + 4;
            scene.sentence == 0 && (at == 0 || dates.first().is_some_and(dated))
        });
        let holds = |kind: Kind| kind != Kind::PERSON && kind != Kind::PROGRAM;
        if first.is_some_and(|first| {
            holds(first.kind) && !announces(&self.words, scene, scene.chain_end(0))
        }) && self.words.record.ending(heading(scene.chars)).next().is_some()
        {
            let whose = scene.global(scene.chain_end(0));
            // 甲市统计局统计信息: of the city; but 甲局部门决算.
            let tells = is_office(subjects.text.name(whose))
                && self.words.accounts.within(scene.chars).is_none();
            self.record = if tells { seat(subjects, whose) } else { Some(whose) };
            self.years.head(scene, dates);
        }
    }

    /// Begins a sentence.
    pub(super) fn enter(&mut self, scene: &Scene<'_>, subjects: &Subjects<'_>) {
        self.turn_to(scene, subjects);
        self.latest = None;
        (self.strange, self.several) = (false, false);
        if let Some((last, holder)) = self.aside.take() {
            (self.last, self.holder) = (last, holder);
        }
        if let Some(whose) = speaker(scene, subjects, !self.last.is_empty()) {
            self.last = vec![whose];
            self.holder = Some(whose);
        }
        self.served.clear();
        self.passing = None;
        self.told.clear();
        self.told.resize(scene.clauses.len(), None);
    }

    /// Forgets what was told where another paragraph begins.
    fn turn_to(&mut self, scene: &Scene<'_>, subjects: &Subjects<'_>) {
        let paragraph = subjects.paragraph_of(scene.sentence);
        self.made = self.made.filter(|_| self.paragraph == Some(paragraph));
        let turns = !subjects.counts_on() || self.record.is_some();
        if self.paragraph != Some(paragraph) && turns {
            self.forget();
            self.years.turn(subjects.counts_on());
            if let Some(whose) = self.record {
                self.last.push(whose);
                self.holder = Some(whose);
            }
        }
        self.paragraph = Some(paragraph);
    }

    fn forget(&mut self) {
        self.last.clear();
        self.holder = None;
        self.aside = None;
    }

    /// Whom a whole clause is about.
    fn whole(&mut self, scene: &Scene<'_>, subjects: &Subjects<'_>, clause: usize) -> &Told {
        let end = scene.clauses[clause].end;
        if self.told[clause].is_none() {
            self.told[clause] = Some(self.part(scene, subjects, clause, end));
        }
        self.told[clause].get_or_insert_default()
    }

    /// Whom a clause is about as far as `limit`.
    fn part(
        &self,
        scene: &Scene<'_>,
        subjects: &Subjects<'_>,
        clause: usize,
        limit: usize,
    ) -> Told {
        // 甲、乙分别增长2%和3%，前者出口5亿元: of the one of the two.
        let opened = subjects.opened_at(clause).min(limit);
        let two = self.last.len() == 2 && self.last.iter().all(|whose| self.served.contains(whose));
        if let Some(one) = of_two(scene.text(opened..limit)).filter(|_| two) {
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
        (start..=subjects.opened_at(clause)).rev().take(3).find_map(measured)?;
        let place = |&m: &u32| subjects.kind_of(m) == Kind::PLACE;
        if self.last.first().is_some_and(|m| place(m) && subjects.carries(*m)) {
            return None;
        }
        let home = || subjects.home(scene, start).or_else(|| first_district(scene, subjects));
        self.holder.filter(place).or(self.record.filter(place)).or_else(home)
    }

    /// Ends a sentence: whom it was about and which year it spoke of.
    pub(super) fn leave(
        &mut self,
        scene: &Scene<'_>,
        subjects: &Subjects<'_>,
        bare: bool,
        dates: &[Dated],
    ) {
        if bare {
            let leads = |&clause: &usize| {
                let text = scene.text(scene.clauses[clause].clone());
                let lead_in = subjects.opened_at(clause) >= scene.clauses[clause].end;
                let ground = self.words.grounds.ending(text).next().is_some();
                !lead_in && !ground && !subjects.fronted(scene, clause)
            };
            // What a sentence begins with it is about; where that is left out, the same as before.
            let first = (0..scene.clauses.len()).find(leads);
            // 治理见效，甲市变了样: what follows a few words counts where nobody was told of.
            let few = |clause: usize| {
                let range = &scene.clauses[clause];
                let told = self.last.is_empty() && clause + 1 < scene.clauses.len();
                let comma = scene.chars.get(range.end) == Some(&'，');
                told && comma && range.len() <= 8 && scene.inside(range).is_empty()
            };
            let first = first.map(|first| first + usize::from(few(first)));
            let told = first.map(|clause| self.whole(scene, subjects, clause).clone());
            // 环市东路开了一家店: no road has what is counted there.
            let road = |m: u32| matches!(subjects.text.name(m).last(), Some('路' | '街' | '道'));
            let carries = |&m: &u32| subjects.carries(m) || self.last.is_empty() && !road(m);
            if let Some(told) = told
                && told.owners.first().is_some_and(carries)
            {
                self.turn_to_these(told);
            }
        }
        self.years.remember(scene, dates);
        self.head(scene, subjects, dates);
        self.title.read(&self.words, scene, subjects);
        // 甲市去年再上台阶。: the figures that follow are of that year.
        if let [dated] = dates
            && bare
            && scene.chars.get(dated.range.start).is_some_and(|c| matches!(c, '去' | '上' | '今'))
        {
            self.years.speak_of(dated.date);
        }
    }

    fn turn_to_these(&mut self, told: Told) {
        self.holder = told.holder.or(self.holder);
        self.last = told.owners;
    }

    /// Whose figure the number is: of one, or of each in a list (甲、乙产值均超百亿).
    pub(super) fn owners(
        &mut self,
        scene: &Scene<'_>,
        subjects: &Subjects<'_>,
        numbers: &[Number<'_, '_>],
        index: usize,
    ) -> Vec<u32> {
        let Some(owner) = self.found(scene, subjects, numbers, index) else {
            self.latest = None;
            return Vec::new();
        };
        self.latest = Some(owner);
        if subjects.kind_of(owner) == Kind::INDUSTRY {
            self.trade = Some(owner);
        }
        self.title.count(subjects, owner);
        let number = &numbers[index];
        let start = scene.clauses[scene.clause(number.range.start)].start;
        let aside = scene.text(start..number.from).starts_with(&['其', '中']);
        if !self.served.contains(&owner) {
            if aside && !self.served.is_empty() {
                self.passing = Some(owner);
            } else {
                self.served.extend(self.passing.take().filter(|&other| other != owner));
                self.served.push(owner);
            }
        }
        let alone = turn(scene, numbers, index).is_none_or(|turn| turn == 0)
            && together(scene, numbers, index) == 1;
        let listed = self.last.len() > 1 && self.last.first() == Some(&owner) && alone;
        if listed && self.of_each(scene.text(start..number.range.start)) {
            return self.last.clone();
        }
        vec![owner]
    }

    fn found(
        &mut self,
        scene: &Scene<'_>,
        subjects: &Subjects<'_>,
        numbers: &[Number<'_, '_>],
        index: usize,
    ) -> Option<u32> {
        let number = &numbers[index];
        let clause = scene.clause(number.range.start);
        let own = self.follow(scene, subjects, numbers, index);
        let words = self.words;
        let topic = Topic { scene, subjects, words: &words };
        if let Some(other) = beside(&topic, number, clause) {
            return Some(other);
        }
        if let Some(new) = made(&topic, number, clause) {
            self.made = Some(new);
            return self.made;
        }
        let front = scene.text(scene.clauses[clause].start..number.from);
        // 建设甲园，占地90亩，引进企业30家: of the new one as well.
        let goes_on = |before: usize| {
            let between = scene.text(numbers[before].range.end..number.from);
            !between.iter().any(|c| matches!(c, '；' | '。'))
                && between.iter().filter(|&&c| c == '，').count() < 2
        };
        let acts = |&m: &u32| Some(m) == self.made || subjects.kind_of(m) == Kind::PERSON;
        if let Some(latest) = self.latest.filter(acts)
            && own.is_empty()
            && words.of_district.starting(front).next().is_none()
            && index.checked_sub(1).is_some_and(goes_on)
        {
            return Some(latest);
        }
        let next = index.checked_sub(1).is_some_and(|before| {
            scene.clause(numbers[before].range.start) + 1 >= clause && self.last.len() < 2
        });
        let turn = turn(scene, numbers, index);
        // 增幅分别为2%和3%: of one after the other, and not of the last.
        let each = turn.is_some() && self.served.len() > 1;
        let of_number =
            || next && !each && words.of_number.starting(after_year(front)).next().is_some();
        if own.is_empty() && self.latest.is_some() && (is_part(front) || of_number()) {
            return self.latest;
        }
        // 甲产5万吨，乙产3万吨，合计占六成: of neither.
        if own.is_empty() && turn.is_none() && self.served.len() > 1 && is_sum(front) {
            self.forget();
            (self.strange, self.several) = (true, true);
            return None;
        }
        // 甲、乙分别增长2%、3%: one after the other; 两家合计占9%: of neither.
        if let Some(turn) = turn
            && let Some(list) = list_before(scene, numbers, index - turn, &self.last)
        {
            self.last = list;
            return self.last.get(turn).copied();
        }
        if let Some(part) = by_part(scene, numbers, index, self.last.len()) {
            return part;
        }
        let shared = match turn {
            Some(turn) if own.is_empty() && self.last.len() < 2 => {
                in_turn(&self.served, turn, together(scene, numbers, index - turn))
            }
            Some(_) => None,
            None => in_order(scene, numbers, index, &self.last).or_else(|| {
                let again = || again(scene, numbers, index, &self.last, &self.served);
                own.is_empty().then(again).flatten()
            }),
        };
        if shared.is_some() {
            return shared;
        }
        if turn.is_none() && self.last.len() > 1 {
            let one = of_two(front).filter(|_| own.is_empty() && self.last.len() == 2);
            if let Some(one) = one {
                return self.last.get(one).copied();
            }
            // 甲、乙占全市的六成: what several come to is of none of them.
            let front = scene.text(scene.clauses[clause].start..number.range.start);
            if self.come_to(subjects, front) {
                return None;
            }
        }
        let Some(&told) = self.last.get(turn.filter(|_| self.last.len() > 1).unwrap_or(0)) else {
            // 从借款5万元起步，甲…: what goes before waits for the subject that comes.
            let waits = subjects.fronted(scene, clause) && clause + 1 < scene.clauses.len();
            let next = waits.then(|| self.whole(scene, subjects, clause + 1).owners.first());
            let next = next.flatten().copied();
            let title = || self.title.whose(scene, subjects);
            let place = |m: &u32| subjects.kind_of(*m) == Kind::PLACE && !self.several;
            let record = self.record.filter(|m| !self.strange || place(m));
            return next.or(record).or_else(|| title().filter(|_| !self.strange));
        };
        if subjects.kind_of(told) == Kind::INDUSTRY && !self.is_record(subjects, told) {
            return self.of_trade(scene, subjects, number, &own, told);
        }
        Some(told)
    }

    /// Follows what is told of from clause to clause as far as the number; whom its own tells of.
    fn follow(
        &mut self,
        scene: &Scene<'_>,
        subjects: &Subjects<'_>,
        numbers: &[Number<'_, '_>],
        index: usize,
    ) -> Vec<u32> {
        let clause = scene.clause(numbers[index].range.start);
        let mut own = Vec::new();
        for earlier in 0..=clause {
            let told = if earlier == clause {
                self.part(scene, subjects, earlier, numbers[index].from)
            } else if begins(scene, numbers, index, earlier)
                && !glosses(scene, earlier)
                && !goes_on_listing(scene, earlier)
            {
                self.whole(scene, subjects, earlier).clone()
            } else {
                continue;
            };
            own.clone_from(&told.owners);
            let unknown = told.unknown || self.tells_of_others(scene, subjects, earlier);
            let body = own.first().is_some_and(|&m| subjects.kind_of(m) == Kind::INSTITUTION);
            let text = scene.text(scene.clauses[earlier].clone());
            let shown = self.words.made_known.ending(text).next().is_some();
            let tells = || shown || speaks(scene, earlier) || subjects.reports(scene, earlier);
            if earlier < clause && body && tells() {
                // 某局局长介绍，: what the body tells is seldom of itself, but of its district.
                self.forget();
                let seat = own.first().and_then(|&office| seat(subjects, office));
                self.last.extend(seat);
                self.holder = seat;
            } else if let Some(whose) = self.heads(scene, earlier) {
                // 这是甲集团去年的成绩单：: whose all is that follows.
                self.last = vec![whose];
                self.holder = Some(whose);
            } else if !own.is_empty() {
                if self.aside.is_none() && !self.last.is_empty() && is_aside(scene, earlier) {
                    self.aside = Some((self.last.clone(), self.holder));
                }
                self.turn_to_these(told);
            } else if let Some(new) =
                self.made.filter(|_| self.words.in_use.starting(text).next().is_some())
            {
                self.last = vec![new];
                self.holder = Some(new);
            } else if unknown {
                self.forget();
                self.strange = true;
                self.several = self.is_of_several(scene, subjects, earlier);
            }
        }
        own
    }

    /// Whose record a clause before a colon says that it is.
    fn heads(&self, scene: &Scene<'_>, clause: usize) -> Option<u32> {
        let range = scene.clauses[clause].clone();
        if scene.chars.get(range.end) != Some(&'：') || scene.inside(&range).len() != 1 {
            return None;
        }
        self.words.record.ending(scene.text(range.clone())).next()?;
        let whose = scene.inside(&range).next()?;
        matches!(scene.mentions[whose].kind, Kind::PLACE | Kind::COMPANY)
            .then(|| scene.global(whose))
    }

    /// 甲、乙占六成, 三家合计占六成: whether a number tells what those told of last come to, and not what each
    /// has; 甲与乙签约，总值…: of a pair, the one that acts is told of.
    fn come_to(&self, subjects: &Subjects<'_>, front: &[char]) -> bool {
        let text = subjects.text;
        let pair = self.last.first().is_some_and(|&first| {
            let range = text.mentions[first as usize].span.range();
            let chars = &text.sentences[text.sentence(first) as usize].chars;
            let joiner = chars.get(range.end..).and_then(|rest| rest.iter().find(|c| **c != '”'));
            self.last.len() == 2 && matches!(joiner, Some('与' | '和' | '同' | '跟'))
        });
        is_sum(front) || !pair && !self.of_each(front)
    }

    /// Whether what is told behind this is of each in a list: 均超, but not 年均达.
    fn of_each(&self, front: &[char]) -> bool {
        let mean =
            |at: usize| at > 0 && matches!(front[at - 1], '年' | '月' | '日' | '人' | '户' | '亩');
        self.words.each.within(front).is_some_and(|(at, _)| !mean(at))
    }

    /// Whether a clause that names nobody tells of others than those told of last: 该厂, 两家合计.
    fn tells_of_others(&self, scene: &Scene<'_>, subjects: &Subjects<'_>, clause: usize) -> bool {
        let opened = scene.text(subjects.opened_at(clause)..scene.clauses[clause].end);
        let topic = Topic { scene, subjects, words: &self.words };
        subjects.is_unclear(scene, clause, self.last.first().copied())
            || self.is_of_several(scene, subjects, clause)
            || topic.names_a_thing(opened, 5)
            || topic.begins_with_unfound(clause)
    }

    /// Whether a clause begins with what stands for several: 两家合计.
    fn is_of_several(&self, scene: &Scene<'_>, subjects: &Subjects<'_>, clause: usize) -> bool {
        let opened = scene.text(subjects.opened_at(clause)..scene.clauses[clause].end);
        self.words.group.starting(opened).next().is_some()
    }

    /// 全行业营业收入: the trade that the text is about or that was told of last.
    fn own_trade(&self, scene: &Scene<'_>, subjects: &Subjects<'_>, clause: usize) -> Option<u32> {
        let text = scene.text(subjects.opened_at(clause)..scene.clauses[clause].end);
        self.words.whole_trade.starting(text).next()?;
        let trade = |&m: &u32| subjects.kind_of(m) == Kind::INDUSTRY;
        let title = || self.title.whose(scene, subjects).filter(trade);
        self.record.filter(trade).or_else(title).or(self.trade)
    }

    /// Whether the text is the record of what this mention names.
    fn is_record(&self, subjects: &Subjects<'_>, mention: u32) -> bool {
        let text = subjects.text;
        self.record.is_some_and(|whose| text.bare(whose) == text.bare(mention))
    }

    /// Whose the number is where a trade was told of last.
    fn of_trade(
        &self,
        scene: &Scene<'_>,
        subjects: &Subjects<'_>,
        number: &Number<'_, '_>,
        own: &[u32],
        trade: u32,
    ) -> Option<u32> {
        let start = scene.clauses[scene.clause(number.range.start)].start;
        let front = scene.text(start..number.from);
        let here = (trade as usize).checked_sub(scene.first);
        let holder = || match self.holder {
            Some(holder) if holder as usize >= scene.first => Some(holder),
            known => subjects.carried(scene, number.from).or(known),
        };
        // What was told of a trade before goes on only where nothing else is measured:
        // 工业规模翻番，而居民收入增长三成.
        let rate = matches!(number.class, "percent" | "share");
        let elsewhere = here.is_none_or(|here| rate && parted(scene, here, start));
        if elsewhere && !self.goes_on(front) {
            return holder().or(Some(trade));
        }
        // What is counted is counted of whoever acts, not of the trade spoken of before.
        let counted = matches!(number.class, "count" | "area" | "length");
        let people = || self.words.of_trade.starting(after_year(front)).next().is_some();
        let cluster = |here: usize| ends(scene.text(scene.range(here)), "集群");
        let its_own = here.is_some_and(|here| own == self.last || people() || cluster(here));
        if counted && !its_own { holder().or(Some(trade)) } else { Some(trade) }
    }

    /// Whether a clause goes on with what the one before measured: 同比增长3%, 居全省第一.
    fn goes_on(&self, front: &[char]) -> bool {
        let front = after_year(front);
        front.is_empty() || self.words.goes_on.starting(front).next().is_some()
    }
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

/// The text behind the small words that a clause goes on with.
fn after_year(front: &[char]) -> &[char] {
    let opens = |c: &char| matches!(c, '其' | '中' | '总' | '年' | '，' | '已' | '均' | '约');
    let first = front.iter().position(|c| !opens(c)).unwrap_or(front.len());
    front.get(first..).unwrap_or_default()
}

/// Whether the clause that starts here turns from this mention to another thing.
fn parted(scene: &Scene<'_>, mention: usize, start: usize) -> bool {
    let end = scene.range(mention).end;
    end <= start
        && (scene.text(end..start).iter().any(|c| matches!(c, '；' | ';'))
            || scene.text(start..start + 1) == ['而'])
}

/// Whether no number stands between the end of this clause and the number.
fn begins(scene: &Scene<'_>, numbers: &[Number<'_, '_>], index: usize, clause: usize) -> bool {
    let end = scene.clauses[clause].end;
    index.checked_sub(1).is_none_or(|before| numbers[before].range.end <= end)
}

/// 合计占六成: whether what several come to is told.
fn is_sum(front: &[char]) -> bool {
    let sums = |pair: &[char]| matches!(pair, ['合' | '总', '计'] | ['总', '和'] | ['合', '占']);
    front.windows(2).any(sums) || front.windows(3).any(|three| three == ['加', '起', '来'])
}

/// Which of two 前者, 其中后者 means.
fn of_two(front: &[char]) -> Option<usize> {
    match front.strip_prefix(&['其', '中']).unwrap_or(front) {
        ['前', '者', ..] => Some(0),
        ['后', '者', ..] => Some(1),
        _ => None,
    }
}

/// 其中出口3亿元, but not 其中前者出口3亿元.
fn is_part(front: &[char]) -> bool {
    front.starts_with(&['其', '中']) && of_two(front).is_none()
}
