//! Cypher text in, a [`Query`](crate::query::ast::Query) out.
//!
//! The home of `decypher`: nothing outside this folder names one of its types. It parses and checks
//! names, scopes, aggregation and argument types; here its tree is lowered to ours and its errors
//! are put into our words.

mod clauses;
mod diagnose;
mod exprs;
mod fold;
mod guard;
mod patterns;
mod precedence;

use super::ast::{Mode, Query};
use super::error::QueryError;
use super::stack::with_room;
use decypher::sema::{Catalog, Signature};
use decypher::{Parse, ValueTypes};
use std::sync::LazyLock;

/// What may be called besides the built-in functions: procedures and how many arguments they take.
pub(super) type Procedures<'a> = &'a [(&'a str, usize)];

/// The tree of a query, checked.
pub(super) fn parsed(text: &str, procedures: Procedures<'_>) -> Result<Query, QueryError> {
    let folded = fold::folded(text);
    let located = |mut error: QueryError| {
        error.span = error.span.map(|span| {
            let end = folded.original(span.end.min(folded.text.len()));
            folded.original(span.start.min(folded.text.len())).min(end)..end
        });
        error
    };
    let depth = guard::depth(&folded.text).map_err(located)?;
    let deep = !depth.is_ordinary();
    let mut query = with_room(deep, || tree(&folded.text, procedures)).map_err(located)?;
    query.deep = deep;
    Ok(query)
}

fn tree(text: &str, procedures: Procedures<'_>) -> Result<Query, QueryError> {
    let (mode, body) = mode(text);
    // Blanks instead of the word keep every offset where it is.
    let blanked;
    let source = if mode == Mode::Run {
        text
    } else {
        blanked = format!("{}{body}", " ".repeat(text.len() - body.len()));
        &blanked
    };
    let parse = Parse::from(source);
    let root = parse.tree.clone();
    let query = decypher::parse(parse).map_err(|error| diagnose::syntax(&error, source))?;
    checked(&query, source, procedures)?;
    let mut query = clauses::lowered(&query, &root, source)?;
    query.mode = mode;
    Ok(query)
}

/// EXPLAIN or PROFILE before a query, and what comes after it.
fn mode(text: &str) -> (Mode, &str) {
    let start = text.trim_start();
    for (word, mode) in [("EXPLAIN", Mode::Explain), ("PROFILE", Mode::Profile)] {
        if let (Some(head), Some(rest)) = (start.get(..word.len()), start.get(word.len()..))
            && head.eq_ignore_ascii_case(word)
            && rest.starts_with(char::is_whitespace)
        {
            return (mode, rest);
        }
    }
    (Mode::Run, text)
}

/// The functions there are. Ranges are checked when they run, as openCypher asks.
static FUNCTIONS: LazyLock<Catalog> = LazyLock::new(|| {
    let mut catalog = Catalog::default();
    let any = ValueTypes::ANY;
    catalog.register_function("range", Signature::new(&[any, any, any]).optional(1));
    catalog.set_strict(true);
    catalog
});

/// Checks names, scopes, aggregation and types, with the procedures there are where one is called.
fn checked(
    query: &decypher::Query,
    source: &str,
    procedures: Procedures<'_>,
) -> Result<(), QueryError> {
    let calls = source.as_bytes().windows(4).any(|word| word.eq_ignore_ascii_case(b"call"));
    let found = if calls {
        let mut catalog = FUNCTIONS.clone();
        for (name, arguments) in procedures {
            catalog.register_procedure(name, Signature::new(&vec![ValueTypes::ANY; *arguments]));
        }
        decypher::sema::analyze_with(query, &catalog)
    } else {
        decypher::sema::analyze_with(query, &FUNCTIONS)
    };
    found.map_err(|found| diagnose::first(&found, source))
}
