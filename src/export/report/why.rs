//! Two entities in, every sentence that links them out.

use super::{Style, arrow, support};
use crate::graph::{Direction, Evidence, Filter, KnowledgeGraph, Link, Node};
use std::fmt::Write as _;

/// Sentences shown of an entity.
const MOST_PASSAGES: usize = 20;

/// What links `a` and `b`: every link with its sentences, names and trigger marked, and for each
/// sentence its place, date and rule. Without a link, the best ways from one to the other.
pub fn why(graph: &KnowledgeGraph, a: Node<'_>, b: Node<'_>, style: Style) -> String {
    let links = graph.why(a, b);
    let mut page = String::new();
    for link in &links {
        add_link(&mut page, link, style);
    }
    if links.is_empty() {
        let _ = writeln!(page, "No sentence links {} and {}.", a.name(), b.name());
        page.push_str(&paths(graph, a, b, style));
    }
    for node in [a, b] {
        let count = node.figures().count();
        if count > 0 {
            let figures = super::counted(count, "figure");
            let _ = writeln!(page, "{}: {figures}, shown by `figures`.", node.name());
        }
    }
    page
}

fn add_link(page: &mut String, link: &Link<'_>, style: Style) {
    let _ = writeln!(page, "{}   {}", style.heading(&arrow(link)), support(link));
    for (number, evidence) in link.evidence().iter().enumerate() {
        let sentence = style.marked(&evidence.pieces());
        let _ = writeln!(page, "  {}. {sentence}", number + 1);
        let _ = writeln!(page, "     {}", source(evidence));
    }
    page.push('\n');
}

/// Document, place, date, rule and title of a sentence, and who printed it again.
fn source(evidence: &Evidence<'_>) -> String {
    let span = evidence.passage.span;
    let mut line = format!("{}:{}-{}", evidence.document.id, span.start, span.end);
    match (evidence.date, evidence.document.date) {
        (Some(date), _) => {
            let _ = write!(line, ", {date}");
        }
        (None, Some(date)) => {
            let _ = write!(line, ", document of {date}");
        }
        (None, None) => {}
    }
    if let Some(rule) = evidence.rule {
        let _ = write!(line, ", rule {rule}");
    }
    if let Some(detail) = evidence.detail {
        let _ = write!(line, ", {detail}");
    }
    if !evidence.reprints.is_empty() {
        let _ = write!(line, "; printed again in {}", evidence.reprints.join(", "));
    }
    line
}

/// The best ways from `a` to `b`, each step with its best sentence; where none leads there, how
/// little is known of the one with fewer links.
pub fn paths(graph: &KnowledgeGraph, a: Node<'_>, b: Node<'_>, style: Style) -> String {
    let mut page = String::new();
    let ways = graph.paths(a, b, &Filter::default(), 3);
    if ways.is_empty() {
        let known = |node: Node<'_>| node.links(Direction::Both, &Filter::default()).len();
        let fewer = if known(a) <= known(b) { a } else { b };
        let links = super::counted(known(fewer), "link");
        let _ = writeln!(page, "No way leads from one to the other: {} has {links}.", fewer.name());
        return page;
    }
    let _ = writeln!(page, "They are connected through others:\n");
    for path in ways {
        let ends = std::iter::once(path.start).chain(path.steps.iter().map(|step| step.to));
        let names: Vec<&str> = ends.map(Node::name).collect();
        let _ = writeln!(page, "{}", style.heading(&names.join(" … ")));
        for link in path.steps.iter().filter_map(|step| step.links.first()) {
            let _ = writeln!(page, "  {}   {}", arrow(link), support(link));
            if let Some(evidence) = link.evidence().first() {
                let _ = writeln!(page, "     {}", style.marked(&evidence.pieces()));
                let _ = writeln!(page, "     {}", source(evidence));
            }
        }
        page.push('\n');
    }
    page
}

/// The sentences that name an entity, once each.
pub fn passages(node: Node<'_>, style: Style) -> String {
    format!("{}\n{}", style.heading(node.name()), sentences(node, MOST_PASSAGES, style))
}

/// Up to `most` sentences that name an entity, and how many more there are.
pub fn sentences(node: Node<'_>, most: usize, style: Style) -> String {
    let mut page = String::new();
    let found: Vec<_> = node.passages().filter(|found| !found.passage.reprint).collect();
    for found in found.iter().take(most) {
        let _ = writeln!(page, "  {}", style.marked(&found.pieces()));
        let _ = writeln!(page, "     {}:{}", found.document.id, found.passage.span.start);
    }
    if found.len() > most {
        let _ = writeln!(page, "  … {} more", found.len() - most);
    }
    page
}
