//! Extractions in, one graph out.

pub mod property;
