//! A node in, the relationships at it and the nodes at their other ends out.

use super::Flow;
use super::eval::{Context, type_error};
use crate::graph::property::{Direction, NodeId, RelId, Type, Value, equal};
use crate::query::error::QueryError;
use crate::query::plan::{Kinds, Slot};

/// The node in a slot; `None` for null.
pub(super) fn node(row: &[Value], slot: Slot) -> Result<Option<NodeId>, QueryError> {
    match &row[slot] {
        Value::Node(node) => Ok(Some(*node)),
        Value::Null => Ok(None),
        other => Err(type_error(format!("a node is needed, not {}", other.type_name()))),
    }
}

/// Whether a relationship stands in one of these slots already.
pub(super) fn is_taken(row: &[Value], slots: &[Slot], rel: RelId) -> bool {
    slots.iter().any(|slot| match &row[*slot] {
        Value::Rel(other) => *other == rel,
        Value::List(items) => items.iter().any(|item| equal(item, &Value::Rel(rel)) == Some(true)),
        _ => false,
    })
}

/// Calls `visit` with every relationship at a node and the node at its other end, which is `end`
/// where that is given.
pub(super) fn neighbours(
    context: Context<'_>,
    node: NodeId,
    direction: Direction,
    kinds: &Kinds,
    end: Option<NodeId>,
    visit: &mut dyn FnMut(RelId, NodeId) -> Result<Flow, QueryError>,
) -> Result<Flow, QueryError> {
    let Some(snapshot) = context.snapshot else {
        return stored(context, node, direction, kinds, end, visit);
    };
    let ways: &[Direction] = match direction {
        Direction::Out => &[Direction::Out],
        Direction::In => &[Direction::In],
        Direction::Both => &[Direction::Out, Direction::In],
    };
    for way in ways {
        let skip_loops = direction == Direction::Both && *way == Direction::In;
        let mut each = |entries: &[(u32, u32)]| {
            let entries = match end {
                None => entries,
                Some(end) => between(entries, end.number()),
            };
            context.env.work(entries.len())?;
            for (other, rel) in entries {
                if skip_loops && *other == node.number() {
                    continue;
                }
                if visit(RelId::from_number(*rel), NodeId::from_number(*other))? == Flow::Stop {
                    return Ok(Flow::Stop);
                }
            }
            Ok::<Flow, QueryError>(Flow::More)
        };
        let flow = match kinds {
            Kinds::Any => {
                let mut flow = Flow::More;
                for rows in snapshot.all(*way) {
                    flow = each(rows.at(node))?;
                    if flow == Flow::Stop {
                        break;
                    }
                }
                flow
            }
            Kinds::Named(names) => {
                let mut flow = Flow::More;
                for kind in names.iter().filter_map(|(_, kind)| *kind) {
                    flow = each(snapshot.rows(kind, *way).at(node))?;
                    if flow == Flow::Stop {
                        break;
                    }
                }
                flow
            }
        };
        if flow == Flow::Stop {
            return Ok(Flow::Stop);
        }
    }
    Ok(Flow::More)
}

/// The entries of a sorted row that lead to one node.
fn between(entries: &[(u32, u32)], end: u32) -> &[(u32, u32)] {
    let from = entries.partition_point(|(other, _)| *other < end);
    let rest = entries.get(from..).unwrap_or_default();
    let to = rest.partition_point(|(other, _)| *other == end);
    rest.get(..to).unwrap_or_default()
}

/// The same from the store, for a graph that is being changed.
fn stored(
    context: Context<'_>,
    node: NodeId,
    direction: Direction,
    kinds: &Kinds,
    end: Option<NodeId>,
    visit: &mut dyn FnMut(RelId, NodeId) -> Result<Flow, QueryError>,
) -> Result<Flow, QueryError> {
    let allowed: Option<Vec<Type>> = kinds.types(context.graph);
    let mut found: Vec<(RelId, NodeId)> = context
        .graph
        .rels_at(node, direction)
        .filter(|(_, kind, other)| {
            allowed.as_ref().is_none_or(|kinds| kinds.contains(kind))
                && end.is_none_or(|end| end == *other)
        })
        .map(|(rel, _, other)| (rel, other))
        .collect();
    found.sort_unstable();
    for (rel, other) in found {
        if visit(rel, other)? == Flow::Stop {
            return Ok(Flow::Stop);
        }
    }
    Ok(Flow::More)
}
