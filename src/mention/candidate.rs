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
    let mut sums: Vec<Sum> = Vec::with_capacity(candidates.len() + 1);
    sums.push(Sum { score: 0, earlier: 0, with: false });
    for (at, candidate) in candidates.iter().enumerate() {
        let earlier = candidates[..at].partition_point(|c| c.span.end <= candidate.span.start);
        let (score, without) = (sums[earlier].score + candidate.score(), sums[at].score);
        let with = score >= without;
        sums.push(Sum { score: score.max(without), earlier: earlier as u32, with });
    }
    // The chosen ones take the last places, from behind: each stands behind those before it.
    let (mut at, mut first) = (candidates.len(), candidates.len());
    while at > 0 {
        let Sum { earlier, with, .. } = sums[at];
        if with {
            first -= 1;
            candidates[first] = candidates[at - 1];
        }
        at = if with { earlier as usize } else { at - 1 };
    }
    candidates.drain(..first);
    candidates
}

/// The best that the first ones of some candidates give.
struct Sum {
    score: u32,
    /// How many of them end before the last of them begins.
    earlier: u32,
    /// Whether the last of them is among the best.
    with: bool,
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
