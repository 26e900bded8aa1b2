//! All that is asked of what follows from an archive in, columns of an index out, and back. What is
//! needed only to change it stands apart.

use super::by_node::ByNode;
use super::{At, Derived, Gate, LinkRow, NodeRow};
use crate::corpus::Date;
use crate::entity::EntityId;
use crate::graph::links::Basis;
use crate::graph::store::{Columns, Cursor, Texts};
use crate::knowledge::{Kind, Relation};
use petgraph::graph::{DiGraph, NodeIndex};

/// Stands for a name that its id holds already.
const AS_IN_ID: &str = "";

impl Derived {
    /// Writes it.
    pub(in crate::graph) fn write(&self, out: &mut Columns<'_>) {
        let gate = &self.gate;
        out.numbers([gate.pairs, gate.links, self.sentences].into_iter());
        self.write_nodes(out);
        self.write_links(out);
        write_places(&self.facts, out);
        for by_node in [&self.mentions, &self.figures] {
            let (starts, items) = by_node.parts();
            out.numbers(starts.iter().copied());
            write_places(items, out);
        }
    }

    fn write_nodes(&self, out: &mut Columns<'_>) {
        let rows = || self.graph.raw_nodes().iter().map(|node| &node.weight);
        let kinds = different(rows().map(|row| row.kind));
        out.texts(kinds.iter().map(|kind| kind.name()));
        let (mut ids, mut names) = (Texts::default(), Texts::default());
        for row in rows() {
            ids.push(row.id.as_str());
            names.push(if row.name == row.id.name() { AS_IN_ID } else { &row.name });
        }
        out.gathered(ids);
        out.gathered(names);
        out.texts(rows().flat_map(|row| &row.aliases).map(String::as_str));
        out.numbers(rows().map(|row| row.aliases.len() as u32));
        out.numbers(rows().map(|row| place(&kinds, &row.kind)));
        out.numbers(rows().map(|row| row.mentions));
        out.numbers(rows().map(|row| row.documents));
    }

    fn write_links(&self, out: &mut Columns<'_>) {
        let edges = self.graph.raw_edges();
        let relations = different(edges.iter().map(|edge| edge.weight.relation));
        out.texts(relations.iter().map(|relation| relation.name()));
        // All of a row is taken while it is at hand.
        let mut columns: [Vec<u32>; 10] = std::array::from_fn(|_| vec![0; edges.len()]);
        for (at, edge) in edges.iter().enumerate() {
            let row = &edge.weight;
            let fields = [
                edge.source().index() as u32,
                edge.target().index() as u32,
                place(&relations, &row.relation) << 8 | row.basis as u32,
                row.facts.len() as u32,
                row.sentences,
                row.documents,
                row.reprints,
                row.score.to_bits(),
                packed(row.first),
                packed(row.last),
            ];
            columns.iter_mut().zip(fields).for_each(|(column, field)| column[at] = field);
        }
        columns.iter().for_each(|column| out.numbers(column.iter().copied()));
    }

    /// Reads what was written of an archive of so many documents; nothing when it was not.
    pub(in crate::graph) fn read(from: &mut Cursor<'_>, documents: usize) -> Option<Self> {
        let mut counts = from.numbers()?;
        let gate = Gate { pairs: counts.next()?, links: counts.next()? };
        let sentences = counts.next()?;
        let mut graph = read_nodes(from)?;
        let facts = read_links(from, &mut graph)?;
        let count = graph.node_count();
        let derived = Self {
            graph,
            facts: read_places(from, documents)?,
            mentions: read_by_node(from, count, documents)?,
            figures: read_by_node(from, count, documents)?,
            gate,
            sentences,
            ..Self::default()
        };
        (derived.facts.len() == facts as usize).then_some(derived)
    }
}

fn read_nodes(from: &mut Cursor<'_>) -> Option<DiGraph<NodeRow, LinkRow>> {
    let kinds: Vec<Kind> = from.texts()?.map(Kind::named).collect();
    let (ids, mut names, mut aliases) = (from.texts()?, from.texts()?, from.texts()?);
    let (mut forms, mut kind) = (from.numbers()?, from.below(kinds.len())?);
    let (mut mentions, mut documents) = (from.numbers()?, from.numbers()?);
    let mut graph = DiGraph::with_capacity(kind.len(), 0);
    for id in ids {
        let id = EntityId::from_text(id);
        let name = match names.next()? {
            AS_IN_ID => id.name(),
            name => name,
        };
        graph.add_node(NodeRow {
            kind: kinds[kind.next()? as usize],
            name: name.to_owned(),
            aliases: aliases.by_ref().take(forms.next()? as usize).map(str::to_owned).collect(),
            mentions: mentions.next()?,
            documents: documents.next()?,
            named: false,
            entities: 0,
            id,
        });
    }
    Some(graph)
}

/// Adds the links; how many facts are behind all of them.
fn read_links(from: &mut Cursor<'_>, graph: &mut DiGraph<NodeRow, LinkRow>) -> Option<u32> {
    let relations: Vec<Relation> = from.texts()?.map(Relation::named).collect();
    let nodes = graph.node_count();
    let (heads, tails) = (from.below(nodes)?, from.below(nodes)?);
    let (said, facts) = (from.below(relations.len() << 8)?, from.numbers()?);
    let (sentences, documents, reprints) = (from.numbers()?, from.numbers()?, from.numbers()?);
    let (scores, firsts, lasts) = (from.numbers()?, from.numbers()?, from.numbers()?);
    let lengths = [tails.len(), said.len(), facts.len(), sentences.len(), lasts.len()];
    lengths.iter().all(|&length| length == heads.len()).then_some(())?;
    graph.reserve_exact_edges(heads.len());
    let counts = sentences.zip(documents).zip(reprints);
    let seen = scores.zip(firsts).zip(lasts);
    let mut start = 0_u32;
    for ((((head, tail), said), facts), (((sentences, documents), reprints), seen)) in
        heads.zip(tails).zip(said).zip(facts).zip(counts.zip(seen))
    {
        let ((score, first), last) = seen;
        let end = start.checked_add(facts)?;
        let row = LinkRow {
            relation: relations[(said >> 8) as usize],
            basis: *Basis::ALL.get((said & 0xff) as usize)?,
            facts: if facts == 0 { 0..0 } else { start..end },
            sentences,
            documents,
            reprints,
            score: f32::from_bits(score),
            first: unpacked(first),
            last: unpacked(last),
        };
        start = end;
        graph.add_edge(NodeIndex::new(head as usize), NodeIndex::new(tail as usize), row);
    }
    Some(start)
}

/// Each of these once; there are few.
fn different<T: PartialEq>(all: impl Iterator<Item = T>) -> Vec<T> {
    let mut different = Vec::new();
    for one in all {
        if !different.contains(&one) {
            different.push(one);
        }
    }
    different
}

fn place<T: PartialEq>(all: &[T], one: &T) -> u32 {
    all.iter().position(|other| other == one).unwrap_or(0) as u32
}

pub(super) fn write_places(places: &[At], out: &mut Columns<'_>) {
    out.numbers(places.iter().map(|at| at.document));
    out.numbers(places.iter().map(|at| at.item));
}

pub(super) fn read_places(from: &mut Cursor<'_>, documents: usize) -> Option<Vec<At>> {
    let (documents, items) = (from.below(documents)?, from.numbers()?);
    let places = documents.zip(items);
    Some(places.map(|(document, item)| At { document, item }).collect())
}

fn read_by_node(from: &mut Cursor<'_>, nodes: usize, documents: usize) -> Option<ByNode> {
    let starts: Vec<u32> = from.numbers()?.collect();
    let items = read_places(from, documents)?;
    let whole = starts.len() == nodes + 1
        && starts.is_sorted()
        && starts.last().is_some_and(|&end| end as usize == items.len());
    whole.then(|| ByNode::of_parts(starts, items))
}

/// A date as a number; 0 for none.
pub(super) fn packed(date: Option<Date>) -> u32 {
    date.map_or(0, |date| {
        (date.year as u32 + 1) << 9 | u32::from(date.month) << 5 | u32::from(date.day)
    })
}

pub(super) fn unpacked(number: u32) -> Option<Date> {
    Date::new((number >> 9) as i32 - 1, (number >> 5 & 0xf) as u8, (number & 0x1f) as u8)
}
