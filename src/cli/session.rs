//! `tupu session`: JSON requests in, JSON answers out, a line each.

use super::{Options, Terminal};
use crate::error::Error;
use crate::knowledge::Knowledge;
use crate::session::protocol::Program;
use crate::session::{Session, Settings};
use std::io::{BufRead, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Answer JSON requests line by line: the session for programs
#[derive(clap::Args)]
pub(super) struct SessionArgs {
    /// A saved graph; without one the graph is empty
    #[arg(value_name = "GRAPH")]
    graph: Option<PathBuf>,
    /// Requests and answers are JSON, one on each line
    #[arg(long)]
    json: bool,
}

/// Runs the subcommand.
pub(super) fn run(
    args: &SessionArgs,
    options: &Options,
    terminal: &mut Terminal,
) -> Result<(), Error> {
    let mut program = match &args.graph {
        None => Program::default(),
        Some(path) => over(path, options)?,
    };
    let mut line = Vec::new();
    loop {
        line.clear();
        if terminal.input.read_until(b'\n', &mut line)? == 0 {
            return Ok(());
        }
        let answer = program.answer(&String::from_utf8_lossy(&line));
        writeln!(terminal.out, "{answer}")?;
        terminal.out.flush()?;
    }
}

/// A session for programs over a saved graph.
fn over(path: &Path, options: &Options) -> Result<Program, Error> {
    let knowledge = Arc::new(Knowledge::load(options.knowledge.as_deref())?);
    let mut session = Session::new(knowledge, Settings::plain());
    session.take(crate::graph::load(path)?, Some(path.to_owned()), false);
    Ok(Program::over(session))
}
