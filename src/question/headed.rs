//! Sentences in, those that speak of a place because the sentence before is but its heading out
//! (山东海川。六公里长的大道…; 四川江城，某某基地。上万台设备…).

use crate::graph::Sentences;
use crate::knowledge::Kind;

/// Characters of a sentence that is no more than a heading, and how far in its place may begin.
const LONGEST: u32 = 18;
const FRONT: u32 = 3;

/// Places with the sentences that stand behind their headings, in the same paragraph.
pub(super) fn headed(sentences: &Sentences, document: u32, kinds: &[Kind]) -> Vec<(u32, u32)> {
    let mut headed = Vec::new();
    for at in sentences.of_document(document) {
        let (Some(own), Some(next)) = (sentences.get(at), sentences.get(at + 1)) else { continue };
        let together = own.document == next.document && own.paragraph == next.paragraph;
        if !together || next.start.saturating_sub(own.start) > LONGEST {
            continue;
        }
        let is_place = |node: u32| kinds[node as usize] == Kind::PLACE;
        let names = sentences.names(at);
        let opens = names.first().is_some_and(|(_, from)| *from == own.start);
        let front = names
            .iter()
            .take_while(|(node, from)| is_place(*node) && from.saturating_sub(own.start) <= FRONT);
        let (Some((place, _)), true) = (front.last(), opens) else { continue };
        // A sentence that opens with a place of its own speaks of that one.
        let own_place = |at: u32, start: u32| {
            sentences
                .names(at)
                .first()
                .is_some_and(|(node, from)| is_place(*node) && *from == start)
        };
        if !own_place(at + 1, next.start) {
            headed.push((*place, at + 1));
        }
    }
    headed
}
