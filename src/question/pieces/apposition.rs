//! The pieces of an English question in, the same without what only says of what sort a name is out.
//!
//! The battery maker Haichuan, and Haichuan, the battery maker, is Haichuan: no makers are asked for.

use super::phrases::{Cue, Meaning};
use super::spot::{Piece, Taken};
use crate::knowledge::{Kind, QuestionWords};

/// What begins a description.
const ARTICLES: [&str; 3] = ["the", "a", "an"];

/// Leaves out descriptions of names; `kind_of` is that of an entity.
pub(in crate::question) fn without_descriptions(
    question: &str,
    pieces: Vec<Piece>,
    words: &QuestionWords,
    kind_of: &dyn Fn(u32) -> Kind,
) -> Vec<Piece> {
    if !question.is_ascii() && !question.contains(", the ") {
        return pieces;
    }
    let named = |piece: &Piece| match &piece.taken {
        Taken::Entities(nodes) => nodes.first().map(|&node| kind_of(node)),
        _ => None,
    };
    let body = |piece: &Piece| {
        named(piece).filter(|kind| matches!(*kind, Kind::COMPANY | Kind::INSTITUTION))
    };
    let mut kept = vec![true; pieces.len()];
    let spans = spans(question, &pieces);
    for (at, piece) in pieces.iter().enumerate() {
        let Some(kind) = body(piece) else { continue };
        let Some((from, to)) = spans[at] else { continue };
        let one = |piece: &Piece| one_of(kind, piece, words);
        if let Some(end) = description_behind(question, to) {
            let inside =
                |span: Option<(usize, usize)>| span.is_some_and(|(f, t)| f >= to && t <= end);
            let told: Vec<usize> = (at + 1..pieces.len()).filter(|&n| inside(spans[n])).collect();
            if told.iter().any(|&n| one(&pieces[n]))
                && told.iter().all(|&n| body(&pieces[n]).is_none())
            {
                told.iter().for_each(|&n| kept[n] = false);
            }
        }
        let Some(before) = at.checked_sub(1).filter(|&n| one(&pieces[n])) else { continue };
        let beside = spans[before].and_then(|(_, end)| question.get(end..from)) == Some(" ");
        let described = (0..before).rev().take_while(|&n| {
            matches!(pieces[n].taken, Taken::Topic(_) | Taken::Unknown)
                || named(&pieces[n]) == Some(Kind::INDUSTRY)
        });
        let first = described.last().unwrap_or(before);
        let which = |piece: &Piece| {
            piece.taken == Taken::Word(Meaning::Cue(Cue::Which))
                || piece.taken == Taken::Word(Meaning::Cue(Cue::Count))
        };
        let asked = first.checked_sub(1).is_some_and(|n| which(&pieces[n]));
        if beside && !asked {
            kept[first..=before].iter_mut().for_each(|kept| *kept = false);
        }
    }
    let mut kept = kept.into_iter();
    pieces.into_iter().filter(|_| kept.next().unwrap_or(true)).collect()
}

/// Whether a piece is a word for one thing of a kind (maker, not makers).
fn one_of(kind: Kind, piece: &Piece, words: &QuestionWords) -> bool {
    let Taken::Word(Meaning::Role(role)) = piece.taken else { return false };
    words.roles[role].kind == kind && !piece.text.ends_with('s')
}

/// Where a description between commas behind a name ends.
fn description_behind(question: &str, name: usize) -> Option<usize> {
    let rest = question.get(name..)?.strip_prefix(", ")?;
    let first = rest.split_whitespace().next()?;
    let end = rest.find(',')?;
    ARTICLES.contains(&first).then_some(name + 2 + end)
}

/// Where each piece stands in the question, in bytes.
fn spans(question: &str, pieces: &[Piece]) -> Vec<Option<(usize, usize)>> {
    let mut at = 0;
    let of = |piece: &Piece| {
        let text = Some(piece.text.as_str()).filter(|text| !text.is_empty())?;
        let from = at + question.get(at..)?.find(text)?;
        at = from + text.len();
        Some((from, at))
    };
    pieces.iter().map(of).collect()
}
