//! Values in, JSON out, and back.

use crate::graph::property::{Key, NodeId, PropertyGraph, RelId, Value};
use serde_json::{Map as Object, Value as Json, json};

/// A value as the protocol writes it.
pub fn encoded(graph: &PropertyGraph, value: &Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Bool(value) => (*value).into(),
        Value::Int(number) => (*number).into(),
        Value::Float(number) => float(*number),
        Value::Text(text) => (&**text).into(),
        Value::List(items) => items.iter().map(|item| encoded(graph, item)).collect(),
        Value::Map(map) => {
            Json::Object(map.iter().map(|(k, v)| (k.to_string(), encoded(graph, v))).collect())
        }
        Value::Node(node) => json!({"~node": node_of(graph, *node)}),
        Value::Rel(rel) => json!({"~rel": rel_of(graph, *rel)}),
        Value::Path(path) => {
            let mut items = Vec::new();
            for (at, node) in path.nodes.iter().enumerate() {
                items.push(json!({"~node": node_of(graph, *node)}));
                if let Some(rel) = path.rels.get(at) {
                    let mut fields = rel_of(graph, *rel);
                    let against = graph.ends(*rel).is_some_and(|(start, _)| start != *node);
                    if against {
                        fields.insert("dir".into(), "<".into());
                    } else {
                        fields.insert("dir".into(), ">".into());
                    }
                    items.push(json!({"~rel": fields}));
                }
            }
            json!({"~path": items})
        }
        Value::Temporal(value) => json!({"~temporal": value.to_string()}),
    }
}

fn float(number: f64) -> Json {
    if number.is_nan() {
        json!({"~float": "NaN"})
    } else if number.is_infinite() {
        json!({"~float": if number > 0.0 { "Inf" } else { "-Inf" }})
    } else {
        number.into()
    }
}

fn properties<'a>(
    graph: &PropertyGraph,
    keys: Vec<Key>,
    value: impl Fn(Key) -> Option<std::borrow::Cow<'a, Value>>,
) -> Object<String, Json> {
    keys.into_iter()
        .filter_map(|key| Some((graph.key_name(key).to_string(), encoded(graph, &*value(key)?))))
        .collect()
}

fn node_of(graph: &PropertyGraph, node: NodeId) -> Object<String, Json> {
    let labels: Vec<&str> =
        graph.labels(node).iter().map(|label| &**graph.label_name(*label)).collect();
    let props = properties(graph, graph.node_keys(node), |key| graph.node_property(node, key));
    Object::from_iter([
        ("id".to_owned(), node.number().into()),
        ("labels".to_owned(), labels.into()),
        ("props".to_owned(), props.into()),
    ])
}

fn rel_of(graph: &PropertyGraph, rel: RelId) -> Object<String, Json> {
    let kind = graph.kind(rel).map_or("", |kind| graph.type_name(kind));
    let props = properties(graph, graph.rel_keys(rel), |key| graph.rel_property(rel, key));
    let mut fields = Object::from_iter([
        ("id".to_owned(), rel.number().into()),
        ("type".to_owned(), kind.into()),
        ("props".to_owned(), props.into()),
    ]);
    if let Some((start, end)) = graph.ends(rel) {
        fields.insert("start".into(), start.number().into());
        fields.insert("end".into(), end.number().into());
    }
    fields
}

/// The whole graph.
pub(super) fn dumped(graph: &PropertyGraph) -> Json {
    let nodes: Vec<Json> = graph.nodes().map(|node| node_of(graph, node).into()).collect();
    let rels: Vec<Json> = graph.rels().map(|rel| rel_of(graph, rel).into()).collect();
    json!({"nodes": nodes, "rels": rels})
}

/// A value that the protocol wrote; nodes, relationships and paths cannot be sent.
pub fn decoded(json: &Json) -> Value {
    match json {
        Json::Null => Value::Null,
        Json::Bool(value) => Value::Bool(*value),
        Json::Number(number) => match number.as_i64() {
            Some(number) => Value::Int(number),
            None => number.as_f64().map_or(Value::Null, Value::Float),
        },
        Json::String(text) => Value::from(text.as_str()),
        Json::Array(items) => Value::list(items.iter().map(decoded)),
        Json::Object(fields) => match (fields.len(), fields.get("~float")) {
            (1, Some(Json::String(name))) => Value::Float(match name.as_str() {
                "Inf" => f64::INFINITY,
                "-Inf" => f64::NEG_INFINITY,
                _ => f64::NAN,
            }),
            _ => Value::map(fields.iter().map(|(k, v)| (k.as_str(), decoded(v)))),
        },
    }
}
