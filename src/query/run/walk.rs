//! Relationships of variable length.

use super::Flow;
use super::eval::Context;
use super::neighbour::{is_taken, neighbours, node};
use super::stream::Run;
use crate::graph::property::{NodeId, RelId, Value, equal};
use crate::query::error::QueryError;
use crate::query::plan::Walk;

/// One node on the way, and the relationships not tried yet from it, the next one last.
struct Stop {
    rest: Vec<(RelId, NodeId)>,
}

impl<'a> Run<'a, '_> {
    /// Every walk that repeats no relationship.
    pub(super) fn walk(
        &mut self,
        walk: &'a Walk,
        at: usize,
        row: &mut Vec<Value>,
    ) -> Result<Flow, QueryError> {
        let Some(from) = node(row, walk.hop.from)? else { return Ok(Flow::More) };
        let end = if walk.hop.closes {
            let Some(end) = node(row, walk.hop.to)? else { return Ok(Flow::More) };
            Some(end)
        } else {
            None
        };
        let mut rels: Vec<RelId> = Vec::new();
        if walk.low == 0 && self.arrived(walk, from, end, &rels, at, row)? == Flow::Stop {
            return Ok(Flow::Stop);
        }
        let mut stops: Vec<Stop> = Vec::new();
        if walk.high > 0 {
            stops.push(Stop { rest: next(self.context, walk, from, row)? });
        }
        while let Some(stop) = stops.last_mut() {
            let Some((rel, other)) = stop.rest.pop() else {
                stops.pop();
                rels.pop();
                continue;
            };
            self.context.env.tick()?;
            if rels.contains(&rel) {
                continue;
            }
            rels.push(rel);
            let depth = rels.len() as u64;
            if depth >= walk.low && self.arrived(walk, other, end, &rels, at, row)? == Flow::Stop {
                return Ok(Flow::Stop);
            }
            if depth < walk.high {
                stops.push(Stop { rest: next(self.context, walk, other, row)? });
            } else {
                rels.pop();
            }
        }
        Ok(Flow::More)
    }

    /// Passes on a walk that came to a node.
    fn arrived(
        &mut self,
        walk: &Walk,
        other: NodeId,
        end: Option<NodeId>,
        rels: &[RelId],
        at: usize,
        row: &mut Vec<Value>,
    ) -> Result<Flow, QueryError> {
        if end.is_some_and(|end| end != other) {
            return Ok(Flow::More);
        }
        let values = rels.iter().copied().map(Value::Rel);
        row[walk.hop.rel] =
            if walk.reversed { Value::list(values.rev()) } else { Value::list(values) };
        if end.is_none() {
            row[walk.hop.to] = Value::Node(other);
        }
        self.push(at, row)
    }

    /// Along a list of relationships that is known.
    pub(super) fn along_list(
        &mut self,
        walk: &'a Walk,
        at: usize,
        row: &mut Vec<Value>,
    ) -> Result<Flow, QueryError> {
        let Some(mut here) = node(row, walk.hop.from)? else { return Ok(Flow::More) };
        let Value::List(rels) = row[walk.hop.rel].clone() else { return Ok(Flow::More) };
        let length = rels.len() as u64;
        if length < walk.low || length > walk.high {
            return Ok(Flow::More);
        }
        let mut rels: Vec<Value> = rels.to_vec();
        if walk.reversed {
            rels.reverse();
        }
        for rel in rels {
            let Value::Rel(rel) = rel else { return Ok(Flow::More) };
            let hop = next(self.context, walk, here, row)?;
            let Some((_, other)) = hop.into_iter().find(|(own, _)| *own == rel) else {
                return Ok(Flow::More);
            };
            here = other;
        }
        if walk.hop.closes {
            if node(row, walk.hop.to)? != Some(here) {
                return Ok(Flow::More);
            }
        } else {
            row[walk.hop.to] = Value::Node(here);
        }
        self.push(at, row)
    }
}

/// The relationships that lead on from a node, the first one last.
pub(super) fn next(
    context: Context<'_>,
    walk: &Walk,
    from: NodeId,
    row: &[Value],
) -> Result<Vec<(RelId, NodeId)>, QueryError> {
    let mut found = Vec::new();
    let hop = &walk.hop;
    neighbours(context, from, hop.direction, &hop.kinds, None, &mut |rel, other| {
        if !is_taken(row, &hop.unlike, rel) && has(context, walk, rel, row)? {
            found.push((rel, other));
        }
        Ok(Flow::More)
    })?;
    context.env.hold_bytes(0)?;
    found.reverse();
    Ok(found)
}

/// Whether a relationship has the properties the pattern asks for.
fn has(context: Context<'_>, walk: &Walk, rel: RelId, row: &[Value]) -> Result<bool, QueryError> {
    for (key, value) in &walk.props {
        let wanted = context.value(value, row)?;
        let key = key.key.or_else(|| context.graph.find_key(&key.name));
        let own = key.and_then(|key| context.graph.rel_property(rel, key));
        if own.is_none_or(|own| equal(&own, &wanted) != Some(true)) {
            return Ok(false);
        }
    }
    Ok(true)
}
