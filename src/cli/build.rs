//! `tupu build`: documents in, a saved graph out.

use super::journal::Journal;
use super::{Options, Terminal, documents, knowledge};
use crate::error::Error;
use std::path::PathBuf;

/// Build a graph from documents and save it
///
/// Reads .txt, .md, .html, .pdf, .docx, .csv (with a column of texts) and .jsonl in any usual
/// encoding. What cannot be read is named and left
/// out, and the exit code is 1; everything else is in the graph. What is read is noted in a file
/// beside the graph until that is saved: a build that was broken off goes on where it was.
#[derive(clap::Args)]
pub(super) struct BuildArgs {
    /// Files, folders or patterns
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Where to save the graph; compressed when the name ends in .zst
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
}

/// Runs the subcommand.
pub(super) fn run(
    args: &BuildArgs,
    options: &Options,
    terminal: &mut Terminal,
) -> Result<(), Error> {
    let knowledge = knowledge(options)?;
    let mut journal = Journal::of(&args.output, &knowledge.files().digest());
    let earlier = journal.earlier();
    let mut read = documents::read(
        &args.paths,
        knowledge,
        |document| earlier.takes(document),
        |fresh| journal.note(fresh),
        terminal,
    )?;
    let mut extractions = std::mem::take(&mut read.extractions);
    extractions.extend(earlier.taken());
    if extractions.is_empty() {
        return Err(Error::NothingRead);
    }
    read.skipped += documents::save(extractions, knowledge, &args.output, terminal)?;
    journal.close();
    read.complete()
}
