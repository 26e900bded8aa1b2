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
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::Arc;

/// Handles for one link, one entity or one figure.
const EACH: u32 = 16;
/// Where the handles of figures begin.
const FIGURES: u32 = 1 << 31;
/// What is computed for links and entities when it is asked for.
const LAZY: [&str; 4] = ["evidence", "sentence", "aliases", "title"];
/// The properties of a figure.
const OF_FIGURE: [&str; 9] =
    ["measure", "value", "unit", "number", "period", "scope", "modality", "document", "sentence"];
/// Those that not every figure has.
const WANTING: Range<u32> = 3..6;

impl KnowledgeGraph {
    /// What Cypher sees of this graph.
    pub fn view(self: &Arc<Self>) -> PropertyGraph {
        let mut view = PropertyGraph::with_capacity(
            self.derived.graph.node_count(),
            self.derived.graph.edge_count(),
        );
        let keys = Keys::new(&mut view);
        self.add_entities(&mut view, &keys);
        self.add_relationships(&mut view);
        self.add_figures(&mut view);
        let modality = Basis::ALL.map(|basis| (basis, Value::from(basis.name()))).into();
        view.set_lazy(Arc::new(Behind { graph: Arc::clone(self), keys, modality }));
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
                slots.push((keys.lazy[2], Slot::Lazy(handle(node.ordinal() as u32, 2))));
            }
            view.create_node([entity, label], slots);
        }
    }

    fn add_relationships(&self, view: &mut PropertyGraph) {
        let mut types: BTreeMap<(Relation, bool), Type> = BTreeMap::new();
        for link in self.links() {
            let (relation, negated) = (link.relation(), link.basis() == Basis::Negated);
            let kind = *types.entry((relation, negated)).or_insert_with(|| {
                let not = if negated { "not_" } else { "" };
                view.rel_type(&format!("{not}{relation}"))
            });
            let end = |node: super::Node<'_>| NodeId::from_number(node.ordinal() as u32);
            view.create_rel_behind(end(link.head()), kind, end(link.tail()), link.ordinal() as u32);
        }
    }

    fn add_figures(&self, view: &mut PropertyGraph) {
        let (mut number, mut measures) = (0, HashMap::new());
        let (label, kind) = (view.label("Figure"), view.rel_type("has_figure"));
        let keys = OF_FIGURE.map(|name| view.key(name));
        for node in self.nodes() {
            for at in self.derived.figures.of(node.ordinal()) {
                let slot = |(key, which): (&Key, u32)| match FIGURES + number * EACH + which {
                    handle if WANTING.contains(&which) => (*key, Slot::Maybe(handle)),
                    handle => (*key, Slot::Lazy(handle)),
                };
                let mut slots: Vec<(Key, Slot)> = keys.iter().zip(0..).map(slot).collect();
                // What nearly every query on figures looks at is kept where it is at hand.
                let document = &self.archive.documents[at.document as usize];
                if document.is_read() {
                    let measure = document.figures[at.item as usize].measure.as_str();
                    let value = measures.entry(measure).or_insert_with(|| Value::from(measure));
                    slots[0].1 = Slot::Kept(value.clone());
                }
                let figure = view.create_node([label], slots);
                number += 1;
                let entity = NodeId::from_number(node.ordinal() as u32);
                view.create_rel(entity, kind, figure, []);
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

fn handle(ordinal: u32, which: u32) -> u32 {
    ordinal * EACH + which
}

fn rounded(score: f32) -> f64 {
    (f64::from(score) * 1000.0).round() / 1000.0
}

fn date(date: Option<Date>) -> Value {
    date.map(|date| date.to_string()).into()
}

/// Fetches what is not kept in the view.
struct Behind {
    graph: Arc<KnowledgeGraph>,
    keys: Keys,
    modality: BTreeMap<Basis, Value>,
}

impl Behind {
    /// What stands under a key of a link.
    fn slot_of(&self, link: Link<'_>, key: Key) -> Option<Slot> {
        let keys = &self.keys;
        let lazy = |which| handle(link.ordinal() as u32, which);
        if key == keys.modality {
            return Some(Slot::Kept(self.modality.get(&link.basis())?.clone()));
        }
        if key == keys.first || key == keys.last {
            let (first, last) = link.dates()?;
            let date = if key == keys.first { first } else { last };
            return Some(Slot::Kept(date.to_string().into()));
        }
        if key == keys.score {
            return link.score().map(|score| Slot::Kept(rounded(score).into()));
        }
        if key == keys.lazy[3] {
            return Some(Slot::Maybe(lazy(3)));
        }
        let said = link.basis() != Basis::Known;
        match key {
            _ if !said => None,
            _ if key == keys.support => Some(Slot::Kept(link.support().sentences.into())),
            _ if key == keys.documents => Some(Slot::Kept(link.support().documents.into())),
            _ if key == keys.lazy[0] => Some(Slot::Lazy(lazy(0))),
            _ if key == keys.lazy[1] => Some(Slot::Lazy(lazy(1))),
            _ => None,
        }
    }

    fn of_figure(&self, handle: u32) -> Value {
        let (number, which) = ((handle - FIGURES) / EACH, handle % EACH);
        let Some(at) = self.graph.derived.figures.item(number as usize) else {
            return Value::Null;
        };
        match (OF_FIGURE[which as usize], self.graph.nth_figure(number as usize)) {
            ("measure", Some((_, figure))) => figure.measure.as_str().into(),
            (name, _) => figure_property(&FigureOf::new(&self.graph, at), name),
        }
    }
}

impl LazyValues for Behind {
    fn value(&self, handle: u32) -> Value {
        if handle >= FIGURES {
            return self.of_figure(handle);
        }
        let (ordinal, which) = (handle / EACH, LAZY[(handle % EACH) as usize]);
        if which == "aliases" {
            let aliases = self.graph.node_at(ordinal).aliases();
            return Value::list(aliases.iter().map(|alias| alias.as_str().into()));
        }
        let Some(link) = self.graph.link(ordinal as usize) else { return Value::Null };
        match which {
            "evidence" => Value::list(link.evidence().iter().map(evidence_value)),
            "sentence" => {
                let best = link.evidence().into_iter().next();
                best.map(|evidence| evidence.passage.text.clone()).into()
            }
            _ => link.details().first().copied().map(Value::from).into(),
        }
    }

    fn slots(&self, handle: u32) -> Vec<(Key, Slot)> {
        let keys = &self.keys;
        let own = [keys.modality, keys.support, keys.documents, keys.score, keys.first, keys.last];
        let all = own.into_iter().chain(keys.lazy);
        all.filter_map(|key| Some((key, self.slot(handle, key)?))).collect()
    }

    fn slot(&self, handle: u32, key: Key) -> Option<Slot> {
        self.slot_of(self.graph.link(handle as usize)?, key)
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

fn figure_property(of: &FigureOf<'_>, name: &str) -> Value {
    let figure = of.figure;
    let number = || {
        let number = figure.normalised.as_deref()?;
        let whole = number.parse::<i64>().map(Value::from);
        whole.or_else(|_| number.parse::<f64>().map(Value::from)).ok()
    };
    match name {
        "value" => figure.value.as_str().into(),
        "unit" => figure.unit.as_str().into(),
        "number" => number().into(),
        "period" => date(figure.period),
        "scope" => figure.scope.as_deref().into(),
        "modality" => Basis::from(figure.modality).name().into(),
        "document" => of.document.id.as_str().into(),
        _ => of.passage.text.as_str().into(),
    }
}
