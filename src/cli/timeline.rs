//! `tupu timeline`: a name in, what is said of it in the order of time out.

use super::{Options, Terminal};
use crate::error::Error;
use crate::export::report::{self, Style};
use crate::graph::{self, Filter};
use std::io::Write;
use std::path::PathBuf;

/// Show what is said of an entity in the order of time
///
/// `~` stands before the date of a document where the sentence itself states none.
#[derive(clap::Args)]
pub(super) struct TimelineArgs {
    /// A saved graph
    #[arg(value_name = "GRAPH")]
    graph: PathBuf,
    /// Name, alias or id of an entity
    #[arg(value_name = "NAME")]
    name: String,
}

/// Runs the subcommand.
pub(super) fn run(args: &TimelineArgs, _: &Options, terminal: &mut Terminal) -> Result<(), Error> {
    let graph = graph::load(&args.graph)?;
    let node = super::entity(&graph, &args.name, terminal)?;
    let style = Style::coloured(terminal.colour);
    write!(terminal.out, "{}", report::timeline(node, &Filter::default(), style))?;
    Ok(())
}
