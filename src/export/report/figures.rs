//! An entity in, its figures by measure and time with their sentences out.

use super::Style;
use crate::fact::Modality;
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
        let all: Vec<FigureOf<'_>> = values.values().map(|figures| figures[0]).collect();
        page.push_str(&bars(&all));
        page.push('\n');
    }
    page
}

/// A bar for each year, where figures of one unit and scope are stated for several years.
fn bars(figures: &[FigureOf<'_>]) -> String {
    let mut series: BTreeMap<(&str, Option<&str>), BTreeMap<i32, f64>> = BTreeMap::new();
    for of in figures {
        let figure = of.figure;
        let plain = figure.normalised.as_deref().unwrap_or(&figure.value).parse::<f64>();
        if let (Some(period), Ok(value), Modality::Stated) = (figure.period, plain, figure.modality)
            && value >= 0.0
        {
            let years = series.entry((&figure.unit, figure.scope.as_deref())).or_default();
            let most = years.entry(period.year).or_insert(value);
            *most = most.max(value);
        }
    }
    let mut page = String::new();
    for ((unit, scope), years) in series.iter().filter(|(_, years)| years.len() > 1) {
        let most = years.values().copied().fold(f64::MIN_POSITIVE, f64::max);
        for (year, value) in years {
            let eighths = (value / most * (WIDEST * 8) as f64).round() as usize;
            let bar = "█".repeat(eighths / 8);
            let rest = EIGHTHS.get(eighths % 8).copied().unwrap_or_default();
            let scope = scope.unwrap_or_default();
            let _ = writeln!(page, "  {year} {bar}{rest} {scope}{} {unit}", in_unit(*value, unit));
        }
    }
    page
}

/// Cells of the longest bar.
const WIDEST: usize = 30;
const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/// A plain number in the unit it was stated in.
fn in_unit(value: f64, unit: &str) -> f64 {
    let scale = [("万亿", 1e12), ("亿", 1e8), ("万", 1e4)];
    let by = scale.iter().find(|(word, _)| unit.starts_with(word)).map_or(1.0, |(_, by)| *by);
    (value / by * 100.0).round() / 100.0
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
    if figure.modality != Modality::Stated {
        let _ = write!(line, "  {}", crate::graph::Basis::from(figure.modality).name());
    }
    line
}
