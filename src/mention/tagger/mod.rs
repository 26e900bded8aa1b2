//! Characters in, names out that a trained model sees in them.
//!
//! A linear-chain conditional random field over characters. What it was trained on, how well it
//! does and where it fails is told in `MODEL_CARD.md`.

mod advice;
mod chain;
mod decode;
mod error;
mod example;
mod feature;
mod label;
mod learn;
mod list;
mod model;
mod rebrand;
mod sorted;
mod thing;
mod weight;

pub use advice::Advice;
pub use error::Error;
pub use example::{Example, examples};
pub use learn::{Plan, learn};
pub use list::Lists;
pub use rebrand::Brands;

use super::Mention;
use crate::knowledge::Kind;
use crate::text::{Sentence, Span};
use chain::{Lattice, Succession, exp};
use decode::{Reach, Steps};
use feature::View;
use list::Index;
use std::ops::Range;
use std::sync::LazyLock;
use weight::{Scores, Weights};

/// Longest piece that is read at once. Longer text is cut after a stop if there is one.
const LONGEST: usize = 400;

/// A name that the model sees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tagged {
    /// Its characters.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
    /// Probability, by the model's own reckoning, that just these characters are a name of this
    /// kind.
    pub score: f32,
}

/// A trained model, ready for reading.
#[derive(Clone, Debug)]
pub struct Tagger {
    kinds: Vec<Kind>,
    index: Index,
    weights: Weights,
    steps: Steps,
    powers: Succession<f32>,
}

impl Tagger {
    fn of(kinds: Vec<Kind>, index: Index, weights: Weights) -> Self {
        let table = weights.table();
        let factor = table.unit * table.calm;
        let powers = table.follow.map(|value| exp(value as f32 * factor));
        let steps = Steps::of(table.labels, &table.follow);
        Self { kinds, index, weights, steps, powers }
    }

    /// The model that is built in, shared by the whole process. The model card is about this one.
    pub fn shipped() -> &'static Self {
        static SHIPPED: LazyLock<Tagger> = LazyLock::new(|| {
            Tagger::read(include_bytes!("shipped.model")).expect("a test reads the built-in model")
        });
        &SHIPPED
    }

    /// The kinds it can tell apart, sorted.
    pub fn kinds(&self) -> &[Kind] {
        &self.kinds
    }

    /// The names in these characters, in which others read the names advised, in order and apart.
    /// Total, and linear in their number.
    pub fn tag(&self, chars: &[char], advice: &[Advice]) -> Vec<Tagged> {
        let mut found = Vec::new();
        Reading::default().tag(self, chars, advice, &|_, _| true, &mut found);
        found
    }

    /// The names that it alone sees in a document's sentences, in order.
    pub fn mentions(&self, sentences: &[Sentence]) -> Vec<Mention> {
        let tagged = sentences.iter().zip(0..).flat_map(|(sentence, number)| {
            self.tag(&sentence.chars, &[]).into_iter().map(move |tagged| Mention {
                sentence: number,
                span: tagged.span,
                kind: tagged.kind,
                because: "tagger",
                entry: None,
            })
        });
        tagged.collect()
    }
}

/// How much of the characters is read at once: all, or up to the last stop that leaves enough.
fn piece(chars: &[char]) -> usize {
    if chars.len() <= LONGEST {
        return chars.len();
    }
    let stops = ['。', '！', '？', '；', '\n', '，', ' '];
    let stop = chars[LONGEST / 2..LONGEST].iter().rposition(|char| stops.contains(char));
    stop.map_or(LONGEST, |stop| LONGEST / 2 + stop + 1)
}

/// Room to read one piece after another in.
#[derive(Debug, Default)]
pub(super) struct Reading {
    view: View,
    advice: Vec<Advice>,
    scores: Scores,
    reach: Reach,
    lattice: Lattice,
    calm: Vec<f32>,
}

impl Reading {
    /// Adds the names in these characters, in which others read those advised, that are wanted: how
    /// sure the tagger is of the others is not reckoned.
    pub(super) fn tag(
        &mut self,
        tagger: &Tagger,
        chars: &[char],
        advice: &[Advice],
        wanted: &impl Fn(Span, Kind) -> bool,
        found: &mut Vec<Tagged>,
    ) {
        let mut from = 0;
        while from < chars.len() {
            let length = piece(&chars[from..]);
            self.look(tagger, chars, advice, Span::new(from, from + length));
            self.names(tagger, from, wanted, found);
            from += length;
        }
    }

    fn look(&mut self, tagger: &Tagger, chars: &[char], advice: &[Advice], piece: Span) {
        self.advice.clear();
        let inside = advice.iter().filter(|name| piece.contains(name.span));
        self.advice.extend(inside.map(|name| {
            let (start, end) = (name.span.start - piece.start, name.span.end - piece.start);
            Advice { span: Span { start, end }, kind: name.kind }
        }));
        self.view.look(&chars[piece.range()], &self.advice, &tagger.index);
        tagger.weights.scores(&self.view, &mut self.scores);
    }

    /// Adds the names in the piece that begins at a character.
    fn names(
        &mut self,
        tagger: &Tagger,
        from: usize,
        wanted: &impl Fn(Span, Kind) -> bool,
        found: &mut Vec<Tagged>,
    ) {
        let labels = tagger.weights.table().labels;
        let path = tagger.steps.best(&self.scores, &mut self.reach);
        let mut summed = 0..0;
        for (span, kind) in labels.spans(path) {
            let whole = Span::new(span.start as usize + from, span.end as usize + from);
            if !wanted(whole, tagger.kinds[kind]) {
                continue;
            }
            let is_summed = summed.start <= span.start as usize && span.end as usize <= summed.end;
            if !is_summed {
                summed = self.clause(span);
                // Those after it end further back.
                self.sum(tagger, summed.clone(), span.end as usize - 1);
            }
            let range = span.start as usize - summed.start..span.end as usize - summed.start;
            let score = self.lattice.probability(labels, &tagger.powers, range, kind);
            let score = if score.is_finite() { score.clamp(0.0, 1.0) } else { 0.0 };
            found.push(Tagged { span: whole, kind: tagger.kinds[kind], score });
        }
    }

    /// The characters around a name up to the next stops: what lies beyond bears on it little.
    fn clause(&self, span: Span) -> Range<usize> {
        let range = span.range();
        let start = (0..range.start).rev().find(|&at| self.view.is_stop(at)).map_or(0, |at| at + 1);
        let end = (range.end..self.view.len()).find(|&at| self.view.is_stop(at));
        start..end.unwrap_or(self.view.len())
    }

    /// Sums over the labellings of these characters, for names that end with `last` or later.
    fn sum(&mut self, tagger: &Tagger, range: Range<usize>, last: usize) {
        let table = tagger.weights.table();
        let factor = table.unit * table.calm;
        self.calm.clear();
        let back_to = last - range.start;
        for at in range {
            let row = self.scores.row(table.labels, at).iter();
            self.calm.extend(row.map(|&score| f32::from(score) * factor));
            self.calm.push(0.0);
        }
        self.lattice.sum(table.labels, &self.calm, &tagger.powers, back_to);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_model_is_small_and_sees_names() {
        assert!(include_bytes!("shipped.model").len() <= 6_000_000);
        let tagger = Tagger::shipped();
        assert!(tagger.kinds().contains(&Kind::COMPANY));
        let chars: Vec<char> =
            "青云重工昨日公告，公司与恒泰机床有限公司签署合作协议。".chars().collect();
        let found: Vec<String> = tagger
            .tag(&chars, &[])
            .iter()
            .map(|t| chars[t.span.range()].iter().collect())
            .collect();
        assert_eq!(found, ["青云重工", "恒泰机床有限公司"]);
    }

    #[test]
    fn long_text_is_read_piece_by_piece_with_offsets_of_the_whole() {
        let tagger = Tagger::shipped();
        let filler = "天气很好。".repeat(200);
        let chars: Vec<char> =
            format!("{filler}昨日公告，公司与恒泰机床有限公司签署合作协议。").chars().collect();
        let found = tagger.tag(&chars, &[]);
        assert!(found.iter().any(|t| t.span == Span::new(1008, 1016)), "{found:?}");
    }

    #[test]
    fn any_characters_are_read_without_harm() {
        let tagger = Tagger::shipped();
        for text in
            ["", "，", "《《《《", "王王王王王王王王", "\u{0}\u{fffd}", "a\u{301}b", "（（（"]
        {
            let chars: Vec<char> = text.repeat(50).chars().collect();
            for tagged in tagger.tag(&chars, &[]) {
                assert!(tagged.span.end as usize <= chars.len() && !tagged.span.is_empty());
                assert!((0.0..=1.0).contains(&tagged.score));
            }
        }
    }
}
