//! Bytes of standard input in, batches of lines out, never more than a few megabytes at a time.

use std::collections::VecDeque;
use std::io::{self, BufRead, Read};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// How many bytes are worked on at a time: some groups for each of a few threads.
pub(super) const BATCH: usize = 4 << 20;

/// A line as it came.
#[derive(Debug)]
pub(super) struct Line {
    /// Its bytes, without the line break; of a line that is too long its beginning.
    pub(super) bytes: Vec<u8>,
    /// It is longer than allowed.
    pub(super) too_long: bool,
}

/// Lines that were read and not yet answered.
#[derive(Debug, Default)]
pub(super) struct Queue {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    lines: VecDeque<Line>,
    bytes: usize,
    ended: bool,
    failure: Option<io::Error>,
}

impl Queue {
    /// Reads lines until the input ends, waiting while enough are at hand.
    pub(super) fn fill(&self, mut input: Box<dyn BufRead + Send>, longest: usize) {
        loop {
            let line = match read(&mut input, longest) {
                Ok(line) => line,
                Err(error) => {
                    self.state().failure = Some(error);
                    None
                }
            };
            let mut state = self.state();
            let Some(line) = line else {
                state.ended = true;
                self.changed.notify_all();
                return;
            };
            while state.bytes > BATCH {
                state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
            }
            state.bytes += line.bytes.len();
            state.lines.push_back(line);
            self.changed.notify_all();
        }
    }

    /// The lines at hand, at least one; `None` after the last.
    pub(super) fn take(&self) -> Option<Vec<Line>> {
        let mut state = self.state();
        while state.lines.is_empty() {
            if state.ended {
                return None;
            }
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        state.bytes = 0;
        self.changed.notify_all();
        Some(state.lines.drain(..).collect())
    }

    /// Why the input could not be read to its end.
    pub(super) fn failure(&self) -> Option<io::Error> {
        self.state().failure.take()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The next line. Of one that is too long the beginning is kept, where its id may stand.
fn read(input: &mut Box<dyn BufRead + Send>, longest: usize) -> io::Result<Option<Line>> {
    let mut bytes = Vec::new();
    let limit = longest as u64 + 1;
    if input.as_mut().take(limit).read_until(b'\n', &mut bytes)? == 0 {
        return Ok(None);
    }
    let whole = bytes.pop_if(|last| *last == b'\n').is_some();
    let too_long = !whole && bytes.len() > longest;
    if too_long {
        bytes.truncate(1 << 16);
        bytes.shrink_to_fit();
        input.skip_until(b'\n')?;
    }
    Ok(Some(Line { bytes, too_long }))
}
