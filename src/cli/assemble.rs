//! `tupu assemble`: rows of documents that were read elsewhere in, the graph of all of them out.

use super::{Options, Terminal, documents, knowledge};
use crate::error::Error;
use crate::extract::Extraction;
use crate::graph::{self, RowRead};
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

/// Put documents together that `tupu extract --records` read, and save their graph
///
/// The graph is that of `tupu build` over the same documents, to the byte, however the records are
/// split up and whatever their order. A row that says that its document could not be read, or that
/// was cut off, is named and left out, and the exit code is 1; everything else is in the graph.
#[derive(clap::Args)]
pub(super) struct AssembleArgs {
    /// Files of records; `-` for standard input
    #[arg(required = true, value_name = "RECORDS")]
    records: Vec<PathBuf>,
    /// Where to save the graph; compressed when the name ends in .zst
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
}

/// Runs the subcommand.
pub(super) fn run(
    args: &AssembleArgs,
    options: &Options,
    terminal: &mut Terminal,
) -> Result<(), Error> {
    let knowledge = knowledge(options)?;
    let digest = knowledge.files().digest();
    let mut read = Vec::new();
    let mut skipped = 0;
    for path in &args.records {
        let input: Box<dyn BufRead + Send> = if path == Path::new("-") {
            std::mem::replace(&mut terminal.input, Box::new(std::io::empty()))
        } else {
            let failed = |source| graph::Error::Read { path: path.clone(), source };
            Box::new(BufReader::new(File::open(path).map_err(failed)?))
        };
        skipped += rows(path, input, &digest, &mut read, terminal)?;
    }
    if read.is_empty() {
        return Err(Error::NothingRead);
    }
    skipped += documents::save(read, knowledge, &args.output, terminal)?;
    if skipped > 0 { Err(Error::Skipped { count: skipped }) } else { Ok(()) }
}

/// Adds the documents of a file of rows; how many of its rows hold none, each of which is named.
fn rows(
    path: &Path,
    input: impl BufRead,
    digest: &str,
    read: &mut Vec<Extraction>,
    terminal: &mut Terminal,
) -> Result<usize, Error> {
    let inside = |source| graph::Error::In { path: path.to_owned(), source: Box::new(source) };
    let mut skipped = 0;
    for (line, number) in input.split(b'\n').zip(1..) {
        let line = line.map_err(|source| graph::Error::Read { path: path.to_owned(), source })?;
        let line = String::from_utf8_lossy(&line);
        if line.trim().is_empty() {
            continue;
        }
        match graph::read_row(&line, number) {
            Ok(RowRead::Document { knowledge, extraction }) if knowledge == digest => {
                read.push(*extraction);
            }
            Ok(RowRead::Document { knowledge, extraction }) => {
                let id = extraction.source.id;
                let known = digest.to_owned();
                return Err(
                    inside(graph::Error::OtherKnowledge { id, found: knowledge, known }).into()
                );
            }
            Ok(RowRead::Failed { id, problem }) => {
                let id = id.unwrap_or_else(|| "a document without id".to_owned());
                terminal.warn(&format_args!(
                    "{}: line {number}: {id} was not read: {problem}",
                    path.display()
                ))?;
                skipped += 1;
            }
            Err(error @ graph::Error::Line { .. }) => {
                terminal.warn(&inside(error))?;
                skipped += 1;
            }
            Err(error) => return Err(inside(error).into()),
        }
    }
    Ok(skipped)
}
