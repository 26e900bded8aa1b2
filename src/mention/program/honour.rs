//! A scanned sentence in, candidates for honours out: what a verb confers, and prizes that head a
//! list of winners.

use super::{CONFERS, after_verb, nameable, telling};
use crate::knowledge::{Clue, Clues, Kind, Mark};
use crate::mention::candidate::Candidate;
use crate::mention::scan::choice::Choice;
use crate::mention::scan::{Scan, is_han};

/// What tells of an honour that is sought or held.
const SOUGHT: Choice<8> =
    Choice::of(["创建", "等试点", "称号", "建设", "名单", "之一", "等称号", "等荣誉"]);
/// The longest name of a prize in a heading, in characters.
const LONGEST_PRIZE: usize = 16;
/// The longest line that holds no more than an honour and its year.
const LONGEST_LINE: usize = 36;

/// 入选国家农业现代化示范区: what a conferring verb governs, or a level's honour that is sought.
pub(super) fn honour(scan: &Scan<'_>, mark: &Mark) -> Option<Candidate> {
    let (tail, end) = (mark.start as usize, mark.end as usize);
    // 科技进步奖二等奖: the prize has the name, not its class.
    if scan.before(tail) == '奖' {
        return None;
    }
    let from = scope(scan, tail);
    let verb = scan.last_clue(from, tail, CONFERS);
    let sought = SOUGHT.holds(scan, end);
    let behind = verb.map(|verb| after_verb(scan, verb));
    let start = honour_start(scan, behind.unwrap_or(from), tail)
        .or_else(|| behind.filter(|&start| is_plain(scan, start, tail)))?;
    let end = listed(scan, start, tail, end);
    let end = trade(scan, end).filter(|_| verb.is_some()).unwrap_or(end);
    // 全球“灯塔工厂”: a quotation that the name opens is closed.
    let quoted = scan.char(end) == '”' && (start..end).any(|at| scan.char(at) == '“');
    let end = end + usize::from(quoted);
    let is_one = verb.is_none() && scan.before(start) == '是';
    if verb.is_none() && !sought && !is_one && !is_entered(scan, start, end)
        || tail - start > 24
        || !nameable(scan, start, tail, false)
    {
        return None;
    }
    (telling(scan, start, end) >= 2 || end - start >= 7)
        .then(|| Candidate::new(start, end, Kind::PROGRAM, 9, "grammar/program.honour"))
}

/// 2022年 国家绿色园区, 国家文明单位（2022年）: whether an honour fills its item in a list of honours, which says
/// when each was given.
fn is_entered(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    let digits = |at: usize| (at..at + 4).all(|at| scan.char(at).is_ascii_digit());
    let year = |at: usize| digits(at) && scan.char(at + 4) == '年';
    let parted = |char: char| matches!(char, '；' | ';' | '、' | '（' | '(');
    let front = start - usize::from(start > 0 && scan.before(start).is_whitespace());
    let opens = front == 0 || matches!(scan.before(front), '；' | ';' | '、' | '年' | '月' | '：');
    let closes = end == scan.len() || parted(scan.char(end));
    let says = |at: usize| matches!(scan.char(at), '，' | '。');
    // 园区荣誉：2014年 国家绿色园区；
    let own = front > 4 && scan.before(front) == '年' && digits(front - 5);
    let dated = own && scan.char(end) != '，'
        || year(0) && !(5..start).any(says)
        || matches!(scan.char(end), '（' | '(') && year(end + 1);
    opens && closes && dated
}

/// （陶瓷） behind 国家外贸转型升级基地: where the bracket closes that tells the trade an honour is for.
fn trade(scan: &Scan<'_>, end: usize) -> Option<usize> {
    let open = Some(end).filter(|&at| matches!(scan.char(at), '（' | '('))?;
    let close = (open + 3..open + 9).find(|&at| matches!(scan.char(at), '）' | ')'))?;
    let base = ["基地", "示范区", "集群", "试点"].iter().any(|word| scan.ends(end, word));
    let inside = (open + 1..close).all(|at| is_han(scan.char(at)));
    let city = matches!(scan.before(close), '市' | '县' | '区' | '省' | '级');
    (base && inside && !city).then_some(close + 1)
}

/// 国家知识产权示范城市 of 国家知识产权示范城市创建名单: where an honour ends that a list is of.
fn listed(scan: &Scan<'_>, start: usize, tail: usize, end: usize) -> usize {
    const STAGES: [&str; 8] =
        ["决赛优胜者", "培育", "创建", "复评", "公示", "建设", "入围", "候选"];
    if !scan.holds(tail, "名单") {
        return end;
    }
    let stage = STAGES.iter().find(|stage| scan.ends(tail, stage));
    let past = stage.map_or(tail, |stage| tail - stage.chars().count());
    let honours = Clues::of(&[Clue::HonourTail]);
    let whole = scan.clue_ending(past, honours).is_some()
        || scan.ends(past, "之都")
        || scan.ends(past, "之乡");
    if whole && past > start + 3 { past } else { end }
}

/// 获批沿边开发开放试验区: an honour that does not say who confers it stands directly behind the verb.
fn is_plain(scan: &Scan<'_>, start: usize, tail: usize) -> bool {
    let conferred = ["获批", "入选", "获评", "荣获"].iter().any(|verb| scan.ends(start, verb));
    conferred
        && tail >= start + 4
        && (start..tail).all(|at| is_han(scan.char(at)) && scan.char(at) != '的')
}

/// 二、良种繁育奖, 最佳制造奖：…: a prize that heads those who won it.
pub(super) fn heading(scan: &Scan<'_>) -> Option<Candidate> {
    let start = past_enumerator(scan);
    let prize = |&at: &usize| scan.char(at) == '奖' && !scan.holds(at + 1, "项");
    let end = (start + 2..scan.len().min(start + LONGEST_PRIZE)).find(prize)? + 1;
    let named = (start..end).all(|at| is_han(scan.char(at)) && scan.char(at) != '的');
    let heads = end == scan.len()
        || matches!(scan.char(end), '：' | ':' | '（' | '(')
        || ["获奖单位", "获奖企业", "获奖者", "得主"].iter().any(|word| scan.holds(end, word));
    let deed = ["获", "颁", "评", "领", "受", "设"].iter().any(|deed| scan.holds(start, deed));
    // 一等奖 is of a prize that is named elsewhere.
    let class = scan.ends(end, "等奖") && end - start < 4;
    // 组织奖, 个人奖 say to whom a prize goes.
    let kind = end - start < 5
        && ["组织", "个人", "企业", "单位", "集体", "团体"]
            .iter()
            .any(|who| scan.holds(start, who));
    (named && heads && !deed && !class && !kind)
        .then(|| Candidate::new(start, end, Kind::PROGRAM, 10, "grammar/program.heading"))
}

/// 2021年 国家绿色园区: an honour that fills a line behind its year.
pub(super) fn dated(scan: &Scan<'_>) -> Option<Candidate> {
    let digits = (0..scan.len()).take_while(|&at| scan.char(at).is_ascii_digit()).count();
    let year = (digits == 4 && scan.len() <= LONGEST_LINE).then_some(digits)?;
    let start = (year..scan.len()).find(|&at| is_han(scan.char(at)) && scan.char(at) != '年')?;
    let parted = (year..start).any(|at| scan.char(at).is_whitespace() || scan.char(at) == '：');
    let past = (start..scan.len()).find(|&at| !is_han(scan.char(at))).unwrap_or(scan.len());
    let end = if scan.ends(past, "称号") { past - 2 } else { past };
    let whole = (past..scan.len()).all(|at| scan.char(at).is_whitespace());
    let honours = Clues::of(&[Clue::HonourTail]);
    let tail =
        scan.clue_ending(end, honours).filter(|&tail| whole && parted && tail > start + 3)?;
    let given = honour_start(scan, start, tail) == Some(start)
        && nameable(scan, start, tail, false)
        && scan.last_clue(start, tail, CONFERS).is_none();
    given.then(|| Candidate::new(start, end, Kind::PROGRAM, 10, "grammar/program.dated"))
}

/// Past what a line of a list is numbered by: 一、 （二） 3.
fn past_enumerator(scan: &Scan<'_>) -> usize {
    let counts = |at: usize| {
        matches!(scan.char(at), '0'..='9' | '（' | '）' | '(' | ')')
            || matches!(
                scan.char(at),
                '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十'
            )
    };
    let digits = (0..scan.len()).take(5).take_while(|&at| counts(at)).count();
    let mark = matches!(scan.char(digits), '、' | '.' | '．');
    if mark {
        digits + 1
    } else if digits > 0 && matches!(scan.before(digits), '）' | ')') {
        digits
    } else {
        0
    }
}

/// Honours may be listed: the verb is looked for over 、 and 和.
fn scope(scan: &Scan<'_>, at: usize) -> usize {
    let from = at.saturating_sub(60);
    (from..at)
        .rev()
        .find(|&p| matches!(scan.char(p), '，' | '。' | '；' | '！' | '？' | '：'))
        .map_or(from, |p| p + 1)
}

/// Who confers honours, and what these words begin with.
const LEVELS: Choice<13> = Choice::of([
    "国家",
    "全国",
    "世界",
    "中国",
    "全球",
    "省级",
    "国际",
    "亚洲",
    "联合国",
    "中华",
    "部级",
    "国家级",
    "综合性国家",
]);

/// An honour begins with who confers it: the last 国家, 全国, 省级 or place after the verb.
fn honour_start(scan: &Scan<'_>, from: usize, tail: usize) -> Option<usize> {
    let begins = |at: usize| {
        LEVELS.holds(scan, at)
            || scan.names_starting(at).any(|n| {
                let home = n.kind == Kind::PLACE && n.len() > 2;
                home && "省市区".contains(scan.before(n.end)) && !LEVELS.holds(scan, n.end)
            })
    };
    let item = (from..tail)
        .rev()
        .find(|&p| matches!(scan.char(p), '、' | '和' | '“' | '《') && begins(p + 1))
        .map(|p| p + 1);
    let item = item.or_else(|| (from..tail).find(|&p| begins(p)))?;
    let open = (item..tail).any(|p| matches!(scan.char(p), '、' | '，' | '《'));
    (!open).then_some(item)
}
