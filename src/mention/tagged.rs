//! What lexicons and grammars read in a document in, what the tagger adds to it out.
//!
//! A tagger knows no rules and was taught on other texts: it is asked where the rules are silent,
//! and for firms and people only in documents that speak of firms.

use super::candidate::{self, Candidate};
use super::tagger::Tagger;
use crate::knowledge::Kind;
use crate::text::Sentence;

/// How sure the tagger must be.
const SURE: f32 = 0.6;
/// A document speaks of firms when it names one in so many sentences, or in fewer.
const FIRMS: usize = 6;
/// How much each character of what the tagger sees speaks for it.
const STRENGTH: u32 = 2;

/// Adds to each sentence's names and candidates what the tagger is sure of.
pub(super) fn add(
    sentences: &[Sentence],
    readings: &mut [(Vec<Candidate>, Vec<Candidate>)],
    tagger: &Tagger,
) {
    let firms = readings.iter().flat_map(|(names, _)| names);
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
    for (sentence, (names, found)) in sentences.iter().zip(readings) {
        let before = found.len();
        for tagged in tagger.tag(&sentence.chars) {
            let span = tagged.span;
            let silent = names.iter().all(|name| !name.span.overlaps(span));
            if silent && asked(tagged.kind) && span.len() > 1 && tagged.score >= SURE {
                let (start, end) = (span.start as usize, span.end as usize);
                found.push(Candidate::new(start, end, tagged.kind, STRENGTH, "tagger"));
            }
        }
        if found.len() > before {
            *names = candidate::best(found);
        }
    }
}
