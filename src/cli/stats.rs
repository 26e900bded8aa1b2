//! `tupu stats`: a saved graph in, its counts out.

use super::{Options, Terminal};
use crate::error::Error;
use crate::export::report::{self, Style};
use crate::graph;
use std::io::Write;
use std::path::PathBuf;

/// Show how much a graph holds, by kind and relation, and its best-known names
#[derive(clap::Args)]
pub(super) struct StatsArgs {
    /// A saved graph
    #[arg(value_name = "GRAPH")]
    graph: PathBuf,
}

/// Runs the subcommand.
pub(super) fn run(args: &StatsArgs, _: &Options, terminal: &mut Terminal) -> Result<(), Error> {
    let graph = graph::load(&args.graph)?;
    let style = Style::coloured(terminal.colour);
    write!(terminal.out, "{}", report::statistics(&graph, style))?;
    Ok(())
}
