//! A selection in, one self-contained page to explore it in a browser out. No network is needed.

use super::palette::Palette;
use super::selection::Selection;
use crate::graph::{Link, Node, Piece};
use crate::knowledge::{Kind, Relation, Schema};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Sentences of a link that the page holds; how many more there are is said.
const MOST_SENTENCES: usize = 8;

/// The page: pan, zoom, search, filter by kind and relation, cards of entities and sentences of
/// links, light and dark.
pub fn html(selection: &Selection<'_>, schema: &Schema) -> String {
    let palette = Palette::new(schema);
    let nodes: Vec<Value> = selection.nodes.iter().map(|node| node_value(*node)).collect();
    let links: Vec<Value> =
        selection.drawn().map(|link| link_value(link, selection, &palette)).collect();
    let kinds: BTreeSet<Kind> = selection.nodes.iter().map(|node| node.kind()).collect();
    let kinds: Vec<Value> = kinds
        .into_iter()
        .map(|kind| json!({ "id": kind.name(), "label": palette.kind(kind), "fill": palette.fill(kind) }))
        .collect();
    let relations: BTreeSet<Relation> =
        selection.links.iter().map(|link| link.relation()).collect();
    let relations: Vec<Value> = relations
        .into_iter()
        .map(|relation| json!({ "id": relation.name(), "label": palette.relation(relation) }))
        .collect();
    let data = json!({
        "nodes": nodes, "links": links, "kinds": kinds, "relations": relations,
        "leftOut": selection.left_out,
    });
    // `</script>` in a name must not end the data.
    let data = data.to_string().replace('<', "\\u003c").replace("\u{2028}", "\\u2028");
    include_str!("page.html")
        .replace("/* style */", include_str!("page.css"))
        .replace("/* layout */", include_str!("layout.js"))
        .replace("/* page */", include_str!("page.js"))
        .replace("/* data */null", &data)
}

fn node_value(node: Node<'_>) -> Value {
    let figures: Vec<Value> = node
        .figures()
        .map(|of| {
            let figure = of.figure;
            json!({
                "measure": figure.measure, "value": format!("{}{}", figure.value, figure.unit),
                "period": figure.period.map(|period| period.to_string()),
                "text": sentence(&of.pieces()), "document": of.document.id,
            })
        })
        .collect();
    json!({
        "id": node.id().as_str(), "name": node.name(), "kind": node.kind().name(),
        "aliases": node.aliases(), "mentions": node.mentions(), "documents": node.documents(),
        "figures": figures,
    })
}

fn link_value(link: &Link<'_>, selection: &Selection<'_>, palette: &Palette<'_>) -> Value {
    let (head, tail) = selection.ends(link);
    let evidence = link.evidence();
    let sentences: Vec<Value> = evidence
        .iter()
        .take(MOST_SENTENCES)
        .map(|evidence| {
            let date = evidence.date.or(evidence.document.date);
            json!({
                "text": sentence(&evidence.pieces()), "document": evidence.document.id,
                "date": date.map(|date| date.to_string()), "rule": evidence.rule,
                "reprints": evidence.reprints.len(),
            })
        })
        .collect();
    json!({
        "head": head, "tail": tail, "relation": link.relation().name(),
        "label": palette.link(link), "basis": link.basis().name(),
        "both": link.is_symmetric(), "support": super::report::support(link),
        "weight": link.support().sentences, "sentences": sentences,
        "more": evidence.len().saturating_sub(MOST_SENTENCES),
    })
}

/// Pieces of a sentence: 0 plain, 1 a name, 2 the words that state it.
fn sentence(pieces: &[(Piece, String)]) -> Value {
    let mark = |piece: &Piece| match piece {
        Piece::Plain => 0,
        Piece::Name => 1,
        Piece::Trigger => 2,
    };
    pieces.iter().map(|(piece, text)| json!([mark(piece), text])).collect()
}
