//! A scanned sentence in, candidates for information systems and platforms with a name of their own out.

use super::telling;
use crate::knowledge::{Class, Clue, Kind, Mark};
use crate::mention::candidate::Candidate;
use crate::mention::institution::whole_to_the_right;
use crate::mention::scan::words::{Sort, Word};
use crate::mention::scan::{Scan, is_han};

/// Who has only one of a kind.
const WHOLE: [&str; 2] = ["全国", "国家"];
/// What is done with a system that has a name.
const ENTERS: [&str; 4] = ["登录", "登陆", "登入", "登录到"];

/// 全国农资追溯平台, “渔港通”信息系统, 海上搜救信息管理平台（以下简称搜救平台）.
pub(in crate::mention) fn candidates(scan: &Scan<'_>, out: &mut Vec<Candidate>) {
    if !scan.clues.has(Clue::System) {
        return;
    }
    let systems = scan.makers.iter().filter(|mark| mark.clues.has(Clue::System));
    for mark in systems.filter(|mark| scan.is_longest(mark, Clue::System)) {
        if whole_to_the_right(scan, mark.end as usize) {
            out.extend(system(scan, mark));
        }
    }
}

fn system(scan: &Scan<'_>, mark: &Mark) -> Option<Candidate> {
    let (tail, end) = (mark.start as usize, mark.end as usize);
    let plain = end - tail == 2;
    let named = national(scan, tail, plain);
    let start = named
        .or_else(|| entered(scan, tail, end, plain))
        .or_else(|| introduced(scan, tail, end))?;
    Some(Candidate::new(start, end, Kind::PROGRAM, 9, "grammar/program.system"))
}

/// 全国 in 全国农资追溯平台; 国家级平台 and 全国性系统 are of a kind.
fn national(scan: &Scan<'_>, tail: usize, plain: bool) -> Option<usize> {
    let whole = |at: usize| {
        let level = WHOLE.iter().find(|level| scan.holds(at, level))?;
        let own = !matches!(scan.char(at + 2), '级' | '性' | '各' | '统')
            && scan.word_starting(at).is_some();
        (own && (!plain || *level == "全国")).then_some(at)
    };
    let start = run(scan, tail).find_map(whole)?;
    let told = telling(scan, start + 2, tail) >= 2 || tail - start > 5;
    (told && tail - start >= if plain { 6 } else { 4 }).then_some(start)
}

/// The positions before a tail that words of a name reach back to.
fn run<'s>(scan: &'s Scan<'_>, tail: usize) -> impl Iterator<Item = usize> + 's {
    let mut at = tail;
    std::iter::from_fn(move || {
        let word = scan.word_ending(at).filter(|word| within(scan, word))?;
        at = word.start;
        (tail - at <= 24).then_some(at)
    })
}

/// Whether a word may stand in the name of a system.
fn within(scan: &Scan<'_>, word: &Word) -> bool {
    match word.sort {
        Sort::Mark => false,
        Sort::Common(Class::Pronoun | Class::Number | Class::Measure) => false,
        Sort::Common(Class::Particle) => {
            word.len() == 1 && "以与和及".contains(scan.char(word.start))
        }
        Sort::Common(Class::Verb | Class::Adverb) => word.len() > 1 || scan.is_loose(word.start),
        _ => true,
    }
}

/// 登录水运保障成果信息系统: what one enters is a system with a name, if that tells enough.
fn entered(scan: &Scan<'_>, tail: usize, end: usize, plain: bool) -> Option<usize> {
    let enters = |&at: &usize| ENTERS.iter().any(|enters| scan.ends(at, enters));
    let start = run(scan, tail).find(enters)?;
    let own = ["企业", "单位", "本", "自有", "各"].iter().any(|word| scan.holds(start, word));
    (!plain && !own && scan.closes(end) && telling(scan, start, tail) >= 4).then_some(start)
}

/// 海上搜救信息管理平台（以下简称搜救平台）: what is given a short name has a name.
fn introduced(scan: &Scan<'_>, tail: usize, end: usize) -> Option<usize> {
    let told = ["（以下简称", "（简称", "（下称", "(以下简称", "(简称"];
    if !told.iter().any(|told| scan.holds(end, told)) {
        return None;
    }
    let nouns = |word: &Word| {
        matches!(
            word.sort,
            Sort::Common(Class::Noun | Class::Activity | Class::Adjective)
                | Sort::Strange
                | Sort::Latin
                | Sort::Known(Kind::INDUSTRY | Kind::PLACE)
        ) && is_han(scan.char(word.start))
    };
    let mut start = tail;
    while let Some(word) =
        scan.word_ending(start).filter(|word| nouns(word) && tail - word.start < 16)
    {
        start = word.start;
    }
    (telling(scan, start, tail) >= 3).then_some(start)
}
