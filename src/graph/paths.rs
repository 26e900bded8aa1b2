//! Two entities in, the best ways from one to the other out.

use super::KnowledgeGraph;
use super::filter::Filter;
use super::links::{Basis, Direction, Link};
use super::nodes::Node;
use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

/// Longest way looked for.
const MOST_STEPS: usize = 6;
/// How many steps more than the shortest a way may take.
const MOST_DETOUR: usize = 2;
/// Partial ways looked at before the search gives up.
const MOST_VISITS: usize = 200_000;

/// A way from one entity to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path<'g> {
    /// Where it starts.
    pub start: Node<'g>,
    /// Its steps in order; never empty.
    pub steps: Vec<Step<'g>>,
}

/// One step of a way: all links between two entities that the filter lets through, best first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step<'g> {
    /// The links that lead there; never empty.
    pub links: Vec<Link<'g>>,
    /// Where it leads.
    pub to: Node<'g>,
}

/// What the cheapest step costs.
const STEP: u32 = 10;

/// A partial way: least cost it can have in the end, cost so far, entities passed. The cheapest,
/// then the one through the least entities, comes first.
type Partial = Reverse<(u32, u32, Vec<u32>)>;

impl KnowledgeGraph {
    /// Up to `count` ways from `from` to `to` without a circle, the best first: few steps, stated
    /// before planned, known and co-occurring links, and not through entities linked to everything.
    /// Kinds in the filter are asked of the entities in between.
    pub fn paths<'g>(
        &'g self,
        from: Node<'g>,
        to: Node<'g>,
        filter: &Filter,
        count: usize,
    ) -> Vec<Path<'g>> {
        if from == to {
            return Vec::new();
        }
        let far = self.distances(from, to, filter);
        let start = from.index.index() as u32;
        let Some(shortest) = far.get(&start) else { return Vec::new() };
        let most_steps = MOST_STEPS.min(shortest + MOST_DETOUR);
        let mut visited: HashMap<u32, usize> = HashMap::new();
        let mut open: BinaryHeap<Partial> = BinaryHeap::from([Reverse((0, 0, vec![start]))]);
        let mut found = Vec::new();
        let mut visits = 0;
        while let Some(Reverse((_, cost, nodes))) = open.pop() {
            visits += 1;
            let Some(&last) = nodes.last() else { continue };
            if last as usize == to.index.index() {
                found.push(self.path(&nodes, filter));
            }
            let times = visited.entry(last).or_default();
            *times += 1;
            if found.len() == count || visits > MOST_VISITS {
                break;
            }
            if *times > count || far.get(&last) == Some(&0) {
                continue;
            }
            for (next, step) in steps_from(self.node_at(last), filter) {
                let left = far.get(&next).copied().unwrap_or(usize::MAX);
                if nodes.contains(&next) || nodes.len().saturating_add(left) > most_steps {
                    continue;
                }
                let mut longer = nodes.clone();
                longer.push(next);
                let through = if left == 0 { 0 } else { self.hub_cost(next) };
                let cost = cost + step + through;
                open.push(Reverse((cost + STEP * left as u32, cost, longer)));
            }
        }
        found
    }

    /// Steps to `to` from every entity that a way from `from` may pass.
    fn distances(&self, from: Node<'_>, to: Node<'_>, filter: &Filter) -> HashMap<u32, usize> {
        let mut far = HashMap::from([(to.index.index() as u32, 0)]);
        let mut rim = vec![to.index.index() as u32];
        let mut most = MOST_STEPS;
        for steps in 1..=MOST_STEPS {
            if steps > most {
                break;
            }
            let mut next_rim = Vec::new();
            for index in rim {
                for (next, _) in steps_from(self.node_at(index), filter) {
                    let node = self.node_at(next);
                    if node == from {
                        // Entities farther than this from the end lie on no way short enough.
                        most = most.min(steps + MOST_DETOUR - 1);
                    } else if !filter.admits_kind(node.kind()) {
                        continue;
                    }
                    far.entry(next).or_insert_with(|| {
                        next_rim.push(next);
                        steps
                    });
                }
            }
            rim = next_rim;
        }
        far
    }

    /// What passing through an entity costs: the logarithm of the number of its links.
    fn hub_cost(&self, index: u32) -> u32 {
        let links = self.node_at(index).edges(Direction::Both).count();
        links.checked_ilog2().unwrap_or(0)
    }

    fn path(&self, nodes: &[u32], filter: &Filter) -> Path<'_> {
        let steps = nodes.windows(2).map(|pair| {
            let (here, to) = (self.node_at(pair[0]), self.node_at(pair[1]));
            Step { links: self.between(here, to, filter), to }
        });
        Path { start: self.node_at(nodes[0]), steps: steps.collect() }
    }

    /// All links between two entities that the filter lets through, best first.
    pub fn between<'g>(&'g self, a: Node<'_>, b: Node<'_>, filter: &Filter) -> Vec<Link<'g>> {
        let (a, b) = (self.node_at(a.ordinal() as u32), self.node_at(b.ordinal() as u32));
        let fewer = |node: Node<'_>| node.edges(Direction::Both).count();
        let (from, to) = if fewer(a) <= fewer(b) { (a, b) } else { (b, a) };
        let mut links: Vec<Link<'g>> = from
            .edges(Direction::Both)
            .filter(|link| link.other(from) == to && filter.admits(link))
            .collect();
        links.sort_by(Link::best_first);
        links
    }

    /// What is said of two entities together: every link between them, negated ones too.
    pub fn why<'g>(&'g self, a: Node<'_>, b: Node<'_>) -> Vec<Link<'g>> {
        self.between(a, b, &Filter::default().bases(Basis::ALL))
    }
}

/// Neighbours with the cost of the cheapest link there, sorted.
fn steps_from(node: Node<'_>, filter: &Filter) -> Vec<(u32, u32)> {
    let edges = node.edges(Direction::Both).filter(|link| filter.admits(link));
    let mut steps: Vec<(u32, u32)> = edges
        .map(|link| {
            let cost = match link.basis() {
                Basis::Stated => STEP,
                Basis::Planned => 12,
                Basis::Known | Basis::Negated => 15,
                Basis::CoOccurs => 20,
            };
            (link.other(node).index.index() as u32, cost)
        })
        .collect();
    steps.sort_unstable();
    steps.dedup_by_key(|(next, _)| *next);
    steps
}
