//! A scanned sentence and where a title ends in it in, a name that only its frame tells out: a title
//! before it and what only people do behind it.

use super::{SAYS, USUAL, given, speaks, surname};
use crate::mention::scan::Scan;

/// 书记闾海泉表示: three letters between a title and what only people do, a surname first, are a
/// name whatever they are.
pub(super) fn framed_end(scan: &Scan<'_>, at: usize) -> Option<usize> {
    let (family, weight) = surname(scan, at)?;
    let end = at + 3;
    let deed = scan.clue_starting(end, SAYS).is_some_and(|past| past > end + 1);
    let loose = end <= scan.len() && (at..end).all(|p| scan.is_single(p));
    // 何|建新, 方志|刚: two of them may make a word, if the surname is a usual one.
    let worded = || {
        let ends = |from: usize| scan.word_starting(from).map(|word| word.end);
        let parted =
            ends(at + 1) == Some(end) || ends(at) == Some(at + 2) && scan.is_single(at + 2);
        weight >= USUAL && parted && (at + 1..end).all(|p| given(scan, p))
    };
    let loose = loose || end <= scan.len() && worded();
    (family == 1 && loose && deed && scan.clue_starting(at + 1, SAYS).is_none_or(|p| p <= at + 2))
        .then_some(end)
}

/// 县长边巴次仁说: four letters and more between a title and what only people do, none of which makes
/// a word with the next.
pub(super) fn syllables_end(scan: &Scan<'_>, at: usize) -> Option<usize> {
    const NEVER: &str = "就对在向为和与将已也还则并又从被把由因其该着了地得此";
    let single = |&at: &usize| scan.is_single(at) && !NEVER.contains(scan.char(at));
    let length = (at..scan.len()).take(8).take_while(single).count();
    (4..=length).map(|length| at + length).find(|&end| speaks(scan, end))
}
