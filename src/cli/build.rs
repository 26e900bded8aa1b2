//! `tupu build`: documents in, a saved graph out.

use super::{Options, Terminal, documents, knowledge};
use crate::error::Error;
use crate::graph::{self, Archive, KnowledgeGraph};
use std::io::Write;
use std::path::PathBuf;

/// Build a graph from documents and save it
///
/// Reads .txt, .md, .html, .pdf, .docx, .csv (with a column of texts) and .jsonl in any usual
/// encoding. What cannot be read is named and left
/// out, and the exit code is 1; everything else is in the graph.
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
    let mut read = documents::read(&args.paths, knowledge, |_| false, terminal)?;
    if read.extractions.is_empty() {
        return Err(Error::NothingRead);
    }
    let (mut archive, clashes) = Archive::new(std::mem::take(&mut read.extractions));
    for id in clashes {
        terminal
            .warn(&format_args!("two documents have the id `{id}`: one of them is left out"))?;
        read.skipped += 1;
    }
    archive.learn(knowledge);
    let graph = KnowledgeGraph::decided(archive, graph::load_decisions(&args.output)?);
    graph::save(&graph, &args.output)?;
    let counts = graph.statistics();
    writeln!(
        terminal.out,
        "{}: {} documents, {} entities, {} facts, {} figures",
        args.output.display(),
        counts.documents,
        counts.entities.values().sum::<usize>(),
        counts.facts,
        counts.figures,
    )?;
    documents::warn_of_unfollowed(&graph, terminal)?;
    read.complete()
}
