//! `tupu diff`: an older and a newer graph in, the news out.

use super::{Options, Terminal};
use crate::error::Error;
use crate::export::report::{self, Style};
use crate::graph;
use std::io::Write;
use std::path::PathBuf;

/// Show what a newer graph adds, loses and supports better
#[derive(clap::Args)]
pub(super) struct DiffArgs {
    /// The older graph
    #[arg(value_name = "OLD")]
    old: PathBuf,
    /// The newer graph
    #[arg(value_name = "NEW")]
    new: PathBuf,
}

/// Runs the subcommand.
pub(super) fn run(args: &DiffArgs, _: &Options, terminal: &mut Terminal) -> Result<(), Error> {
    let (old, new) = (graph::load(&args.old)?, graph::load(&args.new)?);
    let style = Style::coloured(terminal.colour);
    write!(terminal.out, "{}", report::news(&old.difference(&new), style))?;
    Ok(())
}
