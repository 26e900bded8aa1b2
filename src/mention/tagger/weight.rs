//! Features in, scores of labels out: the weights, rounded to bytes and laid out for looking up.

use super::chain::Succession;
use super::feature::View;
use super::label::Labels;
use super::learn::Plan;

/// The part of a feature that the model keeps.
pub(super) fn key(feature: u64) -> u32 {
    (feature >> 32) as u32
}

/// Weights of the labels that stand in a name; the outside label scores nothing, which loses
/// nothing, as only differences count.
///
/// Invariants: `keys` is strictly increasing; row `i` of `rows`, `labels.inner()` long, belongs to
/// the key at `i`; a weight is `byte * unit`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Table {
    pub(super) labels: Labels,
    pub(super) keys: Vec<u32>,
    pub(super) rows: Vec<i8>,
    pub(super) follow: Succession<i32>,
    pub(super) unit: f32,
    /// Factor that turns scores into the confidence that was learned: features hidden while
    /// learning are all seen when tagging.
    pub(super) calm: f32,
}

impl Table {
    /// Rounds the weights and leaves out rows that say nothing.
    pub(super) fn of(
        labels: Labels,
        keys: &[u32],
        weights: &[f32],
        follow: &Succession<f32>,
        plan: &Plan,
    ) -> Self {
        let inner = labels.inner();
        let against = |row: &[f32]| -> Vec<f32> {
            let outside = row[labels.outside()];
            row[..inner].iter().map(|weight| weight - outside).collect()
        };
        let rows: Vec<Vec<f32>> = weights.chunks_exact(labels.all()).map(against).collect();
        let largest = clip(&rows);
        let unit = largest / 127.0;
        let least = (plan.smallest * 127.0).max(1.0);
        let mut table = Self {
            labels,
            keys: Vec::new(),
            rows: Vec::new(),
            follow: follow.map(|value| (value / unit).round().clamp(-1e6, 1e6) as i32),
            unit,
            calm: 1.0 - plan.hidden.clamp(0.0, 0.95),
        };
        for (&key, row) in keys.iter().zip(&rows) {
            let rounded = row.iter().map(|weight| (weight / unit).round().clamp(-127.0, 127.0));
            let rounded: Vec<f32> = rounded.collect();
            if rounded.iter().any(|weight| weight.abs() >= least) {
                table.keys.push(key);
                table.rows.extend(rounded.iter().map(|&weight| weight as i8));
            }
        }
        table
    }
}

/// A weight that all but one in ten thousand stay below.
fn clip(rows: &[Vec<f32>]) -> f32 {
    let mut sizes: Vec<f32> = rows.iter().flatten().map(|weight| weight.abs()).collect();
    if sizes.is_empty() {
        return 1.0;
    }
    let at = sizes.len() - 1 - sizes.len() / 10_000;
    let (_, size, _) = sizes.select_nth_unstable_by(at, f32::total_cmp);
    if *size > 0.0 { *size } else { 1.0 }
}

/// The same weights, laid out for looking up.
///
/// Most features of new text are in no model. A small filter that stays in the cache turns them
/// away before the table is touched.
#[derive(Clone, Debug)]
pub(super) struct Weights {
    filter: Vec<u64>,
    slots: Vec<(u32, u32)>,
    rows: Vec<[i8; LANES]>,
    lanes: usize,
    inner: usize,
}

const LANES: usize = 16;
const EMPTY: u32 = u32::MAX;

impl Weights {
    /// Lays out the table.
    pub(super) fn of(table: &Table) -> Self {
        let inner = table.labels.inner();
        let lanes = inner.div_ceil(LANES);
        let size = (table.keys.len() * 2 + 1).next_power_of_two();
        let filter = (table.keys.len() * 16).next_power_of_two().max(64);
        let mut weights = Self {
            filter: vec![0; filter / 64],
            slots: vec![(0, EMPTY); size],
            rows: vec![[0; LANES]; table.keys.len() * lanes],
            lanes,
            inner,
        };
        for (number, &key) in table.keys.iter().enumerate() {
            let (word, bit) = weights.sieve(key);
            weights.filter[word] |= bit;
            let mut slot = weights.slot(key);
            while weights.slots[slot].1 != EMPTY {
                slot = (slot + 1) % size;
            }
            weights.slots[slot] = (key, number as u32);
            let row = &table.rows[number * inner..(number + 1) * inner];
            for (lane, part) in row.chunks(LANES).enumerate() {
                weights.rows[number * lanes + lane][..part.len()].copy_from_slice(part);
            }
        }
        weights
    }

    fn sieve(&self, key: u32) -> (usize, u64) {
        let bit = key as usize & (self.filter.len() * 64 - 1);
        (bit / 64, 1 << (bit % 64))
    }

    fn slot(&self, key: u32) -> usize {
        (key.wrapping_mul(0x9E37_79B1) >> 3) as usize & (self.slots.len() - 1)
    }

    /// The row of a key. Probing is left to the caller's loop over many keys, so that the memory
    /// they need is fetched at once.
    fn row(&self, key: u32) -> Option<usize> {
        let mut slot = self.slot(key);
        loop {
            let (held, row) = self.slots[slot];
            if row == EMPTY {
                return None;
            }
            if held == key {
                return Some(row as usize);
            }
            slot = (slot + 1) & (self.slots.len() - 1);
        }
    }

    /// One lane of the rows, summed. A character has far fewer features than it takes to overflow.
    fn sum(&self, rows: &[usize], lane: usize) -> [i16; LANES] {
        let mut sum = [0i16; LANES];
        for row in rows.iter().map(|row| &self.rows[row * self.lanes + lane]) {
            for (sum, &weight) in sum.iter_mut().zip(row) {
                *sum = sum.wrapping_add(weight.into());
            }
        }
        sum
    }

    /// Scores of the labels of every character, one row of `inner + 1` each, the last always 0.
    pub(super) fn scores(&self, view: &View, scores: &mut Vec<i32>) {
        scores.clear();
        let (mut keys, mut rows) = (Vec::new(), Vec::new());
        for at in 0..view.len() {
            keys.clear();
            view.features(at, |feature| {
                let key = key(feature);
                let (word, bit) = self.sieve(key);
                if self.filter[word] & bit != 0 {
                    keys.push(key);
                }
            });
            rows.clear();
            rows.extend(keys.iter().filter_map(|&key| self.row(key)));
            for lane in 0..self.lanes {
                let sum = self.sum(&rows, lane);
                let width = LANES.min(self.inner - lane * LANES);
                scores.extend(sum[..width].iter().map(|&score| i32::from(score)));
            }
            scores.push(0);
        }
    }
}
