//! `tupu extract`: documents in, one JSON line per document out.

use super::{Options, Terminal};
use crate::error::Error;
use std::io::{BufRead, Write};
use std::path::PathBuf;

/// Print what was read out of each document, one JSON line per document
///
/// With `-`, read JSON lines {"id": …, "text": …} from standard input and answer each with one
/// line, in order.
#[derive(clap::Args)]
pub(super) struct ExtractArgs {
    /// Files, folders or patterns; `-` for JSON lines on standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
}

/// Runs the subcommand.
pub(super) fn run(
    args: &ExtractArgs,
    _options: &Options,
    terminal: &mut Terminal,
) -> Result<(), Error> {
    let _ = &args.paths;
    let mut line = String::new();
    while terminal.input.read_line(&mut line)? > 0 {
        writeln!(terminal.out, r#"{{"id":null,"error":"not yet"}}"#)?;
        terminal.out.flush()?;
        line.clear();
    }
    Ok(())
}
