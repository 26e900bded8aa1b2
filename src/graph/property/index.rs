//! Property values in, the nodes that hold them out.

use super::compare::digest;
use super::value::Value;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, DefaultHasher, Hasher};

/// Takes a number that is a hash already as its own hash.
#[derive(Default)]
pub(super) struct Hashed(u64);

impl Hasher for Hashed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = number;
    }
}

const NONE: u32 = u32::MAX;

/// The nodes of one key by the hash of their value: the first node of each hash, and from each
/// node the next of the same hash. What it finds must still be compared.
#[derive(Clone, Debug, Default)]
pub(super) struct PropertyIndex {
    first: HashMap<u64, u32, BuildHasherDefault<Hashed>>,
    next: Vec<u32>,
    count: usize,
}

fn hash(value: &Value) -> u64 {
    let mut state = DefaultHasher::new();
    digest(value, &mut state);
    state.finish()
}

impl PropertyIndex {
    pub(super) fn insert(&mut self, value: &Value, node: u32) {
        if self.next.len() <= node as usize {
            self.next.resize(node as usize + 1, NONE);
        }
        let before = self.first.insert(hash(value), node);
        self.next[node as usize] = before.unwrap_or(NONE);
        self.count += 1;
    }

    pub(super) fn remove(&mut self, value: &Value, node: u32) {
        let key = hash(value);
        let after = self.next.get(node as usize).copied().unwrap_or(NONE);
        let Some(&head) = self.first.get(&key) else { return };
        if head == node {
            match after {
                NONE => self.first.remove(&key),
                _ => self.first.insert(key, after),
            };
            self.count -= 1;
            return;
        }
        let mut at = head;
        while at != NONE {
            if self.next[at as usize] == node {
                self.next[at as usize] = after;
                self.count -= 1;
                return;
            }
            at = self.next[at as usize];
        }
    }

    /// Nodes whose value may be this one.
    pub(super) fn candidates(&self, value: &Value) -> impl Iterator<Item = u32> + '_ {
        let mut at = self.first.get(&hash(value)).copied().unwrap_or(NONE);
        std::iter::from_fn(move || {
            (at != NONE).then(|| {
                let here = at;
                at = self.next[here as usize];
                here
            })
        })
    }

    /// How many nodes it holds.
    pub(super) fn len(&self) -> usize {
        self.count
    }

    /// How many nodes share a value on average, rounded up; 0 when nothing is indexed.
    pub(super) fn share(&self) -> usize {
        self.count.div_ceil(self.first.len().max(1))
    }
}
