//! The sample corpus in, its graph out, built once for all tests.

use std::path::PathBuf;
use std::sync::OnceLock;
use tupu::graph::{Archive, KnowledgeGraph};
use tupu::knowledge::Knowledge;

/// The graph of the texts under `corpus/`.
pub(crate) fn graph() -> &'static KnowledgeGraph {
    static GRAPH: OnceLock<KnowledgeGraph> = OnceLock::new();
    GRAPH.get_or_init(|| {
        let corpus = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("corpus");
        let knowledge = Knowledge::embedded();
        let documents = tupu::corpus::read(&[corpus]).documents;
        let extractions = documents.iter().map(|d| tupu::extract::extract(d, knowledge));
        let (mut archive, _) = Archive::new(extractions);
        archive.learn(knowledge);
        KnowledgeGraph::new(archive)
    })
}
