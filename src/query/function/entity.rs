//! Functions of nodes, relationships and paths.

use super::{Function, function, wrong};
use crate::graph::property::Value;
use crate::query::error::QueryError;
use crate::query::run::Context;

pub(super) const FUNCTIONS: &[Function] = &[
    function("id", 1, 1, |_, a| match &a[0] {
        Value::Null => Ok(Value::Null),
        Value::Node(node) => Ok(node.number().into()),
        Value::Rel(rel) => Ok(rel.number().into()),
        other => Err(wrong("id", other)),
    }),
    function("elementId", 1, 1, |_, a| match &a[0] {
        Value::Null => Ok(Value::Null),
        Value::Node(node) => Ok(node.number().to_string().into()),
        Value::Rel(rel) => Ok(rel.number().to_string().into()),
        other => Err(wrong("elementId", other)),
    }),
    function("type", 1, 1, |context, a| match &a[0] {
        Value::Null => Ok(Value::Null),
        Value::Rel(rel) => {
            let kind = context.graph.kind(*rel);
            Ok(kind.map(|kind| context.graph.type_name(kind).clone()).into())
        }
        other => Err(wrong("type", other)),
    }),
    function("labels", 1, 1, |context, a| match &a[0] {
        Value::Null => Ok(Value::Null),
        Value::Node(node) => {
            context.alive_node(*node)?;
            let labels = context.graph.labels(*node).iter();
            Ok(Value::list(labels.map(|label| context.graph.label_name(*label).clone().into())))
        }
        other => Err(wrong("labels", other)),
    }),
    function("keys", 1, 1, |context, a| match &a[0] {
        Value::Null => Ok(Value::Null),
        Value::Map(map) => Ok(Value::list(map.keys().cloned().map(Value::Text))),
        other => {
            let graph = context.graph;
            let keys = match other {
                Value::Node(node) => {
                    context.alive_node(*node)?;
                    graph.node_keys(*node)
                }
                Value::Rel(rel) => {
                    context.alive_rel(*rel)?;
                    graph.rel_keys(*rel)
                }
                other => return Err(wrong("keys", other)),
            };
            Ok(Value::list(keys.into_iter().map(|key| graph.key_name(key).clone().into())))
        }
    }),
    function("properties", 1, 1, |context, a| match &a[0] {
        Value::Null => Ok(Value::Null),
        value @ (Value::Node(_) | Value::Rel(_) | Value::Map(_)) => {
            Ok(Value::Map(context.properties(value)?.into()))
        }
        other => Err(wrong("properties", other)),
    }),
    function("startNode", 1, 1, |context, a| end("startNode", context, &a[0], true)),
    function("endNode", 1, 1, |context, a| end("endNode", context, &a[0], false)),
    function("nodes", 1, 1, |_, a| match &a[0] {
        Value::Null => Ok(Value::Null),
        Value::Path(path) => Ok(Value::list(path.nodes.iter().copied().map(Value::Node))),
        other => Err(wrong("nodes", other)),
    }),
    function("relationships", 1, 1, |_, a| match &a[0] {
        Value::Null => Ok(Value::Null),
        Value::Path(path) => Ok(Value::list(path.rels.iter().copied().map(Value::Rel))),
        other => Err(wrong("relationships", other)),
    }),
    function("length", 1, 1, |_, a| match &a[0] {
        Value::Null => Ok(Value::Null),
        Value::Path(path) => Ok(path.rels.len().into()),
        Value::List(items) => Ok(items.len().into()),
        Value::Text(text) => Ok(text.chars().count().into()),
        other => Err(wrong("length", other)),
    }),
];

fn end(name: &str, context: &Context<'_>, value: &Value, start: bool) -> Result<Value, QueryError> {
    match value {
        Value::Null => Ok(Value::Null),
        Value::Rel(rel) => {
            Ok(context.graph.ends(*rel).map(|(from, to)| if start { from } else { to }).into())
        }
        other => Err(wrong(name, other)),
    }
}
