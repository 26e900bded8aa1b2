//! Steps and a row in, the rows they lead to out, one after the other.

use super::Flow;
use super::eval::{Context, type_error};
use super::hash::{Group, QuickSet};
use crate::graph::property::{Direction, NodeId, RelId, Type, Value, equal};
use crate::query::error::QueryError;
use crate::query::plan::{Expr, Hop, KeyName, Kinds, Slot, Step};

/// Takes each row that comes out, and how many times it counts.
pub(super) type Sink<'s> = dyn FnMut(&mut Vec<Value>, u64) -> Result<Flow, QueryError> + 's;

/// What a step remembers between rows.
enum State {
    Nothing,
    Seen(QuickSet<Group>),
    Left(u64),
    /// The nodes that have the value that others differ from.
    Others(Vec<NodeId>),
    Found(bool),
}

/// One run of a row of steps.
pub(super) struct Run<'a, 's> {
    pub(super) context: Context<'a>,
    steps: &'a [Step],
    states: Vec<State>,
    /// How many times the row at hand counts.
    pub(super) times: u64,
    sink: &'s mut Sink<'s>,
}

/// Runs steps on a row until there are no more rows or none are wanted.
pub(super) fn run<'a>(
    context: Context<'a>,
    steps: &'a [Step],
    row: &mut Vec<Value>,
    sink: &mut Sink<'_>,
) -> Result<Flow, QueryError> {
    let mut run = Run { context, steps, states: Vec::new(), times: 1, sink };
    run.prepare()?;
    run.push(0, row)
}

/// Runs steps on every row; what the steps remember, they remember across all of them.
pub(super) fn run_all<'a>(
    context: Context<'a>,
    steps: &'a [Step],
    rows: Vec<Vec<Value>>,
    sink: &mut Sink<'_>,
) -> Result<(), QueryError> {
    let mut run = Run { context, steps, states: Vec::new(), times: 1, sink };
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

impl<'a> Run<'a, '_> {
    fn prepare(&mut self) -> Result<(), QueryError> {
        let remembers = |step: &Step| {
            matches!(
                step,
                Step::Distinct(_)
                    | Step::Skip(_)
                    | Step::Limit(_)
                    | Step::Optional { .. }
                    | Step::Unlike { .. }
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
                Step::Unlike { key, value, .. } => self.others(key, value)?,
                _ => State::Nothing,
            });
        }
        Ok(())
    }

    /// The nodes that have a value, where an index knows them and every other node has another.
    fn others(&self, key: &KeyName, value: &'a Expr) -> Result<State, QueryError> {
        let context = self.context;
        let Some(key) = key.key.filter(|key| context.graph.is_total(*key)) else {
            return Ok(State::Nothing);
        };
        let value = context.value(value, &[])?;
        Ok(match &value {
            Value::Int(_) | Value::Float(_) | Value::Text(_) | Value::Bool(_) => {
                State::Others(context.graph.nodes_with(key, &value))
            }
            _ => State::Nothing,
        })
    }

    /// Whether the node in a slot has another value of a property than the one of the step.
    fn differs(
        &self,
        at: usize,
        slot: Slot,
        test: &'a Expr,
        row: &[Value],
    ) -> Result<bool, QueryError> {
        if let (Some(State::Others(others)), Value::Node(node)) = (self.states.get(at), &row[slot])
        {
            return Ok(!others.contains(node));
        }
        Ok(self.context.truth(test, row, "WHERE")? == Some(true))
    }

    /// Takes a row from the step at `at` on.
    pub(super) fn push(&mut self, at: usize, row: &mut Vec<Value>) -> Result<Flow, QueryError> {
        let context = self.context;
        let steps = self.steps;
        let mut at = at;
        loop {
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
                Step::Unlike { node, test, .. } => {
                    if !self.differs(at - 1, *node, test, row)? {
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
            Step::AllNodes { to } => {
                for node in context.graph.nodes() {
                    if self.found_node(node, *to, at, row)? == Flow::Stop {
                        return Ok(Flow::Stop);
                    }
                }
                Ok(Flow::More)
            }
            Step::Labelled { to, label } => {
                let label = label.label.or_else(|| context.graph.find_label(&label.name));
                let Some(label) = label else { return Ok(Flow::More) };
                for node in context.graph.labelled(label) {
                    if self.found_node(node, *to, at, row)? == Flow::Stop {
                        return Ok(Flow::Stop);
                    }
                }
                Ok(Flow::More)
            }
            Step::Lookup { to, key, value } => {
                let key = key.key.or_else(|| context.graph.find_key(&key.name));
                let Some(key) = key else { return Ok(Flow::More) };
                let value = context.eval(value, row)?;
                let found = context.graph.nodes_with(key, &value);
                drop(value);
                for node in found {
                    if self.found_node(node, *to, at, row)? == Flow::Stop {
                        return Ok(Flow::Stop);
                    }
                }
                Ok(Flow::More)
            }
            Step::ById { to, id } => {
                let Value::Int(number) = *context.eval(id, row)? else { return Ok(Flow::More) };
                let node = u32::try_from(number).map(NodeId::from_number);
                match node {
                    Ok(node) if context.graph.has_node(node) => self.found_node(node, *to, at, row),
                    _ => Ok(Flow::More),
                }
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

    fn found_node(
        &mut self,
        node: NodeId,
        to: Slot,
        at: usize,
        row: &mut Vec<Value>,
    ) -> Result<Flow, QueryError> {
        self.context.env.tick()?;
        row[to] = Value::Node(node);
        self.push(at, row)
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

/// The node in a slot; `None` for null.
pub(super) fn node(row: &[Value], slot: Slot) -> Result<Option<NodeId>, QueryError> {
    match &row[slot] {
        Value::Node(node) => Ok(Some(*node)),
        Value::Null => Ok(None),
        other => Err(type_error(format!("a node is needed, not {}", other.type_name()))),
    }
}

/// Whether a relationship stands in one of these slots already.
pub(super) fn is_taken(row: &[Value], slots: &[Slot], rel: RelId) -> bool {
    slots.iter().any(|slot| match &row[*slot] {
        Value::Rel(other) => *other == rel,
        Value::List(items) => items.iter().any(|item| equal(item, &Value::Rel(rel)) == Some(true)),
        _ => false,
    })
}

/// Calls `visit` with every relationship at a node and the node at its other end, which is `end`
/// where that is given.
pub(super) fn neighbours(
    context: Context<'_>,
    node: NodeId,
    direction: Direction,
    kinds: &Kinds,
    end: Option<NodeId>,
    visit: &mut dyn FnMut(RelId, NodeId) -> Result<Flow, QueryError>,
) -> Result<Flow, QueryError> {
    let Some(snapshot) = context.snapshot else {
        return stored(context, node, direction, kinds, end, visit);
    };
    let ways: &[Direction] = match direction {
        Direction::Out => &[Direction::Out],
        Direction::In => &[Direction::In],
        Direction::Both => &[Direction::Out, Direction::In],
    };
    for way in ways {
        let skip_loops = direction == Direction::Both && *way == Direction::In;
        let mut each = |entries: &[(u32, u32)]| {
            let entries = match end {
                None => entries,
                Some(end) => between(entries, end.number()),
            };
            for (other, rel) in entries {
                if skip_loops && *other == node.number() {
                    continue;
                }
                if visit(RelId::from_number(*rel), NodeId::from_number(*other))? == Flow::Stop {
                    return Ok(Flow::Stop);
                }
            }
            Ok::<Flow, QueryError>(Flow::More)
        };
        let flow = match kinds {
            Kinds::Any => {
                let mut flow = Flow::More;
                for rows in snapshot.all(*way) {
                    flow = each(rows.at(node))?;
                    if flow == Flow::Stop {
                        break;
                    }
                }
                flow
            }
            Kinds::Named(names) => {
                let mut flow = Flow::More;
                for kind in names.iter().filter_map(|(_, kind)| *kind) {
                    flow = each(snapshot.rows(kind, *way).at(node))?;
                    if flow == Flow::Stop {
                        break;
                    }
                }
                flow
            }
        };
        if flow == Flow::Stop {
            return Ok(Flow::Stop);
        }
    }
    Ok(Flow::More)
}

/// The entries of a sorted row that lead to one node.
fn between(entries: &[(u32, u32)], end: u32) -> &[(u32, u32)] {
    let from = entries.partition_point(|(other, _)| *other < end);
    let rest = entries.get(from..).unwrap_or_default();
    let to = rest.partition_point(|(other, _)| *other == end);
    rest.get(..to).unwrap_or_default()
}

/// The same from the store, for a graph that is being changed.
fn stored(
    context: Context<'_>,
    node: NodeId,
    direction: Direction,
    kinds: &Kinds,
    end: Option<NodeId>,
    visit: &mut dyn FnMut(RelId, NodeId) -> Result<Flow, QueryError>,
) -> Result<Flow, QueryError> {
    let allowed: Option<Vec<Type>> = kinds.types(context.graph);
    let mut found: Vec<(RelId, NodeId)> = context
        .graph
        .rels_at(node, direction)
        .filter(|(_, kind, other)| {
            allowed.as_ref().is_none_or(|kinds| kinds.contains(kind))
                && end.is_none_or(|end| end == *other)
        })
        .map(|(rel, _, other)| (rel, other))
        .collect();
    found.sort_unstable();
    for (rel, other) in found {
        if visit(rel, other)? == Flow::Stop {
            return Ok(Flow::Stop);
        }
    }
    Ok(Flow::More)
}
