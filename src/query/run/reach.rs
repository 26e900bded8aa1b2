//! Steps for queries that ask how many or which, but not how: counting ways, and reaching nodes.

use super::Flow;
use super::eval::Context;
use super::hash::QuickSet;
use super::neighbour::{is_taken, neighbours, node};
use super::stream::Run;
use crate::graph::property::{Direction, Marks, NodeId, RelId, Value};
use crate::query::error::QueryError;
use crate::query::plan::{Hop, Kinds, Walk};

/// Nodes met in one search.
enum Met {
    Marks(Marks),
    Set(QuickSet<u32>),
}

impl Met {
    fn new(context: Context<'_>) -> Self {
        match context.snapshot {
            Some(snapshot) => Self::Marks(snapshot.marks()),
            None => Self::Set(QuickSet::default()),
        }
    }

    fn insert(&mut self, node: NodeId) -> bool {
        match self {
            Self::Marks(marks) => marks.mark(node.number()),
            Self::Set(set) => set.insert(node.number()),
        }
    }

    fn done(self, context: Context<'_>) {
        if let (Self::Marks(marks), Some(snapshot)) = (self, context.snapshot) {
            snapshot.keep(marks);
        }
    }
}

impl<'a> Run<'a, '_> {
    /// Multiplies the row by the number of ways there are.
    pub(super) fn degree(
        &mut self,
        hop: &'a Hop,
        at: usize,
        row: &mut Vec<Value>,
    ) -> Result<Flow, QueryError> {
        let Some(from) = node(row, hop.from)? else { return Ok(Flow::More) };
        self.context.env.tick()?;
        let ways = match (self.context.snapshot, &hop.kinds, hop.direction) {
            (Some(snapshot), Kinds::Named(names), Direction::Out | Direction::In)
                if hop.unlike.is_empty() =>
            {
                let kinds = names.iter().filter_map(|(_, kind)| *kind);
                kinds.map(|kind| snapshot.rows(kind, hop.direction).at(from).len()).sum()
            }
            _ => {
                let mut ways = 0;
                let count = &mut |rel, _| {
                    ways += usize::from(!is_taken(row, &hop.unlike, rel));
                    Ok(Flow::More)
                };
                neighbours(self.context, from, hop.direction, &hop.kinds, None, count)?;
                ways
            }
        };
        if ways == 0 {
            return Ok(Flow::More);
        }
        let before = self.times;
        self.times = before.saturating_mul(ways as u64);
        let flow = self.push(at, row);
        self.times = before;
        flow
    }

    /// Each node two hops away, once.
    pub(super) fn around(
        &mut self,
        first: &'a Hop,
        second: &'a Hop,
        at: usize,
        row: &mut Vec<Value>,
    ) -> Result<Flow, QueryError> {
        let context = self.context;
        let Some(from) = node(row, first.from)? else { return Ok(Flow::More) };
        let mut between: Vec<(NodeId, RelId)> = Vec::new();
        neighbours(context, from, first.direction, &first.kinds, None, &mut |rel, other| {
            between.push((other, rel));
            Ok(Flow::More)
        })?;
        between.sort_unstable();
        between.dedup();
        let mut met = Met::new(context);
        let mut ends = Vec::new();
        let differ = !second.unlike.is_empty();
        for way in between.chunk_by(|a, b| a.0 == b.0) {
            // Whoever came by two relationships has, for any third, one that differs from it.
            let taken = match way {
                [(_, rel)] if differ => Some(*rel),
                _ => None,
            };
            let Some((middle, _)) = way.first() else { continue };
            let visit = &mut |rel, other| {
                if Some(rel) != taken && met.insert(other) {
                    ends.push(other);
                }
                Ok(Flow::More)
            };
            neighbours(context, *middle, second.direction, &second.kinds, None, visit)?;
            context.env.tick()?;
        }
        met.done(context);
        self.pass(ends, second.to, at, row)
    }

    fn pass(
        &mut self,
        nodes: Vec<NodeId>,
        to: usize,
        at: usize,
        row: &mut Vec<Value>,
    ) -> Result<Flow, QueryError> {
        for found in nodes {
            self.context.env.tick()?;
            row[to] = Value::Node(found);
            if self.push(at, row)? == Flow::Stop {
                return Ok(Flow::Stop);
            }
        }
        Ok(Flow::More)
    }

    /// Each node that a directed walk comes to, once. The shortest walk to a node repeats no
    /// relationship, so that going breadth first finds the same nodes as trying every walk.
    pub(super) fn reach(
        &mut self,
        walk: &'a Walk,
        at: usize,
        row: &mut Vec<Value>,
    ) -> Result<Flow, QueryError> {
        let context = self.context;
        let Some(from) = node(row, walk.hop.from)? else { return Ok(Flow::More) };
        let mut met = Met::new(context);
        let mut ends = Vec::new();
        if walk.low == 0 {
            met.insert(from);
            ends.push(from);
        }
        let mut front = vec![from];
        let mut depth = 0;
        while !front.is_empty() && depth < walk.high {
            let first = ends.len();
            for node in &front {
                context.env.tick()?;
                let hop = &walk.hop;
                let visit = &mut |_, other| {
                    if met.insert(other) {
                        ends.push(other);
                    }
                    Ok(Flow::More)
                };
                neighbours(context, *node, hop.direction, &hop.kinds, None, visit)?;
            }
            front = ends.get(first..).unwrap_or_default().to_vec();
            depth += 1;
        }
        met.done(context);
        self.pass(ends, walk.hop.to, at, row)
    }
}
