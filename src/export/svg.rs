//! A selection in, a drawn picture out. The home of dugong, which places boxes in layers.
//!
//! All links between two entities in one direction are one line with their words on it, drawn as
//! the strongest of them is: solid when stated, dashed when planned, dotted when they only co-occur.

use super::palette::{FONTS, Palette};
use super::selection::Selection;
use super::xml::escaped;
use crate::graph::{Basis, Link};
use crate::knowledge::{Kind, Schema};
use dugong::graphlib::{Graph, GraphOptions};
use dugong::{EdgeLabel, GraphLabel, NodeLabel, Point, RankDir};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

const NODE_FONT: f64 = 13.0;
const EDGE_FONT: f64 = 10.0;
const MARGIN: f64 = 20.0;
const LEGEND: f64 = 30.0;

type Layout = Graph<NodeLabel, EdgeLabel, GraphLabel>;
/// Lines by the places of their ends.
type Lines<'s, 'g> = BTreeMap<(usize, usize), Vec<&'s Link<'g>>>;

/// The picture. A line below it says what was left out.
pub fn svg(selection: &Selection<'_>, schema: &Schema) -> String {
    let palette = Palette::new(schema);
    let lines = lines(selection);
    let layout = laid_out(selection, &lines, &palette);
    let (width, height) = size(&layout);
    let (full_width, full_height) =
        ((width + 2.0 * MARGIN).max(480.0), height + 2.0 * MARGIN + LEGEND);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {full_width:.0} {full_height:.0}\" \
         width=\"{full_width:.0}\" height=\"{full_height:.0}\" font-family=\"{FONTS}\">\n\
         <defs><marker id=\"arrow\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" markerWidth=\"8\" \
         markerHeight=\"8\" markerUnits=\"userSpaceOnUse\" orient=\"auto-start-reverse\">\
         <path d=\"M0 1 10 5 0 9z\" fill=\"#555\"/></marker></defs>\n\
         <rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n"
    );
    let _ = writeln!(out, "<g transform=\"translate({MARGIN} {MARGIN})\">");
    for (&ends, links) in &lines {
        if let Some(edge) = layout.edge(&ends.0.to_string(), &ends.1.to_string(), None) {
            line(&mut out, links, edge, &palette);
        }
    }
    for (number, node) in selection.nodes.iter().enumerate() {
        let Some(place) = layout.node(&number.to_string()) else { continue };
        let more =
            selection.more.get(&node.ordinal()).map(|more| format!(" +{more}")).unwrap_or_default();
        let title = format!("{} ({}), {} mentions", node.name(), node.kind(), node.mentions());
        entity(
            &mut out,
            place,
            &format!("{}{more}", node.name()),
            palette.fill(node.kind()),
            &title,
        );
    }
    out.push_str("</g>\n");
    let kinds: BTreeSet<Kind> = selection.nodes.iter().map(|node| node.kind()).collect();
    legend(&mut out, kinds, selection, &palette, full_height - LEGEND + 4.0);
    out.push_str("</svg>\n");
    out
}

fn lines<'s, 'g>(selection: &'s Selection<'g>) -> Lines<'s, 'g> {
    let mut lines = Lines::new();
    for link in selection.drawn() {
        let (head, tail) = selection.ends(link);
        lines.entry((head, tail)).or_default().push(link);
    }
    for links in lines.values_mut() {
        links.sort_by(|a, b| a.best_first(b));
    }
    lines
}

/// What stands on a line.
fn words(links: &[&Link<'_>], palette: &Palette<'_>) -> String {
    let stated = links.iter().filter(|link| link.basis() != Basis::CoOccurs);
    stated.map(|link| palette.link(link)).collect::<Vec<_>>().join("、")
}

fn laid_out(selection: &Selection<'_>, lines: &Lines<'_, '_>, palette: &Palette<'_>) -> Layout {
    let mut graph = Layout::new(GraphOptions { directed: true, ..GraphOptions::default() });
    graph.set_graph(GraphLabel {
        rankdir: RankDir::LR,
        nodesep: 14.0,
        ranksep: 46.0,
        edgesep: 8.0,
        ..GraphLabel::default()
    });
    for (number, node) in selection.nodes.iter().enumerate() {
        let extra = if selection.more.contains_key(&node.ordinal()) { 30.0 } else { 0.0 };
        let width = text_width(node.name(), NODE_FONT) + 18.0 + extra;
        graph.set_node(
            number.to_string(),
            NodeLabel { width, height: 26.0, ..NodeLabel::default() },
        );
    }
    for ((head, tail), links) in lines {
        let label = words(links, palette);
        let (width, height) =
            if label.is_empty() { (0.0, 0.0) } else { (text_width(&label, EDGE_FONT) + 6.0, 14.0) };
        // Never nothing: the middle of what weighs nothing is no number, and cannot be sorted.
        let weight = if links[0].basis() == Basis::CoOccurs { 0.05 } else { 1.0 };
        let label = EdgeLabel { width, height, weight, ..EdgeLabel::default() };
        graph.set_edge_with_label(head.to_string(), tail.to_string(), label);
    }
    if !selection.nodes.is_empty() {
        dugong::layout_dagreish(&mut graph);
    }
    graph
}

fn size(layout: &Layout) -> (f64, f64) {
    let mut size: (f64, f64) = (0.0, 0.0);
    for place in layout.nodes().filter_map(|id| layout.node(id)) {
        let (x, y) = (place.x.unwrap_or(0.0), place.y.unwrap_or(0.0));
        size = (size.0.max(x + place.width / 2.0), size.1.max(y + place.height / 2.0));
    }
    size
}

fn entity(out: &mut String, place: &NodeLabel, name: &str, fill: &str, title: &str) {
    let (x, y) = (place.x.unwrap_or(0.0), place.y.unwrap_or(0.0));
    let (left, top) = (x - place.width / 2.0, y - place.height / 2.0);
    let _ = writeln!(
        out,
        "<g class=\"entity\"><title>{}</title><rect x=\"{left:.1}\" y=\"{top:.1}\" \
         width=\"{:.1}\" height=\"{:.1}\" rx=\"6\" fill=\"{fill}\" stroke=\"#666\"/>\
         <text x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\" font-size=\"{NODE_FONT}\">{}</text></g>",
        escaped(title),
        place.width,
        place.height,
        y + 4.5,
        escaped(name),
    );
}

fn line(out: &mut String, links: &[&Link<'_>], edge: &EdgeLabel, palette: &Palette<'_>) {
    let best = links[0];
    let (colour, dashes, thin) = match best.basis() {
        Basis::Stated => ("#555", "", 1.0),
        Basis::Planned => ("#555", " stroke-dasharray=\"6 4\"", 1.0),
        Basis::Known => ("#aaa", "", 0.6),
        Basis::Negated => ("#c03030", " stroke-dasharray=\"6 4\"", 1.0),
        Basis::CoOccurs => ("#888", " stroke-dasharray=\"1.5 4\"", 1.0),
    };
    let width = thin + 0.5 * f64::from(best.support().sentences.max(1)).ln();
    let arrows = match (best.basis(), best.is_symmetric()) {
        (Basis::CoOccurs, _) => "",
        (_, true) => " marker-start=\"url(#arrow)\" marker-end=\"url(#arrow)\"",
        (_, false) => " marker-end=\"url(#arrow)\"",
    };
    let sentence = best.evidence().first().map(|evidence| evidence.passage.text.clone());
    let _ = writeln!(
        out,
        "<g class=\"link\"><title>{}</title><path d=\"{}\" fill=\"none\" stroke=\"{colour}\" \
         stroke-width=\"{width:.1}\"{dashes}{arrows}/></g>",
        escaped(&sentence.unwrap_or_default()),
        curve(&edge.points),
    );
    let label = words(links, palette);
    if let (Some(x), Some(y), false) = (edge.x, edge.y, label.is_empty()) {
        let _ = writeln!(
            out,
            "<text x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\" font-size=\"{EDGE_FONT}\" \
             fill=\"#333\" stroke=\"#fff\" stroke-width=\"3\" paint-order=\"stroke\">{}</text>",
            y + 3.5,
            escaped(&label),
        );
    }
}

/// A line through the points, its corners rounded.
fn curve(points: &[Point]) -> String {
    let mut path = String::new();
    let middle = |a: &Point, b: &Point| (a.x.midpoint(b.x), a.y.midpoint(b.y));
    for (number, point) in points.iter().enumerate() {
        let _ = match (number, points.get(number + 1)) {
            (0, _) => write!(path, "M{:.1} {:.1}", point.x, point.y),
            (_, None) => write!(path, "L{:.1} {:.1}", point.x, point.y),
            (_, Some(next)) => {
                let (x, y) = middle(point, next);
                write!(path, "Q{:.1} {:.1} {x:.1} {y:.1}", point.x, point.y)
            }
        };
    }
    path
}

fn legend(
    out: &mut String,
    kinds: BTreeSet<Kind>,
    selection: &Selection<'_>,
    palette: &Palette<'_>,
    top: f64,
) {
    let mut x = MARGIN;
    for kind in kinds {
        let word = palette.kind(kind);
        let _ = writeln!(
            out,
            "<rect x=\"{x:.0}\" y=\"{top:.0}\" width=\"12\" height=\"12\" rx=\"3\" fill=\"{}\" \
             stroke=\"#666\"/><text x=\"{:.0}\" y=\"{:.0}\" font-size=\"11\">{}</text>",
            palette.fill(kind),
            x + 16.0,
            top + 10.0,
            escaped(word),
        );
        x += 30.0 + text_width(word, 11.0);
    }
    let _ = writeln!(
        out,
        "<text x=\"{x:.0}\" y=\"{:.0}\" font-size=\"11\" fill=\"#666\">{}</text>",
        top + 10.0,
        super::dot::caption(selection),
    );
}

/// About how wide a text is: Chinese letters are as wide as they are high.
fn text_width(text: &str, font: f64) -> f64 {
    text.chars().map(|c| if c.is_ascii() { 0.58 } else { 1.0 }).sum::<f64>() * font
}
