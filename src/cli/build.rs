//! `tupu build`: documents in, a saved graph out.

use super::{Options, Terminal, documents, knowledge};
use crate::error::Error;
use crate::graph::Spool;
use std::path::PathBuf;

/// Build a graph from documents and save it
///
/// Reads .txt, .md, .html, .pdf, .docx, .csv (with a column of texts) and .jsonl in any usual
/// encoding. What cannot be read is named and left
/// out, and the exit code is 1; everything else is in the graph. What is read is noted in a file
/// beside the graph until that is saved: a build that was broken off goes on where it was, and
/// memory does not hold what the documents say.
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
    let mut spool = Spool::beside(&args.output, &knowledge.files().digest())?;
    let mut read = documents::spool(&args.paths, knowledge, &mut spool, terminal)?;
    if spool.is_empty() {
        spool.close();
        return Err(Error::NothingRead);
    }
    read.skipped += documents::save(&mut spool, knowledge, &args.output, terminal)?;
    spool.close();
    read.complete()
}
