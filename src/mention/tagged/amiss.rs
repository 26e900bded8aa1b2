//! A span that the tagger sees and what was read there in, whether it cannot be one name out.

use crate::knowledge::{Area, Clue, Clues, Kind};
use crate::mention::candidate::Candidate;
use crate::mention::company::is_standard;
use crate::mention::document::echo::TOLD;
use crate::mention::gazetteer::is_ministry;
use crate::mention::person::biography;
use crate::mention::place::direction::is_direction;
use crate::mention::program::{is_counted, is_planning};
use crate::mention::scan::reach::WHEN;
use crate::mention::scan::{Scan, is_han};
use crate::mention::tagger::Tagged;
use crate::text::Span;

/// What is done to a trade: 发展, 培育.
const DONE: Clues = Clues::of(&[Clue::SectorCue]);

/// Whether a span cannot be one name, whatever the tagger thinks.
pub(super) fn is_amiss(scan: &Scan<'_>, names: &[Candidate], tagged: &Tagged) -> bool {
    is_open(scan, tagged.span)
        || cuts(names, tagged.span)
        || is_part_of_one(scan, names, tagged)
        || is_class_abroad(scan, names, tagged)
        || plans(scan, tagged.span)
        || tagged.kind == Kind::PROGRAM && is_counted(scan, tagged.span.end as usize)
        || heads_a_line(scan, tagged)
        || speaks(scan, tagged)
        || runs_ministries_together(scan, names, tagged.span)
        || takes_in_what_is_done(scan, names, tagged)
        || says_where_to(scan, tagged)
        || holds_party_and_office(scan, tagged)
        || is_standard(scan, tagged.span)
        || begins_with_a_time(scan, tagged)
        || is_a_life(names, tagged.span)
        || joins_two(scan, tagged)
}

/// It opens a quotation or bracket and does not close it, or the other way round.
fn is_open(scan: &Scan<'_>, span: Span) -> bool {
    let count = |mark: char| scan.chars[span.range()].iter().filter(|&&c| c == mark).count();
    [('“', '”'), ('〈', '〉'), ('《', '》'), ('（', '）')]
        .iter()
        .any(|&(a, b)| count(a) != count(b))
}

/// It cuts what is one name for sure: what stands in 《…》 as a measure does, with all it names, or a
/// short name that the text gives.
fn cuts(names: &[Candidate], span: Span) -> bool {
    names.iter().filter(|name| name.span != span && name.span.overlaps(span)).any(|name| {
        let holds = name.span.start <= span.start && span.end <= name.span.end;
        name.because == "grammar/program.title"
            || name.because == "document/repeated" && name.strength == TOLD && holds
    })
}

/// It is a part of what was read as one name: a body without the group that is meant
/// (市委|理论学习中心组), a part of a road or of an area (淮河以南地区), or a park without the two countries
/// in front (中新|滨江生态园).
fn is_part_of_one(scan: &Scan<'_>, names: &[Candidate], tagged: &Tagged) -> bool {
    let span = tagged.span;
    let goes_on = is_han(scan.char(span.end as usize));
    let is_whole = |name: &Candidate| match name.because {
        "grammar/place.road" => true,
        "grammar/place.stretch" => scan.ends(name.span.end as usize, "地区"),
        _ => false,
    };
    names.iter().any(|name| {
        let within = name.span.start <= span.start && span.end <= name.span.end;
        let front = name.span.start == span.start && span.end + 3 < name.span.end;
        let body = name.kind == Kind::INSTITUTION && tagged.kind == Kind::INSTITUTION && front;
        let countries = scan.char(name.span.start as usize) == '中'
            && name.kind == Kind::PLACE
            && (name.span.start + 2, name.span.end) == (span.start, span.end);
        let placed = within && name.span != span && is_whole(name);
        placed || countries || body && goes_on
    })
}

/// It is a class of bodies of a country: 美国|中学, 日本|高校.
fn is_class_abroad(scan: &Scan<'_>, names: &[Candidate], tagged: &Tagged) -> bool {
    const CLASSES: [&str; 6] = ["中学", "小学", "高校", "高中", "学校", "医院"];
    let (start, end) = (tagged.span.start as usize, tagged.span.end as usize);
    let country = names.iter().find(|name| {
        name.span.start as usize == start
            && name.kind == Kind::PLACE
            && name.span.end < tagged.span.end
    });
    country.is_some_and(|country| {
        let class = country.span.end as usize;
        let named = scan.names_starting(start).find(|name| name.end == class);
        named.is_some_and(|name| name.area == Area::Country)
            && CLASSES.iter().any(|word| class + 2 == end && scan.holds(class, word))
    })
}

/// It takes in 计划 where that is what a firm does: 某某电器计划|投资.
fn plans(scan: &Scan<'_>, span: Span) -> bool {
    let mut ends = span.start as usize + 1..=span.end as usize;
    scan.may_hold('划') && ends.any(|end| is_planning(scan, end))
}

/// A program that is the heading of a line: 【创新平台】.
fn heads_a_line(scan: &Scan<'_>, tagged: &Tagged) -> bool {
    let (start, end) = (tagged.span.start as usize, tagged.span.end as usize);
    tagged.kind == Kind::PROGRAM && start == 1 && scan.char(0) == '【' && scan.char(end) == '】'
}

/// A firm or person that begins with a word for whoever speaks, or a person with 的.
fn speaks(scan: &Scan<'_>, tagged: &Tagged) -> bool {
    match scan.char(tagged.span.start as usize) {
        '我' | '你' | '您' | '他' | '她' | '它' => {
            matches!(tagged.kind, Kind::COMPANY | Kind::PERSON)
        }
        '的' => tagged.kind == Kind::PERSON,
        _ => false,
    }
}

/// It takes the office of a district for a part of its party committee: 某省委|省政府, 某省委|某省人民政府.
fn holds_party_and_office(scan: &Scan<'_>, tagged: &Tagged) -> bool {
    let (start, end) = (tagged.span.start as usize, tagged.span.end as usize);
    let committee = |at: &usize| {
        matches!(scan.chars[at - 1..=*at], ['省' | '市' | '县' | '区' | '州' | '旗', '委'])
            && scan.char(at + 1) != '员'
    };
    tagged.kind == Kind::INSTITUTION
        && scan.ends(end, "政府")
        && (start + 1..end).any(|at| committee(&at))
}

/// It takes in the time before a word for who is told of: 去年|集团, 目前|产业园.
fn begins_with_a_time(scan: &Scan<'_>, tagged: &Tagged) -> bool {
    tagged.kind != Kind::PROGRAM && WHEN.holds(scan, tagged.span.start as usize)
}

/// It takes the person whose life is told for something else.
fn is_a_life(names: &[Candidate], span: Span) -> bool {
    names.iter().any(|name| name.because == biography::TOLD && name.span.overlaps(span))
}

/// It is two bodies, each with an end of its own: 某县桃源小学|与|实验小学.
fn joins_two(scan: &Scan<'_>, tagged: &Tagged) -> bool {
    const TAILS: Clues = Clues::of(&[Clue::InstitutionTail]);
    let (start, end) = (tagged.span.start as usize, tagged.span.end as usize);
    let joint = |at: &usize| matches!(scan.char(*at), '与' | '和' | '同');
    let ends =
        |at: usize| scan.clue_ending(at, TAILS).is_some_and(|tail| tail > start && at - tail > 1);
    let two = |at: usize| ends(at) && end > at + 4;
    tagged.kind == Kind::INSTITUTION && (start + 4..end).filter(joint).any(two)
}

/// It is a side of the street or a direction.
fn says_where_to(scan: &Scan<'_>, tagged: &Tagged) -> bool {
    let (start, end) = (tagged.span.start as usize, tagged.span.end as usize);
    tagged.kind == Kind::PLACE && is_direction(scan, start, end)
}

/// It is made of ministries that stand side by side.
fn runs_ministries_together(scan: &Scan<'_>, names: &[Candidate], span: Span) -> bool {
    let inside = || names.iter().filter(|name| name.span.overlaps(span));
    let ministry = |name: &Candidate| {
        let within = span.start <= name.span.start && name.span.end <= span.end;
        name.kind == Kind::INSTITUTION && within && is_ministry(scan, name.span.start as usize)
    };
    let named: usize = inside().map(|name| name.span.len()).sum();
    let spaces = scan.chars[span.range()].iter().filter(|c| c.is_whitespace()).count();
    inside().count() > 1 && inside().all(ministry) && named + spaces == span.len()
}

/// It takes in what is done to the trade that it names: 发展|光伏.
fn takes_in_what_is_done(scan: &Scan<'_>, names: &[Candidate], tagged: &Tagged) -> bool {
    let span = tagged.span;
    let trade = |name: &&Candidate| {
        name.kind == Kind::INDUSTRY && name.span.overlaps(span) && name.span.end == span.end
    };
    tagged.kind == Kind::INDUSTRY
        && names.iter().filter(trade).any(|name| {
            let (start, from) = (span.start as usize, name.span.start as usize);
            start < from && scan.clue_ending(from, DONE) == Some(start)
        })
}
