//! Answers in, those of the closer sort that the question asks for out: future industries among
//! industries, academicians among people.

use super::ask::Asked;
use super::list::Ranked;
use crate::graph::Node;

impl<'g> Asked<'_, 'g> {
    /// Where a question names a closer sort (未来产业, 院士), only those answer of which a clause says so,
    /// if any do.
    pub(super) fn keep_closer_sort(&self, ranked: &mut Vec<Ranked<'g>>) {
        let lower = self.question.to_lowercase();
        let sorts = self.words.manner.closer_sorts.iter();
        for (_, said) in sorts.filter(|(asked, _)| lower.contains(asked.as_str())) {
            let is =
                |r: &Ranked<'g>| self.sentences_of(r.node).any(|at| self.says(r.node, said, at));
            let of_sort: Vec<bool> = ranked.iter().map(is).collect();
            if of_sort.contains(&true) {
                let mut of_sort = of_sort.into_iter();
                ranked.retain(|_| of_sort.next().unwrap_or(true));
            }
        }
    }

    /// Whether a clause that names an entity holds a word.
    fn says(&self, node: Node<'g>, word: &str, at: u32) -> bool {
        let names = self.ground.names_in(at).iter();
        let mut starts = names.filter(|(own, _)| *own as usize == node.ordinal());
        let text = self.text(at);
        if !text.contains(word) {
            return false;
        }
        starts.any(|&(_, start)| {
            let from = start - self.start_of(at);
            let mut clause_from = 0;
            text.split(['，', ',', '；', ';', '。']).any(|clause| {
                let to = clause_from + clause.chars().count() as u32;
                let holds = (clause_from..=to).contains(&from) && clause.contains(word);
                clause_from = to + 1;
                holds
            })
        })
    }
}
