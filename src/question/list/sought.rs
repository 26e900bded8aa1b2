//! Honours that answer in, of those sought and not yet held, where the question asks for such, out.

use super::Ranked;
use crate::graph::Basis;
use crate::question::ask::Asked;

/// Characters before a name in which the word for seeking it stands.
const BEFORE: u32 = 16;

impl<'g> Asked<'_, 'g> {
    /// 还在争创哪些称号: of what answers only what is planned or what the texts say is sought.
    pub(in crate::question) fn keep_sought(&self, ranked: &mut Vec<Ranked<'g>>) {
        let sought = |r: &Ranked<'g>| match r.stated {
            Some((_, basis)) => basis == Basis::Planned,
            None => r.sentences.iter().any(|&at| self.is_sought(r, at)),
        };
        ranked.retain(sought);
    }

    /// 获得哪些绿色荣誉: where several honours that were given bear the word for their sort, only these.
    pub(in crate::question) fn keep_honours_on_subject(&self, ranked: &mut Vec<Ranked<'g>>) {
        let loose = self.reading.anchors.iter().filter(|anchor| anchor.loose);
        let words = loose.flat_map(|anchor| &anchor.words);
        let words: Vec<&String> = words.chain(self.reading.topics.iter().flatten()).collect();
        let bears = |r: &Ranked<'g>| words.iter().any(|word| r.node.name().contains(word.as_str()));
        let given = ranked.iter().filter(|r| r.stated.is_some() && bears(r)).count();
        if self.asks_for_honours() && given >= 2 {
            ranked.retain(bears);
        }
    }

    /// Whether a clause says right before the name that it is sought.
    fn is_sought(&self, r: &Ranked<'g>, at: u32) -> bool {
        let names = self.ground.names_in(at).iter();
        let mut starts = names.filter(|(node, _)| *node as usize == r.node.ordinal());
        starts.any(|&(_, start)| {
            let front = self.text_between(at, start.saturating_sub(BEFORE), start);
            let clause = front.rsplit(['，', ',', '；', ';', '。']).next().unwrap_or_default();
            self.words.manner.sought.iter().any(|word| clause.contains(word.as_str()))
        })
    }
}
