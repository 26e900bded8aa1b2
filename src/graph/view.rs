//! A knowledge graph in, what Cypher sees of it out.
//!
//! An entity is a node with the labels `Entity` and its kind; a link is a relationship whose type is
//! its relation (`not_` before it when the text negates it, so that no positive question finds it).
//! A figure is a node `Figure` that `has_figure` leads to. Node and relationship numbers of entities
//! and links are their ordinals. Sentences are fetched when they are asked for.

use super::KnowledgeGraph;
use super::evidence::{Evidence, FigureOf};
use super::links::{Basis, Link};
use super::property::{Key, LazyValues, NodeId, PropertyGraph, Slot, Type, Value};
use crate::corpus::Date;
use crate::knowledge::Relation;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What is computed when asked for, as the last digit of its handle.
const LAZY: [&str; 4] = ["evidence", "sentence", "aliases", "title"];

impl KnowledgeGraph {
    /// What Cypher sees of this graph.
    pub fn view(self: &Arc<Self>) -> PropertyGraph {
        let mut view = PropertyGraph::with_capacity(
            self.derived.graph.node_count(),
            self.derived.graph.edge_count(),
        );
        let keys = Keys::new(&mut view);
        self.add_entities(&mut view, &keys);
        self.add_relationships(&mut view, &keys);
        self.add_figures(&mut view);
        view.set_lazy(Arc::new(Behind(Arc::clone(self))));
        view
    }

    fn add_entities(&self, view: &mut PropertyGraph, keys: &Keys) {
        let entity = view.label("Entity");
        let mut labels = BTreeMap::new();
        for node in self.nodes() {
            let kind = node.kind();
            let label = *labels.entry(kind).or_insert_with(|| view.label(kind.name()));
            let mut slots = vec![
                (keys.id, Slot::Kept(node.id().as_str().into())),
                (keys.name, Slot::Kept(node.name().into())),
                (keys.mentions, Slot::Kept(node.mentions().into())),
                (keys.documents, Slot::Kept(node.documents().into())),
            ];
            if !node.aliases().is_empty() {
                slots.push((keys.lazy[2], handle(node.ordinal(), 2)));
            }
            view.create_node([entity, label], slots);
        }
    }

    fn add_relationships(&self, view: &mut PropertyGraph, keys: &Keys) {
        let mut types: BTreeMap<(Relation, bool), Type> = BTreeMap::new();
        let modality = Basis::ALL.map(|basis| (basis, Value::from(basis.name())));
        let modality: BTreeMap<Basis, Value> = modality.into();
        for link in self.links() {
            let (relation, basis) = (link.relation(), link.basis());
            let negated = basis == Basis::Negated;
            let kind = *types.entry((relation, negated)).or_insert_with(|| {
                let not = if negated { "not_" } else { "" };
                view.rel_type(&format!("{not}{relation}"))
            });
            let mut slots = vec![(keys.modality, Slot::Kept(modality[&basis].clone()))];
            if basis != Basis::Known {
                let support = link.support();
                slots.push((keys.support, Slot::Kept(support.sentences.into())));
                slots.push((keys.documents, Slot::Kept(support.documents.into())));
                slots.push((keys.lazy[0], handle(link.ordinal(), 0)));
                slots.push((keys.lazy[1], handle(link.ordinal(), 1)));
            }
            if let Some(score) = link.score() {
                slots.push((keys.score, Slot::Kept(rounded(score).into())));
            }
            if let Some((first, last)) = link.dates() {
                slots.push((keys.first, Slot::Kept(first.to_string().into())));
                slots.push((keys.last, Slot::Kept(last.to_string().into())));
            }
            if link.has_details() {
                slots.push((keys.lazy[3], handle(link.ordinal(), 3)));
            }
            let end = |node: super::Node<'_>| NodeId::from_number(node.ordinal() as u32);
            view.create_rel(end(link.head()), kind, end(link.tail()), slots);
        }
    }

    fn add_figures(&self, view: &mut PropertyGraph) {
        for node in self.nodes() {
            for of in node.figures() {
                let figure = view.add_node(&["Figure"], &figure_properties(&of));
                let entity = NodeId::from_number(node.ordinal() as u32);
                view.add_rel(entity, "has_figure", figure, &[]);
            }
        }
    }
}

struct Keys {
    id: Key,
    name: Key,
    mentions: Key,
    documents: Key,
    support: Key,
    modality: Key,
    score: Key,
    first: Key,
    last: Key,
    lazy: [Key; 4],
}

impl Keys {
    fn new(view: &mut PropertyGraph) -> Self {
        Self {
            id: view.key("id"),
            name: view.key("name"),
            mentions: view.key("mentions"),
            documents: view.key("documents"),
            support: view.key("support"),
            modality: view.key("modality"),
            score: view.key("score"),
            first: view.key("first"),
            last: view.key("last"),
            lazy: LAZY.map(|name| view.key(name)),
        }
    }
}

fn handle(ordinal: usize, which: u32) -> Slot {
    Slot::Lazy(ordinal as u32 * LAZY.len() as u32 + which)
}

fn rounded(score: f32) -> f64 {
    (f64::from(score) * 1000.0).round() / 1000.0
}

fn date(date: Option<Date>) -> Value {
    date.map(|date| date.to_string()).into()
}

/// Fetches what is not kept in the view.
struct Behind(Arc<KnowledgeGraph>);

impl LazyValues for Behind {
    fn value(&self, handle: u32) -> Value {
        let (ordinal, which) = (handle as usize / LAZY.len(), handle as usize % LAZY.len());
        if LAZY[which] == "aliases" {
            let aliases = self.0.node_at(ordinal as u32).aliases();
            return Value::list(aliases.iter().map(|alias| alias.as_str().into()));
        }
        let Some(link) = self.0.link(ordinal) else { return Value::Null };
        match LAZY[which] {
            "evidence" => Value::list(link.evidence().iter().map(evidence_value)),
            "sentence" => {
                let best = link.evidence().into_iter().next();
                best.map(|evidence| evidence.passage.text.clone()).into()
            }
            _ => link.details().first().copied().map(Value::from).into(),
        }
    }
}

fn evidence_value(evidence: &Evidence<'_>) -> Value {
    let span = |span: crate::text::Span| Value::list([span.start.into(), span.end.into()]);
    Value::map([
        ("document", evidence.document.id.as_str().into()),
        ("sentence", evidence.passage.text.as_str().into()),
        ("span", span(evidence.passage.span)),
        ("head", span(evidence.head)),
        ("tail", span(evidence.tail)),
        ("trigger", evidence.trigger.map(span).into()),
        ("rule", evidence.rule.into()),
        ("date", date(evidence.date.or(evidence.document.date))),
        ("title", evidence.detail.into()),
        ("reprints", evidence.reprints.len().into()),
    ])
}

fn figure_properties(of: &FigureOf<'_>) -> Vec<(&'static str, Value)> {
    let figure = of.figure;
    let number = figure.normalised.as_deref().and_then(|number| {
        let whole = number.parse::<i64>().map(Value::from);
        whole.or_else(|_| number.parse::<f64>().map(Value::from)).ok()
    });
    vec![
        ("measure", figure.measure.as_str().into()),
        ("value", figure.value.as_str().into()),
        ("unit", figure.unit.as_str().into()),
        ("number", number.into()),
        ("period", date(figure.period)),
        ("scope", figure.scope.as_deref().into()),
        ("modality", Basis::from(figure.modality).name().into()),
        ("document", of.document.id.as_str().into()),
        ("sentence", of.passage.text.as_str().into()),
    ]
}

impl Link<'_> {
    fn has_details(self) -> bool {
        self.facts().iter().any(|at| {
            let document = &self.graph.archive.documents[at.document as usize];
            document.facts[at.item as usize].detail.is_some()
        })
    }
}
