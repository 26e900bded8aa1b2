//! Expressions.

use super::clause::Query;
use super::pattern::{Labels, PathPattern};

/// An expression of Cypher.
#[derive(Clone, Debug, PartialEq)]
pub enum Expr {
    /// `null`.
    Null,
    /// `true`, `false`.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A floating-point number.
    Float(f64),
    /// A string.
    Text(String),
    /// `[a, b]`.
    List(Vec<Expr>),
    /// `{key: value}`.
    Map(Vec<(String, Expr)>),
    /// A variable.
    Variable(String),
    /// `$name`.
    Parameter(String),
    /// `base.key`.
    Property(Box<Expr>, String),
    /// `base:Label`.
    HasLabels(Box<Expr>, Labels),
    /// `a AND b`, `a + b`.
    Binary(Binary, Box<Expr>, Box<Expr>),
    /// `NOT a`, `-a`.
    Unary(Unary, Box<Expr>),
    /// `a < b <= c`.
    Compare(Box<Expr>, Vec<(Compare, Expr)>),
    /// `a IN list`.
    In(Box<Expr>, Box<Expr>),
    /// `a IS NULL`, or `IS NOT NULL` where the flag is set.
    IsNull(Box<Expr>, bool),
    /// `list[index]`.
    Index(Box<Expr>, Box<Expr>),
    /// `list[from..to]`.
    Slice(Box<Expr>, Option<Box<Expr>>, Option<Box<Expr>>),
    /// `name(arguments)`.
    Call {
        /// Name with its dots.
        name: String,
        /// `count(DISTINCT x)`.
        distinct: bool,
        /// What it is called with.
        arguments: Vec<Expr>,
    },
    /// `count(*)`.
    CountStar,
    /// CASE.
    Case(Box<Case>),
    /// `[variable IN list WHERE filter | map]`.
    ListComprehension {
        /// The name of each item.
        variable: String,
        /// What is gone through.
        list: Box<Expr>,
        /// Which items stay.
        filter: Option<Box<Expr>>,
        /// What each becomes.
        map: Option<Box<Expr>>,
    },
    /// `[pattern WHERE filter | map]`.
    PatternComprehension {
        /// The pattern, with the name of the path if it has one.
        pattern: Box<PathPattern>,
        /// Which matches stay.
        filter: Option<Box<Expr>>,
        /// What each becomes.
        map: Box<Expr>,
    },
    /// `all(variable IN list WHERE filter)`.
    Quantified {
        /// How many items must do.
        quantifier: Quantifier,
        /// The name of each item.
        variable: String,
        /// What is gone through.
        list: Box<Expr>,
        /// What an item must do.
        filter: Box<Expr>,
    },
    /// `reduce(accumulator = init, variable IN list | step)`.
    Reduce {
        /// The name of what is built up.
        accumulator: String,
        /// What it starts with.
        init: Box<Expr>,
        /// The name of each item.
        variable: String,
        /// What is gone through.
        list: Box<Expr>,
        /// What it becomes with each item.
        step: Box<Expr>,
    },
    /// A pattern as a condition: whether it matches.
    Pattern(Box<PathPattern>),
    /// `EXISTS { … }`.
    Exists(Box<Nested>),
    /// `COUNT { … }`.
    Count(Box<Nested>),
    /// `COLLECT { … }`.
    Collect(Box<Query>),
    /// `variable {.key, other: value, .*}`.
    MapProjection(String, Vec<Field>),
}

/// What stands in EXISTS { } and COUNT { }.
#[derive(Clone, Debug, PartialEq)]
pub enum Nested {
    /// Patterns and WHERE.
    Pattern(Vec<PathPattern>, Option<Expr>),
    /// A query.
    Query(Query),
}

/// One entry of a map projection.
#[derive(Clone, Debug, PartialEq)]
pub enum Field {
    /// `.*`.
    All,
    /// `.key`.
    Property(String),
    /// `key: value`.
    Entry(String, Expr),
    /// `variable`.
    Variable(String),
}

/// CASE with its branches.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// What each WHEN is compared with; without it each WHEN is a condition.
    pub subject: Option<Expr>,
    /// WHEN and THEN.
    pub branches: Vec<(Expr, Expr)>,
    /// ELSE.
    pub otherwise: Option<Expr>,
}

/// How many items must do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantifier {
    /// Each of them.
    All,
    /// At least one.
    Any,
    /// Not one.
    None,
    /// Exactly one.
    Single,
}

/// An operator between two expressions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the operator it is named after")]
pub enum Binary {
    Or,
    Xor,
    And,
    Add,
    Subtract,
    Multiply,
    Divide,
    Modulo,
    Power,
}

/// An operator before an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the operator it is named after")]
pub enum Unary {
    Not,
    Minus,
    Plus,
}

/// A comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the operator it is named after")]
pub enum Compare {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    StartsWith,
    EndsWith,
    Contains,
    Matches,
}
