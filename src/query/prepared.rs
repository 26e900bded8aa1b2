//! A query and a graph in, its table out.

use super::ast::{Mode, Query};
use super::error::QueryError;
use super::plan::{Plan, Settings, compiled, explained};
use super::procedure::Procedures;
use super::run::{Access, Env, Executed, Flow, Limits, executed};
use super::stack::with_room;
use super::table::Table;
use super::vocabulary::Vocabulary;
use crate::graph::property::{Map, PropertyGraph, Value};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// How queries are compiled and run.
#[derive(Clone, Debug)]
pub struct Options {
    /// How far a query may go.
    pub limits: Limits,
    /// Whether plans are optimised. Answers are the same either way.
    pub optimise: bool,
    /// What CALL can call.
    pub procedures: Procedures,
    /// Other names of labels, relations and properties.
    pub vocabulary: Vocabulary,
    /// Set to true from elsewhere, it stops the query.
    pub cancel: Option<Arc<AtomicBool>>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            limits: Limits::default(),
            optimise: true,
            procedures: super::procedure::own_procedures(),
            vocabulary: Vocabulary::default(),
            cancel: None,
        }
    }
}

/// The tree of a query, checked as far as it can be without a graph.
pub fn parse(text: &str, procedures: &Procedures) -> Result<Query, QueryError> {
    super::parse::parsed(text, &procedures.signatures())
}

/// A query compiled for a graph. It can be run many times with other values of its parameters, as
/// long as no name that it uses is new to the graph.
#[derive(Debug)]
pub struct Prepared {
    plan: Plan,
    mode: Mode,
    deep: bool,
}

/// So many steps within each other an ordinary stack takes.
const SHALLOW: usize = 24;

impl Prepared {
    /// Compiles a tree. `params` says which parameters there will be.
    pub fn new(
        graph: &PropertyGraph,
        query: &Query,
        params: &Map,
        options: &Options,
    ) -> Result<Self, QueryError> {
        let settings = Settings {
            params,
            procedures: &options.procedures,
            vocabulary: &options.vocabulary,
            optimise: options.optimise,
        };
        let plan = with_room(query.deep, || compiled(graph, query, settings))?;
        let deep = query.deep || plan.nesting() > SHALLOW;
        Ok(Self { plan, mode: query.mode, deep })
    }

    /// Whether it changes the graph.
    pub fn writes(&self) -> bool {
        self.plan.writes
    }

    /// Its plan, one line for each step.
    pub fn steps(&self) -> Vec<String> {
        explained(&self.plan, None).into_iter().map(|(step, _)| step).collect()
    }

    /// Runs a query that only reads.
    pub fn read(
        &self,
        graph: &PropertyGraph,
        params: &Map,
        options: &Options,
    ) -> Result<Table, QueryError> {
        self.run(&mut Access::Read(graph), params, options)
    }

    /// Runs a query that only reads, and passes on each row as it comes: none is kept. Where it fails,
    /// what was passed on is not all.
    pub fn read_each(
        &self,
        graph: &PropertyGraph,
        params: &Map,
        options: &Options,
        mut take: impl FnMut(Vec<Value>) + Send,
    ) -> Result<(), QueryError> {
        with_room(self.deep, || {
            let env = Env::new(params, &options.limits, options.cancel.as_deref());
            let mut rows = 0;
            executed(&mut Access::Read(graph), &env, &self.plan, false, &mut |row| {
                rows += 1;
                env.allow(rows)?;
                take(row);
                Ok(Flow::More)
            })
        })?;
        Ok(())
    }

    /// Runs any query. Where it fails, the graph is as it was before.
    pub fn write(
        &self,
        graph: &mut PropertyGraph,
        params: &Map,
        options: &Options,
    ) -> Result<Table, QueryError> {
        self.write_and(graph, params, options, |_, table| Ok(table))
    }

    /// Runs any query, and `then` something that looks at the changed graph before they are final.
    /// Where either fails, the graph is as it was before.
    pub fn write_and<T>(
        &self,
        graph: &mut PropertyGraph,
        params: &Map,
        options: &Options,
        then: impl FnOnce(&PropertyGraph, Table) -> Result<T, QueryError>,
    ) -> Result<T, QueryError> {
        if !self.plan.writes || self.mode == Mode::Explain {
            let table = self.read(graph, params, options)?;
            return then(graph, table);
        }
        graph.transaction(|graph| {
            let table = self.run(&mut Access::Write(graph), params, options)?;
            then(graph, table)
        })
    }

    fn run(
        &self,
        access: &mut Access<'_>,
        params: &Map,
        options: &Options,
    ) -> Result<Table, QueryError> {
        if self.mode == Mode::Explain {
            return Ok(self.told(None));
        }
        let profiled = self.mode == Mode::Profile;
        let (rows, told) = with_room(self.deep, || {
            let env = Env::new(params, &options.limits, options.cancel.as_deref());
            let mut rows = Vec::new();
            let silent = self.plan.columns.is_empty();
            let told = executed(access, &env, &self.plan, profiled, &mut |row| {
                if !silent {
                    env.allow(rows.len() + 1)?;
                    env.hold(&row)?;
                    rows.push(row);
                }
                Ok(Flow::More)
            })?;
            Ok((rows, told))
        })?;
        if profiled {
            return Ok(self.told(Some(&told)));
        }
        Ok(Table {
            columns: self.plan.columns.clone(),
            rows,
            notes: self.plan.notes.clone(),
            wrote: self.plan.writes,
        })
    }

    fn told(&self, executed: Option<&Executed>) -> Table {
        let lines = explained(&self.plan, executed.map(Vec::as_slice));
        let rows = lines
            .into_iter()
            .map(|(step, passed)| match passed {
                Some(passed) => {
                    let micros = passed.time.as_secs_f64() * 1e6;
                    vec![step.into(), passed.rows.into(), micros.round().into()]
                }
                None => vec![Value::from(step)],
            })
            .collect();
        let columns: &[&str] =
            if executed.is_some() { &["step", "rows", "microseconds"] } else { &["step"] };
        Table {
            columns: columns.iter().map(|c| (*c).to_owned()).collect(),
            rows,
            ..Table::default()
        }
    }
}

/// Runs the text of a query on a graph that it may change.
pub fn query(
    graph: &mut PropertyGraph,
    text: &str,
    params: &Map,
    options: &Options,
) -> Result<Table, QueryError> {
    let query = parse(text, &options.procedures)?;
    Prepared::new(graph, &query, params, options)?.write(graph, params, options)
}
