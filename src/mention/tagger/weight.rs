//! Features in, scores of labels out: the weights, rounded to bytes and laid out for looking up.

use super::chain::{MOST_KINDS, Succession};
use super::feature::{PAD, SLOT_BITS, View};
use super::label::Labels;
use super::learn::Plan;
use super::sorted::Places;

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

/// Keys that are looked at together: among so many stands each, but for a few.
const NEAR: usize = 4;

/// How many lanes hold the weights of one feature.
pub(super) fn lanes(labels: Labels) -> usize {
    labels.inner().div_ceil(WIDE)
}

/// The lane of a label that stands in a name, and its place there.
pub(super) fn place(label: usize) -> (usize, usize) {
    (label / WIDE, label % WIDE)
}

/// The weights that one thing seen has for characters side by side.
#[derive(Clone, Copy, Debug)]
struct Entry {
    /// Where they begin.
    first: u32,
    /// Which of the characters that see it is the first that they are for.
    slot: u8,
    /// How many lanes there are.
    count: u8,
}

/// The same weights laid out by what is seen, and where they stand.
///
/// What is looked up lies all over the memory, so that the looking takes longer than the adding.
/// Keys and entries stand apart to be small.
#[derive(Clone, Debug)]
pub(super) struct Weights {
    table: Table,
    keys: Vec<u32>,
    entries: Vec<Entry>,
    places: Places,
    rows: Vec<[i8; WIDE]>,
}

impl Weights {
    /// The weights of this table, made ready.
    pub(super) fn of(table: Table) -> Self {
        let lanes = lanes(table.labels);
        let (mut things, mut entries) = (Vec::new(), Vec::new());
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
            things.push(keys[0] & (u32::MAX << SLOT_BITS));
            let (slot, count) = (keys[0] & !(u32::MAX << SLOT_BITS), rows.len() - first);
            entries.push(Entry { first: first as u32, slot: slot as u8, count: count as u8 });
        }
        let places = Places::of(things.len(), things.iter().copied());
        // No thing seen has a key with these lower bits.
        things.extend([u32::MAX; NEAR]);
        // What is not among them has no weights, and stands last.
        entries.push(Entry { first: rows.len() as u32, slot: 0, count: 0 });
        rows.push([0; WIDE]);
        Self { table, keys: things, entries, places, rows }
    }

    /// The weights as they are stored.
    pub(super) fn table(&self) -> &Table {
        &self.table
    }

    /// Where a key stands among the entries; that of nothing seen where it does not.
    ///
    /// Where among its neighbours it stands is as good as random, and the processor, which guesses,
    /// would wait for the memory and begin anew half of the time: so there is no branch on it.
    #[inline]
    fn place(&self, key: u32) -> usize {
        let near = self.places.near(key);
        let together = self.keys[near.start..].first_chunk::<NEAR>();
        let Some(keys) = together.filter(|_| near.len() <= NEAR) else {
            let found = self.keys[near.clone()].iter().position(|&known| known == key);
            return found.map_or(self.entries.len() - 1, |found| near.start + found);
        };
        let bits = (0..).zip(keys).map(|(bit, &known)| u32::from(known == key) << bit);
        let same = bits.fold(0, |all, bit| all | bit);
        let found = near.start + same.trailing_zeros() as usize;
        if same == 0 { self.entries.len() - 1 } else { found }
    }

    /// Adds what the characters from a row on know by something seen.
    #[inline]
    fn add(&self, entry: Entry, row: usize, scores: &mut [[i16; WIDE]], lanes: usize) {
        let weights = &self.rows[entry.first as usize..][..entry.count.into()];
        let scores = &mut scores[(row + usize::from(entry.slot)) * lanes..][..weights.len()];
        for (score, &weight) in scores.as_flattened_mut().iter_mut().zip(weights.as_flattened()) {
            *score = score.saturating_add(weight.into());
        }
    }

    /// Scores of the labels of every character.
    pub(super) fn scores(&self, view: &View, scores: &mut Scores) {
        let lanes = lanes(self.table.labels);
        let mut first = [[0; WIDE]; MOST_LANES];
        let first = &mut first[..lanes];
        let everywhere = self.entries[self.place(view.everywhere())];
        if everywhere.count > 0 {
            let entry = Entry { slot: 0, count: lanes as u8, ..everywhere };
            self.add(entry, 0, first, lanes);
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
            scores.sights.push((self.place(sight.key) as u32, sight.row as u32));
        });
        scores.known.clear();
        scores.known.extend(scores.sights.iter().map(|&(place, row)| {
            let entry = self.entries[place as usize];
            Known { entry, row, fetched: self.rows[entry.first as usize][0] }
        }));
        for known in &scores.known {
            self.add(known.entry, known.row as usize, &mut scores.rows, lanes);
        }
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
    entry: Entry,
    /// The row of the first character that sees it.
    row: u32,
    /// The first of the weights, so that they are on their way before they are added.
    #[expect(dead_code, reason = "it is read to be near")]
    fetched: i8,
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
    sights: Vec<(u32, u32)>,
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

    fn weights(keys: Vec<u32>) -> Weights {
        let labels = Labels { kinds: 1 };
        let rows = vec![[1; WIDE]; keys.len() * lanes(labels)];
        let follow = Succession::filled(labels, 0);
        Weights::of(Table { labels, keys, rows, follow, unit: 1.0, calm: 1.0 })
    }

    #[test]
    fn each_key_is_found_where_it_stands_and_no_other() {
        let spread: Vec<u32> = (0..1000_u32).map(|n| (n * 4_294_967) & !7).collect();
        let crowded: Vec<u32> = (0..40_u32).map(|n| n << SLOT_BITS).collect();
        for keys in [spread, crowded, vec![8], Vec::new()] {
            let weights = weights(keys.clone());
            for (at, &key) in keys.iter().enumerate() {
                assert_eq!(weights.place(key), at);
            }
            for key in [0, 16, 1 << 30, u32::MAX << SLOT_BITS] {
                let is_known = weights.place(key) < keys.len();
                assert_eq!(is_known, keys.contains(&key), "{key}");
            }
        }
    }

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
