//! The mentions of a text in, the name that it uses most often out.

use crate::fact::Text;
use crate::knowledge::Kind;
use rustc_hash::FxHashMap;
use std::cell::OnceCell;

/// The bare name that mentions of some kinds use most often, counted when it is first asked for.
pub(super) struct MostNamed<'k> {
    kinds: &'static [Kind],
    name: OnceCell<Option<&'k [char]>>,
}

impl<'k> MostNamed<'k> {
    pub(super) fn of(kinds: &'static [Kind]) -> Self {
        Self { kinds, name: OnceCell::new() }
    }

    pub(super) fn name(&self, text: Text<'k>) -> Option<&'k [char]> {
        *self.name.get_or_init(|| most_named(text, self.kinds))
    }
}

/// The bare name that mentions of these kinds use most often, if more than once.
fn most_named<'k>(text: Text<'k>, kinds: &[Kind]) -> Option<&'k [char]> {
    let mut counts: FxHashMap<&[char], (usize, u32)> = FxHashMap::default();
    for mention in 0..text.mentions.len() as u32 {
        if kinds.contains(&text.kind(mention)) && text.name(mention).len() > 1 {
            counts.entry(text.bare(mention)).or_insert((0, mention)).0 += 1;
        }
    }
    let most =
        counts.into_iter().max_by_key(|&(_, (count, first))| (count, std::cmp::Reverse(first)));
    most.filter(|&(_, (count, _))| count > 1).map(|(name, _)| name)
}
