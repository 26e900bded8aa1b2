//! Sentences of one document in, whether each was read before out.

use super::mark::{self, CLAUSE};
use rustc_hash::FxHashSet;

/// The clauses read so far in one document.
///
/// A sentence is a reprint when four fifths of it stand in clauses that were read before: a
/// paragraph printed twice is found even when its ends were changed.
#[derive(Debug, Default)]
pub(super) struct Read {
    clauses: FxHashSet<u64>,
}

impl Read {
    /// Whether the sentence with these marks repeats what was read; it counts as read from now on.
    pub(super) fn is_reprint(&mut self, chars: &[char], marks: &[u8]) -> bool {
        let (mut seen, mut all) = (0, 0);
        let mut start = 0;
        while start < chars.len() {
            let length = mark::run(&marks[start..], CLAUSE);
            if length > 0 && !self.clauses.insert(digest(&chars[start..start + length])) {
                seen += length;
            }
            all += length;
            start += length + 1;
        }
        all > 0 && seen * 5 >= all * 4
    }
}

fn digest(clause: &[char]) -> u64 {
    let words = clause.iter().filter(|c| **c != ' ');
    words.fold(BASIS, |digest, &c| (digest ^ u64::from(c)).wrapping_mul(0x0100_0000_01b3))
}

/// What the digest of a clause begins with (FNV-1a over code points, spaces left out).
const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
