//! What lexicons and grammars read in a document in, what the tagger adds to it out.
//!
//! A tagger knows no rules and was taught on other texts: it is asked in the clauses that hold
//! something which no word explains, and for firms and people only in documents that speak of
//! firms.

use super::Reading;
use super::candidate::{self, Candidate};
use super::scan::{Scan, is_break};
use super::tagger::{self, Tagger};
use super::words::{Sort, Word};
use crate::knowledge::{Class, Clue, Clues, Kind, Knowledge};
use crate::text::{Sentence, Span};

/// How sure the tagger must be.
const SURE: f32 = 0.6;
/// A document speaks of firms when it names one in so many sentences, or in fewer.
const FIRMS: usize = 6;
/// The weight in the vocabulary from which a noun names nobody by itself.
const ORDINARY: u8 = 6;
/// How much each character of what the tagger sees speaks for it.
const STRENGTH: u32 = 2;

/// The clauses of a sentence that hold a character which no word and no name explains: names that
/// nobody listed are written with such.
pub(super) fn doubts(scan: &Scan<'_>, names: &[Candidate]) -> Vec<Span> {
    let mut doubts: Vec<Span> = Vec::new();
    let mut names = names.iter().peekable();
    let firms = scan.clues.any(Clues::of(&[Clue::CompanyTail, Clue::Business]));
    for word in scan.words() {
        let known = doubts.last().is_some_and(|last| last.end as usize > word.start);
        if known || word.sort != Sort::Strange && !(firms && ends_firms(scan, word)) {
            continue;
        }
        while names.next_if(|name| name.span.end as usize <= word.start).is_some() {}
        if names.peek().is_none_or(|name| name.span.start as usize >= word.end) {
            doubts.push(clause(scan.chars, word.start));
        }
    }
    doubts
}

/// Whether firms' names end in this word and one may end here: 国能集团, or 北方重工 in a list.
fn ends_firms(scan: &Scan<'_>, word: &Word) -> bool {
    let ends = |clue| scan.marks_ending(word.end).iter().any(|mark| mark.clues.has(clue));
    let short = || scan.word_ending(word.start).is_some_and(|before| before.len() == 2);
    let framed =
        || is_break(scan.char(word.end)) || matches!(scan.char(word.end), '和' | '与' | '等');
    word.len() > 1
        && short()
        && (ends(Clue::CompanyTail) && scan.closes(word.end) || ends(Clue::Business) && framed())
}

/// The clause around a character.
fn clause(chars: &[char], at: usize) -> Span {
    let stops = |char: &char| matches!(char, '，' | '。' | '；' | '！' | '？' | '：' | '\n');
    let start = chars[..at].iter().rposition(stops).map_or(0, |stop| stop + 1);
    let end = chars[at..].iter().position(stops).map_or(chars.len(), |stop| at + stop + 1);
    Span::new(start, end)
}

/// Adds to each sentence's names and candidates what the tagger is sure of.
pub(super) fn add(
    sentences: &[Sentence],
    readings: &mut [Reading],
    tagger: &Tagger,
    knowledge: &Knowledge,
) {
    let firms = readings.iter().flat_map(|reading| &reading.names);
    let firms = firms.filter(|name| name.kind == Kind::COMPANY).count();
    let speaks_of_firms = firms > 0 && firms * FIRMS >= sentences.len();
    let asked = |kind: Kind| match kind {
        // Lexicons and grammars know more of these than it does.
        Kind::PLACE | Kind::INSTITUTION => false,
        Kind::COMPANY | Kind::PERSON => speaks_of_firms,
        _ => true,
    };
    if !tagger.kinds().iter().any(|&kind| asked(kind)) {
        return;
    }
    let (mut room, mut tagged) = (tagger::Reading::default(), Vec::new());
    for (sentence, Reading { names, found, doubts }) in sentences.iter().zip(readings) {
        let before = found.len();
        for doubt in doubts.iter() {
            let place =
                |span: Span| Span { start: doubt.start + span.start, end: doubt.start + span.end };
            let silent = |span: Span| names.iter().all(|name| !name.span.overlaps(place(span)));
            let wanted = |span: Span, kind| span.len() > 1 && asked(kind) && silent(span);
            tagged.clear();
            room.tag(tagger, &sentence.chars[doubt.range()], &wanted, &mut tagged);
            for tagged in tagged.iter().filter(|tagged| tagged.score >= SURE) {
                let range = place(tagged.span).range();
                if is_ordinary(knowledge, &sentence.chars[range.clone()]) {
                    continue;
                }
                let (kind, because) = (tagged.kind, "tagger");
                found.push(Candidate::new(range.start, range.end, kind, STRENGTH, because));
            }
        }
        if found.len() > before {
            *names = candidate::best(found);
        }
    }
}

/// Whether this is a word that texts of all kinds hold, as 太阳能, which names nobody.
fn is_ordinary(knowledge: &Knowledge, chars: &[char]) -> bool {
    let word = knowledge.grammar().vocabulary().word(chars);
    word.is_some_and(|(class, weight)| class == Class::Noun && weight >= ORDINARY)
}
