//! Rows in, the same rows in order out; only the first ones where no more are wanted.

use super::eval::Context;
use crate::graph::property::{Value, order};
use crate::query::error::QueryError;
use crate::query::plan::{Expr, Slot};
use std::cmp::Ordering;

fn compared(keys: &[(Expr, bool)], a: &[Value], b: &[Value]) -> Ordering {
    a.iter()
        .zip(b)
        .zip(keys)
        .map(|((a, b), (_, down))| if *down { order(b, a) } else { order(a, b) })
        .find(|found| found.is_ne())
        .unwrap_or(Ordering::Equal)
}

/// Rows with what they are sorted by.
pub(super) struct Sorted<'a> {
    keys: &'a [(Expr, bool)],
    live: &'a [Slot],
    wanted: usize,
    rows: Vec<(Vec<Value>, Vec<Value>)>,
    /// Enough rows come before this one: later ones that do not are not kept.
    bar: Option<Vec<Value>>,
}

impl<'a> Sorted<'a> {
    pub(super) fn new(keys: &'a [(Expr, bool)], live: &'a [Slot], wanted: Option<u64>) -> Self {
        let wanted = wanted.and_then(|wanted| usize::try_from(wanted).ok()).unwrap_or(usize::MAX);
        Self { keys, live, wanted, rows: Vec::new(), bar: None }
    }

    pub(super) fn add(
        &mut self,
        context: Context<'a>,
        row: &[Value],
        times: u64,
    ) -> Result<(), QueryError> {
        let mut keys = Vec::with_capacity(self.keys.len());
        for (expr, _) in self.keys {
            keys.push(context.value(expr, row)?);
        }
        if self.bar.as_ref().is_some_and(|bar| compared(self.keys, &keys, bar).is_ge()) {
            return Ok(());
        }
        let live: Vec<Value> = self.live.iter().map(|slot| row[*slot].clone()).collect();
        for _ in 0..times {
            if self.wanted == usize::MAX {
                context.env.hold(&keys)?;
                context.env.hold(&live)?;
            }
            self.rows.push((keys.clone(), live.clone()));
        }
        if self.wanted < usize::MAX / 4 && self.rows.len() > self.wanted * 2 + 1024 {
            self.sort();
            self.bar = self.rows.last().map(|(keys, _)| keys.clone());
        }
        Ok(())
    }

    fn sort(&mut self) {
        let keys = self.keys;
        self.rows.sort_by(|(a, _), (b, _)| compared(keys, a, b));
        self.rows.truncate(self.wanted);
    }

    /// The rows in order, made from a row of the stage before.
    pub(super) fn rows(mut self, base: &[Value]) -> Vec<Vec<Value>> {
        self.sort();
        let live = self.live;
        self.rows
            .into_iter()
            .map(|(_, values)| {
                let mut row = base.to_vec();
                for (slot, value) in live.iter().zip(values) {
                    row[*slot] = value;
                }
                row
            })
            .collect()
    }
}
