//! One JSON request a line in, one JSON answer a line out: the session for programs.
//!
//! Over a saved graph everything goes to a session: what a query writes is decided there, and
//! `{"command":"save"}` keeps it. Without one, and from `reset` or `load` on, queries work on a
//! property graph of their own that may hold anything.

mod encode;
mod load;

use crate::graph::property::{Map, PropertyGraph};
use crate::query::{Options, QueryError, Table, query};
use crate::session::{Reply, Session};
use serde_json::{Value as Json, json};

pub use encode::{decoded, encoded};

/// What requests read and change.
#[derive(Debug, Default)]
pub struct Program {
    graph: PropertyGraph,
    options: Options,
    session: Option<Session>,
    /// Queries go to the graph of the session.
    is_open: bool,
}

impl Program {
    /// A session for programs over an open graph.
    pub fn over(session: Session) -> Self {
        Self { session: Some(session), is_open: true, ..Self::default() }
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
            self.is_open = false;
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
            return match &mut self.session {
                Some(session) if self.is_open => encode::dumped(session.view()),
                _ => encode::dumped(&self.graph),
            };
        }
        if request.contains_key("reset") {
            self.graph = PropertyGraph::new();
            self.is_open = false;
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
        if self.is_open
            && let Some(session) = &mut self.session
        {
            return match session.queried(text, &params, |graph, table| tabled(graph, &table)) {
                Ok((mut answer, told)) => {
                    if let Some(told) = told {
                        answer["changes"] = told.trim_end().into();
                    }
                    answer
                }
                Err(error) => failed(&error, text),
            };
        }
        match query(&mut self.graph, text, &params, &self.options) {
            Ok(table) => tabled(&self.graph, &table),
            Err(error) => failed(&error, text),
        }
    }
}

fn tabled(graph: &PropertyGraph, table: &Table) -> Json {
    let row = |row: &Vec<_>| row.iter().map(|value| encoded(graph, value)).collect();
    let rows: Vec<Json> = table.rows.iter().map(row).collect();
    let mut answer = json!({"columns": table.columns, "rows": rows});
    if !table.notes.is_empty() {
        answer["notes"] = table.notes.clone().into();
    }
    answer
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
