//! Any text in, a graph or an error out; what is read is written and read back the same, and can be
//! looked at.

#![no_main]

use libfuzzer_sys::fuzz_target;
use std::sync::Arc;
use tupu::graph::{KnowledgeGraph, parse, serialise};

fuzz_target!(|text: &str| {
    let Ok(archive) = parse(text) else { return };
    let saved = serialise(&archive);
    let again = parse(&saved);
    assert_eq!(again.as_ref().ok(), Some(&archive), "{:?}", again.as_ref().err());
    let graph = Arc::new(KnowledgeGraph::new(archive));
    for link in graph.links() {
        let _sentences = link.evidence();
    }
    graph.statistics();
    let view = graph.view();
    assert!(view.node_count() >= graph.nodes().len());
});
