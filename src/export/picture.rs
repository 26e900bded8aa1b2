//! A part of a graph in, a picture of it out, drawn by whoever can.

use super::graphviz::{self, Undrawn};
use super::selection::{Scope, Selection};
use crate::graph::KnowledgeGraph;
use crate::knowledge::Schema;

/// Links that the program draws itself.
const MOST_DRAWN: usize = 300;
/// Links that Graphviz is asked to draw unless more are asked for.
const MOST_ASKED: usize = 2000;

/// What was drawn.
#[derive(Debug)]
pub struct Picture<'g> {
    /// The picture, as SVG.
    pub svg: String,
    /// What is in it.
    pub selection: Selection<'g>,
    /// Why there is not more in it, when Graphviz was asked in vain.
    pub undrawn: Option<Undrawn>,
}

/// Draws what `scope` describes. A few hundred links are drawn here, more by Graphviz where that is
/// installed; where it is not, the nearest and best supported links are drawn.
pub fn picture<'g>(graph: &'g KnowledgeGraph, scope: &Scope<'g>, schema: &Schema) -> Picture<'g> {
    let most = Some(scope.most.unwrap_or(MOST_ASKED));
    let selection = Selection::new(graph, &Scope { most, ..scope.clone() });
    if selection.links.len() <= MOST_DRAWN {
        return Picture { svg: super::svg(&selection, schema), selection, undrawn: None };
    }
    match graphviz::svg(&super::dot(&selection, schema, false)) {
        Ok(svg) => Picture { svg, selection, undrawn: None },
        Err(why) => {
            let scope = Scope { most: Some(MOST_DRAWN), ..scope.clone() };
            let selection = Selection::new(graph, &scope);
            Picture { svg: super::svg(&selection, schema), selection, undrawn: Some(why) }
        }
    }
}
