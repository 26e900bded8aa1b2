//! Questions about a tree before it is compiled: which names, which aggregates, which conjuncts.

#![expect(clippy::needless_for_each, reason = "lists and options are visited alike")]
#![expect(clippy::match_same_arms, reason = "one arm for each kind of expression")]

use crate::query::ast::{
    Binary, Clause, Expr, Field, Match, Nested, PathPattern, Projection, Query, RemoveItem, SetItem,
};
use crate::query::function;
use std::collections::BTreeSet;

/// Every variable named in it, bound inside or not.
#[derive(Debug, Default)]
pub(super) struct Mentions {
    pub(super) names: BTreeSet<String>,
    /// `*` stands somewhere: everything is mentioned.
    pub(super) all: bool,
}

impl Mentions {
    pub(super) fn of(expr: &Expr) -> Self {
        let mut mentions = Self::default();
        mentions.expr(expr);
        mentions
    }

    pub(super) fn contains(&self, name: &str) -> bool {
        self.all || self.names.contains(name)
    }

    pub(super) fn expr(&mut self, expr: &Expr) {
        match expr {
            Expr::Variable(name) => {
                self.names.insert(name.clone());
            }
            Expr::MapProjection(name, fields) => {
                self.names.insert(name.clone());
                for field in fields {
                    if let Field::Variable(name) = field {
                        self.names.insert(name.clone());
                    }
                }
            }
            Expr::Pattern(pattern) => self.path(pattern),
            Expr::PatternComprehension { pattern, .. } => self.path(pattern),
            Expr::Exists(nested) | Expr::Count(nested) => match &**nested {
                Nested::Pattern(patterns, filter) => {
                    patterns.iter().for_each(|path| self.path(path));
                    filter.iter().for_each(|filter| self.expr(filter));
                }
                Nested::Query(query) => self.query(query),
            },
            Expr::Collect(query) => self.query(query),
            _ => {}
        }
        children(expr, &mut |child| self.expr(child));
    }

    pub(super) fn path(&mut self, path: &PathPattern) {
        self.names.extend(path.variable.clone());
        let steps = path.steps.iter();
        let nodes = std::iter::once(&path.start).chain(steps.clone().map(|(_, node)| node));
        for node in nodes {
            self.names.extend(node.variable.clone());
            node.properties.iter().for_each(|props| self.expr(props));
        }
        for (rel, _) in steps {
            self.names.extend(rel.variable.clone());
            rel.properties.iter().for_each(|props| self.expr(props));
        }
    }

    fn query(&mut self, query: &Query) {
        let rest = query.unions.iter().map(|(_, single)| single);
        for single in std::iter::once(&query.first).chain(rest) {
            self.clauses(&single.clauses);
        }
    }

    pub(super) fn clauses(&mut self, clauses: &[Clause]) {
        clauses.iter().for_each(|clause| self.clause(clause));
    }

    fn clause(&mut self, clause: &Clause) {
        match clause {
            Clause::Match(Match { patterns, filter, .. }) => {
                patterns.iter().for_each(|path| self.path(path));
                filter.iter().for_each(|filter| self.expr(filter));
            }
            Clause::Unwind { list, .. } => self.expr(list),
            Clause::With(projection) | Clause::Return(projection) => self.projection(projection),
            Clause::Call(call) => {
                call.arguments.iter().flatten().for_each(|argument| self.expr(argument));
                call.filter.iter().for_each(|filter| self.expr(filter));
            }
            Clause::Subquery(query) => self.query(query),
            Clause::Create(patterns) => patterns.iter().for_each(|path| self.path(path)),
            Clause::Merge(merge) => {
                self.path(&merge.pattern);
                merge.on_create.iter().chain(&merge.on_match).for_each(|item| self.set(item));
            }
            Clause::Set(items) => items.iter().for_each(|item| self.set(item)),
            Clause::Remove(items) => {
                for item in items {
                    match item {
                        RemoveItem::Property(target, _) => self.expr(target),
                        RemoveItem::Labels(name, _) => {
                            self.names.insert(name.clone());
                        }
                    }
                }
            }
            Clause::Delete { targets, .. } => targets.iter().for_each(|target| self.expr(target)),
            Clause::Foreach { list, updates, .. } => {
                self.expr(list);
                self.clauses(updates);
            }
            Clause::Finish => {}
        }
    }

    fn set(&mut self, item: &SetItem) {
        match item {
            SetItem::Property(target, _, value) => {
                self.expr(target);
                self.expr(value);
            }
            SetItem::Dynamic(target, key, value) => {
                [target, key, value].into_iter().for_each(|expr| self.expr(expr));
            }
            SetItem::Replace(name, value) | SetItem::Extend(name, value) => {
                self.names.insert(name.clone());
                self.expr(value);
            }
            SetItem::Labels(name, _) => {
                self.names.insert(name.clone());
            }
        }
    }

    pub(super) fn projection(&mut self, projection: &Projection) {
        self.all |= projection.star;
        projection.items.iter().for_each(|item| self.expr(&item.expr));
        projection.order.iter().for_each(|sort| self.expr(&sort.expr));
        projection.filter.iter().for_each(|filter| self.expr(filter));
    }
}

/// Calls `visit` with each expression directly within one, nested queries and patterns left out.
fn children(expr: &Expr, visit: &mut impl FnMut(&Expr)) {
    match expr {
        Expr::List(items) | Expr::Call { arguments: items, .. } => items.iter().for_each(visit),
        Expr::Map(entries) => entries.iter().for_each(|(_, value)| visit(value)),
        Expr::Property(a, _) | Expr::HasLabels(a, _) | Expr::Unary(_, a) | Expr::IsNull(a, _) => {
            visit(a);
        }
        Expr::Binary(_, a, b) | Expr::In(a, b) | Expr::Index(a, b) => {
            visit(a);
            visit(b);
        }
        Expr::Compare(a, rest) => {
            visit(a);
            rest.iter().for_each(|(_, b)| visit(b));
        }
        Expr::Slice(a, b, c) => {
            visit(a);
            [b, c].into_iter().flatten().for_each(|end| visit(end));
        }
        Expr::Case(case) => {
            case.subject.iter().for_each(&mut *visit);
            for (when, then) in &case.branches {
                visit(when);
                visit(then);
            }
            case.otherwise.iter().for_each(visit);
        }
        Expr::ListComprehension { list, filter, map, .. } => {
            visit(list);
            [filter, map].into_iter().flatten().for_each(|inner| visit(inner));
        }
        Expr::PatternComprehension { filter, map, .. } => {
            filter.iter().for_each(|inner| visit(inner));
            visit(map);
        }
        Expr::Quantified { list, filter, .. } => {
            visit(list);
            visit(filter);
        }
        Expr::Reduce { init, list, step, .. } => {
            [init, list, step].into_iter().for_each(|e| visit(e));
        }
        Expr::MapProjection(_, fields) => {
            for field in fields {
                if let Field::Entry(_, value) = field {
                    visit(value);
                }
            }
        }
        _ => {}
    }
}

fn is_aggregate(expr: &Expr) -> bool {
    match expr {
        Expr::CountStar => true,
        Expr::Call { name, .. } => function::reckoning(name).is_some(),
        _ => false,
    }
}

/// The aggregates in an expression, each once, in the order written.
pub(super) fn aggregates(expr: &Expr, found: &mut Vec<Expr>) {
    if is_aggregate(expr) {
        if !found.contains(expr) {
            found.push(expr.clone());
        }
    } else {
        children(expr, &mut |child| aggregates(child, found));
    }
}

/// Whether it aggregates.
pub(super) fn has_aggregate(expr: &Expr) -> bool {
    let mut found = Vec::new();
    aggregates(expr, &mut found);
    !found.is_empty()
}

/// The conditions that AND joins.
pub(super) fn conjuncts<'a>(expr: &'a Expr, found: &mut Vec<&'a Expr>) {
    match expr {
        Expr::Binary(Binary::And, a, b) => {
            conjuncts(a, found);
            conjuncts(b, found);
        }
        other => found.push(other),
    }
}

/// What the next projection makes of rows that differ in nothing it looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Repeats {
    /// They are all passed on.
    Kept,
    /// They are only counted.
    Counted,
    /// They make no difference.
    Ignored,
}

/// What becomes of repeated rows in the clauses after a MATCH.
pub(super) fn repeats(rest: &[Clause]) -> Repeats {
    for clause in rest {
        match clause {
            Clause::Match(_) | Clause::Unwind { .. } => {}
            Clause::With(projection) | Clause::Return(projection) => {
                return projected(projection);
            }
            _ => return Repeats::Kept,
        }
    }
    Repeats::Kept
}

fn projected(projection: &Projection) -> Repeats {
    let mut found = Vec::new();
    projection.items.iter().for_each(|item| aggregates(&item.expr, &mut found));
    projection.order.iter().for_each(|sort| aggregates(&sort.expr, &mut found));
    if found.is_empty() {
        return if projection.distinct { Repeats::Ignored } else { Repeats::Kept };
    }
    let of = |expr: &Expr| match expr {
        Expr::CountStar => Repeats::Counted,
        Expr::Call { name, distinct, .. } => match name.to_ascii_lowercase().as_str() {
            "min" | "max" => Repeats::Ignored,
            _ if *distinct => Repeats::Ignored,
            "count" => Repeats::Counted,
            _ => Repeats::Kept,
        },
        _ => Repeats::Kept,
    };
    found.iter().map(of).min().unwrap_or(Repeats::Kept)
}
