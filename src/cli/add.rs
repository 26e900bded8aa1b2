//! `tupu add`: a saved graph and documents in, the graph with them out.

use super::{Options, Terminal, documents, knowledge};
use crate::error::Error;
use crate::graph::{self, Archive};
use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

/// Read documents into a graph
///
/// Only what is new or has changed is read. The result is the graph that building all of its
/// documents at once would give.
#[derive(clap::Args)]
pub(super) struct AddArgs {
    /// A saved graph
    #[arg(value_name = "GRAPH")]
    graph: PathBuf,
    /// Files, folders or patterns
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Save the result here and leave the graph as it is
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Runs the subcommand.
pub(super) fn run(args: &AddArgs, options: &Options, terminal: &mut Terminal) -> Result<(), Error> {
    let knowledge = knowledge(options)?;
    let graph = graph::load_to_change(&args.graph)?;
    let there = Arc::clone(graph.as_read());
    if !there.knows(knowledge) {
        terminal.warn(&format_args!(
            "{} was read with other knowledge: build it anew to read all documents alike",
            args.graph.display()
        ))?;
    }
    let is_known = |document: &_| there.holds(document);
    let mut read = documents::read(&args.paths, knowledge, is_known, terminal)?;
    let new = read.extractions.len();
    let mut archive = Archive::clone(&there);
    archive.read_in(std::mem::take(&mut read.extractions), knowledge);
    let output = args.output.as_ref().unwrap_or(&args.graph);
    let decisions = graph.decisions().clone();
    let graph = graph.changed(archive, decisions);
    graph::save(&graph, output)?;
    writeln!(terminal.out, "{}: {new} read, {} known before", output.display(), read.known)?;
    documents::warn_of_unfollowed(&graph, terminal)?;
    // The process ends, and all that it holds goes at once.
    std::mem::forget((graph, there));
    read.complete()
}
