//! A scanned sentence in, candidates for conferences, fairs and contests out.

use crate::knowledge::{Class, Clue, Clues, Kind, Mark};
use crate::mention::candidate::Candidate;
use crate::mention::scan::reach::reach;
use crate::mention::scan::{Scan, is_han};

/// What firms and offices of all kinds hold every week: only more than such a word makes a name.
const WEAK: [&str; 30] = [
    "大会",
    "年会",
    "专场",
    "座谈会",
    "对接会",
    "交流会",
    "推进会",
    "推介会",
    "发布会",
    "新闻发布会",
    "启动仪式",
    "招聘会",
    "签约会",
    "研讨会",
    "洽谈会",
    "展会",
    "会展",
    "系列活动",
    "主题活动",
    "专题活动",
    "展演",
    "竞赛",
    "恳谈会",
    "招商会",
    "论坛",
    "峰会",
    "大赛",
    "全会",
    "代表会议",
    "联赛",
];

/// 2024世界动力电池大会, 第七届海峡两岸论坛: year or ordinal, reach and tail.
pub(super) fn event(scan: &Scan<'_>, mark: &Mark) -> Option<Candidate> {
    let (tail, end) = (mark.start as usize, mark.end as usize);
    // 季节, 下周: a word of its own.
    if end - tail == 1 && scan.word_starting(tail).is_none_or(|word| word.end != end) {
        return None;
    }
    let reach = reach(scan, tail);
    let begin = named_in_quotes(scan, reach.start).unwrap_or(reach.start);
    let (mut start, counted) = numbered(scan, begin);
    if scan.char(start) == '年' {
        start += 1;
    }
    if scan.before(reach.start) == '暨' {
        return joined_event(scan, reach.start - 1, end);
    }
    if reach.quoted && reach.anchor == Some(Kind::PLACE) && reach.body > start {
        start = reach.body;
    }
    let worldwide = worldwide(scan, reach.start);
    start = worldwide.filter(|_| !counted).unwrap_or(start);
    let body = tail - reach.start;
    let level = reach.level || worldwide.is_some();
    let text: String = scan.chars[tail..end].iter().collect();
    let enough = if end - tail == 1 {
        counted && body >= 2 || text == "节" && level && reach.telling >= 2
    } else if WEAK.contains(&text.as_str()) {
        counted && body >= 2
            || reach.telling >= 4 && reach.is_anchored()
            || level && (reach.telling >= 2 || scan.before(tail) == '）')
    } else {
        counted || (reach.is_anchored() || level) && body >= 2 || reach.telling >= 4
    };
    let again = held_again(scan, tail).filter(|&first| first < start || !enough);
    let start = again.or(enough.then_some(start))?;
    (start < tail).then(|| Candidate::new(start, end, Kind::PROGRAM, 9, "grammar/program.event"))
}

/// 首届湘商回归大会, 2024湘商回归大会: where an ordinal or a year stands in front, whatever words the name
/// holds.
fn held_again(scan: &Scan<'_>, tail: usize) -> Option<usize> {
    let inside =
        |at: &usize| is_han(scan.char(*at)) && !matches!(scan.char(*at), '的' | '了' | '在' | '于');
    let from = (0..tail).rev().take(20).take_while(inside).last()?;
    let Some(session) = (from..tail.saturating_sub(2)).rev().find(|&at| scan.char(at) == '届')
    else {
        let (start, counted) = counted(scan, from);
        return (counted && scan.char(from) != '年' && tail >= from + 2).then_some(start);
    };
    let (start, counted) = counted(scan, session + 1);
    (counted && tail >= session + 3).then_some(start)
}

/// 第十一届“创青春”青年创业大赛: where the quotation between an ordinal and a name opens.
fn named_in_quotes(scan: &Scan<'_>, start: usize) -> Option<usize> {
    let close = start.checked_sub(1).filter(|&close| scan.char(close) == '”')?;
    let open = (close.saturating_sub(10)..close).rev().find(|&at| scan.char(at) == '“')?;
    numbered(scan, open).1.then_some(open)
}

/// 世界储能大会, 全国机器人锦标赛: where an event begins that is named by how far it reaches.
fn worldwide(scan: &Scan<'_>, start: usize) -> Option<usize> {
    let words = ["世界", "全球", "国际", "全国", "亚洲", "亚太", "中国", "全省"];
    let begins = |at: usize| words.iter().any(|word| scan.holds(at, word));
    begins(start).then_some(start).or_else(|| start.checked_sub(2).filter(|&at| begins(at)))
}

/// 博览会暨论坛: the event before 暨 and the one behind it are one name.
fn joined_event(scan: &Scan<'_>, join: usize, end: usize) -> Option<Candidate> {
    let tails = Clues::of(&[Clue::EventTail]);
    let tail = scan.clue_ending(join, tails)?;
    let start = held_again(scan, tail).unwrap_or_else(|| counted(scan, reach(scan, tail).start).0);
    Some(Candidate::new(start, end, Kind::PROGRAM, 10, "grammar/program.event"))
}

/// Takes a year and an ordinal in front of an event into its name, over adjectives: 第三届天然橡胶大会.
fn numbered(scan: &Scan<'_>, start: usize) -> (usize, bool) {
    let mut at = start;
    while let Some(word) = scan.word_ending(at).filter(|word| word.is(Class::Adjective)) {
        at = word.start;
    }
    match counted(scan, at) {
        (from, true) => (from, true),
        _ => counted(scan, start),
    }
}

/// Takes a year and an ordinal in front into the name.
pub(in crate::mention) fn counted(scan: &Scan<'_>, start: usize) -> (usize, bool) {
    let mut at = start;
    let mut counted = false;
    for _ in 0..3 {
        if at == 0 {
            break;
        }
        let digits = (0..at).rev().take_while(|&p| scan.char(p).is_ascii_digit()).count();
        if digits == 4 && scan.char(at - 4) == '2' {
            at -= 4;
            counted = true;
        } else if scan.before(at) == '年'
            && at >= 5
            && (at - 5..at - 1).all(|p| scan.char(p).is_ascii_digit())
        {
            at -= 5;
            counted = true;
        } else if matches!(scan.before(at), '届' | '次' | '个') {
            let from = at.saturating_sub(7);
            // 首个半程马拉松 is not counted by it.
            let first = |&p: &usize| match scan.char(p) {
                '第' => true,
                '首' => scan.before(at) != '个',
                _ => false,
            };
            let Some(first) = (from..at - 1).rev().find(first) else { break };
            at = first;
            counted = true;
        } else {
            break;
        }
    }
    (at, counted)
}
