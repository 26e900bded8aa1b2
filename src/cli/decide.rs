//! `tupu decide`: a saved graph and a correction in, the correction kept beside the graph out.

use super::{Options, Terminal};
use crate::error::Error;
use crate::graph;
use crate::knowledge::Knowledge;
use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

/// Correct a graph: which names are one, what something is, what holds and what does not
///
/// The graph itself is not changed: the correction is kept with who, when and why in a small file
/// beside it, and followed whenever the graph is loaded, also when its documents are read again.
/// Without a correction all that there are are listed.
#[derive(clap::Args)]
#[command(after_help = CORRECTIONS)]
pub(super) struct DecideArgs {
    /// A saved graph
    #[arg(value_name = "GRAPH")]
    graph: PathBuf,
    /// What is decided, as in a session
    #[arg(value_name = "CORRECTION")]
    words: Vec<String>,
    /// Why
    #[arg(long, value_name = "REASON")]
    because: Option<String>,
    /// Who decides, when it is not who is logged in
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
}

const CORRECTIONS: &str = "\
Corrections:
  same A B               they are one, under the first name
  not-same A B           they are two
  rename A NAME          it goes by this name
  kind A KIND            it is of this kind
  hide A                 it is nothing the graph should hold
  split A DOCUMENT NAME  in this document the name means another, called so
  add A RELATION B       the link holds; a new entity is written Kind/name
  drop A [RELATION] B    the link does not hold
  undo                   the last correction is taken back
  decisions              all of them, and those that could not be followed";

/// Runs the subcommand.
pub(super) fn run(
    args: &DecideArgs,
    options: &Options,
    terminal: &mut Terminal,
) -> Result<(), Error> {
    let knowledge = Arc::new(Knowledge::load(options.knowledge.as_deref())?);
    let mut session = terminal.session(knowledge);
    if let Some(who) = &args.by {
        session.signed(who.clone(), super::terminal::now);
    }
    session.take(graph::load(&args.graph)?, Some(args.graph.clone()), false);
    let mut words = args.words.clone();
    if words.is_empty() {
        words.push("decisions".to_owned());
    }
    words.extend(args.because.iter().flat_map(|why| ["because".to_owned(), why.clone()]));
    let reply = session.correct(&words)?;
    if session.unsaved() {
        graph::save_decisions(session.whole().decisions(), &args.graph)?;
    }
    Ok(write!(terminal.out, "{}", reply.written(session.settings()))?)
}
