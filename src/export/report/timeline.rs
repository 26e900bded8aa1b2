//! An entity in, what is said of it in the order of time out.

use super::{Style, arrow};
use crate::graph::{Filter, Node, What};
use std::fmt::Write as _;

/// Everything dated that is said of an entity, the earliest first; `~` before the date of a
/// document where the sentence itself states none.
pub fn timeline(node: Node<'_>, filter: &Filter, style: Style) -> String {
    let mut page = String::new();
    let events = node.timeline(filter);
    if events.is_empty() {
        let _ = writeln!(page, "Nothing dated is said of {}.", node.name());
    }
    for event in events {
        let mark = if event.is_stated { ' ' } else { '~' };
        let date = event.date.to_string();
        let (what, pieces, source) = match &event.what {
            What::Link(link, evidence) => {
                let hedge = match evidence.modality {
                    crate::fact::Modality::Stated => "",
                    crate::fact::Modality::Planned => "   planned",
                    crate::fact::Modality::Negated => "   negated",
                };
                (format!("{}{hedge}", arrow(link)), evidence.pieces(), &evidence.document.id)
            }
            What::Figure(of) => {
                let figure = of.figure;
                let value = format!("{} {}{}", figure.measure, figure.value, figure.unit);
                (format!("{} {value}", node.name()), of.pieces(), &of.document.id)
            }
        };
        let _ = writeln!(page, "{mark}{date:<10}  {}", style.heading(&what));
        let _ = writeln!(page, "             {}  {source}", style.marked(&pieces));
    }
    page
}
