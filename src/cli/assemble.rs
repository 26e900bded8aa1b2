//! `tupu assemble`: rows of documents that were read elsewhere in, the graph of all of them out.

use super::{Options, Terminal, documents, knowledge};
use crate::error::Error;
use crate::graph::{self, RowRead, Spool, read_row};
use rayon::prelude::*;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

/// Bytes of rows read at a time.
const BATCH: usize = 8 << 20;

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
    let mut spool = Spool::passing(&args.output, &knowledge.files().digest())?;
    let mut skipped = 0;
    for path in &args.records {
        let input: Box<dyn BufRead + Send> = if path == Path::new("-") {
            std::mem::replace(&mut terminal.input, Box::new(std::io::empty()))
        } else {
            let failed = |source| graph::Error::Read { path: path.clone(), source };
            Box::new(BufReader::new(File::open(path).map_err(failed)?))
        };
        skipped += rows(path, input, &mut spool, terminal)?;
    }
    if spool.is_empty() {
        return Err(Error::NothingRead);
    }
    skipped += documents::save(&mut spool, knowledge, &args.output, terminal)?;
    if skipped > 0 { Err(Error::Skipped { count: skipped }) } else { Ok(()) }
}

/// Adds the documents of a file of rows; how many of its rows hold none, each of which is named.
fn rows(
    path: &Path,
    input: impl BufRead,
    spool: &mut Spool,
    terminal: &mut Terminal,
) -> Result<usize, Error> {
    let inside = |source| graph::Error::In { path: path.to_owned(), source: Box::new(source) };
    let mut lines = input.split(b'\n').zip(1..).peekable();
    let mut skipped = 0;
    while lines.peek().is_some() {
        let (mut batch, mut bytes) = (Vec::new(), 0);
        while bytes < BATCH
            && let Some((line, number)) = lines.next()
        {
            let line =
                line.map_err(|source| graph::Error::Read { path: path.to_owned(), source })?;
            bytes += line.len();
            batch.push((String::from_utf8_lossy(&line).into_owned(), number));
        }
        batch.retain(|(line, _)| !line.trim().is_empty());
        let read = batch.par_iter().map(|(line, number)| (read_row(line, *number), *number));
        let mut documents = Vec::new();
        for (row, line) in read.collect::<Vec<_>>() {
            match row {
                Ok(RowRead::Document { knowledge, extraction }) => {
                    spool.expects(&knowledge, &extraction.source.id).map_err(inside)?;
                    documents.push(*extraction);
                }
                Ok(RowRead::Failed { id, problem }) => {
                    let id = id.unwrap_or_else(|| "a document without id".to_owned());
                    let path = path.display();
                    let told = format_args!("{path}: line {line}: {id} was not read: {problem}");
                    terminal.warn(&told)?;
                    skipped += 1;
                }
                Err(error @ graph::Error::Line { .. }) => {
                    terminal.warn(&inside(error))?;
                    skipped += 1;
                }
                Err(error) => return Err(inside(error).into()),
            }
        }
        spool.add(documents)?;
    }
    Ok(skipped)
}
