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

/// What a row is sorted by, and what is kept of it.
type Row = (Vec<Value>, Vec<Value>);

/// Rows that are sorted in one go.
const RUN: usize = 4096;

/// Rows with what they are sorted by.
pub(super) struct Sorted<'a> {
    keys: &'a [(Expr, bool)],
    live: &'a [Slot],
    wanted: usize,
    rows: Vec<Row>,
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
            self.sort(context)?;
            self.bar = self.rows.last().map(|(keys, _)| keys.clone());
        }
        Ok(())
    }

    /// Puts the rows in order: runs of them first, then two and two together, so that a sort of
    /// any size can be stopped.
    fn sort(&mut self, context: Context<'a>) -> Result<(), QueryError> {
        let mut rows = std::mem::take(&mut self.rows).into_iter();
        let mut runs: Vec<Vec<Row>> = Vec::new();
        loop {
            let mut run: Vec<Row> = rows.by_ref().take(RUN).collect();
            if run.is_empty() {
                break;
            }
            context.env.work(run.len())?;
            run.sort_by(|(a, _), (b, _)| compared(self.keys, a, b));
            runs.push(run);
        }
        while runs.len() > 1 {
            let mut longer = Vec::with_capacity(runs.len().div_ceil(2));
            let mut pairs = runs.into_iter();
            while let Some(first) = pairs.next() {
                longer.push(match pairs.next() {
                    Some(second) => self.merged(context, first, second)?,
                    None => first,
                });
            }
            runs = longer;
        }
        self.rows = runs.pop().unwrap_or_default();
        self.rows.truncate(self.wanted);
        Ok(())
    }

    /// Two runs as one; of rows that are alike, those of the first come first.
    fn merged(
        &self,
        context: Context<'a>,
        first: Vec<Row>,
        second: Vec<Row>,
    ) -> Result<Vec<Row>, QueryError> {
        let mut merged = Vec::with_capacity(first.len() + second.len());
        let (mut first, mut second) = (first.into_iter().peekable(), second.into_iter().peekable());
        while let (Some((a, _)), Some((b, _))) = (first.peek(), second.peek()) {
            context.env.tick()?;
            let next = if compared(self.keys, a, b).is_le() { first.next() } else { second.next() };
            merged.extend(next);
        }
        merged.extend(first);
        merged.extend(second);
        Ok(merged)
    }

    /// The rows in order, made from a row of the stage before.
    pub(super) fn rows(
        mut self,
        context: Context<'a>,
        base: &[Value],
    ) -> Result<Vec<Vec<Value>>, QueryError> {
        self.sort(context)?;
        let live = self.live;
        let made = self.rows.into_iter().map(|(_, values)| {
            context.env.tick()?;
            let mut row = base.to_vec();
            for (slot, value) in live.iter().zip(values) {
                row[*slot] = value;
            }
            Ok(row)
        });
        made.collect()
    }
}
