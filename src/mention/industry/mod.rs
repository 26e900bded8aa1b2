//! A scanned sentence in, candidates for industries out.

mod doubt;
pub(super) mod line;
pub(super) mod list;

use super::candidate::Candidate;
use super::institution::{place_ending, whole_to_the_right};
use crate::knowledge::{Class, Clue, Clues, Kind, Mark, Trust};
use crate::mention::scan::choice::Choice;
use crate::mention::scan::reach::reach;
use crate::mention::scan::words::{Sort, Word};
use crate::mention::scan::{Name, Scan, is_break, is_han};
use doubt::is_denied;
use list::is_matter;

const SECTOR: Clues = Clues::of(&[Clue::Sector, Clue::Ware]);
const TAIL: Clues = Clues::of(&[Clue::SectorTail]);
const CUE: Clues = Clues::of(&[Clue::SectorCue]);
const AFTER: Clues = Clues::of(&[Clue::SectorAfter]);
const UMBRELLA: Clues = Clues::of(&[Clue::Umbrella]);
const PRODUCT: Clues = Clues::of(&[Clue::Product]);

/// What firms do in a trade.
const DONE: Choice<5> = Choice::of(["研发", "生产", "销售", "开发", "经营"]);
/// Who is in a trade.
const FIRMS: Choice<3> = Choice::of(["公司", "企业", "厂商"]);
/// What is told of a sector that a clause begins with.
const TOLD: [&str; 18] = [
    "是",
    "仍是",
    "不是",
    "已是",
    "也是",
    "成为",
    "成了",
    "已成",
    "正成",
    "占",
    "已占",
    "约占",
    "恢复",
    "崛起",
    "兴起",
    "起势",
    "也已",
    "异军突起",
];

/// A sector word in the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Sector {
    start: usize,
    end: usize,
    /// It may as well be what is made.
    ware: bool,
}

/// Sectors with their tails, and sector words that the text speaks of as a field.
pub(super) fn candidates(scan: &Scan<'_>, out: &mut Vec<Candidate>) {
    let sectors = sectors(scan);
    if sectors.is_empty() && !scan.clues.any(Clues::of(&[Clue::SectorTail, Clue::Trade])) {
        return;
    }
    let told = |span: std::ops::Range<usize>| !is_denied(scan, span.start, span.end);
    for mark in scan.makers {
        if mark.clues.has(Clue::SectorTail)
            && scan.is_longest(mark, Clue::SectorTail)
            && whole_to_the_right(scan, mark.end as usize)
        {
            let found = tailed(scan, mark, &sectors);
            out.extend(found.filter(|found| told(found.span.range())));
        }
    }
    let lists = lists(scan, &sectors);
    for (at, sector) in sectors.iter().enumerate() {
        if scan.clue_starting(sector.end, TAIL).is_none()
            && told(sector.start..sector.end)
            && !is_matter(scan, sector.start, sector.end)
            && is_field(scan, &sectors, at, lists[at])
        {
            let because = "grammar/industry.field";
            out.push(Candidate::new(sector.start, sector.end, Kind::INDUSTRY, 7, because));
        }
    }
    for mark in scan.makers.iter().filter(|mark| mark.clues.has(Clue::Trade)) {
        traded(scan, mark.end as usize, out);
    }
}

/// 主营晶圆代工, 从事航空液压和工程机械两大业务: what a firm deals in is a trade, listed or not.
fn traded(scan: &Scan<'_>, start: usize, out: &mut Vec<Candidate>) {
    let mut items = Vec::new();
    let mut at = start;
    loop {
        let from = at;
        while let Some(word) = scan.word_starting(at).filter(|word| is_trade_word(scan, word)) {
            // 专注于小核酸药物研发: what is done with it is no part of it.
            if at - from > 2 && DONE.holds(scan, at) {
                break;
            }
            at = word.end;
        }
        let end = at;
        while let Some(done) = DONE.held(scan, at) {
            at += done.chars().count();
        }
        let work = ["工作", "研究", "活动", "服务"].iter().any(|word| scan.ends(at, word));
        // 从事本专业工作满两年: whose it is, not what.
        let work = work || matches!(scan.char(from), '本' | '该' | '其' | '某' | '各');
        let umbrella = scan.clue_ending(end, UMBRELLA).is_some_and(|umbrella| umbrella <= from)
            || ["方向", "目标", "任务"].iter().any(|word| scan.ends(end, word) && end - from == 2);
        if !(2..=10).contains(&(end - from)) || work || umbrella {
            // 甲市主攻丙、乙市主攻丁: another statement follows.
            if from > start && scan.before(from) == '、' {
                at = from - 1;
                break;
            }
            return;
        }
        items.push((from, end));
        if !matches!(scan.char(at), '、' | '与' | '和' | '及') {
            break;
        }
        at += 1;
    }
    let closed = !is_han(scan.char(at))
        || counted_after(scan, at)
        || matches!(scan.char(at), '等' | '的' | '为');
    if closed {
        out.extend(items.into_iter().map(|(start, end)| {
            Candidate::new(start, end, Kind::INDUSTRY, 7, "grammar/industry.trade")
        }));
    }
}

/// Whether a word may stand in the name of a trade.
fn is_trade_word(scan: &Scan<'_>, word: &Word) -> bool {
    let noun = matches!(
        word.sort,
        Sort::Common(Class::Noun | Class::Activity | Class::Adjective)
            | Sort::Strange
            | Sort::Latin
            | Sort::Known(Kind::INDUSTRY)
    );
    noun && !matches!(scan.char(word.start), '与' | '和' | '及')
}

/// Sector words, the longest at each place, with the adjectives that belong to them.
fn sectors(scan: &Scan<'_>) -> Vec<Sector> {
    let known = |name: &Name| name.kind == Kind::INDUSTRY && name.len() > 1;
    if !scan.clues.any(SECTOR) && !scan.names.iter().any(known) {
        return Vec::new();
    }
    let marks = scan.makers.iter().filter(|m| m.clues.any(SECTOR));
    let mut all: Vec<Sector> = marks
        .map(|m| {
            let ware = !m.clues.has(Clue::Sector);
            Sector { start: m.start as usize, end: m.end as usize, ware }
        })
        .collect();
    all.extend(scan.names.iter().filter(|name| known(name)).map(|n| Sector {
        start: n.start,
        end: n.end,
        ware: false,
    }));
    all.sort_unstable_by_key(|s| (s.start, std::cmp::Reverse(s.end)));
    let mut kept: Vec<Sector> = Vec::with_capacity(all.len());
    for sector in all {
        match kept.last_mut() {
            Some(last) if sector.end <= last.end => {}
            // 银行业金融机构: 业 ends a name.
            Some(last) if sector.start == last.end && scan.before(last.end) == '业' => {
                kept.push(sector);
            }
            Some(last) if sector.start <= last.end => {
                // Words that overlap or touch make one longer one: 新能源汽车 + 汽车零部件.
                last.end = sector.end;
                last.ware &= sector.ware;
            }
            _ => kept.push(sector),
        }
    }
    for sector in &mut kept {
        sector.start = modified(scan, sector.start);
    }
    // 保险公司 is a word, and 保险 is told of in it.
    kept.retain(|s| {
        let told = scan.clue_starting(s.end, TAIL).is_some() || FIRMS.holds(scan, s.end);
        // 产业 in 锂电产业 goes on to 产业链.
        let inner = s.end.saturating_sub(2).max(s.start);
        let longer = scan.clue_starting(inner, TAIL).is_some_and(|end| end > s.end);
        told || longer || whole_to_the_right(scan, s.end)
    });
    kept
}

/// 电动船舶, 锂离子固态电池: words that tell one branch of a sector from another.
fn modified(scan: &Scan<'_>, start: usize) -> usize {
    let mut at = start;
    loop {
        let word = scan.clue_ending(at, Clues::of(&[Clue::SectorPrefix]));
        if let Some(from) =
            word.filter(|&from| scan.word_at(from).is_some_and(|n| scan.words()[n].start == from))
        {
            at = from;
            continue;
        }
        // 铜基新材料: what it is made from.
        if at > 1
            && scan.before(at) == '基'
            && is_han(scan.char(at - 2))
            && scan.word_at(at - 2).is_some_and(|n| scan.words()[n].start == at - 2)
            && !matches!(scan.char(at - 2), '地' | '根' | '路')
        {
            return at - 2;
        }
        let strange = (0..at).rev().take(4).take_while(|&p| scan.is_strange(p)).count();
        if (1..=3).contains(&strange) && at == start && scan.opens(at - strange) {
            at -= strange;
        }
        return at;
    }
}

/// 动力电池产业集群: what a tail makes of the words before it.
fn tailed(scan: &Scan<'_>, mark: &Mark, sectors: &[Sector]) -> Option<Candidate> {
    let (tail, end) = (mark.start as usize, mark.end as usize);
    let because = "grammar/industry.tail";
    if let Some(sector) = near(sectors, tail)
        .find(|s| s.end == tail || s.start < tail && s.end > tail && s.end <= end)
    {
        let start = widened(scan, paired(scan, sector.start));
        return Some(Candidate::new(start, end, Kind::INDUSTRY, 10, because));
    }
    if let Some(sector) = near(sectors, tail).find(|s| s.start < tail && s.end >= end) {
        return Some(Candidate::new(sector.start, sector.end, Kind::INDUSTRY, 8, because));
    }
    let text = &scan.chars[tail..end];
    if matches!(
        text,
        ['制', '造', '业']
            | ['服', '务', '业']
            | ['装', '备', '制', '造', '业']
            | ['先', '进', '制', '造', '业']
            | ['制', '造', '业', '集', '群']
            | ['先', '进', '制', '造', '业', '集', '群']
    ) {
        let start = widened(scan, tail);
        return Some(Candidate::new(start, end, Kind::INDUSTRY, 8, because));
    }
    if matches!(text, ['经', '济'] | ['业'] | ['集', '群'] | ['工', '业'] | ['制', '造']) {
        return None;
    }
    let reach = reach(scan, tail);
    // 中信产业基金: a firm is no trade.
    let firm = |name: &Name| name.kind == Kind::COMPANY && name.trust != Trust::Letter;
    if scan.names_ending(tail).iter().any(|name| firm(name) && name.start == reach.start) {
        return None;
    }
    // 因地制宜发展特色产业: what develops is no part of the industry's name.
    let develops = (reach.body..tail.saturating_sub(2)).rev().find(|&at| scan.holds(at, "发展"));
    let start = past_general(scan, develops.map_or(reach.body, |at| at + 2), tail);
    let named = scan.words_between(start, tail).iter().any(|word| {
        matches!(word.sort, Sort::Common(Class::Noun) | Sort::Strange | Sort::Known(_))
    });
    let length = tail.saturating_sub(start);
    let number = |at: usize| "一二三四五六七八九十两几多".contains(scan.char(at));
    let counted = number(start) && matches!(scan.char(start + 1), '大' | '个' | '条' | '类' | '项');
    // 危害严重行业, 国际性产业, 后天产业: what industries are like, or when.
    let like = scan.word_ending(tail).is_some_and(|word| {
        matches!(word.sort, Sort::Common(Class::Adjective | Class::Time))
            || scan.before(tail) == '性'
    });
    // 经开区主导产业 are those of the zone.
    let moves =
        ["驱动", "个别", "各个", "城市", "规模", "领域", "经开区", "高新区", "开发区", "园区"];
    let moves = moves.iter().any(|word| scan.ends(tail, word) || scan.holds(start, word));
    if !named
        || moves
        || like
        || counted
        || !(2..=10).contains(&length)
        || scan.clue_ending(tail, UMBRELLA).is_some_and(|u| u <= start)
    {
        return None;
    }
    Some(Candidate::new(start, end, Kind::INDUSTRY, 6, because))
}

/// Where the words that tell no industry end: 三大, 重点, 发展.
fn past_general(scan: &Scan<'_>, from: usize, tail: usize) -> usize {
    let mut start = from;
    while let Some(word) = scan.word_starting(start).filter(|word| word.end <= tail) {
        let counts = word.start == from
            && word.len() == 1
            && "条个大项类家".contains(scan.char(start))
            && scan.before(start).is_alphanumeric();
        let general = counts
            || matches!(
                word.sort,
                Sort::Common(Class::Adjective | Class::Time | Class::Measure | Class::Number)
            )
            || scan.clue_ending(word.end, UMBRELLA) == Some(word.start)
            || word.end < tail && scan.clue_ending(word.end, CUE).is_some();
        if !general {
            break;
        }
        start = word.end;
    }
    start
}

/// 钛 of 钛及新材料产业链: what 及 joins to a sector is one name with it under one tail.
fn paired(scan: &Scan<'_>, start: usize) -> usize {
    let Some(join) = start.checked_sub(1).filter(|&at| scan.char(at) == '及') else {
        return start;
    };
    let known = scan.clue_ending(join, SECTOR);
    let noun = || {
        let word = scan.word_ending(join)?;
        let noun = matches!(word.sort, Sort::Common(Class::Noun) | Sort::Strange);
        (noun && scan.opens(word.start)).then_some(word.start)
    };
    known.or_else(noun).unwrap_or(start)
}

/// Takes 先进, 高端 and their like in front into the name.
fn widened(scan: &Scan<'_>, start: usize) -> usize {
    ["先进", "高端", "新型", "绿色", "智能", "现代", "特色", "高技术"]
        .iter()
        .filter(|word| scan.ends(start, word))
        .map(|word| start - word.chars().count())
        .min()
        .filter(|&from| scan.word_at(from).is_some_and(|n| scan.words()[n].start == from))
        .filter(|_| !scan.ends(start, "特色"))
        .unwrap_or(start)
}

/// Whether the text speaks of the sector as a field, not of a product or technique.
fn is_field(scan: &Scan<'_>, sectors: &[Sector], at: usize, list: (usize, usize)) -> bool {
    let sector = sectors[at];
    let mut score = 0;
    let next = scan.char(sector.end);
    let free = is_break(next)
        || matches!(next, '和' | '与' | '及' | '等')
        || scan.word_starting(sector.end).is_some_and(|w| {
            matches!(w.sort, Sort::Common(Class::Particle | Class::Verb | Class::Adverb))
        });
    if scan.clue_starting(sector.end, PRODUCT).is_some() {
        score -= 3;
    }
    // 新能源技术 is what is used, 新能源技术领域 a field.
    let used = scan.holds(sector.end, "技术")
        && !["领域", "产业", "行业", "方向"].iter().any(|word| scan.holds(sector.end + 2, word));
    if scan.clue_starting(sector.end, AFTER).is_some() && !used {
        score += 2;
    } else if !free {
        score -= 2;
    }
    if scan.clue_ending(governed(scan, sector.start), CUE).is_some() {
        score += 2;
    }
    if place_ending(scan, sector.start).is_some() {
        score += if free { 2 } else { 1 };
    }
    score += listed(scan, sectors, at, list);
    if is_topic(scan, sectors[list.0].start, sectors[list.1].end) {
        score += 2;
    }
    // 三十多家封装测试企业 counts firms, 三种封装 products.
    let counted = scan
        .word_ending(sector.start)
        .filter(|w| matches!(w.sort, Sort::Common(Class::Measure | Class::Number) | Sort::Digits));
    if let Some(word) = counted {
        let project = scan.before(word.end) == '个' && scan.holds(sector.end, "项目");
        score += match scan.before(word.end) {
            // Of one or two firms the trade is told, of many the sector.
            '家' if matches!(scan.before(word.end - 1), '一' | '两') => 0,
            '家' => 1,
            _ if project => 0,
            _ => -3,
        };
    }
    // 缫丝企业: what firms do, unlike what they make.
    let done =
        || scan.holds(sector.end, "企业") && WORKS.iter().any(|work| scan.ends(sector.end, work));
    score >= if sector.ware && !done() { 3 } else { 2 }
}

/// What the work of a trade ends in.
const WORKS: [&str; 27] = [
    "施工", "加工", "制造", "养殖", "种植", "开采", "采选", "冶炼", "捕捞", "酿造", "屠宰", "服务",
    "修造", "拆解", "处置", "贸易", "零售", "运输", "缫丝", "纺纱", "织造", "染整", "制革", "炼油",
    "炼钢", "选矿", "制药",
];

/// 造船、纺织是两根支柱: what a clause begins with and is told of.
fn is_topic(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    (start == 0 || is_break(scan.before(start)) && scan.before(start) != '、')
        && TOLD.iter().any(|word| scan.holds(end, word))
}

/// Back over 了 to the verb that governs what starts here.
fn governed(scan: &Scan<'_>, start: usize) -> usize {
    if scan.before(start) == '了' || scan.before(start) == '“' { start - 1 } else { start }
}

/// Whether a count of sectors closes a list: 三大板块, 两个集群.
pub(super) fn counted_after(scan: &Scan<'_>, at: usize) -> bool {
    const FIGURES: [char; 14] =
        ['一', '二', '两', '三', '四', '五', '六', '七', '八', '九', '十', '百', '多', '几'];
    let mut end = at;
    if scan.char(end) == '等' {
        end += 1;
    }
    let figure = |char: &char| char.is_ascii_digit() || FIGURES.contains(char);
    let behind = scan.chars.get(end..).unwrap_or_default();
    let number = behind.iter().take_while(|char| figure(char)).count();
    end += number;
    if number == 0 || !matches!(scan.char(end), '大' | '个' | '条' | '类' | '项') {
        return false;
    }
    let kinds = scan.char(end) == '类';
    end += 1;
    for word in [
        "千亿级",
        "百亿级",
        "万亿级",
        "千亿",
        "百亿",
        "主导",
        "支柱",
        "优势",
        "特色",
        "重点",
        "新兴",
        "国家级",
        "省级",
    ] {
        if scan.holds(end, word) {
            end += word.chars().count();
        }
    }
    ["产业", "板块", "集群", "链条", "领域", "行业", "赛道", "方向", "业务"]
        .iter()
        .any(|word| scan.holds(end, word))
        || kinds && scan.holds(end, "企业")
}

/// Whether what goes before a list says that sectors follow: 四大传统产业：, 传统行业，.
fn announced(scan: &Scan<'_>, start: usize) -> bool {
    matches!(scan.before(start), '：' | '，')
        && start > 2
        && ["产业", "行业", "领域", "集群", "板块", "赛道"]
            .iter()
            .any(|word| scan.ends(start - 1, word))
}

/// The sectors around a position.
fn near(sectors: &[Sector], at: usize) -> impl Iterator<Item = &Sector> {
    let first = sectors.partition_point(|sector| sector.end < at);
    sectors[first..].iter().take_while(move |sector| sector.start <= at)
}

/// For each sector the first and the last of the list it stands in.
fn lists(scan: &Scan<'_>, sectors: &[Sector]) -> Vec<(usize, usize)> {
    let mut lists = Vec::with_capacity(sectors.len());
    let mut first = 0;
    for at in 0..sectors.len() {
        let joined = sectors.get(at + 1).is_some_and(|next| {
            next.start == sectors[at].end + 1
                && matches!(scan.char(sectors[at].end), '、' | '和' | '与' | '及')
        });
        if !joined {
            lists.extend((first..=at).map(|_| (first, at)));
            first = at + 1;
        }
    }
    lists
}

/// In a list with other sectors, and how the list is closed.
fn listed(scan: &Scan<'_>, sectors: &[Sector], at: usize, (first, last): (usize, usize)) -> i32 {
    let closed = counted_after(scan, sectors[last].end);
    if first == last {
        return if closed { 2 } else { 0 };
    }
    let mut score = if closed || announced(scan, sectors[first].start) { 3 } else { 1 };
    if scan.clue_starting(sectors[last].end, AFTER).is_some()
        || scan.clue_starting(sectors[last].end, TAIL).is_some()
    {
        score += 2;
    }
    if first < at && scan.clue_ending(governed(scan, sectors[first].start), CUE).is_some() {
        score += 1;
    }
    score
}
