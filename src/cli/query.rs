//! `tupu query`: a graph and Cypher in, rows out.

use super::{Options, Terminal};
use crate::error::Error;
use crate::graph;
use crate::graph::property::{Map, PropertyGraph, Value};
use crate::knowledge::Knowledge;
use crate::query::{self, Prepared, QueryError, Table, Vocabulary};
use crate::question::Desk;
use crate::session::{self, Mode, Settings, protocol};
use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

/// Ask a saved graph in Cypher
///
/// Labels, relations and properties go by their Chinese names too: MATCH (c:企业)-[:位于]->(p) …
/// The graph is read and never changed.
#[derive(clap::Args)]
pub(super) struct QueryArgs {
    /// A saved graph
    #[arg(value_name = "GRAPH")]
    graph: PathBuf,
    /// The query
    #[arg(value_name = "CYPHER")]
    query: String,
    /// How rows are written
    #[arg(long, short, default_value = "table", value_name = "FORMAT")]
    format: Format,
    /// A value for $NAME: JSON, or else taken as a string
    #[arg(long, short, value_name = "NAME=VALUE")]
    param: Vec<String>,
    /// Leave the plan as the query is written
    #[arg(long)]
    plain: bool,
}

/// How rows are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// Aligned columns
    Table,
    /// One JSON array of objects
    Json,
    /// A JSON object a line
    Jsonl,
    /// Comma-separated values
    Csv,
    /// A Markdown table
    Markdown,
}

/// Runs the subcommand.
pub(super) fn run(
    args: &QueryArgs,
    options: &Options,
    terminal: &mut Terminal,
) -> Result<(), Error> {
    let graph = Arc::new(graph::load(&args.graph)?);
    let knowledge = Arc::new(Knowledge::load(options.knowledge.as_deref())?);
    let vocabulary = Vocabulary::of(&knowledge);
    let view = graph.view();
    let desk = Desk::new(graph, knowledge);
    let settings = query::Options { vocabulary, optimise: !args.plain, ..desk.options() };
    let params = parameters(&args.param);
    let found = answered(&view, &args.query, &params, &settings).map_err(|error| {
        let excerpt = error.excerpt(&args.query);
        Error::Query(session::Error::Cypher { error: Box::new(error), excerpt })
    })?;
    for note in &found.notes {
        terminal.warn(note)?;
    }
    match args.format {
        Format::Json | Format::Jsonl => as_json(args.format, &view, &found, terminal),
        _ => {
            let mut table = session::Table::new(found.columns);
            for row in &found.rows {
                table.push(row.iter().map(|value| query::shown(&view, value)).collect());
            }
            let mode = match args.format {
                Format::Csv => Mode::Csv,
                Format::Markdown => Mode::Markdown,
                _ => Mode::Table,
            };
            let width = terminal.width;
            let decorated = terminal.interactive;
            let settings = Settings { mode, width, decorated, ..Settings::plain() };
            write!(terminal.out, "{}", table.written(settings))?;
            Ok(())
        }
    }
}

fn answered(
    view: &PropertyGraph,
    text: &str,
    params: &Map,
    options: &query::Options,
) -> Result<Table, QueryError> {
    let tree = query::parse(text, &options.procedures)?;
    Prepared::new(view, &tree, params, options)?.read(view, params, options)
}

fn parameters(given: &[String]) -> Map {
    given
        .iter()
        .map(|given| {
            let (name, value) = given.split_once('=').unwrap_or((given, ""));
            let value = serde_json::from_str(value)
                .map_or_else(|_| Value::from(value), |json| protocol::decoded(&json));
            (name.into(), value)
        })
        .collect()
}

fn as_json(
    format: Format,
    view: &PropertyGraph,
    found: &Table,
    terminal: &mut Terminal,
) -> Result<(), Error> {
    let (open, between, close) =
        if format == Format::Json { ("[", ",\n", "]\n") } else { ("", "\n", "\n") };
    write!(terminal.out, "{open}")?;
    for (at, row) in found.rows.iter().enumerate() {
        let object: serde_json::Map<String, serde_json::Value> = found
            .columns
            .iter()
            .cloned()
            .zip(row.iter().map(|value| protocol::encoded(view, value)))
            .collect();
        let before = if at > 0 { between } else { "" };
        write!(terminal.out, "{before}{}", serde_json::Value::Object(object))?;
    }
    if format == Format::Json || !found.rows.is_empty() {
        write!(terminal.out, "{close}")?;
    }
    Ok(())
}
