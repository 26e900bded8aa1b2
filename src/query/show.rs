//! A value and its graph in, text for people out.

use crate::graph::property::{NodeId, PropertyGraph, RelId, Value};

/// A value as a cell of a table.
pub fn shown(graph: &PropertyGraph, value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(value) => value.to_string(),
        Value::Int(number) => number.to_string(),
        Value::Float(number) => number.to_string(),
        Value::Text(text) => text.to_string(),
        Value::Temporal(time) => time.to_string(),
        Value::List(items) => {
            let items: Vec<String> = items.iter().map(|item| shown(graph, item)).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Map(map) => {
            let entries: Vec<String> =
                map.iter().map(|(key, value)| format!("{key}: {}", shown(graph, value))).collect();
            format!("{{{}}}", entries.join(", "))
        }
        Value::Node(node) => node_shown(graph, *node),
        Value::Rel(rel) => rel_shown(graph, *rel),
        Value::Path(path) => {
            let mut text = String::new();
            for (at, node) in path.nodes.iter().enumerate() {
                text.push_str(&node_shown(graph, *node));
                let Some(rel) = path.rels.get(at) else { continue };
                let onward = graph.ends(*rel).is_some_and(|(start, _)| start == *node);
                let rel = rel_shown(graph, *rel);
                let (before, after) = if onward { ("-", "->") } else { ("<-", "-") };
                text.extend([before, &rel, after]);
            }
            text
        }
    }
}

fn node_shown(graph: &PropertyGraph, node: NodeId) -> String {
    let name = graph.find_key("name").and_then(|key| graph.node_property(node, key));
    let name = name.map_or_else(String::new, |name| shown(graph, &name));
    let labels: Vec<&str> = graph
        .labels(node)
        .iter()
        .map(|label| &**graph.label_name(*label))
        .filter(|label| *label != "Entity")
        .collect();
    format!("({name}:{})", labels.join(":"))
}

fn rel_shown(graph: &PropertyGraph, rel: RelId) -> String {
    graph.kind(rel).map_or_else(String::new, |kind| format!("[{}]", graph.type_name(kind)))
}
