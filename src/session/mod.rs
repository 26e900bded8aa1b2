//! One line in, one reply out: a question, Cypher or a command.
//!
//! A session holds one open graph and what was asked last. It knows no terminal: the same lines
//! give the same replies from a person, a pipe, a file or another program.

mod answer;
mod asking;
mod change;
mod command;
mod complete;
mod correct;
mod cypher;
mod documents;
mod error;
mod explore;
mod file;
mod filter;
mod help;
mod line;
mod look;
mod manners;
mod picture;
pub mod protocol;
mod reply;
mod review;
mod settings;
mod table;

pub use complete::{Completion, complete};
pub use error::Error;
pub use line::Taken;
pub use reply::Reply;
pub use review::VERDICTS;
pub use settings::{Mode, Settings};
pub use table::Table;

use crate::entity::EntityId;
use crate::graph::property::{Map, PropertyGraph};
use crate::graph::{Archive, Decisions, Filter, KnowledgeGraph, Node};
use crate::knowledge::Knowledge;
use crate::query::{Options, Vocabulary};
use crate::question::{Answer, Context, Desk, Ground};
use correct::Signature;
use documents::Progress;
use review::Review;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// An open graph and what was asked of it.
#[derive(Debug)]
pub struct Session {
    knowledge: Arc<Knowledge>,
    /// The open graph.
    whole: Arc<KnowledgeGraph>,
    /// What the filter lets through of it.
    graph: Arc<KnowledgeGraph>,
    filter: Option<Filter>,
    path: Option<PathBuf>,
    unsaved: bool,
    /// The line being answered, and the last one that would have lost changes.
    line: String,
    warned: Option<String>,
    /// Where questions about what is looked at are asked.
    desk: Arc<Desk>,
    view: Option<PropertyGraph>,
    settings: Settings,
    last: Option<Answer>,
    /// What the next question can go on from.
    context: Option<Context>,
    /// The entities of the last results, by their numbers.
    shown: Vec<EntityId>,
    /// What all of them are linked to, when they were listed for that.
    shown_of: Option<EntityId>,
    last_table: Option<Table>,
    /// Rows of it that were told so far, and how many are told at a time.
    told: usize,
    page: usize,
    timing: bool,
    paged: bool,
    params: Map,
    /// Where lines are kept, and those kept so far.
    recording: Option<(PathBuf, String)>,
    /// Steps of the tour that were taken.
    tour: usize,
    /// The decisions before each correction of this session.
    undo: Vec<Decisions>,
    signature: Signature,
    review: Option<Review>,
    progress: Progress,
    cancel: Arc<AtomicBool>,
    /// How queries are run.
    options: Options,
}

impl Session {
    /// A session with an empty graph.
    pub fn new(knowledge: Arc<Knowledge>, settings: Settings) -> Self {
        let empty = Arc::new(KnowledgeGraph::new(Archive::default()));
        let cancel: Arc<AtomicBool> = Arc::default();
        let vocabulary = Vocabulary::of(&knowledge);
        let stop = Some(Arc::clone(&cancel));
        let desk = Desk::new(Arc::clone(&empty), Arc::clone(&knowledge));
        let options = Options { vocabulary, cancel: stop, ..desk.options() };
        Self {
            knowledge,
            whole: Arc::clone(&empty),
            graph: empty,
            filter: None,
            path: None,
            unsaved: false,
            line: String::new(),
            warned: None,
            desk,
            view: None,
            settings,
            last: None,
            context: None,
            shown: Vec::new(),
            shown_of: None,
            last_table: None,
            told: 0,
            page: 0,
            timing: false,
            paged: true,
            params: Map::new(),
            recording: None,
            tour: 0,
            undo: Vec::new(),
            signature: Signature::default(),
            review: None,
            progress: Progress::default(),
            cancel,
            options,
        }
    }

    /// Puts a graph in the place of the open one; `path` is where it is kept.
    pub fn take(&mut self, graph: KnowledgeGraph, path: Option<PathBuf>, unsaved: bool) {
        self.whole = Arc::new(graph);
        self.path = path;
        self.unsaved = unsaved;
        self.undo = Vec::new();
        self.review = None;
        self.refilter(None);
    }

    /// Looks at the open graph through this filter from now on.
    fn refilter(&mut self, filter: Option<Filter>) {
        self.look_at(match &filter {
            None => Arc::clone(&self.whole),
            Some(filter) => Arc::new(self.whole.filtered(filter)),
        });
        self.filter = filter;
        (self.last, self.context) = (None, None);
        (self.shown, self.shown_of) = (Vec::new(), None);
        self.last_table = None;
    }

    /// Asks this graph from now on.
    fn look_at(&mut self, graph: Arc<KnowledgeGraph>) {
        self.desk = Desk::new(Arc::clone(&graph), Arc::clone(&self.knowledge));
        for procedure in self.desk.procedures() {
            self.options.procedures.add(procedure);
        }
        self.graph = graph;
        self.view = None;
    }

    /// The open graph, or what the filter lets through of it.
    pub fn graph(&self) -> &KnowledgeGraph {
        &self.graph
    }

    /// The open graph, whatever the filter.
    pub fn whole(&self) -> &KnowledgeGraph {
        &self.whole
    }

    /// The open graph as queries see it.
    pub fn view(&mut self) -> &PropertyGraph {
        let graph = &self.graph;
        self.view.get_or_insert_with(|| graph.view())
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
        line.trim().clone_into(&mut self.line);
        if self.warned.as_ref() != Some(&self.line) {
            self.warned = None;
        }
        let reply = self.answered(line)?;
        self.keep_line()?;
        Ok(reply)
    }

    fn answered(&mut self, line: &str) -> Result<Reply, Error> {
        match self.taken(line) {
            Taken::Nothing => Ok(Reply::Nothing),
            Taken::Command => self.command(line.trim()),
            Taken::Cypher => self.cypher(line.trim()),
            Taken::Question => match self.slip(line.trim()) {
                Some((name, meant)) => Err(Error::UnknownCommand { name, near: Some(meant) }),
                None => Ok(self.ask(line.trim())),
            },
        }
    }

    /// Makes what names and questions are looked up in on another thread, so that the first key
    /// pressed need not wait for it.
    pub fn warm(&mut self) {
        self.desk.warm();
    }

    /// What names and questions are looked up in; made when it is first needed.
    fn ground(&self) -> &Ground {
        self.desk.ground()
    }

    /// The entity of this name, written in Chinese, pinyin or English.
    fn entity(&self, name: &str) -> Result<Node<'_>, Error> {
        if let Some(node) = self.numbered(name) {
            return Ok(node);
        }
        let found = self.graph.find(name);
        if found.is_err()
            && let Some(node) = self.ground().sounding(&self.graph, name)
        {
            return Ok(node);
        }
        Ok(found?)
    }
}

impl Session {
    /// The entity with this number among the last results.
    fn numbered(&self, number: &str) -> Option<Node<'_>> {
        let number = if number == "_" { "1" } else { number };
        let place = number.parse::<usize>().ok()?.checked_sub(1)?;
        self.graph.node(self.shown.get(place)?)
    }

    /// The entities of the last results.
    fn shown_nodes(&self) -> Vec<Node<'_>> {
        self.shown.iter().filter_map(|id| self.graph.node(id)).collect()
    }
}

impl Session {
    /// The first rows of a table; the others are kept for `more`.
    fn listed(&mut self, table: Table, most: usize) -> Reply {
        let mut first = table.clone();
        let left_out = first.rows.len().saturating_sub(most);
        first.rows.truncate(most);
        (self.told, self.page) = (first.rows.len(), most);
        self.last_table = Some(table);
        Reply::Table(first.more(left_out))
    }
}
