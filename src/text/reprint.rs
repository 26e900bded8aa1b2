//! Sentences of one document in, whether each was read before out.

use super::character::{is_comma, is_han, is_stop};
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
    /// Whether the sentence repeats what was read; it counts as read from now on.
    pub(super) fn is_reprint(&mut self, chars: &[char]) -> bool {
        let (mut seen, mut all) = (0, 0);
        let (mut digest, mut length) = (BASIS, 0);
        for &c in chars.iter().chain(&['。']) {
            if !is_han(c) && (is_comma(c) || is_stop(c) || c == '：') {
                if length > 0 && !self.clauses.insert(digest) {
                    seen += length;
                }
                all += length;
                (digest, length) = (BASIS, 0);
                continue;
            }
            length += 1;
            if c != ' ' {
                digest = (digest ^ u64::from(c)).wrapping_mul(0x0100_0000_01b3);
            }
        }
        all > 0 && seen * 5 >= all * 4
    }
}

/// What the digest of a clause begins with (FNV-1a over code points, spaces left out).
const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
