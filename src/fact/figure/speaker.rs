//! A sentence that is said in, whom its numbers are of where it names nobody out: whom the one who
//! speaks speaks for.

use super::title::{is_office, seat};
use super::words::Words;
use crate::fact::scene::Scene;
use crate::fact::subject::Subjects;
use crate::knowledge::Kind;

/// How many sentences a quote has at most.
const LONGEST_QUOTE: usize = 4;

/// Whom the numbers of a sentence are of, by who says it; `known` if somebody was told of before, whom
/// only 我们 puts aside.
pub(super) fn speaker(
    words: &Words<'_>,
    scene: &Scene<'_>,
    subjects: &Subjects<'_>,
    known: bool,
) -> Option<u32> {
    match scene.chars.first()? {
        '“' => {
            let we = scene.chars.windows(2).any(|pair| matches!(pair, ['我' | '咱', '们']));
            if known && !we { None } else { who_said(words, scene, subjects) }
        }
        _ if known => None,
        _ => who_answers(words, scene, subjects),
    }
}

/// 林某：去年产量…: whom the person speaks for whose answer this is.
fn who_answers(words: &Words<'_>, scene: &Scene<'_>, subjects: &Subjects<'_>) -> Option<u32> {
    let person = scene.starting(0).filter(|&m| scene.mentions[m].kind == Kind::PERSON)?;
    let answers = scene.chars.get(scene.range(person).end) == Some(&'：');
    let body = answers.then(|| subjects.spoken_for(scene.global(person))).flatten()?;
    reckoned(words, subjects, body)
}

/// “我们去年产量…。”甲厂厂长林某说: whom the one speaks for who is named behind the quote.
fn who_said(words: &Words<'_>, scene: &Scene<'_>, subjects: &Subjects<'_>) -> Option<u32> {
    let text = subjects.text;
    let first = scene.sentence as usize;
    let all = text.sentences.iter().enumerate().skip(first).take(LONGEST_QUOTE);
    let here = text.paragraph(scene.sentence);
    let mut all = all.take_while(|(_, sentence)| sentence.paragraph == here);
    let closed = |(at, sentence): (usize, &crate::text::Sentence)| {
        Some((at, sentence.chars.iter().position(|&c| c == '”')? + 1, sentence.chars.len()))
    };
    let (at, end, length) = all.find_map(closed)?;
    let (sentence, from) = if end == length { (at + 1, 0) } else { (at, end) };
    let starts = |m: &u32| text.mentions[*m as usize].span.start as usize == from;
    let named = text.within(sentence as u32).find(starts)?;
    if text.paragraph(sentence as u32) != here {
        return None;
    }
    let person = if text.kind(named) == Kind::PERSON { named } else { named + 1 };
    let body =
        if person == named { subjects.spoken_for(person) } else { subjects.beside_title(person) };
    body.and_then(|body| reckoned(words, subjects, body))
}

/// 甲厂厂长林某说，: the firm whose own people say what follows.
pub(super) fn spoken_for(scene: &Scene<'_>, subjects: &Subjects<'_>, clause: usize) -> Option<u32> {
    let range = &scene.clauses[clause];
    let person = scene.inside(range).next_back()?;
    let behind = scene.text(scene.range(person).end..range.end);
    let says = scene.mentions[person].kind == Kind::PERSON
        && (1..=6).contains(&behind.len())
        && subjects.reports(scene, clause);
    let body = says.then(|| subjects.spoken_for(scene.global(person))).flatten()?;
    (subjects.kind_of(body) == Kind::COMPANY).then_some(body)
}

/// A firm or body that numbers are of where it speaks: an office speaks for its district.
fn reckoned(words: &Words<'_>, subjects: &Subjects<'_>, body: u32) -> Option<u32> {
    match subjects.text.kind(body) {
        Kind::INSTITUTION if is_office(words, subjects.text.name(body)) => {
            seat(words, subjects, body)
        }
        Kind::COMPANY | Kind::INSTITUTION => Some(body),
        _ => None,
    }
}
