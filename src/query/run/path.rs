//! Nodes and relationships of a row in, a path out.

use super::eval::Context;
use crate::graph::property::{NodeId, Path, RelId, Value};
use crate::query::plan::{PathPiece, Slot};

impl Context<'_> {
    /// The path from a node along what stands in these slots; null where one of them is.
    pub(super) fn path(&self, start: Slot, pieces: &[PathPiece], row: &[Value]) -> Value {
        self.built(start, pieces, row).into()
    }

    fn built(&self, start: Slot, pieces: &[PathPiece], row: &[Value]) -> Option<Path> {
        let Value::Node(start) = row[start] else { return None };
        let mut path = Path { nodes: vec![start], rels: Vec::new() };
        for piece in pieces {
            match piece {
                PathPiece::One(rel, node) => {
                    let (Value::Rel(rel), Value::Node(node)) = (&row[*rel], &row[*node]) else {
                        return None;
                    };
                    path.rels.push(*rel);
                    path.nodes.push(*node);
                }
                PathPiece::Many(rels) => {
                    let Value::List(rels) = &row[*rels] else { return None };
                    for rel in rels.iter() {
                        let Value::Rel(rel) = rel else { return None };
                        let next = self.other_end(*rel, *path.nodes.last()?)?;
                        path.rels.push(*rel);
                        path.nodes.push(next);
                    }
                }
            }
        }
        Some(path)
    }

    /// The node at the other end of a relationship.
    pub(super) fn other_end(&self, rel: RelId, node: NodeId) -> Option<NodeId> {
        let (start, end) = self.graph.ends(rel)?;
        Some(if start == node { end } else { start })
    }
}
