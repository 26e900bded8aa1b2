//! A number in its clause in, the mention it is stated of out.

use super::number::Number;
use crate::corpus::Date;
use crate::fact::scene::Scene;
use crate::fact::subject::Subjects;
use crate::fact::text::{ends, starts};
use crate::fact::time::Dated;
use crate::knowledge::Kind;

/// Remembers whose figures are told, sentence by sentence.
#[derive(Default)]
pub(in crate::fact) struct Owners {
    last: Vec<u32>,
    /// Whom each whole clause of the sentence tells of, as far as it was asked.
    told: Vec<Option<Vec<u32>>>,
    paragraph: Option<u32>,
    period: Option<Date>,
}

impl Owners {
    /// Goes past a sentence of which nothing is told.
    pub(in crate::fact) fn pass(
        &mut self,
        scene: &Scene<'_>,
        subjects: &Subjects<'_>,
        dates: &[Dated],
    ) {
        self.turn_to(scene, subjects);
        self.remember(dates);
    }

    /// Begins a sentence.
    pub(super) fn enter(&mut self, scene: &Scene<'_>, subjects: &Subjects<'_>) {
        self.turn_to(scene, subjects);
        self.told.clear();
        self.told.resize(scene.clauses.len(), None);
    }

    /// Forgets what was told where another paragraph begins.
    fn turn_to(&mut self, scene: &Scene<'_>, subjects: &Subjects<'_>) {
        let paragraph = subjects.paragraph_of(scene.sentence);
        if self.paragraph != Some(paragraph) && !subjects.counts_on() {
            self.last.clear();
            self.period = None;
        }
        self.paragraph = Some(paragraph);
    }

    /// 2024年， opens what goes on; a date further back in the sentence does not.
    fn remember(&mut self, dates: &[Dated]) {
        if let Some(dated) = dates.first() {
            self.period = (dated.range.start <= 4).then_some(dated.date);
        }
    }

    /// The mentions that a whole clause is about.
    fn whole(&mut self, scene: &Scene<'_>, subjects: &Subjects<'_>, clause: usize) -> &Vec<u32> {
        let end = scene.clauses[clause].end;
        self.told[clause].get_or_insert_with(|| Self::told(scene, subjects, clause, end))
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
            let clause = (0..scene.clauses.len()).find(|&clause| {
                self.whole(scene, subjects, clause).first().is_some_and(|&m| subjects.acts(m))
            });
            if let Some(clause) = clause {
                self.last = self.whole(scene, subjects, clause).clone();
            }
        }
        self.remember(dates);
    }

    /// The year that statistics go on speaking of in the sentences that follow.
    pub(super) fn period(&self, class: &str) -> Option<Date> {
        matches!(class, "percent" | "money" | "rank" | "times").then_some(self.period).flatten()
    }

    /// Whose figure the number is.
    pub(super) fn owner(
        &mut self,
        scene: &Scene<'_>,
        subjects: &Subjects<'_>,
        numbers: &[Number<'_, '_>],
        index: usize,
    ) -> Option<u32> {
        let number = &numbers[index];
        let clause = scene.clause(number.range.start);
        for earlier in 0..=clause {
            let told = if earlier == clause {
                Self::told(scene, subjects, earlier, number.from)
            } else if Self::begins(scene, numbers, index, earlier) {
                self.whole(scene, subjects, earlier).clone()
            } else {
                continue;
            };
            let body = told.first().is_some_and(|&m| subjects.kind_of(m) == Kind::INSTITUTION);
            if earlier < clause && body && subjects.reports(scene, earlier) {
                // 某局局长介绍，: what the body tells is seldom of itself.
                self.last.clear();
            } else if !told.is_empty() {
                self.last = told;
            } else if subjects.is_unclear(scene, earlier, self.last.first().copied()) {
                self.last.clear();
            }
        }
        if let Some(bearer) = Self::bearer(scene, number) {
            return Some(bearer);
        }
        // 甲、乙分别增长2%、3%: one after the other.
        let turn = Self::turn(scene, numbers, index);
        // What is counted is counted of whoever acts, not of the trade spoken of before.
        let trade = self.last.first().filter(|&&m| subjects.kind_of(m) == Kind::INDUSTRY);
        let counted = matches!(number.class, "count" | "area" | "length");
        let own = trade.is_some_and(|&m| (m as usize) >= scene.first);
        // What was told of a trade before goes on only where nothing else is measured:
        // 工业规模翻番，而居民收入增长三成.
        let start = scene.clauses[clause].start;
        let parted = |&m: &u32| Self::parted(scene, m as usize - scene.first, start);
        let elsewhere = own && number.class == "percent" && trade.is_some_and(parted);
        if trade.is_some()
            && (!own || elsewhere)
            && !Self::goes_on(scene.text(start..number.from))
            && let Some(carried) = subjects.carried(scene, number.from)
        {
            return Some(carried);
        }
        if trade.is_some()
            && counted
            && !(own && Self::told(scene, subjects, clause, number.from) == self.last)
        {
            return subjects.carried(scene, number.from);
        }
        match turn {
            Some(turn) if self.last.len() > 1 => self.last.get(turn).copied(),
            _ => self.last.first().copied(),
        }
    }

    /// Whether the clause that starts here turns from this mention to another thing.
    fn parted(scene: &Scene<'_>, mention: usize, start: usize) -> bool {
        let end = scene.range(mention).end;
        end <= start
            && (scene.text(end..start).contains(&'；') || scene.text(start..start + 1) == ['而'])
    }

    /// 投资20亿元的某项目: what follows with 的 bears the number, when its measure goes before.
    fn bearer(scene: &Scene<'_>, number: &Number<'_, '_>) -> Option<u32> {
        const MEASURED: [&str; 7] = ["投资", "占地", "面积", "年产", "产值", "注册资本", "规模"];
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
        (bare && names && first <= from + 4).then(|| scene.global(bearer))
    }

    /// Whether a clause goes on with what the one before measured: 同比增长3%, 居全省第一.
    fn goes_on(front: &[char]) -> bool {
        const GOES: [&str; 33] = [
            "同比",
            "环比",
            "增长",
            "下降",
            "占",
            "位居",
            "位列",
            "居",
            "列",
            "排",
            "达",
            "超",
            "突破",
            "实现",
            "较",
            "比",
            "连续",
            "年均",
            "总量",
            "规模",
            "产值",
            "产量",
            "产能",
            "销量",
            "销售",
            "营",
            "出口",
            "投资",
            "增加值",
            "利润",
            "税",
            "总产值",
            "收入",
        ];
        let opens = |c: &char| matches!(c, '其' | '中' | '总' | '年' | '，' | '已' | '均' | '约');
        let first = front.iter().position(|c| !opens(c)).unwrap_or(front.len());
        let front = front.get(first..).unwrap_or_default();
        front.is_empty() || GOES.iter().any(|word| starts(front, word))
    }

    /// Whether no number stands between the end of this clause and the number.
    fn begins(scene: &Scene<'_>, numbers: &[Number<'_, '_>], index: usize, clause: usize) -> bool {
        let end = scene.clauses[clause].end;
        index.checked_sub(1).is_none_or(|before| numbers[before].range.end <= end)
    }

    /// The mentions that a clause is about, as far as it goes before `limit`.
    fn told(scene: &Scene<'_>, subjects: &Subjects<'_>, clause: usize, limit: usize) -> Vec<u32> {
        let start = scene.clauses[clause].start;
        let inside = scene.inside(&(start..limit.max(start)));
        let mut free = inside.filter(|&m| {
            scene.mentions[m].kind != Kind::PERSON
                && subjects.is_free(scene, start, m)
                && !Self::in_brackets(scene, m)
                && !Self::describes(scene, m)
                && !subjects.is_site(scene, m)
        });
        let Some(first) = free.clone().find(|&m| subjects.begins_clause(scene, start, m)) else {
            let meant = subjects.pronoun(scene, start);
            let near = free.next_back().filter(|&m| Self::measured(scene, m));
            return near.map(|m| scene.global(m)).or(meant).into_iter().collect();
        };
        // 甲市乙产业产值: what is measured stands last in the chain.
        let mut owner = first;
        while let Some(next) = scene.mentions.get(owner + 1) {
            let between = scene.range(owner).end..next.span.start as usize;
            let linked = matches!(scene.text(between), [] | ['的']);
            let narrower = next.kind != Kind::PLACE || scene.mentions[owner].kind == Kind::PLACE;
            let firms = next.kind == Kind::INDUSTRY && Self::counted(scene, owner + 1);
            if !linked || !narrower || firms || scene.range(owner + 1).end > limit {
                break;
            }
            owner += 1;
        }
        if owner != first {
            return vec![scene.global(owner)];
        }
        Subjects::fellows(scene, first, &[scene.mentions[first].kind])
    }

    /// 农业镇, 德国企业: a trade or place that only says what kind of thing is spoken of.
    fn describes(scene: &Scene<'_>, mention: usize) -> bool {
        let rest = scene.text(scene.range(mention).end..scene.chars.len());
        match scene.mentions[mention].kind {
            Kind::INDUSTRY => {
                matches!(rest, ['镇' | '县' | '市' | '村' | '城' | '乡' | '人' | '大', ..])
            }
            Kind::PLACE => {
                let whose = ["企业", "客商", "巨头", "厂商", "商人", "车企", "籍"];
                whose.iter().any(|word| rest.iter().copied().zip(word.chars()).all(|(a, b)| a == b))
                    && rest.len() > 1
            }
            _ => false,
        }
    }

    /// （来源：某报） says nothing of what is measured.
    fn in_brackets(scene: &Scene<'_>, mention: usize) -> bool {
        let front = scene.text(0..scene.range(mention).start);
        let open = front.iter().rposition(|&c| c == '（');
        open > front.iter().rposition(|&c| c == '）')
    }

    /// 光伏企业40家 counts the firms of the place, not the industry.
    fn counted(scene: &Scene<'_>, mention: usize) -> bool {
        let rest = scene.text(scene.range(mention).end..scene.chars.len());
        matches!(rest, ['企', '业', ..] | ['领', '域', ..] | ['项', '目', ..])
    }

    /// Whether a measure follows the mention at once: 光伏产业产值.
    fn measured(scene: &Scene<'_>, mention: usize) -> bool {
        const WORDS: [&str; 14] = [
            "产值",
            "规模",
            "产量",
            "产能",
            "销量",
            "营收",
            "出口",
            "增加值",
            "收入",
            "投资",
            "增长",
            "下降",
            "产业",
            "占",
        ];
        let rest = scene.text(scene.range(mention).end..scene.chars.len());
        WORDS.iter().any(|word| starts(rest, word))
    }

    /// Which of several owners a number that follows 分别 belongs to.
    fn turn(scene: &Scene<'_>, numbers: &[Number<'_, '_>], index: usize) -> Option<usize> {
        let mut first = index;
        loop {
            let start = first.checked_sub(1).map_or(0, |before| numbers[before].range.end);
            let between = scene.text(start..numbers[first].from);
            if between.windows(2).any(|pair| pair == ['分', '别']) {
                return Some(index - first);
            }
            if first == 0 || !matches!(between, ['、' | '和' | '与' | '及' | '，']) {
                return None;
            }
            first -= 1;
        }
    }
}
