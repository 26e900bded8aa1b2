//! A picture in the DOT language in, what Graphviz draws of it out.
//!
//! Graphviz is another program: it may not be there, and it is not waited for forever.

use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// The program of Graphviz that draws large graphs.
const PROGRAM: &str = "sfdp";
/// How long it may take.
const LONGEST: Duration = Duration::from_secs(20);
/// Bytes of the largest picture.
const LARGEST: u64 = 64 << 20;
/// Between two looks at whether it is done.
const PAUSE: Duration = Duration::from_millis(20);

/// Why Graphviz drew nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Undrawn {
    /// It is not installed.
    #[error("Graphviz, which draws more, is not installed")]
    Missing,
    /// It took too long.
    #[error("Graphviz took longer than {} s", LONGEST.as_secs())]
    Slow,
    /// It failed, or its picture is too large.
    #[error("Graphviz could not draw more")]
    Failed,
}

/// The picture that Graphviz draws, as SVG.
pub(super) fn svg(dot: &str) -> Result<String, Undrawn> {
    drawn(Command::new(PROGRAM).arg("-Tsvg"), dot, LONGEST)
}

fn drawn(command: &mut Command, dot: &str, longest: Duration) -> Result<String, Undrawn> {
    let command = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().map_err(|_| Undrawn::Missing)?;
    let (input, output) = (child.stdin.take(), child.stdout.take());
    thread::scope(|scope| {
        let written = scope.spawn(move || input.map(|mut input| input.write_all(dot.as_bytes())));
        let read = scope.spawn(move || {
            let mut text = String::new();
            let read = output.map(|output| output.take(LARGEST).read_to_string(&mut text));
            read.is_some_and(|read| read.is_ok()).then_some(text)
        });
        let done = ended(&mut child, longest);
        let _it_left = written.join();
        let text = read.join().ok().flatten();
        match (done?, text) {
            (true, Some(text)) if text.trim_end().ends_with("</svg>") => Ok(text),
            _ => Err(Undrawn::Failed),
        }
    })
}

/// Whether it ended well; one that takes too long is ended.
fn ended(child: &mut Child, longest: Duration) -> Result<bool, Undrawn> {
    let end = Instant::now() + longest;
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Ok(status.success()),
            Ok(None) if Instant::now() < end => thread::sleep(PAUSE),
            Ok(None) | Err(_) => {
                let _it_ended_itself = child.kill();
                let _it_is_gone = child.wait();
                return Err(Undrawn::Slow);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_there_fails_or_takes_too_long_is_told_apart() {
        let run = |program: &str, argument: &str, longest: u64| {
            let dot = "digraph {}".repeat(100_000);
            let mut command = Command::new(program);
            drawn(command.arg(argument), &dot, Duration::from_millis(longest))
        };
        assert_eq!(run("no-such-program", "", 1), Err(Undrawn::Missing));
        #[cfg(unix)]
        {
            assert_eq!(run("sleep", "30", 50), Err(Undrawn::Slow));
            assert_eq!(run("false", "", 10_000), Err(Undrawn::Failed));
            assert_eq!(run("cat", "-", 10_000), Err(Undrawn::Failed));
        }
    }
}
