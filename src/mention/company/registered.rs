//! A scanned sentence and a legal form in it in, the firm that is registered under it out.

use super::framed_before;
use crate::knowledge::{Area, Class, Clue, Clues, Kind, Mark, Trust};
use crate::mention::candidate::Candidate;
use crate::mention::institution::place_ending;
use crate::mention::scan::reach::{behind_founding, is_letter, reach};
use crate::mention::scan::words::{Sort, Word};
use crate::mention::scan::{Name, Scan, is_break, is_han};

/// The name of the firm that has this legal form.
pub(super) fn legal(scan: &Scan<'_>, mark: &Mark) -> Option<Candidate> {
    let end = mark.end as usize;
    let tail = trade(scan, mark.start as usize);
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
    if let Some(start) = branded_bracket(scan, tail) {
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
    let start = past_roles(scan, behind_founding(scan, start), tail);
    (start < tail).then(|| Candidate::new(start, end, Kind::COMPANY, 10, because))
}

/// 修造 of 船舶修造有限公司: a trade that is a verb stands directly before the legal form.
fn trade(scan: &Scan<'_>, form: usize) -> usize {
    let verb = scan.word_ending(form).filter(|word| word.is(Class::Verb) && word.len() == 2);
    let verb = verb.filter(|word| TAKES.iter().all(|takes| !scan.holds(word.start, takes)));
    let behind = |word: &&Word| {
        scan.word_ending(word.start).is_some_and(|before| {
            matches!(before.sort, Sort::Common(Class::Noun | Class::Activity) | Sort::Strange)
        })
    };
    verb.filter(behind).map_or(form, |word| word.start)
}

/// 修正药业 of 修正药业柳河制药有限公司: a firm in front of the place of its branch.
fn family(scan: &Scan<'_>, place: usize) -> Option<usize> {
    let trade = scan.clue_ending(place, Clues::of(&[Clue::Business]))?;
    let letters = (0..trade).rev().take(5).take_while(|&at| scan.is_single(at)).count();
    let start = trade - letters;
    ((2..=4).contains(&letters) && framed_before(scan, start)).then_some(start)
}

/// What a firm is to another, which may stand in front of its name.
const ROLES: [&str; 20] = [
    "合营企业",
    "子公司",
    "孙公司",
    "母公司",
    "合资公司",
    "控股公司",
    "合资企业",
    "关联企业",
    "龙头企业",
    "民营企业",
    "上市公司",
    "运营方",
    "建设方",
    "投资方",
    "承建方",
    "运营商",
    "承包商",
    "供应商",
    "制造商",
    "开发商",
];

/// 星润有限公司 in 公司全资子公司星润有限公司: where the name begins behind the last word for a role.
fn past_roles(scan: &Scan<'_>, start: usize, tail: usize) -> usize {
    let role = |at: usize| ROLES.iter().find(|role| scan.holds(at, role));
    let last = (start..tail).rev().find_map(|at| role(at).map(|role| at + role.chars().count()));
    last.map_or(start, |end| end.min(tail))
}

/// 格特拉克（江西）传动系统有限公司: no name begins with a bracket, so the letters in front belong to it.
fn bracket_brand(scan: &Scan<'_>, open: usize) -> usize {
    let run = (0..open).rev().take(6).take_while(|&at| scan.is_single(at)).count();
    let own = run >= 2 && (scan.opens(open - run) || scan.before(open - run) == '、');
    if own { open - run } else { open }
}

/// 丰盛国际 of 丰盛国际（香港）有限公司: words in front of the place in brackets that a legal form follows.
fn branded_bracket(scan: &Scan<'_>, tail: usize) -> Option<usize> {
    let close = tail.checked_sub(1).filter(|&at| matches!(scan.char(at), '）' | ')'))?;
    let place = place_ending(scan, close)?;
    let open = place.start.checked_sub(1).filter(|&at| matches!(scan.char(at), '（' | '('))?;
    let mut start = open;
    while open - start < 8 {
        let Some(word) = scan.word_ending(start) else { break };
        let role = ROLES.iter().any(|role| scan.ends(start, role));
        let within = match word.sort {
            Sort::Common(Class::Noun | Class::Activity | Class::Adjective | Class::Time)
            | Sort::Strange
            | Sort::Known(Kind::COMPANY | Kind::INDUSTRY | Kind::PERSON) => true,
            Sort::Common(Class::Verb) => word.len() == 1 && scan.is_loose(word.start),
            _ => false,
        };
        if role || !within {
            break;
        }
        start = word.start;
    }
    let framed = || is_break(scan.before(start)) || framed_before(scan, start) || scan.opens(start);
    ((3..=8).contains(&(open - start)) && framed()).then_some(start)
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
            Sort::Known(_) | Sort::Common(Class::Particle | Class::Pronoun | Class::Measure)
        );
        plain
            || word.is(Class::Adverb) && !is_letter(scan, word)
            || word.is(Class::Verb) && TAKES.iter().any(|takes| scan.holds(word.start, takes))
    });
    let lettered = scan.word_starting(start).is_some_and(|word| word.len() == 1);
    ((2..=4).contains(&letters) && lettered && !takes).then_some(start)
}

/// 临江第五元素材料有限公司: a registered name begins with its place, whatever words it holds.
fn registered(scan: &Scan<'_>, tail: usize) -> Option<usize> {
    let mut at = tail;
    let mut firm = false;
    while tail - at < 16 {
        let place = place_ending(scan, at).filter(|p| p.trust == Trust::Sure && tail - at >= 2);
        if let Some(place) = place {
            let mut start = place.start;
            while let Some(outer) = place_ending(scan, start).filter(|p| p.trust == Trust::Sure) {
                start = outer.start;
            }
            let home = place.area != Area::Country || scan.holds(place.start, "中国");
            // 在重庆建设雅马哈摩托车有限公司: what is built there has a name without the place.
            let site = firm && matches!(scan.before(start), '在' | '于' | '到' | '赴');
            let role = ROLES.iter().any(|role| scan.ends(start, role));
            let opens = scan.opens(start) || framed_before(scan, start) || role;
            let start = family(scan, start).or(opens.then_some(start));
            // 和顺 in 云南柏联和顺旅游文化发展有限公司: a place behind letters is no beginning.
            let letter = |at: usize| at > 0 && scan.is_single(at - 1);
            let within = start.is_none() && letter(place.start);
            if !within {
                return start.filter(|_| home && !site);
            }
            at = place.start;
            continue;
        }
        let word = scan.word_ending(at)?;
        firm |= word.sort == Sort::Known(Kind::COMPANY);
        let within = match word.sort {
            // 其 in 新疆其亚铝电有限公司: behind the place and before a letter.
            Sort::Common(Class::Particle | Class::Pronoun)
                if "其中之来若如可能自".contains(scan.char(word.start))
                    && word.len() == 1
                    && scan.is_loose(word.end)
                    && place_ending(scan, word.start).is_some_and(|p| p.trust == Trust::Sure) =>
            {
                true
            }
            // 和其昌 in 福建和其昌竹业有限公司: letters begin with it behind the short name of a place.
            Sort::Common(Class::Particle | Class::Pronoun) if joins_letters(scan, word) => true,
            Sort::Mark
            | Sort::Known(Kind::INSTITUTION | Kind::PLACE)
            | Sort::Common(Class::Particle | Class::Pronoun) => false,
            Sort::Common(Class::Adverb) => is_letter(scan, word),
            Sort::Common(Class::Verb) => {
                names_itself(scan, word)
                    || word.len() == 1
                        && word.start > 0
                        && scan.is_loose(word.start)
                        && scan.is_loose(word.start - 1)
            }
            _ => true,
        };
        if !within {
            return None;
        }
        at = word.start;
    }
    None
}

/// Whether 和, or 其 behind it, stands between the short name of a place and a letter.
fn joins_letters(scan: &Scan<'_>, word: &Word) -> bool {
    let placed = |at: usize| {
        place_ending(scan, at).is_some_and(|place| place.trust == Trust::Sure && place.len() == 2)
    };
    let letter = |at: usize| scan.is_single(at) && !"的了在是".contains(scan.char(at));
    let home = scan.names_starting(word.end).any(|name| name.kind == Kind::PLACE && name.len() > 1);
    let trade = |at: usize| {
        let word = scan.word_starting(at);
        word.is_some_and(|word| {
            word.len() > 1 && (word.is(Class::Noun) || word.is(Class::Activity))
        })
    };
    match scan.char(word.start) {
        // 正和 in 武汉正和防护工程有限公司.
        '和' if placed(word.start.saturating_sub(1)) && letter(word.start - 1) => {
            word.len() == 1 && trade(word.end) && !home
        }
        // 同辉 in 临江同辉科技有限公司.
        '和' | '同' => word.len() == 1 && placed(word.start) && letter(word.end) && !home,
        '其' => word.len() == 1 && scan.before(word.start) == '和' && scan.is_loose(word.end),
        _ => false,
    }
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
    // 广发信德投资管理有限公司: so too a letter that begins an item or follows 的.
    let item = is_break(scan.before(from)) || scan.before(from) == '的';
    if run == 1 && anchor.is_none() && item && !"原新老大小该某各全外总".contains(scan.char(from))
    {
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
