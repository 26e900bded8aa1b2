//! A scanned sentence in, candidates for names with quotes or title marks out.

use super::candidate::Candidate;
use super::event::counted;
use super::institution::{place_ending, whole_to_the_right};
use super::program::{CONFERS, ISSUES, NAMED, telling};
use super::scan::{Scan, is_han};
use super::words::Sort;
use crate::knowledge::{Class, Clue, Clues, Kind};

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
                    out.extend(title(scan, open, at));
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
    let paper = scan.marks_ending(end).iter().any(|mark| mark.clues.has(Clue::Paper));
    let tailed = end > start
        && scan
            .marks_ending(end)
            .iter()
            .any(|mark| mark.clues.any(NAMED) && mark.start as usize >= start);
    (tailed && !paper)
        .then(|| Candidate::new(start, close, Kind::PROGRAM, 13, "grammar/program.title"))
}

fn quotation(scan: &Scan<'_>, open: usize, close: usize, out: &mut Vec<Candidate>) {
    let (start, end) = (open + 1, close);
    if end - start < 2 || end - start > 60 {
        return;
    }
    let length = end - start;
    let conferred = scan.clue_ending(skip_back(scan, open), CONFERS).is_some();
    // 在“中国声谷”建设研究院: what is quoted is where it is built.
    let apart = |past: usize, kind| {
        let there = matches!(scan.before(open), '在' | '于');
        let built = scan.word_starting(close + 1).filter(|word| word.is(Class::Activity));
        there && kind != Kind::PROGRAM && built.is_some_and(|word| word.end < past)
    };
    let tailed = tail_after(scan, close + 1, length, conferred);
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
    let telling =
        telling(scan, start, end) >= 3 || conferred || numbered || is_numeral(scan, start, end);
    if plain && tailed && telling && length >= 4 {
        out.push(Candidate::new(start, end, Kind::PROGRAM, 8, "grammar/quoted.program"));
    } else if plain && entitles(scan, start, end) {
        out.push(Candidate::new(start, end, Kind::PROGRAM, 8, "grammar/quoted.title"));
    } else if plain && conferred && (3..=16).contains(&length) && honoured(scan, start, end) {
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
    matches!(last, '奖' | '杯' | '市' | '县' | '区' | '城' | '乡' | '号' | '单' | '强' | '佳')
        || scan.holds(start, "国家")
        || scan.holds(start, "全国")
        || scan.holds(start, "中国")
}

/// “纺织工匠”称号: what is quoted is a title, unless any firm may bear it.
fn entitles(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    let mut at = end + 1;
    for word in ["等", "荣誉"] {
        if scan.holds(at, word) {
            at += word.chars().count();
        }
    }
    let titled = scan.holds(at, "称号") || scan.holds(at, "证书") || scan.holds(at, "奖牌");
    let firms = ["高新技术企业", "专精特新", "小巨人", "瞪羚"];
    (3..=20).contains(&(end - start))
        && titled
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
    while at < scan.len() && at - from <= 12 {
        for (clue, kind) in table {
            let long = length > 14 && clue != Clue::EventTail;
            let plain = matches!(clue, Clue::ProjectTail | Clue::HonourTail) && general;
            if long || plain || clue == Clue::HonourTail && !conferred {
                continue;
            }
            let end = scan.clue_starting(at, Clues::of(&[clue])).filter(|&end| end - at > 1);
            if let Some(end) = end.filter(|&end| best.is_none_or(|known| end > known.0)) {
                best = Some((end, kind));
            }
        }
        let Some(word) = scan.word_starting(at) else { break };
        general |= word.is(Class::Adjective);
        match word.sort {
            Sort::Common(Class::Noun | Class::Activity | Class::Adjective)
            | Sort::Known(Kind::INDUSTRY) => at = word.end,
            Sort::Known(Kind::PLACE) if length > 14 => at = word.end,
            _ => break,
        }
    }
    best.filter(|&(end, _)| whole_to_the_right(scan, end))
}
