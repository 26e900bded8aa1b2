//! A number in its clause in, the mention it is stated of out.

use super::several::{is_sum, of_two};
use super::{Owners, Topic};
use crate::fact::figure::beside::{beside, made};
use crate::fact::figure::clause::is_condition;
use crate::fact::figure::number::Number;
use crate::fact::figure::title::seat;
use crate::fact::figure::turn::{
    Whose, again, by_part, in_order, in_turn, list_before, together, turn,
};
use crate::fact::scene::Scene;
use crate::fact::subject::Subjects;
use crate::knowledge::Kind;

/// A number among those of its sentence.
pub(super) struct Case<'s, 'k> {
    pub(super) scene: &'s Scene<'s>,
    pub(super) subjects: &'s Subjects<'k>,
    pub(super) numbers: &'s [Number<'s, 's>],
    pub(super) index: usize,
}

impl Case<'_, '_> {
    fn number(&self) -> &Number<'_, '_> {
        &self.numbers[self.index]
    }

    fn clause(&self) -> usize {
        self.scene.clause(self.number().range.start)
    }

    /// What its clause says before it.
    fn front(&self) -> &[char] {
        let start = self.scene.clauses[self.clause()].start;
        self.scene.text(start..self.number().from)
    }
}

impl Owners<'_> {
    pub(super) fn found(&mut self, case: &Case<'_, '_>) -> Option<u32> {
        let Case { scene, subjects, numbers, index } = *case;
        let own = self.follow(scene, subjects, numbers, index);
        if is_condition(scene, case.clause()) {
            return None;
        }
        let words = self.words;
        let topic = Topic { scene, subjects, words: &words };
        if let Some(other) = beside(&topic, case.number(), case.clause()) {
            // 经甲口岸进出口5亿元；验放车辆9万辆次: what follows is told of it as well.
            if own.is_empty() && self.served.is_empty() && case.front().first() == Some(&'经') {
                self.last = vec![other];
                self.holder = Some(other);
            }
            return Some(other);
        }
        if let Some(new) = made(&topic, case.number(), case.clause()) {
            self.made = Some(new);
            return self.made;
        }
        let turn = turn(scene, numbers, index);
        if own.is_empty()
            && let Some(latest) =
                self.latest.filter(|&latest| self.goes_on_with(case, turn, latest))
        {
            return Some(latest);
        }
        // 上半年锌锭均价2万元: the price of a good is of nobody told of in a sentence before.
        let money = matches!(case.number().class, "money" | "rate");
        let priced = || words.priced.within(case.front()).is_some();
        let bare = own.is_empty() && scene.inside(&(0..case.number().from)).is_empty();
        if money && bare && self.served.is_empty() && priced() {
            self.forget();
            (self.strange, self.several) = (true, true);
            return None;
        }
        if let Some(decided) = self.among_several(case, &own, turn) {
            return decided.mention();
        }
        let place = turn.filter(|_| self.last.len() > 1).unwrap_or(0);
        let Some(&told) = self.last.get(place) else { return self.of_text(case) };
        if subjects.kind_of(told) == Kind::INDUSTRY && !self.is_record(subjects, told) {
            return self.of_trade(scene, subjects, case.number(), &own, told);
        }
        // 某局从外县调来种子，栽树9万亩: what an office does is counted of its district, but money is its own.
        if own.is_empty() && !money && self.is_of_government(subjects, told) {
            return seat(&words, subjects, told);
        }
        Some(told)
    }

    /// Whether an office acts for a government, and the text is not its own record.
    fn is_of_government(&self, subjects: &Subjects<'_>, mention: u32) -> bool {
        let acts = match subjects.text.name(mention) {
            [.., '员', '会'] | [.., '管', '委', '会'] => true,
            [.., last] => matches!(last, '局' | '厅' | '委' | '府' | '部'),
            [] => false,
        };
        acts && subjects.kind_of(mention) == Kind::INSTITUTION && !self.is_record(subjects, mention)
    }

    /// Whether a clause that names nobody goes on with whose the number before was.
    fn goes_on_with(&self, case: &Case<'_, '_>, turn: Option<usize>, latest: u32) -> bool {
        let Case { scene, subjects, numbers, index } = *case;
        let (front, number) = (case.front(), case.number());
        let Some(before) = index.checked_sub(1).map(|before| &numbers[before]) else {
            return false;
        };
        // 建设甲园，占地90亩，引进企业30家: of the new one as well.
        let between = scene.text(before.range.end..number.from);
        let near = !between.iter().any(|c| matches!(c, '；' | '。'))
            && between.iter().filter(|&&c| c == '，').count() < 2;
        let person = subjects.kind_of(latest) == Kind::PERSON && before.class != "age";
        let acts = Some(latest) == self.made || person;
        if acts && near && self.words.of_district.starting(front).next().is_none() {
            return true;
        }
        let next = scene.clause(before.range.start) + 1 >= case.clause() && self.last.len() < 2;
        // 增幅分别为2%和3%: of one after the other, and not of the last.
        let each = turn.is_some() && self.served.len() > 1;
        let of_number = || self.words.of_number.starting(after_year(front)).next().is_some();
        is_part(front) || next && !each && of_number()
    }

    /// Whose the number is where several are told of: of one of them, or of none; nothing where there
    /// are not several.
    fn among_several(
        &mut self,
        case: &Case<'_, '_>,
        own: &[u32],
        turn: Option<usize>,
    ) -> Option<Whose> {
        let Case { scene, subjects, numbers, index } = *case;
        let front = case.front();
        // 甲产5万吨，乙产3万吨，合计占六成: of neither.
        if own.is_empty() && turn.is_none() && self.served.len() > 1 && is_sum(front) && !self.again
        {
            self.forget();
            (self.strange, self.several) = (true, true);
            return Some(Whose::Nobody);
        }
        // 甲、乙分别增长2%、3%: one after the other; 两家合计占9%: of neither.
        if let Some(turn) = turn
            && let Some(list) = list_before(scene, numbers, index - turn, &self.last)
        {
            self.last = list;
            return self.last.get(turn).copied().map(Whose::One);
        }
        if let Some(part) = by_part(scene, numbers, index, self.last.len()) {
            return Some(part);
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
        if shared.is_some() || turn.is_some() || self.last.len() < 2 {
            return shared.map(Whose::One);
        }
        if let Some(one) = of_two(front).filter(|_| own.is_empty() && self.last.len() == 2) {
            return self.last.get(one).copied().map(Whose::One);
        }
        // 甲、乙占全市的六成: what several come to is of none of them.
        let front = scene.text(scene.clauses[case.clause()].start..case.number().range.start);
        self.come_to(subjects, front).then_some(Whose::Nobody)
    }

    /// Whose the number is where nobody is told of: whom the text is about.
    fn of_text(&mut self, case: &Case<'_, '_>) -> Option<u32> {
        let Case { scene, subjects, .. } = *case;
        let clause = case.clause();
        // 从借款5万元起步，甲…: what goes before waits for the subject that comes.
        let waits = subjects.fronted(scene, clause) && clause + 1 < scene.clauses.len();
        let next = waits.then(|| self.whole(scene, subjects, clause + 1).owners.first());
        let next = next.flatten().copied();
        let title = || self.title.whose(scene, subjects);
        let place = |m: &u32| subjects.kind_of(*m) == Kind::PLACE && !self.several;
        let record = self.record.filter(|m| !self.strange || place(m));
        // 引进企业九家: what is done without a subject the district that the text is about does.
        let start = scene.clauses[clause].start;
        let acts = || {
            let opened = scene.text(subjects.opened_at(clause)..scene.clauses[clause].end);
            let verbs = [self.words.anew, self.words.makes];
            verbs.iter().any(|verbs| verbs.starting(opened).next().is_some())
        };
        let counted = case.number().class == "count" && !self.strange;
        let home = || subjects.home(scene, start).filter(|_| counted && acts());
        next.or(record).or_else(|| title().filter(|_| !self.strange)).or_else(home)
    }
}

/// The text behind the small words that a clause goes on with.
pub(super) fn after_year(front: &[char]) -> &[char] {
    let opens = |c: &char| matches!(c, '其' | '中' | '总' | '年' | '，' | '已' | '均' | '约');
    let first = front.iter().position(|c| !opens(c)).unwrap_or(front.len());
    front.get(first..).unwrap_or_default()
}

/// 其中出口3亿元, but not 其中前者出口3亿元.
fn is_part(front: &[char]) -> bool {
    front.starts_with(&['其', '中']) && of_two(front).is_none()
}
