//! A graph in, groups of entities that are linked more among themselves than to others out.
//!
//! Louvain's method: each entity moves to the group where its links weigh most beyond chance, then
//! groups move as one, until nothing moves. Ties go to the lower number, so the same graph always
//! gives the same groups.

use super::KnowledgeGraph;
use super::nodes::Node;
use super::rank::Neighbourhood;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Rounds of moving before a level is taken as it is.
const MOST_ROUNDS: usize = 30;
/// Least gain worth a move.
const LEAST_GAIN: f64 = 1e-9;

impl KnowledgeGraph {
    /// Groups of at least `least` entities, the largest first; in each the entity with the most
    /// links into the group stands first and gives it its name.
    pub fn clusters(&self, least: usize) -> Vec<Vec<Node<'_>>> {
        let near = Neighbourhood::new(self);
        let group = groups(&near.of);
        let mut members: BTreeMap<u32, Vec<Node<'_>>> = BTreeMap::new();
        for (node, group) in self.nodes().zip(&group) {
            members.entry(*group).or_default().push(node);
        }
        let inside = |node: &Node<'_>| {
            let own = group[node.ordinal()];
            let others = near.of[node.ordinal()].iter();
            others.filter(|(other, _)| group[*other as usize] == own).count()
        };
        let mut clusters: Vec<Vec<Node<'_>>> =
            members.into_values().filter(|nodes| nodes.len() >= least.max(2)).collect();
        for nodes in &mut clusters {
            nodes.sort_by_cached_key(|node| {
                (Reverse(inside(node)), Reverse(node.mentions()), node.ordinal())
            });
        }
        clusters.sort_by_key(|nodes| (Reverse(nodes.len()), nodes[0]));
        clusters
    }
}

/// The group of each node.
fn groups(near: &[Vec<(u32, f64)>]) -> Vec<u32> {
    let mut of: Vec<u32> = (0..near.len() as u32).collect();
    let mut level: Vec<Vec<(u32, f64)>> = near.to_vec();
    loop {
        let (group, moved) = moved(&level);
        for at in &mut of {
            *at = group[*at as usize];
        }
        if !moved {
            return of;
        }
        level = joined(&level, &group);
    }
}

/// Groups after moving single nodes, numbered from 0, and whether any moved.
fn moved(near: &[Vec<(u32, f64)>]) -> (Vec<u32>, bool) {
    let degree: Vec<f64> = near.iter().map(|others| others.iter().map(|(_, w)| w).sum()).collect();
    let total: f64 = degree.iter().sum::<f64>().max(f64::MIN_POSITIVE);
    let mut group: Vec<u32> = (0..near.len() as u32).collect();
    let mut weight = degree.clone();
    let mut any = false;
    for _ in 0..MOST_ROUNDS {
        let mut again = false;
        for node in 0..near.len() {
            let own = group[node];
            weight[own as usize] -= degree[node];
            let mut towards: BTreeMap<u32, f64> = BTreeMap::from([(own, 0.0)]);
            for (other, w) in near[node].iter().filter(|(other, _)| *other as usize != node) {
                *towards.entry(group[*other as usize]).or_default() += w;
            }
            let gain = |to: u32, w: f64| w - degree[node] * weight[to as usize] / total;
            let stay = gain(own, towards[&own]);
            let (mut best, mut most) = (own, stay);
            for (&to, &w) in &towards {
                let gain = gain(to, w);
                if gain > most + LEAST_GAIN {
                    (best, most) = (to, gain);
                }
            }
            weight[best as usize] += degree[node];
            group[node] = best;
            again |= best != own;
        }
        any |= again;
        if !again {
            break;
        }
    }
    let mut numbers = BTreeMap::new();
    for at in &mut group {
        let next = numbers.len() as u32;
        *at = *numbers.entry(*at).or_insert(next);
    }
    (group, any)
}

/// Groups as nodes; links inside a group are links to itself.
fn joined(near: &[Vec<(u32, f64)>], group: &[u32]) -> Vec<Vec<(u32, f64)>> {
    let count = group.iter().max().map_or(0, |most| *most as usize + 1);
    let mut sums: Vec<BTreeMap<u32, f64>> = vec![BTreeMap::new(); count];
    for (node, others) in near.iter().enumerate() {
        for (other, weight) in others {
            *sums[group[node] as usize].entry(group[*other as usize]).or_default() += weight;
        }
    }
    sums.into_iter().map(|others| others.into_iter().collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::groups;

    #[test]
    fn two_rings_joined_by_one_link_are_two_groups() {
        let pairs = [(0, 1), (1, 2), (2, 0), (3, 4), (4, 5), (5, 3), (2, 3)];
        let mut near = vec![Vec::new(); 6];
        for (a, b) in pairs {
            near[a as usize].push((b, 1.0));
            near[b as usize].push((a, 1.0));
        }
        let group = groups(&near);
        assert_eq!(group[..3], [group[0]; 3]);
        assert_eq!(group[3..], [group[3]; 3]);
        assert_ne!(group[0], group[3]);
    }

    #[test]
    fn what_is_linked_to_nothing_stays_alone() {
        assert_eq!(groups(&[Vec::new(), Vec::new()]), [0, 1]);
    }
}
