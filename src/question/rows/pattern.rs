//! Pieces of queries in, larger pieces out.

use crate::knowledge::Kind;
use crate::query::ast::{Call, Clause, Expr, Labels, NodePattern, PathPattern, Quantifier};
use crate::query::ast::{Query, RelPattern, Union, Yield};

/// `(variable)`.
pub(in crate::question) fn from(variable: &str) -> PathPattern {
    PathPattern::from(NodePattern::named(variable))
}

/// `(variable:Label)`.
pub(in crate::question) fn labelled(variable: &str, label: &str) -> NodePattern {
    NodePattern::named(variable).label(label)
}

/// A relationship of one of these types.
pub(in crate::question) fn typed<'n>(
    rel: RelPattern,
    kinds: impl IntoIterator<Item = &'n str>,
) -> RelPattern {
    kinds.into_iter().fold(rel, RelPattern::kind)
}

/// `CALL name(arguments)`.
pub(in crate::question) fn call(name: &str, arguments: impl IntoIterator<Item = Expr>) -> Call {
    Call {
        name: name.to_owned(),
        arguments: Some(arguments.into_iter().collect()),
        yields: Yield::Unsaid,
        filter: None,
    }
}

/// The nodes that a procedure yields, under a name, with one more of its columns; only those of
/// which all conditions hold.
pub(in crate::question) fn node_as(
    call: Call,
    variable: &str,
    column: Option<&str>,
    conditions: impl IntoIterator<Item = Expr>,
) -> Query {
    let node = ("node".to_owned(), Some(variable.to_owned()));
    let others = column.map(|column| (column.to_owned(), None));
    let yields = Yield::Columns(std::iter::once(node).chain(others).collect());
    let filter = conditions.into_iter().reduce(Expr::and);
    Query::new().clause(Clause::Call(Call { yields, filter, ..call }))
}

/// The condition that a node is of one of these kinds, if there are any.
pub(in crate::question) fn of_kinds(variable: &str, kinds: &[Kind]) -> Option<Expr> {
    let is = |kind: &Kind| {
        Expr::HasLabels(Box::new(Expr::var(variable)), Labels::Name(kind.name().to_owned()))
    };
    kinds.iter().map(is).reduce(Expr::or)
}

/// `any(variable IN list WHERE filter)`.
pub(in crate::question) fn any_of(variable: &str, list: Expr, filter: Expr) -> Expr {
    Expr::Quantified {
        quantifier: Quantifier::Any,
        variable: variable.to_owned(),
        list: Box::new(list),
        filter: Box::new(filter),
    }
}

/// The rows of both.
pub(in crate::question) fn union(mut one: Query, other: Query) -> Query {
    one.unions.push((Union::All, other.first));
    one.unions.extend(other.unions);
    one
}
