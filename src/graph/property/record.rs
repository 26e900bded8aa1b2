//! Properties of one node or relationship, kept small.

use super::names::Key;
use super::value::Value;

/// What stands under a key: a value, or the handle of one that is computed when asked for.
#[derive(Clone, Debug)]
pub enum Slot {
    /// A value that is kept.
    Kept(Value),
    /// A handle for the graph's [`LazyValues`](super::LazyValues).
    Lazy(u32),
    /// The handle of a value that may turn out to be null: there is no such property then.
    Maybe(u32),
}

/// Properties sorted by key. A single number, the usual weight of a relationship, takes no
/// allocation of its own.
#[derive(Clone, Debug, Default)]
#[expect(clippy::box_collection, reason = "a thin pointer keeps relationships small")]
pub(super) enum Props {
    #[default]
    None,
    Float(Key, f64),
    Int(Key, i64),
    Many(Box<Vec<(Key, Slot)>>),
    /// A handle for the graph's [`LazyValues`](super::LazyValues), which know all of them.
    Behind(u32),
}

/// Slots as they are kept: sorted by key, without those that hold null.
pub(super) fn tidy(mut slots: Vec<(Key, Slot)>) -> Vec<(Key, Slot)> {
    slots.retain(|(_, slot)| !matches!(slot, Slot::Kept(Value::Null)));
    slots.sort_by_key(|(key, _)| *key);
    slots
}

impl Props {
    pub(super) fn new(slots: Vec<(Key, Slot)>) -> Self {
        let mut slots = tidy(slots);
        match slots.as_slice() {
            [] => Self::None,
            [(key, Slot::Kept(Value::Float(number)))] => Self::Float(*key, *number),
            [(key, Slot::Kept(Value::Int(number)))] => Self::Int(*key, *number),
            _ => {
                slots.shrink_to_fit();
                Self::Many(Box::new(slots))
            }
        }
    }
}

/// A node as stored: which set of labels, which properties.
#[derive(Clone, Debug)]
pub(super) struct NodeRecord {
    pub(super) labels: u32,
    pub(super) props: Box<[(Key, Slot)]>,
}

/// A relationship as stored.
#[derive(Clone, Debug)]
pub(super) struct RelRecord {
    pub(super) kind: u32,
    pub(super) props: Props,
}
