//! A number in its clause in, the mention it is stated of out.

use super::number::Number;
use super::topic::{Told, Topic};
use super::words::Words;
use crate::corpus::Date;
use crate::fact::scene::Scene;
use crate::fact::subject::Subjects;
use crate::fact::text::ends;
use crate::fact::time::Dated;
use crate::knowledge::{Kind, Rules};

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
    /// Whom each whole clause of the sentence tells of, as far as it was asked.
    told: Vec<Option<Told>>,
    paragraph: Option<u32>,
    period: Option<Date>,
}

impl<'k> Owners<'k> {
    pub(in crate::fact) fn new(rules: &'k Rules) -> Self {
        Self {
            words: Words::new(rules),
            last: Vec::new(),
            holder: None,
            latest: None,
            served: Vec::new(),
            told: Vec::new(),
            paragraph: None,
            period: None,
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
        self.remember(scene, dates);
    }

    /// Begins a sentence.
    pub(super) fn enter(&mut self, scene: &Scene<'_>, subjects: &Subjects<'_>) {
        self.turn_to(scene, subjects);
        self.latest = None;
        self.served.clear();
        self.told.clear();
        self.told.resize(scene.clauses.len(), None);
    }

    /// Forgets what was told where another paragraph begins.
    fn turn_to(&mut self, scene: &Scene<'_>, subjects: &Subjects<'_>) {
        let paragraph = subjects.paragraph_of(scene.sentence);
        if self.paragraph != Some(paragraph) && !subjects.counts_on() {
            self.forget();
            self.period = None;
        }
        self.paragraph = Some(paragraph);
    }

    fn forget(&mut self) {
        self.last.clear();
        self.holder = None;
    }

    /// 2024年， opens what goes on; a date behind a name does not.
    fn remember(&mut self, scene: &Scene<'_>, dates: &[Dated]) {
        let opens = |dated: &&Dated| {
            let at = dated.range.start;
            let clause = scene.clauses[scene.clause(at)].start;
            let first = at <= 4 || (at <= clause + 4 && scene.inside(&(0..at)).is_empty());
            first && !is_since(scene, dated)
        };
        if let Some(first) = dates.first() {
            let report = |dated: &&Dated| scene.chars.get(dated.range.start) == Some(&'报');
            let opening = Some(first).filter(opens).or_else(|| dates.iter().find(report));
            self.period = opening.map(|dated| dated.date);
        }
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
        let known = self.last.first().copied().into_iter().chain(self.holder);
        let mut all = [u32::MAX; 2];
        let count = all.iter_mut().zip(known).map(|(slot, mention)| *slot = mention).count();
        Topic { scene, subjects, words: &self.words }.told(clause, limit, &all[..count])
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
            let told = first.map(|clause| self.whole(scene, subjects, clause).clone());
            if let Some(told) = told
                && told.owners.first().is_some_and(|&m| self.last.is_empty() || subjects.carries(m))
            {
                self.turn_to_these(told);
            }
        }
        self.remember(scene, dates);
        // 甲市去年再上台阶。: the figures that follow are of that year.
        if let [dated] = dates
            && bare
            && scene.chars.get(dated.range.start).is_some_and(|c| matches!(c, '去' | '上' | '今'))
        {
            self.period = Some(dated.date);
        }
    }

    fn turn_to_these(&mut self, told: Told) {
        self.holder = told.holder.or(self.holder);
        self.last = told.owners;
    }

    /// The year that statistics go on speaking of in the sentences that follow.
    pub(super) fn period(&self, class: &str, measure: &str, front: &[char]) -> Option<Date> {
        // 总投资, 注册资本: what a thing has once and for all.
        if self.words.dimension.ending(front).next().is_some() {
            return None;
        }
        let yearly = ["全年", "年末", "年底"].iter().any(|word| {
            let word: Vec<char> = word.chars().collect();
            front.windows(2).any(|pair| pair == word)
        });
        let yearly = yearly || self.words.yearly.words().iter().any(|word| word == measure);
        let goes_on = yearly || matches!(class, "percent" | "money" | "rank" | "times" | "share");
        goes_on.then_some(self.period).flatten()
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
        if !self.served.contains(&owner) {
            self.served.push(owner);
        }
        let number = &numbers[index];
        let start = scene.clauses[scene.clause(number.range.start)].start;
        let listed = self.last.len() > 1 && self.last.first() == Some(&owner);
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
        let front = scene.text(scene.clauses[clause].start..number.from);
        let next = index.checked_sub(1).is_some_and(|before| {
            scene.clause(numbers[before].range.start) + 1 >= clause && self.last.len() < 2
        });
        let of_number = || next && words.of_number.starting(after_year(front)).next().is_some();
        if own.is_empty()
            && self.latest.is_some()
            && (front.starts_with(&['其', '中']) || of_number())
        {
            return self.latest;
        }
        // 甲、乙分别增长2%、3%: one after the other; 两家合计占9%: of neither.
        let turn = turn(scene, numbers, index);
        if own.is_empty()
            && let Some(turn) = turn
            && let Some(owner) = self.in_turn(turn, together(scene, numbers, index - turn))
        {
            return Some(owner);
        }
        let summed = |pair: &[char]| matches!(pair, ['合' | '总', '计'] | ['总', '和']);
        if turn.is_none() && self.last.len() > 1 && front.windows(2).any(summed) {
            return None;
        }
        let told = *self.last.get(turn.filter(|_| self.last.len() > 1).unwrap_or(0))?;
        if subjects.kind_of(told) == Kind::INDUSTRY {
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
            } else if begins(scene, numbers, index, earlier) {
                self.whole(scene, subjects, earlier).clone()
            } else {
                continue;
            };
            own.clone_from(&told.owners);
            let unknown = told.unknown || self.tells_of_others(scene, subjects, earlier);
            let body = own.first().is_some_and(|&m| subjects.kind_of(m) == Kind::INSTITUTION);
            if earlier < clause && body && subjects.reports(scene, earlier) {
                // 某局局长介绍，: what the body tells is seldom of itself.
                self.forget();
            } else if !own.is_empty() {
                self.turn_to_these(told);
            } else if unknown {
                self.forget();
            }
        }
        own
    }

    /// Whether what is told behind this is of each in a list: 均超, but not 年均达.
    fn of_each(&self, front: &[char]) -> bool {
        let mean =
            |at: usize| at > 0 && matches!(front[at - 1], '年' | '月' | '日' | '人' | '户' | '亩');
        self.words.each.within(front).is_some_and(|(at, _)| !mean(at))
    }

    /// 甲产量5万吨，乙产量3万吨，分别增长2%和3%: those told of before, one after the other.
    fn in_turn(&self, turn: usize, count: usize) -> Option<u32> {
        let first = self.served.len().checked_sub(count).filter(|_| self.last.len() < 2)?;
        (count > 1).then(|| self.served[first + turn])
    }

    /// Whether a clause that names nobody tells of others than those told of last: 该厂, 两家合计.
    fn tells_of_others(&self, scene: &Scene<'_>, subjects: &Subjects<'_>, clause: usize) -> bool {
        let opened = scene.text(subjects.opened_at(clause)..scene.clauses[clause].end);
        subjects.is_unclear(scene, clause, self.last.first().copied())
            || self.words.group.starting(opened).next().is_some()
            || Topic { scene, subjects, words: &self.words }.names_a_thing(opened, 5)
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
        if counted && !its_own { holder() } else { Some(trade) }
    }

    /// Whether a clause goes on with what the one before measured: 同比增长3%, 居全省第一.
    fn goes_on(&self, front: &[char]) -> bool {
        let front = after_year(front);
        front.is_empty() || self.words.goes_on.starting(front).next().is_some()
    }
}

/// 自2014年通水以来，累计调水: since when, and not for which year.
pub(super) fn is_since(scene: &Scene<'_>, dated: &Dated) -> bool {
    scene.text(0..dated.range.start).last() == Some(&'自')
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

/// Who bears a number that is no figure of whom the clause tells of.
fn beside(topic: &Topic<'_, '_>, number: &Number<'_, '_>, clause: usize) -> Option<u32> {
    let bearer =
        || topic.bearer(clause).filter(|&m| topic.scene.range(m).start >= number.range.end);
    let found = bearer()
        .or_else(|| attribute(topic, number))
        .or_else(|| recipient(topic, number, clause))
        .or_else(|| new(topic, number, clause));
    found.map(|mention| topic.scene.global(mention))
}

/// 投资20亿元的某项目: what follows with 的 bears the number, when its measure goes before.
fn attribute(topic: &Topic<'_, '_>, number: &Number<'_, '_>) -> Option<usize> {
    const MEASURED: [&str; 7] = ["投资", "占地", "面积", "年产", "产值", "注册资本", "规模"];
    let scene = topic.scene;
    let front = scene.text(0..number.from);
    if !MEASURED.iter().any(|word| ends(front, word)) {
        return None;
    }
    let end = number.range.end;
    let rest = scene.text(end..scene.chars.len());
    let of = usize::from(rest.first() == Some(&'的'));
    let from = end + of;
    let next = scene.inside(&(from..scene.chars.len())).next().filter(|_| of == 1)?;
    let first = scene.range(next).start;
    let bare =
        scene.text(from..first).iter().all(|c| !matches!(c, '，' | '。' | '；' | '：' | '、'));
    // A place in front says where the firm or project is.
    let bearer = match scene.mentions.get(next + 1) {
        Some(_)
            if scene.mentions[next].kind == Kind::PLACE
                && scene.range(next).end == scene.range(next + 1).start =>
        {
            next + 1
        }
        _ => next,
    };
    let names = scene.mentions[bearer].kind != Kind::PERSON;
    (bare && names && first <= from + 4).then_some(bearer)
}

/// 给予甲公司200万元, 对甲公司奖励200万元: to whom something is given.
fn recipient(topic: &Topic<'_, '_>, number: &Number<'_, '_>, clause: usize) -> Option<usize> {
    let Topic { scene, words, .. } = topic;
    let start = scene.clauses[clause].start;
    let last = scene.inside(&(start..number.from)).next_back()?;
    let range = scene.range(last);
    let front = scene.text(start..scene.unwrap_left(range.start));
    let between = scene.text(scene.unwrap_right(range.end)..number.from);
    let given = words.gives.ending(front).next().is_some() && between.len() <= 8;
    let to = matches!(front.last(), Some('对' | '向' | '给' | '为'))
        && words.gives.starting(between).any(|length| between.len() <= length + 4);
    ((given || to) && number.class == "money").then_some(last)
}

/// 设立甲公司，注册资本5亿元: the thing that the clause before has named as new.
fn new(topic: &Topic<'_, '_>, number: &Number<'_, '_>, clause: usize) -> Option<usize> {
    let Topic { scene, words, .. } = topic;
    let front = scene.text(scene.clauses[clause].start..number.from);
    let dimension = words.dimension.starting(front).any(|length| front.len() <= length + 4);
    let before = clause.checked_sub(1).filter(|_| dimension)?;
    let range = &scene.clauses[before];
    let last = scene.inside(range).rfind(|&m| !scene.aside(m))?;
    let name = scene.range(last);
    let behind =
        (scene.unwrap_right(name.end)..range.end).filter(|&at| scene.bracket(at).is_none());
    let front = scene.text(range.start.max(name.start.saturating_sub(8))..name.start);
    let made = words.makes.within(front).is_some() && scene.mentions[last].kind != Kind::PERSON;
    let program = scene.mentions[last].kind == Kind::PROGRAM;
    (behind.count() <= 4 && (made || program)).then_some(last)
}

/// Whether no number stands between the end of this clause and the number.
fn begins(scene: &Scene<'_>, numbers: &[Number<'_, '_>], index: usize, clause: usize) -> bool {
    let end = scene.clauses[clause].end;
    index.checked_sub(1).is_none_or(|before| numbers[before].range.end <= end)
}

/// Which of several owners a number that follows 分别 belongs to.
pub(super) fn turn(scene: &Scene<'_>, numbers: &[Number<'_, '_>], index: usize) -> Option<usize> {
    let mut first = index;
    loop {
        let start = first.checked_sub(1).map_or(0, |before| numbers[before].range.end);
        let between = scene.text(start..numbers[first].from);
        if between.windows(2).any(|pair| matches!(pair, ['分', '别'] | ['依', '次'])) {
            return Some(index - first);
        }
        if first == 0 || !matches!(between, ['、' | '和' | '与' | '及' | '，']) {
            return None;
        }
        first -= 1;
    }
}

/// How many numbers are told together from this one on.
pub(super) fn together(scene: &Scene<'_>, numbers: &[Number<'_, '_>], first: usize) -> usize {
    let joined = |pair: &[Number<'_, '_>]| match pair {
        [one, next] => {
            matches!(scene.text(one.range.end..next.from), ['、' | '和' | '与' | '及' | '，'])
        }
        _ => false,
    };
    1 + numbers.get(first..).unwrap_or_default().windows(2).take_while(|pair| joined(pair)).count()
}
