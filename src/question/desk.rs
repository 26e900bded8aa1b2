//! A graph in, the place where questions about it are asked out.

use super::answer::Answer;
use super::ask::{self, Question};
use super::ground::Ground;
use super::reading::follow::Context;
use super::rows::procedure;
use crate::graph::KnowledgeGraph;
use crate::graph::property::PropertyGraph;
use crate::knowledge::Knowledge;
use crate::query::{Options, Procedure};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

/// A graph that questions are asked of, and what their words are looked up in, which is made when
/// it is first needed.
#[derive(Debug)]
pub struct Desk {
    graph: Arc<KnowledgeGraph>,
    knowledge: Arc<Knowledge>,
    ground: OnceLock<Ground>,
    warming: AtomicBool,
}

impl Desk {
    /// Where this graph is asked.
    pub fn new(graph: Arc<KnowledgeGraph>, knowledge: Arc<Knowledge>) -> Arc<Self> {
        let (ground, warming) = (OnceLock::new(), AtomicBool::new(false));
        Arc::new(Self { graph, knowledge, ground, warming })
    }

    /// The graph.
    pub fn graph(&self) -> &KnowledgeGraph {
        &self.graph
    }

    /// The graph as queries see it, made anew.
    pub fn view(&self) -> PropertyGraph {
        self.graph.view()
    }

    /// The same, and at the same time what questions are looked up in: the first needs all of it.
    pub fn view_and_ground(&self) -> PropertyGraph {
        std::thread::scope(|scope| {
            let view = scope.spawn(|| self.view());
            self.ground();
            self.knowledge.lexicon();
            view.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        })
    }

    /// The knowledge of the language that questions are read with.
    pub fn knowledge(&self) -> &Knowledge {
        &self.knowledge
    }

    /// What names and questions are looked up in; made when it is first needed.
    pub fn ground(&self) -> &Ground {
        self.ground.get_or_init(|| Ground::new(&self.graph, &self.knowledge))
    }

    /// The same if it is there already; `None` while another thread makes it.
    pub fn ground_now(&self) -> Option<&Ground> {
        if self.warming.load(Ordering::Relaxed) { self.ground.get() } else { Some(self.ground()) }
    }

    /// Makes it on another thread.
    pub fn warm(self: &Arc<Self>) {
        if self.ground.get().is_none() && !self.warming.swap(true, Ordering::Relaxed) {
            let desk = Arc::clone(self);
            std::thread::spawn(move || {
                desk.ground();
            });
        }
    }

    /// What queries can CALL to look at the texts.
    pub fn procedures(self: &Arc<Self>) -> Vec<Procedure> {
        procedure::procedures(self)
    }

    /// How queries on its graph are run.
    pub fn options(self: &Arc<Self>) -> Options {
        let mut options = Options::default();
        for procedure in self.procedures() {
            options.procedures.add(procedure);
        }
        options
    }

    /// Answers a question that may go on from the one before it; what the next can go on from.
    /// Never fails: what can't be answered gets passages and suggestions. `view` is the graph as
    /// queries see it, and `options` how they are run; they know the procedures of this desk.
    pub fn ask(
        &self,
        view: &PropertyGraph,
        options: &Options,
        question: &Question<'_>,
    ) -> (Answer, Context) {
        ask::ask(self, view, options, question)
    }
}
