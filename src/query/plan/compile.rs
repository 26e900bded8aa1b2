//! The state of compiling one query, and its outermost level.

use super::expr::Expr as Compiled;
use super::expr::{KeyName, LabelName};
use super::step::{End, Part, Plan, Slot, Stage, Step};
use crate::graph::property::{Map, PropertyGraph};
use crate::query::ast::{Clause, Expr, Query, Single, Union};
use crate::query::error::QueryError;
use crate::query::procedure::Procedures;
use crate::query::vocabulary::Vocabulary;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// What compiling depends on besides the query.
#[derive(Clone, Copy, Debug)]
pub(in crate::query) struct Settings<'a> {
    pub(in crate::query) params: &'a Map,
    pub(in crate::query) procedures: &'a Procedures,
    pub(in crate::query) vocabulary: &'a Vocabulary,
    pub(in crate::query) optimise: bool,
}

/// The plan of a query.
pub(in crate::query) fn compiled(
    graph: &PropertyGraph,
    query: &Query,
    settings: Settings<'_>,
) -> Result<Plan, QueryError> {
    let mut compiler = Compiler {
        graph,
        settings,
        slots: 0,
        scope: BTreeMap::new(),
        steps: Vec::new(),
        stages: Vec::new(),
        known: Vec::new(),
        notes: RefCell::default(),
        writes: false,
    };
    let mut plan = compiler.query(query, true)?;
    plan.width = compiler.slots;
    if !plan.writes {
        plan.notes = compiler.notes.into_inner().into_iter().collect();
    }
    Ok(plan)
}

/// What is known at one place of a query.
pub(super) struct Compiler<'a> {
    pub(super) graph: &'a PropertyGraph,
    pub(super) settings: Settings<'a>,
    /// How many slots are given away.
    slots: usize,
    /// The variables in scope.
    pub(super) scope: BTreeMap<String, Slot>,
    /// The steps of the stage at hand.
    pub(super) steps: Vec<Step>,
    /// The stages before it.
    stages: Vec<Stage>,
    /// Expressions whose value stands in a slot already.
    pub(super) known: Vec<(Expr, Slot)>,
    /// Words on names that the graph does not know.
    pub(super) notes: RefCell<BTreeSet<String>>,
    pub(super) writes: bool,
}

impl Compiler<'_> {
    pub(super) fn slot(&mut self) -> Slot {
        self.slots += 1;
        self.slots - 1
    }

    /// A slot for a variable that comes into scope here.
    pub(super) fn bind(&mut self, name: &str) -> Slot {
        let slot = self.slot();
        self.scope.insert(name.to_owned(), slot);
        slot
    }

    pub(super) fn variable(&self, name: &str) -> Result<Slot, QueryError> {
        self.scope.get(name).copied().ok_or_else(|| {
            let near = crate::query::near::nearest(name, self.scope.keys().map(String::as_str));
            QueryError::syntax("UndefinedVariable", format!("there is no variable `{name}` here"))
                .hinted(near.map(|near| format!("did you mean {near}?")))
        })
    }

    pub(super) fn key(&self, name: &str) -> KeyName {
        let written = name;
        let name = self.settings.vocabulary.key(self.graph, written);
        self.note_key(written, &name);
        KeyName { key: self.graph.find_key(&name), name }
    }

    pub(super) fn label(&self, name: &str) -> LabelName {
        let written = name;
        let name = self.settings.vocabulary.label(self.graph, written);
        self.note_label(written, &name);
        LabelName { label: self.graph.find_label(&name), name }
    }

    /// Ends the stage at hand.
    pub(super) fn end(&mut self, end: End) {
        let steps = std::mem::take(&mut self.steps);
        self.stages.push(Stage { steps, end });
    }

    /// Runs `work` with a stage of its own and gives back its steps.
    pub(super) fn apart<T>(
        &mut self,
        work: impl FnOnce(&mut Self) -> Result<T, QueryError>,
    ) -> Result<(Vec<Step>, T), QueryError> {
        let before = std::mem::take(&mut self.steps);
        let result = work(self);
        let steps = std::mem::replace(&mut self.steps, before);
        Ok((steps, result?))
    }

    /// A query within this one. Its variables do not come into scope here.
    pub(super) fn nested(&mut self, query: &Query) -> Result<Plan, QueryError> {
        let scope = self.scope.clone();
        let known = std::mem::take(&mut self.known);
        let (steps, stages) = (std::mem::take(&mut self.steps), std::mem::take(&mut self.stages));
        let plan = self.query(query, false);
        (self.steps, self.stages, self.scope, self.known) = (steps, stages, scope, known);
        plan
    }

    fn query(&mut self, query: &Query, outermost: bool) -> Result<Plan, QueryError> {
        let scope = self.scope.clone();
        let writes = std::mem::replace(&mut self.writes, false);
        let (first, columns) = self.single(&query.first, outermost)?;
        let mut parts = vec![first];
        let mut distinct = false;
        for (union, single) in &query.unions {
            self.scope.clone_from(&scope);
            distinct |= *union == Union::Distinct;
            let (part, own) = self.single(single, false)?;
            if own != columns {
                return Err(QueryError::syntax(
                    "DifferentColumnsInUnion",
                    "all parts of a UNION must return the same columns",
                ));
            }
            parts.push(part);
        }
        let own = std::mem::replace(&mut self.writes, writes);
        self.writes |= own;
        Ok(Plan { parts, distinct, columns, width: 0, writes: own, notes: Vec::new() })
    }

    fn single(
        &mut self,
        single: &Single,
        outermost: bool,
    ) -> Result<(Part, Vec<String>), QueryError> {
        let mut columns = Vec::new();
        for (at, clause) in single.clauses.iter().enumerate() {
            let rest = single.clauses.get(at + 1..).unwrap_or_default();
            match clause {
                Clause::Return(projection) => columns = self.projected(projection)?,
                Clause::Call(call) if outermost && single.clauses.len() == 1 => {
                    columns = self.call(call, true)?;
                }
                other => self.clause(other, rest)?,
            }
        }
        if !matches!(single.clauses.last(), Some(Clause::Return(_) | Clause::Call(_))) {
            // Nothing is returned: rows are only counted down to none.
            self.steps.push(Step::Filter(Compiled::truth(false)));
        }
        self.end(End::Emit);
        let outputs = columns.iter().map(|(_, slot)| *slot).collect();
        let stages = std::mem::take(&mut self.stages);
        let names = columns.into_iter().map(|(name, _)| name).collect();
        Ok((Part { stages, outputs }, names))
    }
}
