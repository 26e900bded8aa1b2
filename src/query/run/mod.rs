//! A plan and a graph in, rows out.

mod aggregate;
mod change;
mod eval;
mod hash;
mod meter;
mod neighbour;
mod nested;
mod operate;
mod path;
mod reach;
mod scan;
mod shortest;
mod sort;
mod stage;
mod stream;
mod walk;

pub(super) use eval::Context;
pub(super) use meter::Passed;
pub(super) use stage::{Access, Executed, executed};

use super::error::QueryError;
use crate::graph::property::{Map, Value};
use std::cell::Cell;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// Whether more rows are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Flow {
    More,
    Stop,
}

/// How far a query may go.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Most rows it may return.
    pub rows: usize,
    /// Longest time it may take.
    pub time: Option<Duration>,
    /// Most bytes its rows may take while they are gathered, about.
    pub memory: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { rows: 1_000_000, time: Some(Duration::from_secs(30)), memory: 512 << 20 }
    }
}

/// Pieces of work between two looks at the clock.
const PIECES: usize = 1024;

/// What a run depends on besides plan and graph, and how far it has gone.
pub(super) struct Env<'a> {
    pub(super) params: &'a Map,
    limits: &'a Limits,
    cancel: Option<&'a AtomicBool>,
    end: Option<Instant>,
    ticks: Cell<usize>,
    held: Cell<usize>,
    /// Grows with each random number, so that they differ within a query.
    pub(super) random: Cell<u64>,
}

impl<'a> Env<'a> {
    pub(super) fn new(params: &'a Map, limits: &'a Limits, cancel: Option<&'a AtomicBool>) -> Self {
        let end = limits.time.map(|time| Instant::now() + time);
        let (ticks, held, random) = (Cell::new(0), Cell::new(0), Cell::new(0));
        Self { params, limits, cancel, end, ticks, held, random }
    }

    /// To be called for each piece of work; now and then it looks whether to go on.
    pub(super) fn tick(&self) -> Result<(), QueryError> {
        self.work(1)
    }

    /// To be called before so many pieces of work that are done in one go.
    pub(in crate::query) fn work(&self, pieces: usize) -> Result<(), QueryError> {
        let ticks = self.ticks.get() + pieces;
        if ticks < PIECES {
            self.ticks.set(ticks);
            return Ok(());
        }
        self.ticks.set(0);
        self.check()
    }

    /// Whether one value may take so many bytes.
    pub(in crate::query) fn fits(&self, bytes: usize) -> Result<(), QueryError> {
        let most = self.limits.memory / 4;
        if bytes > most {
            return Err(limit(format!("a value of the query needs more than {} MiB", most >> 20)));
        }
        Ok(())
    }

    fn check(&self) -> Result<(), QueryError> {
        if self.cancel.is_some_and(|cancel| cancel.load(Ordering::Relaxed)) {
            return Err(QueryError::run("Cancelled", "Cancelled", "the query was stopped"));
        }
        if self.end.is_some_and(|end| Instant::now() > end) {
            let seconds = self.limits.time.unwrap_or_default().as_secs_f64();
            return Err(limit(format!("the query took longer than {seconds} s")));
        }
        Ok(())
    }

    /// Counts a row that is kept.
    pub(super) fn hold(&self, values: &[Value]) -> Result<(), QueryError> {
        let weight: usize = values.iter().map(Value::weight).sum();
        self.hold_bytes(weight + 32)
    }

    /// Counts so many bytes that are kept.
    pub(super) fn hold_bytes(&self, bytes: usize) -> Result<(), QueryError> {
        let held = self.held.get() + bytes;
        self.held.set(held);
        if held > self.limits.memory {
            let most = self.limits.memory >> 20;
            return Err(limit(format!("the rows of the query need more than {most} MiB")));
        }
        Ok(())
    }

    /// Whether a result may grow to so many rows.
    pub(super) fn allow(&self, rows: usize) -> Result<(), QueryError> {
        if rows > self.limits.rows {
            return Err(limit(format!("the query has more than {} rows", self.limits.rows)));
        }
        Ok(())
    }
}

fn limit(message: String) -> QueryError {
    QueryError::run("LimitExceeded", "LimitExceeded", message)
        .hinted(Some("narrow the pattern, or end with LIMIT".into()))
}
