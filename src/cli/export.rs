//! `tupu export`: a saved graph in, a picture or a file for another program out.

use super::{Options, Terminal};
use crate::error::Error;
use crate::export::{self, Format, Scope, Selection, Written};
use crate::graph::{self, Filter};
use crate::knowledge::Knowledge;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Draw a graph or write it for another program
///
/// The whole graph, or what is near some entities; all links, or those of some relations or kinds.
#[derive(clap::Args)]
pub(super) struct ExportArgs {
    /// A saved graph
    #[arg(value_name = "GRAPH")]
    graph: PathBuf,
    /// What to write; taken from the name of the output when left out, else dot
    #[arg(short, long, value_name = "FORMAT", value_parser = formats())]
    format: Option<Format>,
    /// Where to write it instead of standard output; a folder for formats of several files
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Only what is near this entity; may be repeated
    #[arg(long, value_name = "NAME")]
    around: Vec<String>,
    /// How many links away from it
    #[arg(long, value_name = "N", default_value_t = 1)]
    depth: usize,
    /// Only entities of this kind; may be repeated
    #[arg(long, value_name = "KIND")]
    kind: Vec<String>,
    /// Only links of this relation; may be repeated
    #[arg(long, value_name = "RELATION")]
    relation: Vec<String>,
    /// Only links that the texts state as a fact
    #[arg(long)]
    stated: bool,
    /// Only links with at least so many independent sentences
    #[arg(long, value_name = "N", default_value_t = 0)]
    least: u32,
    /// At most so many links, the nearest and best supported first; .dot takes 150, .svg
    /// 2000 where Graphviz is installed, else 300
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
}

/// Runs the subcommand.
pub(super) fn run(
    args: &ExportArgs,
    options: &Options,
    terminal: &mut Terminal,
) -> Result<(), Error> {
    let format = args.format.or_else(|| {
        let name = args.output.as_ref()?.file_name()?.to_str()?;
        Format::of_name(name)
    });
    let format = format.unwrap_or(Format::Dot);
    let graph = graph::load(&args.graph)?;
    let knowledge = Knowledge::load(options.knowledge.as_deref())?;
    let mut scope = Scope {
        depth: args.depth,
        filter: filter(args, &knowledge)?,
        most: args.limit.or(format.usual_limit()),
        ..Scope::default()
    };
    for name in &args.around {
        scope.around.push(super::entity(&graph, name, terminal)?);
    }
    if format == Format::Svg {
        scope.most = args.limit;
        let picture = export::picture(&graph, &scope, knowledge.schema());
        warn_of_rest(&picture.selection, terminal)?;
        if let Some(undrawn) = picture.undrawn {
            terminal.warn(&undrawn)?;
        }
        return put(Written::Text(picture.svg), args.output.as_deref(), terminal);
    }
    let selection = Selection::new(&graph, &scope);
    warn_of_rest(&selection, terminal)?;
    put(format.write(&selection, knowledge.schema()), args.output.as_deref(), terminal)
}

/// Says how much was left out.
fn warn_of_rest(selection: &Selection<'_>, terminal: &mut Terminal) -> Result<(), Error> {
    if selection.left_out > 0 {
        let (taken, more) = (selection.links.len(), selection.left_out);
        terminal.warn(&format_args!(
            "{taken} links are written, {more} more are not; --limit takes more"
        ))?;
    }
    Ok(())
}

/// Writes a text to a file or standard output, several files into a folder that is made if need be.
fn put(written: Written, output: Option<&Path>, terminal: &mut Terminal) -> Result<(), Error> {
    match (written, output) {
        (Written::Text(text), Some(path)) => graph::write_file(path, text.as_bytes())?,
        (Written::Text(text), None) => terminal.out.write_all(text.as_bytes())?,
        (Written::Folder(files), output) => {
            let folder = output.unwrap_or(Path::new("."));
            if !folder.is_dir() {
                std::fs::create_dir(folder)
                    .map_err(|source| graph::Error::Write { path: folder.to_owned(), source })?;
            }
            for (name, text) in files {
                graph::write_file(&folder.join(name), &text)?;
            }
        }
    }
    Ok(())
}

fn formats() -> impl TypedValueParser<Value = Format> {
    PossibleValuesParser::new(Format::names()).try_map(|name| name.parse::<Format>())
}

fn filter(args: &ExportArgs, knowledge: &Knowledge) -> Result<Filter, Error> {
    let schema = knowledge.schema();
    let mut filter = if args.stated { Filter::stated() } else { Filter::default() };
    filter.least_sentences = args.least;
    for name in &args.kind {
        let kind = schema.kind(name).ok_or_else(|| graph::Error::Unlisted {
            what: "kind",
            name: name.clone(),
            known: schema.kinds.iter().map(|kind| kind.id.name()).collect(),
        })?;
        filter.kinds.insert(kind.id);
    }
    for name in &args.relation {
        let relation = schema.relation(name).ok_or_else(|| graph::Error::Unlisted {
            what: "relation",
            name: name.clone(),
            known: schema.relations.iter().map(|relation| relation.id.name()).collect(),
        })?;
        filter.relations.insert(relation.id);
    }
    Ok(filter)
}
