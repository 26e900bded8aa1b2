//! What a plan is made of.

use super::expr::{Expr, KeyName, LabelName};
use crate::graph::property::{Direction, PropertyGraph, Type};
use crate::query::ast::Compare;
use crate::query::procedure::Procedure;
use std::sync::Arc;

/// A place in a row.
pub(in crate::query) type Slot = usize;

/// A query, ready to run.
#[derive(Debug)]
pub(in crate::query) struct Plan {
    /// One for each part of a UNION.
    pub(in crate::query) parts: Vec<Part>,
    /// UNION without ALL.
    pub(in crate::query) distinct: bool,
    /// Names of the columns it returns.
    pub(in crate::query) columns: Vec<String>,
    /// How many slots a row has.
    pub(in crate::query) width: usize,
    /// Whether it changes the graph.
    pub(in crate::query) writes: bool,
    /// Words on names that the graph does not know, where it only reads.
    pub(in crate::query) notes: Vec<String>,
}

impl Plan {
    /// The most steps of one stage that are on the stack within each other.
    pub(in crate::query) fn nesting(&self) -> usize {
        let stages = self.parts.iter().flat_map(|part| &part.stages);
        let nested = stages.map(|stage| stage.steps.iter().filter(|step| step.spreads()).count());
        nested.max().unwrap_or(0)
    }
}

/// The stages of one part, and where its columns end up.
#[derive(Debug)]
pub(in crate::query) struct Part {
    pub(in crate::query) stages: Vec<Stage>,
    pub(in crate::query) outputs: Vec<Slot>,
}

/// Steps that stream, and what gathers their rows.
#[derive(Debug)]
pub(in crate::query) struct Stage {
    pub(in crate::query) steps: Vec<Step>,
    pub(in crate::query) end: End,
}

/// What happens to the rows of a stage.
#[derive(Debug)]
pub(in crate::query) enum End {
    /// They are the result.
    Emit,
    /// They are grouped.
    Aggregate { keys: Vec<(Expr, Slot)>, aggregates: Vec<Aggregate> },
    /// They are sorted, by expression and whether from large to small.
    Sort { keys: Vec<(Expr, bool)>, live: Vec<Slot>, limit: Option<Expr> },
    /// Each of them changes the graph.
    Write(Vec<Change>),
    /// For each of them a query is run that may change the graph.
    Apply(Box<Plan>, Vec<Slot>),
}

/// One aggregate function and where its result goes.
#[derive(Debug)]
pub(in crate::query) struct Aggregate {
    pub(in crate::query) reckoning: Reckoning,
    pub(in crate::query) argument: Option<Expr>,
    /// The second argument of a percentile.
    pub(in crate::query) share: Option<Expr>,
    pub(in crate::query) distinct: bool,
    pub(in crate::query) to: Slot,
}

/// What an aggregate makes of its values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::query) enum Reckoning {
    Count,
    Sum,
    Mean,
    Least,
    Greatest,
    Collect,
    Deviation,
    PopulationDeviation,
    PercentileBetween,
    PercentileOf,
}

/// Types a relationship may have.
#[derive(Clone, Debug)]
pub(in crate::query) enum Kinds {
    Any,
    /// One of these; a type that is not known yet may come up while the query runs.
    Named(Vec<(Arc<str>, Option<Type>)>),
}

impl Kinds {
    /// The types as the graph knows them now; `None` for any.
    pub(in crate::query) fn types(&self, graph: &PropertyGraph) -> Option<Vec<Type>> {
        match self {
            Self::Any => None,
            Self::Named(names) => Some(
                names
                    .iter()
                    .filter_map(|(name, kind)| kind.or_else(|| graph.find_type(name)))
                    .collect(),
            ),
        }
    }

    /// Whether a relationship could be of a type of both.
    pub(super) fn overlaps(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Named(a), Self::Named(b)) => {
                a.iter().any(|(name, _)| b.iter().any(|(other, _)| name == other))
            }
            _ => true,
        }
    }
}

/// One relationship of a pattern as it is walked.
#[derive(Clone, Debug)]
pub(in crate::query) struct Hop {
    pub(in crate::query) from: Slot,
    pub(in crate::query) rel: Slot,
    pub(in crate::query) to: Slot,
    /// The node at the end is known already.
    pub(in crate::query) closes: bool,
    pub(in crate::query) direction: Direction,
    pub(in crate::query) kinds: Kinds,
    /// Relationships it must differ from.
    pub(in crate::query) unlike: Vec<Slot>,
}

/// A relationship of variable length as it is walked.
#[derive(Clone, Debug)]
pub(in crate::query) struct Walk {
    pub(in crate::query) hop: Hop,
    pub(in crate::query) low: u64,
    pub(in crate::query) high: u64,
    /// What each relationship must have.
    pub(in crate::query) props: Vec<(KeyName, Expr)>,
    /// The relationships run against the way they are written in the pattern.
    pub(in crate::query) reversed: bool,
}

/// A step that streams.
#[derive(Debug)]
pub(in crate::query) enum Step {
    /// Every node.
    AllNodes { to: Slot },
    /// Every node with a label.
    Labelled { to: Slot, label: LabelName },
    /// Nodes whose property equals a value, or one of a list of them.
    Lookup { to: Slot, key: KeyName, value: Expr, several: bool },
    /// The node of a number.
    ById { to: Slot, id: Expr },
    /// Along one relationship.
    Expand(Hop),
    /// How many ways there are along one relationship, where nothing asks which.
    Degree(Hop),
    /// Two hops to each node once, where nothing asks how.
    Around { first: Hop, second: Hop },
    /// Along several relationships.
    Walk(Walk),
    /// Along several relationships to each node once, where nothing asks how.
    Reach(Walk),
    /// The ends of a relationship that is known already.
    Along { hop: Hop },
    /// Along relationships that are known already as a list.
    AlongList { walk: Walk },
    /// A shortest path between two known nodes, or all of them.
    Shortest { walk: Walk, all: bool },
    /// Rows for which it is true.
    Filter(Expr),
    /// Rows whose node has a property that stands so to a value known before.
    Test { node: Slot, key: KeyName, how: Compare, value: Expr, test: Expr },
    /// A slot is given a value.
    Let { to: Slot, value: Expr },
    /// Each item of a list.
    Unwind { list: Expr, to: Slot },
    /// What follows until its end may find nothing; then these slots are null.
    Optional { end: usize, clear: Vec<Slot> },
    /// The end of what is optional.
    OptionalEnd,
    /// Each row once, as far as these slots go.
    Distinct(Vec<Slot>),
    /// All but the first rows.
    Skip(Expr),
    /// The first rows.
    Limit(Expr),
    /// A procedure's rows.
    Call { procedure: Arc<Procedure>, arguments: Vec<Expr>, yields: Vec<(usize, Slot)> },
    /// A query run for each row.
    Subquery { plan: Box<Plan>, outputs: Vec<Slot> },
}

/// A change made for each row.
#[derive(Debug)]
pub(in crate::query) enum Change {
    Create(Template),
    Merge {
        /// How it is looked for.
        steps: Vec<Step>,
        /// How it is made.
        template: Template,
        on_create: Vec<Set>,
        on_match: Vec<Set>,
        /// The whole path, after it was found or made.
        path: Option<(Slot, Expr)>,
    },
    Set(Vec<Set>),
    Delete {
        detach: bool,
        targets: Vec<Expr>,
    },
    Foreach {
        list: Expr,
        to: Slot,
        changes: Vec<Change>,
    },
    /// A slot is given a value.
    Let {
        to: Slot,
        value: Expr,
    },
}

/// Nodes and relationships to make.
#[derive(Debug, Default)]
pub(in crate::query) struct Template {
    /// Slot, labels and properties of each new node.
    pub(in crate::query) nodes: Vec<(Slot, Vec<LabelName>, Option<Expr>)>,
    pub(in crate::query) rels: Vec<TemplateRel>,
}

/// A relationship to make.
#[derive(Debug)]
pub(in crate::query) struct TemplateRel {
    pub(in crate::query) to: Slot,
    pub(in crate::query) start: Slot,
    pub(in crate::query) kind: Arc<str>,
    pub(in crate::query) end: Slot,
    pub(in crate::query) props: Option<Expr>,
}

/// One item of SET or REMOVE.
#[derive(Debug)]
pub(in crate::query) enum Set {
    Property { target: Expr, key: Expr, value: Expr },
    Map { target: Slot, map: Expr, replace: bool },
    AddLabels(Slot, Vec<LabelName>),
    RemoveLabels(Slot, Vec<LabelName>),
}

impl Step {
    /// Whether it passes rows on one by one, and is on the stack while they are.
    pub(super) fn spreads(&self) -> bool {
        !matches!(
            self,
            Self::Filter(_)
                | Self::Test { .. }
                | Self::Let { .. }
                | Self::Distinct(_)
                | Self::Skip(_)
                | Self::OptionalEnd
        )
    }

    /// The step, with one that does nothing left in its place.
    pub(super) fn take(&mut self) -> Self {
        std::mem::replace(self, Self::OptionalEnd)
    }

    /// Whether it looks at one of these slots.
    pub(super) fn reads(&self, slots: &[Slot]) -> bool {
        let reads = |expr: &Expr| {
            let mut found = false;
            let known = expr.slots(&mut |slot| found |= slots.contains(&slot));
            found || !known
        };
        let hop = |hop: &Hop| {
            slots.contains(&hop.from)
                || (hop.closes && slots.contains(&hop.to))
                || hop.unlike.iter().any(|slot| slots.contains(slot))
        };
        match self {
            Self::AllNodes { .. } | Self::Labelled { .. } | Self::OptionalEnd => false,
            Self::Lookup { value: expr, .. }
            | Self::ById { id: expr, .. }
            | Self::Filter(expr)
            | Self::Test { test: expr, .. }
            | Self::Let { value: expr, .. }
            | Self::Unwind { list: expr, .. }
            | Self::Skip(expr)
            | Self::Limit(expr) => reads(expr),
            Self::Expand(of) | Self::Degree(of) | Self::Along { hop: of } => hop(of),
            Self::Around { first, second } => hop(first) || hop(second),
            Self::Walk(walk)
            | Self::Reach(walk)
            | Self::AlongList { walk }
            | Self::Shortest { walk, .. } => {
                hop(&walk.hop) || walk.props.iter().any(|(_, value)| reads(value))
            }
            Self::Optional { .. }
            | Self::Distinct(_)
            | Self::Call { .. }
            | Self::Subquery { .. } => true,
        }
    }
}
