//! Expressions and a row in, values out.

use super::Env;
use super::operate::{arithmetic, compared, negative};
use crate::graph::property::{Map, NodeId, PropertyGraph, RelId, Snapshot, Value, equal};
use crate::query::ast::Quantifier;
use crate::query::error::QueryError;
use crate::query::function::component;
use crate::query::plan::{Expr, KeyName, LabelTest, Piece, Slot};
use std::borrow::Cow;
use std::sync::Arc;

/// What expressions are evaluated against.
#[derive(Clone, Copy)]
pub(in crate::query) struct Context<'a> {
    pub(in crate::query) graph: &'a PropertyGraph,
    pub(in crate::query) snapshot: Option<&'a Snapshot>,
    pub(in crate::query) env: &'a Env<'a>,
}

type Evaluated<'a> = Result<Cow<'a, Value>, QueryError>;

pub(super) fn type_error(message: impl Into<String>) -> QueryError {
    QueryError::run("TypeError", "InvalidArgumentType", message)
}

#[expect(clippy::unnecessary_wraps, reason = "what every evaluation yields")]
fn owned<'a>(value: impl Into<Value>) -> Evaluated<'a> {
    Ok(Cow::Owned(value.into()))
}

impl<'a> Context<'a> {
    /// The value of an expression, and a copy of it.
    pub(super) fn value(&self, expr: &'a Expr, row: &[Value]) -> Result<Value, QueryError> {
        self.eval(expr, row).map(Cow::into_owned)
    }

    /// True, false or unknown.
    pub(super) fn truth(
        &self,
        expr: &'a Expr,
        row: &[Value],
        what: &str,
    ) -> Result<Option<bool>, QueryError> {
        if let Expr::Compare(first, rest) = expr
            && let [(how, second)] = rest.as_slice()
        {
            return compared(*how, &*self.eval(first, row)?, &*self.eval(second, row)?);
        }
        match &*self.eval(expr, row)? {
            Value::Bool(value) => Ok(Some(*value)),
            Value::Null => Ok(None),
            other => {
                Err(type_error(format!("{what} takes true or false, not {}", other.type_name())))
            }
        }
    }

    pub(super) fn eval<'r>(&self, expr: &'a Expr, row: &'r [Value]) -> Evaluated<'r>
    where
        'a: 'r,
    {
        match expr {
            Expr::Const(value) => Ok(Cow::Borrowed(value)),
            Expr::Slot(slot) => Ok(Cow::Borrowed(&row[*slot])),
            Expr::Param(name) => {
                self.env.params.get(name).map(Cow::Borrowed).map_or_else(|| owned(Value::Null), Ok)
            }
            Expr::Property(base, key) => self.property(base, key, row),
            Expr::Compare(first, rest) => {
                let mut left = self.eval(first, row)?;
                let mut all = Some(true);
                for (how, expr) in rest {
                    let right = self.eval(expr, row)?;
                    match compared(*how, &left, &right)? {
                        Some(false) => return owned(false),
                        None => all = None,
                        Some(true) => {}
                    }
                    left = right;
                }
                owned(all)
            }
            // What is true or false whatever it finds need not be looked at once all is said.
            Expr::And(a, b) => match self.truth(a, row, "AND")? {
                Some(false) if b.is_truth() => owned(false),
                Some(false) => {
                    self.truth(b, row, "AND")?;
                    owned(false)
                }
                known => match self.truth(b, row, "AND")? {
                    Some(false) => owned(false),
                    other => owned(known.and(other)),
                },
            },
            Expr::Or(a, b) => match self.truth(a, row, "OR")? {
                Some(true) if b.is_truth() => owned(true),
                known => match (known, self.truth(b, row, "OR")?) {
                    (Some(true), _) | (_, Some(true)) => owned(true),
                    (Some(false), Some(false)) => owned(false),
                    _ => owned(Value::Null),
                },
            },
            Expr::Xor(a, b) => {
                let (a, b) = (self.truth(a, row, "XOR")?, self.truth(b, row, "XOR")?);
                owned(a.zip(b).map(|(a, b)| a != b))
            }
            Expr::Not(a) => owned(self.truth(a, row, "NOT")?.map(|value| !value)),
            Expr::IsNull(a, negated) => owned(self.eval(a, row)?.is_null() != *negated),
            Expr::HasLabels(base, test) => self.has_labels(base, test, row),
            Expr::Arithmetic(op, a, b) => {
                let (a, b) = (self.eval(a, row)?, self.eval(b, row)?);
                self.sized(arithmetic(*op, &a, &b)?).map(Cow::Owned)
            }
            Expr::In(item, list) => self.within(&*self.eval(item, row)?, &*self.eval(list, row)?),
            other => self.sized(self.compound(other, row)?).map(Cow::Owned),
        }
    }

    /// A value that was made, unless it has grown too large.
    fn sized(&self, value: Value) -> Result<Value, QueryError> {
        if let Value::Text(_) | Value::List(_) | Value::Map(_) = &value {
            let weight = value.weight();
            self.env.work(weight / 64)?;
            self.env.fits(weight)?;
        }
        Ok(value)
    }

    /// Expressions that make a new value.
    fn compound(&self, expr: &'a Expr, row: &[Value]) -> Result<Value, QueryError> {
        match expr {
            Expr::List(items) => {
                let items = items.iter().map(|item| self.value(item, row));
                Ok(Value::List(items.collect::<Result<_, _>>()?))
            }
            Expr::Map(entries) => {
                let entries = entries.iter().map(|(k, v)| Ok((k.clone(), self.value(v, row)?)));
                Ok(Value::Map(Arc::new(entries.collect::<Result<Map, QueryError>>()?)))
            }
            Expr::Minus(a) => negative(&*self.eval(a, row)?),
            Expr::Plus(a) => self.value(a, row),
            Expr::Call(function, arguments) => {
                let mut values = Vec::with_capacity(arguments.len());
                for argument in arguments {
                    values.push(self.value(argument, row)?);
                }
                (function.body)(self, &values)
            }
            Expr::Case(subject, branches, otherwise) => {
                self.case(subject.as_deref(), branches, otherwise.as_deref(), row)
            }
            Expr::Index(base, index) => self.index(base, index, row),
            Expr::Slice(list, from, to) => self.slice(list, from.as_deref(), to.as_deref(), row),
            Expr::Comprehension { item, list, filter, map } => {
                self.comprehension(*item, list, filter.as_deref(), map.as_deref(), row)
            }
            Expr::Quantified { quantifier, item, list, filter } => {
                self.quantified(*quantifier, *item, list, filter, row)
            }
            Expr::Reduce { total, init, item, list, step } => {
                let Some(items) = self.items(list, row)? else { return Ok(Value::Null) };
                let mut inner = row.to_vec();
                inner[*total] = self.value(init, row)?;
                for value in items.iter() {
                    self.env.tick()?;
                    inner[*item] = value.clone();
                    inner[*total] = self.value(step, &inner)?;
                }
                Ok(std::mem::take(&mut inner[*total]))
            }
            Expr::Path(start, pieces) => Ok(self.path(*start, pieces, row)),
            Expr::Projection(base, pieces) => self.projection(base, pieces, row),
            running => self.nested(running, row),
        }
    }

    /// A property, borrowed from the graph where it is kept there.
    fn property<'r>(&self, base: &'a Expr, key: &'a KeyName, row: &'r [Value]) -> Evaluated<'r>
    where
        'a: 'r,
    {
        let base = self.eval(base, row)?;
        let number = match &*base {
            Value::Node(_) | Value::Rel(_) => key.key.or_else(|| self.graph.find_key(&key.name)),
            _ => None,
        };
        let found = match &*base {
            Value::Null => None,
            Value::Node(node) => {
                self.alive_node(*node)?;
                number.and_then(|key| self.graph.node_property(*node, key))
            }
            Value::Rel(rel) => {
                self.alive_rel(*rel)?;
                number.and_then(|key| self.graph.rel_property(*rel, key))
            }
            Value::Map(map) => return owned(map.get(&key.name).cloned()),
            Value::Temporal(value) => return owned(component(value, &key.name)),
            other => {
                return Err(type_error(format!("{} has no properties", other.type_name())));
            }
        };
        Ok(found.unwrap_or(Cow::Owned(Value::Null)))
    }

    pub(in crate::query) fn alive_node(&self, node: NodeId) -> Result<(), QueryError> {
        if self.graph.is_gone_node(node) { Err(gone("node")) } else { Ok(()) }
    }

    pub(in crate::query) fn alive_rel(&self, rel: RelId) -> Result<(), QueryError> {
        if self.graph.is_gone_rel(rel) { Err(gone("relationship")) } else { Ok(()) }
    }

    fn has_labels<'r>(&self, base: &'a Expr, test: &LabelTest, row: &'r [Value]) -> Evaluated<'r>
    where
        'a: 'r,
    {
        match &*self.eval(base, row)? {
            Value::Null => owned(Value::Null),
            Value::Node(node) => {
                self.alive_node(*node)?;
                owned(self.labelled(*node, test))
            }
            Value::Rel(rel) => {
                let kind = self.graph.kind(*rel).map(|kind| self.graph.type_name(kind));
                owned(kind.is_some_and(|name| typed(name, test)))
            }
            other => Err(type_error(format!("{} has no labels", other.type_name()))),
        }
    }

    fn labelled(&self, node: NodeId, test: &LabelTest) -> bool {
        match test {
            LabelTest::Has(label) => label
                .label
                .or_else(|| self.graph.find_label(&label.name))
                .is_some_and(|label| self.graph.has_label(node, label)),
            LabelTest::Any => !self.graph.labels(node).is_empty(),
            LabelTest::Not(inner) => !self.labelled(node, inner),
            LabelTest::And(parts) => parts.iter().all(|part| self.labelled(node, part)),
            LabelTest::Or(parts) => parts.iter().any(|part| self.labelled(node, part)),
        }
    }

    fn within<'r>(&self, item: &Value, list: &Value) -> Evaluated<'r> {
        let items = match list {
            Value::Null => return owned(Value::Null),
            Value::List(items) => items,
            other => return Err(type_error(format!("IN takes a list, not {}", other.type_name()))),
        };
        self.env.work(items.len())?;
        let mut unknown = false;
        for other in items.iter() {
            match equal(item, other) {
                Some(true) => return owned(true),
                Some(false) => {}
                None => unknown = true,
            }
        }
        if unknown { owned(Value::Null) } else { owned(false) }
    }

    fn case(
        &self,
        subject: Option<&'a Expr>,
        branches: &'a [(Expr, Expr)],
        otherwise: Option<&'a Expr>,
        row: &[Value],
    ) -> Result<Value, QueryError> {
        let subject = subject.map(|subject| self.eval(subject, row)).transpose()?;
        for (when, then) in branches {
            let holds = match &subject {
                Some(subject) => equal(subject, &*self.eval(when, row)?),
                None => self.truth(when, row, "WHEN")?,
            };
            if holds == Some(true) {
                return self.value(then, row);
            }
        }
        otherwise.map_or(Ok(Value::Null), |otherwise| self.value(otherwise, row))
    }

    /// The items of a list; `None` for null.
    fn items(&self, list: &'a Expr, row: &[Value]) -> Result<Option<Arc<[Value]>>, QueryError> {
        match &*self.eval(list, row)? {
            Value::Null => Ok(None),
            Value::List(items) => Ok(Some(items.clone())),
            other => Err(type_error(format!("a list is needed, not {}", other.type_name()))),
        }
    }

    fn comprehension(
        &self,
        item: Slot,
        list: &'a Expr,
        filter: Option<&'a Expr>,
        map: Option<&'a Expr>,
        row: &[Value],
    ) -> Result<Value, QueryError> {
        let Some(items) = self.items(list, row)? else { return Ok(Value::Null) };
        let mut inner = row.to_vec();
        let (mut found, mut weight) = (Vec::new(), 0);
        for value in items.iter() {
            self.env.tick()?;
            inner[item] = value.clone();
            if let Some(filter) = filter
                && self.truth(filter, &inner, "WHERE")? != Some(true)
            {
                continue;
            }
            let value = match map {
                Some(map) => self.value(map, &inner)?,
                None => value.clone(),
            };
            weight += value.weight();
            self.env.fits(weight)?;
            found.push(value);
        }
        Ok(found.into())
    }

    fn quantified(
        &self,
        quantifier: Quantifier,
        item: Slot,
        list: &'a Expr,
        filter: &'a Expr,
        row: &[Value],
    ) -> Result<Value, QueryError> {
        let Some(items) = self.items(list, row)? else { return Ok(Value::Null) };
        let mut inner = row.to_vec();
        let (mut yes, mut no, mut unknown) = (0, 0, 0);
        let told = |yes: usize, no: usize| match quantifier {
            Quantifier::All => (no > 0, no == 0),
            Quantifier::Any => (yes > 0, yes > 0),
            Quantifier::None => (yes > 0, yes == 0),
            Quantifier::Single => (yes > 1, yes == 1),
        };
        let may_stop = filter.is_truth();
        for value in items.iter() {
            self.env.tick()?;
            inner[item] = value.clone();
            match self.truth(filter, &inner, "WHERE")? {
                Some(true) => yes += 1,
                Some(false) => no += 1,
                None => unknown += 1,
            }
            if may_stop && told(yes, no).0 {
                break;
            }
        }
        let (sure, known) = told(yes, no);
        Ok(if !sure && unknown > 0 { Value::Null } else { Value::Bool(known) })
    }

    fn projection(
        &self,
        base: &'a Expr,
        pieces: &'a [Piece],
        row: &[Value],
    ) -> Result<Value, QueryError> {
        let base = self.eval(base, row)?;
        if base.is_null() {
            return Ok(Value::Null);
        }
        let mut map = Map::new();
        for piece in pieces {
            match piece {
                Piece::All => map.extend(self.properties(&base)?),
                Piece::Entry(key, value) => {
                    map.insert(key.clone(), self.value(value, row)?);
                }
            }
        }
        Ok(Value::Map(Arc::new(map)))
    }

    /// The properties of a node, a relationship or a map.
    pub(in crate::query) fn properties(&self, of: &Value) -> Result<Map, QueryError> {
        let graph = self.graph;
        let named = |key| graph.key_name(key).clone();
        Ok(match of {
            Value::Node(node) => {
                self.alive_node(*node)?;
                let keys = graph.node_keys(*node).into_iter();
                keys.filter_map(|key| {
                    Some((named(key), graph.node_property(*node, key)?.into_owned()))
                })
                .collect()
            }
            Value::Rel(rel) => {
                self.alive_rel(*rel)?;
                let keys = graph.rel_keys(*rel).into_iter();
                keys.filter_map(|key| {
                    Some((named(key), graph.rel_property(*rel, key)?.into_owned()))
                })
                .collect()
            }
            Value::Map(map) => (**map).clone(),
            other => return Err(type_error(format!("{} has no properties", other.type_name()))),
        })
    }
}

fn gone(what: &str) -> QueryError {
    QueryError::run(
        "EntityNotFound",
        "DeletedEntityAccess",
        format!("the {what} was deleted earlier in this query"),
    )
}

fn typed(name: &str, test: &LabelTest) -> bool {
    match test {
        LabelTest::Has(label) => *label.name == *name,
        LabelTest::Any => true,
        LabelTest::Not(inner) => !typed(name, inner),
        LabelTest::And(parts) => parts.iter().all(|part| typed(name, part)),
        LabelTest::Or(parts) => parts.iter().any(|part| typed(name, part)),
    }
}
