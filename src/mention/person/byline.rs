//! A scanned sentence and where a byline's label ends in it in, the people listed there out.

use super::{ends_firmly, given, is_no_word, name_end, surname};
use crate::knowledge::Kind;
use crate::mention::candidate::Candidate;
use crate::mention::scan::Scan;

/// The most people that are looked for behind one label.
const MOST: usize = 12;

/// 记者 何建新、田野: the names behind a label, up to the first that is none. One that is a word as well is
/// a name beside one that is not.
pub(super) fn byline(scan: &Scan<'_>, end: usize, out: &mut Vec<Candidate>) {
    let apart = |at: usize| matches!(scan.char(at), '：' | ':' | ' ' | '\u{3000}' | '/');
    let mark = |at: usize| apart(at) || matches!(scan.char(at), '（' | '|' | '｜' | '丨');
    let mut at = past(scan, end, mark);
    let mut names = Vec::new();
    let mut is_told = false;
    while at > end && names.len() < MOST {
        let own = name_end(scan, at).filter(|&past| is_no_word(scan, at, past));
        let own = own.filter(|&past| ends_firmly(scan, past));
        let Some(name) = own.or_else(|| worded(scan, at)) else { break };
        is_told |= own.is_some();
        names.push((at, name));
        let next = past(scan, name, |at| matches!(scan.char(at), '、' | ' ' | '\u{3000}' | '/'));
        if next == name {
            break;
        }
        at = next;
    }
    if is_told {
        let name =
            |(start, end)| Candidate::new(start, end, Kind::PERSON, 11, "grammar/person.byline");
        out.extend(names.into_iter().map(name));
    }
}

/// Past the characters from a place on that are so.
fn past(scan: &Scan<'_>, from: usize, is_so: impl Fn(usize) -> bool) -> usize {
    (from..scan.len()).find(|&at| !is_so(at)).unwrap_or(scan.len().max(from))
}

/// 田野, 任静: a surname and one or two letters that fill an item, though they make a word.
fn worded(scan: &Scan<'_>, at: usize) -> Option<usize> {
    let (family, _) = surname(scan, at)?;
    let ends = [at + family + 1, at + family + 2];
    let whole =
        |end: &usize| (at + family..*end).all(|at| given(scan, at)) && ends_firmly(scan, *end);
    let known = |end: usize| {
        scan.names_starting(at).any(|name| name.end == end && name.kind != Kind::PERSON)
    };
    ends.into_iter().find(whole).filter(|&end| !known(end))
}
