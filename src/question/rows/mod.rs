//! A query and the graph in, what its rows hold out: entities, links, figures.
//!
//! The query is compiled to the plan of the executor and run there, as if it had been typed.

pub(in crate::question) mod cypher;
pub(in crate::question) mod pattern;
pub(in crate::question) mod procedure;
pub(in crate::question) mod search;

use crate::graph::property::{Map, Value};
use crate::graph::{Link, Node};
use crate::query::Prepared;
use crate::query::ast::Query;
use crate::question::ask::Asked;

/// What the rows of a query hold, whatever their columns: each thing once.
#[derive(Debug, Default)]
pub(in crate::question) struct Found<'g> {
    /// Entities, in their order in the graph.
    pub nodes: Vec<Node<'g>>,
    /// Links, in their order in the graph.
    pub links: Vec<Link<'g>>,
    /// Figures, by their number among all figures.
    pub figures: Vec<u32>,
    /// Ways, each as the entities it passes.
    pub paths: Vec<Vec<Node<'g>>>,
    /// The query was stopped before its end.
    pub stopped: bool,
}

impl<'g> Asked<'_, 'g> {
    /// What a query finds; nothing where it is stopped.
    pub(in crate::question) fn found(&self, query: &Query) -> Found<'g> {
        if query.first.clauses.is_empty() {
            return Found::default();
        }
        let params = Map::new();
        let (mut nodes, mut links, mut paths) = (Vec::new(), Vec::new(), Vec::new());
        let mut take = |value| match value {
            Value::Node(node) => nodes.push(node.number()),
            Value::Rel(rel) => links.push(rel.number()),
            Value::Path(path) => {
                let passed = path.nodes.iter().map(|node| node.number() as usize);
                paths.push(passed.filter_map(|at| self.graph.nth_node(at)).collect());
            }
            _ => {}
        };
        let prepared = Prepared::new(self.view, query, &params, self.options);
        let done = prepared.and_then(|query| {
            query.read_each(self.view, &params, self.options, |row| {
                row.into_iter().for_each(&mut take);
            })
        });
        if done.is_err() {
            return Found { stopped: true, ..Found::default() };
        }
        for numbers in [&mut nodes, &mut links] {
            numbers.sort_unstable();
            numbers.dedup();
        }
        let entities = self.graph.nodes().len() as u32;
        let figures = nodes.split_off(nodes.partition_point(|node| *node < entities));
        Found {
            nodes: nodes.into_iter().map(|node| self.node(node)).collect(),
            links: links.into_iter().filter_map(|at| self.graph.link(at as usize)).collect(),
            figures: figures.into_iter().map(|figure| figure - entities).collect(),
            paths,
            stopped: false,
        }
    }
}
