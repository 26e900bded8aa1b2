//! A clause in, whom it tells of out.

use super::amount::chinese;
use super::words::Words;
use crate::fact::scene::Scene;
use crate::fact::subject::Subjects;
use crate::fact::subject::here::Here;
use crate::fact::text::ends;
use crate::knowledge::Kind;
use crate::text::is_han;

/// Whom a clause tells of.
#[derive(Clone, Debug, Default)]
pub(super) struct Told {
    /// Those whose figures it tells: one, or several in a list.
    pub(super) owners: Vec<u32>,
    /// The place, firm or body among them, or the one whose trade it is.
    pub(super) holder: Option<u32>,
    /// It tells of a place that cannot be told: 全县 where no county is named.
    pub(super) unknown: bool,
}

/// A sentence, its subjects and the words to look for.
pub(super) struct Topic<'s, 'k> {
    pub(super) scene: &'s Scene<'s>,
    pub(super) subjects: &'s Subjects<'k>,
    pub(super) words: &'s Words<'s>,
}

impl Topic<'_, '_> {
    /// Whom a clause is about, as far as it goes before `limit`; `known` are those told of last.
    pub(super) fn told(&self, clause: usize, limit: usize, known: &[u32]) -> Told {
        let Topic { scene, subjects, .. } = self;
        // 新华社甲地七月三日电　: who reports is not told of.
        let head = if clause == 0 { headed(scene) } else { 0 };
        let start = scene.clauses[clause].start.max(head.min(limit));
        let inside = scene.inside(&(start..limit.max(start)));
        let mut free = inside.filter(|&m| {
            scene.mentions[m].kind != Kind::PERSON
                && subjects.free(scene, start, m)
                && !self.in_brackets(m)
                && !self.is_governed(start, m)
                && !self.begins_a_quote(m)
                && !self.describes(m)
                && !self.is_bought(start, m)
                && !subjects.names_a_site(scene, m)
        });
        let owners = subjects.parties_named(scene, clause);
        if let Some(&holder) = owners.first() {
            return Told { owners, holder: Some(holder), unknown: false };
        }
        if let Some(house) = self.whose_head(clause, limit) {
            return self.alone(house);
        }
        if let Some(named) = self.foremost(clause).filter(|&m| scene.range(m).end <= limit) {
            return self.chain(named, limit);
        }
        let heads = |m| {
            self.behind_edition(scene.unwrap_left(scene.range(m).start))
                <= subjects.opened_at(clause).max(start)
        };
        let first = free.clone().find(|&m| {
            // 用好全国首批的某试点: what is used behind 的 is no subject.
            let by = matches!(scene.chars.get(scene.unwrap_right(scene.range(m).end)), Some('由'));
            let made = || self.is_made_here(clause, m);
            let subject = scene.mentions[m].kind != Kind::PROGRAM || heads(m) || by;
            subject && (subjects.leads(scene, start, m) || heads(m)) || made()
        });
        if let Some(first) = first {
            // 它收购的乙…: the word at the head tells more than the name behind 的.
            let head = heads(first);
            // 县里的养殖业: the trade.
            let trade = self.trade_here(clause, limit) == Some(first);
            let own = head || trade || self.is_made_here(clause, first);
            let meant = if own { None } else { subjects.pronoun(scene, start) };
            if self.begins_a_thing(first) || self.looks_into(first) {
                return Told { unknown: true, ..Told::default() };
            }
            let subject = self.subject(clause, (start, limit), (first, head));
            return meant.map_or_else(|| self.chain(subject, limit), |meant| self.alone(meant));
        }
        if let Some(named) = self.by_its_opening(clause, limit, known) {
            return self.chain(named, limit);
        }
        // 对工业增长的贡献率: no figure of what 对 governs.
        let governed = matches!(scene.text(start..limit), ['对' | '比' | '较' | '与' | '占', ..]);
        let near = free.next_back().filter(|&m| !governed && self.measured(m));
        let here = match subjects.here(scene, clause, known) {
            Here::Place(place) => Some(place),
            Here::Unknown => None,
            Here::Unsaid => {
                return self.meant(start, near.or_else(|| self.trade_here(clause, limit)));
            }
        };
        // 全市光伏产业产值, 全省装备制造业完成增加值: the trade of the place.
        let near = near.or_else(|| self.trade_here(clause, limit)).map(|m| scene.global(m));
        let owners: Vec<u32> = near.or(here).into_iter().collect();
        Told { unknown: owners.is_empty(), owners, holder: here }
    }

    /// Whom a clause is about by what it begins with, where no name leads it.
    fn by_its_opening(&self, clause: usize, limit: usize, known: &[u32]) -> Option<usize> {
        let scene = self.scene;
        let told = |m: &usize| scene.range(*m).end <= limit;
        // 公司位于甲市的新厂: the firm's.
        let start = scene.clauses[clause].start;
        let site = || {
            let site = self.sited_at(clause).filter(told)?;
            self.subjects.pronoun(scene, start).is_none().then_some(site)
        };
        // 甲市出口3亿元；而在乙市，: one place after another.
        let after_place =
            || known.first().is_some_and(|&m| self.subjects.kind_of(m) == Kind::PLACE);
        let elsewhere = || self.elsewhere(clause).filter(told).filter(|_| after_place());
        let narrower = self.within_district(clause).filter(told);
        narrower.or_else(site).or_else(|| self.bearer(clause).filter(told)).or_else(elsewhere)
    }

    /// 规模最大的是甲集团，: the name that a clause ends with where it says who comes first.
    fn foremost(&self, clause: usize) -> Option<usize> {
        let (scene, from) = (self.scene, self.scene.clauses[clause].start);
        let end = scene.unwrap_left(scene.clauses[clause].end);
        let last = scene.ending(end)?;
        let mut head = last;
        while head > 0 && scene.range(head - 1).end == scene.range(head).start {
            head -= 1;
        }
        let front = scene.text(from..scene.unwrap_left(scene.range(head).start));
        let [said @ .., '是' | '为' | '属' | '数'] = front else { return None };
        let first = said.contains(&'最') || matches!(said, ['其', '次', ..] | ['紧', '随', ..]);
        (first && scene.mentions[last].kind != Kind::PERSON).then_some(head)
    }

    /// 从某国的甲公司引进设备: what stands behind the 的 of what a preposition governs is no subject.
    fn is_governed(&self, start: usize, mention: usize) -> bool {
        let scene = self.scene;
        let of = scene.range(mention).start.checked_sub(1).filter(|&at| scene.chars[at] == '的');
        let owner = of.and_then(|at| scene.ending(at)).filter(|&m| scene.range(m).start >= start);
        owner.is_some_and(|owner| !self.subjects.free(scene, start, owner))
    }

    /// 第九届某展会: where the number of the edition begins that stands before a name.
    fn behind_edition(&self, at: usize) -> usize {
        let front = self.scene.text(0..at);
        let Some(rest) = front.strip_suffix(&['届']) else { return at };
        let digits = rest.iter().rev().take_while(|c| c.is_ascii_digit() || chinese(**c)).count();
        match rest.get(..rest.len() - digits) {
            Some([before @ .., '第']) if digits > 0 => before.len(),
            _ => at,
        }
    }

    /// 全省装备制造业: the trade that stands behind the word for the place that a clause begins with.
    pub(super) fn trade_here(&self, clause: usize, limit: usize) -> Option<usize> {
        let (scene, from) = (self.scene, self.subjects.opened_at(clause));
        let trade = scene.inside(&(from..limit)).next()?;
        let name = scene.text(scene.range(trade));
        let whole = matches!(name.last(), Some('业' | '群' | '链'));
        let between = scene.text(from..scene.range(trade).start);
        let words = [self.words.here, self.words.inside];
        let word = words.iter().find_map(|words| words.starting(between).next())?;
        let joins = ["", "的", "现有", "共有", "有"];
        let joined = joins
            .iter()
            .any(|join| between.len() == word + join.chars().count() && ends(between, join));
        let rest = scene.text(scene.range(trade).end..scene.chars.len());
        let of_its_kind =
            matches!(rest, ['镇' | '县' | '市' | '村' | '城' | '乡' | '人' | '大', ..]);
        (scene.mentions[trade].kind == Kind::INDUSTRY
            && whole
            && joined
            && !of_its_kind
            && !self.is_all(trade))
        .then_some(trade)
    }

    /// 该县甲镇, 我市乙公司: the name that stands right behind the word for a district.
    fn within_district(&self, clause: usize) -> Option<usize> {
        let (scene, from) = (self.scene, self.subjects.opened_at(clause));
        let ['该' | '本' | '我' | '全', '省' | '市' | '县' | '区' | '州' | '镇' | '乡'] =
            scene.text(from..from + 2)
        else {
            return None;
        };
        let next = scene.starting(scene.unwrap_right(from + 2))?;
        let names =
            matches!(scene.mentions[next].kind, Kind::PLACE | Kind::COMPANY | Kind::INSTITUTION);
        (names && !self.describes(next)).then_some(next)
    }

    /// 落户甲区的企业有7家: how many are at a place is counted of it.
    fn sited_at(&self, clause: usize) -> Option<usize> {
        let scene = self.scene;
        let from = self.subjects.opened_at(clause);
        let text = scene.text(from..scene.clauses[clause].end);
        let length = self.words.sited.starting(text).next()?;
        let site = scene.starting(scene.unwrap_right(from + length))?;
        let site = scene.chain_end(site);
        let behind = scene.chars.get(scene.unwrap_right(scene.range(site).end));
        (scene.mentions[site].kind == Kind::PLACE && behind == Some(&'的')).then_some(site)
    }

    /// 而在甲市，: the place that a clause is no more than a word for where with.
    fn elsewhere(&self, clause: usize) -> Option<usize> {
        let (scene, from) = (self.scene, self.subjects.opened_at(clause));
        let end = scene.clauses[clause].end;
        let place = scene.starting(from + 1).filter(|_| scene.text(from..from + 1) == ['在'])?;
        let place = scene.chain_end(place);
        (scene.mentions[place].kind == Kind::PLACE && scene.range(place).end == end)
            .then_some(place)
    }

    /// 加工厂厂长林某介绍: the works told of whose head speaks.
    fn whose_head(&self, clause: usize, limit: usize) -> Option<u32> {
        let (scene, from) = (self.scene, self.subjects.opened_at(clause));
        let first = scene.inside(&(from..scene.clauses[clause].end)).next()?;
        let at = scene.range(first).start;
        if scene.mentions[first].kind != Kind::PERSON || at > limit {
            return None;
        }
        let title = scene.text(from..at);
        let noun = match title {
            [house @ .., _, '长'] if !house.is_empty() && house.len() <= 5 => house,
            [house, '长'] | [house, '党', '委', '书', '记'] => std::slice::from_ref(house),
            _ => return None,
        };
        let pronouns = &self.subjects.pronouns;
        let told = self.subjects.told_last().find(|&m| pronouns.ends_in(m, noun));
        let house = told.or_else(|| pronouns.ending_in(scene, from, noun))?;
        matches!(self.subjects.kind_of(house), Kind::COMPANY | Kind::INSTITUTION).then_some(house)
    }

    /// Whom the word at the head means, where no name that is measured stands nearer.
    fn meant(&self, start: usize, near: Option<usize>) -> Told {
        // 这个厂是甲投资兴建的: the works, unless a trade of its is measured.
        let trade = near.filter(|&m| self.scene.mentions[m].kind == Kind::INDUSTRY);
        let pronoun = || self.subjects.pronoun(self.scene, start);
        let found = trade.map(|m| self.scene.global(m)).or_else(pronoun);
        let found = found.or_else(|| near.map(|m| self.scene.global(m)));
        found.map(|mention| self.alone(mention)).unwrap_or_default()
    }

    fn alone(&self, mention: u32) -> Told {
        let holds = self.subjects.kind_of(mention) != Kind::INDUSTRY;
        Told { owners: vec![mention], holder: holds.then_some(mention), unknown: false }
    }

    /// 甲市乙产业产值: what is measured stands last in the chain.
    fn chain(&self, first: usize, limit: usize) -> Told {
        let scene = self.scene;
        let mut owner = first;
        while let Some(next) = scene.mentions.get(owner + 1) {
            let between = scene.range(owner).end..next.span.start as usize;
            let between = scene.text(between);
            // 甲市去年光伏产业产值: the time may stand between.
            let timed = next.kind == Kind::INDUSTRY
                && (is_time(between) || is_aim(between))
                && self.measured(owner + 1);
            let linked = matches!(between, [] | ['的']) || is_site(between) || timed;
            // 腾讯七星数据中心: what the firm has there.
            let name = scene.text(scene.range(owner + 1));
            let site = || between.is_empty() && (ends(name, "中心") || ends(name, "产业园"));
            let narrower =
                next.kind != Kind::PLACE || scene.mentions[owner].kind == Kind::PLACE || site();
            let firms = next.kind == Kind::INDUSTRY
                && (self.counted(owner + 1) || self.is_field(owner + 1) || self.is_all(owner + 1));
            if !linked || !narrower || firms || scene.range(owner + 1).end > limit {
                break;
            }
            owner += 1;
        }
        if owner != first {
            let mut told = self.alone(scene.global(owner));
            let holds = |&m: &usize| scene.mentions[m].kind != Kind::INDUSTRY;
            let holder = (first..owner).rev().find(holds).map(|m| scene.global(m));
            told.holder = told.holder.or(holder);
            return told;
        }
        let owners = Subjects::fellows(scene, first, &[scene.mentions[first].kind]);
        // 甲、乙等上市公司9家: those who are counted do not count.
        let last = owners.last().map_or(first, |&m| m as usize - scene.first);
        let behind = scene.text(scene.range(last).end..limit);
        if owners.len() > 1 && behind.first() == Some(&'等') && behind.len() <= 8 {
            return Told::default();
        }
        let holder =
            owners.first().copied().filter(|&m| self.subjects.kind_of(m) != Kind::INDUSTRY);
        Told { owners, holder, unknown: false }
    }

    /// 占全省38%的甲市: the name behind 的, where the clause begins with a verb of having.
    pub(super) fn bearer(&self, clause: usize) -> Option<usize> {
        let scene = self.scene;
        let from = self.subjects.opened_at(clause);
        let range = from..scene.clauses[clause].end;
        let bears = self.words.bears.starting(scene.text(range.clone())).next()?;
        // 由某国的甲出资: who pays, and not who is paid for.
        let by = scene.starting(from + bears).filter(|_| scene.text(from..from + 1) == ['由']);
        let by = by.map(|m| scene.range(m).end);
        let borne = |&m: &usize| {
            let first = scene.unwrap_left(scene.range(m).start);
            let front = scene.text(from..first);
            front.len() <= 30
                && front.last() == Some(&'的')
                && by.is_none_or(|by| by + 1 < first)
                && scene.mentions[m].kind != Kind::PERSON
        };
        scene.inside(&range).find(borne)
    }

    /// 甲市会展中心占地, 甲影视城占地: a thing whose name only begins with the one that was found.
    fn begins_a_thing(&self, mention: usize) -> bool {
        let range = self.scene.range(mention);
        let named = |from: usize, least: usize| {
            let scene = self.scene;
            // 甲县的乙产业园生产: the thing was found.
            let found = |length: usize| {
                let thing = scene.ending(from + length).map(|m| scene.range(m).start);
                thing.is_some_and(|at| at > 0 && scene.chars[at - 1] == '的')
            };
            let text = scene.text(from..scene.chars.len());
            self.things(text, least).any(|length| !found(length))
        };
        let next = self.scene.chars.get(range.end);
        match self.scene.mentions[mention].kind {
            // 甲在乙的工厂; 甲港四期码头 is a part of it.
            _ if next.is_none_or(|&c| matches!(c, '在' | '的' | '于' | '将' | '已' | '把')) => {
                false
            }
            _ if next.is_some_and(|&c| chinese(c)) => false,
            Kind::PLACE => named(range.end, 2) || named(range.start, range.len() + 1),
            Kind::COMPANY => named(range.start, range.len() + 1),
            _ => false,
        }
    }

    /// 国家会展中心建筑面积, 八大局市场占地: a thing of its own, of so many characters at least, whose
    /// name was not found.
    pub(super) fn names_a_thing(&self, text: &[char], least: usize) -> bool {
        self.things(text, least).next().is_some()
    }

    /// 青山集团去年出口3亿元: whether a clause begins with what can only be a name, though it was not found.
    fn begins_with_a_name(&self, text: &[char], from: usize) -> bool {
        let (scene, words) = (self.scene, self.words);
        let generic = || words.any_firm.starting(text).next().is_some();
        let name = |&at: &usize| {
            let ends = words.named_thing.ending(&text[..at]).any(|length| at >= length + 2);
            ends && words.acts.starting(&text[at..]).next().is_some()
                && !scene.names(from..from + at)
                && text[..at].iter().all(|&c| is_han(c))
        };
        (4..text.len().min(13)).any(|at| name(&at)) && !generic()
    }

    /// How long the name of such a thing may be.
    fn things<'t>(&'t self, text: &'t [char], least: usize) -> impl Iterator<Item = usize> + 't {
        let words = self.words;
        let han = text.iter().take(14).take_while(|&&c| is_han(c)).count();
        (least..=han).filter(move |&length| {
            let (name, rest) = text.split_at(length);
            let rest = after_year(rest);
            let sized = [words.dimension, words.measured, words.bears]
                .iter()
                .any(|sizes| sizes.starting(rest).next().is_some());
            // 某垦区粮食总产.
            let land = matches!(name, [.., '垦' | '林' | '牧' | '灌', '区']);
            let goods = |rest| words.measured.starting(rest).next().is_some();
            let sized = sized || land && rest.get(2..).is_some_and(goods);
            words.thing.ending(name).next().is_some() && (sized || rest.first() == Some(&'长'))
        })
    }

    /// 某某研究院由甲市建设, 某某实验室位于甲区: whether a clause is about a thing whose name was not
    /// found.
    pub(super) fn begins_with_unfound(&self, clause: usize) -> bool {
        const LONGEST: usize = 16;
        let scene = self.scene;
        let from = self.subjects.opened_at(clause);
        let text = scene.text(from..scene.clauses[clause].end.min(from + LONGEST));
        let name = |at: usize| {
            // 这家公司, 子公司: a word and no name.
            let word = matches!(text[0], '这' | '那' | '该' | '其' | '本' | '我' | '两' | '三')
                || text[..at].ends_with(&['子', '公', '司']);
            let mut ends = self.subjects.cues.unfound.ending(&text[..at]);
            !word && ends.any(|length| at >= length + 2)
        };
        let is_told = |at: &usize| match text[*at..] {
            ['由' | '系', ..] | ['位', '于', ..] | ['坐', '落', ..] | ['成', '立', '于', ..] => {
                !scene.names(from..from + *at) && text[..*at].iter().all(|&c| is_han(c))
            }
            _ => false,
        };
        (4..text.len()).filter(is_told).any(name) || self.begins_with_a_name(text, from)
    }
}

/// Where what is said begins: behind 新华社甲地七月三日电　 or the heading 【园区交通】 or 三、交通　.
fn headed(scene: &Scene<'_>) -> usize {
    const LONGEST: usize = 12;
    let chars = scene.chars;
    let first = |parts: fn(&char) -> bool| chars.iter().take(LONGEST).position(parts);
    if chars.first() == Some(&'【')
        && let Some(end) = first(|&c| c == '】')
    {
        return end + 1;
    }
    let said = |c: &char| is_han(*c) || matches!(c, '、' | '（' | '）');
    let trade = |m: usize| scene.mentions[m].kind == Kind::INDUSTRY;
    match first(|&c| matches!(c, ' ' | '\u{3000}')) {
        Some(end)
            if end > 1 && chars[..end].iter().all(said) && scene.inside(&(0..end)).all(trade) =>
        {
            end + 1
        }
        _ => scene.dateline,
    }
}

/// The text behind the year that it may begin with.
pub(super) fn after_year(text: &[char]) -> &[char] {
    match text {
        [a, b, c, d, '年', rest @ ..] if [a, b, c, d].iter().all(|c| c.is_ascii_digit()) => rest,
        ['去' | '今' | '前', '年', rest @ ..] => rest,
        _ => text,
    }
}

/// 某河上的水电站, 某市境内的煤矿: whether this only says that what follows stands there.
fn is_site(text: &[char]) -> bool {
    matches!(
        text,
        ['上' | '里' | '内' | '旁' | '边' | '畔', '的'] | ['境', '内', '的'] | ['岸', '边', '的']
    )
}

/// 甲市将力争光伏产业产值: whether this only says that it is aimed at.
fn is_aim(text: &[char]) -> bool {
    const AIMS: &str = "将力争取计划预要实现推动确保促使使让";
    (1..=6).contains(&text.len()) && text.iter().all(|&c| AIMS.contains(c))
}

/// Whether this is no more than a time: 去年, 2023年上半年.
fn is_time(text: &[char]) -> bool {
    const TIME: &str = "去今上前本全年月度季半一二三四五六十";
    matches!(text.last(), Some('年' | '月' | '度'))
        && text.len() <= 12
        && text.iter().all(|&c| c.is_ascii_digit() || TIME.contains(c))
}
