//! Names of entities and words in, the entities that the texts put beside them out: procedures that
//! any query can call, so that what a question asks of the texts stands in its query too.

use crate::entity::EntityId;
use crate::graph::property::{NodeId, Value};
use crate::graph::{Direction, KnowledgeGraph};
use crate::knowledge::{Kind, Relation};
use crate::query::{Lookup, Procedure, Source};
use crate::question::desk::Desk;
use crate::question::ground::Ground;
use crate::question::list::nearby::Group;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Entities named in sentences that speak of entities or words, with how nearly.
pub(in crate::question) const BESIDE: &str = "tupu.beside";
/// Entities named in documents that name one of these.
pub(in crate::question) const ALONGSIDE: &str = "tupu.alongside";
/// Entities named in a sentence with the one and in a sentence with the other; of places also the
/// industries that documents about them name, of bodies the cities around the places they are in.
pub(in crate::question) const BETWEEN: &str = "tupu.between";

type Rows = Vec<Vec<Value>>;
type Body = fn(&Ground, &KnowledgeGraph, &[Value]) -> Rows;

struct Looked {
    desk: Arc<Desk>,
    body: Body,
}

impl Lookup for Looked {
    fn rows(&self, arguments: &[Value]) -> Rows {
        (self.body)(self.desk.ground(), self.desk.graph(), arguments)
    }
}

/// The procedures that look at the texts of a desk.
pub(in crate::question) fn procedures(desk: &Arc<Desk>) -> Vec<Procedure> {
    let procedure = |name: &str, inputs: [&str; 2], outputs: &[&str], body: Body| {
        let inputs = inputs.into_iter().filter(|input| !input.is_empty());
        let inputs: Vec<String> = inputs.map(str::to_owned).collect();
        Procedure {
            name: name.to_owned(),
            types: vec!["LIST?".to_owned(); inputs.len()],
            inputs,
            outputs: outputs.iter().map(|output| (*output).to_owned()).collect(),
            source: Source::Beside(Arc::new(Looked { desk: Arc::clone(desk), body })),
        }
    };
    vec![
        procedure(BESIDE, ["ids", "words"], &["node", "nearness"], beside),
        procedure(ALONGSIDE, ["ids", ""], &["node"], alongside),
        procedure(BETWEEN, ["one", "other"], &["node"], between),
    ]
}

fn beside(ground: &Ground, graph: &KnowledgeGraph, arguments: &[Value]) -> Rows {
    let named = nodes(graph, arguments.first());
    let kind_of = |kind: Kind, other: bool| -> Vec<u32> {
        let of_kind = named.iter().copied();
        of_kind.filter(|&node| (ground.kinds[node as usize] == kind) != other).collect()
    };
    let mut reached = ground.with_inside(&kind_of(Kind::PLACE, false));
    reached.extend(ground.with_kin(&kind_of(Kind::INDUSTRY, false)));
    reached.extend(&named);
    let group = Group { nodes: reached, words: texts(arguments.get(1)), needed: true };
    let found = ground.beside(graph, &group).into_iter();
    found.map(|(node, nearness)| vec![value(node), Value::Float(nearness)]).collect()
}

fn alongside(ground: &Ground, graph: &KnowledgeGraph, arguments: &[Value]) -> Rows {
    let named = nodes(graph, arguments.first());
    let documents = named.iter().flat_map(|&node| ground.documents_of(node));
    let documents: BTreeSet<u32> = documents.collect();
    let sentences = documents.into_iter().flat_map(|document| ground.sentences_of(document));
    let mut there = vec![false; ground.kinds.len()];
    for (node, _) in sentences.flat_map(|at| ground.names_in(at)) {
        there[*node as usize] = true;
    }
    let found = there.into_iter().zip(0_u32..).filter(|(there, _)| *there);
    found.map(|(_, node)| vec![value(node)]).collect()
}

fn between(ground: &Ground, graph: &KnowledgeGraph, arguments: &[Value]) -> Rows {
    let around = |at: usize| {
        let mut around = vec![false; ground.kinds.len()];
        let ends = nodes(graph, arguments.get(at));
        let reached = ground.with_inside(&ends);
        for &end in &reached {
            for &at in ground.of_node(end).iter().chain(ground.spoken_of(end)) {
                for &(node, _) in ground.names_in(at) {
                    around[node as usize] = true;
                }
            }
        }
        let located = Relation::named("located_in");
        let seats = ends.iter().filter_map(|&end| graph.nth_node(end as usize));
        let seats = seats.flat_map(|end| end.edges(Direction::Out));
        let seats = seats.filter(|link| link.relation() == located);
        let seats: Vec<u32> = seats.map(|link| link.tail().ordinal() as u32).collect();
        for city in ground.all_around(&seats).into_keys() {
            around[city as usize] = true;
        }
        for industry in ground.industries_told_of(&reached) {
            around[industry as usize] = true;
        }
        (around, ends)
    };
    let ((of_one, one), (of_other, other)) = (around(0), around(1));
    let both = of_one.into_iter().zip(of_other).zip(0_u32..);
    let both = both.filter(|&((a, b), node)| a && b && !one.contains(&node));
    both.filter(|(_, node)| !other.contains(node)).map(|(_, node)| vec![value(node)]).collect()
}

fn value(node: u32) -> Value {
    Value::Node(NodeId::from_number(node))
}

/// The entities with these ids.
fn nodes(graph: &KnowledgeGraph, ids: Option<&Value>) -> Vec<u32> {
    let ids = texts(ids).into_iter().map(|id| EntityId::from_text(&id));
    ids.filter_map(|id| Some(graph.node(&id)?.ordinal() as u32)).collect()
}

fn texts(list: Option<&Value>) -> Vec<String> {
    let Some(Value::List(items)) = list else { return Vec::new() };
    let text = |item: &Value| match item {
        Value::Text(text) => Some(text.to_string()),
        _ => None,
    };
    items.iter().filter_map(text).collect()
}
