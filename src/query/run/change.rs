//! Rows in, a changed graph out.

use super::Env;
use super::eval::{Context, type_error};
use super::stage::found;
use crate::graph::property::{Connected, Label, NodeId, PropertyGraph, RelId, Slot as Kept, Value};
use crate::query::error::QueryError;
use crate::query::plan::{Change, Expr, LabelName, Set, Slot, Step, Template};
use std::collections::BTreeSet;
use std::sync::Arc;

/// About how many bytes a change takes until the statement is over.
const CHANGE: usize = 96;

/// Changes being made.
pub(super) struct Changes<'g, 'e> {
    graph: &'g mut PropertyGraph,
    env: &'e Env<'e>,
    /// What DELETE names, taken out when all rows are seen.
    nodes: BTreeSet<NodeId>,
    rels: BTreeSet<RelId>,
    detach: bool,
}

impl<'g, 'e> Changes<'g, 'e> {
    pub(super) fn new(graph: &'g mut PropertyGraph, env: &'e Env<'e>) -> Self {
        Self { graph, env, nodes: BTreeSet::new(), rels: BTreeSet::new(), detach: false }
    }

    /// Makes the changes of a clause for every row, and gives back the rows that come out.
    pub(super) fn made(
        mut self,
        changes: &[Change],
        rows: &mut Vec<Vec<Value>>,
    ) -> Result<Vec<Vec<Value>>, QueryError> {
        let mut results = Vec::with_capacity(rows.len());
        for row in std::mem::take(rows) {
            let mut open = vec![row];
            for change in changes {
                let mut next = Vec::with_capacity(open.len());
                for row in open {
                    self.env.tick()?;
                    self.change(change, row, &mut next)?;
                }
                open = next;
            }
            results.extend(open);
        }
        self.delete()?;
        Ok(results)
    }

    fn context(&self) -> Context<'_> {
        Context { graph: self.graph, snapshot: self.graph.ready_snapshot(), env: self.env }
    }

    fn value(&self, expr: &Expr, row: &[Value]) -> Result<Value, QueryError> {
        self.context().value(expr, row)
    }

    fn change(
        &mut self,
        change: &Change,
        mut row: Vec<Value>,
        out: &mut Vec<Vec<Value>>,
    ) -> Result<(), QueryError> {
        match change {
            Change::Create(template) => self.create(template, &mut row, false)?,
            Change::Let { to, value } => row[*to] = self.value(value, &row)?,
            Change::Set(items) => {
                for item in items {
                    self.set(item, &row)?;
                }
            }
            Change::Delete { detach, targets } => {
                self.detach |= detach;
                for target in targets {
                    let value = self.value(target, &row)?;
                    self.doom(&value)?;
                }
            }
            Change::Merge { steps, template, on_create, on_match, path } => {
                return self.merge(steps, template, (on_create, on_match), path.as_ref(), row, out);
            }
            Change::Foreach { list, to, changes } => self.foreach(list, *to, changes, &row)?,
        }
        out.push(row);
        Ok(())
    }

    fn foreach(
        &mut self,
        list: &Expr,
        to: Slot,
        changes: &[Change],
        row: &[Value],
    ) -> Result<(), QueryError> {
        let items = match self.value(list, row)? {
            Value::Null => return Ok(()),
            Value::List(items) => items,
            other => {
                return Err(type_error(format!("FOREACH takes a list, not {}", other.type_name())));
            }
        };
        for item in items.iter() {
            let mut inner = row.to_vec();
            inner[to] = item.clone();
            let mut open = vec![inner];
            for change in changes {
                let mut next = Vec::new();
                for row in open {
                    self.env.tick()?;
                    self.change(change, row, &mut next)?;
                }
                open = next;
            }
        }
        Ok(())
    }

    fn merge(
        &mut self,
        steps: &[Step],
        template: &Template,
        (on_create, on_match): (&[Set], &[Set]),
        path: Option<&(Slot, Expr)>,
        mut row: Vec<Value>,
        out: &mut Vec<Vec<Value>>,
    ) -> Result<(), QueryError> {
        let matches = found(self.context(), steps, &row)?;
        if matches.is_empty() {
            self.create(template, &mut row, true)?;
            if let Some((to, value)) = path {
                row[*to] = self.value(value, &row)?;
            }
            for item in on_create {
                self.set(item, &row)?;
            }
            out.push(row);
            return Ok(());
        }
        for row in matches {
            for item in on_match {
                self.set(item, &row)?;
            }
            out.push(row);
        }
        Ok(())
    }

    fn labels(&mut self, names: &[LabelName]) -> Vec<Label> {
        names.iter().map(|label| self.graph.label(&label.name)).collect()
    }

    fn create(
        &mut self,
        template: &Template,
        row: &mut [Value],
        merging: bool,
    ) -> Result<(), QueryError> {
        for (to, labels, props) in &template.nodes {
            let props = self.made_of(props.as_ref(), row, merging)?;
            let labels = self.labels(labels);
            self.env.hold_bytes(CHANGE)?;
            let node = self.graph.create_node(labels, props);
            row[*to] = Value::Node(node);
        }
        for rel in &template.rels {
            let props = self.made_of(rel.props.as_ref(), row, merging)?;
            let (Value::Node(start), Value::Node(end)) = (&row[rel.start], &row[rel.end]) else {
                return Err(QueryError::run(
                    "SemanticError",
                    "MissingNode",
                    "a relationship needs two nodes, and one of them is null",
                ));
            };
            let (start, end) = (*start, *end);
            self.context().alive_node(start)?;
            self.context().alive_node(end)?;
            let kind = self.graph.rel_type(&rel.kind);
            self.env.hold_bytes(CHANGE)?;
            row[rel.to] = Value::Rel(self.graph.create_rel(start, kind, end, props));
        }
        Ok(())
    }

    fn made_of(
        &mut self,
        props: Option<&Expr>,
        row: &[Value],
        merging: bool,
    ) -> Result<Vec<(crate::graph::property::Key, Kept)>, QueryError> {
        let Some(props) = props else { return Ok(Vec::new()) };
        let map = match self.value(props, row)? {
            Value::Null => return Ok(Vec::new()),
            Value::Map(map) => map,
            other => {
                return Err(type_error(format!("properties are a map, not {}", other.type_name())));
            }
        };
        let mut made = Vec::with_capacity(map.len());
        for (key, value) in map.iter() {
            if merging && value.is_null() {
                return Err(QueryError::run(
                    "SemanticError",
                    "MergeReadOwnWrites",
                    format!("MERGE cannot look for a null `{key}`"),
                ));
            }
            keepable(value)?;
            made.push((self.graph.key(key), Kept::Kept(value.clone())));
        }
        Ok(made)
    }

    fn set(&mut self, item: &Set, row: &[Value]) -> Result<(), QueryError> {
        match item {
            Set::Property { target, key, value } => {
                let (target, key) = (self.value(target, row)?, self.value(key, row)?);
                let value = self.value(value, row)?;
                let Some(key) = key.as_text() else {
                    return Err(type_error("a key is a String"));
                };
                self.put(&target, key, value)
            }
            Set::Map { target, map, replace } => self.put_map(&row[*target], map, *replace, row),
            Set::AddLabels(slot, labels) => {
                let labels = self.labels(labels);
                if let Some(node) = self.labelled(&row[*slot])? {
                    for label in labels {
                        self.graph.add_label(node, label);
                    }
                }
                Ok(())
            }
            Set::RemoveLabels(slot, labels) => {
                if let Some(node) = self.labelled(&row[*slot])? {
                    for label in labels {
                        if let Some(label) = self.graph.find_label(&label.name) {
                            self.graph.remove_label(node, label);
                        }
                    }
                }
                Ok(())
            }
        }
    }

    fn labelled(&self, value: &Value) -> Result<Option<NodeId>, QueryError> {
        match value {
            Value::Null => Ok(None),
            Value::Node(node) => {
                self.context().alive_node(*node)?;
                Ok(Some(*node))
            }
            other => Err(type_error(format!("{} has no labels", other.type_name()))),
        }
    }

    fn put(&mut self, target: &Value, key: &str, value: Value) -> Result<(), QueryError> {
        keepable(&value)?;
        self.env.hold_bytes(CHANGE)?;
        match target {
            Value::Null => {}
            Value::Node(node) => {
                self.context().alive_node(*node)?;
                let key = self.graph.key(key);
                self.graph.set_node(*node, key, Kept::Kept(value));
            }
            Value::Rel(rel) => {
                self.context().alive_rel(*rel)?;
                let key = self.graph.key(key);
                self.graph.set_rel(*rel, key, Kept::Kept(value));
            }
            other => {
                return Err(type_error(format!("{} has no properties to set", other.type_name())));
            }
        }
        Ok(())
    }

    fn put_map(
        &mut self,
        target: &Value,
        map: &Expr,
        replace: bool,
        row: &[Value],
    ) -> Result<(), QueryError> {
        if target.is_null() {
            return Ok(());
        }
        let map = match self.value(map, row)? {
            Value::Null => return Ok(()),
            value => self.context().properties(&value)?,
        };
        if replace {
            let gone: Vec<Arc<str>> = self
                .context()
                .properties(target)?
                .into_keys()
                .filter(|key| !map.contains_key(key))
                .collect();
            for key in gone {
                self.put(target, &key, Value::Null)?;
            }
        }
        for (key, value) in map {
            self.put(target, &key, value)?;
        }
        Ok(())
    }

    /// Notes what is to be deleted.
    fn doom(&mut self, value: &Value) -> Result<(), QueryError> {
        match value {
            Value::Null => {}
            Value::Node(node) => {
                self.nodes.insert(*node);
            }
            Value::Rel(rel) => {
                self.rels.insert(*rel);
            }
            Value::Path(path) => {
                self.nodes.extend(&path.nodes);
                self.rels.extend(&path.rels);
            }
            other => {
                return Err(QueryError::run(
                    "TypeError",
                    "InvalidArgumentType",
                    format!("{} cannot be deleted", other.type_name()),
                ));
            }
        }
        Ok(())
    }

    fn delete(&mut self) -> Result<(), QueryError> {
        for rel in std::mem::take(&mut self.rels) {
            self.env.tick()?;
            self.graph.delete_rel(rel);
        }
        for node in std::mem::take(&mut self.nodes) {
            self.env.tick()?;
            if self.detach {
                self.graph.detach_delete(node);
            } else {
                self.graph.delete_node(node).map_err(|Connected { node }| {
                    QueryError::run(
                        "ConstraintVerificationFailed",
                        "DeleteConnectedNode",
                        format!("node {} still has relationships", node.number()),
                    )
                    .hinted(Some("delete them too with DETACH DELETE".into()))
                })?;
            }
        }
        Ok(())
    }
}

/// Whether a value can be a property.
fn keepable(value: &Value) -> Result<(), QueryError> {
    let simple = |value: &Value| {
        !matches!(
            value,
            Value::Map(_) | Value::Node(_) | Value::Rel(_) | Value::Path(_) | Value::List(_)
        )
    };
    let fits = match value {
        Value::List(items) => items.iter().all(|item| simple(item) && !item.is_null()),
        other => simple(other),
    };
    if fits {
        return Ok(());
    }
    Err(QueryError::run(
        "TypeError",
        "InvalidPropertyType",
        format!("{} cannot be the value of a property", value.type_name()),
    ))
}
