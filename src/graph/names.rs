//! A name in, the entities that bear it or a similar one out.

use super::KnowledgeGraph;
use super::nodes::Node;
use super::store::Error;
use rayon::prelude::*;
use std::cmp::Reverse;
use std::collections::HashMap;

/// Names and aliases, folded, with their nodes.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    exact: HashMap<String, Vec<u32>>,
}

impl Names {
    fn new(graph: &KnowledgeGraph) -> Self {
        let mut names = Self::default();
        for node in graph.nodes() {
            let index = node.index.index() as u32;
            for name in forms(node) {
                let nodes = names.exact.entry(folded(name)).or_default();
                if nodes.last() != Some(&index) {
                    nodes.push(index);
                }
            }
        }
        names
    }
}

/// A name without the differences that do not count: case, full and half width, spaces.
pub(super) fn folded(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    each_folded(name, |c| folded.push(c));
    folded
}

fn each_folded(name: &str, mut see: impl FnMut(char)) {
    for c in name.chars() {
        // Nearly all are as they are.
        if ('\u{3400}'..='\u{9fff}').contains(&c) {
            see(c);
            continue;
        }
        let half = match c {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
            _ => c,
        };
        if !half.is_whitespace() {
            half.to_lowercase().for_each(&mut see);
        }
    }
}

/// The name and the aliases of an entity.
fn forms(node: Node<'_>) -> impl Iterator<Item = &str> {
    std::iter::once(node.name()).chain(node.aliases().iter().map(String::as_str))
}

impl Node<'_> {
    /// Whether this is its name, an alias or its id.
    pub fn is_called(self, name: &str) -> bool {
        let sought = folded(name);
        self.id().as_str() == name || forms(self).any(|form| folded(form) == sought)
    }
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
        let mut sought: Vec<char> = folded(name).chars().collect();
        sought.sort_unstable();
        sought.dedup();
        let sieve = sought.iter().fold(0_u64, |sieve, &c| sieve | 1 << (c as u32 % 64));
        let near = |(met, there): &mut (Vec<usize>, Vec<char>), at: usize| {
            let node = self.nth_node(at)?;
            met.clear();
            for form in forms(node) {
                each_folded(form, |c| {
                    if sieve >> (c as u32 % 64) & 1 == 1 {
                        met.extend(sought.binary_search(&c).ok());
                    }
                });
            }
            met.sort_unstable();
            met.dedup();
            if 2 * met.len() <= sought.len() {
                return None;
            }
            let best = forms(node).map(|form| likeness(&sought, form, there)).max();
            Some((Reverse(best.unwrap_or(0)), Reverse(node.mentions()), node.index.index() as u32))
        };
        let all = (0..self.nodes().len()).into_par_iter();
        let mut ranked: Vec<(Reverse<u64>, Reverse<u32>, u32)> =
            all.map_init(Default::default, near).flatten().collect();
        if ranked.len() > count && count > 0 {
            ranked.select_nth_unstable(count - 1);
            ranked.truncate(count);
        }
        ranked.sort_unstable();
        ranked.into_iter().take(count).map(|(_, _, index)| self.node_at(index)).collect()
    }
}

/// Share of characters in common, in thousandths.
fn likeness(sought: &[char], form: &str, there: &mut Vec<char>) -> u64 {
    there.clear();
    each_folded(form, |c| there.push(c));
    there.sort_unstable();
    there.dedup();
    let common = there.iter().filter(|c| sought.binary_search(c).is_ok()).count();
    (2000 * common / (sought.len() + there.len()).max(1)) as u64
}
