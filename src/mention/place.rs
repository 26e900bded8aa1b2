//! A scanned sentence in, candidates for places that no list holds out.

use super::candidate::Candidate;
use super::institution::{place_ending, whole_to_the_right};
use super::scan::{Scan, is_break, is_han};
use super::words::{Sort, Word};
use crate::knowledge::{Class, Clue, Clues, Kind, Mark, Trust};

/// Zones with the city's name, sites, features and structures with names of their own, and
/// one-letter forms in the frames that allow them.
pub(super) fn candidates(scan: &Scan<'_>, out: &mut Vec<Candidate>) {
    for mark in &scan.marks {
        if !mark.clues.any(TAILS) || !whole_to_the_right(scan, mark.end as usize) {
            continue;
        }
        if mark.clues.has(Clue::Zone) && scan.is_longest(mark, Clue::Zone) {
            out.extend(zone(scan, mark));
        }
        for (clue, because, least) in OWN {
            if mark.clues.has(clue) && scan.is_longest(mark, clue) {
                out.extend(own(scan, mark, because, least));
                break;
            }
        }
        if mark.clues.has(Clue::Stretch) {
            out.extend(stretch(scan, mark));
        }
    }
    letters(scan, out);
}

const TAILS: Clues =
    Clues::of(&[Clue::Zone, Clue::Site, Clue::Nature, Clue::Structure, Clue::Admin, Clue::Stretch]);
const OWN: [(Clue, &str, usize); 4] = [
    (Clue::Site, "grammar/place.site", 2),
    (Clue::Structure, "grammar/place.structure", 2),
    (Clue::Nature, "grammar/place.nature", 1),
    (Clue::Admin, "grammar/place.admin", 1),
];

/// 常州高新区, 泰州医药高新区: one name from the city to the zone.
fn zone(scan: &Scan<'_>, mark: &Mark) -> Option<Candidate> {
    let (tail, end) = (mark.start as usize, mark.end as usize);
    let because = "grammar/place.zone";
    if let Some(place) = place_ending(scan, tail).filter(|p| p.trust == Trust::Sure || p.len() > 2)
    {
        return Some(Candidate::new(place.start, end, Kind::PLACE, 10, because));
    }
    let mut at = tail;
    for _ in 0..3 {
        let word = scan.word_ending(at)?;
        match word.sort {
            Sort::Common(Class::Noun | Class::Activity) | Sort::Known(Kind::INDUSTRY) => {
                at = word.start
            }
            Sort::Common(Class::Adjective) if word.len() == 2 => at = word.start,
            _ => return None,
        }
        if let Some(place) = place_ending(scan, at).filter(|p| p.trust == Trust::Sure) {
            return Some(Candidate::new(place.start, end, Kind::PLACE, 9, because));
        }
    }
    None
}

/// 鑫泰工业园, 长荡湖: a tail after strange characters or after a place.
fn own(scan: &Scan<'_>, mark: &Mark, because: &'static str, least: usize) -> Option<Candidate> {
    let (tail, end) = (mark.start as usize, mark.end as usize);
    if let Some(open) = quoted(scan, tail) {
        return (end - tail > 1).then(|| Candidate::new(open, end, Kind::PLACE, 8, because));
    }
    let (start, strange, placed) = front(scan, tail, mark)?;
    let length = tail - start;
    let single = end - tail == 1;
    let admin = mark.clues.has(Clue::Admin)
        && !mark.clues.any(Clues::of(&[Clue::Site, Clue::Structure, Clue::Nature]));
    let enough = if single {
        strange == length && (1..=3).contains(&length)
    } else {
        strange >= 2 || placed
    };
    if length < least.min(2) && !placed || !enough {
        return None;
    }
    if single && (length == 1 && !cued(scan, start) || !open_after(scan, end)) {
        return None;
    }
    if admin && !cued(scan, start) {
        return None;
    }
    Some(Candidate::new(start, end, Kind::PLACE, if single { 6 } else { 8 }, because))
}

/// Where the own name before a tail begins, how many strange characters it holds, and whether it
/// holds a place.
fn front(scan: &Scan<'_>, tail: usize, mark: &Mark) -> Option<(usize, usize, bool)> {
    let mut at = tail;
    let mut strange = 0;
    while at > 0 && tail - at < 8 {
        let number = scan.word_at(at - 1)?;
        let word: Word = scan.words()[number];
        let start = word.start;
        match word.sort {
            Sort::Known(Kind::PLACE) => {
                // 常州北站 is one name; a site with a name of its own stands apart.
                let bare = at == tail || mark.clues.any(Clues::of(&[Clue::Structure]));
                return Some(if bare { (start, strange, true) } else { (at, strange, false) });
            }
            Sort::Strange if tail - at < 4 => strange += at - start,
            Sort::Common(Class::Noun | Class::Activity | Class::Adjective)
                if strange > 0 && at - start == 1 && tail - at < 3 =>
            {
                strange += 1;
            }
            Sort::Common(Class::Noun | Class::Activity | Class::Adjective)
                if strange == 0 && tail - at < 4 && mark.end - mark.start > 1 => {}
            _ => break,
        }
        at = start;
    }
    (at < tail).then_some((at, strange, false))
}

/// “两湖”创新区: the quotation before a tail.
fn quoted(scan: &Scan<'_>, tail: usize) -> Option<usize> {
    if scan.before(tail) != '”' {
        return None;
    }
    let from = tail.saturating_sub(8);
    let open = (from..tail - 1).rev().find(|&at| scan.char(at) == '“')?;
    (open + 2 < tail).then_some(open)
}

/// Whether a place may be expected here.
fn cued(scan: &Scan<'_>, start: usize) -> bool {
    is_break(scan.before(start))
        || scan.clue_ending(start, Clues::of(&[Clue::PlaceCue])).is_some()
        || place_ending(scan, start).is_some()
}

/// Whether a place may end here.
fn open_after(scan: &Scan<'_>, end: usize) -> bool {
    is_break(scan.char(end))
        || scan.word_starting(end).is_some_and(|word| {
            matches!(
                word.sort,
                Sort::Common(
                    Class::Particle | Class::Verb | Class::Noun | Class::Adverb | Class::Activity
                ) | Sort::Known(_)
                    | Sort::Digits
                    | Sort::Mark
            )
        })
}

/// 长江常州段, 天目湖流域: a part of a place is a place.
fn stretch(scan: &Scan<'_>, mark: &Mark) -> Option<Candidate> {
    let (tail, end) = (mark.start as usize, mark.end as usize);
    let place = place_ending(scan, tail)?;
    let word: String = scan.chars[tail..end].iter().collect();
    let part = matches!(
        word.as_str(),
        "段" | "流域" | "片区" | "湖心区" | "以南地区" | "以北地区" | "库区" | "湖区"
    );
    if !part {
        return None;
    }
    let start =
        place_ending(scan, place.start).filter(|_| word == "段").map_or(place.start, |p| p.start);
    Some(Candidate::new(start, end, Kind::PLACE, 10, "grammar/place.stretch"))
}

/// 沪宁, 在溧: letters that stand for places, in pairs, lists and after a preposition.
fn letters(scan: &Scan<'_>, out: &mut Vec<Candidate>) {
    let letter = |at: usize| {
        scan.names_ending(at + 1).iter().find(|n| n.kind == Kind::PLACE && n.start == at)
    };
    let mut at = 0;
    while at < scan.len() {
        let run = (at..scan.len()).take_while(|&p| letter(p).is_some()).count();
        if run == 0 {
            at += 1;
            continue;
        }
        if lettered(scan, at, run) {
            for p in at..at + run {
                let mut found = Candidate::new(p, p + 1, Kind::PLACE, 9, "lexicon/place.letter");
                found.entry = letter(p).map(|name| name.row);
                out.push(found);
            }
        }
        at += run;
    }
}

/// Whether letters from here stand for places.
fn lettered(scan: &Scan<'_>, at: usize, run: usize) -> bool {
    let end = at + run;
    let loose =
        (at..end).all(|p| scan.word_at(p).is_none_or(|number| scan.words()[number].len() == 1));
    let before = scan.before(at);
    let after = scan.char(end);
    let noun_after = scan.clue_starting(end, Clues::of(&[Clue::PlaceAfter])).is_some()
        || is_break(after)
        || scan.word_starting(end).is_some_and(|w| {
            w.len() > 1 && matches!(w.sort, Sort::Common(_)) || w.is(Class::Number)
        });
    let free_before = !is_han(before)
        || scan.word_ending(at).is_some_and(|w| {
            matches!(
                w.sort,
                Sort::Common(Class::Particle | Class::Verb | Class::Noun | Class::Adverb)
            )
        });
    if run >= 2 {
        return loose && noun_after && free_before;
    }
    let cue = matches!(
        before,
        '在' | '来' | '赴' | '驻' | '离' | '抵' | '返' | '入' | '援' | '到' | '留' | '于'
    );
    let enclosed = is_break(before) && is_break(after) && (before == '、' || after == '、');
    loose && (cue && noun_after && scan.word_ending(at).is_some_and(|w| w.len() == 1) || enclosed)
}
