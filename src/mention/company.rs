//! A scanned sentence in, candidates for companies that no list holds out.

use super::bare::transliterated;
use super::candidate::Candidate;
use super::institution::{place_ending, whole_to_the_right};
use super::reach::reach;
use super::scan::{Name, Scan, is_break, is_han};
use super::words::{Sort, Word};
use super::zone::letter_pair;
use crate::knowledge::{Area, Class, Clue, Clues, Kind, Mark, Trust};

/// Names with a legal form, named groups and firms, brands with their business.
pub(super) fn candidates(scan: &Scan<'_>, out: &mut Vec<Candidate>) {
    for mark in &scan.makers {
        if mark.clues.has(Clue::LegalForm) && scan.is_longest(mark, Clue::LegalForm) {
            out.extend(legal(scan, mark));
        } else if mark.clues.has(Clue::CompanyTail) && scan.is_longest(mark, Clue::CompanyTail) {
            out.extend(tailed(scan, mark));
        }
        if mark.clues.has(Clue::Business) && scan.is_longest(mark, Clue::Business) {
            out.extend(branded(scan, mark));
        }
    }
    cued(scan, out);
    numbered(scan, out);
    families(scan, out);
    branches(scan, out);
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

/// 隆基光伏, 厦钨新能源, 盛虹控股集团: a known firm and what makes another of its family.
fn families(scan: &Scan<'_>, out: &mut Vec<Candidate>) {
    // 丽珠医药: a short name that is no word may be doubtful.
    let told = |name: &Name| match name.trust {
        Trust::Sure => true,
        Trust::Doubtful => {
            scan.grammar.vocabulary().word(&scan.chars[name.start..name.end]).is_none()
        }
        Trust::Letter => false,
    };
    let firms = scan.names.iter().filter(|name| name.kind == Kind::COMPANY && name.len() > 1);
    for firm in firms.filter(|name| told(name)) {
        let ends = Clues::of(&[Clue::FamilyEnd]);
        // 格力钛新能源: a letter may stand between.
        let past = firm.end + usize::from(scan.is_single(firm.end) && scan.is_loose(firm.end));
        let within = (firm.start + 2..=past).filter(|&at| at < scan.len());
        let known = within.filter_map(|at| scan.clue_starting(at, ends)).max();
        let end = known.or_else(|| lettered_end(scan, firm));
        let named = |&end: &usize| end > firm.end && scan.closes(end) && !is_deed(scan, firm, end);
        if let Some(end) = end.filter(named) {
            out.push(Candidate::new(firm.start, end, Kind::COMPANY, 10, "grammar/company.family"));
        }
    }
}

/// 投资 in 汇川技术投资5亿元, 控股 in 由中车控股: what the firm does, or is done by it.
fn is_deed(scan: &Scan<'_>, firm: &Name, end: usize) -> bool {
    let verb = scan.ends(end, "投资") || scan.ends(end, "控股");
    let passive = matches!(scan.before(firm.start), '由' | '被');
    let counted = scan.word_starting(end).is_some_and(|word| {
        matches!(word.sort, Sort::Digits | Sort::Known(_) | Sort::Common(Class::Number))
    });
    verb && (passive || counted || matches!(scan.char(end), '约' | '近' | '超' | '了' | '的'))
}

/// 铁马 in 中车铁马: two letters behind a short name, framed on both sides.
fn lettered_end(scan: &Scan<'_>, firm: &Name) -> Option<usize> {
    let end = firm.end + 2;
    let letters = end <= scan.len() && (firm.end..end).all(|at| scan.is_loose(at));
    let strange = || (firm.end..end).any(|at| scan.is_strange(at));
    let listed = || matches!(scan.char(end), '、' | '等') || is_break(scan.char(end));
    let family = firm.len() == 2 && letters && scan.opens(firm.start);
    (family && (strange() || listed())).then_some(end)
}

/// 中铁十二局, 中船725所: a firm or body, a number and the letter of its part.
fn numbered(scan: &Scan<'_>, out: &mut Vec<Candidate>) {
    let is_digit = |char: char| {
        matches!(
            char,
            '一' | '二'
                | '三'
                | '四'
                | '五'
                | '六'
                | '七'
                | '八'
                | '九'
                | '十'
                | '〇'
                | '零'
                | '百'
                | '0'..='9'
        )
    };
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

fn legal(scan: &Scan<'_>, mark: &Mark) -> Option<Candidate> {
    let (tail, end) = (mark.start as usize, mark.end as usize);
    let because = "grammar/company.legal_form";
    let known = |name: &Name| {
        name.kind == Kind::COMPANY && name.trust == Trust::Sure && name.start + 1 < tail
    };
    if scan.names_ending(end).iter().any(known) {
        return None;
    }
    if let Some(start) = registered(scan, tail) {
        return Some(Candidate::new(start, end, Kind::COMPANY, 10, because));
    }
    let mut reach = reach(scan, tail);
    if scan.char(reach.start) == '（' {
        reach.start = bracket_brand(scan, reach.start);
    }
    let named = reach.is_anchored() || reach.strange > 0 || reach.telling >= 2 || reach.quoted;
    if reach.start == tail {
        return None;
    }
    if !named || is_trade(scan, reach.start, tail) {
        let start = worded(scan, reach.start)?;
        return Some(Candidate::new(start, end, Kind::COMPANY, 10, because));
    }
    let mut start = brand_before(scan, reach.start, reach.anchor);
    // 张家口市交投壳牌新能源有限公司: registered names begin with their place.
    while let Some(place) = place_ending(scan, start).filter(|place| {
        place.trust == Trust::Sure && (place.area != Area::Country || place.len() < 2)
    }) {
        start = place.start;
    }
    Some(Candidate::new(start, end, Kind::COMPANY, 10, because))
}

/// 格特拉克（江西）传动系统有限公司: no name begins with a bracket, so the letters in front belong to it.
fn bracket_brand(scan: &Scan<'_>, open: usize) -> usize {
    let run = (0..open).rev().take(6).take_while(|&at| scan.is_single(at)).count();
    let own = run >= 2 && (scan.opens(open - run) || scan.before(open - run) == '、');
    if own { open - run } else { open }
}

/// 保险集团公司: what says the trade alone names no firm.
fn is_trade(scan: &Scan<'_>, start: usize, tail: usize) -> bool {
    let trades = Clues::of(&[Clue::Generic, Clue::Business, Clue::Sector]);
    scan.clue_ending(tail, trades) == Some(start)
}

/// 超聚变 in 超聚变数字技术有限公司: a brand of two to four letters that make words, between a mark and
/// a trade.
fn worded(scan: &Scan<'_>, end: usize) -> Option<usize> {
    let letters = (0..end).rev().take(5).take_while(|&at| is_han(scan.char(at))).count();
    let start = end - letters;
    let takes = scan.words_between(start, end).iter().any(|word| {
        let plain = matches!(
            word.sort,
            Sort::Known(_)
                | Sort::Common(Class::Particle | Class::Pronoun | Class::Adverb | Class::Measure)
        );
        plain || word.is(Class::Verb) && TAKES.iter().any(|takes| scan.holds(word.start, takes))
    });
    let lettered = scan.word_starting(start).is_some_and(|word| word.len() == 1);
    ((2..=4).contains(&letters) && lettered && !takes).then_some(start)
}

/// 临江第五元素材料有限公司: a registered name begins with its place, whatever words it holds.
fn registered(scan: &Scan<'_>, tail: usize) -> Option<usize> {
    let mut at = tail;
    while tail - at < 16 {
        if tail - at >= 2
            && let Some(place) = place_ending(scan, at).filter(|p| p.trust == Trust::Sure)
        {
            let mut start = place.start;
            while let Some(outer) = place_ending(scan, start).filter(|p| p.trust == Trust::Sure) {
                start = outer.start;
            }
            let home = place.area != Area::Country || scan.holds(place.start, "中国");
            let opens = scan.opens(start) || framed_before(scan, start);
            return (home && opens).then_some(start);
        }
        let word = scan.word_ending(at)?;
        let within = !matches!(
            word.sort,
            Sort::Mark
                | Sort::Known(Kind::COMPANY | Kind::INSTITUTION | Kind::PLACE)
                | Sort::Common(Class::Particle | Class::Pronoun | Class::Adverb)
        );
        let within = within && (!word.is(Class::Verb) || names_itself(scan, word));
        if !within {
            return None;
        }
        at = word.start;
    }
    None
}

/// What is done with firms that have a name already.
const TAKES: [&str; 18] = [
    "成立", "设立", "组建", "注册", "创办", "开办", "收购", "引进", "引入", "新建", "投资", "入股",
    "控股", "参股", "联合", "携手", "签约", "拥有",
];

/// 拓展 in 威海拓展纤维有限公司: a verb directly behind the place that founds or takes over no firm.
fn names_itself(scan: &Scan<'_>, verb: &Word) -> bool {
    verb.len() == 2
        && TAKES.iter().all(|takes| !scan.holds(verb.start, takes))
        && place_ending(scan, verb.start).is_some_and(|place| place.trust == Trust::Sure)
}

/// 中海福建天然气有限责任公司, 时代上汽动力电池有限公司: a brand may stand before the place or firm.
fn brand_before(scan: &Scan<'_>, start: usize, anchor: Option<Kind>) -> usize {
    let run = (0..start).rev().take(4).take_while(|&at| scan.is_loose(at)).count();
    let from = start - run;
    let firm = anchor == Some(Kind::COMPANY);
    // 天盟实业投资有限公司: one letter more, where the name would begin with another.
    let split = run == 1 && anchor.is_none() && scan.is_single(start) && scan.opens(from);
    if split && !scan.is_strange(from) {
        return from;
    }
    if (2..=3).contains(&run) && (anchor == Some(Kind::PLACE) || firm) {
        return if scan.opens(from) || firm && framed_before(scan, from) { from } else { start };
    }
    let cue = scan.clue_ending(start, Clues::of(&[Clue::FirmCue])).is_some();
    let noun = scan.word_ending(start).filter(|word| word.is(Class::Noun) && word.len() == 2);
    let noun = noun.filter(|_| !cue);
    noun.filter(|word| firm && framed_before(scan, word.start)).map_or(start, |word| word.start)
}

fn tailed(scan: &Scan<'_>, mark: &Mark) -> Option<Candidate> {
    let (tail, end) = (mark.start as usize, mark.end as usize);
    let begins = scan.word_at(tail).is_some_and(|n| {
        let word = scan.words()[n];
        let works = scan.ends(end, "厂") && word.end == end && word.len() > 2;
        let works = works && !scan.ends(end, "工厂");
        let family = word.sort == Sort::Known(Kind::COMPANY) && word.end < end;
        word.start == tail || word.sort == Sort::Strange || word.end > end || works || family
    });
    if tail == 0 || !begins || !whole_to_the_right(scan, end) {
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
    let one = end - tail == 1;
    // 国网常州供电公司: a firm, the place of its branch and a tail.
    let firm = reach.anchor == Some(Kind::PLACE) && body == 0 && scan.ends(end, "公司");
    let firm =
        scan.word_ending(reach.start).filter(|w| firm && w.sort == Sort::Known(Kind::COMPANY));
    if let Some(firm) = firm {
        return Some(Candidate::new(firm.start, end, Kind::COMPANY, 10, because));
    }
    let fits = match reach.anchor {
        Some(Kind::COMPANY) => body == 0 || reach.telling > 0,
        Some(Kind::PLACE) => {
            let counted = scan.char(reach.body) == '第' && body >= 2;
            let works = (reach.telling >= 2 || counted) && scan.ends(end, "厂");
            let group = end - tail > 2 && scan.ends(end, "集团") && body >= 2;
            works
                || group
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
    };
    // 第二砂轮厂: what works are numbered by belongs to their names.
    let number = scan.word_ending(reach.start).filter(|_| reach.anchor.is_none());
    let number = number.filter(|word| scan.char(word.start) == '第' && scan.ends(end, "厂"));
    let start = number.map_or(reach.start, |word| word.start);
    let start = if start == tail && is_lettered(scan, tail) { tail - 2 } else { start };
    (start < tail && (fits || number.is_some()))
        .then(|| Candidate::new(start, end, Kind::COMPANY, 10, because))
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
    let run = (0..tail).rev().take(5).take_while(|&at| scan.is_loose(at)).count();
    let latin =
        (0..tail).rev().take(12).take_while(|&at| scan.char(at).is_ascii_alphanumeric()).count();
    let (start, enough) = if latin >= 2 {
        (tail - latin, scan.char(tail - latin).is_ascii_uppercase())
    } else {
        (tail - run, (2..=4).contains(&run))
    };
    let begins = scan.word_at(tail).is_some_and(|n| scan.words()[n].start == tail);
    let framed = begins && framed_before(scan, start) && framed_after(scan, end);
    let strange = (start..tail).any(|at| scan.is_strange(at));
    let strength = if strange || latin >= 2 { 9 } else { 8 };
    let end = ["公司", "集团"].iter().find(|word| scan.holds(end, word)).map_or(end, |_| end + 2);
    // 于家堡金融区: what a place ends in may follow.
    let sites = Clues::of(&[Clue::Zone, Clue::Site]);
    let place = "区园城港谷镇村市县路街岛桥站".contains(scan.char(end))
        || scan.holds(end, "大厦")
        || scan.clue_starting(end, sites).is_some();
    (enough && framed && !place)
        .then(|| Candidate::new(start, end, Kind::COMPANY, strength, "grammar/company.brand"))
}

fn framed_before(scan: &Scan<'_>, at: usize) -> bool {
    is_break(scan.before(at))
        || scan.word_ending(at).is_some_and(|word| {
            matches!(
                word.sort,
                Sort::Common(Class::Verb | Class::Particle) | Sort::Known(Kind::PLACE)
            )
        })
        || scan.clue_ending(at, Clues::of(&[Clue::FirmCue])).is_some()
}

fn framed_after(scan: &Scan<'_>, end: usize) -> bool {
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
