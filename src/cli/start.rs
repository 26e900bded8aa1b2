//! No arguments in, help out.

use super::{Cli, Options, Terminal};
use crate::error::Error;
use clap::CommandFactory;
use std::io::Write;

/// What `tupu` does without a subcommand.
pub(super) fn run(_options: &Options, terminal: &mut Terminal) -> Result<(), Error> {
    write!(terminal.out, "{}", Cli::command().render_help())?;
    Ok(())
}
