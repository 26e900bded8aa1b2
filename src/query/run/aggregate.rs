//! Rows in, one row for each group with its aggregates out.

use super::eval::{Context, type_error};
use super::hash::{Group, One, QuickMap, QuickSet};
use crate::graph::property::{Duration, Marks, Temporal, Value, order};
use crate::query::error::QueryError;
use crate::query::plan::{Aggregate, Expr, Reckoning, Slot};
use std::cmp::Ordering;

/// What has been gathered for one aggregate of one group: for counting, a number alone.
#[derive(Default)]
struct Gathered {
    count: u64,
    more: Option<Box<More>>,
}

/// What most aggregates need besides.
#[derive(Default)]
struct More {
    values: Vec<Value>,
    best: Value,
    whole: i128,
    float: f64,
    is_float: bool,
    length: Option<Duration>,
    marks: Option<Marks>,
    nodes: QuickSet<u32>,
    seen: QuickSet<One>,
    share: f64,
}

impl Gathered {
    fn more(&mut self) -> &mut More {
        self.more.get_or_insert_default()
    }

    /// Whether a value of a DISTINCT aggregate is new.
    fn is_new(&mut self, value: &Value) -> bool {
        let more = self.more();
        match value {
            Value::Node(node) => match &mut more.marks {
                Some(marks) => marks.mark(node.number()),
                None => more.nodes.insert(node.number()),
            },
            other => {
                let other = One(other.clone());
                !more.seen.contains(&other) && more.seen.insert(other)
            }
        }
    }

    fn add(&mut self, of: &Aggregate, value: &Value, times: u64) -> Result<(), QueryError> {
        if value.is_null() || (of.distinct && !self.is_new(value)) {
            return Ok(());
        }
        let times = if of.distinct { 1 } else { times };
        self.count += times;
        match of.reckoning {
            Reckoning::Count => {}
            Reckoning::Sum | Reckoning::Mean => self.sum(value, times)?,
            Reckoning::Least | Reckoning::Greatest => {
                let better = if of.reckoning == Reckoning::Least {
                    Ordering::Less
                } else {
                    Ordering::Greater
                };
                let best = &mut self.more().best;
                if best.is_null() || order(value, best) == better {
                    *best = value.clone();
                }
            }
            Reckoning::Collect => self.more().values.push(value.clone()),
            Reckoning::Deviation
            | Reckoning::PopulationDeviation
            | Reckoning::PercentileBetween
            | Reckoning::PercentileOf => {
                if value.as_number().is_none() {
                    return Err(wrong(of.reckoning, value));
                }
                self.more().values.push(value.clone());
            }
        }
        Ok(())
    }

    fn sum(&mut self, value: &Value, times: u64) -> Result<(), QueryError> {
        let more = self.more();
        match value {
            Value::Int(number) => {
                more.whole += i128::from(*number) * i128::from(times);
                more.float += *number as f64 * times as f64;
            }
            Value::Float(number) => {
                more.is_float = true;
                more.float += number * times as f64;
            }
            Value::Temporal(length) => match &**length {
                Temporal::Duration(length) => {
                    let sum = more.length.get_or_insert_with(Duration::default);
                    sum.months += length.months;
                    sum.days += length.days;
                    sum.seconds += length.seconds;
                    sum.nanos += length.nanos;
                }
                _ => return Err(wrong(Reckoning::Sum, value)),
            },
            other => return Err(wrong(Reckoning::Sum, other)),
        }
        Ok(())
    }

    fn result(&mut self, reckoning: Reckoning) -> Result<Value, QueryError> {
        let count = self.count;
        if reckoning == Reckoning::Count {
            return Ok(count.into());
        }
        let more = self.more();
        Ok(match reckoning {
            Reckoning::Sum => match (more.length.take(), more.is_float) {
                (Some(length), _) => Temporal::Duration(length).into(),
                (None, true) => more.float.into(),
                (None, false) => i64::try_from(more.whole).map(Value::Int).map_err(|_| {
                    QueryError::run("ArithmeticError", "IntegerOverflow", "the sum is too large")
                })?,
            },
            Reckoning::Mean if count == 0 => Value::Null,
            Reckoning::Mean => (more.float / count as f64).into(),
            Reckoning::Count | Reckoning::Least | Reckoning::Greatest => {
                std::mem::take(&mut more.best)
            }
            Reckoning::Collect => std::mem::take(&mut more.values).into(),
            Reckoning::Deviation => deviation(&more.values, 1.0),
            Reckoning::PopulationDeviation => deviation(&more.values, 0.0),
            Reckoning::PercentileBetween | Reckoning::PercentileOf => {
                more.values.sort_by(order);
                percentile(&more.values, more.share, reckoning)?
            }
        })
    }
}

fn wrong(reckoning: Reckoning, value: &Value) -> QueryError {
    type_error(format!("{reckoning:?} takes numbers, not {}", value.type_name()).to_lowercase())
}

fn deviation(values: &[Value], less: f64) -> Value {
    let numbers: Vec<f64> = values.iter().filter_map(Value::as_number).collect();
    let count = numbers.len() as f64;
    if count <= less {
        return 0.0.into();
    }
    let mean = numbers.iter().sum::<f64>() / count;
    let squares: f64 = numbers.iter().map(|number| (number - mean).powi(2)).sum();
    (squares / (count - less)).sqrt().into()
}

#[expect(clippy::cast_sign_loss, reason = "a place in a list, from a share of its length")]
fn percentile(values: &[Value], share: f64, of: Reckoning) -> Result<Value, QueryError> {
    if !(0.0..=1.0).contains(&share) {
        return Err(QueryError::run(
            "ArgumentError",
            "NumberOutOfRange",
            "a percentile lies between 0.0 and 1.0",
        ));
    }
    let Some(last) = values.len().checked_sub(1) else { return Ok(Value::Null) };
    if of == Reckoning::PercentileOf {
        let at = (share * values.len() as f64).ceil() as usize;
        return Ok(values[at.saturating_sub(1).min(last)].clone());
    }
    let place = share * last as f64;
    let number = |at: usize| values[at.min(last)].as_number().unwrap_or_default();
    let (low, rest) = (place.floor() as usize, place.fract());
    Ok((number(low) + (number(low + 1) - number(low)) * rest).into())
}

/// Groups as they are gathered, in the order in which they came up.
pub(super) struct Groups<'a> {
    keys: &'a [(Expr, Slot)],
    aggregates: &'a [Aggregate],
    places: QuickMap<Group, usize>,
    /// The aggregates of the first group, then those of the second, and so on.
    gathered: Vec<Gathered>,
}

impl<'a> Groups<'a> {
    pub(super) fn new(keys: &'a [(Expr, Slot)], aggregates: &'a [Aggregate]) -> Self {
        Self { keys, aggregates, places: QuickMap::default(), gathered: Vec::new() }
    }

    fn place(&mut self, context: Context<'a>, row: &[Value]) -> Result<usize, QueryError> {
        if self.keys.is_empty() && !self.places.is_empty() {
            return Ok(0);
        }
        let mut key = Vec::with_capacity(self.keys.len());
        for (expr, _) in self.keys {
            key.push(context.value(expr, row)?);
        }
        let key = Group(key.into());
        if let Some(place) = self.places.get(&key) {
            return Ok(*place);
        }
        context.env.hold(&key.0)?;
        context.env.hold_bytes(self.aggregates.len() * size_of::<Gathered>())?;
        let place = self.places.len();
        for of in self.aggregates {
            let mut gathered = Gathered::default();
            // One group sees many nodes: marks are faster than a set.
            if let (Some(snapshot), true) = (context.snapshot, of.distinct && self.keys.is_empty())
            {
                gathered.more().marks = Some(snapshot.marks());
            }
            self.gathered.push(gathered);
        }
        self.places.insert(key, place);
        Ok(place)
    }

    pub(super) fn add(
        &mut self,
        context: Context<'a>,
        row: &[Value],
        times: u64,
    ) -> Result<(), QueryError> {
        let place = self.place(context, row)?;
        let first = place * self.aggregates.len();
        let gathered = self.gathered.get_mut(first..).unwrap_or_default();
        for (of, gathered) in self.aggregates.iter().zip(gathered) {
            let Some(argument) = &of.argument else {
                gathered.count += times;
                continue;
            };
            let value = context.eval(argument, row)?;
            if let Some(share) = &of.share {
                let share = context.value(share, row)?.as_number().unwrap_or(f64::NAN);
                percentile(&[], share, of.reckoning)?;
                gathered.more().share = share;
            }
            match (&*value, of.distinct) {
                (Value::Node(_), true) => {}
                (value, distinct) if distinct || of.reckoning == Reckoning::Collect => {
                    context.env.hold_bytes(value.weight())?;
                }
                _ => {}
            }
            gathered.add(of, &value, times)?;
        }
        Ok(())
    }

    /// One row for each group, made from a row of the stage before.
    pub(super) fn rows(
        mut self,
        context: Context<'a>,
        base: &[Value],
    ) -> Result<Vec<Vec<Value>>, QueryError> {
        if self.places.is_empty() && self.keys.is_empty() {
            self.places.insert(Group([].into()), 0);
            self.gathered.extend(self.aggregates.iter().map(|_| Gathered::default()));
        }
        let mut keys: Vec<(usize, Group)> =
            self.places.into_iter().map(|(key, place)| (place, key)).collect();
        keys.sort_unstable_by_key(|(place, _)| *place);
        let mut gathered = self.gathered.into_iter();
        let mut rows = Vec::with_capacity(keys.len());
        for (_, key) in keys {
            let mut row = base.to_vec();
            for ((_, slot), value) in self.keys.iter().zip(key.0) {
                row[*slot] = value;
            }
            for (of, mut gathered) in self.aggregates.iter().zip(gathered.by_ref()) {
                row[of.to] = gathered.result(of.reckoning)?;
                let marks = gathered.more.and_then(|more| more.marks);
                if let (Some(marks), Some(snapshot)) = (marks, context.snapshot) {
                    snapshot.keep(marks);
                }
            }
            rows.push(row);
        }
        Ok(rows)
    }
}
