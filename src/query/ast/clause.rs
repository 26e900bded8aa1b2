//! Queries and their clauses.

use super::expr::Expr;
use super::pattern::PathPattern;

/// What to do with a query.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// Run it.
    #[default]
    Run,
    /// Show its plan.
    Explain,
    /// Run it and show its plan with the rows each step yielded.
    Profile,
}

/// One query, or several whose rows are put together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    /// What to do with it.
    pub mode: Mode,
    /// The first part.
    pub first: Single,
    /// Further parts and how each is joined.
    pub unions: Vec<(Union, Single)>,
    /// Its expressions are nested so deep that an ordinary stack may not do.
    pub deep: bool,
}

/// How the rows of two queries are put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Union {
    /// Every row.
    All,
    /// Every row once.
    Distinct,
}

/// A query without UNION: its clauses in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Single {
    /// The clauses.
    pub clauses: Vec<Clause>,
}

/// One clause.
#[derive(Clone, Debug, PartialEq)]
pub enum Clause {
    /// MATCH, OPTIONAL MATCH.
    Match(Match),
    /// UNWIND list AS variable.
    Unwind {
        /// What is unwound.
        list: Expr,
        /// The name of each item.
        variable: String,
    },
    /// WITH.
    With(Projection),
    /// RETURN.
    Return(Projection),
    /// CALL procedure.
    Call(Call),
    /// CALL { … }.
    Subquery(Box<Query>),
    /// CREATE.
    Create(Vec<PathPattern>),
    /// MERGE.
    Merge(Merge),
    /// SET.
    Set(Vec<SetItem>),
    /// REMOVE.
    Remove(Vec<RemoveItem>),
    /// DELETE, DETACH DELETE.
    Delete {
        /// Whether relationships go with their nodes.
        detach: bool,
        /// What is deleted.
        targets: Vec<Expr>,
    },
    /// FOREACH (variable IN list | updates).
    Foreach {
        /// The name of each item.
        variable: String,
        /// What is gone through.
        list: Expr,
        /// What is done for each item.
        updates: Vec<Clause>,
    },
    /// FINISH.
    Finish,
}

/// MATCH with its patterns and WHERE.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Match {
    /// OPTIONAL MATCH.
    pub optional: bool,
    /// The patterns, all of which must match.
    pub patterns: Vec<PathPattern>,
    /// WHERE.
    pub filter: Option<Expr>,
}

/// What WITH and RETURN pass on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Projection {
    /// Each row once.
    pub distinct: bool,
    /// `*`: every variable.
    pub star: bool,
    /// The expressions, after the variables of `*`.
    pub items: Vec<Item>,
    /// ORDER BY.
    pub order: Vec<Sort>,
    /// SKIP.
    pub skip: Option<Expr>,
    /// LIMIT.
    pub limit: Option<Expr>,
    /// WHERE, after WITH only.
    pub filter: Option<Expr>,
}

/// One expression of a projection.
#[derive(Clone, Debug)]
pub struct Item {
    /// What is computed.
    pub expr: Expr,
    /// AS name.
    pub alias: Option<String>,
    /// How the query wrote the expression, where it was parsed from text: the column's name.
    pub written: Option<String>,
}

impl PartialEq for Item {
    /// How it was written makes no difference.
    fn eq(&self, other: &Self) -> bool {
        self.expr == other.expr && self.alias == other.alias
    }
}

/// One expression of ORDER BY.
#[derive(Clone, Debug, PartialEq)]
pub struct Sort {
    /// What rows are ordered by.
    pub expr: Expr,
    /// From large to small.
    pub descending: bool,
}

/// CALL procedure(arguments) YIELD ….
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    /// Name of the procedure with its dots.
    pub name: String,
    /// Its arguments; `None` where they come from parameters of the same name.
    pub arguments: Option<Vec<Expr>>,
    /// What it yields.
    pub yields: Yield,
    /// WHERE after YIELD.
    pub filter: Option<Expr>,
}

/// What a procedure call adds to each row.
#[derive(Clone, Debug, PartialEq)]
pub enum Yield {
    /// Nothing is said: all columns where the call stands alone, none within a query.
    Unsaid,
    /// `YIELD *`.
    Star,
    /// Column and the name it gets.
    Columns(Vec<(String, Option<String>)>),
}

/// MERGE with what is set on the way.
#[derive(Clone, Debug, PartialEq)]
pub struct Merge {
    /// The pattern that is matched or else created.
    pub pattern: PathPattern,
    /// ON CREATE SET.
    pub on_create: Vec<SetItem>,
    /// ON MATCH SET.
    pub on_match: Vec<SetItem>,
}

/// One change of SET.
#[derive(Clone, Debug, PartialEq)]
pub enum SetItem {
    /// `target.key = value`.
    Property(Expr, String, Expr),
    /// `target[key] = value`.
    Dynamic(Expr, Expr, Expr),
    /// `variable = map`.
    Replace(String, Expr),
    /// `variable += map`.
    Extend(String, Expr),
    /// `variable:Label`.
    Labels(String, Vec<String>),
}

/// One change of REMOVE.
#[derive(Clone, Debug, PartialEq)]
pub enum RemoveItem {
    /// `target.key`.
    Property(Expr, String),
    /// `variable:Label`.
    Labels(String, Vec<String>),
}
