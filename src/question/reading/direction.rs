//! The words of a question in, which end of a relation it asks for out.
//!
//! 谁给甲供货 and 甲给谁供货 have the same words: what stands before a name, and on which side of the
//! verb, tells them apart.

use super::Lookup;
use crate::knowledge::{Kind, Manner};
use crate::question::pieces::phrases::Meaning;
use crate::question::pieces::spot::{Piece, Taken};

/// The end of a relation at which the answers stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::question) enum End {
    /// Answers supply, invest, issue.
    Head,
    /// Answers are supplied, invested in, issued.
    Tail,
    /// The question does not say.
    Either,
}

/// Whether those who do it are asked for: 是哪些厂供的, 共建方, 投资方, 主办单位.
fn asks_who_did_it(question: &str, pieces: &[Piece], manner: &Manner) -> bool {
    let done = |piece: &Piece| {
        let text = piece.text.as_str();
        text.ends_with('的') || question.contains(&format!("{text}的"))
    };
    let by_whom = manner.whom.iter().any(|who| question.contains(&format!("是{who}")));
    if by_whom && pieces.iter().any(|piece| of_relation(piece) == Some(false) && done(piece)) {
        return true;
    }
    let doer = |piece: &Piece| {
        manner.doers.iter().any(|end| question.contains(&format!("{}{end}", piece.text)))
    };
    pieces.iter().any(|piece| of_relation(piece).is_some() && doer(piece))
}

/// The end asked for; `None` where the question has no relation or names nothing.
pub(in crate::question) fn end_asked(
    question: &str,
    pieces: &[Piece],
    graph: &dyn Lookup,
    manner: &Manner,
) -> Option<End> {
    let asked = |words: &[String]| {
        let of = |word: &String| {
            manner.whom.iter().any(|who| question.contains(&format!("{word}{who}")))
        };
        words.iter().any(of)
    };
    if asked(&manner.by) {
        return Some(End::Head);
    }
    if asked(&manner.to) {
        return Some(End::Tail);
    }
    if asks_who_did_it(question, pieces, manner) {
        return Some(End::Head);
    }
    let verb = pieces.iter().position(|piece| of_relation(piece).is_some())?;
    let from_tail = of_relation(&pieces[verb])?;
    let name = named(pieces, graph)?;
    let anchor = &pieces[name];
    let before = |words: &[String]| {
        words.iter().any(|word| question.contains(&format!("{word}{}", anchor.text)))
    };
    // The customers of a firm are what it supplies.
    let lower = question.to_lowercase();
    let of = format!("{} of ", pieces[verb].text.to_lowercase());
    if !from_tail && name > verb && lower.contains(&of) {
        return Some(End::Tail);
    }
    // What is supplied by a firm, who buys from it, 谁采购了它的产品: it stands at the head.
    let text = pieces[verb].text.to_lowercase();
    let verbal = [" by", " from"].iter().any(|end| text.ends_with(end)) || text == "采购";
    if from_tail && name > verb && verbal {
        return Some(End::Tail);
    }
    if from_tail {
        let turned = ["是哪", "是谁的", " of which", " of what", " of whom"];
        let subject = name < verb && turned.iter().any(|word| question.contains(word));
        return Some(if subject { End::Tail } else { End::Head });
    }
    if asked(&manner.with) {
        return Some(End::Either);
    }
    // 甲是哪几家一起组建的: they did it.
    let behind =
        manner.whom.iter().find_map(|who| Some(question.split_once(&format!("是{who}"))?.1));
    let verb_behind = behind.and_then(|rest| Some(rest.split_once(&pieces[verb].text)?.1));
    if name < verb && verb_behind.is_some_and(|rest| rest.starts_with('的')) {
        return Some(End::Head);
    }
    let lower = question.to_lowercase();
    let passive = lower.contains(&format!("{} by", pieces[verb].text.to_lowercase()));
    if passive {
        return Some(if name > verb { End::Tail } else { End::Head });
    }
    match (before(&manner.to), before(&manner.by)) {
        (true, _) => Some(End::Head),
        (_, true) => Some(End::Tail),
        _ if name < verb => Some(End::Tail),
        _ => Some(End::Head),
    }
}

/// Whether of two things named the second does what is asked (甲由乙设立), or has the first for its
/// own (甲是乙的子公司).
pub(in crate::question) fn is_turned(
    question: &str,
    pieces: &[Piece],
    graph: &dyn Lookup,
    manner: &Manner,
) -> bool {
    let lower = question.to_lowercase();
    let named = |piece: &&Piece| matches!(piece.taken, Taken::Entities(_) | Taken::Parts(_));
    let body = |piece: &&Piece| match &piece.taken {
        Taken::Entities(nodes) | Taken::Parts(nodes) => {
            nodes.first().is_some_and(|&n| graph.kind(n) != Kind::INDUSTRY)
        }
        _ => false,
    };
    let second = pieces.iter().filter(named).filter(body).nth(1).map(|p| p.text.to_lowercase());
    let Some(second) = second else { return false };
    let agent = manner.by.iter().any(|by| lower.contains(&format!("{by}{second}")));
    let of_second = |piece: &Piece| {
        let verb = piece.text.to_lowercase();
        let owns = ["的", "的全资", "的控股", ""].iter().any(|of| {
            lower.contains(&format!("是{second}{of}{verb}"))
                || lower.contains(&format!("是不是{second}{of}{verb}"))
        });
        let of = [" of", " for"].iter().any(|of| lower.contains(&format!("{verb}{of} ")));
        let to = of_relation(piece) == Some(true) && lower.contains(&format!("{verb} to "));
        let english = lower.contains(&format!("{second}'s {verb}"));
        let passive = !verb.ends_with(" by") && lower.contains(&format!("{verb} by "));
        owns || of || to || english || passive
    };
    agent || pieces.iter().any(|piece| of_relation(piece).is_some() && of_second(piece))
}

/// Whether a piece speaks of a relation, and if so from its tail.
fn of_relation(piece: &Piece) -> Option<bool> {
    let first = match piece.taken {
        Taken::Word(first) => Some(first),
        _ => None,
    };
    first.into_iter().chain(piece.also.iter().copied()).find_map(|meaning| match meaning {
        Meaning::Toward(_) => Some(false),
        Meaning::From(_) => Some(true),
        _ => None,
    })
}

/// The name that the relation is about: a firm or another body rather than a place.
fn named(pieces: &[Piece], graph: &dyn Lookup) -> Option<usize> {
    let kind = |piece: &Piece| match &piece.taken {
        Taken::Entities(nodes) | Taken::Parts(nodes) => nodes.first().map(|&n| graph.kind(n)),
        _ => None,
    };
    let body = |piece: &Piece| kind(piece).is_some_and(|k| k != Kind::PLACE && k != Kind::INDUSTRY);
    let any = |piece: &Piece| kind(piece).is_some();
    pieces.iter().position(body).or_else(|| pieces.iter().position(any))
}
