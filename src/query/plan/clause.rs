//! Clauses in, steps and stages out. Projections, patterns and writing have files of their own.

use super::compile::Compiler;
use super::expr::Expr as Compiled;
use super::shape::{Mentions, repeats};
use super::step::{End, Slot, Step};
use crate::query::ast::{Call, Clause, Expr, Match, PathPattern, Query, Yield};
use crate::query::error::QueryError;

/// Most loops within each other in one stage, and most nodes and relationships in one MATCH.
const MOST_NESTED: usize = 250;

/// A query that would take the planner long and the stack deep.
pub(super) fn too_large() -> QueryError {
    QueryError::compile(
        "LimitExceeded",
        "LimitExceeded",
        format!("more than {MOST_NESTED} patterns and lists without anything gathered between"),
    )
    .hinted(Some("send several queries".into()))
}

/// Whether patterns are few enough to be planned.
pub(super) fn are_few(paths: &[PathPattern]) -> bool {
    paths.iter().map(|path| 1 + path.steps.len()).sum::<usize>() <= MOST_NESTED
}

impl Compiler<'_> {
    /// Compiles a clause. Steps that pass rows on to the next are as deep on the stack as there are
    /// of them.
    pub(super) fn clause(&mut self, clause: &Clause, rest: &[Clause]) -> Result<(), QueryError> {
        self.put(clause, rest)?;
        let nested = self.steps.iter().filter(|step| step.spreads()).count();
        if nested > MOST_NESTED { Err(too_large()) } else { Ok(()) }
    }

    fn put(&mut self, clause: &Clause, rest: &[Clause]) -> Result<(), QueryError> {
        match clause {
            Clause::Match(clause) => self.matching(clause, rest),
            Clause::Unwind { list, variable } => {
                let list = self.expr(list)?;
                let to = self.bind(variable);
                self.steps.push(Step::Unwind { list, to });
                Ok(())
            }
            Clause::With(projection) => {
                self.projected(projection)?;
                Ok(())
            }
            Clause::Call(call) => {
                self.call(call, false)?;
                Ok(())
            }
            Clause::Subquery(query) => self.subquery(query),
            Clause::Return(_) | Clause::Finish => Ok(()),
            writing => {
                self.writes = true;
                let change = self.change(writing)?;
                self.end(End::Write(change));
                Ok(())
            }
        }
    }

    fn matching(&mut self, clause: &Match, rest: &[Clause]) -> Result<(), QueryError> {
        let mut later = Mentions::default();
        later.clauses(rest);
        let repeats = repeats(rest);
        if !clause.optional {
            self.patterns(&clause.patterns, clause.filter.as_ref(), &later, repeats)?;
            return Ok(());
        }
        let at = self.steps.len();
        self.steps.push(Step::OptionalEnd);
        let fresh = self.patterns(&clause.patterns, clause.filter.as_ref(), &later, repeats)?;
        self.steps.push(Step::OptionalEnd);
        let end = self.steps.len();
        self.steps[at] = Step::Optional { end, clear: fresh };
        Ok(())
    }

    fn subquery(&mut self, query: &Query) -> Result<(), QueryError> {
        let imports = matches!(query.first.clauses.first(), Some(Clause::With(_)));
        let scope = self.scope.clone();
        if !imports {
            self.scope.clear();
        }
        let plan = self.nested(query);
        self.scope = scope;
        let plan = plan?;
        let outputs: Vec<Slot> = plan.columns.iter().map(|name| self.bind(name)).collect();
        self.writes |= plan.writes;
        if plan.writes {
            self.end(End::Apply(Box::new(plan), outputs));
        } else {
            self.steps.push(Step::Subquery { plan: Box::new(plan), outputs });
        }
        Ok(())
    }

    /// A procedure call; its columns where it stands alone.
    pub(super) fn call(
        &mut self,
        call: &Call,
        alone: bool,
    ) -> Result<Vec<(String, Slot)>, QueryError> {
        let Some(procedure) = self.settings.procedures.find(&call.name) else {
            let near = self.settings.procedures.nearest(&call.name);
            return Err(QueryError::compile(
                "ProcedureError",
                "ProcedureNotFound",
                format!("there is no procedure `{}`", call.name),
            )
            .hinted(near.map(|near| format!("did you mean {near}?"))));
        };
        let arguments = self.arguments(call, &procedure.inputs, alone)?;
        let wanted: Vec<(String, Option<String>)> = match &call.yields {
            Yield::Columns(columns) => columns.clone(),
            Yield::Star => procedure.outputs.iter().map(|name| (name.clone(), None)).collect(),
            Yield::Unsaid if alone => {
                procedure.outputs.iter().map(|name| (name.clone(), None)).collect()
            }
            Yield::Unsaid => Vec::new(),
        };
        let (mut yields, mut columns) = (Vec::new(), Vec::new());
        for (column, alias) in wanted {
            let Some(at) = procedure.outputs.iter().position(|name| *name == column) else {
                return Err(QueryError::syntax(
                    "UndefinedVariable",
                    format!("`{}` yields no `{column}`", call.name),
                )
                .hinted(Some(format!("it yields {}", procedure.outputs.join(", ")))));
            };
            let name = alias.unwrap_or(column);
            if self.scope.contains_key(&name) {
                return Err(QueryError::syntax(
                    "VariableAlreadyBound",
                    format!("the variable `{name}` exists already"),
                ));
            }
            let slot = self.bind(&name);
            yields.push((at, slot));
            columns.push((name, slot));
        }
        self.steps.push(Step::Call { procedure, arguments, yields });
        if let Some(filter) = &call.filter {
            let filter = self.expr(filter)?;
            self.steps.push(Step::Filter(filter));
        }
        Ok(columns)
    }

    fn arguments(
        &mut self,
        call: &Call,
        inputs: &[String],
        alone: bool,
    ) -> Result<Vec<Compiled>, QueryError> {
        let Some(given) = &call.arguments else {
            if !alone {
                return Err(QueryError::syntax(
                    "InvalidArgumentPassingMode",
                    format!("`{}` needs its arguments in parentheses within a query", call.name),
                ));
            }
            return inputs
                .iter()
                .map(|name| {
                    self.expr(&Expr::Parameter(name.clone())).map_err(|_| {
                        QueryError::compile(
                            "ParameterMissing",
                            "MissingParameter",
                            format!("`{}` takes a parameter ${name}", call.name),
                        )
                    })
                })
                .collect();
        };
        if given.len() != inputs.len() {
            return Err(QueryError::syntax(
                "InvalidNumberOfArguments",
                format!("`{}` takes {} arguments, not {}", call.name, inputs.len(), given.len()),
            ));
        }
        if given.iter().any(super::shape::has_aggregate) {
            return Err(QueryError::syntax(
                "InvalidAggregation",
                "an aggregate cannot be an argument of a procedure",
            ));
        }
        given.iter().map(|argument| self.expr(argument)).collect()
    }
}
