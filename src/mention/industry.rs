//! A scanned sentence in, candidates for industries out.

use super::candidate::Candidate;
use super::institution::{place_ending, whole_to_the_right};
use super::reach::reach;
use super::scan::{Scan, is_break};
use super::words::Sort;
use crate::knowledge::{Class, Clue, Clues, Kind, Mark};

const TAIL: Clues = Clues::of(&[Clue::SectorTail]);
const CUE: Clues = Clues::of(&[Clue::SectorCue]);
const AFTER: Clues = Clues::of(&[Clue::SectorAfter]);
const UMBRELLA: Clues = Clues::of(&[Clue::Umbrella]);
const PRODUCT: Clues = Clues::of(&[Clue::Product]);

/// A sector word in the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Sector {
    start: usize,
    end: usize,
}

/// Sectors with their tails, and sector words that the text speaks of as a field.
pub(super) fn candidates(scan: &Scan<'_>, out: &mut Vec<Candidate>) {
    let sectors = sectors(scan);
    for mark in &scan.marks {
        if mark.clues.has(Clue::SectorTail)
            && scan.is_longest(mark, Clue::SectorTail)
            && whole_to_the_right(scan, mark.end as usize)
        {
            out.extend(tailed(scan, mark, &sectors));
        }
    }
    for (at, sector) in sectors.iter().enumerate() {
        if scan.clue_starting(sector.end, TAIL).is_none() && is_field(scan, &sectors, at) {
            let because = "grammar/industry.field";
            out.push(Candidate::new(sector.start, sector.end, Kind::INDUSTRY, 7, because));
        }
    }
}

/// Sector words, the longest at each place, with the adjectives that belong to them.
fn sectors(scan: &Scan<'_>) -> Vec<Sector> {
    let marks = scan.marks.iter().filter(|m| m.clues.has(Clue::Sector));
    let mut all: Vec<Sector> =
        marks.map(|m| Sector { start: m.start as usize, end: m.end as usize }).collect();
    all.extend(
        scan.names
            .iter()
            .filter(|n| n.kind == Kind::INDUSTRY && n.len() > 1)
            .map(|n| Sector { start: n.start, end: n.end }),
    );
    all.sort_unstable_by_key(|s| (s.start, std::cmp::Reverse(s.end)));
    let mut kept: Vec<Sector> = Vec::new();
    for sector in all {
        match kept.last_mut() {
            Some(last) if sector.end <= last.end => {}
            Some(last) if sector.start < last.end => {
                // Overlapping words make one longer one: 新能源汽车 + 汽车零部件.
                last.end = sector.end;
            }
            _ => kept.push(sector),
        }
    }
    kept.retain(|s| whole_to_the_right(scan, s.end) || scan.clue_starting(s.end, TAIL).is_some());
    kept
}

/// 动力电池产业集群: what a tail makes of the words before it.
fn tailed(scan: &Scan<'_>, mark: &Mark, sectors: &[Sector]) -> Option<Candidate> {
    let (tail, end) = (mark.start as usize, mark.end as usize);
    let because = "grammar/industry.tail";
    if let Some(sector) =
        sectors.iter().find(|s| s.end == tail || s.start < tail && s.end > tail && s.end <= end)
    {
        let start = widened(scan, sector.start);
        return Some(Candidate::new(start, end, Kind::INDUSTRY, 10, because));
    }
    if let Some(sector) = sectors.iter().find(|s| s.start <= tail && s.end >= end) {
        return Some(Candidate::new(sector.start, sector.end, Kind::INDUSTRY, 8, because));
    }
    let text: String = scan.chars[tail..end].iter().collect();
    if matches!(text.as_str(), "制造业" | "服务业" | "装备制造业" | "先进制造业") {
        let start = widened(scan, tail);
        return Some(Candidate::new(start, end, Kind::INDUSTRY, 8, because));
    }
    if matches!(text.as_str(), "经济" | "业" | "集群" | "工业" | "制造" | "产业体系" | "产业生态")
    {
        return None;
    }
    let reach = reach(scan, tail);
    let mut start = reach.body;
    while let Some(word) = scan.word_starting(start).filter(|word| word.end <= tail) {
        let general = matches!(
            word.sort,
            Sort::Common(Class::Adjective | Class::Time | Class::Measure | Class::Number)
        ) || scan.clue_ending(word.end, UMBRELLA) == Some(word.start);
        if !general {
            break;
        }
        start = word.end;
    }
    let length = tail.saturating_sub(start);
    if length < 2 || length > 10 || scan.clue_ending(tail, UMBRELLA).is_some_and(|u| u <= start) {
        return None;
    }
    Some(Candidate::new(start, end, Kind::INDUSTRY, 6, because))
}

/// Takes 先进, 高端 and their like in front into the name.
fn widened(scan: &Scan<'_>, start: usize) -> usize {
    ["先进", "高端", "新型", "绿色", "智能", "现代", "特色", "高技术"]
        .iter()
        .filter(|word| scan.ends(start, word))
        .map(|word| start - word.chars().count())
        .min()
        .filter(|&from| scan.word_at(from).is_some_and(|n| scan.words()[n].start == from))
        .filter(|_| !scan.ends(start, "特色"))
        .unwrap_or(start)
}

/// Whether the text speaks of the sector as a field, not of a product or technique.
fn is_field(scan: &Scan<'_>, sectors: &[Sector], at: usize) -> bool {
    let sector = sectors[at];
    let mut score = 0;
    let next = scan.char(sector.end);
    let free = is_break(next)
        || matches!(next, '和' | '与' | '及' | '等')
        || scan.word_starting(sector.end).is_some_and(|w| {
            matches!(w.sort, Sort::Common(Class::Particle | Class::Verb | Class::Adverb))
        });
    if scan.clue_starting(sector.end, PRODUCT).is_some() {
        score -= 3;
    }
    if scan.clue_starting(sector.end, AFTER).is_some() {
        score += 2;
    } else if !free {
        score -= 2;
    }
    if scan.clue_ending(sector.start, CUE).is_some() {
        score += 2;
    }
    if place_ending(scan, sector.start).is_some() {
        score += 1;
    }
    score += listed(scan, sectors, at);
    if scan.word_ending(sector.start).is_some_and(|w| {
        matches!(w.sort, Sort::Common(Class::Measure | Class::Number) | Sort::Digits)
    }) {
        score -= 3;
    }
    score >= 2
}

/// In a list with other sectors, and how the list is closed.
fn listed(scan: &Scan<'_>, sectors: &[Sector], at: usize) -> i32 {
    let joined = |left: usize, right: usize| {
        sectors[right].start == sectors[left].end + 1
            && matches!(scan.char(sectors[left].end), '、' | '和' | '与' | '及')
    };
    let mut first = at;
    while first > 0 && joined(first - 1, first) {
        first -= 1;
    }
    let mut last = at;
    while last + 1 < sectors.len() && joined(last, last + 1) {
        last += 1;
    }
    if first == last {
        return 0;
    }
    let mut score = 1;
    if scan.clue_starting(sectors[last].end, AFTER).is_some()
        || scan.clue_starting(sectors[last].end, TAIL).is_some()
    {
        score += 2;
    }
    if first < at && scan.clue_ending(sectors[first].start, CUE).is_some() {
        score += 1;
    }
    score
}
