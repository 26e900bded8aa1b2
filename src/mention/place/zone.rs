//! A scanned sentence in, candidates for zones, parks and new towns with the city they belong to out.

use crate::knowledge::{Area, Class, Clue, Clues, Kind, Mark, Trust};
use crate::mention::candidate::Candidate;
use crate::mention::institution::place_ending;
use crate::mention::scan::words::{Sort, Word};
use crate::mention::scan::{Name, Scan, is_break, is_han};

/// 苏高新: the city's letter and 高新, framed by marks.
pub(super) fn lettered_zones(scan: &Scan<'_>, out: &mut Vec<Candidate>) {
    if !scan.may_hold('高') {
        return;
    }
    for at in 1..scan.len().saturating_sub(1) {
        let zone = scan.char(at) == '高' && scan.char(at + 1) == '新' && is_han(scan.before(at));
        let closed = is_break(scan.char(at + 2)) || scan.char(at + 2) == '等';
        if zone && closed && is_break(scan.before(at - 1)) {
            out.push(Candidate::new(at - 1, at + 2, Kind::PLACE, 8, "grammar/place.lettered_zone"));
        }
    }
}

/// 常州高新区, 泰州医药高新区: one name from the city to the zone.
pub(super) fn zone(scan: &Scan<'_>, mark: &Mark) -> Option<Candidate> {
    let (tail, end) = (mark.start as usize, mark.end as usize);
    let because = "grammar/place.zone";
    if let Some(port) = port(scan, mark) {
        return Some(port);
    }
    if let Some(start) = bracketed(scan, tail) {
        return Some(Candidate::new(start, end, Kind::PLACE, 10, because));
    }
    if let Some(place) = place_ending(scan, tail).filter(|p| p.trust == Trust::Sure || p.len() > 2)
    {
        let start = partners(scan, place.start).or_else(|| namesake(scan, place));
        let start = start.unwrap_or(place.start);
        return Some(Candidate::new(start, end, Kind::PLACE, 10, because));
    }
    // 蒙苏经济开发区: the letters of two provinces.
    if let Some(start) = letter_pair(scan, tail).filter(|_| end - tail > 2) {
        return Some(Candidate::new(start, end, Kind::PLACE, 10, because));
    }
    if let Some(start) = new_town(scan, tail) {
        return Some(Candidate::new(start, end, Kind::PLACE, 10, because));
    }
    if let Some(start) = listed_zone(scan, tail, end) {
        return Some(Candidate::new(start, end, Kind::PLACE, 9, because));
    }
    let mut at = tail;
    for _ in 0..4 {
        if let Some(start) = zone_name(scan, at, end) {
            // 中新苏滁高新区: the letters of two countries and of two cities.
            let pair = scan.before(start) == '中' && PARTNERS.contains(scan.char(start));
            let start = start - usize::from(pair && at - start > 2);
            return Some(Candidate::new(start, end, Kind::PLACE, 9, because));
        }
        let word = part_ending(scan, at)?;
        match word.sort {
            // 深圳建设光明科学城: what goes before the verb is where it is built.
            Sort::Common(Class::Activity) if at < tail && scan.holds(word.start, "建设") => {
                return None;
            }
            Sort::Common(Class::Noun | Class::Activity)
            | Sort::Known(Kind::INDUSTRY | Kind::COMPANY) => at = word.start,
            Sort::Common(Class::Adjective) if word.len() == 2 => at = word.start,
            _ => return None,
        }
        if let Some(place) = place_ending(scan, at).filter(|p| p.trust == Trust::Sure) {
            let start = namesake(scan, place).unwrap_or(place.start);
            return Some(Candidate::new(start, end, Kind::PLACE, 9, because));
        }
        // 中国（盐城）海上风电产业园: whose city stands in brackets; 中国（某市）跨境电商综合试验区 is conferred.
        if let Some(start) = bracketed(scan, at).filter(|_| scan.before(end) != '区') {
            return Some(Candidate::new(start, end, Kind::PLACE, 10, because));
        }
    }
    None
}

/// 松岭经开区 alone on a line or in a table, whatever word its name makes; 国家级经开区 is any.
fn listed_zone(scan: &Scan<'_>, tail: usize, end: usize) -> Option<usize> {
    const ANY: [&str; 24] = [
        "国家", "省级", "市级", "县级", "全国", "全省", "工业", "产业", "城市", "重点", "综合",
        "经济", "各类", "老牌", "知名", "县域", "边境", "农业", "科技", "旅游", "新型", "沿海",
        "开放", "特色",
    ];
    let zone = ["经开区", "高新区", "经济开发区", "经济技术开发区", "高新技术产业开发区"];
    let start = tail.checked_sub(2)?;
    let word = scan.word_ending(tail).filter(|word| word.start == start)?;
    let noun = matches!(word.sort, Sort::Common(Class::Noun));
    let own = !ANY.iter().any(|any| scan.holds(start, any));
    let alone = is_break(scan.before(start)) && is_break(scan.char(end));
    let zone = zone.iter().any(|zone| scan.holds(tail, zone) && zone.chars().count() == end - tail);
    (noun && own && alone && zone).then_some(start)
}

/// 洋山港区: a known port and its area.
fn port(scan: &Scan<'_>, mark: &Mark) -> Option<Candidate> {
    let tail = Some(mark.start as usize).filter(|&tail| scan.holds(tail, "港区"))?;
    let known =
        |name: &&Name| name.kind == Kind::PLACE && name.trust == Trust::Sure && name.len() > 2;
    let port = scan.names_ending(tail + 1).iter().find(known)?;
    Some(Candidate::new(port.start, mark.end as usize, Kind::PLACE, 10, "grammar/place.port"))
}

/// 名酒工业园 in 在名酒工业园建设, 河西工业园 in 柳南区的河西工业园: words that say more than what kind of
/// zone it is, where a place is expected.
pub(super) fn cued_zone(scan: &Scan<'_>, mark: &Mark) -> Option<Candidate> {
    let (tail, end) = (mark.start as usize, mark.end as usize);
    let town = scan.holds(tail, "新区") || scan.holds(tail, "新城");
    if end - tail < 3 && !town || !(open_after(scan, end) || matches!(scan.char(end), '内' | '里'))
    {
        return None;
    }
    let mut start = tail;
    let mut telling = 0;
    while tail - start < 8 {
        let Some(word) = part_ending(scan, start) else { break };
        let plain = scan.marks_ending(start).iter().any(|mark| mark.clues.any(PLAIN));
        if start < tail && BUILDS.iter().any(|verb| scan.holds(word.start, verb)) {
            break;
        }
        match word.sort {
            Sort::Common(Class::Noun | Class::Activity) | Sort::Strange | Sort::Latin => {
                telling += if plain { 0 } else { word.len() };
            }
            Sort::Known(Kind::INDUSTRY | Kind::COMPANY) => telling += word.len(),
            // 河西: a place that is a word as well.
            Sort::Known(Kind::PLACE) if start == tail => telling += word.len(),
            Sort::Common(Class::Adjective) if word.len() == 2 => {}
            _ => break,
        }
        start = word.start;
    }
    let of_a_place = || {
        let place = start.checked_sub(1).filter(|&of| scan.char(of) == '的');
        place.is_some_and(|of| place_ending(scan, of).is_some())
    };
    // 依托临江综保区、现代物流产业园: beside a zone with a name.
    let beside = || {
        let end = start.checked_sub(1).filter(|&at| scan.char(at) == '、');
        let tail = end.and_then(|end| scan.clue_ending(end, Clues::of(&[Clue::Zone])));
        tail.is_some_and(|tail| place_ending(scan, tail).is_some())
    };
    let cued = || {
        let cue = scan.clue_ending(start, Clues::of(&[Clue::PlaceCue])).is_some();
        cue || of_a_place() || beside() || is_built(scan, start, end)
    };
    let whole = start > 0 && scan.word_at(start).is_some_and(|n| scan.words()[n].start == start);
    (telling >= 2 && whole && cued())
        .then(|| Candidate::new(start, end, Kind::PLACE, 8, "grammar/place.cued_zone"))
}

/// What is done to a zone before it is one.
const BUILDS: [&str; 6] = ["建设", "兴建", "新建", "建成", "建起", "打造"];

/// 投资18亿元建设航天信息产业园, 启动建设泛家居产业园，选址…: what is built at a price or on a site of so much is
/// one that has a name.
fn is_built(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    let clause = scan.clause(start);
    let priced =
        || (clause..start).any(|at| scan.char(at) == '元' && "亿万".contains(scan.before(at)));
    let sited = ["占地", "选址", "总投资", "规划面积", "一期", "计划总投资", "位于"];
    let sited = || scan.char(end) == '，' && sited.iter().any(|word| scan.holds(end + 1, word));
    BUILDS.iter().any(|verb| scan.ends(start, verb)) && (priced() || sited())
}

/// Words that zones of all kinds are told by.
const PLAIN: Clues = Clues::of(&[Clue::Generic, Clue::Level, Clue::Umbrella]);

/// 宁夏国家葡萄及葡萄酒产业开放发展综合试验区: whatever stands between a place, 国家 and a pilot zone.
pub(super) fn national(scan: &Scan<'_>, mark: &Mark) -> Option<Candidate> {
    let (tail, end) = (mark.start as usize, mark.end as usize);
    let pilot = ["试验区", "示范区", "先行区", "产业基地", "实验区"];
    if !pilot.iter().any(|word| scan.ends(end, word)) {
        return None;
    }
    let inside = |at: &usize| is_han(scan.char(*at)) && scan.char(*at) != '的';
    let from = (0..tail).rev().take(26).take_while(inside).last()?;
    let level = (from..tail).rev().find(|&at| scan.holds(at, "国家"))?;
    let place = place_ending(scan, level).filter(|place| place.trust == Trust::Sure)?;
    let start = place_ending(scan, place.start).map_or(place.start, |outer| outer.start);
    (tail > level + 3)
        .then(|| Candidate::new(start, end, Kind::PLACE, 10, "grammar/place.national_zone"))
}

/// 高铁 in 苏州高铁新城, 三江 in 宜宾三江新区: the word that names a new town or area behind its city.
fn new_town(scan: &Scan<'_>, tail: usize) -> Option<usize> {
    let word = scan.word_ending(tail).filter(|word| word.len() == 2)?;
    let side = ["东部", "西部", "南部", "北部"].iter().any(|side| scan.holds(word.start, side));
    let common = matches!(word.sort, Sort::Common(Class::Noun | Class::Activity));
    let named = (side || common || word.sort == Sort::Known(Kind::PLACE))
        && scan.clue_ending(tail, Clues::of(&[Clue::Generic])) != Some(word.start);
    let town = scan.holds(tail, "新城") || scan.holds(tail, "新区");
    let city = place_ending(scan, word.start).filter(|place| place.trust == Trust::Sure);
    (town && named && city.is_some()).then_some(word.start)
}

/// 中国（南京） in 中国（南京）软件谷: where a place and another in brackets behind it begin.
pub(super) fn bracketed(scan: &Scan<'_>, tail: usize) -> Option<usize> {
    if !matches!(scan.before(tail), '）' | ')') {
        return None;
    }
    let inner = place_ending(scan, tail - 1)?;
    let open = inner.start.checked_sub(1).filter(|&at| matches!(scan.char(at), '（' | '('))?;
    place_ending(scan, open).map(|outer| outer.start)
}

/// The word that ends here, or the trade that reaches over this place: 汽车产业 before 产业园.
pub(super) fn part_ending(scan: &Scan<'_>, at: usize) -> Option<Word> {
    let word = scan.words()[scan.word_at(at.checked_sub(1)?)?];
    let trade = word.sort == Sort::Known(Kind::INDUSTRY) && word.start + 1 < at;
    (word.end == at || trade).then_some(word)
}

/// Letters of countries with which zones are shared.
const PARTNERS: &str =
    "马新德意法英美日韩俄越老缅泰印巴阿沙埃哈蒙荷丹芬瑞奥匈波捷塞白乌以欧非尼柬菲澳加";

/// 中以 in 中以常州创新园: where two countries in front of a zone's place begin.
fn partners(scan: &Scan<'_>, at: usize) -> Option<usize> {
    let letters = at.checked_sub(2).filter(|&start| {
        let (one, other) = (scan.char(start), scan.char(start + 1));
        one == '中' && PARTNERS.contains(other) || other == '中' && PARTNERS.contains(one)
    });
    let letters = letters.filter(|&start| scan.opens(start));
    let pair = letter_pair(scan, at).filter(|&start| scan.char(start) == '中');
    pair.or(letters).or_else(|| countries(scan, at))
}

/// 中国—马来西亚 in 中国—马来西亚钦州产业园区.
fn countries(scan: &Scan<'_>, at: usize) -> Option<usize> {
    let country = |end: usize| {
        scan.names_ending(end).iter().find(|name| name.area == Area::Country && name.len() > 1)
    };
    let second = country(at)?;
    let dash =
        second.start.checked_sub(1).filter(|&at| matches!(scan.char(at), '—' | '-' | '－'))?;
    country(dash).map(|first| first.start)
}

/// 江苏 in 江苏中关村科技产业园, 大连 in 大连长兴岛经济区: a zone named after a feature or after a place
/// elsewhere begins with the short name of its own; 江苏 in 江苏常熟经济技术开发区 stays apart.
fn namesake(scan: &Scan<'_>, place: &Name) -> Option<usize> {
    let outer = place_ending(scan, place.start).filter(|outer| outer.trust == Trust::Sure)?;
    let lexicon = scan.knowledge.lexicon();
    let area = matches!(
        place.area,
        Area::Province | Area::City | Area::County | Area::Town | Area::Country
    );
    let inside = lexicon.within(place.row).contains(&outer.row);
    let short = !matches!(scan.before(outer.end), '省' | '市' | '区' | '县' | '州' | '盟' | '旗');
    let apart = area && (inside || outer.len() > 2) || outer.area == Area::Country;
    (short && !apart && outer.row != place.row).then_some(outer.start)
}

/// 蒙苏 in 伊金霍洛旗蒙苏经济开发区: where two to four letters that name a zone begin.
fn zone_name(scan: &Scan<'_>, tail: usize, end: usize) -> Option<usize> {
    let run = (0..tail).rev().take(5).take_while(|&at| scan.is_loose(at)).count();
    let run = run - usize::from(run > 2 && counts_in(scan, tail - run));
    let start = tail - run;
    let strange = (start..tail).filter(|&at| scan.is_strange(at)).count();
    let placed = place_ending(scan, start).is_some_and(|place| place.trust == Trust::Sure);
    let opens = scan.opens(start) || start > 0 && counts_in(scan, start - 1);
    let named = (2..=4).contains(&run) && (placed || strange > 0 && opens);
    let open = open_after(scan, end) || matches!(scan.char(end), '内' | '里');
    (named && scan.char(start) != '第' && open).then_some(start)
}

/// （含徐圩新区）: what says at the head of a bracket that a place is counted in.
pub(super) fn counts_in(scan: &Scan<'_>, at: usize) -> bool {
    scan.char(at) == '含' && matches!(scan.before(at), '（' | '(')
}

/// 常泰, 沪宁: where two letters that end here and stand for places begin.
pub(in crate::mention) fn letter_pair(scan: &Scan<'_>, end: usize) -> Option<usize> {
    let start = end.checked_sub(2)?;
    let letter = |at: usize| {
        scan.names_ending(at + 1).iter().any(|n| n.kind == Kind::PLACE && n.start == at)
            || scan.clue_starting(at, Clues::of(&[Clue::Letter])) == Some(at + 1)
    };
    (letter(start) && letter(start + 1) && (start == 0 || scan.opens(start))).then_some(start)
}

/// Whether a place may end here.
pub(super) fn open_after(scan: &Scan<'_>, end: usize) -> bool {
    is_break(scan.char(end))
        || scan.word_starting(end).is_some_and(|word| {
            matches!(
                word.sort,
                Sort::Common(
                    Class::Particle
                        | Class::Verb
                        | Class::Noun
                        | Class::Adverb
                        | Class::Activity
                        | Class::Number
                ) | Sort::Known(_)
                    | Sort::Digits
                    | Sort::Mark
            )
        })
}
