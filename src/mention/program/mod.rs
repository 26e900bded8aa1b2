//! A scanned sentence in, candidates for plans, policies, projects, events and honours out.

pub(super) mod event;
mod honour;
mod issued;
pub(super) mod law;
pub(super) mod session;
pub(super) mod system;

use super::candidate::Candidate;
use super::institution::{place_ending, whole_to_the_right};
use super::quotation::is_measure;
use crate::knowledge::{Class, Clue, Clues, Kind, Mark, Trust};
use crate::mention::scan::choice::Choice;
use crate::mention::scan::reach::reach;
use crate::mention::scan::words::{Sort, Word};
use crate::mention::scan::{Name, Scan, is_break, is_han};
use event::event;
use honour::{dated, heading, honour};
use issued::{issued, title_line};

pub(super) const ISSUES: Clues = Clues::of(&[Clue::Issues]);
pub(super) const CONFERS: Clues = Clues::of(&[Clue::Confers]);
pub(super) const NAMED: Clues =
    Clues::of(&[Clue::ProgramTail, Clue::EventTail, Clue::ProjectTail, Clue::HonourTail]);

/// What measures a plan: 规划面积.
const MEASURED: Choice<6> = Choice::of(["面积", "用地", "总面积", "建设面积", "总投资", "占地"]);
/// What places and their offices do by: 若干措施.
const MEASURES: Choice<9> =
    Choice::of(["措施", "政策", "意见", "办法", "方案", "计划", "条例", "规定", "细则"]);

/// Programs named without quotes or title marks.
pub(super) fn candidates(scan: &Scan<'_>, out: &mut Vec<Candidate>) {
    if !scan.clues.any(NAMED) {
        return;
    }
    out.extend(heading(scan));
    out.extend(dated(scan));
    out.extend(printed(scan));
    out.extend(title_line(scan));
    let issues = scan.clues.any(ISSUES);
    for mark in scan.makers {
        if !mark.clues.any(NAMED) || !whole_to_the_right(scan, mark.end as usize) {
            continue;
        }
        if MEASURED.holds(scan, mark.end as usize) || is_counted(scan, mark.end as usize) {
            continue;
        }
        if mark.clues.has(Clue::ProgramTail)
            && scan.is_longest(mark, Clue::ProgramTail)
            && !is_article(scan, mark.start as usize)
            && !is_asked(scan, mark)
            && !is_planning(scan, mark.end as usize)
        {
            out.extend(issues.then(|| issued(scan, mark)).flatten());
            out.extend(anchored(scan, mark));
            out.extend(measure(scan, mark));
            out.extend(strategy(scan, mark));
        }
        if mark.clues.has(Clue::EventTail) && scan.is_longest(mark, Clue::EventTail) {
            out.extend(event(scan, mark));
        }
        if mark.clues.has(Clue::ProjectTail) && scan.is_longest(mark, Clue::ProjectTail) {
            let built = built(scan, mark, out);
            let built = built.or_else(|| project(scan, mark));
            out.extend(built.or_else(|| invested(scan, mark)));
        }
        if mark.clues.has(Clue::HonourTail) && scan.is_longest(mark, Clue::HonourTail) {
            if scan.ends(mark.end as usize, "奖") {
                out.extend(anchored(scan, mark));
                let counted = |prize: &Candidate| scan.char(prize.span.start as usize) == '第';
                out.extend(event(scan, mark).filter(counted));
            }
            out.extend(honour(scan, mark));
        }
    }
}

/// 关于印发农机购置补贴实施办法的通知: what a notice sends round has a name.
fn printed(scan: &Scan<'_>) -> Option<Candidate> {
    if !scan.may_hold('印') || !scan.may_hold('知') {
        return None;
    }
    let start = (4..scan.len()).find(|&at| scan.ends(at, "关于印发"))?;
    let inside = |&at: &usize| {
        is_han(scan.char(at)) || matches!(scan.char(at), '（' | '）' | '、' | '“' | '”')
    };
    let stretch = (start..scan.len()).take(50).take_while(inside);
    let end = stretch.filter(|&at| scan.holds(at, "的通知")).last()?;
    let draft = ["（试行）", "（暂行）"].iter().find(|word| scan.ends(end, word));
    let tail = draft.map_or(end, |word| end - word.chars().count());
    let list = scan.ends(tail, "名单");
    let named = tail > start + 5
        && !list
        && is_measure(scan, start, tail)
        && telling(scan, start, tail) > 3;
    named.then(|| Candidate::new(start, end, Kind::PROGRAM, 11, "grammar/program.printed"))
}

/// 第十九条: what is counted in a law, not 支持创业十条.
fn is_article(scan: &Scan<'_>, tail: usize) -> bool {
    let number = |at: &usize| {
        scan.char(*at).is_ascii_digit()
            || matches!(
                scan.char(*at),
                '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百'
            )
    };
    let digits = (0..tail).rev().take(5).take_while(number).count();
    scan.char(tail - digits) == '第' || scan.before(tail - digits) == '第'
}

/// 规定正在征求意见: opinions that are asked for.
fn is_asked(scan: &Scan<'_>, mark: &Mark) -> bool {
    let asks = ["征求", "听取", "征集", "反馈", "提出", "公开征求"];
    scan.ends(mark.end as usize, "意见")
        && asks.iter().any(|verb| scan.ends(mark.start as usize, verb))
}

/// 科技服务项目64项, 技改项目120个: whether what ends here as projects do is a class of which so many are
/// counted.
pub(super) fn is_counted(scan: &Scan<'_>, end: usize) -> bool {
    const MOST_DIGITS: usize = 5;
    let digit = |at: &usize| scan.char(*at).is_ascii_digit();
    let digits = (end..scan.len()).take(MOST_DIGITS).take_while(digit).count();
    let unit = scan.char(end + digits);
    let month = scan.char(end + digits + 1) == '月';
    scan.ends(end, "项目") && digits > 0 && (unit == '项' || unit == '个' && !month)
}

/// Whether the 计划 that ends here is what a firm or a place does: 某某电器计划投资…, 某市计划建设….
pub(super) fn is_planning(scan: &Scan<'_>, end: usize) -> bool {
    const PLANNED: Clues = Clues::of(&[Clue::Planned]);
    const FIRMS: Clues = Clues::of(&[Clue::Business, Clue::CompanyTail, Clue::LegalForm]);
    if !scan.ends(end, "计划") || scan.clue_starting(end, PLANNED).is_none() {
        return false;
    }
    let planner = end - 2;
    let named = scan.names_ending(planner).iter().any(|name| name.trust == Trust::Sure);
    named || scan.clue_ending(planner, FIRMS).is_some()
}

/// Steps over what stands between a verb and the name it governs: 了, 全国首部.
pub(super) fn after_verb(scan: &Scan<'_>, mut at: usize) -> usize {
    const SKIPPED: Choice<19> = Choice::of([
        "了",
        "过",
        "全国首个",
        "全国首部",
        "全国第一个",
        "全国第一批",
        "全省首个",
        "全省首部",
        "全国首批",
        "首批",
        "首部",
        "全国唯一",
        "新一轮",
        "本届",
        "我市",
        "我省",
        "我国",
        "由",
        "其",
    ]);
    while let Some(word) = SKIPPED.held(scan, at) {
        at += word.chars().count();
    }
    at
}

/// How much a stretch says: characters of words that are not general.
pub(super) fn telling(scan: &Scan<'_>, start: usize, end: usize) -> usize {
    let generic = Clues::of(&[Clue::Generic, Clue::Umbrella]);
    scan.words_between(start, end)
        .iter()
        .filter(|word| match word.sort {
            Sort::Strange | Sort::Latin | Sort::Known(_) => true,
            Sort::Common(Class::Noun | Class::Activity) => {
                scan.clue_ending(word.end, generic) != Some(word.start)
            }
            _ => false,
        })
        .map(Word::len)
        .sum()
}

/// Whether a stretch can be a name: no number of things, no pronoun, no particle but a quoted one.
pub(super) fn nameable(scan: &Scan<'_>, start: usize, tail: usize, particles: bool) -> bool {
    let Some(first) = scan.word_starting(start) else { return false };
    if matches!(
        first.sort,
        Sort::Common(
            Class::Number | Class::Measure | Class::Pronoun | Class::Particle | Class::Adverb
        )
    ) && !scan.holds(start, "第")
        && !matches!(scan.char(start), '百' | '千' | '万')
    {
        return false;
    }
    let mut quoted = false;
    scan.words_between(start, tail).iter().all(|word| {
        match scan.char(word.start) {
            '“' => quoted = true,
            '”' => quoted = false,
            _ => {}
        }
        quoted
            || particles && word.len() < 3
            || match word.sort {
                Sort::Common(Class::Particle) => {
                    word.len() == 1
                        && "与和及中上下型化之前后内外里间式者".contains(scan.char(word.start))
                }
                Sort::Common(Class::Pronoun) => false,
                // 教育部有关招录规定 speaks of several.
                Sort::Common(Class::Adjective) => {
                    !scan.holds(word.start, "有关") && !scan.holds(word.start, "相关")
                }
                _ => true,
            }
    })
}

/// 国家自然科学基金, 江苏省大气污染防治条例: a place or level and a telling body.
fn anchored(scan: &Scan<'_>, mark: &Mark) -> Option<Candidate> {
    let (tail, end) = (mark.start as usize, mark.end as usize);
    let ending = &scan.chars[end.saturating_sub(2)..end];
    let firm = matches!(
        ending,
        ['计' | '规', '划']
            | ['条', '例']
            | ['纲', '要']
            | ['战', '略']
            | ['基' | '资', '金']
            | ['方', '案']
            | ['行', '动']
            | ['工', '程']
            | ['法', '典']
            | ['公', '约']
            | ['协', '定']
            | [.., '奖' | '杯']
    );
    if !firm {
        return None;
    }
    let prized = ending.ends_with(&['奖']);
    // 领奖, 颁奖, 获大奖: what is done with prizes.
    let class = ending == ['等', '奖'] || prized && scan.before(tail) == '奖';
    let kind = prized && ["组织", "个人"].iter().any(|who| scan.ends(tail, who));
    if class || kind || prized && "获得颁发中评领受授".contains(scan.before(tail)) {
        return None;
    }
    let reach = reach(scan, tail);
    let begins = reach.anchor.is_some_and(|kind| kind != Kind::INDUSTRY)
        || reach.level
        || reach.strange >= 2;
    let body = tail - reach.body;
    let own = ["计划", "基金", "条例", "奖"].iter().any(|word| scan.ends(end, word));
    let least = if own { 2 } else { 4 };
    // 2022年度国家自然科学奖: the year is no part of the prize's name.
    let start = reach.start + if scan.holds(reach.start, "年度") { 2 } else { 0 };
    // 西安市质量管理奖: the prize of a city needs no telling word.
    let city = reach.anchor == Some(Kind::PLACE) && "省市区".contains(scan.before(reach.body));
    let prize = city && prized && body >= 3;
    (begins && (reach.telling >= least || prize) && body >= 2)
        .then(|| Candidate::new(start, end, Kind::PROGRAM, 8, "grammar/program.anchored"))
}

/// 合肥市加快集成电路装备及零部件发展若干措施: what a place or its office does by a measure.
fn measure(scan: &Scan<'_>, mark: &Mark) -> Option<Candidate> {
    let (tail, end) = (mark.start as usize, mark.end as usize);
    if end - tail < 2 || !MEASURES.ends(scan, end) {
        return None;
    }
    let within = |at: &usize| is_han(scan.char(*at)) || scan.char(*at) == '、';
    let from = (0..tail).rev().take(36).take_while(within).last()?;
    let does = |at: usize| DOES.holds(scan, at);
    let place = |at: usize| {
        let names = scan.names_ending(at).iter();
        let sure = |name: &&Name| name.trust == Trust::Sure && name.len() > 2 && name.start >= from;
        names.filter(|name| name.kind == Kind::PLACE).find(sure).map(|name| name.start)
    };
    let start = (from + 3..tail.saturating_sub(3)).filter(|&at| does(at)).find_map(place)?;
    let opens = scan.opens(start) || scan.clue_ending(start, ISSUES).is_some();
    // 办法（试行） is one name.
    let draft = ["（试行）", "（暂行）"].iter().find(|word| scan.holds(end, word));
    let end = draft.map_or(end, |word| end + word.chars().count());
    let told = scan.words_between(start, tail).iter().any(|word| word.is(Class::Pronoun));
    (opens && !told)
        .then(|| Candidate::new(start, end, Kind::PROGRAM, 9, "grammar/program.measure"))
}

/// 山海协作战略 in 实施创新驱动发展战略、山海协作战略: what is pursued beside another strategy has a name
/// as it has; 人才战略和人口战略 are of a kind.
fn strategy(scan: &Scan<'_>, mark: &Mark) -> Option<Candidate> {
    let end = mark.end as usize;
    let (start, first) = strategies(scan, end)?;
    let pursued = PURSUES.ends(scan, first)
        || scan
            .names_starting(first)
            .any(|name| name.kind == Kind::PROGRAM && scan.ends(name.end, "战略"));
    let named = telling(scan, start, end - 2) >= 2 && end - start >= 6 || end - start > 8;
    let own = ["企业", "公司", "营销", "竞争", "经营", "各", "本", "其"];
    let own = own.iter().any(|word| scan.holds(start, word));
    // 人才强省战略: what shall make a province strong has a name alone.
    let goal = end - start > 5
        && matches!(scan.char(end - 4), '强' | '兴')
        && matches!(scan.char(end - 3), '国' | '省' | '市' | '县' | '区');
    ((first < start && named || goal) && pursued && !own && nameable(scan, start, end - 2, true))
        .then(|| Candidate::new(start, end, Kind::PROGRAM, 8, "grammar/program.strategy"))
}

/// Where the strategy that ends here begins, and where the first of its list does.
fn strategies(scan: &Scan<'_>, end: usize) -> Option<(usize, usize)> {
    let mut last = None;
    let mut tail = end;
    while scan.ends(tail, "战略") {
        let stops = |at: &usize| {
            let char = scan.char(*at);
            is_break(char) || matches!(char, '与' | '和' | '及') && scan.ends(*at, "战略")
        };
        let from = tail.saturating_sub(20);
        let stop = (from..tail - 2).rev().find(stops);
        let start = stop.map_or(from, |stop| stop + 1);
        // 深入实施 before the first of them is no part of it.
        let verbs = (start..tail - 2).rev().find_map(|at| {
            let verb = PURSUES.held(scan, at)?;
            Some(at + verb.chars().count())
        });
        let start = verbs.unwrap_or(start);
        let item = last.get_or_insert((start, start));
        item.1 = start;
        match stop.filter(|_| verbs.is_none()) {
            Some(stop) => tail = stop,
            None => break,
        }
    }
    last
}

/// What is done with strategies.
const PURSUES: Choice<7> = Choice::of(["实施", "落实", "贯彻", "推进", "推动", "对接", "服务"]);

/// What the names of measures say that they do, behind the place.
pub(super) const DOES: Choice<9> =
    Choice::of(["加快", "支持", "促进", "推动", "推进", "鼓励", "扶持", "加强", "进一步"]);

/// 华能金坛综合能源利用项目: a place or firm, a telling body and 项目.
fn project(scan: &Scan<'_>, mark: &Mark) -> Option<Candidate> {
    let (tail, end) = (mark.start as usize, mark.end as usize);
    let reach = reach(scan, tail);
    let named = reach.anchor.is_some_and(|kind| matches!(kind, Kind::PLACE | Kind::COMPANY))
        || reach.strange >= 3
        || reach.quoted;
    let body = end - reach.body;
    // 宁德时代福鼎生产基地项目: whose project it is, and where, names it with few words.
    let firm = scan.word_ending(reach.start).filter(|word| {
        word.sort == Sort::Known(Kind::COMPANY) && reach.anchor == Some(Kind::PLACE)
    });
    let start = firm.map_or(reach.start, |word| word.start);
    let funded = ["计划", "基金"].iter().any(|word| scan.ends(tail, word));
    // 在临江投资建设储能项目 tells what is built where, not what it is called.
    let told = ["投资", "建设", "新建", "扩建", "开工", "实施", "启动", "打造"];
    let told = told.iter().any(|word| scan.holds(reach.body, word));
    let enough = reach.telling >= 2 && body >= 6 || firm.is_some() && body >= 4;
    (named && !funded && !told && enough)
        .then(|| Candidate::new(start, end, Kind::PROGRAM, 7, "grammar/program.project"))
}

/// 石墨采选及深加工项目 behind 投资三亿元建设的: what somebody builds is one project, if it tells enough.
fn invested(scan: &Scan<'_>, mark: &Mark) -> Option<Candidate> {
    let (tail, end) = (mark.start as usize, mark.end as usize);
    let from = tail.saturating_sub(22);
    let builds = ["建设", "投资", "开发", "兴建", "投建", "承建", "打造", "建成", "建起", "新建"];
    let of = (from..tail).rev().find(|&at| scan.char(at) == '的' || is_break(scan.char(at)))?;
    let deed = |at: usize| builds.iter().any(|verb| scan.ends(at, verb));
    let verb = (of + 1..tail).rev().find(|&at| deed(at)).filter(|_| is_paid(scan));
    let start = verb.unwrap_or(of + 1);
    let sited = || place_ending(scan, of).is_some() && is_paid(scan);
    let built = verb.is_some() || scan.char(of) == '的' && (deed(of) || sited());
    let many = ["重大", "重点", "一批", "多个", "各类", "示范", "基础设施", "民生", "相关"];
    let many = many.iter().any(|word| scan.holds(start, word));
    // 木森源智慧工厂项目: whose or where it is tells enough with few words.
    let known = |name: &Name| matches!(name.kind, Kind::PLACE | Kind::COMPANY);
    let named = scan.is_strange(start) || scan.names_starting(start).any(known);
    let enough = if named { 4 } else { 6 };
    (built && !many && telling(scan, start, tail) >= enough && nameable(scan, start, tail, true))
        .then(|| Candidate::new(start, end, Kind::PROGRAM, 8, "grammar/program.invested"))
}

/// Whether the sentence says how much money is spent.
fn is_paid(scan: &Scan<'_>) -> bool {
    let sum = |at: usize| scan.holds(at, "亿元") || scan.holds(at, "万元");
    scan.may_hold('元') && (0..scan.len()).any(sum)
}

/// 平陆运河工程: a structure that was proposed as a place, and that is being built.
fn built(scan: &Scan<'_>, mark: &Mark, places: &[Candidate]) -> Option<Candidate> {
    const BUILT: [&str; 14] = [
        "大桥",
        "运河",
        "高铁",
        "铁路",
        "高速",
        "公路",
        "水电站",
        "核电站",
        "机场",
        "隧道",
        "水库",
        "通道",
        "枢纽",
        "蓄能电站",
    ];
    let tail = mark.start as usize;
    let structure = BUILT.iter().any(|word| scan.ends(tail, word));
    let place = places.iter().find(|place| {
        structure
            && place.kind == Kind::PLACE
            && place.span.end == mark.start
            && place.span.len() > 3
    })?;
    let (start, end) = (place.span.start as usize, mark.end as usize);
    let name = matches!(scan.before(end), '程' | '目');
    name.then(|| Candidate::new(start, end, Kind::PROGRAM, 9, "grammar/program.structure"))
}
