//! All that is asked of what follows from an archive in, columns of an index out, and back. What is
//! needed only to change it stands apart.

use super::by_node::ByNode;
use super::{At, Derived, Gate, LinkRow, NodeRow};
use crate::corpus::Date;
use crate::entity::EntityId;
use crate::graph::links::Basis;
use crate::graph::store::{ANY, Columns, Cursor, Texts};
use crate::knowledge::{Kind, Relation};
use petgraph::graph::{DiGraph, NodeIndex};

/// Stands for a name that its id holds already.
const AS_IN_ID: &str = "";

impl Derived {
    /// Writes it.
    pub(in crate::graph) fn write(&self, out: &mut Columns<'_>) {
        let gate = &self.gate;
        out.numbers(&[gate.pairs, gate.links, self.sentences]);
        self.write_nodes(out);
        self.write_links(out);
        write_places(&self.facts, out);
        for by_node in [&self.mentions, &self.figures] {
            let (starts, items) = by_node.parts();
            out.numbers(starts);
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
        out.gathered(&ids);
        out.gathered(&names);
        out.texts(rows().flat_map(|row| &row.aliases).map(String::as_str));
        let numbers = rows().map(|row| {
            let kind = place(&kinds, &row.kind);
            [row.aliases.len() as u32, kind, row.mentions, row.documents]
        });
        out.rows(self.graph.node_count(), numbers);
    }

    fn write_links(&self, out: &mut Columns<'_>) {
        let edges = self.graph.raw_edges();
        let relations = different(edges.iter().map(|edge| edge.weight.relation));
        out.texts(relations.iter().map(|relation| relation.name()));
        let numbers = edges.iter().map(|edge| {
            let row = &edge.weight;
            [
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
            ]
        });
        out.rows(edges.len(), numbers);
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
    let (mut ids, mut names, mut aliases) = (from.texts()?, from.texts()?, from.texts()?);
    let mut graph = DiGraph::with_capacity(from.count()?, 0);
    from.rows([ANY, kinds.len(), ANY, ANY], |[forms, kind, mentions, documents]| {
        let id = EntityId::from_text(ids.next()?);
        let name = match names.next()? {
            AS_IN_ID => id.name(),
            name => name,
        };
        graph.add_node(NodeRow {
            kind: kinds[kind as usize],
            name: name.to_owned(),
            aliases: aliases.by_ref().take(forms as usize).map(str::to_owned).collect(),
            mentions,
            documents,
            named: false,
            entities: 0,
            id,
        });
        Some(())
    })?;
    ids.next().is_none().then_some(graph)
}

/// Adds the links; how many facts are behind all of them.
fn read_links(from: &mut Cursor<'_>, graph: &mut DiGraph<NodeRow, LinkRow>) -> Option<u32> {
    let relations: Vec<Relation> = from.texts()?.map(Relation::named).collect();
    let nodes = graph.node_count();
    graph.reserve_exact_edges(from.count()?);
    let limits = [nodes, nodes, relations.len() << 8, ANY, ANY, ANY, ANY, ANY, ANY, ANY];
    let mut start = 0_u32;
    from.rows(limits, |row| {
        let [head, tail, said, facts, sentences, documents, reprints, score, first, last] = row;
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
        Some(())
    })?;
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
    out.rows(places.len(), places.iter().map(|at| [at.document, at.item]));
}

pub(super) fn read_places(from: &mut Cursor<'_>, documents: usize) -> Option<Vec<At>> {
    let mut places = Vec::with_capacity(from.count()?);
    from.rows([documents, ANY], |[document, item]| {
        places.push(At { document, item });
        Some(())
    })?;
    Some(places)
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
#[inline]
pub(super) fn packed(date: Option<Date>) -> u32 {
    date.map_or(0, |date| {
        (date.year as u32 + 1) << 9 | u32::from(date.month) << 5 | u32::from(date.day)
    })
}

pub(super) fn unpacked(number: u32) -> Option<Date> {
    Date::new((number >> 9) as i32 - 1, (number >> 5 & 0xf) as u8, (number & 0x1f) as u8)
}
