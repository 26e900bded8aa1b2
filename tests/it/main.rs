//! The program and its library in, verdicts out: one binary for every integration test.

mod architecture;
