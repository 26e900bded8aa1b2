//! Nodes in, those that pass the tests right after them out.

use super::Flow;
use super::operate::compared;
use super::stream::{Run, State};
use crate::graph::property::{Direction, NodeId, Rows, Value};
use crate::query::ast::Compare;
use crate::query::error::QueryError;
use crate::query::plan::{Expr, KeyName, Kinds, Slot, Step};

impl<'a> Run<'a, '_> {
    /// Passes on each node that the steps right after can go on from.
    pub(super) fn scan(
        &mut self,
        nodes: impl Iterator<Item = NodeId>,
        to: Slot,
        at: usize,
        row: &mut Vec<Value>,
    ) -> Result<Flow, QueryError> {
        let after = self.steps.get(at..).unwrap_or_default();
        let tests =
            after.iter().take_while(|step| matches!(step, Step::Test { node, .. } if *node == to));
        let next = at + tests.count();
        let rows = self.rows_ahead(next, to);
        'nodes: for node in nodes {
            self.context.env.tick()?;
            if rows.as_ref().is_some_and(|rows| rows.iter().all(|rows| rows.at(node).is_empty())) {
                continue;
            }
            for test in at..next {
                if !self.passes(test, node)? {
                    continue 'nodes;
                }
            }
            row[to] = Value::Node(node);
            if self.push(next, row)? == Flow::Stop {
                return Ok(Flow::Stop);
            }
        }
        Ok(Flow::More)
    }

    /// The rows that the next step walks from this slot: a node with nothing in them leads nowhere.
    fn rows_ahead(&self, at: usize, from: Slot) -> Option<Vec<&'a Rows>> {
        let (Step::Expand(hop) | Step::Degree(hop)) = self.steps.get(at)? else { return None };
        let snapshot = self.context.snapshot.filter(|_| hop.from == from)?;
        let ways = match hop.direction {
            Direction::Both => vec![Direction::Out, Direction::In],
            one => vec![one],
        };
        let mut rows = Vec::new();
        for way in ways {
            match &hop.kinds {
                Kinds::Any => rows.extend(snapshot.all(way)),
                Kinds::Named(names) => {
                    let kinds = names.iter().filter_map(|(_, kind)| *kind);
                    rows.extend(kinds.map(|kind| snapshot.rows(kind, way)));
                }
            }
        }
        Some(rows)
    }

    /// What a test compares with. `<>` is told by an index, where it knows every node.
    pub(super) fn measure(
        &self,
        key: &KeyName,
        how: Compare,
        value: &'a Expr,
    ) -> Result<State, QueryError> {
        let context = self.context;
        let value = context.value(value, &[])?;
        let total = key.key.filter(|key| context.graph.is_total(*key));
        Ok(match (how, total, &value) {
            (
                Compare::NotEqual,
                Some(key),
                Value::Int(_) | Value::Float(_) | Value::Text(_) | Value::Bool(_),
            ) => State::Others(context.graph.nodes_with(key, &value)),
            _ => State::Measure(value),
        })
    }

    /// Whether a node passes the test that is the step at `at`.
    pub(super) fn passes(&self, at: usize, node: NodeId) -> Result<bool, QueryError> {
        let value = match self.states.get(at) {
            Some(State::Others(others)) => return Ok(!others.contains(&node)),
            Some(State::Measure(value)) => value,
            _ => return Ok(false),
        };
        let Some(Step::Test { key, how, .. }) = self.steps.get(at) else { return Ok(false) };
        let graph = self.context.graph;
        self.context.alive_node(node)?;
        let key = key.key.or_else(|| graph.find_key(&key.name));
        match key.and_then(|key| graph.node_property(node, key)) {
            Some(own) => Ok(compared(*how, &own, value)? == Some(true)),
            None => Ok(false),
        }
    }
}
