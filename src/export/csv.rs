//! A selection in, tables of entities and links for graph databases out.
//!
//! RFC 4180 with every string quoted, quotes doubled, rows ended by LF, UTF-8 without a mark. Line
//! breaks in names and sentences become spaces: bulk loaders read a row per line.

use super::row::{Field, LINK_FIELDS, NODE_FIELDS, Type, link_row, node_row};
use super::selection::Selection;

/// `nodes.csv` and `relationships.csv` with the headers of `neo4j-admin database import full`.
pub fn neo4j(selection: &Selection<'_>) -> Vec<(String, Vec<u8>)> {
    let typed = |fields: &[(&str, Type)]| {
        fields
            .iter()
            .map(|(name, kind)| match kind {
                Type::Text => (*name).to_owned(),
                Type::Whole => format!("{name}:int"),
                Type::Decimal => format!("{name}:double"),
                Type::Texts => format!("{name}:string[]"),
            })
            .collect::<Vec<_>>()
    };
    let mut head = typed(&NODE_FIELDS);
    "id:ID".clone_into(&mut head[0]);
    head.push(":LABEL".to_owned());
    let mut nodes = head.join(",") + "\n";
    for node in &selection.nodes {
        let labels = quoted(&format!("Entity;{}", node.kind()));
        push_row(&mut nodes, &node_row(*node), &[], &[labels], ";");
    }
    let mut head = vec![":START_ID".to_owned(), ":END_ID".to_owned()];
    head.extend(typed(&LINK_FIELDS));
    head.push(":TYPE".to_owned());
    let mut relationships = head.join(",") + "\n";
    for link in &selection.links {
        let ends = [quoted(link.head().id().as_str()), quoted(link.tail().id().as_str())];
        let kind = quoted(link.relation().name());
        push_row(&mut relationships, &link_row(link), &ends, &[kind], ";");
    }
    files([("nodes.csv", nodes), ("relationships.csv", relationships)])
}

/// `entity.csv`, `link.csv` and `load.cypher`, which makes the tables in Kùzu and fills them.
pub fn kuzu(selection: &Selection<'_>) -> Vec<(String, Vec<u8>)> {
    let columns = |fields: &[(&str, Type)]| {
        let columns = fields.iter().map(|(name, kind)| match kind {
            Type::Text | Type::Texts => format!("{name} STRING"),
            Type::Whole => format!("{name} INT64"),
            Type::Decimal => format!("{name} DOUBLE"),
        });
        columns.collect::<Vec<_>>().join(", ")
    };
    let load = format!(
        "CREATE NODE TABLE Entity({}, PRIMARY KEY(id));\n\
         CREATE REL TABLE Link(FROM Entity TO Entity, {});\n\
         COPY Entity FROM 'entity.csv' (HEADER=true, PARALLEL=false);\n\
         COPY Link FROM 'link.csv' (HEADER=true, PARALLEL=false);\n",
        columns(&NODE_FIELDS),
        columns(&LINK_FIELDS),
    );
    let names = |fields: &[(&'static str, Type)]| {
        fields.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(",")
    };
    let mut entities = names(&NODE_FIELDS) + "\n";
    for node in &selection.nodes {
        push_row(&mut entities, &node_row(*node), &[], &[], "|");
    }
    let mut links = format!("head,tail,{}\n", names(&LINK_FIELDS));
    for link in &selection.links {
        let ends = [quoted(link.head().id().as_str()), quoted(link.tail().id().as_str())];
        push_row(&mut links, &link_row(link), &ends, &[], "|");
    }
    files([("entity.csv", entities), ("link.csv", links), ("load.cypher", load)])
}

fn files<const N: usize>(files: [(&str, String); N]) -> Vec<(String, Vec<u8>)> {
    files.into_iter().map(|(name, text)| (name.to_owned(), text.into_bytes())).collect()
}

pub(super) fn push_row(
    out: &mut String,
    row: &[Option<Field<'_>>],
    before: &[String],
    after: &[String],
    separator: &str,
) {
    let cells = row.iter().map(|field| match field {
        None => String::new(),
        Some(field @ (Field::Whole(_) | Field::Decimal(_))) => field.joined(""),
        // A separator within an item would split it: loaders know no escape for it.
        Some(Field::Texts(texts)) => {
            let items: Vec<String> =
                texts.iter().map(|text| text.replace(separator, "，")).collect();
            quoted(&items.join(separator))
        }
        Some(field) => quoted(&field.joined("")),
    });
    let cells: Vec<String> =
        before.iter().cloned().chain(cells).chain(after.iter().cloned()).collect();
    out.push_str(&cells.join(","));
    out.push('\n');
}

pub(super) fn quoted(text: &str) -> String {
    let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    format!("\"{}\"", line.replace('"', "\"\""))
}
