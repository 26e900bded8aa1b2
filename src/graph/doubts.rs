//! A graph in, what a person should look at out: doubtful merges, names that are nearly the same,
//! names that nothing is said of.
//!
//! What was decided before is not asked again.

use super::KnowledgeGraph;
use super::decision::{Act, Named};
use super::links::{Basis, Direction};
use super::nodes::Node;
use crate::knowledge::Kind;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Shortest name of which a letter more or less makes a doubt.
const LEAST_LETTERS: usize = 4;
/// Shortest name that another may start with to be in doubt.
const LEAST_START: usize = 3;

/// Something a person should look at.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Doubt {
    /// The second was taken for the first because some document calls it so.
    Merged(Named, Named),
    /// Their names are nearly the same.
    Near(Named, Named),
    /// One sentence names it, and nothing is said of it.
    Orphan(Named),
}

impl KnowledgeGraph {
    /// Everything in doubt: merges, then names that are nearly the same, then names of which
    /// nothing is said; in each the most often named first.
    pub fn doubts(&self) -> Vec<Doubt> {
        let mut doubts = self.merges();
        doubts.extend(self.near_names());
        doubts.extend(self.orphans());
        let decided = self.decided_names();
        doubts.retain(|doubt| match doubt {
            Doubt::Merged(a, b) | Doubt::Near(a, b) => {
                !decided.contains(&(a, Some(b))) && !decided.contains(&(b, Some(a)))
            }
            Doubt::Orphan(a) => !decided.contains(&(a, None)),
        });
        doubts
    }

    fn decided_names(&self) -> BTreeSet<(&Named, Option<&Named>)> {
        let decisions = self.decisions().iter();
        let names = decisions.filter_map(|decision| match &decision.act {
            Act::Same(a, b) | Act::NotSame(a, b) => Some((a, Some(b))),
            Act::Entity(a) | Act::Hide(a) => Some((a, None)),
            _ => None,
        });
        names.collect()
    }

    fn merges(&self) -> Vec<Doubt> {
        let mut merges: Vec<(Reverse<u32>, Doubt)> = Vec::new();
        for (second, first) in self.same_as_read() {
            if let Some(node) = self.node(&first) {
                let second = Named::new(node.kind(), second.name());
                merges.push((Reverse(node.mentions()), Doubt::Merged(node.into(), second)));
            }
        }
        merges.sort();
        merges.into_iter().map(|(_, doubt)| doubt).collect()
    }

    fn near_names(&self) -> Vec<Doubt> {
        // Places are told apart by the lexicon, and people by a letter.
        let named = |node: &Node<'_>| node.mentions() > 0 && node.kind() != Kind::PLACE;
        let nodes: Vec<Node<'_>> = self.nodes().filter(named).collect();
        let mut pairs: BTreeSet<(usize, usize)> = BTreeSet::new();
        let mut variants: HashMap<(Kind, String), Vec<usize>> = HashMap::new();
        let whole: HashMap<(Kind, &str), usize> =
            nodes.iter().enumerate().map(|(at, node)| ((node.kind(), node.name()), at)).collect();
        for (at, node) in nodes.iter().enumerate() {
            let letters: Vec<char> = node.name().chars().collect();
            let starts = (LEAST_START..letters.len()).map(|end| &letters[..end]);
            for start in starts.filter(|_| node.kind() != Kind::PERSON) {
                let start: String = start.iter().collect();
                if let Some(&other) = whole.get(&(node.kind(), &*start)) {
                    pairs.insert((at.min(other), at.max(other)));
                }
            }
            if letters.len() < LEAST_LETTERS {
                continue;
            }
            for left_out in 0..letters.len() {
                let rest = letters.iter().enumerate().filter(|(place, _)| *place != left_out);
                let rest = (node.kind(), rest.map(|(_, letter)| *letter).collect::<String>());
                let others = variants.entry(rest).or_default();
                let pair = |other: &usize| (at.min(*other), at.max(*other));
                pairs.extend(others.iter().filter(|other| **other != at).map(pair));
                others.push(at);
            }
        }
        let mut ranked: BTreeMap<(Reverse<u32>, usize, usize), Doubt> = BTreeMap::new();
        for (a, b) in pairs.into_iter().filter(|&(a, b)| differ_in_letters(nodes[a], nodes[b])) {
            let (mut first, mut second) = (nodes[a], nodes[b]);
            if second.mentions() > first.mentions() {
                (first, second) = (second, first);
            }
            let key = (Reverse(first.mentions() + second.mentions()), a, b);
            ranked.insert(key, Doubt::Near(first.into(), second.into()));
        }
        ranked.into_values().collect()
    }

    fn orphans(&self) -> impl Iterator<Item = Doubt> {
        let lonely = |node: &Node<'_>| {
            let said = |basis| !matches!(basis, Basis::CoOccurs | Basis::Known);
            node.mentions() == 1
                && node.figures().next().is_none()
                && !node.edges(Direction::Both).any(|link| said(link.basis()))
                && !self.read.known.contains_key(node.id())
        };
        self.nodes().filter(lonely).map(|node| Doubt::Orphan(node.into()))
    }
}

/// Names that differ by a number (第一小学, 第二小学; 2023年, 2024年) are two on purpose.
fn differ_in_letters(a: Node<'_>, b: Node<'_>) -> bool {
    let number = |c: &char| c.is_numeric() || "一二三四五六七八九十百千甲乙丙丁".contains(*c);
    let numbers = |node: Node<'_>| node.name().chars().filter(number).collect::<String>();
    numbers(a) == numbers(b)
}
