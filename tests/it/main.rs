//! The program and its library in, verdicts out: one binary for every integration test.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod answering;
mod architecture;
mod asking;
mod assembling;
mod building;
mod correcting;
mod cypher;
mod cypher_page;
mod decisions;
mod dice;
mod exploring;
mod exports;
mod extract_contract;
mod figures;
mod floors;
mod gold;
mod graph_commands;
mod growing;
mod hostile;
mod knowledge_graph;
mod large_graphs;
mod questions;
mod readers;
mod reading;
mod readings;
mod readme;
mod rules;
mod sample;
mod saved_graph;
mod session;
mod spans;
mod stores;
mod terminal;
mod training;
mod writing;
