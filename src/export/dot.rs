//! A selection in, a picture in the DOT language of Graphviz out.
//!
//! Colour tells the kind. Stated links are solid with their relation, planned ones dashed, what the
//! lexicon knows thin and grey, what texts deny red, and co-occurrence dotted without an arrow.

use super::palette::{FONTS, Palette};
use super::selection::Selection;
use crate::graph::{Basis, Link, Node};
use crate::knowledge::{Kind, Schema};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The picture. With `clusters`, entities of one kind stand in a box.
pub fn dot(selection: &Selection<'_>, schema: &Schema, clusters: bool) -> String {
    let palette = Palette::new(schema);
    let mut out = String::from("digraph tupu {\n");
    let _ = writeln!(
        out,
        "  graph [charset=\"UTF-8\", fontname=\"{FONTS}\", rankdir=LR, overlap=prism, \
         splines=true, outputorder=edgesfirst, labelloc=b, label={}];",
        quoted(&caption(selection))
    );
    let _ = writeln!(
        out,
        "  node [shape=box, style=\"rounded,filled\", color=\"#666666\", fontname=\"{FONTS}\"];"
    );
    let _ = writeln!(out, "  edge [fontname=\"{FONTS}\", fontsize=10, color=\"#444444\"];");
    let mut kinds: BTreeMap<Kind, Vec<Node<'_>>> = BTreeMap::new();
    for &node in &selection.nodes {
        kinds.entry(node.kind()).or_default().push(node);
    }
    for (kind, nodes) in &kinds {
        let fill = palette.fill(*kind);
        if clusters {
            let _ = writeln!(out, "  subgraph {} {{", quoted(&format!("cluster_{kind}")));
            let _ = writeln!(out, "  label={}; color=\"{fill}\";", quoted(palette.kind(*kind)));
        }
        for node in nodes {
            add_node(
                &mut out,
                *node,
                fill,
                selection.more.get(&node.ordinal()).copied().unwrap_or(0),
            );
        }
        if clusters {
            out.push_str("  }\n");
        }
    }
    for link in selection.drawn() {
        add_link(&mut out, link, &palette);
    }
    if !clusters {
        add_legend(&mut out, kinds.keys().copied(), &palette);
    }
    add_rest(&mut out, selection);
    out.push_str("}\n");
    out
}

/// How much a picture shows and what it leaves out.
pub(super) fn caption(selection: &Selection<'_>) -> String {
    let (nodes, links) = (selection.nodes.len(), selection.links.len());
    let left_out = match selection.left_out {
        0 => String::new(),
        more => format!(", +{more} more links not drawn"),
    };
    format!("{nodes} entities, {links} links{left_out}")
}

fn add_node(out: &mut String, node: Node<'_>, fill: &str, more: usize) {
    let mut label = node.name().to_owned();
    if more > 0 {
        let _ = write!(label, "\n+{more} more");
    }
    let size = 11 + node.mentions().checked_ilog2().unwrap_or(0);
    let _ = writeln!(
        out,
        "  {} [label={}, fillcolor=\"{fill}\", fontsize={size}, tooltip={}];",
        quoted(node.id().as_str()),
        quoted(&label),
        quoted(&format!("{} ({}), {} mentions", node.name(), node.kind(), node.mentions())),
    );
}

fn add_link(out: &mut String, link: &Link<'_>, palette: &Palette<'_>) {
    let (head, tail) = (quoted(link.head().id().as_str()), quoted(link.tail().id().as_str()));
    let label = quoted(&palette.link(link));
    let width = 1.0 + f64::from(link.support().sentences.max(1)).ln();
    let look = match link.basis() {
        Basis::Stated => format!("label={label}, style=solid, penwidth={width:.1}"),
        Basis::Planned => format!("label={label}, style=dashed, penwidth={width:.1}"),
        Basis::Known => format!("label={label}, style=solid, penwidth=0.6, color=\"#aaaaaa\""),
        Basis::Negated => format!("label={label}, style=dashed, color=\"#c03030\""),
        Basis::CoOccurs => format!(
            "style=dotted, dir=none, constraint=false, color=\"#888888\", penwidth={width:.1}"
        ),
    };
    let both =
        if link.is_symmetric() && link.basis() != Basis::CoOccurs { ", dir=both" } else { "" };
    let tooltip = link.evidence().first().map(|evidence| evidence.passage.text.clone());
    let tooltip = quoted(&tooltip.unwrap_or_default());
    let _ = writeln!(out, "  {head} -> {tail} [{look}{both}, tooltip={tooltip}];");
}

fn add_legend(out: &mut String, kinds: impl Iterator<Item = Kind>, palette: &Palette<'_>) {
    out.push_str("  subgraph \"cluster_legend\" {\n  label=\"\"; style=invis;\n");
    for kind in kinds {
        let _ = writeln!(
            out,
            "  {} [label={}, fillcolor=\"{}\", fontsize=9, height=0.2];",
            quoted(&format!("legend/{kind}")),
            quoted(palette.kind(kind)),
            palette.fill(kind),
        );
    }
    out.push_str("  }\n");
}

fn add_rest(out: &mut String, selection: &Selection<'_>) {
    if selection.left_out > 0 {
        let label = quoted(&format!("+{} more", selection.left_out));
        let _ = writeln!(out, "  \"more\" [label={label}, shape=note, fillcolor=\"#ffffff\"];");
    }
}

/// A quoted string of the DOT language. Control characters are left out, line ends stay line ends;
/// `&` is written as an entity because Graphviz reads entities.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '&' => quoted.push_str("&amp;"),
            '\n' => quoted.push_str("\\n"),
            c if c.is_control() || is_direction_mark(c) => {}
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// Marks that would turn the text after a label around.
fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
