//! What the parser or the checker found in, our words and openCypher's class out.

use crate::query::ast::is_keyword;
use crate::query::error::QueryError;
use crate::query::near::nearest_keyword;
use decypher::error::{CypherError, Diagnostics, ErrorKind, NumberReason};

/// The first error of the checker, by place.
pub(super) fn first(found: &Diagnostics, source: &str) -> QueryError {
    let first = found.errors.iter().min_by_key(|error| {
        let vague = matches!(error.kind, ErrorKind::InvalidArgumentType { .. });
        (vague, error.span.start)
    });
    match first {
        Some(error) => syntax(error, source),
        None => QueryError::syntax("UnexpectedSyntax", "the query is not valid"),
    }
}

/// One error, with its place and what can be done about it.
pub(super) fn syntax(error: &CypherError, source: &str) -> QueryError {
    let (class, detail) = class(&error.kind);
    let found = QueryError::compile(class, detail, message(&error.kind));
    let span = error.span.start..error.span.end.max(error.span.start);
    let hint = hint(&error.kind, source, span.start);
    found.at(span).hinted(hint)
}

fn class(kind: &ErrorKind) -> (&'static str, &'static str) {
    const S: &str = "SyntaxError";
    match kind {
        ErrorKind::UnresolvedVariable { .. } | ErrorKind::InvalidReference { .. } => {
            (S, "UndefinedVariable")
        }
        ErrorKind::RedeclaredVariable { .. } => (S, "VariableAlreadyBound"),
        ErrorKind::AggregationMix { .. } => (S, "AmbiguousAggregationExpression"),
        ErrorKind::AggregateNotAllowed { .. } => (S, "InvalidAggregation"),
        ErrorKind::UnionColumnMismatch => (S, "DifferentColumnsInUnion"),
        ErrorKind::InvalidClauseComposition { .. } => (S, "InvalidClauseComposition"),
        ErrorKind::InvalidRelationshipPattern { reason } => (S, relationship(reason)),
        ErrorKind::InvalidDeleteTarget => (S, "InvalidDelete"),
        ErrorKind::MissingAlias => (S, "NoExpressionAlias"),
        ErrorKind::NoVariablesInScope => (S, "NoVariablesInScope"),
        ErrorKind::InvalidSkipLimit { reason } => (S, skip_limit(reason)),
        ErrorKind::InvalidParameterUse => (S, "InvalidParameterUse"),
        ErrorKind::NonDeterministicAggregate => (S, "NonConstantExpression"),
        ErrorKind::InvalidArgumentType { .. } => (S, "InvalidArgumentType"),
        ErrorKind::InvalidNumberOfArguments { .. } => (S, "InvalidNumberOfArguments"),
        ErrorKind::UnknownFunction { .. } => (S, "UnknownFunction"),
        ErrorKind::ProcedureNotFound { .. } => ("ProcedureError", "ProcedureNotFound"),
        ErrorKind::VariableTypeConflict { .. } => (S, "VariableTypeConflict"),
        ErrorKind::InvalidEscape { .. } => (S, "InvalidUnicodeLiteral"),
        ErrorKind::InvalidNumber { reason: NumberReason::Overflow, raw } => (
            S,
            if raw.contains(['.', 'e', 'E']) { "FloatingPointOverflow" } else { "IntegerOverflow" },
        ),
        ErrorKind::InvalidNumber { .. } => (S, "InvalidNumberLiteral"),
        _ => (S, "UnexpectedSyntax"),
    }
}

fn relationship(reason: &str) -> &'static str {
    if reason.contains("variable-length") || reason.contains("variable length") {
        "CreatingVarLength"
    } else if reason.contains("direct") {
        "RequiresDirectedRelationship"
    } else if reason.contains("twice") {
        "RelationshipUniquenessViolation"
    } else {
        "NoSingleRelationshipType"
    }
}

fn skip_limit(reason: &str) -> &'static str {
    if reason.contains("negative") {
        "NegativeIntegerArgument"
    } else if reason.contains("constant") {
        "NonConstantExpression"
    } else {
        "InvalidArgumentType"
    }
}

fn message(kind: &ErrorKind) -> String {
    match kind {
        ErrorKind::EmptyInput => "the query is empty".into(),
        ErrorKind::Internal { .. } => "this cannot be read as Cypher".into(),
        ErrorKind::UnexpectedToken { found, .. } if found.is_empty() => {
            "the query ends too early".into()
        }
        ErrorKind::UnexpectedToken { expected, found } => match expected.as_slice() {
            [one] => format!("`{found}` stands where {one} is expected"),
            _ => format!("`{found}` is not expected here"),
        },
        ErrorKind::UnresolvedVariable { name } => format!("there is no variable `{name}` here"),
        ErrorKind::RedeclaredVariable { name, .. } => {
            format!("the variable `{name}` exists already")
        }
        ErrorKind::AggregationMix { non_grouping } => format!(
            "an aggregate is mixed with `{}`, which is not a column of its own",
            non_grouping.join("`, `")
        ),
        other => other.to_string(),
    }
}

fn hint(kind: &ErrorKind, source: &str, at: usize) -> Option<String> {
    match kind {
        ErrorKind::EmptyInput => Some("try MATCH (n) RETURN n LIMIT 10".into()),
        ErrorKind::MissingAlias => Some("give it a name: … AS name".into()),
        ErrorKind::AggregationMix { .. } => {
            Some("bring it through WITH first, or return it as a column".into())
        }
        ErrorKind::UnknownFunction { name } => {
            crate::query::function::nearest(name).map(|near| format!("did you mean {near}()?"))
        }
        ErrorKind::UnterminatedString => Some("close the string with its quote".into()),
        ErrorKind::UnexpectedToken { .. }
        | ErrorKind::UnexpectedEof { .. }
        | ErrorKind::Internal { .. }
        | ErrorKind::MissingClause { .. } => misspelt(source, at),
        ErrorKind::UnresolvedVariable { name } if is_keyword(name) => Some(format!(
            "{} is a word of Cypher: what should stand before it?",
            name.to_uppercase()
        )),
        _ => None,
    }
}

/// The word at or just before a place that looks like a keyword with a slip in it.
fn misspelt(source: &str, at: usize) -> Option<String> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let before = source.get(..at)?;
    let here: String = source.get(at..)?.chars().take_while(|c| is_word(*c)).collect();
    let earlier = before.trim_end().rsplit(|c: char| !is_word(c)).next().unwrap_or_default();
    let first: String = source.trim_start().chars().take_while(|c| is_word(*c)).collect();
    [&*here, earlier, &*first].into_iter().find_map(|word| {
        let near = nearest_keyword(word)?;
        Some(format!("did you mean {near} instead of {word}?"))
    })
}
