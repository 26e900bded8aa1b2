//! A scanned sentence in, candidates for names with quotes or title marks out.

use super::candidate::Candidate;
use super::gazetteer::is_ministry;
use super::institution::{place_ending, whole_to_the_right};
use crate::knowledge::{Class, Clue, Clues, Kind, Mark};
use crate::mention::program::event::counted;
use crate::mention::program::{CONFERS, ISSUES, NAMED, is_counted, telling};
use crate::mention::scan::choice::Choice;
use crate::mention::scan::words::Sort;
use crate::mention::scan::{Scan, is_han};

/// What stands in quotes or title marks, when it is a program, and quoted parts of longer names.
pub(super) fn candidates(scan: &Scan<'_>, out: &mut Vec<Candidate>) {
    if !scan.may_hold('》') && !scan.may_hold('”') {
        return;
    }
    let mut titles = Vec::new();
    let mut quotes = Vec::new();
    for (at, &char) in scan.chars.iter().enumerate() {
        match char {
            '《' => titles.push(at),
            '》' => {
                if let Some(open) = titles.pop()
                    && titles.is_empty()
                {
                    let found = title(scan, open, at);
                    out.extend(found.and_then(|_| letters(scan, at + 1)));
                    out.extend(found);
                }
            }
            '“' => quotes.push(at),
            '”' => {
                if let Some(open) = quotes.pop()
                    && quotes.is_empty()
                {
                    quotation(scan, open, at, out);
                }
            }
            _ => {}
        }
    }
}

/// 《…条例》: a title that ends as plans and policies do.
fn title(scan: &Scan<'_>, open: usize, close: usize) -> Option<Candidate> {
    let (start, mut end) = (open + 1, close);
    if close - start < 2 || close - start > 80 {
        return None;
    }
    if scan.before(end) == '）' {
        let from = (start..end).rev().find(|&p| scan.char(p) == '（')?;
        end = from;
    }
    // 《国务院关于…的通知》: what a ministry puts out, whatever it is called.
    let official = || is_ministry(scan, start) && (start..end).any(|at| scan.holds(at, "关于"));
    if is_newspaper(scan, start, close) {
        return Some(Candidate::new(
            start,
            close,
            Kind::INSTITUTION,
            9,
            "grammar/institution.press",
        ));
    }
    let named = is_measure(scan, start, end)
        || official()
        || headed(scan, start, end).is_some_and(|head| is_measure(scan, start, head));
    named.then(|| Candidate::new(start, close, Kind::PROGRAM, 13, "grammar/program.title"))
}

/// 晚晴报: three to seven letters that end as newspapers do, and as no report.
fn is_newspaper(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    const REPORTS: Choice<14> = Choice::of([
        "公报", "简报", "通报", "汇报", "月报", "年报", "季报", "战报", "捷报", "情报", "海报",
        "喜报", "预报", "旬报",
    ]);
    (3..=7).contains(&(end - start))
        && scan.before(end) == '报'
        && scan.chars[start..end].iter().all(|&char| is_han(char))
        && !REPORTS.ends(scan, end)
}

/// RCEP in 《…协定》（RCEP）: the letters that a title is known by.
fn letters(scan: &Scan<'_>, open: usize) -> Option<Candidate> {
    let start = open + 1;
    let length = (start..scan.len()).take_while(|&p| scan.char(p).is_ascii_uppercase()).count();
    let end = start + length;
    let bracketed = matches!(scan.char(open), '（' | '(') && matches!(scan.char(end), '）' | ')');
    (bracketed && (3..9).contains(&length))
        .then(|| Candidate::new(start, end, Kind::PROGRAM, 9, "grammar/program.letters"))
}

/// Whether a title ends as plans and policies do.
pub(super) fn is_measure(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    let marks = || scan.marks_ending(end).iter();
    let paper = marks().any(|mark| mark.clues.has(Clue::Paper));
    let tails = NAMED.with(Clue::TitleTail);
    // 《原则》 alone is the name of no measure.
    let tailed = |mark: &Mark| {
        let lone = !mark.clues.any(NAMED) && (mark.start as usize) < start + 2;
        mark.clues.any(tails) && mark.start as usize >= start && !lone
    };
    end > start && !paper && marks().any(tailed)
}

/// 税收征管准则 in 税收征管准则第3号——欠税公告: where what kind of measure it is ends, when its
/// number or subject follows.
fn headed(scan: &Scan<'_>, start: usize, end: usize) -> Option<usize> {
    let number = |at: usize| {
        let digits = (at + 1..end).take_while(|&p| scan.char(p).is_ascii_digit()).count();
        digits > 0 && matches!(scan.char(at + 1 + digits), '号' | '部')
    };
    (start + 2..end).find(|&at| match scan.char(at) {
        ' ' | '—' => true,
        '第' => number(at),
        _ => false,
    })
}

fn quotation(scan: &Scan<'_>, open: usize, close: usize, out: &mut Vec<Candidate>) {
    let (start, end) = (open + 1, close);
    if end - start < 2 || end - start > 60 {
        return;
    }
    let length = end - start;
    let titled = is_titled(scan, close);
    // 入选江南省“十朵金花”: whose honour it is.
    let whose = place_ending(scan, open).map_or(open, |place| place.start);
    let given = [open, whose].map(|at| scan.clue_ending(skip_back(scan, at), CONFERS).is_some());
    let conferred = titled || given[0] || given[1];
    // 在“中国声谷”建设研究院: what is quoted is where it is built.
    let apart = |past: usize, kind| {
        let there = matches!(scan.before(open), '在' | '于');
        let built = scan.word_starting(close + 1).filter(|word| word.is(Class::Activity));
        there && kind != Kind::PROGRAM && built.is_some_and(|word| word.end < past)
    };
    // 用“放管服”改革办法: a way to do something.
    let tailed = tail_after(scan, close + 1, length, conferred);
    let by = scan.before(open) == '用' && scan.word_ending(open).is_some_and(|w| w.len() == 1);
    let tailed = tailed.filter(|_| !by);
    if let Some((past, kind)) = tailed.filter(|&(past, kind)| !apart(past, kind)) {
        let from = before_quotation(scan, open, kind);
        let strength = if kind == Kind::PROGRAM { 9 } else { 8 };
        out.push(Candidate::new(from, past, kind, strength, "grammar/quoted.part"));
        return;
    }
    out.extend(quoted_body(scan, start, end));
    let plain = scan.chars[start..end]
        .iter()
        .all(|&c| is_han(c) || c.is_ascii_alphanumeric() || matches!(c, '·' | '—' | '-' | '.'));
    let tailed = scan.marks_ending(end).iter().any(|mark| {
        let named = mark.clues.any(NAMED) && (conferred || !mark.clues.has(Clue::HonourTail));
        named && mark.start as usize > start
    });
    let issued = scan.clue_ending(skip_back(scan, open), ISSUES).is_some();
    let numbered = scan.char(start).is_ascii_digit();
    // 启动“驰风计划”: what is begun has a name of its own, however short.
    let begun = issued && DRIVES.ends(scan, end);
    let telling = begun
        || telling(scan, start, end) >= 3
        || conferred
        || numbered
        || is_numeral(scan, start, end);
    if plain && tailed && telling && length >= 4 {
        out.push(Candidate::new(start, end, Kind::PROGRAM, 8, "grammar/quoted.program"));
    } else if plain && titled && is_own_title(scan, start, end) {
        out.push(Candidate::new(start, end, Kind::PROGRAM, 8, "grammar/quoted.title"));
    } else if plain
        && conferred
        && (3..=16).contains(&length)
        && (honoured(scan, start, end) || whose < open)
    {
        out.push(Candidate::new(start, end, Kind::PROGRAM, 8, "grammar/quoted.honour"));
    } else if issued && plain && (4..=12).contains(&length) && event_after(scan, close + 1) {
        out.push(Candidate::new(start, end, Kind::PROGRAM, 8, "grammar/quoted.campaign"));
    }
}

/// “钒钛资源产业技术创新战略联盟”: what is quoted is named as bodies are.
fn quoted_body(scan: &Scan<'_>, start: usize, end: usize) -> Option<Candidate> {
    let tail = scan.clue_ending(end, Clues::of(&[Clue::InstitutionTail]))?;
    let named = tail > start + 3 && end - tail > 1 && telling(scan, start, tail) >= 4;
    named.then(|| Candidate::new(start, end, Kind::INSTITUTION, 8, "grammar/quoted.institution"))
}

/// 双千计划, 百千万工程: a campaign named by the numbers of what it brings.
fn is_numeral(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    (start..end - 2).all(|at| "一二三四五六七八九十百千万双两".contains(scan.char(at)))
}

/// What was given is named like an honour, not a metaphor.
fn honoured(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    let last = scan.before(end);
    // 百强 is given, 从大到强 is not.
    let counted = "十百千0".contains(scan.before(end - 1));
    matches!(last, '奖' | '杯' | '市' | '县' | '区' | '城' | '乡' | '号' | '单' | '佳')
        || scan.ends(end, "商标")
        || scan.ends(end, "品牌")
        || scan.ends(end, "名牌")
        || last == '强' && counted
        || scan.holds(start, "国家")
        || scan.holds(start, "全国")
        || scan.holds(start, "中国")
}

/// “纺织工匠”称号: whether a word for titles follows a quotation that ends here.
fn is_titled(scan: &Scan<'_>, close: usize) -> bool {
    let mut at = close + 1;
    for word in ["等", "荣誉"] {
        if scan.holds(at, word) {
            at += word.chars().count();
        }
    }
    ["称号", "证书", "奖牌", "牌匾"].iter().any(|word| scan.holds(at, word))
}

/// Whether a title is one of its own, which not every firm of some size may bear.
fn is_own_title(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    let firms = ["高新技术企业", "专精特新", "小巨人", "瞪羚"];
    (3..=20).contains(&(end - start))
        && !firms.iter().any(|word| (start..end).any(|at| scan.holds(at, word)))
}

/// “…”活动: what follows the quotation says it was a campaign.
fn event_after(scan: &Scan<'_>, at: usize) -> bool {
    ["活动", "大赛", "比赛", "竞赛", "计划", "战略"].iter().any(|word| scan.holds(at, word))
}

/// Back over what may stand between a verb and a quotation.
fn skip_back(scan: &Scan<'_>, at: usize) -> usize {
    if scan.before(at) == '了' || scan.before(at) == '为' { at - 1 } else { at }
}

/// What a name that goes on with a quotation begins with: a year, an ordinal, a level.
fn before_quotation(scan: &Scan<'_>, open: usize, kind: Kind) -> usize {
    if kind == Kind::INSTITUTION {
        return place_ending(scan, open).map_or(open, |place| place.start);
    }
    if kind != Kind::PROGRAM {
        return open;
    }
    let (start, counted) = counted(scan, open);
    let level = ["全国", "国家", "中国"].iter().find(|word| scan.ends(open, word));
    match level {
        Some(word) if !counted => open - word.chars().count(),
        _ => start,
    }
}

/// 慰问活动 of “暖冬敲门”慰问活动: where what is done in a campaign ends.
fn campaign(scan: &Scan<'_>, from: usize) -> Option<usize> {
    let inside = |&at: &usize| is_han(scan.char(at)) && !"的等和在进行".contains(scan.char(at));
    let words = (from..scan.len()).take(6).take_while(inside);
    let at = words.into_iter().find(|&at| at > from + 1 && scan.holds(at, "活动"))?;
    scan.word_starting(from).map(|_| at + 2)
}

/// What campaigns are called.
const DRIVES: Choice<3> = Choice::of(["计划", "行动", "工程"]);

/// “一站式”, “面对面”, “互联网+”: a quotation that ends here and says how something is done.
pub(super) fn is_manner(scan: &Scan<'_>, close: usize, length: usize) -> bool {
    matches!(scan.before(close), '式' | '化' | '性' | '型' | '+')
        || length == 3 && matches!(scan.char(close - 2), '对' | '拉' | '+')
}

/// The tail that completes a quoted part, after some common words: where it ends and what it
/// makes. A long quotation is completed by events alone.
fn tail_after(
    scan: &Scan<'_>,
    from: usize,
    length: usize,
    conferred: bool,
) -> Option<(usize, Kind)> {
    let table = [
        (Clue::ProgramTail, Kind::PROGRAM),
        (Clue::ProjectTail, Kind::PROGRAM),
        (Clue::EventTail, Kind::PROGRAM),
        (Clue::SectorTail, Kind::INDUSTRY),
        (Clue::HonourTail, Kind::PROGRAM),
        (Clue::Site, Kind::PLACE),
        (Clue::InstitutionTail, Kind::INSTITUTION),
    ];
    let mut best: Option<(usize, Kind)> = None;
    let mut at = from;
    let mut general = false;
    let manner = is_manner(scan, from - 1, length);
    if let Some(end) = campaign(scan, from).filter(|_| !manner && length < 15) {
        best = Some((end, Kind::PROGRAM));
    }
    while at < scan.len() && at - from <= 12 {
        let system = scan.clue_starting(at, Clues::of(&[Clue::System]));
        if let Some(end) = system.filter(|&end| end - at > 2 && !manner && length < 15) {
            best = Some((end, Kind::PROGRAM));
            break;
        }
        for (clue, kind) in table {
            let long = length > 14 && clue != Clue::EventTail;
            let plain = matches!(clue, Clue::ProjectTail | Clue::HonourTail) && general;
            let manner = manner && clue == Clue::InstitutionTail;
            // “春风行动”措施促进民营经济 is no sector.
            let far = clue == Clue::SectorTail && at - from > 4;
            if long || plain || manner || far || clue == Clue::HonourTail && !conferred {
                continue;
            }
            let end = scan.clue_starting(at, Clues::of(&[clue])).filter(|&end| end - at > 1);
            if let Some(end) = end.filter(|&end| best.is_none_or(|known| end > known.0)) {
                best = Some((end, kind));
            }
        }
        // “双碳”转型相关规划 are several.
        if scan.holds(at, "相关") || scan.holds(at, "有关") {
            break;
        }
        let Some(word) = scan.word_starting(at) else { break };
        general |= word.is(Class::Adjective);
        match word.sort {
            Sort::Common(Class::Noun | Class::Activity | Class::Adjective)
            | Sort::Known(Kind::INDUSTRY) => at = word.end,
            Sort::Known(Kind::PLACE) if length > 14 => at = word.end,
            // “头雁”培育计划: what a campaign does.
            Sort::Common(Class::Verb) if !manner && DRIVES.holds(scan, word.end) => at = word.end,
            _ => break,
        }
    }
    best.filter(|&(end, _)| whole_to_the_right(scan, end) && !is_counted(scan, end))
}
