//! Passages in, keys that all printings of one sentence share out.

use super::hash::Folding;
use crate::graph::archive::Archive;
use rayon::prelude::*;
use std::hash::Hasher;

/// The key of each passage of each document.
pub(super) fn keys(archive: &Archive) -> Vec<Vec<u64>> {
    archive
        .documents
        .par_iter()
        .map(|document| document.passages.iter().map(|p| sentence_key(&p.text)).collect())
        .collect()
}

/// For each passage of each document whether it is the first printing of its sentence, and how many
/// first printings there are.
pub(super) fn first_printings(keys: &[Vec<u64>]) -> (Vec<Vec<bool>>, u32) {
    let places = keys.iter().enumerate().flat_map(|(document, keys)| {
        keys.iter().enumerate().map(move |(item, &key)| (key, document as u32, item as u32))
    });
    let mut places: Vec<(u64, u32, u32)> = places.collect();
    places.par_sort_unstable();
    let mut firsts: Vec<Vec<bool>> = keys.iter().map(|keys| vec![false; keys.len()]).collect();
    let mut count = 0;
    for printings in places.chunk_by(|a, b| a.0 == b.0) {
        let (_, document, item) = printings[0];
        firsts[document as usize][item as usize] = true;
        count += 1;
    }
    (firsts, count)
}

/// A key that does not change with line breaks, spaces and full- or half-width forms.
pub(crate) fn sentence_key(text: &str) -> u64 {
    let mut hasher = Folding::default();
    let mut pair = 0;
    for (index, c) in text.chars().filter(|c| !c.is_whitespace()).map(folded).enumerate() {
        pair = (pair << 32) | u64::from(c);
        if index % 2 == 1 {
            hasher.write_u64(std::mem::take(&mut pair));
        }
    }
    hasher.write_u64(pair);
    hasher.finish()
}

fn folded(c: char) -> char {
    match c {
        '。' => '.',
        '、' => ',',
        '“' | '”' | '「' | '」' => '"',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::sentence_key;

    #[test]
    fn reprints_share_a_key() {
        let first = sentence_key("溧阳市引进了Ａ公司，投资10亿元。");
        assert_eq!(first, sentence_key("溧阳市引进\n了A公司,投资10亿元。"));
        assert_ne!(first, sentence_key("溧阳市引进了A公司,投资11亿元。"));
    }
}
