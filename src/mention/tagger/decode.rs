//! Scores of labels in, the best labelling out.
//!
//! Scores are whole numbers, so the way back can be found by comparing for equality: no pointers
//! are kept on the way forward, only the best score of each label at each character.

use super::chain::Succession;
use super::label::Labels;
use super::weight::{Scores, WIDE, place};

/// Far below any real score, far above the smallest number.
const NEVER: i32 = -1 << 28;

/// A number for each of a few kinds.
type Few = [i32; WIDE];

/// What the succession of two labels adds, laid out by kinds, [`WIDE`] at a time: for as many kinds
/// as `blocks` hold. Kinds that there are not are never reached.
#[derive(Clone, Debug)]
pub(super) struct Steps {
    labels: Labels,
    follow: Succession<i32>,
    blocks: usize,
    /// From outside to begin and single.
    opened: Vec<Few>,
    /// How far behind outside a single or an end may be and still be followed by something as well
    /// as that: most are further behind at most characters.
    behind: Vec<Few>,
    /// From each single and each end to begin and single.
    closed: Vec<Few>,
    /// Begin to end, begin to inside, inside to end, inside to inside.
    inner: [Vec<Few>; 4],
}

/// Room for the best scores on the way: `rows` as those of [`Scores`], and one for outside.
#[derive(Debug, Default)]
pub(super) struct Reach {
    rows: Vec<Few>,
    outside: Vec<i32>,
}

impl Steps {
    pub(super) fn of(labels: Labels, follow: &Succession<i32>) -> Self {
        let (kinds, open) = (labels.kinds, labels.open());
        let rows: Vec<&[i32]> = follow.outer.chunks_exact(open).collect();
        let last = rows[2 * kinds];
        let behind = |row: &&[i32]| last.iter().zip(*row).map(|(outside, own)| outside - own).min();
        let behind: Vec<i32> = rows[..2 * kinds].iter().filter_map(behind).collect();
        let sides = |row: &[i32], other| {
            let (begin, single) = row.split_at(kinds);
            [few(begin, other), few(&single[..kinds], other)].concat()
        };
        Self {
            labels,
            blocks: kinds.div_ceil(WIDE),
            opened: sides(last, NEVER),
            behind: sides(&behind, -2 * NEVER),
            closed: rows[..2 * kinds].iter().flat_map(|row| sides(row, NEVER)).collect(),
            inner: [0, 1, 2, 3].map(|which| few(&follow.inner[which], NEVER)),
            follow: follow.clone(),
        }
    }

    /// The best labelling.
    pub(super) fn best(&self, scores: &Scores, reach: &mut Reach) -> Vec<u8> {
        reach.rows.clear();
        reach.outside.clear();
        let mut rows = scores.rows();
        let Some(first) = rows.next() else { return Vec::new() };
        reach.rows.extend(first.iter().map(|few| few.map(i32::from)));
        reach.rows[2 * self.blocks..].fill([NEVER; WIDE]);
        reach.outside.push(0);
        for scores in rows {
            self.advance(scores, reach);
        }
        self.back(scores, reach)
    }

    fn advance(&self, scores: &[[i16; WIDE]], reach: &mut Reach) {
        let blocks = self.blocks;
        let from = reach.rows.len() - 4 * blocks;
        reach.rows.resize(from + 8 * blocks, [NEVER; WIDE]);
        let (before, row) = reach.rows[from..].split_at_mut(4 * blocks);
        let outside = reach.outside.last().copied().unwrap_or_default();
        for (best, opened) in row.iter_mut().zip(&self.opened) {
            *best = opened.map(|follow| outside + follow);
        }
        let mut idle = outside + self.follow.outer.last().copied().unwrap_or_default();
        for (part, behind) in self.behind.iter().enumerate() {
            let before = &before[blocks + part];
            if largest(&std::array::from_fn(|kind| before[kind] - behind[kind])) > outside {
                idle = idle.max(self.close(part, before, outside, row));
            }
        }
        reach.outside.push(idle);
        let [be, bi, ie, ii] = &self.inner;
        for block in 0..blocks {
            let (begin, inside) = (before[block], before[3 * blocks + block]);
            row[2 * blocks + block] = better(&begin, &be[block], &inside, &ie[block]);
            row[3 * blocks + block] = better(&begin, &bi[block], &inside, &ii[block]);
        }
        for (best, scores) in row.iter_mut().zip(scores) {
            // A label that cannot be reached stays far below, however long the text.
            *best = std::array::from_fn(|kind| (best[kind] + i32::from(scores[kind])).max(NEVER));
        }
    }

    /// What follows the singles or ends of a part better than outside; the best that outside itself
    /// gets from them.
    fn close(&self, part: usize, before: &Few, outside: i32, row: &mut [Few]) -> i32 {
        let (kinds, blocks) = (self.labels.kinds, self.blocks);
        let (side, first) = (part / blocks, part % blocks * WIDE);
        let mut idle = NEVER;
        let froms = before.iter().zip(&self.behind[part]).zip(side * kinds + first..);
        for ((&before, behind), from) in froms.take(kinds - first) {
            if before <= outside + behind {
                continue;
            }
            let closed = &self.closed[from * 2 * blocks..];
            for (best, follow) in row[..2 * blocks].iter_mut().zip(closed) {
                *best = std::array::from_fn(|to| best[to].max(before + follow[to]));
            }
            let open = self.labels.open();
            idle = idle.max(before + self.follow.outer[from * open + open - 1]);
        }
        idle
    }

    fn back(&self, scores: &Scores, reach: &Reach) -> Vec<u8> {
        let (labels, follow) = (self.labels, &self.follow);
        let (kinds, open) = (labels.kinds, labels.open());
        let length = reach.outside.len();
        let value = |at: usize, label: usize| {
            if label == labels.outside() {
                return reach.outside[at];
            }
            let (lane, place) = place(labels, label);
            reach.rows[at * 4 * self.blocks + lane][place]
        };
        let mut path = vec![labels.outside() as u8; length];
        let closed = (kinds..3 * kinds).chain([labels.outside()]);
        let last = closed.max_by_key(|&label| (value(length - 1, label), label));
        let mut here = last.unwrap_or(labels.outside());
        for at in (1..length).rev() {
            path[at] = here as u8;
            let score = value(at, here) - scores.at(labels, at, here);
            here = if here == labels.outside() || here < 2 * kinds {
                let column = if here == labels.outside() { 2 * kinds } else { here };
                let outer = |row: usize| follow.outer[row * open + column];
                let outside = labels.outside();
                if value(at - 1, outside) + outer(2 * kinds) == score {
                    outside
                } else {
                    (kinds..3 * kinds)
                        .find(|&label| value(at - 1, label) + outer(label - kinds) == score)
                        .unwrap_or(outside)
                }
            } else {
                let (kind, amid) = (here % kinds, usize::from(here / kinds == 3));
                let begun = value(at - 1, kind) + follow.inner[amid][kind] == score;
                if begun { labels.begin(kind) } else { labels.inside(kind) }
            };
        }
        path[0] = here as u8;
        path
    }
}

/// Numbers by kind, filled up with another.
fn few(values: &[i32], other: i32) -> Vec<Few> {
    let fill =
        |values: &[i32]| std::array::from_fn(|kind| values.get(kind).copied().unwrap_or(other));
    values.chunks(WIDE).map(fill).collect()
}

fn largest(few: &Few) -> i32 {
    few.iter().copied().fold(i32::MIN, i32::max)
}

/// The better of two ways to each kind.
fn better(first: &Few, its: &Few, second: &Few, own: &Few) -> Few {
    std::array::from_fn(|kind| (first[kind] + its[kind]).max(second[kind] + own[kind]))
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
            let steps = Steps::of(labels, &follow);
            let path = steps.best(&Scores::of(labels, &scores), &mut Reach::default());
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
        let steps = Steps::of(labels, &Succession::filled(labels, 0));
        assert!(steps.best(&Scores::default(), &mut Reach::default()).is_empty());
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
