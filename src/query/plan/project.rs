//! WITH and RETURN in, steps out.

use super::compile::Compiler;
use super::expr::Expr as Compiled;
use super::shape::{aggregates, has_aggregate};
use super::step::{Aggregate, End, Reckoning, Slot, Step};
use crate::query::ast::{Expr, Projection};
use crate::query::error::QueryError;
use crate::query::function;
use std::collections::{BTreeMap, BTreeSet};

/// One column as it is asked for.
struct Column {
    name: String,
    expr: Expr,
}

impl Compiler<'_> {
    /// Compiles a projection and leaves only its columns in scope.
    pub(super) fn projected(
        &mut self,
        projection: &Projection,
    ) -> Result<Vec<(String, Slot)>, QueryError> {
        let columns = self.columns(projection)?;
        let aggregated = columns.iter().any(|column| has_aggregate(&column.expr))
            || projection.order.iter().any(|sort| has_aggregate(&sort.expr));
        let outer = self.known.len();
        let slots = if aggregated {
            self.aggregated(&columns, projection)?
        } else {
            self.evaluated(&columns)?
        };
        let named: Vec<(String, Slot)> =
            columns.iter().map(|column| column.name.clone()).zip(slots.iter().copied()).collect();
        let visible: BTreeMap<String, Slot> = named.iter().cloned().collect();
        if projection.distinct {
            self.steps.push(Step::Distinct(slots.clone()));
        }
        // ORDER BY and WHERE see the columns, and what was there before where it still is.
        if aggregated || projection.distinct {
            self.scope.clear();
        }
        self.scope.extend(visible.clone());
        for (column, slot) in columns.iter().zip(&slots) {
            if !matches!(column.expr, Expr::Variable(_)) {
                self.known.push((column.expr.clone(), *slot));
            }
        }
        self.ordered(projection, &slots)?;
        self.cut(projection)?;
        if let Some(filter) = &projection.filter {
            let filter = self.expr(filter)?;
            self.steps.push(Step::Filter(filter));
        }
        self.known.truncate(outer);
        self.scope = visible;
        Ok(named)
    }

    fn columns(&self, projection: &Projection) -> Result<Vec<Column>, QueryError> {
        let mut columns: Vec<Column> = Vec::new();
        if projection.star {
            columns.extend(
                self.scope
                    .keys()
                    .map(|name| Column { name: name.clone(), expr: Expr::Variable(name.clone()) }),
            );
        }
        for item in &projection.items {
            let name = match (&item.alias, &item.expr, &item.written) {
                (Some(alias), ..) => alias.clone(),
                (None, Expr::Variable(name), _) => name.clone(),
                (None, _, Some(written)) => written.clone(),
                (None, expr, None) => expr.to_string(),
            };
            columns.push(Column { name, expr: item.expr.clone() });
        }
        let mut seen = BTreeSet::new();
        if let Some(twice) = columns.iter().find(|column| !seen.insert(&column.name)) {
            return Err(QueryError::syntax(
                "ColumnNameConflict",
                format!("two columns are called `{}`", twice.name),
            )
            .hinted(Some("give one of them another name with AS".into())));
        }
        Ok(columns)
    }

    fn evaluated(&mut self, columns: &[Column]) -> Result<Vec<Slot>, QueryError> {
        let mut slots = Vec::new();
        for column in columns {
            let value = self.expr(&column.expr)?;
            slots.push(match value {
                Compiled::Slot(slot) => slot,
                value => {
                    let to = self.slot();
                    self.steps.push(Step::Let { to, value });
                    to
                }
            });
        }
        Ok(slots)
    }

    fn aggregated(
        &mut self,
        columns: &[Column],
        projection: &Projection,
    ) -> Result<Vec<Slot>, QueryError> {
        let mut keys = Vec::new();
        let mut known = Vec::new();
        let mut found = Vec::new();
        for column in columns {
            if has_aggregate(&column.expr) {
                aggregates(&column.expr, &mut found);
            } else {
                let key = self.expr(&column.expr)?;
                let slot = self.slot();
                keys.push((key, slot));
                known.push((column.expr.clone(), slot));
            }
        }
        for sort in &projection.order {
            aggregates(&sort.expr, &mut found);
        }
        let mut reckoned = Vec::new();
        for expr in found {
            let to = self.slot();
            reckoned.push(self.aggregate(&expr, to)?);
            known.push((expr, to));
        }
        self.end(End::Aggregate { keys, aggregates: reckoned });
        self.known.extend(known);
        self.evaluated(columns)
    }

    fn aggregate(&mut self, expr: &Expr, to: Slot) -> Result<Aggregate, QueryError> {
        let Expr::Call { name, distinct, arguments } = expr else {
            return Ok(Aggregate {
                reckoning: Reckoning::Count,
                argument: None,
                share: None,
                distinct: false,
                to,
            });
        };
        let reckoning = function::reckoning(name).ok_or_else(|| {
            QueryError::syntax("UnknownFunction", format!("unknown function `{name}`"))
        })?;
        if arguments.iter().any(has_aggregate) {
            return Err(QueryError::syntax(
                "NestedAggregation",
                "an aggregate cannot stand within another",
            ));
        }
        let mut compiled =
            arguments.iter().map(|argument| self.expr(argument)).collect::<Result<Vec<_>, _>>()?;
        let share = if compiled.len() > 1 { compiled.pop() } else { None };
        Ok(Aggregate { reckoning, argument: compiled.pop(), share, distinct: *distinct, to })
    }

    fn ordered(&mut self, projection: &Projection, slots: &[Slot]) -> Result<(), QueryError> {
        if projection.order.is_empty() {
            return Ok(());
        }
        let keys = projection
            .order
            .iter()
            .map(|sort| Ok((self.expr(&sort.expr)?, sort.descending)))
            .collect::<Result<Vec<_>, QueryError>>()?;
        let mut live: BTreeSet<Slot> = slots.iter().copied().collect();
        if let Some(filter) = &projection.filter {
            let filter = self.expr(filter)?;
            if !filter.slots(&mut |slot| {
                live.insert(slot);
            }) {
                live.extend(self.scope.values());
            }
        }
        let limit = match (&projection.skip, &projection.limit) {
            (None, Some(limit)) => Some(self.expr(limit)?),
            _ => None,
        };
        self.end(End::Sort { keys, live: live.into_iter().collect(), limit });
        Ok(())
    }

    /// SKIP and LIMIT, which see no variables.
    fn cut(&mut self, projection: &Projection) -> Result<(), QueryError> {
        let scope = std::mem::take(&mut self.scope);
        let skip = projection.skip.as_ref().map(|skip| self.expr(skip)).transpose();
        let limit = projection.limit.as_ref().map(|limit| self.expr(limit)).transpose();
        self.scope = scope;
        if let Some(skip) = skip? {
            self.steps.push(Step::Skip(skip));
        }
        if let Some(limit) = limit? {
            self.steps.push(Step::Limit(limit));
        }
        Ok(())
    }
}
