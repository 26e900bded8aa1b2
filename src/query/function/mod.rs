//! Functions of Cypher: names in, what to call out. One file per family.

mod convert;
mod entity;
mod list;
mod moment;
mod number;
mod span;
mod string;
mod written;

pub(super) use list::numbers;
pub(super) use moment::component;
pub(super) use span::moved;
pub(super) use written::written;

use super::error::QueryError;
use super::plan::Reckoning;
use super::run::Context;
use crate::graph::property::Value;
use std::collections::HashMap;
use std::sync::LazyLock;

/// What a function does with its arguments.
type Body = for<'a> fn(&Context<'a>, &[Value]) -> Result<Value, QueryError>;

/// A function, and how many arguments it takes.
pub(super) struct Function {
    pub(super) name: &'static str,
    pub(super) least: usize,
    pub(super) most: usize,
    pub(super) body: Body,
}

impl std::fmt::Debug for Function {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

/// A function of exactly so many arguments, or of a range of them.
const fn function(name: &'static str, least: usize, most: usize, body: Body) -> Function {
    Function { name, least, most, body }
}

static KNOWN: LazyLock<HashMap<String, &'static Function>> = LazyLock::new(|| {
    [
        string::FUNCTIONS,
        number::FUNCTIONS,
        list::FUNCTIONS,
        entity::FUNCTIONS,
        convert::FUNCTIONS,
        moment::FUNCTIONS,
        span::FUNCTIONS,
    ]
    .into_iter()
    .flatten()
    .map(|function| (function.name.to_lowercase(), function))
    .collect()
});

/// The function of this name, in any case of its letters.
pub(super) fn find(name: &str) -> Option<&'static Function> {
    KNOWN.get(name).or_else(|| KNOWN.get(&name.to_lowercase())).copied()
}

/// The name of the function that was probably meant.
pub(super) fn nearest(name: &str) -> Option<&'static str> {
    let mut names: Vec<&'static str> = KNOWN.values().map(|function| function.name).collect();
    names.extend(AGGREGATES.iter().map(|(name, _)| name));
    names.sort_unstable();
    super::near::nearest(name, names)
}

const AGGREGATES: &[(&str, Reckoning)] = &[
    ("count", Reckoning::Count),
    ("sum", Reckoning::Sum),
    ("avg", Reckoning::Mean),
    ("min", Reckoning::Least),
    ("max", Reckoning::Greatest),
    ("collect", Reckoning::Collect),
    ("stDev", Reckoning::Deviation),
    ("stDevP", Reckoning::PopulationDeviation),
    ("percentileCont", Reckoning::PercentileBetween),
    ("percentileDisc", Reckoning::PercentileOf),
];

/// What the aggregate of this name does; `None` where it is no aggregate.
pub(super) fn reckoning(name: &str) -> Option<Reckoning> {
    AGGREGATES.iter().find(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, of)| *of)
}

/// An argument of the wrong type.
fn wrong(name: &str, value: &Value) -> QueryError {
    QueryError::run(
        "TypeError",
        "InvalidArgumentValue",
        format!("{name}() does not take {}", value.type_name()),
    )
}
