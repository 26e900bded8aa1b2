//! A scanned sentence in, candidates for places that no list holds out.

pub(super) mod abroad;
pub(super) mod direction;
mod lettered;
pub(super) mod zone;

use super::candidate::Candidate;
use super::institution::{place_ending, whole_to_the_right};
use crate::knowledge::{Area, Class, Clue, Clues, Kind, Mark, Trust};
use crate::mention::scan::words::Sort;
use crate::mention::scan::{Name, Scan, is_break, is_han};
use lettered::letters;
use zone::{
    bracketed, counts_in, cued_zone, letter_pair, lettered_zones, national, open_after,
    part_ending, zone,
};

/// Zones with the city's name, sites, features and structures with names of their own, and
/// one-letter forms in the frames that allow them.
pub(super) fn candidates(scan: &Scan<'_>, out: &mut Vec<Candidate>) {
    let makers = if scan.clues.any(TAILS) { scan.makers } else { &[] };
    for mark in makers {
        let end = mark.end as usize;
        if !mark.clues.any(TAILS)
            || !whole_to_the_right(scan, end) && !matches!(scan.char(end), '内' | '里')
        {
            continue;
        }
        if mark.clues.has(Clue::Zone) && scan.is_longest(mark, Clue::Zone) {
            out.extend(zone(scan, mark).or_else(|| cued_zone(scan, mark)));
            out.extend(national(scan, mark));
        }
        let park = ["产业园", "工业园", "示范园", "科技园", "产业基地"];
        if mark.clues.has(Clue::Site) && park.iter().any(|park| scan.ends(end, park)) {
            out.extend(cued_zone(scan, mark));
        }
        for (clue, because) in OWN {
            if mark.clues.has(clue) && scan.is_longest(mark, clue) {
                out.extend(own(scan, mark, because));
                break;
            }
        }
        if mark.clues.has(Clue::Stretch) {
            out.extend(stretch(scan, mark));
        }
    }
    letters(scan, out);
    roads(scan, out);
    if scan.may_hold('路') {
        streets(scan, out);
    }
    lettered_zones(scan, out);
}

/// 341省道, 溧阳1号公路, G15高速: a road by its number.
fn roads(scan: &Scan<'_>, out: &mut Vec<Candidate>) {
    if !scan.clues.has(Clue::Structure) {
        return;
    }
    for mark in scan.makers.iter().filter(|m| m.clues.has(Clue::Structure) && m.end - m.start > 1) {
        let (mut at, end) = (mark.start as usize, mark.end as usize);
        if scan.before(at) == '号' {
            at -= 1;
        }
        let digits = (0..at).rev().take_while(|&p| scan.char(p).is_ascii_digit()).count();
        if digits == 0 || digits > 4 {
            continue;
        }
        at -= digits;
        if matches!(scan.before(at), 'G' | 'S' | 'X') {
            at -= 1;
        }
        let start = place_ending(scan, at).map_or(at, |place| place.start);
        let mut past = end;
        if let Some(stretch) = scan.clue_starting(end, Clues::of(&[Clue::Stretch])) {
            past = stretch;
        } else if let Some(number) =
            (end..(end + 5).min(scan.len())).find(|&p| scan.char(p) == '段')
        {
            past = if (end..number).all(|p| is_han(scan.char(p))) { number + 1 } else { end };
        }
        out.push(Candidate::new(start, past, Kind::PLACE, 10, "grammar/place.road"));
    }
}

/// 云龙山路, 驼蓝山路: a street that is called after a hill or lake, or after one whose name holds one letter
/// more than a place that is known. No line of 路网 or 路段 is.
fn streets(scan: &Scan<'_>, out: &mut Vec<Candidate>) {
    let nature = Clues::of(&[Clue::Nature]);
    for at in (2..scan.len()).filter(|&at| scan.char(at) == '路') {
        let whole = scan.word_at(at).is_some_and(|n| scan.words()[n].start == at);
        let place = place_ending(scan, at).filter(|place| place.trust == Trust::Sure && whole);
        let Some(place) = place.filter(|_| !"网段程线费径基桥".contains(scan.char(at + 1)))
        else {
            continue;
        };
        let letter = place.start.checked_sub(1).filter(|&letter| {
            scan.is_strange(letter) && scan.is_single(letter) && scan.opens(letter)
        });
        let hill = place.len() == 3 && scan.clue_ending(at, nature) == Some(at - 1);
        let start = letter.filter(|_| place.len() == 2).or(hill.then_some(place.start));
        let street = |start| Candidate::new(start, at + 1, Kind::PLACE, 10, "grammar/place.street");
        out.extend(start.map(street));
    }
}

const TAILS: Clues =
    Clues::of(&[Clue::Zone, Clue::Site, Clue::Nature, Clue::Structure, Clue::Admin, Clue::Stretch]);
const OWN: [(Clue, &str); 4] = [
    (Clue::Site, "grammar/place.site"),
    (Clue::Structure, "grammar/place.structure"),
    (Clue::Nature, "grammar/place.nature"),
    (Clue::Admin, ADMIN),
];
const ADMIN: &str = "grammar/place.admin";

/// 鑫泰工业园, 长荡湖: a tail after single characters or after a place.
fn own(scan: &Scan<'_>, mark: &Mark, because: &'static str) -> Option<Candidate> {
    let (tail, end) = (mark.start as usize, mark.end as usize);
    let single = end - tail == 1;
    if let Some(open) = quoted(scan, tail) {
        // 常州“两湖”创新区: with the city in front it is one name.
        let city = place_ending(scan, open).filter(|place| place.trust == Trust::Sure);
        let start = city.map_or(open, |city| city.start);
        return (!single).then(|| Candidate::new(start, end, Kind::PLACE, 9, because));
    }
    // 中国（丹阳）眼镜城.
    if let Some(start) = bracketed(scan, tail).filter(|_| !single) {
        return Some(Candidate::new(start, end, Kind::PLACE, 10, because));
    }
    let admin = because == ADMIN;
    let structure = mark.clues.has(Clue::Structure) && !single;
    // 由伊春经铁路运到: what things go by has no name here.
    if structure && "经沿由从走靠乘坐修".contains(scan.before(tail)) && scan.is_single(tail - 1)
    {
        return None;
    }
    if let Some(start) = europe(scan, tail) {
        return Some(Candidate::new(start, end, Kind::PLACE, 10, because));
    }
    if let Some(pair) = letter_pair(scan, tail).filter(|_| structure) {
        return Some(Candidate::new(pair, end, Kind::PLACE, 10, because));
    }
    if let Some(start) = line(scan, tail).filter(|_| structure) {
        return Some(Candidate::new(start, end, Kind::PLACE, 9, because));
    }
    // 阳朔 in 阳朔县城.
    if !structure && !open_after(scan, end) || scan.holds(tail, "县城") {
        return None;
    }
    if let Some(country) = abroad(scan, tail).filter(|_| admin) {
        return Some(Candidate::new(country, end, Kind::PLACE, 8, because));
    }
    // 银川 in 银川城西北, 十堰 in 十堰城区.
    if scan.char(tail) == '城' && "东西南北区内外".contains(scan.char(end)) {
        return None;
    }
    // 市北 in 绥化市北林区 is cut out of two names.
    let whole = |start: usize| scan.word_starting(start).is_some() || scan.is_strange(start);
    match place_ending(scan, tail).filter(|place| whole(place.start)) {
        Some(place) => behind(scan, mark, because, place),
        None => lettered_own(scan, mark, because),
    }
}

/// 长兴岛, 常州北站: a tail behind a place; but 常州市 is known, and 省 after a place is none of its own.
fn behind(scan: &Scan<'_>, mark: &Mark, because: &'static str, place: &Name) -> Option<Candidate> {
    let (tail, end) = (mark.start as usize, mark.end as usize);
    let (single, admin) = (end - tail == 1, because == ADMIN);
    let seat = matches!(scan.char(tail), '镇' | '乡')
        && matches!(place.area, Area::City | Area::County)
        && whole_to_the_right(scan, end);
    let village = matches!(scan.char(tail), '村' | '县') && place.area != Area::Country || seat;
    let small = admin && (!single || village) && place.len() == 2;
    let whole = small || !admin && (!single || place.len() == 2);
    let structure = mark.clues.has(Clue::Structure) || single;
    let start = if structure { chain(scan, place.start) } else { place.start };
    whole.then(|| Candidate::new(start, end, Kind::PLACE, 10, because))
}

/// 鄱泺湖, 鑫泰工业园: a tail behind letters that make no word.
fn lettered_own(scan: &Scan<'_>, mark: &Mark, because: &'static str) -> Option<Candidate> {
    let (tail, end) = (mark.start as usize, mark.end as usize);
    let (single, admin) = (end - tail == 1, because == ADMIN);
    let structure = mark.clues.has(Clue::Structure) && !single;
    let run = (0..tail).rev().take(6).take_while(|&at| scan.is_loose(at)).count();
    let run = run - usize::from(run > 2 && counts_in(scan, tail - run));
    let start = tail - run;
    // 一江一河 counts them.
    if single && "一二三四五六七八九十两".contains(scan.char(start)) {
        return None;
    }
    let strange = (start..tail).filter(|&at| scan.is_strange(at)).count();
    let opens = scan.opens(start) || start > 0 && counts_in(scan, start - 1);
    if (2..=4).contains(&run) && opens {
        let sure = strange > 0 || !single;
        let placed = place_ending(scan, start).is_some();
        let abroad = admin && placed && strange >= 2;
        let fits = match (single, admin) {
            (_, true) => {
                run <= 4
                    && (matches!(scan.before(end), '村' | '镇' | '乡' | '街' | '社')
                        && cued(scan, start)
                        || abroad)
            }
            (true, false) => {
                sure && run <= 3 && (cued(scan, start) || beside_feature(scan, start))
                    || strange == run
            }
            (false, false) => true,
        };
        let strength = if single { 7 } else { 8 };
        // 罗马布兰卡风电场: letters behind a city abroad go on with its name.
        let outer = place_ending(scan, start)
            .filter(|place| structure || !admin && !single && place.area == Area::WorldCity);
        let start = outer.map_or(start, |place| place.start);
        return fits.then(|| Candidate::new(start, end, Kind::PLACE, strength, because));
    }
    if run == 1 && strange == 1 && single && !admin && place_ending(scan, start).is_some() {
        // 滆湖 behind its city: one letter that no word holds is enough there.
        return Some(Candidate::new(start, end, Kind::PLACE, 7, because));
    }
    if single && !admin {
        return rare_word(scan, mark, because);
    }
    if let Some(start) = avenue(scan, tail) {
        return Some(Candidate::new(start, end, Kind::PLACE, 8, because));
    }
    if admin {
        return village(scan, mark);
    }
    nouns_between(scan, mark, because)
}

/// 石太 of 经石太铁路: the letters of the two ends of a line.
fn line(scan: &Scan<'_>, tail: usize) -> Option<usize> {
    let railway = ["铁路", "高铁", "客专", "高速公路"].iter().any(|line| scan.holds(tail, line));
    let start = tail.checked_sub(2).filter(|_| railway)?;
    let letter = |at: usize| {
        scan.is_single(at)
            && scan.word_starting(at).is_some_and(|word| {
                !matches!(
                    word.sort,
                    Sort::Common(Class::Particle | Class::Pronoun | Class::Number | Class::Measure)
                )
            })
    };
    (letter(start) && letter(start + 1)).then_some(start)
}

/// 渝新欧 of 渝新欧铁路: the letter of where a line to Europe begins, and what it goes by.
fn europe(scan: &Scan<'_>, tail: usize) -> Option<usize> {
    let line = ["铁路", "班列", "国际铁路"].iter().any(|line| scan.holds(tail, line));
    let by = ["新欧", "满欧", "蒙欧", "哈欧"].iter().any(|way| scan.ends(tail, way));
    let start = tail.checked_sub(3).filter(|_| line && by && !scan.holds(tail, "班列"))?;
    is_han(scan.char(start)).then_some(start)
}

/// 白杨河 in 鸭儿峡、白杨河: whether the item before is a feature.
fn beside_feature(scan: &Scan<'_>, start: usize) -> bool {
    let nature = Clues::of(&[Clue::Nature]);
    scan.before(start) == '、' && scan.clue_ending(start - 1, nature).is_some()
}

/// 泉店村 in 灵井镇的泉店村, 在泉店村: two letters, one of which makes no word, where a place is expected.
fn hamlet(scan: &Scan<'_>, tail: usize) -> Option<usize> {
    let start = tail.checked_sub(2).filter(|_| scan.char(tail) == '村')?;
    let lettered = (start..tail).all(|at| is_han(scan.char(at)))
        && (start..tail).any(|at| scan.is_strange(at))
        && scan.word_at(start).is_some_and(|n| scan.words()[n].start == start);
    let of = || {
        let of = start.checked_sub(1).filter(|&of| scan.char(of) == '的');
        of.is_some_and(|of| place_ending(scan, of).is_some())
    };
    let cued = || scan.clue_ending(start, Clues::of(&[Clue::PlaceCue])).is_some() || of();
    (lettered && cued()).then_some(start)
}

/// 三元朱村 behind a county or town: what stands between them names the village.
fn village(scan: &Scan<'_>, mark: &Mark) -> Option<Candidate> {
    let (tail, end) = (mark.start as usize, mark.end as usize);
    if !matches!(scan.char(tail), '村' | '镇' | '乡') && !scan.holds(tail, "社区") {
        return None;
    }
    if let Some(start) = hamlet(scan, tail) {
        return Some(Candidate::new(start, end, Kind::PLACE, 8, "grammar/place.village"));
    }
    let start = (2..=4).filter_map(|length| tail.checked_sub(length)).find(|&start| {
        place_ending(scan, start).is_some_and(|place| {
            place.trust == Trust::Sure
                && matches!(scan.before(place.end), '县' | '市' | '区' | '镇' | '乡' | '旗' | '道')
        })
    })?;
    let name = (start..tail).all(|at| {
        is_han(scan.char(at))
            && scan.word_at(at).is_some_and(|n| {
                let word = scan.words()[n];
                word.start >= start
                    && !matches!(
                        word.sort,
                        Sort::Common(
                            Class::Verb
                                | Class::Particle
                                | Class::Pronoun
                                | Class::Adverb
                                | Class::Adjective
                                | Class::Number
                        )
                    )
            })
    });
    name.then(|| Candidate::new(start, end, Kind::PLACE, 8, "grammar/place.village"))
}

/// 天目湖: a word hardly ever used and the letter of a feature, where a name may stand.
fn rare_word(scan: &Scan<'_>, mark: &Mark, because: &'static str) -> Option<Candidate> {
    let (tail, end) = (mark.start as usize, mark.end as usize);
    let word = scan.word_ending(tail).filter(|word| word.len() == 2)?;
    let known = scan.grammar.vocabulary().word(&scan.chars[word.start..tail]);
    let rare = known.is_some_and(|(class, weight)| class == Class::Noun && weight <= 5);
    let placed = scan.names_ending(tail).iter().any(|n| n.kind == Kind::PLACE && n.len() == 2);
    let feature = matches!(scan.char(tail), '湖' | '山' | '江' | '河' | '岛' | '岭')
        || placed && matches!(scan.char(tail), '港' | '湾');
    let rare = rare || placed;
    let fits = rare && feature && scan.opens(word.start);
    fits.then(|| Candidate::new(word.start, end, Kind::PLACE, 7, because))
}

/// 航天 in 沿航天大道: a noun that names an avenue, where a place is expected.
fn avenue(scan: &Scan<'_>, tail: usize) -> Option<usize> {
    let word = scan.word_ending(tail).filter(|_| scan.holds(tail, "大道"))?;
    let figure = ["康庄", "阳关", "金光", "光明", "幸福", "共富", "致富", "富裕", "复兴"];
    let start = word.start;
    let long = ["公里的", "米的", "里的"].iter().any(|long| scan.ends(start, long));
    let noun = word.is(Class::Noun) && word.len() == 2;
    let figure = figure.iter().any(|word| scan.holds(start, word));
    (noun && !figure && (long || scan.before(start) == '沿' || cued(scan, start) && start > 0))
        .then_some(start)
}

/// 图拉 in 俄罗斯图拉州: what stands between a foreign country and its 州, 省 or 道.
fn abroad(scan: &Scan<'_>, tail: usize) -> Option<usize> {
    // 政府 is no 府.
    scan.word_starting(tail)?;
    (2..=5).filter_map(|length| tail.checked_sub(length)).find(|&start| {
        (start..tail).all(|at| is_han(scan.char(at)))
            && place_ending(scan, start).is_some_and(|place| {
                place.area == Area::Country && !scan.holds(place.start, "中") && place.len() > 1
            })
            && (start..tail).all(|at| {
                scan.word_at(at).is_some_and(|n| {
                    !matches!(scan.words()[n].sort, Sort::Common(Class::Particle | Class::Pronoun))
                })
            })
    })
}

/// 广州国际生物岛, 别桥无人机小镇: a place, common nouns and a tail are one name.
fn nouns_between(scan: &Scan<'_>, mark: &Mark, because: &'static str) -> Option<Candidate> {
    let (tail, end) = (mark.start as usize, mark.end as usize);
    let mut at = tail;
    for _ in 0..4 {
        let word = part_ending(scan, at)?;
        if at < tail && scan.is_strange(at - 1) {
            // 礼嘉智慧公园 in a district: letters of its own begin its name.
            let run = (0..at).rev().take(4).take_while(|&p| scan.is_loose(p)).count();
            let start = at - run;
            let rare = (start..at).filter(|&p| scan.is_strange(p)).count();
            let named = run >= 2 && place_ending(scan, start).is_some()
                || run == 3 && rare >= 2 && scan.opens(start);
            if named {
                return Some(Candidate::new(start, end, Kind::PLACE, 9, because));
            }
        }
        if scan.holds(word.start, "发展") || scan.holds(word.start, "建设") {
            return None;
        }
        at = match word.sort {
            Sort::Common(Class::Noun | Class::Activity | Class::Adjective)
            | Sort::Known(Kind::INDUSTRY)
            | Sort::Strange
            | Sort::Latin => word.start,
            _ => return None,
        };
        let doubtful = |place: &Name| tail - at > 1 && scan.opens(place.start);
        if let Some(place) =
            place_ending(scan, at).filter(|p| p.trust == Trust::Sure || p.len() > 2 || doubtful(p))
        {
            return Some(Candidate::new(place.start, end, Kind::PLACE, 9, because));
        }
    }
    None
}

/// 京张, 常泰长江: places and single characters directly in front of a structure's place.
fn chain(scan: &Scan<'_>, start: usize) -> usize {
    if let Some(pair) = letter_pair(scan, start) {
        return pair;
    }
    let run = (0..start).rev().take(3).take_while(|&at| scan.is_loose(at)).count();
    if run == 2 && scan.opens(start - run) {
        return start - run;
    }
    start
}

/// “两湖”创新区: the quotation before a tail.
fn quoted(scan: &Scan<'_>, tail: usize) -> Option<usize> {
    if scan.before(tail) != '”' {
        return None;
    }
    let from = tail.saturating_sub(8);
    let open = (from..tail - 1).rev().find(|&at| scan.char(at) == '“')?;
    (open + 2 < tail).then_some(open)
}

/// Whether a place may be expected here.
fn cued(scan: &Scan<'_>, start: usize) -> bool {
    is_break(scan.before(start))
        || scan.clue_ending(start, Clues::of(&[Clue::PlaceCue])).is_some()
        || place_ending(scan, start).is_some()
}

/// 长江常州段, 天目湖流域: a part of a place is a place.
fn stretch(scan: &Scan<'_>, mark: &Mark) -> Option<Candidate> {
    let (tail, end) = (mark.start as usize, mark.end as usize);
    let place = place_ending(scan, tail)?;
    let word: String = scan.chars[tail..end].iter().collect();
    let part = matches!(
        word.as_str(),
        "段" | "流域" | "片区" | "湖心区" | "以南地区" | "以北地区" | "库区" | "湖区"
    );
    // 林芝地区, before it was a city.
    let prefecture = || {
        let province = place_ending(scan, place.start);
        let within = province.is_some_and(|outer| outer.area == Area::Province);
        place.area == Area::City && (within || scan.holds(end, "行署") || scan.holds(end, "专署"))
    };
    let part = part || word == "地区" && prefecture();
    if !part {
        return None;
    }
    let wide = word == "段" || word.starts_with('以');
    let outer = place_ending(scan, place.start).filter(|_| wide);
    let start = outer.map_or(place.start, |outer| outer.start);
    Some(Candidate::new(start, end, Kind::PLACE, 10, "grammar/place.stretch"))
}
