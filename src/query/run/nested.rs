//! Queries within expressions, subqueries and procedure calls.

use super::Flow;
use super::eval::{Context, type_error};
use super::stage::{Access, executed_from};
use super::stream::{Run, run};
use crate::graph::property::Value;
use crate::query::error::QueryError;
use crate::query::plan::{Expr, Plan, Slot};
use crate::query::procedure::Procedure;

impl<'a> Context<'a> {
    /// Expressions that look for patterns or run a query.
    pub(super) fn nested(&self, expr: &'a Expr, row: &[Value]) -> Result<Value, QueryError> {
        match expr {
            Expr::Finds(steps) => {
                let mut found = false;
                run(*self, steps, &mut row.to_vec(), &mut |_, _| {
                    found = true;
                    Ok(Flow::Stop)
                })?;
                Ok(found.into())
            }
            Expr::Gather(steps, map) => {
                let (mut found, mut weight) = (Vec::new(), 0);
                run(*self, steps, &mut row.to_vec(), &mut |inner, _| {
                    let value = self.value(map, inner)?;
                    weight += value.weight();
                    self.env.fits(weight)?;
                    found.push(value);
                    Ok(Flow::More)
                })?;
                Ok(found.into())
            }
            Expr::Exists(plan) => {
                let mut found = false;
                self.rows(plan, row, &mut |_| {
                    found = true;
                    Ok(Flow::Stop)
                })?;
                Ok(found.into())
            }
            Expr::Count(plan) => {
                let mut count = 0i64;
                self.rows(plan, row, &mut |_| {
                    count += 1;
                    Ok(Flow::More)
                })?;
                Ok(count.into())
            }
            Expr::Collect(plan) => {
                let (mut found, mut weight) = (Vec::new(), 0);
                self.rows(plan, row, &mut |row| {
                    weight += row.first().map_or(0, Value::weight);
                    self.env.fits(weight)?;
                    found.extend(row.first().cloned());
                    Ok(Flow::More)
                })?;
                Ok(found.into())
            }
            _ => Err(type_error("this expression has no value")),
        }
    }

    fn rows(
        &self,
        plan: &'a Plan,
        row: &[Value],
        take: &mut dyn FnMut(Vec<Value>) -> Result<Flow, QueryError>,
    ) -> Result<(), QueryError> {
        executed_from(&mut Access::Read(self.graph), self.env, plan, row, take)
    }
}

impl<'a> Run<'a, '_> {
    pub(super) fn call(
        &mut self,
        procedure: &Procedure,
        arguments: &'a [Expr],
        yields: &[(usize, Slot)],
        at: usize,
        row: &mut Vec<Value>,
    ) -> Result<Flow, QueryError> {
        let context = self.context;
        let mut values = Vec::new();
        for (at, argument) in arguments.iter().enumerate() {
            let value = context.value(argument, row)?;
            if !procedure.takes(at, &value) {
                return Err(QueryError::compile(
                    "SyntaxError",
                    "InvalidArgumentType",
                    format!("`{}` does not take {}", procedure.name, value.type_name()),
                ));
            }
            values.push(value);
        }
        let rows = procedure.rows(context.graph, &values)?;
        if procedure.outputs.is_empty() {
            return self.push(at, row);
        }
        for found in rows {
            context.env.tick()?;
            for (column, slot) in yields {
                row[*slot] = found.get(*column).cloned().unwrap_or_default();
            }
            if self.push(at, row)? == Flow::Stop {
                return Ok(Flow::Stop);
            }
        }
        Ok(Flow::More)
    }

    pub(super) fn subquery(
        &mut self,
        plan: &'a Plan,
        outputs: &[Slot],
        at: usize,
        row: &mut Vec<Value>,
    ) -> Result<Flow, QueryError> {
        let context = self.context;
        let mut found = Vec::new();
        context.rows(plan, row, &mut |row| {
            context.env.hold(&row)?;
            found.push(row);
            Ok(Flow::More)
        })?;
        if plan.columns.is_empty() {
            return self.push(at, row);
        }
        for values in found {
            for (slot, value) in outputs.iter().zip(values) {
                row[*slot] = value;
            }
            if self.push(at, row)? == Flow::Stop {
                return Ok(Flow::Stop);
            }
        }
        Ok(Flow::More)
    }
}
