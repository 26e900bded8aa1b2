//! The numbers of a sentence in, which are told together and which falls to whom out.

use super::number::Number;
use crate::fact::scene::Scene;
use crate::fact::subject::Subjects;
use crate::knowledge::Kind;

/// Whose a number is that is told of several.
pub(super) enum Whose {
    One(u32),
    Nobody,
}

impl Whose {
    pub(super) fn mention(self) -> Option<u32> {
        match self {
            Self::One(mention) => Some(mention),
            Self::Nobody => None,
        }
    }
}

/// Which of several owners a number that follows 分别 belongs to.
pub(super) fn turn(scene: &Scene<'_>, numbers: &[Number<'_, '_>], index: usize) -> Option<usize> {
    let mut first = index;
    loop {
        let start = first.checked_sub(1).map_or(0, |before| numbers[before].range.end);
        let between = scene.text(start..numbers[first].from);
        if between.windows(2).any(is_each) {
            return Some(index - first);
        }
        if first == 0 || !matches!(between, ['、' | '和' | '与' | '及' | '，']) {
            return None;
        }
        first -= 1;
    }
}

/// Whether these two characters share numbers out: 分别, 依次, 各占.
fn is_each(pair: &[char]) -> bool {
    matches!(
        pair,
        ['分', '别' | '居' | '列' | '获' | '占']
            | ['依', '次']
            | ['各', '有' | '占' | '达' | '为' | '得']
    )
}

/// How many numbers are told together from this one on.
pub(super) fn together(scene: &Scene<'_>, numbers: &[Number<'_, '_>], first: usize) -> usize {
    let joined = |pair: &[Number<'_, '_>]| match pair {
        [one, next] => {
            matches!(scene.text(one.range.end..next.from), ['、' | '和' | '与' | '及' | '，'])
        }
        _ => false,
    };
    1 + numbers.get(first..).unwrap_or_default().windows(2).take_while(|pair| joined(pair)).count()
}

/// 甲产量5万吨，乙产量3万吨，分别增长2%和3%: those `served` before, one after the other.
pub(super) fn in_turn(served: &[u32], turn: usize, count: usize) -> Option<u32> {
    let first = served.len().checked_sub(count)?;
    (count > 1).then(|| served[first + turn])
}

/// 甲、乙完成投资5亿元和3亿元: as many numbers of one kind as there are names, those told of last or
/// those with which the clause before ends, one after the other.
pub(super) fn in_order(
    scene: &Scene<'_>,
    numbers: &[Number<'_, '_>],
    index: usize,
    last: &[u32],
) -> Option<u32> {
    let joined = |first: &usize| {
        let (one, next) = (&numbers[*first], &numbers[*first + 1]);
        let between = scene.text(one.range.end..next.from);
        matches!(between, ['、' | '和' | '与' | '及'] | ['以', '及']) && one.class == next.class
    };
    let turn = (0..index).rev().take_while(joined).count();
    let count = turn + 1 + (index..numbers.len() - 1).take_while(joined).count();
    if count < 2 {
        return None;
    }
    if last.len() == count {
        return last.get(turn).copied();
    }
    let told = list_that_ends_the_clause(scene, &numbers[index - turn])?;
    told.get(turn).copied().filter(|_| told.len() == count)
}

/// 出口到甲国、乙国，货值5亿元和3亿元: the list with which the clause before ends.
fn list_that_ends_the_clause(scene: &Scene<'_>, number: &Number<'_, '_>) -> Option<Vec<u32>> {
    let clause = scene.clause(number.range.start);
    let before = scene.clauses[clause.checked_sub(1)?].clone();
    let bare = scene.inside(&(before.end..number.from)).is_empty();
    let last = scene.ending(scene.unwrap_left(before.end)).filter(|_| bare)?;
    let kind = scene.mentions[last].kind;
    (kind != Kind::PERSON).then(|| Subjects::fellows(scene, last, &[kind]))
}

/// 投资来自甲国、乙国，各占46%、22%: the last names before 分别 that are as many as the numbers, and not
/// those who were told of last.
pub(super) fn list_before(
    scene: &Scene<'_>,
    numbers: &[Number<'_, '_>],
    first: usize,
    last: &[u32],
) -> Option<Vec<u32>> {
    let count = together(scene, numbers, first);
    if count < 2 || last.len() == count {
        return None;
    }
    let start = first.checked_sub(1).map_or(0, |before| numbers[before].range.end);
    let front = scene.text(start..numbers[first].from);
    let each = front.windows(2).rposition(is_each)?;
    let listed = |m: usize| {
        let kind = scene.mentions[m].kind;
        let list = Subjects::fellows(scene, m, &[kind]);
        (list.len() == count && kind != Kind::PERSON).then_some(list)
    };
    let before = || scene.inside(&(start..start + each)).rev().find_map(listed);
    // 目的地依次为甲国、乙国，货值5亿元和3亿元.
    let behind = || scene.inside(&(start + each..numbers[first].from)).rev().find_map(listed);
    // 获甲、乙投资2亿元，分别持股4%和3%: those whose money it was.
    let holds = front.get(each..).is_some_and(|said| said.contains(&'持'));
    let paid = || scene.inside(&(0..start)).rev().find_map(listed).filter(|_| holds);
    before().or_else(behind).or_else(paid)
}

/// 甲团、乙团分别为5亿元、3亿元: the names in the parts of a list that has as many as there are numbers,
/// though something stands behind each name or one of them was not found.
pub(super) fn by_part(
    scene: &Scene<'_>,
    numbers: &[Number<'_, '_>],
    index: usize,
    told: usize,
) -> Option<Whose> {
    let joins = |c: &char| matches!(c, '、' | '和' | '与' | '及');
    let next = |at: usize| {
        let between = scene.text(numbers[at].range.end..numbers[at + 1].from);
        matches!(between, [c] if joins(c)) && numbers[at].class == numbers[at + 1].class
    };
    let first = index - (0..index).rev().take_while(|&at| next(at)).count();
    let count = index - first + 1 + (index..numbers.len() - 1).take_while(|&at| next(at)).count();
    if count < 2 || told == count {
        return None;
    }
    let start = first.checked_sub(1).map_or(0, |before| numbers[before].range.end);
    let start = start.max(scene.clauses[scene.clause(numbers[first].range.start)].start);
    let cut = |at: &usize| joins(&scene.chars[*at]) && !scene.names(*at..*at + 1);
    let cuts: Vec<usize> = (start..numbers[first].from).filter(cut).collect();
    if cuts.len() + 1 != count {
        return None;
    }
    let part = |turn: usize| {
        let from = turn.checked_sub(1).map_or(start, |before| cuts[before] + 1);
        let end = cuts.get(turn).copied().unwrap_or(numbers[first].from);
        let kind = |m: usize| scene.mentions[m].kind;
        let last = scene.inside(&(from..end)).rfind(|&m| kind(m) != Kind::PERSON)?;
        // 甲公司乙地基地: the firm's.
        let whose = last.checked_sub(1).filter(|&whose| {
            kind(last) == Kind::PLACE
                && kind(whose) == Kind::COMPANY
                && scene.range(whose).end == scene.range(last).start
        });
        Some(whose.unwrap_or(last))
    };
    // 给甲团、乙团各3000片: whom something is done to has no figure.
    let governed = part(0).is_some_and(|m| {
        let at = scene.unwrap_left(scene.range(m).start);
        matches!(scene.text(start..at).last(), Some('给' | '向' | '对' | '为' | '从' | '往' | '到'))
    });
    let named = (0..count).filter(|&turn| part(turn).is_some()).count();
    let whose = || part(index - first).map_or(Whose::Nobody, |m| Whose::One(scene.global(m)));
    (named > 1 && !governed).then(whose)
}

/// 甲、乙产值分别为5亿元、3亿元，增长2%、3%: as many numbers again, of the same in the same order.
pub(super) fn again(
    scene: &Scene<'_>,
    numbers: &[Number<'_, '_>],
    index: usize,
    last: &[u32],
    served: &[u32],
) -> Option<u32> {
    let mut first = index;
    while first > 0 && together(scene, numbers, first - 1) > 1 {
        first -= 1;
    }
    let count = together(scene, numbers, first);
    let each = last.iter().all(|owner| served.contains(owner));
    last.get(index - first).copied().filter(|_| count > 1 && count == last.len() && each)
}
