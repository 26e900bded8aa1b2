//! The pieces of an English question in, without words that ask where they only relate out.
//!
//! Who built a plant in what was then a village: that asks for no amount.

use super::phrases::{Cue, Meaning};
use super::spot::{Piece, Taken};

/// Marks behind which a question asks.
const MARKS: [char; 11] = [',', ':', ';', '?', '.', '(', '-', '–', '—', '"', '“'];
/// Words behind which it does.
const JOINS: [&str; 8] = ["and", "or", "but", "tell", "me", "us", "know", "so"];

/// Leaves out such words as ask for an amount inside a clause.
pub(in crate::question) fn without_relatives(question: &str, pieces: &mut Vec<Piece>) {
    pieces.retain(|piece| {
        let amount = piece.taken == Taken::Word(Meaning::Cue(Cue::Quantity));
        let lower = piece.text.to_lowercase();
        !amount || !["what was", "what is"].contains(&lower.as_str()) || asks(question, &piece.text)
    });
}

/// Whether words ask where they stand: first of all, or behind a mark or a word that joins.
fn asks(question: &str, words: &str) -> bool {
    let Some((before, _)) = question.split_once(words) else { return true };
    let before = before.trim_end();
    let last = before.rsplit(' ').next().unwrap_or_default().to_lowercase();
    before.is_empty() || before.ends_with(MARKS) || JOINS.contains(&last.as_str())
}

#[cfg(test)]
mod tests {
    use super::asks;

    #[test]
    fn what_was_only_relates_inside_a_clause() {
        assert!(!asks("Who built a mill in what was then a village?", "what was"));
        assert!(asks("What was the output of the mill?", "What was"));
        assert!(asks("In 2019, what was the output?", "what was"));
        assert!(asks("Who built the mill and what was its output?", "what was"));
    }
}
