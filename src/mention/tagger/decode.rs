//! Scores of labels in, the best labelling out.
//!
//! Scores are whole numbers, so the way back can be found by comparing for equality: no pointers
//! are kept on the way forward, only the best score of each label at each character. It is kept as
//! what it lacks to the best label there: that is small, and eight such numbers are reckoned at once.

use super::chain::{MOST_KINDS, Succession};
use super::label::Labels;
use super::weight::{Scores, WIDE};

/// So far behind the best label that nothing makes up for it. What would be further behind is taken
/// to be so far behind.
const NEVER: i16 = i16::MIN;

/// A number for each of a few kinds.
type Few = [i16; WIDE];

/// The numbers of one of begin, single, end and inside.
type Part<const N: usize> = [Few; N];

/// What the succession of two labels adds, laid out by kinds, [`WIDE`] at a time: for as many kinds
/// as `blocks` hold. Kinds that there are not are never reached.
#[derive(Clone, Debug)]
pub(super) struct Steps {
    labels: Labels,
    follow: Succession<i16>,
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
    /// Nothing for each kind that there is.
    there: Vec<Few>,
}

/// Room for the best scores on the way, each against the best at its character: `blocks` of kinds for
/// each of begin, single, end and inside; one for outside; and by how much the best is better than
/// that of the character before.
#[derive(Debug, Default)]
pub(super) struct Reach {
    rows: Vec<Few>,
    outside: Vec<i16>,
    gained: Vec<i16>,
    path: Vec<u8>,
}

/// The best scores at one character: of begin, single, end and inside, and of outside.
#[derive(Clone, Copy)]
struct Best<const N: usize> {
    inner: [Part<N>; 4],
    outside: i16,
}

/// Most blocks of kinds.
const MOST_BLOCKS: usize = MOST_KINDS.div_ceil(WIDE);

impl Steps {
    pub(super) fn of(labels: Labels, follow: &Succession<i32>) -> Self {
        // No model that was learned comes near: beyond, numbers are as good as endless.
        let follow = follow.map(|value| value.clamp(-MOST, MOST) as i16);
        let (kinds, open) = (labels.kinds, labels.open());
        let rows: Vec<&[i16]> = follow.outer.chunks_exact(open).collect();
        let last = rows[2 * kinds];
        let behind = |row: &&[i16]| last.iter().zip(*row).map(|(outside, own)| outside - own).min();
        let behind: Vec<i16> = rows[..2 * kinds].iter().filter_map(behind).collect();
        let sides = |row: &[i16], other| {
            let (begin, single) = row.split_at(kinds);
            [few(begin, other), few(&single[..kinds], other)].concat()
        };
        Self {
            labels,
            blocks: kinds.div_ceil(WIDE),
            opened: sides(last, NEVER),
            behind: sides(&behind, i16::MAX),
            closed: rows[..2 * kinds].iter().flat_map(|row| sides(row, NEVER)).collect(),
            inner: [0, 1, 2, 3].map(|which| few(&follow.inner[which], NEVER)),
            there: few(&vec![0; kinds], NEVER),
            follow,
        }
    }

    /// The best labelling.
    pub(super) fn best<'r>(&self, scores: &Scores, reach: &'r mut Reach) -> &'r [u8] {
        reach.rows.clear();
        reach.outside.clear();
        reach.gained.clear();
        if scores.rows().len() == 0 {
            return &[];
        }
        // As many blocks as there are, told to the compiler, so that all are at hand at once.
        match self.blocks {
            1 => self.forward::<1>(scores, reach),
            2 => self.forward::<2>(scores, reach),
            3 => self.forward::<3>(scores, reach),
            4 => self.forward::<4>(scores, reach),
            5 => self.forward::<5>(scores, reach),
            6 => self.forward::<6>(scores, reach),
            7 => self.forward::<7>(scores, reach),
            _ => self.forward::<MOST_BLOCKS>(scores, reach),
        }
        let mut path = std::mem::take(&mut reach.path);
        self.back(scores, reach, &mut path);
        reach.path = path;
        &reach.path
    }

    fn forward<const N: usize>(&self, scores: &Scores, reach: &mut Reach) {
        let laid = Laid::<N>::of(self);
        let mut best: Option<Best<N>> = None;
        for row in scores.rows() {
            let scores = self.by_part(row);
            let next = match &best {
                Some(best) => self.next(&laid, best, &scores),
                None => self.first(&scores),
            };
            best = Some(reach.take_in(next));
        }
    }

    /// The scores of a row by part. Past the last kind stand scores of others, which lead nowhere:
    /// nothing comes to labels of kinds that there are not.
    #[inline]
    fn by_part<const N: usize>(&self, row: &[i16]) -> [Part<N>; 4] {
        let kinds = self.labels.kinds;
        let part = |which: usize| part(row[which * kinds..].as_chunks().0);
        [part(0), part(1), part(2), part(3)]
    }

    /// The scores at the first character.
    fn first<const N: usize>(&self, [begin, single, ..]: &[Part<N>; 4]) -> Best<N> {
        let there = part(&self.there);
        let never = [[NEVER; WIDE]; N];
        Best { inner: [sum(begin, &there), sum(single, &there), never, never], outside: 0 }
    }

    /// The scores at the next character, of which these are the own scores.
    #[inline]
    fn next<const N: usize>(
        &self,
        laid: &Laid<N>,
        best: &Best<N>,
        scores: &[Part<N>; 4],
    ) -> Best<N> {
        let [begin, single, end, inside] = &best.inner;
        let [be, bi, ie, ii] = &laid.inner;
        let outside = [[best.outside; WIDE]; N];
        let mut opened = [sum(&outside, &laid.opened[0]), sum(&outside, &laid.opened[1])];
        let mut idle = best.outside.saturating_add(laid.stays);
        for (side, before) in [single, end].into_iter().enumerate() {
            let still = sum(&outside, &laid.behind[side]);
            if is_ahead(before, &still) {
                idle = idle.max(self.close(side, before, &still, &mut opened));
            }
        }
        let ended = larger(&sum(begin, be), &sum(inside, ie));
        let goes_on = larger(&sum(begin, bi), &sum(inside, ii));
        let [opens, alone] = opened;
        let [to_begin, to_single, to_end, to_inside] = scores;
        let inner = [
            sum(&opens, to_begin),
            sum(&alone, to_single),
            sum(&ended, to_end),
            sum(&goes_on, to_inside),
        ];
        Best { inner, outside: idle }
    }

    /// What follows the singles or ends that are not `still` further behind than outside; the best
    /// that outside itself gets from them.
    fn close<const N: usize>(
        &self,
        side: usize,
        before: &Part<N>,
        still: &Part<N>,
        opened: &mut [Part<N>; 2],
    ) -> i16 {
        let (kinds, open) = (self.labels.kinds, self.labels.open());
        let mut idle = NEVER;
        let froms = before.as_flattened().iter().zip(still.as_flattened()).take(kinds);
        for ((&before, &still), from) in froms.zip(side * kinds..) {
            if before > still {
                let closed = self.closed[from * 2 * N..].as_chunks::<N>().0;
                for (opened, closed) in opened.iter_mut().zip(closed) {
                    *opened = larger(opened, &sum(&[[before; WIDE]; N], closed));
                }
                idle = idle.max(before.saturating_add(self.follow.outer[from * open + open - 1]));
            }
        }
        idle
    }

    fn back(&self, scores: &Scores, reach: &Reach, path: &mut Vec<u8>) {
        let (labels, follow) = (self.labels, &self.follow);
        let (kinds, open) = (labels.kinds, labels.open());
        let length = reach.outside.len();
        let value = |at: usize, label: usize| {
            if label == labels.outside() {
                return i32::from(reach.outside[at]);
            }
            let (part, kind) = (label / kinds, label % kinds);
            i32::from(reach.rows[(at * 4 + part) * self.blocks + kind / WIDE][kind % WIDE])
        };
        path.clear();
        path.resize(length, labels.outside() as u8);
        // Of those that are as good the last counts, and outside before all.
        let better = |best, label| {
            if value(length - 1, label) > value(length - 1, best) { label } else { best }
        };
        let mut here = (kinds..3 * kinds).rev().fold(labels.outside(), better);
        for at in (1..length).rev() {
            path[at] = here as u8;
            let gained = i32::from(reach.gained[at]);
            let score = value(at, here) + gained - scores.at(labels, at, here);
            here = if here == labels.outside() || here < 2 * kinds {
                let column = if here == labels.outside() { 2 * kinds } else { here };
                let outer = |row: usize| i32::from(follow.outer[row * open + column]);
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
                let step = i32::from(follow.inner[amid][kind]);
                let begun = value(at - 1, kind) + step == score;
                if begun { labels.begin(kind) } else { labels.inside(kind) }
            };
        }
        path[0] = here as u8;
    }
}

/// The most that one succession adds.
const MOST: i32 = 8000;

/// What every succession adds, at hand for as many blocks as there are.
struct Laid<const N: usize> {
    opened: [Part<N>; 2],
    behind: [Part<N>; 2],
    inner: [Part<N>; 4],
    /// From outside to outside.
    stays: i16,
}

impl<const N: usize> Laid<N> {
    fn of(steps: &Steps) -> Self {
        Self {
            opened: parts_of(&steps.opened),
            behind: parts_of(&steps.behind),
            inner: [0, 1, 2, 3].map(|which| part(&steps.inner[which])),
            stays: steps.follow.outer.last().copied().unwrap_or_default(),
        }
    }
}

impl Reach {
    /// Takes in the scores of the next character: what they are against the best of them.
    #[inline]
    fn take_in<const N: usize>(&mut self, best: Best<N>) -> Best<N> {
        let [begin, single, end, inside] = &best.inner;
        let most = larger(&larger(begin, single), &larger(end, inside));
        let most = most.as_flattened().iter().copied().fold(best.outside, i16::max);
        let lower = |part| difference(part, &[[most; WIDE]; N]);
        let inner = [lower(begin), lower(single), lower(end), lower(inside)];
        let outside = best.outside.saturating_sub(most);
        self.rows.extend_from_slice(inner.as_flattened());
        self.outside.push(outside);
        self.gained.push(most);
        Best { inner, outside }
    }
}

/// Numbers by kind, filled up with another.
fn few(values: &[i16], other: i16) -> Vec<Few> {
    let fill =
        |values: &[i16]| std::array::from_fn(|kind| values.get(kind).copied().unwrap_or(other));
    values.chunks(WIDE).map(fill).collect()
}

/// The first part of a list of numbers.
#[inline]
fn part<const N: usize>(numbers: &[Few]) -> Part<N> {
    numbers.first_chunk().copied().unwrap_or([[NEVER; WIDE]; N])
}

/// The first parts of a list of numbers.
#[inline]
fn parts_of<const N: usize, const M: usize>(numbers: &[Few]) -> [Part<N>; M] {
    std::array::from_fn(|at| part(&numbers[at * N..]))
}

#[inline]
fn each<const N: usize>(one: &Part<N>, other: &Part<N>, of: impl Fn(i16, i16) -> i16) -> Part<N> {
    let mut all = *one;
    let pairs = all.as_flattened_mut().iter_mut().zip(other.as_flattened());
    pairs.for_each(|(one, &other)| *one = of(*one, other));
    all
}

/// The sum for each kind.
#[inline]
fn sum<const N: usize>(one: &Part<N>, other: &Part<N>) -> Part<N> {
    each(one, other, i16::saturating_add)
}

/// How much the first is larger for each kind.
#[inline]
fn difference<const N: usize>(one: &Part<N>, other: &Part<N>) -> Part<N> {
    each(one, other, i16::saturating_sub)
}

/// The larger for each kind.
#[inline]
fn larger<const N: usize>(one: &Part<N>, other: &Part<N>) -> Part<N> {
    each(one, other, i16::max)
}

/// Whether the first is larger for any kind.
#[inline]
fn is_ahead<const N: usize>(one: &Part<N>, other: &Part<N>) -> bool {
    difference(one, other).as_flattened().iter().copied().fold(0, i16::max) > 0
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
            let mut reach = Reach::default();
            let path = steps.best(&Scores::of(labels, &scores), &mut reach);
            let found = value(labels, &scores, &mut follow, &labels.spans(path));
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
