//! Mentions in, entities out: names of one document that mean the same become one.
//!
//! What an entity is called depends on its document and the lexicon alone, never on other
//! documents; see [`super::across`] for what these say together.

use super::canonical::{Meaning, meaning};
use super::group::Groups;
use super::names::{Name, Names};
use super::{Entity, EntityId, alias, context, slip};
use crate::knowledge::{Kind, Knowledge};
use crate::mention::Mention;
use crate::text::Sentence;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The entities of a document.
///
/// Invariants: `entities` is sorted by id; `of` has one index into it for each mention.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entities {
    /// What is named.
    pub entities: Vec<Entity>,
    /// For each mention what it refers to.
    pub of: Vec<u32>,
}

/// What the mentions refer to.
pub fn entities(sentences: &[Sentence], mentions: &[Mention], knowledge: &Knowledge) -> Entities {
    let names = Names::of(sentences, mentions, knowledge);
    let mut nodes = Nodes::default();
    let of = context::rows(sentences, mentions, &names, knowledge);
    let of: Vec<u32> = of
        .iter()
        .zip(&names.of)
        .map(|(row, &name)| nodes.of(&names.all[name as usize], *row))
        .collect();
    let by_form: HashMap<(Kind, &str), u32> = names
        .of
        .iter()
        .zip(&of)
        .map(|(&name, &node)| {
            let name = &names.all[name as usize];
            ((name.kind, name.form.as_str()), node)
        })
        .collect();
    let mut groups = nodes.groups();
    let pairs = alias::brackets(sentences, mentions)
        .into_iter()
        .chain(alias::shorter(&names, knowledge))
        .chain(slip::slips(&names, knowledge));
    for (kind, one, other) in pairs {
        if let (Some(&one), Some(&other)) =
            (by_form.get(&(kind, one.as_str())), by_form.get(&(kind, other.as_str())))
        {
            groups.join(one, other);
        }
    }
    gathered(&names, &of, &nodes, &mut groups, knowledge)
}

/// What names stand for: a row of the lexicon, or a name of its own.
#[derive(Debug, Default)]
struct Nodes {
    all: Vec<Node>,
    index: HashMap<Node, u32>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Node {
    Row(u32),
    Own(Kind, String),
}

impl Nodes {
    fn of(&mut self, name: &Name, row: Option<u32>) -> u32 {
        let node = match (row, &name.meaning) {
            (Some(row), _) | (None, &Meaning::Row(row)) => Node::Row(row),
            (None, Meaning::Own(plain)) => Node::Own(name.kind, plain.clone()),
            (None, Meaning::OneOf(_)) => Node::Own(name.kind, name.form.clone()),
        };
        if let Some(&known) = self.index.get(&node) {
            return known;
        }
        let number = self.all.len() as u32;
        self.all.push(node.clone());
        self.index.insert(node, number);
        number
    }

    /// Each in a group of its own. Two rows of the lexicon are two things, whatever the text does
    /// with their names.
    fn groups(&self) -> Groups {
        Groups::with_fixed(self.all.iter().map(|node| matches!(node, Node::Row(_))).collect())
    }
}

fn gathered(
    names: &Names,
    of: &[u32],
    nodes: &Nodes,
    groups: &mut Groups,
    knowledge: &Knowledge,
) -> Entities {
    let mut members: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
    let mut forms: BTreeMap<u32, BTreeSet<&str>> = BTreeMap::new();
    let mut counts = vec![0; nodes.all.len()];
    for (&name, &node) in names.of.iter().zip(of) {
        let group = groups.least(node);
        counts[node as usize] += 1;
        members.entry(group).or_default().insert(node);
        forms.entry(group).or_default().insert(&names.all[name as usize].form);
    }
    let mut found: BTreeMap<EntityId, Entity> = BTreeMap::new();
    let mut ids: HashMap<u32, EntityId> = HashMap::new();
    for (group, members) in &members {
        let (kind, name) = title(members, nodes, &counts, knowledge);
        let id = EntityId::new(kind, &name);
        let entity = found.entry(id.clone()).or_insert_with(|| Entity {
            id: id.clone(),
            kind,
            name,
            aliases: Vec::new(),
        });
        entity.aliases.extend(forms[group].iter().map(|&form| form.to_owned()));
        ids.insert(*group, id);
    }
    let order: HashMap<&EntityId, u32> = found.keys().zip(0..).collect();
    let of = of.iter().map(|&node| order[&ids[&groups.least(node)]]).collect();
    let entities = found
        .into_values()
        .map(|mut entity| {
            entity.aliases.retain(|form| *form != entity.name);
            entity.aliases.sort_unstable();
            entity.aliases.dedup();
            entity
        })
        .collect();
    Entities { entities, of }
}

/// The name that a group goes by: what the lexicon calls it; else a firm by its short name, as the
/// news has it, and everything else by its full one; of two that are as long by the one that is
/// mentioned more.
fn title(
    members: &BTreeSet<u32>,
    nodes: &Nodes,
    counts: &[u32],
    knowledge: &Knowledge,
) -> (Kind, String) {
    let mut own: Vec<(Kind, &str, u32)> = Vec::new();
    for &member in members {
        match &nodes.all[member as usize] {
            Node::Row(row) => {
                let entry = knowledge.lexicon().row(*row);
                return (entry.kind, entry.name.to_owned());
            }
            Node::Own(kind, plain) => own.push((*kind, plain, counts[member as usize])),
        }
    }
    let best = own.into_iter().min_by_key(|&(kind, plain, count)| {
        let length = plain.chars().count();
        let rank = match (kind, length) {
            (Kind::COMPANY, ..3) => usize::MAX,
            (Kind::COMPANY, _) => length,
            _ => usize::MAX - length,
        };
        (rank, std::cmp::Reverse(count), plain)
    });
    // A group has a member.
    best.map_or((Kind::PLACE, String::new()), |(kind, plain, _)| (kind, plain.to_owned()))
}

/// What one form means, for those who ask without a document.
pub(super) fn canonical_name(kind: Kind, form: &str, knowledge: &Knowledge) -> Option<String> {
    match meaning(kind, form, knowledge) {
        Meaning::Row(row) => Some(knowledge.lexicon().row(row).name.to_owned()),
        Meaning::OneOf(_) => None,
        Meaning::Own(plain) => Some(plain),
    }
}
