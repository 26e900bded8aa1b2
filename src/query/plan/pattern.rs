//! Patterns in, a small graph of what is to be found out.

use super::compile::Compiler;
use super::expr::{Expr as Compiled, KeyName, LabelName, LabelTest, PathPiece};
use super::shape::{Mentions, conjuncts};
use super::step::{Kinds, Slot};
use crate::graph::property::{Direction, Value};
use crate::query::ast::{
    Compare, Expr, Labels, Length, NodePattern, PathPattern, RelPattern, Shortest,
};
use crate::query::error::QueryError;
use std::collections::{BTreeMap, BTreeSet};

/// A node to be found.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) slot: Slot,
    /// It was known before.
    pub(super) bound: bool,
    /// Something besides this pattern looks at it.
    pub(super) used: bool,
    /// Labels it must have.
    pub(super) labels: Vec<LabelName>,
}

/// A relationship to be found.
#[derive(Debug)]
pub(super) struct Rel {
    pub(super) slot: Slot,
    pub(super) bound: bool,
    pub(super) used: bool,
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) direction: Direction,
    pub(super) kinds: Kinds,
    pub(super) length: Option<Length>,
    pub(super) props: Vec<(KeyName, Compiled)>,
    pub(super) shortest: Shortest,
}

/// Something that must be true, and what must be known before it can be told.
#[derive(Debug)]
pub(super) struct Condition {
    pub(super) test: Compiled,
    pub(super) needs: BTreeSet<Slot>,
    pub(super) lookup: Option<Lookup>,
}

/// A way to find a node: `slot.key = value`, `slot.key IN [values]`, or `id(slot) = value` without
/// a key.
#[derive(Debug)]
pub(super) struct Lookup {
    pub(super) slot: Slot,
    pub(super) key: Option<KeyName>,
    pub(super) value: Compiled,
    /// What must be known before the value is.
    pub(super) needs: BTreeSet<Slot>,
    /// How many values there are, where it is a list of them.
    pub(super) several: Option<usize>,
}

/// A path to be named.
#[derive(Debug)]
pub(super) struct Named {
    pub(super) slot: Slot,
    pub(super) value: Compiled,
}

/// All that a MATCH is to find.
#[derive(Debug, Default)]
pub(super) struct Pattern {
    pub(super) nodes: Vec<Node>,
    pub(super) rels: Vec<Rel>,
    pub(super) conditions: Vec<Condition>,
    pub(super) paths: Vec<Named>,
    /// Slots that come into being.
    pub(super) fresh: Vec<Slot>,
}

/// Where names of this pattern are, while it is put together.
struct Builder<'b> {
    pattern: Pattern,
    nodes: BTreeMap<String, usize>,
    later: &'b Mentions,
    /// Properties, to be compiled when every variable has its slot.
    properties: Vec<(Slot, Expr)>,
    rel_properties: Vec<(usize, Expr)>,
}

impl Compiler<'_> {
    pub(super) fn pattern(
        &mut self,
        paths: &[PathPattern],
        filter: Option<&Expr>,
        later: &Mentions,
    ) -> Result<Pattern, QueryError> {
        let mut builder = Builder {
            pattern: Pattern::default(),
            nodes: BTreeMap::new(),
            later,
            properties: Vec::new(),
            rel_properties: Vec::new(),
        };
        let before: BTreeSet<String> = self.scope.keys().cloned().collect();
        for path in paths {
            self.path(path, &before, &mut builder);
        }
        for (slot, properties) in std::mem::take(&mut builder.properties) {
            self.properties(slot, &properties, &mut builder.pattern)?;
        }
        for (rel, properties) in std::mem::take(&mut builder.rel_properties) {
            let Expr::Map(entries) = &properties else { continue };
            for (key, value) in entries {
                let pair = (self.key(key), self.expr(value)?);
                builder.pattern.rels[rel].props.push(pair);
            }
        }
        let mut pattern = builder.pattern;
        if let Some(filter) = filter {
            let mut parts = Vec::new();
            conjuncts(filter, &mut parts);
            for part in parts {
                let condition = self.condition(part)?;
                pattern.conditions.push(condition);
            }
        }
        Ok(pattern)
    }

    fn path(&mut self, path: &PathPattern, before: &BTreeSet<String>, builder: &mut Builder<'_>) {
        let mut at = self.node(&path.start, before, builder);
        let start = builder.pattern.nodes[at].slot;
        let mut pieces = Vec::new();
        for (rel, node) in &path.steps {
            let from = at;
            at = self.node(node, before, builder);
            let slot = self.rel(rel, (from, at), path.shortest, before, builder);
            let to = builder.pattern.nodes[at].slot;
            pieces.push(match rel.length {
                Some(_) => PathPiece::Many(slot),
                None if path.shortest != Shortest::No => PathPiece::Many(slot),
                None => PathPiece::One(slot, to),
            });
            if path.variable.is_some() {
                if let Some(rel) = builder.pattern.rels.last_mut() {
                    rel.used = true;
                }
                builder.pattern.nodes[at].used = true;
                builder.pattern.nodes[from].used = true;
            }
        }
        if let Some(name) = &path.variable {
            let slot = self.bind(name);
            builder.pattern.fresh.push(slot);
            let value = self.path_of(start, pieces);
            builder.pattern.paths.push(Named { slot, value });
        }
    }

    fn node(
        &mut self,
        node: &NodePattern,
        before: &BTreeSet<String>,
        builder: &mut Builder<'_>,
    ) -> usize {
        let seen = node.variable.as_ref().and_then(|name| builder.nodes.get(name).copied());
        let at = seen.unwrap_or_else(|| {
            let bound = node.variable.as_ref().is_some_and(|name| before.contains(name));
            let slot = match &node.variable {
                Some(name) if bound => self.scope.get(name).copied().unwrap_or_default(),
                Some(name) => self.bind(name),
                None => self.slot(),
            };
            if !bound {
                builder.pattern.fresh.push(slot);
            }
            let used = bound || node.variable.as_ref().is_some_and(|n| builder.later.contains(n));
            builder.pattern.nodes.push(Node { slot, bound, used, labels: Vec::new() });
            let at = builder.pattern.nodes.len() - 1;
            if let Some(name) = &node.variable {
                builder.nodes.insert(name.clone(), at);
            }
            at
        });
        let slot = builder.pattern.nodes[at].slot;
        if let Some(labels) = &node.labels {
            let test = self.label_test(labels);
            match &test {
                LabelTest::Has(label) => builder.pattern.nodes[at].labels.push(label.clone()),
                LabelTest::And(parts) => {
                    for part in parts {
                        if let LabelTest::Has(label) = part {
                            builder.pattern.nodes[at].labels.push(label.clone());
                        }
                    }
                }
                _ => {}
            }
            builder.pattern.conditions.push(Condition {
                test: Compiled::HasLabels(Box::new(Compiled::Slot(slot)), test),
                needs: BTreeSet::from([slot]),
                lookup: None,
            });
        }
        if let Some(properties) = &node.properties {
            builder.properties.push((slot, properties.clone()));
        }
        at
    }

    fn rel(
        &mut self,
        rel: &RelPattern,
        (from, to): (usize, usize),
        shortest: Shortest,
        before: &BTreeSet<String>,
        builder: &mut Builder<'_>,
    ) -> Slot {
        let bound = rel.variable.as_ref().is_some_and(|name| before.contains(name));
        let slot = match &rel.variable {
            Some(name) if bound => self.scope.get(name).copied().unwrap_or_default(),
            Some(name) => self.bind(name),
            None => self.slot(),
        };
        if !bound {
            builder.pattern.fresh.push(slot);
        }
        let used = bound || rel.variable.as_ref().is_some_and(|name| builder.later.contains(name));
        builder.pattern.rels.push(Rel {
            slot,
            bound,
            used,
            from,
            to,
            direction: rel.direction,
            kinds: self.kinds(rel.kinds.as_ref()),
            length: rel
                .length
                .or((shortest != Shortest::No).then_some(Length { low: Some(1), high: Some(1) })),
            props: Vec::new(),
            shortest,
        });
        if let Some(properties) = &rel.properties {
            if builder.pattern.rels.last().is_some_and(|rel| rel.length.is_some()) {
                builder.rel_properties.push((builder.pattern.rels.len() - 1, properties.clone()));
            } else {
                builder.properties.push((slot, properties.clone()));
            }
        }
        slot
    }

    /// The types a pattern allows.
    pub(super) fn kinds(&self, labels: Option<&Labels>) -> Kinds {
        let named = |name: &str| {
            let written = name;
            let name = self.settings.vocabulary.relation(self.graph, written);
            self.note_type(written, &name);
            (name.clone(), self.graph.find_type(&name))
        };
        match labels {
            None | Some(Labels::Any) => Kinds::Any,
            Some(Labels::Name(name)) => Kinds::Named(vec![named(name)]),
            Some(Labels::Or(parts)) if parts.iter().all(|p| matches!(p, Labels::Name(_))) => {
                let kinds: BTreeSet<_> =
                    labels.iter().flat_map(|labels| labels.names()).map(named).collect();
                Kinds::Named(kinds.into_iter().collect())
            }
            Some(other) => Kinds::Named(
                self.graph
                    .type_counts()
                    .filter(|(name, _)| allows(other, name))
                    .map(|(name, _)| (name.clone(), self.graph.find_type(name)))
                    .collect(),
            ),
        }
    }

    /// `{key: value}` of a node or relationship, as conditions.
    fn properties(
        &mut self,
        slot: Slot,
        properties: &Expr,
        pattern: &mut Pattern,
    ) -> Result<(), QueryError> {
        let Expr::Map(entries) = properties else {
            return Err(QueryError::syntax(
                "InvalidParameterUse",
                "a parameter cannot stand for the properties of a pattern that is looked for",
            )
            .hinted(Some("write {key: $value}".into())));
        };
        for (key, value) in entries {
            let needs = self.needs(value);
            let (key, value) = (self.key(key), self.expr(value)?);
            let left = Compiled::Property(Box::new(Compiled::Slot(slot)), key.clone());
            let mut all = needs.clone();
            all.insert(slot);
            pattern.conditions.push(Condition {
                test: Compiled::Compare(Box::new(left), vec![(Compare::Equal, value.clone())]),
                needs: all,
                lookup: Some(Lookup { slot, key: Some(key), value, needs, several: None }),
            });
        }
        Ok(())
    }

    /// The slots of the variables an expression mentions.
    fn needs(&self, expr: &Expr) -> BTreeSet<Slot> {
        let mentions = Mentions::of(expr);
        mentions.names.iter().filter_map(|name| self.scope.get(name).copied()).collect()
    }

    fn condition(&mut self, expr: &Expr) -> Result<Condition, QueryError> {
        let (test, needs) = (self.expr(expr)?, self.needs(expr));
        let lookup = match expr {
            Expr::Compare(left, rest) => match rest.as_slice() {
                [(Compare::Equal, right)] => {
                    let found = self.lookup(left, right)?;
                    if found.is_some() { found } else { self.lookup(right, left)? }
                }
                _ => None,
            },
            Expr::In(item, list) => self.lookup(item, list)?.and_then(Lookup::of_several),
            _ => None,
        };
        Ok(Condition { test, needs, lookup })
    }

    fn lookup(&mut self, left: &Expr, right: &Expr) -> Result<Option<Lookup>, QueryError> {
        let (variable, key) = match left {
            Expr::Property(base, key) => match &**base {
                Expr::Variable(name) => (name, Some(key)),
                _ => return Ok(None),
            },
            Expr::Call { name, arguments, .. } if name.eq_ignore_ascii_case("id") => {
                match arguments.as_slice() {
                    [Expr::Variable(name)] => (name, None),
                    _ => return Ok(None),
                }
            }
            _ => return Ok(None),
        };
        let Some(&slot) = self.scope.get(variable) else { return Ok(None) };
        let needs = self.needs(right);
        if needs.contains(&slot) {
            return Ok(None);
        }
        let key = key.map(|key| self.key(key));
        Ok(Some(Lookup { slot, key, value: self.expr(right)?, needs, several: None }))
    }
}

impl Lookup {
    /// The same where any value of a list will do, if that is known.
    fn of_several(self) -> Option<Self> {
        let Compiled::Const(Value::List(values)) = &self.value else { return None };
        let several = Some(values.len());
        self.key.is_some().then_some(Self { several, ..self })
    }
}

fn allows(labels: &Labels, name: &str) -> bool {
    match labels {
        Labels::Name(own) => own == name,
        Labels::Any => true,
        Labels::Not(inner) => !allows(inner, name),
        Labels::And(parts) => parts.iter().all(|part| allows(part, name)),
        Labels::Or(parts) => parts.iter().any(|part| allows(part, name)),
    }
}
