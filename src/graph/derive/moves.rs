//! Two archives in, which documents of the one are which of the other out.

use crate::entity::Claims;
use crate::graph::archive::Archive;
use crate::graph::stored::Stored;
use std::sync::Arc;

/// Where the documents of one archive stand in another.
#[derive(Debug, Default)]
pub(in crate::graph) struct Moves {
    /// For each document of the first its place in the second.
    pub(super) kept: Vec<Option<u32>>,
    /// Places in the first of those that are not kept.
    pub(super) gone: Vec<u32>,
    /// Places in the second of those that were not there.
    pub(super) fresh: Vec<u32>,
}

impl Moves {
    /// Compares two archives. A document of the first that is `stale` is not kept even if it stands
    /// in the second as well.
    pub(in crate::graph) fn between(
        before: &Archive,
        after: &Archive,
        stale: impl Fn(usize) -> bool,
    ) -> Self {
        let mut moves = Self::default();
        let mut old = before.documents.iter().enumerate().peekable();
        for (place, document) in (0..).zip(&after.documents) {
            let id = &document.source.id;
            while let Some((at, _)) = old.next_if(|(_, there)| there.source.id < *id) {
                moves.leave(at);
            }
            match old.next_if(|(_, there)| there.source.id == *id) {
                Some((at, there)) if is_one(there, document) && !stale(at) => {
                    moves.kept.push(Some(place));
                }
                Some((at, _)) => {
                    moves.leave(at);
                    moves.fresh.push(place);
                }
                None => moves.fresh.push(place),
            }
        }
        old.for_each(|(at, _)| moves.leave(at));
        moves
    }

    fn leave(&mut self, at: usize) {
        self.kept.push(None);
        self.gone.push(at as u32);
    }

    /// What belongs to the documents of the first, as it belongs to those of the second; those that
    /// were not there have nothing yet.
    pub(super) fn moved<T: Default>(&self, old: Vec<T>) -> Vec<T> {
        let count = self.kept.len() - self.gone.len() + self.fresh.len();
        let mut moved: Vec<T> = std::iter::repeat_with(T::default).take(count).collect();
        for (item, place) in old.into_iter().zip(&self.kept) {
            if let Some(place) = place {
                moved[*place as usize] = item;
            }
        }
        moved
    }

    /// The documents of the second that are kept, by their places in both.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (usize, usize)> {
        let kept = self.kept.iter().enumerate();
        kept.filter_map(|(old, new)| new.map(|new| (old, new as usize)))
    }
}

fn is_one(a: &Arc<Stored>, b: &Arc<Stored>) -> bool {
    Arc::ptr_eq(a, b) || a == b
}

/// The claims of the documents of `before`, changed to those of the documents of `after`.
pub(in crate::graph) fn claims_moved(claims: &mut Claims, before: &Archive, after: &Archive) {
    let moves = Moves::between(before, after, |_| false);
    let gone = moves.gone.iter().flat_map(|&at| &before.documents[at as usize].entities);
    gone.for_each(|entity| claims.remove(entity));
    let fresh = moves.fresh.iter().flat_map(|&at| &after.documents[at as usize].entities);
    fresh.for_each(|entity| claims.add(entity));
}
