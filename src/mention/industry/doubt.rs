//! A scanned sentence and a possible industry in it in, whether what stands beside it speaks against it out.

use crate::knowledge::Kind;
use crate::mention::scan::choice::Choice;
use crate::mention::scan::words::Sort;
use crate::mention::scan::{Scan, is_han};

/// What makes the name of a body, fund or honour of the industry in front of it.
const NAMED: Choice<20> = Choice::of([
    "学院",
    "研究院",
    "研究中心",
    "创新中心",
    "基金",
    "发展基金",
    "专班",
    "推进会",
    "局",
    "厅",
    "农村",
    "单项冠军",
    "先进单位",
    "先进集体",
    "突出贡献",
    "十强",
    "百强",
    "产业化国家重点",
    "服务部",
    "站",
]);
/// What begins as an office does and is none.
const UNNAMED: Choice<3> = Choice::of(["局部", "局面", "局势"]);
/// Trades that firms are called after, behind their letters.
const TRADES: Choice<22> = Choice::of([
    "种业", "酒业", "糖业", "锂业", "铜业", "铝业", "矿业", "农业", "牧业", "渔业", "乳业", "药业",
    "茶业", "纸业", "盐业", "木业", "石业", "棉业", "果业", "菌业", "林业", "钢业",
]);

/// Whether an industry is not told of here: 茶业局, 螺蛳粉产业学院, 渔业渔政部门, 民丰种业.
pub(super) fn is_denied(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    NAMED.holds(scan, end) && !UNNAMED.holds(scan, end)
        || scan.before(end) == '业' && (is_departmental(scan, end) || is_brand(scan, start, end))
        // 工业 by itself is no sector of its own.
        || scan.holds(start, "工业") && end - start == 2
}

/// 渔业渔政部门: whose business it is.
fn is_departmental(scan: &Scan<'_>, end: usize) -> bool {
    let mut near = (end..scan.len()).take(7).take_while(|&at| is_han(scan.char(at)));
    near.any(|at| scan.holds(at, "部门") || scan.holds(at, "主管"))
}

/// 民丰种业: the letters of a firm in front of its trade.
fn is_brand(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    end - start == 2
        && TRADES.holds(scan, start)
        && scan.word_ending(start).is_some_and(|word| {
            matches!(word.sort, Sort::Strange | Sort::Known(Kind::COMPANY | Kind::PERSON))
        })
}
