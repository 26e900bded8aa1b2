//! A scanned sentence in, candidates for letters that stand for places out: 沪宁, 在溧.

use crate::knowledge::{Class, Clue, Clues, Kind};
use crate::mention::candidate::Candidate;
use crate::mention::scan::choice::Choice;
use crate::mention::scan::words::Sort;
use crate::mention::scan::{Name, Scan, is_break, is_han};

/// What two countries have with each other.
const BETWEEN: Choice<13> = Choice::of([
    "邦交", "友好", "关系", "两国", "建交", "首脑", "双边", "友协", "贸易", "会晤", "边境", "会谈",
    "谈判",
]);

/// 沪宁, 在溧: letters that stand for places, in pairs, lists and after a preposition.
pub(super) fn letters(scan: &Scan<'_>, out: &mut Vec<Candidate>) {
    let letter = |at: usize| {
        scan.names_ending(at + 1).iter().find(|n| n.kind == Kind::PLACE && n.start == at)
    };
    let mut at = 0;
    let mut positions = positions(scan).peekable();
    while let Some(first) = positions.next() {
        if first < at {
            continue;
        }
        at = first;
        let mut run = 1;
        while positions.next_if_eq(&(at + run)).is_some() {
            run += 1;
        }
        // 中 and 新 stand in any sentence.
        if run == 1 && !may_stand_alone(scan.before(at)) {
            at += run;
            continue;
        }
        let sure = (at..at + run).filter(|&p| letter(p).is_some() && scan.char(p) != '新').count();
        let pair = scan.char(at) == '中' || scan.char(at + 1) == '中';
        let enough = if run == 1 {
            sure == 1
        } else {
            sure == run || run > 2 && sure > 1 || run == 2 && pair
        };
        if enough && lettered(scan, at, run) {
            for p in at..at + run {
                let mut found = Candidate::new(p, p + 1, Kind::PLACE, 9, "lexicon/place.letter");
                found.entry = letter(p).map(|name| name.row);
                out.push(found);
            }
        }
        at += run;
    }
}

/// Where letters stand that may mean a place, in order.
fn positions(scan: &Scan<'_>) -> impl Iterator<Item = usize> {
    let names = scan.names.iter().filter(|n| n.kind == Kind::PLACE && n.len() == 1);
    let marks = scan.makers.iter().filter(|mark| mark.clues.has(Clue::Letter));
    let mut names = names.map(|name| name.start).peekable();
    let mut marks = marks.map(|mark| mark.start as usize).peekable();
    std::iter::from_fn(move || {
        let next = match (names.peek(), marks.peek()) {
            (Some(name), Some(mark)) => *name.min(mark),
            (Some(only), None) | (None, Some(only)) => *only,
            (None, None) => return None,
        };
        while names.next_if_eq(&next).is_some() {}
        while marks.next_if_eq(&next).is_some() {}
        Some(next)
    })
}

/// 合法, 合并: letters that make a word used more than those that name two places.
fn is_usual_word(scan: &Scan<'_>, at: usize, end: usize) -> bool {
    let word = scan.grammar.vocabulary().word(&scan.chars[at..end]);
    word.is_some_and(|(class, weight)| match class {
        Class::Noun => weight >= 7,
        _ => scan.char(at) != '中',
    })
}

/// Whether one letter behind this character may stand for a place: 在溧, or in a list.
fn may_stand_alone(before: char) -> bool {
    is_cue(before) || is_break(before)
}

/// Whether a letter behind this one may be where something is.
fn is_cue(before: char) -> bool {
    matches!(
        before,
        '在' | '来'
            | '赴'
            | '驻'
            | '离'
            | '抵'
            | '返'
            | '入'
            | '援'
            | '到'
            | '留'
            | '于'
            | '向'
            | '对'
    )
}

/// 东、中、西部, 县（区、镇）: a letter beside its likes that are no places.
fn is_position(scan: &Scan<'_>, at: usize) -> bool {
    let beside = [at.checked_sub(2), Some(at + 2)].into_iter().flatten();
    let likes = match scan.char(at) {
        '中' => "东西南北前后上下大小高低初早晚左右远近外",
        '镇' => "县区市乡村省州街",
        _ => return false,
    };
    beside.into_iter().any(|p| likes.contains(scan.char(p)))
}

/// Whether letters from here stand for places.
fn lettered(scan: &Scan<'_>, at: usize, run: usize) -> bool {
    let end = at + run;
    let loose = (at..end).all(|p| {
        scan.word_at(p).is_none_or(|number| {
            let word = scan.words()[number];
            at <= word.start && word.end <= end
        })
    });
    let before = scan.before(at);
    let after = scan.char(end);
    let noun_after = scan.clue_starting(end, Clues::of(&[Clue::PlaceAfter])).is_some()
        || is_break(after)
        || scan.word_starting(end).is_some_and(|w| {
            w.len() > 1 && matches!(w.sort, Sort::Common(_)) || w.is(Class::Number)
        });
    let free_before = !is_han(before)
        || scan.word_ending(at).is_some_and(|w| {
            matches!(
                w.sort,
                Sort::Common(Class::Particle | Class::Verb | Class::Noun | Class::Adverb)
            )
        });
    // 那些中日邦交的往事: what stands between two countries.
    if run >= 2 && BETWEEN.holds(scan, end) {
        return !is_usual_word(scan, at, end);
    }
    if run >= 2 {
        return loose && noun_after && free_before && !is_usual_word(scan, at, end);
    }
    let cue = is_cue(before);
    let enclosed = is_break(before) && is_break(after) && (before == '、' || after == '、');
    let enclosed = enclosed && !is_position(scan, at);
    // 供应京、津、沪和东北: the last of some letters.
    let letter = |p: usize| {
        scan.names_ending(p + 1).iter().any(|n: &Name| n.kind == Kind::PLACE && n.start == p)
    };
    let last = before == '、' && at > 1 && letter(at - 2);
    let enclosed =
        enclosed || last && !is_position(scan, at) && (noun_after || "和与及等".contains(after));
    loose
        && (cue
            && !matches!(scan.char(at), '港' | '新')
            && (!matches!(before, '向' | '对')
                || matches!(scan.char(at), '俄' | '美' | '韩' | '英'))
            && noun_after
            && scan.word_ending(at).is_some_and(|w| w.len() == 1)
            || enclosed)
}
