//! What lexicons and grammars read in a sentence in, what it is with the tagger out.
//!
//! The tagger is shown what was read, and has learned how far to trust it. A name that it sees where
//! nothing was read is added, one that it sees otherwise takes the place of what was read; what it
//! does not see stays, for lexicons know names that no text has taught it.

mod amiss;

use super::candidate::Candidate;
use super::tagger::{Advice, Reading, Tagged, Tagger};
use crate::knowledge::Kind;
use crate::mention::document::repeat::TAGGER;
use crate::mention::scan::words::{Sort, Word};
use crate::mention::scan::{Scan, is_break};
use crate::text::Span;
use amiss::is_amiss;

/// How sure the tagger must be where something else was read.
const SURER_THAN_READ: f32 = 0.45;

/// The same where nothing was read. People are built like nothing else; words of policy (幸福感,
/// 民生福祉) are built like the names of firms.
fn sure(scan: &Scan<'_>, span: Span, kind: Kind) -> f32 {
    match kind {
        Kind::PERSON => 0.4,
        // “X”电池: what stands in quotation marks is rather a make than its maker.
        Kind::COMPANY if is_quoted(scan, span) => 0.97,
        Kind::COMPANY => match plain(scan, span) {
            [] => 0.5,
            [word] if word.sort != Sort::Latin => 0.9,
            _ => 0.75,
        },
        _ => 0.5,
    }
}

/// 徐连产业协作大会 in …大会在连云港举行: what is held is no body, unless it is one of deputies or of owners.
fn is_event(scan: &Scan<'_>, end: usize) -> bool {
    const EVENTS: [&str; 8] =
        ["大会", "峰会", "论坛", "推介会", "对接会", "洽谈会", "博览会", "交易会"];
    const BODIES: [&str; 3] = ["代表大会", "股东大会", "成员大会"];
    EVENTS.iter().any(|word| scan.ends(end, word))
        && !BODIES.iter().any(|word| scan.ends(end, word))
}

/// What is done with places and begins the name of none: 联动科学城.
const DONE_WITH_PLACES: [&str; 5] = ["联动", "对接", "接轨", "融入", "携手"];

/// Leaves off the word that stands in front of a name at the head of a clause: 帮海川电池改图纸, （含滨江新区）,
/// and what is done with a place. What is held is a program.
fn trim(scan: &Scan<'_>, tagged: &mut Tagged) {
    let (start, end) = (tagged.span.start as usize, tagged.span.end as usize);
    if tagged.kind == Kind::INSTITUTION && is_event(scan, end) {
        tagged.kind = Kind::PROGRAM;
    }
    let done = DONE_WITH_PLACES.iter().any(|word| scan.holds(start, word));
    if tagged.kind == Kind::PLACE && done && end - start > 4 {
        tagged.span = Span::new(start + 2, end);
        return;
    }
    let word = match tagged.kind {
        Kind::COMPANY => "帮替",
        Kind::PLACE => "含",
        _ => return,
    };
    if end - start > 3 && word.contains(scan.char(start)) && is_break(scan.before(start)) {
        tagged.span = Span::new(start + 1, end);
    }
}

/// Whether a quotation mark is open where these characters begin.
fn is_quoted(scan: &Scan<'_>, span: Span) -> bool {
    let front = &scan.chars[..span.start as usize];
    let last = |mark| front.iter().rposition(|&char| char == mark);
    scan.may_hold('“') && last('“') > last('”')
}

/// The common and the Latin words (IPO) of which these characters are made, if of nothing else.
fn plain<'s>(scan: &'s Scan<'_>, span: Span) -> &'s [Word] {
    let words = scan.words_between(span.start as usize, span.end as usize);
    let is_plain = |word: &Word| matches!(word.sort, Sort::Common(_) | Sort::Latin);
    let length: usize = words.iter().filter(|word| is_plain(word)).map(Word::len).sum();
    if length == span.len() { words } else { &[] }
}

/// Asks a tagger about one sentence after another, in the same room.
pub(super) struct Asked<'t> {
    tagger: &'t Tagger,
    room: Reading,
    advice: Vec<Advice>,
    tagged: Vec<Tagged>,
}

impl<'t> Asked<'t> {
    pub(super) fn new(tagger: &'t Tagger) -> Self {
        Self { tagger, room: Reading::default(), advice: Vec::new(), tagged: Vec::new() }
    }

    /// Puts what the tagger sees otherwise in the place of what was read, and adds what it sees
    /// besides. The names stay in order and apart.
    ///
    /// It is not asked where nothing was read and every word is known: there it would only guess.
    pub(super) fn settle(&mut self, scan: &Scan<'_>, names: &mut Vec<Candidate>) {
        if names.is_empty() && scan.words().iter().all(|word| word.sort != Sort::Strange) {
            return;
        }
        let chars = scan.chars;
        self.advice.clear();
        self.advice.extend(names.iter().map(|name| Advice { span: name.span, kind: name.kind }));
        self.tagged.clear();
        // How sure the tagger is costs more to tell than that it cannot be right.
        let wanted = |span: Span, kind: Kind| {
            let mut tagged = Tagged { span, kind, score: 0.0 };
            trim(scan, &mut tagged);
            !names.iter().any(|name| name.span == span && name.kind == kind)
                && !is_amiss(scan, names, &tagged)
        };
        self.room.tag(self.tagger, chars, &self.advice, &wanted, &mut self.tagged);
        self.tagged.iter_mut().for_each(|tagged| trim(scan, tagged));
        let surely = |tagged: &Tagged| {
            let read = names.iter().any(|name| name.span.overlaps(tagged.span));
            tagged.score
                >= if read { SURER_THAN_READ } else { sure(scan, tagged.span, tagged.kind) }
        };
        self.tagged.retain(surely);
        if self.tagged.is_empty() {
            return;
        }
        names.retain(|name| !self.tagged.iter().any(|tagged| tagged.span.overlaps(name.span)));
        names.extend(self.tagged.iter().map(|tagged| {
            let range = tagged.span.range();
            // Nothing stands against it any more, however strong it is.
            Candidate::new(range.start, range.end, tagged.kind, 1, TAGGER)
        }));
        names.sort_unstable_by_key(|name| name.span.start);
    }
}
