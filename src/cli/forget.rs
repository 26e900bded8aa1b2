//! `tupu forget`: a saved graph in, the same without some documents out.

use super::{Options, Terminal, documents};
use crate::error::Error;
use crate::graph::{self, KnowledgeGraph};
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
    let (mut archive, decisions) = graph::load(&args.graph)?.into_parts();
    for id in &args.documents {
        archive.forget(id)?;
    }
    let output = args.output.as_ref().unwrap_or(&args.graph);
    let graph = KnowledgeGraph::decided(archive, decisions);
    graph::save(&graph, output)?;
    documents::warn_of_unfollowed(&graph, terminal)
}
