//! A selection in, JSON for networkx, D3 and Cytoscape out.

use super::row::{Field, LINK_FIELDS, NODE_FIELDS, Type, link_row, node_row};
use super::selection::Selection;
use serde_json::{Map, Value, json};

/// Nodes and links as networkx (`node_link_graph(data, edges="links")`) and D3 read them.
pub fn node_link(selection: &Selection<'_>) -> String {
    let nodes: Vec<Value> =
        selection.nodes.iter().map(|node| object(&NODE_FIELDS, &node_row(*node)).into()).collect();
    let links: Vec<Value> = selection
        .links
        .iter()
        .enumerate()
        .map(|(number, link)| {
            let mut object = object(&LINK_FIELDS, &link_row(link));
            object.insert("source".into(), link.head().id().as_str().into());
            object.insert("target".into(), link.tail().id().as_str().into());
            object.insert("key".into(), number.into());
            object.into()
        })
        .collect();
    let graph = json!({
        "directed": true, "multigraph": true, "graph": {}, "nodes": nodes, "links": links
    });
    format!("{graph}\n")
}

/// Elements as Cytoscape and networkx (`cytoscape_graph`) read them.
pub fn cytoscape(selection: &Selection<'_>) -> String {
    let nodes: Vec<Value> = selection
        .nodes
        .iter()
        .map(|node| {
            let mut data = object(&NODE_FIELDS, &node_row(*node));
            data.insert("value".into(), node.id().as_str().into());
            json!({ "data": data })
        })
        .collect();
    let edges: Vec<Value> = selection
        .links
        .iter()
        .enumerate()
        .map(|(number, link)| {
            let mut data = object(&LINK_FIELDS, &link_row(link));
            data.insert("id".into(), format!("e{number}").into());
            data.insert("key".into(), number.into());
            data.insert("source".into(), link.head().id().as_str().into());
            data.insert("target".into(), link.tail().id().as_str().into());
            json!({ "data": data })
        })
        .collect();
    let graph = json!({
        "directed": true, "multigraph": true, "data": [],
        "elements": { "nodes": nodes, "edges": edges }
    });
    format!("{graph}\n")
}

/// The fields that are known, by name. `source` is where a link starts in these formats, so the
/// document of its sentence is called `document`.
fn object(fields: &[(&str, Type)], row: &[Option<Field<'_>>]) -> Map<String, Value> {
    let known = fields.iter().zip(row).filter_map(|((name, _), field)| {
        let name = if *name == "source" { "document" } else { name };
        Some((name.to_owned(), field.as_ref()?.json()))
    });
    known.collect()
}
