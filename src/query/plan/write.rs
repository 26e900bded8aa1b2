//! Writing clauses in, changes out.

use super::compile::Compiler;
use super::expr::{Expr as Compiled, PathPiece};
use super::shape::{Mentions, Repeats};
use super::step::{Change, Set, Slot, Template, TemplateRel};
use crate::graph::property::{Direction, Value};
use crate::query::ast::{
    Clause, Expr, Labels, Merge, NodePattern, PathPattern, RelPattern, RemoveItem, SetItem,
};
use crate::query::error::QueryError;
use std::collections::BTreeSet;
use std::sync::Arc;

impl Compiler<'_> {
    pub(super) fn change(&mut self, clause: &Clause) -> Result<Vec<Change>, QueryError> {
        Ok(match clause {
            Clause::Create(patterns) => {
                let mut changes = Vec::new();
                for pattern in patterns {
                    let (template, path) = self.template(pattern, &BTreeSet::new())?;
                    changes.push(Change::Create(template));
                    changes.extend(path.map(|(to, value)| Change::Let { to, value }));
                }
                changes
            }
            Clause::Merge(merge) => vec![self.merge(merge)?],
            Clause::Set(items) => vec![Change::Set(self.sets(items)?)],
            Clause::Remove(items) => {
                let sets = items
                    .iter()
                    .map(|item| self.removal(item))
                    .collect::<Result<_, QueryError>>()?;
                vec![Change::Set(sets)]
            }
            Clause::Delete { detach, targets } => {
                vec![Change::Delete { detach: *detach, targets: self.exprs(targets)? }]
            }
            Clause::Foreach { variable, list, updates } => {
                let list = self.expr(list)?;
                let scope = self.scope.clone();
                let to = self.bind(variable);
                let mut changes = Vec::new();
                for update in updates {
                    changes.extend(self.change(update)?);
                }
                self.scope = scope;
                vec![Change::Foreach { list, to, changes }]
            }
            _ => Vec::new(),
        })
    }

    /// How to make what a pattern shows, with the path it names.
    fn template(
        &mut self,
        pattern: &PathPattern,
        found: &BTreeSet<String>,
    ) -> Result<(Template, Option<(Slot, Compiled)>), QueryError> {
        let mut template = Template::default();
        let mut at = self.new_node(&pattern.start, found, &mut template)?;
        let start = at;
        let mut pieces = Vec::new();
        for (rel, node) in &pattern.steps {
            let from = at;
            at = self.new_node(node, found, &mut template)?;
            let slot = self.new_rel(rel, (from, at), found, &mut template)?;
            pieces.push(PathPiece::One(slot, at));
        }
        let path = pattern.variable.as_ref().map(|name| {
            let to = self.scope.get(name).copied().unwrap_or_else(|| self.bind(name));
            (to, self.path_of(start, pieces))
        });
        Ok((template, path))
    }

    /// The slot of a node that is known, or of one that is added to the template.
    fn new_node(
        &mut self,
        node: &NodePattern,
        found: &BTreeSet<String>,
        template: &mut Template,
    ) -> Result<Slot, QueryError> {
        if let Some(name) = &node.variable
            && let Some(&slot) = self.scope.get(name)
        {
            let made = template.nodes.iter().any(|(own, ..)| *own == slot);
            if made || !found.contains(name) {
                return Ok(slot);
            }
        }
        let props = self.made_of(node.properties.as_ref())?;
        let slot = match &node.variable {
            Some(name) => match self.scope.get(name) {
                Some(slot) => *slot,
                None => self.bind(name),
            },
            None => self.slot(),
        };
        let labels = match &node.labels {
            None => Vec::new(),
            Some(Labels::Name(name)) => vec![self.label(name)],
            Some(Labels::And(parts)) if parts.iter().all(|p| matches!(p, Labels::Name(_))) => {
                parts.iter().flat_map(Labels::names).map(|name| self.label(name)).collect()
            }
            Some(_) => {
                return Err(QueryError::syntax(
                    "UnexpectedSyntax",
                    "a new node takes plain labels only",
                ));
            }
        };
        template.nodes.push((slot, labels, props));
        Ok(slot)
    }

    fn new_rel(
        &mut self,
        rel: &RelPattern,
        (from, to): (Slot, Slot),
        found: &BTreeSet<String>,
        template: &mut Template,
    ) -> Result<Slot, QueryError> {
        if rel.length.is_some() {
            return Err(QueryError::syntax(
                "CreatingVarLength",
                "a relationship of variable length cannot be made",
            ));
        }
        let Some(Labels::Name(kind)) = &rel.kinds else {
            return Err(QueryError::syntax(
                "NoSingleRelationshipType",
                "a new relationship needs exactly one type",
            ));
        };
        if rel.direction == Direction::Both && found.is_empty() {
            return Err(QueryError::syntax(
                "RequiresDirectedRelationship",
                "a new relationship needs a direction",
            ));
        }
        let kind: Arc<str> = self.settings.vocabulary.relation(self.graph, kind);
        let props = self.made_of(rel.properties.as_ref())?;
        let slot = match &rel.variable {
            Some(name) => match self.scope.get(name) {
                Some(slot) if found.contains(name) => *slot,
                _ => self.bind(name),
            },
            None => self.slot(),
        };
        let (start, end) = if rel.direction == Direction::In { (to, from) } else { (from, to) };
        template.rels.push(TemplateRel { to: slot, start, kind, end, props });
        Ok(slot)
    }

    fn made_of(&mut self, properties: Option<&Expr>) -> Result<Option<Compiled>, QueryError> {
        let compiled = properties.map(|properties| self.expr(properties)).transpose()?;
        Ok(compiled.map(|expr| match expr {
            Compiled::Map(entries) => Compiled::Map(
                entries
                    .into_iter()
                    .map(|(key, value)| {
                        let own = self.settings.vocabulary.key(self.graph, &key);
                        (own, value)
                    })
                    .collect(),
            ),
            other => other,
        }))
    }

    fn merge(&mut self, merge: &Merge) -> Result<Change, QueryError> {
        let before: BTreeSet<String> = self.scope.keys().cloned().collect();
        let everything = Mentions { all: true, ..Mentions::default() };
        let patterns = std::slice::from_ref(&merge.pattern);
        let (steps, _) =
            self.apart(|this| this.patterns(patterns, None, &everything, Repeats::Kept))?;
        // What the pattern names and did not exist before is made where nothing is found. The
        // sentinel keeps the set from being empty, which would mean CREATE.
        let mut fresh: BTreeSet<String> =
            self.scope.keys().filter(|name| !before.contains(*name)).cloned().collect();
        fresh.insert(String::new());
        let (template, path) = self.template(&merge.pattern, &fresh)?;
        Ok(Change::Merge {
            steps,
            template,
            on_create: self.sets(&merge.on_create)?,
            on_match: self.sets(&merge.on_match)?,
            path,
        })
    }

    fn sets(&mut self, items: &[SetItem]) -> Result<Vec<Set>, QueryError> {
        items.iter().map(|item| self.set(item)).collect()
    }

    fn key_value(&self, key: &str) -> Compiled {
        Compiled::Const(Value::Text(self.settings.vocabulary.key(self.graph, key)))
    }

    fn set(&mut self, item: &SetItem) -> Result<Set, QueryError> {
        Ok(match item {
            SetItem::Property(target, key, value) => Set::Property {
                target: self.expr(target)?,
                key: self.key_value(key),
                value: self.expr(value)?,
            },
            SetItem::Dynamic(target, key, value) => Set::Property {
                target: self.expr(target)?,
                key: self.expr(key)?,
                value: self.expr(value)?,
            },
            SetItem::Replace(name, map) => {
                Set::Map { target: self.variable(name)?, map: self.expr(map)?, replace: true }
            }
            SetItem::Extend(name, map) => {
                Set::Map { target: self.variable(name)?, map: self.expr(map)?, replace: false }
            }
            SetItem::Labels(name, labels) => Set::AddLabels(
                self.variable(name)?,
                labels.iter().map(|label| self.label(label)).collect(),
            ),
        })
    }

    fn removal(&mut self, item: &RemoveItem) -> Result<Set, QueryError> {
        Ok(match item {
            RemoveItem::Property(target, key) => Set::Property {
                target: self.expr(target)?,
                key: self.key_value(key),
                value: Compiled::Const(Value::Null),
            },
            RemoveItem::Labels(name, labels) => Set::RemoveLabels(
                self.variable(name)?,
                labels.iter().map(|label| self.label(label)).collect(),
            ),
        })
    }
}
