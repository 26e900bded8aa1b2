//! Pieces of a question for the most of something in, what sort of thing may have the most out.

use crate::knowledge::{Kind, QuestionWords};
use crate::question::pieces::phrases::{Cue, Meaning};
use crate::question::pieces::spot::{Piece, Taken};
use std::cmp::Reverse;

/// The sort of place that the words for where ask for (哪座城市, 哪个区, which county), as a place
/// in `QuestionWords::roles`.
pub(in crate::question) fn places_asked(pieces: &[Piece], words: &QuestionWords) -> Vec<usize> {
    let asks = |piece: &&Piece| piece.taken == Taken::Word(Meaning::Cue(Cue::Place));
    let cues: Vec<String> = pieces.iter().filter(asks).map(|p| p.text.to_lowercase()).collect();
    let places = words.roles.iter().enumerate().filter(|(_, role)| role.kind == Kind::PLACE);
    let longest = places.filter_map(|(at, role)| {
        let forms = role.zh.iter().chain(&role.endings).chain(&role.en);
        let named = forms.filter(|form| cues.iter().any(|cue| cue.ends_with(form.as_str())));
        Some((named.map(String::len).max()?, Reverse(at)))
    });
    longest.max().map(|(_, Reverse(at))| at).into_iter().collect()
}
