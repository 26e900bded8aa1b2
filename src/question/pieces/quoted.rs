//! The pieces of a question in, with what stands in quotation marks as one subject where the texts say
//! it so, out.

use super::folded::is_inner_mark;
use super::spot::{Piece, Spotter, Taken};

/// A quotation that is a subject of its own has so many characters.
const LEAST: usize = 3;

impl Spotter<'_> {
    /// “江上之星”基地: what is quoted is one subject, where the texts hold it and no name of the graph is it.
    pub(in crate::question) fn keep_quotations(&self, question: &str, pieces: &mut Vec<Piece>) {
        for quoted in quotations(question) {
            let whole = quoted.chars().all(|c| crate::text::is_han(c) || is_inner_mark(c))
                && quoted.chars().count() >= LEAST;
            if !whole || !(self.said)(quoted) {
                continue;
            }
            // A name may reach over the marks, or be the whole of what they hold.
            let beyond = |piece: &Piece| {
                let text = piece.text.as_str();
                text.contains(quoted)
                    || !text.is_empty() && quoted.ends_with(text) && text.len() * 2 > quoted.len()
            };
            if pieces.iter().any(|p| matches!(p.taken, Taken::Entities(_)) && beyond(p)) {
                continue;
            }
            let inside =
                |piece: &Piece| !piece.text.is_empty() && quoted.contains(piece.text.as_str());
            let Some(at) = pieces.iter().position(inside) else { continue };
            let taken = Taken::Topic(vec![quoted.to_owned()]);
            pieces.insert(at, Piece { text: quoted.to_owned(), taken, also: Vec::new() });
            let mut number = 0;
            pieces.retain(|piece| {
                number += 1;
                number == at + 1 || !inside(piece)
            });
        }
    }
}

/// What stands in Chinese quotation marks.
pub(in crate::question) fn quotations(question: &str) -> impl Iterator<Item = &str> {
    let behind = question.split('“').skip(1);
    behind.filter_map(|rest| Some(rest.split_once('”')?.0))
}

#[cfg(test)]
mod tests {
    use super::quotations;

    #[test]
    fn quotations_are_what_the_marks_hold() {
        let quoted: Vec<&str> = quotations("“江上之星”基地和“海川”在哪里，“没有完").collect();
        assert_eq!(quoted, ["江上之星", "海川"]);
    }
}
