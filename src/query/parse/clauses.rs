//! Parsed clauses in, ours out.

use crate::query::ast::{
    Call, Clause, Item, Match, Merge, PathPattern, Projection, Query, RemoveItem, SetItem, Single,
    Sort, Union, Yield,
};
use crate::query::error::QueryError;
use decypher::ast::clause as from;
use decypher::ast::names::SymbolicName;
use decypher::ast::procedure::{InQueryCall, ProcedureInvocation, YieldItems, YieldSpec};
use decypher::ast::query::{
    MultiPartQuery, Query as Parsed, QueryBody, ReadingClause, RegularQuery, SinglePartBody,
    SinglePartQuery, SingleQuery, SingleQueryKind, UpdatingClause,
};
use decypher::cst::{AstNode, ProjectionItem};
use decypher::syntax::SyntaxNode;

/// What lowering needs to know besides the tree.
pub(super) struct Lower<'a> {
    pub(super) source: &'a str,
    /// How each projected expression is written, in the order of the text.
    written: std::vec::IntoIter<String>,
}

pub(super) fn unsupported(what: &str) -> QueryError {
    QueryError::syntax("UnexpectedSyntax", format!("{what} is not supported"))
}

pub(super) fn lowered(
    query: &Parsed,
    root: &SyntaxNode,
    source: &str,
) -> Result<Query, QueryError> {
    let written: Vec<String> = root
        .descendants()
        .filter_map(ProjectionItem::cast)
        .map(|item| item.syntax().text().to_string().trim().to_owned())
        .collect();
    let mut lower = Lower { source, written: written.into_iter() };
    match query.statements.as_slice() {
        [QueryBody::SingleQuery(single)] => {
            Ok(Query { first: lower.single(single)?, ..Query::default() })
        }
        [QueryBody::Regular(query)] => lower.query(query),
        [QueryBody::Standalone(call)] => {
            let yields = match &call.yield_items {
                None => Yield::Unsaid,
                Some(YieldSpec::Star { .. }) => Yield::Star,
                Some(YieldSpec::Items(items)) => columns(items),
            };
            let filter = match &call.yield_items {
                Some(YieldSpec::Items(items)) => items.where_clause.as_ref(),
                _ => None,
            };
            let filter = filter.map(|filter| lower.expr(filter)).transpose()?;
            let call = lower.call(&call.call, yields, filter)?;
            Ok(Query::new().clause(Clause::Call(call)))
        }
        [_] => Err(unsupported("this statement")),
        _ => Err(QueryError::syntax("UnexpectedSyntax", "more than one statement")
            .hinted(Some("run them one by one".into()))),
    }
}

fn columns(items: &YieldItems) -> Yield {
    Yield::Columns(
        items
            .items
            .iter()
            .map(|item| {
                let alias = item.alias.as_ref().map(|alias| alias.name.name.clone());
                (item.procedure_field.name.clone(), alias)
            })
            .collect(),
    )
}

pub(super) fn names(names: &[SymbolicName]) -> Vec<String> {
    names.iter().map(|name| name.name.clone()).collect()
}

impl Lower<'_> {
    pub(super) fn query(&mut self, query: &RegularQuery) -> Result<Query, QueryError> {
        let first = self.single(&query.single_query)?;
        let unions = query
            .unions
            .iter()
            .map(|union| {
                let how = if union.all { Union::All } else { Union::Distinct };
                Ok((how, self.single(&union.single_query)?))
            })
            .collect::<Result<_, QueryError>>()?;
        Ok(Query { first, unions, ..Query::default() })
    }

    fn single(&mut self, single: &SingleQuery) -> Result<Single, QueryError> {
        if single.use_clause.is_some() {
            return Err(unsupported("USE"));
        }
        let mut clauses = Vec::new();
        match &single.kind {
            SingleQueryKind::SinglePart(part) => self.part(part, &mut clauses)?,
            SingleQueryKind::MultiPart(parts) => self.parts(parts, &mut clauses)?,
        }
        Ok(Single { clauses })
    }

    fn parts(
        &mut self,
        query: &MultiPartQuery,
        clauses: &mut Vec<Clause>,
    ) -> Result<(), QueryError> {
        for part in &query.parts {
            for clause in &part.reading_clauses {
                clauses.push(self.reading(clause)?);
            }
            for clause in &part.updating_clauses {
                clauses.push(self.updating(clause)?);
            }
            clauses.push(Clause::With(self.with(&part.with)?));
        }
        self.part(&query.final_part, clauses)
    }

    fn part(
        &mut self,
        part: &SinglePartQuery,
        clauses: &mut Vec<Clause>,
    ) -> Result<(), QueryError> {
        for clause in &part.reading_clauses {
            clauses.push(self.reading(clause)?);
        }
        match &part.body {
            SinglePartBody::Return(clause) => clauses.push(self.returned(clause)?),
            SinglePartBody::Updating { updating, return_clause } => {
                for clause in updating {
                    clauses.push(self.updating(clause)?);
                }
                if let Some(clause) = return_clause {
                    clauses.push(self.returned(clause)?);
                }
            }
            SinglePartBody::Finish(_) => clauses.push(Clause::Finish),
        }
        Ok(())
    }

    fn reading(&mut self, clause: &ReadingClause) -> Result<Clause, QueryError> {
        Ok(match clause {
            ReadingClause::Match(clause) => Clause::Match(Match {
                optional: clause.optional,
                patterns: self.paths(&clause.pattern)?,
                filter: self.optional(clause.where_clause.as_ref())?,
            }),
            ReadingClause::Unwind(clause) => Clause::Unwind {
                list: self.expr(&clause.expression)?,
                variable: clause.variable.name.name.clone(),
            },
            ReadingClause::InQueryCall(clause) => Clause::Call(self.in_query_call(clause)?),
            ReadingClause::CallSubquery(clause) => {
                if clause.in_transactions.is_some() {
                    return Err(unsupported("IN TRANSACTIONS"));
                }
                Clause::Subquery(Box::new(self.query(&clause.query)?))
            }
            ReadingClause::LoadCsv(_) => return Err(unsupported("LOAD CSV")),
        })
    }

    fn in_query_call(&mut self, clause: &InQueryCall) -> Result<Call, QueryError> {
        let yields = clause.yield_items.as_ref().map_or(Yield::Unsaid, columns);
        let filter = clause.yield_items.as_ref().and_then(|items| items.where_clause.as_ref());
        let filter = self.optional(filter)?;
        self.call(&clause.call, yields, filter)
    }

    fn call(
        &mut self,
        call: &ProcedureInvocation,
        yields: Yield,
        filter: Option<crate::query::ast::Expr>,
    ) -> Result<Call, QueryError> {
        let arguments =
            if call.implicit_arguments { None } else { Some(self.exprs(&call.name.arguments)?) };
        Ok(Call { name: names(&call.name.name).join("."), arguments, yields, filter })
    }

    pub(super) fn updating(&mut self, clause: &UpdatingClause) -> Result<Clause, QueryError> {
        Ok(match clause {
            UpdatingClause::Create(clause) => self.create(clause)?,
            UpdatingClause::Merge(clause) => self.merge(clause)?,
            UpdatingClause::Delete(clause) => self.delete(clause)?,
            UpdatingClause::Set(clause) => Clause::Set(self.set_items(&clause.items)?),
            UpdatingClause::Remove(clause) => self.remove(clause)?,
            UpdatingClause::Foreach(clause) => self.foreach(clause)?,
        })
    }

    fn create(&mut self, clause: &from::Create) -> Result<Clause, QueryError> {
        Ok(Clause::Create(self.paths(&clause.pattern)?))
    }

    fn merge(&mut self, clause: &from::Merge) -> Result<Clause, QueryError> {
        let pattern: PathPattern = self.path(&clause.pattern)?;
        let (mut on_create, mut on_match) = (Vec::new(), Vec::new());
        for action in &clause.actions {
            let items = self.set_items(&action.set_items)?;
            if action.on_match { on_match.extend(items) } else { on_create.extend(items) }
        }
        Ok(Clause::Merge(Merge { pattern, on_create, on_match }))
    }

    fn delete(&mut self, clause: &from::Delete) -> Result<Clause, QueryError> {
        Ok(Clause::Delete { detach: clause.detach, targets: self.exprs(&clause.targets)? })
    }

    fn set_items(&mut self, items: &[from::SetItem]) -> Result<Vec<SetItem>, QueryError> {
        items.iter().map(|item| self.set_item(item)).collect()
    }

    fn set_item(&mut self, item: &from::SetItem) -> Result<SetItem, QueryError> {
        use crate::query::ast::Expr;
        Ok(match item {
            from::SetItem::Property { property, value, .. } => {
                let value = self.expr(value)?;
                match self.expr(property)? {
                    Expr::Property(target, key) => SetItem::Property(*target, key, value),
                    Expr::Index(target, key) => SetItem::Dynamic(*target, *key, value),
                    Expr::Variable(variable) => SetItem::Replace(variable, value),
                    _ => return Err(unsupported("SET of such an expression")),
                }
            }
            from::SetItem::Variable { variable, value, operator } => {
                let (name, value) = (variable.name.name.clone(), self.expr(value)?);
                match operator {
                    from::SetOperator::Assign => SetItem::Replace(name, value),
                    from::SetOperator::Add => SetItem::Extend(name, value),
                }
            }
            from::SetItem::DynamicProperty { property, key, value, .. } => {
                SetItem::Dynamic(self.expr(property)?, self.expr(key)?, self.expr(value)?)
            }
            from::SetItem::Labels { variable, labels } => {
                SetItem::Labels(variable.name.name.clone(), names(labels))
            }
        })
    }

    fn remove(&mut self, clause: &from::Remove) -> Result<Clause, QueryError> {
        use crate::query::ast::Expr;
        let items = clause
            .items
            .iter()
            .map(|item| match item {
                from::RemoveItem::Labels { variable, labels } => {
                    Ok(RemoveItem::Labels(variable.name.name.clone(), names(labels)))
                }
                from::RemoveItem::Property(property) => match self.expr(property)? {
                    Expr::Property(target, key) => Ok(RemoveItem::Property(*target, key)),
                    _ => Err(unsupported("REMOVE of such an expression")),
                },
            })
            .collect::<Result<_, _>>()?;
        Ok(Clause::Remove(items))
    }

    fn foreach(&mut self, clause: &from::Foreach) -> Result<Clause, QueryError> {
        let list = self.expr(&clause.list)?;
        let updates = clause
            .updates
            .iter()
            .map(|update| match update {
                from::ForeachUpdate::Create(clause) => self.create(clause),
                from::ForeachUpdate::Merge(clause) => self.merge(clause),
                from::ForeachUpdate::Delete(clause) => self.delete(clause),
                from::ForeachUpdate::Set(clause) => Ok(Clause::Set(self.set_items(&clause.items)?)),
                from::ForeachUpdate::Remove(clause) => self.remove(clause),
                from::ForeachUpdate::Foreach(clause) => self.foreach(clause),
            })
            .collect::<Result<_, _>>()?;
        Ok(Clause::Foreach { variable: clause.variable.name.name.clone(), list, updates })
    }

    fn with(&mut self, clause: &from::With) -> Result<Projection, QueryError> {
        Ok(Projection {
            distinct: clause.distinct,
            star: clause.star,
            items: self.items(&clause.items)?,
            order: self.order(clause.order.as_ref())?,
            skip: self.optional(clause.skip.as_ref())?,
            limit: self.optional(clause.limit.as_ref())?,
            filter: self.optional(clause.where_clause.as_ref())?,
        })
    }

    fn returned(&mut self, clause: &from::Return) -> Result<Clause, QueryError> {
        Ok(Clause::Return(Projection {
            distinct: clause.distinct,
            star: clause.star,
            items: self.items(&clause.items)?,
            order: self.order(clause.order.as_ref())?,
            skip: self.optional(clause.skip.as_ref())?,
            limit: self.optional(clause.limit.as_ref())?,
            filter: None,
        }))
    }

    fn items(&mut self, items: &[from::ProjectionItem]) -> Result<Vec<Item>, QueryError> {
        items
            .iter()
            .map(|item| {
                let written = self.written.next();
                let alias = item.alias.as_ref().map(|alias| alias.name.name.clone());
                Ok(Item { expr: self.expr(&item.expression)?, alias, written })
            })
            .collect()
    }

    fn order(&mut self, order: Option<&from::Order>) -> Result<Vec<Sort>, QueryError> {
        let Some(order) = order else { return Ok(Vec::new()) };
        order
            .items
            .iter()
            .map(|item| {
                let descending = item.direction == Some(from::SortDirection::Descending);
                Ok(Sort { expr: self.expr(&item.expression)?, descending })
            })
            .collect()
    }
}
