//! A scanned sentence in, candidates for people whom no title announces out.
//!
//! Two things speak together: how much likelier the letters are in names than in other text, and
//! what stands around them.

use super::{given, is_no_word, strange_name, surname};
use crate::knowledge::{Class, Clue, Clues, Kind, Letter};
use crate::mention::candidate::Candidate;
use crate::mention::scan::words::Sort;
use crate::mention::scan::{Scan, is_break, is_han};

const SAYS: Clues = Clues::of(&[Clue::Says]);
/// The weight of a letter that is as likely in names as in other text.
const EVEN: u32 = Letter::EVEN as u32;
/// The weight of a letter that the lists do not have.
const UNLISTED: u32 = 22;
/// The weight of a surname of two letters.
const DOUBLE: u32 = 64;
/// How much likelier a name than anything else three letters must be, wherever they stand.
const SURE: u32 = 40;
/// The same between words that names stand between.
const FRAMED: u32 = 34;
/// The same where common words have the name too.
const CERTAIN: u32 = 60;
/// The same for a surname and one letter.
const SHORT: u32 = 38;
/// The sum of what the letters of a foreign name must exceed even by.
const FOREIGN: u32 = 40;
/// How much less likely than other text letters may be where a name is expected.
const SLACK: u32 = 8;

/// Names of two to four characters that begin with a surname.
pub(in crate::mention) fn candidates(scan: &Scan<'_>, out: &mut Vec<Candidate>) {
    foreign(scan, out);
    let mut free = 0;
    // The letters from a place on, each looked up once.
    let letter = |at: usize| scan.grammar.letter(scan.char(at));
    let mut near = [letter(0), letter(0), letter(1)];
    for at in 0..scan.len() {
        near = [near[1], near[2], letter(at + 2)];
        if at < free || !near[0].begins_surnames() || !tells(near, scan.char(at + 2)) {
            continue;
        }
        if let Some(end) = name_end(scan, at) {
            out.push(Candidate::new(at, end, Kind::PERSON, 7, "grammar/person.bare"));
            free = end;
        }
    }
}

/// Whether the letters from here alone tell of a name, as far as their sums say: what does not pass
/// here begins none with a surname of one letter.
fn tells([first, second, third]: [Letter; 3], last: char) -> bool {
    let two = weight(first.weights[0]) + weight(second.weights[1]);
    let three = two + weight(third.weights[1]);
    three >= 3 * EVEN + FRAMED && is_han(last) || two >= 2 * EVEN + SHORT || first.begins_double()
}

fn name_end(scan: &Scan<'_>, start: usize) -> Option<usize> {
    if !is_han(scan.char(start)) || !is_han(scan.char(start + 1)) {
        return None;
    }
    let (family, _) = surname(scan, start)?;
    let letters = scan.grammar;
    let first =
        if family == 2 { DOUBLE } else { weight(letters.letter(scan.char(start)).weights[0]) };
    let short = start + family + 1;
    let long = short + 1;
    let given_at = |at: usize| weight(letters.letter(scan.char(at)).weights[1]);
    let two = first + given_at(short - 1);
    let three = two + if is_han(scan.char(short)) { given_at(short) } else { 0 };
    if three < 3 * EVEN + FRAMED && two < 2 * EVEN + SHORT || !given(scan, short - 1) {
        return None;
    }
    let whole = |end: usize| strange_name(scan, start, end) && is_no_word(scan, start, end);
    let framed = opens(scan, start);
    let joined = long <= scan.len()
        && given(scan, short)
        && (three >= 3 * EVEN + SURE && (long == scan.len() || scan.word_starting(long).is_some())
            || three >= 3 * EVEN + FRAMED && framed && closes(scan, long));
    // 李鹏在, 张浩传奇: the third letter may be a word or begin one.
    let apart = is_han(scan.char(short)) && {
        let says = scan.clue_starting(short, SAYS).is_some() && given_at(short) < EVEN + 4;
        says || scan.clue_starting(short, SAYS).is_some_and(|end| end > long)
    };
    if joined
        && !apart
        && (whole(long) || three >= 3 * EVEN + CERTAIN && is_word(scan, start, long))
    {
        return Some(long);
    }
    let alone = two >= 2 * EVEN + SHORT && framed && closes(scan, short);
    let part = is_han(scan.char(short)) && given_at(short) >= EVEN + 4 && !apart;
    (alone && !part && whole(short)).then_some(short)
}

/// Whether letters that begin with a surname may be a name where one is expected.
pub(in crate::mention) fn may_name(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    let sum = |parts: &dyn Fn(usize) -> usize| -> u32 {
        let letters = scan.grammar;
        (start..end).map(|at| weight(letters.letter(scan.char(at)).weights[parts(at)])).sum()
    };
    let even = EVEN * (end - start) as u32;
    let family = scan.grammar.letter(scan.char(start)).weights[0];
    let chinese = sum(&|at| usize::from(at > start)) + if family == 0 { 0 } else { SLACK + 20 };
    let single = surname(scan, start).is_some_and(|(family, _)| family == 1);
    !single || end - start > 3 || chinese >= even + 20 || sum(&|_| 2) >= even + SLACK
}

fn weight(weight: u8) -> u32 {
    if weight == 0 { UNLISTED } else { u32::from(weight) }
}

/// Whether one word holds just these characters.
fn is_word(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    scan.word_starting(start).is_some_and(|word| word.end == end)
}

/// Whether a name may begin here.
fn opens(scan: &Scan<'_>, start: usize) -> bool {
    is_break(scan.before(start))
        || scan.word_ending(start).is_some_and(|word| match word.sort {
            Sort::Common(Class::Particle | Class::Verb) | Sort::Known(_) => true,
            Sort::Common(Class::Noun | Class::Activity | Class::Time | Class::Adverb) => {
                word.len() > 1
            }
            _ => false,
        })
}

/// Whether a name may end here.
fn closes(scan: &Scan<'_>, end: usize) -> bool {
    is_break(scan.char(end))
        || scan.clue_starting(end, SAYS).is_some()
        || scan.word_starting(end).is_some_and(|word| match word.sort {
            Sort::Common(Class::Particle) | Sort::Known(_) => true,
            Sort::Common(Class::Verb | Class::Adverb | Class::Time | Class::Number) => {
                word.len() > 1
            }
            _ => false,
        })
}

/// 克林顿说, 基里延科总理: a run of letters of foreign names beside a title or a deed.
fn foreign(scan: &Scan<'_>, out: &mut Vec<Candidate>) {
    let letters = scan.grammar;
    let strange = |at: usize| u32::from(letters.letter(scan.char(at)).weights[2]);
    let mut at = 0;
    while at + 2 < scan.len() {
        // No run of three holds this letter.
        if !letters.is_foreign(scan.char(at + 2)) {
            at += 3;
            continue;
        }
        let end = (at..scan.len())
            .find(|&p| !letters.is_foreign(scan.char(p)) || !scan.is_loose(p))
            .unwrap_or(scan.len());
        let run = end - at;
        let sum: u32 = (at..end).map(|p| strange(p) - EVEN).sum();
        if run > 2 && sum >= FOREIGN && opens(scan, at) && is_person_beside(scan, at, end) {
            out.push(Candidate::new(at, end, Kind::PERSON, 7, "grammar/person.foreign"));
        }
        at = end.max(at + 1);
    }
}

/// Where a run of letters of foreign names that ends here begins, when it is surely one.
pub(in crate::mention) fn transliterated(scan: &Scan<'_>, end: usize) -> Option<usize> {
    let letters = scan.grammar;
    let strange = |at: usize| u32::from(letters.letter(scan.char(at)).weights[2]);
    let run = (0..end).rev().take(8).take_while(|&p| strange(p) >= EVEN).count();
    let start = (end - run..end).find(|&at| {
        scan.word_at(at).is_some_and(|n| scan.words()[n].start == at && scan.opens(at))
    })?;
    let sum: u32 = (start..end).map(|at| strange(at) - EVEN).sum();
    let loose = (start..end).all(|at| scan.is_loose(at));
    (end - start > 2 && sum >= FOREIGN && loose).then_some(start)
}

fn is_person_beside(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    let deed = scan.clue_starting(end, SAYS).is_some_and(|past| past > end + 1);
    let says = matches!(scan.char(end), '说' | '称');
    let titled = scan.clue_starting(end, Clues::of(&[Clue::TitleAfter])).is_some();
    let title = scan.clue_ending(start, Clues::of(&[Clue::TitleBefore])).is_some();
    deed || says || titled || title && closes(scan, end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::Knowledge;
    use crate::mention::scan::scans::Scans;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_name_is_found_of_which_its_letters_do_not_tell(
            text in "[王李张欧阳司马高明建国华丽萍和在说了的市长，a]{2,12}",
        ) {
            let chars: Vec<char> = text.chars().collect();
            let scans = Scans::of(&[&chars], Knowledge::embedded());
            let scan = scans.iter().next().unwrap();
            for at in 0..chars.len() {
                let near = [at, at + 1, at + 2].map(|at| scan.grammar.letter(scan.char(at)));
                let told = tells(near, scan.char(at + 2));
                prop_assert!(name_end(&scan, at).is_none() || told, "{} in {}", at, text);
            }
        }
    }
}
