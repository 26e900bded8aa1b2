//! `tupu repl`: a saved graph in, a session over it out, at a prompt or on piped lines.

use super::{Options, Terminal, documents};
use crate::error::Error;
use crate::extract::Far;
use crate::graph::{self, KnowledgeGraph};
use crate::knowledge::Knowledge;
use crate::session::{Reply, Session};
use std::io::{BufRead, Write};
use std::path::PathBuf;
use std::sync::Arc;
#[cfg(feature = "repl")]
use std::sync::atomic::Ordering;
use std::time::Instant;

/// Explore a graph: ask questions, follow links, look at the sentences behind them
///
/// Lines that are piped in are answered one after the other, without a prompt; the exit code is 1
/// when one of them could not be carried out. At a prompt the lines of `init` in the folder of
/// settings (~/.config/tupu) are run first.
#[derive(clap::Args)]
pub(super) struct ReplArgs {
    /// A saved graph
    #[arg(value_name = "GRAPH")]
    graph: Option<PathBuf>,
    /// Run this line and leave; may be repeated
    #[arg(short, long, value_name = "LINE")]
    command: Vec<String>,
    /// Run the lines of this file and leave; may be repeated
    #[arg(short, long, value_name = "FILE")]
    file: Vec<PathBuf>,
    /// Do not run the lines of the init file before the first prompt
    #[arg(long)]
    no_init: bool,
}

/// Runs the subcommand.
pub(super) fn run(
    args: &ReplArgs,
    options: &Options,
    terminal: &mut Terminal,
) -> Result<(), Error> {
    let knowledge = Arc::new(Knowledge::load(options.knowledge.as_deref())?);
    let opened = args.graph.as_ref().map(|path| Ok::<_, Error>((graph::load(path)?, path.clone())));
    let opened = opened.transpose()?;
    let mut lines = args.command.clone();
    for path in &args.file {
        let file = |error| Error::File { path: path.clone(), error };
        lines.extend(std::fs::read_to_string(path).map_err(file)?.lines().map(str::to_owned));
    }
    let given = !args.command.is_empty() || !args.file.is_empty();
    start(knowledge, opened, given.then_some(&*lines), !args.no_init, terminal)
}

/// A session over a graph, on the lines given, those piped in, or those typed.
pub(super) fn start(
    knowledge: Arc<Knowledge>,
    opened: Option<(KnowledgeGraph, PathBuf)>,
    lines: Option<&[String]>,
    init: bool,
    terminal: &mut Terminal,
) -> Result<(), Error> {
    let mut session = terminal.session(knowledge);
    if terminal.progress {
        session.on_progress(progress());
    }
    if let Some((graph, path)) = opened {
        documents::warn_of_unfollowed(&graph, terminal)?;
        session.take(graph, Some(path), false);
    }
    if let Some(lines) = lines {
        return all(lines.iter().map(|line| Ok(line.clone())), &mut session, terminal);
    }
    if terminal.interactive {
        return at_a_prompt(session, init, terminal);
    }
    let input = std::mem::replace(&mut terminal.input, Box::new(std::io::empty()));
    all(input.lines(), &mut session, terminal)
}

/// Answers lines one after the other, until one of them leaves.
fn all(
    lines: impl Iterator<Item = std::io::Result<String>>,
    session: &mut Session,
    terminal: &mut Terminal,
) -> Result<(), Error> {
    let mut failed = 0;
    for line in lines {
        match answer(session, &line?, terminal)? {
            Done::Left => break,
            Done::Failed => failed += 1,
            Done::Well => {}
        }
    }
    if failed > 0 { Err(Error::Failed { count: failed }) } else { Ok(()) }
}

/// Draws how far reading has come.
fn progress() -> impl FnMut(Option<Far>) + Send + Sync {
    let mut bar = None;
    move |step| match step {
        Some(far) => {
            documents::draw(bar.get_or_insert_with(|| documents::progress(true)), far);
        }
        None => {
            if let Some(bar) = bar.take() {
                bar.finish_and_clear();
            }
        }
    }
}

#[cfg(feature = "repl")]
fn at_a_prompt(mut session: Session, init: bool, terminal: &mut Terminal) -> Result<(), Error> {
    // While a line is typed the terminal itself clears it; while a query runs, Ctrl-C stops it.
    let cancel = session.cancel();
    let _only_once = ctrlc::set_handler(move || cancel.store(true, Ordering::Relaxed));
    let file = terminal.config.as_ref().map(|folder| folder.join("init"));
    if let Some(lines) = file.filter(|_| init).and_then(|file| std::fs::read_to_string(file).ok()) {
        for line in lines.lines() {
            answer(&mut session, line, terminal)?;
        }
    }
    writeln!(
        terminal.out,
        "Ask a question in Chinese or English, or type `help`; `tour` shows around. Ctrl-D leaves."
    )?;
    terminal.out.flush()?;
    let history = terminal.data.as_ref().map(|folder| folder.join("history.txt"));
    if let Some(folder) = &terminal.data {
        // Without the folder there is no history, and the session goes on.
        let _without = std::fs::create_dir_all(folder);
    }
    let pager = terminal.pager.clone().zip(terminal.rows);
    let pager = pager.map(|(command, rows)| crate::repl::Pager { command, rows });
    let (pager, out) = (pager.as_ref(), &mut terminal.out);
    Ok(crate::repl::run(session, history.as_deref(), pager, super::terminal::size, out)?)
}

#[cfg(not(feature = "repl"))]
fn at_a_prompt(mut session: Session, _: bool, terminal: &mut Terminal) -> Result<(), Error> {
    let input = std::mem::replace(&mut terminal.input, Box::new(std::io::empty()));
    all(input.lines(), &mut session, terminal)
}

/// What became of a line.
enum Done {
    /// It was carried out.
    Well,
    /// It could not be carried out, and why has been said.
    Failed,
    /// It asked to leave.
    Left,
}

/// Writes the reply to a line.
fn answer(session: &mut Session, line: &str, terminal: &mut Terminal) -> Result<Done, Error> {
    let start = Instant::now();
    let reply = session.reply(line);
    let done = match &reply {
        Ok(Reply::Leave) => Done::Left,
        Ok(_) => Done::Well,
        Err(_) => Done::Failed,
    };
    match reply {
        Ok(reply) => write!(terminal.out, "{}", reply.written(session.settings()))?,
        Err(error) => {
            terminal.out.flush()?;
            writeln!(terminal.err, "error: {error}")?;
            if let Some(hint) = error.hint() {
                writeln!(terminal.err, "hint: {hint}")?;
            }
        }
    }
    if session.timing() && !matches!(done, Done::Left) {
        writeln!(terminal.out, "({:.1} ms)", start.elapsed().as_secs_f64() * 1000.0)?;
    }
    terminal.out.flush()?;
    Ok(done)
}
