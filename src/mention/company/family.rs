//! Firms that are known in, others of their families out: 隆基光伏, 中车铁马, 万华大连.

use crate::knowledge::{Class, Clue, Clues, Kind, Trust};
use crate::mention::candidate::Candidate;
use crate::mention::institution::whole_to_the_right;
use crate::mention::scan::words::Sort;
use crate::mention::scan::{Name, Scan, is_break, is_han};

/// 隆基光伏, 厦钨新能源, 盛虹控股集团: a known firm and what makes another of its family.
pub(super) fn families(scan: &Scan<'_>, out: &mut Vec<Candidate>) {
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
        let end = known.or_else(|| lettered_end(scan, firm)).or_else(|| site_end(scan, firm));
        let named = |&end: &usize| end > firm.end && scan.closes(end) && !is_deed(scan, firm, end);
        // 西门子中国: but not 西门子中国工厂.
        let suffix = |at: usize| {
            let home = scan.holds(at, "中国") && scan.closes(at + 2);
            home || ["集团", "公司"].into_iter().any(|word| scan.holds(at, word))
        };
        let end = end.filter(named).map(|end| if suffix(end) { end + 2 } else { end });
        // 百度集团, 腾讯公司: a known firm and what all firms are.
        let whole = suffix(firm.end).then(|| firm.end + 2);
        let whole = whole.filter(|&end| firm.trust == Trust::Sure && whole_to_the_right(scan, end));
        if let Some(end) = end.or(whole) {
            out.push(Candidate::new(firm.start, end, Kind::COMPANY, 10, "grammar/company.family"));
        }
    }
}

/// 投资 in 汇川技术投资5亿元, 控股 in 由中车控股: what the firm does, or is done by it.
pub(super) fn is_deed(scan: &Scan<'_>, firm: &Name, end: usize) -> bool {
    let verb = scan.ends(end, "投资") || scan.ends(end, "控股");
    let passive = matches!(scan.before(firm.start), '由' | '被');
    let founds = ["成立", "设立", "组建", "建设", "新建", "兴建", "入股", "建厂"];
    if verb && founds.iter().any(|word| scan.holds(end, word)) {
        return true;
    }
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

/// 大连 in 万华大连、中触媒: the place that tells one of a firm's own from the others, behind a short
/// name and framed on both sides; of several places (奇瑞芜湖、合肥工厂) it is none.
fn site_end(scan: &Scan<'_>, firm: &Name) -> Option<usize> {
    let city = |name: &Name| name.kind == Kind::PLACE && name.trust != Trust::Letter;
    let end = firm.end + 2;
    let placed = scan.names_starting(firm.end).any(|name| city(name) && name.end == end);
    let joined = matches!(scan.char(end), '、' | '和' | '与');
    let framed = firm.start == 0 || matches!(scan.before(firm.start), '、' | '和' | '与' | '有');
    let several = || scan.names_starting((end + 1).min(scan.len())).any(city);
    let closed = if joined { !several() } else { !is_han(scan.char(end)) };
    (firm.len() == 2 && placed && framed && closed).then_some(end)
}
