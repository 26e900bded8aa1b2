//! A scanned sentence and what people do in it in, who does it out.

use super::{BEFORE, is_dated, name_before};
use crate::knowledge::Mark;
use crate::mention::candidate::Candidate;
use crate::mention::scan::{Scan, is_break};

/// 朱明说: a name before what people do, if marks or particles frame it.
pub(super) fn before_deed(scan: &Scan<'_>, at: usize, length: usize) -> Option<Candidate> {
    let speaks = length > 1 || matches!(scan.char(at), '说' | '称' | '任' | '率' | '笑');
    if !speaks {
        return None;
    }
    // 马骏曾任: the letter before the verb says when.
    let when = at > 3 && matches!(scan.before(at), '曾' | '现' | '兼' | '将' | '拟');
    let name = name_before(scan, at - usize::from(when), 7)?;
    let start = name.span.start as usize;
    let length = name.span.len();
    let firm =
        is_break(scan.before(start)) || scan.before(start) == '由' || scan.before(start) == '对';
    let rare = name.span.range().filter(|&p| scan.is_strange(p)).count();
    if scan.before(start) == '由' && rare >= 1 {
        return Some(name);
    }
    // 最年轻的是何志远任总裁的一家.
    let holds = ["任", "担任", "出任"].iter().any(|word| scan.holds(at, word));
    if holds && length == 3 && rare >= 1 && matches!(scan.before(start), '是' | '的') {
        return Some(name);
    }
    let two = length == 2
        && (rare >= 1 && matches!(scan.char(at), '说' | '笑' | '表' | '介' | '告' | '坦'));
    // 现任主任的何志远告诉记者.
    let bears = || scan.makers.iter().any(|m| m.clues.any(BEFORE) && m.end as usize + 1 == start);
    if length == 3 && scan.before(start) == '的' && bears() {
        return Some(name);
    }
    // 何志远任某集团董事长: a title behind says that it is a person who takes it.
    if holds && length == 3 && (firm || is_dated(scan, start)) && takes_a_title(scan, at) {
        return Some(name);
    }
    // 此前，杨军不再担任: who leaves an office is a person.
    let leaves = length >= 2 && scan.holds(at, "不再");
    (firm && (length >= 3 && rare >= 1 || two || leaves)).then_some(name)
}

/// Whether a title stands behind a verb, in its clause.
fn takes_a_title(scan: &Scan<'_>, at: usize) -> bool {
    const FARTHEST: usize = 24;
    let title =
        |m: &&Mark| m.clues.any(BEFORE) && (at + 1..at + FARTHEST).contains(&(m.start as usize));
    let title = scan.makers.iter().find(title);
    title.is_some_and(|m| (at..m.start as usize).all(|p| !is_break(scan.char(p))))
}
