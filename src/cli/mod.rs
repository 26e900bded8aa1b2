//! Arguments in, an exit code out. One file per subcommand.
//!
//! Each subcommand has the shape `XArgs` (its doc comments are its help) and
//! `run(args, options, terminal) -> Result<(), Error>`. Exit codes: 0 done, 1 failed, 2 wrong
//! usage; a reader that went away (broken pipe) is no failure.

mod add;
mod ask;
mod assemble;
mod build;
mod decide;
mod diff;
mod documents;
mod eval;
mod export;
mod extract;
mod figures;
mod forget;
mod merge;
mod query;
mod repl;
mod resolve;
mod session;
mod start;
mod stats;
mod terminal;
mod timeline;
mod train;
mod why;

pub use terminal::Terminal;

use crate::error::Error;
use crate::graph::{KnowledgeGraph, Node};
use crate::knowledge::Knowledge;
use clap::{Args, Parser, Subcommand};
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// Builds a knowledge graph from Chinese documents and answers questions about it.
#[derive(Parser)]
#[command(name = "tupu", version, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    options: Options,
}

/// What every subcommand takes.
#[derive(Args, Clone, Debug, Default)]
pub struct Options {
    /// Lay a folder of RON and TSV files over the built-in knowledge
    #[arg(long, global = true, value_name = "DIR")]
    pub knowledge: Option<PathBuf>,
    /// Work on this many threads instead of one per core
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub threads: Option<u16>,
}

#[derive(Subcommand)]
enum Command {
    Assemble(assemble::AssembleArgs),
    Build(build::BuildArgs),
    Add(add::AddArgs),
    Ask(ask::AskArgs),
    Decide(decide::DecideArgs),
    Diff(diff::DiffArgs),
    Export(export::ExportArgs),
    Eval(eval::EvalArgs),
    Extract(extract::ExtractArgs),
    Figures(figures::FiguresArgs),
    Forget(forget::ForgetArgs),
    Merge(merge::MergeArgs),
    Query(query::QueryArgs),
    Repl(repl::ReplArgs),
    Resolve(resolve::ResolveArgs),
    Session(session::SessionArgs),
    Stats(stats::StatsArgs),
    Timeline(timeline::TimelineArgs),
    Train(train::TrainArgs),
    Why(why::WhyArgs),
}

impl Command {
    fn run(&self, options: &Options, terminal: &mut Terminal) -> Result<(), Error> {
        match self {
            Self::Assemble(args) => assemble::run(args, options, terminal),
            Self::Build(args) => build::run(args, options, terminal),
            Self::Add(args) => add::run(args, options, terminal),
            Self::Decide(args) => decide::run(args, options, terminal),
            Self::Diff(args) => diff::run(args, options, terminal),
            Self::Ask(args) => ask::run(args, options, terminal),
            Self::Export(args) => export::run(args, options, terminal),
            Self::Eval(args) => eval::run(args, options, terminal),
            Self::Extract(args) => extract::run(args, options, terminal),
            Self::Figures(args) => figures::run(args, options, terminal),
            Self::Forget(args) => forget::run(args, options, terminal),
            Self::Merge(args) => merge::run(args, options, terminal),
            Self::Query(args) => query::run(args, options, terminal),
            Self::Repl(args) => repl::run(args, options, terminal),
            Self::Resolve(args) => resolve::run(args, options, terminal),
            Self::Session(args) => session::run(args, options, terminal),
            Self::Stats(args) => stats::run(args, options, terminal),
            Self::Timeline(args) => timeline::run(args, options, terminal),
            Self::Train(args) => train::run(args, options, terminal),
            Self::Why(args) => why::run(args, options, terminal),
        }
    }
}

/// What is known: what is built in, with the user's folder laid over it.
fn knowledge(options: &Options) -> Result<&'static Knowledge, Error> {
    match &options.knowledge {
        None => Ok(Knowledge::embedded()),
        // Kept to the end of the process, as what is built in is.
        Some(folder) => Ok(Box::leak(Box::new(Knowledge::load(Some(folder))?))),
    }
}

/// Runs the program on the process's arguments and standard streams.
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(usage) => {
            // A terminal that went away while help is printed is no failure.
            let _gone = usage.print();
            return ExitCode::from(u8::try_from(usage.exit_code()).unwrap_or(2));
        }
    };
    let mut terminal = Terminal::standard();
    let done = run(&cli, &mut terminal).and_then(|()| Ok(terminal.out.flush()?));
    let Err(error) = done else { return ExitCode::SUCCESS };
    report(&error, &mut terminal);
    ExitCode::from(error.exit_code())
}

fn run(cli: &Cli, terminal: &mut Terminal) -> Result<(), Error> {
    if let Some(threads) = cli.options.threads {
        // Fails only when the pool was built before, which nothing above does.
        let _built = rayon::ThreadPoolBuilder::new().num_threads(threads.into()).build_global();
    }
    match &cli.command {
        Some(command) => command.run(&cli.options, terminal),
        None => start::run(&cli.options, terminal),
    }
}

/// The entity that a name means; says so when it may also mean another.
fn entity<'g>(
    graph: &'g KnowledgeGraph,
    name: &str,
    terminal: &mut Terminal,
) -> Result<Node<'g>, Error> {
    let node = graph.find(name)?;
    let others: Vec<&str> =
        graph.named(name).into_iter().filter(|&n| n != node).map(|n| n.id().as_str()).collect();
    if !others.is_empty() {
        terminal.warn(&format_args!(
            "`{name}` is taken for {}, not {}",
            node.id(),
            others.join(", ")
        ))?;
    }
    Ok(node)
}

/// Says on standard error what failed and what can be done, after the results printed so far.
fn report(error: &Error, terminal: &mut Terminal) {
    if error.exit_code() == 0 {
        return;
    }
    // Nobody is left to tell when these fail too.
    let _gone = terminal.out.flush();
    let _gone = writeln!(terminal.err, "error: {error}");
    if let Some(hint) = error.hint() {
        let _gone = writeln!(terminal.err, "hint: {hint}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_consistent() {
        Cli::command().debug_assert();
    }
}
