//! Labelled nodes and typed relationships in, a property graph that Cypher reads and writes out.
//!
//! petgraph's `StableDiGraph` is the store and its indices stay in here: callers hold [`NodeId`]
//! and [`RelId`]. Names of labels, types and keys are interned. Every write keeps the label and
//! property indexes right and drops the read snapshot; inside a transaction it can be undone.

mod bits;
mod changes;
mod compare;
mod graph;
mod index;
mod names;
mod read;
mod record;
mod snapshot;
mod temporal;
mod transaction;
mod value;
mod write;

pub use bits::Bits;
pub use changes::Changes;
pub use compare::{digest, equal, less, order, same};
pub use graph::{LazyValues, PropertyGraph};
pub use names::{Key, Label, Type};
pub use read::Direction;
pub use record::Slot;
pub use snapshot::{Marks, Rows, Snapshot};
pub use temporal::{Duration, Moment, Temporal};
pub(crate) use temporal::{civil, days};
pub use transaction::Connected;
pub use value::{Map, NodeId, Path, RelId, Value};
