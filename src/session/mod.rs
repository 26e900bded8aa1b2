//! One line in, one reply out: a question, Cypher or a command.
//!
//! A session holds one open graph and what was asked last. It knows no terminal: the same lines
//! give the same replies from a person, a pipe, a file or another program.

mod answer;
mod command;
mod complete;
mod cypher;
mod error;
mod file;
mod help;
mod line;
mod look;
pub mod protocol;
mod reply;
mod settings;
mod table;

pub use complete::{Completion, complete};
pub use error::Error;
pub use line::Taken;
pub use reply::Reply;
pub use settings::{Mode, Settings};
pub use table::Table;

use crate::graph::property::PropertyGraph;
use crate::graph::{Archive, KnowledgeGraph, Node};
use crate::knowledge::Knowledge;
use crate::question::{self, Answer, Ground};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

/// An open graph and what was asked of it.
#[derive(Debug)]
pub struct Session {
    knowledge: Arc<Knowledge>,
    graph: Arc<KnowledgeGraph>,
    path: Option<PathBuf>,
    unsaved: bool,
    ground: OnceLock<Ground>,
    view: Option<PropertyGraph>,
    settings: Settings,
    last: Option<Answer>,
    cancel: Arc<AtomicBool>,
}

impl Session {
    /// A session with an empty graph.
    pub fn new(knowledge: Arc<Knowledge>, settings: Settings) -> Self {
        Self {
            knowledge,
            graph: Arc::new(KnowledgeGraph::new(Archive::default())),
            path: None,
            unsaved: false,
            ground: OnceLock::new(),
            view: None,
            settings,
            last: None,
            cancel: Arc::default(),
        }
    }

    /// Puts a graph in the place of the open one; `path` is where it is kept.
    pub fn take(&mut self, graph: KnowledgeGraph, path: Option<PathBuf>, unsaved: bool) {
        self.graph = Arc::new(graph);
        self.path = path;
        self.unsaved = unsaved;
        self.ground = OnceLock::new();
        self.view = None;
        self.last = None;
    }

    /// The open graph.
    pub fn graph(&self) -> &KnowledgeGraph {
        &self.graph
    }

    /// The open graph as queries see it.
    pub fn view(&self) -> PropertyGraph {
        self.graph.view()
    }

    /// Where the open graph is kept.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// Whether the open graph has changed since it was saved.
    pub fn unsaved(&self) -> bool {
        self.unsaved
    }

    /// Set to true from elsewhere (Ctrl-C), it stops the query that is running. Every line starts
    /// with it unset.
    pub fn cancel(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.cancel)
    }

    /// How replies are written.
    pub fn settings(&self) -> Settings {
        self.settings
    }

    /// The reply to one line. An error leaves the session as it was.
    pub fn reply(&mut self, line: &str) -> Result<Reply, Error> {
        self.cancel.store(false, Ordering::Relaxed);
        match self.taken(line) {
            Taken::Nothing => Ok(Reply::Nothing),
            Taken::Command => self.command(line.trim()),
            Taken::Cypher => self.cypher(line.trim()),
            Taken::Question => Ok(self.ask(line.trim())),
        }
    }

    /// The answer to a question.
    pub fn ask(&mut self, question: &str) -> Reply {
        let answer = question::ask(self.ground(), &self.graph, &self.knowledge, question);
        self.last = Some(answer.clone());
        Reply::Answer(answer)
    }

    /// What names and questions are looked up in; made when it is first needed.
    fn ground(&self) -> &Ground {
        self.ground.get_or_init(|| Ground::new(&self.graph, &self.knowledge))
    }

    /// The entity of this name, written in Chinese, pinyin or English.
    fn entity(&self, name: &str) -> Result<Node<'_>, Error> {
        let found = self.graph.find(name);
        if found.is_err()
            && let Some(node) = self.ground().sounding(&self.graph, name)
        {
            return Ok(node);
        }
        Ok(found?)
    }
}
