//! A scanned sentence in, candidates for places in foreign countries that no list holds out.
//!
//! 匈牙利德布勒森, 泰国罗勇府: what stands behind the name of a foreign country and is written with the
//! characters of foreign names is a place where the text speaks of one: a place is looked for
//! before the country, or what follows is found in places.

use crate::knowledge::{Area, Clue, Clues, Kind};
use crate::mention::candidate::Candidate;
use crate::mention::scan::{Name, Scan, is_han};

/// Characters of the longest such name looked for.
const LONGEST: usize = 7;

/// The places that the country in front tells.
pub(in crate::mention) fn candidates(scan: &Scan<'_>, out: &mut Vec<Candidate>) {
    for country in scan.names.iter().filter(|name| is_abroad(scan, name)) {
        if let Some(end) = place_end(scan, country.end).filter(|&end| is_told(scan, country, end)) {
            let because = "grammar/place.abroad";
            out.push(Candidate::new(country.end, end, Kind::PLACE, 9, because));
        }
    }
}

fn is_abroad(scan: &Scan<'_>, name: &Name) -> bool {
    name.kind == Kind::PLACE
        && name.area == Area::Country
        && name.len() > 1
        && scan.char(name.start) != '中'
}

/// Where a run of letters of foreign names ends that no known name or common word begins.
fn place_end(scan: &Scan<'_>, start: usize) -> Option<usize> {
    let letter = |at: usize| scan.grammar.letter(scan.char(at)).weights[2] > 20;
    let length = (start..scan.len()).take(LONGEST + 1).take_while(|&at| letter(at)).count();
    let named = scan.names_starting(start).any(|name| name.len() > 1);
    let loose = (start..start + length).filter(|&at| scan.is_loose(at)).count();
    let fits = (2..=LONGEST).contains(&length) && loose * 2 >= length && !named;
    let end = start + length;
    let area = usize::from(matches!(scan.char(end), '市' | '州' | '省' | '府' | '邦' | '港'));
    fits.then_some(end + area)
}

/// Whether the text speaks of a place here.
fn is_told(scan: &Scan<'_>, country: &Name, end: usize) -> bool {
    let cued = scan.clue_ending(country.start, Clues::of(&[Clue::PlaceCue])).is_some();
    let after = scan.clue_starting(end, Clues::of(&[Clue::PlaceAfter])).is_some();
    let area = matches!(scan.before(end), '市' | '州' | '省' | '府' | '邦' | '港');
    let closed = !is_han(scan.char(end)) || scan.closes(end);
    area || after || cued && closed
}
