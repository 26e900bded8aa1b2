//! Stages one after the other: what streams, what gathers, what writes.

use super::aggregate::Groups;
use super::change::Changes;
use super::eval::Context;
use super::hash::{Group, QuickSet};
use super::meter::{Meter, Passed};
use super::sort::Sorted;
use super::stream::{amount, run};
use super::{Env, Flow};
use crate::graph::property::{PropertyGraph, Value};
use crate::query::error::QueryError;
use crate::query::plan::{End, Part, Plan, Slot, Stage, Step};

/// The graph, to be read or to be changed.
pub(in crate::query) enum Access<'g> {
    Read(&'g PropertyGraph),
    Write(&'g mut PropertyGraph),
}

impl Access<'_> {
    fn graph(&self) -> &PropertyGraph {
        match self {
            Self::Read(graph) => graph,
            Self::Write(graph) => graph,
        }
    }

    fn context<'a>(&'a self, env: &'a Env<'a>, steps: &[Step]) -> Context<'a> {
        let walks = steps
            .iter()
            .any(|step| !matches!(step, Step::Let { .. } | Step::Unwind { .. } | Step::Limit(_)));
        let snapshot = match self {
            Self::Read(graph) if walks && graph.rel_count() > 0 => Some(graph.snapshot()),
            Self::Read(graph) => graph.ready_snapshot(),
            Self::Write(graph) => graph.ready_snapshot(),
        };
        Context { graph: self.graph(), snapshot, env }
    }
}

/// Takes each row of a result.
pub(in crate::query) type Take<'s> = dyn FnMut(Vec<Value>) -> Result<Flow, QueryError> + 's;

/// What a plan did: for each stage of each part its steps, and what takes their rows.
pub(in crate::query) type Executed = Vec<Vec<Vec<Passed>>>;

/// Runs a whole query; what its steps did is only watched where it is to be `profiled`.
pub(in crate::query) fn executed(
    access: &mut Access<'_>,
    env: &Env<'_>,
    plan: &Plan,
    profiled: bool,
    take: &mut Take<'_>,
) -> Result<Executed, QueryError> {
    let row = vec![Value::Null; plan.width];
    watched(access, env, plan, (&row, profiled), take)
}

/// Runs a query within another, from a row of that.
pub(super) fn executed_from(
    access: &mut Access<'_>,
    env: &Env<'_>,
    plan: &Plan,
    row: &[Value],
    take: &mut Take<'_>,
) -> Result<(), QueryError> {
    watched(access, env, plan, (row, false), take).map(drop)
}

fn watched(
    access: &mut Access<'_>,
    env: &Env<'_>,
    plan: &Plan,
    from: (&[Value], bool),
    take: &mut Take<'_>,
) -> Result<Executed, QueryError> {
    if !plan.distinct {
        return plan.parts.iter().map(|part| part_rows(access, env, part, from, take)).collect();
    }
    let mut seen: QuickSet<Group> = QuickSet::default();
    let mut once = |values: Vec<Value>| {
        let group = Group(values.into());
        if seen.contains(&group) {
            return Ok(Flow::More);
        }
        env.hold(&group.0)?;
        seen.insert(group.clone());
        take(group.0.into_vec())
    };
    plan.parts.iter().map(|part| part_rows(access, env, part, from, &mut once)).collect()
}

fn part_rows(
    access: &mut Access<'_>,
    env: &Env<'_>,
    part: &Part,
    (base, profiled): (&[Value], bool),
    take: &mut Take<'_>,
) -> Result<Vec<Vec<Passed>>, QueryError> {
    let mut rows = vec![base.to_vec()];
    let mut told = Vec::new();
    for stage in &part.stages {
        let meter = profiled.then(|| Meter::new(stage.steps.len()));
        if let End::Emit = stage.end {
            let mut count = 0;
            emitted(access, env, (stage, meter.as_ref()), rows, &part.outputs, &mut |row| {
                count += 1;
                take(row)
            })?;
            told.extend(meter.map(|meter| meter.told(count)));
            return Ok(told);
        }
        rows = gathered(access, env, (stage, meter.as_ref()), rows, base)?;
        told.extend(meter.map(|meter| meter.told(rows.len() as u64)));
    }
    Ok(told)
}

/// A stage, and what watches its steps.
type Watched<'w> = (&'w Stage, Option<&'w Meter>);

fn emitted(
    access: &Access<'_>,
    env: &Env<'_>,
    (stage, meter): Watched<'_>,
    rows: Vec<Vec<Value>>,
    outputs: &[Slot],
    take: &mut Take<'_>,
) -> Result<(), QueryError> {
    let context = access.context(env, &stage.steps);
    streamed(context, (stage, meter), rows, &mut |row, times| {
        for _ in 0..times {
            let values = outputs.iter().map(|slot| row[*slot].clone()).collect();
            if take(values)? == Flow::Stop {
                return Ok(Flow::Stop);
            }
        }
        Ok(Flow::More)
    })
}

/// Passes every row through the steps of a stage. What steps remember, they remember across rows:
/// several rows go through as one list.
fn streamed(
    context: Context<'_>,
    (stage, meter): Watched<'_>,
    rows: Vec<Vec<Value>>,
    sink: &mut super::stream::Sink<'_>,
) -> Result<(), QueryError> {
    super::stream::run_all(context, &stage.steps, rows, meter, sink)
}

fn gathered(
    access: &mut Access<'_>,
    env: &Env<'_>,
    (stage, meter): Watched<'_>,
    rows: Vec<Vec<Value>>,
    base: &[Value],
) -> Result<Vec<Vec<Value>>, QueryError> {
    match &stage.end {
        End::Emit => Ok(rows),
        End::Aggregate { keys, aggregates } => {
            let context = access.context(env, &stage.steps);
            let mut groups = Groups::new(keys, aggregates);
            streamed(context, (stage, meter), rows, &mut |row, times| {
                groups.add(context, row, times)?;
                Ok(Flow::More)
            })?;
            groups.rows(context, base)
        }
        End::Sort { keys, live, limit } => {
            let context = access.context(env, &stage.steps);
            let wanted = limit.as_ref().map(|limit| amount(context, limit, "LIMIT")).transpose()?;
            let mut sorted = Sorted::new(keys, live, wanted);
            streamed(context, (stage, meter), rows, &mut |row, times| {
                sorted.add(context, row, times)?;
                Ok(Flow::More)
            })?;
            sorted.rows(context, base)
        }
        End::Write(changes) => {
            let mut rows = collected(access, env, (stage, meter), rows)?;
            let Access::Write(graph) = access else { return Err(read_only()) };
            Changes::new(graph, env).made(changes, &mut rows)
        }
        End::Apply(plan, outputs) => {
            let rows = collected(access, env, (stage, meter), rows)?;
            applied(access, env, rows, (plan, outputs))
        }
    }
}

fn read_only() -> QueryError {
    QueryError::run("AccessError", "ReadOnly", "the graph cannot be changed here")
}

fn collected(
    access: &Access<'_>,
    env: &Env<'_>,
    (stage, meter): Watched<'_>,
    rows: Vec<Vec<Value>>,
) -> Result<Vec<Vec<Value>>, QueryError> {
    let context = access.context(env, &stage.steps);
    let mut found = Vec::new();
    streamed(context, (stage, meter), rows, &mut |row, times| {
        for _ in 0..times {
            env.hold(row)?;
            found.push(row.clone());
        }
        Ok(Flow::More)
    })?;
    Ok(found)
}

/// Runs a query that changes the graph for each row.
fn applied(
    access: &mut Access<'_>,
    env: &Env<'_>,
    rows: Vec<Vec<Value>>,
    (plan, outputs): (&Plan, &[Slot]),
) -> Result<Vec<Vec<Value>>, QueryError> {
    let mut found = Vec::new();
    for row in rows {
        if plan.columns.is_empty() {
            executed_from(access, env, plan, &row, &mut |_| Ok(Flow::More))?;
            found.push(row);
            continue;
        }
        executed_from(access, env, plan, &row, &mut |values| {
            let mut row = row.clone();
            for (slot, value) in outputs.iter().zip(values) {
                row[*slot] = value;
            }
            env.hold(&row)?;
            found.push(row);
            Ok(Flow::More)
        })?;
    }
    Ok(found)
}

/// Whether steps find anything from a row, and every row they find.
pub(super) fn found(
    context: Context<'_>,
    steps: &[Step],
    row: &[Value],
) -> Result<Vec<Vec<Value>>, QueryError> {
    let mut rows = Vec::new();
    run(context, steps, &mut row.to_vec(), &mut |row, _| {
        context.env.hold(row)?;
        rows.push(row.clone());
        Ok(Flow::More)
    })?;
    Ok(rows)
}
