//! Scores of labels in, the best labelling out.
//!
//! Scores are whole numbers, so the way back can be found by comparing for equality: no pointers
//! are kept on the way forward, only the best score of each label at each character.

use super::chain::{MOST_KINDS, Succession};
use super::label::Labels;

/// Far below any real score, far above the smallest number.
const NEVER: i32 = -1 << 28;

/// The best labelling. `scores` has one row of `labels.all()` for each character.
pub(super) fn best(
    labels: Labels,
    scores: &[i32],
    follow: &Succession<i32>,
    reach: &mut Vec<i32>,
) -> Vec<u8> {
    let all = labels.all();
    reach.clear();
    let Some(first) = scores.get(..all) else { return Vec::new() };
    reach.extend(first);
    reach[2 * labels.kinds..4 * labels.kinds].fill(NEVER);
    let behind = behind(labels, follow);
    for scores in scores[all..].chunks_exact(all) {
        advance(labels, scores, follow, &behind, reach);
    }
    back(labels, scores, follow, reach)
}

/// For each label that may stand before a name how far behind the outside label it may be and still
/// be followed by something as well as that: most are further behind at most characters.
fn behind(labels: Labels, follow: &Succession<i32>) -> [i32; 2 * MOST_KINDS] {
    let mut behind = [0; 2 * MOST_KINDS];
    let (last, open) = (&follow.outer[labels.open() * 2 * labels.kinds..], labels.open());
    for (behind, follow) in
        behind[..2 * labels.kinds].iter_mut().zip(follow.outer.chunks_exact(open))
    {
        let least = last.iter().zip(follow).map(|(outside, own)| outside - own).min();
        *behind = least.unwrap_or_default();
    }
    behind
}

fn advance(
    labels: Labels,
    scores: &[i32],
    follow: &Succession<i32>,
    behind: &[i32],
    reach: &mut Vec<i32>,
) {
    let (all, kinds, open) = (labels.all(), labels.kinds, labels.open());
    let from = reach.len() - all;
    reach.resize(from + 2 * all, NEVER);
    let (before, row) = reach[from..].split_at_mut(all);
    let outside = before[labels.outside()];
    let (last, first) = (&follow.outer[open * 2 * kinds..], &mut row[..2 * kinds]);
    for (best, follow) in first.iter_mut().zip(last) {
        *best = outside + follow;
    }
    let mut idle = outside + last[2 * kinds];
    let closed = before[kinds..3 * kinds].iter().zip(follow.outer.chunks_exact(open)).zip(behind);
    for ((&before, follow), _) in
        closed.filter(|((before, _), behind)| **before > outside + **behind)
    {
        for (best, follow) in first.iter_mut().zip(follow) {
            *best = (*best).max(before + follow);
        }
        idle = idle.max(before + follow[2 * kinds]);
    }
    row[labels.outside()] = idle;
    let [be, bi, ie, ii] = &follow.inner;
    for kind in 0..kinds {
        let (begin, inside) = (before[kind], before[labels.inside(kind)]);
        row[labels.end(kind)] = (begin + be[kind]).max(inside + ie[kind]);
        row[labels.inside(kind)] = (begin + bi[kind]).max(inside + ii[kind]);
    }
    for (best, score) in row.iter_mut().zip(scores) {
        // A label that cannot be reached stays far below, however long the text.
        *best = (*best + score).max(NEVER);
    }
}

fn back(labels: Labels, scores: &[i32], follow: &Succession<i32>, reach: &[i32]) -> Vec<u8> {
    let (all, kinds, open) = (labels.all(), labels.kinds, labels.open());
    let length = reach.len() / all;
    let mut path = vec![labels.outside() as u8; length];
    let last = &reach[(length - 1) * all..];
    let closed = (kinds..3 * kinds).chain([labels.outside()]);
    let mut here = closed.max_by_key(|&label| (last[label], label)).unwrap_or(labels.outside());
    for at in (1..length).rev() {
        path[at] = here as u8;
        let score = reach[at * all + here] - scores[at * all + here];
        let before = &reach[(at - 1) * all..at * all];
        here = if here == labels.outside() || here < 2 * kinds {
            let column = if here == labels.outside() { 2 * kinds } else { here };
            let outer = |row: usize| follow.outer[row * open + column];
            let outside = labels.outside();
            if before[outside] + outer(2 * kinds) == score {
                outside
            } else {
                (kinds..3 * kinds)
                    .find(|&label| before[label] + outer(label - kinds) == score)
                    .unwrap_or(outside)
            }
        } else {
            let (kind, amid) = (here % kinds, usize::from(here / kinds == 3));
            let begun = before[kind] + follow.inner[amid][kind] == score;
            if begun { labels.begin(kind) } else { labels.inside(kind) }
        };
    }
    path[0] = here as u8;
    path
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    #[test]
    fn the_best_labelling_is_found_among_all() {
        let labels = Labels { kinds: 2 };
        let mut follow = Succession::filled(labels, 0);
        for (number, value) in follow.values_mut().enumerate() {
            *value = (number * 13 % 17) as i32 - 8;
        }
        for seed in 0..200usize {
            let scores: Vec<i32> = (0..36)
                .map(|i| if i % 9 == 8 { 0 } else { ((i + 3) * (seed + 7) * 29 % 41) as i32 - 25 })
                .collect();
            let mut reach = Vec::new();
            let path = best(labels, &scores, &follow, &mut reach);
            let found = value(labels, &scores, &mut follow, &labels.spans(&path));
            let most = every(labels, 0)
                .iter()
                .map(|spans| value(labels, &scores, &mut follow, spans))
                .max();
            assert_eq!(Some(found), most, "seed {seed}: {path:?}");
        }
    }

    #[test]
    fn nothing_is_read_from_nothing() {
        let labels = Labels { kinds: 1 };
        assert!(best(labels, &[], &Succession::filled(labels, 0), &mut Vec::new()).is_empty());
    }

    fn value(
        labels: Labels,
        scores: &[i32],
        follow: &mut Succession<i32>,
        spans: &[(Span, usize)],
    ) -> i32 {
        let path = labels.paint(4, spans);
        let own: i32 = path.iter().enumerate().map(|(at, &l)| scores[at * 9 + l as usize]).sum();
        let pairs: i32 = path
            .windows(2)
            .map(|pair| *follow.between(labels, pair[0] as usize, pair[1] as usize))
            .sum();
        own + pairs
    }

    fn every(labels: Labels, from: usize) -> Vec<Vec<(Span, usize)>> {
        if from >= 4 {
            return vec![Vec::new()];
        }
        let mut all = every(labels, from + 1);
        for end in from + 1..=4 {
            for kind in 0..labels.kinds {
                for mut rest in every(labels, end) {
                    rest.insert(0, (Span::new(from, end), kind));
                    all.push(rest);
                }
            }
        }
        all
    }
}
