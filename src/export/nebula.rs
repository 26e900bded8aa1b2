//! A selection in, tables of entities and links, a schema and a plan to load them for `NebulaGraph`
//! out.
//!
//! The columns are named in the header as its Importer reads them. Edges are told apart by their
//! ends, type and rank, so the rank says what a link rests on. There are no empty numbers.

use super::csv::{push_row, quoted};
use super::row::{Field, LINK_FIELDS, NODE_FIELDS, Type, link_row, node_row};
use super::selection::Selection;
use crate::graph::Link;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Fields of a link that are columns: the relation is the type of the edge.
const PROPERTIES: &[(&str, Type)] = LINK_FIELDS.split_at(1).1;

/// `entity.csv`, one `edge_….csv` for each relation, `schema.ngql` and `importer.yaml`.
pub fn nebula(selection: &Selection<'_>) -> Vec<(String, Vec<u8>)> {
    let mut relations: BTreeMap<&str, Vec<Link<'_>>> = BTreeMap::new();
    for link in &selection.links {
        relations.entry(link.relation().name()).or_default().push(*link);
    }
    let mut files = vec![("entity.csv".to_owned(), entities(selection).into_bytes())];
    for (relation, links) in &relations {
        files.push((format!("edge_{relation}.csv"), edges(relation, links).into_bytes()));
    }
    let names: Vec<&str> = relations.keys().copied().collect();
    files.push(("schema.ngql".to_owned(), schema(selection, &names).into_bytes()));
    files.push(("importer.yaml".to_owned(), importer(&names).into_bytes()));
    files
}

fn entities(selection: &Selection<'_>) -> String {
    let mut table = format!(":VID(string),{}\n", header("Entity", &NODE_FIELDS));
    for node in &selection.nodes {
        let row = node_row(*node).into_iter().zip(&NODE_FIELDS);
        let row: Vec<_> = row.map(|(field, (_, of))| given(field, *of)).collect();
        push_row(&mut table, &row, &[quoted(node.id().as_str())], &[], "|");
    }
    table
}

fn edges(relation: &str, links: &[Link<'_>]) -> String {
    let columns = header(relation, PROPERTIES);
    let mut table = format!(":SRC_VID(string),:DST_VID(string),:RANK,{columns}\n");
    for link in links {
        let row = link_row(link).into_iter().skip(1).zip(PROPERTIES);
        let row: Vec<_> = row.map(|(field, (_, of))| given(field, *of)).collect();
        let [head, tail] = [link.head(), link.tail()].map(|end| quoted(end.id().as_str()));
        push_row(&mut table, &row, &[head, tail, (link.basis() as u8).to_string()], &[], "|");
    }
    table
}

/// The value of a field, or the nothing of its type.
fn given(field: Option<Field<'_>>, of: Type) -> Option<Field<'_>> {
    field.or(Some(match of {
        Type::Text | Type::Texts => Field::Text(""),
        Type::Whole => Field::Whole(0),
        Type::Decimal => Field::Decimal(0.0),
    }))
}

fn header(of: &str, fields: &[(&str, Type)]) -> String {
    let columns = fields.iter().map(|(name, kind)| format!("{of}.{name}:{}", type_of(*kind)));
    columns.collect::<Vec<_>>().join(",")
}

fn type_of(kind: Type) -> &'static str {
    match kind {
        Type::Text | Type::Texts => "string",
        Type::Whole => "int",
        Type::Decimal => "double",
    }
}

fn schema(selection: &Selection<'_>, relations: &[&str]) -> String {
    let columns = |fields: &[(&str, Type)]| {
        let columns = fields.iter().map(|(name, kind)| format!("`{name}` {}", type_of(*kind)));
        columns.collect::<Vec<_>>().join(", ")
    };
    let longest = selection.nodes.iter().map(|node| node.id().as_str().len()).max();
    // Ids have a fixed length in bytes; room is left for those to come.
    let length = longest.unwrap_or(0).max(128).next_multiple_of(64);
    let mut schema = format!(
        "CREATE SPACE IF NOT EXISTS tupu(partition_num=10, replica_factor=1, \
         vid_type=FIXED_STRING({length}));\n:sleep 20;\nUSE tupu;\n\
         CREATE TAG IF NOT EXISTS `Entity`({});\n",
        columns(&NODE_FIELDS),
    );
    for relation in relations {
        let columns = columns(PROPERTIES);
        let _ = writeln!(schema, "CREATE EDGE IF NOT EXISTS `{relation}`({columns});");
    }
    schema
}

fn importer(relations: &[&str]) -> String {
    let mut plan = "version: v2\ndescription: a graph that tupu wrote\nremoveTempFiles: false\n\
                    clientSettings:\n  retry: 3\n  concurrency: 4\n  channelBufferSize: 128\n  \
                    space: tupu\n  connection:\n    user: root\n    password: nebula\n    \
                    address: 127.0.0.1:9669\nlogPath: ./importer.log\nfiles:\n"
        .to_owned();
    let edges = relations.iter().map(|relation| (format!("edge_{relation}.csv"), "edge"));
    for (file, kind) in std::iter::once(("entity.csv".to_owned(), "vertex")).chain(edges) {
        let _ = write!(
            plan,
            "  - path: ./{file}\n    failDataPath: ./failed/{file}\n    batchSize: 256\n    \
             inOrder: true\n    type: csv\n    csv:\n      withHeader: true\n      \
             withLabel: false\n      delimiter: \",\"\n    schema:\n      type: {kind}\n"
        );
    }
    plan
}
