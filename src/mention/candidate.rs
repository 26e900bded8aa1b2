//! Readings of a sentence's names in, the best that do not overlap out.

use crate::knowledge::Kind;
use crate::text::Span;

/// A possible name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    pub(super) span: Span,
    pub(super) kind: Kind,
    /// How much each of its characters speaks for it, 1 to 15.
    pub(super) strength: u32,
    pub(super) because: &'static str,
    pub(super) entry: Option<u32>,
}

impl Candidate {
    pub(super) fn new(
        start: usize,
        end: usize,
        kind: Kind,
        strength: u32,
        because: &'static str,
    ) -> Self {
        Self { span: Span::new(start, end), kind, strength, because, entry: None }
    }

    fn score(&self) -> u32 {
        self.strength * (self.span.len() as u32 * 4 - 1)
    }
}

/// The set of candidates without overlap that has the highest sum of scores, in order.
///
/// Among equals the longer name wins, then the kind that comes first by name.
pub(super) fn best(candidates: &[Candidate]) -> Vec<Candidate> {
    if candidates.len() < 2 {
        return candidates.to_vec();
    }
    let mut candidates = candidates.to_vec();
    candidates.sort_unstable_by_key(|c| {
        (
            c.span.end,
            std::cmp::Reverse(c.span.start),
            std::cmp::Reverse(c.strength),
            c.kind,
            c.because,
        )
    });
    // sums[n]: the best sum among the first n candidates, and whether the last of them is in it.
    let mut sums: Vec<(u32, bool)> = Vec::with_capacity(candidates.len() + 1);
    sums.push((0, false));
    let mut earlier = Vec::with_capacity(candidates.len());
    for (at, candidate) in candidates.iter().enumerate() {
        let free = candidates[..at].partition_point(|c| c.span.end <= candidate.span.start);
        earlier.push(free);
        let with = sums[free].0 + candidate.score();
        let without = sums[at].0;
        sums.push(if with >= without { (with, true) } else { (without, false) });
    }
    let mut chosen = Vec::new();
    let mut at = candidates.len();
    while at > 0 {
        if sums[at].1 {
            chosen.push(candidates[at - 1]);
            at = earlier[at - 1];
        } else {
            at -= 1;
        }
    }
    chosen.reverse();
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidate(start: usize, end: usize, strength: u32) -> Candidate {
        Candidate::new(start, end, Kind::PLACE, strength, "test")
    }

    #[test]
    fn a_longer_name_wins_over_its_parts_and_neighbours_both_stay() {
        let chosen = best(&[candidate(0, 2, 8), candidate(2, 5, 8), candidate(0, 6, 8)]);
        assert_eq!(chosen, [candidate(0, 6, 8)]);
        let chosen = best(&[candidate(0, 2, 8), candidate(2, 5, 8)]);
        assert_eq!(chosen.len(), 2);
    }
}
