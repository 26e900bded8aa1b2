//! The difference of two graphs in, news out.

use super::{Style, arrow, counted, support};
use crate::graph::{Difference, Link, Node};
use std::fmt::Write as _;

/// What a newer graph adds, loses and supports better, the best first.
pub fn news(difference: &Difference<'_>, style: Style) -> String {
    let mut page = String::new();
    if difference.is_empty() {
        page.push_str("Both graphs say the same.\n");
        return page;
    }
    section(&mut page, style, "Documents added", "document", &difference.documents_added, |id| {
        format!("+ {id}")
    });
    section(&mut page, style, "Documents lost", "document", &difference.documents_lost, |id| {
        format!("- {id}")
    });
    links(&mut page, style, difference);
    let figure = |sign: char, node: &Node<'_>, of: &crate::graph::FigureOf<'_>| {
        let measure = &of.figure.measure;
        format!("{sign} {} {measure}  {}", node.name(), super::figures::line(of))
    };
    section(&mut page, style, "New figures", "figure", &difference.figures_added, |(node, of)| {
        figure('+', node, of)
    });
    section(&mut page, style, "Lost figures", "figure", &difference.figures_lost, |(node, of)| {
        figure('-', node, of)
    });
    let named = |sign: char, node: &Node<'_>| format!("{sign} {} ({})", node.name(), node.kind());
    section(&mut page, style, "New entities", "entity", &difference.entities_added, |node| {
        named('+', node)
    });
    section(&mut page, style, "Lost entities", "entity", &difference.entities_lost, |node| {
        named('-', node)
    });
    page
}

fn links(page: &mut String, style: Style, difference: &Difference<'_>) {
    let with_sentence = |sign: char, link: &Link<'_>| {
        let mut lines = format!("{sign} {}   {}", arrow(link), support(link));
        if let Some(evidence) = link.evidence().first() {
            let _ = write!(lines, "\n    {}", style.marked(&evidence.pieces()));
        }
        lines
    };
    section(page, style, "New links", "link", &difference.links_added, |link| {
        with_sentence('+', link)
    });
    section(page, style, "Lost links", "link", &difference.links_lost, |link| {
        with_sentence('-', link)
    });
    let (gains, losses): (Vec<_>, Vec<_>) =
        difference.links_changed.iter().partition(|change| change.is_gain());
    section(page, style, "Better supported", "link", &gains, |change| {
        format!(
            "↑ {}   {}; was {}",
            arrow(&change.after),
            support(&change.after),
            support(&change.before)
        )
    });
    section(page, style, "Less supported", "link", &losses, |change| {
        format!(
            "↓ {}   {}; was {}",
            arrow(&change.after),
            support(&change.after),
            support(&change.before)
        )
    });
}

fn section<T>(
    page: &mut String,
    style: Style,
    title: &str,
    noun: &str,
    items: &[T],
    line: impl Fn(&T) -> String,
) {
    if items.is_empty() {
        return;
    }
    let _ = writeln!(page, "{}: {}", style.heading(title), counted(items.len(), noun));
    for item in items {
        let _ = writeln!(page, "  {}", line(item));
    }
    page.push('\n');
}
