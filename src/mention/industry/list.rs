//! A scanned sentence in, candidates for industries that a list tells to be such out.
//!
//! 太空信息、磁悬浮、元宇宙等未来产业, 香料、果脯、制伞三大产业: what is listed before such words is an
//! industry, known or not. 矿山、化工、冶金等领域 may be matters of any kind: there some must be known.

use super::counted_after;
use crate::knowledge::{Class, Clue, Clues, Kind};
use crate::mention::candidate::Candidate;
use crate::mention::scan::choice::Choice;
use crate::mention::scan::words::{Sort, Word};
use crate::mention::scan::{Scan, is_break, is_han};

const CUE: Clues = Clues::of(&[Clue::SectorCue]);
const AFTER: Clues = Clues::of(&[Clue::SectorAfter]);
const KNOWN: Clues = Clues::of(&[Clue::Sector, Clue::Ware, Clue::Field]);

/// Characters of the longest item.
const LONGEST: usize = 10;
/// Characters of the longest item of a list that may be one of other things.
const SHORT: usize = 6;
/// Items of the longest list.
const MOST: usize = 12;
/// What a list of sectors, among others, is closed by: 等用水大户行业.
const CLOSERS: [&str; 8] = ["领域", "行业", "产业", "业态", "企业", "金融机构", "板块", "服务业"];
/// What a list of sectors opens with.
const OPENERS: [&str; 8] = ["发展", "拓展", "布局", "聚焦", "涉及", "涵盖", "包括", "从事"];
/// What there is in every trade.
const THINGS: [&str; 16] = [
    "工作", "人才", "产品", "设备", "资源", "市场", "品牌", "政策", "任务", "环境", "生活", "活动",
    "经济", "社会", "工程", "事业",
];
/// Matters of government: what is listed with them is one too.
const MATTERS: Choice<32> = Choice::of([
    "就业",
    "社保",
    "社会保障",
    "住房",
    "住房保障",
    "卫生",
    "公共卫生",
    "党建",
    "司法",
    "公安",
    "民生",
    "治安",
    "就学",
    "就医",
    "户籍",
    "政治",
    "社会",
    "生态",
    "育幼",
    "抚幼",
    "托幼",
    "民政",
    "救助",
    "债务",
    "财政",
    "财税",
    "国企",
    "投资",
    "人才",
    "科技",
    "安全",
    "治理",
]);
/// What may stand in front of the first item.
const ABOUT: [&str; 6] = ["相关", "有关", "主要", "重点", "传统", "其他"];
/// Sectors that are matters of government as well.
const SHARED: Choice<8> =
    Choice::of(["教育", "医疗", "养老", "文化", "体育", "交通", "水利", "环保"]);
/// What is done in a field and is none itself.
const DEEDS: [&str; 24] = [
    "振兴", "引资", "招商", "创业", "改造", "建设", "保护", "治理", "管理", "提升", "发展", "创新",
    "融合", "推广", "合作", "改革", "安全", "攻关", "培养", "应用", "转型", "传承", "设施", "体系",
];

/// The items of lists that 等产业, 等未来产业, 三大产业 and the like close, and of those lists with sectors
/// that others close.
pub(in crate::mention) fn candidates(scan: &Scan<'_>, out: &mut Vec<Candidate>) {
    if !['、', '和', '与'].iter().any(|&joint| scan.may_hold(joint)) {
        return;
    }
    beside(scan, out);
    for close in 1..scan.len() {
        let sure = match scan.char(close) {
            '等' => is_closed(scan, close),
            '两' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '1'..='9' => {
                counted_after(scan, close)
            }
            _ => continue,
        };
        if !sure && scan.char(close) != '等' {
            continue;
        }
        let items = items(scan, if sure { close } else { past_phrase(scan, close) });
        if items.len() > 1 && (sure || of_sectors(scan, close, &items)) {
            let items = items.into_iter().filter(|item| sure || fits(scan, item));
            out.extend(items.map(|(start, end)| {
                Candidate::new(start, end, Kind::INDUSTRY, 7, "grammar/industry.list")
            }));
        }
    }
}

/// 声光传感 in 新材料、智能制造、声光传感: the short items behind two sectors that the text tells of.
fn beside(scan: &Scan<'_>, out: &mut Vec<Candidate>) {
    let field = |found: &&Candidate| {
        found.kind == Kind::INDUSTRY
            && found.because.starts_with("grammar/industry")
            && found.strength > 6
    };
    let mut told: Vec<(usize, usize)> = out
        .iter()
        .filter(field)
        .map(|found| (found.span.start as usize, found.span.end as usize))
        .collect();
    told.sort_unstable();
    for pair in told.windows(2) {
        let joined = pair[0].1 + 1 == pair[1].0 && scan.char(pair[0].1) == '、';
        let mut at = pair[1].1;
        while joined && matches!(scan.char(at), '、' | '和') {
            let start = at + 1;
            let Some(end) = item_end(scan, start).filter(|&end| is_alike(scan, start, end)) else {
                break;
            };
            out.push(Candidate::new(start, end, Kind::INDUSTRY, 6, "grammar/industry.beside"));
            at = end;
        }
    }
}

/// Where the nouns of an item end that starts here.
fn item_end(scan: &Scan<'_>, start: usize) -> Option<usize> {
    let mut end = start;
    while let Some(word) = scan.word_starting(end).filter(|word| is_part(scan, word)) {
        end = word.end;
    }
    (end > start + 2).then_some(end)
}

/// Whether an item is made as the names of new trades are: two words of which neither is a thing that
/// all trades have.
fn is_alike(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    let words = scan.words_between(start, end);
    let after = Clues::of(&[Clue::SectorAfter, Clue::Zone, Clue::Site]);
    let thing = || THINGS.iter().any(|thing| scan.ends(end, thing));
    let known = is_known(scan, &(start, end));
    known
        || (1..=2).contains(&words.len())
            && end - start == 4
            && words.iter().all(|word| word.len() > 1 && !word.is(Class::Adjective))
            && fits(scan, &(start, end))
            && !thing()
            && scan.clue_ending(end, after).is_none()
}

/// The items of the list that ends here, the last one first.
fn items(scan: &Scan<'_>, close: usize) -> Vec<(usize, usize)> {
    let mut items = Vec::new();
    let mut end = close;
    while let Some(start) = item_start(scan, end).filter(|_| items.len() < MOST) {
        items.push((start, end));
        if start == 0 || !matches!(scan.before(start), '、' | '和' | '与') {
            break;
        }
        end = start - 1;
        if let Some(open) = short_name(scan, end) {
            items.push((open + 1, end - 1));
            end = open;
        }
    }
    items
}

/// 5G in 第五代移动通信（5G）: where the bracket around the letters of an item opens.
fn short_name(scan: &Scan<'_>, end: usize) -> Option<usize> {
    let close = end.checked_sub(1).filter(|&at| matches!(scan.char(at), '）' | ')'))?;
    let letters = (0..close).rev().take_while(|&at| scan.char(at).is_ascii_alphanumeric()).count();
    let open = (close - letters).checked_sub(1)?;
    (letters > 1 && matches!(scan.char(open), '（' | '(')).then_some(open)
}

/// Back over 小修小补 in 家政服务、小修小补等: what is done, behind sectors.
fn past_phrase(scan: &Scan<'_>, close: usize) -> usize {
    let inside = |at: &usize| is_han(scan.char(*at)) && scan.char(*at) != '的';
    let length = (0..close).rev().take(SHORT).take_while(inside).count();
    let joint = (close - length).checked_sub(1).filter(|&at| scan.char(at) == '、' && length > 1);
    let whole = item_start(scan, close) == Some(close - length);
    joint.filter(|_| !whole).filter(|&at| item_start(scan, at).is_some()).unwrap_or(close)
}

/// Whether 等 here closes a list of industries, not of fields of any sort or links of a chain.
fn is_closed(scan: &Scan<'_>, at: usize) -> bool {
    scan.clue_starting(at, AFTER)
        .is_some_and(|end| ["产业", "行业", "赛道"].iter().any(|word| scan.ends(end, word)))
}

/// Whether a list that 等 closes is one of sectors, most of which are known: 等领域 behind it, or 发展 in
/// front of it.
fn of_sectors(scan: &Scan<'_>, close: usize, items: &[(usize, usize)]) -> bool {
    let known = items.iter().filter(|item| is_known(scan, item));
    let sectors = known.clone().filter(|item| !SHARED.fills(scan, item.0, item.1)).count();
    if sectors < 2 || known.count() * 2 < items.len() {
        return false;
    }
    let first = items[items.len() - 1].0;
    let about = ABOUT.iter().find(|about| scan.ends(first, about));
    let first = about.map_or(first, |about| first - about.chars().count());
    let opens = || OPENERS.iter().any(|word| scan.ends(first, word));
    !items.iter().any(|item| MATTERS.fills(scan, item.0, item.1))
        && (is_closed_by(scan, close + 1) || opens() && is_opened(scan, close + 1))
}

/// Whether an item may be a sector: a known one, or a short one that is no deed or class of things.
fn fits(scan: &Scan<'_>, item: &(usize, usize)) -> bool {
    let deed = || DEEDS.iter().any(|deed| scan.ends(item.1, deed));
    let class = || {
        let classes = Clues::of(&[Clue::SectorTail, Clue::Umbrella, Clue::Generic]);
        scan.clue_starting(item.0, classes) == Some(item.1)
    };
    is_known(scan, item) || item.1 - item.0 <= SHORT && !deed() && !class()
}

/// 教育 in 教育、医疗、养老等领域: whether this item stands beside a matter of government and is one too.
pub(super) fn is_matter(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    let matter = |at: usize| MATTERS.holds(scan, at) || SHARED.holds(scan, at);
    let before = || {
        let ends = |at: usize| MATTERS.ends(scan, at) || SHARED.ends(scan, at);
        scan.before(start) == '、' && ends(start - 1)
    };
    SHARED.fills(scan, start, end) && (scan.char(end) == '、' && matter(end + 1) || before())
}

/// 等用水大户行业: whether a word for sectors closes the list some characters on; not 等公共服务领域.
fn is_closed_by(scan: &Scan<'_>, from: usize) -> bool {
    let end = (from..scan.len())
        .take(11)
        .take_while(|&at| is_han(scan.char(at)) && !matches!(scan.char(at), '的' | '在' | '和'));
    // Links of a chain are parts and products: 等产业链上下游企业.
    let other = ["公共", "社会", "民生", "政府", "产业链", "上下游"];
    let mut end = end.into_iter().take_while(|&at| !other.iter().any(|word| scan.holds(at, word)));
    end.any(|at| CLOSERS.iter().any(|closer| scan.holds(at, closer)))
}

/// Whether nothing but 服务 or the end of the clause follows a list that 发展 opens.
fn is_opened(scan: &Scan<'_>, from: usize) -> bool {
    is_break(scan.char(from))
        || (from..from + 4).any(|at| scan.holds(at, "服务")) && !scan.holds(from, "公共")
}

/// Whether just these characters are a known sector, or a field that may be one.
fn is_known(scan: &Scan<'_>, &(start, end): &(usize, usize)) -> bool {
    scan.clue_starting(start, KNOWN) == Some(end)
        || scan.names_starting(start).any(|name| name.kind == Kind::INDUSTRY && name.end == end)
}

/// Where the item begins that ends here: nouns back to a mark, a conjunction or a word for what is
/// done with industries.
fn item_start(scan: &Scan<'_>, end: usize) -> Option<usize> {
    if let Some(known) = whole_item(scan, end) {
        return Some(known);
    }
    let mut start = end;
    while start > 0 && !is_break(scan.before(start)) {
        let word = scan.word_ending(start).filter(|word| is_part(scan, word))?;
        // 相关 before an item is no part of it.
        if start < end && ABOUT.iter().any(|about| scan.ends(start, about)) {
            break;
        }
        if word.start == word.end || end - word.start > LONGEST {
            return None;
        }
        start = word.start;
        // 促进 before the first item is done with it.
        let opens = |at: usize| !matches!(scan.before(at), '、' | '和' | '与');
        let activity = scan.word_starting(start).filter(|word| word.is(Class::Activity));
        let known = scan.names_starting(start).any(|name| name.kind == Kind::INDUSTRY);
        if let Some(deed) = activity.filter(|deed| opens(start) && !known && deed.end + 1 < end) {
            return Some(deed.end);
        }
        let governs = |at: usize| {
            scan.clue_ending(at, CUE).is_some() || scan.word_ending(at).is_some_and(is_function)
        };
        if governs(start) || matches!(scan.before(start), '和' | '与') {
            break;
        }
    }
    (end - start > 1).then_some(start)
}

/// 维修 in 快递、维修等: a known sector that fills its item, whatever word it is.
fn whole_item(scan: &Scan<'_>, end: usize) -> Option<usize> {
    let start = scan.clue_ending(end, KNOWN)?;
    let about = || ABOUT.iter().any(|about| scan.ends(start, about));
    let opens = is_break(scan.before(start))
        || scan.word_ending(start).is_some_and(is_function)
        || scan.clue_ending(start, CUE).is_some();
    (opens || matches!(scan.before(start), '和' | '与') || about()).then_some(start)
}

fn is_part(scan: &Scan<'_>, word: &Word) -> bool {
    match word.sort {
        Sort::Common(Class::Noun | Class::Activity | Class::Adjective)
        | Sort::Strange
        | Sort::Latin
        | Sort::Known(Kind::INDUSTRY) => true,
        Sort::Common(Class::Verb) => word.len() == 1 && scan.is_loose(word.start),
        _ => false,
    }
}

fn is_function(word: &Word) -> bool {
    matches!(word.sort, Sort::Common(Class::Verb | Class::Particle | Class::Adverb) | Sort::Mark)
}
