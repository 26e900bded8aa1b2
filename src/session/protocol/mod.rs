//! One JSON request a line in, one JSON answer a line out: the session for programs.
//!
//! `hello`, `reset`, `query`, `dump`, `load` and `procedure` work on a property graph of their own,
//! which starts as the view of the open graph. `ask` and `command` go to a session over that graph.

mod encode;
mod load;

use crate::graph::property::{Map, PropertyGraph};
use crate::query::{Options, QueryError, Table, query};
use crate::session::{Reply, Session};
use serde_json::{Value as Json, json};

pub use encode::{decoded, encoded};

/// A property graph that requests read and change.
#[derive(Debug, Default)]
pub struct Program {
    graph: PropertyGraph,
    options: Options,
    session: Option<Session>,
}

impl Program {
    /// A session for programs over a graph.
    pub fn new(graph: PropertyGraph, options: Options) -> Self {
        Self { graph, options, session: None }
    }

    /// With a session that answers questions and commands.
    #[must_use]
    pub fn with_session(mut self, session: Session) -> Self {
        self.session = Some(session);
        self
    }

    /// The answer to one line. Every line has one.
    pub fn answer(&mut self, line: &str) -> String {
        let answer = match serde_json::from_str::<Json>(line) {
            Ok(request) => self.answered(&request),
            Err(error) => fault("Unsupported", &format!("not a JSON request: {error}")),
        };
        answer.to_string()
    }

    /// The answer to one request.
    pub fn answered(&mut self, request: &Json) -> Json {
        let Some(request) = request.as_object() else {
            return fault("Unsupported", "a request is a JSON object");
        };
        if let Some(text) = request.get("query") {
            return self.queried(text, request.get("params"));
        }
        if let Some(question) = request.get("ask").and_then(Json::as_str) {
            return self.asked(question);
        }
        if let Some(line) = request.get("command").and_then(Json::as_str) {
            return self.commanded(line);
        }
        if let Some(graph) = request.get("load") {
            return load::loaded(&mut self.graph, graph);
        }
        if let Some(procedure) = request.get("procedure") {
            return match load::procedure(procedure) {
                Some(procedure) => {
                    self.options.procedures.add(procedure);
                    json!({"ok": true})
                }
                None => fault("Unsupported", "a procedure has a name, inputs, outputs and rows"),
            };
        }
        if request.contains_key("dump") {
            return encode::dumped(&self.graph);
        }
        if request.contains_key("reset") {
            self.graph = PropertyGraph::new();
            self.options.procedures = crate::query::own_procedures();
            return json!({"ok": true});
        }
        if request.contains_key("hello") {
            return json!({
                "engine": "tupu",
                "version": env!("CARGO_PKG_VERSION"),
                "capabilities": ["dump", "load", "procedure", "ask", "command"],
            });
        }
        fault("Unsupported", "no such request")
    }

    /// The answer to a question, as `tupu ask --json` gives it.
    fn asked(&mut self, question: &str) -> Json {
        let Some(session) = &mut self.session else {
            return fault("Unsupported", "no graph is open to ask");
        };
        match session.ask(question) {
            Reply::Answer(answer) => serde_json::to_value(answer)
                .unwrap_or_else(|error| fault("Unsupported", &error.to_string())),
            other => json!({"text": other.written(session.settings())}),
        }
    }

    /// What a line of the session comes to, as text.
    fn commanded(&mut self, line: &str) -> Json {
        let Some(session) = &mut self.session else {
            return fault("Unsupported", "no graph is open for commands");
        };
        match session.reply(line) {
            Ok(reply) => json!({"text": reply.written(session.settings())}),
            Err(error) => fault("Command", &error.to_string()),
        }
    }

    fn queried(&mut self, text: &Json, params: Option<&Json>) -> Json {
        let Some(text) = text.as_str() else { return fault("Unsupported", "a query is a string") };
        let params: Map = params
            .and_then(Json::as_object)
            .map(|params| {
                params.iter().map(|(name, value)| (name.as_str().into(), decoded(value))).collect()
            })
            .unwrap_or_default();
        match query(&mut self.graph, text, &params, &self.options) {
            Ok(table) => self.tabled(&table),
            Err(error) => failed(&error, text),
        }
    }

    fn tabled(&self, table: &Table) -> Json {
        let row = |row: &Vec<_>| row.iter().map(|value| encoded(&self.graph, value)).collect();
        let rows: Vec<Json> = table.rows.iter().map(row).collect();
        let mut answer = json!({"columns": table.columns, "rows": rows});
        if !table.notes.is_empty() {
            answer["notes"] = table.notes.clone().into();
        }
        answer
    }
}

/// A query that failed.
fn failed(error: &QueryError, text: &str) -> Json {
    let mut fields = json!({
        "type": error.class,
        "phase": error.phase.to_string(),
        "detail": error.detail,
        "message": error.message,
    });
    if let Some(excerpt) = error.excerpt(text) {
        fields["excerpt"] = excerpt.into();
    }
    if let Some(hint) = error.hint() {
        fields["hint"] = hint.into();
    }
    json!({"error": fields})
}

/// A request that is none.
fn fault(class: &str, message: &str) -> Json {
    json!({"error": {"type": class, "phase": "compile", "detail": class, "message": message}})
}
