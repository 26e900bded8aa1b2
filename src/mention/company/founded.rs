//! A scanned sentence in, candidates for firms that were just founded out: 合资成立岑江轻量化公司, 合资设立港氢能源.
//!
//! Behind what only firms do together a name is new, so that no table knows it.

use crate::knowledge::{Clue, Clues, Kind};
use crate::mention::candidate::Candidate;
use crate::mention::scan::choice::Choice;
use crate::mention::scan::{Scan, is_break, is_han};

/// What founds a firm.
const FOUNDS: Choice<3> = Choice::of(["成立", "设立", "组建"]);
/// How it is done where a firm is what comes of it.
const HOW: Choice<7> = Choice::of(["合资", "出资", "合伙", "注册", "共同", "联合", "投资"]);
/// What a firm's name ends in.
const ENDS: Clues = Clues::of(&[Clue::Business, Clue::Sector, Clue::FamilyEnd, Clue::CompanyTail]);
/// Before what only says what kind of firm it is.
const KIND: &str = "新该一两其省市县区本子分总大小某各多全外内合独几个双三境";
/// The longest of such names.
const LONGEST: usize = 10;

/// Firms behind 合资成立 and the like, alone in the rest of the clause.
pub(in crate::mention) fn candidates(scan: &Scan<'_>, out: &mut Vec<Candidate>) {
    if !(scan.may_hold('立') || scan.may_hold('组')) || !scan.clues.any(ENDS) {
        return;
    }
    for verb in 2..scan.len().saturating_sub(4) {
        if matches!(scan.char(verb), '成' | '设' | '组')
            && FOUNDS.holds(scan, verb)
            && HOW.ends(scan, verb)
        {
            let start = verb + 2 + usize::from(scan.char(verb + 2) == '了');
            out.extend(firm(scan, start));
        }
    }
}

/// The firm that begins here and goes to the end of the clause.
fn firm(scan: &Scan<'_>, start: usize) -> Option<Candidate> {
    let end = (start..scan.len()).find(|&at| is_break(scan.char(at))).unwrap_or(scan.len());
    let length = end - start;
    let plain = (start..end).all(|at| is_han(scan.char(at)) && scan.char(at) != '的');
    if !(4..=LONGEST).contains(&length) || !plain || KIND.contains(scan.char(start)) {
        return None;
    }
    let company = scan.ends(end, "公司");
    let tail = scan.clue_ending(end, ENDS).filter(|&tail| tail > start || company)?;
    let loose = (start..end).take_while(|&at| scan.is_loose(at)).count();
    let strange = (start..start + loose).any(|at| scan.is_strange(at));
    // 港氢能源: one letter is enough before a trade that fills the rest.
    let lettered = match loose {
        0 => false,
        1 => tail == start + 1 && !company,
        _ => strange && (company || start + loose >= tail),
    };
    lettered.then(|| Candidate::new(start, end, Kind::COMPANY, 11, "grammar/company.founded"))
}
