//! A scanned sentence in, candidates for congresses, plenary sessions and sittings by their numbers out.

use crate::knowledge::{Clue, Clues, Kind};
use crate::mention::candidate::Candidate;
use crate::mention::institution::place_ending;
use crate::mention::scan::{Scan, is_break};

/// Who holds a congress or session, in front of its number.
const PARTY: [&str; 4] = ["中国共产党", "党的", "中共", "中国工会"];
/// What sits: behind 届, longest first.
const BODIES: [&str; 14] = [
    "全国人民代表大会",
    "人民代表大会",
    "全国人大",
    "全国政协",
    "中央委员会",
    "中央纪律检查委员会",
    "中央纪委",
    "省人大",
    "市人大",
    "县人大",
    "区人大",
    "人大",
    "政协",
    "纪委",
];
/// The part of it that sits.
const PARTS: [&str; 4] = ["常务委员会", "常委会", "全国委员会", "委员会"];
/// What it holds, longest first.
const MEETINGS: [&str; 6] = ["全国代表大会", "全体会议", "代表大会", "会议", "全会", "代表会议"];
/// What follows a congress that stands without its party.
const AFTER: [&str; 9] = ["精神", "以来", "报告", "代表", "召开", "部署", "提出", "作出", "闭幕"];

/// 党的二十大, 二十届三中全会, 十四届全国人大二次会议, 省委十四届三次全会.
pub(in crate::mention) fn candidates(scan: &Scan<'_>, out: &mut Vec<Candidate>) {
    if !scan.may_hold('届') && !scan.may_hold('党') && !scan.clues.has(Clue::EventTail) {
        return;
    }
    for at in 1..scan.len() {
        out.extend(match scan.char(at) {
            '届' => session(scan, at),
            '大' => congress(scan, at),
            '次' => numbered(scan, at),
            _ => None,
        });
    }
}

fn candidate(start: usize, end: usize) -> Candidate {
    Candidate::new(start, end, Kind::PROGRAM, 11, "grammar/program.session")
}

/// Where the number that ends here begins, with 第 in front of it.
fn number_ending(scan: &Scan<'_>, end: usize) -> Option<usize> {
    let number = |at: &usize| is_number(scan.char(*at));
    let digits = (0..end).rev().take(4).take_while(number).count();
    let start = end - digits;
    let ordinal = usize::from(scan.before(start) == '第');
    (digits > 0).then_some(start - ordinal)
}

fn is_number(char: char) -> bool {
    char.is_ascii_digit() || "一二三四五六七八九十".contains(char)
}

/// One of these words behind a position: where it ends.
fn past(scan: &Scan<'_>, at: usize, words: &[&str]) -> Option<usize> {
    words.iter().find(|word| scan.holds(at, word)).map(|word| at + word.chars().count())
}

/// 三中全会, 第二次全体会议: where the sitting that begins here ends.
fn sitting(scan: &Scan<'_>, at: usize) -> Option<usize> {
    let from = at + usize::from(scan.char(at) == '第');
    let number = |at: &usize| is_number(scan.char(*at));
    let digits = (from..scan.len()).take(3).take_while(number).count();
    let count = from + digits;
    match scan.char(count) {
        _ if digits == 0 => None,
        // 三中、四中、五中全会.
        '中' if scan.char(count + 1) == '、' => sitting(scan, count + 2),
        '中' => past(scan, count + 1, &["全会"]),
        '次' => past(scan, count + 1, &MEETINGS),
        _ => None,
    }
}

/// 十四届全国人大二次会议: what is counted by its term and its number in it.
fn session(scan: &Scan<'_>, term: usize) -> Option<Candidate> {
    let start = number_ending(scan, term)?;
    let body = past(scan, term + 1, &BODIES).unwrap_or(term + 1);
    let part = past(scan, body, &PARTS).unwrap_or(body);
    let end = sitting(scan, part)?;
    let first = holder(scan, start);
    // 第三届二次会议 of a board is none.
    let told = first < start || part > term + 1 || scan.ends(end, "中全会");
    told.then(|| candidate(first, end))
}

/// Where the party, assembly or committee begins that stands in front of a term.
fn holder(scan: &Scan<'_>, start: usize) -> usize {
    if let Some(party) = PARTY.iter().find(|party| scan.ends(start, party)) {
        return start - party.chars().count();
    }
    let bodies = Clues::of(&[Clue::Office]);
    let office = scan.clue_ending(start, bodies);
    let known = scan.names_ending(start).iter().find(|name| name.kind == Kind::INSTITUTION);
    let from = match (office, known) {
        (_, Some(known)) => known.start,
        (Some(office), None) => office,
        // 江苏省十四届人大二次会议.
        (None, None) => start,
    };
    let local =
        from > 0 && from < start && matches!(scan.before(from), '省' | '市' | '区' | '县' | '州');
    let local = local && place_ending(scan, from).is_none();
    place_ending(scan, from).map_or(from - usize::from(local), |place| place.start)
}

/// 党的二十大, and 二十大 where the party was named before it or its spirit is spoken of; but 党的六大纪律
/// and 二十大名茶 count things.
fn congress(scan: &Scan<'_>, at: usize) -> Option<Candidate> {
    let start = number_ending(scan, at).filter(|&start| scan.char(start) != '第')?;
    let end = at + 1;
    let told = past(scan, end, &AFTER).is_some();
    let late = at - start > 1 && (start..at).all(|at| !scan.char(at).is_ascii_digit());
    let party = PARTY.iter().find(|party| scan.ends(start, party));
    let free =
        is_break(scan.char(end)) || matches!(scan.char(end), '和' | '、' | '上' | '后' | '的');
    if let Some(party) = party.filter(|_| told || free || late) {
        return Some(candidate(start - party.chars().count(), end));
    }
    let joined = matches!(scan.before(start), '和' | '、') && scan.before(start - 1) == '大';
    (late && (told || joined && free)).then(|| candidate(start, end))
}

/// 中国共产党第二十次全国代表大会: a congress by its number.
fn numbered(scan: &Scan<'_>, at: usize) -> Option<Candidate> {
    let start = number_ending(scan, at).filter(|&start| scan.char(start) == '第')?;
    let end = past(scan, at + 1, &["全国代表大会", "代表大会", "党代会"])?;
    let holder = holder(scan, start);
    (holder < start).then(|| candidate(holder, end))
}
