//! A scanned sentence in, candidates for firms that what they do alone tells out.
//!
//! 由咸阳彩虹供应, 给特步代工, 全资子公司内蒙古宝丰, 安全实业、迎新两家企业: only a firm stands where these do, so
//! that its name may be letters, a word or a place and either.

use super::{framed_after, home};
use crate::knowledge::{Area, Class, Clue, Clues, Kind, Trust};
use crate::mention::candidate::Candidate;
use crate::mention::person::bare::may_name;
use crate::mention::person::surname;
use crate::mention::scan::choice::Choice;
use crate::mention::scan::words::Sort;
use crate::mention::scan::{Name, Scan, is_break, is_han};

/// What is done by a firm behind 由.
const BY: [&str; 16] = [
    "供应",
    "供货",
    "持股",
    "控股",
    "参股",
    "出资",
    "投资",
    "全资",
    "独资",
    "收购",
    "代工",
    "承建",
    "总承包",
    "包销",
    "运营",
    "组装",
];
/// What is done for a firm behind 为, 给 and 向.
const FOR: [&str; 9] =
    ["供应", "供货", "配套", "代工", "贴牌", "批量供货", "常年供货", "长期供货", "做配套"];
/// What a firm is to another that goes before.
const ROLES: [&str; 7] =
    ["子公司", "代工厂", "合资的", "控股的", "参股的", "合资成立的", "合资设立的"];
/// The same, to be looked for all at once.
const ANY_ROLE: Choice<7> = Choice::of(ROLES);
/// What those are that were listed and counted.
const FIRMS: [&str; 10] =
    ["企业", "公司", "车企", "药企", "酒企", "厂商", "运营商", "工厂", "整车厂", "厂家"];
/// What works are called by that make it.
const MADE: &str = "钛铝铜锌镍钨锰镁铅锡钢铁药酒糖纸电茶盐碱酸瓷砖油棉丝绸毛麻布烟胶船";
/// Who leads a firm and no office.
const HEADS: [&str; 8] =
    ["董事长", "总经理", "副总经理", "总裁", "副总裁", "创始人", "老板", "厂长"];
/// A word of this weight in the vocabulary or more names no firm by itself.
const ORDINARY: u8 = 6;
/// The same where it is listed with firms.
const COMMON: u8 = 8;

/// Firms by their place in the clause.
pub(in crate::mention) fn candidates(scan: &Scan<'_>, out: &mut Vec<Candidate>) {
    clipped(scan, out);
    if scan.may_hold('家') {
        counted(scan, out);
    }
    if scan.clues.has(Clue::FirmCue) || scan.may_hold('资') || scan.may_hold('股') {
        led(scan, out);
    }
    placed(scan, out);
    if scan.may_hold('与') || scan.may_hold('和') || scan.may_hold('同') {
        partnered(scan, out);
    }
    if scan.clues.has(Clue::TitleBefore) || scan.clues.has(Clue::TitleWeak) {
        headed(scan, out);
    }
    if !['由', '为', '给', '向'].into_iter().any(|char| scan.may_hold(char)) {
        return;
    }
    for (at, &char) in scan.chars.iter().enumerate() {
        let deeds: &[&str] = match char {
            '由' => &BY,
            '为' | '给' | '向' => &FOR,
            _ => continue,
        };
        if scan.is_single(at)
            && let Some(end) = deed(scan, at + 1, deeds)
        {
            // 由上市的西藏水资源持股: behind what tells which.
            let of = (at + 1..end).rev().find(|&at| scan.char(at) == '的');
            let start = of.map_or(at + 1, |of| of + 1);
            out.extend(items(scan, start, end, ORDINARY).unwrap_or_default());
        }
    }
}

/// 苏州二建, 遵义钛厂, 江城二院: a city and its unit by a number and a letter, or by what it makes.
fn clipped(scan: &Scan<'_>, out: &mut Vec<Candidate>) {
    let cities = scan.names.iter().filter(|name| {
        name.kind == Kind::PLACE
            && name.trust == Trust::Sure
            && matches!(name.area, Area::City | Area::County)
            && name.len() == 2
    });
    for city in cities {
        let (at, end) = (city.end, city.end + 2);
        let (first, last) = (scan.char(at), scan.char(at + 1));
        let counted = || "一二三四五六七八九".contains(first);
        let kind = match last {
            '厂' if MADE.contains(first) => Kind::COMPANY,
            '建' | '棉' | '纺' | '毛' | '钢' | '冶' | '药' | '印' if counted() => {
                Kind::COMPANY
            }
            '中' | '院' if counted() => Kind::INSTITUTION,
            _ => continue,
        };
        let closes = !is_han(scan.char(end)) && scan.word_ending(end).is_some()
            || scan.closes(end)
            || framed_after(scan, end) && scan.word_at(at + 1) != scan.word_at(end);
        let goes_on = "全院学心子区等间期厂".contains(scan.char(end));
        if closes && !goes_on {
            out.push(Candidate::new(city.start, end, kind, 9, "grammar/body.clipped"));
        }
    }
}

/// Where one of these deeds begins, in the same clause and not far on.
fn deed(scan: &Scan<'_>, from: usize, deeds: &[&str]) -> Option<usize> {
    let clause = (from..scan.len().min(from + 24))
        .take_while(|&at| !is_break(scan.char(at)) || scan.char(at) == '、');
    clause.skip(2).find(|&at| {
        scan.word_starting(at).is_some() && deeds.iter().any(|deed| scan.holds(at, deed))
    })
}

/// The firms of a list that fills this span, unless something in it is none.
fn items(scan: &Scan<'_>, start: usize, end: usize, weight: u8) -> Option<Vec<Candidate>> {
    let mut found = Vec::new();
    let mut at = start;
    while at < end {
        let joint = (at..end).find(|&at| is_joint(scan, at)).unwrap_or(end);
        if !is_known(scan, at, joint) {
            let firm = is_firm(scan, at, joint, weight) || is_traded(scan, at, joint);
            found.push(firm.then(|| candidate(at, joint))?);
        }
        at = joint + 1;
    }
    Some(found)
}

fn is_joint(scan: &Scan<'_>, at: usize) -> bool {
    scan.char(at) == '、'
        || matches!(scan.char(at), '和' | '与' | '及')
            && scan.is_single(at)
            && scan.words().len() > 1
}

fn candidate(start: usize, end: usize) -> Candidate {
    Candidate::new(start, end, Kind::COMPANY, 9, "grammar/company.told")
}

/// Whether a name that is known or a grammar's tail fills this span.
fn is_known(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    let firm = |name: &Name| name.kind == Kind::COMPANY && name.trust == Trust::Sure;
    scan.names_ending(end).iter().any(|name| name.start == start && firm(name))
}

/// 咸阳彩虹, 特步, 天和: letters that make no word, or a word that is not common, behind a place or not.
fn is_firm(scan: &Scan<'_>, start: usize, end: usize, weight: u8) -> bool {
    if !(2..=8).contains(&end.saturating_sub(start))
        || scan.word_starting(start).is_none()
        || scan.word_ending(end).is_none()
        || "该其某各本原新老每全国省市县双多两这那当我他外".contains(scan.char(start))
    {
        return false;
    }
    let core = behind_home(scan, start, end);
    // A word alone must be rarer than one behind a place.
    let weight = if core > start || weight > ORDINARY { weight } else { weight / 2 };
    let known = scan.names_starting(start).any(|name| {
        name.end == end
            && name.kind != Kind::COMPANY
            && name.trust != Trust::Letter
            && name.len() > 1
    });
    !known && (is_lettered(scan, core, end) || is_worded(scan, core, end, weight))
}

/// Where a firm's own letters begin behind the short name of its place.
fn behind_home(scan: &Scan<'_>, start: usize, end: usize) -> usize {
    let place = scan.names_starting(start).filter(|name| {
        name.kind == Kind::PLACE
            && name.trust == Trust::Sure
            && matches!(name.area, Area::Province | Area::City | Area::County)
            && name.end + 2 <= end
    });
    place.map(|name| name.end).max().unwrap_or(start)
}

/// Two to four letters none of which makes a word with its neighbour, and which name no person.
pub(super) fn is_lettered(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    (2..=4).contains(&(end - start))
        && (start..end).all(|at| scan.is_loose(at))
        && (start..end).any(|at| scan.is_strange(at))
        && (end - start != 3 || !is_person(scan, start, end))
}

/// Whether these letters may be the name of a person.
fn is_person(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    surname(scan, start).is_some() && may_name(scan, start, end)
}

/// One word, less common than this, that tells no trade, role or kind of people.
fn is_worded(scan: &Scan<'_>, start: usize, end: usize, weight: u8) -> bool {
    let kinds = Clues::of(&[
        Clue::TitleWeak,
        Clue::TitleBefore,
        Clue::Generic,
        Clue::Sector,
        Clue::Ware,
        Clue::Business,
        Clue::CompanyTail,
        Clue::InstitutionTail,
        Clue::Site,
        Clue::Structure,
        Clue::Office,
    ]);
    let role = "人民户员商者方家厂企队部局院所店馆站司团会校区县市省级型性化类种业品机车器装料材粮油煤电水矿";
    let word = scan.word_starting(start).filter(|word| word.end == end);
    let plain = word.is_some_and(|word| {
        let named =
            matches!(word.sort, Sort::Common(Class::Noun | Class::Adjective | Class::Activity));
        let vocabulary = scan.grammar.vocabulary().word(&scan.chars[start..end]);
        let common = vocabulary.is_some_and(|(_, heavy)| heavy > weight);
        // 迎新 among firms.
        let listed = || weight > ORDINARY && word.is(Class::Verb);
        let rare = || vocabulary.is_some_and(|(_, heavy)| heavy < 5);
        word.sort == Sort::Known(Kind::COMPANY) || named && !common || listed() && rare()
    });
    plain
        && !role.contains(scan.before(end))
        && !scan
            .marks_ending(end)
            .iter()
            .any(|mark| mark.start as usize <= start && mark.clues.any(kinds))
}

/// 安全实业、迎新、长城玻璃三家企业: what is listed and counted as firms.
fn counted(scan: &Scan<'_>, out: &mut Vec<Candidate>) {
    for home in (3..scan.len()).filter(|&at| scan.char(at) == '家') {
        let digits = (0..home).rev().take(3).take_while(|&at| is_count(scan.char(at))).count();
        let number = home - digits;
        // 清源游轮、清源水产等11家企业.
        let end = number - usize::from(number > 0 && scan.before(number) == '等');
        let firms = || {
            let near = (home + 1..home + 8)
                .take_while(|&at| is_han(scan.char(at)) && scan.char(at) != '的');
            near.into_iter().any(|at| FIRMS.iter().any(|word| scan.holds(at, word)))
        };
        if digits == 0 {
            continue;
        }
        let stops = |&at: &usize| is_break(scan.char(at)) && scan.char(at) != '、';
        let start = (end.saturating_sub(40)..end).rev().find(stops).map_or(0, |at| at + 1);
        let listed = (start..end).rev().any(|at| scan.char(at) == '、');
        if listed {
            let (found, count) = items_before(scan, start, end);
            // 德金、迎新、安全实业三家: as many as are counted, and more than two.
            let all = count > 2 && count < 10 && digits == 1 && is_number(scan.char(number), count);
            if all || firms() {
                out.extend(found);
            }
        }
    }
}

fn is_count(char: char) -> bool {
    char.is_ascii_digit() || "两二三四五六七八九十".contains(char)
}

/// 亚都: letters of which one is a word of its own elsewhere.
fn is_apart(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    (2..=3).contains(&(end - start))
        && scan.is_loose(start)
        && (start + 1..end).all(|at| scan.is_single(at) && !"的了在是等".contains(scan.char(at)))
        && !is_person(scan, start, end)
}

/// 花厅精化 in 江城大学与花厅精化共建中试基地: a word and a trade with whom a body or firm does what is done together.
fn partnered(scan: &Scan<'_>, out: &mut Vec<Candidate>) {
    const TOGETHER: Choice<13> = Choice::of([
        "共建", "合建", "合办", "签约", "签署", "签订", "合作", "联合", "共同", "合资", "达成",
        "携手", "牵手",
    ]);
    let joint = |&at: &usize| matches!(scan.char(at), '与' | '和' | '同') && scan.is_single(at);
    for at in (2..scan.len()).filter(joint) {
        let start = at + 1;
        let deed = (start + 4..=start + 6).find(|&end| TOGETHER.holds(scan, end));
        let body = |name: &Name| {
            matches!(name.kind, Kind::COMPANY | Kind::INSTITUTION) && name.trust == Trust::Sure
        };
        let tails = Clues::of(&[Clue::InstitutionTail, Clue::CompanyTail]);
        let with =
            || scan.names_ending(at).iter().any(body) || scan.clue_ending(at, tails).is_some();
        let firm = deed.filter(|&end| is_traded(scan, start, end) && with());
        out.extend(firm.map(|end| candidate(start, end)));
    }
}

/// Whether a figure of one character is this number, below ten.
fn is_number(char: char, number: usize) -> bool {
    let figure = "一二三四五六七八九".chars().position(|figure| figure == char);
    char.to_digit(10).map(|digit| digit as usize) == Some(number)
        || figure.is_some_and(|below| below + 1 == number)
}

/// The firms of a list that ends here and that no table knows, and how many it holds.
fn items_before(scan: &Scan<'_>, from: usize, end: usize) -> (Vec<Candidate>, usize) {
    let (mut found, mut past, mut count) = (Vec::new(), end, 0);
    loop {
        let start = (from..past).rev().find(|&at| is_joint(scan, at)).map_or(from, |at| at + 1);
        let first = start == from;
        if !is_known(scan, start, past) {
            let firm = is_firm(scan, start, past, COMMON) || is_traded(scan, start, past);
            if firm || is_business(scan, start, past) || is_apart(scan, start, past) {
                found.push(candidate(start, past));
            } else if !first {
                return (Vec::new(), 0);
            }
        }
        count += 1;
        if first {
            break;
        }
        past = start - 1;
    }
    if count > 1 { (found, count) } else { (Vec::new(), 0) }
}

/// 苏州瑞博董事长, 山东有爱云商的创始人: a place and letters or a trade in front of who leads a firm.
fn headed(scan: &Scan<'_>, out: &mut Vec<Candidate>) {
    let titles = Clues::of(&[Clue::TitleBefore, Clue::TitleWeak]);
    for title in scan.makers.iter().filter(|mark| mark.clues.any(titles)) {
        let at = title.start as usize;
        if !HEADS.iter().any(|head| scan.holds(at, head)) {
            continue;
        }
        let end = at - usize::from(scan.before(at) == '的' && at > 0);
        let starts = (4..=9).filter_map(|length| end.checked_sub(length));
        let start = starts.filter(|&start| {
            let core = behind_home(scan, start, end);
            let brand = || is_lettered(scan, core, end) || is_worded(scan, core, end, ORDINARY);
            core > start && scan.opens(start) && (brand() || is_traded(scan, start, end))
        });
        out.extend(start.max().map(|start| candidate(start, end)));
    }
}

/// 安全实业, 通化华彩印务: a word or letters and a trade, behind a place or not.
pub(super) fn is_traded(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    let tails =
        Clues::of(&[Clue::Business, Clue::FamilyEnd, Clue::CompanyTail, Clue::Ware, Clue::Sector]);
    let starts = scan.word_starting(start).is_some();
    let tail = scan.clue_ending(end, tails).filter(|&tail| starts && tail >= start + 2);
    tail.is_some_and(|tail| is_brand(scan, behind_home(scan, start, tail), tail))
}

/// 安全实业 among firms: any noun and what only firms are called.
fn is_business(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    let noun = scan.word_starting(start).filter(|word| word.is(Class::Noun) && word.len() == 2);
    let called = ["实业", "股份", "科技", "集团", "控股", "药业", "重工"];
    noun.is_some_and(|word| word.end + 2 == end) && called.iter().any(|word| scan.ends(end, word))
}

/// 三环 in 湖北三环锻造: letters, a word that is not common or a small place that is a firm's own name.
fn is_brand(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    let small = |name: &Name| {
        name.start == start && name.kind == Kind::PLACE && name.len() == 2 && !name.is_major()
    };
    is_lettered(scan, start, end)
        || (2..=3).contains(&(end.saturating_sub(start)))
            && (is_worded(scan, start, end, ORDINARY - 1)
                || scan.names_ending(end).iter().any(small))
}

/// 湖北三环锻造, 湖南银河烟花: the short name of a place, a word and a trade, framed on both sides.
fn placed(scan: &Scan<'_>, out: &mut Vec<Candidate>) {
    let tails = Clues::of(&[Clue::Business, Clue::Ware, Clue::FamilyEnd]);
    for mark in scan.makers.iter().filter(|mark| mark.clues.any(tails)) {
        let (tail, end) = (mark.start as usize, mark.end as usize);
        let framed = |start: usize| {
            let joined = matches!(scan.before(start), '与' | '和' | '由' | '及');
            is_break(scan.before(start))
                || joined && scan.is_single(start - 1)
                || scan.clue_ending(start, Clues::of(&[Clue::FirmCue])).is_some()
        };
        let goes_on = [
            "产业", "行业", "项目", "基地", "企业", "市场", "产品", "领域", "园", "区", "城", "港",
            "镇",
        ];
        if end - tail < 2
            || !framed_after(scan, end)
            || goes_on.iter().any(|word| scan.holds(end, word))
        {
            continue;
        }
        let brand = (2..=3).filter_map(|length| tail.checked_sub(length));
        let brand = brand.filter(|&at| scan.word_starting(at).is_some());
        let start = brand.filter_map(|at| {
            let start = home(scan, at);
            (start < at && framed(start) && is_brand(scan, at, tail)).then_some(start)
        });
        out.extend(start.min().map(|start| candidate(start, end)));
    }
}

/// 全资子公司内蒙古宝丰, 合资的曲靖麟铁: letters behind what a firm is to another, with its place.
fn led(scan: &Scan<'_>, out: &mut Vec<Candidate>) {
    if !(1..scan.len()).any(|at| ANY_ROLE.ends(scan, at)) {
        return;
    }
    for role in ROLES {
        let length = role.chars().count();
        let Some(last) = role.chars().next_back().filter(|&last| scan.may_hold(last)) else {
            continue;
        };
        for start in
            (length..scan.len()).filter(|&at| scan.before(at) == last && scan.ends(at, role))
        {
            let core = behind_home(scan, start, scan.len());
            let run = (core..scan.len()).take(5).take_while(|&at| scan.is_loose(at)).count();
            let end = core + run;
            let first = home(scan, core).min(core).max(start);
            let tails = Clues::of(&[Clue::CompanyTail, Clue::LegalForm, Clue::InstitutionTail]);
            let goes_on = (end..end + 6).take_while(|&at| is_han(scan.char(at)));
            let goes_on = goes_on.into_iter().any(|at| scan.clue_starting(at, tails).is_some());
            let closes = (scan.closes(end) || scan.char(end) == '、') && !goes_on;
            if first == start && closes && is_firm(scan, start, end, 0) {
                out.push(candidate(start, end));
            }
        }
    }
}
