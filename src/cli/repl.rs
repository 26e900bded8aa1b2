//! `tupu repl`: a saved graph in, a session over it out, at a prompt or on piped lines.

use super::{Options, Terminal, documents};
use crate::error::Error;
use crate::graph::{self, KnowledgeGraph};
use crate::knowledge::Knowledge;
use crate::session::{Mode, Reply, Session, Settings};
use std::io::{BufRead, Write};
use std::path::PathBuf;
use std::sync::Arc;
#[cfg(feature = "repl")]
use std::sync::atomic::Ordering;

/// Explore a graph: ask questions, follow links, look at the sentences behind them
///
/// Lines that are piped in are answered one after the other, without a prompt.
#[derive(clap::Args)]
pub(super) struct ReplArgs {
    /// A saved graph
    #[arg(value_name = "GRAPH")]
    graph: Option<PathBuf>,
    /// Run this line and leave; may be repeated
    #[arg(short, long, value_name = "LINE")]
    command: Vec<String>,
}

/// Runs the subcommand.
pub(super) fn run(
    args: &ReplArgs,
    options: &Options,
    terminal: &mut Terminal,
) -> Result<(), Error> {
    let knowledge = Arc::new(Knowledge::load(options.knowledge.as_deref())?);
    let opened = args.graph.as_ref().map(|path| Ok::<_, Error>((graph::load(path)?, path.clone())));
    start(knowledge, opened.transpose()?, &args.command, terminal)
}

/// A session over a graph, on the lines given, those piped in, or those typed.
pub(super) fn start(
    knowledge: Arc<Knowledge>,
    opened: Option<(KnowledgeGraph, PathBuf)>,
    lines: &[String],
    terminal: &mut Terminal,
) -> Result<(), Error> {
    let settings = Settings {
        mode: Mode::Table,
        colour: terminal.colour,
        width: terminal.width,
        decorated: terminal.interactive,
    };
    let mut session = Session::new(knowledge, settings);
    session.signed(terminal.user.clone(), super::terminal::now);
    if terminal.progress {
        session.on_progress(progress());
    }
    if let Some((graph, path)) = opened {
        session.take(graph, Some(path), false);
    }
    if !lines.is_empty() {
        return lines.iter().try_for_each(|line| answer(&mut session, line, terminal).map(drop));
    }
    if terminal.interactive {
        return at_a_prompt(session, terminal);
    }
    piped(&mut session, terminal)
}

/// Draws how far reading has come.
fn progress() -> impl FnMut(Option<(usize, usize)>) + Send {
    let mut bar = None;
    move |step| match step {
        Some((documents, bytes)) => {
            let bar = bar.get_or_insert_with(|| documents::progress(true));
            bar.inc(bytes as u64);
            bar.set_message(format!("{documents} documents"));
        }
        None => {
            if let Some(bar) = bar.take() {
                bar.finish_and_clear();
            }
        }
    }
}

/// Answers the lines of standard input one after the other.
fn piped(session: &mut Session, terminal: &mut Terminal) -> Result<(), Error> {
    let mut line = String::new();
    while terminal.input.read_line(&mut line)? > 0 {
        if answer(session, &line, terminal)? {
            break;
        }
        line.clear();
    }
    Ok(())
}

#[cfg(feature = "repl")]
fn at_a_prompt(session: Session, terminal: &mut Terminal) -> Result<(), Error> {
    writeln!(terminal.out, "Ask a question, or type `help`. Ctrl-D leaves.")?;
    terminal.out.flush()?;
    // While a line is typed the terminal itself clears it; while a query runs, Ctrl-C stops it.
    let cancel = session.cancel();
    let _only_once = ctrlc::set_handler(move || cancel.store(true, Ordering::Relaxed));
    let history = terminal.data.as_ref().map(|folder| folder.join("history.txt"));
    if let Some(folder) = &terminal.data {
        // Without the folder there is no history, and the session goes on.
        let _without = std::fs::create_dir_all(folder);
    }
    Ok(crate::repl::run(session, history.as_deref(), &mut terminal.out)?)
}

#[cfg(not(feature = "repl"))]
fn at_a_prompt(mut session: Session, terminal: &mut Terminal) -> Result<(), Error> {
    piped(&mut session, terminal)
}

/// Writes the reply to a line; whether it asked to leave.
fn answer(session: &mut Session, line: &str, terminal: &mut Terminal) -> Result<bool, Error> {
    match session.reply(line) {
        Ok(Reply::Leave) => return Ok(true),
        Ok(reply) => write!(terminal.out, "{}", reply.written(session.settings()))?,
        Err(error) => {
            terminal.out.flush()?;
            writeln!(terminal.err, "error: {error}")?;
            if let Some(hint) = error.hint() {
                writeln!(terminal.err, "hint: {hint}")?;
            }
        }
    }
    terminal.out.flush()?;
    Ok(false)
}
