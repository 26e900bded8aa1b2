//! `tupu ask`: a graph and a question in, the answer with its sentences out.

use super::{Options, Terminal};
use crate::error::Error;
use crate::knowledge::Knowledge;
use crate::question::{Answer, Ground, Quote, ask};
use std::io::Write;
use std::path::PathBuf;

/// Answer a question about a graph, in Chinese or English
#[derive(clap::Args)]
pub(super) struct AskArgs {
    /// The saved graph
    graph: PathBuf,
    /// The question
    question: String,
    /// Print one JSON object
    #[arg(long)]
    json: bool,
}

/// Runs the subcommand.
pub(super) fn run(args: &AskArgs, options: &Options, terminal: &mut Terminal) -> Result<(), Error> {
    let knowledge = Knowledge::load(options.knowledge.as_deref())?;
    let graph = crate::graph::load(&args.graph)?;
    let ground = Ground::new(&graph, &knowledge);
    let answer = ask(&ground, &graph, &knowledge, &args.question);
    if args.json {
        let line = serde_json::to_string(&answer).map_err(std::io::Error::from)?;
        writeln!(terminal.out, "{line}")?;
        return Ok(());
    }
    print(&answer, terminal)?;
    Ok(())
}

fn print(answer: &Answer, terminal: &mut Terminal) -> std::io::Result<()> {
    writeln!(terminal.out, "» {}", answer.reading)?;
    for (n, finding) in answer.answers.iter().enumerate() {
        let kind = finding.kind.map(|k| format!(" ({k})")).unwrap_or_default();
        writeln!(terminal.out, "{:>2}. {}{kind}  — {}", n + 1, finding.name, finding.why)?;
        for quote in finding.evidence.iter().take(1) {
            print_quote(quote, terminal)?;
        }
    }
    if answer.answers.is_empty() && !answer.passages.is_empty() {
        for quote in &answer.passages {
            print_quote(quote, terminal)?;
        }
    }
    if !answer.suggestions.is_empty() {
        writeln!(terminal.out, "? {}", answer.suggestions.join(", "))?;
    }
    Ok(())
}

fn print_quote(quote: &Quote, terminal: &mut Terminal) -> std::io::Result<()> {
    let sentence: String = quote.sentence.split_whitespace().collect();
    writeln!(terminal.out, "      “{sentence}” [{}:{}]", quote.document, quote.start)
}
