//! Features in, scores of labels out: the weights, rounded to bytes and laid out for looking up.

use super::chain::Succession;
use super::feature::View;
use super::label::Labels;
use super::learn::Plan;
use super::sorted::Places;

/// The part of a feature that the model keeps.
pub(super) fn key(feature: u64) -> u32 {
    (feature >> 32) as u32
}

/// Weights of the labels that stand in a name; the outside label scores nothing, which loses
/// nothing, as only differences count.
///
/// Invariants: `keys` is strictly increasing; `rows` has for the key at `i` the lanes from
/// `i * lanes(labels)` on, filled up with zeros; a weight is `byte * unit`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Table {
    pub(super) labels: Labels,
    pub(super) keys: Vec<u32>,
    pub(super) rows: Vec<[i8; LANES]>,
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
                table.rows.extend(rounded.chunks(LANES).map(|part| {
                    let mut lane = [0; LANES];
                    lane.iter_mut().zip(part).for_each(|(byte, weight)| *byte = *weight as i8);
                    lane
                }));
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

/// Weights of a row that are summed at once.
pub(super) const LANES: usize = 16;

/// How many lanes hold the weights of one feature.
pub(super) fn lanes(labels: Labels) -> usize {
    labels.inner().div_ceil(LANES)
}

/// The same weights, and where they stand.
#[derive(Clone, Debug)]
pub(super) struct Weights {
    table: Table,
    places: Places,
}

impl Weights {
    /// The weights of this table, made ready.
    pub(super) fn of(table: Table) -> Self {
        let places = Places::of(table.keys.len(), table.keys.iter().copied());
        Self { table, places }
    }

    /// The weights as they are stored.
    pub(super) fn table(&self) -> &Table {
        &self.table
    }

    /// The row of a key: most features of a text are in a model.
    #[inline]
    fn row(&self, key: u32) -> Option<usize> {
        self.places.near(key).find(|&row| self.table.keys[row] == key)
    }

    /// One lane of the rows, summed. A character has far fewer features than it takes to overflow.
    fn sum(&self, rows: &[usize], lane: usize) -> [i16; LANES] {
        let lanes = lanes(self.table.labels);
        let mut sum = [0i16; LANES];
        for row in rows.iter().map(|row| &self.table.rows[row * lanes + lane]) {
            for (sum, &weight) in sum.iter_mut().zip(row) {
                *sum = sum.wrapping_add(weight.into());
            }
        }
        sum
    }

    /// Scores of the labels of every character, one row of `inner + 1` each, the last always 0;
    /// `rows` is room for those of one character.
    pub(super) fn scores(&self, view: &View, rows: &mut Vec<usize>, scores: &mut Vec<i32>) {
        scores.clear();
        let inner = self.table.labels.inner();
        scores.reserve(view.len() * (inner + 1));
        for at in 0..view.len() {
            rows.clear();
            view.features(at, |feature| {
                if let Some(row) = self.row(key(feature)) {
                    rows.push(row);
                }
            });
            for lane in 0..lanes(self.table.labels) {
                let sum = self.sum(rows, lane);
                let width = LANES.min(inner - lane * LANES);
                scores.extend(sum[..width].iter().map(|&score| i32::from(score)));
            }
            scores.push(0);
        }
    }
}
