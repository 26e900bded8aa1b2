//! The entities of all documents in, nodes sorted by id out.

use super::hash::Map;
use super::known;
use super::{Change, Derived, NodeRow};
use crate::entity::{Entity, EntityId};
use crate::graph::archive::Known;
use crate::knowledge::Kind;
use std::collections::{BTreeMap, BTreeSet};

/// Which node before is which node after.
pub(super) struct Numbers {
    /// For each node before its number after; those that are gone are numbered after all others.
    pub(super) new: Vec<u32>,
    /// For each node after its number before.
    pub(super) from: Vec<Option<u32>>,
    /// Whether documents that are gone or fresh name a node.
    pub(super) touched: Vec<bool>,
}

impl Numbers {
    /// Whether a node with this number is there.
    pub(super) fn is_there(&self, node: u32) -> bool {
        (node as usize) < self.from.len()
    }
}

#[derive(Default)]
struct Gathering<'a> {
    found: Map<&'a EntityId, u32>,
    rows: Vec<Gathered<'a>>,
}

struct Gathered<'a> {
    id: &'a EntityId,
    kind: Kind,
    /// The least of the names given; none as long as only other forms were seen.
    name: Option<&'a str>,
    aliases: Vec<&'a str>,
    /// How many entities of documents it stands for.
    entities: u32,
}

impl<'a> Gathering<'a> {
    /// The row of an entity of a document.
    fn entity(&mut self, entity: &'a Entity, same: &'a BTreeMap<EntityId, EntityId>) -> u32 {
        let head = if same.is_empty() { None } else { same.get(&entity.id) };
        let own = head.is_none().then_some(entity.name.as_str());
        let row = self.row(head.unwrap_or(&entity.id), entity.kind, own);
        let gathered = &mut self.rows[row as usize];
        gathered.entities += 1;
        gathered.aliases.extend(entity.aliases.iter().map(String::as_str));
        gathered.aliases.extend(head.map(|_| entity.name.as_str()));
        row
    }

    fn known(&mut self, known: &'a Known) {
        let row = self.row(&known.id, known.kind, Some(&known.name));
        self.rows[row as usize].aliases.extend(known.aliases.iter().map(String::as_str));
    }

    fn row(&mut self, id: &'a EntityId, kind: Kind, name: Option<&'a str>) -> u32 {
        let next = self.rows.len() as u32;
        let at = *self.found.entry(id).or_insert(next);
        if at == next {
            self.rows.push(Gathered { id, kind, name, aliases: Vec::new(), entities: 0 });
        }
        let row = &mut self.rows[at as usize];
        row.name = [row.name, name].into_iter().flatten().min();
        at
    }
}

impl Gathered<'_> {
    fn node(&self) -> NodeRow {
        let name = self.name.unwrap_or(self.id.name());
        let aliases: BTreeSet<&str> = self.aliases.iter().copied().filter(|a| *a != name).collect();
        NodeRow {
            id: self.id.clone(),
            kind: self.kind,
            name: name.to_owned(),
            aliases: aliases.into_iter().map(str::to_owned).collect(),
            mentions: 0,
            documents: 0,
            named: self.name.is_some(),
            entities: self.entities,
        }
    }

    /// Whether it gives a node a name that is to be told apart from its other names.
    fn renames(&self, row: &NodeRow) -> bool {
        self.name.is_some_and(|name| !row.named || name < row.name.as_str())
    }

    fn add_to(&self, row: &mut NodeRow) {
        row.entities += self.entities;
        for alias in self.aliases.iter().filter(|alias| **alias != row.name) {
            if let Err(place) = row.aliases.binary_search_by(|there| there.as_str().cmp(alias)) {
                row.aliases.insert(place, (*alias).to_owned());
            }
        }
    }
}

/// Where the row with this id stands.
fn place(rows: &[NodeRow], id: &EntityId) -> Option<usize> {
    rows.binary_search_by(|row| row.id.cmp(id)).ok()
}

/// The nodes sorted by id. Notes for each document which of them its entities are.
pub(super) fn changed(
    derived: &mut Derived,
    mut old: Vec<NodeRow>,
    change: &Change<'_>,
) -> (Vec<NodeRow>, Numbers) {
    let differing = known::differing(change.before, change.after);
    let mut anew = left(derived, &mut old, change, &differing);
    let mut gathering = Gathering::default();
    let mut places: Vec<Vec<u32>> = Vec::with_capacity(change.moves.fresh.len());
    for &document in &change.moves.fresh {
        let entities = change.after.documents[document as usize].entities.iter();
        places.push(entities.map(|entity| gathering.entity(entity, change.same)).collect());
    }
    for gathered in &gathering.rows {
        if let Some(node) = place(&old, gathered.id) {
            anew[node] |= gathered.renames(&old[node]);
        }
    }
    if anew.contains(&true) {
        for (before, after) in change.moves.pairs() {
            // A document that names none of them is not read.
            if !derived.nodes[before].iter().any(|&node| anew[node as usize]) {
                continue;
            }
            let entities = &change.after.documents[after].entities;
            for (entity, &node) in entities.iter().zip(&derived.nodes[before]) {
                if anew[node as usize] {
                    gathering.entity(entity, change.same);
                }
            }
        }
    }
    let lives = living(&mut gathering, &old, &anew, change, differing.is_empty());
    let live = old.into_iter().zip(lives);
    let (rows, mut numbers, moved) = merged(live, &gathering);
    for &node in change.moves.gone.iter().flat_map(|&at| &derived.nodes[at as usize]) {
        if let Some(touched) = numbers.touched.get_mut(numbers.new[node as usize] as usize) {
            *touched = true;
        }
    }
    if numbers.new.iter().zip(0..).any(|(new, old)| *new != old) {
        for node in derived.nodes.iter_mut().flatten() {
            *node = numbers.new[*node as usize];
        }
    }
    derived.nodes = change.moves.moved(std::mem::take(&mut derived.nodes));
    for (&document, mut places) in change.moves.fresh.iter().zip(places) {
        for place in &mut places {
            *place = moved[*place as usize];
        }
        derived.nodes[document as usize] = places;
    }
    (rows, numbers)
}

/// Takes the documents that are gone out of the counts. Which nodes are to be gathered from all
/// documents again: those to which these gave a name that no other gives, and those of which
/// something else is known now.
fn left(
    derived: &Derived,
    old: &mut [NodeRow],
    change: &Change<'_>,
    differing: &[&EntityId],
) -> Vec<bool> {
    let mut anew = vec![false; old.len()];
    let gone = || {
        change.moves.gone.iter().flat_map(|&document| {
            let entities = &change.before.documents[document as usize].entities;
            entities.iter().zip(&derived.nodes[document as usize])
        })
    };
    gone().for_each(|(_, &node)| old[node as usize].entities -= 1);
    for (entity, &node) in gone() {
        let row = &old[node as usize];
        anew[node as usize] = anew[node as usize]
            || row.entities == 0
            || *change.same.get(&entity.id).unwrap_or(&entity.id) != row.id
            || !is_given_again(entity, node, derived, change);
    }
    for id in differing {
        if let Some(node) = place(old, id) {
            anew[node] = true;
        }
    }
    anew
}

/// Whether documents that are kept give a node all the names that an entity gave it. They are read
/// one by one, until that is known.
fn is_given_again(entity: &Entity, node: u32, derived: &Derived, change: &Change<'_>) -> bool {
    let is_own = |entity: &Entity| !change.same.contains_key(&entity.id);
    let mut name = is_own(entity).then_some(entity.name.as_str());
    let mut aliases: Vec<&str> = entity.aliases.iter().map(String::as_str).collect();
    aliases.extend((!is_own(entity)).then_some(entity.name.as_str()));
    for at in derived.mentions.of(node as usize).chunk_by(|a, b| a.document == b.document) {
        let before = at[0].document as usize;
        let Some(after) = change.moves.kept[before] else { continue };
        let others = &change.after.documents[after as usize].entities;
        for (other, _) in others.iter().zip(&derived.nodes[before]).filter(|(_, n)| **n == node) {
            let own = is_own(other);
            name = name.filter(|name| !own || other.name != *name);
            aliases.retain(|alias| {
                !other.aliases.iter().any(|there| there == alias) && (own || other.name != *alias)
            });
        }
        if name.is_none() && aliases.is_empty() {
            return true;
        }
    }
    false
}

/// Which old rows live on as they are; gathers what is known of those that are gathered.
fn living<'a>(
    gathering: &mut Gathering<'a>,
    old: &[NodeRow],
    anew: &[bool],
    change: &Change<'a>,
    alike: bool,
) -> Vec<bool> {
    let lexicon = &change.after.known;
    let is_old = |id: &EntityId| place(old, id).is_some();
    let regathered = gathering.rows.iter().filter_map(|row| lexicon.get(row.id));
    let regathered: Vec<&Known> = regathered.map(|known| &**known).collect();
    let gone = |(row, anew): (&NodeRow, &bool)| {
        *anew && !gathering.found.contains_key(&row.id) && lexicon.contains_key(&row.id)
    };
    if alike && regathered.iter().all(|known| is_old(&known.id)) && !old.iter().zip(anew).any(gone)
    {
        // What is reached from entities that are found is what was reached before.
        let is_anew = |id: &EntityId| place(old, id).is_some_and(|node| anew[node]);
        let own = regathered.into_iter().filter(|known| is_anew(&known.id));
        own.for_each(|known| gathering.known(known));
        return anew.iter().map(|anew| !anew).collect();
    }
    let lives = |(row, anew): (&NodeRow, &bool)| !anew && row.entities > 0;
    let mut alive: Vec<bool> = old.iter().zip(anew).map(lives).collect();
    let mut nodes = old.iter().enumerate().peekable();
    let known: Vec<(&Known, Option<usize>)> = lexicon
        .values()
        .map(|known| {
            while nodes.next_if(|(_, row)| row.id < known.id).is_some() {}
            (&**known, nodes.next_if(|(_, row)| row.id == known.id).map(|(node, _)| node))
        })
        .collect();
    let is_found = |(known, node): &(&Known, Option<usize>)| {
        node.is_some_and(|node| alive[node]) || gathering.found.contains_key(&known.id)
    };
    let found: Vec<bool> = known.iter().map(is_found).collect();
    for at in known::reachable(&known, found) {
        match known[at] {
            (_, Some(node)) if !anew[node] => alive[node] = true,
            (known, _) => gathering.known(known),
        }
    }
    alive
}

/// Old rows, each with whether it lives on as it is, and rows gathered: all sorted by id, and where
/// those gathered stand among them.
fn merged(
    old: impl ExactSizeIterator<Item = (NodeRow, bool)>,
    gathering: &Gathering<'_>,
) -> (Vec<NodeRow>, Numbers, Vec<u32>) {
    let gathered = &gathering.rows;
    let mut order: Vec<u32> = (0..gathered.len() as u32).collect();
    order.sort_unstable_by_key(|&row| gathered[row as usize].id);
    let mut order = order.into_iter().peekable();
    let mut numbers = Numbers { new: vec![u32::MAX; old.len()], from: vec![], touched: vec![] };
    let mut moved = vec![0; gathered.len()];
    let mut rows: Vec<NodeRow> = Vec::with_capacity(old.len() + gathered.len());
    for (node, (mut row, lives)) in (0..).zip(old) {
        while let Some(at) = order.next_if(|&at| *gathered[at as usize].id < row.id) {
            moved[at as usize] = rows.len() as u32;
            rows.push(gathered[at as usize].node());
            numbers.from.push(None);
            numbers.touched.push(true);
        }
        let own = order.next_if(|&at| *gathered[at as usize].id == row.id);
        if own.is_none() && !lives {
            continue;
        }
        if let Some(at) = own {
            moved[at as usize] = rows.len() as u32;
            match lives {
                true => gathered[at as usize].add_to(&mut row),
                false => row = gathered[at as usize].node(),
            }
        }
        numbers.new[node as usize] = rows.len() as u32;
        numbers.from.push(Some(node));
        numbers.touched.push(own.is_some());
        rows.push(row);
    }
    for at in order {
        moved[at as usize] = rows.len() as u32;
        rows.push(gathered[at as usize].node());
        numbers.from.push(None);
        numbers.touched.push(true);
    }
    let gone = numbers.new.iter_mut().filter(|new| **new == u32::MAX);
    for (new, number) in gone.zip(rows.len() as u32..) {
        *new = number;
    }
    (rows, numbers, moved)
}
