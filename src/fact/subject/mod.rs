//! Clauses in, their subjects out: stated, carried over within a paragraph, or meant by 我市.
//!
//! A subject is a list of mentions (甲、乙等企业落户…). An omitted one is carried to the clauses that
//! follow in the paragraph, and into the next paragraph only where that goes on counting (一是, 二是).

pub(super) mod about;
pub(super) mod cues;
mod firm;
mod group;
mod heading;
pub(super) mod here;
mod issuer;
mod it;
mod lead;
mod named;
pub(super) mod party;
mod post;
pub(super) mod pronoun;
mod speech;
mod stated;
mod told;

use super::Text;
use crate::fact::scene::{Scene, marks, wraps};
use crate::knowledge::rules::{Carried, Filler, Role};
use crate::knowledge::{Kind, Knowledge};
use cues::cues;
use party::Parties;
use pronoun::{Met, Pronouns};
use speech::announces;
use std::cell::{Cell, OnceCell};

cues! {
    /// The words that a subject is told by.
    Cues:
        lead_in preposition fronting causative stranger enumerator district site_noun reports relates
        kin he pair made_by trade holding joins_in its prize unfound title belongs sponsors notice
        confers prize_rank winners sends_round beside leader joint deals called sort_of_firm
}

/// What 双方 may stand for.
const BODIES: [Kind; 3] = [Kind::PLACE, Kind::COMPANY, Kind::INSTITUTION];

/// The subjects met so far, the latest last.
pub(super) struct Subjects<'k> {
    pub(super) knowledge: &'k Knowledge,
    pub(super) text: Text<'k>,
    pub(super) cues: Cues<'k>,
    pub(super) pronouns: Pronouns<'k>,
    pub(super) parties: Parties<'k>,
    pub(super) met: Met,
    /// The clause's subject is a word for no mention (省委, 专家): nothing is carried over it.
    strange: bool,
    paragraph: Option<u32>,
    /// How many were told of before 其中甲…, which is a subject within its own sentence only.
    aside: Option<usize>,
    /// How many were told of before this sentence.
    pub(super) entered: usize,
    counting: bool,
    /// How many were told of before the list began to which this paragraph belongs.
    listed: Option<usize>,
    /// The trade that heads the lines.
    pub(super) trade: Option<u32>,
    /// The prize that heads the lines.
    heading: Option<u32>,
    /// The prize that the text, or the last such line, is about.
    award: Option<u32>,
    /// The firm or body that the lines of a card are about, which says first what it is called.
    card: Option<u32>,
    /// Who issued the text, once asked for.
    pub(super) issued: OnceCell<Option<u32>>,
    /// How each clause of the sentence begins.
    openings: Vec<Opening>,
}

/// How a clause begins.
struct Opening {
    /// Where its lead-in words end.
    at: usize,
    /// What stands there, and the whole clause, begins with a word that may stand for a name: most
    /// do not, and are not asked which.
    word: bool,
    whole: bool,
    /// Where 公司 stands before no name: as a rule it leads in to one.
    firm: Option<usize>,
    /// From where it was asked last what the word at the head means, and what that is: it is asked
    /// again and again until another subject is met.
    meant: Cell<Option<(usize, Option<u32>)>>,
}

impl<'k> Subjects<'k> {
    pub(super) fn new(knowledge: &'k Knowledge, text: Text<'k>) -> Self {
        Self {
            knowledge,
            text,
            cues: Cues::new(knowledge.rules()),
            pronouns: Pronouns::new(knowledge, text),
            parties: Parties::of(text),
            met: Met::default(),
            strange: false,
            paragraph: None,
            aside: None,
            entered: 0,
            counting: false,
            listed: None,
            trade: None,
            heading: None,
            award: None,
            card: None,
            issued: OnceCell::new(),
            openings: Vec::new(),
        }
    }

    /// Begins a sentence of this paragraph.
    pub(super) fn enter(&mut self, scene: &Scene<'_>, paragraph: u32) {
        if self.paragraph != Some(paragraph) {
            // 第五条： an article of a law has its own subject.
            let counts = self.cues.enumerator.starting(scene.chars).next();
            let counts = counts.is_some_and(|length| scene.chars.get(length) != Some(&'条'));
            if counts && self.counting {
                // 一、甲区…。\n二、实施…: what the first item was about does not act in the second.
                let listed = *self.listed.get_or_insert(self.met.subjects.len());
                self.met.subjects.truncate(listed);
            } else {
                self.turn();
                self.listed = counts.then_some(0);
            }
            self.counting = counts;
            self.paragraph = Some(paragraph);
        }
        if let ['【', .., '】'] = scene.chars {
            // 【领导信息】: what stands below goes on with nothing above.
            self.met.topics = [None, self.met.topics[1], None];
            self.met.sole = None;
        }
        if scene.mentions.is_empty() && self.is_answer(scene) {
            self.met.speaker = self.answers(scene);
        }
        // 主要做好以下工作： the paragraphs that count follow.
        self.counting |= scene.chars.last() == Some(&'：');
        self.strange = false;
        if let Some(told) = self.aside.take() {
            self.met.subjects.truncate(told);
        }
        self.entered = self.met.subjects.len();
        let heading = heading::prize(scene, &self.cues);
        self.award = heading.or_else(|| heading::award(scene, &self.cues)).or(self.award);
        self.heading =
            heading.or(self.heading.filter(|_| heading::lists(scene, self.cues.winners)));
        self.card = heading::card(scene, &self.cues, self.card);
        self.openings.clear();
        for clause in scene.clauses {
            let text = scene.text(clause.clone());
            let rest = self.after_lead_in(heading::behind(scene, clause));
            let word = self.pronouns.may_stand(rest);
            let whole = if rest.len() == text.len() { word } else { self.pronouns.may_stand(text) };
            let at = clause.end - rest.len();
            let firm = self.firm_before(scene, clause.start, at);
            self.openings.push(Opening { at, word, whole, firm, meant: Cell::new(None) });
        }
    }

    /// Whether the paragraph has told of any.
    pub(super) fn has_told(&self) -> bool {
        !self.met.subjects.is_empty()
    }

    /// Whether the clause that holds this place begins with a word that stands for a name.
    pub(super) fn is_meant(&self, scene: &Scene<'_>, at: usize) -> bool {
        let opening = &self.openings[scene.clause(at)];
        opening.word || opening.whole || opening.firm.is_some()
    }

    /// The subjects met, the latest first.
    pub(super) fn told_last(&self) -> impl Iterator<Item = u32> {
        self.met.told_last()
    }

    /// Turns to a paragraph that does not go on with the one before.
    fn turn(&mut self) {
        let told = std::mem::take(&mut self.met.subjects);
        self.met.bearer = None;
        self.met.speaker = None;
        let kind = |m: &u32| self.text.kind(*m);
        let body = |m: &&u32| matches!(kind(m), Kind::COMPANY | Kind::INSTITUTION);
        let zone = |m: &&u32| kind(m) == Kind::PLACE && self.pronouns.ends_in(**m, &['园', '区']);
        self.met.sole = self.pronouns.only(told.iter().flatten().filter(body).copied());
        let first = told.iter().flatten().find(body).or(self.met.topics[0].as_ref()).copied();
        let zone = told.iter().flatten().find(zone).or(self.met.topics[1].as_ref()).copied();
        let person = |m: &&u32| kind(m) == Kind::PERSON;
        let life = told.first().and_then(|told| told.iter().find(person)).copied();
        self.met.topics = [first, zone, life.or(self.met.topics[2].filter(|_| told.is_empty()))];
    }

    /// Whether a clause of the sentence begins with a word that may stand for a name.
    pub(super) fn points(&self) -> bool {
        self.openings.iter().any(|opening| opening.word || opening.whole)
    }

    /// A clause behind its lead-in words.
    pub(super) fn opened<'t>(&self, scene: &Scene<'t>, clause: usize) -> &'t [char] {
        scene.text(self.openings[clause].at..scene.clauses[clause].end)
    }

    /// Takes note of the subject of a clause, once its own facts have been read.
    pub(super) fn leave(&mut self, scene: &Scene<'_>, clause: usize) {
        let range = &scene.clauses[clause];
        if clause == 0 && scene.dateline > 0 {
            return;
        }
        let stated = self.stated(scene, clause);
        if !stated.is_empty() {
            // 某某表示： who speaks is not who acts in what he says, unless for a firm.
            let text = scene.text(range.clone());
            let reported = self.cues.reports.ending(text).next().is_some();
            self.strange = reported && !announces(text) && !self.speaks_for_a_firm(scene, &stated);
            // 旗下甲、乙…: 公司 stays the one whose they are.
            let theirs = self.cues.kin.starting(scene.chars).next().is_some();
            let item = self.is_item(scene, range.start);
            self.aside = self.aside.or(item.then_some(self.met.subjects.len()));
            if !self.strange && (!theirs || self.met.subjects.is_empty()) {
                let one_of_them = text.starts_with(&['其', '中']) && !self.met.subjects.is_empty();
                self.aside = self.aside.or(one_of_them.then_some(self.met.subjects.len()));
                // 控股子公司甲…: 公司 is still whose it is.
                let parent = self.met.topics[0].filter(|_| theirs && self.met.subjects.is_empty());
                self.met.subjects.extend(parent.map(|parent| vec![parent]));
                self.met.subjects.push(stated);
                self.turn_to_joint(scene, clause);
            }
        } else if let Some(meant) = self.meant(scene, range.start, &[]) {
            self.strange = false;
            // 全市 of a city named paragraphs ago acts in its own sentence only.
            let here = self.text.paragraph(scene.sentence);
            let near = self.text.paragraph(self.text.sentence(meant)) == here;
            let body = self.pronouns.is_body(self.opened(scene, clause));
            // 我们出台…，设立…: who speaks so goes on acting in the same breath.
            let we = self.pronouns.is_we(self.opened(scene, clause));
            let far = !near && self.text.kind(meant) == Kind::PLACE;
            // 甲下设乙，后者坐落在…: what follows is about 甲 again.
            let told = self.met.subjects.len();
            let latter = self.pronouns.is_of_two(self.opened(scene, clause));
            let beside = latter && told > 0 || far && (we || !body);
            self.aside = self.aside.or(beside.then_some(told));
            self.met.subjects.push(vec![meant]);
        } else if let Some(group) = self.group(scene, clause, &BODIES)
            && group.windows(2).all(|pair| self.kind_of(pair[0]) == self.kind_of(pair[1]))
            && !group.is_empty()
        {
            self.strange = false;
            self.met.subjects.push(group);
        } else if let Some(speaker) = self.first_person(scene, clause) {
            self.met.subjects.push(vec![speaker]);
        } else if let Some(person) = self.he(scene, clause) {
            self.strange = false;
            self.met.subjects.push(vec![person]);
        } else if self.strange_in(scene, clause) || self.unclear_in(scene, clause) {
            // 其中世界500强企业12家: some of those just told of, who act on.
            self.strange |= !scene.text(range.clone()).starts_with(&['其', '中']);
        }
        self.forget_meant();
        self.met.bearer = self.titled(scene, clause).or(self.met.bearer);
        self.met.speaker = self.speaks_here(scene, clause).or(self.met.speaker);
        self.forget_meant();
    }

    /// What words mean is to be asked anew: others were met.
    fn forget_meant(&self) {
        self.openings.iter().for_each(|opening| opening.meant.set(None));
    }

    /// 设有三个中心：甲，位于丙；乙，位于丁。 What an item is about ends with the sentence.
    fn is_item(&self, scene: &Scene<'_>, start: usize) -> bool {
        let front = scene.text(0..start);
        let Some(colon) = front.iter().rposition(|&char| char == '：') else { return false };
        let said = self.cues.reports.ending(scene.text(0..colon)).next().is_some();
        let begins = matches!(front.last(), Some('：' | '；'));
        begins && !said && !self.met.subjects.is_empty() && scene.chars.contains(&'；')
    }

    /// 甲与乙合资成立丙，在…建厂; 甲设立丙，专门为乙供货: what the sentence goes on to say is said of the firm
    /// that they founded.
    fn turn_to_joint(&mut self, scene: &Scene<'_>, clause: usize) {
        let range = &scene.clauses[clause];
        let next = scene.clauses.get(clause + 1).map_or(&[][..], |next| scene.text(next.clone()));
        let deals = self.cues.deals.starting(next).next().is_some();
        let joint = scene.ending(range.end).filter(|&m| {
            let front = scene.text(range.start..scene.range(m).start);
            // 设立全资子公司|丙.
            let sort = self.cues.sort_of_firm.ending(front).next().unwrap_or_default();
            let front = &front[..front.len() - sort];
            let front = front.strip_suffix(&['了']).unwrap_or(front);
            let founded = || deals && self.pronouns.founding.ending(front).next().is_some();
            scene.mentions[m].kind == Kind::COMPANY
                && (self.cues.joint.ending(front).next().is_some() || founded())
        });
        if let Some(joint) = joint {
            self.aside = self.aside.or(Some(self.met.subjects.len()));
            self.met.subjects.push(vec![scene.global(joint)]);
        }
    }

    /// The subject of what stands at `at`, of the kinds that the slot takes.
    pub(super) fn of(&self, scene: &Scene<'_>, at: usize, slot: &Carried) -> Vec<u32> {
        let index = scene.clause(at);
        if let Some(other) = self.other_than_subject(scene, index, slot) {
            return other;
        }
        let clause = &scene.clauses[index];
        let before: Vec<usize> = scene
            .inside(&(clause.start..at))
            .filter(|&m| !scene.aside(m) && !self.modifies(scene, m))
            .filter(|&m| self.free(scene, clause.start, m) && !self.names_a_site(scene, m))
            .collect();
        let fits = |m: &usize| slot.kinds.contains(&scene.mentions[*m].kind);
        let leads = |m: &usize| self.leads(scene, clause.start, *m);
        let near = before
            .iter()
            .rev()
            .copied()
            .find(|m| fits(m) && (leads(m) || self.made_to_act(scene, clause.start, *m)));
        // 甲市主攻丙、乙市主攻丁: a name of its own before each verb.
        let own = before.last().copied().filter(|&m| fits(&m) && Self::begins_item(scene, m, at));
        match own.or(near) {
            _ if self.is_of_unfound(scene, clause.start, at) => return Vec::new(),
            Some(mention) => return self.acting(scene, mention, &slot.kinds),
            None => {}
        }
        // 公司与甲签约: of a name that is free more is said than of 公司.
        let firm = self.openings[index].firm.is_some() && before.iter().any(fits);
        if !firm && let Some(meant) = self.meant(scene, clause.start, &slot.kinds) {
            return self.at_home(scene, at, vec![meant]);
        }
        if let Some(told) = self.told_by_word(scene, index, &slot.kinds) {
            return told;
        }
        if let Some(mention) = before.iter().copied().find(fits) {
            return self.acting(scene, mention, &slot.kinds);
        }
        if before.iter().any(leads)
            || self.strange_in(scene, index)
            || self.unclear_in(scene, index)
            || (slot.filler != Filler::Owning && self.is_of_a_thing(scene, index, at))
        {
            return Vec::new();
        }
        // 自从牵手乙以来，甲…: what goes before waits for the subject that comes.
        if self.fronted(scene, index) {
            let mut next = self.stated_next(scene, index);
            next.retain(|&m| slot.kinds.contains(&self.text.kind(m)));
            if !next.is_empty() {
                return next;
            }
        }
        if matches!(slot.filler, Filler::Nearest | Filler::Topic)
            && let Some(last) = self.last_of_clause_before(scene, index)
            && slot.kinds.contains(&scene.mentions[last].kind)
        {
            return Self::fellows(scene, last, &slot.kinds);
        }
        let carried = if self.strange { Vec::new() } else { self.told_before(scene, at, slot) };
        self.at_home(scene, at, carried)
    }

    /// What fills a slot that no subject fills.
    fn other_than_subject(
        &self,
        scene: &Scene<'_>,
        clause: usize,
        slot: &Carried,
    ) -> Option<Vec<u32>> {
        match slot.filler {
            Filler::Heading if slot.kinds == [Kind::INDUSTRY] => {
                Some(self.trade.into_iter().collect())
            }
            Filler::Issuer => Some(self.issuer(&slot.kinds).into_iter().collect()),
            Filler::Heading => Some(self.prize(scene).into_iter().collect()),
            Filler::About => Some(self.owner_of_list(scene, &slot.kinds).into_iter().collect()),
            Filler::Among => {
                let group = |clause| self.group(scene, clause, &slot.kinds);
                Some((0..=clause).rev().find_map(group).unwrap_or_default())
            }
            Filler::Subject | Filler::Nearest | Filler::Topic | Filler::Owning => None,
        }
    }

    /// The prize that heads the line, or that whose ranks it lists.
    fn prize(&self, scene: &Scene<'_>) -> Option<u32> {
        self.heading.or_else(|| self.award.filter(|_| heading::ranks(scene, &self.cues)))
    }

    /// Where a clause begins behind its lead-in words.
    pub(super) fn opened_at(&self, clause: usize) -> usize {
        self.openings[clause].at
    }

    /// What the pronoun at the head of a clause means, of any kind.
    pub(super) fn pronoun(&self, scene: &Scene<'_>, start: usize) -> Option<u32> {
        let clause = scene.clause(start);
        let meant = self.meant(scene, start, &[]);
        if meant.is_some() || !self.openings[clause].whole {
            return meant;
        }
        // 公司 may lead in to a name; where none follows it is the firm that the text is about.
        let whole = scene.text(scene.clauses[clause].clone());
        let firm = self.pronouns.home_firm(scene, start, whole);
        firm.or_else(|| self.pronouns.meant(scene, start, whole, &self.met, &[]))
    }

    /// Whether a clause is about something named by a word alone that cannot be told, and is not
    /// the one told of last: 镇里, 厂里, 全市 after a firm.
    pub(super) fn is_unclear(&self, scene: &Scene<'_>, clause: usize, last: Option<u32>) -> bool {
        let place = last.is_some_and(|last| self.text.kind(last) == Kind::PLACE);
        self.unclear_in(scene, clause)
            && !self.pronouns.may_mean(self.opened(scene, clause), place)
            && self.meant(scene, scene.clauses[clause].start, &[]).is_none()
    }

    /// What a mention names.
    pub(super) fn kind_of(&self, mention: u32) -> Kind {
        self.text.kind(mention)
    }

    /// The place, firm or body that what stands at `at` is said of.
    pub(super) fn carried(&self, scene: &Scene<'_>, at: usize) -> Option<u32> {
        let kinds = vec![Kind::PLACE, Kind::COMPANY, Kind::INSTITUTION];
        let slot = Carried { role: Role::Head, kinds, filler: Filler::Subject };
        self.of(scene, at, &slot).first().copied()
    }

    /// The paragraph of a sentence.
    pub(super) fn paragraph_of(&self, sentence: u32) -> u32 {
        self.text.paragraph(sentence)
    }

    /// Whether this paragraph goes on counting what the one before began.
    pub(super) fn counts_on(&self) -> bool {
        self.counting
    }

    /// The text behind its lead-in words and dates.
    pub(super) fn after_lead_in<'t>(&self, mut text: &'t [char]) -> &'t [char] {
        loop {
            // 三方共建: 三 counts nothing off.
            if self.pronouns.is_latter(text) || self.cues.pair.starting(text).next().is_some() {
                return text;
            }
            let date = text.iter().take_while(|c| c.is_ascii_digit()).count();
            let length = match self.cues.lead_in.starting(text).next() {
                Some(length) => length,
                None if date > 0 => date,
                None if text.first().is_some_and(|&c| wraps(c) || marks(c) || c == '、') => 1,
                None => return text,
            };
            text = text.get(length..).unwrap_or_default();
        }
    }

    fn meant(&self, scene: &Scene<'_>, start: usize, kinds: &[Kind]) -> Option<u32> {
        if !kinds.is_empty() {
            return self.meant_at(scene, start, kinds);
        }
        let known = &self.openings[scene.clause(start)].meant;
        if known.get().is_none_or(|(from, _)| from != start) {
            known.set(Some((start, self.meant_at(scene, start, kinds))));
        }
        known.get().and_then(|(_, meant)| meant)
    }

    fn meant_at(&self, scene: &Scene<'_>, start: usize, kinds: &[Kind]) -> Option<u32> {
        let clause = scene.clause(start);
        if !self.openings[clause].word {
            let firm = scene.text(self.openings[clause].firm?..scene.clauses[clause].end);
            return self.pronouns.meant(scene, start, firm, &self.met, kinds);
        }
        self.pronouns.meant(scene, start, self.opened(scene, clause), &self.met, kinds)
    }

    /// Whether the clause begins with a word for a name that cannot be told.
    fn unclear_in(&self, scene: &Scene<'_>, clause: usize) -> bool {
        self.openings[clause].word && self.pronouns.begins(self.opened(scene, clause))
    }

    fn strange_in(&self, scene: &Scene<'_>, clause: usize) -> bool {
        self.cues.stranger.starting(self.opened(scene, clause)).next().is_some()
    }
}
