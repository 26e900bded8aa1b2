//! A scanned sentence in, candidates for institutions out.

mod office;

use super::candidate::Candidate;
use crate::knowledge::{Area, Class, Clue, Clues, Kind, Mark, Trust};
use crate::mention::person::name_before;
use crate::mention::scan::choice::Choice;
use crate::mention::scan::reach::{MANY, Reach, behind_founding, reach};
use crate::mention::scan::words::Sort;
use crate::mention::scan::{Name, Scan};
pub(super) use office::division;
use office::{office, provincial};

const ZONE: Clues = Clues::of(&[Clue::Zone]);

/// Offices and names that end as institutions do.
pub(super) fn candidates(scan: &Scan<'_>, out: &mut Vec<Candidate>) {
    if !scan.clues.any(Clues::of(&[Clue::Office, Clue::InstitutionTail])) {
        return;
    }
    for mark in scan.makers {
        if mark.clues.has(Clue::Office) {
            out.extend(office(scan, mark));
        }
        if mark.clues.has(Clue::InstitutionTail) && scan.is_longest(mark, Clue::InstitutionTail) {
            out.extend(tailed(scan, mark));
        }
    }
    provincial(scan, out);
    fields(scan, out);
    workstations(scan, out);
    departments(scan, out);
}

/// 江城大学物理系: a university and one of its departments.
fn departments(scan: &Scan<'_>, out: &mut Vec<Candidate>) {
    if !scan.may_hold('系') {
        return;
    }
    for at in (2..scan.len()).filter(|&at| scan.char(at) == '系') {
        let Some(word) = scan.word_ending(at + 1).filter(|word| word.is(Class::Noun)) else {
            continue;
        };
        let school = |name: &&Name| {
            name.kind == Kind::INSTITUTION && name.trust == Trust::Sure && name.len() > 3
        };
        let field = |end: usize| {
            let word = scan.word_ending(end)?;
            let noun = matches!(
                word.sort,
                Sort::Common(Class::Noun | Class::Activity) | Sort::Known(Kind::INDUSTRY)
            );
            noun.then_some(word.start)
        };
        // 船舶工程系: a field may be told by two words.
        let first = if word.len() > 1 { Some(word.start) } else { field(word.start) };
        let fields = [first, first.and_then(field)];
        let mut ends = fields.into_iter().flatten();
        let school = ends.find_map(|field| scan.names_ending(field).iter().find(school));
        if let Some(school) = school {
            let because = "grammar/institution.department";
            out.push(Candidate::new(school.start, at + 1, Kind::INSTITUTION, 10, because));
        }
    }
}

/// 智能网联汽车湖南省重点实验室, 材料与绿色制造山东省实验室: the field of a body of a province stands in front.
fn fields(scan: &Scan<'_>, out: &mut Vec<Candidate>) {
    const BODIES: Choice<6> = Choice::of([
        "实验室",
        "重点实验室",
        "工程研究中心",
        "工程技术研究中心",
        "技术创新中心",
        "协同创新中心",
    ]);
    const DEEDS: Choice<5> = Choice::of(["建设", "研发", "联合", "合作", "共建"]);
    for mark in scan.makers.iter().filter(|mark| mark.clues.has(Clue::InstitutionTail)) {
        let (tail, end) = (mark.start as usize, mark.end as usize);
        if !BODIES.fills(scan, tail, end) || !whole_to_the_right(scan, end) {
            continue;
        }
        let Some(home) = place_ending(scan, tail).filter(|home| scan.before(home.end) == '省')
        else {
            continue;
        };
        let part = |end: usize| {
            let word = scan.word_ending(end)?;
            let field = match word.sort {
                Sort::Common(Class::Noun | Class::Activity | Class::Adjective) => word.len() > 1,
                sort => matches!(sort, Sort::Strange | Sort::Latin | Sort::Known(Kind::INDUSTRY)),
            };
            (field && !DEEDS.fills(scan, word.start, word.end)).then_some(word.start)
        };
        let past = |end: &usize| matches!(scan.before(*end), '与' | '和' | '及');
        let joined = |end: usize| end.checked_sub(1).filter(|_| past(&end)).and_then(part);
        let step = |at: &usize| part(*at).or_else(|| joined(*at));
        let start = std::iter::successors(step(&home.start), step).take(8).last();
        let deed = |at: usize| {
            scan.word_ending(at).is_some_and(|word| DEEDS.fills(scan, word.start, word.end))
        };
        let opens = |at: usize| scan.opens(at) || deed(at);
        if let Some(start) = start.filter(|&at| home.start - at > 2 && opens(at)) {
            let because = "grammar/institution.field";
            out.push(Candidate::new(start, end, Kind::INSTITUTION, 11, because));
        }
    }
}

/// 顾梦渊院士工作站: a person's name stands in the name of the body.
fn workstations(scan: &Scan<'_>, out: &mut Vec<Candidate>) {
    const STATIONS: Choice<5> =
        Choice::of(["院士工作站", "大师工作室", "劳模工作室", "名师工作室", "专家工作站"]);
    for mark in scan.makers {
        let (tail, end) = (mark.start as usize, mark.end as usize);
        let station = mark.clues.has(Clue::InstitutionTail) && STATIONS.fills(scan, tail, end);
        if station && let Some(person) = name_before(scan, tail, 10) {
            let start = person.span.start as usize;
            let because = "grammar/institution.person";
            out.push(Candidate::new(start, end, Kind::INSTITUTION, 10, because));
        }
    }
}

/// The longest place that ends here, other than by a letter.
pub(super) fn place_ending<'s>(scan: &'s Scan<'_>, end: usize) -> Option<&'s Name> {
    let ordinary = Clues::of(&[Clue::Ordinary]);
    scan.names_ending(end)
        .iter()
        .filter(|n| n.kind == Kind::PLACE && n.trust != Trust::Letter)
        .find(|n| n.len() > 2 || scan.clue_ending(end, ordinary) != Some(n.start))
}

/// 拉链分会 behind an association: the branch for a trade, up to ten characters on.
pub(super) fn branch(scan: &Scan<'_>, from: usize) -> Option<usize> {
    let mut at = from;
    while at < scan.len() && at - from < 10 {
        let past =
            ["分会", "专委会", "专业委员会", "工作委员会"].iter().find(|word| scan.holds(at, word));
        if let Some(past) = past.filter(|_| at > from) {
            return Some(at + past.chars().count());
        }
        let word = scan.word_starting(at)?;
        let joins = at > from && matches!(scan.char(at), '与' | '和') && word.len() == 1;
        let noun = matches!(
            word.sort,
            Sort::Common(Class::Noun | Class::Activity | Class::Adjective)
                | Sort::Strange
                | Sort::Known(Kind::INDUSTRY)
        );
        if !noun && !joins {
            return None;
        }
        at = word.end;
    }
    None
}

/// Whether no word reaches over this position: 大学 is no university in 大学生.
pub(super) fn whole_to_the_right(scan: &Scan<'_>, end: usize) -> bool {
    let Some(number) = scan.word_at(end.saturating_sub(1)) else { return true };
    let word = scan.words()[number];
    // 交易会上 is at the 交易会.
    let at = scan.before(end) == '会' && matches!(scan.char(end), '上' | '后' | '前' | '间');
    word.end == end || at || matches!(word.sort, Sort::Strange | Sort::Known(_))
}

fn tailed(scan: &Scan<'_>, mark: &Mark) -> Option<Candidate> {
    let (tail, end) = (mark.start as usize, mark.end as usize);
    let apart = tail > 0 && starts_word(scan, tail, end);
    if tail == 0 || !whole_to_the_right(scan, end) || !apart && !is_crossed(scan, tail, end) {
        return None;
    }
    let mut reach = reach(scan, tail);
    if !apart && reach.anchor != Some(Kind::PLACE) {
        return None;
    }
    let college = scan.ends(end, "学院") && reach.start > 0 && reach.telling >= 2;
    if !reach.is_anchored() && (college || mark_is_official(scan, tail, end)) {
        coordinate(scan, &mut reach);
    }
    if MANY.ends(scan, reach.start) {
        return None;
    }
    let known = scan.names_ending(end).iter().find(|name| {
        name.kind == Kind::INSTITUTION && name.trust == Trust::Sure && name.start > reach.start
    });
    // 腾冲市旅游局与云南艺术学院 are two.
    let two = known.is_some_and(|name| matches!(scan.before(name.start), '与' | '和' | '及'));
    if two || known.is_some() && !reach.is_anchored() {
        return None;
    }
    let length = end - tail;
    if let Some(country) = reach.abroad.filter(|_| governs(scan, tail, end)) {
        let because = "grammar/institution.abroad";
        return (reach.telling >= 2)
            .then(|| Candidate::new(country, end, Kind::INSTITUTION, 10, because));
    }
    let strength = if length == 1 { short(scan, &reach, tail)? } else { long(scan, &reach, mark)? };
    let because = "grammar/institution.tail";
    let start = behind_founding(scan, reach.start);
    Some(Candidate::new(start, end, Kind::INSTITUTION, strength, because))
}

/// 骨伤科学会: whether a word reaches into a tail, the rest of which is a word of its own.
fn is_crossed(scan: &Scan<'_>, tail: usize, end: usize) -> bool {
    let into = scan.word_at(tail).map(|number| scan.words()[number]);
    into.is_some_and(|word| word.start < tail && word.end == tail + 1 && word.end + 1 == end)
}

/// Whether a tail is not the end of a longer word: 院 in 医院 is none.
fn starts_word(scan: &Scan<'_>, tail: usize, end: usize) -> bool {
    let Some(number) = scan.word_at(tail) else { return false };
    let word = scan.words()[number];
    word.start == tail
        || word.end > end
        || end - tail > 1 && word.end - tail >= 1 && word.sort == Sort::Strange
        || matches!(scan.char(tail), '局' | '署' | '部') && ends_longer_word(scan, tail)
        || word.end == end && ["学院", "研究院", "研究所"].iter().any(|body| scan.holds(tail, body))
}

/// 消防局, 房管局: a word of three characters or more may end in the letter of an office.
fn ends_longer_word(scan: &Scan<'_>, tail: usize) -> bool {
    scan.word_ending(tail + 1).is_some_and(|word| word.len() > 2)
}

/// 江苏省知识产权局: one letter says little, so place or level must go before.
fn short(scan: &Scan<'_>, reach: &Reach, tail: usize) -> Option<u32> {
    let body = tail - reach.body;
    // 国家工商局, but not 市工商局.
    let named = reach.anchor.is_some() || reach.level && reach.body - reach.start > 1;
    let lone = scan.word_starting(tail).is_some_and(|word| word.len() == 1)
        || named && scan.char(tail) != '部' && ends_longer_word(scan, tail);
    let legal = scan.ends(tail, "公司");
    let official = !legal
        && matches!(scan.char(tail), '局' | '厅' | '部' | '署' | '院' | '所' | '馆' | '台' | '办');
    let placed = reach.anchor.is_some() || says_level(scan, reach);
    (placed && lone && official && (2..=9).contains(&body)).then_some(8)
}

/// Whether a name begins with 国家, 中国 or 省: 市 alone is one of many.
fn says_level(scan: &Scan<'_>, reach: &Reach) -> bool {
    reach.level && (reach.body - reach.start > 1 || scan.char(reach.start) == '省')
}

/// 联邦航空局, 国土安全部: the tails of the bodies that govern a country, which is named with them.
fn governs(scan: &Scan<'_>, tail: usize, end: usize) -> bool {
    match scan.before(end) {
        '部' => end - tail == 1 && !"东西南北中内上下全".contains(scan.before(tail)),
        '署' | '省' | '局' => true,
        '会' => scan.ends(end, "委员会"),
        _ => false,
    }
}

/// Endings that bodies of all sorts share, with or without a name.
const WEAK: [&str; 24] = [
    "中心", "基地", "小组", "作组", "公室", "专班", "部队", "学校", "中学", "小学", "员会", "工会",
    "网站", "党委", "支部", "在线", "医院", "法院", "挥部", "平台", "表团", "理处", "警队", "会议",
];

fn long(scan: &Scan<'_>, reach: &Reach, mark: &Mark) -> Option<u32> {
    let (tail, end) = (mark.start as usize, mark.end as usize);
    let body = tail - reach.body;
    if reach.start == tail {
        return None;
    }
    let ending: String = scan.chars[end - 2..end].iter().collect();
    let weak = WEAK.iter().any(|word| scan.ends(end, word));
    // 云岭高新技术产业示范区管委会: the zone is known by its ending alone.
    if scan.ends(end, "管委会") && scan.clue_ending(tail, ZONE).is_some_and(|at| at > reach.start)
    {
        return Some(10);
    }
    // 长三角产业科技创新中心 is what a region shall become.
    let region = |name: &Name| name.area == Area::Region && name.start == reach.start;
    let goal = matches!(ending.as_str(), "中心" | "基地" | "平台") && !scan.ends(end, "医疗中心");
    match reach.anchor {
        Some(Kind::PLACE)
            if goal && reach.telling < 2 && scan.names_starting(reach.start).any(region) =>
        {
            None
        }
        Some(_) if reach.telling > 0 || reach.quoted => Some(10),
        Some(Kind::PLACE) if body == 0 => (!goal).then_some(9),
        Some(Kind::PLACE) => Some(if weak { 6 } else { 8 }),
        // 从清华大学实验室走出: one of many there.
        Some(Kind::INSTITUTION) if body == 0 && scan.ends(end, "实验室") => None,
        Some(_) => Some(9),
        // 国家水生动物疫病预防控制中心: a tail that says all.
        None if says_level(scan, reach) && body == 0 && end - tail > 7 => Some(9),
        None if says_level(scan, reach) => (reach.telling >= 2 && body >= 2).then_some(8),
        None if reach.level => None,
        None if reach.quoted => Some(7),
        None if (reach.strange >= 2 || reach.loose >= 3 && reach.strange > 0) && body <= 8 => {
            Some(if weak { 5 } else { 7 })
        }
        None if reach.abroad.is_some() && reach.telling >= 2 && !weak => Some(8),
        None if founded(scan, reach, tail, end) => Some(7),
        None => (!weak && reach.telling >= 4
            || reach.telling >= 3 && mark_is_official(scan, tail, end))
        .then_some(6),
    }
}

/// 人参新药研究中心 behind 共建: what is founded has a name, if it is more than an office.
fn founded(scan: &Scan<'_>, reach: &Reach, tail: usize, end: usize) -> bool {
    let bodies = [
        "研究中心",
        "研究院",
        "研究所",
        "实验室",
        "学院",
        "创新中心",
        "技术中心",
        "创新联盟",
        "产业联盟",
        "试验站",
        "工作站",
        "中试基地",
    ];
    let founds = [
        "共建", "成立", "组建", "设立", "创办", "创建", "筹建", "合建", "办起", "建立", "合办",
        "组成", "建起",
    ];
    let body = bodies.iter().any(|body| scan.ends(end, body)) && tail < end;
    let past = matches!(scan.before(reach.start), '的' | '了');
    let at = reach.start - usize::from(past);
    let joint = || ["共建", "合办", "合建", "办起"].iter().any(|verb| scan.ends(at, verb));
    // 成立马铃薯研究院, but not 支持高校设立集成电路学院.
    let wish = ["支持", "鼓励", "推动", "引导", "推进", "探索"];
    let clause = scan.clause(reach.start);
    let wished = || (clause..at).any(|at| wish.iter().any(|word| scan.holds(at, word)));
    let alliance = scan.ends(end, "联盟");
    let told = reach.telling >= 4
        || reach.telling >= 2 && (past || alliance || joint())
        || reach.telling >= 3 && !wished();
    body && told && founds.iter().any(|verb| scan.ends(at, verb))
}

/// 碳纤维及复合材料技术创新中心: two fields before an official tail are one name.
fn coordinate(scan: &Scan<'_>, reach: &mut Reach) {
    if reach.start == 0 || !matches!(scan.before(reach.start), '与' | '和' | '及') {
        return;
    }
    let join = reach.start - 1;
    let mut at = join;
    while at > 0 && join - at < 10 {
        let Some(word) = scan.word_ending(at) else { break };
        let noun = matches!(
            word.sort,
            Sort::Common(Class::Noun | Class::Activity)
                | Sort::Strange
                | Sort::Latin
                | Sort::Known(Kind::INDUSTRY)
        );
        // 精密 in 精密铸造与热处理.
        let kind = word.is(Class::Adjective) && word.len() > 1 && at < join;
        if !noun && !kind {
            break;
        }
        at = word.start;
    }
    let tails = Clues::of(&[Clue::InstitutionTail, Clue::CompanyTail]);
    let body = scan.clue_ending(join, tails).is_some_and(|start| join - start > 1);
    if at < join && !body && (at == 0 || scan.opens(at)) {
        reach.telling += join - at;
        reach.start = at;
        reach.body = at;
    }
}

/// Tails that only names of bodies have, so that telling words in front are enough.
fn mark_is_official(scan: &Scan<'_>, tail: usize, end: usize) -> bool {
    let text: String = scan.chars[tail..end].iter().collect();
    matches!(
        text.as_str(),
        "全国重点实验室"
            | "国家重点实验室"
            | "教育部重点实验室"
            | "教育部工程研究中心"
            | "产教联合体"
            | "产教融合共同体"
            | "创新联合体"
            | "重点实验室"
            | "联合实验室"
            | "联合研究中心"
            | "创新中心"
            | "技术创新中心"
            | "制造业创新中心"
            | "质量检验检测中心"
            | "工程研究中心"
            | "工程技术研究中心"
            | "领导小组办公室"
    )
}
