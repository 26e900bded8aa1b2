//! A scanned sentence and how the name of a measure may end in, what an issuing verb governs out:
//! 实施龙城英才计划, 启动粮油单产提升行动.

use super::{DOES, ISSUES, after_verb, nameable, telling};
use crate::knowledge::{Class, Clue, Clues, Kind, Mark};
use crate::mention::candidate::Candidate;
use crate::mention::scan::choice::Choice;
use crate::mention::scan::words::Sort;
use crate::mention::scan::{Name, Scan, is_han};
use std::ops::Range;

/// 实施龙城英才计划: what an issuing verb governs.
pub(super) fn issued(scan: &Scan<'_>, mark: &Mark) -> Option<Candidate> {
    let (tail, end) = (mark.start as usize, mark.end as usize);
    let from = scan.clause(tail);
    let verb = outer_verb(scan, scan.last_clue(from, tail, ISSUES)?);
    let mut start = after_verb(scan, verb);
    if scan.char(start) == '“' {
        return None;
    }
    while let Some(word) = scan.word_starting(start) {
        let skip = matches!(word.sort, Sort::Common(Class::Adjective)) && word.end < tail;
        if !skip {
            break;
        }
        // 本单位招生计划 is everybody's own.
        if word.len() == 1 && matches!(scan.char(start), '本' | '该') {
            return None;
        }
        start = word.end;
    }
    let policy = matches!(scan.before(end), '见' | '施' | '法' | '策');
    let measured =
        ["支持", "关于", "促进", "推动", "推进"].iter().any(|does| scan.holds(start, does));
    // 制定专利法配套措施: the law has a name, the measures have none.
    let law =
        |name: &Name| name.kind == Kind::PROGRAM && matches!(scan.before(name.end), '法' | '例');
    if scan.names_starting(start).any(law) {
        return None;
    }
    // 阳光工程和雨露工程 are two.
    let own = match scan.before(end) {
        '程' => "工程",
        '划' => "计划",
        '动' => "行动",
        _ => "\0",
    };
    let two = |at: usize| matches!(scan.char(at), '和' | '与') && scan.ends(at, own);
    if (start..tail).any(two) {
        return None;
    }
    if start >= tail || tail - start > 36 || !nameable(scan, start, tail, policy && measured) {
        return None;
    }
    if !specific(scan, start, tail, end) && !is_campaign(scan, verb, start..end) {
        return None;
    }
    let enough = telling(scan, start, tail);
    let general = matches!(
        scan.before(end),
        '目' | '程' | '作' | '动' | '策' | '度' | '准' | '范' | '规' | '标'
    ) && end - tail < 3;
    (enough >= if general { 4 } else { 3 } || enough >= 2 && tail - start >= 6)
        .then(|| Candidate::new(start, end, Kind::PROGRAM, 7, "grammar/program.issued"))
}

/// 关于加快木本油料发展的实施意见: a line that is the title of a measure.
pub(super) fn title_line(scan: &Scan<'_>) -> Option<Candidate> {
    const SHORTEST: usize = 10;
    const MEASURES: Choice<9> =
        Choice::of(["意见", "措施", "政策", "办法", "方案", "规划", "计划", "条例", "规定"]);
    let end = scan.len();
    let whole = scan.holds(0, "关于") && (SHORTEST..60).contains(&end) && MEASURES.ends(scan, end);
    let plain =
        |&char: &char| is_han(char) || char.is_ascii_alphanumeric() || char == '“' || char == '”';
    let tail = end - 2 - usize::from(scan.before(end - 2) == '的');
    let named = whole && scan.chars.iter().all(plain) && telling(scan, 2, tail) >= 2;
    named.then(|| Candidate::new(0, end, Kind::PROGRAM, 10, "grammar/program.title_line"))
}

/// 印发 of 印发推动…若干措施: the verb in front of one that begins the name of what is issued.
fn outer_verb(scan: &Scan<'_>, verb: usize) -> usize {
    let issued = ["印发", "出台", "发布", "颁布", "公布"];
    let inner = DOES.ended(scan, verb);
    let outer = inner.map(|does| verb - does.chars().count());
    outer.filter(|&at| issued.iter().any(|issues| scan.ends(at, issues))).unwrap_or(verb)
}

/// Whether the words of a measure make it one of its own: a place, strange words, or the fixed
/// forms of laws and strategies.
fn specific(scan: &Scan<'_>, start: usize, tail: usize, end: usize) -> bool {
    let inside = || scan.words_between(start, tail).iter();
    let joined =
        inside().any(|word| matches!(scan.char(word.start), '和' | '与' | '及') && word.len() == 1);
    let named = inside()
        .any(|word| matches!(word.sort, Sort::Known(kind) if kind != Kind::INDUSTRY))
        || inside().filter(|word| word.sort == Sort::Strange).count() >= 2;
    let fixed = ["条例", "战略", "计划", "大奖", "基金"].iter().any(|word| scan.ends(end, word));
    let begins = scan.word_starting(start).is_some_and(|word| {
        matches!(
            word.sort,
            Sort::Common(Class::Noun | Class::Activity) | Sort::Strange | Sort::Known(_)
        )
    });
    let measured = ["支持", "关于", "推动", "推进"].iter().any(|does| scan.holds(start, does));
    // 咖啡产业高质量发展三年行动方案, which somebody publishes.
    let published = ["出台", "印发", "发布", "颁布"];
    let at = start - usize::from(start > 0 && scan.before(start) == '了');
    let sector = scan.clue_starting(start, Clues::of(&[Clue::Sector])).is_some()
        || scan.word_starting(start).is_some_and(|word| word.sort == Sort::Known(Kind::INDUSTRY));
    let published = sector && published.iter().any(|verb| scan.ends(at, verb));
    if published && tail - start >= 6 && !joined {
        return true;
    }
    !joined && (named && (begins || measured) || fixed && begins && tail - start >= 4)
}

/// 实施粮油单产提升行动: what is begun and carried out has a name, however plain its words.
fn is_campaign(scan: &Scan<'_>, verb: usize, name: Range<usize>) -> bool {
    let run = ["实施", "启动", "开展"].iter().any(|word| scan.ends(verb, word));
    let ends = ["行动", "工程", "计划"].iter().any(|word| scan.ends(name.end, word));
    let body = name.start..name.end - 2;
    let several = || {
        body.clone().any(|at| matches!(scan.char(at), '、' | '和' | '与' | '及'))
            || scan.holds(body.start, "专项")
    };
    // 开展安全检查行动: what all do at all times has none.
    let routine = ["检查", "整治", "执法", "排查", "巡查", "宣传", "督查", "自查"];
    let routine = || routine.iter().any(|word| scan.ends(body.end, word));
    let told = telling(scan, body.start, body.end);
    let enough = body.len() >= 4 && told >= 4 || body.len() >= 6 && told >= 2;
    run && ends && enough && !several() && !routine()
}
