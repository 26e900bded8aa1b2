//! A span that the tagger sees and what was read there in, whether it cannot be one name out.

use super::candidate::Candidate;
use super::direction::is_direction;
use super::echo::TOLD;
use super::gazetteer::is_ministry;
use super::program::is_planning;
use super::scan::Scan;
use super::tagger::Tagged;
use crate::knowledge::{Clue, Clues, Kind};
use crate::text::Span;

/// What is done to a trade: 发展, 培育.
const DONE: Clues = Clues::of(&[Clue::SectorCue]);

/// Whether a span cannot be one name, whatever the tagger thinks.
pub(super) fn is_amiss(scan: &Scan<'_>, names: &[Candidate], tagged: &Tagged) -> bool {
    is_open(scan, tagged.span)
        || cuts(names, tagged.span)
        || plans(scan, tagged.span)
        || heads_a_line(scan, tagged)
        || speaks(scan, tagged)
        || runs_ministries_together(scan, names, tagged.span)
        || takes_in_what_is_done(scan, names, tagged)
        || says_where_to(scan, tagged)
}

/// It opens a quotation or bracket and does not close it, or the other way round.
fn is_open(scan: &Scan<'_>, span: Span) -> bool {
    let count = |mark: char| scan.chars[span.range()].iter().filter(|&&c| c == mark).count();
    [('“', '”'), ('〈', '〉'), ('《', '》'), ('（', '）')]
        .iter()
        .any(|&(a, b)| count(a) != count(b))
}

/// It cuts what is one name for sure: what stands in 《…》 as a measure does, with all it names, or a
/// short name that the text gives.
fn cuts(names: &[Candidate], span: Span) -> bool {
    names.iter().filter(|name| name.span != span && name.span.overlaps(span)).any(|name| {
        let holds = name.span.start <= span.start && span.end <= name.span.end;
        name.because == "grammar/program.title"
            || name.because == "document/repeated" && name.strength == TOLD && holds
    })
}

/// It takes in 计划 where that is what a firm does: 某某电器计划|投资.
fn plans(scan: &Scan<'_>, span: Span) -> bool {
    let mut ends = span.start as usize + 1..=span.end as usize;
    scan.may_hold('划') && ends.any(|end| is_planning(scan, end))
}

/// A program that is the heading of a line: 【创新平台】.
fn heads_a_line(scan: &Scan<'_>, tagged: &Tagged) -> bool {
    let (start, end) = (tagged.span.start as usize, tagged.span.end as usize);
    tagged.kind == Kind::PROGRAM && start == 1 && scan.char(0) == '【' && scan.char(end) == '】'
}

/// A firm or person that begins with a word for whoever speaks, or a person with 的.
fn speaks(scan: &Scan<'_>, tagged: &Tagged) -> bool {
    match scan.char(tagged.span.start as usize) {
        '我' | '你' | '您' | '他' | '她' | '它' => {
            matches!(tagged.kind, Kind::COMPANY | Kind::PERSON)
        }
        '的' => tagged.kind == Kind::PERSON,
        _ => false,
    }
}

/// It is a side of the street or a direction.
fn says_where_to(scan: &Scan<'_>, tagged: &Tagged) -> bool {
    let (start, end) = (tagged.span.start as usize, tagged.span.end as usize);
    tagged.kind == Kind::PLACE && is_direction(scan, start, end)
}

/// It is made of ministries that stand side by side.
fn runs_ministries_together(scan: &Scan<'_>, names: &[Candidate], span: Span) -> bool {
    let inside = || names.iter().filter(|name| name.span.overlaps(span));
    let ministry = |name: &Candidate| {
        let within = span.start <= name.span.start && name.span.end <= span.end;
        name.kind == Kind::INSTITUTION && within && is_ministry(scan, name.span.start as usize)
    };
    let named: usize = inside().map(|name| name.span.len()).sum();
    let spaces = scan.chars[span.range()].iter().filter(|c| c.is_whitespace()).count();
    inside().count() > 1 && inside().all(ministry) && named + spaces == span.len()
}

/// It takes in what is done to the trade that it names: 发展|光伏.
fn takes_in_what_is_done(scan: &Scan<'_>, names: &[Candidate], tagged: &Tagged) -> bool {
    let span = tagged.span;
    let trade = |name: &&Candidate| {
        name.kind == Kind::INDUSTRY && name.span.overlaps(span) && name.span.end == span.end
    };
    tagged.kind == Kind::INDUSTRY
        && names.iter().filter(trade).any(|name| {
            let (start, from) = (span.start as usize, name.span.start as usize);
            start < from && scan.clue_ending(from, DONE) == Some(start)
        })
}
