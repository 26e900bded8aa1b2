//! Sentences read and read no more in, how many each pair of nodes shares out.
//!
//! Of pairs that share one sentence only nothing is kept: they are counted again where a change
//! touches them.

use super::entities::Numbers;
use super::hash::Map;
use super::sentences::Turned;
use super::{At, Change, Derived};
use rayon::prelude::*;
use std::collections::BTreeSet;

/// A sentence that names more entities is a list and says nothing of its pairs.
const MOST_IN_SENTENCE: usize = 40;

/// Two nodes and the number of sentences they share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shared {
    pub(super) first: u32,
    pub(super) second: u32,
    pub(super) sentences: u32,
}

impl Shared {
    fn key(self) -> u64 {
        key(self.first, self.second)
    }
}

fn key(a: u32, b: u32) -> u64 {
    u64::from(a.min(b)) << 32 | u64::from(a.max(b))
}

/// Counts anew in how many sentences each node and each pair is named.
pub(super) fn changed(derived: &mut Derived, numbers: &Numbers, turned: &Turned) {
    let mut before = vec![0; derived.graph.node_count().max(numbers.new.len()) + numbers.new.len()];
    for (&new, &count) in numbers.new.iter().zip(&derived.frequency) {
        before[new as usize] = count;
    }
    let mut frequency = before.clone();
    let mut less = Vec::new();
    for set in turned.lost.iter() {
        set.iter().for_each(|&node| frequency[node as usize] -= 1);
        pairs(set, &mut less);
    }
    let mut more = Vec::new();
    for set in turned.won.iter() {
        set.iter().for_each(|&node| frequency[node as usize] += 1);
        pairs(set, &mut more);
    }
    less.par_sort_unstable();
    more.par_sort_unstable();
    frequency.truncate(derived.graph.node_count());
    derived.frequency = frequency;
    let (kept, left) = renumbered(std::mem::take(&mut derived.shared), numbers);
    let old = |pair: u64| match kept.binary_search_by_key(&pair, |shared| shared.key()) {
        Ok(at) => Some(kept[at].sentences),
        Err(_) => left.get(&pair).copied(),
    };
    let mut counted = Vec::new();
    for (pair, change_of) in summed(&more, &less) {
        let (first, second) = ((pair >> 32) as u32, pair as u32);
        let now = |count: u32| (i64::from(count) + change_of) as u32;
        let is_new = |node: u32| before[node as usize] == 0;
        let is_gone = |node: u32| !numbers.is_there(node) || derived.frequency[node as usize] == 0;
        let sentences = match old(pair) {
            Some(count) => now(count),
            None if is_new(first) || is_new(second) => now(0),
            None if is_gone(first) || is_gone(second) => 0,
            None => met(derived, first, second),
        };
        let there = i64::from(sentences) - change_of > 0;
        derived.gate.pairs += u32::from(sentences > 0);
        derived.gate.pairs -= u32::from(there);
        counted.push(Shared { first, second, sentences });
    }
    derived.shared = merged(kept, &counted);
}

fn pairs(set: &[u32], into: &mut Vec<u64>) {
    if set.len() <= MOST_IN_SENTENCE {
        for (at, &a) in set.iter().enumerate() {
            into.extend(set[at + 1..].iter().map(|&b| key(a, b)));
        }
    }
}

/// By how much the count of each pair changes.
fn summed<'a>(more: &'a [u64], less: &'a [u64]) -> impl Iterator<Item = (u64, i64)> + 'a {
    let mut more = more.chunk_by(|a, b| a == b).peekable();
    let mut less = less.chunk_by(|a, b| a == b).peekable();
    let next = move || {
        let pair = match (more.peek(), less.peek()) {
            (Some(more), Some(less)) => more[0].min(less[0]),
            (Some(more), None) => more[0],
            (None, less) => less?[0],
        };
        let count = |group: Option<&[u64]>| group.map_or(0, |group| group.len() as i64);
        let more = count(more.next_if(|group| group[0] == pair));
        Some((pair, more - count(less.next_if(|group| group[0] == pair))))
    };
    std::iter::from_fn(next).filter(|(_, change)| *change != 0)
}

/// Pairs by their new numbers: those whose nodes are there still, and those with a node that is gone.
fn renumbered(mut old: Vec<Shared>, numbers: &Numbers) -> (Vec<Shared>, Map<u64, u32>) {
    let mut left = Map::default();
    old.retain_mut(|shared| {
        shared.first = numbers.new[shared.first as usize];
        shared.second = numbers.new[shared.second as usize];
        let stays = numbers.is_there(shared.first) && numbers.is_there(shared.second);
        if !stays {
            left.insert(shared.key(), shared.sentences);
        }
        stays
    });
    (old, left)
}

/// The old counts with the new ones in their place; one sentence is not kept.
fn merged(old: Vec<Shared>, counted: &[Shared]) -> Vec<Shared> {
    let worth = |shared: &&Shared| shared.sentences > 1;
    if old.is_empty() {
        return counted.iter().filter(worth).copied().collect();
    }
    let mut merged = Vec::with_capacity(old.len() + counted.len());
    let mut counted = counted.iter().peekable();
    for shared in old {
        while let Some(fresh) = counted.next_if(|fresh| fresh.key() < shared.key()) {
            merged.extend(Some(fresh).filter(worth));
        }
        match counted.next_if(|fresh| fresh.key() == shared.key()) {
            Some(fresh) => merged.extend(Some(fresh).filter(worth)),
            None => merged.push(shared),
        }
    }
    merged.extend(counted.filter(worth));
    merged
}

/// In how many sentences that are no lists both are named, each read where it is printed first.
fn met(derived: &Derived, first: u32, second: u32) -> u32 {
    let read = |at: &At| {
        let (document, passage) = (at.document as usize, at.item as usize);
        derived.firsts[document][passage] && derived.lists.binary_search(at).is_err()
    };
    meetings(derived, first, second).iter().filter(|at| read(at)).count() as u32
}

/// The passages of documents that name more than [`MOST_IN_SENTENCE`] entities.
pub(super) fn list_lists(derived: &mut Derived, change: &Change<'_>) {
    let kept = derived.lists.iter().filter_map(|at| {
        let document = change.moves.kept[at.document as usize]?;
        Some(At { document, ..*at })
    });
    let mut lists: Vec<At> = kept.collect();
    for &document in &change.moves.fresh {
        let nodes = &derived.nodes[document as usize];
        let mentions = &change.after.documents[document as usize].mentions;
        for own in mentions.chunk_by(|a, b| a.passage == b.passage) {
            let named = || own.iter().map(|mention| nodes[mention.entity as usize]);
            let is_list = own.len() > MOST_IN_SENTENCE
                && named().collect::<BTreeSet<u32>>().len() > MOST_IN_SENTENCE;
            lists.extend(is_list.then_some(At { document, item: own[0].passage }));
        }
    }
    lists.sort_unstable();
    derived.lists = lists;
}

/// The passages that name both, in order.
pub(super) fn meetings(derived: &Derived, a: u32, b: u32) -> Vec<At> {
    let (a, b) = (derived.mentions.placed(a as usize), derived.mentions.placed(b as usize));
    let (few, mut many) = if a.0.len() <= b.0.len() { (a, b) } else { (b, a) };
    let (mut meetings, mut start) = (Vec::new(), 0);
    for own in few.0.chunk_by(|a, b| a.document == b.document) {
        let document = own[0].document;
        let passages = few.1[start..start + own.len()].iter().copied();
        start += own.len();
        let from = after(many.0, |at| at.document < document);
        many = (&many.0[from..], &many.1[from..]);
        let count = many.0.iter().take_while(|at| at.document == document).count();
        let mut others = many.1[..count].iter().copied().peekable();
        let mut last = None;
        for item in passages {
            while others.next_if(|other| *other < item).is_some() {}
            if others.peek() == Some(&item) && last != Some(item) {
                meetings.push(At { document, item });
                last = Some(item);
            }
        }
    }
    meetings
}

/// How many items at the start are `before`, found in steps that double.
fn after(items: &[At], before: impl Fn(&At) -> bool) -> usize {
    let mut step = 1;
    while items.get(step - 1).is_some_and(&before) {
        step *= 2;
    }
    let from = step / 2;
    let within = &items[from..items.len().min(step)];
    from + within.partition_point(before)
}
