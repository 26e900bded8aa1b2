//! `tupu train`: annotated lines in, a model file out.

use super::{Options, Terminal};
use crate::error::Error;
use crate::knowledge::{Kind, Knowledge};
use crate::mention::tagger::{self, Example, Gold, Lists, Plan, Tagger};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Train a tagger on annotated lines
///
/// Each line is an object {"text", "entities": [{"start", "end", "kind"}]}; offsets count code
/// points, and the end is exclusive. Kinds may have any names. The same data give the same file,
/// byte for byte.
#[derive(clap::Args)]
pub(super) struct TrainArgs {
    /// Files of annotated lines
    #[arg(required = true, value_name = "DATA")]
    data: Vec<PathBuf>,
    /// Where to write the model
    #[arg(short, long, value_name = "MODEL")]
    output: PathBuf,
    /// Measure the model on these lines, which should not be among DATA
    #[arg(long, value_name = "GOLD")]
    test: Vec<PathBuf>,
    /// Take one kind of DATA for another; with nothing after `=`, leave its names out
    #[arg(long, value_name = "KIND=KIND", value_parser = renamed)]
    map: Vec<(Kind, Option<Kind>)>,
    /// Leave out lines of this split
    #[arg(long, value_name = "SPLIT")]
    without: Option<String>,
    /// Words to look up: a tab-separated file with a header, the column of the words, and a column
    /// that sorts them into lists
    #[arg(long, value_name = "FILE:COLUMN[:COLUMN]")]
    list: Vec<String>,
    /// Do not look up the names of the built-in lexicon
    #[arg(long)]
    no_lexicon: bool,
    /// How often to go through the data
    #[arg(long, value_name = "N", default_value_t = Plan::default().rounds)]
    rounds: u32,
    /// Share of the features hidden while learning, from 0 to 0.95
    #[arg(long, value_name = "SHARE", default_value_t = Plan::default().hidden)]
    hidden: f32,
    /// Leave out features seen less often than this
    #[arg(long, value_name = "N", default_value_t = Plan::default().rarest)]
    rarest: u32,
    /// Leave out features whose weights stay below this share of the largest: a smaller file
    #[arg(long, value_name = "SHARE", default_value_t = Plan::default().smallest)]
    smallest: f32,
}

fn renamed(text: &str) -> Result<(Kind, Option<Kind>), String> {
    let (from, to) = text.split_once('=').ok_or("expected KIND=KIND")?;
    Ok((Kind::named(from), Some(to).filter(|to| !to.is_empty()).map(Kind::named)))
}

/// Runs the subcommand.
pub(super) fn run(
    args: &TrainArgs,
    options: &Options,
    terminal: &mut Terminal,
) -> Result<(), Error> {
    let knowledge = Knowledge::load(options.knowledge.as_deref())?;
    let mut gold = Vec::new();
    for path in &args.data {
        gold.extend(tagger::gold(path)?);
    }
    if let Some(without) = &args.without {
        gold.retain(|gold| gold.split.as_ref() != Some(without));
    }
    rename(&mut gold, &args.map);
    let examples: Vec<Example> = gold.iter().flat_map(Gold::examples).collect();
    let kept: usize = examples.iter().map(|example| example.names.len()).sum();
    let given: usize = gold.iter().map(|gold| gold.entities.len()).sum();
    writeln!(terminal.out, "{} sentences, {kept} of {given} names", examples.len())?;
    let mut lists = Lists::default();
    if !args.no_lexicon {
        lists.add_knowledge(&knowledge);
    }
    for list in &args.list {
        lists.add_table(list)?;
    }
    let plan = Plan {
        rounds: args.rounds.max(1),
        hidden: args.hidden,
        rarest: args.rarest,
        smallest: args.smallest,
        ..Plan::default()
    };
    let progress = terminal.progress;
    let tagger = tagger::learn(&examples, lists, &plan, |round| {
        if progress {
            // Whoever does not see it loses nothing.
            let _gone = write!(terminal.err, "\rround {round} of {}", plan.rounds);
        }
    })?;
    if progress {
        writeln!(terminal.err)?;
    }
    save(&tagger, &args.output)?;
    for path in &args.test {
        let mut gold = tagger::gold(path)?;
        rename(&mut gold, &args.map);
        figures(&tagger, &gold, path, terminal)?;
    }
    Ok(())
}

fn rename(gold: &mut [Gold], map: &[(Kind, Option<Kind>)]) {
    let map: BTreeMap<Kind, Option<Kind>> = map.iter().copied().collect();
    for gold in gold {
        gold.entities.retain_mut(|name| {
            let kind = map.get(&name.kind).copied().unwrap_or(Some(name.kind));
            name.kind = kind.unwrap_or(name.kind);
            kind.is_some()
        });
    }
}

fn save(tagger: &Tagger, path: &Path) -> Result<(), Error> {
    let mut bytes = Vec::new();
    tagger.write(&mut bytes)?;
    let wrong = |source| tagger::Error::File { path: path.to_owned(), source };
    Ok(std::fs::write(path, bytes).map_err(wrong)?)
}

fn figures(
    tagger: &Tagger,
    gold: &[Gold],
    path: &Path,
    terminal: &mut Terminal,
) -> Result<(), Error> {
    let counts = tagger::count(tagger, gold);
    writeln!(terminal.out, "{}", path.display())?;
    let all = ("all", tagger::total(&counts));
    for (kind, count) in counts.iter().map(|(kind, &count)| (kind.name(), count)).chain([all]) {
        let (precision, recall, f1) = (count.precision(), count.recall(), count.f1());
        writeln!(
            terminal.out,
            "{kind:<14} P {precision:.4}  R {recall:.4}  F1 {f1:.4}  ({} there)",
            count.there
        )?;
    }
    Ok(())
}
