//! A graph in, its counts as lines out.

use super::Style;
use crate::graph::{Basis, KnowledgeGraph, Node};
use crate::knowledge::Relation;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// How many of the best-known entities are named.
const NAMED: usize = 10;

/// What a graph holds, by kind, relation and basis, and its best-known entities.
pub fn statistics(graph: &KnowledgeGraph, style: Style) -> String {
    let counts = graph.statistics();
    let mut page = String::new();
    let mut row = |label: &str, value: String| {
        let _ = writeln!(page, "{label:<22}{value:>10}");
    };
    row("documents", counts.documents.to_string());
    row("characters", counts.characters.to_string());
    if let Some((first, last)) = counts.dates {
        row("dates", format!("{first} to {last}"));
    }
    row("sentences", counts.passages.to_string());
    row("  independent", counts.independent.to_string());
    row("mentions", counts.mentions.to_string());
    row("facts", counts.facts.to_string());
    row("figures", counts.figures.to_string());
    row("entities", counts.entities.values().sum::<usize>().to_string());
    for (kind, count) in &counts.entities {
        row(&format!("  {kind}"), count.to_string());
    }
    let stated = counts.links.iter().filter(|((_, basis), _)| *basis != Basis::CoOccurs);
    row("links", stated.clone().map(|(_, count)| count).sum::<usize>().to_string());
    let mut relations: BTreeMap<Relation, Vec<(Basis, usize)>> = BTreeMap::new();
    for (&(relation, basis), &count) in stated {
        relations.entry(relation).or_default().push((basis, count));
    }
    for (relation, bases) in relations {
        let total: usize = bases.iter().map(|(_, count)| count).sum();
        let other = bases.iter().filter(|(basis, _)| *basis != Basis::Stated);
        let parts: Vec<String> =
            other.map(|(basis, count)| format!("{count} {}", basis.name())).collect();
        let note =
            if parts.is_empty() { String::new() } else { format!("   {}", parts.join(", ")) };
        row(&format!("  {relation}"), format!("{total:>10}{note}"));
    }
    let (pairs, linked) = counts.pairs;
    row("co-occurring pairs", format!("{linked:>10}   of {pairs} that share a sentence"));
    best_known(&mut page, graph, style);
    page
}

fn best_known(page: &mut String, graph: &KnowledgeGraph, style: Style) {
    let mut nodes: Vec<Node<'_>> = graph.nodes().filter(|node| node.mentions() > 0).collect();
    nodes.sort_by_key(|node| (Reverse(node.mentions()), *node));
    if nodes.is_empty() {
        return;
    }
    let _ = writeln!(page, "\n{}", style.heading("most often named"));
    for node in nodes.into_iter().take(NAMED) {
        let (name, kind) = (node.name(), node.kind());
        let documents = super::counted(node.documents() as usize, "document");
        let _ = writeln!(page, "{:>6}  {name} ({kind}), {documents}", node.mentions());
    }
}
