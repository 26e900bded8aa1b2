//! `tupu merge`: saved graphs in, one that holds all of them out.

use super::{Options, Terminal};
use crate::error::Error;
use crate::graph::{self, KnowledgeGraph};
use std::path::PathBuf;

/// Put several graphs together into one
///
/// The result does not depend on their order, and what two of them hold counts once.
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
    for path in &args.graphs {
        let archive = graph::load(path)?.into_archive();
        for id in merged.merge(&archive) {
            terminal.warn(&format_args!(
                "{} holds another reading of `{id}`: the later one is kept",
                path.display()
            ))?;
        }
    }
    graph::save(&KnowledgeGraph::new(merged), &args.output)?;
    Ok(())
}
