//! A scanned sentence in, the person whose life it tells out: 王志远，男，1970年生, 周文远，江苏武进人.

use super::{given, surname};
use crate::knowledge::Kind;
use crate::mention::candidate::Candidate;
use crate::mention::institution::place_ending;
use crate::mention::scan::choice::Choice;
use crate::mention::scan::{Scan, is_break, is_han};

/// Why a name that begins the story of a life is believed in.
pub(in crate::mention) const TOLD: &str = "grammar/person.biography";
/// What is told of people alone, right behind their names.
const TELLS: Choice<9> =
    Choice::of(["生于", "出生于", "字", "号", "原名", "又名", "笔名", "本名", "中共党员"]);
/// The longest name of a person, in characters: 阿不都热合曼·买买提.
const LONGEST: usize = 12;
/// Characters within which the year of birth stands.
const BIRTH: usize = 14;

/// The person with whom a line begins, behind its number, and of whom it tells what is told of people.
pub(super) fn person(scan: &Scan<'_>) -> Option<Candidate> {
    let counts = |&at: &usize| {
        matches!(scan.char(at), '0'..='9' | '、' | '.' | '（' | '）' | '(' | ')' | ' ')
    };
    let start = (0..scan.len()).take(5).take_while(counts).count();
    let letter = |&at: &usize| is_han(scan.char(at)) || scan.char(at) == '·';
    let end = start + (start..scan.len()).take(LONGEST).take_while(letter).count();
    let behind = behind_years(scan, end);
    if end < start + 2 || scan.char(behind) != '，' {
        return None;
    }
    let told =
        is_sex(scan, behind + 1) || is_chinese(scan, start, end) && is_life(scan, behind + 1);
    told.then(|| Candidate::new(start, end, Kind::PERSON, 12, TOLD))
}

/// Behind the years of a life in brackets: （1890—1958）.
fn behind_years(scan: &Scan<'_>, end: usize) -> usize {
    let year = |at: usize| {
        scan.char(at).is_ascii_digit() || matches!(scan.char(at), '—' | '-' | '～' | '~' | '年')
    };
    let past = end + 1 + (end + 1..scan.len()).take_while(|&at| year(at)).count();
    let years = scan.char(end) == '（' && scan.char(past) == '）' && past > end + 4;
    if years { past + 1 } else { end }
}

/// 男 or 女, between marks.
fn is_sex(scan: &Scan<'_>, at: usize) -> bool {
    matches!(scan.char(at), '男' | '女') && is_break(scan.char(at + 1))
}

/// A surname and one or two letters.
fn is_chinese(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    surname(scan, start).is_some_and(|(family, _)| {
        let first = start + family;
        (first + 1..=first + 2).contains(&end) && (first..end).all(|at| given(scan, at))
    })
}

/// 1970年8月生, 江苏武进人, 生于常州: what the clause from here on tells of people alone.
fn is_life(scan: &Scan<'_>, from: usize) -> bool {
    let end = (from..scan.len()).find(|&at| is_break(scan.char(at))).unwrap_or(scan.len());
    let born = (from + 5..end.min(from + BIRTH)).any(|at| scan.char(at) == '生');
    let year = (from..from + 4).all(|at| scan.char(at).is_ascii_digit());
    let native = scan.before(end) == '人' && place_ending(scan, end - 1).is_some();
    TELLS.holds(scan, from) || year && born || native && end > from + 2
}
