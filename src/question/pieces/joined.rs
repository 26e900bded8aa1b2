//! The pieces of a question in, those put together that are one name.

use super::phrases::{Cue, Meaning};
use super::spot::{Piece, Spotter, Taken, has_cue};
use crate::knowledge::Kind;

/// Letters of the end of a name that may stand for it behind its place.
const LEAST_END: usize = 3;

impl Spotter<'_> {
    /// A place, a subject and the word that ends names of a kind (中国飞行试验研究院) are one name where
    /// the texts have them in one, though the graph does not know it.
    pub(in crate::question) fn join_names(&self, question: &str, pieces: &mut Vec<Piece>) {
        let ends_names = |piece: &Piece| match piece.taken {
            Taken::Word(Meaning::Role(role)) => {
                self.words.roles[role].endings.contains(&piece.text)
            }
            _ => false,
        };
        let Some(end) = pieces.iter().position(ends_names) else { return };
        let before = pieces.get(..end).unwrap_or_default();
        let placed = has_cue(pieces, Cue::Place) && !has_cue(pieces, Cue::Which);
        let subject = before.last().is_some_and(|p| matches!(p.taken, Taken::Topic(_)));
        for start in end.saturating_sub(2)..end {
            let parts = pieces.get(start..=end).unwrap_or_default();
            let joined: String = parts.iter().map(|piece| piece.text.as_str()).collect();
            let described = parts.first().filter(|_| subject && placed);
            let known = described.zip(parts.last()).and_then(|(a, b)| self.named_like(&a.text, b));
            if let Some(known) = known.filter(|_| question.contains(&joined)) {
                let taken = Taken::Entities(vec![known]);
                pieces.splice(start..=end, [Piece { text: joined, taken, also: Vec::new() }]);
                return;
            }
            if subject && question.contains(&joined) && (self.said)(&joined) {
                let taken = Taken::Topic(vec![joined.clone()]);
                let name = Piece { text: joined, taken, also: Vec::new() };
                pieces.splice(start..=end, [name]);
                return;
            }
        }
    }

    /// 江湾园区: a place and the word for a zone are the one zone whose name begins and ends so.
    pub(in crate::question) fn join_zone(&self, question: &str, pieces: &mut Vec<Piece>) {
        let zone = |piece: &Piece| match piece.taken {
            Taken::Word(Meaning::Role(role)) => self.words.roles[role].id == "zone",
            _ => false,
        };
        let place = |piece: &Piece| match &piece.taken {
            Taken::Entities(nodes) => (self.kind_of)(nodes[0]) == Kind::PLACE,
            _ => false,
        };
        let joined = |a: &Piece, b: &Piece| question.contains(&format!("{}{}", a.text, b.text));
        let mut at = 0..pieces.len().saturating_sub(1);
        let found = at.find_map(|at| {
            let (one, other) = (pieces.get(at)?, pieces.get(at + 1)?);
            let fits = place(one) && zone(other) && joined(one, other);
            let known = fits.then(|| self.named_like(&one.text, other)).flatten()?;
            Some((at, known, format!("{}{}", one.text, other.text)))
        });
        if let Some((at, known, text)) = found {
            let taken = Taken::Entities(vec![known]);
            pieces.splice(at..at + 2, [Piece { text, taken, also: Vec::new() }]);
        }
    }

    /// A place and the end of a name (临江湾三市协同基金 for 临江湾先进制造业协同基金): the one entity whose
    /// name begins with the place and ends so.
    pub(in crate::question) fn join_fronts(&self, question: &str, pieces: &mut Vec<Piece>) {
        const BETWEEN: usize = 3;
        let place = |piece: &Piece| match &piece.taken {
            Taken::Entities(nodes) => nodes.iter().all(|&n| (self.kind_of)(n) == Kind::PLACE),
            _ => false,
        };
        for at in 1..pieces.len() {
            let (front, end) = (&pieces[at - 1], &pieces[at]);
            let told =
                matches!(end.taken, Taken::Topic(_)) && end.text.chars().count() >= LEAST_END;
            if !told || !place(front) {
                continue;
            }
            let behind = question.split_once(front.text.as_str()).map_or("", |(_, behind)| behind);
            let between =
                behind.split_once(end.text.as_str()).map_or(behind, |(between, _)| between);
            let mut nodes = self.names.opening(&front.text);
            nodes.retain(|&node| (self.name_of)(node).ends_with(end.text.as_str()));
            if let ([_], true) = (&nodes[..], between.chars().count() <= BETWEEN) {
                let text = format!("{}{}", front.text, end.text);
                let joined = Piece { text, taken: Taken::Entities(nodes), also: Vec::new() };
                pieces.splice(at - 1..=at, [joined]);
                return;
            }
        }
    }
}
