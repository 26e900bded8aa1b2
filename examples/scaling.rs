//! Nothing in, the formulas of SCALING.md held against three sizes of text out; fails where one is
//! off by more than its tolerance.
//!
//! `cargo run --release --example scaling` reads generated text of 2, 4 and 8 MB (or of the sizes
//! given), each in a process of its own. What the first two say of rows and memory must foretell
//! the third.

#[path = "../benches/reading/generator.rs"]
mod generator;

use generator::Generator;
use std::collections::BTreeSet;
use std::error::Error;
use std::io::{Write, stdout};
use std::path::Path;
use std::process::{Command, Stdio};
use tupu::extract::extract_all;
use tupu::graph::{Archive, KnowledgeGraph};
use tupu::knowledge::Knowledge;

/// How far a figure may lie from what was foretold.
const TOLERANCE: f64 = 0.15;

/// What reading text of one size yields.
struct Measured {
    bytes: f64,
    /// Rows that a shuffle of every mention would carry.
    mentions: f64,
    /// Rows when each document sums up its own.
    per_document: f64,
    /// Rows when one task of this size sums up its own.
    per_task: f64,
    /// Bytes that the graph holds in memory.
    memory: f64,
}

/// One of the figures measured.
type Of = fn(&Measured) -> f64;

fn main() -> Result<(), Box<dyn Error>> {
    let sizes: Vec<f64> =
        std::env::args().skip(1).map(|size| size.parse()).collect::<Result<_, _>>()?;
    let sizes = if sizes.is_empty() { vec![2.0, 4.0, 8.0] } else { sizes };
    let mut out = stdout();
    if let [size] = sizes[..] {
        let Measured { bytes, mentions, per_document, per_task, memory } = measured(size)?;
        return Ok(writeln!(out, "{bytes} {mentions} {per_document} {per_task} {memory}")?);
    }
    let [one, two, three] = sizes[..] else { return Err("usage: scaling [MB MB MB]".into()) };
    let measured = [apart(one)?, apart(two)?, apart(three)?];
    writeln!(out, "MB of text   mentions   per document   per task   MB in memory")?;
    for m in &measured {
        let (megabytes, memory) = (m.bytes / 1e6, m.memory / 1e6);
        let (mentions, document, task) = (m.mentions, m.per_document, m.per_task);
        writeln!(out, "{megabytes:10.1} {mentions:10} {document:14} {task:10} {memory:14.0}")?;
    }
    let mut failed = Vec::new();
    let formulas: [(&str, Of); 4] = [
        ("mentions, linear in text", |m| m.mentions),
        ("rows per document, linear in text", |m| m.per_document),
        ("rows per task, K n^beta", |m| m.per_task),
        ("memory, a + b n", |m| m.memory),
    ];
    for (at, (name, of)) in formulas.into_iter().enumerate() {
        let [a, b, c] = measured.each_ref().map(|m| (m.bytes, of(m)));
        let foretold = match at {
            0 | 1 => b.1 * c.0 / b.0,
            2 => {
                let beta = (b.1 / a.1).ln() / (b.0 / a.0).ln();
                writeln!(out, "beta {beta:.2}")?;
                b.1 * (c.0 / b.0).powf(beta)
            }
            _ => b.1 + (b.1 - a.1) / (b.0 - a.0) * (c.0 - b.0),
        };
        let off = c.1 / foretold - 1.0;
        writeln!(
            out,
            "{name}: foretold {foretold:.0}, measured {:.0}, {:+.1} %",
            c.1,
            100.0 * off
        )?;
        if off.abs() > TOLERANCE {
            failed.push(name);
        }
    }
    if failed.is_empty() { Ok(()) } else { Err(format!("off: {}", failed.join(", ")).into()) }
}

/// The same as [`measured`] in a process of its own: what others left behind is not used again.
fn apart(megabytes: f64) -> Result<Measured, Box<dyn Error>> {
    let mut own = Command::new(std::env::current_exe()?);
    let told = own.arg(megabytes.to_string()).stderr(Stdio::inherit()).output()?;
    let told = String::from_utf8(told.stdout)?;
    let numbers: Vec<f64> = told.split_whitespace().map(str::parse).collect::<Result<_, _>>()?;
    let [bytes, mentions, per_document, per_task, memory] = numbers[..] else {
        return Err(format!("nothing was measured of {megabytes} MB").into());
    };
    Ok(Measured { bytes, mentions, per_document, per_task, memory })
}

fn measured(megabytes: f64) -> Result<Measured, Box<dyn Error>> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let mut generator = Generator::of(&corpus, 1);
    let (mut documents, mut bytes) = (Vec::new(), 0);
    while (bytes as f64) < megabytes * 1e6 {
        let document = generator.document();
        bytes += document.text.len();
        documents.push(document);
    }
    let read = extract_all(&documents, Knowledge::embedded());
    let mentions: usize = read.iter().map(|document| document.mentions.len()).sum();
    let per_document: usize = read.iter().map(|document| document.entities.len()).sum();
    let all = read.iter().flat_map(|document| &document.entities);
    let per_task = all.map(|entity| entity.id.clone()).collect::<BTreeSet<_>>().len();
    let before = resident()?;
    let copy = read.clone();
    let graph = KnowledgeGraph::new(Archive::new(copy).0);
    let memory = resident()? - before;
    // What is held here is not there to be used for the graph.
    drop((documents, read, graph));
    Ok(Measured {
        bytes: bytes as f64,
        mentions: mentions as f64,
        per_document: per_document as f64,
        per_task: per_task as f64,
        memory,
    })
}

/// Bytes of memory that this process holds now.
fn resident() -> Result<f64, Box<dyn Error>> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find(|line| line.starts_with("VmRSS")).ok_or("no VmRSS")?;
    let kib: f64 = line.split_whitespace().nth(1).ok_or("no number")?.parse()?;
    Ok(kib * 1024.0)
}
