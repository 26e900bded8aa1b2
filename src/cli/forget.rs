//! `tupu forget`: a saved graph in, the same without some documents out.

use super::{Options, Terminal, documents};
use crate::error::Error;
use crate::graph::{self, Archive};
use std::path::PathBuf;

/// Remove documents from a graph, with everything that rests on them alone
#[derive(clap::Args)]
pub(super) struct ForgetArgs {
    /// A saved graph
    #[arg(value_name = "GRAPH")]
    graph: PathBuf,
    /// Ids of documents, as `tupu why` shows them
    #[arg(required = true, value_name = "DOCUMENT")]
    documents: Vec<String>,
    /// Save the result here and leave the graph as it is
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Runs the subcommand.
pub(super) fn run(args: &ForgetArgs, _: &Options, terminal: &mut Terminal) -> Result<(), Error> {
    let graph = graph::load_to_change(&args.graph)?;
    let mut archive = Archive::clone(graph.as_read());
    for id in &args.documents {
        archive.forget(id)?;
    }
    let output = args.output.as_ref().unwrap_or(&args.graph);
    let decisions = graph.decisions().clone();
    let graph = graph.changed(archive, decisions);
    graph::save(&graph, output)?;
    documents::warn_of_unfollowed(&graph, terminal)
}
