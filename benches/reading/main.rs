//! The texts of `corpus/` and a generated corpus in, times to read, extract, build and ask out.
//!
//! On one thread, so that the time is the CPU time. Rates are bytes of UTF-8.

mod generator;

use divan::Bencher;
use divan::counter::BytesCount;
use generator::Generator;
use std::path::Path;
use std::sync::{Arc, OnceLock};
use tupu::corpus::{self, Document};
use tupu::extract::{extract_all, line};
use tupu::graph::{Archive, KnowledgeGraph};
use tupu::knowledge::Knowledge;
use tupu::mention::mentions;
use tupu::mention::tagger::Tagger;
use tupu::segment::Segmenter;
use tupu::session::{Session, Settings};
use tupu::text::sentences;

/// The allocator of the program, so that its times are measured.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Size of the generated corpus.
const BYTES: usize = 20_000_000;

/// Which texts are read.
const TEXTS: [&str; 2] = ["corpus", "generated"];

fn main() {
    // Fails only when the pool was built before, which nothing above does.
    let _built = rayon::ThreadPoolBuilder::new().num_threads(1).build_global();
    divan::main();
}

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")
}

fn documents(texts: &str) -> &'static [Document] {
    static CORPUS: OnceLock<Vec<Document>> = OnceLock::new();
    static GENERATED: OnceLock<Vec<Document>> = OnceLock::new();
    match texts {
        "corpus" => CORPUS.get_or_init(|| corpus::read(&[folder()]).documents),
        _ => GENERATED.get_or_init(|| {
            let mut generator = Generator::of(&folder(), 1);
            let mut bytes = 0;
            std::iter::repeat_with(|| generator.document())
                .take_while(|document| {
                    bytes += document.text.len();
                    bytes < BYTES
                })
                .collect()
        }),
    }
}

fn bytes(documents: &[Document]) -> BytesCount {
    BytesCount::new(documents.iter().map(|document| document.text.len()).sum::<usize>())
}

#[divan::bench(args = TEXTS, sample_count = 5)]
fn text(bencher: Bencher<'_, '_>, texts: &str) {
    let documents = documents(texts);
    bencher
        .counter(bytes(documents))
        .bench_local(|| documents.iter().map(|document| sentences(document).len()).sum::<usize>());
}

#[divan::bench(args = TEXTS, sample_count = 5)]
fn text_and_mentions(bencher: Bencher<'_, '_>, texts: &str) {
    let (documents, knowledge) = (documents(texts), Knowledge::embedded());
    let names = |document| mentions(&sentences(document), knowledge, Some(Tagger::shipped())).len();
    bencher.counter(bytes(documents)).bench_local(|| documents.iter().map(names).sum::<usize>());
}

#[divan::bench(args = TEXTS, sample_count = 5)]
fn extraction(bencher: Bencher<'_, '_>, texts: &str) {
    let (documents, knowledge) = (documents(texts), Knowledge::embedded());
    let lines = |document| line(&tupu::extract::extract(document, knowledge)).len();
    bencher.counter(bytes(documents)).bench_local(|| documents.iter().map(lines).sum::<usize>());
}

/// The same by lexicons and grammars alone, as `tupu extract --fast` reads.
#[divan::bench(args = TEXTS, sample_count = 5)]
fn extraction_fast(bencher: Bencher<'_, '_>, texts: &str) {
    let (documents, knowledge) = (documents(texts), Knowledge::embedded());
    let read = |document| tupu::extract::extract_with(document, knowledge, None);
    let lines = |document| line(&read(document)).len();
    bencher.counter(bytes(documents)).bench_local(|| documents.iter().map(lines).sum::<usize>());
}

/// For comparison: words and their tags alone, by jieba.
#[divan::bench(args = TEXTS, sample_count = 5)]
fn jieba_tags(bencher: Bencher<'_, '_>, texts: &str) {
    let (documents, segmenter) = (documents(texts), Segmenter::shared());
    let words = |document: &Document| segmenter.words(&document.text).len();
    bencher.counter(bytes(documents)).bench_local(|| documents.iter().map(words).sum::<usize>());
}

#[divan::bench(args = TEXTS, sample_count = 3)]
fn build(bencher: Bencher<'_, '_>, texts: &str) {
    let (documents, knowledge) = (documents(texts), Knowledge::embedded());
    bencher.counter(bytes(documents)).bench_local(|| {
        let (archive, _) = Archive::new(extract_all(documents, knowledge));
        KnowledgeGraph::new(archive)
    });
}

#[divan::bench(args = ["哪些企业与溧阳动力电池产业有关？", "where is CATL"], sample_count = 20)]
fn question(bencher: Bencher<'_, '_>, question: &str) {
    let knowledge = Knowledge::embedded();
    let (archive, _) = Archive::new(extract_all(documents("corpus"), knowledge));
    let kept = Knowledge::load(None).expect("nothing is laid over what is built in");
    let mut session = Session::new(Arc::new(kept), Settings::plain());
    session.take(KnowledgeGraph::new(archive), None, false);
    // The first question makes the index.
    session.ask(question);
    bencher.bench_local(|| session.ask(question));
}
