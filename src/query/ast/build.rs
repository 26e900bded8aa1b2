//! Constructors for those who make queries without text.

use super::clause::{Clause, Item, Match, Projection, Query, Sort};
use super::expr::{Binary, Compare, Expr, Unary};
use super::pattern::{Labels, Length, NodePattern, PathPattern, RelPattern, Shortest};
use crate::graph::property::Direction;

impl Expr {
    /// A variable.
    pub fn var(name: impl Into<String>) -> Self {
        Self::Variable(name.into())
    }

    /// A parameter.
    pub fn param(name: impl Into<String>) -> Self {
        Self::Parameter(name.into())
    }

    /// A string.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A function call.
    pub fn call(name: impl Into<String>, arguments: impl IntoIterator<Item = Self>) -> Self {
        Self::Call {
            name: name.into(),
            distinct: false,
            arguments: arguments.into_iter().collect(),
        }
    }

    /// A property of it.
    #[must_use]
    pub fn prop(self, key: impl Into<String>) -> Self {
        Self::Property(Box::new(self), key.into())
    }

    /// A comparison of it.
    #[must_use]
    pub fn compare(self, how: Compare, other: Self) -> Self {
        Self::Compare(Box::new(self), vec![(how, other)])
    }

    /// `self = other`.
    #[must_use]
    pub fn eq(self, other: Self) -> Self {
        self.compare(Compare::Equal, other)
    }

    /// `self IN list`.
    #[must_use]
    pub fn within(self, list: Self) -> Self {
        Self::In(Box::new(self), Box::new(list))
    }

    /// `self AND other`.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self::Binary(Binary::And, Box::new(self), Box::new(other))
    }

    /// `self OR other`.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self::Binary(Binary::Or, Box::new(self), Box::new(other))
    }

    /// `self + other`.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self::Binary(Binary::Add, Box::new(self), Box::new(other))
    }

    /// `NOT self`.
    #[must_use]
    pub fn negated(self) -> Self {
        Self::Unary(Unary::Not, Box::new(self))
    }

    /// `self AS name`.
    pub fn named(self, name: impl Into<String>) -> Item {
        Item { expr: self, alias: Some(name.into()), written: None }
    }

    /// ORDER BY it, from small to large.
    pub fn ascending(self) -> Sort {
        Sort { expr: self, descending: false }
    }

    /// ORDER BY it, from large to small.
    pub fn descending(self) -> Sort {
        Sort { expr: self, descending: true }
    }
}

impl From<Expr> for Item {
    fn from(expr: Expr) -> Self {
        Self { expr, alias: None, written: None }
    }
}

impl NodePattern {
    /// A node of any kind that nothing refers to.
    pub fn new() -> Self {
        Self::default()
    }

    /// A node with a name.
    pub fn named(variable: impl Into<String>) -> Self {
        Self { variable: Some(variable.into()), ..Self::default() }
    }

    /// With a label beside those it has.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        let label = Labels::Name(label.into());
        self.labels = Some(match self.labels {
            None => label,
            Some(Labels::And(mut parts)) => {
                parts.push(label);
                Labels::And(parts)
            }
            Some(other) => Labels::And(vec![other, label]),
        });
        self
    }

    /// With a property.
    #[must_use]
    pub fn with(mut self, key: impl Into<String>, value: Expr) -> Self {
        match &mut self.properties {
            Some(Expr::Map(entries)) => entries.push((key.into(), value)),
            other => *other = Some(Expr::Map(vec![(key.into(), value)])),
        }
        self
    }
}

impl RelPattern {
    /// A relationship of any type.
    pub fn new(direction: Direction) -> Self {
        Self { variable: None, kinds: None, direction, length: None, properties: None }
    }

    /// `-->`.
    pub fn out() -> Self {
        Self::new(Direction::Out)
    }

    /// `<--`.
    pub fn back() -> Self {
        Self::new(Direction::In)
    }

    /// `--`.
    pub fn both() -> Self {
        Self::new(Direction::Both)
    }

    /// With a name.
    #[must_use]
    pub fn named(mut self, variable: impl Into<String>) -> Self {
        self.variable = Some(variable.into());
        self
    }

    /// Of this type, or of one it has already.
    #[must_use]
    pub fn kind(mut self, kind: impl Into<String>) -> Self {
        let kind = Labels::Name(kind.into());
        self.kinds = Some(match self.kinds {
            None => kind,
            Some(Labels::Or(mut parts)) => {
                parts.push(kind);
                Labels::Or(parts)
            }
            Some(other) => Labels::Or(vec![other, kind]),
        });
        self
    }

    /// From `low` to `high` relationships.
    #[must_use]
    pub fn length(mut self, low: u64, high: u64) -> Self {
        self.length = Some(Length { low: Some(low), high: Some(high) });
        self
    }
}

impl PathPattern {
    /// A path of one node.
    pub fn from(start: NodePattern) -> Self {
        Self { start, ..Self::default() }
    }

    /// With one more relationship and node.
    #[must_use]
    pub fn step(mut self, rel: RelPattern, node: NodePattern) -> Self {
        self.steps.push((rel, node));
        self
    }

    /// With a name.
    #[must_use]
    pub fn named(mut self, variable: impl Into<String>) -> Self {
        self.variable = Some(variable.into());
        self
    }

    /// Only a shortest one.
    #[must_use]
    pub fn shortest(mut self, shortest: Shortest) -> Self {
        self.shortest = shortest;
        self
    }
}

impl Query {
    /// A query without clauses.
    pub fn new() -> Self {
        Self::default()
    }

    /// With one more clause.
    #[must_use]
    pub fn clause(mut self, clause: Clause) -> Self {
        self.first.clauses.push(clause);
        self
    }

    /// With MATCH.
    #[must_use]
    pub fn matching(self, patterns: impl IntoIterator<Item = PathPattern>) -> Self {
        let patterns = patterns.into_iter().collect();
        self.clause(Clause::Match(Match { patterns, ..Match::default() }))
    }

    /// With OPTIONAL MATCH.
    #[must_use]
    pub fn optional(self, patterns: impl IntoIterator<Item = PathPattern>) -> Self {
        let patterns = patterns.into_iter().collect();
        self.clause(Clause::Match(Match { optional: true, patterns, filter: None }))
    }

    /// With a further condition on the last clause.
    #[must_use]
    pub fn filter(mut self, condition: Expr) -> Self {
        let filter = match self.first.clauses.last_mut() {
            Some(Clause::Match(clause)) => &mut clause.filter,
            Some(Clause::With(projection)) => &mut projection.filter,
            _ => return self,
        };
        *filter = Some(match filter.take() {
            Some(before) => before.and(condition),
            None => condition,
        });
        self
    }

    /// With WITH.
    #[must_use]
    pub fn with<T: Into<Item>>(self, items: impl IntoIterator<Item = T>) -> Self {
        let items = items.into_iter().map(Into::into).collect();
        self.clause(Clause::With(Projection { items, ..Projection::default() }))
    }

    /// With RETURN.
    #[must_use]
    pub fn returning<T: Into<Item>>(self, items: impl IntoIterator<Item = T>) -> Self {
        let items = items.into_iter().map(Into::into).collect();
        self.clause(Clause::Return(Projection { items, ..Projection::default() }))
    }

    fn projection(&mut self) -> Option<&mut Projection> {
        match self.first.clauses.last_mut()? {
            Clause::With(projection) | Clause::Return(projection) => Some(projection),
            _ => None,
        }
    }

    /// Each row of the last projection once.
    #[must_use]
    pub fn distinct(mut self) -> Self {
        if let Some(projection) = self.projection() {
            projection.distinct = true;
        }
        self
    }

    /// The last projection in order.
    #[must_use]
    pub fn order(mut self, order: impl IntoIterator<Item = Sort>) -> Self {
        if let Some(projection) = self.projection() {
            projection.order = order.into_iter().collect();
        }
        self
    }

    /// The first rows of the last projection.
    #[must_use]
    pub fn limit(mut self, limit: i64) -> Self {
        if let Some(projection) = self.projection() {
            projection.limit = Some(Expr::Int(limit));
        }
        self
    }
}
