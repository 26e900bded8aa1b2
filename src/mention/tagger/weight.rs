//! Features in, scores of labels out: the weights, rounded to bytes and laid out for looking up.

use super::chain::{MOST_KINDS, Succession};
use super::feature::{PAD, SLOT_BITS, View};
use super::label::Labels;
use super::learn::Plan;
use super::thing::{MOST_FEATURES, Place, Things};

/// Weights of the labels that stand in a name; the outside label scores nothing, which loses
/// nothing, as only differences count.
///
/// Invariants: `keys` is strictly increasing; `rows` has for the key at `i` the lanes from
/// `i * lanes(labels)` on, filled up with zeros; a weight is `byte * unit`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Table {
    pub(super) labels: Labels,
    pub(super) keys: Vec<u32>,
    pub(super) rows: Vec<[i8; WIDE]>,
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
                let from = table.rows.len();
                table.rows.resize(from + lanes(labels), [0; WIDE]);
                for (label, &weight) in rounded.iter().enumerate() {
                    let (lane, at) = place(label);
                    table.rows[from + lane][at] = weight as i8;
                }
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

/// Labels or kinds that are reckoned with at once.
pub(super) const WIDE: usize = 8;

/// The bits of a key that tell what is seen.
const SEEN: u32 = u32::MAX << SLOT_BITS;

/// How many lanes hold the weights of one feature.
pub(super) fn lanes(labels: Labels) -> usize {
    labels.inner().div_ceil(WIDE)
}

/// The lane of a label that stands in a name, and its place there.
pub(super) fn place(label: usize) -> (usize, usize) {
    (label / WIDE, label % WIDE)
}

/// The same weights laid out by what is seen, and where they stand.
///
/// What is looked up lies all over the memory, so that the looking takes longer than the adding.
#[derive(Clone, Debug)]
pub(super) struct Weights {
    table: Table,
    things: Things,
    rows: Vec<[i8; WIDE]>,
}

impl Weights {
    /// The weights of this table, made ready.
    pub(super) fn of(table: Table) -> Self {
        let lanes = lanes(table.labels);
        let mut things = Vec::new();
        let mut rows = Vec::with_capacity(table.rows.len());
        let mut from = 0;
        for keys in table.keys.chunk_by(|a, b| a >> SLOT_BITS == b >> SLOT_BITS) {
            let first = rows.len();
            for (&key, row) in keys.iter().zip(table.rows[from..].chunks_exact(lanes)) {
                // A character amid those that see it may have no weights of its own.
                rows.resize(first + (key - keys[0]) as usize * lanes, [0; WIDE]);
                rows.extend_from_slice(row);
            }
            from += keys.len() * lanes;
            let (thing, slot) = (keys[0] & SEEN, keys[0] & !SEEN);
            let (first, past) = (first / lanes, rows.len() / lanes);
            // No model that was learned comes near; what a foreign one has beyond is not known.
            if past <= MOST_FEATURES {
                things.push((thing, Place::of(first, past - first, slot)));
            }
        }
        // Also of what has no weights the first is fetched.
        rows.push([0; WIDE]);
        Self { table, things: Things::of(&things), rows }
    }

    /// The weights as they are stored.
    pub(super) fn table(&self) -> &Table {
        &self.table
    }

    /// Adds to the scores what is known by things seen.
    fn add(&self, known: &[Known], scores: &mut [[i16; WIDE]]) {
        // How many lanes a feature has is told to the compiler where there are few.
        match lanes(self.table.labels) {
            1 => self.add_by::<1>(1, known, scores),
            2 => self.add_by::<2>(1, known, scores),
            3 => self.add_by::<3>(1, known, scores),
            4 => self.add_by::<4>(1, known, scores),
            lanes => self.add_by::<1>(lanes, known, scores),
        }
    }

    /// The same, where a feature has so `many` times `N` lanes.
    #[inline]
    fn add_by<const N: usize>(&self, many: usize, known: &[Known], scores: &mut [[i16; WIDE]]) {
        let (rows, scores) = (self.rows.as_chunks::<N>().0, scores.as_chunks_mut::<N>().0);
        for Known { place, row, .. } in known {
            let weights = &rows[place.first() * many..][..place.count() * many];
            let first = (*row as usize + place.slot()) * many;
            let scores = &mut scores[first..][..weights.len()];
            for (scores, weights) in scores.iter_mut().zip(weights) {
                let pairs = scores.as_flattened_mut().iter_mut().zip(weights.as_flattened());
                pairs.for_each(|(score, &weight)| *score = score.saturating_add(weight.into()));
            }
        }
    }

    /// Scores of the labels of every character.
    pub(super) fn scores(&self, view: &View, scores: &mut Scores) {
        let lanes = lanes(self.table.labels);
        let mut first = [[0; WIDE]; MOST_LANES];
        let first = &mut first[..lanes];
        let everywhere = self.things.place(view.everywhere());
        if everywhere.count() > 0 {
            let place = Place::of(everywhere.first(), 1, 0);
            self.add(&[Known { place, row: 0, fetched: [0; 2] }], first);
        }
        scores.rows.clear();
        scores.rows.extend_from_slice(first);
        double(&mut scores.rows, (view.len() + 2 * PAD) * lanes);
        // A foreign model may hold weights for more characters than see a thing.
        scores.rows.resize(scores.rows.len() + (lanes << SLOT_BITS), [0; WIDE]);
        scores.lanes = lanes;
        scores.length = view.len();
        // One loop for each look: what one of them waits for the next ones need not wait for.
        scores.sights.clear();
        view.sights(|sight| {
            scores.sights.push((self.things.place(sight.key), sight.row as u32));
        });
        scores.known.clear();
        scores.known.extend(scores.sights.iter().map(|&(place, row)| {
            let first = place.first() * lanes;
            let last = (first + place.count() * lanes).saturating_sub(1);
            Known { place, row, fetched: [self.rows[first][0], self.rows[last][0]] }
        }));
        self.add(&scores.known, &mut scores.rows);
    }
}

/// Repeats what a list holds until it is so long, each time twice as much.
fn double(list: &mut Vec<[i16; WIDE]>, length: usize) {
    list.reserve(length.saturating_sub(list.len()));
    while !list.is_empty() && list.len() < length {
        let more = list.len().min(length - list.len());
        list.extend_from_within(..more);
    }
}

/// What is known by something seen.
#[derive(Clone, Copy, Debug)]
struct Known {
    place: Place,
    /// The row of the first character that sees it.
    row: u32,
    /// Of the first and the last weights, so that they are on their way before they are added.
    #[expect(dead_code, reason = "it is read to be near")]
    fetched: [i8; 2],
}

/// Most lanes that a model needs.
const MOST_LANES: usize = (4 * MOST_KINDS).div_ceil(WIDE);

/// Scores of the labels that stand in a name, by character; the outside label always scores 0.
#[derive(Debug, Default)]
pub(super) struct Scores {
    lanes: usize,
    length: usize,
    /// Before the first and after the last character stand rows that mean nothing.
    rows: Vec<[i16; WIDE]>,
    /// Room for the places of what is seen, each with the row of the first character that sees it.
    sights: Vec<(Place, u32)>,
    /// Room for what is known by it.
    known: Vec<Known>,
}

impl Scores {
    /// The scores of one character after the other, label by label, and behind them as many as may
    /// be read together with the last.
    pub(super) fn rows(&self) -> impl ExactSizeIterator<Item = &[i16]> {
        let row = |at: usize| &self.rows[at * self.lanes..][..=self.lanes];
        (PAD..PAD + self.length).map(move |at| row(at).as_flattened())
    }

    /// The scores of the labels that stand in a name, at one character.
    pub(super) fn row(&self, labels: Labels, at: usize) -> &[i16] {
        &self.rows[(at + PAD) * self.lanes..].as_flattened()[..labels.inner()]
    }

    /// The score of a label at a character.
    pub(super) fn at(&self, labels: Labels, at: usize, label: usize) -> i32 {
        if label == labels.outside() {
            return 0;
        }
        let (lane, place) = place(label);
        self.rows[(at + PAD) * self.lanes + lane][place].into()
    }

    /// These scores, with that of the outside label in each row.
    #[cfg(test)]
    pub(super) fn of(labels: Labels, all: &[i32]) -> Self {
        let lanes = lanes(labels);
        let mut rows = vec![[0; WIDE]; PAD * lanes];
        for row in all.chunks_exact(labels.all()) {
            let from = rows.len();
            rows.resize(from + lanes, [0; WIDE]);
            for (label, &score) in row[..labels.inner()].iter().enumerate() {
                let (lane, at) = place(label);
                rows[from + lane][at] = score as i16;
            }
        }
        rows.push([0; WIDE]);
        Self { lanes, length: all.len() / labels.all(), rows, ..Self::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_repeated_as_often_as_there_is_room() {
        for length in 0..20 {
            let mut list = vec![[1; WIDE], [2; WIDE], [3; WIDE]];
            double(&mut list, length);
            assert_eq!(list.len(), length.max(3));
            assert!(list.iter().zip([1, 2, 3].into_iter().cycle()).all(|(row, n)| row[0] == n));
        }
        let mut none = Vec::new();
        double(&mut none, 4);
        assert!(none.is_empty());
    }
}
