//! A question of who leads or answers for something and the closest sentences in, the bodies that the
//! bracket behind them names out: （甲部牵头，乙部、丙部按职责分工负责）.

use super::weigh::{Close, Weighed};
use crate::graph::Node;
use crate::question::ask::Asked;

/// Sentences behind the closest in which the bracket stands.
const BEHIND: u32 = 8;
/// Sentences behind which it is looked for.
const READ: usize = 2;

impl<'g> Asked<'_, 'g> {
    /// The bracket that says who answers for what the closest sentence says, and who of those named there.
    pub(super) fn on_duty(&self, weighed: &Weighed) -> Option<(Close, Vec<Node<'g>>)> {
        let lower = self.question.to_lowercase();
        let words = &self.words.manner;
        let asks = |words: &[String]| words.iter().any(|word| lower.contains(word.as_str()));
        let leads = asks(&words.leads);
        if !leads && !asks(&words.answers_for) {
            return None;
        }
        weighed.closest.iter().take(READ).find_map(|close| {
            let end = (close.at + BEHIND).min(self.ground.sentences.all().len() as u32 - 1);
            let document = self.ground.sentence(close.at).document;
            let mut own =
                (close.at..=end).take_while(|&at| self.ground.sentence(at).document == document);
            let at = own.find(|&at| {
                self.is_aside(at)
                    && words.duty.iter().any(|word| self.text(at).contains(word.as_str()))
            })?;
            let text: Vec<char> = self.text(at).chars().collect();
            let lead: Vec<char> = words.duty.first()?.chars().collect();
            let last = text.windows(lead.len()).position(|own| own == lead).filter(|_| leads);
            let before =
                |start: u32| last.is_none_or(|last| (start - self.start_of(at)) < last as u32);
            let names = self.ground.names_in(at).iter().filter(|(_, start)| before(*start));
            let nodes: Vec<Node<'g>> = names.map(|(node, _)| self.node(*node)).collect();
            (!nodes.is_empty()).then_some((Close { at, ..*close }, nodes))
        })
    }
}
