//! `tupu build`: documents in, a saved graph out.

use super::journal::Journal;
use super::{Options, Terminal, documents, knowledge};
use crate::error::Error;
use crate::graph::{self, Archive, KnowledgeGraph};
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
    let (mut archive, clashes) = Archive::new(extractions);
    for id in clashes {
        terminal
            .warn(&format_args!("two documents have the id `{id}`: one of them is left out"))?;
        read.skipped += 1;
    }
    archive.learn(knowledge);
    let graph = KnowledgeGraph::decided(archive, graph::load_decisions(&args.output)?);
    graph::save(&graph, &args.output)?;
    journal.close();
    documents::tell_of_saved(&graph, &args.output, terminal)?;
    documents::warn_of_unfollowed(&graph, terminal)?;
    read.complete()
}
