//! `tupu ask`: a graph and a question in, the answer with its sentences out.

use super::{Options, Terminal};
use crate::error::Error;
use crate::knowledge::Knowledge;
use crate::question::{Answer, Desk, Finding, Question, Quote};
use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

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
    /// Say what each word was taken for, and the query the question became
    #[arg(long)]
    explain: bool,
    /// Answer another reading of the question, by its number
    #[arg(long, value_name = "N", default_value_t = 1)]
    reading: usize,
}

/// Runs the subcommand.
pub(super) fn run(args: &AskArgs, options: &Options, terminal: &mut Terminal) -> Result<(), Error> {
    let knowledge = Arc::new(Knowledge::load(options.knowledge.as_deref())?);
    let desk = Desk::new(Arc::new(crate::graph::load(&args.graph)?), knowledge);
    let view = desk.view_and_ground();
    let reading = args.reading.saturating_sub(1);
    let question = Question { text: &args.question, after: None, reading };
    let (answer, _) = desk.ask(&view, &desk.options(), &question);
    if args.json {
        let line = serde_json::to_string(&answer).map_err(std::io::Error::from)?;
        writeln!(terminal.out, "{line}")?;
        return Ok(());
    }
    if args.explain {
        for word in &answer.words {
            writeln!(terminal.out, "  {}  {}", word.text, word.taken)?;
        }
        writeln!(terminal.out, "  {}", answer.cypher)?;
    }
    print(&answer, terminal)?;
    Ok(())
}

fn print(answer: &Answer, terminal: &mut Terminal) -> std::io::Result<()> {
    writeln!(terminal.out, "» {}", answer.reading)?;
    for (n, finding) in answer.answers.iter().enumerate() {
        if n > 0 && finding.beside && !answer.answers[n - 1].beside {
            writeln!(terminal.out, "    named near by, not stated:")?;
        }
        print_finding(&format!("{:>2}.", n + 1), finding, terminal)?;
    }
    for finding in &answer.near {
        print_finding(" ~", finding, terminal)?;
    }
    if answer.answers.is_empty() && answer.near.is_empty() {
        for quote in &answer.passages {
            print_quote(quote, terminal)?;
        }
    }
    if let Some(doubt) = &answer.unsure {
        writeln!(terminal.out, "! {doubt}")?;
    }
    for (n, reading) in answer.readings.iter().enumerate().filter(|(_, r)| **r != answer.reading) {
        writeln!(terminal.out, "  --reading {}: {reading}", n + 1)?;
    }
    if !answer.suggestions.is_empty() {
        writeln!(terminal.out, "? {}", answer.suggestions.join(", "))?;
    }
    Ok(())
}

fn print_finding(mark: &str, finding: &Finding, terminal: &mut Terminal) -> std::io::Result<()> {
    let kind = finding.kind.map(|k| format!(" ({k})")).unwrap_or_default();
    writeln!(terminal.out, "{mark} {}{kind}  — {}", finding.name, finding.why)?;
    finding.evidence.iter().take(1).try_for_each(|quote| print_quote(quote, terminal))
}

fn print_quote(quote: &Quote, terminal: &mut Terminal) -> std::io::Result<()> {
    let sentence: String = quote.sentence.split_whitespace().collect();
    writeln!(terminal.out, "      “{sentence}” [{}:{}]", quote.document, quote.start)
}
