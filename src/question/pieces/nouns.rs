//! The pieces of a question in, out with nouns taken as nouns that a document uses as the name of one of
//! its own.

use super::phrases::Meaning;
use super::spot::{Piece, Spotter, Taken};
use crate::knowledge::{Kind, Role};

impl Spotter<'_> {
    /// 规划, 办法: what a document calls one of its own for short is a noun in a question that does not mark
    /// it as a title.
    pub(in crate::question) fn keep_nouns(&self, question: &str, pieces: &mut [Piece]) {
        let roles = &self.words.roles;
        for piece in pieces {
            let noun = |role: &Role| role.kind == Kind::PROGRAM && role.zh.contains(&piece.text);
            let other = self.words.things.titles.contains(&piece.text);
            let role = roles.iter().position(noun);
            let titled = question.contains(&format!("《{}》", piece.text));
            if !matches!(piece.taken, Taken::Entities(_)) || titled || role.is_none() && !other {
                continue;
            }
            piece.taken = match role {
                Some(role) => Taken::Word(Meaning::Role(role)),
                None => Taken::Topic(self.words.synonyms(&piece.text)),
            };
        }
    }
}
