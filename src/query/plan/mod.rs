//! A tree of Cypher in, a plan that can be run out.
//!
//! A plan is a row of steps. Each step takes rows and passes rows on; what must see all rows before
//! it passes one on (sorting, aggregating, writing) ends a stage. Every variable has a slot of its
//! own in one row for the whole query.

mod clause;
mod compile;
mod expand;
mod explain;
mod expr;
mod pattern;
mod project;
mod resolve;
mod shape;
mod start;
mod step;
mod unknown;
mod write;

pub(super) use compile::{Settings, compiled};
pub(super) use explain::explained;
pub(super) use expr::{Expr, KeyName, LabelName, LabelTest, PathPiece, Piece};
pub(super) use step::{
    Aggregate, Change, End, Hop, Kinds, Part, Plan, Reckoning, Set, Slot, Stage, Step, Template,
    Walk,
};
