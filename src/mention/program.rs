//! A scanned sentence in, candidates for plans, policies, projects, events and honours out.

use super::candidate::Candidate;
use super::institution::{place_ending, whole_to_the_right};
use super::reach::reach;
use super::scan::{Scan, is_break, is_han};
use super::words::Sort;
use crate::knowledge::{Class, Clue, Clues, Kind, Mark};

const ISSUES: Clues = Clues::of(&[Clue::Issues]);
const CONFERS: Clues = Clues::of(&[Clue::Confers]);
const NAMED: Clues =
    Clues::of(&[Clue::ProgramTail, Clue::EventTail, Clue::ProjectTail, Clue::HonourTail]);

/// Programs named without quotes or title marks.
pub(super) fn candidates(scan: &Scan<'_>, out: &mut Vec<Candidate>) {
    for mark in &scan.marks {
        if !mark.clues.any(NAMED) || !whole_to_the_right(scan, mark.end as usize) {
            continue;
        }
        if mark.clues.has(Clue::ProgramTail) && scan.is_longest(mark, Clue::ProgramTail) {
            out.extend(issued(scan, mark));
            out.extend(anchored(scan, mark));
        }
        if mark.clues.has(Clue::EventTail) && scan.is_longest(mark, Clue::EventTail) {
            out.extend(event(scan, mark));
        }
        if mark.clues.has(Clue::ProjectTail) && scan.is_longest(mark, Clue::ProjectTail) {
            out.extend(project(scan, mark));
        }
        if mark.clues.has(Clue::HonourTail) && scan.is_longest(mark, Clue::HonourTail) {
            out.extend(honour(scan, mark));
        }
    }
}

/// Where the clause of this position begins: after the last mark that parts clauses.
fn clause(scan: &Scan<'_>, at: usize) -> usize {
    let from = at.saturating_sub(48);
    (from..at)
        .rev()
        .find(|&p| {
            is_break(scan.char(p))
                && !matches!(scan.char(p), '“' | '”' | '（' | '）' | '·' | '—' | '-' | '.' | '+')
        })
        .map_or(from, |p| p + 1)
}

/// The last word with one of these clues between two positions: where it ends.
fn last_clue(scan: &Scan<'_>, from: usize, to: usize, clues: Clues) -> Option<usize> {
    (from + 1..=to).rev().find(|&end| {
        scan.clue_ending(end, clues).is_some_and(|start| {
            start >= from && scan.word_at(start).is_some_and(|n| scan.words()[n].start == start)
        })
    })
}

/// Steps over what stands between a verb and the name it governs: 了, 全国首部.
fn after_verb(scan: &Scan<'_>, mut at: usize) -> usize {
    loop {
        let skipped = [
            "了",
            "过",
            "全国首个",
            "全国首部",
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
        ]
        .iter()
        .find(|word| scan.holds(at, word));
        match skipped {
            Some(word) => at += word.chars().count(),
            None => return at,
        }
    }
}

/// How much a stretch says: characters of words that are not general.
fn telling(scan: &Scan<'_>, start: usize, end: usize) -> usize {
    let generic = Clues::of(&[Clue::Generic, Clue::Umbrella]);
    scan.words()
        .iter()
        .filter(|word| word.start >= start && word.end <= end)
        .filter(|word| match word.sort {
            Sort::Strange | Sort::Latin | Sort::Known(_) => true,
            Sort::Common(Class::Noun | Class::Activity) => {
                scan.clue_ending(word.end, generic) != Some(word.start)
            }
            _ => false,
        })
        .map(|word| word.len())
        .sum()
}

/// Whether a stretch can be a name: no number of things, no pronoun, no particle but a quoted one.
fn nameable(scan: &Scan<'_>, start: usize, tail: usize, particles: bool) -> bool {
    let Some(first) = scan.word_starting(start) else { return false };
    if matches!(
        first.sort,
        Sort::Common(
            Class::Number | Class::Measure | Class::Pronoun | Class::Particle | Class::Adverb
        )
    ) && !scan.holds(start, "第")
    {
        return false;
    }
    let mut quoted = false;
    scan.words().iter().filter(|word| word.start >= start && word.end <= tail).all(|word| {
        match scan.char(word.start) {
            '“' => quoted = true,
            '”' => quoted = false,
            _ => {}
        }
        quoted
            || particles
            || match word.sort {
                Sort::Common(Class::Particle) => {
                    matches!(
                        scan.char(word.start),
                        '与' | '和'
                            | '及'
                            | '中'
                            | '上'
                            | '下'
                            | '型'
                            | '等'
                            | '化'
                            | '之'
                            | '前'
                            | '后'
                            | '内'
                            | '外'
                            | '里'
                            | '间'
                            | '式'
                            | '者'
                    ) && word.len() == 1
                        && scan.char(word.start) != '等'
                }
                Sort::Common(Class::Pronoun) => false,
                _ => true,
            }
    })
}

/// 实施龙城英才计划: what an issuing verb governs.
fn issued(scan: &Scan<'_>, mark: &Mark) -> Option<Candidate> {
    let (tail, end) = (mark.start as usize, mark.end as usize);
    let from = clause(scan, tail);
    let verb = last_clue(scan, from, tail, ISSUES)?;
    let mut start = after_verb(scan, verb);
    if scan.char(start) == '“' {
        return None;
    }
    while let Some(word) = scan.word_starting(start) {
        let skip = matches!(word.sort, Sort::Common(Class::Adjective)) && word.end < tail;
        if !skip {
            break;
        }
        start = word.end;
    }
    let policy = matches!(scan.before(end), '见' | '施' | '法' | '策');
    let measured =
        scan.holds(start, "支持") || scan.holds(start, "关于") || scan.holds(start, "促进");
    if start >= tail || tail - start > 36 || !nameable(scan, start, tail, policy && measured) {
        return None;
    }
    let enough = telling(scan, start, tail);
    let general = matches!(
        scan.before(end),
        '目' | '程' | '作' | '动' | '策' | '度' | '准' | '范' | '规' | '标'
    ) && end - tail < 3;
    (enough >= if general { 4 } else { 3 })
        .then(|| Candidate::new(start, end, Kind::PROGRAM, 7, "grammar/program.issued"))
}

/// 国家自然科学基金, 江苏省大气污染防治条例: a place or level and a telling body.
fn anchored(scan: &Scan<'_>, mark: &Mark) -> Option<Candidate> {
    let (tail, end) = (mark.start as usize, mark.end as usize);
    let ending: String = scan.chars[end.saturating_sub(2)..end].iter().collect();
    let firm = matches!(
        ending.as_str(),
        "计划"
            | "条例"
            | "规划"
            | "纲要"
            | "战略"
            | "基金"
            | "大奖"
            | "学奖"
            | "步奖"
            | "量奖"
            | "方案"
            | "行动"
            | "工程"
            | "资金"
            | "法典"
            | "公约"
            | "协定"
    ) || ending.ends_with('奖')
        || ending.ends_with('杯');
    if !firm {
        return None;
    }
    let reach = reach(scan, tail);
    let begins = reach.anchor.is_some_and(|kind| kind != Kind::INDUSTRY)
        || reach.level
        || reach.strange >= 2;
    let body = tail - reach.body;
    let year = scan.holds(end, "（20");
    let _ = year;
    (begins && reach.telling >= 4 && body >= 3)
        .then(|| Candidate::new(reach.start, end, Kind::PROGRAM, 7, "grammar/program.anchored"))
}

/// 2024世界动力电池大会, 第七届海峡两岸论坛: year or ordinal, reach and tail.
fn event(scan: &Scan<'_>, mark: &Mark) -> Option<Candidate> {
    let (tail, end) = (mark.start as usize, mark.end as usize);
    let reach = reach(scan, tail);
    let (mut start, counted) = counted(scan, reach.start);
    if scan.char(start) == '年' {
        start += 1;
    }
    let text: String = scan.chars[tail..end].iter().collect();
    let weak = matches!(
        text.as_str(),
        "大会"
            | "年会"
            | "专场"
            | "座谈会"
            | "对接会"
            | "交流会"
            | "推进会"
            | "推介会"
            | "发布会"
            | "新闻发布会"
            | "启动仪式"
            | "招聘会"
            | "签约会"
            | "研讨会"
            | "洽谈会"
            | "展会"
            | "会展"
            | "系列活动"
            | "主题活动"
            | "专题活动"
            | "展演"
            | "竞赛"
            | "恳谈会"
            | "招商会"
            | "论坛"
            | "峰会"
            | "大赛"
            | "全会"
            | "代表会议"
            | "联赛"
    );
    let body = tail - reach.start;
    let enough = if weak {
        counted && body >= 2
            || reach.telling >= 4 && reach.is_anchored()
            || reach.level && reach.telling >= 2
    } else {
        counted || reach.is_anchored() && body >= 2 || reach.telling >= 4
    };
    (enough && start < tail)
        .then(|| Candidate::new(start, end, Kind::PROGRAM, 9, "grammar/program.event"))
}

/// Takes a year and an ordinal in front into the name.
fn counted(scan: &Scan<'_>, start: usize) -> (usize, bool) {
    let mut at = start;
    let mut counted = false;
    for _ in 0..3 {
        if at == 0 {
            break;
        }
        let digits = (0..at).rev().take_while(|&p| scan.char(p).is_ascii_digit()).count();
        if digits == 4 && scan.char(at - 4) == '2' {
            at -= 4;
            counted = true;
        } else if scan.before(at) == '年'
            && at >= 5
            && (at - 5..at - 1).all(|p| scan.char(p).is_ascii_digit())
        {
            at -= 5;
            counted = true;
        } else if matches!(scan.before(at), '届' | '次' | '个') {
            let from = at.saturating_sub(7);
            let Some(first) =
                (from..at - 1).rev().find(|&p| scan.char(p) == '第' || scan.char(p) == '首')
            else {
                break;
            };
            at = first;
            counted = true;
        } else {
            break;
        }
    }
    (at, counted)
}

/// 华能金坛综合能源利用项目: a place or firm, a telling body and 项目.
fn project(scan: &Scan<'_>, mark: &Mark) -> Option<Candidate> {
    let (tail, end) = (mark.start as usize, mark.end as usize);
    let reach = reach(scan, tail);
    let named = reach.anchor.is_some_and(|kind| matches!(kind, Kind::PLACE | Kind::COMPANY))
        || reach.strange >= 3
        || reach.quoted;
    let body = tail - reach.body;
    (named && reach.telling >= 4 && body >= 4)
        .then(|| Candidate::new(reach.start, end, Kind::PROGRAM, 7, "grammar/program.project"))
}

/// 入选国家农业现代化示范区: what a conferring verb governs, or a level's honour that is sought.
fn honour(scan: &Scan<'_>, mark: &Mark) -> Option<Candidate> {
    let (tail, end) = (mark.start as usize, mark.end as usize);
    let from = scope(scan, tail);
    let verb = last_clue(scan, from, tail, CONFERS);
    let sought = ["创建", "等试点", "称号", "建设", "名单", "之一", "等称号", "等荣誉"]
        .iter()
        .any(|word| scan.holds(end, word));
    let start = honour_start(scan, verb.map_or(from, |verb| after_verb(scan, verb)), tail)?;
    if verb.is_none() && !sought || tail - start > 24 || !nameable(scan, start, tail, false) {
        return None;
    }
    (telling(scan, start, tail) >= 2)
        .then(|| Candidate::new(start, end, Kind::PROGRAM, 9, "grammar/program.honour"))
}

/// Honours may be listed: the verb is looked for over 、 and 和.
fn scope(scan: &Scan<'_>, at: usize) -> usize {
    let from = at.saturating_sub(60);
    (from..at)
        .rev()
        .find(|&p| matches!(scan.char(p), '，' | '。' | '；' | '！' | '？' | '：'))
        .map_or(from, |p| p + 1)
}

/// An honour begins with who confers it: the last 国家, 全国, 省级 or place after the verb.
fn honour_start(scan: &Scan<'_>, from: usize, tail: usize) -> Option<usize> {
    let begins = |at: usize| {
        [
            "国家",
            "全国",
            "世界",
            "中国",
            "全球",
            "省级",
            "国际",
            "亚洲",
            "联合国",
            "中华",
            "部级",
            "国家级",
        ]
        .iter()
        .any(|word| scan.holds(at, word))
            || scan
                .names_starting(at)
                .any(|n| n.kind == Kind::PLACE && n.len() > 2 && scan.before(n.end) == '省')
    };
    let item = (from..tail)
        .rev()
        .find(|&p| matches!(scan.char(p), '、' | '和' | '“' | '《') && begins(p + 1))
        .map(|p| p + 1);
    let item = item.or_else(|| (from..tail).find(|&p| begins(p)))?;
    let open = (item..tail).any(|p| matches!(scan.char(p), '、' | '，' | '《'));
    (!open).then_some(item)
}

/// What stands in quotes or title marks, when it is a program, and quoted parts of longer names.
pub(super) fn quotations(scan: &Scan<'_>, out: &mut Vec<Candidate>) {
    let mut titles = Vec::new();
    let mut quotes = Vec::new();
    for (at, &char) in scan.chars.iter().enumerate() {
        match char {
            '《' => titles.push(at),
            '》' => {
                if let Some(open) = titles.pop()
                    && titles.is_empty()
                {
                    out.extend(title(scan, open, at));
                }
            }
            '“' => quotes.push(at),
            '”' => {
                if let Some(open) = quotes.pop()
                    && quotes.is_empty()
                {
                    quotation(scan, open, at, out);
                }
            }
            _ => {}
        }
    }
}

const TITLES: Clues =
    Clues::of(&[Clue::ProgramTail, Clue::EventTail, Clue::ProjectTail, Clue::HonourTail]);

/// 《…条例》: a title that ends as plans and policies do.
fn title(scan: &Scan<'_>, open: usize, close: usize) -> Option<Candidate> {
    let (start, mut end) = (open + 1, close);
    if close - start < 2 || close - start > 80 {
        return None;
    }
    if scan.before(end) == '）' {
        let from = (start..end).rev().find(|&p| scan.char(p) == '（')?;
        end = from;
    }
    let paper = scan.marks_ending(end).iter().any(|mark| mark.clues.has(Clue::Paper));
    let tailed = end > start
        && scan
            .marks_ending(end)
            .iter()
            .any(|mark| mark.clues.any(TITLES) && mark.start as usize >= start);
    (tailed && !paper)
        .then(|| Candidate::new(start, close, Kind::PROGRAM, 13, "grammar/program.title"))
}

fn quotation(scan: &Scan<'_>, open: usize, close: usize, out: &mut Vec<Candidate>) {
    let (start, end) = (open + 1, close);
    if end - start < 2 || end - start > 40 {
        return;
    }
    let length = end - start;
    if let Some(tail) = tail_after(scan, close + 1).filter(|_| length <= 14) {
        let kind = tail.1;
        let strength = if kind == Kind::PROGRAM { 9 } else { 8 };
        let from = place_ending(scan, open)
            .filter(|_| kind == Kind::INSTITUTION)
            .map_or(open, |p| p.start);
        out.push(Candidate::new(from, tail.0, kind, strength, "grammar/quoted.part"));
        return;
    }
    let plain = scan.chars[start..end].iter().all(|&c| {
        is_han(c)
            || c.is_ascii_alphanumeric()
            || matches!(c, '·' | '—' | '-' | '.' | '“' | '”' | '、')
    });
    let tailed = scan.marks_ending(end).iter().any(|mark| {
        mark.clues.any(TITLES) && mark.start as usize > start && end - mark.start as usize >= 1
    });
    let conferred = scan.clue_ending(skip_back(scan, open), CONFERS).is_some();
    let issued = scan.clue_ending(skip_back(scan, open), ISSUES).is_some();
    if plain && tailed && (telling(scan, start, end) >= 4 || conferred) && length >= 4 {
        out.push(Candidate::new(start, end, Kind::PROGRAM, 8, "grammar/quoted.program"));
    } else if plain && conferred && (3..=16).contains(&length) && honoured(scan, start, end) {
        out.push(Candidate::new(start, end, Kind::PROGRAM, 8, "grammar/quoted.honour"));
    } else if issued && plain && (4..=12).contains(&length) && event_after(scan, close + 1) {
        out.push(Candidate::new(start, end, Kind::PROGRAM, 8, "grammar/quoted.campaign"));
    }
}

/// What was given is named like an honour, not a metaphor.
fn honoured(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    let last = scan.before(end);
    matches!(last, '奖' | '杯' | '市' | '县' | '区' | '城' | '乡' | '号' | '单' | '强' | '佳')
        || scan.holds(start, "国家")
        || scan.holds(start, "全国")
        || scan.holds(start, "中国")
}

/// “…”活动: what follows the quotation says it was a campaign.
fn event_after(scan: &Scan<'_>, at: usize) -> bool {
    ["活动", "大赛", "比赛", "竞赛", "计划", "战略"].iter().any(|word| scan.holds(at, word))
}

/// Back over what may stand between a verb and a quotation.
fn skip_back(scan: &Scan<'_>, at: usize) -> usize {
    if scan.before(at) == '了' || scan.before(at) == '为' { at - 1 } else { at }
}

/// The tail that completes a quoted part: where it ends and what it makes.
fn tail_after(scan: &Scan<'_>, at: usize) -> Option<(usize, Kind)> {
    let table = [
        (Clue::ProgramTail, Kind::PROGRAM),
        (Clue::ProjectTail, Kind::PROGRAM),
        (Clue::EventTail, Kind::PROGRAM),
        (Clue::Site, Kind::PLACE),
        (Clue::InstitutionTail, Kind::INSTITUTION),
        (Clue::SectorTail, Kind::INDUSTRY),
    ];
    let mut best: Option<(usize, Kind)> = None;
    for (clue, kind) in table {
        let end = scan.clue_starting(at, Clues::of(&[clue]));
        if let Some(end) = end.filter(|&end| end - at > 1 && best.is_none_or(|b| end > b.0)) {
            best = Some((end, kind));
        }
    }
    best
}
