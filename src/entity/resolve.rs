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
use rustc_hash::FxHashMap;

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
    let by_form: FxHashMap<(Kind, &str), u32> = names
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
    index: FxHashMap<Node, u32>,
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

/// Makes each group an entity, and groups of one id one entity.
fn gathered(
    names: &Names,
    of: &[u32],
    nodes: &Nodes,
    groups: &mut Groups,
    knowledge: &Knowledge,
) -> Entities {
    let group_of: Vec<u32> = (0..nodes.all.len() as u32).map(|node| groups.least(node)).collect();
    let mut counts = vec![0; nodes.all.len()];
    let mut forms: Vec<(u32, u32)> = Vec::with_capacity(of.len());
    for (&name, &node) in names.of.iter().zip(of) {
        counts[node as usize] += 1;
        forms.push((group_of[node as usize], name));
    }
    forms.sort_unstable();
    forms.dedup();
    let mut members: Vec<(u32, u32)> = group_of.iter().copied().zip(0..).collect();
    members.sort_unstable();
    let mut found: Vec<Entity> = Vec::new();
    let mut numbers = vec![0; nodes.all.len()];
    let mut forms = forms.chunk_by(|one, other| one.0 == other.0);
    for members in members.chunk_by(|one, other| one.0 == other.0) {
        let (kind, name) = title(members, nodes, &counts, knowledge);
        let forms = forms.next().unwrap_or_default().iter();
        let aliases = forms.map(|&(_, form)| names.all[form as usize].form.clone()).collect();
        numbers[members[0].0 as usize] = found.len() as u32;
        found.push(Entity { id: EntityId::new(kind, &name), kind, name, aliases });
    }
    let mut order: Vec<u32> = (0..found.len() as u32).collect();
    order.sort_unstable_by(|&one, &other| {
        found[one as usize].id.cmp(&found[other as usize].id).then(one.cmp(&other))
    });
    let mut entities: Vec<Entity> = Vec::with_capacity(found.len());
    let mut places = vec![0; found.len()];
    let mut found: Vec<Option<Entity>> = found.into_iter().map(Some).collect();
    for number in order {
        let Some(entity) = found[number as usize].take() else { continue };
        match entities.last_mut() {
            Some(last) if last.id == entity.id => last.aliases.extend(entity.aliases),
            _ => entities.push(entity),
        }
        places[number as usize] = entities.len() as u32 - 1;
    }
    for entity in &mut entities {
        entity.aliases.retain(|form| *form != entity.name);
        entity.aliases.sort_unstable();
        entity.aliases.dedup();
    }
    let entity = |node: u32| places[numbers[group_of[node as usize] as usize] as usize];
    Entities { entities, of: of.iter().map(|&node| entity(node)).collect() }
}

/// The name that a group goes by: what the lexicon calls it; else a firm by its short name, as the
/// news has it, and everything else by its full one; of two that are as long by the one that is
/// mentioned more.
fn title(
    members: &[(u32, u32)],
    nodes: &Nodes,
    counts: &[u32],
    knowledge: &Knowledge,
) -> (Kind, String) {
    let mut own: Vec<(Kind, &str, u32)> = Vec::new();
    for &(_, member) in members {
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
