//! Scores of labels and of their succession in, probabilities out.
//!
//! Exponentials are computed here from additions and multiplications alone, so that every machine
//! gets the same bits.

use super::label::Labels;

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
    let scaled = x.clamp(-80.0, 80.0) * std::f32::consts::LOG2_E;
    let whole = (scaled + 12_582_912.0) - 12_582_912.0;
    let part = (scaled - whole) * std::f32::consts::LN_2;
    let series = 1.0
        + part
            * (1.0
                + part * (0.5 + part * (0.166_666_6 + part * (0.041_666_6 + part * 0.008_333_3))));
    #[expect(clippy::cast_sign_loss, reason = "between 11 and 243 after clamping")]
    let power = f32::from_bits(((whole as i32 + 127) as u32) << 23);
    series * power
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
}

impl Lattice {
    /// Sums over all labellings. `scores` has one row of `labels.all()` for each character.
    pub(super) fn sum(&mut self, labels: Labels, scores: &[f32], follow: &Succession<f32>) {
        let all = labels.all();
        let length = scores.len() / all;
        self.weight.clear();
        for row in scores.chunks_exact(all) {
            let most = row.iter().copied().fold(f32::MIN, f32::max);
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
        self.go_forward(labels, follow);
        self.go_backward(labels, follow);
    }

    fn go_forward(&mut self, labels: Labels, follow: &Succession<f32>) {
        let (all, kinds, open) = (labels.all(), labels.kinds, labels.open());
        for at in 0..self.weight.len() / all {
            let (before, rest) = self.forward.split_at_mut(at * all);
            let row = &mut rest[..all];
            let mut reach = [0.0f32; 2 * MOST_KINDS + 1];
            let reach = &mut reach[..open];
            if at == 0 {
                reach.fill(1.0);
            } else {
                let before = &before[(at - 1) * all..];
                for (from, follow) in before[kinds..3 * kinds]
                    .iter()
                    .chain(&before[labels.outside()..])
                    .zip(follow.outer.chunks_exact(open))
                {
                    for (reach, follow) in reach.iter_mut().zip(follow) {
                        *reach += from * follow;
                    }
                }
                for kind in 0..kinds {
                    let (begin, inside) = (before[kind], before[labels.inside(kind)]);
                    let [be, bi, ie, ii] = &follow.inner;
                    row[labels.end(kind)] = begin * be[kind] + inside * ie[kind];
                    row[labels.inside(kind)] = begin * bi[kind] + inside * ii[kind];
                }
            }
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

    fn go_backward(&mut self, labels: Labels, follow: &Succession<f32>) {
        let (all, kinds, open) = (labels.all(), labels.kinds, labels.open());
        let length = self.weight.len() / all;
        let last = (length - 1) * all;
        self.backward[last + kinds..last + 3 * kinds].fill(1.0);
        self.backward[last + labels.outside()] = 1.0;
        let closed: f32 =
            self.forward[last..].iter().zip(&self.backward[last..]).map(|(f, b)| f * b).sum();
        self.backward[last..].iter_mut().for_each(|value| *value /= closed);
        let mut after = vec![0.0; all];
        for at in (0..length - 1).rev() {
            let next = (at + 1) * all;
            for ((after, value), weight) in
                after.iter_mut().zip(&self.backward[next..]).zip(&self.weight[next..])
            {
                *after = value * weight * self.norm[at + 1];
            }
            let row = &mut self.backward[at * all..next];
            for (from, follow) in follow.outer.chunks_exact(open).enumerate() {
                let mut sum = after[labels.outside()] * follow[2 * kinds];
                for (after, follow) in after[..2 * kinds].iter().zip(follow) {
                    sum += after * follow;
                }
                row[kinds + if from == 2 * kinds { 3 * kinds } else { from }] = sum;
            }
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
        lattice.sum(labels, &scores, &powers);
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
