//! A selection in, a report in Markdown with every source out.

use super::palette::Palette;
use super::selection::Selection;
use crate::graph::{Basis, Evidence, Link, Node};
use crate::knowledge::Schema;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// A section for each entity, the most often named first: other names, figures, links by relation
/// with their sentences; at the end the documents.
pub fn markdown(selection: &Selection<'_>, schema: &Schema) -> String {
    let palette = Palette::new(schema);
    let mut report = Report { out: String::new(), sources: BTreeMap::new() };
    let mut nodes: Vec<Node<'_>> = selection.nodes.clone();
    nodes.sort_by_key(|node| (std::cmp::Reverse(node.mentions()), *node));
    for node in nodes {
        report.entity(node, selection, &palette);
    }
    if selection.left_out > 0 {
        let _ = writeln!(report.out, "+{} more links are not shown.\n", selection.left_out);
    }
    report.documents();
    report.out
}

struct Report<'g> {
    out: String,
    /// Documents cited, with their number and title.
    sources: BTreeMap<&'g str, (usize, String)>,
}

impl<'g> Report<'g> {
    fn entity(&mut self, node: Node<'g>, selection: &Selection<'g>, palette: &Palette<'_>) {
        let (name, kind) = (escaped(node.name()), palette.kind(node.kind()));
        let _ = writeln!(self.out, "## {name} ({kind})\n");
        if !node.aliases().is_empty() {
            let aliases: Vec<String> = node.aliases().iter().map(|alias| escaped(alias)).collect();
            let _ = writeln!(self.out, "Also: {}\n", aliases.join(", "));
        }
        let mut is_any = false;
        for of in node.figures() {
            let figure = of.figure;
            let period = figure.period.map(|period| format!("{period} ")).unwrap_or_default();
            let mark = self.mark(&of.document.id, of.document.title.as_deref());
            let _ = writeln!(
                self.out,
                "- {period}{} **{}{}** {mark}",
                escaped(&figure.measure),
                escaped(&figure.value),
                escaped(&figure.unit)
            );
            is_any = true;
        }
        let mut links: Vec<Link<'g>> = selection
            .links
            .iter()
            .filter(|link| {
                link.head() == node || link.basis() != Basis::Known && link.tail() == node
            })
            .copied()
            .collect();
        links.sort_by(Link::best_first);
        for link in &links {
            self.link(link, palette);
        }
        if is_any || !links.is_empty() {
            self.out.push('\n');
        }
    }

    fn link(&mut self, link: &Link<'g>, palette: &Palette<'_>) {
        let (head, tail) = (escaped(link.head().name()), escaped(link.tail().name()));
        let label = escaped(&palette.link(link));
        let _ = writeln!(self.out, "- {head} — {label} — {tail}: {}", super::report::support(link));
        for evidence in link.evidence() {
            let mark = self.cited(&evidence);
            let text = escaped(&evidence.passage.text);
            let _ = writeln!(self.out, "  > {text} {mark}\n");
        }
    }

    fn cited(&mut self, evidence: &Evidence<'g>) -> String {
        self.mark(&evidence.document.id, evidence.document.title.as_deref())
    }

    /// The number of a document, as a footnote.
    fn mark(&mut self, id: &'g str, title: Option<&str>) -> String {
        let next = self.sources.len() + 1;
        let source = self.sources.entry(id);
        let (number, _) = source.or_insert_with(|| (next, title.unwrap_or_default().to_owned()));
        format!("[^{number}]")
    }

    fn documents(&mut self) {
        let mut sources: Vec<_> = std::mem::take(&mut self.sources).into_iter().collect();
        sources.sort_by_key(|(_, (number, _))| *number);
        for (id, (number, title)) in sources {
            let _ =
                writeln!(self.out, "[^{number}]: `{}` {}", id.replace('`', "'"), escaped(&title));
        }
    }
}

/// The text on one line, without what Markdown would read as its own language.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for c in text.chars() {
        match c {
            '\n' | '\r' => {}
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' => {
                escaped.push('\\');
                escaped.push(c);
            }
            '&' => escaped.push_str("&amp;"),
            c if c.is_control() => {}
            c => escaped.push(c),
        }
    }
    escaped
}
