//! A sentence that is said in, whom its numbers are of where it names nobody out: whom the one who
//! speaks speaks for.

use super::title::{is_office, seat};
use crate::fact::scene::Scene;
use crate::fact::subject::Subjects;
use crate::knowledge::Kind;
use crate::text::is_han;

/// How many sentences a quote has at most.
const LONGEST_QUOTE: usize = 4;
/// How long the title between the body and the name of one who speaks for it is at most.
const LONGEST_TITLE: usize = 10;

/// Whom the numbers of a sentence are of, by who says it; `known` if somebody was told of before, whom
/// only 我们 puts aside.
pub(super) fn speaker(scene: &Scene<'_>, subjects: &Subjects<'_>, known: bool) -> Option<u32> {
    match scene.chars.first()? {
        '“' => {
            let we = scene.chars.windows(2).any(|pair| matches!(pair, ['我' | '咱', '们']));
            if known && !we { None } else { who_said(scene, subjects) }
        }
        _ if known => None,
        _ => who_answers(scene, subjects),
    }
}

/// 林某：去年产量…: whom the person speaks for whose answer this is.
fn who_answers(scene: &Scene<'_>, subjects: &Subjects<'_>) -> Option<u32> {
    let person = scene.starting(0).filter(|&m| scene.mentions[m].kind == Kind::PERSON)?;
    let answers = scene.chars.get(scene.range(person).end) == Some(&'：');
    answers.then(|| house(subjects, scene.global(person))).flatten()
}

/// “我们去年产量…。”甲厂厂长林某说: whom the one speaks for who is named behind the quote.
fn who_said(scene: &Scene<'_>, subjects: &Subjects<'_>) -> Option<u32> {
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
    match text.kind(named) {
        Kind::PERSON => house(subjects, named),
        _ => speaks_for(subjects, named, named + 1),
    }
}

/// Whom a person speaks for: the body before the title with which the text names them.
fn house(subjects: &Subjects<'_>, person: u32) -> Option<u32> {
    let text = subjects.text;
    let name = text.name(person);
    let mut all = 1..text.mentions.len() as u32;
    all.find_map(|m| {
        let same = text.kind(m) == Kind::PERSON && text.name(m) == name;
        same.then(|| speaks_for(subjects, m - 1, m)).flatten()
    })
}

/// The firm, body or place of a title that stands between its name and that of a person; an office
/// speaks for its district.
fn speaks_for(subjects: &Subjects<'_>, body: u32, person: u32) -> Option<u32> {
    let text = subjects.text;
    let one = text.mentions.get(body as usize)?;
    let other = text.mentions.get(person as usize)?;
    let title = one.span.end as usize..other.span.start as usize;
    let chars = &text.sentences.get(one.sentence as usize)?.chars;
    let titled = one.sentence == other.sentence
        && other.kind == Kind::PERSON
        && (1..=LONGEST_TITLE).contains(&title.len())
        && chars.get(title)?.iter().all(|&c| is_han(c) && c != '的');
    match one.kind {
        _ if !titled => None,
        Kind::INSTITUTION if is_office(text.name(body)) => seat(subjects, body),
        Kind::COMPANY | Kind::INSTITUTION => Some(body),
        _ => None,
    }
}
