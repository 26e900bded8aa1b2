//! Operators without parentheses in, grouped as openCypher 9 asks out.
//!
//! The parser binds IN, STARTS WITH and IS NULL tighter than arithmetic, and `^` to the right.
//! openCypher does neither, so a run of operators is laid flat in the order of the text and put
//! together again: comparison, then IN and its like, `+ -`, `* / %`, `^`, sign, each from the left.

use super::clauses::Lower;
use crate::query::ast::{Binary, Compare, Expr, Unary};
use crate::query::error::QueryError;
use decypher::ast::expr as from;
use std::iter::Peekable;
use std::vec::IntoIter;

/// A piece of a run of operators.
enum Piece {
    Operand(Expr),
    Sign(from::UnaryOperator),
    Binary(Binary),
    Compare(Compare),
    In,
    IsNull(bool),
}

type Pieces = Peekable<IntoIter<Piece>>;

/// Operators between conditions, which the parser groups as it should.
pub(super) fn is_logical(op: from::BinaryOperator) -> bool {
    matches!(op, from::BinaryOperator::And | from::BinaryOperator::Or | from::BinaryOperator::Xor)
}

impl Lower<'_> {
    pub(super) fn regrouped(&mut self, expr: &from::Expression) -> Result<Expr, QueryError> {
        let mut pieces = Vec::new();
        self.flatten(expr, &mut pieces)?;
        let mut pieces = pieces.into_iter().peekable();
        compared(&mut pieces)
    }

    fn flatten(
        &mut self,
        expr: &from::Expression,
        pieces: &mut Vec<Piece>,
    ) -> Result<(), QueryError> {
        use from::Expression as E;
        match expr {
            E::BinaryOp { op, lhs, rhs, .. } if !is_logical(*op) => {
                self.flatten(lhs, pieces)?;
                pieces.push(Piece::Binary(binary(*op)));
                self.flatten(rhs, pieces)
            }
            E::UnaryOp { op, operand, .. } if *op != from::UnaryOperator::Not => {
                pieces.push(Piece::Sign(*op));
                self.flatten(operand, pieces)
            }
            E::Comparison { lhs, operators, .. } => {
                self.flatten(lhs, pieces)?;
                for (op, expr) in operators {
                    pieces.push(Piece::Compare(compare(*op)));
                    self.flatten(expr, pieces)?;
                }
                Ok(())
            }
            E::In { lhs, rhs, .. } => {
                self.flatten(lhs, pieces)?;
                pieces.push(Piece::In);
                self.flatten(rhs, pieces)
            }
            E::IsNull { operand, negated, .. } => {
                self.flatten(operand, pieces)?;
                pieces.push(Piece::IsNull(*negated));
                Ok(())
            }
            other => {
                pieces.push(Piece::Operand(self.expr(other)?));
                Ok(())
            }
        }
    }
}

/// Whether a comparison is one of strings, which binds tighter than the others.
fn is_of_strings(how: Compare) -> bool {
    matches!(how, Compare::StartsWith | Compare::EndsWith | Compare::Contains | Compare::Matches)
}

fn compared(pieces: &mut Pieces) -> Result<Expr, QueryError> {
    let first = tested(pieces)?;
    let mut rest = Vec::new();
    while let Some(Piece::Compare(how)) = pieces.peek() {
        let how = *how;
        pieces.next();
        rest.push((how, tested(pieces)?));
    }
    Ok(if rest.is_empty() { first } else { Expr::Compare(Box::new(first), rest) })
}

fn tested(pieces: &mut Pieces) -> Result<Expr, QueryError> {
    let mut left = arithmetic(pieces, 0)?;
    loop {
        left = match pieces.peek() {
            Some(Piece::Compare(how)) if is_of_strings(*how) => {
                let how = *how;
                pieces.next();
                Expr::Compare(Box::new(left), vec![(how, arithmetic(pieces, 0)?)])
            }
            Some(Piece::In) => {
                pieces.next();
                Expr::In(Box::new(left), Box::new(arithmetic(pieces, 0)?))
            }
            Some(Piece::IsNull(negated)) => {
                let negated = *negated;
                pieces.next();
                Expr::IsNull(Box::new(left), negated)
            }
            _ => return Ok(left),
        };
    }
}

/// How tightly an arithmetic operator binds.
fn level(op: Binary) -> u8 {
    match op {
        Binary::Add | Binary::Subtract => 1,
        Binary::Power => 3,
        _ => 2,
    }
}

fn arithmetic(pieces: &mut Pieces, least: u8) -> Result<Expr, QueryError> {
    let mut left = signed(pieces)?;
    while let Some(Piece::Binary(op)) = pieces.peek() {
        let op = *op;
        if level(op) < least {
            break;
        }
        pieces.next();
        let right = arithmetic(pieces, level(op) + 1)?;
        left = Expr::Binary(op, Box::new(left), Box::new(right));
    }
    Ok(left)
}

fn signed(pieces: &mut Pieces) -> Result<Expr, QueryError> {
    match pieces.next() {
        Some(Piece::Operand(expr)) => Ok(expr),
        Some(Piece::Sign(op)) => Ok(negated(op, signed(pieces)?)),
        _ => Err(QueryError::syntax("UnexpectedSyntax", "an operator stands where a value should")),
    }
}

fn negated(op: from::UnaryOperator, operand: Expr) -> Expr {
    match (op, operand) {
        (from::UnaryOperator::Negate, Expr::Int(number)) if number > 0 => Expr::Int(-number),
        (from::UnaryOperator::Negate, Expr::Float(number)) if number.is_sign_positive() => {
            Expr::Float(-number)
        }
        (from::UnaryOperator::Negate, operand) => Expr::Unary(Unary::Minus, Box::new(operand)),
        (_, operand) => Expr::Unary(Unary::Plus, Box::new(operand)),
    }
}

pub(super) fn binary(op: from::BinaryOperator) -> Binary {
    match op {
        from::BinaryOperator::Add => Binary::Add,
        from::BinaryOperator::Subtract => Binary::Subtract,
        from::BinaryOperator::Multiply => Binary::Multiply,
        from::BinaryOperator::Divide => Binary::Divide,
        from::BinaryOperator::Modulo => Binary::Modulo,
        from::BinaryOperator::Power => Binary::Power,
        from::BinaryOperator::And => Binary::And,
        from::BinaryOperator::Or => Binary::Or,
        from::BinaryOperator::Xor => Binary::Xor,
    }
}

fn compare(op: from::ComparisonOperator) -> Compare {
    match op {
        from::ComparisonOperator::Eq => Compare::Equal,
        from::ComparisonOperator::Ne => Compare::NotEqual,
        from::ComparisonOperator::Lt => Compare::Less,
        from::ComparisonOperator::Gt => Compare::Greater,
        from::ComparisonOperator::Le => Compare::LessOrEqual,
        from::ComparisonOperator::Ge => Compare::GreaterOrEqual,
        from::ComparisonOperator::RegexMatch => Compare::Matches,
        from::ComparisonOperator::StartsWith => Compare::StartsWith,
        from::ComparisonOperator::EndsWith => Compare::EndsWith,
        from::ComparisonOperator::Contains => Compare::Contains,
    }
}
