//! Sentence by sentence in, whose the figures are that each tells out.

mod found;
mod several;
mod told;
mod trade;

use super::clause::{glosses, goes_on_listing, is_aside, is_headed, speaks};
use super::number::Number;
use super::speaker::{speaker, spoken_for};
use super::title::{Title, announces, is_office, seat};
use super::topic::{Told, Topic};
use super::turn::{together, turn};
use super::words::Words;
use super::year::{Years, heading};
use crate::corpus::Date;
use crate::fact::scene::Scene;
use crate::fact::subject::Subjects;
use crate::fact::time::Dated;
use crate::knowledge::Kind;
use found::Case;

/// Remembers whose figures are told, sentence by sentence.
pub(in crate::fact) struct Owners<'k> {
    words: Words<'k>,
    last: Vec<u32>,
    /// The place, firm or body told of last.
    holder: Option<u32>,
    /// Whose the number before in the sentence was.
    latest: Option<u32>,
    /// Whether that was also whose the number before it was.
    again: bool,
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
    pub(in crate::fact) fn new(words: &Words<'k>, written: Option<Date>) -> Self {
        Self {
            words: *words,
            last: Vec::new(),
            holder: None,
            latest: None,
            again: false,
            served: Vec::new(),
            passing: None,
            told: Vec::new(),
            paragraph: None,
            years: Years::new(words, written),
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

    /// 政府工作报告——在甲县第十八届人民代表大会上: whose report it is that the heading does not say.
    fn held_before(&mut self, scene: &Scene<'_>) {
        const LINES: u32 = 3;
        if self.record.is_some() || !(1..=LINES).contains(&scene.sentence) || !self.years.report {
            return;
        }
        let officer = |rest: &[char]| matches!(rest, ['人', '民', ..] | [_, '长', ..] | ['第', ..]);
        let whose = (0..scene.mentions.len()).find(|&m| {
            let rest = scene.text(scene.range(m).end..scene.chars.len());
            scene.mentions[m].kind == Kind::PLACE && officer(rest)
        });
        self.record = whose.map(|m| scene.global(m));
    }

    /// 甲市2022年统计公报: whose all the numbers below it are where nobody else is told of.
    fn head(&mut self, scene: &Scene<'_>, subjects: &Subjects<'_>, dates: &[Dated]) {
        self.held_before(scene);
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
            let tells = is_office(&self.words, subjects.text.name(whose))
                && self.words.accounts.within(scene.chars).is_none();
            self.record = if tells { seat(&self.words, subjects, whose) } else { Some(whose) };
            self.years.head(scene, dates);
        }
    }

    /// Begins a sentence.
    pub(super) fn enter(&mut self, scene: &Scene<'_>, subjects: &Subjects<'_>) {
        self.turn_to(scene, subjects);
        (self.latest, self.again) = (None, false);
        (self.strange, self.several) = (false, false);
        if let Some((last, holder)) = self.aside.take() {
            (self.last, self.holder) = (last, holder);
        }
        if let Some(whose) = speaker(&self.words, scene, subjects, !self.last.is_empty()) {
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
        let Some(owner) = self.found(&Case { scene, subjects, numbers, index }) else {
            self.latest = None;
            return Vec::new();
        };
        self.again = self.latest == Some(owner);
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
                && !is_headed(scene, earlier)
            {
                self.whole(scene, subjects, earlier).clone()
            } else {
                continue;
            };
            own.clone_from(&told.owners);
            let unknown = told.unknown
                || self.tells_of_others(scene, subjects, earlier)
                    && !self.tells_of_each(scene, numbers, index);
            let kind = own.first().map(|&m| subjects.kind_of(m));
            let text = scene.text(scene.clauses[earlier].clone());
            let shown = self.words.made_known.ending(text).next().is_some();
            let tells = || match kind {
                Some(Kind::INSTITUTION) => {
                    shown || speaks(scene, earlier) || subjects.reports(scene, earlier)
                }
                Some(Kind::PROGRAM) => self.words.sets_out.ending(text).next().is_some(),
                _ => false,
            };
            if earlier < clause && tells() {
                // 某局局长介绍，: what the body tells is seldom of itself, but of its district;
                // 某规划提出，: what a document sets out is not its own.
                self.forget();
                let seat = own.first().and_then(|&office| seat(&self.words, subjects, office));
                self.last.extend(seat);
                self.holder = seat;
            } else if let Some(firm) =
                spoken_for(scene, subjects, earlier).filter(|_| earlier < clause)
            {
                self.last = vec![firm];
                self.holder = Some(firm);
            } else if let Some(whose) = self.heads(scene, earlier) {
                // 这是甲集团去年的成绩单：: whose all is that follows.
                self.last = vec![whose];
                self.holder = Some(whose);
            } else if !own.is_empty() {
                // 全行业…: of the trade in this sentence.
                let trade = own.first().is_some_and(|&m| {
                    subjects.kind_of(m) == Kind::INDUSTRY && (m as usize) < scene.first
                });
                let aside = trade || is_aside(scene, earlier);
                if self.aside.is_none() && aside && (trade || !self.last.is_empty()) {
                    self.aside = Some((self.last.clone(), self.holder));
                }
                self.turn_to_these(told);
            } else if let Some(new) =
                self.made.filter(|_| self.words.in_use.starting(text).next().is_some())
            {
                self.last = vec![new];
                self.holder = Some(new);
            } else if unknown {
                self.turn_to_others(scene, subjects, earlier);
            }
        }
        own
    }

    /// Turns to others than those told of: in this sentence only, where they are several of them.
    fn turn_to_others(&mut self, scene: &Scene<'_>, subjects: &Subjects<'_>, clause: usize) {
        let group = self.is_of_several(scene, subjects, clause);
        // 其余由甲院持有。: what the next sentence tells is of the same as before.
        let known = group && !self.last.is_empty();
        let aside = self.aside.take().or_else(|| known.then(|| (self.last.clone(), self.holder)));
        self.forget();
        (self.aside, self.strange) = (aside, true);
        let topic = Topic { scene, subjects, words: &self.words };
        self.several = group || topic.begins_with_unfound(clause);
    }
}

/// Whether no number stands between the end of this clause and the number.
fn begins(scene: &Scene<'_>, numbers: &[Number<'_, '_>], index: usize, clause: usize) -> bool {
    let end = scene.clauses[clause].end;
    index.checked_sub(1).is_none_or(|before| numbers[before].range.end <= end)
}
