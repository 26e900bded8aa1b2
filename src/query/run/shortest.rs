//! Shortest paths between two nodes: from both ends at once, or every one of them.

use super::Flow;
use super::eval::Context;
use super::hash::QuickMap;
use super::neighbour::node;
use super::stream::Run;
use super::walk::next;
use crate::graph::property::{Direction, NodeId, RelId, Value};
use crate::query::error::QueryError;
use crate::query::plan::Walk;

/// Where each node was come to from: the node before it and the relationship between.
type Came = QuickMap<NodeId, Option<(NodeId, RelId)>>;

/// One end of the search.
struct Side {
    came: Came,
    front: Vec<NodeId>,
    depth: u64,
    walk: Walk,
}

impl Side {
    fn new(start: NodeId, walk: Walk) -> Self {
        Self { came: Came::from_iter([(start, None)]), front: vec![start], depth: 0, walk }
    }

    /// The relationships from a node back to where this side started.
    fn trail(&self, mut node: NodeId) -> Vec<RelId> {
        let mut rels = Vec::new();
        while let Some(Some((before, rel))) = self.came.get(&node) {
            rels.push(*rel);
            node = *before;
        }
        rels
    }
}

fn turned(direction: Direction) -> Direction {
    match direction {
        Direction::Out => Direction::In,
        Direction::In => Direction::Out,
        Direction::Both => Direction::Both,
    }
}

impl<'a> Run<'a, '_> {
    pub(super) fn shortest(
        &mut self,
        walk: &'a Walk,
        all: bool,
        at: usize,
        row: &mut Vec<Value>,
    ) -> Result<Flow, QueryError> {
        let (Some(from), Some(to)) = (node(row, walk.hop.from)?, node(row, walk.hop.to)?) else {
            return Ok(Flow::More);
        };
        let found = if from == to {
            if walk.low == 0 { vec![Vec::new()] } else { Vec::new() }
        } else if all {
            every(self.context, walk, from, to, row)?
        } else {
            one(self.context, walk, from, to, row)?.into_iter().collect()
        };
        for rels in found {
            row[walk.hop.rel] = Value::list(rels.into_iter().map(Value::Rel));
            if self.push(at, row)? == Flow::Stop {
                return Ok(Flow::Stop);
            }
        }
        Ok(Flow::More)
    }
}

/// One shortest path, by going the smaller front further.
fn one(
    context: Context<'_>,
    walk: &Walk,
    from: NodeId,
    to: NodeId,
    row: &[Value],
) -> Result<Option<Vec<RelId>>, QueryError> {
    let mut back = walk.clone();
    back.hop.direction = turned(walk.hop.direction);
    let mut near = Side::new(from, walk.clone());
    let mut far = Side::new(to, back);
    while !near.front.is_empty() && !far.front.is_empty() && near.depth + far.depth < walk.high {
        let (side, other) =
            if near.front.len() <= far.front.len() { (&mut near, &far) } else { (&mut far, &near) };
        if let Some(meeting) = advance(context, side, other, row)? {
            let mut rels = near.trail(meeting);
            rels.reverse();
            rels.extend(far.trail(meeting));
            return Ok(Some(rels));
        }
    }
    Ok(None)
}

/// Goes one step from every node of a front; the node where the sides meet, if they do.
fn advance(
    context: Context<'_>,
    side: &mut Side,
    other: &Side,
    row: &[Value],
) -> Result<Option<NodeId>, QueryError> {
    let mut front = Vec::new();
    for node in std::mem::take(&mut side.front) {
        context.env.tick()?;
        for (rel, next) in next(context, &side.walk, node, row)?.into_iter().rev() {
            if side.came.contains_key(&next) {
                continue;
            }
            side.came.insert(next, Some((node, rel)));
            if other.came.contains_key(&next) {
                return Ok(Some(next));
            }
            front.push(next);
        }
    }
    context.env.hold_bytes(front.len() * 40)?;
    side.front = front;
    side.depth += 1;
    Ok(None)
}

/// Every shortest path, by remembering all ways to each node at its first depth.
fn every(
    context: Context<'_>,
    walk: &Walk,
    from: NodeId,
    to: NodeId,
    row: &[Value],
) -> Result<Vec<Vec<RelId>>, QueryError> {
    let mut came: QuickMap<NodeId, (u64, Vec<(NodeId, RelId)>)> = QuickMap::default();
    came.insert(from, (0, Vec::new()));
    let mut front = vec![from];
    let mut depth = 0;
    while !front.is_empty() && depth < walk.high && !came.contains_key(&to) {
        depth += 1;
        let mut ahead = Vec::new();
        for node in front {
            context.env.tick()?;
            for (rel, next) in next(context, walk, node, row)?.into_iter().rev() {
                let (met, ways) = came.entry(next).or_insert_with(|| {
                    ahead.push(next);
                    (depth, Vec::new())
                });
                if *met == depth {
                    ways.push((node, rel));
                }
            }
        }
        context.env.hold_bytes(ahead.len() * 64)?;
        front = ahead;
    }
    let mut found = Vec::new();
    let mut open: Vec<(NodeId, Vec<RelId>)> =
        if came.contains_key(&to) { vec![(to, Vec::new())] } else { Vec::new() };
    while let Some((node, rels)) = open.pop() {
        context.env.tick()?;
        if node == from {
            context.env.hold_bytes(rels.len() * 8 + 32)?;
            found.push(rels.into_iter().rev().collect());
            continue;
        }
        let Some((_, ways)) = came.get(&node) else { continue };
        for (before, rel) in ways.iter().rev() {
            let mut longer = rels.clone();
            longer.push(*rel);
            open.push((*before, longer));
        }
    }
    Ok(found)
}
