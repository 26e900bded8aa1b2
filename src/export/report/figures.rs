//! An entity in, its figures by measure and time with their sentences out.

use super::Style;
use crate::graph::{FigureOf, Node};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Every figure stated of an entity, by measure, the earliest first; one line for those that are
/// stated alike, and the first sentence that does so.
pub fn figures(node: Node<'_>, style: Style) -> String {
    let mut page = String::new();
    let mut measures: BTreeMap<&str, BTreeMap<Key<'_>, Vec<FigureOf<'_>>>> = BTreeMap::new();
    for of in node.figures() {
        let figure = of.figure;
        let key = (of.date(), figure.scope.as_deref(), figure.value.as_str(), figure.unit.as_str());
        measures.entry(&figure.measure).or_default().entry(key).or_default().push(of);
    }
    if measures.is_empty() {
        let _ = writeln!(page, "No figure is stated of {}.", node.name());
    }
    for (measure, values) in measures {
        let _ = writeln!(page, "{}", style.heading(&format!("{} {measure}", node.name())));
        for figures in values.values() {
            let _ = writeln!(page, "  {}", line(&figures[0]));
            let _ = writeln!(page, "     {}", style.marked(&figures[0].pieces()));
            let mut sources: Vec<&str> = figures.iter().map(|of| of.document.id.as_str()).collect();
            sources.dedup();
            let _ = writeln!(page, "     {}", sources.join(", "));
        }
        page.push('\n');
    }
    page
}

type Key<'g> = (Option<crate::corpus::Date>, Option<&'g str>, &'g str, &'g str);

/// `2023  全省 38%  planned`.
pub(super) fn line(of: &FigureOf<'_>) -> String {
    let figure = of.figure;
    let mut line = match (figure.period, of.document.date) {
        (Some(period), _) => format!("{period}  "),
        (None, Some(date)) => format!("(document of {date})  "),
        (None, None) => String::new(),
    };
    if let Some(scope) = &figure.scope {
        let _ = write!(line, "{scope} ");
    }
    let _ = write!(line, "{}{}", figure.value, figure.unit);
    if let Some(plain) = figure.normalised.as_ref().filter(|plain| **plain != figure.value) {
        let _ = write!(line, "  = {plain}");
    }
    if figure.modality != crate::fact::Modality::Stated {
        let _ = write!(line, "  {}", crate::graph::Basis::from(figure.modality).name());
    }
    line
}
