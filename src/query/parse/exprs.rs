//! Parsed expressions in, ours out.

use super::clauses::{Lower, names, unsupported};
use super::precedence;
use crate::query::ast::{Case, Expr, Field, Nested, Quantifier, Query, Unary};
use crate::query::error::QueryError;
use decypher::ast::expr as from;

impl Lower<'_> {
    pub(super) fn optional(
        &mut self,
        expr: Option<&from::Expression>,
    ) -> Result<Option<Expr>, QueryError> {
        expr.map(|expr| self.expr(expr)).transpose()
    }

    fn boxed(&mut self, expr: &from::Expression) -> Result<Box<Expr>, QueryError> {
        Ok(Box::new(self.expr(expr)?))
    }

    fn boxed_optional(
        &mut self,
        expr: Option<&from::Expression>,
    ) -> Result<Option<Box<Expr>>, QueryError> {
        Ok(self.optional(expr)?.map(Box::new))
    }

    pub(super) fn exprs(&mut self, exprs: &[from::Expression]) -> Result<Vec<Expr>, QueryError> {
        exprs.iter().map(|expr| self.expr(expr)).collect()
    }

    pub(super) fn expr(&mut self, expr: &from::Expression) -> Result<Expr, QueryError> {
        use from::Expression as E;
        Ok(match expr {
            E::Literal(literal) => self.literal(literal)?,
            E::Variable(variable) => Expr::Variable(variable.name.name.clone()),
            E::Parameter(parameter) => Expr::Parameter(parameter.name.name.clone()),
            E::Parenthesized(inner) => self.expr(inner)?,
            E::PropertyLookup { base, property, .. } => {
                Expr::Property(self.boxed(base)?, property.name.name.clone())
            }
            E::NodeLabels { base, labels, .. } => {
                let base = self.boxed(base)?;
                match self.all_labels(labels)? {
                    Some(labels) => Expr::HasLabels(base, labels),
                    None => return Err(unsupported("a label test without labels")),
                }
            }
            E::BinaryOp { op, lhs, rhs, .. } if precedence::is_logical(*op) => {
                Expr::Binary(precedence::binary(*op), self.boxed(lhs)?, self.boxed(rhs)?)
            }
            E::UnaryOp { op: from::UnaryOperator::Not, operand, .. } => {
                Expr::Unary(Unary::Not, self.boxed(operand)?)
            }
            E::BinaryOp { .. }
            | E::UnaryOp { .. }
            | E::Comparison { .. }
            | E::In { .. }
            | E::IsNull { .. } => self.regrouped(expr)?,
            E::ListIndex { list, index, .. } => Expr::Index(self.boxed(list)?, self.boxed(index)?),
            E::ListSlice { list, start, end, .. } => Expr::Slice(
                self.boxed(list)?,
                self.boxed_optional(start.as_deref())?,
                self.boxed_optional(end.as_deref())?,
            ),
            E::FunctionCall(call) => Expr::Call {
                name: names(&call.name).join("."),
                distinct: call.distinct,
                arguments: self.exprs(&call.arguments)?,
            },
            E::CountStar { .. } => Expr::CountStar,
            E::Case(case) => self.case(case)?,
            E::IsNormalized { .. } => return Err(unsupported("IS NORMALIZED")),
            E::IsTyped { .. } => return Err(unsupported("IS TYPED")),
            other => self.binding(other)?,
        })
    }

    /// Expressions that bind variables of their own.
    fn binding(&mut self, expr: &from::Expression) -> Result<Expr, QueryError> {
        use from::Expression as E;
        Ok(match expr {
            E::ListComprehension(of) => Expr::ListComprehension {
                variable: of.variable.name.name.clone(),
                list: self.boxed(&of.collection)?,
                filter: self.boxed_optional(of.filter.as_deref())?,
                map: self.boxed_optional(of.map.as_ref())?,
            },
            E::PatternComprehension(of) => {
                let mut pattern = self.relationships(&of.pattern)?;
                pattern.variable = of.variable.as_ref().map(|name| name.name.name.clone());
                Expr::PatternComprehension {
                    pattern: Box::new(pattern),
                    filter: self.boxed_optional(of.where_clause.as_ref())?,
                    map: self.boxed(&of.map)?,
                }
            }
            E::All(of) => self.quantified(Quantifier::All, of)?,
            E::Any(of) => self.quantified(Quantifier::Any, of)?,
            E::None(of) => self.quantified(Quantifier::None, of)?,
            E::Single(of) => self.quantified(Quantifier::Single, of)?,
            E::Reduce(of) => Expr::Reduce {
                accumulator: of.accumulator.name.name.clone(),
                init: self.boxed(&of.init)?,
                variable: of.variable.name.name.clone(),
                list: self.boxed(&of.list)?,
                step: self.boxed(&of.expression)?,
            },
            E::Pattern(pattern) => Expr::Pattern(Box::new(self.relationships(pattern)?)),
            E::Exists(of) => Expr::Exists(Box::new(self.nested(&of.inner)?)),
            E::CountSubquery(of) => Expr::Count(Box::new(self.nested(&of.inner)?)),
            E::CollectSubquery(of) => Expr::Collect(Box::new(self.query(&of.query)?)),
            E::MapProjection(of) => self.projection(of)?,
            _ => return Err(unsupported("this expression")),
        })
    }

    fn literal(&mut self, literal: &from::Literal) -> Result<Expr, QueryError> {
        Ok(match literal {
            from::Literal::Number(from::NumberLiteral::Integer(number)) => Expr::Int(*number),
            from::Literal::Number(from::NumberLiteral::Float(number)) => Expr::Float(*number),
            from::Literal::String(text) => Expr::Text(text.value.clone()),
            from::Literal::Boolean(value) => Expr::Bool(*value),
            from::Literal::Null => Expr::Null,
            from::Literal::List(list) => Expr::List(self.exprs(&list.elements)?),
            from::Literal::Map(map) => self.map(map)?,
        })
    }

    pub(super) fn map(&mut self, map: &from::MapLiteral) -> Result<Expr, QueryError> {
        let entries = map
            .entries
            .iter()
            .map(|(key, value)| Ok((key.name.name.clone(), self.expr(value)?)))
            .collect::<Result<_, QueryError>>()?;
        Ok(Expr::Map(entries))
    }

    fn case(&mut self, case: &from::CaseExpression) -> Result<Expr, QueryError> {
        let subject = self.optional(case.scrutinee.as_deref())?;
        let branches = case
            .alternatives
            .iter()
            .map(|branch| Ok((self.expr(&branch.when)?, self.expr(&branch.then)?)))
            .collect::<Result<_, QueryError>>()?;
        let otherwise = self.optional(case.default.as_deref())?;
        Ok(Expr::Case(Box::new(Case { subject, branches, otherwise })))
    }

    fn quantified(
        &mut self,
        quantifier: Quantifier,
        of: &from::FilterExpression,
    ) -> Result<Expr, QueryError> {
        let Some(filter) = &of.predicate else {
            return Err(unsupported("a quantifier without WHERE"));
        };
        Ok(Expr::Quantified {
            quantifier,
            variable: of.variable.name.name.clone(),
            list: self.boxed(&of.collection)?,
            filter: self.boxed(filter)?,
        })
    }

    fn nested(&mut self, inner: &from::ExistsInner) -> Result<Nested, QueryError> {
        Ok(match inner {
            from::ExistsInner::Pattern(pattern, filter) => {
                Nested::Pattern(self.paths(pattern)?, self.optional(filter.as_deref())?)
            }
            from::ExistsInner::RegularQuery(query) => {
                let query: Query = self.query(query)?;
                Nested::Query(query)
            }
        })
    }

    fn projection(&mut self, of: &from::MapProjection) -> Result<Expr, QueryError> {
        let fields = of
            .items
            .iter()
            .map(|item| {
                Ok(match item {
                    from::MapProjectionItem::AllProperties { .. } => Field::All,
                    from::MapProjectionItem::PropertyLookup { property } => {
                        Field::Property(property.name.name.clone())
                    }
                    from::MapProjectionItem::Literal { key, value } => {
                        Field::Entry(key.name.name.clone(), self.expr(value)?)
                    }
                    from::MapProjectionItem::Variable { variable } => {
                        Field::Variable(variable.name.name.clone())
                    }
                })
            })
            .collect::<Result<_, QueryError>>()?;
        Ok(Expr::MapProjection(of.base.name.name.clone(), fields))
    }
}
