//! A long reply in, the same in a pager out.

use std::io::Write;
use std::process::{Command, Stdio};

/// The program that shows long replies.
#[derive(Clone, Debug)]
pub struct Pager {
    /// The command with its arguments, as `PAGER` has it.
    pub command: String,
    /// Lines of the screen.
    pub rows: u16,
}

impl Pager {
    /// Shows the text when it is longer than the screen. Whether it did: the caller prints what was
    /// not shown.
    pub(super) fn shows(&self, text: &str) -> bool {
        if text.lines().count() < usize::from(self.rows) {
            return false;
        }
        let mut words = self.command.split_whitespace();
        let Some(program) = words.next() else { return false };
        // A question typed there by mistake starts no editor, shell or log file.
        let mut command = Command::new(program);
        command.args(words).env("LESSSECURE", "1").stdin(Stdio::piped());
        let Ok(mut child) = command.spawn() else { return false };
        if let Some(mut input) = child.stdin.take() {
            // A person who leaves the pager early has seen enough.
            let _left = input.write_all(text.as_bytes());
        }
        child.wait().is_ok()
    }
}
