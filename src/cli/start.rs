//! No arguments in, a session over the sample graph out.

use super::{Options, Terminal, documents, knowledge, repl};
use crate::corpus;
use crate::error::Error;
use crate::graph::{self, Archive, KnowledgeGraph};
use crate::knowledge::Knowledge;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Documents that come with the program, and the graph that is built from them.
const CORPUS: &str = "corpus";
const SAMPLE: &str = "graph/sample.ron";

/// What `tupu` does without a subcommand: in the repository it opens the sample graph, which is
/// built first when it is missing or no longer that of its documents; elsewhere an empty one.
pub(super) fn run(options: &Options, terminal: &mut Terminal) -> Result<(), Error> {
    let path = PathBuf::from(SAMPLE);
    let opened = if Path::new(CORPUS).is_dir() {
        Some((sample(&path, knowledge(options)?, terminal)?, path))
    } else if path.is_file() {
        Some((graph::load(&path)?, path))
    } else {
        None
    };
    let knowledge = Arc::new(Knowledge::load(options.knowledge.as_deref())?);
    repl::start(knowledge, opened, None, true, terminal)
}

/// The sample graph as it is saved, or built anew and saved.
fn sample(
    path: &Path,
    knowledge: &Knowledge,
    terminal: &mut Terminal,
) -> Result<KnowledgeGraph, Error> {
    let paths = [PathBuf::from(CORPUS)];
    if let Ok(graph) = graph::load(path)
        && graph.as_read().is_of(&corpus::read(&paths).documents, knowledge)
    {
        return Ok(graph);
    }
    let read = documents::read(&paths, knowledge, |_| false, terminal)?;
    let (mut archive, _) = Archive::new(read.extractions);
    archive.learn(knowledge);
    let graph = KnowledgeGraph::decided(archive, graph::load_decisions(path)?);
    if let Err(error) = graph::save(&graph, path) {
        terminal.warn(&error)?;
    }
    Ok(graph)
}
