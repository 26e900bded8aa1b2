//! A question for an amount that no figure answers in, the amount that a sentence states out.
//!
//! Whose a number is cannot always be read. A sentence that speaks of all that is named and has the
//! word for the measure right before a number may answer all the same, and is shown.

use crate::fact::{Quantity, quantities};
use crate::knowledge::Kind;
use crate::question::answer::Finding;
use crate::question::ask::Asked;
use crate::question::list::nearby::{Group, SAME_PLACE};
use crate::question::rows::search::Sought;
use crate::text::Span;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Characters between the word for a measure and its number.
const NEAR: usize = 10;
/// What parts clauses.
const CLAUSE: [char; 6] = ['，', ',', '；', ';', '。', '：'];

impl Asked<'_, '_> {
    /// The amount that stands behind the word for the measure in the sentence that speaks most of all
    /// that the question names.
    pub(in crate::question) fn amount_said(&self) -> Vec<Finding> {
        let reading = self.reading;
        let measures = reading.measures.iter().filter(|&&m| !self.words.is_rank(m));
        let words: Vec<&str> =
            measures.flat_map(|&m| &self.words.measures[m].zh).map(String::as_str).collect();
        if words.is_empty() || reading.anchors.is_empty() {
            return Vec::new();
        }
        let group =
            |anchor| Group { nodes: self.scope(anchor), words: anchor.words.clone(), needed: true };
        let near = |group: Group| self.ground.nearness(self.graph, &group, &BTreeSet::new());
        let near: Vec<Arc<[f64]>> = reading.anchors.iter().map(group).map(near).collect();
        let measure = Sought::of(words.iter().copied());
        let mut best: Option<(f64, u32, Quantity)> = None;
        for at in 0..self.ground.sentences.all().len() as u32 {
            let spoken = near.iter().map(|near| near[at as usize]).fold(1.0, f64::min);
            let better = best.as_ref().is_none_or(|(known, ..)| *known < spoken);
            let reprint = self.ground.sentence(at).reprint;
            if spoken >= SAME_PLACE && better && !reprint && measure.holds_any(self.text(at)) {
                let said = self.said_behind(at, &words);
                best = said.map(|said| (spoken, at, said)).or(best);
            }
        }
        let told = |(score, at, said): (f64, u32, Quantity)| self.said(said.text, score, at);
        best.map(told).into_iter().collect()
    }

    /// The number behind one of these words in a sentence, of the year and the trade asked about.
    fn said_behind(&self, at: u32, words: &[&str]) -> Option<Quantity> {
        let text = self.text(at);
        let year = self.reading.period.map(|period| period.year.to_string());
        let tells_a_year =
            || text.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() == 4);
        let dated = |year: &String| text.contains(year.as_str()) || !tells_a_year();
        if !year.as_ref().is_none_or(dated) {
            return None;
        }
        let trades = self.reading.anchors.iter().filter(|anchor| anchor.kind == Kind::INDUSTRY);
        let mut trades = trades.flat_map(|anchor| &anchor.words).peekable();
        if trades.peek().is_some() && !trades.any(|word| text.contains(word.as_str())) {
            return None;
        }
        let chars: Vec<char> = text.chars().collect();
        let known = self.figures_told(at);
        // Whose and of when a figure is was weighed already.
        let unread = |said: &Quantity| !known.iter().any(|known| known.overlaps(said.span));
        quantities(text, self.knowledge).into_iter().filter(unread).find(|said| {
            let front = &chars[..said.span.start as usize];
            let clause = front.iter().rposition(|c| CLAUSE.contains(c)).map_or(0, |at| at + 1);
            let from = clause.max(front.len().saturating_sub(NEAR));
            let near: String = front[from..].iter().collect();
            words.iter().any(|word| near.contains(word))
        })
    }

    /// Where in a sentence figures stand that were read.
    fn figures_told(&self, at: u32) -> Vec<Span> {
        let sentence = self.ground.sentence(at);
        let Some(document) = self.graph.archive().nth_document(sentence.document as usize) else {
            return Vec::new();
        };
        let start = document.passages[sentence.passage as usize].span.start;
        let own = document.figures.iter().filter(|figure| figure.passage == sentence.passage);
        let within = |span: Span| Span {
            start: span.start.saturating_sub(start),
            end: span.end.saturating_sub(start),
        };
        own.map(|figure| within(figure.span)).collect()
    }
}
