//! A query in, whether it is small and flat enough to be parsed on an ordinary stack out.

use crate::query::error::QueryError;

/// Longest query that is parsed, in bytes.
const LONGEST: usize = 2 << 20;
/// Deepest nesting of brackets, and longest chain of operators without a comma between them.
const DEEPEST: usize = 250;
const CHAIN: usize = 1_000;
/// Most clauses, and most alternatives set apart by bars, in the whole query.
const MOST_CLAUSES: usize = 1_000;
const MOST_BARS: usize = 4_000;

/// How deep the parser will have to go.
pub(super) struct Depth {
    pub(super) brackets: usize,
    pub(super) chain: usize,
}

impl Depth {
    /// Whether an ordinary stack will do.
    pub(super) fn is_ordinary(&self) -> bool {
        self.brackets <= 24 && self.chain <= 120
    }
}

/// Measures a folded query, and refuses one that is too long or nested too deep.
pub(super) fn depth(query: &str) -> Result<Depth, QueryError> {
    if query.len() > LONGEST {
        return Err(refused(format!(
            "the query has {} bytes, more than the {LONGEST} that are read",
            query.len()
        ))
        .hinted(Some("pass long lists as parameters".into())));
    }
    let (mut now, mut brackets, mut chain, mut longest) = (0usize, 0, 0usize, 0);
    let mut chains = Vec::new();
    let (mut clauses, mut bars) = (0, 0);
    let bytes = query.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\'' | b'"' | b'`' => at = skipped(bytes, at, byte),
            b'(' | b'[' | b'{' => {
                now += 1;
                brackets = brackets.max(now);
                if brackets > DEEPEST {
                    return Err(refused(format!(
                        "the query is nested more than {DEEPEST} brackets deep"
                    ))
                    .at(at..at + 1));
                }
                chains.push(std::mem::take(&mut chain));
            }
            b')' | b']' | b'}' => {
                now = now.saturating_sub(1);
                chain = chains.pop().unwrap_or(0) + 1;
            }
            b'|' => (chain, bars) = (0, bars + 1),
            b',' | b';' => chain = 0,
            b'+' | b'-' | b'*' | b'/' | b'%' | b'^' | b'=' | b'<' | b'>' | b'.' | b':' => {
                chain += 1;
            }
            _ if is_word(bytes, at, &OPERATORS) => chain += 1,
            _ if is_word(bytes, at, &CLAUSES) => (chain, clauses) = (0, clauses + 1),
            _ => {}
        }
        longest = longest.max(chain);
        many(chain, clauses, bars).map_err(|error| error.at(at..at + 1))?;
        at += 1;
    }
    Ok(Depth { brackets, chain: longest })
}

/// Refuses what would take the parser or the planner long.
fn many(chain: usize, clauses: usize, bars: usize) -> Result<(), QueryError> {
    if chain > CHAIN {
        return Err(refused(format!("more than {CHAIN} operators in one expression"))
            .hinted(Some("use IN with a list, or a parameter".into())));
    }
    if clauses > MOST_CLAUSES {
        return Err(refused(format!("more than {MOST_CLAUSES} clauses in one query"))
            .hinted(Some("send several queries, or UNWIND a list".into())));
    }
    if bars > MOST_BARS {
        return Err(refused(format!("more than {MOST_BARS} alternatives in one query"))
            .hinted(Some("leave the type out, and test type(r) IN a list".into())));
    }
    Ok(())
}

fn refused(message: String) -> QueryError {
    QueryError::syntax("UnexpectedSyntax", message)
}

/// Words that nest without brackets.
const OPERATORS: [&str; 11] =
    ["AND", "OR", "XOR", "NOT", "CASE", "IS", "IN", "STARTS", "ENDS", "CONTAINS", "UNION"];
/// Words after which a new expression begins.
const CLAUSES: [&str; 11] = [
    "CREATE", "MATCH", "MERGE", "WITH", "RETURN", "SET", "DELETE", "UNWIND", "CALL", "FOREACH",
    "REMOVE",
];

/// Whether one of these words begins here.
fn is_word(bytes: &[u8], at: usize, words: &[&str]) -> bool {
    let starts = at == 0 || bytes.get(at - 1).is_some_and(|b| !b.is_ascii_alphanumeric());
    starts
        && words.iter().any(|word| {
            bytes
                .get(at..at + word.len())
                .is_some_and(|found| found.eq_ignore_ascii_case(word.as_bytes()))
        })
}

/// The place of the closing quote, or of the last byte.
fn skipped(bytes: &[u8], open: usize, quote: u8) -> usize {
    let mut at = open + 1;
    while let Some(&byte) = bytes.get(at) {
        if byte == quote {
            return at;
        }
        at += if byte == b'\\' && quote != b'`' { 2 } else { 1 };
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deep_nesting_is_refused_and_long_lists_are_not() {
        assert!(depth(&"(".repeat(2_000)).is_err());
        assert!(depth(&format!("RETURN {}1", "1+".repeat(100_000))).is_err());
        assert!(depth(&format!("RETURN {}1", "NOT ".repeat(100_000))).is_err());
        assert!(depth(&"UNWIND [1] AS a ".repeat(20_000)).is_err());
        assert!(depth(&format!("MATCH ()-[:A{}]->()", "|A".repeat(20_000))).is_err());
        let list = vec!["'（a)'"; 20_000].join(", ");
        assert!(depth(&format!("RETURN [{list}]")).unwrap().is_ordinary());
    }
}
