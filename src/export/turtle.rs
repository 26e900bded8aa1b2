//! A selection in, RDF in Turtle for triple stores out.
//!
//! A link is a triple, and beside it an `rdf:Statement` that holds how well it is supported. What
//! the texts deny is a statement only, never a triple.

use super::row::{Field, LINK_FIELDS, NODE_FIELDS, Type, link_row, node_row};
use super::selection::Selection;
use crate::graph::Basis;
use std::fmt::Write as _;

/// The file. Entities are `urn:tupu:` and their id.
pub fn turtle(selection: &Selection<'_>) -> String {
    let mut out = String::from(
        "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .\n\
         @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n\
         @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n\
         @prefix t: <urn:tupu:schema:> .\n\n",
    );
    for node in &selection.nodes {
        let _ = write!(
            out,
            "{} a t:{} ; rdfs:label {}",
            resource(node.id().as_str()),
            local(node.kind().name()),
            literal(node.name())
        );
        properties(&mut out, &NODE_FIELDS[3..], &node_row(*node)[3..]);
        out.push_str(" .\n");
    }
    for (number, link) in selection.links.iter().enumerate() {
        let (head, tail) =
            (resource(link.head().id().as_str()), resource(link.tail().id().as_str()));
        let relation = local(link.relation().name());
        if link.basis() != Basis::Negated {
            let _ = writeln!(out, "{head} t:{relation} {tail} .");
        }
        let _ = write!(
            out,
            "<urn:tupu:link:{number}> a rdf:Statement ; rdf:subject {head} ; \
             rdf:predicate t:{relation} ; rdf:object {tail}"
        );
        properties(&mut out, &LINK_FIELDS[1..], &link_row(link)[1..]);
        out.push_str(" .\n");
    }
    out
}

fn properties(out: &mut String, fields: &[(&str, Type)], row: &[Option<Field<'_>>]) {
    for ((name, _), field) in fields.iter().zip(row) {
        let value = match field {
            None => continue,
            Some(Field::Whole(number)) => number.to_string(),
            Some(Field::Decimal(number)) => format!("\"{number}\"^^xsd:double"),
            Some(Field::Texts(texts)) => {
                texts.iter().map(|text| literal(text)).collect::<Vec<_>>().join(", ")
            }
            Some(field) => literal(&field.joined("")),
        };
        let _ = write!(out, " ; t:{name} {value}");
    }
}

/// An IRI. Everything but unreserved ASCII and Han characters is percent-encoded.
fn resource(id: &str) -> String {
    let mut iri = String::from("<urn:tupu:");
    for c in id.chars() {
        if c.is_ascii_alphanumeric()
            || matches!(c, '-' | '.' | '_' | '~' | '/' | '\u{4e00}'..='\u{9fff}')
        {
            iri.push(c);
        } else {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                let _ = write!(iri, "%{byte:02X}");
            }
        }
    }
    iri.push('>');
    iri
}

/// The local part of a name of the schema.
fn local(name: &str) -> String {
    name.chars().map(|c| if c.is_alphanumeric() || c == '_' { c } else { '_' }).collect()
}

fn literal(text: &str) -> String {
    let mut literal = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => literal.push_str("\\\""),
            '\\' => literal.push_str("\\\\"),
            '\n' => literal.push_str("\\n"),
            '\r' => literal.push_str("\\r"),
            '\t' => literal.push_str("\\t"),
            c if c.is_control() => {
                let _ = write!(literal, "\\u{:04X}", c as u32);
            }
            c => literal.push(c),
        }
    }
    literal.push('"');
    literal
}
