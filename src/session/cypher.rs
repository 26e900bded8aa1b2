//! A Cypher statement in, its table out.

use super::{Error, Reply, Session, Table};
use crate::graph::property::{Map, NodeId, PropertyGraph, RelId, Value};
use crate::knowledge::Knowledge;
use crate::query::{self, Options, Vocabulary};

/// Rows shown before a table is cut with a word on how many are left out.
const MOST_ROWS: usize = 200;

/// Names of what every entity has, as people write them in Chinese.
const KEYS: [(&str, &str); 8] = [
    ("名称", "name"),
    ("名字", "name"),
    ("别名", "aliases"),
    ("提及", "mentions"),
    ("文档", "documents"),
    ("数值", "value"),
    ("单位", "unit"),
    ("指标", "measure"),
];

impl Session {
    /// The answer to a Cypher statement.
    pub(super) fn cypher(&mut self, text: &str) -> Result<Reply, Error> {
        let graph = &self.graph;
        let view = self.view.get_or_insert_with(|| graph.view());
        let options = Options { vocabulary: vocabulary(&self.knowledge), ..Options::default() };
        let found = query::query(view, text, &Map::new(), &options)
            .map_err(|error| Error::Cypher { excerpt: error.excerpt(text), error })?;
        let mut table = Table::new(found.columns);
        let more = found.rows.len().saturating_sub(MOST_ROWS);
        for row in found.rows.iter().take(MOST_ROWS) {
            table.push(row.iter().map(|value| shown(view, value)).collect());
        }
        if table.columns.is_empty() {
            return Ok(Reply::Text("done; this lasts as long as the session".to_owned()));
        }
        Ok(Reply::Table(table.more(more)))
    }
}

/// The labels and synonyms of the schema, as names that queries may use.
pub fn vocabulary(knowledge: &Knowledge) -> Vocabulary {
    let mut vocabulary = Vocabulary::default();
    let schema = knowledge.schema();
    for kind in &schema.kinds {
        let others = kind.synonyms.iter().chain([&kind.english, &kind.label]);
        others.for_each(|other| vocabulary.label_name(other, kind.id.name()));
    }
    for relation in &schema.relations {
        let others = relation.synonyms.iter().chain([&relation.english, &relation.label]);
        others.for_each(|other| vocabulary.relation_name(other, relation.id.name()));
    }
    for (other, key) in KEYS {
        vocabulary.key_name(other, key);
    }
    vocabulary
}

/// A value as a cell of a table.
fn shown(graph: &PropertyGraph, value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(value) => value.to_string(),
        Value::Int(number) => number.to_string(),
        Value::Float(number) => number.to_string(),
        Value::Text(text) => text.to_string(),
        Value::Temporal(time) => time.to_string(),
        Value::List(items) => {
            let items: Vec<String> = items.iter().map(|item| shown(graph, item)).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Map(map) => {
            let entries: Vec<String> =
                map.iter().map(|(key, value)| format!("{key}: {}", shown(graph, value))).collect();
            format!("{{{}}}", entries.join(", "))
        }
        Value::Node(node) => node_shown(graph, *node),
        Value::Rel(rel) => rel_shown(graph, *rel),
        Value::Path(path) => {
            let mut text = String::new();
            for (at, node) in path.nodes.iter().enumerate() {
                text.push_str(&node_shown(graph, *node));
                let Some(rel) = path.rels.get(at) else { continue };
                let onward = graph.ends(*rel).is_some_and(|(start, _)| start == *node);
                let rel = rel_shown(graph, *rel);
                text.push_str(&if onward { format!("-{rel}->") } else { format!("<-{rel}-") });
            }
            text
        }
    }
}

fn node_shown(graph: &PropertyGraph, node: NodeId) -> String {
    let name = graph.find_key("name").and_then(|key| graph.node_property(node, key));
    let name = name.map_or_else(String::new, |name| shown(graph, &name));
    let labels: Vec<&str> = graph
        .labels(node)
        .iter()
        .map(|label| &**graph.label_name(*label))
        .filter(|label| *label != "Entity")
        .collect();
    format!("({name}:{})", labels.join(":"))
}

fn rel_shown(graph: &PropertyGraph, rel: RelId) -> String {
    graph.kind(rel).map_or_else(String::new, |kind| format!("[{}]", graph.type_name(kind)))
}
