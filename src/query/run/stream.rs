//! Steps and a row in, the rows they lead to out, one after the other.

use super::Flow;
use super::eval::Context;
use super::hash::{Group, QuickSet};
use super::meter::Meter;
use super::neighbour::{is_taken, neighbours, node};
use crate::graph::property::{Direction, Key, NodeId, Value};
use crate::query::error::QueryError;
use crate::query::function::numbers;
use crate::query::plan::{Expr, Hop, Slot, Step};

/// Takes each row that comes out, and how many times it counts.
pub(super) type Sink<'s> = dyn FnMut(&mut Vec<Value>, u64) -> Result<Flow, QueryError> + 's;

/// What a step remembers between rows.
pub(super) enum State {
    Nothing,
    Seen(QuickSet<Group>),
    Left(u64),
    /// What a property is compared with.
    Measure(Value),
    /// The nodes that have the value that others differ from.
    Others(Vec<NodeId>),
    Found(bool),
}

/// One run of a row of steps.
pub(super) struct Run<'a, 's> {
    pub(super) context: Context<'a>,
    pub(super) steps: &'a [Step],
    pub(super) states: Vec<State>,
    /// How many times the row at hand counts.
    pub(super) times: u64,
    /// Counts and times the steps.
    meter: Option<&'a Meter>,
    sink: &'s mut Sink<'s>,
}

/// Runs steps on a row until there are no more rows or none are wanted.
pub(super) fn run<'a>(
    context: Context<'a>,
    steps: &'a [Step],
    row: &mut Vec<Value>,
    sink: &mut Sink<'_>,
) -> Result<Flow, QueryError> {
    let mut run = Run { context, steps, states: Vec::new(), times: 1, meter: None, sink };
    run.prepare()?;
    run.push(0, row)
}

/// Runs steps on every row; what the steps remember, they remember across all of them.
pub(super) fn run_all<'a>(
    context: Context<'a>,
    steps: &'a [Step],
    rows: Vec<Vec<Value>>,
    meter: Option<&'a Meter>,
    sink: &mut Sink<'_>,
) -> Result<(), QueryError> {
    let mut run = Run { context, steps, states: Vec::new(), times: 1, meter, sink };
    run.prepare()?;
    for mut row in rows {
        if run.push(0, &mut row)? == Flow::Stop {
            break;
        }
    }
    Ok(())
}

/// A number of rows, which must be whole and not negative.
pub(super) fn amount(context: Context<'_>, expr: &Expr, word: &str) -> Result<u64, QueryError> {
    let value = context.value(expr, &[])?;
    let wrong =
        |detail, said| Err(QueryError::run("SyntaxError", detail, format!("{word} takes {said}")));
    match value {
        Value::Int(number) => match u64::try_from(number) {
            Ok(number) => Ok(number),
            Err(_) => wrong("NegativeIntegerArgument", "no negative number"),
        },
        _ => wrong("InvalidArgumentType", "a whole number"),
    }
}

/// The nodes whose property equals one of these values, in order.
fn nodes_with_any(context: Context<'_>, key: Key, values: &[Value]) -> Vec<NodeId> {
    let found = values.iter().flat_map(|value| context.graph.nodes_with(key, value));
    let mut found: Vec<NodeId> = found.collect();
    found.sort_unstable();
    found.dedup();
    found
}

impl<'a> Run<'a, '_> {
    fn prepare(&mut self) -> Result<(), QueryError> {
        let remembers = |step: &Step| {
            matches!(
                step,
                Step::Distinct(_)
                    | Step::Skip(_)
                    | Step::Limit(_)
                    | Step::Optional { .. }
                    | Step::Test { .. }
            )
        };
        if !self.steps.iter().any(remembers) {
            return Ok(());
        }
        for step in self.steps {
            self.states.push(match step {
                Step::Distinct(_) => State::Seen(QuickSet::default()),
                Step::Skip(rows) => State::Left(amount(self.context, rows, "SKIP")?),
                Step::Limit(rows) => State::Left(amount(self.context, rows, "LIMIT")?),
                Step::Optional { .. } => State::Found(false),
                Step::Test { key, how, value, .. } => self.measure(key, *how, value)?,
                _ => State::Nothing,
            });
        }
        Ok(())
    }

    /// Takes a row from the step at `at` on.
    pub(super) fn push(&mut self, at: usize, row: &mut Vec<Value>) -> Result<Flow, QueryError> {
        let Some(meter) = self.meter else { return self.pass_on(at, row) };
        let before = meter.now();
        let flow = self.pass_on(at, row);
        meter.turn(before);
        flow
    }

    fn pass_on(&mut self, at: usize, row: &mut Vec<Value>) -> Result<Flow, QueryError> {
        let context = self.context;
        let steps = self.steps;
        let mut at = at;
        loop {
            if let Some(meter) = self.meter {
                meter.enter(at, self.times);
            }
            let Some(step) = steps.get(at) else {
                return (self.sink)(row, self.times);
            };
            at += 1;
            match step {
                Step::Filter(test) => {
                    if context.truth(test, row, "WHERE")? != Some(true) {
                        return Ok(Flow::More);
                    }
                }
                Step::Test { node, test, .. } => {
                    let holds = match row[*node] {
                        Value::Node(node) => self.passes(at - 1, node)?,
                        _ => context.truth(test, row, "WHERE")? == Some(true),
                    };
                    if !holds {
                        return Ok(Flow::More);
                    }
                }
                Step::Let { to, value } => row[*to] = context.value(value, row)?,
                Step::Distinct(slots) => {
                    if !self.is_new(at - 1, slots, row)? {
                        return Ok(Flow::More);
                    }
                    self.times = 1;
                }
                Step::Skip(_) => {
                    if let Some(State::Left(left)) = self.states.get_mut(at - 1)
                        && *left > 0
                    {
                        *left -= 1;
                        return Ok(Flow::More);
                    }
                }
                Step::Limit(_) => return self.limited(at, row),
                Step::OptionalEnd => self.found(at - 1),
                Step::Expand(hop) => return self.expand(hop, at, row),
                other => return self.spread(other, at, row),
            }
        }
    }

    /// Steps that pass on any number of rows.
    fn spread(
        &mut self,
        step: &'a Step,
        at: usize,
        row: &mut Vec<Value>,
    ) -> Result<Flow, QueryError> {
        let context = self.context;
        match step {
            Step::AllNodes { to } => self.scan(context.graph.nodes(), *to, at, row),
            Step::Labelled { to, label } => {
                let label = label.label.or_else(|| context.graph.find_label(&label.name));
                let Some(label) = label else { return Ok(Flow::More) };
                self.scan(context.graph.labelled(label), *to, at, row)
            }
            Step::Lookup { to, key, value, several } => {
                let key = key.key.or_else(|| context.graph.find_key(&key.name));
                let Some(key) = key else { return Ok(Flow::More) };
                let value = context.eval(value, row)?;
                let found = match &*value {
                    Value::List(values) if *several => nodes_with_any(context, key, values),
                    value => context.graph.nodes_with(key, value),
                };
                self.scan(found.into_iter(), *to, at, row)
            }
            Step::ById { to, id } => {
                let Value::Int(number) = *context.eval(id, row)? else { return Ok(Flow::More) };
                let node = u32::try_from(number).ok().map(NodeId::from_number);
                let found = node.filter(|node| context.graph.has_node(*node));
                self.scan(found.into_iter(), *to, at, row)
            }
            Step::Unwind { list, to } => self.unwind(list, *to, at, row),
            Step::Optional { end, clear } => self.optional(*end, clear, at, row),
            Step::Degree(hop) => self.degree(hop, at, row),
            Step::Around { first, second } => self.around(first, second, at, row),
            Step::Walk(walk) => self.walk(walk, at, row),
            Step::Reach(walk) => self.reach(walk, at, row),
            Step::Along { hop } => self.along(hop, at, row),
            Step::AlongList { walk } => self.along_list(walk, at, row),
            Step::Shortest { walk, all } => self.shortest(walk, *all, at, row),
            Step::Call { procedure, arguments, yields } => {
                self.call(procedure, arguments, yields, at, row)
            }
            Step::Subquery { plan, outputs } => self.subquery(plan, outputs, at, row),
            _ => self.push(at, row),
        }
    }

    fn is_new(&mut self, at: usize, slots: &[Slot], row: &[Value]) -> Result<bool, QueryError> {
        let group = Group(slots.iter().map(|slot| row[*slot].clone()).collect());
        let Some(State::Seen(seen)) = self.states.get_mut(at) else { return Ok(true) };
        if seen.contains(&group) {
            return Ok(false);
        }
        self.context.env.hold(&group.0)?;
        Ok(seen.insert(group))
    }

    fn limited(&mut self, at: usize, row: &mut Vec<Value>) -> Result<Flow, QueryError> {
        let Some(State::Left(left)) = self.states.get_mut(at - 1) else {
            return self.push(at, row);
        };
        if *left == 0 {
            return Ok(Flow::Stop);
        }
        *left -= 1;
        let last = *left == 0;
        let flow = self.push(at, row)?;
        Ok(if last { Flow::Stop } else { flow })
    }

    /// Tells the step that this end belongs to that something was found.
    fn found(&mut self, end: usize) {
        for at in (0..end).rev() {
            if let Step::Optional { end: own, .. } = &self.steps[at]
                && *own == end + 1
            {
                if let Some(state) = self.states.get_mut(at) {
                    *state = State::Found(true);
                }
                return;
            }
        }
    }

    fn optional(
        &mut self,
        end: usize,
        clear: &[Slot],
        at: usize,
        row: &mut Vec<Value>,
    ) -> Result<Flow, QueryError> {
        let before = self.states.get_mut(at - 1).map(|s| std::mem::replace(s, State::Found(false)));
        let flow = self.push(at, row)?;
        let found = matches!(self.states.get(at - 1), Some(State::Found(true)));
        if let (Some(state), Some(before)) = (self.states.get_mut(at - 1), before) {
            *state = before;
        }
        if found || flow == Flow::Stop {
            return Ok(flow);
        }
        for slot in clear {
            row[*slot] = Value::Null;
        }
        self.push(end, row)
    }

    fn unwind(
        &mut self,
        list: &'a Expr,
        to: Slot,
        at: usize,
        row: &mut Vec<Value>,
    ) -> Result<Flow, QueryError> {
        if let Expr::Call(function, arguments) = list
            && function.name == "range"
        {
            return self.unwind_range(arguments, to, at, row);
        }
        let items = match self.context.value(list, row)? {
            Value::Null => return Ok(Flow::More),
            Value::List(items) => items,
            single => [single].into(),
        };
        for item in items.iter() {
            self.context.env.tick()?;
            row[to] = item.clone();
            if self.push(at, row)? == Flow::Stop {
                return Ok(Flow::Stop);
            }
        }
        Ok(Flow::More)
    }

    /// The numbers of a range, one by one: the list is never made.
    fn unwind_range(
        &mut self,
        arguments: &'a [Expr],
        to: Slot,
        at: usize,
        row: &mut Vec<Value>,
    ) -> Result<Flow, QueryError> {
        let mut values = Vec::new();
        for argument in arguments {
            values.push(self.context.value(argument, row)?);
        }
        for number in numbers(&values)? {
            self.context.env.tick()?;
            row[to] = Value::Int(number);
            if self.push(at, row)? == Flow::Stop {
                return Ok(Flow::Stop);
            }
        }
        Ok(Flow::More)
    }

    fn expand(
        &mut self,
        hop: &'a Hop,
        at: usize,
        row: &mut Vec<Value>,
    ) -> Result<Flow, QueryError> {
        let Some(from) = node(row, hop.from)? else { return Ok(Flow::More) };
        let end = if hop.closes {
            let Some(end) = node(row, hop.to)? else { return Ok(Flow::More) };
            Some(end)
        } else {
            None
        };
        neighbours(self.context, from, hop.direction, &hop.kinds, end, &mut |rel, other| {
            self.context.env.tick()?;
            if is_taken(row, &hop.unlike, rel) {
                return Ok(Flow::More);
            }
            row[hop.rel] = Value::Rel(rel);
            if end.is_none() {
                row[hop.to] = Value::Node(other);
            }
            self.push(at, row)
        })
    }

    /// The ends of a relationship that is known, both ways round where the pattern has no direction.
    fn along(&mut self, hop: &'a Hop, at: usize, row: &mut Vec<Value>) -> Result<Flow, QueryError> {
        let Value::Rel(rel) = row[hop.rel] else { return Ok(Flow::More) };
        let graph = self.context.graph;
        let (Some((start, end)), Some(kind)) = (graph.ends(rel), graph.kind(rel)) else {
            return Ok(Flow::More);
        };
        let allowed = hop.kinds.types(graph).is_none_or(|kinds| kinds.contains(&kind));
        if !allowed || is_taken(row, &hop.unlike, rel) {
            return Ok(Flow::More);
        }
        let ways = match hop.direction {
            Direction::Out => vec![(start, end)],
            Direction::In => vec![(end, start)],
            Direction::Both if start == end => vec![(start, end)],
            Direction::Both => vec![(start, end), (end, start)],
        };
        for (from, to) in ways {
            row[hop.from] = Value::Node(from);
            row[hop.to] = Value::Node(to);
            if self.push(at, row)? == Flow::Stop {
                return Ok(Flow::Stop);
            }
        }
        Ok(Flow::More)
    }
}
