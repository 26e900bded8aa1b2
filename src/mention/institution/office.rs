//! A scanned sentence and a word for an office in it in, the office with its place out: 常州市发改委.

use super::{ZONE, place_ending, whole_to_the_right};
use crate::knowledge::{Class, Clue, Clues, Kind, Mark, Trust};
use crate::mention::candidate::Candidate;
use crate::mention::scan::words::Sort;
use crate::mention::scan::{Scan, is_han};

/// 常州市发改委, 溧阳高新区管委会: a place or zone and the word for an office.
pub(super) fn office(scan: &Scan<'_>, mark: &Mark) -> Option<Candidate> {
    let (start, end) = (mark.start as usize, mark.end as usize);
    if !whole_to_the_right(scan, end) {
        return None;
    }
    let mut at = start;
    if let Some(zone) = scan.clue_ending(at, ZONE) {
        at = zone;
    }
    let mut first = match place_ending(scan, at) {
        Some(place) => place.start,
        None if at < start => zone_named(scan, at)?,
        None => corps(scan, at).or_else(|| town(scan, mark))?,
    };
    // 鼓楼区 is in many cities.
    let outer =
        |at: usize| place_ending(scan, at).filter(|p| p.trust == Trust::Sure || p.len() > 2);
    while let Some(outer) = outer(first) {
        first = outer.start;
    }
    let party = ["共青团", "中共", "民革", "民盟", "民建", "民进", "农工党", "致公党"];
    if let Some(party) = party.iter().find(|party| scan.ends(first, party)) {
        first -= party.chars().count();
    }
    let end = division(scan, end).unwrap_or(end);
    Some(Candidate::new(first, end, Kind::INSTITUTION, 10, "grammar/institution.office"))
}

/// 新疆生产建设兵团 in 新疆生产建设兵团知识产权局: a corps governs as a province does.
fn corps(scan: &Scan<'_>, end: usize) -> Option<usize> {
    let corps = Some(end).filter(|&end| scan.ends(end, "兵团"))?;
    let office = scan.clue_ending(corps, Clues::of(&[Clue::Office]))?;
    place_ending(scan, office).map(|place| place.start)
}

/// 蓼沟镇 in 山阴区蓼沟镇人民政府: where a town begins that no table knows, behind its county.
fn town(scan: &Scan<'_>, office: &Mark) -> Option<usize> {
    const LONGEST: usize = 4;
    let level = |at: usize| matches!(scan.char(at), '镇' | '乡');
    // 镇人民政府 is a word for an office too.
    let start = office.start as usize;
    let end = if level(start) { start } else { start.checked_sub(1).filter(|&at| level(at))? };
    let starts = (2..=LONGEST).filter_map(|length| end.checked_sub(length));
    let county = |at: &usize| place_ending(scan, *at).is_some_and(|place| place.len() > 2);
    let named = |at: &usize| (*at..end).all(|at| is_han(scan.char(at)));
    starts.filter(named).find(county)
}

/// 三江 in 宜宾三江新区: where the name of a zone begins that is an ordinary word, behind its city.
fn zone_named(scan: &Scan<'_>, end: usize) -> Option<usize> {
    let start = end.checked_sub(2)?;
    let known = scan.names_ending(end).iter().any(|n| n.start == start && n.kind == Kind::PLACE);
    let loose = (start..end).all(|at| scan.is_loose(at));
    let placed = || place_ending(scan, start).is_some_and(|place| place.trust == Trust::Sure);
    ((known || loose) && placed()).then_some(start)
}

/// 高技术产业处 after an office: its division, up to eight characters on.
pub(in crate::mention) fn division(scan: &Scan<'_>, from: usize) -> Option<usize> {
    let mut at = from;
    while at < scan.len() && at - from < 11 {
        let word = scan.word_starting(at)?;
        let last = word.len() == 1 && matches!(scan.char(at), '处' | '科' | '司')
            || word.len() == 1 && scan.char(at) == '局' && at - from > 3
            || word.len() > 1 && matches!(scan.char(word.end - 1), '处')
            || word.len() > 2 && scan.ends(word.end, "司") && !scan.ends(word.end, "公司");
        // 药品注册司负责: nothing else ends in 司.
        if last && at > from && scan.ends(word.end, "司") && central(scan, from) {
            return Some(word.end);
        }
        if last && at > from {
            return scan.closes(word.end).then_some(word.end).or_else(|| {
                scan.clue_starting(word.end, Clues::of(&[Clue::TitleBefore])).map(|_| word.end)
            });
        }
        let flows = ["流动", "活动", "运行", "执行", "调节", "预防", "注册", "和", "与"];
        let flows =
            at > from && flows.iter().any(|word| scan.holds(at, word)) || scan.holds(at, "流动");
        if !flows
            && !matches!(
                word.sort,
                Sort::Common(Class::Noun | Class::Activity | Class::Adjective)
                    | Sort::Known(Kind::INDUSTRY)
            )
        {
            return None;
        }
        at = word.end;
    }
    None
}

/// Whether a body of the state ends here that the lexicon knows.
fn central(scan: &Scan<'_>, end: usize) -> bool {
    let mut names = scan.names_ending(end).iter();
    names.any(|name| name.kind == Kind::INSTITUTION && name.trust == Trust::Sure)
}

/// 省教育厅: there is one of each in a province, so the province need not be said.
pub(super) fn provincial(scan: &Scan<'_>, out: &mut Vec<Candidate>) {
    for mark in scan.makers.iter().filter(|mark| mark.clues.has(Clue::Office)) {
        let (start, end) = (mark.start as usize, mark.end as usize);
        let unique = matches!(scan.before(end), '厅' | '院' | '台' | '馆');
        if unique && end - start > 2 && scan.before(start) == '省' && start > 0 {
            let before = scan.before(start - 1);
            let free = !is_han(before)
                || scan.word_ending(start - 1).is_some_and(|word| word.sort != Sort::Strange);
            if free && whole_to_the_right(scan, end) {
                let because = "grammar/institution.provincial";
                out.push(Candidate::new(start - 1, end, Kind::INSTITUTION, 9, because));
            }
        }
    }
}
