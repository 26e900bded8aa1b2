//! A scanned sentence in, candidates for companies that no list holds out.

use super::candidate::Candidate;
use super::institution::whole_to_the_right;
use super::reach::reach;
use super::scan::{Scan, is_break, is_han};
use super::words::Sort;
use crate::knowledge::{Class, Clue, Clues, Kind, Mark};

/// Names with a legal form, named groups and firms, brands with their business.
pub(super) fn candidates(scan: &Scan<'_>, out: &mut Vec<Candidate>) {
    for mark in &scan.marks {
        if mark.clues.has(Clue::LegalForm) && scan.is_longest(mark, Clue::LegalForm) {
            out.extend(legal(scan, mark));
        } else if mark.clues.has(Clue::CompanyTail) && scan.is_longest(mark, Clue::CompanyTail) {
            out.extend(tailed(scan, mark));
        }
        if mark.clues.has(Clue::Business) && scan.is_longest(mark, Clue::Business) {
            out.extend(branded(scan, mark));
        }
    }
}

fn legal(scan: &Scan<'_>, mark: &Mark) -> Option<Candidate> {
    let (tail, end) = (mark.start as usize, mark.end as usize);
    let reach = reach(scan, tail);
    let named = reach.is_anchored() || reach.strange > 0 || reach.telling >= 2 || reach.quoted;
    if reach.start == tail || !named {
        return None;
    }
    Some(Candidate::new(reach.start, end, Kind::COMPANY, 12, "grammar/company.legal_form"))
}

fn tailed(scan: &Scan<'_>, mark: &Mark) -> Option<Candidate> {
    let (tail, end) = (mark.start as usize, mark.end as usize);
    if tail == 0 || !whole_to_the_right(scan, end) {
        return None;
    }
    let reach = reach(scan, tail);
    let body = tail - reach.body;
    let one = end - tail == 1;
    let fits = match reach.anchor {
        Some(Kind::COMPANY) => body == 0 || reach.telling > 0,
        Some(Kind::PLACE) => {
            reach.telling > 0 && body >= 2 && !one || body == 0 && named_by_place(scan, mark)
        }
        Some(_) => false,
        None if reach.level => reach.telling >= 2 && !one,
        None => reach.strange >= 2 && body <= 6 || reach.quoted,
    };
    let because = "grammar/company.tail";
    (reach.start < tail && fits)
        .then(|| Candidate::new(reach.start, end, Kind::COMPANY, 9, because))
}

/// 江苏银行, 上海电气: the tails that with a place alone make the name of one firm.
fn named_by_place(scan: &Scan<'_>, mark: &Mark) -> bool {
    let text: String = scan.chars[mark.start as usize..mark.end as usize].iter().collect();
    matches!(text.as_str(), "银行" | "证券" | "信托" | "期货" | "航空" | "控股" | "创投")
}

/// 星宇车灯: two or three strange characters and a business, framed on both sides.
fn branded(scan: &Scan<'_>, mark: &Mark) -> Option<Candidate> {
    let (tail, end) = (mark.start as usize, mark.end as usize);
    let mut at = tail;
    let mut strange = 0;
    while at > 0 && tail - at < 4 {
        let word = scan.words()[scan.word_at(at - 1)?];
        match word.sort {
            Sort::Strange => strange += 1,
            Sort::Common(Class::Noun | Class::Adjective | Class::Activity) if word.len() == 1 => {}
            Sort::Latin => strange += 2,
            _ => break,
        }
        at = word.start;
        if word.sort == Sort::Latin {
            break;
        }
    }
    let length = tail - at;
    if strange == 0 || !(2..=4).contains(&length) && scan.char(at).is_ascii() || length < 2 {
        return None;
    }
    let framed = framed_before(scan, at) && framed_after(scan, end);
    framed.then(|| Candidate::new(at, end, Kind::COMPANY, 7, "grammar/company.brand"))
}

fn framed_before(scan: &Scan<'_>, at: usize) -> bool {
    is_break(scan.before(at))
        || scan.word_ending(at).is_some_and(|word| {
            matches!(
                word.sort,
                Sort::Common(Class::Verb | Class::Particle) | Sort::Known(Kind::PLACE)
            )
        })
        || scan.clue_ending(at, Clues::of(&[Clue::FirmCue])).is_some()
}

fn framed_after(scan: &Scan<'_>, end: usize) -> bool {
    !is_han(scan.char(end))
        || scan.word_starting(end).is_some_and(|word| {
            matches!(
                word.sort,
                Sort::Common(
                    Class::Verb
                        | Class::Particle
                        | Class::Adverb
                        | Class::Noun
                        | Class::Activity
                        | Class::Time
                )
            )
        })
}
