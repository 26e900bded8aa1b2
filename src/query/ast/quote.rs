//! Names and strings in, how Cypher writes them out.

/// Words that need backticks as names, in upper case and sorted.
const KEYWORDS: &[&str] = &[
    "ALL",
    "AND",
    "ANY",
    "AS",
    "ASC",
    "ASCENDING",
    "BY",
    "CALL",
    "CASE",
    "CONTAINS",
    "COUNT",
    "CREATE",
    "DELETE",
    "DESC",
    "DESCENDING",
    "DETACH",
    "DISTINCT",
    "ELSE",
    "END",
    "ENDS",
    "EXISTS",
    "EXPLAIN",
    "FALSE",
    "FINISH",
    "FOREACH",
    "IN",
    "IS",
    "LIMIT",
    "MATCH",
    "MERGE",
    "NONE",
    "NOT",
    "NULL",
    "ON",
    "OPTIONAL",
    "OR",
    "ORDER",
    "PROFILE",
    "REMOVE",
    "RETURN",
    "SET",
    "SINGLE",
    "SKIP",
    "STARTS",
    "THEN",
    "TRUE",
    "UNION",
    "UNWIND",
    "WHEN",
    "WHERE",
    "WITH",
    "XOR",
    "YIELD",
];

/// Whether a word has a meaning of its own in Cypher.
pub fn is_keyword(word: &str) -> bool {
    KEYWORDS.binary_search(&&*word.to_uppercase()).is_ok()
}

/// All such words.
pub(in crate::query) fn keywords() -> &'static [&'static str] {
    KEYWORDS
}

/// A name as Cypher writes it, in backticks where it needs them.
pub fn name(name: &str) -> String {
    let mut chars = name.chars();
    let plain = chars.next().is_some_and(|c| c.is_alphabetic() || c == '_')
        && chars.all(|c| c.is_alphanumeric() || c == '_')
        && !is_keyword(name);
    if plain { name.to_owned() } else { format!("`{}`", name.replace('`', "``")) }
}

/// A string as Cypher writes it.
pub fn text(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('\'');
    for c in text.chars() {
        match c {
            '\\' => quoted.push_str("\\\\"),
            '\'' => quoted.push_str("\\'"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            '\u{8}' => quoted.push_str("\\b"),
            '\u{c}' => quoted.push_str("\\f"),
            other => quoted.push(other),
        }
    }
    quoted.push('\'');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keywords_are_sorted_and_only_odd_names_get_backticks() {
        assert!(KEYWORDS.is_sorted());
        assert_eq!(name("落户"), "落户");
        assert_eq!(name("order"), "`order`");
        assert_eq!(name("a-b"), "`a-b`");
        assert_eq!(text("it's\\"), "'it\\'s\\\\'");
    }
}
