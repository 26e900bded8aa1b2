//! A graph in, how much weight each entity has in it out.

use super::KnowledgeGraph;
use super::nodes::Node;

/// By what entities are ranked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Measure {
    /// How many entities it is linked to.
    #[default]
    Links,
    /// How often a walk along links, chosen by support, comes by.
    PageRank,
    /// On how many of the shortest ways between others it lies.
    Betweenness,
}

impl Measure {
    /// All of them with their names.
    pub const ALL: [(&'static str, Self); 3] =
        [("links", Self::Links), ("pagerank", Self::PageRank), ("betweenness", Self::Betweenness)];
}

/// Share of steps of the walk that follow a link; the others jump anywhere.
const DAMPING: f64 = 0.85;
const ROUNDS: usize = 60;
/// Entities from which shortest ways are counted; more are sampled evenly.
const MOST_STARTS: usize = 600;

/// Who is linked to whom, both ways, each pair once with its weight.
#[derive(Debug)]
pub(super) struct Neighbourhood {
    pub(super) of: Vec<Vec<(u32, f64)>>,
}

impl Neighbourhood {
    pub(super) fn new(graph: &KnowledgeGraph) -> Self {
        let mut of: Vec<Vec<(u32, f64)>> = vec![Vec::new(); graph.nodes().len()];
        for link in graph.links() {
            let (a, b) = (link.head().ordinal(), link.tail().ordinal());
            let weight = match link.score() {
                Some(score) => f64::from(score),
                None => f64::from(link.support().sentences.max(1)),
            };
            of[a].push((b as u32, weight));
            of[b].push((a as u32, weight));
        }
        for neighbours in &mut of {
            neighbours.sort_by_key(|(other, _)| *other);
            neighbours.dedup_by(|later, kept| {
                let same = later.0 == kept.0;
                kept.1 += if same { later.1 } else { 0.0 };
                same
            });
        }
        Self { of }
    }
}

impl KnowledgeGraph {
    /// All entities with their weight, the heaviest first.
    pub fn ranked(&self, by: Measure) -> Vec<(Node<'_>, f64)> {
        let near = Neighbourhood::new(self);
        let scores = match by {
            Measure::Links => near.of.iter().map(|others| others.len() as f64).collect(),
            Measure::PageRank => page_rank(&near),
            Measure::Betweenness => betweenness(&near),
        };
        let mut ranked: Vec<(Node<'_>, f64)> = self.nodes().zip(scores).collect();
        ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        ranked
    }
}

fn page_rank(near: &Neighbourhood) -> Vec<f64> {
    let count = near.of.len() as f64;
    let total: Vec<f64> =
        near.of.iter().map(|others| others.iter().map(|(_, weight)| weight).sum()).collect();
    let mut rank = vec![1.0 / count; near.of.len()];
    for _ in 0..ROUNDS {
        let stuck: f64 = rank.iter().zip(&total).filter(|(_, t)| **t == 0.0).map(|(r, _)| r).sum();
        let floor = (1.0 - DAMPING + DAMPING * stuck) / count;
        let mut next = vec![floor; rank.len()];
        for (node, others) in near.of.iter().enumerate() {
            for (other, weight) in others {
                next[*other as usize] += DAMPING * rank[node] * weight / total[node];
            }
        }
        rank = next;
    }
    rank
}

/// Brandes' count of shortest ways, from every entity or from an even sample of them.
fn betweenness(near: &Neighbourhood) -> Vec<f64> {
    let count = near.of.len();
    let step = count.div_ceil(MOST_STARTS).max(1);
    let mut between = vec![0.0; count];
    let (mut far, mut ways, mut share) =
        (vec![u32::MAX; count], vec![0.0; count], vec![0.0; count]);
    for start in (0..count).step_by(step) {
        let mut order = vec![start];
        far[start] = 0;
        ways[start] = 1.0;
        let mut at = 0;
        while let Some(&node) = order.get(at) {
            at += 1;
            for &(other, _) in &near.of[node] {
                let other = other as usize;
                if far[other] == u32::MAX {
                    far[other] = far[node] + 1;
                    order.push(other);
                }
                if far[other] == far[node] + 1 {
                    ways[other] += ways[node];
                }
            }
        }
        for &node in order.iter().rev() {
            for &(other, _) in &near.of[node] {
                let other = other as usize;
                if far[other] + 1 == far[node] {
                    share[other] += ways[other] / ways[node] * (1.0 + share[node]);
                }
            }
            if node != start {
                between[node] += share[node];
            }
        }
        for node in order {
            (far[node], ways[node], share[node]) = (u32::MAX, 0.0, 0.0);
        }
    }
    // Every way was counted from both of its ends.
    let scale = step as f64 / 2.0;
    between.iter_mut().for_each(|value| *value *= scale);
    between
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(count: u32) -> Neighbourhood {
        let joins = |at: u32| {
            let ends = [at.checked_sub(1), (at + 1 < count).then_some(at + 1)];
            ends.into_iter().flatten().map(|other| (other, 1.0)).collect()
        };
        Neighbourhood { of: (0..count).map(joins).collect() }
    }

    #[test]
    fn the_middle_of_a_line_lies_on_most_ways() {
        assert_eq!(betweenness(&line(5)), [0.0, 3.0, 4.0, 3.0, 0.0]);
    }

    #[test]
    fn ranks_of_a_walk_sum_to_one_and_favour_what_is_linked_more() {
        let rank = page_rank(&line(4));
        assert!((rank.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        assert!(rank[1] > rank[0] && (rank[1] - rank[2]).abs() < 1e-9);
    }
}
