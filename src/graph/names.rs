//! A name in, the entities that bear it or a similar one out.

use super::KnowledgeGraph;
use super::nodes::Node;
use super::store::Error;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Names and aliases, folded, with their nodes.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    exact: HashMap<String, Vec<u32>>,
    /// For each character the nodes that have it in a name.
    characters: HashMap<char, Vec<u32>>,
}

impl Names {
    fn new(graph: &KnowledgeGraph) -> Self {
        let mut names = Self::default();
        for node in graph.nodes() {
            let index = node.index.index() as u32;
            let mut characters = BTreeSet::new();
            for name in
                std::iter::once(node.name()).chain(node.aliases().iter().map(String::as_str))
            {
                let name = folded(name);
                characters.extend(name.chars());
                let nodes = names.exact.entry(name).or_default();
                if nodes.last() != Some(&index) {
                    nodes.push(index);
                }
            }
            for c in characters {
                names.characters.entry(c).or_default().push(index);
            }
        }
        names
    }
}

/// A name without the differences that do not count: case, full and half width, spaces.
pub(super) fn folded(name: &str) -> String {
    let half = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        _ => c,
    };
    let kept = name.chars().map(half).filter(|c| !c.is_whitespace());
    kept.flat_map(char::to_lowercase).collect()
}

impl KnowledgeGraph {
    /// The entities with this name or alias, or this id, the most often named first.
    pub fn named(&self, name: &str) -> Vec<Node<'_>> {
        let names = self.names.get_or_init(|| Names::new(self));
        let mut nodes: Vec<Node<'_>> = names
            .exact
            .get(&folded(name))
            .into_iter()
            .flatten()
            .map(|&index| self.node_at(index))
            .collect();
        nodes.extend(self.derived.find(name).map(|index| self.node_at(index)));
        let own = |node: &Node<'_>| folded(node.name()) != folded(name);
        nodes.sort_by_key(|node| (own(node), Reverse(node.mentions()), *node));
        nodes
    }

    /// The entity that this name most likely means.
    ///
    /// # Errors
    /// When no entity has this name, alias or id; the error holds the nearest names.
    pub fn find(&self, name: &str) -> Result<Node<'_>, Error> {
        self.named(name).into_iter().next().ok_or_else(|| Error::Unnamed {
            name: name.to_owned(),
            similar: self.similar(name, 3).iter().map(|node| node.name().to_owned()).collect(),
        })
    }

    /// Up to `count` entities whose names share most characters with `name`, best first.
    pub fn similar(&self, name: &str, count: usize) -> Vec<Node<'_>> {
        let names = self.names.get_or_init(|| Names::new(self));
        let wanted: BTreeSet<char> = folded(name).chars().collect();
        let mut shared: BTreeMap<u32, u32> = BTreeMap::new();
        for c in &wanted {
            for &index in names.characters.get(c).into_iter().flatten() {
                *shared.entry(index).or_default() += 1;
            }
        }
        let mut ranked: Vec<(Reverse<u64>, Reverse<u32>, u32)> = shared
            .into_iter()
            .filter(|&(_, shared)| 2 * shared as usize > wanted.len())
            .map(|(index, _)| {
                let node = self.node_at(index);
                let forms = std::iter::once(node.name());
                let forms = forms.chain(node.aliases().iter().map(String::as_str));
                let best = forms.map(|form| likeness(&wanted, form)).max().unwrap_or(0);
                (Reverse(best), Reverse(node.mentions()), index)
            })
            .collect();
        ranked.sort_unstable();
        ranked.into_iter().take(count).map(|(_, _, index)| self.node_at(index)).collect()
    }
}

/// Share of characters in common, in thousandths.
fn likeness(wanted: &BTreeSet<char>, form: &str) -> u64 {
    let there: BTreeSet<char> = folded(form).chars().collect();
    let common = wanted.intersection(&there).count();
    (2000 * common / (wanted.len() + there.len()).max(1)) as u64
}
