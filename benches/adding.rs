//! Ten thousand generated documents in, the share of their build that adding one more costs out: in
//! a session, in one that was opened from a file, and from a file to a file.
//!
//! `cargo bench --bench adding -- [DOCUMENTS]`. All times are CPU times of the whole process.

#[path = "reading/generator.rs"]
mod generator;

use generator::Generator;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use tupu::corpus::Document;
use tupu::extract::{extract, extract_all};
use tupu::graph::{Archive, Decisions, KnowledgeGraph, load, load_to_change, save};
use tupu::knowledge::Knowledge;
use tupu::session::{Session, Settings};

/// Times that each change is measured.
const ROUNDS: usize = 9;

/// Milliseconds that all threads of this process spent on processors.
fn spent() -> f64 {
    let tasks = fs::read_dir("/proc/self/task").into_iter().flatten().flatten();
    let nanos = tasks.filter_map(|task| {
        let text = fs::read_to_string(task.path().join("schedstat")).ok()?;
        text.split(' ').next()?.parse::<f64>().ok()
    });
    nanos.sum::<f64>() / 1e6
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, f64) {
    let before = spent();
    let done = work();
    (done, spent() - before)
}

/// Documents of about 1,800 characters: two of those generated, one after the other.
fn documents(count: usize) -> Vec<Document> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let mut generator = Generator::of(&corpus, 1);
    let one = |number: usize| {
        let text = format!("{}\n{}", generator.document().text, generator.document().text);
        Document::of_text(format!("{number:06}.txt"), text)
    };
    (0..count).map(one).collect()
}

/// The middle of the times of several rounds.
fn middle(mut round: impl FnMut(usize) -> f64) -> f64 {
    let mut times: Vec<f64> = (0..ROUNDS).map(&mut round).collect();
    times.sort_by(f64::total_cmp);
    times[ROUNDS / 2]
}

/// The graph at `path` with one more document, saved to `target`.
fn grown(path: &Path, document: &Document, target: &Path) -> KnowledgeGraph {
    let knowledge = Knowledge::embedded();
    let graph = load_to_change(path).expect("the graph is opened");
    let mut archive = Archive::clone(graph.as_read());
    archive.read_in(vec![extract(document, knowledge)], knowledge);
    let grown = graph.changed(archive, Decisions::default());
    save(&grown, target).expect("the graph is saved");
    grown
}

#[expect(clippy::print_stdout, reason = "a bench tells its figures")]
fn main() {
    let count = std::env::args().find_map(|word| word.parse().ok()).unwrap_or(10_000);
    let knowledge = Knowledge::embedded();
    let all = documents(count + ROUNDS);
    let (read, more) = all.split_at(count);
    let characters: usize = read.iter().map(|document| document.text.chars().count()).sum();
    let (extractions, reading) = timed(|| extract_all(read, knowledge));
    let (archive, gathering) = timed(|| {
        let (mut archive, _) = Archive::new(extractions);
        archive.learn(knowledge);
        archive
    });
    let (graph, deriving) = timed(|| KnowledgeGraph::new(archive));
    let full = reading + gathering + deriving;
    println!("{count} documents of {} characters", characters / count);
    println!("{} entities, {} links", graph.nodes().len(), graph.links().len());
    println!(
        "build {full:.0} ms: reading {reading:.0}, gathering {gathering:.0}, deriving {deriving:.0}"
    );
    let shared = Arc::new(Knowledge::load(None).expect("what is built in"));
    let over = |graph| {
        let mut session = Session::new(Arc::clone(&shared), Settings::plain());
        session.take(graph, None, false);
        session
    };
    let mut session = over(graph);
    let folder = std::env::temp_dir().join(format!("tupu-adding-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder for the documents");
    let file = |number: usize| folder.join(format!("{number:06}-more.txt"));
    for (number, document) in more.iter().enumerate() {
        fs::write(file(number * count / ROUNDS), &document.text).expect("a document is written");
    }
    let add_of = |round: usize| format!("add {}", file(round * count / ROUNDS).display());
    let run = |session: &mut Session, line: String| {
        timed(|| session.reply(&line).expect("the line is carried out")).1
    };
    let add = middle(|round| run(&mut session, add_of(round)));
    let tell =
        |what: &str, time: f64| println!("{what} {time:.1} ms, {:.2} %", time * 100.0 / full);
    tell("add", add);
    let forget =
        middle(|round| run(&mut session, format!("forget {:06}-more.txt", round * count / ROUNDS)));
    tell("forget", forget);
    let (path, target) = (folder.join("graph.ron"), folder.join("more.ron"));
    save(session.whole(), &path).expect("the graph is saved");
    drop(session);
    tell("open", middle(|_| timed(|| load(&path).expect("the graph is opened")).1));
    let opened = |round| run(&mut over(load(&path).expect("the graph is opened")), add_of(round));
    tell("add once it is opened", middle(opened));
    let from_file_to_file = |round: usize| timed(|| grown(&path, &more[round], &target)).1;
    tell("open, add and save", middle(from_file_to_file));
    fs::remove_dir_all(&folder).expect("the folder is removed");
}
