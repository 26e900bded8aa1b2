//! A scanned sentence in, candidates for companies that no list holds out.

mod family;
pub(super) mod founded;
mod registered;
mod stock;
pub(super) mod told;

use super::candidate::Candidate;
use super::institution::{place_ending, whole_to_the_right};
use crate::knowledge::{Area, Class, Clue, Clues, Kind, Mark, Trust};
use crate::mention::person::bare::transliterated;
use crate::mention::person::{USUAL, surname};
use crate::mention::place::zone::letter_pair;
use crate::mention::scan::choice::Choice;
use crate::mention::scan::reach::{Reach, WHEN, is_letter, reach};
use crate::mention::scan::words::Sort;
use crate::mention::scan::{Name, Scan, is_break, is_han};
use crate::text::Span;
use family::{families, is_deed};
use registered::legal;

const TAILS: Clues =
    Clues::of(&[Clue::LegalForm, Clue::CompanyTail, Clue::Business, Clue::Ware, Clue::Sector]);

/// Names with a legal form, named groups and firms, brands with their business.
pub(super) fn candidates(scan: &Scan<'_>, out: &mut Vec<Candidate>) {
    let makers = if scan.clues.any(TAILS) { scan.makers } else { &[] };
    for mark in makers {
        let firm = if mark.clues.has(Clue::LegalForm) && scan.is_longest(mark, Clue::LegalForm) {
            legal(scan, mark)
        } else if mark.clues.has(Clue::CompanyTail) && scan.is_longest(mark, Clue::CompanyTail) {
            tailed(scan, mark)
        } else {
            None
        };
        out.extend(firm);
        out.extend(firm.and_then(|firm| branch_of(scan, &firm)));
        if mark.clues.has(Clue::Business) && scan.is_longest(mark, Clue::Business) {
            out.extend(branded(scan, mark).filter(|firm| !is_standard(scan, firm.span)));
        } else if mark.clues.any(Clues::of(&[Clue::Ware, Clue::Sector])) {
            out.extend(placed(scan, mark));
        }
    }
    if scan.clues.has(Clue::FirmCue) {
        cued(scan, out);
    }
    numbered(scan, out);
    if scan.may_hold('厂') {
        works(scan, out);
    }
    families(scan, out);
    stock::candidates(scan, out);
    branches(scan, out);
    // 橙润投资1.6亿元: what the firm does.
    let pays = |end: usize| scan.ends(end, "投资") && scan.char(end).is_ascii_digit();
    out.retain(|found| found.kind != Kind::COMPANY || !pays(found.span.end as usize));
}

/// ISO9001认证, GB/T 33000: whether a span begins with the series of a standard.
pub(super) fn is_standard(scan: &Scan<'_>, span: Span) -> bool {
    ["ISO", "IEC", "GB/T", "GB"].iter().any(|series| {
        let number = span.start as usize + series.len();
        let digit = |at: usize| scan.char(at).is_ascii_digit();
        scan.holds(span.start as usize, series) && (digit(number) || digit(number + 1))
    })
}

/// 中国丝绸公司浙江省分公司: a firm, the place of its branch and a word for one.
fn branch_of(scan: &Scan<'_>, firm: &Candidate) -> Option<Candidate> {
    let (start, from) = (firm.span.start as usize, firm.span.end as usize);
    let place = scan.names_starting(from).filter(|name| name.kind == Kind::PLACE && name.len() > 1);
    let at = place.map(|name| name.end).max()?;
    let end = scan.clue_starting(at, Clues::of(&[Clue::BranchOffice]))?;
    let because = "grammar/body.branch_office";
    whole_to_the_right(scan, end)
        .then(|| Candidate::new(start, end, Kind::COMPANY, firm.strength, because))
}

/// 工商银行湖南省分行, 中国移动江苏公司: a known firm or office, the place of its branch and a word
/// for one.
fn branches(scan: &Scan<'_>, out: &mut Vec<Candidate>) {
    let bodies = scan.names.iter().filter(|name| {
        let bank = || scan.before(name.end) == '行';
        name.len() > 1
            && name.trust == Trust::Sure
            && (name.kind == Kind::COMPANY || name.kind == Kind::INSTITUTION && bank())
    });
    for body in bodies {
        let place = |at: usize| {
            let named = scan.names_starting(at);
            named
                .filter(|name| name.kind == Kind::PLACE && name.len() > 1)
                .map(|name| name.end)
                .max()
        };
        let mut at = body.end;
        while let Some(end) = place(at) {
            at = end;
        }
        if at == body.end {
            continue;
        }
        let branch = scan.clue_starting(at, Clues::of(&[Clue::BranchOffice]));
        // 中车株洲电机: what it makes there.
        let makes = scan.clue_starting(at, Clues::of(&[Clue::Business, Clue::FamilyEnd]));
        let makes = makes.filter(|&end| body.kind == Kind::COMPANY && framed_after(scan, end));
        let branch = branch.or_else(|| makes.filter(|&end| !is_deed(scan, body, end)));
        if let Some(end) = branch.filter(|&end| scan.closes(end) || whole_to_the_right(scan, end)) {
            out.push(Candidate::new(body.start, end, body.kind, 10, "grammar/body.branch_office"));
        }
    }
}

/// 珠海明骏 in 引入珠海明骏作为股东: behind what is done with firms a place and two letters, at least
/// one of which no word holds.
fn cued(scan: &Scan<'_>, out: &mut Vec<Candidate>) {
    for cue in scan.marks.iter().filter(|mark| mark.clues.has(Clue::FirmCue)) {
        let start = cue.end as usize;
        let sure = |name: &&Name| name.kind == Kind::PLACE && name.trust == Trust::Sure;
        let mut places = scan.names_starting(start.min(scan.len())).filter(sure);
        let Some(place) = places.find(|place| place.len() == 2) else { continue };
        let end = place.end + 2;
        let lettered = end <= scan.len() && (place.end..end).all(|at| scan.is_loose(at));
        let strange = (place.end..end).any(|at| scan.is_strange(at));
        if lettered && strange && scan.closes(end) {
            out.push(Candidate::new(start, end, Kind::COMPANY, 9, "grammar/company.cued"));
        }
    }
}

/// 青岛国棉六厂, 常熟塑料二厂: works by their place, trade and number.
fn works(scan: &Scan<'_>, out: &mut Vec<Candidate>) {
    let ends = (3..scan.len()).filter(|&at| scan.char(at) == '厂' && is_digit(scan.char(at - 1)));
    for works in ends {
        let digits = (0..works).rev().take(3).take_while(|&at| is_digit(scan.char(at))).count();
        let number = works - digits;
        let cotton = scan.ends(number, "国棉");
        let trade = scan.word_ending(number).filter(|word| {
            word.len() == 2 && matches!(word.sort, Sort::Common(Class::Noun) | Sort::Known(_))
        });
        let Some(start) = cotton.then(|| number - 2).or(trade.map(|word| word.start)) else {
            continue;
        };
        let place = place_ending(scan, start).filter(|place| place.trust == Trust::Sure);
        if cotton || place.is_some() {
            let start = place.map_or(start, |place| place.start);
            let because = "grammar/company.works";
            out.push(Candidate::new(start, works + 1, Kind::COMPANY, 10, because));
        }
    }
}

/// Whether a figure of a number.
fn is_digit(char: char) -> bool {
    const FIGURES: [char; 13] =
        ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '〇', '零', '百'];
    char.is_ascii_digit() || FIGURES.contains(&char)
}

/// 中铁十二局, 中船725所: a firm or body, a number and the letter of its part.
fn numbered(scan: &Scan<'_>, out: &mut Vec<Candidate>) {
    let bodies = scan.names.iter().filter(|name| {
        matches!(name.kind, Kind::COMPANY | Kind::INSTITUTION) && name.trust != Trust::Letter
    });
    for body in bodies {
        let from = body.end + usize::from(scan.char(body.end) == '第');
        let digits = (from..scan.len()).take(4).take_while(|&at| is_digit(scan.char(at)));
        let past = from + digits.count();
        if past == from {
            continue;
        }
        let tail = ["研究所", "研究院", "设计院", "工程局", "所", "院", "局", "厂"]
            .into_iter()
            .find(|tail| scan.holds(past, tail));
        if let Some(tail) = tail {
            let end = past + tail.chars().count();
            let kind = if matches!(tail, "局" | "工程局" | "厂") {
                Kind::COMPANY
            } else {
                Kind::INSTITUTION
            };
            out.push(Candidate::new(body.start, end, kind, 10, "grammar/body.numbered"));
        }
    }
}

fn tailed(scan: &Scan<'_>, mark: &Mark) -> Option<Candidate> {
    let (tail, end) = (mark.start as usize, mark.end as usize);
    // 进厂, 办厂: what is done with works.
    let done = end - tail == 1 && "进入办建出到回离返设".contains(scan.before(tail));
    if tail == 0 || !starts_word(scan, tail, end) || done || !whole_to_the_right(scan, end) {
        return None;
    }
    if is_word(scan, tail, end) || WHEN.ends(scan, tail) {
        return None;
    }
    let because = "grammar/company.tail";
    let foreign = transliterated(scan, tail).filter(|_| matches!(scan.char(end - 1), '司' | '团'));
    if let Some(start) = foreign {
        return Some(Candidate::new(start, end, Kind::COMPANY, 9, because));
    }
    let reach = reach(scan, tail);
    // 中泰纺织集团: letters that stand for places elsewhere.
    let pair = [reach.start, reach.start + 1].iter().find_map(|&at| letter_pair(scan, at));
    if let Some(start) = pair.filter(|&start| start + 2 <= tail && end - tail > 1) {
        return Some(Candidate::new(start, end, Kind::COMPANY, 10, because));
    }
    let body = tail - reach.body;
    // 国网常州供电公司: a firm, the place of its branch and a tail.
    let firm = reach.anchor == Some(Kind::PLACE) && body == 0 && scan.ends(end, "公司");
    let firm =
        scan.word_ending(reach.start).filter(|w| firm && w.sort == Sort::Known(Kind::COMPANY));
    if let Some(firm) = firm {
        return Some(Candidate::new(firm.start, end, Kind::COMPANY, 10, because));
    }
    let fits = names_firm(scan, mark, &reach);
    // 第二砂轮厂: what works are numbered by belongs to their names.
    let number = scan.word_ending(reach.start).filter(|_| reach.anchor.is_none());
    let number = number.filter(|word| scan.char(word.start) == '第' && scan.ends(end, "厂"));
    let start = number.map_or(reach.start, |word| word.start);
    let start = if start == tail && is_lettered(scan, tail) { tail - 2 } else { start };
    (start < tail && (fits || number.is_some()))
        .then(|| Candidate::new(start, end, Kind::COMPANY, 10, because))
}

/// Whether a tail is not a part of another word: 厂 in 工厂 is one.
fn starts_word(scan: &Scan<'_>, tail: usize, end: usize) -> bool {
    scan.word_at(tail).is_some_and(|n| {
        let word = scan.words()[n];
        let works = scan.ends(end, "厂") && word.end == end && word.len() > 2;
        let works = works && !scan.ends(end, "工厂");
        let family = word.sort == Sort::Known(Kind::COMPANY) && word.end < end;
        // 煤矿机械 and 机械厂.
        let overlaps = word.is(Class::Noun) && word.end < end;
        word.start == tail
            || word.sort == Sort::Strange
            || word.end > end
            || works
            || family
            || overlaps
    })
}

/// 饲料厂, 选矿厂: a word that any text holds, and no place in front of it.
fn is_word(scan: &Scan<'_>, tail: usize, end: usize) -> bool {
    let word = scan.word_at(tail).map(|n| scan.words()[n]);
    word.is_some_and(|word| {
        let whole = word.is(Class::Noun) && word.start < tail && word.end == end;
        whole && scan.opens(word.start) && place_ending(scan, word.start).is_none()
    })
}

/// Whether what stands before a tail makes it the name of a firm.
fn names_firm(scan: &Scan<'_>, mark: &Mark, reach: &Reach) -> bool {
    let (tail, end) = (mark.start as usize, mark.end as usize);
    let (body, one) = (tail - reach.body, end - tail == 1);
    match reach.anchor {
        Some(Kind::COMPANY) => body == 0 || reach.telling > 0 || scan.ends(end, "集团"),
        Some(Kind::PLACE) => {
            let counted = scan.char(reach.body) == '第' && body >= 2;
            let works = (reach.telling >= 2 || counted) && scan.ends(end, "厂");
            let group = scan.ends(end, "集团") && body >= 2 && !says_group(scan, tail);
            works
                || group
                || body == 0 && scan.holds(tail, "集团") && is_small(scan, reach.start, tail)
                || reach.telling > 0 && body >= 2 && !one
                || body == 0 && (named_by_place(scan, mark) || runs_a_site(scan, tail, end))
                || body > 0 && scan.clue_ending(end, ONE_PER_PLACE) == Some(reach.body)
        }
        // 兵器工业部洪源机械厂: works of a ministry.
        Some(_) => scan.ends(end, "厂") && body >= 2 && reach.telling > 0,
        None if reach.level => reach.telling >= 2 && !one,
        None => {
            (reach.strange >= 2 || reach.loose >= 2) && body <= 6 && scan.opens(reach.start)
                || reach.quoted
                || scan.holds(tail, "集团")
                    && (is_brand(scan, tail) && scan.opens(reach.start) || is_lettered(scan, tail))
        }
    }
}

/// 当地企业集团: what any group of firms is called.
fn says_group(scan: &Scan<'_>, tail: usize) -> bool {
    ["企业", "产业", "国有", "民营", "龙头", "大型", "骨干"]
        .iter()
        .any(|word| scan.ends(tail, word))
}

/// 嘉陵集团: a place of two letters that is no city in the news is a brand before 集团.
fn is_small(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    let place = |name: &&Name| name.kind == Kind::PLACE && name.start == start && name.len() == 2;
    scan.names_ending(end).iter().find(place).is_some_and(|name| !name.is_major())
        && framed_before(scan, start)
}

/// 宁波舟山港集团: a port, an airport or a railway and what runs it.
fn runs_a_site(scan: &Scan<'_>, tail: usize, end: usize) -> bool {
    scan.clue_ending(tail, Clues::of(&[Clue::Structure])).is_some()
        && (scan.ends(end, "集团") || scan.ends(end, "公司"))
}

const ONE_PER_PLACE: Clues = Clues::of(&[Clue::OnePerPlace]);

/// 天能集团: two letters between a mark and 集团 are a brand, whatever they mean alone.
fn is_lettered(scan: &Scan<'_>, tail: usize) -> bool {
    tail >= 2
        && is_break(scan.before(tail - 2))
        && (tail - 2..tail).all(|at| scan.is_single(at))
        && scan.char(tail - 2) != '该'
}

/// 巨人集团: a noun that tells no trade or kind of thing is a brand before 集团.
fn is_brand(scan: &Scan<'_>, tail: usize) -> bool {
    let trades = Clues::of(&[Clue::Generic, Clue::Business, Clue::Sector, Clue::Umbrella]);
    scan.word_ending(tail).is_some_and(|word| {
        (2..=3).contains(&word.len())
            && word.is(Class::Noun)
            && scan.clue_ending(tail, trades) != Some(word.start)
            && framed_before(scan, word.start)
    })
}

/// 江苏银行, 合肥建投: the tails that with a place alone make the name of one firm. A city abroad
/// is as good as a brand.
fn named_by_place(scan: &Scan<'_>, mark: &Mark) -> bool {
    let (tail, end) = (mark.start as usize, mark.end as usize);
    let abroad = || scan.names_ending(tail).iter().any(|name| name.area == Area::WorldCity);
    mark.clues.has(Clue::OnePerPlace) || end - tail > 3 && scan.ends(end, "公司") && abroad()
}

/// 星宇车灯: two to four single characters or letters and a business, framed on both sides.
fn branded(scan: &Scan<'_>, mark: &Mark) -> Option<Candidate> {
    let (tail, end) = (mark.start as usize, mark.end as usize);
    let run = (0..tail).rev().take(5).take_while(|&at| is_brand_letter(scan, at)).count();
    let latin =
        (0..tail).rev().take(12).take_while(|&at| scan.char(at).is_ascii_alphanumeric()).count();
    let (start, enough) = if latin >= 2 {
        (tail - latin, scan.char(tail - latin).is_ascii_uppercase())
    } else {
        (tail - run, (2..=4).contains(&run))
    };
    if !enough {
        return None;
    }
    let begins = scan.word_at(tail).is_some_and(|n| scan.words()[n].start == tail);
    // 甲区建区时工业产值: what its industry made then.
    let begins = begins && scan.before(tail) != '时';
    // 我缺发动机 says who has none.
    let begins = begins && !matches!(scan.char(start), '我' | '你' | '他' | '她' | '它' | '咱');
    // 主投游戏 says what a firm deals in, 氯碱化工 is a trade.
    let begins = begins && scan.clue_ending(tail, Clues::of(&[Clue::Trade])).is_none();
    let sector = |mark: &Mark| mark.start as usize == start && mark.clues.has(Clue::Sector);
    let begins = begins && !scan.marks_ending(end).iter().any(sector);
    // 鑫星电子陶瓷: one trade more.
    let trade = scan.clue_starting(end, Clues::of(&[Clue::Business]));
    let does = ["投资", "控股", "检测", "认证", "出版", "教育", "测绘", "储能", "显示"];
    let does = || does.iter().any(|word| scan.holds(end, word));
    let trade = trade.filter(|&past| past > end + 1 && !does() && framed_after(scan, past));
    let end = trade.unwrap_or(end);
    let after = framed_after(scan, end) || heads_a_branch(scan, end);
    let framed = begins && framed_before(scan, start) && after;
    let strange = (start..tail).any(|at| scan.is_strange(at));
    let strength = if strange || latin >= 2 { 11 } else { 8 };
    let end = ["公司", "集团"].iter().find(|word| scan.holds(end, word)).map_or(end, |_| end + 2);
    // 于家堡金融区: what a place ends in may follow.
    let sites = Clues::of(&[Clue::Zone, Clue::Site]);
    let place = framed && "区园城港谷镇村市县路街岛桥站".contains(scan.char(end))
        || scan.holds(end, "大厦")
        || scan.clue_starting(end, sites).is_some();
    let start = if latin >= 2 { start } else { home(scan, start) };
    // 帮沭源新材料: what is done for the firm.
    let helped = run > 2 && latin < 2 && matches!(scan.char(start), '帮' | '替');
    let start = start + usize::from(helped && is_break(scan.before(start)));
    (framed && !place)
        .then(|| Candidate::new(start, end, Kind::COMPANY, strength, "grammar/company.brand"))
}

/// 越 in 彭越重工: a letter that a brand may hold, though it is an adverb, behind one that makes no word.
fn is_brand_letter(scan: &Scan<'_>, at: usize) -> bool {
    let adverb = || {
        let word = scan.word_starting(at).filter(|word| word.is(Class::Adverb));
        word.is_some_and(|word| is_letter(scan, word)) && at > 0 && scan.is_strange(at - 1)
    };
    scan.is_loose(at) || adverb()
}

/// 邳州铸件基地 behind 汉风传动: a place and, not far on, one of the sites of the firm in front.
fn heads_a_branch(scan: &Scan<'_>, end: usize) -> bool {
    const SITES: [&str; 8] =
        ["基地", "工厂", "厂区", "生产线", "分公司", "项目", "总部", "研发中心"];
    let place = |name: &&Name| name.kind == Kind::PLACE && name.trust == Trust::Sure;
    let place = scan.names_starting(end.min(scan.len() - 1)).filter(place).last();
    place.is_some_and(|place| {
        let rest = place.end..scan.len().min(place.end + 7);
        let inside = rest.take_while(|&at| is_han(scan.char(at)) && scan.char(at) != '的');
        inside.into_iter().any(|at| SITES.iter().any(|site| scan.holds(at, site)))
    })
}

/// 湖南东顺工具: the short name of a place, two or three letters and a trade, framed on both sides; or two
/// letters and a trade where a firm acts, 博远焊机起诉.
fn placed(scan: &Scan<'_>, mark: &Mark) -> Option<Candidate> {
    let (tail, end) = (mark.start as usize, mark.end as usize);
    let run = (0..tail).rev().take(4).take_while(|&at| scan.is_loose(at)).count();
    let start = tail - run;
    let lettered = (2..=3).contains(&run) && (start..tail).any(|at| scan.is_strange(at));
    let first = if lettered { home(scan, start) } else { start };
    let acts = lettered && run == 2 && end == tail + 2 && acts(scan, start, end);
    let framed = first < start && framed_before(scan, first) && framed_after(scan, end);
    (framed || acts).then(|| Candidate::new(first, end, Kind::COMPANY, 9, "grammar/company.placed"))
}

/// Whether what stands here begins its clause or is listed, and does something: no person that does a
/// trade (李明焊接管道).
fn acts(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    let opens = is_break(scan.before(start))
        || matches!(scan.before(start), '与' | '和' | '由' | '向' | '给' | '对' | '诉')
            && scan.is_single(start - 1);
    let activity = scan.word_ending(end).is_some_and(|word| word.is(Class::Activity));
    let person = activity && surname(scan, start).is_some_and(|(_, weight)| weight >= USUAL);
    let verb = scan.word_starting(end).is_some_and(|word| word.is(Class::Verb));
    opens && verb && !person
}

/// Regions that stay apart from the firms that are from there, as countries do.
const APART: Choice<3> = Choice::of(["香港", "澳门", "台湾"]);

/// 海南 of 海南海威水产: the short name of a place in front of a brand belongs to it, but a country.
pub(super) fn home(scan: &Scan<'_>, brand: usize) -> usize {
    let places = scan.names_ending(brand).iter();
    let mut places = places.filter(|name| name.kind == Kind::PLACE && name.trust == Trust::Sure);
    let place = places.find(|name| {
        let home = matches!(name.area, Area::Province | Area::City | Area::County);
        home && name.len() == 2 && name.start + 2 == brand && !APART.ends(scan, brand)
    });
    let framed = place.filter(|place| {
        let outer = place_ending(scan, place.start).filter(|outer| outer.len() > 2);
        is_break(scan.before(place.start)) || outer.is_none() && scan.opens(place.start)
    });
    // 山东梁山通亚汽车: its province too.
    framed.map_or(brand, |place| home(scan, place.start))
}

/// Whether a firm's name may begin here.
pub(super) fn framed_before(scan: &Scan<'_>, at: usize) -> bool {
    is_break(scan.before(at))
        || scan.word_ending(at).is_some_and(|word| {
            matches!(
                word.sort,
                Sort::Common(Class::Verb | Class::Particle) | Sort::Known(Kind::PLACE)
            )
        })
        || scan.clue_ending(at, Clues::of(&[Clue::FirmCue])).is_some()
}

/// Whether a firm's name may end here.
pub(super) fn framed_after(scan: &Scan<'_>, end: usize) -> bool {
    !is_han(scan.char(end))
        || scan.word_starting(end).is_some_and(|word| {
            matches!(
                word.sort,
                Sort::Common(
                    Class::Verb
                        | Class::Particle
                        | Class::Adverb
                        | Class::Noun
                        | Class::Activity
                        | Class::Time
                        | Class::Number
                )
            )
        })
}
