//! A generated archive of 200,000 entities and 1,000,000 facts in, times to save, load, derive and
//! ask it out. On one thread, so that the time is the CPU time.

mod generator;

use divan::Bencher;
use std::sync::{Arc, OnceLock};
use tupu::graph::{Archive, Filter, KnowledgeGraph, load, parse, save, serialise};

const DOCUMENTS: u32 = 20_000;

fn main() {
    // Fails only when the pool was built before, which nothing above does.
    let _built = rayon::ThreadPoolBuilder::new().num_threads(1).build_global();
    divan::main();
}

fn archive() -> &'static Archive {
    static ARCHIVE: OnceLock<Archive> = OnceLock::new();
    ARCHIVE.get_or_init(|| generator::archive(DOCUMENTS))
}

fn graph() -> &'static Arc<KnowledgeGraph> {
    static GRAPH: OnceLock<Arc<KnowledgeGraph>> = OnceLock::new();
    GRAPH.get_or_init(|| Arc::new(KnowledgeGraph::new(archive().clone())))
}

/// A graph in memory to a file with its index.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn save_file(bencher: Bencher<'_, '_>) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("graph.ron");
    bencher.bench(|| save(graph(), &path));
}

/// A file with its index to a graph.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn load_file(bencher: Bencher<'_, '_>) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("graph.ron");
    save(graph(), &path).expect("a saved graph");
    bencher.bench(|| load(&path));
}

/// All lines of all documents written.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn write_lines(bencher: Bencher<'_, '_>) {
    let archive = archive();
    bencher.bench(|| serialise(archive));
}

/// All lines of all documents read.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn read_lines(bencher: Bencher<'_, '_>) {
    let text = serialise(archive());
    bencher.counter(divan::counter::BytesCount::of_str(&text)).bench(|| parse(&text));
}

#[divan::bench(sample_count = 3, sample_size = 1)]
fn derive(bencher: Bencher<'_, '_>) {
    bencher.with_inputs(|| archive().clone()).bench_values(KnowledgeGraph::new);
}

#[divan::bench(sample_count = 3, sample_size = 1)]
fn view(bencher: Bencher<'_, '_>) {
    bencher.bench(|| graph().view());
}

#[divan::bench(sample_count = 10, sample_size = 1)]
fn path(bencher: Bencher<'_, '_>) {
    let nodes: Vec<_> = graph().nodes().collect();
    bencher.bench(|| graph().paths(nodes[17], nodes[nodes.len() - 17], &Filter::default(), 3));
}
