//! A selection in, a Mermaid flowchart for Markdown pages out.

use super::palette::Palette;
use super::selection::Selection;
use crate::graph::Basis;
use crate::knowledge::{Kind, Schema};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// The picture: colour tells the kind, dotted lines what is planned, denied or only co-occurs.
pub fn mermaid(selection: &Selection<'_>, schema: &Schema) -> String {
    let palette = Palette::new(schema);
    let mut out = String::from("flowchart LR\n");
    let kinds: BTreeSet<Kind> = selection.nodes.iter().map(|node| node.kind()).collect();
    for kind in &kinds {
        let fill = palette.fill(*kind);
        let _ = writeln!(out, "  classDef {kind} fill:{fill},stroke:#666,color:#000");
    }
    for (number, node) in selection.nodes.iter().enumerate() {
        let _ = writeln!(out, "  n{number}[{}]:::{}", quoted(node.name()), node.kind());
    }
    for link in selection.drawn() {
        let (head, tail) = selection.ends(link);
        let label = quoted(&palette.link(link));
        let line = match link.basis() {
            Basis::Stated if link.is_symmetric() => format!("<-->|{label}|"),
            Basis::Stated | Basis::Known => format!("-->|{label}|"),
            Basis::Planned | Basis::Negated => format!("-.->|{label}|"),
            Basis::CoOccurs => "-.-".to_owned(),
        };
        let _ = writeln!(out, "  n{head} {line} n{tail}");
    }
    if selection.left_out > 0 {
        let _ = writeln!(out, "  more[\"+{} more\"]", selection.left_out);
    }
    out
}

/// A quoted label; what Mermaid would read as its own language becomes a character entity.
fn quoted(text: &str) -> String {
    let mut label = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '#' | '<' | '>' | '&' | '\\' | '`' | ';' | '|' | '{' | '}' | '[' | ']' => {
                let _ = write!(label, "#{};", c as u32);
            }
            c if c.is_control() => label.push(' '),
            c => label.push(c),
        }
    }
    label.push('"');
    label
}
