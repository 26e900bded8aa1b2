//! The names of a sentence in, towns that its lists of places with their trades tell out.
//!
//! 江口玻璃、云桥灯具、石渡地板等: where each item of a list is a place with its trade, the letters
//! before a trade are a place too, known or not.

use crate::knowledge::Kind;
use crate::mention::candidate::Candidate;
use crate::mention::scan::words::Sort;
use crate::mention::scan::{Scan, is_han};

const BECAUSE: &str = "grammar/place.trade_list";
/// What closes a list whose last item no name tells.
const CLOSERS: [&str; 5] = ["都是", "均为", "都成", "均是", "等"];

/// The same, and says that places are listed.
const TOWNS: [&str; 5] = ["等乡镇", "等镇", "等县", "等区县", "等地"];

/// What an item of a list is made of.
enum Item {
    /// A place and its trade side by side.
    Told,
    /// A trade behind two letters that make no word.
    Town(Candidate),
    /// Two pairs of letters before the words that close the list.
    Both([Candidate; 2]),
}

/// Adds the towns that lists tell. The names stay in order and apart.
pub(in crate::mention) fn add_towns(scan: &Scan<'_>, names: &mut Vec<Candidate>) {
    let is_place = |c: &Candidate| c.kind == Kind::PLACE;
    if !scan.may_hold('、') {
        return;
    }
    let towns = scan.may_hold('等')
        && (0..scan.len()).any(|at| TOWNS.iter().any(|word| scan.holds(at, word)));
    let told = towns || names.windows(2).any(|pair| is_place(&pair[0]) && trade(pair));
    if !told {
        return;
    }
    let mut found = Vec::new();
    for clause in clauses(scan).filter(|clause| scan.chars[clause.clone()].contains(&'、')) {
        let (mut items, mut whole) = (Vec::new(), true);
        let mut start = clause.start;
        for part in scan.chars[clause].split(|&char| char == '、') {
            match item(scan, names, start, start + part.len()) {
                Some(item) => items.push(item),
                None => whole = false,
            }
            start += part.len() + 1;
        }
        let told = items.iter().filter(|item| matches!(item, Item::Told)).count();
        let items = items.into_iter().filter(|_| whole && (towns || told > 0));
        let items: Vec<Item> = items.collect();
        if items.len() > 2 {
            found.extend(items.into_iter().flat_map(|item| match item {
                Item::Town(town) => vec![town],
                Item::Both(both) if told > 2 => both.to_vec(),
                Item::Told | Item::Both(_) => Vec::new(),
            }));
        }
    }
    if !found.is_empty() {
        names.extend(found);
        names.sort_unstable_by_key(|name| name.span.start);
    }
}

/// Whether two names stand side by side and the second is a trade.
fn trade(pair: &[Candidate]) -> bool {
    pair[0].span.end == pair[1].span.start && pair[1].kind == Kind::INDUSTRY
}

/// Stretches without a comma or a full stop.
fn clauses(scan: &Scan<'_>) -> impl Iterator<Item = std::ops::Range<usize>> {
    let mut start = 0;
    scan.chars.split(|char| matches!(char, '，' | '。' | '；' | '：' | ',' | ';' | '\n')).map(
        move |clause| {
            let range = start..start + clause.len();
            start = range.end + 1;
            range
        },
    )
}

fn item(scan: &Scan<'_>, names: &[Candidate], start: usize, end: usize) -> Option<Item> {
    let from = names.partition_point(|name| (name.span.start as usize) < start);
    let within = names[from..].iter().take_while(|name| name.span.end as usize <= end);
    let within: Vec<&Candidate> = within.collect();
    let starts = |at: usize| within.first().is_some_and(|name| name.span.start as usize == at);
    match within.as_slice() {
        [place, sector, ..]
            if starts(start) && place.kind == Kind::PLACE && trade(&[**place, **sector]) =>
        {
            Some(Item::Told)
        }
        [sector, ..] if starts(start + 2) && sector.kind == Kind::INDUSTRY => {
            is_strange(scan, start).then(|| Item::Town(place(start)))
        }
        [] => {
            let closed = start + 4 < end
                && is_strange(scan, start)
                && (start + 2..start + 4).all(|at| is_han(scan.char(at)))
                && CLOSERS.iter().any(|word| scan.holds(start + 4, word));
            let sector = Candidate::new(start + 2, start + 4, Kind::INDUSTRY, 1, BECAUSE);
            closed.then(|| Item::Both([place(start), sector]))
        }
        _ => None,
    }
}

fn place(start: usize) -> Candidate {
    Candidate::new(start, start + 2, Kind::PLACE, 1, BECAUSE)
}

/// Whether two letters stand here that are no common word, nor the end or the start of one.
fn is_strange(scan: &Scan<'_>, start: usize) -> bool {
    let words = scan.words_between(start, start + 2);
    let common = |sort| matches!(sort, Sort::Common(_));
    (start..start + 2).all(|at| is_han(scan.char(at)))
        && words.iter().map(crate::mention::scan::words::Word::len).sum::<usize>() == 2
        && !matches!(words, [word] if common(word.sort))
}
