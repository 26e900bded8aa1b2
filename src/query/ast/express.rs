//! An expression in, its Cypher out, with as few parentheses as keep its meaning.

use super::expr::{Binary, Case, Compare, Expr, Field, Nested, Quantifier, Unary};
use super::print::{dotted, filter, joined};
use super::quote::{name, text};
use std::fmt::{self, Display, Formatter};

/// How tightly an expression holds together; an operand that holds less gets parentheses.
pub(super) const ATOM: u8 = 10;

#[expect(clippy::match_same_arms, reason = "one line for each operator")]
fn strength(expr: &Expr) -> u8 {
    match expr {
        Expr::Binary(op, ..) => match op {
            Binary::Or => 1,
            Binary::Xor => 2,
            Binary::And => 3,
            Binary::Add | Binary::Subtract => 6,
            Binary::Multiply | Binary::Divide | Binary::Modulo => 7,
            Binary::Power => 8,
        },
        Expr::Unary(Unary::Not, _) => 4,
        Expr::Compare(..) | Expr::In(..) | Expr::IsNull(..) => 5,
        Expr::Unary(..) => 9,
        Expr::Int(number) if *number < 0 => 9,
        Expr::Float(number) if number.is_sign_negative() => 9,
        Expr::HasLabels(..) | Expr::Pattern(_) => 9,
        _ => ATOM,
    }
}

/// An expression that stands beside an operator of this strength.
pub(super) struct Operand<'a>(pub(super) &'a Expr, pub(super) u8);

impl Display for Operand<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self(expr, least) = self;
        if strength(expr) < *least { write!(f, "({expr})") } else { expr.fmt(f) }
    }
}

impl Display for Expr {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Bool(value) => value.fmt(f),
            Self::Int(number) => number.fmt(f),
            Self::Float(number) => write!(f, "{number:?}"),
            Self::Text(value) => f.write_str(&text(value)),
            Self::List(items) => {
                f.write_str("[")?;
                joined(f, items, ", ")?;
                f.write_str("]")
            }
            Self::Map(entries) => map(f, entries),
            Self::Variable(variable) => f.write_str(&name(variable)),
            Self::Parameter(parameter) => write!(f, "${}", name(parameter)),
            Self::CountStar => f.write_str("count(*)"),
            Self::Case(case) => case.fmt(f),
            Self::Pattern(pattern) => pattern.fmt(f),
            Self::Exists(nested) => write!(f, "EXISTS {{ {nested} }}"),
            Self::Count(nested) => write!(f, "COUNT {{ {nested} }}"),
            Self::Collect(query) => write!(f, "COLLECT {{ {query} }}"),
            Self::Call { name, distinct, arguments } => {
                write!(f, "{}({}", dotted(name), if *distinct { "DISTINCT " } else { "" })?;
                joined(f, arguments, ", ")?;
                f.write_str(")")
            }
            Self::MapProjection(variable, fields) => {
                write!(f, "{} {{", name(variable))?;
                joined(f, fields, ", ")?;
                f.write_str("}")
            }
            _ => self.operation(f),
        }
    }
}

impl Expr {
    /// Operators and what binds variables of its own.
    fn operation(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Property(base, key) => write!(f, "{}.{}", Operand(base, ATOM), name(key)),
            Self::HasLabels(base, labels) => write!(f, "{}:{labels}", Operand(base, ATOM)),
            Self::Binary(op, a, b) => {
                let own = strength(self);
                write!(f, "{} {op} {}", Operand(a, own), Operand(b, own + 1))
            }
            Self::Unary(Unary::Not, inner) => write!(f, "NOT {}", Operand(inner, 5)),
            Self::Unary(Unary::Minus, inner) => write!(f, "-{}", Operand(inner, ATOM)),
            Self::Unary(Unary::Plus, inner) => write!(f, "+{}", Operand(inner, ATOM)),
            Self::Compare(first, rest) => {
                Operand(first, 6).fmt(f)?;
                rest.iter().try_for_each(|(op, expr)| write!(f, " {op} {}", Operand(expr, 6)))
            }
            Self::In(item, list) => write!(f, "{} IN {}", Operand(item, 6), Operand(list, 6)),
            Self::IsNull(inner, negated) => {
                let not = if *negated { "NOT " } else { "" };
                write!(f, "{} IS {not}NULL", Operand(inner, 6))
            }
            Self::Index(list, index) => write!(f, "{}[{index}]", Operand(list, ATOM)),
            Self::Slice(list, from, to) => {
                let end = |end: &Option<Box<Expr>>| {
                    end.as_ref().map_or(String::new(), ToString::to_string)
                };
                write!(f, "{}[{}..{}]", Operand(list, ATOM), end(from), end(to))
            }
            _ => self.binding(f),
        }
    }

    /// What binds variables of its own.
    fn binding(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::ListComprehension { variable, list, filter: condition, map } => {
                write!(f, "[{} IN {list}", name(variable))?;
                filter(f, condition.as_deref())?;
                map.as_ref().map_or(Ok(()), |map| write!(f, " | {map}"))?;
                f.write_str("]")
            }
            Self::PatternComprehension { pattern, filter: condition, map } => {
                write!(f, "[{pattern}")?;
                filter(f, condition.as_deref())?;
                write!(f, " | {map}]")
            }
            Self::Quantified { quantifier, variable, list, filter } => {
                let word = match quantifier {
                    Quantifier::All => "all",
                    Quantifier::Any => "any",
                    Quantifier::None => "none",
                    Quantifier::Single => "single",
                };
                write!(f, "{word}({} IN {list} WHERE {filter})", name(variable))
            }
            Self::Reduce { accumulator, init, variable, list, step } => write!(
                f,
                "reduce({} = {init}, {} IN {list} | {step})",
                name(accumulator),
                name(variable)
            ),
            _ => Ok(()),
        }
    }
}

fn map(f: &mut Formatter<'_>, entries: &[(String, Expr)]) -> fmt::Result {
    f.write_str("{")?;
    for (at, (key, value)) in entries.iter().enumerate() {
        write!(f, "{}{}: {value}", if at > 0 { ", " } else { "" }, name(key))?;
    }
    f.write_str("}")
}

impl Display for Nested {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Pattern(patterns, condition) => {
                joined(f, patterns, ", ")?;
                filter(f, condition.as_ref())
            }
            Self::Query(query) => query.fmt(f),
        }
    }
}

impl Display for Field {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::All => f.write_str(".*"),
            Self::Property(key) => write!(f, ".{}", name(key)),
            Self::Entry(key, value) => write!(f, "{}: {value}", name(key)),
            Self::Variable(variable) => f.write_str(&name(variable)),
        }
    }
}

impl Display for Case {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("CASE")?;
        if let Some(subject) = &self.subject {
            write!(f, " {subject}")?;
        }
        for (when, then) in &self.branches {
            write!(f, " WHEN {when} THEN {then}")?;
        }
        if let Some(otherwise) = &self.otherwise {
            write!(f, " ELSE {otherwise}")?;
        }
        f.write_str(" END")
    }
}

impl Display for Binary {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Or => "OR",
            Self::Xor => "XOR",
            Self::And => "AND",
            Self::Add => "+",
            Self::Subtract => "-",
            Self::Multiply => "*",
            Self::Divide => "/",
            Self::Modulo => "%",
            Self::Power => "^",
        })
    }
}

impl Display for Compare {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Equal => "=",
            Self::NotEqual => "<>",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
            Self::StartsWith => "STARTS WITH",
            Self::EndsWith => "ENDS WITH",
            Self::Contains => "CONTAINS",
            Self::Matches => "=~",
        })
    }
}
