//! The sample corpus in, its graph out, built once for all tests.

use std::path::PathBuf;
use std::sync::{Arc, LazyLock, OnceLock};
use tupu::graph::property::PropertyGraph;
use tupu::graph::{Archive, KnowledgeGraph};
use tupu::knowledge::Knowledge;
use tupu::query::Options;
use tupu::question::{Answer, Context, Desk, Question};

/// Where questions about the sample are asked.
static DESK: LazyLock<Arc<Desk>> = LazyLock::new(|| {
    let knowledge = Knowledge::load(None).expect("what is built in is sound");
    Desk::new(Arc::clone(graph()), Arc::new(knowledge))
});

/// How queries on the sample are run.
pub(crate) fn options() -> &'static Options {
    static OPTIONS: LazyLock<Options> = LazyLock::new(|| DESK.options());
    &OPTIONS
}

/// The sample as queries see it.
pub(crate) fn view() -> &'static PropertyGraph {
    static VIEW: LazyLock<PropertyGraph> = LazyLock::new(|| graph().view());
    &VIEW
}

/// The answer to a question about the sample, and what the next can go on from.
pub(crate) fn answer(question: &Question<'_>) -> (Answer, Context) {
    DESK.ask(view(), options(), question)
}

/// The answer to a question about the sample.
pub(crate) fn ask(question: &str) -> Answer {
    answer(&Question { text: question, ..Question::default() }).0
}

/// The graph of the texts under `corpus/`.
pub(crate) fn graph() -> &'static Arc<KnowledgeGraph> {
    static GRAPH: OnceLock<Arc<KnowledgeGraph>> = OnceLock::new();
    GRAPH.get_or_init(|| {
        let corpus = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("corpus");
        let knowledge = Knowledge::embedded();
        let documents = tupu::corpus::read(&[corpus]).documents;
        let extractions = documents.iter().map(|d| tupu::extract::extract(d, knowledge));
        let (mut archive, _) = Archive::new(extractions);
        archive.learn(knowledge);
        Arc::new(KnowledgeGraph::new(archive))
    })
}
