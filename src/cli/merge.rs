//! `tupu merge`: saved graphs in, one that holds all of them out.

use super::{Options, Terminal, documents};
use crate::error::Error;
use crate::graph::{self, KnowledgeGraph};
use std::path::PathBuf;

/// Put several graphs together into one
///
/// The result does not depend on their order, and what two of them hold counts once. The decisions
/// on any of them hold for all.
#[derive(clap::Args)]
pub(super) struct MergeArgs {
    /// Saved graphs
    #[arg(required = true, value_name = "GRAPH")]
    graphs: Vec<PathBuf>,
    /// Where to save the result
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
}

/// Runs the subcommand.
pub(super) fn run(args: &MergeArgs, _: &Options, terminal: &mut Terminal) -> Result<(), Error> {
    let mut merged = graph::Archive::default();
    let mut all = graph::load_decisions(&args.output)?;
    for path in &args.graphs {
        let (archive, decisions) = graph::load(path)?.into_parts();
        all.extend(&decisions);
        for id in merged.merge(&archive) {
            terminal.warn(&format_args!(
                "{} holds another reading of `{id}`: the later one is kept",
                path.display()
            ))?;
        }
    }
    let graph = KnowledgeGraph::decided(merged, all);
    graph::save(&graph, &args.output)?;
    documents::warn_of_unfollowed(&graph, terminal)
}
