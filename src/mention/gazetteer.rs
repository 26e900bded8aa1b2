//! A scanned sentence in, candidates for the names that the lexicon holds out.

use super::candidate::Candidate;
use super::institution::{place_ending, whole_to_the_right};
use crate::knowledge::{Area, Class, Clue, Clues, Kind, Trust};
use crate::mention::place::direction::is_direction;
use crate::mention::program::law::is_method;
use crate::mention::scan::words::{Sort, Word};
use crate::mention::scan::{Name, Scan, is_break, is_han};

const PLACE_CUE: Clues = Clues::of(&[Clue::PlaceCue]);
const PLACE_AFTER: Clues = Clues::of(&[Clue::PlaceAfter, Clue::Office]);
const FIRM_CUE: Clues = Clues::of(&[Clue::FirmCue]);
const FIRM_AFTER: Clues = Clues::of(&[Clue::FirmAfter, Clue::Business]);

/// Every known name that the text does not speak against. Industries have their own grammar.
pub(super) fn candidates(scan: &Scan<'_>, out: &mut Vec<Candidate>) {
    for name in scan.names {
        let place = name.kind == Kind::PLACE;
        if name.kind == Kind::INDUSTRY || place && is_direction(scan, name.start, name.end) {
            continue;
        }
        let strength = match name.trust {
            Trust::Sure => sure(scan, name),
            Trust::Doubtful => doubtful(scan, name),
            Trust::Letter => None,
        };
        if let Some(strength) = strength {
            let because = because(name.kind, name.trust);
            let mut candidate = Candidate::new(name.start, name.end, name.kind, strength, because);
            candidate.entry = Some(name.row);
            out.push(candidate);
        }
    }
}

fn because(kind: Kind, trust: Trust) -> &'static str {
    match (kind, trust) {
        (Kind::PLACE, Trust::Sure) => "lexicon/place",
        (Kind::PLACE, _) => "lexicon/place.doubtful",
        (Kind::COMPANY, Trust::Sure) => "lexicon/company",
        (Kind::COMPANY, _) => "lexicon/company.doubtful",
        (Kind::INSTITUTION, Trust::Sure) => "lexicon/institution",
        (Kind::INSTITUTION, _) => "lexicon/institution.doubtful",
        (Kind::PERSON, _) => "lexicon/person",
        (Kind::PROGRAM, _) => "lexicon/program",
        _ => "lexicon/other",
    }
}

/// A name of two characters may still be cut out of two words: 海南 of 上海南部.
fn sure(scan: &Scan<'_>, name: &Name) -> Option<u32> {
    if name.len() == 1 {
        return None;
    }
    if name.len() == 2 && (cuts_words(scan, name) || inside_trade(scan, name))
        || runs_on(scan, name)
        || counts(scan, name)
    {
        return None;
    }
    if name.kind == Kind::PLACE && name.len() == 2 && !name.is_major() && is_common(scan, name) {
        return doubtful_place(scan, name);
    }
    if name.kind == Kind::PLACE && (belongs_to_a_word(scan, name) || is_craft(scan, name)) {
        return None;
    }
    // 阳朔 in 阳朔县城.
    if name.kind == Kind::PLACE && scan.holds(name.end - 1, "县城") && name.len() > 2 {
        return None;
    }
    // 大秦铁路 is the railway, unless the text speaks of the firm.
    let firm = name.kind == Kind::COMPANY;
    if (firm || name.kind == Kind::INSTITUTION) && is_office(scan, name) {
        return None;
    }
    if firm && straddles(scan, name) && !listed_with(scan, name, Kind::COMPANY) {
        return None;
    }
    if firm && (is_trade(scan, name) || is_phrase(scan, name) || is_structure(scan, name)) {
        return doubtful_company(scan, name);
    }
    if name.kind == Kind::PERSON && names_firm(scan, name) {
        return None;
    }
    if is_method(scan, name) {
        return None;
    }
    if scan.chars[name.start..name.end].iter().all(char::is_ascii) && !is_free_latin(scan, name) {
        return None;
    }
    // 宁波舟山港: a long name that is known is not two shorter ones.
    Some(if name.len() > 4 { 10 } else { 9 })
}

/// 万载 in 13万载重吨: a place whose first character only says how many.
fn counts(scan: &Scan<'_>, name: &Name) -> bool {
    matches!(scan.char(name.start), '万' | '亿') && scan.before(name.start).is_ascii_digit()
}

/// 机器人, 香梨: whether a trade is called so too.
fn is_trade(scan: &Scan<'_>, name: &Name) -> bool {
    let trades = Clues::of(&[Clue::Sector, Clue::Ware]);
    scan.clue_starting(name.start, trades) == Some(name.end)
}

/// 招商局 in 市招商局, 发改委 in 市发改委: an office of a city that is not named.
fn is_office(scan: &Scan<'_>, name: &Name) -> bool {
    let lone = |at: usize| matches!(scan.before(at), '市' | '区' | '县' | '州');
    matches!(scan.before(name.end), '局' | '委' | '办')
        && name.len() < 5
        && lone(name.start)
        && place_ending(scan, name.start).is_none()
}

/// 大秦铁路: whether a name ends as those of railways, roads and ports do.
fn is_structure(scan: &Scan<'_>, name: &Name) -> bool {
    let tail = scan.clue_ending(name.end, Clues::of(&[Clue::Structure]));
    tail.is_some_and(|tail| tail > name.start + 1 && name.end - tail > 1)
}

/// 马士基: whether the name of a person is surely that of a firm.
fn names_firm(scan: &Scan<'_>, person: &Name) -> bool {
    let firm = |name: &&Name| name.kind == Kind::COMPANY && name.trust == Trust::Sure;
    scan.names_ending(person.end).iter().any(|name| firm(&name) && name.start == person.start)
}

/// 国防部 in 国防部长, 公安部 in 公安部门: its last character begins a title or a common noun.
fn runs_on(scan: &Scan<'_>, name: &Name) -> bool {
    let last = name.end - 1;
    let title = Clues::of(&[Clue::TitleBefore]);
    let titled = name.kind != Kind::COMPANY
        && scan.clue_starting(last, title).is_some_and(|end| end > name.end);
    let named = name.end < scan.len() && scan.names_starting(name.end).any(|n| n.len() > 1);
    name.len() > 2 && (titled && !named || scan.char(last) == '部' && scan.char(name.end) == '门')
}

/// 中央 in 中央企业, 中央财政: whose firms and money they are.
pub(super) fn is_central(scan: &Scan<'_>, name: &Name) -> bool {
    scan.holds(name.start, "中央") && name.len() == 2 && {
        ["企业", "财政", "预算", "国有", "层面", "单位", "资金"]
            .iter()
            .any(|word| scan.holds(name.end, word))
    }
}

/// Whether the name of a ministry begins here, which is part of no other body than the government:
/// 财政部, not 黄河水利委员会.
pub(super) fn is_ministry(scan: &Scan<'_>, start: usize) -> bool {
    let lexicon = scan.knowledge.lexicon();
    let mut names = scan.names_starting(start);
    names.any(|name| {
        let class = lexicon.row(name.row).class;
        let whole = class == "ministry" && lexicon.parent(name.row).is_some();
        name.kind == Kind::INSTITUTION
            && name.len() > 2
            && (whole || matches!(class, "association" | "body"))
    })
}

/// 新城市, 海量数据: a common adjective and a common noun are more often no firm.
fn is_phrase(scan: &Scan<'_>, name: &Name) -> bool {
    let vocabulary = scan.grammar.vocabulary();
    let word = |start: usize, end: usize| vocabulary.word(&scan.chars[start..end]);
    (3..=4).contains(&name.len())
        && word(name.start, name.end - 2).is_some_and(|(class, _)| class == Class::Adjective)
        && word(name.end - 2, name.end)
            .is_some_and(|(class, weight)| class == Class::Noun && weight >= 7)
}

/// 国新能源 in 全国新能源汽车: its first letter ends a usual word, and the others are a word of their own.
fn straddles(scan: &Scan<'_>, name: &Name) -> bool {
    let vocabulary = scan.grammar.vocabulary();
    let Some(before) = name.start.checked_sub(1).filter(|_| name.len() < 5) else { return false };
    let usual = vocabulary.word(&scan.chars[before..=name.start]);
    let rest = || {
        let known = |other: &&Name| other.start == name.start + 1 && other.kind == Kind::INDUSTRY;
        vocabulary.word(&scan.chars[name.start + 1..name.end]).is_some()
            || scan.names_ending(name.end).iter().any(|other| known(&other))
    };
    usual.is_some_and(|(_, weight)| weight >= USUAL) && rest()
}

/// 电装 in 风电装备: two letters inside a known trade.
fn inside_trade(scan: &Scan<'_>, name: &Name) -> bool {
    let trades = Clues::of(&[Clue::Sector, Clue::Ware]);
    let around = |end: usize| {
        let known = scan.names_ending(end).iter().filter(|n| n.kind == Kind::INDUSTRY);
        known.map(|n| n.start).chain(scan.clue_ending(end, trades)).any(|start| start < name.start)
    };
    let past = (name.end + 2).min(scan.len());
    name.kind == Kind::COMPANY && (name.end + 1..=past).any(around)
}

/// The weight from which a word of the vocabulary stands in texts of all kinds.
const USUAL: u8 = 9;

/// Whether the vocabulary knows it as a word.
fn is_common(scan: &Scan<'_>, name: &Name) -> bool {
    scan.grammar.vocabulary().word(&scan.chars[name.start..name.end]).is_some()
}

/// 中国 in 中国式 and 美丽中国 speaks of no place.
fn belongs_to_a_word(scan: &Scan<'_>, name: &Name) -> bool {
    scan.word_at(name.start).is_some_and(|number| {
        let word = scan.words()[number];
        word.len() > name.len() && matches!(word.sort, Sort::Common(_))
    })
}

/// “吉林一号”, “辽宁号”: the name of a ship or satellite.
fn is_craft(scan: &Scan<'_>, name: &Name) -> bool {
    let numeral = matches!(
        scan.char(name.end),
        '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十'
    );
    let at = name.end + usize::from(numeral);
    scan.char(at) == '号' && (numeral || scan.char(at + 1) == '”')
}

/// Whether it is a part of a longer run of letters.
fn is_free_latin(scan: &Scan<'_>, name: &Name) -> bool {
    !scan.before(name.start).is_ascii_alphanumeric() && !scan.char(name.end).is_ascii_alphanumeric()
}

fn cuts_words(scan: &Scan<'_>, name: &Name) -> bool {
    let Some(first) = scan.word_at(name.start) else { return false };
    let words = scan.words();
    let begins = words[first].start == name.start;
    let ends = scan.word_at(name.end - 1).is_some_and(|last| words[last].end == name.end);
    let longer = matches!(words[first].sort, Sort::Known(_))
        && words[first].start <= name.start
        && words[first].end >= name.end;
    let whole = begins && ends || longer;
    !whole
}

/// A form that is also an ordinary word needs a frame.
fn doubtful(scan: &Scan<'_>, name: &Name) -> Option<u32> {
    if name.len() == 1 || !whole_to_the_right(scan, name.end) || runs_on(scan, name) {
        return None;
    }
    match name.kind {
        Kind::PLACE => doubtful_place(scan, name),
        Kind::COMPANY => doubtful_company(scan, name),
        Kind::INSTITUTION => {
            let common = is_common(scan, name) || is_central(scan, name);
            (!cuts_words(scan, name) && !common).then_some(7)
        }
        _ => None,
    }
}

fn doubtful_place(scan: &Scan<'_>, name: &Name) -> Option<u32> {
    // 往西南走 says where to.
    if name.area == Area::Region && matches!(scan.before(name.start), '往' | '向' | '朝' | '偏')
    {
        return None;
    }
    let ordinary = Clues::of(&[Clue::Ordinary]);
    let common = is_common(scan, name) || scan.clue_ending(name.end, ordinary) == Some(name.start);
    if matches!(name.area, Area::Province | Area::City | Area::County) && !common {
        return (!cuts_words(scan, name)).then_some(8);
    }
    let town = matches!(scan.char(name.end - 1), '镇' | '乡' | '县' | '区' | '市' | '村')
        && name.len() > 2;
    if town && !common {
        return Some(8);
    }
    let within = scan
        .names_ending(name.start)
        .iter()
        .any(|outer| outer.kind == Kind::PLACE && outer.trust != Trust::Letter && outer.len() > 1);
    let cue = scan.clue_ending(name.start, PLACE_CUE).is_some();
    let after = scan.clue_starting(name.end, PLACE_AFTER).is_some();
    let free_after = !is_han(scan.char(name.end))
        || scan
            .word_starting(name.end)
            .is_some_and(|w| matches!(w.sort, Sort::Common(Class::Particle | Class::Verb)));
    let listed = scan.char(name.end) == '、' || scan.before(name.start) == '、';
    if common && name.len() == 2 {
        let inside = within && free_after && lies_in(scan, name);
        return (inside || cue && free_after || listed && listed_with(scan, name, Kind::PLACE))
            .then_some(7);
    }
    let framed = within && !common
        || cue && (free_after || after)
        || within && after
        || listed && listed_with(scan, name, Kind::PLACE);
    framed.then_some(7)
}

/// 安徽界首: whether the place in front is one that this place lies in.
fn lies_in(scan: &Scan<'_>, name: &Name) -> bool {
    let outer = scan.names_ending(name.start).iter().filter(|other| other.kind == Kind::PLACE);
    let chain = scan.knowledge.lexicon().within(name.row);
    outer.into_iter().any(|other| other.row != name.row && chain.contains(&other.row))
}

fn doubtful_company(scan: &Scan<'_>, name: &Name) -> Option<u32> {
    if is_common(scan, name) && name.len() == 2 {
        let firms = Clues::of(&[Clue::FirmAfter]);
        let after = scan.clue_starting(name.end, firms).is_some();
        let told = after || listed_with(scan, name, Kind::COMPANY) || deals(scan, name);
        return told.then_some(8);
    }
    let cue = scan.clue_ending(name.start, FIRM_CUE).is_some();
    let after = if is_common(scan, name) { Clues::of(&[Clue::FirmAfter]) } else { FIRM_AFTER };
    let after = scan.clue_starting(name.end, after).is_some();
    let listed = listed_with(scan, name, Kind::COMPANY);
    let acts = name.len() > 2
        && !is_han(scan.before(name.start))
        && scan.word_starting(name.end).is_some_and(|word| match word.sort {
            Sort::Common(Class::Verb) => true,
            Sort::Common(Class::Activity | Class::Noun) => scan.holds(name.end, "研发"),
            _ => false,
        });
    // 时代电气: a word of four letters or more between particles is a name.
    let place = |other: &Name| other.kind == Kind::PLACE && other.len() > 1;
    let plain = scan.names_starting(name.start).any(place);
    let phrase = plain || is_phrase(scan, name) || is_structure(scan, name);
    let framed = name.len() > 3 && scan.is_word(name) && !phrase && {
        let bound = |word: &Word| {
            word.is(Class::Particle) || word.is(Class::Verb) || word.is(Class::Adverb)
        };
        (is_break(scan.before(name.start)) || scan.word_ending(name.start).is_some_and(bound))
            && (is_break(scan.char(name.end)) || scan.word_starting(name.end).is_some_and(bound))
    };
    let told = framed
        || acts && !is_phrase(scan, name)
        || deals(scan, name)
        || faces_firm(scan, name)
        || is_placed(scan, name);
    // 海南矿业 is not 海南 and its mining.
    let strength = if name.len() > 3 { 10 } else { 8 };
    (cue || after || listed || told && !is_common(scan, name)).then_some(strength)
}

/// 承德露露: whether it is a place and what no text says of one.
fn is_placed(scan: &Scan<'_>, name: &Name) -> bool {
    let place = scan.names_starting(name.start).filter(|other| other.kind == Kind::PLACE);
    let rest = place.filter(|place| place.is_major() && place.len() + 2 <= name.len());
    scan.is_word(name)
        && rest.last().is_some_and(|place| {
            let rest = scan.grammar.vocabulary().word(&scan.chars[place.end..name.end]);
            rest.is_none_or(|(class, weight)| class == Class::Verb && weight < USUAL)
        })
}

/// 时代电气为中车供货: whether it begins a clause that names a sure firm as well.
fn faces_firm(scan: &Scan<'_>, name: &Name) -> bool {
    let clause = (name.end..scan.len()).take(24).take_while(|&at| !is_break(scan.char(at)));
    let firm =
        |name: &Name| name.kind == Kind::COMPANY && name.trust == Trust::Sure && name.len() > 1;
    let particle = scan.word_starting(name.end).is_some_and(|word| word.is(Class::Particle));
    let opens = is_break(scan.before(name.start)) && name.len() > 2 && particle;
    opens && clause.into_iter().any(|at| scan.names_starting(at).any(firm))
}

/// 小米与多家银行签署协议: whether it begins a clause that tells what only firms do.
fn deals(scan: &Scan<'_>, name: &Name) -> bool {
    let deeds = Clues::of(&[Clue::FirmDeed]);
    let clause = (name.end..scan.len()).take(16).take_while(|&at| !is_break(scan.char(at)));
    is_break(scan.before(name.start))
        && clause.into_iter().any(|at| scan.clue_starting(at, deeds).is_some())
}

/// Whether the item before or after it in a list is a sure name of this kind.
fn listed_with(scan: &Scan<'_>, name: &Name, kind: Kind) -> bool {
    let sure = |other: &Name| other.kind == kind && other.trust == Trust::Sure && other.len() > 1;
    let before = name.start > 0
        && matches!(scan.before(name.start), '、' | '和' | '与')
        && scan.names_ending(name.start - 1).iter().any(sure);
    let after = matches!(scan.char(name.end), '、' | '和' | '与')
        && name.end + 1 < scan.len()
        && scan.names_starting(name.end + 1).any(sure);
    before || after
}
