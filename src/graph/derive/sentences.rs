//! Passages in, keys that all printings of one sentence share out.

use crate::graph::archive::Archive;
use rayon::prelude::*;
use std::hash::{DefaultHasher, Hasher};

/// The key of each passage of each document.
pub(super) fn keys(archive: &Archive) -> Vec<Vec<u64>> {
    archive
        .documents
        .par_iter()
        .map(|document| document.passages.iter().map(|p| sentence_key(&p.text)).collect())
        .collect()
}

/// Number of different sentences.
pub(super) fn independent(keys: &[Vec<u64>]) -> u32 {
    let mut all: Vec<u64> = keys.iter().flatten().copied().collect();
    all.par_sort_unstable();
    all.dedup();
    all.len() as u32
}

/// A key that does not change with line breaks, spaces and full- or half-width forms.
pub(crate) fn sentence_key(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    for c in text.chars().filter(|c| !c.is_whitespace()).map(folded) {
        hasher.write_u32(c as u32);
    }
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
