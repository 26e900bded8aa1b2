//! `tupu session`: JSON requests in, JSON answers out, a line each.

use super::{Options, Terminal};
use crate::error::Error;
use crate::graph::property::PropertyGraph;
use crate::query;
use crate::session::protocol::Program;
use std::io::{BufRead, Write};
use std::path::PathBuf;
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
    let graph = match &args.graph {
        None => PropertyGraph::new(),
        Some(path) => Arc::new(crate::graph::load(path)?).view(),
    };
    let settings = match args.graph {
        None => query::Options::default(),
        Some(_) => query::Options {
            vocabulary: query::Vocabulary::of(super::knowledge(options)?),
            ..query::Options::default()
        },
    };
    let mut program = Program::new(graph, settings);
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
