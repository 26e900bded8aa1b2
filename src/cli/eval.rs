//! `tupu eval`: annotated documents in, precision, recall and F1 out.

use super::{Options, Terminal, knowledge};
use crate::error::Error;
use crate::extract::{Gold, Rates, Score, Table, extract_tagged, extract_with, gold};
use crate::mention::tagger::Tagger;
use rayon::prelude::*;
use std::io::Write;
use std::path::PathBuf;

/// Score extraction against annotated documents
///
/// Each line of the file is {"id", "text", "entities": [{"start", "end", "kind"}], "relations":
/// [{"head", "tail", "type"}], "optional": [{"start", "end"}], "figures": […]}; the last two may be
/// left out.
#[derive(clap::Args)]
pub(super) struct EvalArgs {
    /// The annotated documents
    #[arg(value_name = "GOLD.jsonl")]
    gold: PathBuf,
    /// Use this model, written by `tupu train`, instead of the built-in one
    #[arg(long, value_name = "MODEL")]
    model: Option<PathBuf>,
    /// Look for names with the tagger alone, without lexicons and grammars
    #[arg(long)]
    tagger_only: bool,
    /// Look for names by lexicons and grammars alone, as `tupu extract --fast` does
    #[arg(long, conflicts_with_all = ["tagger_only", "model"])]
    fast: bool,
    /// List this many misses of each class
    #[arg(long, value_name = "N", default_value_t = 0)]
    misses: usize,
    /// Give F1 for each document too
    #[arg(long)]
    by_document: bool,
}

/// Runs the subcommand.
pub(super) fn run(
    args: &EvalArgs,
    options: &Options,
    terminal: &mut Terminal,
) -> Result<(), Error> {
    let lines = std::fs::read_to_string(&args.gold)
        .map_err(|error| Error::File { path: args.gold.clone(), error })?;
    let gold: Vec<Gold> = gold(&lines)?;
    let documents: Vec<_> = gold.iter().map(|gold| gold.document.clone()).collect();
    let knowledge = knowledge(options)?;
    let own = args.model.as_deref().map(Tagger::load).transpose()?;
    let tagger = own.as_ref().unwrap_or_else(|| Tagger::shipped());
    let read = |document| match args.tagger_only {
        true => extract_tagged(document, knowledge, tagger),
        false => extract_with(document, knowledge, Some(tagger).filter(|_| !args.fast)),
    };
    let extractions: Vec<_> = documents.par_iter().map(read).collect();
    let mut score = Score::default();
    for (gold, extraction) in gold.iter().zip(&extractions) {
        score.add(gold, extraction);
        if args.by_document {
            let mut one = Score::default();
            one.add(gold, extraction);
            let (entities, relations) = (one.entities.all().f1(), one.relations.all().f1());
            let id = &gold.document.id;
            writeln!(terminal.out, "{id}: entities F1 {entities:.3}, relations F1 {relations:.3}")?;
        }
    }
    print(&score, args.misses, terminal)?;
    Ok(())
}

fn print(score: &Score, misses: usize, terminal: &mut Terminal) -> std::io::Result<()> {
    table("entities, exact span and kind", &score.entities, terminal)?;
    let (precision, recall, f1) = score.overlap();
    writeln!(
        terminal.out,
        "entities, overlapping span: P {precision:.3} R {recall:.3} F1 {f1:.3}"
    )?;
    table("entities, distinct names per document", &score.names, terminal)?;
    table("relations, (document, head, type, tail)", &score.relations, terminal)?;
    if score.figures.all().gold > 0 {
        table(
            "figures, (document, entity, value, unit, period), by unit",
            &score.figures,
            terminal,
        )?;
    }
    if !score.confusions.is_empty() {
        let mut confusions: Vec<_> = score.confusions.iter().collect();
        confusions.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
        let confusions =
            confusions.iter().take(8).map(|((gold, found), n)| format!("{gold}→{found} {n}"));
        let confusions: Vec<_> = confusions.collect();
        writeln!(terminal.out, "kind confusions: {}", confusions.join(", "))?;
    }
    for (class, what) in score.misses.iter().filter(|_| misses > 0) {
        let mut most: Vec<_> = what.iter().collect();
        most.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
        let most = most.iter().take(misses).map(|(name, count)| match count {
            1 => (*name).clone(),
            count => format!("{name}×{count}"),
        });
        let total: usize = what.values().sum();
        writeln!(terminal.out, "{class} ({total}): {}", most.collect::<Vec<_>>().join(" | "))?;
    }
    Ok(())
}

fn table(title: &str, table: &Table, terminal: &mut Terminal) -> std::io::Result<()> {
    writeln!(terminal.out, "{title}")?;
    for (name, rates) in table.rows() {
        row(name, rates, terminal)?;
    }
    row("ALL", table.all(), terminal)
}

fn row(name: &str, rates: Rates, terminal: &mut Terminal) -> std::io::Result<()> {
    let (precision, recall, f1) = (rates.precision(), rates.recall(), rates.f1());
    let Rates { right, predicted, gold } = rates;
    writeln!(
        terminal.out,
        "  {name:16} P {precision:.3}  R {recall:.3}  F1 {f1:.3}   tp {right} pred {predicted} gold {gold}"
    )
}
