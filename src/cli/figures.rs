//! `tupu figures`: a name in, the figures stated of it out.

use super::{Options, Terminal};
use crate::error::Error;
use crate::export::report::{self, Style};
use crate::graph;
use std::io::Write;
use std::path::PathBuf;

/// Show the figures stated of an entity, by measure and time
#[derive(clap::Args)]
pub(super) struct FiguresArgs {
    /// A saved graph
    #[arg(value_name = "GRAPH")]
    graph: PathBuf,
    /// Name, alias or id of an entity
    #[arg(value_name = "NAME")]
    name: String,
}

/// Runs the subcommand.
pub(super) fn run(args: &FiguresArgs, _: &Options, terminal: &mut Terminal) -> Result<(), Error> {
    let graph = graph::load(&args.graph)?;
    let node = super::entity(&graph, &args.name, terminal)?;
    let style = Style::coloured(terminal.colour);
    write!(terminal.out, "{}", report::figures(node, style))?;
    Ok(())
}
