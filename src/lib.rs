//! Chinese documents in, a knowledge graph that can be questioned out.
//!
//! The modules stand in the order in which data flows through them; each yields one noun.
//!
//! ```text
//! files ─corpus→ Document ─text→ Sentence ─mention→ Mention ─entity→ Entity ─fact→ Fact
//!       ─extract→ Extraction ─graph→ KnowledgeGraph ─query→ Table ─session→ Reply
//! ```

pub mod error;

pub mod corpus;
pub mod text;

pub mod knowledge;

pub mod mention;

pub mod entity;

pub mod fact;

pub mod extract;

pub mod graph;

pub mod query;

pub mod segment;

pub mod question;

pub mod export;

pub mod session;

#[cfg(feature = "repl")]
pub mod repl;

pub mod cli;
