//! The tail of a name in, where the name begins out.
//!
//! A name reaches back over nouns, activities, strange characters and letters, to the place,
//! level or institution it begins with; verbs, particles, numbers and marks stop it.

use super::choice::Choice;
use super::words::{Sort, Word};
use super::{Name, Scan, is_han};
use crate::knowledge::{Area, Class, Clue, Clues, Kind};
use crate::mention::quotation::is_manner;

/// Longest name looked for, in characters before its tail.
const FARTHEST: usize = 30;

/// How far back a name goes, and what it holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::mention) struct Reach {
    /// Its first character.
    pub(in crate::mention) start: usize,
    /// It begins with a known place, institution or company.
    pub(in crate::mention) anchor: Option<Kind>,
    /// It begins with a level: 国家, 中国, 省.
    pub(in crate::mention) level: bool,
    /// Where what follows anchor and level begins.
    pub(in crate::mention) body: usize,
    /// Characters that no common word holds.
    pub(in crate::mention) strange: usize,
    /// Characters of words that say more than what kind of thing it is.
    pub(in crate::mention) telling: usize,
    /// Single characters that make no common word.
    pub(in crate::mention) loose: usize,
    /// It follows a foreign country, which is no part of it, that begins here.
    pub(in crate::mention) abroad: Option<usize>,
    /// It holds a part in quotes.
    pub(in crate::mention) quoted: bool,
}

impl Reach {
    pub(in crate::mention) fn is_anchored(&self) -> bool {
        self.anchor.is_some() || self.level
    }
}

/// Where a name begins whose tail starts at `tail`.
pub(in crate::mention) fn reach(scan: &Scan<'_>, tail: usize) -> Reach {
    let mut reach = Reach { start: tail, body: tail, ..Reach::default() };
    let mut at = tail;
    while at > 0 && tail - at < FARTHEST && !reach.is_anchored() {
        if let Some(open) = quoted(scan, at) {
            // 在“中国声谷”建设研究院: what is quoted is where it is built.
            if matches!(scan.before(open), '在' | '于') && reach.start < tail {
                let word = scan.word_starting(at).filter(|word| word.is(Class::Activity));
                reach.start = word.map_or(reach.start, |word| word.end);
                break;
            }
            // “一站式”服务中心: how something is done names nothing.
            if !is_manner(scan, at - 1, at - open - 2) {
                reach.quoted = true;
                reach.telling += at - open;
            }
            at = open;
        } else if let Some(open) = bracketed(scan, at) {
            at = open;
        } else if joins(scan, at, tail) {
            at -= 1;
            continue;
        } else if let Some(word) = piece(scan, at) {
            if !step(scan, &mut reach, &word, tail) {
                break;
            }
            at = word.start;
        } else {
            break;
        }
        reach.start = at;
        if !reach.is_anchored() {
            reach.body = at;
        }
    }
    if reach.is_anchored() {
        extend(scan, &mut reach);
    } else {
        trim(scan, &mut reach, tail);
    }
    reach
}

/// The word before a position, or the part of it before the position.
fn piece(scan: &Scan<'_>, at: usize) -> Option<Word> {
    let word = scan.words()[scan.word_at(at - 1)?];
    if word.end <= at {
        return Some(word);
    }
    Some(Word { end: at, sort: Sort::Strange, ..word })
}

/// What counts things of a kind, none of which has the kind for a name: 建设一批创新中心.
pub(in crate::mention) const MANY: Choice<9> =
    Choice::of(["一批", "一大批", "若干", "多个", "多家", "各类", "各级", "几家", "各种"]);
/// Times with which no name begins: 去年|集团, 目前|产业园.
pub(in crate::mention) const WHEN: Choice<8> =
    Choice::of(["去年", "今年", "前年", "当年", "目前", "如今", "现在", "近年"]);
/// The parts of a country, with which names begin.
const PARTS: Choice<5> = Choice::of(["东部", "西部", "南部", "北部", "中部"]);
const LEVEL: Clues = Clues::of(&[Clue::Level]);
const GENERIC: Clues = Clues::of(&[Clue::Generic]);

/// Takes one more word into the name; whether it belongs there.
fn step(scan: &Scan<'_>, reach: &mut Reach, word: &Word, tail: usize) -> bool {
    let length = word.len();
    if length == 1 && scan.is_loose(word.start) {
        reach.loose += 1;
    }
    if scan.clue_ending(word.end, LEVEL) == Some(word.start) && word.end < tail.max(1) + 1 {
        if length > 1 && body_before(scan, word.start) {
            reach.telling += length;
            return true;
        }
        if word.sort == Sort::Known(Kind::PLACE) && length > 1 && !scan.holds(word.start, "中国")
        {
            // 华北水利学院: a region is as good as a city.
            reach.anchor = Some(Kind::PLACE);
            return true;
        }
        if length > 1 || lone_level(scan, word.start) {
            reach.level = true;
            return true;
        }
    }
    // 联合西安交通大学建设镁基新材料研究院: what a body builds begins behind the verb.
    if word.is(Class::Activity) && reach.start < tail && is_deed(scan, word) {
        return false;
    }
    match word.sort {
        Sort::Known(Kind::INDUSTRY | Kind::PERSON | Kind::PROGRAM) | Sort::Latin => {
            reach.telling += length;
        }
        Sort::Known(Kind::PLACE) if is_abroad(scan, word) => {
            reach.abroad = Some(word.start);
            return false;
        }
        Sort::Known(kind) => reach.anchor = Some(kind),
        Sort::Strange => {
            reach.strange += length;
            reach.telling += length;
        }
        Sort::Digits => return scan.word_starting(word.end).is_some_and(|w| w.sort == Sort::Latin),
        Sort::Common(class) => return common(scan, reach, word, class, tail),
        Sort::Mark => return false,
    }
    true
}

/// Takes a word that any text may hold into the name; whether it belongs there.
fn common(scan: &Scan<'_>, reach: &mut Reach, word: &Word, class: Class, tail: usize) -> bool {
    let length = word.len();
    match class {
        Class::Noun | Class::Activity => {
            if scan.clue_ending(word.end, GENERIC) != Some(word.start) {
                reach.telling += length;
            }
        }
        Class::Adjective if MANY.fills(scan, word.start, word.end) => return false,
        Class::Time if WHEN.fills(scan, word.start, word.end) => return false,
        Class::Adjective | Class::Time => {}
        // 西部 in 西部农机研究院.
        Class::Particle if PARTS.fills(scan, word.start, word.end) && word.end < tail => {}
        // 中 in 中伟集团: a brand may begin with it, behind what no name goes on from.
        Class::Particle
            if scan.char(word.start) == '中'
                && length == 1
                && scan.is_loose(word.end)
                && (scan.opens(word.start) || follows_place(scan, word.start)) =>
        {
            reach.telling += 1;
            reach.loose += 1;
        }
        Class::Number | Class::Particle if is_letter(scan, word) && beside_letter(scan, word) => {
            // 西 in 德力西, 克 in 美克: what a brand is written with, whatever it means alone.
            reach.telling += 1;
        }
        Class::Number => return ordinal(scan, word),
        Class::Measure => return length == 1,
        Class::Verb if word.end == tail && is_work(scan, word) => {
            reach.telling += length;
        }
        Class::Verb if length == 1 && scan.is_loose(word.start) => {
            // A single character beside another that makes no word: 宜 in 天宜锂业, 安 in 信安科技.
            if matches!(scan.char(word.start), '挨' | '靠' | '给' | '为') {
                return false;
            }
            let behind = word.start > 0
                && scan.is_loose(word.start - 1)
                && !"建办设开创立成投引签推促助率赴访带".contains(scan.char(word.start));
            if !scan.is_loose(word.end) && !behind {
                return false;
            }
            reach.telling += 1;
        }
        Class::Adverb if is_letter(scan, word) => {
            // 修正药业, 船务公司: behind another single character, at which no clause begins.
            if word.start == 0 || !scan.is_single(word.start - 1) {
                return false;
            }
            reach.telling += 1;
        }
        _ => return false,
    }
    true
}

/// 特 in 阿古斯特, 正 in 修正药业, 西 in 德力西: a letter that a name may hold, though it is an adverb
/// or particle.
pub(in crate::mention) fn is_letter(scan: &Scan<'_>, word: &Word) -> bool {
    const NEVER: &str = "已也都将就还又再仅均曾不未并共便才刚较更最的和与及在是了等由对向被把从为以于给至到\
                         而或且之其该各每有让使此这那我你他她它们个两几某本同跟经按据因若如自往当着过去来起\
                         一二三四五六七八九十百千万亿";
    word.len() == 1 && !NEVER.contains(scan.char(word.start))
}

/// 保持 in 水土保持研究所, 修造 in 船舶修造公司: what is done to the noun in front, in the name of who
/// does it.
fn is_work(scan: &Scan<'_>, word: &Word) -> bool {
    const WORK: [&str; 16] = [
        "保持", "保护", "储备", "鉴定", "勘测", "勘察", "修造", "修复", "养护", "选育", "防治",
        "救助", "打捞", "监测", "管护", "制造",
    ];
    let noun = |before: &Word| {
        matches!(before.sort, Sort::Common(Class::Noun | Class::Activity) | Sort::Known(_))
    };
    WORK.iter().any(|work| word.len() == 2 && scan.holds(word.start, work))
        && scan.word_ending(word.start).is_some_and(noun)
}

/// Whether a known place ends here.
fn follows_place(scan: &Scan<'_>, at: usize) -> bool {
    scan.word_ending(at).is_some_and(|word| word.sort == Sort::Known(Kind::PLACE))
}

/// Whether a single letter stands beside this one, to the left.
fn beside_letter(scan: &Scan<'_>, word: &Word) -> bool {
    word.start > 0 && scan.is_single(word.start - 1)
}

/// Whether a body stands in front that does this, or it is done together: 建设, 共建, 合作建设.
fn is_deed(scan: &Scan<'_>, word: &Word) -> bool {
    let together = ["合作", "共同", "联合", "携手", "参与"];
    let builds = ["建设", "兴建", "筹建"].iter().any(|deed| scan.holds(word.start, deed));
    if builds && together.iter().any(|how| scan.ends(word.start, how)) {
        return true;
    }
    let joint = ["共建", "合办", "合建"].iter().any(|deed| scan.holds(word.start, deed));
    // 省部共建 is how a laboratory is kept.
    if joint && !scan.ends(word.start, "部") {
        return true;
    }
    let deed = ["建设", "研发", "联合", "合作", "共建", "兴建"];
    deed.iter().any(|deed| scan.holds(word.start, deed))
        && scan.word_ending(word.start).is_some_and(|before| {
            matches!(before.sort, Sort::Known(Kind::INSTITUTION | Kind::COMPANY))
        })
}

/// Whether some nouns before this position an institution is named: the name begins there.
fn body_before(scan: &Scan<'_>, at: usize) -> bool {
    let mut at = at;
    for _ in 0..7 {
        let Some(word) = scan.word_ending(at) else { return false };
        match word.sort {
            Sort::Known(Kind::INSTITUTION) => return true,
            Sort::Known(Kind::INDUSTRY)
            | Sort::Strange
            | Sort::Common(Class::Noun | Class::Activity | Class::Adjective) => {}
            _ => return false,
        }
        at = word.start;
    }
    false
}

/// Whether a place is a foreign country, which stays apart from what lies in it.
fn is_abroad(scan: &Scan<'_>, word: &Word) -> bool {
    scan.names_ending(word.end).iter().any(|name| {
        name.start == word.start
            && name.kind == Kind::PLACE
            && name.area == Area::Country
            && !scan.holds(word.start, "中")
    })
}

/// 第一人民医院: an ordinal may stand inside a name.
fn ordinal(scan: &Scan<'_>, word: &Word) -> bool {
    scan.char(word.start) == '第' && word.len() <= 3
        || (word.start.saturating_sub(5)..word.start).any(|at| scan.char(at) == '第')
            && word.len() <= 4
}

/// Whether a single 省, 市, 区 or 县 stands for one that the text has named before.
fn lone_level(scan: &Scan<'_>, at: usize) -> bool {
    let before = scan.before(at);
    !is_han(before)
        || scan
            .word_ending(at)
            .is_some_and(|w| matches!(w.sort, Sort::Common(Class::Verb | Class::Particle)))
}

/// The opening of a quotation that closes here, when it is short and part of a name.
fn quoted(scan: &Scan<'_>, at: usize) -> Option<usize> {
    if !matches!(scan.before(at), '”' | '」' | '』') {
        return None;
    }
    let from = at.saturating_sub(14);
    let open = (from..at - 1).rev().find(|&p| matches!(scan.char(p), '“' | '「' | '『'))?;
    (open + 2 < at).then_some(open)
}

/// The opening of a bracket around a place that closes here: 科技（厦门）.
fn bracketed(scan: &Scan<'_>, at: usize) -> Option<usize> {
    if !matches!(scan.before(at), '）' | ')') {
        return None;
    }
    let from = at.saturating_sub(10);
    let open = (from..at - 1).rev().find(|&p| matches!(scan.char(p), '（' | '('))?;
    let inside = scan.names_ending(at - 1).iter().any(|n| n.start == open + 1)
        || scan.holds(open + 1, "集团")
        || scan.holds(open + 1, "中国");
    (inside && open > 0).then_some(open)
}

/// Whether 与, 和 or 及 before this position stands inside the name: both sides hold words and the
/// name begins with a place, level or institution not far before.
fn joins(scan: &Scan<'_>, at: usize, tail: usize) -> bool {
    if !matches!(scan.before(at), '与' | '和' | '及' | '·' | '—' | '-' | '+') || at == tail {
        return false;
    }
    if matches!(scan.before(at), '·' | '—' | '-' | '+') {
        return true;
    }
    let mut from = at - 1;
    for _ in 0..8 {
        if let Some(open) = bracketed(scan, from) {
            from = open;
            continue;
        }
        let Some(word) = (from > 0).then(|| piece(scan, from)).flatten() else { return false };
        let anchors = matches!(word.sort, Sort::Known(kind) if kind != Kind::INDUSTRY)
            || scan.clue_ending(word.end, LEVEL) == Some(word.start) && word.end - word.start > 1;
        if anchors {
            // A name of its own before the conjunction has only one word: 南京和苏州大学.
            return word.end < at - 1;
        }
        match word.sort {
            Sort::Strange
            | Sort::Latin
            | Sort::Known(_)
            | Sort::Common(Class::Noun | Class::Activity | Class::Adjective) => {}
            _ => return false,
        }
        let ends =
            Clues::of(&[Clue::InstitutionTail, Clue::CompanyTail, Clue::LegalForm, Clue::Office]);
        if word.end - word.start > 1
            && scan.clue_ending(word.end, ends).is_some_and(|start| start <= word.start)
        {
            return false;
        }
        from = word.start;
    }
    false
}

/// Takes the places, levels and bodies directly in front of an anchor into the name.
fn extend(scan: &Scan<'_>, reach: &mut Reach) {
    while reach.start > 0 {
        let Some(word) = scan.word_ending(reach.start) else { break };
        let level = scan.clue_ending(word.end, LEVEL) == Some(word.start) && word.len() > 1;
        let joined =
            matches!(scan.char(word.start), '—' | '-' | '·') && word.len() == 1 && word.start > 0;
        if joined {
            let Some(before) = scan.word_ending(word.start) else { break };
            if before.sort != Sort::Known(Kind::PLACE) {
                break;
            }
            reach.start = before.start;
            continue;
        }
        // 南航 is a university as well as a firm.
        let body = |name: &Name| name.end == word.end && name.kind == Kind::INSTITUTION;
        let placed = matches!(word.sort, Sort::Known(Kind::PLACE | Kind::INSTITUTION))
            || word.len() == 2 && scan.names_starting(word.start).any(body);
        if !level && !placed || word.sort == Sort::Known(Kind::PLACE) && is_abroad(scan, word) {
            break;
        }
        reach.start = word.start;
    }
}

/// Gives back what a name does not begin with.
fn trim(scan: &Scan<'_>, reach: &mut Reach, tail: usize) {
    while reach.start < tail {
        let Some(word) = scan.word_starting(reach.start) else { break };
        let cannot = matches!(
            word.sort,
            Sort::Common(Class::Adjective | Class::Time | Class::Measure | Class::Number)
        );
        if !cannot {
            break;
        }
        reach.start = word.end.min(tail);
    }
    reach.body = reach.start;
}

/// 重|稀土绿色制备实验室 behind 共建的: where a name begins that what founds it stands before, with up to
/// three letters between that the words of the name leave out, or that has taken the verb in.
pub(in crate::mention) fn behind_founding(scan: &Scan<'_>, start: usize) -> usize {
    const LONGEST: usize = 3;
    const FOUNDS: Choice<12> = Choice::of([
        "共建", "组建", "设立", "成立", "建设", "创建", "筹建", "合建", "建立", "新建", "创办",
        "联建",
    ]);
    // 设立了一家, 共建全省: what only says how many, or of what kind.
    const KIND: &str = "的了一新该两其省市县区本子分总大小某各多全内外几个双三首在由与和及起过级";
    // Before the verb of what somebody does.
    const DOES: &str = "元将拟资同合力作划手";
    let founds = |at: &usize| {
        let verb = at - usize::from(matches!(scan.before(*at), '的' | '了'));
        let letters = &scan.chars[*at..start];
        FOUNDS.ends(scan, verb) && letters.iter().all(|&c| is_han(c) && !KIND.contains(c))
    };
    // 投资1亿元|建设高性能材料研究院, 将|组建创新中心: the verb is none of its words.
    if FOUNDS.holds(scan, start) && start > 0 && DOES.contains(scan.before(start)) {
        return start + 2;
    }
    let first = start.saturating_sub(LONGEST).max(1);
    (first..start).rev().find(founds).unwrap_or(start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::Knowledge;
    use crate::mention::scan::scans::Scans;

    fn begins(text: &str, tail: &str) -> String {
        let chars: Vec<char> = text.chars().collect();
        let scans = Scans::of(&[&chars], Knowledge::embedded());
        let scan = scans.iter().next().unwrap();
        let byte = text.find(tail).unwrap();
        let at = text.chars().count() - text.get(byte..).unwrap().chars().count();
        chars[reach(&scan, at).start..at].iter().collect()
    }

    #[test]
    fn a_name_reaches_back_to_its_place_and_over_no_verb() {
        assert_eq!(
            begins("公司携手江苏省光学与精密工程研究中心", "研究中心"),
            "江苏省光学与精密工程"
        );
        assert_eq!(begins("近日成立了云岭实验室", "实验室"), "云岭");
        assert_eq!(begins("南京和苏州大学", "大学"), "苏州");
    }
}
