//! `tupu resolve`: the entities of many documents in, which of them mean the same out.

use super::{Options, Terminal};
use crate::entity::{Entity, EntityId, across};
use crate::error::Error;
use crate::knowledge::Kind;
use serde::Deserialize;
use std::io::{BufRead, Write};

/// Say which entities of different documents are one
///
/// Reads JSON lines {"entity": …, "kind": …, "aliases": […]} from standard input, as the lines of
/// `tupu extract --summary` hold them, and prints {"entity": …, "head": …} for each that goes by
/// another id, by the rules of `tupu build`. The order of the lines and repetitions do not matter.
#[derive(clap::Args)]
pub(super) struct ResolveArgs {
    /// Only `-`, standard input
    #[arg(value_name = "-", value_parser = ["-"], default_value = "-")]
    input: String,
}

#[derive(Deserialize)]
struct Row {
    entity: String,
    kind: String,
    #[serde(default)]
    aliases: Vec<String>,
}

/// Runs the subcommand.
pub(super) fn run(_: &ResolveArgs, _: &Options, terminal: &mut Terminal) -> Result<(), Error> {
    let mut entities = Vec::new();
    let input = std::mem::replace(&mut terminal.input, Box::new(std::io::empty()));
    for (line, number) in input.lines().zip(1..) {
        let line = line?;
        if line.trim().is_empty() {
            continue;
        }
        let row: Row = serde_json::from_str(&line)
            .map_err(|error| Error::Row { line: number, problem: error.to_string() })?;
        let id = EntityId::from_text(&row.entity);
        let (kind, name) = (Kind::named(&row.kind), id.name().to_owned());
        entities.push(Entity { id, kind, name, aliases: row.aliases });
    }
    for (entity, head) in across(&entities) {
        let row = serde_json::json!({"entity": entity.as_str(), "head": head.as_str()});
        writeln!(terminal.out, "{row}")?;
    }
    Ok(())
}
