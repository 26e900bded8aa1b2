//! What stands before a number in, whether it tells what several come to, what each has, or what one of two
//! has out.

use super::Owners;
use crate::fact::figure::number::Number;
use crate::fact::figure::turn::{together, turn};
use crate::fact::scene::Scene;
use crate::fact::subject::Subjects;

impl Owners<'_> {
    /// 甲、乙占六成, 三家合计占六成: whether a number tells what those told of last come to, and not what each
    /// has; 甲与乙签约，总值…: of a pair, the one that acts is told of.
    pub(super) fn come_to(&self, subjects: &Subjects<'_>, front: &[char]) -> bool {
        let text = subjects.text;
        let pair = self.last.first().is_some_and(|&first| {
            let range = text.mentions[first as usize].span.range();
            let chars = &text.sentences[text.sentence(first) as usize].chars;
            let joiner = chars.get(range.end..).and_then(|rest| rest.iter().find(|c| **c != '”'));
            self.last.len() == 2 && matches!(joiner, Some('与' | '和' | '同' | '跟'))
        });
        is_sum(front) || !pair && !self.of_each(front)
    }

    /// Whether what is told behind this is of each in a list: 均超, but not 年均达.
    pub(super) fn of_each(&self, front: &[char]) -> bool {
        let mean =
            |at: usize| at > 0 && matches!(front[at - 1], '年' | '月' | '日' | '人' | '户' | '亩');
        self.words.each.within(front).is_some_and(|(at, _)| !mean(at))
    }

    /// 甲、乙、丙扩产。三家分别增长2%、3%、4%: whether as many numbers are shared out as are told of.
    pub(super) fn tells_of_each(
        &self,
        scene: &Scene<'_>,
        numbers: &[Number<'_, '_>],
        index: usize,
    ) -> bool {
        let all = self.last.len();
        all > 1
            && turn(scene, numbers, index)
                .is_some_and(|turn| together(scene, numbers, index - turn) == all)
    }

    /// Whether a clause begins with what stands for several: 两家合计.
    pub(super) fn is_of_several(
        &self,
        scene: &Scene<'_>,
        subjects: &Subjects<'_>,
        clause: usize,
    ) -> bool {
        // 甲产锌3万吨、铅2万吨，合计产值9亿元: of the one who has both.
        let opened = subjects.opened(scene, clause);
        if self.served.len() == 1 && is_sum(opened.get(..2).unwrap_or_default()) {
            return false;
        }
        // 三家合计: no 三 to begin with.
        let whole = scene.text(scene.clauses[clause].clone());
        let stands = |text: &[char]| self.words.group.starting(text).next().is_some();
        // 水泥行业…，全国产量: the trade's.
        let trade = || self.trade_told_of(scene, subjects).is_some();
        stands(whole) || stands(opened) || is_of_country(opened) && !trade()
    }
}

/// 合计占六成: whether what several come to is told.
pub(super) fn is_sum(front: &[char]) -> bool {
    let sums = |pair: &[char]| matches!(pair, ['合' | '总', '计'] | ['总', '和'] | ['合', '占']);
    front.windows(2).any(sums) || front.windows(3).any(|three| three == ['加', '起', '来'])
}

/// Which of two 前者, 其中后者 means.
pub(super) fn of_two(front: &[char]) -> Option<usize> {
    match front.strip_prefix(&['其', '中']).unwrap_or(front) {
        ['前', '者', ..] => Some(0),
        ['后', '者', ..] => Some(1),
        _ => None,
    }
}

/// 全国生产水泥九万吨, but not 全国第一, 全国市场份额: whether what is told is told of the whole country.
fn is_of_country(opened: &[char]) -> bool {
    let of_one = |c: &char| "第首最唯前领市份占同排各率的有人劳性一百".contains(*c);
    matches!(opened, ['全' | '我', '国', next, _, ..] if !of_one(next))
}
