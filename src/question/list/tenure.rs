//! A person in a sentence in, whether the sentence says that a post was held before and is no more, out.

use crate::graph::Node;
use crate::knowledge::Kind;
use crate::question::ask::Asked;

/// Before a title or the office it is in: who bears it held it before.
const FORMER: [&str; 3] = ["前任", "原", "前"];
/// Characters that make another word with 原 or 前 behind them (目前, 太原).
const OTHER_WORD: [char; 21] = [
    '目', '日', '此', '之', '以', '当', '先', '提', '空', '太', '中', '平', '草', '高', '三', '五',
    '松', '开', '固', '清', '年',
];
/// Verbs before a title that was held.
const HELD: [&str; 9] =
    ["不再担任", "不再任", "曾担任", "曾任", "历任", "曾是", "辞去", "免去", "卸任"];
/// Verbs of leaving that say by themselves that a post is no longer held.
const LEFT: [&str; 11] =
    ["卸任", "离任", "辞任", "辞职", "去职", "退休", "被免", "调离", "落马", "逝世", "去世"];
/// What ends a clause.
const CLAUSE: [char; 8] = ['，', ',', '；', ';', '。', '：', ':', '！'];
/// Characters around a name that are read.
const AROUND: u32 = 60;

impl<'g> Asked<'_, 'g> {
    /// Whether a sentence says that a person named at `start` held one of the titles before.
    pub(in crate::question) fn held_before(
        &self,
        person: Node<'g>,
        at: u32,
        start: u32,
        titles: &[&str],
    ) -> bool {
        let end = start + self.length_at(person, at, start);
        let (from, to) = self.room_of(at, start, end);
        let front = self.text_between(at, from, start);
        let mut back = self.text_between(at, end, to);
        // 某某曾任: the last letter of what was taken for the name.
        if back.starts_with('任') && self.text_between(at, end - 1, end) == "曾" {
            back.insert(0, '曾');
        }
        is_former(&front, &back, titles)
    }

    /// The part of a sentence around a name that no other person's name shares: from the end of the
    /// one before or the beginning of the clause, to the clause in which the next is named.
    fn room_of(&self, at: u32, start: u32, end: u32) -> (u32, u32) {
        let people = || {
            let names = self.ground.names_in(at).iter();
            names.filter(|(node, _)| self.node(*node).kind() == Kind::PERSON)
        };
        let mark = |text: &str| text.chars().rev().position(|c| CLAUSE.contains(&c));
        let front = self.text_spaced(at, start.saturating_sub(AROUND), start);
        let from = mark(&front).map_or(start.saturating_sub(AROUND), |back| start - back as u32);
        let before = people().filter(|(_, s)| *s < start).max_by_key(|(_, s)| *s);
        let before = before.map(|&(node, s)| s + self.length_at(self.node(node), at, s));
        let next = people().map(|(_, s)| *s).filter(|s| *s >= end).min();
        let to = next.map_or(end + AROUND, |next| {
            let between = self.text_spaced(at, end, next);
            mark(&between).map_or(next, |back| next - back as u32)
        });
        (before.unwrap_or_default().max(from), to)
    }
}

fn is_former(front: &str, back: &str, titles: &[&str]) -> bool {
    let borne = |text: &str, word: &str| {
        text.match_indices(word).any(|(at, _)| {
            let own = !text.get(..at).is_some_and(|front| front.ends_with(OTHER_WORD));
            let rest = text.get(at + word.len()..).unwrap_or_default();
            own && titles.iter().any(|title| rest.contains(title))
        })
    };
    let titled = titles.iter().any(|title| front.contains(title));
    let former = FORMER.iter().any(|word| borne(front, word));
    let held = HELD.iter().any(|word| borne(front, word) || behind(back, word, titles));
    // What is told behind another title is told of another.
    let other = titles.iter().filter_map(|title| back.find(title)).min();
    let own = other.and_then(|at| back.get(..at)).unwrap_or(back);
    former || held || titled && LEFT.iter().any(|word| own.contains(word))
}

/// Whether a title follows a verb in the same clause.
fn behind(back: &str, verb: &str, titles: &[&str]) -> bool {
    let clauses = back.split(CLAUSE);
    clauses
        .filter_map(|clause| clause.split_once(verb))
        .any(|(_, rest)| titles.iter().any(|title| rest.contains(title)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_post_that_was_held_is_told_from_one_that_is() {
        for (front, back, former) in [
            ("海川集团原董事长", "出席。", true),
            ("前任董事长", "", true),
            ("目前董事长", "说", false),
            ("太原董事长", "说", false),
            ("", "曾任海川集团董事长，现任江城研究院院长。", true),
            ("董事长", "曾任江城研究院院长。", false),
            ("", "不再担任董事长职务。", true),
            ("董事长", "到龄退休。", true),
            ("董事长", "当选委员，原董事长已退休。", false),
            ("", "任董事长、党组书记，", false),
        ] {
            assert_eq!(is_former(front, back, &["董事长"]), former, "{front}|{back}");
        }
    }
}
