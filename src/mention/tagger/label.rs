//! Spans with a kind in, one label per character out, and back.
//!
//! With `k` kinds there are `4k + 1` labels, in the order begin, single, end, inside (one block of
//! `k` each) and last the outside label. In this order the labels that may follow an end
//! (begin, single) and those that may stand before a begin (single, end) are each contiguous.

use crate::text::Span;

/// The labels of a number of kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Labels {
    /// Number of kinds.
    pub(super) kinds: usize,
}

impl Labels {
    /// Number of labels that stand in a name.
    pub(super) fn inner(self) -> usize {
        4 * self.kinds
    }

    /// Number of all labels.
    pub(super) fn all(self) -> usize {
        self.inner() + 1
    }

    /// The label of a character that belongs to no name.
    pub(super) fn outside(self) -> usize {
        self.inner()
    }

    /// Labels that may stand between names or start one: begin, single, outside.
    pub(super) fn open(self) -> usize {
        2 * self.kinds + 1
    }

    /// First character of a longer name.
    pub(super) fn begin(self, kind: usize) -> usize {
        debug_assert!(kind < self.kinds);
        kind
    }

    /// A name of one character.
    pub(super) fn single(self, kind: usize) -> usize {
        self.kinds + kind
    }

    /// Last character of a longer name.
    pub(super) fn end(self, kind: usize) -> usize {
        2 * self.kinds + kind
    }

    /// A character amid a name.
    pub(super) fn inside(self, kind: usize) -> usize {
        3 * self.kinds + kind
    }

    /// One label per character. The spans must be sorted and apart.
    pub(super) fn paint(self, length: usize, spans: &[(Span, usize)]) -> Vec<u8> {
        let mut labels = vec![self.outside() as u8; length];
        for &(span, kind) in spans {
            let range = span.range();
            if let [only] = &mut labels[range.clone()] {
                *only = self.single(kind) as u8;
                continue;
            }
            labels[range.clone()].fill(self.inside(kind) as u8);
            labels[range.start] = self.begin(kind) as u8;
            labels[range.end - 1] = self.end(kind) as u8;
        }
        labels
    }

    /// The spans that labels paint.
    pub(super) fn spans(self, labels: &[u8]) -> Vec<(Span, usize)> {
        let mut spans = Vec::new();
        let mut start = 0;
        for (at, &label) in labels.iter().enumerate() {
            let label = label as usize;
            if label == self.outside() {
                continue;
            }
            let kind = label % self.kinds;
            match label / self.kinds {
                0 => start = at,
                1 => spans.push((Span::new(at, at + 1), kind)),
                2 => spans.push((Span::new(start, at + 1), kind)),
                _ => {}
            }
        }
        spans
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn painted_spans_are_read_back() {
        let labels = Labels { kinds: 3 };
        let spans = [(Span::new(0, 1), 2), (Span::new(1, 5), 0), (Span::new(6, 8), 1)];
        assert_eq!(labels.spans(&labels.paint(9, &spans)), spans);
        assert_eq!(labels.paint(2, &[]), [12, 12]);
    }
}
