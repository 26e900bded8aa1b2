//! Graphs and procedures as JSON in, the same to query out.

use super::encode::decoded;
use crate::graph::property::{NodeId, PropertyGraph, Value};
use crate::query::{Procedure, Source};
use serde_json::{Value as Json, json};

/// Adds the nodes and relationships of a request.
pub(super) fn loaded(graph: &mut PropertyGraph, request: &Json) -> Json {
    let done: Result<(), Missing> = graph.transaction(|graph| {
        let mut nodes = Vec::new();
        for node in request["nodes"].as_array().into_iter().flatten() {
            let labels: Vec<&str> =
                node["labels"].as_array().into_iter().flatten().filter_map(Json::as_str).collect();
            nodes.push(graph.add_node(&labels, &properties(&node["props"])));
        }
        for rel in request["rels"].as_array().into_iter().flatten() {
            let end = |name: &str| -> Option<NodeId> {
                nodes.get(usize::try_from(rel[name].as_u64()?).ok()?).copied()
            };
            let (Some(start), Some(last)) = (end("start"), end("end")) else {
                return Err(Missing);
            };
            let kind = rel["type"].as_str().unwrap_or_default();
            graph.add_rel(start, kind, last, &properties(&rel["props"]));
        }
        Ok(())
    });
    match done {
        Ok(()) => json!({"ok": true}),
        Err(Missing) => {
            super::fault("Unsupported", "a relationship names a node that is not there")
        }
    }
}

/// A relationship without its nodes.
struct Missing;

fn properties(props: &Json) -> Vec<(&str, Value)> {
    let entries = props.as_object().into_iter().flatten();
    entries.map(|(key, value)| (key.as_str(), decoded(value))).collect()
}

/// A procedure whose rows are in the request.
pub(super) fn procedure(request: &Json) -> Option<Procedure> {
    let texts = |list: &str, field: &str| -> Option<Vec<String>> {
        let texts = request[list].as_array()?.iter().map(|item| Some(item[field].as_str()?.into()));
        texts.collect()
    };
    let rows = request["rows"]
        .as_array()?
        .iter()
        .map(|row| Some(row.as_array()?.iter().map(decoded).collect::<Vec<Value>>()));
    Some(Procedure {
        name: request["name"].as_str()?.to_owned(),
        inputs: texts("inputs", "name")?,
        types: texts("inputs", "type")?,
        outputs: texts("outputs", "name")?,
        source: Source::Table(rows.collect::<Option<_>>()?),
    })
}
