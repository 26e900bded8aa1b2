//! A reading in, every way to read the question out, the likeliest first.

use super::direction::End;
use super::{Reading, Wanted};

/// Readings offered at most.
const MOST: usize = 4;
/// A name of more entities than this is a word, not a name that could mean each of them.
const MOST_MEANT: usize = 3;

impl Reading {
    /// This reading and others that its words allow: one entity of an ambiguous name, the other end
    /// of a relation, a way between two things where they were taken for limits.
    pub(in crate::question) fn alternatives(self) -> Vec<Self> {
        let mut readings = vec![self.clone()];
        for (at, anchor) in self.anchors.iter().enumerate() {
            let several = (2..=MOST_MEANT).contains(&anchor.nodes.len());
            if anchor.loose || anchor.by_parts || !several {
                continue;
            }
            for &node in &anchor.nodes {
                let mut one = self.clone();
                one.anchors[at].nodes = vec![node];
                readings.push(one);
            }
        }
        let turned = match self.end {
            Some(End::Head) => Some(End::Tail),
            Some(End::Tail) => Some(End::Head),
            Some(End::Either) | None => None,
        };
        if let Some(end) =
            turned.filter(|_| self.wanted == Wanted::List && !self.relations.is_empty())
        {
            readings.push(Self { end: Some(end), ..self.clone() });
        }
        let named = self.anchors.iter().filter(|anchor| !anchor.loose).count();
        let other = match self.wanted {
            Wanted::List | Wanted::YesNo if named >= 2 => Some(Wanted::Path),
            Wanted::Path => Some(Wanted::Common),
            Wanted::Common => Some(Wanted::Path),
            Wanted::Figure | Wanted::Count if named >= 1 => Some(Wanted::About),
            _ => None,
        };
        if let Some(wanted) = other {
            readings.push(Self { wanted, ..self });
        }
        readings.truncate(MOST);
        readings
    }
}
