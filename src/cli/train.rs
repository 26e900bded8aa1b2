//! `tupu train`: annotated lines in, a model file out.

use super::{Options, Terminal};
use crate::corpus::Document;
use crate::error::Error;
use crate::extract::{Mark, gold};
use crate::knowledge::{Kind, Knowledge};
use crate::mention;
use crate::mention::tagger::{self, Advice, Brands, Example, Lists, Plan, Tagger};
use crate::text::{self, Span};
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
    /// Take one kind of DATA for another; with nothing after `=`, leave its names out
    #[arg(long, value_name = "KIND=KIND", value_parser = renamed)]
    map: Vec<(Kind, Option<Kind>)>,
    /// Leave out lines of this split
    #[arg(long, value_name = "SPLIT")]
    without: Option<String>,
    /// Also learn from the names that lexicons and grammars find in DATA beside the marked ones
    #[arg(long)]
    complete: bool,
    /// Also show it, character by character, what lexicons and grammars read in DATA
    #[arg(long)]
    advised: bool,
    /// Learn only these kinds
    #[arg(long, value_name = "KIND", value_delimiter = ',', value_parser = named)]
    kinds: Vec<Kind>,
    /// Also learn from each text about other firms: a line of letters that brands are made of, then
    /// trades that names of firms end with
    #[arg(long, value_name = "FILE")]
    brands: Option<PathBuf>,
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

fn named(text: &str) -> Result<Kind, std::convert::Infallible> {
    Ok(Kind::named(text))
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
    let examples = examples(args, &knowledge, terminal)?;
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
    Ok(())
}

fn examples(
    args: &TrainArgs,
    knowledge: &Knowledge,
    terminal: &mut Terminal,
) -> Result<Vec<Example>, Error> {
    let map: BTreeMap<Kind, Option<Kind>> = args.map.iter().copied().collect();
    let (mut examples, mut given) = (Vec::new(), 0);
    let mut brands = None;
    if let Some(path) = &args.brands {
        brands = Some(Brands::of(&read(path)?, knowledge));
    }
    for path in &args.data {
        for gold in gold(&read(path)?)? {
            if args.without.is_some() && gold.split == args.without {
                continue;
            }
            let name = |mark: &Mark| {
                let kind = Kind::named(&mark.kind);
                let kind = map.get(&kind).copied().unwrap_or(Some(kind))?;
                Some((Span { start: mark.start, end: mark.end }, kind))
            };
            let mut names: Vec<_> = gold.marks.iter().filter_map(name).collect();
            if args.complete {
                complete(&mut names, &gold.document, knowledge);
            }
            names.retain(|(_, kind)| args.kinds.is_empty() || args.kinds.contains(kind));
            let mut anew = Vec::new();
            if let Some(brands) = &mut brands {
                let others = ANEW.map(|parts| brands.put_anew(&gold.document, &names, parts));
                anew.extend(others.into_iter().flatten());
            }
            for document in std::iter::once(&gold.document).chain(&anew) {
                given += names.len();
                let mut of_document = tagger::examples(document, names.clone());
                if args.advised {
                    advise(&mut of_document, document, knowledge);
                }
                examples.extend(of_document);
            }
        }
    }
    let kept: usize = examples.iter().map(|example| example.names.len()).sum();
    writeln!(terminal.out, "{} sentences, {kept} of {given} names", examples.len())?;
    Ok(examples)
}

/// The texts about other firms that are made of one: whether their brands are letters and no places,
/// and whether they have other trades too.
const ANEW: [(bool, bool); 3] = [(false, false), (false, true), (true, true)];

fn read(path: &Path) -> Result<String, Error> {
    std::fs::read_to_string(path).map_err(|error| Error::File { path: path.to_owned(), error })
}

/// Adds to the sentences of a document what lexicons and grammars read in them.
fn advise(examples: &mut [Example], document: &Document, knowledge: &Knowledge) {
    for mention in mention::mentions(&text::sentences(document), knowledge, None) {
        examples[mention.sentence as usize].advice.push(Advice::from(&mention));
    }
}

/// Adds what lexicons and grammars find where nothing is marked, and takes their word for the kind
/// of what they find to the character.
fn complete(names: &mut Vec<(Span, Kind)>, document: &Document, knowledge: &Knowledge) {
    let sentences = text::sentences(document);
    let marked = names.len();
    for mention in mention::mentions(&sentences, knowledge, None) {
        let span = sentences[mention.sentence as usize].source(mention.span);
        let (given, _) = names.split_at_mut(marked);
        let mut free = true;
        for (other, kind) in given.iter_mut().filter(|(other, _)| other.overlaps(span)) {
            free = false;
            if *other == span {
                *kind = mention.kind;
            }
        }
        if free {
            names.push((span, mention.kind));
        }
    }
}

fn save(tagger: &Tagger, path: &Path) -> Result<(), Error> {
    let mut bytes = Vec::new();
    tagger.write(&mut bytes)?;
    let wrong = |source| tagger::Error::File { path: path.to_owned(), source };
    Ok(std::fs::write(path, bytes).map_err(wrong)?)
}
