//! A scanned sentence in, candidates for firms by what is told of firms alone out.
//!
//! 桂东明珠晚间公告称, 受让青川铸锻51%的股权, 青川铸锻将成为公司的控股子公司, 全资子公司浙东理财: only a firm tells the exchange, is held in
//! shares or becomes another's, so that its name may be a place and any word.

use super::told::{is_lettered, is_traded};
use super::{framed_after, framed_before};
use crate::knowledge::{Area, Class, Clue, Clues, Kind, Trust};
use crate::mention::candidate::Candidate;
use crate::mention::scan::choice::Choice;
use crate::mention::scan::words::Sort;
use crate::mention::scan::{Name, Scan, is_break, is_han};

const DISCLOSES: Clues = Clues::of(&[Clue::Discloses]);
/// What a firm is held in.
const SHARES: Choice<2> = Choice::of(["股权", "股份"]);
/// What another makes of a firm.
const BECOMES: Choice<4> = Choice::of(["将成为", "成为", "变为", "将变为"]);
/// Whose it is then.
const OWN: [&str; 6] = ["子公司", "孙公司", "全资", "控股", "参股", "第一大股东"];
/// What a firm is to another, behind which it is named.
const SUBSIDIARY: Choice<2> = Choice::of(["子公司", "孙公司"]);
/// What is told of the firms of a place together.
const ALL: Choice<8> = Choice::of(["板块", "概念", "经济", "国资", "民企", "国企", "央企", "产业"]);
/// What names of other kinds end in.
const OTHERS: Clues = Clues::of(&[
    Clue::Admin,
    Clue::Generic,
    Clue::InstitutionTail,
    Clue::Office,
    Clue::ProgramTail,
    Clue::ProjectTail,
    Clue::Site,
    Clue::Structure,
    Clue::TitleBefore,
    Clue::TitleWeak,
    Clue::Zone,
]);
/// The longest of such names.
const LONGEST: usize = 7;

/// Firms in front of what they make known, of the part of them that is held, and of whose they become.
pub(super) fn candidates(scan: &Scan<'_>, out: &mut Vec<Candidate>) {
    if scan.clues.any(DISCLOSES) {
        let told = scan.marks.iter().filter(|mark| mark.clues.any(DISCLOSES));
        told.for_each(|mark| add(scan, behind_time(scan, mark.start as usize), out));
    }
    if scan.may_hold('股') && scan.may_hold('%') {
        let shares = (1..scan.len()).filter(|&at| SHARES.holds(scan, at));
        shares.filter_map(|at| behind_part(scan, at)).for_each(|end| add(scan, end, out));
    }
    if scan.may_hold('股') || scan.may_hold('子') {
        let becomes = (1..scan.len()).filter(|&at| BECOMES.holds(scan, at) && is_owned(scan, at));
        becomes.for_each(|at| add(scan, at, out));
        let owned_here = (3..scan.len()).filter(|&at| SUBSIDIARY.ends(scan, at));
        out.extend(owned_here.filter_map(|at| owned(scan, at)));
    }
}

/// 浙东理财 behind 全资子公司: where the firm begins.
fn owned(scan: &Scan<'_>, start: usize) -> Option<Candidate> {
    let ends = (4..=5).map(|length| start + length).filter(|&end| end <= scan.len());
    let named = |&end: &usize| framed_after(scan, end) && is_placed(scan, start, end);
    let end = ends.rev().find(named)?;
    Some(Candidate::new(start, end, Kind::COMPANY, 11, "grammar/company.stock"))
}

/// Adds the firm that ends here, or before 的, and those it is listed with.
fn add(scan: &Scan<'_>, end: usize, out: &mut Vec<Candidate>) {
    let end = end - usize::from(end > 0 && scan.before(end) == '的');
    let listed = |after: &Candidate| {
        let joint = (after.span.start as usize).checked_sub(1)?;
        matches!(scan.char(joint), '、' | '和' | '与').then(|| firm(scan, joint))?
    };
    out.extend(std::iter::successors(firm(scan, end), listed));
}

/// Where what goes before a time ends: 桂东明珠|8日晚间.
fn behind_time(scan: &Scan<'_>, end: usize) -> usize {
    let timed = |at: &usize| {
        let word = scan.word_ending(*at)?;
        let day = matches!(scan.char(word.start), '年' | '月' | '日') && word.len() == 1;
        let time = matches!(word.sort, Sort::Digits | Sort::Common(Class::Time | Class::Number));
        (day || time).then_some(word.start)
    };
    std::iter::successors(Some(end), timed).last().unwrap_or(end)
}

/// Where what goes before a part ends: 青川铸锻|51%的股权.
fn behind_part(scan: &Scan<'_>, shares: usize) -> Option<usize> {
    let sign = shares - usize::from(scan.before(shares) == '的');
    let number = sign.checked_sub(1).filter(|&at| scan.char(at) == '%')?;
    let digit = |&at: &usize| scan.char(at).is_ascii_digit() || scan.char(at) == '.';
    let digits = (0..number).rev().take_while(digit).count();
    let end = number - digits;
    let of = usize::from(matches!(scan.before(end), '的' | '约'));
    (digits > 0 && end > of).then_some(end - of)
}

/// Whether what comes to be is another's firm or the one that owns most of it, in the same clause.
fn is_owned(scan: &Scan<'_>, at: usize) -> bool {
    let clause = (at..scan.len().min(at + 16)).take_while(|&at| !is_break(scan.char(at)));
    clause.into_iter().any(|at| OWN.iter().any(|own| scan.holds(at, own)))
}

/// The firm that ends here, with its place.
fn firm(scan: &Scan<'_>, end: usize) -> Option<Candidate> {
    let starts = (3..=LONGEST).filter_map(|length| end.checked_sub(length));
    let named = |&start: &usize| {
        let framed = framed_before(scan, start) && framed_after(scan, end);
        framed && (is_placed(scan, start, end) || is_traded(scan, start, end))
    };
    let start = starts.rev().find(named)?;
    Some(Candidate::new(start, end, Kind::COMPANY, 11, "grammar/company.stock"))
}

/// 桂东明珠: the short name of a place and one word that no other kind of name ends in, or letters.
fn is_placed(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    let place = |name: &&Name| {
        let short = name.len() == 2 && name.trust != Trust::Letter;
        name.kind == Kind::PLACE && short && !matches!(name.area, Area::Country | Area::Continent)
    };
    let Some(place) = scan.names_starting(start).find(place) else { return false };
    let other = scan.marks_ending(end).iter().any(|mark| mark.clues.any(OTHERS));
    let word = scan.word_starting(place.end).filter(|word| word.end == end);
    let whole = word.is_some_and(|word| {
        let said = matches!(
            word.sort,
            Sort::Common(Class::Noun | Class::Activity | Class::Adjective)
                | Sort::Known(Kind::INDUSTRY | Kind::COMPANY)
        );
        // 浙东理财，: a verb is one where nothing follows that it does.
        let closed = word.is(Class::Verb) && !is_han(scan.char(end));
        (2..=3).contains(&word.len()) && (said || closed)
    });
    let letters = || place.end + 2 == end && (place.end..end).all(|at| scan.is_loose(at));
    !other && !ALL.ends(scan, end) && (whole || letters() || is_lettered(scan, place.end, end))
}
