//! A clause in, out what it only does: gloss a name, go on with a list, name one of many, say who
//! speaks.

use crate::fact::scene::Scene;
use crate::knowledge::Kind;

/// 其中甲出口3亿元, 甲一家占一成: whether a clause only tells of one among those told of.
pub(super) fn is_aside(scene: &Scene<'_>, clause: usize) -> bool {
    let range = &scene.clauses[clause];
    let alone = |m: usize| {
        let behind = scene.range(m).end;
        // 甲市一家企业 is another.
        match (scene.mentions[m].kind, scene.text(behind..behind + 2)) {
            (Kind::PLACE, ['一', alone]) => matches!(alone, '地' | '县' | '市' | '国' | '省'),
            (_, text) => text == ['一', '家'],
        }
    };
    let text = scene.text(range.clone());
    // 前身为乙厂，当时…: what it was before.
    matches!(text, ['其', '中', ..] | ['前', '身', ..] | ['其', '前', '身', ..])
        || scene.inside(range).any(alone)
}

/// 甲公司——乙院控股的企业，员工90人: whether a clause only says what the name before the dash is.
pub(super) fn glosses(scene: &Scene<'_>, clause: usize) -> bool {
    let start = scene.clauses[clause].start;
    let front = scene.text(0..start);
    let end = front.iter().rposition(|&c| c != '—').map_or(0, |last| last + 1);
    let name =
        scene.ending(scene.unwrap_left(end)).map(|m| scene.unwrap_left(scene.range(m).start));
    let opens = |at: usize| at == 0 || scene.clauses[scene.clause(at)].start == at;
    end < start && name.is_some_and(opens)
}

/// 涵盖甲市、乙市，丙市和丁市，共四市: whether a clause is no more than the rest of a list.
pub(super) fn goes_on_listing(scene: &Scene<'_>, clause: usize) -> bool {
    let Some(before) = clause.checked_sub(1) else { return false };
    let range = &scene.clauses[clause];
    let joins = |at: usize| matches!(scene.chars[at], '、' | '和' | '与' | '及' | '以');
    scene.ending(scene.unwrap_left(scene.clauses[before].end)).is_some()
        && scene.inside(range).len() > 1
        && range.clone().all(|at| joins(at) || scene.names(at..at + 1))
}

/// 甲省：乙市，援建资金3亿元: whether a clause only names what the name before the colon, with which the
/// sentence begins, has to do with.
pub(super) fn is_headed(scene: &Scene<'_>, clause: usize) -> bool {
    let Some(before) = clause.checked_sub(1) else { return false };
    let heading = &scene.clauses[before];
    let names = |range: &std::ops::Range<usize>| {
        let joins =
            |at: usize| matches!(scene.chars[at], '、' | '和' | '与' | '及' | '●' | '·' | '◆');
        !range.is_empty()
            && !scene.inside(range).is_empty()
            && range.clone().all(|at| joins(at) || scene.names(at..at + 1))
    };
    scene.chars.get(heading.end) == Some(&'：')
        && names(heading)
        && names(&scene.clauses[clause])
        && scene.inside(heading).all(|m| scene.mentions[m].kind != Kind::PERSON)
}

/// 某局局长某某：: whether a clause only says who speaks what follows.
pub(super) fn speaks(scene: &Scene<'_>, clause: usize) -> bool {
    let range = &scene.clauses[clause];
    let last = scene.inside(range).next_back();
    scene.chars.get(range.end) == Some(&'：')
        && last.is_some_and(|m| {
            scene.mentions[m].kind == Kind::PERSON && scene.range(m).end == range.end
        })
}

/// 对年产值超过9亿元的，: whether a clause only says for whom what follows is meant.
pub(super) fn is_condition(scene: &Scene<'_>, clause: usize) -> bool {
    let text = scene.text(scene.clauses[clause].clone());
    matches!(text, ['对' | '凡', .., '的'])
}
