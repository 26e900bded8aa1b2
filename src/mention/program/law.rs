//! A scanned sentence in, candidates for laws and rules without title marks out: what carries a known
//! law out, and what is cited by its articles.

use crate::knowledge::{Class, Clue, Kind, Mark, Trust};
use crate::mention::candidate::Candidate;
use crate::mention::institution::whole_to_the_right;
use crate::mention::scan::choice::Choice;
use crate::mention::scan::words::Sort;
use crate::mention::scan::{Name, Scan, is_han};

/// What is made under a law, or changes it.
const UNDER: Choice<6> =
    Choice::of(["实施细则", "实施条例", "实施办法", "实施规定", "司法解释", "修正案"]);
/// How laws and rules are called.
const KINDS: [&str; 9] = ["法", "条例", "规定", "办法", "细则", "准则", "规则", "章程", "法典"];
/// What goes before a law that is cited.
const CITES: [&str; 13] = [
    "依照", "根据", "按照", "违反", "适用", "依据", "遵守", "符合", "援引", "触犯", "的", "和",
    "及",
];
/// How what is cited begins when its name was given elsewhere.
const ELSEWHERE: [&str; 12] =
    ["本", "该", "此", "上述", "前述", "前款", "有关", "相关", "其", "现行", "新", "原"];
/// What an article of a law is counted in.
const ARTICLES: &str = "条章款编节项";
/// What begins with the letter of a law and is none: 法律, 法人.
pub(in crate::mention) const LONGER: &str = "律规人院官庭治制定案则医师务理宝国语学兰令盲";

/// Laws that are named by what they rest on, or by the article that is cited.
pub(in crate::mention) fn candidates(scan: &Scan<'_>, out: &mut Vec<Candidate>) {
    if !scan.clues.has(Clue::ProgramTail) {
        return;
    }
    let tails = scan.makers.iter().filter(|mark| mark.clues.has(Clue::ProgramTail));
    for mark in tails.filter(|mark| whole_to_the_right(scan, mark.end as usize)) {
        out.extend(carried_out(scan, mark).or_else(|| cited(scan, mark)));
    }
}

/// 统计法 in 数理统计法: a method, not a law.
pub(in crate::mention) fn is_method(scan: &Scan<'_>, name: &Name) -> bool {
    name.kind == Kind::PROGRAM
        && name.len() < 4
        && scan.before(name.end) == '法'
        && scan.word_ending(name.start).is_some_and(|word| match word.sort {
            Sort::Strange | Sort::Known(Kind::INDUSTRY) => true,
            Sort::Common(Class::Noun) => word.len() > 1,
            _ => false,
        })
}

/// 专利法实施细则: the rules under a known law are a name with it.
fn carried_out(scan: &Scan<'_>, mark: &Mark) -> Option<Candidate> {
    let (tail, end) = (mark.start as usize, mark.end as usize);
    let under = UNDER.fills(scan, tail, end);
    let law = |name: &&Name| {
        name.kind == Kind::PROGRAM && matches!(scan.before(name.end), '法' | '例' | '典')
    };
    let law = scan.names_ending(tail).iter().filter(|_| under).find(law)?;
    Some(Candidate::new(law.start, end, Kind::PROGRAM, 10, "grammar/program.under_law"))
}

/// 依照城市供热管理条例第九条: what is cited by an article is a law with a name.
fn cited(scan: &Scan<'_>, mark: &Mark) -> Option<Candidate> {
    let (tail, end) = (mark.start as usize, mark.end as usize);
    if scan.char(end) != '第' || !KINDS.iter().any(|kind| scan.ends(end, kind)) {
        return None;
    }
    let number = |at: &usize| {
        scan.char(*at).is_ascii_digit() || "一二三四五六七八九十百零〇".contains(scan.char(*at))
    };
    let digits = (end + 1..scan.len()).take(7).take_while(number).count();
    if digits == 0 || !ARTICLES.contains(scan.char(end + 1 + digits)) {
        return None;
    }
    // 刑法第一百三十四条: a law whose name is an ordinary word elsewhere.
    let known = |name: &&Name| name.kind == Kind::PROGRAM && name.trust == Trust::Doubtful;
    if let Some(law) = scan.names_ending(end).iter().find(known) {
        return Some(Candidate::new(law.start, end, Kind::PROGRAM, 8, "grammar/program.cited"));
    }
    let from = (0..tail).rev().take(24).take_while(|&at| is_han(scan.char(at))).last()?;
    let past = |at: usize| {
        let cite = CITES.iter().find(|cite| scan.holds(at, cite))?;
        let start = at + cite.chars().count();
        scan.word_starting(start).map(|_| start)
    };
    let start = (from..tail).rev().find_map(past).unwrap_or(from);
    // 但本办法第十二条: this one, without its name.
    let named = !ELSEWHERE.iter().any(|word| scan.holds(start, word))
        && scan.before(tail) != '本'
        && scan.words_between(start, tail).iter().all(|word| {
            !matches!(word.sort, Sort::Common(Class::Pronoun | Class::Number | Class::Adverb))
        });
    (named && start + 3 <= tail && scan.word_starting(start).is_some())
        .then(|| Candidate::new(start, end, Kind::PROGRAM, 8, "grammar/program.cited"))
}
