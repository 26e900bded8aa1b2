//! The names of a document in, pairs that differ by one misread character out.
//!
//! Only a name seen once is taken for a slip, and only of a name of the same length that is known
//! or seen more often; what tells names apart (numbers, directions, places) is no slip.

use super::canonical::Meaning;
use super::names::{Name, Names};
use crate::knowledge::{Kind, Knowledge};
use rustc_hash::FxHashMap;

const SHORTEST: usize = 5;
const LONGEST: usize = 30;
const CONTRAST: &str =
    "一二三四五六七八九十百千东南西北中上下前后左右大小新老内外甲乙丙丁正副省市县区州国男女";

/// Pairs of a right form and a slip of it.
pub(super) fn slips(names: &Names, knowledge: &Knowledge) -> Vec<(Kind, String, String)> {
    let once = names.all.iter().filter(|n| n.count == 1 && matches!(n.meaning, Meaning::Own(_)));
    let slips: Vec<(&Name, Vec<char>)> = once.filter_map(with_chars).collect();
    if slips.is_empty() {
        return Vec::new();
    }
    // The first slip with each hole, and for each slip and hole the next slip with that hole.
    let holes = slips.iter().map(|(_, chars)| chars.len()).sum();
    let mut first: FxHashMap<(Kind, u64), usize> = FxHashMap::default();
    first.reserve(holes);
    let mut links: Vec<(usize, Option<usize>)> = Vec::with_capacity(holes);
    for (number, (name, chars)) in slips.iter().enumerate().rev() {
        for hole in with_hole(chars) {
            let next = first.insert((name.kind, hole), links.len());
            links.push((number, next));
        }
    }
    let mut pairs = Vec::new();
    let right = |name: &&Name| name.count > 1 || matches!(name.meaning, Meaning::Row(_));
    for (name, chars) in names.all.iter().filter(right).filter_map(with_chars) {
        for hole in with_hole(&chars) {
            let mut next = first.get(&(name.kind, hole)).copied();
            while let Some((number, behind)) = next.map(|link| links[link]) {
                next = behind;
                let (slip, misread) = &slips[number];
                if is_slip(&chars, misread, knowledge) {
                    pairs.push((name.kind, name.form.clone(), slip.form.clone()));
                }
            }
        }
    }
    pairs
}

fn with_chars(name: &Name) -> Option<(&Name, Vec<char>)> {
    if name.kind == Kind::PERSON {
        return None;
    }
    let length = name.form.chars().count();
    if !(SHORTEST..=LONGEST).contains(&length) {
        return None;
    }
    let mut chars = Vec::with_capacity(length);
    chars.extend(name.form.chars());
    Some((name, chars))
}

/// For each place in the name a number of the rest.
fn with_hole(chars: &[char]) -> impl Iterator<Item = u64> + '_ {
    let part = |(at, &char): (usize, &char)| {
        let mixed = (u64::from(char) + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        mixed.rotate_left(at as u32 * 5 % 64).wrapping_mul(0xD6E8_FEB8_6659_FD93)
    };
    let whole = chars.iter().enumerate().map(part).fold(0_u64, u64::wrapping_add);
    chars.iter().enumerate().map(move |(at, char)| {
        whole.wrapping_sub(part((at, char))).wrapping_add(at as u64 * 0x1000_0001)
    })
}

fn is_slip(right: &[char], misread: &[char], knowledge: &Knowledge) -> bool {
    if right.len() != misread.len() {
        return false;
    }
    let mut differ = (0..right.len()).filter(|&at| right[at] != misread[at]);
    let (Some(at), None) = (differ.next(), differ.next()) else { return false };
    let plain = |c: char| !c.is_ascii() && !c.is_numeric() && !CONTRAST.contains(c);
    plain(right[at]) && plain(misread[at]) && !in_place(misread, at, knowledge)
}

/// Whether the character belongs to a place within the name: 苏州 and 杭州 are no slips.
fn in_place(chars: &[char], at: usize, knowledge: &Knowledge) -> bool {
    let lexicon = knowledge.lexicon();
    lexicon.find(chars).iter().any(|found| {
        found.span().contains(&at)
            && found.senses.iter().any(|sense| lexicon.row(sense.row).kind == Kind::PLACE)
    })
}
