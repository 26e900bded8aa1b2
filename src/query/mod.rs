//! Cypher in, a table out.
