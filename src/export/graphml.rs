//! A selection in, `GraphML` for networkx, igraph, yEd and Gephi out.
//!
//! Nodes are numbered `n0`, `n1`, …; the id of an entity is its `uid`, as some readers have an `id`
//! of their own.

use super::row::{Field, LINK_FIELDS, NODE_FIELDS, Type, link_row, node_row};
use super::selection::Selection;
use super::xml::escaped;
use std::fmt::Write as _;

/// The file.
pub fn graphml(selection: &Selection<'_>) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n",
    );
    for (what, letter, fields) in [("node", 'd', &NODE_FIELDS[..]), ("edge", 'e', &LINK_FIELDS[..])]
    {
        for (number, (name, kind)) in fields.iter().enumerate() {
            let name = if *name == "id" { "uid" } else { name };
            let kind = match kind {
                Type::Text | Type::Texts => "string",
                Type::Whole => "int",
                Type::Decimal => "double",
            };
            let _ = writeln!(
                out,
                "<key id=\"{letter}{number}\" for=\"{what}\" attr.name=\"{name}\" \
                 attr.type=\"{kind}\"/>"
            );
        }
    }
    out.push_str("<graph id=\"tupu\" edgedefault=\"directed\">\n");
    for (number, node) in selection.nodes.iter().enumerate() {
        let _ = write!(out, "<node id=\"n{number}\">");
        data(&mut out, 'd', &node_row(*node));
        out.push_str("</node>\n");
    }
    for (number, link) in selection.links.iter().enumerate() {
        let (head, tail) = selection.ends(link);
        let _ = write!(out, "<edge id=\"e{number}\" source=\"n{head}\" target=\"n{tail}\">");
        data(&mut out, 'e', &link_row(link));
        out.push_str("</edge>\n");
    }
    out.push_str("</graph>\n</graphml>\n");
    out
}

fn data(out: &mut String, letter: char, row: &[Option<Field<'_>>]) {
    for (number, field) in row.iter().enumerate() {
        if let Some(field) = field {
            let value = escaped(&field.joined("|"));
            let _ = write!(out, "<data key=\"{letter}{number}\">{value}</data>");
        }
    }
}
