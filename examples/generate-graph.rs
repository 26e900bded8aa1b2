//! A file name in, a generated graph of 200,000 entities and a million links saved there out, with
//! the processor time that saving and loading it took on all threads.
//!
//! `cargo run --release --example generate-graph -- large.ron`; a second argument is the number of
//! documents, of which each states fifty links.

#[path = "../benches/graph/generator.rs"]
mod generator;

use std::error::Error;
use std::fs;
use std::io::{Write, stdout};
use std::path::Path;
use std::time::Instant;
use tupu::graph::{KnowledgeGraph, load, save};

/// The allocator of the program itself.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let path = args.next().ok_or("usage: generate-graph GRAPH [DOCUMENTS]")?;
    let documents = args.next().map_or(Ok(20_000), |count| count.parse())?;
    let path = Path::new(&path);
    let archive = generator::archive(documents);
    let graph = timed("derive", || KnowledgeGraph::new(archive))?;
    timed("save", || save(&graph, path))??;
    drop(graph);
    let graph = timed("load", || load(path))??;
    let (nodes, links) = (graph.nodes().len(), graph.links().len());
    writeln!(stdout(), "{nodes} entities, {links} links, {} bytes", fs::metadata(path)?.len())?;
    Ok(())
}

fn timed<T>(what: &str, work: impl FnOnce() -> T) -> Result<T, Box<dyn Error>> {
    let (start, before) = (Instant::now(), processor()?);
    let done = work();
    let (wall, processor) = (start.elapsed().as_secs_f64(), processor()? - before);
    writeln!(stdout(), "{what}: {processor:.2} CPU s, {wall:.2} s")?;
    Ok(done)
}

/// Processor seconds of all threads of this process so far, in the program and in the system.
fn processor() -> Result<f64, Box<dyn Error>> {
    let stat = fs::read_to_string("/proc/self/stat")?;
    let fields = stat.rsplit_once(')').ok_or("no name in the line of the process")?.1;
    let ticks: u64 =
        fields.split_whitespace().skip(11).take(2).filter_map(|f| f.parse::<u64>().ok()).sum();
    Ok(ticks as f64 / 100.0)
}
