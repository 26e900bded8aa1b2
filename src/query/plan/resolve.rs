//! Expressions of the tree in, expressions over slots out.

use super::compile::Compiler;
use super::expr::{Expr as Compiled, LabelTest, PathPiece, Piece};
use super::shape::{Mentions, Repeats};
use super::step::{Slot, Step};
use crate::graph::property::Value;
use crate::query::ast::{Binary, Expr, Field, Labels, Nested, PathPattern, Query, Unary};
use crate::query::error::QueryError;
use crate::query::function;
use std::sync::Arc;

impl Compiler<'_> {
    fn boxed(&mut self, expr: &Expr) -> Result<Box<Compiled>, QueryError> {
        Ok(Box::new(self.expr(expr)?))
    }

    fn boxed_optional(&mut self, expr: Option<&Expr>) -> Result<Option<Box<Compiled>>, QueryError> {
        expr.map(|expr| self.boxed(expr)).transpose()
    }

    pub(super) fn exprs(&mut self, exprs: &[Expr]) -> Result<Vec<Compiled>, QueryError> {
        exprs.iter().map(|expr| self.expr(expr)).collect()
    }

    /// Runs `work` with a variable that only it sees.
    fn local<T>(
        &mut self,
        name: &str,
        work: impl FnOnce(&mut Self, Slot) -> Result<T, QueryError>,
    ) -> Result<T, QueryError> {
        let outer = self.scope.get(name).copied();
        let slot = self.bind(name);
        self.known.push((Expr::Variable(name.to_owned()), slot));
        let result = work(self, slot);
        self.known.pop();
        match outer {
            Some(outer) => self.scope.insert(name.to_owned(), outer),
            None => self.scope.remove(name),
        };
        result
    }

    #[expect(clippy::too_many_lines, reason = "one arm for each kind of expression")]
    pub(super) fn expr(&mut self, expr: &Expr) -> Result<Compiled, QueryError> {
        if let Some((_, slot)) = self.known.iter().rev().find(|(known, _)| known == expr) {
            return Ok(Compiled::Slot(*slot));
        }
        Ok(match expr {
            Expr::Null => Compiled::Const(Value::Null),
            Expr::Bool(value) => Compiled::truth(*value),
            Expr::Int(number) => Compiled::Const(Value::Int(*number)),
            Expr::Float(number) => Compiled::Const(Value::Float(*number)),
            Expr::Text(text) => Compiled::Const(text.as_str().into()),
            Expr::List(items) => self.list(items)?,
            Expr::Map(entries) => Compiled::Map(
                entries
                    .iter()
                    .map(|(key, value)| Ok((key.as_str().into(), self.expr(value)?)))
                    .collect::<Result<_, QueryError>>()?,
            ),
            Expr::Variable(name) => Compiled::Slot(self.variable(name)?),
            Expr::Parameter(name) => self.parameter(name)?,
            Expr::Property(base, key) => Compiled::Property(self.boxed(base)?, self.key(key)),
            Expr::HasLabels(base, labels) => {
                let base = self.boxed(base)?;
                Compiled::HasLabels(base, self.label_test(labels))
            }
            Expr::Binary(op, a, b) => {
                let (a, b) = (self.boxed(a)?, self.boxed(b)?);
                match op {
                    Binary::And => Compiled::And(a, b),
                    Binary::Or => Compiled::Or(a, b),
                    Binary::Xor => Compiled::Xor(a, b),
                    op => Compiled::Arithmetic(*op, a, b),
                }
            }
            Expr::Unary(op, inner) => {
                let inner = self.boxed(inner)?;
                match op {
                    Unary::Not => Compiled::Not(inner),
                    Unary::Minus => Compiled::Minus(inner),
                    Unary::Plus => Compiled::Plus(inner),
                }
            }
            Expr::Compare(first, rest) => {
                let first = self.boxed(first)?;
                let rest = rest
                    .iter()
                    .map(|(how, expr)| Ok((*how, self.expr(expr)?)))
                    .collect::<Result<_, QueryError>>()?;
                Compiled::Compare(first, rest)
            }
            Expr::In(item, list) => Compiled::In(self.boxed(item)?, self.boxed(list)?),
            Expr::IsNull(inner, negated) => Compiled::IsNull(self.boxed(inner)?, *negated),
            Expr::Index(list, index) => Compiled::Index(self.boxed(list)?, self.boxed(index)?),
            Expr::Slice(list, from, to) => Compiled::Slice(
                self.boxed(list)?,
                self.boxed_optional(from.as_deref())?,
                self.boxed_optional(to.as_deref())?,
            ),
            Expr::Call { name, arguments, .. } => self.called(name, arguments)?,
            Expr::CountStar => {
                return Err(QueryError::syntax(
                    "InvalidAggregation",
                    "count(*) is not allowed here",
                ));
            }
            binding => self.binding(binding)?,
        })
    }

    /// A list, known now where all of its items are.
    fn list(&mut self, items: &[Expr]) -> Result<Compiled, QueryError> {
        let items = self.exprs(items)?;
        let constants: Option<Vec<Value>> = items
            .iter()
            .map(|item| match item {
                Compiled::Const(value) => Some(value.clone()),
                _ => None,
            })
            .collect();
        Ok(constants.map_or(Compiled::List(items), |values| Compiled::Const(values.into())))
    }

    fn parameter(&self, name: &str) -> Result<Compiled, QueryError> {
        if self.settings.params.contains_key(name) {
            return Ok(Compiled::Param(name.into()));
        }
        Err(QueryError::compile(
            "ParameterMissing",
            "MissingParameter",
            format!("there is no parameter ${name}"),
        )
        .hinted(Some(format!("give ${name} a value"))))
    }

    fn called(&mut self, name: &str, arguments: &[Expr]) -> Result<Compiled, QueryError> {
        if let ("exists", [Expr::Pattern(_)]) = (name.to_ascii_lowercase().as_str(), arguments) {
            return self.expr(&arguments[0]);
        }
        if function::reckoning(name).is_some() {
            return Err(QueryError::syntax(
                "InvalidAggregation",
                format!("{name}() is not allowed here"),
            ));
        }
        let function = function::find(name).ok_or_else(|| {
            let near = function::nearest(name);
            QueryError::syntax("UnknownFunction", format!("there is no function {name}()"))
                .hinted(near.map(|near| format!("did you mean {near}()?")))
        })?;
        let arguments = self.exprs(arguments)?;
        if !(function.least..=function.most).contains(&arguments.len()) {
            return Err(QueryError::syntax(
                "InvalidNumberOfArguments",
                format!("{name}() does not take {} arguments", arguments.len()),
            ));
        }
        Ok(Compiled::Call(function, arguments))
    }

    /// What binds variables of its own, or runs a query.
    #[expect(clippy::too_many_lines, reason = "one arm for each kind of expression")]
    fn binding(&mut self, expr: &Expr) -> Result<Compiled, QueryError> {
        Ok(match expr {
            Expr::Case(case) => Compiled::Case(
                self.boxed_optional(case.subject.as_ref())?,
                case.branches
                    .iter()
                    .map(|(when, then)| Ok((self.expr(when)?, self.expr(then)?)))
                    .collect::<Result<_, QueryError>>()?,
                self.boxed_optional(case.otherwise.as_ref())?,
            ),
            Expr::ListComprehension { variable, list, filter, map } => {
                let list = self.boxed(list)?;
                self.local(variable, |this, item| {
                    let filter = this.boxed_optional(filter.as_deref())?;
                    let map = this.boxed_optional(map.as_deref())?;
                    Ok(Compiled::Comprehension { item, list, filter, map })
                })?
            }
            Expr::Quantified { quantifier, variable, list, filter } => {
                let list = self.boxed(list)?;
                self.local(variable, |this, item| {
                    let filter = this.boxed(filter)?;
                    Ok(Compiled::Quantified { quantifier: *quantifier, item, list, filter })
                })?
            }
            Expr::Reduce { accumulator, init, variable, list, step } => {
                let (init, list) = (self.boxed(init)?, self.boxed(list)?);
                self.local(accumulator, |this, total| {
                    this.local(variable, |this, item| {
                        let step = this.boxed(step)?;
                        Ok(Compiled::Reduce { total, init, item, list, step })
                    })
                })?
            }
            Expr::PatternComprehension { pattern, filter, map } => {
                let (steps, map) = self.found(
                    std::slice::from_ref(&**pattern),
                    filter.as_deref(),
                    Repeats::Kept,
                    |this| this.boxed(map),
                )?;
                Compiled::Gather(Arc::new(steps), map)
            }
            Expr::Pattern(pattern) => {
                let (steps, ()) =
                    self.found(std::slice::from_ref(&**pattern), None, Repeats::Ignored, |_| {
                        Ok(())
                    })?;
                Compiled::Finds(Arc::new(steps))
            }
            Expr::Exists(nested) => match &**nested {
                Nested::Pattern(patterns, filter) => {
                    let (steps, ()) =
                        self.found(patterns, filter.as_ref(), Repeats::Ignored, |_| Ok(()))?;
                    Compiled::Finds(Arc::new(steps))
                }
                Nested::Query(query) => Compiled::Exists(Arc::new(self.reading(query)?)),
            },
            Expr::Count(nested) => match &**nested {
                Nested::Pattern(patterns, filter) => {
                    let one = |_: &mut Self| Ok(Compiled::Const(Value::Bool(true)));
                    let (steps, one) = self.found(patterns, filter.as_ref(), Repeats::Kept, one)?;
                    let gathered = Compiled::Gather(Arc::new(steps), Box::new(one));
                    let size = function::find("size").ok_or_else(|| {
                        QueryError::syntax("UnknownFunction", "there is no function size()")
                    })?;
                    Compiled::Call(size, vec![gathered])
                }
                Nested::Query(query) => Compiled::Count(Arc::new(self.reading(query)?)),
            },
            Expr::Collect(query) => Compiled::Collect(Arc::new(self.reading(query)?)),
            Expr::MapProjection(name, fields) => self.projection(name, fields)?,
            _ => return Err(QueryError::syntax("UnexpectedSyntax", "this is not an expression")),
        })
    }

    /// The steps that find patterns from here, and what `work` makes of their variables.
    fn found<T>(
        &mut self,
        patterns: &[PathPattern],
        filter: Option<&Expr>,
        repeats: Repeats,
        work: impl FnOnce(&mut Self) -> Result<T, QueryError>,
    ) -> Result<(Vec<Step>, T), QueryError> {
        let scope = self.scope.clone();
        // What the result looks at is not known here, so every variable counts as looked at.
        let later = Mentions { all: repeats == Repeats::Kept, ..Mentions::default() };
        let result = self.apart(|this| {
            this.patterns(patterns, filter, &later, repeats)?;
            work(this)
        });
        self.scope = scope;
        result
    }

    /// A query that must not change anything.
    fn reading(&mut self, query: &Query) -> Result<super::step::Plan, QueryError> {
        let plan = self.nested(query)?;
        if plan.writes {
            return Err(QueryError::syntax(
                "InvalidClauseComposition",
                "a query within an expression cannot change the graph",
            ));
        }
        Ok(plan)
    }

    fn projection(&mut self, name: &str, fields: &[Field]) -> Result<Compiled, QueryError> {
        let base = Expr::Variable(name.to_owned());
        let mut pieces = Vec::new();
        for field in fields {
            let (key, value) = match field {
                Field::All => {
                    pieces.push(Piece::All);
                    continue;
                }
                Field::Property(key) => (key, Expr::Property(Box::new(base.clone()), key.clone())),
                Field::Entry(key, value) => (key, value.clone()),
                Field::Variable(name) => (name, Expr::Variable(name.clone())),
            };
            pieces.push(Piece::Entry(key.as_str().into(), self.expr(&value)?));
        }
        Ok(Compiled::Projection(self.boxed(&base)?, pieces))
    }

    pub(super) fn label_test(&self, labels: &Labels) -> LabelTest {
        let all = |parts: &[Labels]| parts.iter().map(|part| self.label_test(part)).collect();
        match labels {
            Labels::Name(name) => LabelTest::Has(self.label(name)),
            Labels::Any => LabelTest::Any,
            Labels::Not(inner) => LabelTest::Not(Box::new(self.label_test(inner))),
            Labels::And(parts) => LabelTest::And(all(parts)),
            Labels::Or(parts) => LabelTest::Or(all(parts)),
        }
    }

    /// The path of a pattern whose nodes and relationships stand in these slots.
    #[expect(clippy::unused_self, reason = "kept beside the other expressions")]
    pub(super) fn path_of(&self, start: Slot, pieces: Vec<PathPiece>) -> Compiled {
        Compiled::Path(start, pieces)
    }
}
