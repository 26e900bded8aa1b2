//! `tupu extract`: documents in, one JSON line per document out.
//!
//! As a filter it answers each line with exactly one line in the same order, whatever the line
//! holds, and its memory does not grow with their number. It asks nothing of the environment.

mod batch;
mod queue;
mod row;

use super::{Options, Terminal, knowledge};
use crate::corpus::{self, Document, Documents, Skipped};
use crate::error::Error;
use crate::mention::tagger::Tagger;
use batch::{Form, Shape};
use queue::Queue;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// Print what was read out of each document, one JSON line per document
///
/// With `-`, read JSON lines {"id": …, "text": …} from standard input and answer each with exactly
/// one line, in order; a line that cannot be read is answered with {"id": …, "error": …}.
#[derive(clap::Args)]
pub(super) struct ExtractArgs {
    /// Files, folders or patterns; `-` for JSON lines on standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Sum up each document: every entity and every link once, with counts
    #[arg(long)]
    summary: bool,
    /// Print all that a graph is made of, for `tupu assemble`
    #[arg(long, conflicts_with_all = ["summary", "model"])]
    records: bool,
    /// Use this model, written by `tupu train`, instead of the built-in one
    #[arg(long, value_name = "MODEL")]
    model: Option<PathBuf>,
    /// Read names by lexicons and grammars alone, without a tagger: much faster, but of the names
    /// that nobody listed fewer are found
    #[arg(long, conflicts_with_all = ["records", "model"])]
    fast: bool,
    /// Answer longer lines with an error; time grows with length, so this bounds both
    #[arg(long, value_name = "MB", default_value_t = 16)]
    longest: usize,
    /// Answer documents that take longer to read with an error
    #[arg(long, value_name = "N")]
    seconds: Option<u64>,
}

/// Runs the subcommand.
pub(super) fn run(
    args: &ExtractArgs,
    options: &Options,
    terminal: &mut Terminal,
) -> Result<(), Error> {
    let tagger = match &args.model {
        None if args.fast => None,
        None => Some(Tagger::shipped()),
        // Kept to the end of the process, as what is built in is.
        Some(model) => Some(&*Box::leak(Box::new(Tagger::load(model)?))),
    };
    let knowledge = knowledge(options)?;
    let shape = match (args.records, args.summary) {
        (true, _) => Shape::Record(knowledge.files().digest()),
        (_, true) => Shape::Summary,
        _ => Shape::Found,
    };
    let limit = args.seconds.map(Duration::from_secs);
    let form = Form { knowledge, tagger, shape, limit };
    if args.paths.iter().any(|path| path == Path::new("-")) {
        return filter(args.longest << 20, &form, terminal);
    }
    files(&args.paths, &form, terminal)
}

/// Answers the lines of standard input as they come.
fn filter(longest: usize, form: &Form, terminal: &mut Terminal) -> Result<(), Error> {
    let queue = Arc::new(Queue::default());
    let input = std::mem::replace(&mut terminal.input, Box::new(std::io::empty()));
    let reader = Arc::clone(&queue);
    // Not joined: when the reader of our output goes away, this thread may still wait for input.
    std::thread::spawn(move || reader.fill(input, longest));
    while let Some(lines) = queue.take() {
        for answer in batch::answers(&lines, form) {
            terminal.out.write_all(answer.as_bytes())?;
            terminal.out.write_all(b"\n")?;
        }
        terminal.out.flush()?;
    }
    queue.failure().map_or(Ok(()), |error| Err(error.into()))
}

/// Reads the documents at the paths, a few megabytes at a time, and the next ones meanwhile.
fn files(paths: &[PathBuf], form: &Form, terminal: &mut Terminal) -> Result<(), Error> {
    let mut skipped = 0;
    let mut documents = corpus::documents(paths);
    let mut found = some(&mut documents);
    while !found.is_empty() {
        let mut batch = Vec::with_capacity(found.len());
        for found in found {
            match found {
                Ok(document) => batch.push(document),
                Err(problem) => {
                    terminal.warn(&problem)?;
                    skipped += usize::from(problem.is_failure());
                }
            }
        }
        let (lines, next) = rayon::join(|| batch::lines(batch, form), || some(&mut documents));
        for line in lines {
            writeln!(terminal.out, "{line}")?;
        }
        found = next;
    }
    if skipped > 0 { Err(Error::Skipped { count: skipped }) } else { Ok(()) }
}

/// As many documents as are worked on at a time; none after the last.
fn some(documents: &mut Documents) -> Vec<Result<Document, Skipped>> {
    let mut bytes = 0;
    let mut some = Vec::new();
    while bytes < queue::BATCH
        && let Some(found) = documents.next()
    {
        bytes += found.as_ref().map_or(0, |document| document.text.len());
        some.push(found);
    }
    some
}
