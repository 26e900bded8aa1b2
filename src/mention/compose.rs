//! Candidates for organisations in, the longer names that they make together out.
//!
//! 山东省农业科学院 and 寿光分院 side by side are one name, and so are a firm or university and
//! the place in brackets behind it.

use super::candidate::Candidate;
use super::gazetteer::is_ministry;
use super::institution::{branch as trade_branch, division, whole_to_the_right};
use crate::knowledge::{Area, Clue, Clues, Kind, Trust};
use crate::mention::company::home;
use crate::mention::scan::{Name, Scan};
use std::collections::BTreeMap;

/// Adds the names that adjacent candidates make together.
pub(super) fn compounds(scan: &Scan<'_>, out: &mut Vec<Candidate>) {
    if !out.iter().any(is_body) {
        return;
    }
    let branches: Vec<Candidate> = out
        .iter()
        .filter(|c| is_body(c) && c.strength >= 7)
        .filter_map(|c| bracketed(scan, c))
        .collect();
    out.extend(branches);
    let tails: Vec<Candidate> = out
        .iter()
        .filter(|c| c.kind == Kind::INSTITUTION && c.strength >= 7)
        .filter_map(|c| {
            let from = c.span.end as usize;
            let branch = scan.clue_starting(from, Clues::of(&[Clue::Branch]));
            let ministry = || matches!(scan.before(from), '部' | '委' | '局' | '署' | '厅');
            let end = branch.or_else(|| division(scan, from).filter(|_| ministry()));
            let association = scan.before(from) == '会';
            let end = end.or_else(|| trade_branch(scan, from).filter(|_| association))?;
            let whole = whole_to_the_right(scan, end) && !is_copula(scan, from, end);
            whole.then(|| {
                Candidate::new(c.span.start as usize, end, c.kind, 10, "grammar/body.branch")
            })
        })
        .collect();
    out.extend(tails);
    out.extend(campuses(scan, out));
    out.extend(homes(scan, out));
    if scan.may_hold('处') {
        out.extend(offices(scan, out));
    }
    let mut parts: Vec<Candidate> = out.iter().filter(|c| is_body(c)).copied().collect();
    parts.sort_unstable_by_key(|c| (c.span.start, c.span.end, c.kind, c.because));
    // The leftmost start of a name that ends at a position.
    let mut ends: BTreeMap<u32, u32> = BTreeMap::new();
    for body in parts {
        let mut start = body.span.start;
        let affiliated = scan.ends(start as usize, "附属");
        let behind = if affiliated { start - 2 } else { start };
        let joins = affiliated || attaches(&body) || is_school_of(scan, &body);
        let joins = joins && !is_ministry(scan, start as usize);
        if let Some(&first) = ends.get(&behind).filter(|_| joins) {
            start = first;
            let because = "grammar/compound";
            let span = (start as usize, body.span.end as usize);
            let strength = body.strength.max(10);
            out.push(Candidate::new(span.0, span.1, body.kind, strength, because));
        }
        if body.strength >= 7 {
            ends.entry(body.span.end)
                .and_modify(|first| *first = start.min(*first))
                .or_insert(start);
        }
    }
}

/// 系 in 某医院系某市卫生局直属: says what the body is and is no part of it.
fn is_copula(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    let named = |name: &Name| name.trust != Trust::Letter;
    end == start + 1
        && scan.char(start) == '系'
        && end < scan.len()
        && scan.names_starting(end).any(named)
}

fn is_body(candidate: &Candidate) -> bool {
    matches!(candidate.kind, Kind::INSTITUTION | Kind::COMPANY)
}

/// Whether a candidate may be a part of the body in front of it.
fn attaches(candidate: &Candidate) -> bool {
    matches!(
        candidate.because,
        "grammar/institution.tail"
            | "grammar/company.legal_form"
            | "grammar/company.tail"
            | "grammar/compound"
    )
}

/// 同济医学院 behind a university, 深圳市税务局 behind the head office, 省博物馆分中心 behind the centre:
/// what is named for itself may still be a part of the body in front of it.
fn is_school_of(scan: &Scan<'_>, body: &Candidate) -> bool {
    let (start, end) = (body.span.start as usize, body.span.end as usize);
    let ends = |words: &[&str]| words.iter().any(|word| scan.ends(end, word));
    let placed = || scan.names_starting(start).any(|name| name.kind == Kind::PLACE);
    body.kind == Kind::INSTITUTION
        && (scan.ends(start, "大学") && ends(&["学院", "医院", "研究院", "研究生院"])
            || scan.ends(start, "总局") && ends(&["局"]) && placed()
            || scan.ends(start, "科学院") && ends(&["研究院", "研究所"])
            || scan.ends(start, "中心") && ends(&["分中心"])
            || scan.ends(start, "院") && ends(&["分院"]))
}

/// 上海振华重工, 郑州宇通: the short name of its place directly in front of a firm belongs to its name,
/// unless it tells where something is.
fn homes(scan: &Scan<'_>, bodies: &[Candidate]) -> Vec<Candidate> {
    let firms = bodies.iter().filter(|body| body.kind == Kind::COMPANY && body.strength >= 7);
    let placed = firms.filter_map(|firm| {
        let (brand, end) = (firm.span.start as usize, firm.span.end as usize);
        let start = home(scan, brand);
        let sited = matches!(scan.before(start), '在' | '于' | '到' | '赴' | '往' | '驻');
        let trade = Clues::of(&[Clue::Business, Clue::CompanyTail, Clue::LegalForm]);
        let whole = whole_to_the_right(scan, end) && scan.clue_starting(end, trade).is_none();
        (start < brand && !sited && whole).then(|| {
            Candidate::new(start, end, Kind::COMPANY, firm.strength, "grammar/company.home")
        })
    });
    placed.collect()
}

/// 中国船级社大连办事处: a body, the place of its office and the word for one.
fn offices(scan: &Scan<'_>, bodies: &[Candidate]) -> Vec<Candidate> {
    let bodies = bodies.iter().filter(|body| body.kind == Kind::INSTITUTION && body.strength >= 7);
    let parts = bodies.filter_map(|body| {
        let (start, end) = (body.span.start as usize, body.span.end as usize);
        let national = matches!(scan.before(end), '社' | '会' | '署' | '行' | '局');
        let mut places = scan.names_starting(end.min(scan.len())).filter(|name| {
            national && name.kind == Kind::PLACE && name.trust == Trust::Sure && name.len() > 1
        });
        let office = |at: usize| {
            ["办事处", "代表处"].iter().any(|word| scan.holds(at, word)).then_some(at + 3)
        };
        let past = places.find_map(|place| office(place.end))?;
        let because = "grammar/body.office";
        Some(Candidate::new(start, past, Kind::INSTITUTION, 10, because))
    });
    parts.collect()
}

/// 北京大学深圳研究生院, 深圳清华大学研究院: a university, one of its parts and the place of it.
fn campuses(scan: &Scan<'_>, bodies: &[Candidate]) -> Vec<Candidate> {
    let universities = bodies
        .iter()
        .filter(|body| body.kind == Kind::INSTITUTION && scan.ends(body.span.end as usize, "大学"));
    let sure =
        |name: &&Name| name.kind == Kind::PLACE && name.trust == Trust::Sure && name.len() > 1;
    let parts = universities.flat_map(|body| {
        let (start, end) = (body.span.start as usize, body.span.end as usize);
        let branch = |at: usize| scan.clue_starting(at, Clues::of(&[Clue::Branch]));
        let abroad = |name: &&Name| name.area != Area::Country;
        let behind =
            scan.names_starting(end).filter(|name| sure(name)).find_map(|place| branch(place.end));
        let before = scan.names_ending(start).iter().filter(|name| sure(name)).find(abroad);
        let local = before.and_then(|place| Some((place.start, branch(end)?)));
        behind.map(|end| (start, end)).into_iter().chain(local)
    });
    let whole = parts.filter(|&(_, end)| whole_to_the_right(scan, end));
    whole
        .map(|(start, end)| {
            Candidate::new(start, end, Kind::INSTITUTION, 10, "grammar/body.campus")
        })
        .collect()
}

/// 工业大学（威海）: a body and the place of its branch in brackets.
fn bracketed(scan: &Scan<'_>, body: &Candidate) -> Option<Candidate> {
    let open = body.span.end as usize;
    if !matches!(scan.char(open), '（' | '(') {
        return None;
    }
    let close =
        (open + 2..(open + 8).min(scan.len())).find(|&at| matches!(scan.char(at), '）' | ')'))?;
    let place = scan
        .names_ending(close)
        .iter()
        .any(|name| name.kind == Kind::PLACE && name.start == open + 1 && name.len() > 1);
    // 登海种业（莱州市）: where a firm is at home stands with its full name.
    let home = matches!(scan.before(close), '市' | '县' | '区' | '省' | '旗' | '州' | '镇' | '盟');
    (place && !(home && body.kind == Kind::COMPANY)).then(|| {
        Candidate::new(body.span.start as usize, close + 1, body.kind, 9, "grammar/body.bracket")
    })
}
