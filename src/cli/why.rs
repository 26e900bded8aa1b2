//! `tupu why`: two names in, every sentence that links them out.

use super::{Options, Terminal};
use crate::error::Error;
use crate::export::report::{self, Style};
use crate::graph;
use std::io::Write;
use std::path::PathBuf;

/// Show every sentence that links two entities
///
/// Both names and the words that state the link are marked; each sentence comes with its document,
/// date and rule. Where no sentence links them, the ways through others are shown.
#[derive(clap::Args)]
pub(super) struct WhyArgs {
    /// A saved graph
    #[arg(value_name = "GRAPH")]
    graph: PathBuf,
    /// Name, alias or id of an entity
    #[arg(value_name = "A")]
    first: String,
    /// Name, alias or id of another entity
    #[arg(value_name = "B")]
    second: String,
}

/// Runs the subcommand.
pub(super) fn run(args: &WhyArgs, _: &Options, terminal: &mut Terminal) -> Result<(), Error> {
    let graph = graph::load(&args.graph)?;
    let first = super::entity(&graph, &args.first, terminal)?;
    let second = super::entity(&graph, &args.second, terminal)?;
    let style = Style::coloured(terminal.colour);
    write!(terminal.out, "{}", report::why(&graph, first, second, style))?;
    Ok(())
}
