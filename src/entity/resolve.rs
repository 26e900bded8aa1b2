//! Mentions in, entities out: names of one document that mean the same become one.
//!
//! What an entity is called depends on its document and the lexicon alone, never on other
//! documents; see [`super::across`] for what these say together.

use super::canonical::{Meaning, meaning};
use super::group::Groups;
use super::implied::implied;
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
    let rows = context::rows(sentences, mentions, &names, knowledge);
    let mut nodes = Nodes::of(&names);
    let of: Vec<u32> =
        rows.iter().zip(&names.of).map(|(row, &name)| nodes.node(name, *row)).collect();
    let mut groups = nodes.groups();
    let pairs: Vec<_> = alias::brackets(sentences, mentions)
        .into_iter()
        .chain(alias::shorter(&names, knowledge))
        .chain(slip::slips(&names, knowledge))
        .collect();
    if !pairs.is_empty() {
        let by_form = latest(&names, &of);
        let node = |kind: Kind, form: &str| by_form.get(&(kind, form)).copied();
        for (kind, one, other) in &pairs {
            if let (Some(one), Some(other)) = (node(*kind, one), node(*kind, other)) {
                groups.join(one, other);
            }
        }
    }
    gathered(&names, &of, &nodes, &mut groups, knowledge)
}

/// For each name what it stands for where it stands last.
fn latest<'a>(names: &'a Names, of: &[u32]) -> FxHashMap<(Kind, &'a str), u32> {
    let mut nodes = vec![0; names.all.len()];
    for (&name, &node) in names.of.iter().zip(of) {
        nodes[name as usize] = node;
    }
    let form = |(name, node): (&'a Name, u32)| ((name.kind, name.form.as_str()), node);
    names.all.iter().zip(nodes).map(form).collect()
}

/// What names stand for: a row of the lexicon, or a name of its own.
#[derive(Debug)]
struct Nodes<'a> {
    names: &'a [Name],
    all: Vec<Node<'a>>,
    index: FxHashMap<Node<'a>, u32>,
    /// For each name what it stands for where the text decides for no row, once that was asked.
    known: Vec<Option<u32>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Node<'a> {
    Row(u32),
    Own(Kind, &'a str),
}

impl<'a> Nodes<'a> {
    fn of(names: &'a Names) -> Self {
        let known = vec![None; names.all.len()];
        let mut index = FxHashMap::default();
        index.reserve(names.all.len());
        Self { names: &names.all, all: Vec::with_capacity(names.all.len()), index, known }
    }

    /// What a mention of this name stands for, of which the text decides for this row.
    fn node(&mut self, name: u32, row: Option<u32>) -> u32 {
        if let Some(row) = row {
            return self.number(Node::Row(row));
        }
        if let Some(known) = self.known[name as usize] {
            return known;
        }
        let Name { kind, form, meaning, .. } = &self.names[name as usize];
        let number = self.number(match meaning {
            Meaning::Row(row) => Node::Row(*row),
            Meaning::Own(plain) => Node::Own(*kind, plain),
            Meaning::OneOf(_) => Node::Own(*kind, form),
        });
        self.known[name as usize] = Some(number);
        number
    }

    fn number(&mut self, node: Node<'a>) -> u32 {
        *self.index.entry(node).or_insert_with(|| {
            self.all.push(node);
            self.all.len() as u32 - 1
        })
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
    nodes: &Nodes<'_>,
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
        let forms = forms.map(|&(_, form)| &names.all[form as usize].form);
        let forms: Vec<&String> = forms.collect();
        let known = members.iter().any(|&(_, member)| groups.is_fixed(member));
        let implies = |form: &String| implied(kind, form, knowledge).filter(|_| !known);
        let implied: Vec<String> = forms.iter().filter_map(|form| implies(form)).collect();
        let others = forms.into_iter().cloned().chain(implied);
        let aliases = others.filter(|form| *form != name).collect();
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
    nodes: &Nodes<'_>,
    counts: &[u32],
    knowledge: &Knowledge,
) -> (Kind, String) {
    let member = |&(_, member): &(u32, u32)| (nodes.all[member as usize], counts[member as usize]);
    let row = members.iter().map(member).find_map(|(node, _)| match node {
        Node::Row(row) => Some(knowledge.lexicon().row(row)),
        Node::Own(..) => None,
    });
    if let Some(entry) = row {
        return (entry.kind, entry.name.to_owned());
    }
    let own = members.iter().map(member).filter_map(|(node, count)| match node {
        Node::Row(_) => None,
        Node::Own(kind, plain) => Some((kind, plain, count)),
    });
    let best = own.min_by_key(|&(kind, plain, count)| {
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
