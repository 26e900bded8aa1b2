//! The pieces of an English question in, with everyday words that few sentences say as subjects out.
//!
//! A walnut belt is sought by 核桃 where a handful of sentences say it; what many say (support, products)
//! tells little of what is asked.

use super::phrases::{Cue, Meaning};
use super::spot::{Piece, Spotter, Taken};

/// Letters of a word that may be a subject.
const LEAST: usize = 4;
/// Ends of words that say what is done, and of what sort something is.
const NO_NOUNS: [&str; 3] = ["ed", "ing", "ly"];
/// A word that more than one of so many sentences say is no subject.
const ONE_OF: usize = 50;

impl Spotter<'_> {
    /// Takes words that were not understood for subjects, where few sentences say them.
    pub(in crate::question) fn keep_rare_words(&self, pieces: &mut [Piece]) {
        let chinese = |piece: &Piece| {
            let word = piece.text.as_str();
            let noun = word.len() >= LEAST && !NO_NOUNS.iter().any(|end| word.ends_with(end));
            let small = word.chars().all(|c| c.is_ascii_lowercase());
            let open = piece.taken == Taken::Unknown && small && noun;
            self.words.everyday.get(word).filter(|_| open).map(|words| words.to_vec())
        };
        let open: Vec<(usize, Vec<String>)> = (0..)
            .zip(pieces.iter())
            .filter_map(|(at, piece)| Some((at, chinese(piece)?)))
            .collect();
        if open.is_empty() {
            return;
        }
        let words: Vec<&[String]> = open.iter().map(|(_, words)| words.as_slice()).collect();
        let (told, all) = (self.told)(&words);
        let most = (all / ONE_OF).max(2);
        let counts = |piece: &Piece| piece.taken == Taken::Word(Meaning::Cue(Cue::Count));
        for ((at, words), told) in open.into_iter().zip(told) {
            // How many tourists: what is counted is asked about, however many speak of it.
            let counted = at.checked_sub(1).is_some_and(|before| counts(&pieces[before]));
            if (1..=most).contains(&told) || counted && told > 0 {
                pieces[at].taken = Taken::Topic(words);
            }
        }
    }
}
