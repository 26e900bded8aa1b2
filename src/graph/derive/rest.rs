//! What is needed only to change what follows from an archive in, columns of an index out, and back.

use super::columns::{packed, read_places, unpacked, write_places};
use super::counts::Shared;
use super::hash::Map;
use super::{At, Derived, Ground};
use crate::entity::{Claims, EntityId};
use crate::graph::archive::Archive;
use crate::graph::store::{ANY, Columns, Cursor};
use std::collections::BTreeMap;

impl Derived {
    /// Writes it, and which names the documents claim for which entities.
    pub(in crate::graph) fn write_rest(&self, claims: &Claims, out: &mut Columns<'_>) {
        let rows = || self.graph.raw_nodes().iter().map(|node| &node.weight);
        let entities = rows().map(|row| [row.entities << 1 | u32::from(row.named)]);
        out.rows(self.graph.node_count(), entities);
        let lengths = self.nodes.iter().map(Vec::len);
        out.rows(self.nodes.len(), lengths.clone().map(|length| [length as u32]));
        out.rows(lengths.sum(), self.nodes.iter().flatten().map(|node| [*node]));
        out.longs(self.keys.iter().map(Vec::len).sum(), self.keys.iter().flatten().copied());
        let reprints = (0..).zip(&self.firsts).flat_map(|(document, firsts)| {
            let items = (0..).zip(firsts).filter(|(_, is_first)| !**is_first);
            items.map(move |(item, _)| At { document, item })
        });
        write_places(&reprints.collect::<Vec<At>>(), out);
        write_places(&self.lists, out);
        out.numbers(&self.frequency);
        let shared = self.shared.iter().map(|pair| [pair.first, pair.second, pair.sentences]);
        out.rows(self.shared.len(), shared);
        out.numbers(&self.mentions.passages);
        out.numbers(&self.figures.passages);
        let grounds = self.grounds.iter().map(|ground| [ground.passage, packed(ground.date)]);
        out.rows(self.grounds.len(), grounds);
        self.write_claims(claims, out);
    }

    fn write_claims(&self, claims: &Claims, out: &mut Columns<'_>) {
        let ids = || self.graph.raw_nodes().iter().map(|node| &node.weight.id);
        let mut counts: Vec<u32> = ids().map(|id| claims.documents(id)).collect();
        let named = counts.iter().filter(|documents| **documents > 0).count();
        let mut numbers: Map<&EntityId, u32> = Map::default();
        let mut others: Vec<(&EntityId, u32)> = Vec::new();
        if named < claims.there().len() || claims.called().len() > 0 {
            numbers.extend(ids().zip(0..));
            others.extend(claims.there().filter(|(id, _)| !numbers.contains_key(id)));
            others.sort_unstable();
            numbers.extend(others.iter().map(|(id, _)| *id).zip(counts.len() as u32..));
            counts.extend(others.iter().map(|(_, documents)| documents));
        }
        out.texts(others.iter().map(|(id, _)| id.as_str()));
        out.numbers(&counts);
        let mut called: Vec<_> = claims.called().collect();
        called.sort_unstable_by_key(|(name, _)| *name);
        out.texts(called.iter().map(|(name, _)| name.as_str()));
        out.rows(called.len(), called.iter().map(|(_, entities)| [entities.len() as u32]));
        let of = |id: &EntityId| numbers.get(id).copied().unwrap_or_default();
        let flat = called.iter().flat_map(|(_, entities)| *entities);
        let flat: Vec<[u32; 2]> = flat.map(|(id, &count)| [of(id), count]).collect();
        out.rows(flat.len(), flat.into_iter());
    }

    /// Adds what was written to what else follows from this archive; nothing when it was not.
    pub(in crate::graph) fn read_rest(
        &mut self,
        from: &mut Cursor<'_>,
        archive: &Archive,
    ) -> Option<Claims> {
        let (documents, nodes) = (archive.documents.len(), self.graph.node_count());
        let mut entities = from.numbers()?;
        (entities.len() == nodes).then_some(())?;
        for row in self.graph.node_weights_mut() {
            let entities = entities.next()?;
            (row.entities, row.named) = (entities >> 1, entities & 1 == 1);
        }
        let lengths: Vec<u32> = from.numbers()?.collect();
        (lengths.len() == documents).then_some(())?;
        self.nodes = cut(&lengths, from.below(nodes)?)?;
        let lengths: Vec<u32> = archive.documents.iter().map(|d| d.counts.passages).collect();
        self.keys = cut(&lengths, from.longs()?)?;
        self.firsts = lengths.iter().map(|&length| vec![true; length as usize]).collect();
        for at in read_places(from, documents)? {
            *self.firsts[at.document as usize].get_mut(at.item as usize)? = false;
        }
        self.lists = read_places(from, documents)?;
        self.frequency = from.numbers()?.collect();
        self.shared.reserve_exact(from.count()?);
        from.rows([nodes, nodes, ANY], |[first, second, sentences]| {
            self.shared.push(Shared { first, second, sentences });
            Some(())
        })?;
        self.mentions.passages = from.numbers()?.collect();
        self.figures.passages = from.numbers()?.collect();
        self.grounds.reserve_exact(from.count()?);
        from.rows([ANY; 2], |[passage, date]| {
            self.grounds.push(Ground { passage, date: unpacked(date) });
            Some(())
        })?;
        let is_whole = self.frequency.len() == nodes
            && self.grounds.len() == self.facts.len()
            && [&self.mentions, &self.figures].iter().all(|items| items.is_whole());
        is_whole.then(|| self.read_claims(from)).flatten()
    }

    fn read_claims(&self, from: &mut Cursor<'_>) -> Option<Claims> {
        let mut ids: Vec<EntityId> = self.graph.node_weights().map(|row| row.id.clone()).collect();
        ids.extend(from.texts()?.map(EntityId::from_text));
        let counts = from.numbers()?;
        (counts.len() == ids.len()).then_some(())?;
        let there = ids.iter().cloned().zip(counts).filter(|(_, documents)| *documents > 0);
        let (names, mut lengths) = (from.texts()?, from.numbers()?);
        let mut entities = Vec::with_capacity(from.count()?);
        from.rows([ids.len(), ANY], |entity| {
            entities.push(entity);
            Some(())
        })?;
        let mut entities = entities.into_iter();
        let called = names.map(|name| {
            let own = entities.by_ref().take(lengths.next().unwrap_or_default() as usize);
            let own = own.map(|[id, count]| (ids[id as usize].clone(), count));
            (EntityId::from_text(name), own.collect::<BTreeMap<EntityId, u32>>())
        });
        Some(Claims::of(there, called))
    }
}

/// Items, end to end, cut into parts of these lengths.
fn cut<T>(lengths: &[u32], mut items: impl ExactSizeIterator<Item = T>) -> Option<Vec<Vec<T>>> {
    let count: usize = lengths.iter().map(|&length| length as usize).sum();
    (count == items.len()).then_some(())?;
    Some(lengths.iter().map(|&length| items.by_ref().take(length as usize).collect()).collect())
}
