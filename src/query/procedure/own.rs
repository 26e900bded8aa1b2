//! Procedures of ours: what a graph holds, what is near a node, how two nodes hang together, and
//! the figures stated of one.

#![expect(clippy::unnecessary_wraps, reason = "the bodies of all procedures have one shape")]

use super::{Procedure, Procedures, Source};
use crate::graph::property::{Direction, NodeId, Path, PropertyGraph, RelId, Value};
use crate::query::error::QueryError;
use std::collections::BTreeMap;

/// Rows of a procedure.
type Rows = Result<Vec<Vec<Value>>, QueryError>;

/// The procedures there always are.
pub fn own_procedures() -> Procedures {
    let mut all = Procedures::default();
    let mut add = |name: &str, inputs: &[(&str, &str)], outputs: &[&str], body: super::Body| {
        all.add(Procedure {
            name: name.into(),
            inputs: inputs.iter().map(|(name, _)| (*name).into()).collect(),
            types: inputs.iter().map(|(_, kind)| (*kind).into()).collect(),
            outputs: outputs.iter().map(|name| (*name).into()).collect(),
            source: Source::Code(body),
        });
    };
    add("tupu.schema", &[], &["what", "name", "count"], schema);
    add("db.labels", &[], &["label"], |graph, _| {
        Ok(graph.label_counts().map(|(name, _)| vec![name.clone().into()]).collect())
    });
    add("db.relationshipTypes", &[], &["relationshipType"], |graph, _| {
        Ok(graph.type_counts().map(|(name, _)| vec![name.clone().into()]).collect())
    });
    add("db.propertyKeys", &[], &["propertyKey"], |graph, _| {
        Ok(graph.key_names().map(|name| vec![name.clone().into()]).collect())
    });
    let name = ("name", "STRING");
    let columns = ["relation", "direction", "neighbour", "link"];
    add("tupu.neighbours", &[name], &columns, neighbours);
    let ends = [("from", "STRING"), ("to", "STRING"), ("longest", "INTEGER")];
    add("tupu.paths", &ends, &["path", "length"], paths);
    let columns = ["measure", "value", "unit", "period", "modality", "document", "sentence"];
    add("tupu.figures", &[name], &columns, figures);
    all
}

fn schema(graph: &PropertyGraph, _: &[Value]) -> Rows {
    let row = |what: &str, name: Value, count: Value| vec![what.into(), name, count];
    let mut rows: Vec<_> = graph
        .label_counts()
        .map(|(name, count)| row("label", name.clone().into(), count.into()))
        .collect();
    rows.extend(
        graph
            .type_counts()
            .map(|(name, count)| row("relationship", name.clone().into(), count.into())),
    );
    rows.extend(graph.key_names().map(|name| row("property", name.clone().into(), Value::Null)));
    Ok(rows)
}

/// The nodes of a name or an id.
fn named(graph: &PropertyGraph, name: &Value) -> Vec<NodeId> {
    let mut found: Vec<NodeId> = ["name", "id"]
        .into_iter()
        .filter_map(|key| graph.find_key(key))
        .flat_map(|key| graph.nodes_with(key, name))
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

fn argument(arguments: &[Value], at: usize) -> &Value {
    arguments.get(at).unwrap_or(&Value::Null)
}

fn neighbours(graph: &PropertyGraph, arguments: &[Value]) -> Rows {
    let mut rows = Vec::new();
    for node in named(graph, argument(arguments, 0)) {
        for (way, word) in [(Direction::Out, "out"), (Direction::In, "in")] {
            let mut found: Vec<_> = graph.rels_at(node, way).collect();
            found.sort_unstable_by_key(|(rel, kind, other)| (*kind, *other, *rel));
            rows.extend(found.into_iter().map(|(rel, kind, other)| {
                let kind = graph.type_name(kind).clone().into();
                vec![kind, word.into(), other.into(), rel.into()]
            }));
        }
    }
    Ok(rows)
}

/// Most paths that are listed.
const MOST_PATHS: usize = 1_000;

/// Paths between two names, shorter ones first, no node twice.
fn paths(graph: &PropertyGraph, arguments: &[Value]) -> Rows {
    let longest = match argument(arguments, 2) {
        Value::Int(number) => usize::try_from(*number).unwrap_or(0).min(6),
        _ => 4,
    };
    let ends = named(graph, argument(arguments, 1));
    let mut open: Vec<(Vec<NodeId>, Vec<RelId>)> = named(graph, argument(arguments, 0))
        .into_iter()
        .map(|node| (vec![node], Vec::new()))
        .collect();
    let mut rows = Vec::new();
    for length in 1..=longest {
        let mut ahead = Vec::new();
        for (nodes, rels) in open {
            let Some(&last) = nodes.last() else { continue };
            let mut ways: BTreeMap<RelId, NodeId> = BTreeMap::new();
            ways.extend(graph.rels_at(last, Direction::Both).map(|(rel, _, other)| (rel, other)));
            for (rel, other) in ways {
                if nodes.contains(&other) {
                    continue;
                }
                let (mut nodes, mut rels) = (nodes.clone(), rels.clone());
                nodes.push(other);
                rels.push(rel);
                if ends.contains(&other) {
                    rows.push(vec![Path { nodes, rels }.into(), length.into()]);
                    if rows.len() >= MOST_PATHS {
                        return Ok(rows);
                    }
                } else if ahead.len() < MOST_PATHS * 100 {
                    ahead.push((nodes, rels));
                }
            }
        }
        open = ahead;
    }
    Ok(rows)
}

fn figures(graph: &PropertyGraph, arguments: &[Value]) -> Rows {
    let Some(kind) = graph.find_type("has_figure") else { return Ok(Vec::new()) };
    let keys = ["measure", "value", "unit", "period", "modality", "document", "sentence"];
    let mut rows = Vec::new();
    for node in named(graph, argument(arguments, 0)) {
        let mut found: Vec<NodeId> = graph
            .rels_at(node, Direction::Out)
            .filter(|(_, own, _)| *own == kind)
            .map(|(_, _, figure)| figure)
            .collect();
        found.sort_unstable();
        for figure in found {
            let value = |key: &&str| {
                let value = graph.node_property(figure, graph.find_key(key)?)?;
                Some(value.into_owned())
            };
            rows.push(keys.iter().map(|key| value(key).into()).collect());
        }
    }
    Ok(rows)
}
