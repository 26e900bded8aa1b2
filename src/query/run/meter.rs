//! Steps as rows pass them in, how many rows each passed on and how long it took out.

use std::cell::{Cell, RefCell};
use std::time::{Duration, Instant};

/// What one step did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::query) struct Passed {
    /// Rows it passed on.
    pub(in crate::query) rows: u64,
    /// Time spent in it alone, the steps after it left out.
    pub(in crate::query) time: Duration,
}

/// Watches the steps of one stage, and what takes their rows after the last of them. Time goes to
/// the step that was entered last.
pub(super) struct Meter {
    steps: RefCell<Vec<Passed>>,
    now: Cell<usize>,
    since: Cell<Instant>,
}

impl Meter {
    pub(super) fn new(steps: usize) -> Self {
        let steps = RefCell::new(vec![Passed::default(); steps + 2]);
        Self { steps, now: Cell::new(0), since: Cell::new(Instant::now()) }
    }

    /// The step that is at work.
    pub(super) fn now(&self) -> usize {
        self.now.get()
    }

    /// From here on the step at `at` is at work.
    pub(super) fn turn(&self, at: usize) {
        let now = Instant::now();
        let spent = now.duration_since(self.since.replace(now));
        let before = self.now.replace(at);
        if let Some(step) = self.steps.borrow_mut().get_mut(before) {
            step.time += spent;
        }
    }

    /// So many rows come to the step at `at`.
    pub(super) fn enter(&self, at: usize, rows: u64) {
        self.turn(at + 1);
        if let Some(before) = self.steps.borrow_mut().get_mut(at) {
            before.rows += rows;
        }
    }

    /// What each step did, and the time of what took their rows, which `rows` came out of.
    pub(super) fn told(self, rows: u64) -> Vec<Passed> {
        self.turn(0);
        let mut steps = self.steps.into_inner();
        let rest = steps.first().map_or(Duration::ZERO, |first| first.time);
        steps.remove(0);
        if let Some(last) = steps.last_mut() {
            last.rows = rows;
            last.time += rest;
        }
        steps
    }
}
