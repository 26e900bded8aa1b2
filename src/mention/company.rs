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
    let start = brand_before(scan, reach.start, reach.anchor);
    Some(Candidate::new(start, end, Kind::COMPANY, 10, "grammar/company.legal_form"))
}

/// 中海福建天然气有限责任公司: a brand may stand before the place.
fn brand_before(scan: &Scan<'_>, start: usize, anchor: Option<Kind>) -> usize {
    let run = (0..start).rev().take(4).take_while(|&at| scan.is_loose(at)).count();
    let from = start - run;
    let brand = anchor == Some(Kind::PLACE) && (2..=3).contains(&run) && scan.opens(from);
    if brand { from } else { start }
}

fn tailed(scan: &Scan<'_>, mark: &Mark) -> Option<Candidate> {
    let (tail, end) = (mark.start as usize, mark.end as usize);
    let begins = scan.word_at(tail).is_some_and(|n| {
        let word = scan.words()[n];
        word.start == tail || word.sort == Sort::Strange || word.end > end
    });
    if tail == 0 || !begins || !whole_to_the_right(scan, end) {
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
        None => {
            (reach.strange >= 2 || reach.loose >= 2) && body <= 6 && scan.opens(reach.start)
                || reach.quoted
        }
    };
    let because = "grammar/company.tail";
    (reach.start < tail && fits)
        .then(|| Candidate::new(reach.start, end, Kind::COMPANY, 10, because))
}

/// 江苏银行, 上海电气: the tails that with a place alone make the name of one firm.
fn named_by_place(scan: &Scan<'_>, mark: &Mark) -> bool {
    let text: String = scan.chars[mark.start as usize..mark.end as usize].iter().collect();
    matches!(text.as_str(), "银行" | "证券" | "信托" | "期货" | "航空" | "控股" | "创投")
}

/// 星宇车灯: two to four single characters or letters and a business, framed on both sides.
fn branded(scan: &Scan<'_>, mark: &Mark) -> Option<Candidate> {
    let (tail, end) = (mark.start as usize, mark.end as usize);
    let run = (0..tail).rev().take(5).take_while(|&at| scan.is_loose(at)).count();
    let latin =
        (0..tail).rev().take(12).take_while(|&at| scan.char(at).is_ascii_alphanumeric()).count();
    let (start, enough) = if latin >= 2 {
        (tail - latin, scan.char(tail - latin).is_ascii_uppercase())
    } else {
        (tail - run, (2..=4).contains(&run))
    };
    let begins = scan.word_at(tail).is_some_and(|n| scan.words()[n].start == tail);
    let framed = begins && framed_before(scan, start) && framed_after(scan, end);
    let strange = (start..tail).any(|at| scan.is_strange(at));
    let strength = if strange || latin >= 2 { 9 } else { 8 };
    let end = ["公司", "集团"].iter().find(|word| scan.holds(end, word)).map_or(end, |_| end + 2);
    (enough && framed)
        .then(|| Candidate::new(start, end, Kind::COMPANY, strength, "grammar/company.brand"))
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
