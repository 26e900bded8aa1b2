//! A scanned sentence in, candidates for industries that a list tells to be such out.
//!
//! 太空信息、磁悬浮、元宇宙等未来产业, 香料、果脯、制伞三大产业: what is listed before such words is an
//! industry, known or not.

use super::candidate::Candidate;
use super::industry::counted_after;
use super::scan::{Scan, is_break};
use super::words::{Sort, Word};
use crate::knowledge::{Class, Clue, Clues, Kind};

const CUE: Clues = Clues::of(&[Clue::SectorCue]);
const AFTER: Clues = Clues::of(&[Clue::SectorAfter]);

/// Characters of the longest item.
const LONGEST: usize = 10;
/// Items of the longest list.
const MOST: usize = 12;

/// The items of lists that 等产业, 等未来产业, 三大产业 and the like close.
pub(super) fn candidates(scan: &Scan<'_>, out: &mut Vec<Candidate>) {
    if !['、', '和', '与'].iter().any(|&joint| scan.may_hold(joint)) {
        return;
    }
    let closes = (1..scan.len()).filter(|&at| match scan.char(at) {
        '等' => is_closed(scan, at),
        '两' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '1'..='9' => {
            counted_after(scan, at)
        }
        _ => false,
    });
    for close in closes {
        let mut items = Vec::new();
        let mut end = close;
        while let Some(start) = item_start(scan, end).filter(|_| items.len() < MOST) {
            items.push((start, end));
            if start == 0 || !matches!(scan.before(start), '、' | '和' | '与') {
                break;
            }
            end = start - 1;
        }
        if items.len() > 1 {
            out.extend(items.into_iter().map(|(start, end)| {
                Candidate::new(start, end, Kind::INDUSTRY, 7, "grammar/industry.list")
            }));
        }
    }
}

/// Whether 等 here closes a list of industries, not of fields of any sort or links of a chain.
fn is_closed(scan: &Scan<'_>, at: usize) -> bool {
    scan.clue_starting(at, AFTER)
        .is_some_and(|end| ["产业", "行业", "赛道"].iter().any(|word| scan.ends(end, word)))
}

/// Where the item begins that ends here: nouns back to a mark, a conjunction or a word for what is
/// done with industries.
fn item_start(scan: &Scan<'_>, end: usize) -> Option<usize> {
    let mut start = end;
    while start > 0 && !is_break(scan.before(start)) {
        let word = scan.word_ending(start).filter(|word| is_part(scan, word))?;
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
