//! The program and its library in, verdicts out: one binary for every integration test.

mod architecture;
mod knowledge_graph;
mod readings;
mod saved_graph;
