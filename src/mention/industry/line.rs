//! A scanned sentence in, candidates for industries that head what stands below out: ◇ 工程机械,
//! 工程机械链主企业名单.

use crate::knowledge::{Clue, Clues, Kind};
use crate::mention::candidate::Candidate;
use crate::mention::scan::choice::Choice;
use crate::mention::scan::{Scan, is_han};

const SECTORS: Clues = Clues::of(&[Clue::Sector, Clue::Ware]);
/// What the items of a list are marked with.
const BULLETS: &str = "▲△■□●○◆◇★☆※►▶▍•◎";
/// The firms of a trade that a list is of.
const FIRMS: Choice<9> = Choice::of([
    "链主企业",
    "骨干企业",
    "重点企业",
    "龙头企业",
    "规上企业",
    "配套企业",
    "优势企业",
    "企业名单",
    "企业名录",
]);
/// The longest title of a list.
const LONGEST: usize = 36;

/// A trade that fills a marked line, or that a list is of by its title.
pub(in crate::mention) fn candidates(scan: &Scan<'_>, out: &mut Vec<Candidate>) {
    if scan.len() > LONGEST {
        return;
    }
    let because = "grammar/industry.line";
    let sector = |start, end| Candidate::new(start, end, Kind::INDUSTRY, 8, because);
    if BULLETS.contains(scan.char(0)) {
        let start = (0..scan.len()).find(|&at| is_han(scan.char(at)));
        let whole = start.filter(|&at| scan.clue_starting(at, SECTORS) == Some(scan.len()));
        out.extend(whole.map(|start| sector(start, scan.len())));
    }
    if scan.ends(scan.len(), "名单") || scan.ends(scan.len(), "名录") {
        let of = scan.makers.iter().filter(|mark| mark.clues.any(SECTORS));
        let mut of = of.filter(|mark| FIRMS.holds(scan, mark.end as usize));
        out.extend(of.next().map(|mark| sector(mark.start as usize, mark.end as usize)));
    }
}
