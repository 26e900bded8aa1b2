//! Scores of labels and of their succession in, probabilities out.
//!
//! Exponentials are computed here from additions and multiplications alone, so that every machine
//! gets the same bits.

use super::label::Labels;
use std::iter::once;

/// What the succession of two labels adds to the score of a labelling.
///
/// Between names any label that may stand before a begin may meet any that may follow an end;
/// within a name the kind stays the same.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Succession<T> {
    /// From single, end (in the order of the labels) and outside, to begin, single and outside.
    pub(super) outer: Vec<T>,
    /// Begin to end, begin to inside, inside to end, inside to inside, each by kind.
    pub(super) inner: [Vec<T>; 4],
}

impl<T: Copy> Succession<T> {
    /// The same value everywhere.
    pub(super) fn filled(labels: Labels, value: T) -> Self {
        let kinds = || vec![value; labels.kinds];
        Self {
            outer: vec![value; labels.open() * labels.open()],
            inner: [kinds(), kinds(), kinds(), kinds()],
        }
    }

    /// All values, in a fixed order.
    pub(super) fn values(&self) -> impl Iterator<Item = T> + '_ {
        self.outer.iter().chain(self.inner.iter().flatten()).copied()
    }

    /// All values, in the same order.
    pub(super) fn values_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.outer.iter_mut().chain(self.inner.iter_mut().flatten())
    }

    /// Each value changed.
    pub(super) fn map<U>(&self, change: impl Fn(T) -> U) -> Succession<U> {
        Succession {
            outer: self.outer.iter().map(|&value| change(value)).collect(),
            inner: [0, 1, 2, 3].map(|i| self.inner[i].iter().map(|&value| change(value)).collect()),
        }
    }

    /// The value of one succession, which must be possible.
    pub(super) fn between(&mut self, labels: Labels, from: usize, to: usize) -> &mut T {
        let kinds = labels.kinds;
        let (start, amid) = (from < kinds, from != labels.outside() && from >= 3 * kinds);
        if start || amid {
            let ends = to / kinds == 2;
            let which = usize::from(!ends) + if amid { 2 } else { 0 };
            return &mut self.inner[which][to % kinds];
        }
        let row = if from == labels.outside() { 2 * kinds } else { from - kinds };
        let column = if to == labels.outside() { 2 * kinds } else { to };
        &mut self.outer[row * labels.open() + column]
    }
}

/// `e` to the power of `x`.
pub(super) fn exp(x: f32) -> f32 {
    const ROUND: f32 = 12_582_912.0;
    let scaled = x.clamp(-80.0, 80.0) * std::f32::consts::LOG2_E;
    // The sum has no room behind the point, and the whole number stands in its lowest bits.
    let rounded = scaled + ROUND;
    let whole = rounded - ROUND;
    let part = (scaled - whole) * std::f32::consts::LN_2;
    let series = 1.0
        + part
            * (1.0
                + part * (0.5 + part * (0.166_666_6 + part * (0.041_666_6 + part * 0.008_333_3))));
    let power = f32::from_bits(rounded.to_bits().wrapping_sub(ROUND.to_bits() - 127) << 23);
    series * power
}

/// The largest of some numbers, eight reckoned at once.
fn largest(numbers: &[f32]) -> f32 {
    let (eights, rest) = numbers.as_chunks::<8>();
    let larger = |one: [f32; 8], other: &[f32; 8]| std::array::from_fn(|i| one[i].max(other[i]));
    let most = eights.iter().fold([f32::MIN; 8], larger);
    most.iter().chain(rest).copied().fold(f32::MIN, f32::max)
}

/// Forward and backward sums of one sentence.
///
/// Invariants: position `i` holds its labels at `i * labels.all()`; `forward` sums to one at each
/// position; `forward * backward` at a position are the probabilities of its labels.
#[derive(Debug, Default)]
pub(super) struct Lattice {
    /// Exponentials of the labels' own scores.
    pub(super) weight: Vec<f32>,
    /// Weight of all labellings up to here.
    pub(super) forward: Vec<f32>,
    /// Weight of all labellings from here on.
    pub(super) backward: Vec<f32>,
    norm: Vec<f32>,
    /// What follows what between names, a row for each that goes before.
    before: Vec<[f32; WIDE]>,
    /// The same, a row for each that follows.
    behind: Vec<[f32; WIDE]>,
}

/// Numbers that are reckoned with at once.
const WIDE: usize = 8;

/// A number for each label that may stand between names or begin one, filled up with zeros.
type Open<const N: usize> = [[f32; WIDE]; N];

/// The most that are ever needed.
const MOST_OPEN: usize = (2 * MOST_KINDS + 1).div_ceil(WIDE);

/// So many times a row added to some sums.
#[inline]
fn plus<const N: usize>(sums: &Open<N>, times: f32, row: &Open<N>) -> Open<N> {
    std::array::from_fn(|part| std::array::from_fn(|at| sums[part][at] + times * row[part][at]))
}

/// Lays out rows of numbers, each filled up with zeros to `N` parts.
fn lay_out<'r, const N: usize>(
    rows: impl Iterator<Item = impl Iterator<Item = &'r f32>>,
    out: &mut Vec<[f32; WIDE]>,
) {
    out.clear();
    for row in rows {
        let mut open: Open<N> = [[0.0; WIDE]; N];
        open.as_flattened_mut().iter_mut().zip(row).for_each(|(place, &value)| *place = value);
        out.extend_from_slice(&open);
    }
}

impl Lattice {
    /// Sums over all labellings, backward no further than to a character: what lies before is not
    /// reckoned. `scores` has one row of `labels.all()` for each character.
    pub(super) fn sum(
        &mut self,
        labels: Labels,
        scores: &[f32],
        follow: &Succession<f32>,
        back_to: usize,
    ) {
        let all = labels.all();
        let length = scores.len() / all;
        self.weight.clear();
        for row in scores.chunks_exact(all) {
            let most = largest(row);
            self.weight.extend(row.iter().map(|&score| exp((score - most).max(-40.0))));
        }
        for side in [&mut self.forward, &mut self.backward] {
            side.clear();
            side.resize(length * all, 0.0);
        }
        self.norm.clear();
        if length == 0 {
            return;
        }
        // The compiler is told how many there are, so that all are at hand at once.
        if labels.open() <= 2 * WIDE {
            self.go::<2>(labels, follow, back_to);
        } else {
            self.go::<MOST_OPEN>(labels, follow, back_to);
        }
    }

    fn go<const N: usize>(&mut self, labels: Labels, follow: &Succession<f32>, back_to: usize) {
        let open = labels.open();
        lay_out::<N>(follow.outer.chunks_exact(open).map(<[f32]>::iter), &mut self.before);
        let column = |to| follow.outer.iter().skip(to).step_by(open);
        lay_out::<N>((0..open).map(column), &mut self.behind);
        self.go_forward::<N>(labels, follow);
        self.go_backward::<N>(labels, follow, back_to);
    }

    fn go_forward<const N: usize>(&mut self, labels: Labels, follow: &Succession<f32>) {
        let (all, kinds) = (labels.all(), labels.kinds);
        let mut reach: Open<N> = [[1.0; WIDE]; N];
        for at in 0..self.weight.len() / all {
            let (before, rest) = self.forward.split_at_mut(at * all);
            let row = &mut rest[..all];
            if at > 0 {
                reach = [[0.0; WIDE]; N];
                let before = &before[(at - 1) * all..];
                let closed = before[kinds..3 * kinds].iter().chain(&before[labels.outside()..]);
                for (&from, follow) in closed.zip(self.before.as_chunks().0) {
                    reach = plus(&reach, from, follow);
                }
                for kind in 0..kinds {
                    let (begin, inside) = (before[kind], before[labels.inside(kind)]);
                    let [be, bi, ie, ii] = &follow.inner;
                    row[labels.end(kind)] = begin * be[kind] + inside * ie[kind];
                    row[labels.inside(kind)] = begin * bi[kind] + inside * ii[kind];
                }
            }
            let reach = reach.as_flattened();
            row[..2 * kinds].copy_from_slice(&reach[..2 * kinds]);
            row[labels.outside()] = reach[2 * kinds];
            let mut sum = 0.0;
            for (value, weight) in row.iter_mut().zip(&self.weight[at * all..]) {
                *value *= weight;
                sum += *value;
            }
            let scale = 1.0 / sum;
            row.iter_mut().for_each(|value| *value *= scale);
            self.norm.push(scale);
        }
    }

    fn go_backward<const N: usize>(
        &mut self,
        labels: Labels,
        follow: &Succession<f32>,
        back_to: usize,
    ) {
        let (all, kinds) = (labels.all(), labels.kinds);
        let length = self.weight.len() / all;
        let last = (length - 1) * all;
        self.backward[last + kinds..last + 3 * kinds].fill(1.0);
        self.backward[last + labels.outside()] = 1.0;
        let closed: f32 =
            self.forward[last..].iter().zip(&self.backward[last..]).map(|(f, b)| f * b).sum();
        self.backward[last..].iter_mut().for_each(|value| *value /= closed);
        let mut after = vec![0.0; all];
        for at in (back_to..length - 1).rev() {
            let next = (at + 1) * all;
            for ((after, value), weight) in
                after.iter_mut().zip(&self.backward[next..]).zip(&self.weight[next..])
            {
                *after = value * weight * self.norm[at + 1];
            }
            let row = &mut self.backward[at * all..next];
            let columns = self.behind.as_chunks().0;
            let to = after[..2 * kinds].iter().zip(columns);
            let outside = once((&after[labels.outside()], &columns[2 * kinds]));
            let none: Open<N> = [[0.0; WIDE]; N];
            let sums = outside.chain(to).fold(none, |sums, (&to, row)| plus(&sums, to, row));
            let sums = sums.as_flattened();
            row[kinds..3 * kinds].copy_from_slice(&sums[..2 * kinds]);
            row[labels.outside()] = sums[2 * kinds];
            for kind in 0..kinds {
                let (end, inside) = (after[labels.end(kind)], after[labels.inside(kind)]);
                let [be, bi, ie, ii] = &follow.inner;
                row[kind] = end * be[kind] + inside * bi[kind];
                row[labels.inside(kind)] = end * ie[kind] + inside * ii[kind];
            }
        }
    }

    /// Expected number of each succession, added to `counts`.
    pub(super) fn successions(
        &self,
        labels: Labels,
        follow: &Succession<f32>,
        counts: &mut Succession<f32>,
    ) {
        let (all, kinds, open) = (labels.all(), labels.kinds, labels.open());
        let mut after = vec![0.0; all];
        for at in 1..self.norm.len() {
            let row = at * all;
            for ((after, value), weight) in
                after.iter_mut().zip(&self.backward[row..]).zip(&self.weight[row..])
            {
                *after = value * weight * self.norm[at];
            }
            let before = &self.forward[row - all..row];
            for ((from, follow), counts) in before[kinds..3 * kinds]
                .iter()
                .chain(&before[labels.outside()..])
                .zip(follow.outer.chunks_exact(open))
                .zip(counts.outer.chunks_exact_mut(open))
            {
                counts[2 * kinds] += from * follow[2 * kinds] * after[labels.outside()];
                for ((count, follow), after) in
                    counts[..2 * kinds].iter_mut().zip(follow).zip(&after)
                {
                    *count += from * follow * after;
                }
            }
            for kind in 0..kinds {
                let from = [before[kind], before[labels.inside(kind)]];
                let to = [after[labels.end(kind)], after[labels.inside(kind)]];
                for (which, counts) in counts.inner.iter_mut().enumerate() {
                    counts[kind] += from[which / 2] * follow.inner[which][kind] * to[which % 2];
                }
            }
        }
    }

    /// Probability that exactly these characters are a name of this kind.
    pub(super) fn probability(
        &self,
        labels: Labels,
        follow: &Succession<f32>,
        range: std::ops::Range<usize>,
        kind: usize,
    ) -> f32 {
        let all = labels.all();
        let last = range.end - 1;
        if range.start == last {
            let at = last * all + labels.single(kind);
            return self.forward[at] * self.backward[at];
        }
        let [be, bi, ie, ii] = &follow.inner;
        let mut path = self.forward[range.start * all + labels.begin(kind)];
        for at in range.start + 1..last {
            let step = if at == range.start + 1 { bi[kind] } else { ii[kind] };
            path *= step * self.weight[at * all + labels.inside(kind)] * self.norm[at];
        }
        let step = if range.start + 1 == last { be[kind] } else { ie[kind] };
        let end = last * all + labels.end(kind);
        path * step * self.weight[end] * self.norm[last] * self.backward[end]
    }
}

/// Most kinds that one model can tell apart.
pub(super) const MOST_KINDS: usize = 60;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    #[test]
    fn exponentials_are_close_to_the_real_ones() {
        for tenth in -300i16..=100 {
            let x = f32::from(tenth) / 10.0;
            assert!((exp(x) / x.exp() - 1.0).abs() < 2e-4, "{x}: {} {}", exp(x), x.exp());
        }
    }

    /// Every labelling of three characters, summed by hand.
    #[test]
    fn probabilities_agree_with_counting_every_labelling() {
        let labels = Labels { kinds: 2 };
        let mut follow = Succession::filled(labels, 0.0);
        for (number, value) in follow.values_mut().enumerate() {
            *value = (number % 7) as f32 / 5.0 - 0.4;
        }
        let scores: Vec<f32> = (0..27).map(|i: u16| f32::from(i * 37 % 11) / 4.0).collect();
        let readings = [
            vec![],
            vec![(Span::new(0, 1), 0)],
            vec![(Span::new(0, 2), 1)],
            vec![(Span::new(0, 2), 1), (Span::new(2, 3), 0)],
            vec![(Span::new(0, 3), 1)],
        ];
        let raw = |spans: &[(Span, usize)]| {
            let path = labels.paint(3, spans);
            let mut total = 0.0;
            for (at, &label) in path.iter().enumerate() {
                total += scores[at * 9 + label as usize];
                if at > 0 {
                    let before = path[at - 1] as usize;
                    total += *follow.clone().between(labels, before, label as usize);
                }
            }
            f64::from(total).exp()
        };
        let total: f64 = every(labels, 0).iter().map(|spans| raw(spans)).sum();
        let mut lattice = Lattice::default();
        let powers = follow.map(exp);
        lattice.sum(labels, &scores, &powers, 0);
        let whole = raw(&readings[4]) / total;
        let found = f64::from(lattice.probability(labels, &powers, 0..3, 1));
        assert!((whole - found).abs() < 1e-4, "{whole} {found}");
        let last = every(labels, 0)
            .iter()
            .filter(|spans| spans.contains(&(Span::new(2, 3), 0)))
            .map(|spans| raw(spans))
            .sum::<f64>()
            / total;
        let found = f64::from(lattice.probability(labels, &powers, 2..3, 0));
        assert!((last - found).abs() < 1e-4, "{last} {found}");
    }

    fn every(labels: Labels, from: usize) -> Vec<Vec<(Span, usize)>> {
        if from >= 3 {
            return vec![Vec::new()];
        }
        let mut all = every(labels, from + 1);
        for end in from + 1..=3 {
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
