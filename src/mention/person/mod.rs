//! A scanned sentence in, candidates for people out.

pub(super) mod bare;
pub(super) mod biography;
mod byline;
mod deed;
mod framed;

use super::candidate::Candidate;
use crate::knowledge::{Class, Clue, Clues, Kind};
use crate::mention::scan::choice::Choice;
use crate::mention::scan::words::Sort;
use crate::mention::scan::{Scan, is_break, is_han};
use bare::may_name;
use byline::byline;
use deed::before_deed;
use framed::{framed_end, syllables_end};

pub(super) const BEFORE: Clues = Clues::of(&[Clue::TitleBefore]);
const AFTER: Clues = Clues::of(&[Clue::TitleAfter]);
const SAYS: Clues = Clues::of(&[Clue::Says]);
/// The words beside which people are named.
const TELLING: Clues =
    Clues::of(&[Clue::TitleBefore, Clue::TitleWeak, Clue::TitleAfter, Clue::Says, Clue::Byline]);

/// The weight of a surname that many people have.
pub(super) const USUAL: u32 = 300;

/// Names after and before titles, in bylines, before what people do, and speakers on a line alone.
pub(super) fn candidates(scan: &Scan<'_>, out: &mut Vec<Candidate>) {
    if let Some(name) = speaker(scan) {
        out.push(name);
        return;
    }
    out.extend(biography::person(scan));
    for mark in scan.makers.iter().filter(|mark| mark.clues.any(TELLING)) {
        let (start, end) = (mark.start as usize, mark.end as usize);
        if mark.clues.has(Clue::TitleBefore) && whole_left(scan, start) {
            after_title(scan, end, mark.clues.has(Clue::Byline), out);
        }
        if mark.clues.has(Clue::TitleWeak) && whole_left(scan, start) {
            out.extend(after_weak_title(scan, end));
        }
        if mark.clues.has(Clue::TitleAfter) {
            before_title(scan, start, out);
        }
        if mark.clues.has(Clue::Says) {
            out.extend(before_deed(scan, start, end - start));
        }
        if mark.clues.has(Clue::Byline) {
            byline(scan, end, out);
        }
    }
    out.extend(before_colon(scan));
    dotted(scan, out);
}

/// 欧阳静：…: who speaks, at the beginning of a line.
fn before_colon(scan: &Scan<'_>) -> Option<Candidate> {
    let end = (2..5.min(scan.len())).find(|&at| scan.char(at) == '：')?;
    let (family, _) = surname(scan, 0)?;
    let fits = (1..=2).contains(&(end - family.min(end)))
        && (family..end).all(|at| given(scan, at))
        && strange_name(scan, 0, end)
        && may_name(scan, 0, end);
    fits.then(|| Candidate::new(0, end, Kind::PERSON, 9, "grammar/person.speaker"))
}

/// Whether a title is not the end of another word, as 长 in 成长.
fn whole_left(scan: &Scan<'_>, start: usize) -> bool {
    scan.word_at(start).is_none_or(|number| {
        let word = scan.words()[number];
        word.start == start || word.len() > 2 || word.sort == Sort::Strange
    })
}

/// How many characters of a surname stand here, and how common it is.
pub(super) fn surname(scan: &Scan<'_>, at: usize) -> Option<(usize, u32)> {
    let grammar = scan.grammar;
    // 由 is a surname that hardly anybody has.
    if scan.char(at) == '由' {
        return None;
    }
    let known = |length: usize| grammar.surname(scan.chars.get(at..at + length)?);
    if let Some(weight) = known(2).filter(|_| is_han(scan.char(at + 2))) {
        return Some((2, weight));
    }
    known(1).map(|weight| (1, weight))
}

/// Where a Chinese or foreign name that starts here, where one is expected, ends.
fn name_end(scan: &Scan<'_>, at: usize) -> Option<usize> {
    if let Some(end) = foreign_end(scan, at).or_else(|| transliterated_end(scan, at)) {
        return Some(end);
    }
    let Some((family, _)) = surname(scan, at) else { return strange_end(scan, at) };
    let first = at + family;
    if !given(scan, first) {
        return None;
    }
    let (two, three) = (first + 1, first + 2);
    if !given(scan, two) {
        return ends(scan, two).then_some(two);
    }
    if speaks(scan, three) && !speaks(scan, two) {
        return Some(three);
    }
    // Both fit: the shorter one only where the third character begins a word that follows names.
    let says = scan.clue_starting(two, SAYS).is_some_and(|end| end > two + 1);
    let word = scan.word_starting(two).is_some_and(|w| {
        w.len() > 1 && w.sort != Sort::Strange && !matches!(w.sort, Sort::Known(_))
    });
    let single = scan.clue_starting(two, SAYS).is_some();
    let shorter = says || word || single && (family == 2 || !ends_firmly(scan, three));
    if ends(scan, three) && !shorter {
        return Some(three);
    }
    if says || single || word && ends(scan, two) || ends_firmly(scan, two) {
        return Some(two);
    }
    if ends(scan, three) {
        return Some(three);
    }
    // 院长朱锫设计, 所长何海军带队: words that follow part the name from the rest.
    if family == 1 && word && scan.is_strange(first) {
        return Some(two);
    }
    let whole = scan.word_starting(first).is_some_and(|w| w.end == three && w.is(Class::Noun));
    let usual = surname(scan, at).is_some_and(|(_, weight)| weight >= USUAL);
    let plain = scan.word_starting(at).is_some_and(|w| w.is(Class::Adjective) || w.len() > 1);
    let parted = scan.word_starting(three).is_some_and(|w| w.len() > 1);
    if family == 1 && whole && usual && !plain && parted {
        return Some(three);
    }
    let single = family == 1 && scan.is_loose(two) && scan.is_strange(first);
    Some(if single && scan.word_starting(three).is_some() { three } else { two })
        .filter(|_| family == 2 || single)
}

/// A name of strange characters alone: 格桑边巴, 布吉利.
fn strange_end(scan: &Scan<'_>, at: usize) -> Option<usize> {
    let length = (at..scan.len()).take(7).take_while(|&p| scan.is_loose(p)).count();
    let strange = (at..at + length).filter(|&p| scan.is_strange(p)).count();
    let end = at + length;
    ((2..=6).contains(&length) && strange * 2 >= length && ends(scan, end)).then_some(end)
}

/// 村民李有福说: after a word for anybody a name must be framed on its right as well.
fn after_weak_title(scan: &Scan<'_>, at: usize) -> Option<Candidate> {
    let past = name_end(scan, at).filter(|&past| is_no_word(scan, at, past))?;
    let framed = ends_firmly(scan, past) || scan.clue_starting(past, SAYS).is_some();
    let telling = past - at > 2 || (at..past).any(|p| scan.is_strange(p));
    (framed && telling && strange_name(scan, at, past))
        .then(|| Candidate::new(at, past, Kind::PERSON, 10, "grammar/person.title"))
}

/// A name of two to four single characters between marks, as in bylines: 格桑边巴.
fn strange_item(scan: &Scan<'_>, at: usize) -> Option<usize> {
    let length = (at..scan.len()).take(5).take_while(|&p| scan.is_loose(p)).count();
    ((2..=4).contains(&length) && ends_firmly(scan, at + length)).then_some(at + length)
}

/// Whether a given name may hold this character.
pub(super) fn given(scan: &Scan<'_>, at: usize) -> bool {
    is_han(scan.char(at)) && !never_given(scan, at)
}

fn ends(scan: &Scan<'_>, end: usize) -> bool {
    ends_firmly(scan, end)
        || scan.clue_starting(end, SAYS).is_some()
        || scan.clue_starting(end, AFTER).is_some()
        || scan.clue_starting(end, BEFORE).is_some()
        || scan.closes(end)
        || scan.word_starting(end).is_some_and(|w| matches!(w.sort, Sort::Known(_)))
}

fn ends_firmly(scan: &Scan<'_>, end: usize) -> bool {
    !is_han(scan.char(end)) && !matches!(scan.char(end), '·' | '•' | '・')
}

/// Whether this is hardly ever a letter of a given name.
fn never_given(scan: &Scan<'_>, at: usize) -> bool {
    scan.grammar.letter(scan.char(at)).never_given
}

/// 让·杜邦: parts joined by dots, each of characters that foreign names are written with.
fn foreign_end(scan: &Scan<'_>, at: usize) -> Option<usize> {
    let mut end = at;
    let mut dots = 0;
    while end < scan.len() && end - at < 24 {
        let char = scan.char(end);
        if is_dot(char) {
            if end == at || !is_han(scan.char(end + 1)) {
                break;
            }
            dots += 1;
        } else if !is_han(char) || follows(scan, end) && !is_dot(scan.before(end)) {
            // A last strange character may still belong to it.
            if dots > 0 && scan.is_loose(end) && scan.closes(end + 1) {
                end += 1;
            }
            break;
        }
        end += 1;
    }
    (dots > 0 && end - at >= 4).then_some(end)
}

fn is_dot(char: char) -> bool {
    matches!(char, '·' | '•' | '・')
}

/// 克瓦希涅夫斯基: four characters and more that foreign names are written with.
fn transliterated_end(scan: &Scan<'_>, at: usize) -> Option<usize> {
    let length = (at..scan.len()).take(10).take_while(|&p| transliterates(scan, p)).count();
    let strange = (at..at + length).filter(|&p| scan.is_strange(p)).count();
    let loose = (at..at + length).all(|p| scan.is_single(p));
    let foreign = length >= 4 && (strange * 2 >= length || loose);
    (foreign && ends(scan, at + length)).then_some(at + length)
}

/// Whether a verb begins here that only people do, and in what they say.
fn speaks(scan: &Scan<'_>, at: usize) -> bool {
    const SPEAKS: Choice<8> =
        Choice::of(["说", "表示", "介绍", "告诉", "认为", "坦言", "透露", "指出"]);
    SPEAKS.holds(scan, at)
}

/// Whether something that cannot stand in a foreign name begins here.
fn follows(scan: &Scan<'_>, at: usize) -> bool {
    !transliterates(scan, at) || scan.clue_starting(at, SAYS).is_some_and(|end| end > at + 1)
}

/// Whether foreign names are written with this character.
fn transliterates(scan: &Scan<'_>, at: usize) -> bool {
    scan.grammar.letter(scan.char(at)).weights[2] > 20
}

/// Names with a dot stand for people wherever they stand.
fn dotted(scan: &Scan<'_>, out: &mut Vec<Candidate>) {
    if !['·', '•', '・'].into_iter().any(|dot| scan.may_hold(dot)) {
        return;
    }
    for dot in (1..scan.len()).filter(|&at| matches!(scan.char(at), '·' | '•' | '・')) {
        let mut start = dot;
        while start > 0
            && dot - start < 6
            && is_han(scan.before(start))
            && transliterates(scan, start - 1)
        {
            if dot - start >= 2 && scan.opens(start) && !scan.is_strange(start - 1) {
                break;
            }
            start -= 1;
        }
        if start == dot || scan.before(start) == '·' {
            continue;
        }
        if let Some(end) = foreign_end(scan, start)
            .filter(|&end| (dot..end).all(|p| !is_han(scan.char(p)) || transliterates(scan, p)))
        {
            out.push(Candidate::new(start, end, Kind::PERSON, 8, "grammar/person.foreign"));
        }
    }
}

fn after_title(scan: &Scan<'_>, end: usize, byline: bool, out: &mut Vec<Candidate>) {
    let mut at = end;
    // 主任的某某告诉记者: no name begins with 的.
    if scan.char(at) == '的' {
        return;
    }
    if matches!(scan.char(at), '：' | ' ' | '\u{3000}' | '（') {
        at += 1;
    }
    if matches!(scan.char(at), '为' | '是' | '由' | '叫') {
        out.extend(after_link(scan, at + 1));
        return;
    }
    if let Some(past) = filled_line(scan, end) {
        out.push(Candidate::new(at, past, Kind::PERSON, 12, "grammar/person.title"));
        return;
    }
    for _ in 0..12 {
        let known = name_end(scan, at)
            .filter(|&past| is_no_word(scan, at, past) && may_name(scan, at, past))
            .or_else(|| framed_end(scan, at))
            .or_else(|| syllables_end(scan, at));
        let Some(past) = known.or_else(|| strange_item(scan, at).filter(|_| byline)) else {
            return;
        };
        out.push(Candidate::new(at, past, Kind::PERSON, 11, "grammar/person.title"));
        if !matches!(scan.char(past), '、' | ' ') {
            return;
        }
        at = past + 1;
    }
}

/// 财务总监：康宁: two or three letters that fill the rest of a line behind a title and a colon, a surname
/// first, are who bears it, whatever else they name.
fn filled_line(scan: &Scan<'_>, colon: usize) -> Option<usize> {
    let at = colon + 1;
    let past = scan.len();
    let (family, weight) = surname(scan, at).filter(|_| scan.char(colon) == '：')?;
    let name = (2..=3).contains(&(past - at)) && past > at + family;
    (name && weight >= USUAL / 2 && (at + family..past).all(|p| given(scan, p))).then_some(past)
}

/// 董事长为何志远，: behind a title and 为 or 由 a name must be framed on its right as well.
fn after_link(scan: &Scan<'_>, at: usize) -> Option<Candidate> {
    const HOLDS: [&str; 5] = ["担任", "出任", "接任", "兼任", "继任"];
    let (family, weight) = surname(scan, at)?;
    let (two, three) = (at + 2, at + 3);
    // 由黎炎担任: the longer verb first.
    let verb =
        [two, three].into_iter().find(|past| HOLDS.iter().any(|word| scan.holds(*past, word)));
    let past = verb.or_else(|| {
        [three, two].into_iter().find(|past| ends_firmly(scan, *past) || scan.char(*past) == '任')
    })?;
    let fits = (at + family..past).all(|p| given(scan, p)) && past > at + family;
    let strange =
        past - at == 3 && strange_name(scan, at, past) || (at..past).any(|p| scan.is_strange(p));
    (fits && strange && weight >= 20 && is_no_word(scan, at, past))
        .then(|| Candidate::new(at, past, Kind::PERSON, 10, "grammar/person.title"))
}

/// Whether a possible name is not simply common words.
pub(super) fn is_no_word(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    let Some(word) = scan.word_starting(start) else {
        // 所长史泽林: the title and the surname make a word.
        return surname(scan, start).is_some_and(|(_, weight)| weight >= 100)
            && (start + 1..end).all(|at| scan.is_loose(at));
    };
    let function = matches!(
        word.sort,
        Sort::Common(Class::Particle | Class::Pronoun | Class::Adverb | Class::Verb)
    );
    let particle = !word.is(Class::Verb);
    let surely = surname(scan, start).is_some_and(|(_, weight)| weight >= 100);
    let rest =
        |at: usize| if surely || !particle { scan.is_loose(at) } else { scan.is_strange(at) };
    let compound = surname(scan, start).is_some_and(|(family, _)| family == 2);
    // 何海军: a given name may be a word.
    let given = scan.word_starting(start + 1).filter(|word| word.end == end && surely);
    let given = given.is_some_and(|word| word.is(Class::Noun));
    if function && (word.len() > 1 || !compound && !given && !(start + 1..end).all(rest)) {
        return false;
    }
    let double = compound && word.end == start + 2;
    let whole = !double && word.len() >= 2 && word.end >= end.min(start + 2);
    if ["师傅", "阿姨", "大妈", "大爷", "老师", "大姐", "大哥"]
        .iter()
        .any(|word| scan.ends(end, word))
    {
        return false;
    }
    let common =
        matches!(word.sort, Sort::Common(class) if class != Class::Adjective || word.end >= end);
    let title = scan.clue_starting(start, BEFORE).is_some_and(|past| past >= end.min(start + 2));
    let other = matches!(word.sort, Sort::Known(kind) if kind != Kind::PERSON && word.end >= end);
    let speaks_against = common && whole || title || other;
    !speaks_against
}

/// 黄和院士, 陈立、吴东等专家: names before a title.
fn before_title(scan: &Scan<'_>, title: usize, out: &mut Vec<Candidate>) {
    if scan.before(title) == '等' {
        let mut end = title - 1;
        for _ in 0..12 {
            let Some(name) = name_before(scan, end, 9) else { break };
            end = name.span.start as usize;
            out.push(name);
            if scan.before(end) != '、' {
                break;
            }
            end -= 1;
        }
        return;
    }
    let blank = matches!(scan.before(title), ' ' | '\u{3000}');
    let end = if blank && scan.char(title) == '摄' { title - 1 } else { title };
    out.extend(name_before(scan, end, 10));
}

/// 2021年3月何志远出任: a date stands before, as chronicles have it.
pub(super) fn is_dated(scan: &Scan<'_>, start: usize) -> bool {
    let day = matches!(scan.before(start), '月' | '日');
    day && start > 1 && scan.char(start - 2).is_ascii_digit()
}

/// A name that ends here: a surname and one or two characters that make no common word.
pub(super) fn name_before(scan: &Scan<'_>, end: usize, strength: u32) -> Option<Candidate> {
    for length in [4, 3, 2] {
        let Some(start) = end.checked_sub(length) else { continue };
        let Some((family, weight)) = surname(scan, start) else { continue };
        let count = length - family.min(length);
        if !(1..=2).contains(&count) || weight < 2 || length == 4 && family != 2 {
            continue;
        }
        let framed = is_break(scan.before(start)) || scan.opens(start) || is_dated(scan, start);
        let firm = is_break(scan.before(start));
        let fits = (start + family..end).all(|p| given(scan, p) || firm && scan.char(p) == '和');
        let strange = || length == 4 || strange_name(scan, start, end);
        if fits && framed && is_no_word(scan, start, end) && strange() {
            return Some(Candidate::new(
                start,
                end,
                Kind::PERSON,
                strength,
                "grammar/person.titled",
            ));
        }
    }
    None
}

/// Whether no common word of two characters or more fills it or reaches over its edges.
pub(super) fn strange_name(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    (start..end).all(|at| {
        scan.word_at(at).is_none_or(|number| {
            let word = scan.words()[number];
            word.len() == 1 && !matches!(word.sort, Sort::Known(_))
                || word.start > start && word.end == end && end - start == 3
                || word.sort == Sort::Known(Kind::PERSON)
        })
    })
}

/// A name that is the whole sentence, as before what a speaker says.
fn speaker(scan: &Scan<'_>) -> Option<Candidate> {
    let mut start = 0;
    while start < scan.len() && matches!(scan.char(start), '□' | '■' | '●' | ' ' | '◎' | '△' | '○')
    {
        start += 1;
    }
    let end = scan.len() - usize::from(scan.before(scan.len()) == '：');
    if !(start + 2..=start + 4).contains(&end) {
        return None;
    }
    let (family, weight) = surname(scan, start)?;
    // ■ 科创 is rather a heading than a name.
    if start > 0 && end - start == 2 && weight < USUAL {
        return None;
    }
    let count = end - start - family.min(end - start);
    let common = scan.word_starting(start).is_some_and(|word| word.end == end);
    let fits = (1..=2).contains(&count)
        && (start..end).all(|at| is_han(scan.char(at)) && (at == start || !never_given(scan, at)))
        && !common
        && strange_name(scan, start, end);
    fits.then(|| Candidate::new(start, end, Kind::PERSON, 10, "grammar/person.speaker"))
}
