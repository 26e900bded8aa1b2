//! A selection in, GEXF for Gephi out.

use super::row::{Field, LINK_FIELDS, NODE_FIELDS, Type, link_row, node_row};
use super::selection::Selection;
use super::xml::escaped;
use std::fmt::Write as _;

/// The file, in the version that most readers know.
pub fn gexf(selection: &Selection<'_>) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <gexf xmlns=\"http://www.gexf.net/1.2draft\" version=\"1.2\">\n\
         <graph mode=\"static\" defaultedgetype=\"directed\">\n",
    );
    attributes(&mut out, "node", &NODE_FIELDS);
    attributes(&mut out, "edge", &LINK_FIELDS);
    out.push_str("<nodes>\n");
    for (number, node) in selection.nodes.iter().enumerate() {
        let label = escaped(node.name());
        let _ = write!(out, "<node id=\"n{number}\" label=\"{label}\">");
        values(&mut out, &node_row(*node));
        out.push_str("</node>\n");
    }
    out.push_str("</nodes>\n<edges>\n");
    for (number, link) in selection.links.iter().enumerate() {
        let (head, tail) = selection.ends(link);
        let label = escaped(link.relation().name());
        let weight = link.support().sentences.max(1);
        let _ = write!(
            out,
            "<edge id=\"{number}\" source=\"n{head}\" target=\"n{tail}\" label=\"{label}\" \
             weight=\"{weight}\">"
        );
        values(&mut out, &link_row(link));
        out.push_str("</edge>\n");
    }
    out.push_str("</edges>\n</graph>\n</gexf>\n");
    out
}

fn attributes(out: &mut String, class: &str, fields: &[(&str, Type)]) {
    let _ = writeln!(out, "<attributes class=\"{class}\">");
    for (number, (name, kind)) in fields.iter().enumerate() {
        let name = if *name == "id" { "uid" } else { name };
        let kind = match kind {
            Type::Text | Type::Texts => "string",
            Type::Whole => "integer",
            Type::Decimal => "double",
        };
        let _ = writeln!(out, "<attribute id=\"{number}\" title=\"{name}\" type=\"{kind}\"/>");
    }
    out.push_str("</attributes>\n");
}

fn values(out: &mut String, row: &[Option<Field<'_>>]) {
    out.push_str("<attvalues>");
    for (number, field) in row.iter().enumerate() {
        if let Some(field) = field {
            let value = escaped(&field.joined("|"));
            let _ = write!(out, "<attvalue for=\"{number}\" value=\"{value}\"/>");
        }
    }
    out.push_str("</attvalues>");
}
