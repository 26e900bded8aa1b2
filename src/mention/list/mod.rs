//! Names that are chosen in, names that stand in one list with them out.

pub(super) mod trades;

use super::candidate::Candidate;
use super::institution::place_ending;
use crate::knowledge::{Class, Clue, Clues, Kind, Trust};
use crate::mention::person::{given, name_before, surname};
use crate::mention::scan::words::Sort;
use crate::mention::scan::{Name, Scan, is_break, is_han};

/// Doubtful names and strange words that are listed with names of a kind are of that kind.
pub(super) fn listed(scan: &Scan<'_>, chosen: &[Candidate]) -> Vec<Candidate> {
    let mut found = Vec::new();
    // The chosen are in order and apart.
    let taken = |start: usize, end: usize| {
        let first = chosen.partition_point(|c| c.span.end as usize <= start);
        chosen
            .get(first)
            .is_some_and(|c| (c.span.start as usize) < end && !natured(scan, c, start, end))
    };
    for seed in chosen.iter().filter(|c| matches!(c.kind, Kind::COMPANY | Kind::PLACE)) {
        let mut end = seed.span.end as usize;
        while let Some(item) =
            item_after(scan, end, seed.kind).filter(|item| !taken(item.0, item.1))
        {
            found.push(candidate(item, seed.kind));
            end = item.1;
        }
        let mut start = seed.span.start as usize;
        while let Some(item) =
            item_before(scan, start, seed.kind).filter(|item| !taken(item.0, item.1))
        {
            found.push(candidate(item, seed.kind));
            start = item.0;
        }
    }
    for seed in chosen.iter().filter(|c| c.kind == Kind::PERSON) {
        let start = seed.span.start as usize;
        let before = start.checked_sub(1).filter(|&at| joins(scan.char(at)));
        let fellow = before.and_then(|end| name_before(scan, end, 7));
        found.extend(fellow.filter(|f| !taken(f.span.start as usize, f.span.end as usize)));
    }
    if scan.may_hold('（') {
        found.extend(
            people_of(scan, chosen).filter(|f| !taken(f.span.start as usize, f.span.end as usize)),
        );
    }
    if !scan.may_hold('等') {
        return found;
    }
    let ends = scan.chars.iter().enumerate().skip(1).filter(|&(_, &char)| char == '等');
    for mut start in ends.map(|(at, _)| at).filter(|&at| closes_firms(scan, at)) {
        let mut item = ending(scan, start, Kind::COMPANY);
        while let Some(next) = item.filter(|item| !taken(item.0, item.1)) {
            found.push(candidate(next, Kind::COMPANY));
            start = next.0;
            item = item_before(scan, start, Kind::COMPANY);
        }
    }
    found
}

/// 程砚 in 林晓东（江城大学）、程砚（天禾新材）: who stands between people with their firms and bodies, with one of
/// his own behind him. What is only its short form, 南大（南京大学）, is nobody.
fn people_of<'s>(
    scan: &'s Scan<'_>,
    chosen: &'s [Candidate],
) -> impl Iterator<Item = Candidate> + 's {
    let bodies = chosen.iter().filter(|c| matches!(c.kind, Kind::COMPANY | Kind::INSTITUTION));
    bodies.filter_map(|body| {
        let (from, past) = (body.span.start as usize, body.span.end as usize);
        let end =
            from.checked_sub(1).filter(|&at| scan.char(at) == '（' && scan.char(past) == '）')?;
        let start = (2..=3).filter_map(|length| end.checked_sub(length)).find(|&start| {
            is_break(scan.before(start)) && (start..end).all(|at| is_han(scan.char(at)))
        })?;
        let (family, _) = surname(scan, start)?;
        let fellow = |at: usize| {
            let first = chosen.partition_point(|c| (c.span.start as usize) < at);
            chosen.get(first).is_some_and(|c| c.span.start as usize == at && c.kind == Kind::PERSON)
        };
        let past_names = chosen.partition_point(|c| (c.span.start as usize) < start);
        let before = chosen[..past_names].iter().rev().take(2).any(|c| c.kind == Kind::PERSON);
        let listed =
            scan.before(start) == '、' && before || scan.char(past + 1) == '、' && fellow(past + 2);
        let short = (start..end).all(|at| scan.chars[from..past].contains(&scan.char(at)));
        let named = (start + family..end).all(|at| given(scan, at)) && end > start + family;
        (listed && !short && named)
            .then(|| Candidate::new(start, end, Kind::PERSON, 9, "grammar/list"))
    })
}

/// 国机重装、东方电机等企业: what stands between firms, or before 等企业, and is put together as firms
/// are called, is one, though all its words are plain.
pub(super) fn plain_lists(scan: &Scan<'_>, chosen: &[Candidate]) -> Vec<Candidate> {
    let mut found = Vec::new();
    if !scan.may_hold('等') {
        return found;
    }
    let ends = scan.chars.iter().enumerate().skip(2).filter(|&(_, &char)| char == '等');
    for close in ends.map(|(at, _)| at).filter(|&at| closes_firms(scan, at)) {
        let mut end = close;
        for _ in 0..12 {
            let first = chosen.partition_point(|c| (c.span.end as usize) < end);
            let known = chosen.get(first).filter(|c| c.span.end as usize == end);
            let start = match known.filter(|c| c.kind == Kind::COMPANY) {
                Some(firm) => firm.span.start as usize,
                None => match plain(scan, end, chosen) {
                    Some(start) => {
                        found.push(candidate((start, end), Kind::COMPANY));
                        start
                    }
                    None => break,
                },
            };
            if start == 0 || !joins(scan.before(start)) {
                break;
            }
            end = start - 1;
        }
    }
    found
}

/// 历口、平里一带: what is listed as where something is done is a place, though no table knows it.
pub(super) fn places(scan: &Scan<'_>, chosen: &[Candidate]) -> Vec<Candidate> {
    const CLOSERS: [&str; 9] =
        ["一带", "等地", "等乡镇", "等镇", "等乡", "等村", "等县", "等村镇", "等街道"];
    let mut found = Vec::new();
    if !scan.may_hold('、') || !(scan.may_hold('等') || scan.may_hold('带')) {
        return found;
    }
    let closes = |&at: &usize| scan.char(at) == '等' || scan.holds(at, "一带");
    for close in (2..scan.len()).filter(closes) {
        let Some(closer) = CLOSERS.iter().find(|word| scan.holds(close, word)) else { continue };
        let (mut end, mut known, mut strange) = (close, 0, Vec::new());
        loop {
            let first = chosen.partition_point(|c| (c.span.end as usize) < end);
            let named = chosen.get(first).filter(|c| c.span.end as usize == end);
            let start = match named {
                Some(place) if place.kind == Kind::PLACE => {
                    known += 1;
                    place.span.start as usize
                }
                Some(_) => break,
                None => {
                    let loose = (0..end).rev().take(4).take_while(|&at| apart(scan, at)).count();
                    let start = end - loose;
                    let framed = scan.opens(start) || joins(scan.before(start));
                    if !(2..=3).contains(&loose) || !framed {
                        break;
                    }
                    strange.push(candidate((start, end), Kind::PLACE));
                    start
                }
            };
            if start == 0 || !joins(scan.before(start)) {
                break;
            }
            end = start - 1;
        }
        if known + strange.len() > 1 && (known > 0 || *closer == "一带") {
            found.extend(strange);
        }
    }
    found
}

/// Whether a character that may stand in the name of a village is a word of its own.
fn apart(scan: &Scan<'_>, at: usize) -> bool {
    scan.is_single(at) && !"的了在是和与及或从到由自向往对把被将也都就等".contains(scan.char(at))
}

/// Where an item that ends here begins, when it is put together as firms are called: letters that
/// make no word and more, or two words of which the last is a business.
fn plain(scan: &Scan<'_>, end: usize, chosen: &[Candidate]) -> Option<usize> {
    // 英思特等企业: 特等 is no word here.
    let straddling = scan.word_at(end).map(|number| scan.words()[number]);
    let straddling = straddling.filter(|word| word.start < end && word.len() == 2);
    let mut start = straddling.map_or(end, |word| word.start);
    while end - start < 9 && start > 0 && !is_break(scan.before(start)) {
        let word = scan.word_ending(start)?;
        let sure = chosen.iter().filter(|c| c.span.end as usize == start).any(|c| match c.kind {
            Kind::PLACE => place_ending(scan, start).is_some_and(Name::is_major),
            _ => !c.because.ends_with("doubtful"),
        });
        let parted = sure || matches!(scan.before(start), '和' | '与' | '及');
        if parted && start < end {
            break;
        }
        match word.sort {
            Sort::Common(Class::Verb | Class::Particle | Class::Pronoun | Class::Adverb)
                if !scan.is_loose(word.start) =>
            {
                break;
            }
            Sort::Common(Class::Number | Class::Measure | Class::Time) if word.len() > 1 => break,
            Sort::Digits | Sort::Mark => return None,
            _ => start = word.start,
        }
    }
    // 安徽华晟: two letters behind a place are a firm with the place in its name.
    let place = place_ending(scan, start).filter(|_| end - start == 2);
    if let Some(place) = place.filter(|_| (start..end).all(|at| scan.is_loose(at))) {
        return Some(place.start);
    }
    let business = Clues::of(&[Clue::Business, Clue::CompanyTail]);
    let tail = scan.clue_ending(end, business);
    // 玉林制药: so is a business behind a place.
    let place = place_ending(scan, start).filter(|place| place.trust == Trust::Sure);
    if let Some(place) = place.filter(|_| tail == Some(start) && end - start < 4) {
        return Some(place.start);
    }
    let tail = tail.filter(|&tail| tail >= start + 2);
    let strange = (start..end).filter(|&at| scan.is_strange(at)).count();
    let industry =
        scan.words_between(start, end).iter().all(|word| word.sort == Sort::Known(Kind::INDUSTRY));
    let behind_firm = || {
        let mut firms = chosen.iter().filter(|c| c.kind == Kind::COMPANY);
        joins(scan.before(start)) && firms.any(|c| c.span.end as usize + 1 == start)
    };
    let named = match tail {
        Some(tail) => tail - start <= 4 && !industry,
        None => {
            (strange > 0 || end - start == 4 || end - start == 3 && behind_firm())
                && (start..start + 2).all(|at| scan.is_loose(at))
        }
    };
    (named && (3..=8).contains(&(end - start)) && scan.char(start) != '的').then_some(start)
}

/// Whether 等 here says that firms were listed: 等民营企业.
fn closes_firms(scan: &Scan<'_>, at: usize) -> bool {
    let firms = |p: usize| ["企业", "公司", "车企", "厂商"].iter().any(|word| scan.holds(p, word));
    scan.clue_starting(at, Clues::of(&[Clue::FirmAfter])).is_some()
        || (at + 1..at + 7).all(|p| is_han(scan.char(p)) && scan.char(p) != '的')
            && (at + 1..at + 9).any(firms)
}

fn candidate(item: (usize, usize), kind: Kind) -> Candidate {
    Candidate::new(item.0, item.1, kind, 7, "grammar/list")
}

fn joins(char: char) -> bool {
    matches!(char, '、' | '和' | '与' | '及')
}

fn item_after(scan: &Scan<'_>, end: usize, kind: Kind) -> Option<(usize, usize)> {
    if !joins(scan.char(end)) {
        return None;
    }
    let start = end + 1;
    let known = scan
        .names_starting(start.min(scan.len().saturating_sub(1)))
        .filter(|n| n.start == start && n.kind == kind && n.trust != Trust::Letter && n.len() > 1)
        .filter(|n| scan.closes(n.end) || joins(scan.char(n.end)) || scan.is_word(n))
        .last();
    if let Some(name) = known {
        return Some((name.start, name.end));
    }
    if let Some(end) = natured_after(scan, start).filter(|_| kind == Kind::COMPANY) {
        return Some((start, end));
    }
    let length = (start..scan.len()).take(5).take_while(|&at| scan.is_loose(at)).count();
    strange(scan, start, start + length, kind)
}

/// 黄河锻造 in 海川电池、黄河锻造: among firms the name of a river or hill and a business are one.
fn natured_after(scan: &Scan<'_>, start: usize) -> Option<usize> {
    let nature = scan.clue_starting(start + 1, NATURE).filter(|&end| end - start < 4)?;
    let end = scan.clue_starting(nature, BUSINESS)?;
    (end > nature + 1 && (scan.closes(end) || joins(scan.char(end)))).then_some(end)
}

/// The same where it ends here.
fn natured_before(scan: &Scan<'_>, end: usize) -> Option<usize> {
    let tail = scan.clue_ending(end, BUSINESS).filter(|&tail| tail + 1 < end)?;
    let start = scan.clue_ending(tail, NATURE)?.checked_sub(1)?;
    let starts = (start.saturating_sub(1)..=start).find(|&at| {
        is_break(scan.before(at))
            || joins(scan.before(at))
            || scan.word_starting(at).is_some() && scan.opens(at)
    });
    starts.filter(|&at| (at..tail).all(|p| is_han(scan.char(p))))
}

/// Whether what was read is only the river or hill that a firm is called after.
fn natured(scan: &Scan<'_>, read: &Candidate, start: usize, end: usize) -> bool {
    let name = read.span.end as usize;
    read.kind == Kind::PLACE
        && read.span.start as usize == start
        && scan.clue_ending(name, NATURE).is_some()
        && scan.clue_starting(name, BUSINESS) == Some(end)
}

const NATURE: Clues = Clues::of(&[Clue::Nature]);
const BUSINESS: Clues = Clues::of(&[Clue::Business]);

fn item_before(scan: &Scan<'_>, start: usize, kind: Kind) -> Option<(usize, usize)> {
    let end = start.checked_sub(1)?;
    if !joins(scan.char(end)) {
        return None;
    }
    ending(scan, end, kind)
}

/// The item of a list that ends here.
fn ending(scan: &Scan<'_>, end: usize, kind: Kind) -> Option<(usize, usize)> {
    let known = scan
        .names_ending(end)
        .iter()
        .filter(|n| n.kind == kind && n.trust != Trust::Letter && n.len() > 1)
        .find(|n| scan.opens(n.start) || joins(scan.before(n.start)));
    if let Some(name) = known {
        return Some((name.start, name.end));
    }
    if let Some(start) = natured_before(scan, end).filter(|_| kind == Kind::COMPANY) {
        return Some((start, end));
    }
    let length = (0..end).rev().take(5).take_while(|&at| scan.is_loose(at)).count();
    strange(scan, end - length, end, kind)
}

/// A run of two to four single characters, at least one of them strange, framed as a name.
fn strange(scan: &Scan<'_>, start: usize, end: usize, kind: Kind) -> Option<(usize, usize)> {
    let framed = (2..=4).contains(&(end - start))
        && (scan.opens(start) || joins(scan.before(start)))
        && (scan.closes(end) || joins(scan.char(end)));
    let rare = (start..end).filter(|&at| scan.is_strange(at)).count();
    let place = place_ending(scan, start).map_or(start, |place| place.start);
    (kind == Kind::COMPANY && framed && rare > 0).then_some((place, end))
}
