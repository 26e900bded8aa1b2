//! The documents of a graph in, one digest of them out.

use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// SHA-256 over the ids and digests of documents, which must be sorted by id, in hexadecimal.
pub(in crate::graph) fn corpus_digest<'a>(
    documents: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> String {
    let mut hasher = Sha256::new();
    for (id, digest) in documents {
        for part in [id, digest] {
            hasher.update((part.len() as u64).to_le_bytes());
            hasher.update(part.as_bytes());
        }
    }
    let mut text = String::with_capacity(64);
    for byte in hasher.finalize() {
        let _ = write!(text, "{byte:02x}");
    }
    text
}
