//! Expressions with their variables resolved to slots.

use super::step::{Plan, Slot, Step};
use crate::graph::property::{Key, Label, Value};
use crate::query::ast::{Binary, Compare, Quantifier};
use crate::query::function::Function;
use std::sync::Arc;

/// The name of a key, and its number where the graph knew it at compile time.
#[derive(Clone, Debug)]
pub(in crate::query) struct KeyName {
    pub(in crate::query) name: Arc<str>,
    pub(in crate::query) key: Option<Key>,
}

/// The name of a label, and its number where the graph knew it at compile time.
#[derive(Clone, Debug)]
pub(in crate::query) struct LabelName {
    pub(in crate::query) name: Arc<str>,
    pub(in crate::query) label: Option<Label>,
}

/// A condition on labels, or on a relationship's type.
#[derive(Clone, Debug)]
pub(in crate::query) enum LabelTest {
    Has(LabelName),
    Any,
    Not(Box<LabelTest>),
    And(Vec<LabelTest>),
    Or(Vec<LabelTest>),
}

/// One step of a path as it is put together from slots.
#[derive(Clone, Debug)]
pub(in crate::query) enum PathPiece {
    /// A relationship and the node it leads to.
    One(Slot, Slot),
    /// A list of relationships.
    Many(Slot),
}

/// An entry of a map projection.
#[derive(Clone, Debug)]
pub(in crate::query) enum Piece {
    All,
    Entry(Arc<str>, Expr),
}

/// A resolved expression.
#[derive(Clone, Debug)]
pub(in crate::query) enum Expr {
    Const(Value),
    Slot(Slot),
    Param(Arc<str>),
    List(Vec<Expr>),
    Map(Vec<(Arc<str>, Expr)>),
    Property(Box<Expr>, KeyName),
    HasLabels(Box<Expr>, LabelTest),
    And(Box<Expr>, Box<Expr>),
    Or(Box<Expr>, Box<Expr>),
    Xor(Box<Expr>, Box<Expr>),
    Not(Box<Expr>),
    Arithmetic(Binary, Box<Expr>, Box<Expr>),
    Minus(Box<Expr>),
    Plus(Box<Expr>),
    Compare(Box<Expr>, Vec<(Compare, Expr)>),
    In(Box<Expr>, Box<Expr>),
    IsNull(Box<Expr>, bool),
    Index(Box<Expr>, Box<Expr>),
    Slice(Box<Expr>, Option<Box<Expr>>, Option<Box<Expr>>),
    Call(&'static Function, Vec<Expr>),
    /// Subject, branches, otherwise.
    Case(Option<Box<Expr>>, Vec<(Expr, Expr)>, Option<Box<Expr>>),
    Comprehension {
        item: Slot,
        list: Box<Expr>,
        filter: Option<Box<Expr>>,
        map: Option<Box<Expr>>,
    },
    Quantified {
        quantifier: Quantifier,
        item: Slot,
        list: Box<Expr>,
        filter: Box<Expr>,
    },
    Reduce {
        total: Slot,
        init: Box<Expr>,
        item: Slot,
        list: Box<Expr>,
        step: Box<Expr>,
    },
    /// Whether the steps find anything.
    Finds(Arc<Vec<Step>>),
    /// What each find of the steps becomes.
    Gather(Arc<Vec<Step>>, Box<Expr>),
    /// Whether a query has rows.
    Exists(Arc<Plan>),
    /// How many rows a query has.
    Count(Arc<Plan>),
    /// The first column of a query.
    Collect(Arc<Plan>),
    /// A path from its first node on.
    Path(Slot, Vec<PathPiece>),
    Projection(Box<Expr>, Vec<Piece>),
}

impl Expr {
    pub(in crate::query) fn truth(value: bool) -> Self {
        Self::Const(Value::Bool(value))
    }

    /// Whether it can only be true, false or null: nothing of another type that would be an error
    /// where a truth is needed.
    pub(in crate::query) fn is_truth(&self) -> bool {
        match self {
            Self::Const(value) => matches!(value, Value::Bool(_) | Value::Null),
            Self::Compare(..)
            | Self::HasLabels(..)
            | Self::IsNull(..)
            | Self::Quantified { .. }
            | Self::Finds(_)
            | Self::Exists(_) => true,
            Self::And(a, b) | Self::Or(a, b) | Self::Xor(a, b) => a.is_truth() && b.is_truth(),
            Self::Not(a) => a.is_truth(),
            _ => false,
        }
    }

    /// Calls `visit` with every slot it reads, where that can be told: false if it runs a query.
    #[expect(clippy::too_many_lines, reason = "one line or two for each kind of expression")]
    pub(in crate::query) fn slots(&self, visit: &mut impl FnMut(Slot)) -> bool {
        let mut all = |exprs: &[&Expr]| {
            let mut known = true;
            for expr in exprs {
                known &= expr.slots(visit);
            }
            known
        };
        match self {
            Self::Const(_) | Self::Param(_) => true,
            Self::Slot(slot) => {
                visit(*slot);
                true
            }
            Self::List(items) | Self::Call(_, items) => all(&items.iter().collect::<Vec<_>>()),
            Self::Map(entries) => all(&entries.iter().map(|(_, e)| e).collect::<Vec<_>>()),
            Self::Property(a, _)
            | Self::HasLabels(a, _)
            | Self::Not(a)
            | Self::Minus(a)
            | Self::Plus(a)
            | Self::IsNull(a, _) => all(&[a]),
            Self::And(a, b)
            | Self::Or(a, b)
            | Self::Xor(a, b)
            | Self::Arithmetic(_, a, b)
            | Self::In(a, b)
            | Self::Index(a, b) => all(&[a, b]),
            Self::Compare(a, rest) => {
                all(&std::iter::once(&**a).chain(rest.iter().map(|(_, e)| e)).collect::<Vec<_>>())
            }
            Self::Slice(a, b, c) => {
                let ends = [b, c].into_iter().flatten().map(|e| &**e);
                all(&std::iter::once(&**a).chain(ends).collect::<Vec<_>>())
            }
            Self::Case(subject, branches, otherwise) => {
                let ends = [subject, otherwise].into_iter().flatten().map(|e| &**e);
                all(&branches.iter().flat_map(|(a, b)| [a, b]).chain(ends).collect::<Vec<_>>())
            }
            Self::Comprehension { list, filter, map, .. } => {
                let rest = [filter, map].into_iter().flatten().map(|e| &**e);
                all(&std::iter::once(&**list).chain(rest).collect::<Vec<_>>())
            }
            Self::Quantified { list, filter, .. } => all(&[list, filter]),
            Self::Reduce { init, list, step, .. } => all(&[init, list, step]),
            Self::Path(start, pieces) => {
                visit(*start);
                for piece in pieces {
                    match piece {
                        PathPiece::One(rel, node) => {
                            visit(*rel);
                            visit(*node);
                        }
                        PathPiece::Many(rels) => visit(*rels),
                    }
                }
                true
            }
            Self::Projection(base, pieces) => {
                let rest = pieces.iter().filter_map(|piece| match piece {
                    Piece::All => None,
                    Piece::Entry(_, expr) => Some(expr),
                });
                all(&std::iter::once(&**base).chain(rest).collect::<Vec<_>>())
            }
            Self::Finds(_)
            | Self::Gather(..)
            | Self::Exists(_)
            | Self::Count(_)
            | Self::Collect(_) => false,
        }
    }
}
